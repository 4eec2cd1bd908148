import { z } from 'zod';
import { idParams, time, timeText } from '../fields.ts';
import { found, Refusal } from '../refusal.ts';
import { defineRoute } from '../route.ts';

const sessionReply = z.object({
  id: z.number().int(),
  current: z.boolean(),
  created_at: time,
  last_seen_at: time.describe('To ten minutes'),
  expires_at: time,
  address: z.string().nullable(),
  agent: z.string().nullable().describe('What the browser calls itself'),
});

export const sessionListRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/portal/sessions',
    auth: 'user',
    summary: { en: 'Where this account is logged in', vi: 'Các phiên đăng nhập của tài khoản' },
    reply: z.object({ items: z.array(sessionReply) }),
    handler: async ({ caller }, { store }) => ({
      items: (await store.auth.sessionsOf(caller.user.id)).map((one) => ({
        id: one.id,
        current: one.id === caller.session?.session.id,
        created_at: timeText(one.createdAt),
        last_seen_at: timeText(one.seenAt),
        expires_at: timeText(one.expiresAt),
        address: one.address,
        agent: one.agent,
      })),
    }),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/api/portal/sessions/:id',
    auth: 'user',
    owner: 'present',
    summary: { en: 'End a session', vi: 'Kết thúc một phiên' },
    params: idParams,
    reply: z.object({}),
    handler: async ({ caller: { user }, params }, { store }) => {
      const ended = await store.auth.endSession({ user: user.id }, user.id, params.id);
      found(ended || undefined, 'session');
      return {};
    },
  }),
  defineRoute({
    method: 'DELETE',
    path: '/api/portal/sessions',
    auth: 'user',
    owner: 'present',
    summary: { en: 'End all sessions but this one', vi: 'Kết thúc mọi phiên khác' },
    reply: z.object({ ended: z.number().int() }),
    handler: async ({ caller: { user, session } }, { store }) => {
      if (!session) throw new Refusal('refused', 'an access token is no session that could be kept');
      return { ended: await store.auth.endOtherSessions({ user: user.id }, user.id, session.session.id) };
    },
  }),
];
