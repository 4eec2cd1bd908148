/**
 * What each generation of Seedance can be asked for. Sources: Volcengine Ark, video generation API and model pages
 * (https://www.volcengine.com/docs/82379/1520757, /1366799, /1330310); for 2.x and their films also the volcengine
 * entries of the LiteLLM price file 1.109.1.
 */
export type Generation = {
  readonly resolutions: readonly string[];
  /** What it makes where nothing is said. */
  readonly resolution: string;
  /** Seconds of a film. */
  readonly least: number;
  readonly most: number;
  /** It may choose the length itself (`duration: -1`). */
  readonly choosesLength?: true;
  /** The length may be given in `frames`: 25 + 4n. */
  readonly countsFrames?: true;
  /** It makes sound, unless `generate_audio` is false. */
  readonly sound?: true;
  /** What pictures may be for. None: text only. */
  readonly pictures: readonly ('first' | 'last' | 'reference')[];
  /** Text alone is enough. */
  readonly text: boolean;
  readonly mostReferences: number;
  /** Seconds of given films that are billed like made ones; 0: takes none. */
  readonly inputSeconds: number;
  /** Sizes of 2.x films. */
  readonly newSizes?: true;
};

const small = ['480p', '720p'] as const;
const usual = ['480p', '720p', '1080p'] as const;

const one = { resolutions: usual, least: 2, most: 12, countsFrames: true, inputSeconds: 0 } as const;
const two = {
  resolution: '720p',
  least: 4,
  choosesLength: true,
  sound: true,
  pictures: ['first', 'last', 'reference'],
  text: true,
  newSizes: true,
} as const;

/** By the name of the model; the first that fits. */
const generations: readonly (readonly [RegExp, Generation])[] = [
  [/seedance-1-0-lite-t2v/, { ...one, resolution: '720p', pictures: [], text: true, mostReferences: 0 }],
  [
    /seedance-1-0-lite/,
    { ...one, resolution: '720p', pictures: ['first', 'last', 'reference'], text: false, mostReferences: 4 },
  ],
  [
    /seedance-1-0-pro-fast/,
    { ...one, resolution: '1080p', pictures: ['first'], text: true, mostReferences: 0 },
  ],
  [
    /seedance-1-0-pro/,
    { ...one, resolution: '1080p', pictures: ['first', 'last'], text: true, mostReferences: 0 },
  ],
  [
    /seedance-1-5-pro/,
    {
      resolutions: usual,
      resolution: '720p',
      least: 4,
      most: 12,
      choosesLength: true,
      sound: true,
      pictures: ['first', 'last'],
      text: true,
      mostReferences: 0,
      inputSeconds: 0,
    },
  ],
  [
    /seedance-2-0-(?:fast|mini)/,
    { ...two, resolutions: small, most: 15, mostReferences: 9, inputSeconds: 15 },
  ],
  [/seedance-2-0/, { ...two, resolutions: [...usual, '4k'], most: 15, mostReferences: 9, inputSeconds: 15 }],
  // How long given films may be in all is not published: three times what 2.0 takes.
  [/seedance-2-5/, { ...two, resolutions: usual, most: 30, mostReferences: 30, inputSeconds: 45 }],
];

/** Undefined for names that tell nothing, such as those of endpoints (`ep-…`). */
export function generationOf(model: string): Generation | undefined {
  const name = model.toLowerCase().replaceAll('.', '-');
  return generations.find(([pattern]) => pattern.test(name))?.[1];
}

export const ratios: readonly string[] = ['16:9', '4:3', '1:1', '3:4', '9:16', '21:9'];

/** Width and height by resolution and ratio: the upright ratios are the lying ones turned. */
const sizes: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  '480p': [
    [864, 480],
    [736, 544],
    [640, 640],
    [544, 736],
    [480, 864],
    [960, 416],
  ],
  '720p': [
    [1248, 704],
    [1120, 832],
    [960, 960],
    [832, 1120],
    [704, 1248],
    [1504, 640],
  ],
  '1080p': [
    [1920, 1088],
    [1664, 1248],
    [1440, 1440],
    [1248, 1664],
    [1088, 1920],
    [2176, 928],
  ],
};
const newSizes: typeof sizes = {
  '480p': [
    [864, 496],
    [752, 560],
    [640, 640],
    [560, 752],
    [496, 864],
    [992, 432],
  ],
  '720p': [
    [1280, 720],
    [1112, 834],
    [960, 960],
    [834, 1112],
    [720, 1280],
    [1470, 630],
  ],
  '1080p': [
    [1920, 1080],
    [1664, 1248],
    [1440, 1440],
    [1248, 1664],
    [1080, 1920],
    [2206, 946],
  ],
  '4k': [
    [3840, 2160],
    [3328, 2496],
    [2880, 2880],
    [2496, 3328],
    [2160, 3840],
    [4404, 1888],
  ],
};

/** Pixels of a film. Unknown words mean 720p and 16:9. */
export function sizeOf(resolution: string, ratio: string, isNew: boolean): readonly [number, number] {
  const table = isNew ? newSizes : sizes;
  const row = table[resolution] ?? newSizes[resolution] ?? table['720p']!;
  return row[Math.max(0, ratios.indexOf(ratio))]!;
}

export const framesPerSecond = 24;

/** The largest picture of a resolution, whatever the ratio and the generation; unknown words count as the largest. */
const largest = (resolution: string): number =>
  Math.max(
    ...[sizes, newSizes].flatMap((table) =>
      (table[resolution] ?? []).map(([width, height]) => width * height),
    ),
    0,
  ) || 3840 * 2176;

/**
 * The most tokens of a film: width x height x frames / 1024. Ark states frames as 24 a second; bills of 1.x show one frame
 * more (108,900 tokens for 1280 x 720 and 5 s are 121 frames).
 * Source: https://www.volcengine.com/docs/82379/1544106, example of https://www.volcengine.com/docs/82379/1521309.
 */
export const mostTokens = (resolution: string, seconds: number): number =>
  Math.ceil((largest(resolution) * (Math.ceil(seconds * framesPerSecond) + 1)) / 1024);
