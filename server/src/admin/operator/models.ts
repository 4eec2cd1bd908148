import { z } from 'zod';
import { callKinds } from '../../spec/call.ts';
import type { Channel, ModelRow, PriceVersion } from '../../spec/records.ts';
import type { AdminDeps } from '../deps.ts';
import { nameParams } from '../fields.ts';
import { makersWord } from '../official.ts';
import { Refusal } from '../refusal.ts';
import { defineRoute } from '../route.ts';
import { cardReply, cardView, versionReply, versionView } from './prices.ts';

const kind = z.enum(callKinds);

const modelReply = z.object({
  name: z.string(),
  owner: z.string(),
  kinds: z.array(kind),
  context: z.number().int().nullable(),
  max_output: z.number().int().nullable(),
  edited: z.boolean().describe("True when the operator's word stands in place of the maker's"),
  channels: z.array(z.object({ id: z.number().int(), name: z.string() })),
  price: versionReply.nullable().describe("The operator's price; null: the official one is charged"),
  official: cardReply.nullable().describe("The maker's list price"),
});

type Sources = {
  readonly facts: ReturnType<typeof makersWord>;
  readonly rows: ReadonlyMap<string, ModelRow>;
  readonly prices: ReadonlyMap<string, PriceVersion>;
  readonly channels: readonly Channel[];
};

async function sourcesOf(deps: AdminDeps): Promise<Sources> {
  const [rows, prices, channels] = await Promise.all([
    deps.store.models.list(),
    deps.store.prices.current(),
    deps.store.channels.list(),
  ]);
  return {
    facts: makersWord(deps.providers),
    channels,
    rows: new Map(rows.map((row) => [row.name, row])),
    prices: new Map(prices.map((price) => [price.model, price])),
  };
}

const namesOf = ({ facts, rows, prices, channels }: Sources): string[] =>
  [
    ...new Set([
      ...facts.keys(),
      ...rows.keys(),
      ...prices.keys(),
      ...channels.flatMap((channel) => Object.keys(channel.models)),
    ]),
  ].sort();

function modelView(name: string, { facts, rows, prices, channels }: Sources): z.input<typeof modelReply> {
  const row = rows.get(name);
  const known = facts.get(name);
  const price = prices.get(name);
  return {
    name,
    owner: row?.owner ?? known?.owner ?? '',
    kinds: [...(row?.kinds ?? known?.fact.kinds ?? [])],
    context: row ? row.context : (known?.fact.context ?? null),
    max_output: row ? row.maxOutput : (known?.fact.maxOutput ?? null),
    edited: row !== undefined,
    channels: channels
      .filter((channel) => Object.hasOwn(channel.models, name))
      .map((channel) => ({ id: channel.id, name: channel.name })),
    price: price ? versionView(price) : null,
    official: known ? cardView(known.fact.card) : null,
  };
}

const modelBody = z.strictObject({
  kinds: z.array(kind).min(1),
  owner: z.string().trim().max(100).default(''),
  context: z.number().int().min(1).max(100_000_000).nullable().default(null),
  max_output: z.number().int().min(1).max(100_000_000).nullable().default(null),
});

export const modelRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/admin/models',
    auth: 'admin',
    summary: {
      en: 'List models with our price and the official one',
      vi: 'Liệt kê model kèm giá của ta và giá chính thức',
    },
    query: z.strictObject({
      search: z.string().max(200).default('').describe('Part of the name'),
      served: z
        .enum(['true', 'false'])
        .optional()
        .describe('Only those that some channel serves, or none does'),
    }),
    reply: z.object({ items: z.array(modelReply) }),
    handler: async ({ query }, deps) => {
      const sources = await sourcesOf(deps);
      const wanted = query.search.toLowerCase();
      const items = namesOf(sources)
        .filter((name) => name.toLowerCase().includes(wanted))
        .map((name) => modelView(name, sources));
      if (query.served === undefined) return { items };
      return { items: items.filter((model) => model.channels.length > 0 === (query.served === 'true')) };
    },
  }),
  defineRoute({
    method: 'PUT',
    path: '/api/admin/models/:name',
    auth: 'admin',
    summary: {
      en: "Describe a model in place of its maker's word",
      vi: 'Mô tả model thay cho thông tin của hãng',
    },
    params: nameParams,
    body: modelBody,
    reply: modelReply,
    handler: async ({ caller, params, body }, deps) => {
      await deps.store.models.put(
        { user: caller.user.id },
        {
          name: params.name,
          kinds: body.kinds,
          owner: body.owner,
          context: body.context,
          maxOutput: body.max_output,
        },
      );
      return modelView(params.name, await sourcesOf(deps));
    },
  }),
  defineRoute({
    method: 'DELETE',
    path: '/api/admin/models/:name',
    auth: 'admin',
    summary: {
      en: 'Forget what the operator said about a model',
      vi: 'Bỏ mô tả của người vận hành về model',
    },
    params: nameParams,
    reply: z.object({ removed: z.literal(true) }),
    handler: async ({ caller, params }, { store }) => {
      if (!(await store.models.remove({ user: caller.user.id }, params.name)))
        throw new Refusal('not_found', 'model not found among those that you described');
      return { removed: true as const };
    },
  }),
];
