import { z } from 'zod';

/**
 * Body of MiniMax's video_generation; loose, so that fields of next year pass. Source: MiniMax API reference, video
 * generation, and the copies of it that gateways publish.
 */
export const filmBody = z.looseObject({
  model: z.string().min(1).max(256).meta({
    description:
      'MiniMax-Hailuo-2.3 (text, first frame), MiniMax-Hailuo-2.3-Fast (first frame), MiniMax-Hailuo-02 (text, first frame, first and last frame), or an older T2V-01, I2V-01, S2V-01.',
  }),
  prompt: z.string().nullish().meta({
    description:
      'What happens, at most 2,000 characters. Camera moves stand in brackets: [Push in], [Pan left, Tilt up]. May be left out with a first frame.',
  }),
  duration: z
    .union([z.int(), z.string().regex(/^\d{1,3}$/)])
    .nullish()
    .meta({ description: 'Seconds: 6 (default) or 10; 1080P has 6 only.' }),
  resolution: z.string().nullish().meta({
    description:
      '768P (default), 1080P; 512P from a first frame with MiniMax-Hailuo-02; 720P with the older models.',
  }),
  first_frame_image: z.string().nullish().meta({
    description:
      'The picture that the film begins with: address or data URL, JPG, PNG or WebP below 20 MB. It gives the film its shape.',
  }),
  last_frame_image: z.string().nullish().meta({
    description:
      'The picture that the film ends with, for MiniMax-Hailuo-02 in 768P or 1080P; cut to the shape of the first.',
  }),
  subject_reference: z
    .array(
      z.looseObject({
        type: z.string().nullish().meta({ description: 'character.' }),
        image: z
          .union([z.string(), z.array(z.string())])
          .nullish()
          .meta({ description: 'One picture of a face: address or data URL, in a list.' }),
      }),
    )
    .nullish()
    .meta({ description: 'Who the film is about, for S2V-01.' }),
  prompt_optimizer: z
    .boolean()
    .nullish()
    .meta({ description: 'Let MiniMax improve the prompt; true when absent.' }),
  fast_pretreatment: z.boolean().nullish().meta({ description: 'Improve the prompt in less time.' }),
  aigc_watermark: z
    .boolean()
    .nullish()
    .meta({ description: 'Put a mark into the film that it was made by a machine.' }),
  callback_url: z
    .string()
    .nullish()
    .meta({ description: 'Your address, which is told of each change of the task.' }),
});

export const taskQuery = z.object({
  task_id: z.string().meta({ description: 'The task, as the submission answered it.' }),
});
export const fileQuery = z.object({
  file_id: z.string().meta({ description: 'The file of a finished task; the task’s own id will do.' }),
});
