import type { Bounds } from '../pictures.ts';

/**
 * Jimeng's pictures by public name, and how the visual API is asked for them. Sources: Volcengine visual AI, pictures 4.0
 * (https://www.volcengine.com/docs/85621/1817045), 4.6 (/2275082), 3.0 (/1616429), 3.1 and picture to picture 3.0.
 */
export type Drawer = {
  /** `req_key` from words alone, and with pictures. */
  readonly words: string;
  readonly withPictures?: string;
  readonly pictures: number;
  readonly bounds: Bounds;
  readonly usual: number;
  /** 4.x: `scale`, `force_single`, `min_ratio` … and an area in place of sides. */
  readonly four: boolean;
};

const square = (side: number): number => side * side;
const bounds4 = { leastArea: square(1024), mostArea: square(4096), ratio: 3 } as const;
const bounds3 = {
  leastArea: square(512),
  mostArea: square(2048),
  leastSide: 512,
  mostSide: 2048,
  ratio: 3,
} as const;

const four = { four: true, bounds: bounds4, usual: square(2048) } as const;
const three = { four: false, bounds: bounds3, usual: square(1328) } as const;

export const drawers: Readonly<Record<string, Drawer>> = {
  'jimeng-4.0': { ...four, words: 'jimeng_t2i_v40', withPictures: 'jimeng_t2i_v40', pictures: 10 },
  'jimeng-4.6': {
    ...four,
    words: 'jimeng_seedream46_cvtob',
    withPictures: 'jimeng_seedream46_cvtob',
    pictures: 14,
  },
  'jimeng-3.1': { ...three, words: 'jimeng_t2i_v31', pictures: 0 },
  'jimeng-3.0': { ...three, words: 'jimeng_t2i_v30', withPictures: 'jimeng_i2i_v30', pictures: 1 },
};

const all = Object.entries(drawers);
const byKey = (key: string) =>
  all.find(([, { words, withPictures }]) => words === key || withPictures === key)?.[1];

/** By public name, or by a key as a channel may name it; a key that nobody knows yet is asked like 4.0. */
export function drawerOf(model: string): Drawer {
  const known = Object.hasOwn(drawers, model) ? drawers[model] : byKey(model);
  return known ?? { ...four, words: model, withPictures: model, pictures: 14 };
}

/** Pixels by ratio at 2K. Source: pictures 4.0, recommended sizes. */
export const sizes2k: Readonly<Record<string, readonly [number, number]>> = {
  '1:1': [2048, 2048],
  '4:3': [2304, 1728],
  '3:4': [1728, 2304],
  '3:2': [2496, 1664],
  '2:3': [1664, 2496],
  '16:9': [2560, 1440],
  '9:16': [1440, 2560],
  '21:9': [3024, 1296],
};
