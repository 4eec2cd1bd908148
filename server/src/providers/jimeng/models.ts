import type { ModelFact } from '../../spec/provider.ts';
import type { Rate } from '../../spec/rate-card.ts';

/**
 * Jimeng's films, sold by the second, and pictures, sold by the picture. Volcengine states yuan; they become USD with one fixed rate. An operator who pays in
 * yuan sets their own price.
 */
const yuanPerUsd = 7.2;
const usdOf = (yuan: number): string => (yuan / yuanPerUsd).toFixed(6);

const source = `Volcengine Jimeng AI video 3.0 (https://www.volcengine.com/docs/85621/1777001, /1792707): its list prices of 0.28 yuan (720P), 0.63 (1080P) and 1.00 (3.0 Pro) a second as three public projects quote them; prices in yuan converted at ${yuanPerUsd} yuan for 1 USD`;
const drawingSource = `Volcengine Jimeng AI pictures (https://www.volcengine.com/docs/85621): 0.20 yuan a picture, the list price of the same model at Ark (Seedream 4.0) and of 3.x as public projects quote it; converted at ${yuanPerUsd} yuan for 1 USD`;
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

const drawer = (id: string): ModelFact => ({
  id,
  kinds: ['image'],
  title: id.replace('jimeng-', 'Jimeng Image '),
  card: { rates: [{ meter: 'images', usd: usdOf(0.2), per: 1 }], source: drawingSource, asOf },
});

export const models: readonly ModelFact[] = [
  film('jimeng-video-3.0', 'Jimeng Video 3.0', [
    aSecond(0.63, [{ fact: 'resolution', is: ['1080p'] }]),
    aSecond(0.28),
  ]),
  film('jimeng-video-3.0-1080p', 'Jimeng Video 3.0 1080P', [aSecond(0.63)]),
  film('jimeng-video-3.0-pro', 'Jimeng Video 3.0 Pro', [aSecond(1)]),
  ...['jimeng-4.0', 'jimeng-4.6', 'jimeng-3.1', 'jimeng-3.0'].map(drawer),
];
