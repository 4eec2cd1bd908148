import { z } from 'zod';

/**
 * Two forms of one wire. The official one is Luma's Dream Machine API (docs.lumalabs.ai, lumalabs/lumaai-node 1.19). The
 * other, under /luma, is that of the gateways of this family; `read.ts` writes it in the official form.
 */

const model = z.string().min(1).max(256);
const prompt = z.string().max(5000).nullish().meta({ description: 'What the film shows.' });
const ratio = z
  .string()
  .nullish()
  .meta({ description: 'Width to height: 1:1, 16:9 (default), 9:16, 4:3, 3:4, 21:9 or 9:21.' });
const callback = z
  .string()
  .nullish()
  .meta({ description: 'Is sent the generation whenever it dreams, is completed or has failed.' });
const resolution = z.string().nullish().meta({ description: '540p, 720p (default), 1080p or 4k.' });
const link = z.looseObject({ url: z.string().min(1).meta({ description: 'Address of the file.' }) });

const frame = z.looseObject({
  type: z.enum(['image', 'generation']).meta({ description: 'What the frame is taken from.' }),
  url: z.string().min(1).optional().meta({ description: 'Address of the picture; with type image.' }),
  id: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'Id of a completed generation; with type generation.' }),
});

export const videoBody = z.looseObject({
  prompt,
  model: model.nullish().meta({ description: 'ray-2 (default), ray-flash-2 or ray-1-6.' }),
  resolution,
  duration: z.union([z.string(), z.int()]).nullish().meta({ description: '5s (default) or 9s.' }),
  aspect_ratio: ratio,
  loop: z.boolean().nullish().meta({ description: 'The end goes over into the beginning.' }),
  keyframes: z
    .looseObject({ frame0: frame.nullish(), frame1: frame.nullish() })
    .nullish()
    .meta({ description: 'What the film begins and ends with: pictures, or films to go on from.' }),
  concepts: z
    .array(z.looseObject({ key: z.string() }))
    .nullish()
    .meta({ description: 'Camera moves by their keys.' }),
  generation_type: z.string().nullish(),
  callback_url: callback,
});

export const modifyBody = z.looseObject({
  model: model.nullish().meta({ description: 'ray-2 (default), ray-flash-2 or ray-1-6.' }),
  prompt,
  media: link.meta({ description: 'The film to change.' }),
  mode: z
    .string()
    .min(1)
    .meta({ description: 'adhere_1 to 3, flex_1 to 3 or reimagine_1 to 3: from near to far.' }),
  first_frame: link.nullish().meta({ description: 'How the changed film begins.' }),
  callback_url: callback,
});

export const reframeBody = z.looseObject({
  model: model.nullish(),
  prompt,
  media: link,
  aspect_ratio: z.string().min(1),
  callback_url: callback,
});

export const imageBody = z.looseObject({
  model: model.nullish().meta({ description: 'photon-1 (default) or photon-flash-1.' }),
  prompt,
  aspect_ratio: ratio,
  format: z.string().nullish().meta({ description: 'jpg or png.' }),
  image_ref: z.array(z.looseObject({})).nullish(),
  style_ref: z.array(z.looseObject({})).nullish(),
  character_ref: z.looseObject({}).nullish(),
  modify_image_ref: z.looseObject({}).nullish(),
  callback_url: callback,
});

export const upscaleBody = z.looseObject({ resolution, callback_url: callback });

export const audioBody = z.looseObject({
  prompt: z.string().nullish().meta({ description: 'What is heard.' }),
  negative_prompt: z.string().nullish().meta({ description: 'What is not wanted.' }),
  callback_url: callback,
});

const hook = z
  .string()
  .nullish()
  .meta({ description: 'Address that is sent the finished or failed generation.' });
const expand = z
  .boolean()
  .nullish()
  .meta({ description: 'Let Luma write the prompt out; not every upstream can.' });
const firstImage = z
  .string()
  .nullish()
  .meta({ description: 'Address of the picture that the film begins with.' });
const lastImage = z
  .string()
  .nullish()
  .meta({ description: 'Address of the picture that the film ends with.' });

export const gatewayBody = z.looseObject({
  user_prompt: z
    .string()
    .max(5000)
    .nullish()
    .meta({ description: 'What the film shows; needed without a picture.' }),
  model_name: model.nullish().meta({
    description: 'ray-v2 (default: Ray 2), ray-v1 (Ray 1.6), or a name of Luma’s: ray-2, ray-flash-2.',
  }),
  duration: z.union([z.string(), z.int()]).nullish().meta({ description: '5s (default) or 9s.' }),
  resolution,
  aspect_ratio: ratio,
  loop: z.boolean().nullish().meta({ description: 'The end goes over into the beginning.' }),
  expand_prompt: expand,
  image_url: firstImage,
  image_end_url: lastImage,
  notify_hook: hook,
});

export const extendBody = z.looseObject({
  user_prompt: z.string().min(1).max(5000).meta({ description: 'What happens next.' }),
  expand_prompt: expand,
  image_end_url: lastImage,
  duration: z.union([z.string(), z.int()]).nullish().meta({ description: '5s (default) or 9s.' }),
  resolution,
  notify_hook: hook,
});

export const manyBody = z.looseObject({
  ids: z
    .array(z.string())
    .min(1)
    .max(100)
    .meta({ description: 'Ids of generations; unknown ones are left out.' }),
});

export const idParams = z.object({ id: z.string().meta({ description: 'Id of the generation.' }) });
export const taskParams = z.object({ task_id: z.string().meta({ description: 'Id of the generation.' }) });

export const listQuery = z.object({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'How many; 10 when absent.' }),
  offset: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .meta({ description: 'How many of the newest to pass over.' }),
});
