import { type Json, numberIn, objectIn, objectOf, objectsIn, textIn, textsIn } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { Measured, TaskOutput, TaskPort, TaskReport, TaskSend, TaskStart } from '../../../spec/task.ts';
import { faultOf } from '../ark-video/port.ts';
import { withoutRequestId } from '../ark-video/request-id.ts';
import { garbage } from '../fault-words.ts';
import { endedAtOnce, refusePicture, together } from '../pictures.ts';
import { dearArea, generationOf, isArkImage } from './models.ts';
import { mostRequests, writeImage } from './write-image.ts';

/** Pictures that a group may have, less those that go in. */
const mostOfGroup = 15;

const countOf = (body: Json): number => Math.min(mostRequests, Math.max(1, numberIn(body['n']) ?? 1));

/** Pictures that one request can make. */
function mostOf(body: Json): number {
  if (body['sequential_image_generation'] !== 'auto') return 1;
  const sent = typeof body['image'] === 'string' ? 1 : textsIn(body['image']).length;
  const asked = objectOf(body['sequential_image_generation_options'])['max_images'];
  const most = asked === undefined ? mostOfGroup : numberIn(asked);
  if (most === undefined || !Number.isInteger(most) || most < 1 || most > mostOfGroup)
    throw refusePicture(
      'sequential_image_generation_options.max_images',
      `max_images is a whole number from 1 to ${mostOfGroup}`,
    );
  return Math.max(1, Math.min(most, mostOfGroup - sent));
}

/** '1k' or '2k', by pixels: what 5.0 Pro's prices depend on. */
function tierOf(size: unknown): '1k' | '2k' {
  const text = textIn(size) ?? '2K';
  const [, width, height] = /^(\d+)x(\d+)$/.exec(text) ?? [];
  if (width === undefined) return text.toUpperCase() === '1K' ? '1k' : '2k';
  return Number(width) * Number(height) <= dearArea ? '1k' : '2k';
}

function measure({ body, upstreamModel }: Pick<TaskStart, 'body' | 'upstreamModel'>): Measured {
  const scale = body['guidance_scale'];
  if (scale !== undefined && !(Number(scale) >= 1 && Number(scale) <= 10))
    throw refusePicture('guidance_scale', 'guidance_scale is a number from 1 to 10');
  return {
    usage: { images: countOf(body) * mostOf(body) },
    facts: generationOf(upstreamModel).name === '5.0-pro' ? { resolution: tierOf(body['size']) } : {},
  };
}

/** The pictures of one answer, and why others did not come. */
function readAnswer(body: Json): {
  readonly outputs: readonly TaskOutput[];
  readonly failed: readonly GatewayError[];
  readonly tokens: number;
} {
  const error = objectIn(body['error']);
  if (error) throw faultOf(wordsOf(error));
  if (!Array.isArray(body['data'])) throw new GatewayError(garbage.code, garbage.message);
  const items = objectsIn(body['data']);
  const outputs = items.flatMap((item): TaskOutput[] => {
    const [, width, height] = /^(\d+)x(\d+)$/.exec(textIn(item['size']) ?? '') ?? [];
    const size = width && height ? { width: Number(width), height: Number(height) } : {};
    const url = textIn(item['url']);
    const data = textIn(item['b64_json']);
    if (url !== undefined) return [{ kind: 'image', url, ...size }];
    return data === undefined ? [] : [{ kind: 'image', data, ...size }];
  });
  const failed = items.flatMap((item) => {
    const own = objectIn(item['error']);
    return own ? [faultOf(wordsOf(own))] : [];
  });
  return { outputs, failed, tokens: numberIn(objectOf(body['usage'])['output_tokens']) ?? 0 };
}

const wordsOf = (error: Json) => ({
  code: textIn(error['code']) ?? '',
  message: withoutRequestId(textIn(error['message']) ?? 'the upstream gave no reason'),
});

async function ask({ body, upstreamModel }: TaskStart, path: string, send: TaskSend): Promise<TaskReport> {
  const { n: _, stream: __, ...sent } = body;
  const count = countOf(body);
  const answers = await together(
    Array.from({ length: count }, (_one, at) => async () => {
      // Of several with one seed each shall be another.
      const seed = numberIn(sent['seed']);
      const own = at > 0 && seed !== undefined && seed >= 0 ? { seed: seed + at } : {};
      const json = { ...sent, ...own, model: upstreamModel };
      const reply = await send({ method: 'POST', path, json, starts: true });
      return { ...readAnswer(reply.json), native: reply.json };
    }),
  );
  const outputs = answers.flatMap((one) => one.outputs);
  if (outputs.length === 0) {
    const [first] = answers.flatMap((one) => one.failed);
    throw first ?? new GatewayError(garbage.code, garbage.message);
  }
  const tokens = answers.reduce((sum, one) => sum + one.tokens, 0);
  const size = outputs[0]?.width ? `${outputs[0].width}x${outputs[0].height}` : undefined;
  return {
    status: 'succeeded',
    progress: 100,
    outputs,
    usage: { images: outputs.length },
    facts: {
      ...(tokens > 0 ? { output_tokens: tokens } : {}),
      ...(size !== undefined && generationOf(upstreamModel).name === '5.0-pro'
        ? { resolution: tierOf(size) }
        : {}),
    },
    ...(answers.length === 1 && answers[0] ? { native: answers[0].native } : {}),
  };
}

export type ArkImagesOptions = {
  /** Before `/images/generations`, behind the base URL. */
  readonly prefix: string;
};

/**
 * Pictures of Volcengine Ark (Seedream, SeedEdit): answered in the same request. Only pictures that came are charged.
 * Source: https://www.volcengine.com/docs/82379/1541523.
 */
export const arkImagesPort = ({ prefix }: ArkImagesOptions): TaskPort => ({
  serves: (upstreamModel) => isArkImage(upstreamModel),
  measure,
  async start(start, send) {
    return { handle: {}, report: await ask(start, `${prefix}/images/generations`, send) };
  },
  poll: endedAtOnce,
  writeImage,
});
