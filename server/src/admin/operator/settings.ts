import { z } from 'zod';
import { nameParams } from '../fields.ts';
import { found, Refusal } from '../refusal.ts';
import { defineRoute } from '../route.ts';
import {
  readSettings,
  type Setting,
  type Settings,
  type SettingValue,
  settingGroups,
  settingList,
} from '../settings.ts';

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).max(1000)]);
const text = z.object({ en: z.string(), vi: z.string(), zh: z.string().optional() });

const settingReply = z.object({
  name: z.string(),
  group: z.enum(settingGroups),
  kind: z.enum(['text', 'markdown', 'number', 'choice', 'yes-no', 'money', 'secret', 'list']),
  label: text,
  help: text.nullable(),
  value: value.nullable().describe('Null: a secret, which is never shown'),
  initial: value.nullable(),
  is_set: z.boolean().describe('Somebody has set it; else the initial value holds'),
  least: z.number().nullable(),
  most: z.union([z.number(), z.string()]).nullable(),
  options: z.array(z.object({ value: z.string(), label: text })).nullable(),
});

function settingView(one: Setting<SettingValue>, stored: Settings): z.input<typeof settingReply> {
  const { kind } = one;
  const copied = (said: SettingValue) => (typeof said === 'object' ? [...said] : said);
  const isSecret = kind.kind === 'secret';
  return {
    name: one.name,
    group: one.group,
    kind: kind.kind,
    label: one.label,
    help: one.help ?? null,
    value: isSecret ? null : copied(stored.value(one)),
    initial: isSecret ? null : copied(one.initial),
    is_set: stored.isSet(one),
    least: kind.kind === 'number' ? kind.least : null,
    most: kind.kind === 'number' || kind.kind === 'money' ? kind.most : null,
    options: kind.kind === 'choice' ? [...kind.options] : null,
  };
}

export const settingRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/admin/settings',
    auth: 'admin',
    summary: { en: 'Settings and their values', vi: 'Các thiết lập và giá trị' },
    reply: z.object({ items: z.array(settingReply) }),
    handler: async (_ask, { store }) => {
      const stored = await readSettings(store);
      return { items: settingList.map((one) => settingView(one, stored)) };
    },
  }),
  defineRoute({
    method: 'PUT',
    path: '/api/admin/settings/:name',
    auth: 'root',
    summary: {
      en: 'Change a setting. Null takes it back to its initial value; a secret is stored sealed and never shown again',
      vi: 'Thay đổi thiết lập. Null đưa về giá trị ban đầu; giá trị bí mật được niêm phong và không bao giờ hiện lại',
    },
    params: nameParams,
    body: z.strictObject({ value: value.nullable() }),
    reply: settingReply,
    handler: async ({ caller, params, body }, { store }) => {
      const one = found(
        settingList.find((each) => each.name === params.name),
        'setting',
      );
      const actor = { user: caller.user.id };
      const isSecret = one.kind.kind === 'secret';
      if (body.value === null || (isSecret && body.value === ''))
        await store.settings.remove(actor, one.name);
      else {
        const checked = one.schema.safeParse(body.value);
        if (!checked.success)
          throw new Refusal('field_invalid', `value: ${checked.error.issues[0]?.message}`);
        if (isSecret) await store.settings.putSecret(actor, one.name, String(checked.data));
        else await store.settings.put(actor, one.name, JSON.stringify(checked.data));
      }
      return settingView(one, await readSettings(store));
    },
  }),
];
