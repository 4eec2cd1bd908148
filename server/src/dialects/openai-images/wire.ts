import { z } from 'zod';

/**
 * Bodies of OpenAI's image endpoints; loose, so that fields of vendors and of next year pass.
 * Source: OpenAI OpenAPI document of 2026-08-21, CreateImageRequest, CreateImageEditRequest,
 * CreateImageVariationRequest. The forms' schemas are for the manual and OpenAPI.
 */
const shared = {
  model: z
    .string()
    .min(1)
    .max(256)
    .nullish()
    .meta({ description: 'Name of the model, as GET /v1/models lists it.' }),
  n: z
    .int()
    .min(1)
    .max(128)
    .nullish()
    .meta({ description: 'How many images; all are charged. dall-e-3 makes one.' }),
  size: z.string().nullish().meta({
    description:
      'auto, or width x height: 1024x1024, 1536x1024, 1024x1536; dall-e-3: 1792x1024, 1024x1792. Models of other makers also take a ratio (2:3) or a resolution (2K).',
  }),
  response_format: z.string().nullish().meta({
    description:
      'url or b64_json. GPT image models always answer b64_json; all others answer url where nothing is said.',
  }),
  user: z.string().nullish().meta({ description: 'Your own id of the end user.' }),
};

const drawn = {
  prompt: z.string().min(1).meta({ description: 'What the image shows.' }),
  quality: z
    .string()
    .nullish()
    .meta({ description: 'auto, low, medium, high (newer models: xhigh, max); dall-e-3: standard, hd.' }),
  background: z.string().nullish().meta({ description: 'auto, opaque or transparent (png and webp).' }),
  output_format: z.string().nullish().meta({ description: 'png, jpeg or webp.' }),
  output_compression: z.int().min(0).max(100).nullish().meta({ description: 'For jpeg and webp, 0 to 100.' }),
  moderation: z.string().nullish().meta({ description: 'auto or low.' }),
  stream: z
    .boolean()
    .nullish()
    .meta({ description: 'Send the image, and partial ones before it, as events.' }),
  partial_images: z
    .int()
    .min(0)
    .max(3)
    .nullish()
    .meta({ description: 'With stream: how many partial images; each costs 100 output tokens.' }),
};

/** Fields of models of other makers; those that have no such field leave it out, and say so in `x-key4u-dropped`. */
const ofOthers = {
  aspect_ratio: z
    .string()
    .nullish()
    .meta({ description: 'Width to height, for example 16:9; it stands over size. Not for OpenAI models.' }),
  resolution: z
    .string()
    .nullish()
    .meta({ description: '1k, 2k or 4k, beside aspect_ratio. Not for OpenAI models.' }),
  negative_prompt: z
    .string()
    .nullish()
    .meta({ description: 'What the image should not show. Qwen-Image and Wan.' }),
  seed: z
    .number()
    .nullish()
    .meta({ description: 'The same seed gives about the same image. Not for OpenAI models.' }),
  watermark: z
    .boolean()
    .nullish()
    .meta({ description: 'A visible mark in a corner. Seedream marks unless it is false.' }),
};

export const generationBody = z.looseObject({
  ...shared,
  ...drawn,
  style: z.string().nullish().meta({ description: 'dall-e-3: vivid or natural.' }),
  image: z
    .union([z.string(), z.array(z.unknown())])
    .nullish()
    .meta({
      description:
        'One image to go by, or several in a list: addresses, data URLs or base64. For models of other makers; OpenAI models take images at /v1/images/edits.',
    }),
  ...ofOthers,
  guidance_scale: z
    .number()
    .nullish()
    .meta({ description: 'Seedream 3.0 and SeedEdit: how closely to follow the prompt, 1 to 10.' }),
  sequential_image_generation: z
    .string()
    .nullish()
    .meta({ description: 'Seedream 4.0 and later: auto draws a group of images, disabled one.' }),
  sequential_image_generation_options: z
    .looseObject({})
    .nullish()
    .meta({ description: 'Of a group: max_images, 1 to 15.' }),
  prompt_extend: z
    .boolean()
    .nullish()
    .meta({ description: 'Qwen-Image and Wan: let the maker enrich the prompt.' }),
});

const reference = z.looseObject({ image_url: z.string().optional(), file_id: z.string().optional() });

/** A JSON body of the edits endpoint (CreateImageEditRequest of the newer API). */
export const editJsonBody = z.looseObject({
  ...shared,
  ...drawn,
  images: z.array(z.union([reference, z.string()])).min(1),
  mask: z.union([reference, z.string()]).nullish(),
  input_fidelity: z.string().nullish(),
});

export const editBody = z.looseObject({
  image: z.string().meta({ description: 'The image to edit; several as image[], at most 16.' }),
  mask: z
    .string()
    .nullish()
    .meta({ description: 'PNG of the same size: where it is transparent is edited.' }),
  ...shared,
  ...drawn,
  input_fidelity: z.string().nullish().meta({ description: 'low or high: how much of the image is kept.' }),
  ...ofOthers,
});

export const variationBody = z.looseObject({
  image: z.string().meta({ description: 'A square PNG of at most 4 MB.' }),
  ...shared,
});
