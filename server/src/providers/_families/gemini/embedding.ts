import { isObject, objectsIn, parseJson } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { Access, EmbeddingPort } from '../../../spec/provider.ts';
import { garbage } from '../fault-words.ts';
import { readAnswer } from './answer.ts';
import { readUsage } from './usage.ts';

type Paths = (upstreamModel: string, method: string, access: Access | undefined) => string;

/** Numbers of one vector; undefined when there are none. */
const vectorOf = (embedding: unknown): readonly number[] | undefined => {
  const values = isObject(embedding) ? embedding['values'] : undefined;
  return Array.isArray(values) && values.every((one) => typeof one === 'number') ? values : undefined;
};

function textsOnly(inputs: readonly (string | readonly number[])[]): readonly string[] {
  return inputs.map((input) => {
    if (typeof input === 'string') return input;
    throw new GatewayError(
      'field_invalid',
      'this model embeds texts, not lists of token ids; send the text itself',
      {
        param: 'input',
      },
    );
  });
}

/** Embeddings through batchEmbedContents: one request for all texts, answers in their order. */
export const batchEmbedding = (path: Paths): EmbeddingPort => ({
  path: (model, access) => path(model, 'batchEmbedContents', access),
  writeRequest: ({ inputs, dimensions, task }, model) => ({
    requests: textsOnly(inputs).map((text) => ({
      model: `models/${model}`,
      content: { parts: [{ text }] },
      ...(task === undefined ? {} : { taskType: task }),
      ...(dimensions === undefined ? {} : { outputDimensionality: dimensions }),
    })),
  }),
  readAnswer(bytes) {
    const reading = readAnswer({ endpoint: 'batch_embed', kind: 'embedding', facts: {} }, bytes);
    const body = parseJson(bytes);
    if (reading.fault || !isObject(body)) return reading;
    const list = Array.isArray(body['embeddings']) ? (body['embeddings'] as unknown[]) : [body['embedding']];
    return withVectors(reading, list.map(vectorOf), readUsage(body['usageMetadata'])?.input_tokens);
  },
});

/** Embeddings through predict, as Vertex AI has them: tokens are told for each text. */
export const predictEmbedding = (path: Paths): EmbeddingPort => ({
  path: (model, access) => path(model, 'predict', access),
  writeRequest: ({ inputs, dimensions, task }) => ({
    instances: textsOnly(inputs).map((content) => ({
      content,
      ...(task === undefined ? {} : { task_type: task }),
    })),
    ...(dimensions === undefined ? {} : { parameters: { outputDimensionality: dimensions } }),
  }),
  readAnswer(bytes) {
    const reading = readAnswer({ endpoint: 'predict', kind: 'embedding', facts: {} }, bytes);
    const body = parseJson(bytes);
    if (reading.fault || !isObject(body)) return reading;
    const list = objectsIn(body['predictions']).map(({ embeddings }) => vectorOf(embeddings));
    return withVectors(reading, list, reading.usage?.input_tokens);
  },
});

type Reading = ReturnType<EmbeddingPort['readAnswer']>;

function withVectors(
  reading: Reading,
  list: readonly (readonly number[] | undefined)[],
  inputTokens: number | undefined,
): Reading {
  const vectors = list.filter((one) => one !== undefined);
  if (vectors.length !== list.length || vectors.length === 0) {
    return {
      texts: () => [],
      fault: garbage,
    };
  }
  return { ...reading, answer: { vectors, ...(inputTokens === undefined ? {} : { inputTokens }) } };
}
