import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { type Egress, EgressError } from '../base/egress.ts';
import { parseObject } from '../base/json.ts';
import { type FaultCode, GatewayError } from '../spec/fault.ts';
import type { Access } from '../spec/provider.ts';
import type { TaskSend } from '../spec/task.ts';
import type { TaskUpstream } from '../spec/task-rows.ts';
import type { KeepResults, Upstream } from '../tasks/ports.ts';
import { shownFault } from './attempts.ts';
import { sendWhole } from './outbound.ts';
import { credentialsOf, freshDispatcher, type Outlet, type OutletKey } from './outlet.ts';
import type { RelayDeps } from './ports.ts';
import type { Snapshot } from './snapshot.ts';

/** A simulator is asked so often, so that trying something out does not take long. */
const simulatedTiming = { pollEveryMs: 400, pollsPerSecond: 1000 } as const;

/** Statuses of something between us and an upstream that lost it: whether the upstream heard of the request is open. */
const lostStatuses: ReadonlySet<number> = new Set([408, 502, 504, 522, 524]);
const lostCodes: ReadonlySet<FaultCode> = new Set(['upstream_timeout', 'upstream_cut']);

/** The request that makes a job went out, and nobody knows what became of it. */
export class UnknownOutcome extends Error {
  readonly fault: GatewayError;

  constructor(fault: GatewayError) {
    super(fault.message, { cause: fault });
    this.fault = fault;
  }
}

type Deps = Pick<RelayDeps, 'clock' | 'redact' | 'egress'>;

/** The channel and key of a task, for whatever must be asked of them. Undefined where they are no more. */
export function upstreamOf(deps: Deps, snapshot: Snapshot, of: TaskUpstream): Upstream | undefined {
  const outlet =
    of.provider === null
      ? undefined
      : of.channel
        ? snapshot.outlets.get(of.channel)
        : snapshot.simulator(of.provider);
  const key = outlet && [...outlet.keys, ...outlet.idleKeys].find((one) => one.key.id === of.channelKey);
  return outlet && key && of.wire !== null ? upstreamFor(deps, outlet, key, of.wire) : undefined;
}

/** `headers`: sent with every request, names and values in turn. */
export function upstreamFor(
  deps: Deps,
  outlet: Outlet,
  key: OutletKey,
  wire: string,
  headers: readonly string[] = [],
): Upstream | undefined {
  const { provider, simulated } = outlet;
  const port = provider.tasks?.[wire];
  const timing = provider.manifest.tasks;
  if (!port || !timing) return undefined;
  const { settings, results } = outlet.channel.options;
  // The simulators forget what they made when the process ends; what somebody has looked at stays.
  const keep: KeepResults = simulated ? 'on-demand' : results;
  return {
    port,
    send: sender(deps, outlet, key, headers),
    timing: simulated ? { ...timing, ...simulatedTiming } : timing,
    lane: `${provider.manifest.id}:${outlet.channel.id}:${key.key.id}`,
    access: { key: key.key.secret, settings },
    simulated,
    keep,
    fetch: (from, range) => fetchResult(deps, outlet, key, from, range),
  };
}

type Prepared = Pick<Dispatcher.DispatchOptions, 'origin' | 'path' | 'headers'>;

async function prepared(
  { clock }: Pick<Deps, 'clock'>,
  outlet: Outlet,
  key: OutletKey,
  method: string,
  path: string,
  body: Buffer | undefined,
  contentType: string | undefined,
  more: readonly string[],
): Promise<Prepared> {
  const credentials = await credentialsOf(outlet, key, clock.now());
  const access: Access = { key: credentials.secret, settings: outlet.channel.options.settings };
  const headers: Record<string, string> = {};
  for (const list of [credentials.headers, more])
    for (let at = 0; at + 1 < list.length; at += 2) headers[list[at]!.toLowerCase()] = list[at + 1]!;
  if (body === undefined) delete headers['content-type'];
  else headers['content-type'] = contentType ?? 'application/json';
  const elsewhere = path.startsWith('https://') ? new URL(path) : undefined;
  const origin = elsewhere?.origin ?? outlet.origin;
  const query = outlet.query === '' ? '' : path.includes('?') ? `&${outlet.query.slice(1)}` : outlet.query;
  const target = elsewhere ? elsewhere.pathname + elsewhere.search : outlet.pathPrefix + path + query;
  const { sign } = outlet.provider;
  if (sign)
    Object.assign(
      headers,
      sign(
        {
          method: method as 'POST',
          url: origin + target,
          headers,
          body: body ?? Buffer.alloc(0),
        },
        access,
        clock.now(),
      ),
    );
  return { origin, path: target, headers };
}

const sender =
  (deps: Deps, outlet: Outlet, key: OutletKey, headers: readonly string[]): TaskSend =>
  async (request) => {
    const { options } = outlet.channel;
    const body =
      request.body ?? (request.json === undefined ? undefined : Buffer.from(JSON.stringify(request.json)));
    const ready = await prepared(deps, outlet, key, request.method, request.path, body, request.contentType, [
      ...Object.entries(request.headers ?? {}).flat(),
      ...headers,
    ]);
    // An idle connection may be closed just as the request goes out, and then nobody could say whether it arrived: what
    // must not be sent twice gets a connection of its own.
    const isElsewhere = ready.origin !== outlet.origin;
    const own =
      isElsewhere || (request.starts && !outlet.simulated)
        ? freshDispatcher({ channel: outlet.channel, origin: String(ready.origin) })
        : undefined;
    try {
      const answer = await sendWhole(
        own ?? outlet.dispatcher,
        {
          ...ready,
          method: request.method,
          ...(body === undefined ? {} : { body }),
          headersTimeout: options.firstByteTimeoutMs,
          bodyTimeout: options.idleTimeoutMs,
        },
        {},
        () => {},
      ).catch((error: unknown) => {
        if (request.starts && error instanceof GatewayError && lostCodes.has(error.code))
          throw new UnknownOutcome(error);
        throw error;
      });
      const good = answer.status >= 200 && answer.status < 300;
      if (good || request.allow?.includes(answer.status))
        return { ...answer, json: parseObject(answer.body) ?? {} };
      const fault = shownFault(
        deps,
        outlet.provider.readFault(answer.status, answer.headers, answer.body.subarray(0, 64 * 1024)),
      );
      if (request.starts && lostStatuses.has(answer.status)) throw new UnknownOutcome(fault);
      throw fault;
    } finally {
      own?.close().catch(() => {});
    }
  };

const mostHops = 3;

/**
 * A result, from where it lies. An address of the channel's own origin is the operator's word and may be private; any
 * other goes through the checked sender, without credentials.
 */
async function fetchResult(
  deps: Deps,
  outlet: Outlet,
  key: OutletKey,
  from: { readonly url?: string; readonly path?: string },
  range: string | undefined,
): Promise<{ status: number; headers: IncomingHttpHeaders; body: Readable }> {
  const ranged = range === undefined ? [] : ['range', range];
  let target = from.path ?? from.url ?? '';
  const withKey = from.path !== undefined;
  for (let hop = 0; ; hop++) {
    const own = isOwn(outlet, target);
    if (own === undefined) return fetchPublic(deps.egress, target, range);
    const ready = withKey
      ? await prepared(deps, outlet, key, 'GET', own, undefined, undefined, ranged)
      : { origin: outlet.origin, path: outlet.pathPrefix + own, headers: [...ranged] };
    const { statusCode, headers, body } = await outlet.dispatcher
      .request({
        ...ready,
        method: 'GET',
        headersTimeout: outlet.channel.options.firstByteTimeoutMs,
        bodyTimeout: outlet.channel.options.idleTimeoutMs,
      })
      .catch((cause: unknown) => {
        throw new GatewayError('upstream_unreachable', 'the result could not be fetched', { cause });
      });
    const { location } = headers;
    if (![301, 302, 303, 307, 308].includes(statusCode) || typeof location !== 'string' || hop >= mostHops)
      return { status: statusCode, headers, body };
    body.on('error', () => {}).destroy();
    target = new URL(location, outlet.origin + ready.path).href;
  }
}

/** The path behind the channel's base URL; undefined for an address elsewhere. */
function isOwn(outlet: Outlet, target: string): string | undefined {
  if (target.startsWith('/')) return target;
  if (!URL.canParse(target)) return undefined;
  const url = new URL(target);
  if (url.origin !== outlet.origin) return undefined;
  const path = url.pathname + url.search;
  return path.startsWith(`${outlet.pathPrefix}/`) ? path.slice(outlet.pathPrefix.length) : undefined;
}

const fetchMs = 20 * 60_000;
const quietMs = 60_000;

async function fetchPublic(egress: Egress, url: string, range: string | undefined) {
  try {
    return await egress.open(url, {
      ...(range === undefined ? {} : { headers: { range } }),
      maxBytes: Number.MAX_SAFE_INTEGER,
      timeoutMs: fetchMs,
      idleMs: quietMs,
    });
  } catch (cause) {
    if (!(cause instanceof EgressError)) throw cause;
    throw new GatewayError('upstream_unreachable', 'the result could not be fetched', { cause });
  }
}
