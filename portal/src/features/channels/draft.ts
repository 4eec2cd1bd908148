import type { Channel, NewChannel, Provider } from './data.ts';
import { linesOf } from './data.ts';

/** The form of a channel as it is typed. */

export type ModelPair = { readonly name: string; readonly upstream: string };

export type Draft = {
  readonly provider: string;
  readonly name: string;
  readonly baseUrl: string;
  /** One a line; of a stored channel only where it moves to another host. */
  readonly keys: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly models: readonly ModelPair[];
  readonly groups: readonly string[];
  readonly priority: string;
  readonly weight: string;
  /** `Name: value`, one a line. */
  readonly headers: string;
  readonly proxy: string;
  readonly connect: string;
  readonly firstByte: string;
  readonly idle: string;
  readonly leaves: Channel['options']['when_client_leaves'];
  readonly drain: string;
  readonly results: Channel['options']['results'];
};

const seconds = (ms: number): string => String(ms / 1000);
const ms = (text: string): number => Math.round(Number(text.replace(',', '.')) * 1000);

export function draftOf(channel: Channel | undefined, provider: Provider | undefined): Draft {
  const options = channel?.options;
  return {
    provider: channel?.provider ?? provider?.id ?? '',
    name: channel?.name ?? '',
    baseUrl: channel?.base_url ?? '',
    keys: '',
    settings: options?.settings ?? {},
    models: Object.entries(channel?.models ?? {}).map(([name, upstream]) => ({ name, upstream })),
    groups: channel?.groups ?? ['default'],
    priority: String(channel?.priority ?? 0),
    weight: String(channel?.weight ?? 1),
    headers: Object.entries(options?.headers ?? {})
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n'),
    proxy: options?.proxy_url ?? '',
    connect: seconds(options?.connect_timeout_ms ?? 5_000),
    firstByte: seconds(options?.first_byte_timeout_ms ?? 120_000),
    idle: seconds(options?.idle_timeout_ms ?? 60_000),
    leaves: options?.when_client_leaves ?? 'cancel',
    drain: seconds(options?.drain_ms ?? 60_000),
    results: options?.results ?? 'copy',
  };
}

const originOf = (text: string): string | undefined =>
  URL.canParse(text.trim()) ? new URL(text.trim()).origin : undefined;

/** Would stored keys go to a host that they were not given for? Then they are asked for again. */
export const needsKeys = (draft: Draft, channel: Channel | undefined): boolean =>
  channel === undefined ||
  (originOf(draft.baseUrl) !== undefined && originOf(draft.baseUrl) !== originOf(channel.base_url));

const headersOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    linesOf(text).map((line) => {
      const at = line.indexOf(':');
      return at < 0 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    }),
  );

export const optionsOf = (draft: Draft): NonNullable<NewChannel['options']> => ({
  headers: headersOf(draft.headers),
  settings: Object.fromEntries(Object.entries(draft.settings).filter(([, value]) => value !== '')),
  proxy_url: draft.proxy.trim() || null,
  connect_timeout_ms: ms(draft.connect),
  first_byte_timeout_ms: ms(draft.firstByte),
  idle_timeout_ms: ms(draft.idle),
  when_client_leaves: draft.leaves,
  drain_ms: ms(draft.drain),
  results: draft.results,
});

/** What is sent. An empty address is the provider's own. */
export const bodyOf = (draft: Draft) => ({
  name: draft.name.trim(),
  ...(draft.baseUrl.trim() ? { base_url: draft.baseUrl.trim() } : {}),
  models: Object.fromEntries(
    draft.models.map(({ name, upstream }) => [name.trim(), upstream.trim() || name.trim()]),
  ),
  groups: [...draft.groups],
  priority: Number(draft.priority),
  weight: Number(draft.weight),
  options: optionsOf(draft),
});
