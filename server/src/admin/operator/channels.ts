import { z } from 'zod';
import type { Manifest } from '../../spec/provider.ts';
import type { Channel, ChannelOptions } from '../../spec/records.ts';
import type { AdminDeps } from '../deps.ts';
import { idParams } from '../fields.ts';
import { found, Refusal } from '../refusal.ts';
import { defineRoute } from '../route.ts';
import { changedChannelBody, initialOptions, mergedOptions, newChannelBody } from './channel-input.ts';
import { type ChannelState, channelReply, channelView } from './channel-view.ts';
import { exchangeReply } from './exchange-view.ts';

export const manifestOf = (deps: AdminDeps, id: string): Manifest | undefined =>
  deps.providers.find(({ manifest }) => manifest.id === id)?.manifest;

export function knownProvider(deps: AdminDeps, id: string): Manifest {
  const manifest = manifestOf(deps, id);
  if (manifest) return manifest;
  const ids = deps.providers.map((each) => each.manifest.id).join(', ');
  throw new Refusal('field_invalid', `provider: there is no provider "${id}"; there are: ${ids}`);
}

/** Would the channel's keys and other secrets go to a host that they were not given for? */
export const leavesHost = (
  { baseUrl, provider }: Channel,
  nextProvider: string | undefined,
  nextUrl: string | undefined,
): boolean =>
  (nextProvider !== undefined && nextProvider !== provider) ||
  (nextUrl !== undefined && new URL(nextUrl).origin !== new URL(baseUrl).origin);

/**
 * The provider's own address. Where it depends on a setting (a region), the manifest's has its name in braces. Throws
 * Refusal where it has none.
 */
export function ownAddress(manifest: Manifest, { settings }: Pick<ChannelOptions, 'settings'>): string {
  const address = manifest.baseUrl?.replace(/\{(\w+)\}/g, (_all, name: string) => settings[name] ?? '');
  if (address) return address;
  throw new Refusal(
    'field_invalid',
    `base_url: the provider ${manifest.id} has no address of its own, give one`,
  );
}

/** Throws Refusal naming the first group that does not exist. */
export async function checkGroups(deps: AdminDeps, names: readonly string[]): Promise<void> {
  const known = (await deps.store.groups.list()).map((group) => group.name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new Refusal(
      'field_invalid',
      `group: there is no group "${unknown}"; there are: ${known.join(', ')}`,
    );
}

const stateOf = (deps: AdminDeps): ChannelState => {
  const catalogue = deps.catalogue();
  return {
    breakers: deps.health().breakers,
    hasPrice: (model, upstreamModel) =>
      catalogue.cardOf(model) !== undefined || catalogue.cardOf(upstreamModel) !== undefined,
  };
};

export const view = (deps: AdminDeps, channel: Channel, state = stateOf(deps)) =>
  channelView(channel, manifestOf(deps, channel.provider), state);

async function checkName(deps: AdminDeps, name: string, id: number): Promise<void> {
  const taken = (await deps.store.channels.list()).some((each) => each.name === name && each.id !== id);
  if (taken) throw new Refusal('refused', `there is a channel named "${name}" already`);
}

const listRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/channels',
  auth: 'admin',
  summary: { en: 'List channels', vi: 'Liệt kê kênh' },
  reply: z.object({ items: z.array(channelReply) }),
  handler: async (_ask, deps) => {
    const state = stateOf(deps);
    return { items: (await deps.store.channels.list()).map((channel) => view(deps, channel, state)) };
  },
});

const addRoute = defineRoute({
  method: 'POST',
  path: '/api/admin/channels',
  auth: 'admin',
  summary: { en: 'Add a channel', vi: 'Thêm kênh' },
  body: newChannelBody,
  reply: channelReply,
  handler: async ({ caller, body }, deps) => {
    const manifest = knownProvider(deps, body.provider);
    const options = mergedOptions(body.options, initialOptions, manifest);
    const baseUrl = body.base_url ?? ownAddress(manifest, options);
    await checkGroups(deps, body.groups);
    const { base_url: _own, options: _sent, ...rest } = body;
    const made = await deps.store.channels.create({ user: caller.user.id }, { ...rest, baseUrl, options });
    if ('refused' in made) throw new Refusal('refused', made.refused);
    return view(deps, made);
  },
});

const oneRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/channels/:id',
  auth: 'admin',
  summary: { en: 'Get a channel', vi: 'Lấy một kênh' },
  params: idParams,
  reply: channelReply,
  handler: async ({ params }, deps) =>
    view(deps, found(await deps.store.channels.byId(params.id), 'channel')),
});

const changeRoute = defineRoute({
  method: 'PATCH',
  path: '/api/admin/channels/:id',
  auth: 'admin',
  summary: { en: 'Change a channel', vi: 'Sửa kênh' },
  params: idParams,
  body: changedChannelBody,
  reply: channelReply,
  handler: async ({ caller, params, body }, deps) => {
    const before = found(await deps.store.channels.byId(params.id), 'channel');
    const { base_url: baseUrl, options, provider, ...rest } = body;
    const manifest = knownProvider(deps, provider ?? before.provider);
    const swaps = provider !== undefined && provider !== before.provider;
    // Else whoever may edit a channel could have its stored keys sent to a host of their own.
    if (leavesHost(before, provider, baseUrl) && !body.keys)
      throw new Refusal('refused', 'a new host or provider needs its keys: send "keys" with it');
    if (body.groups) await checkGroups(deps, body.groups);
    if (body.name !== undefined) await checkName(deps, body.name, params.id);
    const changed = await deps.store.channels.update({ user: caller.user.id }, params.id, {
      ...rest,
      ...(baseUrl === undefined ? {} : { baseUrl }),
      ...(provider === undefined ? {} : { provider }),
      ...(options || swaps ? { options: mergedOptions(options ?? {}, before.options, manifest) } : {}),
    });
    const channel = found(changed, 'channel');
    if ('refused' in channel) throw new Refusal('refused', channel.refused);
    return view(deps, channel);
  },
});

const removeRoute = defineRoute({
  method: 'DELETE',
  path: '/api/admin/channels/:id',
  auth: 'admin',
  summary: { en: 'Delete a channel', vi: 'Xóa kênh' },
  params: idParams,
  reply: z.object({ removed: z.literal(true) }),
  handler: async ({ caller, params }, { store }) => {
    if (!(await store.channels.remove({ user: caller.user.id }, params.id)))
      throw new Refusal('not_found', 'channel not found');
    return { removed: true as const };
  },
});

const testRoute = defineRoute({
  method: 'POST',
  path: '/api/admin/channels/:id/test',
  auth: 'admin',
  summary: { en: 'Test a channel with one small request', vi: 'Thử kênh bằng một yêu cầu nhỏ' },
  params: idParams,
  limit: { calls: 300, perMs: 60_000 },
  body: z.strictObject({
    model: z.string().min(1).max(200).optional(),
    key: z.number().int().min(1).optional().describe('Id of one of its keys; absent: the first enabled one'),
  }),
  reply: z.object({
    ok: z.boolean(),
    status: z.number().int().nullable().describe("The upstream's HTTP status; null: no answer"),
    ms: z.number(),
    message: z.string(),
    exchange: exchangeReply
      .nullable()
      .default(null)
      .describe('What was sent and what came back, without secrets; null: nothing was sent'),
  }),
  handler: async ({ params, body }, deps) => {
    const channel = found(await deps.store.channels.byId(params.id), 'channel');
    if (body.model !== undefined && !Object.hasOwn(channel.models, body.model))
      throw new Refusal('field_invalid', `model: this channel does not serve "${body.model}"`);
    return deps.testChannel(params.id, body.model, body.key);
  },
});

export const channelRoutes = [listRoute, addRoute, oneRoute, changeRoute, removeRoute, testRoute];
