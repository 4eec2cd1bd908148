import { type Json, numberIn, objectIn, objectOf, objectsIn, textIn } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { Access } from '../../../spec/provider.ts';
import type { Measured, TaskOutput, TaskPort, TaskReport, TaskSend, TaskStart } from '../../../spec/task.ts';
import type { Facts, Usage } from '../../../spec/usage.ts';
import { garbage } from '../fault-words.ts';
import { faultInBody } from '../gemini/faults.ts';
import { readUsage, usageFacts } from '../gemini/usage.ts';
import { endedAtOnce, sharesOf, together } from '../pictures.ts';
import { isImagen, mostPictures, writeImage } from './write-image.ts';

/** The most tokens of a picture by its size (price pages of the image models), and of thoughts and words around it. */
const tokensOfPicture: Readonly<Record<string, number>> = { '1K': 1290, '2K': 1680, '4K': 2520 };
const tokensAround = 4096;
const tokensOfInput = 2240;
/** Imagen makes so many by one request. */
const mostOfPredict = 4;

const countOf = (body: Json): number => Math.min(mostPictures, Math.max(1, numberIn(body['n']) ?? 1));

function measure({ body, upstreamModel }: Pick<TaskStart, 'body' | 'upstreamModel'>): Measured {
  const count = countOf(body);
  if (isImagen(upstreamModel)) return { usage: { images: count }, facts: {} };
  const config = objectOf(objectOf(body['generationConfig'])['imageConfig']);
  const parts = objectsIn(body['contents']).flatMap(({ parts: list }) => objectsIn(list));
  const words = parts.reduce((sum, { text }) => sum + Buffer.byteLength(textIn(text) ?? ''), 64);
  const pictures = parts.filter(({ text }) => text === undefined).length;
  return {
    usage: {
      input_tokens: words * count,
      input_image_tokens: pictures * tokensOfInput * count,
      output_tokens: tokensAround * count,
      output_image_tokens: (tokensOfPicture[textIn(config['imageSize']) ?? '1K'] ?? 2520) * count,
    },
    facts: {},
  };
}

type Made = {
  readonly outputs: readonly TaskOutput[];
  readonly usage: Usage;
  readonly facts: Facts;
  readonly native: Json;
};

const refusedBy = (word: string): GatewayError =>
  new GatewayError('upstream_refused', `the model drew no picture: ${word}`, {
    status: 400,
    upstream: { code: word },
  });

function fromContent(body: Json): Made {
  const candidates = objectsIn(body['candidates']);
  const outputs = candidates.flatMap((candidate) =>
    objectsIn(objectOf(candidate['content'])['parts']).flatMap((part): TaskOutput[] => {
      // Drafts of a model that thinks in pictures are no results.
      if (part['thought'] === true) return [];
      const inline = objectIn(part['inlineData']) ?? objectIn(part['inline_data']);
      const data = textIn(inline?.['data']);
      const mediaType = textIn(inline?.['mimeType']) ?? textIn(inline?.['mime_type']) ?? 'image/png';
      return data === undefined ? [] : [{ kind: 'image', data, mediaType }];
    }),
  );
  if (outputs.length === 0) {
    const blocked = textIn(objectOf(body['promptFeedback'])['blockReason']);
    const finish = candidates.map((one) => textIn(one['finishReason'])).find((word) => word !== undefined);
    const word = blocked ?? (finish === undefined || finish === 'STOP' ? undefined : finish);
    if (word !== undefined) throw refusedBy(word);
    if (finish === undefined) throw new GatewayError(garbage.code, garbage.message);
    throw refusedBy('it answered in words');
  }
  return {
    outputs,
    usage: readUsage(body['usageMetadata']) ?? {},
    facts: usageFacts(body['usageMetadata']) ?? {},
    native: body,
  };
}

function fromPredictions(body: Json): Made {
  const predictions = objectsIn(body['predictions']);
  const outputs = predictions.flatMap((one): TaskOutput[] => {
    const data = textIn(one['bytesBase64Encoded']);
    return data === undefined
      ? []
      : [{ kind: 'image', data, mediaType: textIn(one['mimeType']) ?? 'image/png' }];
  });
  if (outputs.length === 0) {
    const reason = predictions.map((one) => textIn(one['raiFilteredReason'])).find((word) => word);
    if (reason !== undefined || (Array.isArray(body['predictions']) && predictions.length === 0))
      throw refusedBy(reason ?? 'its filters held all back');
    throw new GatewayError(garbage.code, garbage.message);
  }
  return { outputs, usage: { images: outputs.length }, facts: {}, native: body };
}

function sumOf(made: readonly Made[]): Usage {
  const sum: Record<string, number> = {};
  for (const { usage } of made)
    for (const [meter, units] of Object.entries(usage)) sum[meter] = (sum[meter] ?? 0) + units;
  return sum;
}

export type GeminiImagesOptions = {
  /** Path of a method behind the base URL. */
  readonly path: (upstreamModel: string, method: string, access: Access | undefined) => string;
};

/**
 * Pictures of Gemini (generateContent) and Imagen (predict) for clients of neutral wires: answered in the same request, as
 * base64. Sources: https://ai.google.dev/gemini-api/docs/image-generation, /imagen.
 */
export function geminiImagesPort({ path }: GeminiImagesOptions): TaskPort {
  async function ask(start: TaskStart, send: TaskSend): Promise<TaskReport> {
    const { n: _, ...body } = start.body;
    const imagen = isImagen(start.upstreamModel);
    const at = path(start.upstreamModel, imagen ? 'predict' : 'generateContent', start.access);
    const shares = sharesOf(countOf(start.body), imagen ? mostOfPredict : 1);
    const config = objectOf(body['generationConfig']);
    const made = await together(
      shares.map((count, index) => async () => {
        const seed = numberIn(config['seed']);
        const json = imagen
          ? { ...body, parameters: { ...objectOf(body['parameters']), sampleCount: count } }
          : index > 0 && seed !== undefined
            ? { ...body, generationConfig: { ...config, seed: seed + index } }
            : body;
        const reply = await send({ method: 'POST', path: at, json, starts: true });
        const fault = reply.json['error'] === undefined ? undefined : faultInBody(reply.json);
        if (fault) throw new GatewayError(fault.code, fault.message, fault.detail ?? {});
        return imagen ? fromPredictions(reply.json) : fromContent(reply.json);
      }),
    );
    const usage = sumOf(made);
    return {
      status: 'succeeded',
      progress: 100,
      outputs: made.flatMap((one) => one.outputs),
      ...(Object.keys(usage).length > 0 ? { usage } : {}),
      facts: made[0]?.facts ?? {},
    };
  }
  return {
    // Whole families, also names that the list does not have yet.
    serves: (model) => /^imagen|^gemini-.*image|nano-banana/.test(model),
    measure,
    start: async (start, send) => ({ handle: {}, report: await ask(start, send) }),
    poll: endedAtOnce,
    writeImage,
    media: 'data',
  };
}
