import { createHash } from 'node:crypto';
import { z } from 'zod';
import { decimalOf } from '../../base/decimal.ts';
import type { PriceChange } from '../../spec/prices.ts';
import type { RateCard } from '../../spec/rate-card.ts';
import type { AdminDeps } from '../deps.ts';
import { timeText } from '../fields.ts';
import { makersWord } from '../official.ts';
import { conditionReply, conditionTable, rateReply } from '../portal/model-view.ts';
import { rateRows, textOrNull } from '../portal/rate-rows.ts';
import { Refusal } from '../refusal.ts';
import { defineRoute } from '../route.ts';
import { changedCard, type PriceRule } from './price-change.ts';

const decimal = (whole: number, places: number, means: string) =>
  z
    .union([z.string().trim(), z.number()])
    .transform(String)
    .pipe(z.string().regex(new RegExp(`^\\d{1,${whole}}(\\.\\d{1,${places}})?$`), means));

const round = z
  .strictObject({
    places: z.number().int().min(0).max(12),
    to: z.enum(['up', 'nearest', 'down']),
  })
  .optional()
  .describe('Of each amount for its own units');

const rule = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('factor'),
    factor: decimal(4, 6, 'must be a decimal such as "1.15", with at most 6 places'),
    round,
  }),
  z.strictObject({
    by: z.literal('margin'),
    percent: decimal(4, 4, 'must be a decimal such as "12.5", with at most 4 places'),
    below: z.boolean().default(false).describe('Below the list in place of over it'),
    round,
  }),
  z.strictObject({ by: z.literal('list') }),
]);

const body = z.strictObject({
  models: z.array(z.string().min(1).max(200)).min(1).max(5000),
  rule,
  tag: z
    .string()
    .max(64)
    .optional()
    .describe('Of the preview that is to be applied; absent: only previewed, nothing is changed'),
});

const reply = z.object({
  tag: z.string(),
  applied: z.boolean(),
  changed: z.number().int(),
  conditions: z.array(conditionReply),
  items: z.array(
    z.object({
      model: z.string(),
      skipped: z.enum(['no-price', 'no-list', 'free', 'same', 'too-high']).nullable(),
      rates: z.array(
        rateReply
          .omit({ ours: true, official: true })
          .extend({ before: z.string().nullable(), after: z.string().nullable() }),
      ),
    }),
  ),
});

const ruleOf = (given: z.output<typeof rule>): PriceRule => {
  if (given.by === 'list') return { how: { by: 'list' } };
  const how =
    given.by === 'factor'
      ? { by: given.by, factor: given.factor }
      : { by: given.by, percent: given.percent, below: given.below };
  return { how, ...(given.round ? { round: given.round } : {}) };
};

type Outcome = { readonly model: string; readonly before: RateCard | undefined } & (
  | { readonly change: PriceChange }
  | { readonly skipped: NonNullable<z.input<typeof reply>['items'][number]['skipped']> }
);

async function outcomesOf(
  deps: AdminDeps,
  names: readonly string[],
  given: PriceRule,
): Promise<readonly Outcome[]> {
  const today = timeText(deps.clock.now()).slice(0, 10);
  const current = new Map((await deps.store.prices.current()).map((price) => [price.model, price]));
  const facts = makersWord(deps.providers);
  return [...new Set(names)].sort().map((model): Outcome => {
    const price = current.get(model);
    const before = price?.card;
    const list = facts.get(model)?.fact.card;
    const isList = given.how.by === 'list';
    if (isList && price?.createdBy === null && JSON.stringify(before) === JSON.stringify(list))
      return { model, before, skipped: 'same' };
    const changed = changedCard(given, before, list, today);
    if ('skipped' in changed) return { model, before, skipped: changed.skipped };
    return {
      model,
      before,
      change: { model, card: changed.card, expects: price?.id ?? null, ...(isList ? { follows: true } : {}) },
    };
  });
}

/** The same whenever the same versions would become the same prices, so that what is applied is what was looked at. */
const tagOf = (outcomes: readonly Outcome[]): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        outcomes.map((one) =>
          'change' in one ? [one.model, one.change.expects, one.change.card.rates] : [one.model, one.skipped],
        ),
      ),
    )
    .digest('base64url')
    .slice(0, 32);

const one = decimalOf('1');

export const bulkPriceRoutes = [
  defineRoute({
    method: 'POST',
    path: '/api/admin/prices/bulk',
    auth: 'admin',
    summary: {
      en: 'Change many prices by a rule: previewed first, then applied together',
      vi: 'Đổi nhiều giá theo quy tắc: xem trước rồi áp dụng cùng lúc',
    },
    limit: { calls: 60, perMs: 60_000 },
    body,
    reply,
    handler: async ({ caller, body }, deps) => {
      const outcomes = await outcomesOf(deps, body.models, ruleOf(body.rule));
      const tag = tagOf(outcomes);
      const changes = outcomes.flatMap((outcome) => ('change' in outcome ? [outcome.change] : []));
      if (body.tag !== undefined && body.tag !== tag)
        throw new Refusal('refused', 'prices have changed since the preview: look at it again');
      const applied = body.tag !== undefined && changes.length > 0;
      if (applied) {
        const put = await deps.store.prices.putAll({ user: caller.user.id }, changes);
        if ('refused' in put) throw new Refusal('refused', `${put.refused}: look at the preview again`);
      }
      const conditions = conditionTable(deps);
      return {
        tag,
        applied,
        changed: changes.length,
        items: outcomes.map((outcome) => ({
          model: outcome.model,
          skipped: 'change' in outcome ? null : outcome.skipped,
          rates: rateRows(
            'change' in outcome ? outcome.change.card : outcome.before,
            outcome.before,
            one,
          ).map(({ meter, per, when, ours, official }) => ({
            meter,
            per,
            when: conditions.indexOf(when),
            before: textOrNull(official),
            after: textOrNull(ours),
          })),
        })),
        conditions: conditions.rows,
      };
    },
  }),
];
