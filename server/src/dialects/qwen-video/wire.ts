import { z } from 'zod';

/**
 * Body of DashScope's video-synthesis; loose at every level, so that fields of other models pass. Source: Model Studio API
 * references of the Wan models.
 */
const text = z.string().nullish();
const flag = z.boolean().nullish();

const input = z.looseObject({
  prompt: text.meta({ description: 'What the film shows; up to 5,000 characters with the newest models.' }),
  negative_prompt: text.meta({ description: 'What must not be seen, up to 500 characters.' }),
  img_url: text.meta({
    description: 'First frame, for models up to wan2.6: address, or data URL with base64.',
  }),
  first_frame_url: text.meta({ description: 'First frame, for kf2v models.' }),
  last_frame_url: text.meta({ description: 'Last frame, for kf2v models.' }),
  image_url: text.meta({ description: 'Who speaks, for s2v models.' }),
  audio_url: text.meta({
    description: 'Address of a voice or of music that the film follows, from wan2.5 on.',
  }),
  template: text.meta({ description: 'Name of an effect, in place of a prompt.' }),
  reference_urls: z
    .array(z.string())
    .nullish()
    .meta({ description: 'Pictures and films to go by, for wan2.6 r2v models.' }),
  media: z
    .array(
      z.looseObject({
        type: text.meta({
          description:
            'first_frame, last_frame, first_clip, driving_audio, reference_image, reference_video or video.',
        }),
        url: text.meta({ description: 'Address; of pictures also a data URL with base64.' }),
        reference_voice: text.meta({ description: 'Address of the voice of this reference.' }),
      }),
    )
    .nullish()
    .meta({ description: 'All pictures, films and sounds, from wan2.7 on.' }),
});

const parameters = z.looseObject({
  resolution: text.meta({ description: '480P, 720P or 1080P; which of them depends on the model.' }),
  size: text.meta({
    description: 'Pixels with an asterisk, 1280*720, for text-to-video models up to wan2.6.',
  }),
  ratio: text.meta({ description: '16:9, 9:16, 1:1, 4:3 or 3:4, from wan2.7 on.' }),
  duration: z
    .union([z.int(), z.string().regex(/^-?\d{1,3}$/)])
    .nullish()
    .meta({
      description: 'Seconds: 5 when absent; wan2.5 takes 5 or 10, wan2.7 takes 2 to 15, wan3.0 up to 30.',
    }),
  prompt_extend: flag.meta({ description: 'Let a language model write the prompt out; true when absent.' }),
  watermark: flag.meta({ description: 'Put a mark into the corner; false when absent.' }),
  audio: flag.meta({ description: 'Make sound too, for wan2.5 and the flash models; true when absent.' }),
  seed: z.int().nullish().meta({ description: 'The same number makes films more alike, 0 to 2147483647.' }),
  shot_type: text.meta({ description: 'single or multi: one shot or several, for wan2.6.' }),
});

export const synthesisBody = z.looseObject({
  model: z.string().min(1).max(256).meta({ description: 'Name of the model, as GET /v1/models lists it.' }),
  input: input.meta({ description: 'What the film is made from.' }),
  parameters: parameters.nullish().meta({ description: 'How it is made.' }),
});

export const taskParams = z.object({
  id: z.string().meta({ description: 'The task, as the submission answered it.' }),
});
export const listQuery = z.object({
  page_no: z.string().optional().meta({ description: 'Page, from 1.' }),
  page_size: z.string().optional().meta({ description: 'Tasks on a page, 10 when absent, at most 100.' }),
  status: z.string().optional().meta({ description: 'PENDING, RUNNING, SUCCEEDED, FAILED or CANCELED.' }),
  model_name: z.string().optional().meta({ description: 'Only tasks of this model.' }),
  start_time: z.string().optional().meta({ description: 'From then on, Beijing time: 20261123000000.' }),
  end_time: z.string().optional().meta({ description: 'Until then.' }),
});
