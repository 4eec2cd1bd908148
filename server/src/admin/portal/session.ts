import { z } from 'zod';
import { roles } from '../../spec/records.ts';
import { formatUsd, time, timeText, usdText } from '../fields.ts';
import { Refusal } from '../refusal.ts';
import { defineRoute } from '../route.ts';

const sessionUser = z.object({
  id: z.number().int(),
  email: z.string(),
  name: z.string(),
  role: z.enum(roles),
  group: z.string(),
  email_verified: z.boolean(),
  two_factor: z.boolean(),
  has_password: z.boolean().describe('False: signs in with a passkey or through another service only'),
  limited: z.boolean().describe('False: never refused for want of balance'),
  balance_usd: usdText,
  held_usd: usdText.describe('Held for tasks that are not finished; it has left the balance'),
  test_balance_usd: usdText,
  created_at: time,
  access_token_set: z.boolean(),
  impersonated_by: z
    .object({ id: z.number().int(), email: z.string() })
    .nullable()
    .describe('Who of support acts as this user'),
});

export const sessionRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/portal/session',
    auth: 'nobody',
    summary: { en: 'Who is logged in', vi: 'Ai đang đăng nhập' },
    reply: z.object({ user: sessionUser.nullable() }),
    handler: async ({ caller }, { store }) => {
      const who = await caller.session();
      const profile = who && (await store.auth.profile(who.user.id));
      if (!who || !profile) return { user: null };
      const { user, impersonator } = who;
      return {
        user: {
          id: user.id,
          email: user.email,
          name: user.name,
          role: user.role,
          group: user.group,
          email_verified: profile.emailVerified,
          two_factor: profile.twoFactor,
          has_password: profile.hasPassword,
          limited: user.live.limited,
          balance_usd: formatUsd(user.live.balance),
          held_usd: formatUsd(profile.held),
          test_balance_usd: formatUsd(user.test.balance),
          created_at: timeText(user.createdAt),
          access_token_set: profile.accessTokenSet,
          impersonated_by: impersonator && { id: impersonator.id, email: impersonator.email },
        },
      };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/portal/confirm',
    auth: 'user',
    owner: 'present',
    summary: {
      en: 'Prove that it is you, for what needs it within the next ten minutes',
      vi: 'Xác nhận là chính bạn, cho các thao tác nhạy cảm trong mười phút tới',
    },
    body: z.strictObject({
      password: z.string().min(1).max(1000).optional(),
      code: z
        .string()
        .regex(/^\d{6}$/, 'must be six digits')
        .optional()
        .describe('Of the authenticator app'),
    }),
    reply: z.object({}),
    handler: async ({ caller, body }, { sessions }) => {
      if (!caller.session || !sessions)
        throw new Refusal('refused', 'only a session is confirmed; an access token needs no confirmation');
      const proved = await sessions.confirm(caller.session, body);
      if (typeof proved === 'number') {
        const seconds = Math.ceil(proved / 1000);
        throw new Refusal('rate_limited', `too many wrong tries, wait ${seconds} s`, seconds);
      }
      if (!proved) throw new Refusal('field_invalid', 'the password or code is wrong');
      return {};
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/portal/stop-impersonating',
    auth: 'user',
    summary: { en: 'Stop acting as another user', vi: 'Ngừng thao tác thay người dùng khác' },
    reply: z.object({}),
    handler: async ({ caller: { session } }, { store }) => {
      if (!session?.impersonator) throw new Refusal('refused', 'you do not act as another user');
      await store.auth.actForSelf({ user: session.impersonator.id }, session.session.id);
      return {};
    },
  }),
];
