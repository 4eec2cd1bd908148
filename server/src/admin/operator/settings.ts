import { z } from 'zod';
import { nameParams } from '../fields.ts';
import { found, Refusal } from '../refusal.ts';
import { defineRoute } from '../route.ts';
import { readSetting, settingList } from '../settings.ts';

const value = z.union([z.string(), z.number()]);

const settingReply = z.object({
  name: z.string(),
  value,
  initial: value,
  summary: z.object({ en: z.string(), vi: z.string(), zh: z.string().optional() }),
});

export const settingRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/admin/settings',
    auth: 'admin',
    summary: { en: 'Settings and their values', vi: 'Các thiết lập và giá trị' },
    reply: z.object({ items: z.array(settingReply) }),
    handler: async (_ask, { store }) => ({
      items: await Promise.all(
        settingList.map(async (one) => ({
          name: one.name,
          value: await readSetting(store, one),
          initial: one.initial,
          summary: one.summary,
        })),
      ),
    }),
  }),
  defineRoute({
    method: 'PUT',
    path: '/api/admin/settings/:name',
    auth: 'root',
    summary: { en: 'Change a setting', vi: 'Thay đổi thiết lập' },
    params: nameParams,
    body: z.strictObject({ value }),
    reply: settingReply,
    handler: async ({ caller, params, body }, { store }) => {
      const one = found(
        settingList.find((each) => each.name === params.name),
        'setting',
      );
      const checked = one.schema.safeParse(body.value);
      if (!checked.success) throw new Refusal('field_invalid', `value: ${checked.error.issues[0]?.message}`);
      await store.settings.put({ user: caller.user.id }, one.name, JSON.stringify(checked.data));
      return { name: one.name, value: checked.data, initial: one.initial, summary: one.summary };
    },
  }),
];
