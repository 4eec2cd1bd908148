import { z } from 'zod';
import { newId, randomText } from '../../base/ids.ts';
import { hashPassword } from '../../base/password.ts';
import { roles, type User } from '../../spec/records.ts';
import type { Store } from '../../spec/store.ts';
import { mayManage, outranks } from '../authenticate.ts';
import {
  formatUsd,
  idParams,
  modeField,
  mostUsd,
  pageOf,
  paging,
  statusField,
  time,
  timeText,
  usd,
  usdText,
} from '../fields.ts';
import { newAccessToken } from '../new-key.ts';

import { found, Refusal } from '../refusal.ts';
import { defineRoute } from '../route.ts';
import { checkGroups } from './channels.ts';

const role = z.enum(roles);

const userReply = z.object({
  id: z.number().int(),
  email: z.string(),
  name: z.string(),
  role,
  status: statusField,
  group: z.string(),
  limited: z.boolean().describe('False: never refused for want of balance'),
  balance_usd: usdText,
  spent_usd: usdText,
  calls: z.number().int(),
  test_balance_usd: usdText,
  test_spent_usd: usdText,
  test_calls: z.number().int(),
  account: z.number().int().describe('Of the live balance, for its entries'),
  created_at: time,
});

const userView = (user: User): z.input<typeof userReply> => ({
  id: user.id,
  email: user.email,
  name: user.name,
  role: user.role,
  status: user.status,
  group: user.group,
  limited: user.live.limited,
  balance_usd: formatUsd(user.live.balance),
  spent_usd: formatUsd(user.live.spent),
  calls: user.live.calls,
  test_balance_usd: formatUsd(user.test.balance),
  test_spent_usd: formatUsd(user.test.spent),
  test_calls: user.test.calls,
  account: user.live.id,
  created_at: timeText(user.createdAt),
});

/** The user, when the caller may act on it. Throws Refusal. */
export async function managed(store: Store, caller: User, id: number): Promise<User> {
  const target = found(await store.users.byId(id), 'user');
  if (!mayManage(caller, target))
    throw new Refusal('role_too_low', 'only root may do this to an administrator');
  return target;
}

const listRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/users',
  auth: 'admin',
  summary: { en: 'List users', vi: 'Liệt kê người dùng' },
  query: z.strictObject({
    ...paging,
    search: z.string().max(200).optional().describe('Beginning of the e-mail address'),
    email: z.string().max(200).optional().describe('The whole e-mail address'),
  }),
  reply: pageOf(userReply),
  handler: async ({ query: { page, size, search, email } }, { store }) => {
    if (email !== undefined) {
      const user = await store.users.byEmail(email);
      return { items: user ? [userView(user)] : [], total: user ? 1 : 0, page: 1, size };
    }
    const users = await store.users.list({ page, size }, search);
    return { items: users.items.map(userView), total: users.total, page, size };
  },
});

const addRoute = defineRoute({
  method: 'POST',
  path: '/api/admin/users',
  auth: 'admin',
  summary: { en: 'Add a user', vi: 'Thêm người dùng' },
  body: z.strictObject({
    email: z.email().max(200),
    password: z.string().min(8).max(128),
    name: z.string().trim().max(100).default(''),
    group: z.string().max(64).default('default'),
    role: role.default('user'),
  }),
  reply: userReply,
  handler: async ({ caller, body }, deps) => {
    if (body.role !== 'user' && caller.user.role !== 'root')
      throw new Refusal('role_too_low', 'role: only root may make administrators');
    await checkGroups(deps, [body.group]);
    const password = await hashPassword(body.password);
    const made = await deps.store.users.create(
      { user: caller.user.id },
      { ...body, name: body.name || body.email.replace(/@.*/, ''), password, limited: true },
    );
    if ('refused' in made) throw new Refusal('refused', made.refused);
    return userView(made);
  },
});

const oneRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/users/:id',
  auth: 'admin',
  summary: { en: 'Get a user', vi: 'Lấy một người dùng' },
  params: idParams,
  reply: userReply,
  handler: async ({ params }, { store }) => userView(found(await store.users.byId(params.id), 'user')),
});

const changeRoute = defineRoute({
  method: 'PATCH',
  path: '/api/admin/users/:id',
  auth: 'admin',
  summary: { en: 'Change a user', vi: 'Sửa người dùng' },
  params: idParams,
  body: z.strictObject({
    name: z.string().trim().min(1).max(100).optional(),
    group: z.string().max(64).optional(),
    status: statusField.optional(),
    role: role.optional().describe('Only root changes roles, and nobody their own'),
  }),
  reply: userReply,
  handler: async ({ caller, params, body }, deps) => {
    await managed(deps.store, caller.user, params.id);
    const own = params.id === caller.user.id;
    if (own && (body.role !== undefined || body.status !== undefined))
      throw new Refusal('role_too_low', 'nobody changes their own role or status');
    if (body.role !== undefined && caller.user.role !== 'root')
      throw new Refusal('role_too_low', 'role: only root may change roles');
    if (body.group !== undefined) await checkGroups(deps, [body.group]);
    const changed = await deps.store.users.update({ user: caller.user.id }, params.id, body);
    return userView(found(changed, 'user'));
  },
});

/** Balances stay exact below this. */
const mostBalance = mostUsd * 1_000_000_000;

const creditRoute = defineRoute({
  method: 'POST',
  path: '/api/admin/users/:id/credit',
  auth: 'admin',
  summary: { en: "Add to a user's balance, or take from it", vi: 'Cộng hoặc trừ số dư của người dùng' },
  params: idParams,
  body: z.strictObject({
    usd: usd.describe('Decimal text; below zero takes away'),
    note: z.string().trim().max(500).optional(),
    cause: z
      .string()
      .regex(/^[\w.:-]{1,100}$/, 'may have letters, digits and . _ : - only')
      .optional()
      .describe('The same cause credits an account once, however often it is sent'),
    mode: modeField.default('live'),
  }),
  reply: z.object({
    applied: z.boolean().describe('False: this cause had acted before'),
    cause: z.string(),
    balance_usd: usdText,
  }),
  handler: async ({ caller, params, body }, { store, clock }) => {
    const target = await managed(store, caller.user, params.id);
    const account = body.mode === 'live' ? target.live : target.test;
    if (body.usd === 0) throw new Refusal('field_invalid', 'usd: must not be zero');
    if (Math.abs(account.balance + body.usd) > mostBalance)
      throw new Refusal('refused', `usd: a balance may be at most ${mostUsd} USD`);
    if (body.usd < 0 && account.limited && account.balance + body.usd < 0)
      throw new Refusal('refused', `usd: the balance is only ${formatUsd(account.balance)} USD`);
    const cause = body.cause ?? newId('credit', clock.now());
    const applied = await store.ledger.append(
      { user: caller.user.id },
      {
        account: account.id,
        kind: body.usd > 0 ? 'topup' : 'adjust',
        amount: body.usd,
        cause: `credit:${cause}`,
        ...(body.note ? { note: body.note } : {}),
      },
    );
    const after = found(await store.ledger.account(account.id), 'account');
    return { applied, cause, balance_usd: formatUsd(after.balance) };
  },
});

const accessTokenRoute = defineRoute({
  method: 'POST',
  path: '/api/admin/users/:id/access-token',
  auth: 'admin',
  summary: {
    en: "Make a user's access token; shown once, the old one stops working",
    vi: 'Tạo access token cho người dùng; chỉ hiện một lần, cái cũ ngừng hoạt động',
  },
  params: idParams,
  body: z.strictObject({}),
  reply: z.object({ access_token: z.string() }),
  handler: async ({ caller, params }, { store }) => {
    await managed(store, caller.user, params.id);
    const accessToken = newAccessToken();
    await store.users.setAccessToken({ user: caller.user.id }, params.id, accessToken);
    return { access_token: accessToken };
  },
});

/** How long support acts as a user before it is itself again. */
const actingMs = 3_600_000;

const actAsRoute = defineRoute({
  method: 'POST',
  path: '/api/admin/users/:id/impersonate',
  auth: 'admin',
  owner: 'confirmed',
  summary: {
    en: 'Act as a user, for support: this session is that user for an hour, or until it stops',
    vi: 'Thao tác thay người dùng để hỗ trợ: phiên này là người dùng đó trong một giờ, hoặc đến khi dừng',
  },
  params: idParams,
  body: z.strictObject({}),
  reply: z.object({ until: time }),
  handler: async ({ caller, params }, { store, clock }) => {
    const target = found(await store.users.byId(params.id), 'user');
    if (!outranks(caller.user, target))
      throw new Refusal('role_too_low', 'only a user of a lower role can be acted for');
    if (!caller.session) throw new Refusal('refused', 'log in to the portal: an access token is no session');
    const until = clock.now() + actingMs;
    const actor = { user: caller.user.id };
    await store.auth.actFor(actor, caller.session.session.id, target.id, until);
    return { until: timeText(until) };
  },
});

const linkHours = 24;

const resetLinkRoute = defineRoute({
  method: 'POST',
  path: '/api/admin/users/:id/reset-link',
  auth: 'admin',
  owner: 'confirmed',
  summary: {
    en: 'Make a link with which a user sets a new password, once, within a day',
    vi: 'Tạo đường dẫn để người dùng đặt mật khẩu mới, dùng một lần trong một ngày',
  },
  params: idParams,
  body: z.strictObject({}),
  reply: z.object({ url: z.string(), until: time }),
  handler: async ({ caller, params, origin }, { store, clock, publicUrl }) => {
    await managed(store, caller.user, params.id);
    const token = randomText(32);
    const until = clock.now() + linkHours * 3_600_000;
    await store.auth.resetLink({ user: caller.user.id }, params.id, token, until);
    // Behind the #, so that no server on the way writes it into a log.
    return { url: `${publicUrl ?? origin}/reset#token=${token}`, until: timeText(until) };
  },
});

export const userRoutes = [
  listRoute,
  addRoute,
  oneRoute,
  changeRoute,
  creditRoute,
  accessTokenRoute,
  actAsRoute,
  resetLinkRoute,
];
