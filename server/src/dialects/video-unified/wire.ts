import { z } from 'zod';

/**
 * Bodies of the unified video format, as gateways of this family document it; loose, because their pages differ on which
 * fields a model has. Nobody's official API speaks it.
 */

const text = (description: string) => z.string().nullish().meta({ description });
const number = (description: string) =>
  z
    .union([z.number(), z.string().regex(/^\d{1,5}(\.\d+)?$/)], { error: 'expected a number' })
    .nullish()
    .meta({ description });
/** Some pages write flags as texts. */
const flag = (description: string) =>
  z
    .union([z.boolean(), z.enum(['true', 'false'])], { error: 'expected true or false' })
    .nullish()
    .meta({ description });

const model = z
  .string()
  .min(1)
  .max(256)
  .meta({ description: 'Name of the model, as GET /v1/models lists it.' });
const images = z.array(z.string()).max(10).nullish().meta({
  description:
    'Pictures by address or as data URLs: the first frame, then the last; for models that end in -components things to appear.',
});

export const createBody = z.looseObject({
  model,
  prompt: z.string().min(1).meta({ description: 'What the film shows.' }),
  images,
  aspect_ratio: text('16:9 or 9:16; some models know more.'),
  enhance_prompt: flag('Veo: put the prompt into better English first.'),
  enable_upsample: flag('Veo: a larger film, 1080p.'),
  orientation: text('portrait or landscape, in place of aspect_ratio.'),
  size: text('small (720p) or large (1080p); also 1280x720, 1080p.'),
  duration: number('Seconds.'),
  watermark: flag('false: without a watermark.'),
  private: flag('true: not published by the maker.'),
  character_url: text('A film of a character that shall appear; no real people.'),
  character_timestamps: text('From which second to which it is seen there: "1,3".'),
});

export const generationBody = z.looseObject({
  model,
  prompt: z.string().nullish().meta({ description: 'What the film shows.' }),
  image: text('The first frame.'),
  images,
  input_reference: text('The first frame: an address, or a file of a form.'),
  size: text('Width x height: 1280x720; or 720p, 1080p.'),
  duration: number('Seconds.'),
  seconds: number('Seconds, by another name.'),
  n: number('How many films; all are charged.'),
  seed: number('The same seed gives similar films.'),
  negative_prompt: text('What shall not be seen.'),
  metadata: z
    .union([z.looseObject({}), z.string()], { error: 'expected an object' })
    .nullish()
    .meta({ description: 'More fields, as the model’s maker names them; fields beside it go before them.' }),
});

export const taskQuery = z.object({
  id: z.string().meta({ description: 'Id of the task, as its creation gave it.' }),
});
export const taskPath = z.object({
  id: z.string().meta({ description: 'Id of the task, as its creation gave it.' }),
});
