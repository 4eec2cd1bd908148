import { type Json, numberIn, textIn } from '../../../../base/json.ts';
import { mediaPath, mediaUrl } from '../../simulated/media/serve.ts';
import type { FalModel } from '../catalogue/index.ts';
import { mistakesIn } from '../check.ts';
import { secondsIn } from '../measure.ts';
import { madeSize, type Size } from '../sizes.ts';

/** What the model says of a request, with the status it says it with. */
export type Result = { readonly status: number; readonly body: Json };

const docs = (type: string): string => `https://docs.fal.ai/errors#${type}`;

/** What is wrong with the request, as its model tells at the end; undefined: it can be made. */
export function refusal(model: FalModel, input: Json): Result | undefined {
  const detail = mistakesIn(model, input);
  return detail.length === 0 ? undefined : { status: 422, body: { detail } };
}

/** What the content rules refused. */
export const policy = (input: Json): Result => ({
  status: 422,
  body: {
    detail: [
      {
        loc: ['body', 'prompt'],
        msg: 'The content could not be processed because it was flagged by a content checker.',
        type: 'content_policy_violation',
        url: docs('content_policy_violation'),
        input: textIn(input['prompt']) ?? '',
      },
    ],
  },
});

/** A runner that broke. */
export const broken: Result = {
  status: 500,
  body: {
    detail: [
      {
        loc: ['body'],
        msg: 'Internal server error',
        type: 'internal_server_error',
        url: docs('internal_server_error'),
      },
    ],
  },
};

/** What the simulator draws at most on a side: larger ones keep their shape. */
const longest = { picture: 4096, film: 1920 } as const;

function drawable({ width, height }: Size, most: number): Size {
  const scale = Math.min(1, most / Math.max(width, height));
  const side = (pixels: number): number => Math.max(2, Math.round((pixels * scale) / 2) * 2);
  return scale === 1 ? { width, height } : { width: side(width), height: side(height) };
}

const files = (model: FalModel, input: Json, asked: Request): readonly Json[] => {
  const { width, height } = drawable(madeSize(model, input), longest.picture);
  const text = textIn(input['prompt']) ?? model.title;
  const each = numberIn(input['num_images']) ?? 1;
  const count = each * ('max_images' in model.input ? (numberIn(input['max_images']) ?? 1) : 1);
  const seed = numberIn(input['seed']) ?? 0;
  return Array.from({ length: count }, (_, index) => {
    const path = mediaPath({
      kind: 'picture',
      width,
      height,
      text,
      seed: (Math.abs(seed) % 2 ** 31) + index,
    });
    return {
      url: mediaUrl(asked, path),
      content_type: 'image/png',
      file_name: `output_${index}.png`,
      width,
      height,
    };
  });
};

/** A result as the model writes it, with addresses of real pictures and films. */
export function resultOf(model: FalModel, input: Json, asked: Request): Result {
  if (model.kind === 'video') {
    const { width, height } = drawable(madeSize(model, input), longest.film);
    const path = mediaPath({
      kind: 'film',
      width,
      height,
      seconds: secondsIn(input['duration'] ?? model.input['duration']?.usual) ?? 5,
      text: textIn(input['prompt']) ?? model.title,
      sound: (input['generate_audio'] ?? model.input['generate_audio']?.usual) === true,
    });
    const video = {
      url: mediaUrl(asked, path),
      content_type: 'video/mp4',
      file_name: 'output.mp4',
      file_size: 52_428,
    };
    return { status: 200, body: { video } };
  }
  const images = files(model, input, asked);
  const seed = numberIn(input['seed']) ?? 1_062_932_471;
  const prompt = textIn(input['prompt']) ?? '';
  const bodies = {
    described: () => ({ images, description: '' }),
    flux: () => ({
      images,
      timings: { inference: 1.2 },
      seed,
      has_nsfw_concepts: images.map(() => false),
      prompt,
    }),
    seeded: () => ({ images, seed }),
    image: () => ({ image: images[0] }),
    'image-seeded': () => ({ image: images[0], prompt, seed }),
    video: () => ({}),
  } as const satisfies Record<FalModel['output'], () => Json>;
  return { status: 200, body: bodies[model.output]() };
}
