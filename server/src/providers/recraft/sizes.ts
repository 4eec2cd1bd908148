import type { Family } from './models.ts';

/** Sizes by ratio. Source: https://www.recraft.ai/docs/api-reference/appendix. */
const v4: Readonly<Record<string, string>> = {
  '1:1': '1024x1024',
  '2:1': '1536x768',
  '1:2': '768x1536',
  '3:2': '1280x832',
  '2:3': '832x1280',
  '4:3': '1216x896',
  '3:4': '896x1216',
  '5:4': '1152x896',
  '4:5': '896x1152',
  '6:10': '832x1344',
  '14:10': '1280x896',
  '10:14': '896x1280',
  '16:9': '1344x768',
  '9:16': '768x1344',
};
const v4Pro: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(v4).map(([ratio, size]) => [
    ratio,
    size
      .split('x')
      .map((side) => Number(side) * 2)
      .join('x'),
  ]),
);
const v3: Readonly<Record<string, string>> = {
  '1:1': '1024x1024',
  '2:1': '2048x1024',
  '1:2': '1024x2048',
  '3:2': '1536x1024',
  '2:3': '1024x1536',
  '4:3': '1365x1024',
  '3:4': '1024x1365',
  '5:4': '1280x1024',
  '4:5': '1024x1280',
  '6:10': '1024x1707',
  '14:10': '1434x1024',
  '10:14': '1024x1434',
  '16:9': '1820x1024',
  '9:16': '1024x1820',
};

export const sizes: Readonly<Record<Family, Readonly<Record<string, string>>>> = {
  v4,
  'v4-pro': v4Pro,
  v3,
  v2: v3,
};

/** Bytes of a prompt. */
export const longestPrompt: Readonly<Record<Family, number>> = {
  v4: 10_000,
  'v4-pro': 10_000,
  v3: 1000,
  v2: 1000,
};
