import { z } from 'zod';

/**
 * The two forms in which films are asked of Jimeng: the short one of gateways of this family, and the body of Volcengine's
 * visual API (https://www.volcengine.com/docs/85621/1777001). Loose: unknown fields pass.
 */
const address = z.string().min(1);
const wholeOrText = z.union([z.number(), z.string().max(8)]);

export const submitBody = z.looseObject({
  prompt: z.string().min(1).meta({ description: 'What the film shows; at most 800 characters.' }),
  image_url: z
    .string()
    .nullish()
    .meta({ description: 'First picture: http(s) address or data URL (JPEG, PNG).' }),
  image_urls: z
    .array(address)
    .max(2)
    .nullish()
    .meta({ description: 'In place of image_url: the first picture, or the first and the last one.' }),
  duration: wholeOrText.nullish().meta({ description: 'Seconds: 5 (unless told) or 10.' }),
  aspect_ratio: z
    .string()
    .nullish()
    .meta({ description: '16:9 (unless told), 9:16, 1:1, 4:3, 3:4 or 21:9; a picture decides it itself.' }),
  resolution: z
    .string()
    .nullish()
    .meta({ description: '720p (unless told) or 1080p, with jimeng-video-3.0.' }),
  cfg_scale: z
    .number()
    .nullish()
    .meta({ description: 'Taken for older clients; Jimeng 3.0 has nothing of the kind.' }),
  seed: z.number().nullish().meta({ description: 'The same seed gives a similar film; -1 is random.' }),
  model: z
    .string()
    .max(256)
    .nullish()
    .meta({ description: 'jimeng-video-3.0 (unless told), jimeng-video-3.0-1080p or jimeng-video-3.0-pro.' }),
});

export const fetchParams = z.object({ id: z.string().meta({ description: 'Id of the task.' }) });

export const visualQuery = z.object({
  Action: z.string().meta({ description: 'CVSync2AsyncSubmitTask, CVSync2AsyncGetResult or CVCancelTask.' }),
  Version: z.string().optional().meta({ description: '2022-08-31; is not looked at.' }),
});

export const visualBody = z.looseObject({
  req_key: z.string().min(1).max(256).meta({
    description:
      'Which model and way: jimeng_t2v_v30, jimeng_i2v_first_v30, jimeng_i2v_first_tail_v30 (also in 1080p: …_1080p, …_1080), jimeng_ti2v_v30_pro.',
  }),
  prompt: z.string().nullish().meta({ description: 'What the film shows; at most 800 characters.' }),
  image_urls: z
    .array(address)
    .max(14)
    .nullish()
    .meta({ description: 'Addresses of the first picture, or of the first and the last one.' }),
  binary_data_base64: z
    .array(address)
    .max(14)
    .nullish()
    .meta({ description: 'The same pictures as base64, in place of image_urls.' }),
  frames: z.number().nullish().meta({ description: '121 (5 seconds, unless told) or 241 (10 seconds).' }),
  aspect_ratio: z
    .string()
    .nullish()
    .meta({ description: '16:9 (unless told), 9:16, 1:1, 4:3, 3:4 or 21:9; a picture decides it itself.' }),
  seed: z.number().nullish().meta({ description: 'The same seed gives a similar film; -1 is random.' }),
  task_id: z.string().nullish().meta({ description: 'To ask or to cancel: id of the task.' }),
});
