import { numberIn } from '../../base/json.ts';
import type { EmbeddingFront, EmbeddingRequest } from '../../spec/dialect.ts';
import { parseBody } from '../../spec/json-body.ts';
import { invalid } from './values.ts';

const isTokens = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'number');

/** POST /v1/embeddings for upstreams of other wires. The body was checked against its schema. */
export const embeddingFront: EmbeddingFront = {
  readRequest(call): EmbeddingRequest {
    const body = parseBody(call.body);
    const dimensions = numberIn(body['dimensions']);
    return {
      inputs: inputsOf(body['input']),
      ...(dimensions === undefined ? {} : { dimensions }),
    };
  },
  writeAnswer(answer, call) {
    const packed = parseBody(call.body)['encoding_format'] === 'base64';
    const tokens = answer.inputTokens ?? 0;
    return JSON.stringify({
      object: 'list',
      data: answer.vectors.map((vector, index) => ({
        object: 'embedding',
        index,
        embedding: packed ? packVector(vector) : vector,
      })),
      model: call.model,
      usage: { prompt_tokens: tokens, total_tokens: tokens },
    });
  },
};

function inputsOf(input: unknown): EmbeddingRequest['inputs'] {
  if (typeof input === 'string') return [input];
  if (!Array.isArray(input) || input.length === 0) throw invalid('input', 'send at least one text');
  const inputs: readonly unknown[] = input;
  if (isTokens(inputs)) return [inputs];
  return inputs.map((one, at) => {
    if (typeof one === 'string' || isTokens(one)) return one;
    throw invalid(`input[${at}]`, 'send a text or a list of token ids');
  });
}

/** Base64 of float32 in little endian: what the official SDKs ask for unasked and decode. */
export function packVector(vector: readonly number[]): string {
  const bytes = Buffer.allocUnsafe(vector.length * 4);
  for (const [at, value] of vector.entries()) bytes.writeFloatLE(value, at * 4);
  return bytes.toString('base64');
}
