import { z } from 'zod';

/**
 * Bodies and queries of Ark's film tasks; loose, so that fields of newer models pass. Sources: Volcengine Ark,
 * https://www.volcengine.com/docs/82379/1520757 (create), /1521309 (show), /1521675 (list), /1521720 (delete).
 */
const address = (description: string) =>
  z.looseObject({ url: z.string().min(1).meta({ description }) }).nullish();

const item = z.looseObject({
  type: z.string().meta({ description: 'text, image_url, video_url, audio_url or draft_task.' }),
  text: z.string().nullish().meta({
    description:
      'The prompt; at its end commands may stand: --rs 720p --rt 16:9 --dur 5 --fps 24 --seed 11 --cf false --wm true.',
  }),
  image_url: address('http(s) address, or data:image/png;base64,… with the format in lower case.'),
  video_url: address('Address of a film (Seedance 2.0 and later).'),
  audio_url: address('Address of a sound (Seedance 2.0 and later).'),
  draft_task: z
    .looseObject({ id: z.string().meta({ description: 'Task of the draft that becomes a film.' }) })
    .nullish(),
  role: z.string().nullish().meta({
    description:
      'first_frame (a single picture needs no role), last_frame, reference_image; reference_video, reference_audio.',
  }),
});

export const createBody = z.looseObject({
  model: z.string().min(1).max(256).meta({ description: 'Name of the model, as GET /v1/models lists it.' }),
  content: z.array(item).min(1).max(64).meta({ description: 'Prompt, pictures, films and sounds.' }),
  resolution: z.string().nullish().meta({ description: '480p, 720p, 1080p; 4k with Seedance 2.0.' }),
  ratio: z.string().nullish().meta({
    description: '16:9, 4:3, 1:1, 3:4, 9:16, 21:9, or adaptive: like the first picture.',
  }),
  duration: z.number().nullish().meta({
    description:
      'Seconds, 5 unless told: 2 to 12 with 1.0, 4 to 15 with 2.0, 4 to 30 with 2.5; -1: the model chooses (2.x).',
  }),
  frames: z
    .number()
    .nullish()
    .meta({ description: 'In place of duration, 1.0 only: 25 + 4n, from 29 to 289.' }),
  seed: z.number().nullish().meta({ description: 'The same seed gives a similar film; -1 is random.' }),
  generate_audio: z
    .boolean()
    .nullish()
    .meta({ description: 'Seedance 1.5 and later: with sound, unless false.' }),
  camera_fixed: z.boolean().nullish().meta({ description: 'Hold the camera still.' }),
  watermark: z.boolean().nullish().meta({ description: 'Put the maker’s mark into the film.' }),
  return_last_frame: z
    .boolean()
    .nullish()
    .meta({ description: 'Also give the last picture, to go on from it in another task.' }),
  draft: z.boolean().nullish().meta({ description: 'Seedance 1.5 Pro: a cheap draft in 480p.' }),
  service_tier: z
    .string()
    .nullish()
    .meta({ description: 'default, or flex: later and at half the price (1.x).' }),
  execution_expires_after: z
    .number()
    .nullish()
    .meta({ description: 'Seconds after which a task that has not ended is given up: 3600 to 259200.' }),
  callback_url: z
    .string()
    .max(2048)
    .nullish()
    .meta({ description: 'Is sent the task, as a query shows it, whenever its state changes.' }),
});

export const taskParams = z.object({ id: z.string().meta({ description: 'Id of the task.' }) });

export const listQuery = z.object({
  page_num: z.coerce.number().int().min(1).max(500).optional().meta({ description: 'Page, from 1.' }),
  page_size: z.coerce
    .number()
    .int()
    .min(1)
    .max(500)
    .optional()
    .meta({ description: 'Tasks a page, 10 unless told, at most 500.' }),
  'filter.status': z
    .string()
    .optional()
    .meta({ description: 'queued, running, succeeded, failed, cancelled or expired.' }),
  'filter.task_ids': z
    .union([z.string(), z.array(z.string())])
    .optional()
    .meta({ description: 'Only these tasks: repeat the parameter, or part the ids with commas.' }),
  'filter.model': z.string().optional().meta({ description: 'Only tasks of this model.' }),
  'filter.service_tier': z.string().optional().meta({ description: 'Only default, or only flex.' }),
});
