import type { ModelFact } from '../../spec/provider.ts';
import type { Condition, Rate } from '../../spec/rate-card.ts';
import { generationOf, mostTokens } from '../_families/ark-video/generations.ts';
import { inYuan, usdOf } from './yuan.ts';

/**
 * Seedance, sold by the tokens of the film: width x height x frames / 1024. Only films that were made are charged. Ark
 * states yuan, BytePlus (ids without `doubao-`) USD.
 */

const arkPage = 'Volcengine Ark model prices, https://www.volcengine.com/docs/82379/1544106';

const origins = {
  ark1: {
    source: `${arkPage}, and Ark's pages of the models as kept in a public copy of December 2025; ${inYuan}`,
    asOf: '2025-12-19',
  },
  ark15: {
    source: `${arkPage}, as resellers quote it (in the proportion of BytePlus's prices in USD); ${inYuan}`,
    asOf: '2026-11-23',
  },
  ark2: {
    source: `${arkPage}, as kept in the LiteLLM price file 1.109.1, with a film in the request as resellers quote it; ${inYuan}`,
    asOf: '2026-11-23',
  },
  bytePlus: {
    source:
      'BytePlus ModelArk model prices (USD), https://docs.byteplus.com/en/docs/ModelArk/1544106, as read on that day by a public project',
    asOf: '2026-07-13',
  },
} as const;

/** USD or yuan for a million tokens by what the film is; the first that fits. The last stands for all others. */
type Price = readonly [price: string, ...when: Condition[]];

type Sheet = {
  readonly id: string;
  readonly title: string;
  readonly currency: 'yuan' | 'usd';
  readonly prices: readonly Price[];
  readonly origin: keyof typeof origins;
  readonly retired?: ModelFact['retired'];
};

const flex: Condition = { fact: 'service_tier', is: ['flex'] };
const silent: Condition = { fact: 'sound', is: [false] };
const withFilm: Condition = { fact: 'video_input', is: [true] };
const at = (resolution: string): Condition => ({ fact: 'resolution', is: [resolution] });

/** The offline tier costs half (https://www.volcengine.com/docs/82379/1520757, service_tier). */
const withFlex = (price: string, half: string): readonly Price[] => [[half, flex], [price]];
const withSound = (loud: string, quiet: string, quietFlex: string): readonly Price[] => [
  [quietFlex, silent, flex],
  [quiet, silent],
  [quiet, flex],
  [loud],
];
const byResolution = (
  prices: Readonly<Record<'4k' | '1080p' | 'other', string>>,
  film: Readonly<Record<'4k' | '1080p' | 'other', string>>,
): readonly Price[] => [
  [film['4k'], withFilm, at('4k')],
  [film['1080p'], withFilm, at('1080p')],
  [film.other, withFilm],
  [prices['4k'], at('4k')],
  [prices['1080p'], at('1080p')],
  [prices.other],
];
const withInput = (price: string, film: string): readonly Price[] => [[film, withFilm], [price]];

/** Resellers ended it in April and May 2026; the maker's own day was not found: the latest is taken. */
const lite = { on: '2026-05-13', successor: 'doubao-seedance-1-0-pro-250528' } as const;
/** CometAPI's notice: retired by Volcano Engine on 2026-11-11, 17:00 UTC+8. */
const oneFive = '2026-11-11';

const sheets: readonly Sheet[] = [
  {
    id: 'doubao-seedance-2-5-260628',
    title: 'Seedance 2.5',
    currency: 'yuan',
    prices: [['46', withFilm, at('1080p')], ['42', withFilm], ['77', at('1080p')], ['70']],
    origin: 'ark2',
  },
  {
    id: 'doubao-seedance-2-0-260128',
    title: 'Seedance 2.0',
    currency: 'yuan',
    prices: byResolution(
      { '4k': '26', '1080p': '51', other: '46' },
      { '4k': '16', '1080p': '31', other: '28' },
    ),
    origin: 'ark2',
  },
  {
    id: 'doubao-seedance-2-0-fast-260128',
    title: 'Seedance 2.0 Fast',
    currency: 'yuan',
    prices: withInput('37', '22'),
    origin: 'ark2',
  },
  {
    id: 'doubao-seedance-2-0-mini-260615',
    title: 'Seedance 2.0 Mini',
    currency: 'yuan',
    prices: withInput('23', '14'),
    origin: 'ark2',
  },
  {
    id: 'doubao-seedance-1-5-pro-251215',
    title: 'Seedance 1.5 Pro',
    currency: 'yuan',
    prices: withSound('16', '8', '4'),
    origin: 'ark15',
    retired: { on: oneFive, successor: 'doubao-seedance-2-0-260128' },
  },
  {
    id: 'doubao-seedance-1-0-pro-250528',
    title: 'Seedance 1.0 Pro',
    currency: 'yuan',
    prices: withFlex('15', '7.5'),
    origin: 'ark1',
  },
  {
    id: 'doubao-seedance-1-0-pro-fast-251015',
    title: 'Seedance 1.0 Pro Fast',
    currency: 'yuan',
    prices: withFlex('4.2', '2.1'),
    origin: 'ark1',
  },
  ...['doubao-seedance-1-0-lite-t2v-250428', 'doubao-seedance-1-0-lite-i2v-250428'].map(
    (id): Sheet => ({
      id,
      title: 'Seedance 1.0 Lite',
      currency: 'yuan',
      prices: withFlex('10', '5'),
      origin: 'ark1',
      retired: lite,
    }),
  ),
  // BytePlus ModelArk.
  {
    id: 'dreamina-seedance-2-0-260128',
    title: 'Dreamina Seedance 2.0',
    currency: 'usd',
    prices: byResolution(
      { '4k': '4', '1080p': '7.7', other: '7' },
      { '4k': '2.4', '1080p': '4.7', other: '4.3' },
    ),
    origin: 'bytePlus',
  },
  {
    id: 'dreamina-seedance-2-0-fast-260128',
    title: 'Dreamina Seedance 2.0 Fast',
    currency: 'usd',
    prices: withInput('5.6', '3.3'),
    origin: 'bytePlus',
  },
  {
    id: 'dreamina-seedance-2-0-mini-260615',
    title: 'Dreamina Seedance 2.0 Mini',
    currency: 'usd',
    prices: withInput('3.5', '2.1'),
    origin: 'bytePlus',
  },
  {
    id: 'seedance-1-5-pro-251215',
    title: 'Seedance 1.5 Pro',
    currency: 'usd',
    prices: withSound('2.4', '1.2', '0.6'),
    origin: 'bytePlus',
    retired: { on: oneFive, successor: 'dreamina-seedance-2-0-260128' },
  },
  {
    id: 'seedance-1-0-pro-250528',
    title: 'Seedance 1.0 Pro',
    currency: 'usd',
    prices: withFlex('2.5', '1.25'),
    origin: 'bytePlus',
  },
  {
    id: 'seedance-1-0-pro-fast-251015',
    title: 'Seedance 1.0 Pro Fast',
    currency: 'usd',
    prices: withFlex('1', '0.5'),
    origin: 'bytePlus',
  },
];

/** The tokens of the longest and largest film, with the films that it may be given. */
function longest(id: string): number {
  const generation = generationOf(id);
  if (!generation) throw new Error(`no generation is known for ${id}`);
  return mostTokens(generation.resolutions.at(-1)!, generation.most + generation.inputSeconds);
}

export const videoModels: readonly ModelFact[] = sheets.map(
  ({ id, title, currency, prices, origin, retired }) => ({
    id,
    kinds: ['video'],
    title,
    maxOutput: longest(id),
    card: {
      rates: prices.map(
        ([price, ...when]): Rate => ({
          meter: 'output_tokens',
          usd: currency === 'yuan' ? usdOf(price) : price,
          per: 1_000_000,
          ...(when.length > 0 ? { when } : {}),
        }),
      ),
      ...origins[origin],
    },
    ...(retired ? { retired } : {}),
  }),
);
