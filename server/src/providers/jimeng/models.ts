import type { ModelFact } from '../../spec/provider.ts';
import type { Rate } from '../../spec/rate-card.ts';

/**
 * Jimeng's films, sold by the second. Volcengine states yuan; they become USD with one fixed rate. An operator who pays in
 * yuan sets their own price.
 */
const yuanPerUsd = 7.2;
const usdOf = (yuan: number): string => (yuan / yuanPerUsd).toFixed(6);

const source = `Volcengine Jimeng AI video 3.0 (https://www.volcengine.com/docs/85621/1777001, /1792707): its list prices of 0.28 yuan (720P), 0.63 (1080P) and 1.00 (3.0 Pro) a second as three public projects quote them; prices in yuan converted at ${yuanPerUsd} yuan for 1 USD`;
const asOf = '2026-11-23';

const aSecond = (yuan: number, when?: Rate['when']): Rate => ({
  meter: 'seconds',
  usd: usdOf(yuan),
  per: 1,
  ...(when ? { when } : {}),
});

const film = (id: string, title: string, rates: readonly Rate[]): ModelFact => ({
  id,
  kinds: ['video'],
  title,
  card: { rates, source, asOf },
});

export const models: readonly ModelFact[] = [
  film('jimeng-video-3.0', 'Jimeng Video 3.0', [
    aSecond(0.63, [{ fact: 'resolution', is: ['1080p'] }]),
    aSecond(0.28),
  ]),
  film('jimeng-video-3.0-1080p', 'Jimeng Video 3.0 1080P', [aSecond(0.63)]),
  film('jimeng-video-3.0-pro', 'Jimeng Video 3.0 Pro', [aSecond(1)]),
];
