import { type Dispatcher, Pool, ProxyAgent } from 'undici';
import type { Clock } from '../base/clock.ts';
import { GatewayError } from '../spec/fault.ts';
import type { Provider, SendOwn } from '../spec/provider.ts';
import type { Channel, ChannelKey } from '../spec/records.ts';
import { Breaker } from './breaker.ts';

/** A key of a channel with its state on this node. */
export type OutletKey = {
  readonly key: ChannelKey;
  readonly headers: readonly string[];
  readonly breaker: Breaker;
  /** The short-lived token that stands for the key, where the provider logs in. */
  session?: Session | Promise<Session>;
};

type Session = { readonly secret: string; readonly headers: readonly string[]; readonly expiresAt: number };

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
  /** Keys that are switched off: tasks that they began are still asked for by them. */
  readonly idleKeys: readonly OutletKey[];
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

/** The path of a base URL without what the provider's own paths begin with. */
function prefixOf(pathname: string, endings: readonly string[] = []): string {
  const path = pathname.replace(/\/+$/, '');
  const ending = endings.find((one) => path.endsWith(one));
  return ending === undefined ? path : path.slice(0, -ending.length);
}

/** Connections of their own to a channel's address. */
export function freshDispatcher({ channel, origin }: Pick<Outlet, 'channel' | 'origin'>): Dispatcher {
  const { options } = channel;
  const connections = {
    connect: { timeout: options.connectTimeoutMs },
    pipelining: 1,
    keepAliveTimeout: 30_000,
    allowH2: false,
  };
  return options.proxyUrl
    ? new ProxyAgent({ uri: options.proxyUrl, ...connections })
    : new Pool(origin, { ...connections, connections: null });
}

export function openOutlet(channel: Channel, provider: Provider, clock: Clock, simulated = false): Outlet {
  const base = new URL(channel.baseUrl);
  const keysOf = (status: ChannelKey['status']): OutletKey[] =>
    channel.keys
      .filter((key) => key.status === status)
      .map((key) => ({
        key,
        headers: headersOf(channel, provider, key.secret),
        breaker: new Breaker(clock),
      }));
  return {
    channel,
    provider,
    simulated,
    origin: base.origin,
    pathPrefix: prefixOf(base.pathname, provider.manifest.baseUrlEndings),
    query: base.search,
    dispatcher: freshDispatcher({ channel, origin: base.origin }),
    keys: keysOf('enabled'),
    idleKeys: keysOf('disabled'),
    next: 0,
  };
}

/** Alternating names and values, as undici takes them fastest. The operator's own headers win over the provider's. */
function headersOf(channel: Channel, provider: Provider, secret: string): string[] {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'user-agent': 'key4u',
    ...provider.authorize({ key: secret, settings: channel.options.settings }),
  };
  for (const [name, value] of Object.entries(channel.options.headers))
    if (!forbidden.has(name.toLowerCase())) headers[name.toLowerCase()] = value;
  return Object.entries(headers).flat();
}

/** A token is renewed so long before it expires, in milliseconds. */
const renewMs = 60_000;

/**
 * What proves who we are, now: the key's own headers, or those of the token that it was exchanged for. Rejects with the
 * GatewayError of a log-in that failed; the next call tries again.
 */
export function credentialsOf(
  outlet: Outlet,
  key: OutletKey,
  now: number,
): { readonly secret: string; readonly headers: readonly string[] } | Promise<Session> {
  const { logIn } = outlet.provider;
  if (!logIn) return { secret: key.key.secret, headers: key.headers };
  const { session } = key;
  if (session instanceof Promise || (session && session.expiresAt - renewMs > now)) return session;
  const { channel, provider } = outlet;
  const access = { key: key.key.secret, settings: channel.options.settings };
  const fresh = logIn(access, sendOwn(outlet), now).then(
    ({ key: secret, expiresAt }) => {
      const made = { secret, headers: headersOf(channel, provider, secret), expiresAt };
      key.session = made;
      return made;
    },
    (error: unknown) => {
      delete key.session;
      throw error;
    },
  );
  key.session = fresh;
  return fresh;
}

/** A provider's own request, by the channel's proxy where it has one. The address is the operator's word. */
const sendOwn =
  ({ channel, dispatcher }: Outlet): SendOwn =>
  async ({ url, headers, body }) => {
    const target = new URL(url);
    const pool = channel.options.proxyUrl ? undefined : new Pool(target.origin, { connections: 1 });
    try {
      const answer = await (pool ?? dispatcher).request({
        origin: target.origin,
        path: target.pathname + target.search,
        method: 'POST',
        headers,
        body,
        headersTimeout: channel.options.connectTimeoutMs,
        bodyTimeout: channel.options.connectTimeoutMs,
      });
      return { status: answer.statusCode, body: Buffer.from(await answer.body.arrayBuffer()) };
    } catch (cause) {
      throw new GatewayError('upstream_unreachable', 'the log-in of the channel could not be reached', {
        cause,
      });
    } finally {
      pool?.close().catch(() => {});
    }
  };

/** Lets running calls end, then closes the connections. */
export function closeOutlet(outlet: Outlet): void {
  outlet.dispatcher.close().catch(() => {});
}
