import type { Bounds } from '../pictures.ts';

/**
 * How DashScope's picture models are asked. Sources: Model Studio, Qwen image generation and editing, Wan text to image V2,
 * Wan2.5 image editing, Wan2.6 and Wan2.7 image generation and editing, Z-Image
 * (https://www.alibabacloud.com/help/en/model-studio/…, https://docs.qwencloud.com/api-reference/image-generation/…).
 */
export type Profile = {
  /** 'messages': answered at once. 'text' and 'pictures': tasks of the older services. */
  readonly by: 'messages' | 'text' | 'pictures';
  /** Pictures that go in. */
  readonly takes: { readonly least: number; readonly most: number };
  /** Pictures that one request makes. */
  readonly most: number;
  /** Pixels; a list of the only sizes by ratio; absent: the model decides. */
  readonly size?: { readonly bounds: Bounds; readonly usual: number } | 'fixed';
};

const none = { least: 0, most: 0 } as const;
const square = (side: number): number => side * side;

const fixed: Profile = { by: 'messages', takes: none, most: 1, size: 'fixed' };
const any2k = {
  bounds: { leastArea: square(512), mostArea: square(2048), leastSide: 512, mostSide: 2048 },
  usual: square(1024),
} as const;
const free2k = {
  bounds: { leastArea: square(512), mostArea: square(2048), ratio: 8, step: 16 },
  usual: square(1536),
} as const;
const wan25 = {
  bounds: { leastArea: square(1280), mostArea: square(1440), ratio: 4 },
  usual: square(1280),
} as const;
const wan22 = {
  bounds: { leastArea: square(512), mostArea: square(1440), leastSide: 512, mostSide: 1440 },
  usual: square(1024),
} as const;

const profiles: readonly (readonly [RegExp, Profile])[] = [
  [/^qwen-image-edit$/, { by: 'messages', takes: { least: 1, most: 3 }, most: 1 }],
  [/^qwen-image-edit/, { by: 'messages', takes: { least: 1, most: 3 }, most: 6, size: any2k }],
  [/^qwen-image-2\.1/, { by: 'messages', takes: { least: 0, most: 10 }, most: 6, size: free2k }],
  [/^qwen-image-[2-9]/, { by: 'messages', takes: { least: 0, most: 3 }, most: 6, size: free2k }],
  [/^qwen-image/, fixed],
  [/^z-image/, { by: 'messages', takes: none, most: 1, size: free2k }],
  [/^wan2\.7-image-pro/, { by: 'messages', takes: { least: 0, most: 9 }, most: 4, size: wan27(4096) }],
  [/^wan2\.7-image/, { by: 'messages', takes: { least: 0, most: 9 }, most: 4, size: wan27(2048) }],
  [
    /^wan2\.6-image/,
    {
      by: 'messages',
      takes: { least: 1, most: 4 },
      most: 4,
      size: { bounds: { leastArea: square(768), mostArea: square(1280), ratio: 4 }, usual: square(1280) },
    },
  ],
  [/^wan2\.6-t2i/, { by: 'messages', takes: none, most: 4, size: wan25 }],
  [/^wan2\.5-t2i/, { by: 'text', takes: none, most: 4, size: wan25 }],
  [
    /^wan2\.5-i2i/,
    {
      by: 'pictures',
      takes: { least: 1, most: 3 },
      most: 4,
      size: { bounds: { leastArea: square(768), mostArea: square(1280), ratio: 4 }, usual: square(1280) },
    },
  ],
  [/^wanx?[\d.]+-t2i/, { by: 'text', takes: none, most: 4, size: wan22 }],
];

function wan27(side: number) {
  return {
    bounds: { leastArea: square(768), mostArea: square(side), ratio: 8, step: 16 },
    usual: square(2048),
  } as const;
}

export const profileOf = (model: string): Profile | undefined =>
  profiles.find(([name]) => name.test(model))?.[1];

/** The only sizes of qwen-image, -plus and -max. */
export const fixedSizes: Readonly<Record<string, string>> = {
  '16:9': '1664*928',
  '4:3': '1472*1104',
  '1:1': '1328*1328',
  '3:4': '1104*1472',
  '9:16': '928*1664',
};

/** Names of open weights, and what the same model is called at DashScope. */
const others: Readonly<Record<string, string>> = {
  'qwen-image-edit-2509': 'qwen-image-edit-plus',
  'qwen-image-edit-2511': 'qwen-image-edit-plus-2025-12-15',
};
export const nameAtUpstream = (model: string): string => others[model] ?? model;

const service = '/api/v1/services/aigc';
export const pathOf = (by: Profile['by']): string =>
  by === 'messages'
    ? `${service}/multimodal-generation/generation`
    : by === 'text'
      ? `${service}/text2image/image-synthesis`
      : `${service}/image2image/image-synthesis`;
