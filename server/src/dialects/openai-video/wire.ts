import { z } from 'zod';

/**
 * Bodies of OpenAI's videos API and of what gateways add to it; loose, so that fields of other makers pass. Sources:
 * OpenAI OpenAPI document of 2026-08-21 (CreateVideoJsonBody, CreateVideoRemixBody, CreateVideoEditJsonBody,
 * CreateVideoExtendJsonBody, CreateVideoCharacterBody, VideoContentVariant), and for `watermark`, `private`, `style`,
 * `character_url`, `metadata` the manuals and sources of gateways (new-api, OctopusX).
 *
 * Numbers and flags may be texts: in a form they always are.
 */
const number = z.union([z.number(), z.string()]);
const flag = z.union([z.boolean(), z.string()]);

/** Characters of a prompt: CreateVideoJsonBody. */
export const longestPrompt = 32_000;

const prompt = z.string().min(1).max(longestPrompt);

const picture = z.union([
  z.string(),
  z.looseObject({
    image_url: z.string().optional(),
    file_id: z.string().optional(),
    role: z.enum(['first', 'last', 'reference']).optional(),
  }),
]);

const film = z.union([z.string(), z.looseObject({ id: z.string().optional() })]);

const model = z
  .string()
  .min(1)
  .max(256)
  .nullish()
  .meta({ description: 'Name of the model, as GET /v1/models lists it.' });

const seconds = number
  .nullish()
  .meta({ description: 'Length of the video; which ones there are depends on the model.' });

const callback = z
  .string()
  .nullish()
  .meta({ description: 'Address that is told when the video is finished or has failed.' });

export const createBody = z.looseObject({
  model,
  prompt: prompt.meta({ description: 'What the video shows.' }),
  seconds,
  size: z
    .string()
    .nullish()
    .meta({ description: 'Width x height (1280x720, 720x1280), a ratio (16:9) or a resolution (1080p).' }),
  input_reference: z
    .union([picture, z.array(picture)])
    .nullish()
    .meta({
      description:
        'A picture to begin with: a file, an address, a data URL, or {"image_url"} or {"file_id"}. Two: the first and the last frame. More: what the video should look like.',
    }),
  watermark: flag
    .nullish()
    .meta({ description: 'With or without a watermark, where the model has a choice.' }),
  private: flag
    .nullish()
    .meta({ description: 'Sora only: true keeps the video unpublished; it then cannot be remixed.' }),
  style: z
    .string()
    .nullish()
    .meta({ description: 'Sora only: thanksgiving, comic, news, selfie, nostalgic or anime.' }),
  characters: z
    .union([z.string(), z.array(z.looseObject({ id: z.string().optional() }))])
    .nullish()
    .meta({ description: 'Sora only: at most two characters by their ids; name them in the prompt too.' }),
  character_url: z.string().nullish().meta({
    description:
      'Address of a video that shows a character who should appear; no real people. Sora, Gemini Omni.',
  }),
  character_timestamps: z.string().nullish().meta({
    description: 'With character_url: where the character is seen, "start,end" in seconds, 1 to 3 apart.',
  }),
  character_from_task: z
    .string()
    .nullish()
    .meta({ description: 'Sora only: id of a finished video to take the character from.' }),
  negative_prompt: z.string().nullish().meta({ description: 'What the video should not show.' }),
  seed: number.nullish().meta({ description: 'The same seed gives similar videos.' }),
  generate_audio: flag
    .nullish()
    .meta({ description: 'With or without sound, where the model has a choice.' }),
  metadata: z
    .union([z.string(), z.looseObject({})])
    .nullish()
    .meta({ description: 'Further fields of the model’s maker, as an object.' }),
  callback_url: callback,
});

const followModel = z.string().min(1).max(256).nullish().meta({
  description: 'Another model than that of the video it goes on from.',
});

export const remixBody = z.looseObject({
  prompt: prompt.meta({ description: 'What should be different.' }),
  size: z.string().nullish().meta({ description: 'As when a video is created; absent: as it was.' }),
  model: followModel,
  callback_url: callback,
});

const source = film.meta({ description: 'The finished video: {"id"}, or a file.' });

export const editBody = z.looseObject({
  video: source,
  prompt: prompt.meta({ description: 'What should be different.' }),
  model: followModel,
  callback_url: callback,
});

export const extendBody = z.looseObject({
  video: source,
  prompt: prompt.meta({ description: 'How it goes on.' }),
  seconds: number.nullish().meta({ description: 'Length of what is added: 4, 8, 12, 16 or 20 for Sora.' }),
  model: followModel,
  callback_url: callback,
});

export const characterBody = z.looseObject({
  video: film.meta({ description: 'The clip of 2 to 4 seconds that shows the character.' }),
  name: z.string().min(1).max(80).meta({ description: 'Name of the character, for prompts.' }),
  model,
});

export const roleBody = z.looseObject({
  url: z
    .string()
    .nullish()
    .meta({ description: 'Address of a video that shows the character; no real people. This or from_task.' }),
  from_task: z.string().nullish().meta({ description: 'Id of a finished video. This or url.' }),
  timestamps: z
    .string()
    .meta({ description: 'Where the character is seen, "start,end" in seconds, 1 to 3 apart.' }),
  model,
});

export const videoParam = z.object({ video_id: z.string().meta({ description: 'Id of the video.' }) });
export const characterParam = z.object({
  character_id: z.string().meta({ description: 'Id of the character.' }),
});

export const variants = ['video', 'thumbnail', 'spritesheet'] as const;
export const contentQuery = z.object({
  variant: z.enum(variants).optional().meta({
    description: 'video, thumbnail or spritesheet; absent: video. Pictures exist where the maker gives them.',
  }),
});

export const listQuery = z.object({
  limit: z.int().min(1).max(100).optional().meta({ description: 'So many videos a page: 20, at most 100.' }),
  order: z.enum(['asc', 'desc']).optional().meta({ description: 'By time; desc when absent.' }),
  after: z.string().optional().meta({ description: 'Id of the video before the page.' }),
});

/**
 * What Sora's models take. Lengths: OpenAI's own (VideoSeconds), and those of services that sell the models of the app
 * under the same names; the provider of OpenAI itself refuses those. Sizes: VideoSize, the large ones of the pro model only.
 */
export const isSora = (name: string): boolean => /^sora-2(?:-pro)?(?:-\d{4}-\d\d-\d\d)?$/.test(name);
export const isSoraPro = (name: string): boolean => name.startsWith('sora-2-pro');
export const soraSeconds = ['4', '8', '10', '12', '15', '16', '20', '25'] as const;
export const soraSizes = ['720x1280', '1280x720'] as const;
export const soraProSizes = [...soraSizes, '1024x1792', '1792x1024'] as const;
