import { z } from 'zod';
import { nameParams } from '../fields.ts';
import { Refusal } from '../refusal.ts';
import { defineRoute } from '../route.ts';

const groupReply = z.object({
  name: z.string(),
  ratio: z.string().describe('Factor of every price, decimal text'),
  description: z.string(),
  open: z.boolean().describe('Every user may choose it for a key'),
});

const usedReply = groupReply.extend({
  users: z.number().int().describe('Accounts whose own group it is'),
  tokens: z.number().int().describe('Keys that name it'),
  channels: z.number().int(),
  models: z.number().int().describe('Models that live keys of it reach now'),
});

const ratio = z
  .union([z.string().trim(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,4}(\.\d{1,6})?$/, 'must be a decimal such as "0.8", with at most 6 places'));

/** `auto` and the empty name mean something to tools of this family, and a comma separates names. */
const groupName = z.object({
  name: nameParams.shape.name
    .regex(/^[\w.:-]{1,64}$/, 'may have letters, digits and . _ : - only')
    .refine((name) => name !== 'auto', 'the name "auto" is reserved'),
});

export const operatorGroupRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/admin/groups',
    auth: 'admin',
    summary: { en: 'List groups', vi: 'Liệt kê nhóm' },
    reply: z.object({ items: z.array(usedReply) }),
    handler: async (_ask, { store, catalogue }) => {
      const [groups, uses] = await Promise.all([store.groups.list(), store.groups.uses()]);
      const models = catalogue();
      return {
        items: groups.map((one) => ({
          users: 0,
          tokens: 0,
          channels: 0,
          ...uses.find(({ group }) => group === one.name),
          ...one,
          models: models.modelsOf(one.name, 'live').length,
        })),
      };
    },
  }),
  defineRoute({
    method: 'PUT',
    path: '/api/admin/groups/:name',
    auth: 'admin',
    summary: { en: 'Add or change a group', vi: 'Thêm hoặc sửa nhóm' },
    params: groupName,
    body: z.strictObject({
      ratio,
      description: z.string().trim().max(500).default(''),
      open: z.boolean().default(false),
    }),
    reply: groupReply,
    handler: async ({ caller, params, body }, { store }) => {
      const group = { name: params.name, ...body };
      await store.groups.put({ user: caller.user.id }, group);
      return group;
    },
  }),
  defineRoute({
    method: 'DELETE',
    path: '/api/admin/groups/:name',
    auth: 'admin',
    summary: { en: 'Delete a group that nothing uses', vi: 'Xóa nhóm không còn dùng' },
    params: nameParams,
    reply: z.object({ removed: z.literal(true) }),
    handler: async ({ caller, params }, { store }) => {
      const known = (await store.groups.list()).some((group) => group.name === params.name);
      if (!known) throw new Refusal('not_found', 'group not found');
      if (!(await store.groups.remove({ user: caller.user.id }, params.name)))
        throw new Refusal(
          'refused',
          'users, tokens or channels use this group: move them to another one first',
        );
      return { removed: true as const };
    },
  }),
];
