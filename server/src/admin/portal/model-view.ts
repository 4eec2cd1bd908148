import { z } from 'zod';
import { type Decimal, decimalOf } from '../../base/decimal.ts';
import { callKinds } from '../../spec/call.ts';
import type { ListedModel } from '../../spec/dialect.ts';
import type { Condition } from '../../spec/rate-card.ts';
import { media } from '../../spec/reach.ts';
import type { Group } from '../../spec/records.ts';
import { meters } from '../../spec/usage.ts';
import type { AdminDeps, Catalogue } from '../deps.ts';
import { time, timeOrNull } from '../fields.ts';
import { abilities, abilitiesOf } from './abilities.ts';
import { conditionWords } from './condition-words.ts';
import { makerOf, type ShownMaker } from './makers.ts';
import { rateRows, textOrNull } from './rate-rows.ts';

export const textReply = z.object({ en: z.string(), vi: z.string() });
const price = z.string().nullable();

export const makerReply = z.object({
  id: z.string(),
  name: z.string(),
  logo: z.string().nullable().describe('Name of its mark in the icon set of the portal'),
});

export const conditionReply = z.object({
  when: z.array(
    z.object({
      fact: z.string(),
      is: z.array(z.union([z.string(), z.number(), z.boolean()])).optional(),
      above: z.number().optional(),
      upTo: z.number().optional(),
    }),
  ),
  text: textReply.describe('The same in words'),
});

export const rateReply = z.object({
  meter: z.enum(meters),
  per: z.number().describe('Units that the amounts are for'),
  ours: price.describe('USD here: card × group ratio, exact decimal text; null: no rate of its own'),
  official: price.describe("USD on the maker's list; null: it lists none"),
  when: z.number().int().nullable().describe('Index in `conditions`; null: always'),
});

export const modelReply = z.object({
  name: z.string(),
  title: z.string().nullable().describe('A name for people'),
  maker: z.string().nullable().describe('Id in `makers`'),
  kinds: z.array(z.enum(callKinds)),
  takes: z.array(z.enum(media)),
  gives: z.array(z.enum(media)),
  native: z.array(z.string()).describe('Dialects whose calls pass as they are'),
  converted: z.array(z.string()).describe('Dialects whose calls are converted for it'),
  abilities: z.array(z.enum(abilities)).describe('Known abilities; what is absent is unknown'),
  context: z.number().int().nullable(),
  max_output: z.number().int().nullable(),
  retired: z.object({ on: z.string(), successor: z.string().nullable() }).nullable(),
  available: z.object({
    live: z.boolean().describe('A live key of this group reaches it now'),
    test: z.boolean().describe('A test key reaches its simulator'),
  }),
  groups: z.array(z.string()).describe('Groups of yours in which live keys reach it'),
  price: z
    .object({
      rates: z.array(rateReply),
      since: time.nullable().describe('Since when this price holds here'),
      source: z.string().nullable().describe('Where the list price was read'),
      as_of: z.string().nullable().describe('The day on which it was read'),
    })
    .nullable()
    .describe('Null: not priced, so that it cannot be called'),
});

export type ModelView = z.input<typeof modelReply>;

/** Conditions that several rates have in common stand once in an answer. */
export function conditionTable(deps: Pick<AdminDeps, 'factWords'>) {
  const indices = new Map<string, number>();
  const rows: z.input<typeof conditionReply>[] = [];
  return {
    rows,
    indexOf(when: readonly Condition[]): number | null {
      if (when.length === 0) return null;
      const key = JSON.stringify(when);
      const known = indices.get(key);
      if (known !== undefined) return known;
      indices.set(key, rows.length);
      return (
        rows.push({
          when: when.map(({ is, ...rest }) => ({ ...rest, ...(is ? { is: [...is] } : {}) })),
          text: conditionWords(when, deps.factWords),
        }) - 1
      );
    },
  };
}
export type ConditionTable = ReturnType<typeof conditionTable>;

/** The models that a viewer may hear of: live in a group of his, or known from their makers. */
export function listedModels(
  deps: Pick<AdminDeps, 'providers'>,
  catalogue: Catalogue,
  groups: readonly Group[],
) {
  const live = new Map<string, string[]>();
  const models = new Map<string, ListedModel>();
  for (const { name } of groups)
    for (const model of catalogue.modelsOf(name, 'live')) {
      models.set(model.id, model);
      live.set(model.id, [...(live.get(model.id) ?? []), name]);
    }
  const made = new Set(deps.providers.flatMap(({ manifest }) => manifest.models.map(({ id }) => id)));
  const tested = new Set<string>();
  for (const model of catalogue.modelsOf('', 'test')) {
    if (!made.has(model.id) && !live.has(model.id)) continue; // a name of somebody else's channel
    tested.add(model.id);
    if (!models.has(model.id)) models.set(model.id, model);
  }
  return [...models.values()].map((model) => ({
    model,
    live: live.get(model.id) ?? [],
    test: tested.has(model.id),
  }));
}
export type Listed = ReturnType<typeof listedModels>[number];

/** The ratio and name under which prices are shown. */
export type PriceGroup = { readonly name: string; readonly ratio: Decimal };
export const priceGroup = (group: Group | undefined): PriceGroup => ({
  name: group?.name ?? '',
  ratio: decimalOf(group?.ratio ?? '1'),
});

export function modelView(
  deps: Pick<AdminDeps, 'makers' | 'factWords'>,
  catalogue: Catalogue,
  { model, live, test }: Listed,
  group: PriceGroup,
  conditions: ConditionTable,
): { view: ModelView; maker: ShownMaker | undefined } {
  const fact = catalogue.factOf(model.id);
  const charged = catalogue.cardOf(model.id);
  const reach = catalogue.reachOf(model.id, live.includes(group.name) ? group.name : (live[0] ?? group.name));
  const maker = makerOf(deps.makers, model.id, model.owner);
  const dialects = (by: 'bytes' | 'conversion') => [
    ...new Set(reach.doors.filter((door) => door.by === by).map(({ dialect }) => dialect)),
  ];
  const native = dialects('bytes');
  const rates = rateRows(charged?.card, fact?.card, group.ratio).map(
    ({ meter, per, when, ours, official }) => ({
      meter,
      per,
      ours: textOrNull(ours),
      official: textOrNull(official),
      when: conditions.indexOf(when),
    }),
  );
  return {
    maker,
    view: {
      name: model.id,
      title: model.title ?? null,
      maker: maker?.id ?? null,
      kinds: [...model.kinds],
      takes: [...reach.takes],
      gives: [...reach.gives],
      native,
      converted: dialects('conversion').filter((id) => !native.includes(id)),
      abilities: abilitiesOf(fact, charged?.card, model.context, reach),
      context: model.context ?? null,
      max_output: model.maxOutput ?? null,
      retired: fact?.retired ? { on: fact.retired.on, successor: fact.retired.successor ?? null } : null,
      available: { live: live.includes(group.name), test },
      groups: live,
      price: charged
        ? {
            rates,
            since: timeOrNull(charged.since),
            source: fact?.card.source ?? null,
            as_of: fact?.card.asOf ?? null,
          }
        : null,
    },
  };
}
