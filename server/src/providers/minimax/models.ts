import type { ModelFact } from '../../spec/provider.ts';
import type { Rate } from '../../spec/rate-card.ts';

/**
 * MiniMax's films with the list prices of its global platform: USD for a finished film, by resolution and length in
 * seconds. What fails or is blocked is free.
 */
const asOf = '2026-07-10';
const official =
  'MiniMax pay-as-you-go pricing, video, https://platform.minimax.io/docs/guides/pricing-paygo, as read on 2026-07-10';
/** No longer in MiniMax's list; what others charge for a film. */
const comfy =
  'no list price at MiniMax any more; Comfy-Org partner nodes, USD 0.43 a run, https://docs.comfy.org/tutorials/partner-nodes/pricing';
const resold =
  'no list price at MiniMax any more; 302.ai, 0.7 PTC (USD) a call, https://302.ai/product/detail/minimax-s2v-01';

type Row = readonly [resolution: string, seconds: number, usd: string];

/** The last row is the dearest and has no conditions: no film can be without a price. */
const ratesOf = (rows: readonly Row[], general: string): Rate[] => [
  ...rows.map(
    ([resolution, seconds, usd]): Rate => ({
      meter: 'calls',
      usd,
      per: 1,
      when: [
        { fact: 'resolution', is: [resolution] },
        { fact: 'seconds', is: [seconds] },
      ],
    }),
  ),
  { meter: 'calls', usd: general, per: 1 },
];

const film = (id: string, title: string, rates: readonly Rate[], source: string): ModelFact => ({
  id,
  title,
  kinds: ['video'],
  card: { rates, source, asOf },
});

const usual: readonly Row[] = [
  ['768P', 6, '0.28'],
  ['768P', 10, '0.56'],
  ['1080P', 6, '0.49'],
];

export const models: readonly ModelFact[] = [
  film('MiniMax-Hailuo-2.3', 'MiniMax Hailuo 2.3', ratesOf(usual, '0.56'), official),
  film(
    'MiniMax-Hailuo-2.3-Fast',
    'MiniMax Hailuo 2.3 Fast',
    ratesOf(
      [
        ['768P', 6, '0.19'],
        ['768P', 10, '0.32'],
        ['1080P', 6, '0.33'],
      ],
      '0.33',
    ),
    official,
  ),
  film(
    'MiniMax-Hailuo-02',
    'MiniMax Hailuo 02',
    ratesOf([['512P', 6, '0.10'], ['512P', 10, '0.15'], ...usual], '0.56'),
    official,
  ),
  ...['T2V-01', 'T2V-01-Director', 'I2V-01', 'I2V-01-Director', 'I2V-01-live'].map((id) =>
    film(id, `MiniMax ${id}`, ratesOf([], '0.43'), comfy),
  ),
  film('S2V-01', 'MiniMax S2V-01', ratesOf([], '0.7'), resold),
];
