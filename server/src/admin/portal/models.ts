import { setImmediate as breathe } from 'node:timers/promises';
import { z } from 'zod';
import type { Group, User } from '../../spec/records.ts';
import { usableGroups } from '../customer/groups.ts';
import type { AdminDeps, Catalogue } from '../deps.ts';
import { nameParams, time, timeText } from '../fields.ts';
import { Refusal } from '../refusal.ts';
import { defineRoute, defineWritten } from '../route.ts';
import { type Written, writeOnce } from '../written.ts';
import {
  conditionReply,
  conditionTable,
  listedModels,
  makerReply,
  modelReply,
  modelView,
  priceGroup,
  rateReply,
  textReply,
} from './model-view.ts';
import { rateRows, textOrNull } from './rate-rows.ts';

const groupReply = z.object({
  name: z.string(),
  ratio: z.string().describe('Factor of every price, decimal text'),
  description: z.string(),
  models: z.number().int().describe('Models that live keys of it reach now'),
});

const listReply = z.object({
  group: z.string().describe('The group whose prices these are'),
  groups: z.array(groupReply).describe('Groups that you may choose'),
  makers: z.array(makerReply),
  dialects: z.array(z.object({ id: z.string(), title: textReply })),
  conditions: z.array(conditionReply),
  models: z.array(modelReply),
});

const query = z.strictObject({
  group: z.string().min(1).max(64).optional().describe('The group to show prices of; absent: your own'),
});

/** The group asked for, the viewer's own, or the first that is open to everybody. */
function chosenGroup(groups: readonly Group[], viewer: User | undefined, asked: string | undefined) {
  const named = (name: string | undefined) => groups.find((group) => group.name === name);
  const group = asked === undefined ? (named(viewer?.group) ?? named('default') ?? groups[0]) : named(asked);
  if (asked !== undefined && !group)
    throw new Refusal('not_found', `group: there is no group "${asked}" that you may use`);
  return group;
}

/** Composing so many models takes longer than others should wait. */
const modelsAtOnce = 40;

async function compose(
  deps: AdminDeps,
  catalogue: Catalogue,
  groups: readonly Group[],
  chosen: Group | undefined,
): Promise<Written> {
  const group = priceGroup(chosen);
  const conditions = conditionTable(deps);
  const makers = new Map<string, z.input<typeof makerReply>>();
  const models: string[] = [];
  const counts = new Map<string, number>();
  const listed = listedModels(deps, catalogue, groups);
  for (const [index, one] of listed.entries()) {
    if (index % modelsAtOnce === modelsAtOnce - 1) await breathe();
    const { view, maker } = modelView(deps, catalogue, one, group, conditions);
    if (maker) makers.set(maker.id, maker);
    for (const name of one.live) counts.set(name, (counts.get(name) ?? 0) + 1);
    models.push(JSON.stringify(modelReply.parse(view)));
  }
  const head = listReply.omit({ models: true }).parse({
    group: group.name,
    groups: groups.map(({ name, ratio, description }) => ({
      name,
      ratio,
      description,
      models: counts.get(name) ?? 0,
    })),
    makers: [...makers.values()],
    dialects: deps.dialects.map(({ id, title }) => ({ id, title })),
    conditions: conditions.rows,
  });
  return writeOnce(`${JSON.stringify(head).slice(0, -1)},"models":[${models.join(',')}]}`);
}

/** Open to everybody, so it is composed once for each snapshot, group and set of groups. */
const composed = new WeakMap<Catalogue, Map<string, Promise<Written>>>();

function listOf(
  deps: AdminDeps,
  catalogue: Catalogue,
  groups: readonly Group[],
  chosen: Group | undefined,
): Promise<Written> {
  const answers = composed.get(catalogue) ?? new Map<string, Promise<Written>>();
  composed.set(catalogue, answers);
  const key = JSON.stringify([chosen?.name, groups.map(({ name }) => name)]);
  const known = answers.get(key);
  if (known) return known;
  const answer = compose(deps, catalogue, groups, chosen);
  answers.set(key, answer);
  answer.catch(() => answers.delete(key));
  return answer;
}

const detailReply = z.object({
  group: z.string(),
  groups: z.array(groupReply.omit({ models: true }).extend({ live: z.boolean() })),
  maker: makerReply.nullable(),
  model: modelReply,
  conditions: z.array(conditionReply),
  endpoints: z.array(
    z.object({
      dialect: z.string(),
      title: textReply.describe('Of the dialect'),
      method: z.string(),
      path: z.string(),
      summary: textReply,
      converted: z.boolean().describe('The call is converted for the upstream'),
    }),
  ),
  history: z
    .array(z.object({ since: time, rates: z.array(rateReply.omit({ official: true })) }))
    .describe("What was charged since when, newest first, at today's ratio of the group"),
});

const mostVersions = 30;

export const portalModelRoutes = [
  defineWritten({
    method: 'GET',
    path: '/api/portal/models',
    auth: 'nobody',
    rows: ['R299', 'R300'],
    summary: { en: 'All models with their prices', vi: 'Mọi model kèm giá' },
    query,
    reply: listReply,
    handler: async ({ caller, query }, deps) => {
      const catalogue = deps.catalogue();
      const viewer = await caller.viewer();
      const groups = usableGroups(catalogue.groups, viewer);
      return listOf(deps, catalogue, groups, chosenGroup(groups, viewer, query.group));
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/portal/models/:name',
    auth: 'nobody',
    rows: ['R300'],
    summary: {
      en: 'One model: prices, their history, endpoints',
      vi: 'Một model: giá, lịch sử giá, các endpoint',
    },
    params: nameParams,
    query,
    reply: detailReply,
    handler: async ({ caller, params, query }, deps) => {
      const catalogue = deps.catalogue();
      const viewer = await caller.viewer();
      const groups = usableGroups(catalogue.groups, viewer);
      const one = listedModels(deps, catalogue, groups).find(({ model }) => model.id === params.name);
      if (!one) throw new Refusal('not_found', 'model not found');
      const group = priceGroup(chosenGroup(groups, viewer, query.group));
      const conditions = conditionTable(deps);
      const { view, maker } = modelView(deps, catalogue, one, group, conditions);
      const { doors } = catalogue.reachOf(
        params.name,
        one.live.includes(group.name) ? group.name : (one.live[0] ?? group.name),
      );
      const versions = await deps.store.prices.history(params.name);
      return {
        group: group.name,
        groups: groups.map(({ name, ratio, description }) => ({
          name,
          ratio,
          description,
          live: one.live.includes(name),
        })),
        maker: maker ?? null,
        model: view,
        endpoints: doors.map(({ dialect, endpoint, by }) => ({
          dialect,
          title: deps.dialects.find(({ id }) => id === dialect)?.title ?? { en: dialect, vi: dialect },
          method: endpoint.method,
          path: endpoint.path,
          summary: endpoint.summary,
          converted: by === 'conversion',
        })),
        history: versions.slice(0, mostVersions).map((version) => ({
          since: timeText(version.createdAt),
          rates: rateRows(version.card, undefined, group.ratio).map(({ meter, per, when, ours }) => ({
            meter,
            per,
            ours: textOrNull(ours),
            when: conditions.indexOf(when),
          })),
        })),
        conditions: conditions.rows,
      };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/portal/models/:name/samples',
    auth: 'nobody',
    rows: ['R300'],
    summary: { en: 'A call of the model in many languages', vi: 'Mã gọi model bằng nhiều ngôn ngữ' },
    limit: { calls: 600, perMs: 60_000 },
    params: nameParams,
    query: z.strictObject({
      dialect: z.string().min(1).max(64),
      method: z.string().min(1).max(8),
      path: z.string().min(1).max(200),
    }),
    reply: z.object({
      pages: z.array(z.object({ id: z.string(), title: textReply })).describe('Of the manual'),
      languages: z
        .array(z.object({ id: z.string(), title: z.string(), code: z.string() }))
        .describe('`{{base_url}}` stands for the address of this gateway'),
    }),
    handler: async ({ caller, params, query }, deps) => {
      const catalogue = deps.catalogue();
      const groups = usableGroups(catalogue.groups, await caller.viewer());
      if (!listedModels(deps, catalogue, groups).some(({ model }) => model.id === params.name))
        throw new Refusal('not_found', 'model not found');
      const found = await deps.samples(params.name, query);
      return { pages: [...(found?.pages ?? [])], languages: [...(found?.languages ?? [])] };
    },
  }),
];
