import { z } from 'zod';
import { moment, pageOf, paging, time, timeText } from '../fields.ts';
import { remembered } from '../remember.ts';
import { defineRoute } from '../route.ts';
import { namedUser, userRef, userRefReply } from './user-ref.ts';

export const auditRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/admin/audit',
    auth: 'admin',
    summary: { en: 'Who changed what, newest first', vi: 'Ai đã thay đổi gì, mới nhất trước' },
    query: z.strictObject({
      ...paging,
      user: z.string().max(320).optional().describe('Id or e-mail address of who did it'),
      action: z.string().max(60).optional().describe('How the action begins, such as order'),
      object: z.string().max(200).optional().describe('How the object begins, such as user:7'),
      from: moment.optional(),
      to: moment.optional().describe('Inclusive'),
    }),
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
    handler: async ({ query: { page, size, user, action, object, from, to } }, { store }) => {
      const actor = user === undefined ? undefined : (await namedUser(store, user)).id;
      const rows = await store.audit.list(
        { page, size },
        {
          ...(actor !== undefined && { actor }),
          ...(action !== undefined && { action }),
          ...(object !== undefined && { object }),
          ...(from !== undefined && { from }),
          ...(to !== undefined && { to }),
        },
      );
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
      return { items, total: rows.total, page, size };
    },
  }),
];
