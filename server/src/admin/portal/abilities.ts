import type { ModelFact } from '../../spec/provider.ts';
import type { RateCard } from '../../spec/rate-card.ts';
import type { Reach } from '../../spec/reach.ts';

/** What a model is known to be able to, from its maker's facts and prices. Absent: nobody said. */
export const abilities = [
  'vision',
  'audio-input',
  'audio-output',
  'image-output',
  'prompt-cache',
  'web-search',
  'thinking',
  'long-context',
  'service-tiers',
] as const;
export type Ability = (typeof abilities)[number];

const longContext = 200_000;
const isConversation = (fact: ModelFact | undefined) =>
  fact?.kinds.some((kind) => kind === 'chat' || kind === 'realtime') ?? false;

export function abilitiesOf(
  fact: ModelFact | undefined,
  card: RateCard | undefined,
  context: number | undefined,
  { takes, gives }: Pick<Reach, 'takes' | 'gives'>,
): Ability[] {
  const rates = [...(fact?.card.rates ?? []), ...(card?.rates ?? [])];
  const meters = new Set(rates.map(({ meter }) => meter));
  const facts = new Set(rates.flatMap(({ when }) => when?.map((condition) => condition.fact) ?? []));
  const chats = isConversation(fact);
  const can: Readonly<Record<Ability, boolean>> = {
    vision: chats && takes.includes('image'),
    'audio-input': chats && takes.includes('audio'),
    'audio-output': chats && gives.includes('audio'),
    'image-output': chats && gives.includes('image'),
    'prompt-cache': meters.has('cached_input_tokens'),
    'web-search': meters.has('searches'),
    thinking: meters.has('reasoning_tokens') || facts.has('thinking'),
    'long-context': (context ?? 0) > longContext,
    'service-tiers': facts.has('service_tier'),
  };
  return abilities.filter((ability) => can[ability]);
}
