import { z } from 'zod';
import { pageOf, paging, time, timeText } from '../fields.ts';
import { remembered } from '../remember.ts';
import { defineRoute } from '../route.ts';
import { userRef, userRefReply } from './user-ref.ts';

export const auditRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/admin/audit',
    auth: 'admin',
    summary: { en: 'Who changed what, newest first', vi: 'Ai đã thay đổi gì, mới nhất trước' },
    query: z.strictObject(paging),
    reply: pageOf(
      z.object({
        id: z.number().int(),
        at: time,
        actor: userRefReply.nullable().describe('Null: the system itself'),
        action: z.string(),
        object: z.string(),
        detail: z.string().describe('JSON text'),
      }),
    ),
    handler: async ({ query }, { store }) => {
      const rows = await store.audit.list(query);
      const userOf = remembered((id: number) => store.users.byId(id));
      const items = await Promise.all(
        rows.items.map(async ({ id, at, actor, action, object, detail }) => ({
          id,
          at: timeText(at),
          actor: actor === null ? null : userRef(actor, await userOf(actor)),
          action,
          object,
          detail,
        })),
      );
      return { items, total: rows.total, ...query };
    },
  }),
];
