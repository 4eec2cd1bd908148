import { type Dispatcher, Pool, ProxyAgent } from 'undici';
import type { Clock } from '../base/clock.ts';
import type { Provider } from '../spec/provider.ts';
import type { Channel, ChannelKey } from '../spec/records.ts';
import { Breaker } from './breaker.ts';

/** A key of a channel with its state on this node. */
export type OutletKey = {
  readonly key: ChannelKey;
  readonly headers: readonly string[];
  readonly breaker: Breaker;
};

/**
 * A channel made ready for sending: its connections, its address cut into origin and path, its headers, its keys with
 * their breakers. Lives as long as the channel stays the same, so connections and breakers outlive changes elsewhere.
 */
export type Outlet = {
  readonly channel: Channel;
  readonly provider: Provider;
  /** A simulator: its faults were asked for, so they tell nothing about a channel. */
  readonly simulated: boolean;
  readonly origin: string;
  readonly pathPrefix: string;
  readonly query: string;
  readonly dispatcher: Dispatcher;
  readonly keys: readonly OutletKey[];
  /** Rotates through the keys. */
  next: number;
};

const forbidden = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'te',
  'trailer',
  'upgrade',
]);

export function openOutlet(channel: Channel, provider: Provider, clock: Clock, simulated = false): Outlet {
  const base = new URL(channel.baseUrl);
  const { options } = channel;
  const connections = {
    connect: { timeout: options.connectTimeoutMs },
    pipelining: 1,
    keepAliveTimeout: 30_000,
    allowH2: false,
  };
  const dispatcher = options.proxyUrl
    ? new ProxyAgent({ uri: options.proxyUrl, ...connections })
    : new Pool(base.origin, { ...connections, connections: null });
  return {
    channel,
    provider,
    simulated,
    origin: base.origin,
    pathPrefix: base.pathname.replace(/\/+$/, ''),
    query: base.search,
    dispatcher,
    keys: channel.keys
      .filter((key) => key.status === 'enabled')
      .map((key) => ({ key, headers: headersOf(channel, provider, key), breaker: new Breaker(clock) })),
    next: 0,
  };
}

/** Alternating names and values, as undici takes them fastest. The operator's own headers win over the provider's. */
function headersOf(channel: Channel, provider: Provider, key: ChannelKey): string[] {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'user-agent': 'key4u',
    ...provider.authorize({ key: key.secret, settings: channel.options.settings }),
  };
  for (const [name, value] of Object.entries(channel.options.headers))
    if (!forbidden.has(name.toLowerCase())) headers[name.toLowerCase()] = value;
  return Object.entries(headers).flat();
}

/** Lets running calls end, then closes the connections. */
export function closeOutlet(outlet: Outlet): void {
  outlet.dispatcher.close().catch(() => {});
}
