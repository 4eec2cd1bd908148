import type { ModelFact } from '../../spec/provider.ts';
import type { Rate } from '../../spec/rate-card.ts';

/**
 * Cohere's models with list prices in USD, from cohere.com/pricing and the announcements of Rerank 5 and Embed 5, as
 * kept in the LiteLLM price file 1.109.1. A search is one query with up to 100 documents (longer ones count by pieces
 * of about 500 tokens). Left out: command-a-plus-05-2026, for which no price by the token is published, and the price
 * of image tokens of embed-v4.0 ($0.47 per million), which the OpenAI wire cannot send.
 */
const asOf = '2026-11-23';
const source = 'Cohere pricing, https://cohere.com/pricing, as kept in the LiteLLM price file 1.109.1';

const million = (meter: Rate['meter'], usd: string): Rate => ({ meter, usd, per: 1_000_000 });

const ranks = (id: string, context: number, rate: Rate): ModelFact => ({
  id,
  kinds: ['rerank'],
  context,
  card: { rates: [rate], source, asOf },
});

const searches = (usd: string): Rate => ({ meter: 'searches', usd, per: 1000 });

const embeds = (id: string, context: number, usd: string): ModelFact => ({
  id,
  kinds: ['embedding'],
  context,
  card: { rates: [million('input_tokens', usd)], source, asOf },
});

const chats = (id: string, context: number, maxOutput: number, input: string, output: string): ModelFact => ({
  id,
  kinds: ['chat'],
  context,
  maxOutput,
  card: { rates: [million('input_tokens', input), million('output_tokens', output)], source, asOf },
});

export const models: readonly ModelFact[] = [
  ranks('rerank-v5.0-pro', 32_768, million('input_tokens', '0.05')),
  ranks('rerank-v5.0-fast', 32_768, million('input_tokens', '0.02')),
  ranks('rerank-v4.0-pro', 32_768, searches('2.5')),
  ranks('rerank-v4.0-fast', 32_768, searches('2')),
  ranks('rerank-v3.5', 4096, searches('2')),
  ranks('rerank-english-v3.0', 4096, searches('2')),
  ranks('rerank-multilingual-v3.0', 4096, searches('2')),
  embeds('embed-v5.0-pro', 128_000, '0.12'),
  embeds('embed-v5.0-fast', 128_000, '0.08'),
  embeds('embed-v4.0', 128_000, '0.12'),
  embeds('embed-english-v3.0', 512, '0.1'),
  embeds('embed-multilingual-v3.0', 512, '0.1'),
  chats('command-a-03-2025', 256_000, 8000, '2.5', '10'),
  chats('command-r-plus-08-2024', 128_000, 4096, '2.5', '10'),
  chats('command-r-08-2024', 128_000, 4096, '0.15', '0.6'),
  chats('command-r7b-12-2024', 128_000, 4096, '0.0375', '0.15'),
];
