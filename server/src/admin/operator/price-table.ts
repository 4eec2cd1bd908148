import { setImmediate as breathe } from 'node:timers/promises';
import { z } from 'zod';
import { compare, type Decimal, decimalOf } from '../../base/decimal.ts';
import { callKinds } from '../../spec/call.ts';
import type { AdminDeps } from '../deps.ts';
import { time, timeOrNull } from '../fields.ts';
import { makersWord } from '../official.ts';
import { makerOf } from '../portal/makers.ts';
import { conditionReply, conditionTable, makerReply, rateReply } from '../portal/model-view.ts';
import { type RateRow, rateRows, textOrNull } from '../portal/rate-rows.ts';
import { defineWritten } from '../route.ts';
import { writeOnce } from '../written.ts';
import { percentOver } from './price-change.ts';
import { authorsOf } from './prices.ts';

const rowReply = z.object({
  name: z.string(),
  title: z.string().nullable(),
  maker: z.string().nullable().describe('Id in `makers`'),
  owner: z.string(),
  kinds: z.array(z.enum(callKinds)),
  context: z.number().int().nullable(),
  max_output: z.number().int().nullable(),
  edited: z.boolean().describe("True when the operator's word stands in place of the maker's"),
  retired: z.object({ on: z.string(), successor: z.string().nullable() }).nullable(),
  channels: z.array(z.object({ id: z.number().int(), name: z.string(), enabled: z.boolean() })),
  price: z
    .enum(['own', 'list', 'upstream', 'none'])
    .describe("Set here, the maker's list, that of the model's name upstream, or none: it cannot be called"),
  version: z.number().int().nullable(),
  since: time.nullable(),
  author: z.string().nullable().describe('Who set it'),
  rates: z.array(rateReply).describe('Ours before any group ratio'),
  margin: z
    .object({ least: z.string(), most: z.string() })
    .nullable()
    .describe('Percent over the list, of the rates that both have'),
  list: z.object({ source: z.string(), as_of: z.string() }).nullable(),
  list_newer: z.boolean().describe('The list was read after our price was set'),
});

const reply = z.object({
  makers: z.array(makerReply),
  conditions: z.array(conditionReply),
  models: z.array(rowReply),
});

function marginOf(rows: readonly RateRow[]): z.input<typeof rowReply>['margin'] {
  const percents = rows.flatMap(({ ours, official }) => {
    const text = ours && official && percentOver(ours, official);
    return text ? [text] : [];
  });
  if (percents.length === 0) return null;
  const size = (text: string): Decimal => decimalOf(text.replace('-', ''));
  const sorted = percents.toSorted((a, b) => {
    const [below, other] = [a.startsWith('-'), b.startsWith('-')];
    if (below !== other) return below ? -1 : 1;
    return below ? compare(size(b), size(a)) : compare(size(a), size(b));
  });
  return { least: sorted[0]!, most: sorted.at(-1)! };
}

const rowsAtOnce = 40;

async function compose(deps: AdminDeps): Promise<string> {
  const [rows, prices, channels] = await Promise.all([
    deps.store.models.list(),
    deps.store.prices.current(),
    deps.store.channels.list(),
  ]);
  const catalogue = deps.catalogue();
  const facts = makersWord(deps.providers);
  const said = new Map(rows.map((row) => [row.name, row]));
  const current = new Map(prices.map((price) => [price.model, price]));
  const authors = await authorsOf(deps, prices);
  const serving = new Map<string, { id: number; name: string; enabled: boolean }[]>();
  for (const { id, name, status, models } of channels)
    for (const model of Object.keys(models))
      serving.set(model, [...(serving.get(model) ?? []), { id, name, enabled: status === 'enabled' }]);
  const names = [...new Set([...facts.keys(), ...said.keys(), ...current.keys(), ...serving.keys()])].sort();

  const conditions = conditionTable(deps);
  const makers = new Map<string, z.input<typeof makerReply>>();
  const models: string[] = [];
  const ratio = decimalOf('1');
  for (const [index, name] of names.entries()) {
    if (index % rowsAtOnce === rowsAtOnce - 1) await breathe();
    const row = said.get(name);
    const known = facts.get(name);
    const own = current.get(name);
    const borrowed = own ? undefined : catalogue.cardOf(name);
    const owner = row?.owner ?? known?.owner ?? '';
    const maker = makerOf(deps.makers, name, owner);
    if (maker) makers.set(maker.id, maker);
    const list = (known?.fact ?? catalogue.factOf(name))?.card;
    const lines = rateRows(own?.card ?? borrowed?.card, list, ratio);
    const since = own?.createdAt ?? borrowed?.since ?? null;
    const state = own ? (own.createdBy === null ? 'list' : 'own') : borrowed ? 'upstream' : 'none';
    const view: z.input<typeof rowReply> = {
      name,
      title: known?.fact.title ?? null,
      maker: maker?.id ?? null,
      owner,
      kinds: [...(row?.kinds ?? known?.fact.kinds ?? [])],
      context: row ? row.context : (known?.fact.context ?? null),
      max_output: row ? row.maxOutput : (known?.fact.maxOutput ?? null),
      edited: row !== undefined,
      retired: known?.fact.retired
        ? { on: known.fact.retired.on, successor: known.fact.retired.successor ?? null }
        : null,
      channels: serving.get(name) ?? [],
      price: state,
      version: own?.id ?? borrowed?.version ?? null,
      since: timeOrNull(since),
      author: (own?.createdBy && authors.get(own.createdBy)) || null,
      rates: lines.map(({ meter, per, when, ours, official }) => ({
        meter,
        per,
        ours: textOrNull(ours),
        official: textOrNull(official),
        when: conditions.indexOf(when),
      })),
      margin: marginOf(lines),
      list: list ? { source: list.source, as_of: list.asOf } : null,
      list_newer: state === 'own' && list !== undefined && since !== null && Date.parse(list.asOf) > since,
    };
    models.push(JSON.stringify(rowReply.parse(view)));
  }
  const head = reply
    .omit({ models: true })
    .parse({ makers: [...makers.values()], conditions: conditions.rows });
  return `${JSON.stringify(head).slice(0, -1)},"models":[${models.join(',')}]}`;
}

export const priceTableRoutes = [
  defineWritten({
    method: 'GET',
    path: '/api/admin/price-table',
    auth: 'admin',
    summary: {
      en: 'Every model that is served or priced: our price beside the list',
      vi: 'Mọi model được phục vụ hoặc có giá: giá của ta bên giá gốc',
    },
    reply,
    handler: async (_ask, deps) => writeOnce(await compose(deps)),
  }),
];
