import type { Bounds } from '../pictures.ts';

/** What a generation of Seedream draws. Source: Volcengine Ark, image generation API, https://www.volcengine.com/docs/82379/1541523. */
export type Generation = {
  readonly name: '3.0' | 'edit' | '4.0' | '4.5' | '5.0-lite' | '5.0-pro';
  readonly bounds: Bounds;
  /** Pixels where only a ratio is asked for. */
  readonly usual: number;
  /** Words that `size` takes. */
  readonly words: readonly string[];
  /** Pictures that may go in. */
  readonly pictures: number;
  /** `sequential_image_generation`: groups of pictures. */
  readonly groups: boolean;
  /** `guidance_scale` and `seed`. */
  readonly guided: boolean;
  readonly formats: readonly string[];
};

const two = 2048 * 2048;
const large = { mostArea: 4096 * 4096, ratio: 16 } as const;

const generations: readonly (readonly [RegExp, Generation])[] = [
  [
    /seededit/,
    {
      name: 'edit',
      bounds: { leastArea: 512 * 512, mostArea: two, leastSide: 512, mostSide: 2048 },
      usual: 1024 * 1024,
      words: ['adaptive'],
      pictures: 1,
      groups: false,
      guided: true,
      formats: ['jpeg'],
    },
  ],
  [
    /seedream-3/,
    {
      name: '3.0',
      bounds: { leastArea: 512 * 512, mostArea: two, leastSide: 512, mostSide: 2048 },
      usual: 1024 * 1024,
      words: [],
      pictures: 0,
      groups: false,
      guided: true,
      formats: ['jpeg'],
    },
  ],
  [
    /seedream-4-0/,
    {
      name: '4.0',
      bounds: { ...large, leastArea: 1280 * 720 },
      usual: two,
      words: ['1K', '2K', '4K'],
      pictures: 14,
      groups: true,
      guided: false,
      formats: ['jpeg'],
    },
  ],
  [
    /seedream-4-5/,
    {
      name: '4.5',
      bounds: { ...large, leastArea: 2560 * 1440 },
      usual: two,
      words: ['2K', '4K'],
      pictures: 14,
      groups: true,
      guided: false,
      formats: ['jpeg'],
    },
  ],
  [
    /seedream-5-0-pro/,
    {
      name: '5.0-pro',
      bounds: { leastArea: 1280 * 720, mostArea: two, ratio: 16 },
      usual: two,
      words: ['1K', '2K'],
      pictures: 10,
      groups: false,
      guided: false,
      formats: ['png', 'jpeg'],
    },
  ],
];

const newest: Generation = {
  name: '5.0-lite',
  bounds: { leastArea: 2560 * 1440, mostArea: 3072 * 3072, ratio: 16 },
  usual: two,
  words: ['2K', '3K'],
  pictures: 14,
  groups: true,
  guided: false,
  formats: ['png', 'jpeg'],
};

/** The generation by the model's name; endpoints (`ep-…`) and unknown ones are asked like the newest. */
export const generationOf = (model: string): Generation =>
  generations.find(([name]) => name.test(model))?.[1] ?? newest;

/** Does it draw? Endpoints say nothing by their name. */
export const isArkImage = (model: string): boolean => /seedream|seededit|^ep-/i.test(model);

/** Above so many pixels 5.0 Pro has a second price. */
export const dearArea = 2_360_000;

/** Pixels by ratio at 2K. Source: the same page, recommended sizes. */
export const sizes2k: Readonly<Record<string, readonly [number, number]>> = {
  '1:1': [2048, 2048],
  '4:3': [2304, 1728],
  '3:4': [1728, 2304],
  '16:9': [2560, 1440],
  '9:16': [1440, 2560],
  '3:2': [2496, 1664],
  '2:3': [1664, 2496],
  '21:9': [3024, 1296],
};
/** The same of 3.0. */
export const sizes1k: Readonly<Record<string, readonly [number, number]>> = {
  '1:1': [1024, 1024],
  '3:4': [864, 1152],
  '4:3': [1152, 864],
  '16:9': [1280, 720],
  '9:16': [720, 1280],
  '2:3': [832, 1248],
  '3:2': [1248, 832],
  '21:9': [1512, 648],
};
