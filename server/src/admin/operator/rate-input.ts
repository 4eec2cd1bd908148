import { z } from 'zod';
import { compileCard } from '../../ledger/price.ts';
import type { Rate, RateCard } from '../../spec/rate-card.ts';
import { type Meter, meterParents, meters } from '../../spec/usage.ts';
import { Refusal } from '../refusal.ts';

/** A price as a decimal: text, or a number that JavaScript writes without an exponent. */
const price = z
  .union([z.string().trim(), z.number()])
  .transform(String)
  .pipe(
    z
      .string()
      .regex(/^\d{1,7}(\.\d{1,12})?$/, 'must be a decimal of USD such as "0.15", with at most 12 places'),
  );

const meter = z.enum(meters);

const condition = z.strictObject({
  fact: z.string().min(1).max(64),
  is: z
    .array(z.union([z.string().max(100), z.number(), z.boolean()]))
    .min(1)
    .max(100)
    .optional(),
  above: z.number().optional(),
  upTo: z.number().optional(),
});

const rate = z.strictObject({
  meter,
  usd: price,
  per: z.number().int().min(1).max(1_000_000_000_000),
  when: z.array(condition).min(1).max(10).optional(),
});

export const priceBody = z.strictObject({
  model: z.string().trim().min(1).max(200),
  rates: z
    .array(rate)
    .min(1)
    .max(200)
    .optional()
    .describe('The whole card; special rates before general ones'),
  input: price.optional().describe('USD for a million input tokens'),
  output: price.optional().describe('USD for a million output tokens'),
  cached_input: price.optional().describe('USD for a million input tokens read from a cache'),
  cache_write: price.optional().describe('USD for a million input tokens written to a cache'),
  per_call: price.optional().describe('USD for a call'),
  source: z.string().trim().min(1).max(500).optional().describe('Where the price comes from'),
  as_of: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/, 'must be a day such as 2026-01-31')
    .optional(),
});

export const rateReply = z.object({
  meter,
  usd: z.string().describe('For each `per` units'),
  per: z.number(),
  when: z.array(condition).optional(),
});

const million = 1_000_000;

function ratesOf(body: z.output<typeof priceBody>): Rate[] {
  const brief: Rate[] = [];
  const add = (meter: Meter, usd: string | undefined, per: number) => {
    if (usd !== undefined) brief.push({ meter, usd, per });
  };
  add('input_tokens', body.input, million);
  add('output_tokens', body.output, million);
  add('cached_input_tokens', body.cached_input, million);
  add('cache_write_tokens', body.cache_write, million);
  add('calls', body.per_call, 1);
  if (body.rates && brief.length > 0)
    throw new Refusal(
      'field_invalid',
      'rates: give either the whole card in "rates" or the short fields, not both',
    );
  const rates = body.rates ?? brief;
  if (rates.length === 0)
    throw new Refusal('field_invalid', 'give "rates", or "input" and "output", or "per_call"');
  return rates;
}

/** A rate that can never be charged, or a meter that would be free by mistake, is a typing error worth money. */
function checkRates(rates: readonly Rate[]): void {
  const closed = new Set<Meter>();
  for (const { meter, when } of rates) {
    if (closed.has(meter))
      throw new Refusal(
        'field_invalid',
        `rates: a rate of ${meter} stands behind one that always holds, so it is never charged`,
      );
    if (!when?.length) closed.add(meter);
  }
  const present = new Set(rates.map((each) => each.meter));
  for (const each of present) {
    const parent = meterParents[each];
    if (parent && !present.has(parent))
      throw new Refusal(
        'field_invalid',
        `rates: ${each} has a rate but ${parent} has none, so those would be free`,
      );
  }
}

/** The card that the body describes. Throws Refusal naming what cannot be charged exactly. */
export function cardOf(body: z.output<typeof priceBody>, today: string): RateCard {
  const rates = ratesOf(body);
  checkRates(rates);
  const card: RateCard = { rates, source: body.source ?? 'operator', asOf: body.as_of ?? today };
  try {
    compileCard(card);
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal('field_invalid', error.message);
    throw error;
  }
  return card;
}
