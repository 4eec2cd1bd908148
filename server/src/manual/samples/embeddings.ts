import type { CallRef } from '../page.ts';
import type { Shape } from '../shape.ts';

export const createEmbedding: CallRef = {
  dialect: 'openai-chat',
  method: 'POST',
  route: '/v1/embeddings',
};

/** The list that the endpoint answers with. `input`: tokens of all texts. */
export const embeddingList = (model: string, vectors: readonly Shape[], input: number): Shape => ({
  object: 'list',
  data: vectors.map((embedding, index) => ({ object: 'embedding', index, embedding })),
  model,
  usage: { prompt_tokens: input, total_tokens: input },
});
