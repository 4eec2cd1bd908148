import { z } from 'zod';
import type { Token, User } from '../../spec/records.ts';
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
  time,
  timeOrNull,
  timeText,
  usd,
  usdText,
} from '../fields.ts';
import { newKey } from '../new-key.ts';
import { found, Refusal } from '../refusal.ts';
import { remembered } from '../remember.ts';
import { defineRoute } from '../route.ts';
import { checkGroups } from './channels.ts';
import { namedUser, userRef, userRefReply } from './user-ref.ts';
import { managed } from './users.ts';

const tokenReply = z.object({
  id: z.number().int(),
  user: userRefReply,
  name: z.string(),
  key_hint: z.string(),
  mode: modeField,
  status: z.enum(['enabled', 'disabled', 'expired', 'used_up']),
  group: z.string().nullable().describe("Null: the user's own"),
  models: z.array(z.string()).nullable().describe('Null: every model of the group'),
  allow_ips: z.array(z.string()),
  expires_at: time.nullable(),
  left_usd: usdText.nullable().describe('What it may still spend; null: only the balance limits it'),
  spent_usd: usdText,
  calls: z.number().int(),
  created_at: time,
  last_used_at: time.nullable(),
});

function statusOf(token: Token, now: number): z.input<typeof tokenReply>['status'] {
  if (token.status === 'disabled') return 'disabled';
  if (isExpired(token, now)) return 'expired';
  return isUsedUp(token) ? 'used_up' : 'enabled';
}

const tokenView = (token: Token, user: User | undefined, now: number): z.input<typeof tokenReply> => ({
  id: token.id,
  user: userRef(token.userId, user),
  name: token.name,
  key_hint: token.hint,
  mode: token.mode,
  status: statusOf(token, now),
  group: token.group,
  models: token.models === null ? null : [...token.models],
  allow_ips: [...token.allowIps],
  expires_at: timeOrNull(token.expiresAt),
  left_usd: token.allowance ? formatUsd(token.allowance.balance) : null,
  spent_usd: formatUsd(token.spent),
  calls: token.calls,
  created_at: timeText(token.createdAt),
  last_used_at: timeOrNull(token.lastUsedAt),
});

/** Admins act on their own tokens and on those of users whom they may manage. */
async function manageableOwner(deps: AdminDeps, caller: User, id: number): Promise<User> {
  return id === caller.id ? caller : managed(deps.store, caller, id);
}

const fields = {
  name: z.string().trim().max(100),
  limit_usd: usd.refine((amount) => amount >= 0, 'must not be below zero').nullable(),
  models: modelNames.nullable(),
  expires: moment.nullable(),
  group: z.string().max(64).nullable(),
  allow_ips: addressRanges,
};

const listRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/tokens',
  auth: 'admin',
  summary: { en: 'List tokens of all users', vi: 'Liệt kê token của mọi người dùng' },
  query: z.strictObject({
    ...paging,
    user: z.string().max(200).optional().describe('Id or e-mail address'),
    name: z.string().max(200).optional().describe('Exact'),
  }),
  reply: pageOf(tokenReply),
  handler: async ({ query: { page, size, user, name } }, { store, clock }) => {
    const owner = user === undefined ? undefined : await namedUser(store, user);
    const tokens = await store.tokens.list(
      { ...(owner ? { owner: owner.id } : {}), ...(name === undefined ? {} : { search: name }) },
      { page, size },
    );
    const userOf = remembered((id: number) => store.users.byId(id));
    const items = await Promise.all(
      tokens.items.map(async (token) => tokenView(token, await userOf(token.userId), clock.now())),
    );
    return { items, total: tokens.total, page, size };
  },
});

const addRoute = defineRoute({
  method: 'POST',
  path: '/api/admin/tokens',
  auth: 'admin',
  summary: { en: 'Add a token for a user', vi: 'Thêm token cho người dùng' },
  body: z.strictObject({
    user: z
      .union([z.string().max(200), z.number().int()])
      .optional()
      .describe('Id or e-mail; absent: yourself'),
    name: fields.name.default(''),
    mode: modeField.default('live'),
    limit_usd: fields.limit_usd.default(null),
    models: fields.models.default(null),
    expires: fields.expires.default(null),
    group: fields.group.default(null),
    allow_ips: fields.allow_ips.default([]),
  }),
  reply: tokenReply.extend({ key: z.string().describe('The whole key, shown here once') }),
  handler: async ({ caller, body }, deps) => {
    const { store, clock } = deps;
    const named = body.user === undefined ? caller.user : await namedUser(store, String(body.user));
    const owner = await manageableOwner(deps, caller.user, named.id);
    if (body.group !== null) await checkGroups(deps, [body.group]);
    const key = newKey(body.mode);
    const made = await store.tokens.create(
      { user: caller.user.id },
      {
        userId: owner.id,
        name: body.name,
        key,
        mode: body.mode,
        group: body.group,
        models: body.models,
        allowIps: body.allow_ips,
        expiresAt: body.expires,
        limit: body.limit_usd,
      },
    );
    if ('refused' in made) throw new Refusal('refused', made.refused);
    return { ...tokenView(made, owner, clock.now()), key };
  },
});

const changeRoute = defineRoute({
  method: 'PATCH',
  path: '/api/admin/tokens/:id',
  auth: 'admin',
  summary: { en: 'Change a token', vi: 'Sửa token' },
  params: idParams,
  body: z
    .strictObject({ ...fields, status: statusField })
    .partial()
    .describe('Absent fields stay. "limit_usd": what it may still spend from now on.'),
  reply: tokenReply,
  handler: async ({ caller, params, body }, deps) => {
    const before = found(await deps.store.tokens.byId(params.id), 'token');
    const owner = await manageableOwner(deps, caller.user, before.userId);
    if (body.group) await checkGroups(deps, [body.group]);
    const { limit_usd: limit, expires: expiresAt, allow_ips: allowIps, ...rest } = body;
    const changed = await deps.store.tokens.update({ user: caller.user.id }, params.id, undefined, {
      ...rest,
      ...(limit === undefined ? {} : { limit }),
      ...(expiresAt === undefined ? {} : { expiresAt }),
      ...(allowIps === undefined ? {} : { allowIps }),
    });
    return tokenView(found(changed, 'token'), owner, deps.clock.now());
  },
});

const removeRoute = defineRoute({
  method: 'DELETE',
  path: '/api/admin/tokens/:id',
  auth: 'admin',
  summary: { en: 'Delete a token', vi: 'Xóa token' },
  params: idParams,
  reply: z.object({ removed: z.literal(true) }),
  handler: async ({ caller, params }, deps) => {
    const token = found(await deps.store.tokens.byId(params.id), 'token');
    await manageableOwner(deps, caller.user, token.userId);
    if ((await deps.store.tokens.remove({ user: caller.user.id }, [params.id])) === 0)
      throw new Refusal('not_found', 'token not found');
    return { removed: true as const };
  },
});

export const operatorTokenRoutes = [listRoute, addRoute, changeRoute, removeRoute];
