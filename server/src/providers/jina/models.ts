import type { CallKind } from '../../spec/call.ts';
import type { ModelFact } from '../../spec/provider.ts';

/**
 * Jina's models. All of them spend from one balance of tokens; its list of models (api.jina.ai/v1/models, kept in the
 * LiteLLM price file 1.109.1 and in public copies) gives $0.05 per million for jina-reranker-v2-base-multilingual and
 * jina-embeddings-v3, and no model with another price for embedding or ranking is known. Larger packs of tokens are
 * cheaper by the token: an operator who has one sets the price.
 */
const asOf = '2026-11-23';
const source =
  'Jina Search Foundation API, one balance of tokens for all models, https://api.jina.ai/v1/models as kept in the LiteLLM price file 1.109.1';

const model = (id: string, kind: CallKind, context: number): ModelFact => ({
  id,
  kinds: [kind],
  context,
  card: { rates: [{ meter: 'input_tokens', usd: '0.05', per: 1_000_000 }], source, asOf },
});

/** Context in tokens, from the models' pages on jina.ai. */
export const models: readonly ModelFact[] = [
  model('jina-reranker-v3.5', 'rerank', 131_072),
  model('jina-reranker-v3', 'rerank', 131_072),
  model('jina-reranker-m0', 'rerank', 10_240),
  model('jina-reranker-v2-base-multilingual', 'rerank', 1024),
  model('jina-colbert-v2', 'rerank', 8192),
  model('jina-embeddings-v5-text-small', 'embedding', 32_768),
  model('jina-embeddings-v5-text-nano', 'embedding', 8192),
  model('jina-embeddings-v4', 'embedding', 32_768),
  model('jina-embeddings-v3', 'embedding', 8192),
  model('jina-clip-v2', 'embedding', 8192),
];
