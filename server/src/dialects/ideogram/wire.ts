import { z } from 'zod';

/**
 * Ideogram's API as gateways of this family have it: the official paths behind /ideogram, a bearer key in place of
 * `Api-Key`. Source: the OpenAPI document and the reference of https://developer.ideogram.ai. Checked are types only: the
 * lists of words grow, and the upstream knows its own.
 */

const count = z.int().min(1).max(8).nullish();
const seed = z.int().min(0).max(2_147_483_647).nullish();
const palette = z.looseObject({}).nullish();
const files = z.array(z.string()).nullish();
const negative = z.string().nullish().meta({ description: 'What the picture should not show.' });
const magic = z
  .string()
  .nullish()
  .meta({ description: 'Let Ideogram write the prompt out: AUTO, ON or OFF.' });

const shared = {
  rendering_speed: z
    .string()
    .nullish()
    .meta({ description: 'FLASH, TURBO, DEFAULT (default) or QUALITY; the price follows it.' }),
  num_images: count.meta({ description: 'How many pictures, 1 to 8; each is charged.' }),
  seed: seed.meta({ description: 'The same seed makes the same picture again.' }),
  color_palette: palette.meta({
    description: 'Colours: {"name":"EMBER"}, or {"members":[{"color_hex":"#AA3300","color_weight":0.5}]}.',
  }),
  style_preset: z.string().nullish().meta({ description: 'One of Ideogram’s looks, such as WATERCOLOR.' }),
  style_codes: z
    .array(z.string())
    .nullish()
    .meta({ description: 'Styles by their 8 hexadecimal digits; not with style_type or style pictures.' }),
  style_reference_images: files.meta({ description: 'Pictures whose style is taken; 10 MB in all.' }),
};

const prompt = z.string().min(1).meta({ description: 'What the picture shows.' });
const image = z.string().meta({ description: 'The picture: JPEG, PNG or WebP, at most 10 MB.' });

const styled = {
  magic_prompt: magic,
  style_type: z
    .string()
    .nullish()
    .meta({ description: 'AUTO, GENERAL (default), REALISTIC, DESIGN or FICTION.' }),
  character_reference_images: files.meta({
    description: 'A picture of the character that appears; it has a price of its own.',
  }),
  character_reference_images_mask: files.meta({
    description: 'Which part of that picture is the character.',
  }),
};

const shaped = {
  aspect_ratio: z
    .string()
    .nullish()
    .meta({ description: 'Width to height, such as 16x9; 1x1 when absent. Not with resolution.' }),
  resolution: z
    .string()
    .nullish()
    .meta({ description: 'One of Ideogram’s sizes in pixels, such as 1344x768. Not with aspect_ratio.' }),
  negative_prompt: negative,
};

export const v3Bodies = {
  generate: z.looseObject({ prompt, ...shaped, ...shared, ...styled }),
  edit: z.looseObject({
    image,
    mask: z.string().meta({
      description: 'Black where the picture is to change, white where it stays; of the size of the picture.',
    }),
    prompt,
    ...shared,
    ...styled,
  }),
  remix: z.looseObject({
    image,
    prompt,
    image_weight: z
      .int()
      .min(1)
      .max(100)
      .nullish()
      .meta({ description: 'How much of the picture is kept, 1 to 100; 50 when absent.' }),
    ...shaped,
    ...shared,
    ...styled,
  }),
  reframe: z.looseObject({
    image,
    resolution: z
      .string()
      .min(1)
      .meta({ description: 'The size that the picture gets, one of Ideogram’s, such as 1344x768.' }),
    ...shared,
  }),
  'replace-background': z.looseObject({
    image,
    prompt: prompt.meta({ description: 'What the new background shows.' }),
    magic_prompt: magic,
    ...shared,
  }),
} as const;

export type V3Part = keyof typeof v3Bodies;

const legacyShared = {
  model: z
    .string()
    .nullish()
    .meta({ description: 'V_2 (default), V_2_TURBO, V_2A, V_2A_TURBO, V_1 or V_1_TURBO.' }),
  aspect_ratio: z
    .string()
    .nullish()
    .meta({ description: 'Width to height, such as ASPECT_16_9. Not with resolution.' }),
  resolution: z.string().nullish().meta({ description: 'A size such as RESOLUTION_1024_640; V_2 only.' }),
  magic_prompt_option: magic,
  style_type: z
    .string()
    .nullish()
    .meta({ description: 'AUTO, GENERAL, REALISTIC, DESIGN, RENDER_3D or ANIME; not with V_1.' }),
  negative_prompt: negative,
  num_images: count.meta({ description: 'How many pictures, 1 to 8; each is charged.' }),
  seed: seed.meta({ description: 'The same seed makes the same picture again.' }),
  color_palette: palette.meta({
    description: 'Colours: {"name":"EMBER"}, or {"members":[{"color_hex":"#AA3300","color_weight":0.5}]}.',
  }),
};

const imageFile = z.string().meta({ description: 'The picture: JPEG, PNG or WebP, at most 10 MB.' });

export const generateBody = z.looseObject({
  image_request: z.looseObject({ prompt, ...legacyShared }).meta({ description: 'What is asked for.' }),
});

export const remixBody = z.looseObject({
  image_file: imageFile,
  image_request: z
    .looseObject({
      prompt,
      image_weight: z
        .int()
        .min(1)
        .max(100)
        .nullish()
        .meta({ description: 'How much of the picture is kept, 1 to 100; 50 when absent.' }),
      ...legacyShared,
    })
    .meta({ description: 'What is asked for, as JSON text in the form.' }),
});

export const upscaleBody = z.looseObject({
  image_file: imageFile,
  image_request: z
    .looseObject({
      prompt: z.string().nullish().meta({ description: 'What the picture shows; helps with details.' }),
      resemblance: z
        .int()
        .min(1)
        .max(100)
        .nullish()
        .meta({ description: 'How near to the picture it stays, 1 to 100; 50 when absent.' }),
      detail: z
        .int()
        .min(1)
        .max(100)
        .nullish()
        .meta({ description: 'How much detail is added, 1 to 100; 50 when absent.' }),
      magic_prompt_option: magic,
      num_images: count.meta({ description: 'How many pictures, 1 to 8.' }),
      seed: seed.meta({ description: 'The same seed makes the same picture again.' }),
    })
    .meta({ description: 'What is asked for, as JSON text in the form; may be {}.' }),
});

export const describeBody = z.looseObject({
  image_file: imageFile,
  describe_model_version: z.string().nullish().meta({ description: 'V_3 (default) or V_2.' }),
});
