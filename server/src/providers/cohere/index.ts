import { isObject, type Json, listOf, objectOf, objectsIn, parseObject, textIn } from '../../base/json.ts';
import type { Provider } from '../../spec/provider.ts';
import { openAiCompatible } from '../_families/openai-compatible/index.ts';
import { count, factOf, rerankWire, withoutEmpty } from '../_families/rerank/wire.ts';
import { models } from './models.ts';
import { createSimulator } from './simulator.ts';

const manifest: Provider['manifest'] = {
  id: 'cohere',
  name: { en: 'Cohere', vi: 'Cohere' },
  baseUrl: 'https://api.cohere.com',
  owner: 'cohere',
  settings: [],
  models,
};

/** Cohere's compatibility API: https://docs.cohere.com/docs/compatibility-api. */
const chatPath = '/compatibility/v1/chat/completions';
const family = openAiCompatible({
  manifest,
  paths: { chat: chatPath, embeddings: '/compatibility/v1/embeddings' },
});

/**
 * A request of version 1, or of Jina, as version 2 takes it: documents are texts (of an object its `text`, else the
 * object as JSON), documents are never sent back, documents are cut by tokens and not by chunks.
 */
function adapt(body: Json): Json | undefined {
  const kept = withoutEmpty(body) ?? body;
  const documents: readonly unknown[] = listOf(kept['documents']);
  const isPlain = documents.every((one) => typeof one === 'string');
  const old = ['return_documents', 'max_chunks_per_doc', 'rank_fields'].filter((name) => name in kept);
  if (isPlain && old.length === 0) return kept === body ? undefined : kept;
  const fields = Array.isArray(kept['rank_fields']) ? kept['rank_fields'] : undefined;
  const textOf = (one: unknown): string => {
    if (typeof one === 'string') return one;
    if (!isObject(one)) return JSON.stringify(one);
    const named = fields?.flatMap((name) => (typeof one[name] === 'string' ? [one[name]] : [])) ?? [];
    if (named.length > 0) return named.join('\n');
    return typeof one['text'] === 'string' ? one['text'] : JSON.stringify(one);
  };
  const rest = Object.entries(kept).filter(([name]) => !old.includes(name));
  return { ...Object.fromEntries(rest), documents: documents.map(textOf) };
}

/** Documents of one search. */
const documentsOfSearch = 100;

/** Cohere's API, version 2. Source: https://docs.cohere.com/reference/rerank. */
export const cohere: Provider = {
  ...family,
  wires: {
    rerank: rerankWire({
      path: '/v2/rerank',
      adapt,
      /** Searches for models sold by them, tokens for the others: the card charges what it has a rate for. */
      usage(answer, facts) {
        const meta = objectOf(answer['meta']);
        const billed = objectOf(meta['billed_units']);
        const read = objectOf(meta['tokens']);
        const documents = factOf(facts, 'documents') ?? 1;
        const tokens =
          count(billed['input_tokens']) ??
          count(billed['total_tokens']) ??
          count(read['input_tokens']) ??
          factOf(facts, 'text_tokens');
        return {
          searches: count(billed['search_units']) ?? Math.ceil(documents / documentsOfSearch),
          ...(tokens === undefined ? {} : { input_tokens: Math.ceil(tokens) }),
        };
      },
    }),
    'openai-chat': {
      ...family.wires['openai-chat']!,
      smallest: (model) => ({
        path: chatPath,
        body: JSON.stringify({ model, messages: [{ role: 'user', content: 'Say ok.' }], max_tokens: 16 }),
      }),
    },
  },
  probePath: '/v1/models',
  modelList: {
    path: (_access, after) =>
      `/v1/models?page_size=1000${after === undefined ? '' : `&page_token=${encodeURIComponent(after)}`}`,
    read(body) {
      const answer = parseObject(body);
      if (!Array.isArray(answer?.['models'])) return undefined;
      return {
        ids: objectsIn(answer['models']).flatMap(({ name }) => textIn(name) ?? []),
        after: textIn(answer['next_page_token']),
      };
    },
  },
  passHeaders: [],
  simulator: () => createSimulator(family.simulator(), models),
};
