import { z } from 'zod';
import type { Channel, Status } from '../../spec/records.ts';
import type { ChannelPatch } from '../../spec/store.ts';
import type { AdminDeps } from '../deps.ts';
import { idParams, idText, statusField } from '../fields.ts';
import { found, Refusal } from '../refusal.ts';
import { defineRoute } from '../route.ts';
import { draftFields, fields, initialOptions, mergedOptions } from './channel-input.ts';
import { channelReply } from './channel-view.ts';
import { checkGroups, knownProvider, leavesHost, ownAddress, view } from './channels.ts';
import { exchangeReply } from './exchange-view.ts';

/** What operators do with channels besides writing them: models, keys, breakers, several at once. */

type Draft = z.output<typeof draft>;
const draft = z.strictObject(draftFields).partial();

/** A channel that is asked without being stored, or a stored one. Stored keys go to the stored address alone. */
async function askedChannel(
  deps: AdminDeps,
  body: Draft & { channel?: number | undefined },
): Promise<Channel> {
  const stored =
    body.channel === undefined ? undefined : found(await deps.store.channels.byId(body.channel), 'channel');
  const { key } = body;
  if (key === undefined) {
    if (stored) return stored;
    throw new Refusal('field_invalid', 'key: give one, or the id of a channel that is stored');
  }
  const provider = body.provider ?? stored?.provider;
  if (provider === undefined) throw new Refusal('field_invalid', 'provider: name one');
  const manifest = knownProvider(deps, provider);
  // Its secret headers and settings belong to the stored address as well.
  const same = stored && !leavesHost(stored, provider, body.base_url) ? stored : undefined;
  const options = mergedOptions(body.options ?? {}, same?.options ?? initialOptions, manifest);
  return {
    id: 0,
    name: 'draft',
    provider,
    baseUrl: body.base_url ?? same?.baseUrl ?? ownAddress(manifest, options),
    keys: [{ id: 0, secret: key, hint: '', status: 'enabled' }],
    models: {},
    groups: [],
    priority: 0,
    weight: 1,
    status: 'enabled',
    options,
    createdAt: 0,
  };
}

const modelsRoute = defineRoute({
  method: 'POST',
  path: '/api/admin/channels/models',
  auth: 'admin',
  summary: {
    en: 'Fetch the models of an upstream: of a stored channel, or with a key that is being typed',
    vi: 'Lấy danh sách model từ nhà cung cấp: của kênh đã lưu, hoặc bằng khóa đang nhập',
  },
  limit: { calls: 120, perMs: 60_000 },
  body: draft.extend({ channel: z.number().int().min(1).optional() }),
  reply: z.object({
    ok: z.boolean(),
    problem: z.string().nullable(),
    exchange: exchangeReply.nullable(),
    models: z.array(
      z.object({
        id: z.string(),
        known: z.boolean().describe('Its maker is known here, with context and price'),
        priced: z.boolean(),
      }),
    ),
  }),
  handler: async ({ body }, deps) => {
    const fetched = await deps.fetchModels(await askedChannel(deps, body));
    if ('problem' in fetched) return { ok: false, models: [], ...fetched };
    const { cardOf, factOf } = deps.catalogue();
    const models = fetched.ids.map((id) => ({
      id,
      known: factOf(id) !== undefined,
      priced: cardOf(id) !== undefined,
    }));
    return { ok: true, problem: null, exchange: null, models };
  },
});

const keyIds = z.array(z.number().int().min(1)).max(1000);

const keysRoute = defineRoute({
  method: 'PATCH',
  path: '/api/admin/channels/:id/keys',
  auth: 'admin',
  summary: {
    en: 'Add, remove, enable or disable keys of a channel; the others stay',
    vi: 'Thêm, gỡ, bật hoặc tắt khóa của kênh; các khóa khác giữ nguyên',
  },
  params: idParams,
  body: z
    .strictObject({ add: fields.keys.optional(), remove: keyIds, enable: keyIds, disable: keyIds })
    .partial(),
  reply: channelReply,
  handler: async ({ caller, params, body }, deps) => {
    const channel = found(await deps.store.channels.byId(params.id), 'channel');
    const { add = [], remove = [], enable = [], disable = [] } = body;
    const named = [...remove, ...enable, ...disable];
    if (new Set(named).size !== named.length)
      throw new Refusal('field_invalid', 'a key can be removed, enabled or disabled, not two of them');
    const unknown = named.find((id) => !channel.keys.some((key) => key.id === id));
    if (unknown !== undefined) throw new Refusal('field_invalid', `this channel has no key ${unknown}`);
    const known = add.find((key) => channel.keys.some(({ secret }) => secret === key));
    if (known !== undefined || new Set(add).size !== add.length)
      throw new Refusal('refused', 'add: one of these keys is there already');
    if (channel.keys.length - remove.length + add.length === 0)
      throw new Refusal('refused', 'a channel needs a key: disable the channel, or add another key first');
    const status = (ids: readonly number[], to: Status) => ids.map((id) => ({ id, status: to }));
    const changed = await deps.store.channels.update({ user: caller.user.id }, params.id, {
      keyChanges: { add, remove, status: [...status(enable, 'enabled'), ...status(disable, 'disabled')] },
    });
    const after = found(changed, 'channel');
    if ('refused' in after) throw new Refusal('refused', after.refused);
    return view(deps, after);
  },
});

const closeRoute = defineRoute({
  method: 'POST',
  path: '/api/admin/channels/:id/keys/:key/close-breaker',
  auth: 'admin',
  summary: {
    en: 'Close the breaker of a key now, on every node',
    vi: 'Đóng cầu dao của một khóa ngay, trên mọi nút',
  },
  params: idParams.extend({ key: idText }),
  body: z.strictObject({}),
  reply: channelReply,
  handler: async ({ caller, params }, deps) => {
    const channel = found(await deps.store.channels.byId(params.id), 'channel');
    found(
      channel.keys.find(({ id }) => id === params.key),
      'key',
    );
    await deps.store.channels.closeBreaker({ user: caller.user.id }, params.id, params.key);
    return view(deps, channel);
  },
});

/** A name that is free: `name 2`, `name 3`, … */
function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let n = 2; ; n++) {
    const next = `${name.slice(0, 90)} ${n}`;
    if (!taken.has(next)) return next;
  }
}

const copyRoute = defineRoute({
  method: 'POST',
  path: '/api/admin/channels/:id/copy',
  auth: 'admin',
  summary: {
    en: 'Make a second channel like this one, with its keys, switched off',
    vi: 'Tạo kênh thứ hai giống kênh này, kèm các khóa, ở trạng thái tắt',
  },
  params: idParams,
  body: z.strictObject({ name: fields.name.optional() }),
  reply: channelReply,
  handler: async ({ caller, params, body }, deps) => {
    const all = await deps.store.channels.list();
    const {
      id: _id,
      createdAt: _at,
      keys,
      ...like
    } = found(
      all.find(({ id }) => id === params.id),
      'channel',
    );
    const name = body.name ?? freeName(like.name, new Set(all.map((each) => each.name)));
    const made = await deps.store.channels.create(
      { user: caller.user.id },
      { ...like, name, status: 'disabled', keys: keys.map(({ secret }) => secret) },
    );
    if ('refused' in made) throw new Refusal('refused', made.refused);
    return view(deps, made);
  },
});

const names = fields.groups;
const change = z
  .strictObject({
    status: statusField,
    priority: fields.priority,
    weight: fields.weight,
    groups: names,
    add_groups: names,
    remove_groups: names,
  })
  .partial()
  .refine((one) => Object.keys(one).length > 0, 'say what to change');

/** The patch of one channel. Throws Refusal where it would be left without a group. */
function patchOf(channel: Channel, wanted: z.output<typeof change>): ChannelPatch {
  const { groups, add_groups: more = [], remove_groups: less = [], ...rest } = wanted;
  const patch: ChannelPatch = {
    ...(rest.status === undefined ? {} : { status: rest.status }),
    ...(rest.priority === undefined ? {} : { priority: rest.priority }),
    ...(rest.weight === undefined ? {} : { weight: rest.weight }),
  };
  if (!groups && more.length === 0 && less.length === 0) return patch;
  const next = [...new Set([...(groups ?? channel.groups), ...more])].filter((name) => !less.includes(name));
  if (next.length === 0)
    throw new Refusal('refused', `"${channel.name}" would be in no group: disable it instead`);
  return { ...patch, groups: next };
}

const bulkRoute = defineRoute({
  method: 'POST',
  path: '/api/admin/channels/bulk',
  auth: 'admin',
  summary: {
    en: 'Change or delete several channels: all of them or none',
    vi: 'Sửa hoặc xóa nhiều kênh: tất cả hoặc không kênh nào',
  },
  body: z
    .strictObject({
      ids: z.array(z.number().int().min(1)).min(1).max(1000),
      change: change.optional(),
      delete: z.literal(true).optional(),
    })
    .refine((body) => (body.change === undefined) !== (body.delete === undefined), 'either change or delete'),
  reply: z.object({ changed: z.number().int() }),
  handler: async ({ caller, body }, deps) => {
    const ids = [...new Set(body.ids)];
    const { change: wanted } = body;
    if (wanted) await checkGroups(deps, [...(wanted.groups ?? []), ...(wanted.add_groups ?? [])]);
    const all = await deps.store.channels.list();
    const channels = ids.map((id) =>
      found(
        all.find((channel) => channel.id === id),
        `channel ${id}`,
      ),
    );
    const done = await deps.store.channels.batch(
      { user: caller.user.id },
      channels.map((channel) =>
        wanted
          ? { id: channel.id, patch: patchOf(channel, wanted) }
          : { id: channel.id, remove: true as const },
      ),
    );
    if ('refused' in done) throw new Refusal('refused', done.refused);
    return { changed: done.length };
  },
});

export const channelToolRoutes = [modelsRoute, bulkRoute, keysRoute, closeRoute, copyRoute];
