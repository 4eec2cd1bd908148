import { z } from 'zod';

/**
 * Bodies of the midjourney-proxy protocol; loose, so that fields of its many builds pass. Midjourney itself has no public
 * API: this wire is that of novicezk/midjourney-proxy (docs/api.md) with what trueai-org/midjourney-proxy and
 * QuantumNous/new-api (dto/midjourney.go) added to it.
 */
const botType = z.string().nullish().meta({ description: 'MID_JOURNEY (the default) or NIJI_JOURNEY.' });
const notifyHook = z
  .string()
  .max(2000)
  .nullish()
  .meta({ description: 'Address that gets the whole task by POST at each change of it.' });
const state = z
  .string()
  .max(2000)
  .nullish()
  .meta({ description: 'Any text of your own; it comes back with the task.' });
const common = { botType, notifyHook, state };

const prompt = z.string().trim().min(1);
const taskId = z.string().min(1).meta({ description: 'Id of the task to go on from.' });
const references = z
  .array(z.string())
  .max(16)
  .nullish()
  .meta({ description: 'Reference pictures as data URLs; they stand before the prompt.' });

export const imagineBody = z.looseObject({
  prompt: prompt.meta({
    description: 'What to draw, with Midjourney’s own flags: `a red kite --ar 16:9 --v 7`.',
  }),
  base64Array: references,
  ...common,
});

export const actionBody = z.looseObject({
  customId: z.string().min(1).meta({ description: 'One of the buttons of that task.' }),
  taskId,
  chooseSameChannel: z
    .boolean()
    .nullish()
    .meta({ description: 'May another account of the same Discord channel do it.' }),
  enableRemix: z.boolean().nullish().meta({ description: 'Ask for a new prompt before it is done.' }),
  ...common,
});

export const blendBody = z.looseObject({
  base64Array: z.array(z.string()).min(2).max(5).meta({ description: 'Two to five pictures as data URLs.' }),
  dimensions: z
    .enum(['PORTRAIT', 'SQUARE', 'LANDSCAPE'])
    .nullish()
    .meta({ description: 'PORTRAIT (2:3), SQUARE (1:1, the default) or LANDSCAPE (3:2).' }),
  ...common,
});

export const describeBody = z.looseObject({
  base64: z.string().nullish().meta({ description: 'The picture as a data URL.' }),
  link: z.string().nullish().meta({ description: 'The address of the picture, in place of base64.' }),
  language: z.string().nullish().meta({ description: 'Language of the texts: zh_cn.' }),
  ...common,
});

export const modalBody = z.looseObject({
  taskId: z.string().min(1).meta({ description: 'The task that waits in MODAL.' }),
  prompt: z.string().nullish().meta({ description: 'The new prompt; for Custom Zoom with `--zoom n`.' }),
  maskBase64: z
    .string()
    .nullish()
    .meta({ description: 'For Vary (Region): a picture as a data URL, white where it is drawn anew.' }),
  ...common,
});

export const uploadBody = z.looseObject({
  base64Array: z.array(z.string()).min(1).max(16).meta({ description: 'Pictures as data URLs.' }),
  ...common,
});

export const changeBody = z.looseObject({
  taskId,
  action: z.enum(['UPSCALE', 'VARIATION', 'REROLL']).meta({ description: 'What to do with it.' }),
  index: z
    .int()
    .min(1)
    .max(4)
    .nullish()
    .meta({ description: 'Which of the four pictures, for UPSCALE and VARIATION.' }),
  ...common,
});

export const simpleChangeBody = z.looseObject({
  content: z.string().min(1).meta({
    description: 'Task id, a space, and U1 to U4 (upscale), V1 to V4 (variation) or R (once more).',
  }),
  ...common,
});

export const shortenBody = z.looseObject({
  prompt: prompt.meta({ description: 'The prompt to shorten.' }),
  ...common,
});

export const editsBody = z.looseObject({
  prompt: prompt.meta({ description: 'What the edited picture shows.' }),
  image: z.string().nullish().meta({ description: 'The picture, as an address or a data URL.' }),
  maskBase64: z.string().nullish(),
  ...common,
});

export const videoBody = z.looseObject({
  prompt: z.string().nullish().meta({ description: 'What happens in the film.' }),
  image: z.string().nullish().meta({ description: 'First picture, as an address or a data URL.' }),
  endImage: z.string().nullish().meta({ description: 'Last picture, as an address or a data URL.' }),
  motion: z.string().nullish().meta({ description: 'low (the default) or high.' }),
  loop: z.boolean().nullish().meta({ description: 'Let the end meet the beginning.' }),
  videoType: z.string().nullish().meta({ description: 'vid_1.1_i2v_480 (the default) or vid_1.1_i2v_720.' }),
  batchSize: z
    .int()
    .min(1)
    .max(4)
    .nullish()
    .meta({ description: 'How many films: 1, 2 or 4 (the default).' }),
  action: z.string().nullish().meta({ description: 'extend: go on from a film, with taskId and index.' }),
  index: z.int().min(0).max(3).nullish().meta({ description: 'Which of its films, from 0.' }),
  taskId: z.string().nullish().meta({ description: 'The task whose film is extended.' }),
  ...common,
});

export const swapBody = z.looseObject({
  sourceBase64: z.string().min(1).meta({ description: 'The face, as a data URL.' }),
  targetBase64: z.string().min(1).meta({ description: 'The picture that gets it, as a data URL.' }),
  ...common,
});

export const listBody = z.looseObject({
  ids: z
    .array(z.string())
    .max(500)
    .nullish()
    .meta({ description: 'Ids of tasks; unknown ones are left out.' }),
});

export const taskParams = z.object({ id: z.string().meta({ description: 'Id of the task.' }) });
