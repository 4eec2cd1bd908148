import { z } from 'zod';
import { isSecretHeader } from '../../base/redact.ts';
import { hintOf } from '../../base/secret.ts';
import type { Manifest } from '../../spec/provider.ts';
import type { Channel, ChannelOptions } from '../../spec/records.ts';
import type { BreakerState } from '../deps.ts';
import { statusField, time, timeOrNull, timeText } from '../fields.ts';

/** A channel as operators see it: keys, secret settings and secret headers only as hints. */
export const channelReply = z.object({
  id: z.number().int(),
  name: z.string(),
  provider: z.string(),
  base_url: z.string(),
  keys: z.array(
    z.object({
      id: z.number().int(),
      hint: z.string(),
      status: statusField,
      breaker: z
        .object({
          state: z.enum(['closed', 'open', 'half-open']),
          faults: z.number().int().describe('That count now'),
          reason: z.string().nullable(),
          since: time.nullable(),
          until: time.nullable().describe('When the next probe may go'),
        })
        .nullable()
        .describe('On this node; null: the key is not in use'),
    }),
  ),
  models: z.record(z.string(), z.string()).describe('Name that clients use -> name at the upstream'),
  unpriced: z.array(z.string()).describe('Of these, names without a price: calls of them are refused'),
  groups: z.array(z.string()),
  priority: z.number().int(),
  weight: z.number().int(),
  status: statusField,
  options: z.object({
    headers: z.record(z.string(), z.string()),
    settings: z.record(z.string(), z.string()),
    proxy_url: z.string().nullable(),
    connect_timeout_ms: z.number().int(),
    first_byte_timeout_ms: z.number().int(),
    idle_timeout_ms: z.number().int(),
    when_client_leaves: z.enum(['cancel', 'drain']),
    drain_ms: z.number().int(),
    results: z.enum(['link', 'copy', 'on-demand']),
  }),
  created_at: time,
});

/** Which of a channel's texts are secret: a header by the words of its name, a setting by its manifest. */
export const isSecretSetting = (manifest: Manifest | undefined, name: string): boolean =>
  manifest?.settings.find((field) => field.name === name)?.secret ?? true;

const mapValues = (
  record: Readonly<Record<string, string>>,
  change: (name: string, value: string) => string,
) => Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(name, value)]));

export const shownHeader = (name: string, value: string): string =>
  isSecretHeader(name) ? hintOf(value) : value;

export const shownSetting = (manifest: Manifest | undefined, name: string, value: string): string =>
  isSecretSetting(manifest, name) ? hintOf(value) : value;

/** A proxy's address without its password. */
export function shownProxy(text: string): string {
  const url = new URL(text);
  if (url.password) url.password = '****';
  return url.href;
}

const optionsView = (options: ChannelOptions, manifest: Manifest | undefined) => ({
  headers: mapValues(options.headers, shownHeader),
  settings: mapValues(options.settings, (name, value) => shownSetting(manifest, name, value)),
  proxy_url: options.proxyUrl === null ? null : shownProxy(options.proxyUrl),
  connect_timeout_ms: options.connectTimeoutMs,
  first_byte_timeout_ms: options.firstByteTimeoutMs,
  idle_timeout_ms: options.idleTimeoutMs,
  when_client_leaves: options.whenClientLeaves,
  drain_ms: options.drainMs,
  results: options.results,
});

/** What the running node knows of a channel. */
export type ChannelState = {
  readonly breakers: readonly BreakerState[];
  readonly hasPrice: (model: string, upstreamModel: string) => boolean;
};

function breakerView(breaker: BreakerState | undefined) {
  if (!breaker) return null;
  const { state, faults, reason, since, until } = breaker;
  return { state, faults, reason, since: timeOrNull(since), until: timeOrNull(until) };
}

export const channelView = (
  channel: Channel,
  manifest: Manifest | undefined,
  { breakers, hasPrice }: ChannelState,
): z.input<typeof channelReply> => ({
  id: channel.id,
  name: channel.name,
  provider: channel.provider,
  base_url: channel.baseUrl,
  keys: channel.keys.map(({ id, hint, status }) => ({
    id,
    hint,
    status,
    breaker: breakerView(breakers.find((one) => one.channel === channel.id && one.key === id)),
  })),
  models: { ...channel.models },
  unpriced: Object.entries(channel.models).flatMap(([name, upstream]) =>
    hasPrice(name, upstream) ? [] : [name],
  ),
  groups: [...channel.groups],
  priority: channel.priority,
  weight: channel.weight,
  status: channel.status,
  options: optionsView(channel.options, manifest),
  created_at: timeText(channel.createdAt),
});
