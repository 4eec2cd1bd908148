import type { ModelFact } from '../../spec/provider.ts';
import type { Condition, Rate } from '../../spec/rate-card.ts';

/**
 * Sora 2 with OpenAI's last list prices in USD by the second of film, from https://developers.openai.com/api/docs/pricing
 * as kept in the LiteLLM price file 1.109.1 (`sora-2`, `sora-2-pro`, `sora-2-pro-high-res`). OpenAI ended the models and the
 * whole videos API on 2026-09-24 (model page of Sora 2); they are here because other services sell the names on.
 */
const asOf = '2026-11-23';
const source =
  'last list price of OpenAI, https://developers.openai.com/api/docs/pricing, as kept in the LiteLLM price file 1.109.1; withdrawn on 2026-09-24, kept because compatible upstreams carry the name';

const retired = { on: '2026-09-24', successor: 'gemini-omni-1.1-flash' };

/** 720p. The size of a film that is made from another one is only known at its end: until then the large one is held. */
const small: Condition = { fact: 'size', is: ['720x1280', '1280x720'] };

const second = (usd: string, ...when: Condition[]): Rate => ({
  meter: 'seconds',
  usd,
  per: 1,
  ...(when.length > 0 && { when }),
});

const model = (id: string, title: string, rates: readonly Rate[]): ModelFact => ({
  id,
  kinds: ['video'],
  title,
  card: { rates, source, asOf },
  retired,
});

const plain = [second('0.1')];
const pro = [second('0.3', small), second('0.5')];

export const videoModels: readonly ModelFact[] = [
  model('sora-2', 'Sora 2', plain),
  model('sora-2-2025-12-08', 'Sora 2', plain),
  model('sora-2-2025-10-06', 'Sora 2', plain),
  model('sora-2-pro', 'Sora 2 Pro', pro),
  model('sora-2-pro-2025-10-06', 'Sora 2 Pro', pro),
];

export const makesVideos = (model: string): boolean => model.startsWith('sora-');
