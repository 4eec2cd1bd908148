import { isObject, type Json, objectOf, stringIn } from '../../base/json.ts';
import type { Call } from '../../spec/call.ts';
import type { EmbeddingAnswer, EmbeddingFront } from '../../spec/dialect.ts';
import { GatewayError } from '../../spec/fault.ts';
import { numberOf, objectsOf, partsIn } from './json.ts';
import { bodyOf } from './read.ts';

/** The one value that all requests of a batch have in common. Throws field_invalid where they differ. */
function shared<T>(values: readonly (T | undefined)[], param: string): T | undefined {
  const [first] = values;
  if (values.every((value) => value === first)) return first;
  throw new GatewayError(
    'field_invalid',
    `${param} must be the same in all requests of a batch for this model`,
    {
      param,
    },
  );
}

function textIn(request: Json, param: string): string {
  const parts = partsIn(request['content']);
  const texts = parts.map((part) => stringIn(part['text']));
  if (texts.length === 0) throw new GatewayError('field_invalid', `${param} is empty`, { param });
  if (texts.some((text) => text === undefined))
    throw new GatewayError('field_invalid', `${param}: this model embeds text only`, { param });
  return texts.join('\n');
}

/** embedContentConfig is where newer clients put what stood beside the content. */
const option = (request: Json, name: string): unknown =>
  request[name] ?? objectOf(request['embedContentConfig'])[name];

/** embedContent and batchEmbedContents for upstreams of other wires. */
export const embeddingFront: EmbeddingFront = {
  readRequest: (call) => {
    const body = bodyOf(call.body);
    const batch = Array.isArray(body['requests']);
    const requests = batch ? objectsOf(body['requests']) : [body];
    const dimensions = shared(
      requests.map((one) => numberOf(option(one, 'outputDimensionality'))),
      'outputDimensionality',
    );
    const task = shared(
      requests.map((one) => stringIn(option(one, 'taskType'))),
      'taskType',
    );
    return {
      inputs: requests.map((one, at) => textIn(one, batch ? `requests[${at}].content` : 'content')),
      ...(dimensions === undefined ? {} : { dimensions }),
      ...(task === undefined || task === '' || task === 'TASK_TYPE_UNSPECIFIED' ? {} : { task }),
    };
  },
  writeAnswer,
};

function writeAnswer({ vectors, inputTokens }: EmbeddingAnswer, call: Call): string {
  const embeddings = vectors.map((values) => ({ values }));
  const usage = inputTokens === undefined ? {} : { usageMetadata: { promptTokenCount: inputTokens } };
  if (call.endpoint === 'batch_embed') return JSON.stringify({ embeddings, ...usage });
  const [embedding] = embeddings;
  return JSON.stringify({ ...(isObject(embedding) ? { embedding } : {}), ...usage });
}
