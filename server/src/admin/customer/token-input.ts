import { z } from 'zod';
import type { User } from '../../spec/records.ts';
import type { NewToken } from '../../spec/store.ts';
import type { AdminDeps } from '../deps.ts';
import { addressRanges, modeField, modelNames } from '../fields.ts';
import { mostQuota, nanoOfQuota } from '../quota.ts';
import { Refusal } from '../refusal.ts';
import { usableGroups } from './groups.ts';

const mostNameBytes = 50;

/** Fields that tools of this family send along with the whole object; they change nothing here. */
const ignored = {
  key: z.string().optional(),
  user_id: z.number().optional(),
  created_time: z.number().optional(),
  accessed_time: z.number().optional(),
  used_quota: z.number().optional(),
  cross_group_retry: z.boolean().optional(),
  DeletedAt: z.null().optional(),
  mj_image_mode: z.string().optional(),
  mj_custom_proxy: z.string().optional(),
  selected_groups: z
    .array(z.string())
    .max(0, 'several groups for one key are not supported: set "group"')
    .optional(),
};

const editable = {
  name: z
    .string()
    .refine((name) => Buffer.byteLength(name) <= mostNameBytes, `too long: at most ${mostNameBytes} bytes`)
    .default(''),
  remain_quota: z.number().int().min(0).max(mostQuota).default(0),
  unlimited_quota: z.boolean().default(false),
  expired_time: z.number().int().min(-1).max(8.64e12).default(-1),
  model_limits_enabled: z.boolean().default(false),
  model_limits: z.string().max(20_000).nullable().default(''),
  allow_ips: z.string().max(10_000).nullable().default(''),
  group: z.string().max(64).nullable().default(''),
};

export const newTokenBody = z.strictObject({
  ...ignored,
  ...editable,
  id: z.number().optional(),
  status: z.number().optional(),
  mode: modeField.default('live'),
});

/** `status` is read with `status_only`; a whole update leaves it. `mode` cannot change and may be sent back. */
export const changedTokenBody = z.strictObject({
  ...ignored,
  ...editable,
  id: z.number().int().min(1),
  status: z.number().int().optional(),
  mode: modeField.optional(),
});

type Editable = z.output<z.ZodObject<typeof editable>>;

function list<S extends z.ZodType>(schema: S, name: string, parts: readonly string[]): z.output<S> {
  const result = schema.safeParse(parts.map((part) => part.trim()).filter((part) => part !== ''));
  if (result.success) return result.data;
  throw new Refusal('field_invalid', `${name}: ${result.error.issues[0]?.message}`);
}

/** The group that a user asks for its key. Throws Refusal unless it may use it; null is the user's own. */
export async function chosenGroup(deps: AdminDeps, user: User, name: string | null): Promise<string | null> {
  if (!name) return null;
  const usable = usableGroups(await deps.store.groups.list(), user);
  if (usable.some((group) => group.name === name)) return name;
  const names = usable.map((group) => group.name).join(', ');
  throw new Refusal('refused', `the group "${name}" is not one that you may use: choose one of ${names}`);
}

/** The editable fields in the store's words. Throws Refusal. */
export async function tokenFields(
  deps: AdminDeps,
  user: User,
  body: Editable,
): Promise<Pick<NewToken, 'name' | 'group' | 'models' | 'allowIps' | 'expiresAt' | 'limit'>> {
  return {
    name: body.name,
    group: await chosenGroup(deps, user, body.group),
    models: body.model_limits_enabled
      ? list(modelNames, 'model_limits', (body.model_limits ?? '').split(','))
      : null,
    allowIps: list(addressRanges, 'allow_ips', (body.allow_ips ?? '').split('\n')),
    expiresAt: body.expired_time === -1 ? null : body.expired_time * 1000,
    limit: body.unlimited_quota ? null : nanoOfQuota(body.remain_quota),
  };
}
