import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { isSecretHeader } from '../../base/redact.ts';
import type { Channel, ChannelOptions } from '../../spec/records.ts';
import type { ChannelChange, NewChannel } from '../../spec/store.ts';
import type { AdminDeps } from '../deps.ts';
import { statusField, time, timeText } from '../fields.ts';
import { found, Refusal } from '../refusal.ts';
import { defineRoute } from '../route.ts';
import { baseUrl, fields, initialOptions, mergedOptions, options } from './channel-input.ts';
import { isSecretSetting } from './channel-view.ts';
import { knownProvider, leavesHost, manifestOf, ownAddress } from './channels.ts';

/**
 * Channels as a document that another gateway, or this one later, takes in. A channel is known again by its name. Without
 * keys the document holds no secret; what it leaves out stays as it is where it is taken in.
 */

const portable = z.strictObject({
  name: fields.name,
  provider: fields.provider,
  base_url: baseUrl.optional(),
  keys: fields.keys.optional(),
  models: fields.models,
  groups: fields.groups.default(['default']),
  priority: fields.priority.default(0),
  weight: fields.weight.default(1),
  status: statusField.default('enabled'),
  options: options.default({}),
});

const format = 'key4u-channels';
const document = z.strictObject({
  format: z.literal(format),
  version: z.literal(1),
  exported_at: time.optional(),
  warning: z.string().optional(),
  channels: z.array(portable).max(2000),
});

type Portable = z.output<typeof portable>;

const without = (record: Readonly<Record<string, string>>, isSecret: (name: string) => boolean) =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !isSecret(name)));

function written(deps: AdminDeps, channel: Channel, withKeys: boolean): z.input<typeof portable> {
  const { options: own } = channel;
  const manifest = manifestOf(deps, channel.provider);
  const proxy = own.proxyUrl === null ? null : new URL(own.proxyUrl);
  const hasLogin = proxy !== null && (proxy.username !== '' || proxy.password !== '');
  return {
    name: channel.name,
    provider: channel.provider,
    base_url: channel.baseUrl,
    ...(withKeys ? { keys: channel.keys.map(({ secret }) => secret) } : {}),
    models: { ...channel.models },
    groups: [...channel.groups],
    priority: channel.priority,
    weight: channel.weight,
    status: channel.status,
    options: {
      headers: withKeys ? { ...own.headers } : without(own.headers, isSecretHeader),
      settings: withKeys
        ? { ...own.settings }
        : without(own.settings, (name) => isSecretSetting(manifest, name)),
      ...(hasLogin && !withKeys ? {} : { proxy_url: own.proxyUrl }),
      connect_timeout_ms: own.connectTimeoutMs,
      first_byte_timeout_ms: own.firstByteTimeoutMs,
      idle_timeout_ms: own.idleTimeoutMs,
      when_client_leaves: own.whenClientLeaves,
      drain_ms: own.drainMs,
      results: own.results,
    },
  };
}

const exportRoute = defineRoute({
  method: 'POST',
  path: '/api/admin/channels/export',
  auth: 'admin',
  summary: {
    en: 'Write channels as a document; with their keys only for a session that was confirmed a moment ago',
    vi: 'Xuất kênh thành tài liệu; chỉ kèm khóa khi phiên vừa được xác nhận',
  },
  limit: { calls: 20, perMs: 60_000 },
  body: z.strictObject({
    ids: z.array(z.number().int().min(1)).min(1).max(2000).optional().describe('Absent: all'),
    with_keys: z.boolean().default(false),
  }),
  reply: z.object({
    format: z.literal(format),
    version: z.literal(1),
    exported_at: time,
    warning: z.string().optional(),
    channels: z.array(portable),
  }),
  handler: async ({ caller, confirmed, body }, deps) => {
    if (body.with_keys) await confirmed();
    const all = await deps.store.channels.list();
    const chosen = body.ids
      ? body.ids.map((id) =>
          found(
            all.find((channel) => channel.id === id),
            `channel ${id}`,
          ),
        )
      : all;
    if (body.with_keys)
      await deps.store.channels.exported(
        { user: caller.user.id },
        chosen.map(({ id }) => id),
      );
    return {
      format: format as typeof format,
      version: 1 as const,
      exported_at: timeText(deps.clock.now()),
      ...(body.with_keys
        ? {
            warning:
              'This document holds the keys of your upstreams as plain text: keep it as you keep them.',
          }
        : {}),
      channels: chosen.map((channel) => written(deps, channel, body.with_keys)),
    };
  },
});

type Plan =
  | { readonly what: 'new' | 'changed'; readonly fields: readonly string[]; readonly change: ChannelChange }
  | { readonly what: 'same' }
  | { readonly what: 'refused'; readonly problem: string };

/** What is left out for being secret stays; what is there and differs is taken over. */
const kept = (
  sent: Readonly<Record<string, string>> | undefined,
  stored: Readonly<Record<string, string>>,
  isSecret: (name: string) => boolean,
): Readonly<Record<string, string>> | undefined =>
  sent && { ...Object.fromEntries(Object.entries(stored).filter(([name]) => isSecret(name))), ...sent };

/** Throws Refusal where the channel cannot be taken in as it is written. */
function planned(deps: AdminDeps, one: Portable, before: Channel | undefined): Plan {
  const manifest = knownProvider(deps, one.provider);
  const { settings, headers, ...plain } = one.options;
  const moves = before !== undefined && leavesHost(before, one.provider, one.base_url);
  // What is secret belongs to the host that it was given for.
  const stored: ChannelOptions = (!moves && before?.options) || initialOptions;
  const merged = mergedOptions(
    {
      ...plain,
      headers: kept(headers, stored.headers, isSecretHeader),
      settings: kept(settings, stored.settings, (name) => isSecretSetting(manifest, name)),
    },
    stored,
    manifest,
  );
  const address = one.base_url ?? ownAddress(manifest, merged);
  const next: Omit<NewChannel, 'keys'> = {
    name: one.name,
    provider: one.provider,
    baseUrl: address,
    models: one.models,
    groups: one.groups,
    priority: one.priority,
    weight: one.weight,
    status: one.status,
    options: merged,
  };
  if (!before) {
    if (!one.keys) throw new Refusal('refused', 'it is new and has no keys: export it with its keys');
    return { what: 'new', fields: [], change: { create: { ...next, keys: one.keys } } };
  }
  if (moves && !one.keys) throw new Refusal('refused', 'a new host or provider needs its keys');
  const fields = Object.entries(next).flatMap(([name, value]) =>
    isDeepStrictEqual(value, before[name as keyof typeof next]) ? [] : [name],
  );
  const secrets = before.keys.map(({ secret }) => secret);
  const newKeys = one.keys && !isDeepStrictEqual(one.keys, secrets) ? one.keys : undefined;
  if (fields.length === 0 && !newKeys) return { what: 'same' };
  return {
    what: 'changed',
    fields: [...fields.map((name) => (name === 'baseUrl' ? 'base_url' : name)), ...(newKeys ? ['keys'] : [])],
    change: { id: before.id, patch: { ...next, ...(newKeys ? { keys: newKeys } : {}) } },
  };
}

async function plans(deps: AdminDeps, channels: readonly Portable[]): Promise<Plan[]> {
  const stored = new Map((await deps.store.channels.list()).map((channel) => [channel.name, channel]));
  const groups = new Set((await deps.store.groups.list()).map(({ name }) => name));
  const seen = new Set<string>();
  return channels.map((one): Plan => {
    try {
      if (seen.has(one.name)) throw new Refusal('refused', 'there is another channel of this name before it');
      seen.add(one.name);
      const unknown = one.groups.find((name) => !groups.has(name));
      if (unknown !== undefined) throw new Refusal('refused', `there is no group "${unknown}" here`);
      return planned(deps, one, stored.get(one.name));
    } catch (error) {
      if (error instanceof Refusal) return { what: 'refused', problem: error.message };
      throw error;
    }
  });
}

const importRoute = defineRoute({
  method: 'POST',
  path: '/api/admin/channels/import',
  auth: 'admin',
  summary: {
    en: 'Take channels in from a document; with dry_run only say what would be new or changed',
    vi: 'Nhập kênh từ tài liệu; với dry_run chỉ cho biết kênh nào mới hoặc thay đổi',
  },
  limit: { calls: 30, perMs: 60_000 },
  body: z.strictObject({ document, dry_run: z.boolean().default(true) }),
  reply: z.object({
    applied: z.boolean(),
    items: z.array(
      z.object({
        name: z.string(),
        what: z.enum(['new', 'changed', 'same', 'refused']),
        fields: z.array(z.string()).describe('That change'),
        problem: z.string().nullable(),
      }),
    ),
  }),
  handler: async ({ caller, body }, deps) => {
    const all = await plans(deps, body.document.channels);
    const items = all.map((plan, at) => ({
      name: body.document.channels[at]?.name ?? '',
      what: plan.what,
      fields: 'fields' in plan ? [...plan.fields] : [],
      problem: 'problem' in plan ? plan.problem : null,
    }));
    if (body.dry_run) return { applied: false, items };
    const wrong = items.find(({ problem }) => problem !== null);
    if (wrong) throw new Refusal('refused', `"${wrong.name}": ${wrong.problem}; nothing was taken in`);
    const done = await deps.store.channels.batch(
      { user: caller.user.id },
      all.flatMap((plan) => ('change' in plan ? [plan.change] : [])),
    );
    if ('refused' in done) throw new Refusal('refused', done.refused);
    return { applied: true, items };
  },
});

export const channelTransferRoutes = [exportRoute, importRoute];
