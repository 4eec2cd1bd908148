import type { ModelFact } from '../../spec/provider.ts';
import type { Condition, Rate } from '../../spec/rate-card.ts';

/**
 * DeepSeek's models with its list prices in USD. Peak hours are 01:00-04:00 and 06:00-10:00 UTC on Monday to Friday
 * without Chinese public holidays; all other time costs half. The general rate is the peak price, so that a hold is
 * an upper bound and a call whose hour nobody judged is never sold below cost; the off-peak price applies where the
 * fact `off_peak` is true.
 */
const asOf = '2026-11-23';
const source =
  'DeepSeek Models & Pricing (USD page, version DeepSeek-V4.1-Flash), https://api-docs.deepseek.com/quick_start/pricing; ' +
  'same in the LiteLLM price file 1.109.1';
const aliasSource =
  'last list price as an alias of deepseek-v4-flash (models.dev, 2026-06-06); withdrawn by DeepSeek on 2026-07-24, ' +
  'https://api-docs.deepseek.com/quick_start/pricing';

/** DeepSeek's own API does not serve the OCR model, so there is no price of its maker. */
const ocrSource =
  'no price of DeepSeek itself; list price of Google Cloud’s DeepSeek-OCR (deepseek-ocr-maas), ' +
  'https://cloud.google.com/vertex-ai/generative-ai/pricing, as kept in the LiteLLM price file 1.109.1';

const offPeak: Condition = { fact: 'off_peak', is: [true] };

type Prices = readonly [input: string, cachedInput: string, output: string];

const row = ([input, cachedInput, output]: Prices, when?: readonly Condition[]): Rate[] => [
  { meter: 'input_tokens', usd: input, per: 1_000_000, ...(when && { when }) },
  { meter: 'cached_input_tokens', usd: cachedInput, per: 1_000_000, ...(when && { when }) },
  { meter: 'output_tokens', usd: output, per: 1_000_000, ...(when && { when }) },
];

/** Context 1M and output 384K tokens, thinking included, as the pricing page says; K is 1,024. */
const limits = { context: 1_048_576, maxOutput: 393_216 };
/** Measured by a reseller on the vision preview as the ceiling for one image; DeepSeek's page gives none. */
const maxImageTokens = 384;

const flash = {
  rates: [...row(['0.15', '0.003', '0.6'], [offPeak]), ...row(['0.3', '0.006', '1.2'])],
  source,
  asOf,
};

export const models: readonly ModelFact[] = [
  { id: 'deepseek-flash', kinds: ['chat'], ...limits, maxImageTokens, card: flash },
  {
    id: 'deepseek-v4-pro',
    kinds: ['chat'],
    ...limits,
    card: {
      rates: [...row(['0.66', '0.022', '1.98'], [offPeak]), ...row(['1.32', '0.044', '3.96'])],
      source,
      asOf,
    },
  },
  // Older names that DeepSeek still accepts and answers with deepseek-flash, at its price.
  { id: 'deepseek-v4-flash', kinds: ['chat'], ...limits, maxImageTokens, card: flash },
  { id: 'deepseek-v4-flash-vision-exp', kinds: ['chat'], ...limits, maxImageTokens, card: flash },
  // Withdrawn at DeepSeek itself; kept because compatible upstreams still carry the names.
  {
    id: 'deepseek-chat',
    kinds: ['chat'],
    ...limits,
    card: { rates: row(['0.14', '0.0028', '0.28']), source: aliasSource, asOf },
  },
  {
    id: 'deepseek-reasoner',
    kinds: ['chat'],
    ...limits,
    card: { rates: row(['0.14', '0.0028', '0.28']), source: aliasSource, asOf },
  },
  // Served by other hosts of this wire only; an operator whose host asks another price sets it.
  {
    id: 'deepseek-ocr',
    kinds: ['chat'],
    context: 8_192,
    maxOutput: 8_192,
    // Its largest picture mode ("Gundam") makes under 1,900 tokens of one picture.
    maxImageTokens: 1_900,
    card: {
      rates: [
        { meter: 'input_tokens', usd: '0.3', per: 1_000_000 },
        { meter: 'output_tokens', usd: '1.2', per: 1_000_000 },
      ],
      source: ocrSource,
      asOf,
    },
  },
];
