import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ListedModel } from '../../spec/dialect.ts';
import type { Group } from '../../spec/records.ts';
import { classicPrice } from '../classic-ratios.ts';
import type { AdminDeps, Catalogue, EndpointType } from '../deps.ts';
import { defineRoute } from '../route.ts';
import { usableGroups } from './groups.ts';

const reply = z.object({
  success: z.literal(true),
  data: z.array(
    z.object({
      model_name: z.string(),
      description: z.string(),
      icon: z.string(),
      tags: z.string(),
      vendor_id: z.number().int(),
      quota_type: z.number().int().describe('0 by tokens, 1 by call'),
      model_ratio: z.number().describe('USD for a million input tokens = 2 × this × group ratio'),
      model_price: z.number().describe('USD for a call, before the group ratio'),
      owner_by: z.string(),
      completion_ratio: z.number(),
      cache_ratio: z.number().optional(),
      create_cache_ratio: z.number().optional(),
      enable_groups: z.array(z.string()),
      supported_endpoint_types: z.array(z.string()),
    }),
  ),
  vendors: z.array(z.object({ id: z.number().int(), name: z.string(), icon: z.string() })),
  group_ratio: z.record(z.string(), z.number()),
  usable_group: z.record(z.string(), z.string()),
  supported_endpoint: z.record(z.string(), z.object({ path: z.string(), method: z.string() })),
  auto_groups: z.array(z.string()),
  pricing_version: z.string(),
});

type Pricing = z.output<typeof reply>;

/** Models of the groups, each with the groups that have it. */
function modelsIn(catalogue: Catalogue, groups: readonly Group[]) {
  const models = new Map<string, { model: ListedModel; groups: string[] }>();
  for (const { name } of groups)
    for (const model of catalogue.modelsOf(name, 'live')) {
      const known = models.get(model.id);
      if (known) known.groups.push(name);
      else models.set(model.id, { model, groups: [name] });
    }
  return [...models.values()].sort((a, b) => (a.model.id < b.model.id ? -1 : 1));
}

const typesOf = (model: ListedModel, types: readonly EndpointType[]): string[] => [
  ...new Set(
    types.filter(({ kinds }) => kinds.some((kind) => model.kinds.includes(kind))).map(({ name }) => name),
  ),
];

function compose(deps: AdminDeps, catalogue: Catalogue, groups: readonly Group[]): Pricing {
  const priced = modelsIn(catalogue, groups).flatMap(({ model, groups: names }) => {
    const found = catalogue.cardOf(model.id);
    return found ? [{ model, names, price: classicPrice(found.card) }] : [];
  });
  const owners = [...new Set(priced.map(({ model }) => model.owner))];
  const data = priced.map(({ model, names, price }) => ({
    model_name: model.id,
    description: '',
    icon: '',
    tags: model.kinds.join(','),
    vendor_id: owners.indexOf(model.owner) + 1,
    quota_type: price.perCall ? 1 : 0,
    model_ratio: price.modelRatio,
    model_price: price.modelPrice,
    owner_by: model.owner,
    completion_ratio: price.completionRatio,
    ...(price.cacheRatio === undefined ? {} : { cache_ratio: price.cacheRatio }),
    ...(price.createCacheRatio === undefined ? {} : { create_cache_ratio: price.createCacheRatio }),
    enable_groups: names,
    supported_endpoint_types: typesOf(model, deps.endpointTypes),
  }));
  const ratios = Object.fromEntries(groups.map((group) => [group.name, Number(group.ratio)]));
  return {
    success: true,
    data,
    vendors: owners.map((name, index) => ({ id: index + 1, name, icon: '' })),
    group_ratio: ratios,
    usable_group: Object.fromEntries(groups.map((group) => [group.name, group.description])),
    supported_endpoint: Object.fromEntries(
      deps.endpointTypes.toReversed().map(({ name, path, method }) => [name, { path, method }]), // the first of a name stays
    ),
    auto_groups: [],
    pricing_version: createHash('sha256')
      .update(JSON.stringify([data, ratios]))
      .digest('hex'),
  };
}

/** Open to everybody, so it is composed once for each snapshot and set of groups. */
const composed = new WeakMap<Catalogue, Map<string, Pricing>>();

function pricing(deps: AdminDeps, groups: readonly Group[]): Pricing {
  const catalogue = deps.catalogue();
  const known = composed.get(catalogue) ?? new Map<string, Pricing>();
  composed.set(catalogue, known);
  const name = JSON.stringify(groups.map((group) => group.name));
  const answer = known.get(name) ?? compose(deps, catalogue, groups);
  known.set(name, answer);
  return answer;
}

export const pricingRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/pricing',
    auth: 'nobody',
    form: 'bare',
    summary: { en: 'Prices of all models', vi: 'Giá của mọi model' },
    reply,
    handler: async ({ caller }, deps) =>
      pricing(deps, usableGroups(deps.catalogue().groups, await caller.viewer())),
  }),
];
