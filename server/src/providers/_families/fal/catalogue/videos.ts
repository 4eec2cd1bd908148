import * as f from './fields.ts';
import type { FalModel, Field, Price } from './types.ts';

/** fal's models for films. Input: endpoint types of @fal-ai/client 1.10.1; example requests of the models' pages. */

type Input = Readonly<Record<string, Field>>;

const veoPage = (id: string): string => `fal.ai, https://fal.ai/models/${id}`;
const isQuiet = { fact: 'audio', is: [false] };
const is4k = { fact: 'resolution', is: ['4k'] };

/** USD a second: with sound, without, and the same two in 4k. */
const veoPrice = (id: string, usd: string, quiet: string, large?: readonly [string, string]): Price => ({
  meter: 'seconds',
  usd,
  when: [
    ...(large
      ? ([
          [large[1], is4k, isQuiet],
          [large[0], is4k],
        ] as const)
      : []),
    [quiet, isQuiet],
  ],
  source: veoPage(id),
});

const common: Input = {
  prompt: f.prompt,
  duration: f.word('8s', '4s', '6s', '8s'),
  generate_audio: f.flag(true),
  negative_prompt: f.text,
  safety_tolerance: f.safety,
  seed: f.seed,
};
const fromWords = (resolutions: readonly string[]): Input => ({
  ...common,
  aspect_ratio: f.word('16:9', '16:9', '9:16'),
  resolution: f.word('720p', ...resolutions),
  auto_fix: f.flag(true),
});
const fromPicture = (resolutions: readonly string[]): Input => ({
  ...common,
  image_url: f.needed(f.url),
  aspect_ratio: f.word('auto', 'auto', '16:9', '9:16'),
  resolution: f.word('720p', ...resolutions),
  auto_fix: f.flag(false),
});

const wordsExample = {
  prompt: 'A casual street interview on a busy New York City sidewalk in the afternoon.',
  duration: '8s',
  generate_audio: true,
};
const pictureExample = {
  prompt: 'A woman looks into the camera, breathes in, then exclaims energetically.',
  image_url: 'https://storage.googleapis.com/falserverless/example_inputs/veo3-i2v-input.png',
  duration: '8s',
  resolution: '720p',
};

type Prices = readonly [usd: string, quiet: string, large?: readonly [string, string]];

/** The four endpoints of one generation of Veo. `ended`: the generation that followed it. */
const veo = (name: string, title: string, full: Prices, fast: Prices, ended?: string): readonly FalModel[] =>
  (
    [
      ['', full, title],
      ['/fast', fast, `${title} Fast`],
      ['/image-to-video', full, `${title} Image to Video`],
      ['/fast/image-to-video', fast, `${title} Fast Image to Video`],
    ] as const
  ).map(([path, prices, named]) => {
    const resolutions = prices[2] ? ['720p', '1080p', '4k'] : ['720p', '1080p'];
    const id = `fal-ai/${name}${path}`;
    const isPicture = path.endsWith('image-to-video');
    return {
      id,
      title: named,
      kind: 'video',
      input: isPicture ? fromPicture(resolutions) : fromWords(resolutions),
      output: 'video',
      price: veoPrice(id, ...prices),
      example: isPicture ? pictureExample : wordsExample,
      // Google ended Veo 3 on that day, and fal’s catalogue no longer lists it.
      ...(ended ? { retired: { on: '2026-06-30', successor: `fal-ai/${ended}${path}` } } : {}),
    };
  });

const kling: Input = {
  prompt: { ...f.prompt, most: 2500 },
  duration: f.word('5', '5', '10'),
  negative_prompt: f.text,
  cfg_scale: f.number(0.5, 0, 1),
};
const klingPrice = (id: string): Price => ({
  meter: 'seconds',
  usd: '0.07',
  source: `fal.ai, https://fal.ai/models/${id}: 0.35 USD for 5 seconds, 0.07 USD for each further one`,
});
const klingId = 'fal-ai/kling-video/v2.5-turbo/pro';

export const videoModels: readonly FalModel[] = [
  ...veo('veo3', 'Veo 3 (fal)', ['0.4', '0.2'], ['0.15', '0.1'], 'veo3.1'),
  ...veo('veo3.1', 'Veo 3.1 (fal)', ['0.4', '0.2', ['0.6', '0.4']], ['0.15', '0.1', ['0.35', '0.3']]),
  {
    id: `${klingId}/text-to-video`,
    title: 'Kling 2.5 Turbo Pro (fal)',
    kind: 'video',
    input: { ...kling, aspect_ratio: f.word('16:9', '16:9', '9:16', '1:1') },
    output: 'video',
    price: klingPrice(`${klingId}/text-to-video`),
    example: {
      prompt: 'A noble lord walks among his people, his presence a comforting reassurance.',
      duration: '5',
      aspect_ratio: '16:9',
    },
  },
  {
    id: `${klingId}/image-to-video`,
    title: 'Kling 2.5 Turbo Pro Image to Video (fal)',
    kind: 'video',
    input: { ...kling, image_url: f.needed(f.url), tail_image_url: f.url },
    output: 'video',
    price: klingPrice(`${klingId}/image-to-video`),
    example: {
      prompt: 'A stark starting line divides two powerful cars, engines revving for the challenge ahead.',
      image_url:
        'https://v3.fal.media/files/panda/HnY2yf-BbzlrVQxR-qP6m_9912d0932988453aadf3912fc1901f52.jpg',
      duration: '5',
    },
  },
];
