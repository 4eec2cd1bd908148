import { z } from 'zod';

/**
 * Inputs of fal's models, as its clients send them: flat JSON. Only types and what must be there are checked here; the words
 * and bounds that the manual shows are today's, and their model judges. Fields without a name here pass. Sources: endpoint
 * types of @fal-ai/client 1.10.1, the models' pages at https://fal.ai/models.
 */

type Bounds = { readonly least?: number; readonly most?: number; readonly usual?: number };

const shown = (description: string, usual?: string | number | boolean) => ({
  description,
  ...(usual === undefined ? {} : { default: usual }),
});

/** One of some words; others are left to the model. */
export const word = (description: string, oneOf: readonly string[], usual?: string) =>
  z.string().meta({ enum: oneOf }).nullish().meta(shown(description, usual));

export const flag = (description: string, usual: boolean) =>
  z.boolean().nullish().meta(shown(description, usual));

const bounded = (type: z.ZodNumber, description: string, { least, most, usual }: Bounds) =>
  type
    .meta({
      ...(least === undefined ? {} : { minimum: least }),
      ...(most === undefined ? {} : { maximum: most }),
    })
    .nullish()
    .meta(shown(description, usual));

export const number = (description: string, usual: number, least: number, most: number) =>
  bounded(z.number(), description, { usual, least, most });
export const whole = (description: string, usual: number, least: number, most: number) =>
  bounded(z.int(), description, { usual, least, most });

const url = (description: string) => z.string().min(1).meta({ description });
const urls = (description: string) => z.array(z.string().min(1)).min(1).meta({ description });

export const text = (description: string) => z.string().nullish().meta({ description });
export const prompt = z.string().min(1).meta({ description: 'What is to be seen.' });
export const longPrompt = (most: number) =>
  z.string().min(1).meta({ description: 'What is to be seen.', maxLength: most });

export const picture = url('Picture to work on: http(s) address or data URI.');
export const pictures = urls('Pictures to work on: http(s) addresses or data URIs.');
export const firstFrame = url('First frame: http(s) address or data URI.');
export const references = urls('Pictures of who or what is to be seen.');
export const mask = url('White where the picture may change; same size as the picture.');
export const lastFrame = text('Last frame: http(s) address or data URI.');

const sizeWords = ['square_hd', 'square', 'portrait_4_3', 'portrait_16_9', 'landscape_4_3', 'landscape_16_9'];
export const size = (usual?: string, more: readonly string[] = []) =>
  z
    .union([
      z.string().meta({ enum: [...sizeWords, ...more] }),
      z.looseObject({
        width: z.int().nullish().meta({ description: 'Pixels; 512 when absent.' }),
        height: z.int().nullish().meta({ description: 'Pixels; 512 when absent.' }),
      }),
    ])
    .nullish()
    .meta(shown('Size of the picture: a word, or width and height.', usual));

export const loras = z
  .array(
    z.looseObject({
      path: z.string().min(1).meta({ description: 'Address of the weights.' }),
      scale: z.number().nullish().meta({ description: 'How strong they are; 1 when absent.' }),
    }),
  )
  .nullish()
  .meta({ description: 'LoRA weights to merge in.' });

export const seed = z.int().nullish().meta({ description: 'The same seed gives similar results.' });
export const count = whole('How many pictures.', 1, 1, 4);
export const negativePrompt = text('What is not to be seen.');
export const syncMode = flag(
  'fal then keeps nothing of the result; the gateway gives a link to it all the same.',
  false,
);
export const safetyChecker = (usual: boolean) => flag('Check for unsafe content.', usual);
export const format = (oneOf: readonly string[], usual: string) =>
  word('Format of the picture.', oneOf, usual);
export const tolerance = (usual: string) =>
  word('1 is the strictest, 6 the least strict.', ['1', '2', '3', '4', '5', '6'], usual);
export const aspect = (oneOf: readonly string[], usual?: string) => word('Shape.', oneOf, usual);
export const resolution = (oneOf: readonly string[], usual: string) => word('Resolution.', oneOf, usual);
export const acceleration = (oneOf: readonly string[], usual: string) =>
  word('Faster, and not quite as good.', oneOf, usual);
export const steps = (usual: number, least: number, most: number) =>
  whole('Steps of the model.', usual, least, most);
export const guidance = (usual: number, least: number, most: number) =>
  number('How closely the prompt is followed.', usual, least, most);
export const strength = (usual: number, least: number) =>
  number('How far from the picture: 1 makes it anew.', usual, least, 1);

/** A model that stands in no list here. */
export const anyBody = z.looseObject({
  prompt: text('What is to be seen; what else there is depends on the model.'),
  image_url: text('Picture to work on, where the model takes one.'),
  num_images: count,
  image_size: size(),
  seed,
});

const requestId = z.string().meta({ description: 'The id that the submit answered.' });
const app = z.string().meta({
  description: 'The model’s first word behind fal-ai, or auto; the id alone decides.',
});
export const requestParams = z.object({ model: app, request_id: requestId });

export const submitQuery = z.object({
  fal_webhook: z
    .string()
    .optional()
    .meta({ description: 'An address that is told of the end; fal’s webhook body is sent there.' }),
});
export const statusQuery = z.object({
  logs: z.string().optional().meta({ description: '1: with the model’s log lines.' }),
});
