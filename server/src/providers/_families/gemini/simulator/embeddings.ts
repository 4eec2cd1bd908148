import { isObject, type Json, objectsIn, textOf } from '../../../../base/json.ts';
import { countTokens, piecesOf } from '../../simulated/tokens.ts';
import { partsOf } from './check-request.ts';
import { invalid } from './google-error.ts';

/** Numbers of a whole vector of today's models; a shorter one is its head. */
const dimensions = 3_072;

/** A vector that depends on the text alone, of length 1 when whole; texts that share words lie nearer to each other. */
function vectorOf(text: string, size: unknown): readonly number[] {
  const vector = new Float64Array(dimensions);
  for (const word of piecesOf(text.slice(0, 50_000))) {
    let state = 0x811c9dc5;
    for (const unit of word.trim().toLowerCase()) state = Math.imul(state ^ unit.codePointAt(0)!, 0x01000193);
    for (let i = 0; i < 24; i++) {
      state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + i;
      vector[(state >>> 0) % dimensions]! += state & 1 ? 1 : -1;
    }
  }
  const length = Math.hypot(...vector) || 1;
  const kept = typeof size === 'number' && size > 0 && size < dimensions ? size : dimensions;
  return Array.from(vector.subarray(0, kept), (value) => Number((value / length).toPrecision(8)));
}

function embedding(request: Json): { values: readonly number[] } {
  const { content } = request;
  const text = isObject(content)
    ? partsOf(content)
        .map((part) => textOf(part['text']))
        .join(' ')
    : '';
  if (text === '') throw invalid('* EmbedContentRequest.content: contents is not specified');
  return { values: vectorOf(text, request['outputDimensionality']) };
}

export const embedOne = (body: Json): object => ({ embedding: embedding(body) });

export function embedAll(body: Json): object {
  const requests = objectsIn(body['requests']);
  if (requests.length === 0) throw invalid('* BatchEmbedContentsRequest.requests: requests is not specified');
  if (requests.length > 100)
    throw invalid('* BatchEmbedContentsRequest.requests: at most 100 requests can be in one batch');
  for (const [index, one] of requests.entries())
    if (textOf(one['model']) === '')
      throw invalid(`* BatchEmbedContentsRequest.requests[${index}].model: unexpected model name format`);
  return { embeddings: requests.map(embedding) };
}

/** The form of Vertex AI. */
export const predictVectors = (instances: readonly Json[], parameters: Json): object => ({
  predictions: instances.map((one) => {
    const text = textOf(one['content']);
    const tokens = countTokens(text);
    return {
      embeddings: {
        values: vectorOf(text, parameters['outputDimensionality']),
        statistics: { truncated: false, token_count: tokens },
      },
    };
  }),
});
