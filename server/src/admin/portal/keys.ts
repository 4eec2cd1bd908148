import { z } from 'zod';
import type { Token } from '../../spec/records.ts';
import { usableGroups } from '../customer/groups.ts';
import { chosenGroup } from '../customer/token-input.ts';
import { isExpired, isUsedUp } from '../customer/token-view.ts';
import type { AdminDeps } from '../deps.ts';
import {
  addressRanges,
  formatUsd,
  idParams,
  modeField,
  modelNames,
  moment,
  pageOf,
  paging,
  statusField,
  usd,
} from '../fields.ts';
import { newKey } from '../new-key.ts';
import { found, Refusal } from '../refusal.ts';
import { defineRoute } from '../route.ts';
import { readSetting, settings } from '../settings.ts';
import { type KeyView, keyReply, keyView } from './key-view.ts';

/** A customer's own keys, as the portal works with them. Keys of others look as if they did not exist. */

const fields = {
  name: z.string().trim().max(100),
  limit_usd: usd.refine((amount) => amount >= 0, 'must not be below zero').nullable(),
  models: modelNames.min(1, 'name at least one model, or null for every model of the group').nullable(),
  expires: moment.nullable(),
  group: z.string().max(64).nullable(),
  allow_ips: addressRanges,
};

async function views({ store, clock }: AdminDeps, tokens: readonly Token[]): Promise<KeyView[]> {
  const totals = await store.keys.totals(tokens);
  return tokens.map((token) => keyView(token, totals.get(token.id), clock.now()));
}

async function viewOf(deps: AdminDeps, token: Token): Promise<KeyView> {
  const [view] = await views(deps, [token]);
  return found(view, 'key');
}

function checkExpiry({ clock }: AdminDeps, expires: number | null): void {
  if (expires !== null && expires <= clock.now())
    throw new Refusal('field_invalid', 'expires: this moment is over; choose a later one, or null');
}

const listRoute = defineRoute({
  method: 'GET',
  path: '/api/portal/keys',
  auth: 'user',
  summary: { en: 'List your keys, newest first', vi: 'Liệt kê khóa của bạn, mới nhất trước' },
  query: z.strictObject({
    ...paging,
    search: z.string().trim().max(100).optional().describe('A part of the name'),
    mode: modeField.optional(),
  }),
  reply: pageOf(keyReply),
  handler: async ({ caller, query: { page, size, search, mode } }, deps) => {
    const { items, total } = await deps.store.keys.list(
      { owner: caller.user.id, ...(search ? { part: search } : {}), ...(mode ? { mode } : {}) },
      { page, size },
    );
    return { items: await views(deps, items), total, page, size };
  },
});

const choicesRoute = defineRoute({
  method: 'GET',
  path: '/api/portal/keys/choices',
  auth: 'user',
  summary: {
    en: 'What a key may be given: groups with their models, and how many keys there may be',
    vi: 'Những gì có thể gán cho khóa: nhóm cùng các model, và số khóa tối đa',
  },
  reply: z.object({
    keys: z.number().int().describe('That you have'),
    most: z.number().int(),
    own_group: z.string(),
    groups: z.array(
      z.object({
        name: z.string(),
        description: z.string(),
        ratio: z.string().describe('Prices are multiplied by it'),
        models: z.array(z.string()).describe('That a live key of this group reaches now'),
      }),
    ),
    test_models: z.array(z.string()).describe('Models that answer test keys, whatever the group'),
    chat_models: z.array(z.string()).describe('Which of all these answer a chat'),
  }),
  handler: async ({ caller: { user } }, { store, catalogue }) => {
    const all = catalogue();
    const groups = usableGroups(all.groups, user).map(({ name, description, ratio }) => ({
      name,
      description,
      ratio,
      listed: all.modelsOf(name, 'live'),
    }));
    const test = all.modelsOf(user.group, 'test');
    const chats = [...groups.flatMap(({ listed }) => listed), ...test].filter(({ kinds }) =>
      kinds.includes('chat'),
    );
    return {
      keys: await store.tokens.countOf(user.id),
      most: await readSetting(store, settings.tokensPerUser),
      own_group: user.group,
      groups: groups.map(({ listed, ...group }) => ({ ...group, models: listed.map(({ id }) => id) })),
      test_models: test.map(({ id }) => id),
      chat_models: [...new Set(chats.map(({ id }) => id))],
    };
  },
});

const oneRoute = defineRoute({
  method: 'GET',
  path: '/api/portal/keys/:id',
  auth: 'user',
  summary: { en: 'Get one of your keys', vi: 'Lấy một khóa của bạn' },
  params: idParams,
  reply: keyReply,
  handler: async ({ caller, params }, deps) =>
    viewOf(deps, found(await deps.store.tokens.byId(params.id, caller.user.id), 'key')),
});

const addRoute = defineRoute({
  method: 'POST',
  path: '/api/portal/keys',
  auth: 'user',
  summary: {
    en: 'Create a key; the whole key is in this answer and in no later one',
    vi: 'Tạo khóa; khóa đầy đủ chỉ xuất hiện trong câu trả lời này',
  },
  owner: 'present',
  limit: { calls: 60, perMs: 60_000 },
  body: z.strictObject({
    name: fields.name.default(''),
    mode: modeField.default('live'),
    limit_usd: fields.limit_usd.default(null),
    models: fields.models.default(null),
    expires: fields.expires.default(null),
    group: fields.group.default(null),
    allow_ips: fields.allow_ips.default([]),
  }),
  reply: keyReply.extend({ key: z.string().describe('The whole key, shown here once') }),
  handler: async ({ caller, body }, deps) => {
    const { store } = deps;
    const owner = caller.user.id;
    checkExpiry(deps, body.expires);
    const group = await chosenGroup(deps, caller.user, body.group);
    const most = await readSetting(store, settings.tokensPerUser);
    if ((await store.tokens.countOf(owner)) >= most)
      throw new Refusal('refused', `you have ${most} keys, the most that an account may have: delete one`);
    const key = newKey(body.mode);
    const made = await store.tokens.create(
      { user: owner },
      {
        userId: owner,
        name: body.name,
        key,
        mode: body.mode,
        group,
        models: body.models,
        allowIps: body.allow_ips,
        expiresAt: body.expires,
        limit: body.limit_usd,
      },
    );
    if ('refused' in made) throw new Refusal('refused', made.refused);
    return { ...(await viewOf(deps, made)), key };
  },
});

/** A limit below what is spent would say nothing: the key is then over its limit, whatever the number. */
async function checkLimit(deps: AdminDeps, token: Token, limit: number | null | undefined): Promise<void> {
  if (limit === undefined || limit === null) return;
  const total = (await deps.store.keys.totals([token])).get(token.id);
  const used = token.allowance && total !== undefined ? total - token.allowance.balance : token.spent;
  if (limit < used)
    throw new Refusal(
      'refused',
      `this key has spent or holds $${formatUsd(used)} already: the limit cannot be less. To stop it, disable it`,
    );
}

const changeRoute = defineRoute({
  method: 'PATCH',
  path: '/api/portal/keys/:id',
  auth: 'user',
  summary: { en: 'Change a key', vi: 'Sửa khóa' },
  params: idParams,
  body: z
    .strictObject({ ...fields, status: statusField })
    .partial()
    .describe('Absent fields stay. "limit_usd": what it may spend in all, counting what it has spent.'),
  reply: keyReply,
  handler: async ({ caller, params, body }, deps) => {
    const { store, clock } = deps;
    const owner = caller.user.id;
    const before = found(await store.tokens.byId(params.id, owner), 'key');
    if (body.expires !== undefined) checkExpiry(deps, body.expires);
    await checkLimit(deps, before, body.limit_usd);
    const group = body.group === undefined ? undefined : await chosenGroup(deps, caller.user, body.group);
    if (body.status === 'enabled') {
      if (body.expires === undefined && isExpired(before, clock.now()))
        throw new Refusal('refused', 'this key has expired: give it a later expiry first, or none');
      if (body.limit_usd === undefined && isUsedUp(before))
        throw new Refusal('refused', 'the limit of this key is used up: raise it first, or take it away');
    }
    const changed = await store.tokens.update({ user: owner }, params.id, owner, {
      ...(body.name === undefined ? {} : { name: body.name }),
      ...(body.status === undefined ? {} : { status: body.status }),
      ...(body.models === undefined ? {} : { models: body.models }),
      ...(body.allow_ips === undefined ? {} : { allowIps: body.allow_ips }),
      ...(body.expires === undefined ? {} : { expiresAt: body.expires }),
      ...(body.limit_usd === undefined ? {} : { total: body.limit_usd }),
      ...(group === undefined ? {} : { group }),
    });
    return viewOf(deps, found(changed, 'key'));
  },
});

const removeRoute = defineRoute({
  method: 'DELETE',
  path: '/api/portal/keys/:id',
  auth: 'user',
  summary: { en: 'Delete a key', vi: 'Xóa khóa' },
  params: idParams,
  reply: z.object({ removed: z.literal(true) }),
  handler: async ({ caller, params }, { store }) => {
    if (!(await store.keys.change({ user: caller.user.id }, caller.user.id, [params.id], 'removed')))
      throw new Refusal('not_found', 'key not found');
    return { removed: true as const };
  },
});

const bulkWords = { enable: 'enabled', disable: 'disabled', delete: 'removed' } as const;

const bulkRoute = defineRoute({
  method: 'POST',
  path: '/api/portal/keys/bulk',
  auth: 'user',
  summary: {
    en: 'Enable, disable or delete several keys: all of them or none',
    vi: 'Bật, tắt hoặc xóa nhiều khóa: tất cả hoặc không khóa nào',
  },
  body: z.strictObject({
    ids: z.array(z.number().int().min(1)).min(1).max(1000),
    action: z.enum(['enable', 'disable', 'delete']),
  }),
  reply: z.object({ changed: z.number().int() }),
  handler: async ({ caller, body }, { store }) => {
    const owner = caller.user.id;
    if (!(await store.keys.change({ user: owner }, owner, body.ids, bulkWords[body.action])))
      throw new Refusal('not_found', 'one of these keys is not there: nothing was changed');
    return { changed: new Set(body.ids).size };
  },
});

const revealRoute = defineRoute({
  method: 'POST',
  path: '/api/portal/keys/:id/reveal',
  auth: 'user',
  summary: {
    en: 'Show the whole key again; needs a session that was confirmed a moment ago',
    vi: 'Xem lại khóa đầy đủ; cần phiên vừa được xác nhận',
  },
  owner: 'present',
  limit: { calls: 20, perMs: 60_000 },
  params: idParams,
  body: z.strictObject({}),
  reply: z.object({ key: z.string() }),
  handler: async (ask, { store }) => {
    const owner = ask.caller.user.id;
    found(await store.tokens.byId(ask.params.id, owner), 'key');
    await ask.confirmed();
    return { key: found(await store.tokens.reveal({ user: owner }, ask.params.id, owner), 'key') };
  },
});

export const portalKeyRoutes = [
  listRoute,
  choicesRoute,
  bulkRoute,
  oneRoute,
  addRoute,
  changeRoute,
  removeRoute,
  revealRoute,
];
