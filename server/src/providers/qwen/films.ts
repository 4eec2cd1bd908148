import type { ModelFact } from '../../spec/provider.ts';
import type { Condition, Rate } from '../../spec/rate-card.ts';

/**
 * Wan and HappyHorse films of Model Studio: USD for a second of film by resolution, international region (Singapore)
 * where the model is sold there. Failed tasks are free; films handed in to be changed or gone by are charged by the
 * second too.
 */
const litellm = (page: string) => ({
  source: `Alibaba Cloud Model Studio, Singapore, https://www.alibabacloud.com/help/en/model-studio/${page}, as kept in LiteLLM 1.109.1 (qwencloud)`,
  asOf: '2026-11-23',
});
const sources = {
  singapore: {
    source:
      'Alibaba Cloud Model Studio pricing, Singapore, https://www.alibabacloud.com/help/en/model-studio/model-pricing',
    asOf: '2026-07-10',
  },
  comfy: {
    source:
      'USD as Comfy-Org partner nodes resell it, https://docs.comfy.org/tutorials/partner-nodes/pricing; the same steps as the maker’s list in yuan (0.3, 0.6, 1.0)',
    asOf: '2026-07-10',
  },
  flash: {
    source:
      'Alibaba Cloud Model Studio, Singapore, as EmpirioLabs quotes it, https://docs.empiriolabs.ai/models/wan-2-6',
    asOf: '2026-07-10',
  },
  speaker: {
    source:
      'Alibaba Cloud Model Studio, Beijing in USD, https://www.alibabacloud.com/help/en/model-studio/wan-s2v-api (2025-10-15)',
    asOf: '2025-10-15',
  },
  yuan: {
    source:
      'the maker’s list for Beijing in yuan, as https://docs.crazyrouter.com/en/video/wan quotes it, converted at 7.2 yuan a dollar',
    asOf: '2026-11-23',
  },
  old: {
    source:
      'Alibaba Cloud Model Studio, Singapore, https://www.alibabacloud.com/help/en/model-studio/models (earlier page)',
    asOf: '2026-07-10',
  },
} as const;

type Origin = { readonly source: string; readonly asOf: string };

const yuan = (price: number): string => (price / 7.2).toFixed(6);

/**
 * `prices`: by resolution, the dearest last; that one has no conditions, so that nothing is without a price. `silent`: of
 * films without sound, where they cost less.
 */
function film(
  id: string,
  prices: Readonly<Record<string, string>>,
  { source, asOf }: Origin,
  silent?: Readonly<Record<string, string>>,
): ModelFact {
  const without: Condition = { fact: 'sound', is: [false] };
  const rate = (usd: string, ...when: readonly Condition[]): Rate => ({
    meter: 'seconds',
    usd,
    per: 1,
    ...(when.length > 0 ? { when } : {}),
  });
  const by = (table: Readonly<Record<string, string>>, ...more: readonly Condition[]): Rate[] =>
    Object.entries(table).map(([resolution, usd], at, all) =>
      at === all.length - 1
        ? rate(usd, ...more)
        : rate(usd, { fact: 'resolution', is: [resolution] }, ...more),
    );
  return {
    id,
    kinds: ['video'],
    card: { rates: [...(silent ? by(silent, without) : []), ...by(prices)], source, asOf },
  };
}

const many = (
  ids: readonly string[],
  prices: Readonly<Record<string, string>>,
  origin: Origin,
): ModelFact[] => ids.map((id) => film(id, prices, origin));

const two = { '720P': '0.10', '1080P': '0.15' };

export const films: readonly ModelFact[] = [
  film('wan3.0-video', { '480P': '0.05', '720P': '0.1', '1080P': '0.2' }, litellm('wan3-0-video')),
  film(
    'wan3.0-video-prime',
    { '480P': '0.068', '720P': '0.14', '1080P': '0.28' },
    litellm('wan3-0-video-prime'),
  ),
  film('wan2.7-t2v', two, litellm('wan2-7-t2v')),
  film('wan2.7-i2v', two, litellm('wan2-7-i2v')),
  film('wan2.7-r2v', two, litellm('wan2-7-r2v')),
  film('wan2.7-videoedit', two, sources.singapore),
  ...many(
    ['wan2.6-t2v', 'wan2.6-i2v', 'wan2.6-r2v', 'wan2.6-t2v-us', 'wan2.6-i2v-us'],
    two,
    sources.singapore,
  ),
  ...['wan2.6-i2v-flash', 'wan2.6-r2v-flash'].map((id) =>
    film(id, { '720P': '0.05', '1080P': '0.075' }, sources.flash, { '720P': '0.025', '1080P': '0.0375' }),
  ),
  ...many(
    ['wan2.5-t2v-preview', 'wan2.5-i2v-preview'],
    { '480P': '0.05', '720P': '0.10', '1080P': '0.15' },
    sources.comfy,
  ),
  ...many(['wan2.2-t2v-plus', 'wan2.2-i2v-plus'], { '480P': yuan(0.14), '1080P': yuan(0.7) }, sources.yuan),
  ...many(
    ['wan2.2-i2v-flash', 'wan2.2-kf2v-flash'],
    { '480P': yuan(0.1), '720P': yuan(0.2), '1080P': yuan(0.48) },
    sources.yuan,
  ),
  film('wan2.2-s2v', { '480P': '0.071677', '720P': '0.129018' }, sources.speaker),
  // The names of the international region, and those of Beijing.
  ...['wan2.1', 'wanx2.1'].flatMap((wan) => [
    ...many([`${wan}-t2v-turbo`, `${wan}-i2v-turbo`], { any: '0.036' }, sources.old),
    ...many([`${wan}-t2v-plus`, `${wan}-i2v-plus`, `${wan}-kf2v-plus`], { any: '0.10' }, sources.old),
  ]),
  ...['t2v', 'i2v', 'r2v'].flatMap((mode) => [
    film(
      `happyhorse-1.1-${mode}`,
      { '480P': '0.07', '720P': '0.14', '1080P': '0.18' },
      litellm(`happyhorse-1-1-${mode}`),
    ),
    film(`happyhorse-1.0-${mode}`, { '720P': '0.14', '1080P': '0.24' }, litellm(`happyhorse-1-0-${mode}`)),
  ]),
];
