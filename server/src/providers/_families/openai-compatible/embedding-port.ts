import { isObject, listOf, numberIn } from '../../../base/json.ts';
import type { EmbeddingAnswer, EmbeddingRequest } from '../../../spec/dialect.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { EmbeddingPort } from '../../../spec/provider.ts';
import { readAnswer } from './answer.ts';
import type { Traits } from './traits.ts';

/** POST /embeddings for clients of other wires. Vectors are asked for as numbers. */
export const embeddingPort = (path: string, { takes }: Traits): EmbeddingPort => ({
  path: () => path,
  writeRequest(request: EmbeddingRequest, upstreamModel, losses) {
    const { inputs, dimensions, task } = request;
    const texts = inputs.every((input) => typeof input === 'string');
    if (!texts && !(takes.has('token-ids') && inputs.every((input) => typeof input !== 'string')))
      throw new GatewayError('field_invalid', 'this model takes texts, not token ids; send the texts', {
        param: 'input',
      });
    // This wire has one purpose only.
    if (task !== undefined) losses.drop('unknown-fields', 'task');
    return {
      model: upstreamModel,
      input: inputs.length === 1 && texts ? inputs[0] : inputs,
      encoding_format: 'float',
      ...(dimensions === undefined ? {} : { dimensions }),
    };
  },
  readAnswer(bytes) {
    const reading = readAnswer({ endpoint: 'embeddings', kind: 'embedding', facts: {} }, bytes);
    if (reading.fault) return reading;
    const body: unknown = JSON.parse(bytes.toString('utf8'));
    const usage = isObject(body) && isObject(body['usage']) ? body['usage'] : {};
    const inputTokens = numberIn(usage['prompt_tokens']) ?? numberIn(usage['total_tokens']);
    const answer: EmbeddingAnswer = {
      vectors: vectorsOf(isObject(body) ? body['data'] : undefined),
      ...(inputTokens === undefined ? {} : { inputTokens }),
    };
    return { ...reading, answer };
  },
});

/** In the order of `index`, whatever order they stand in. */
function vectorsOf(data: unknown): number[][] {
  const entries = listOf(data).filter(isObject);
  const placed = entries.map((entry, at) => ({ at: numberIn(entry['index']) ?? at, entry }));
  return placed.sort((a, b) => a.at - b.at).map(({ entry }) => vectorOf(entry['embedding']));
}

/** Numbers, or base64 of float32 in little endian: some servers send that unasked. */
function vectorOf(value: unknown): number[] {
  if (typeof value === 'string') {
    const bytes = Buffer.from(value, 'base64');
    return Array.from({ length: Math.floor(bytes.length / 4) }, (_, i) => bytes.readFloatLE(i * 4));
  }
  return listOf(value).map((one) => numberIn(one) ?? 0);
}
