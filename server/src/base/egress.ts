import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { pipeline, type Readable, Transform } from 'node:stream';
import ipaddr from 'ipaddr.js';
import { Client, type Dispatcher, errors } from 'undici';
import { isSecretHeader } from './redact.ts';

/**
 * The one sender for URLs that a client or an upstream supplies (image links, web hooks, result files). Nothing else may
 * ask such a URL for anything. A URL is checked, its name is resolved once, every address found is checked, and the
 * connection goes to those addresses and no others, so a name that changes its mind in between gains nothing.
 *
 * Each request has a connection of its own: a pooled one could have been opened under another check.
 */

const reasons = {
  url_invalid: 'The URL cannot be read',
  scheme_refused: 'Only http and https URLs are accepted',
  credentials_refused: 'A URL must not hold a user name or password',
  port_refused: 'Port 0 cannot be used',
  host_refused: 'The host name is a local one',
  host_unknown: 'The host name was not found',
  address_refused: 'The host is not at a public address',
  request_invalid: 'The request cannot be sent in this form',
  unreachable: 'The connection to the host failed: it was refused or cut, or its certificate is not valid',
  answer_invalid: 'The host did not answer with valid HTTP',
  redirect_invalid: 'The host redirected to a URL that cannot be read',
  too_many_redirects: 'The host redirected too often',
  type_refused: 'The answer is not of an accepted media type',
  encoding_refused: 'The answer is compressed although it was asked for uncompressed',
  too_large: 'The answer is larger than allowed',
  timeout: 'The host took too long',
  aborted: 'The request was given up',
} as const;

export type EgressReason = keyof typeof reasons;

/**
 * Why a URL was refused or a request failed. `reason` is stable. The message names at most the URL's host, never its
 * path, query or resolved address; details for the log are in `cause`.
 */
export class EgressError extends Error {
  readonly reason: EgressReason;

  constructor(reason: EgressReason, detail?: string, cause?: unknown) {
    const message = detail === undefined ? `${reasons[reason]}.` : `${reasons[reason]} (${detail}).`;
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'EgressError';
    this.reason = reason;
  }
}

/** A URL that may be asked, and the addresses to which the connection is pinned. */
export type CheckedUrl = { readonly url: URL; readonly addresses: readonly string[] };

export type EgressRequest = {
  /** Default GET. */
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Names in any case. Host and the headers of the connection itself are ours and are left out. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
  /** The most bytes of answer body. */
  readonly maxBytes: number;
  /** Milliseconds for everything: resolving, connecting, all redirects, the whole body. */
  readonly timeoutMs: number;
  /** Milliseconds without a byte after which the host counts as stuck. Default: `timeoutMs`. */
  readonly idleMs?: number;
  /** Media types that a 2xx answer may have: 'image/*', 'application/json'. Compressed answers are then refused too. */
  readonly accept?: readonly string[];
  readonly signal?: AbortSignal;
};

export type EgressHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** An answer of any status. `body` is as the host sent it: nothing here unpacks, so nothing can blow up. */
export type EgressAnswer = {
  readonly status: number;
  readonly headers: EgressHeaders;
  readonly body: Buffer;
};

/** `body` must be read or destroyed. It fails with an EgressError where it is too large, too slow or cut. */
export type EgressStream = {
  readonly status: number;
  readonly headers: EgressHeaders;
  readonly body: Readable;
};

export type Egress = {
  /** Says now whether `url` could be asked, for example when a web hook is registered. Throws EgressError. */
  check(url: string, options?: { readonly timeoutMs?: number }): Promise<CheckedUrl>;
  /** Asks and keeps the whole body. Throws EgressError; a status of 4xx or 5xx is an answer, not an error. */
  send(url: string, request: EgressRequest): Promise<EgressAnswer>;
  /** Asks and hands over the body as it flows, with back-pressure. */
  open(url: string, request: EgressRequest): Promise<EgressStream>;
};

export type EgressOptions = {
  /** Lets private, loopback and carrier-grade NAT addresses and local names pass. Everything else stays in force. */
  readonly allowPrivate: boolean;
  /** All addresses of a host name. Default: the system's resolver, hosts file included. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  /** Default 5. With 0 any redirect is an error. */
  readonly maxRedirects?: number;
  /** Makes the connection of one request. The default connects to `checked.addresses` only. */
  readonly connect?: (checked: CheckedUrl, limits: { connectMs: number; idleMs: number }) => Dispatcher;
};

const longestUrl = 8192;
const connectMs = 10_000;
const checkMs = 10_000;

// RFC 6761/6762/8375 names, and those that clouds, clusters and routers use inside. The address check would catch nearly
// all of them; the name check also covers a resolver that answers them with a public address of its own.
const localEnds =
  /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|private|corp|home|lan|svc|arpa|test|invalid)$/;

/** Metadata and host services of clouds at addresses which look ordinary. Refused even where private ones are allowed. */
const cloudServices: ReadonlySet<string> = new Set([
  '168.63.129.16', // Azure, a public address
  '100.100.100.200', // Alibaba Cloud
  '192.0.0.192', // Oracle Cloud
  'fd00:ec2::254', // AWS
  'fd20:ce::254', // Google Cloud
]);

const privateRanges: ReadonlySet<string> = new Set(['private', 'loopback', 'uniqueLocal', 'carrierGradeNat']);
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * May a connection be made to this address? Only what is known to be public passes ("unicast"), rather than all but
 * what is known to be private. Addresses that wrap an IPv4 address (mapped, compatible, NAT64, 6to4, Teredo) are
 * refused; where private ones are allowed, mapped ones count as what they wrap. Link-local never passes: that is
 * where clouds keep their metadata.
 */
export function addressAllowed(text: string, allowPrivate: boolean): boolean {
  // Strict spelling only: a parser that reads 010.0.0.1 as octal and a socket that does not would disagree.
  if (isIP(text) === 0 || text.includes('%')) return false;
  const given = ipaddr.parse(text);
  const address =
    allowPrivate && given instanceof ipaddr.IPv6 && given.isIPv4MappedAddress()
      ? given.toIPv4Address()
      : given;
  if (cloudServices.has(address.toString())) return false;
  const range = address.range();
  // The library calls everything outside its list unicast, ::127.0.0.1 too; only 2000::/3 has been given out (IANA).
  if (range === 'unicast') return !(address instanceof ipaddr.IPv6) || address.match(globalUnicast);
  return allowPrivate && privateRanges.has(range);
}

/** Everything that can be said without asking the resolver. URL parsing has already put odd IPv4 spellings right. */
function readUrl(text: string, allowPrivate: boolean): URL {
  if (text.length > longestUrl)
    throw new EgressError('url_invalid', `it is longer than ${longestUrl} characters`);
  if (!URL.canParse(text)) throw new EgressError('url_invalid');
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new EgressError('scheme_refused');
  if (url.username !== '' || url.password !== '') throw new EgressError('credentials_refused');
  if (url.port === '0') throw new EgressError('port_refused');
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.slice(0, -1);
  const host = url.hostname;
  if (host === '' || host.length > 253 || (!host.startsWith('[') && host.split('.').includes(''))) {
    throw new EgressError('url_invalid', 'its host name is malformed');
  }
  // A name without a dot is completed by the machine's search list, so it is a local one as well.
  const local = !host.startsWith('[') && (localEnds.test(host) || !host.includes('.'));
  if (local && !allowPrivate) throw new EgressError('host_refused', host);
  url.hash = '';
  return url;
}

/** undici only ever asks this for addresses, so what it connects to is what was checked. */
function pinned(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, options, done) => {
    const wanted =
      options.family === 4 || options.family === 6 ? all.filter((one) => one.family === options.family) : all;
    const first = wanted[0];
    if (!first) done(new Error('no address of this family was checked'), '');
    else if (options.all) done(null, wanted);
    else done(null, first.address, first.family);
  };
}

/** A bare client: it reads no proxy variables, follows nothing and unpacks nothing. */
function pinnedClient(checked: CheckedUrl, limits: { connectMs: number; idleMs: number }): Dispatcher {
  return new Client(checked.url.origin, {
    connect: { lookup: pinned(checked.addresses), timeout: limits.connectMs },
    allowH2: false,
    pipelining: 1,
    headersTimeout: limits.idleMs,
    bodyTimeout: limits.idleMs,
  });
}

/** Ours to set, or about the connection only (RFC 9110, section 7.6.1). `host` would let a caller name another site. */
const hopHeaders: ReadonlySet<string> = new Set(
  'host connection keep-alive proxy-connection transfer-encoding content-length upgrade te trailer expect accept-encoding'.split(
    ' ',
  ),
);

function startHeaders(request: EgressRequest): Record<string, string> {
  const headers: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    const lower = name.toLowerCase();
    if (!hopHeaders.has(lower)) headers[lower] = value;
  }
  if (request.accept && headers['accept'] === undefined) headers['accept'] = request.accept.join(', ');
  headers['accept-encoding'] = 'identity';
  return headers;
}

type Asked = {
  method: NonNullable<EgressRequest['method']>;
  headers: Record<string, string>;
  body?: Buffer | string;
};

/** The request as it goes on after a redirect (Fetch standard, HTTP-redirect fetch), stricter about credentials. */
function redirected(asked: Asked, status: number, from: URL, to: URL): Asked {
  const { body, ...rest } = asked;
  const becomesGet =
    ((status === 301 || status === 302) && asked.method === 'POST') ||
    (status === 303 && asked.method !== 'GET' && asked.method !== 'HEAD');
  const kept = Object.entries(asked.headers).filter(
    ([name]) =>
      !(becomesGet && name.startsWith('content-')) && !(from.origin !== to.origin && isSecretHeader(name)),
  );
  const headers = Object.fromEntries(kept);
  if (becomesGet || body === undefined)
    return { ...rest, headers, method: becomesGet ? 'GET' : asked.method };
  return { ...rest, headers, body };
}

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

/** Refuses by the headers what could only be refused later, or not at all, by the body. */
function checkHeaders(status: number, headers: EgressHeaders, method: string, request: EgressRequest): void {
  if (method !== 'HEAD' && Number(one(headers['content-length'])) > request.maxBytes) {
    throw new EgressError('too_large', `more than ${request.maxBytes} bytes`);
  }
  if (!request.accept || status < 200 || status > 299) return;
  const type = (one(headers['content-type']) ?? '').split(';')[0]!.trim().toLowerCase();
  const fits = request.accept.some(
    (wanted) =>
      wanted === '*/*' || (wanted.endsWith('/*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted),
  );
  if (!fits)
    throw new EgressError('type_refused', /^[\w.+/-]{1,80}$/.test(type) ? type : 'no readable content-type');
  const encoding = (one(headers['content-encoding']) ?? '').trim().toLowerCase();
  if (encoding !== '' && encoding !== 'identity') throw new EgressError('encoding_refused');
}

/** One deadline for a whole call, and what an error means in its light. */
function deadline(timeoutMs: number, outer: AbortSignal | undefined) {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), timeoutMs);
  const signal = outer ? AbortSignal.any([late.signal, outer]) : late.signal;
  return {
    signal,
    /** Waits for what cannot be aborted itself, such as the resolver. */
    async within<T>(work: Promise<T>): Promise<T> {
      const stopped = Promise.withResolvers<never>();
      const stop = () => stopped.reject(new EgressError(late.signal.aborted ? 'timeout' : 'aborted'));
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
      try {
        return await Promise.race([work, stopped.promise]);
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
    end: () => clearTimeout(timer),
    explain(error: unknown, host?: string): EgressError {
      if (error instanceof EgressError) return error;
      if (late.signal.aborted) return new EgressError('timeout', host, error);
      if (outer?.aborted) return new EgressError('aborted', host, error);
      if (error instanceof errors.ConnectTimeoutError) return new EgressError('unreachable', host, error);
      if (error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError) {
        return new EgressError('timeout', host, error);
      }
      if (
        error instanceof errors.InvalidArgumentError ||
        error instanceof errors.RequestContentLengthMismatchError
      ) {
        return new EgressError('request_invalid', undefined, error);
      }
      if (error instanceof errors.HTTPParserError || error instanceof errors.HeadersOverflowError) {
        return new EgressError('answer_invalid', host, error);
      }
      return new EgressError('unreachable', host, error);
    },
  };
}

/** Passes bytes on until there are too many; whatever ends it early, the reader sees an EgressError. */
class Bounded extends Transform {
  #left: number;
  readonly #limit: number;
  readonly #explain: (error: unknown) => EgressError;

  constructor(limit: number, explain: (error: unknown) => EgressError) {
    super();
    this.#left = limit;
    this.#limit = limit;
    this.#explain = explain;
  }

  override _transform(
    chunk: Buffer,
    _encoding: BufferEncoding,
    done: (error?: Error | null, data?: Buffer) => void,
  ): void {
    this.#left -= chunk.length;
    if (this.#left < 0) done(new EgressError('too_large', `more than ${this.#limit} bytes`));
    else done(null, chunk);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    done(error && this.#explain(error));
  }
}

/** The default resolver: what the operating system says, with every address it knows. */
async function systemResolve(host: string): Promise<string[]> {
  return (await lookup(host, { all: true })).map((found) => found.address);
}

export function createEgress(options: EgressOptions): Egress {
  const { allowPrivate, resolve = systemResolve, maxRedirects = 5, connect = pinnedClient } = options;

  async function checkUrl(text: string, within: <T>(work: Promise<T>) => Promise<T>): Promise<CheckedUrl> {
    const url = readUrl(text, allowPrivate);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    let addresses: readonly string[] = [host];
    if (isIP(host) === 0) {
      try {
        addresses = await within(resolve(host));
      } catch (error) {
        if (error instanceof EgressError) throw error;
        throw new EgressError('host_unknown', host, error);
      }
      if (addresses.length === 0) throw new EgressError('host_unknown', host);
    }
    // One bad address refuses the name: which one gets used is not ours to choose once the connection races them.
    if (!addresses.every((address) => addressAllowed(address, allowPrivate)))
      throw new EgressError('address_refused', host);
    return { url, addresses };
  }

  async function open(target: string, request: EgressRequest): Promise<EgressStream> {
    const limit = deadline(request.timeoutMs, request.signal);
    const idleMs = Math.min(request.idleMs ?? request.timeoutMs, request.timeoutMs);
    let dispatcher: Dispatcher | undefined;
    let host: string | undefined;
    try {
      let checked = await checkUrl(target, limit.within);
      let asked: Asked = {
        method: request.method ?? 'GET',
        headers: startHeaders(request),
        body: request.body,
      };
      for (let hops = 0; ; hops++) {
        host = checked.url.hostname;
        dispatcher = connect(checked, { connectMs: Math.min(connectMs, request.timeoutMs), idleMs });
        const answer = await dispatcher.request({
          ...asked,
          origin: checked.url.origin,
          path: checked.url.pathname + checked.url.search,
          signal: limit.signal,
        });
        const location = one(answer.headers['location']);
        if (location === undefined || ![301, 302, 303, 307, 308].includes(answer.statusCode)) {
          checkHeaders(answer.statusCode, answer.headers, asked.method, request);
          return {
            status: answer.statusCode,
            headers: answer.headers,
            body: bound(answer.body, dispatcher, host, limit, request),
          };
        }
        // Its body is of no use; the connection goes with it. The error that the body then reports has no reader.
        answer.body.on('error', () => {});
        await dispatcher.destroy();
        if (hops >= maxRedirects)
          throw new EgressError('too_many_redirects', `more than ${maxRedirects} times`);
        if (!URL.canParse(location, checked.url.href)) throw new EgressError('redirect_invalid');
        const from = checked.url;
        checked = await checkUrl(new URL(location, from).href, limit.within);
        asked = redirected(asked, answer.statusCode, from, checked.url);
      }
    } catch (error) {
      limit.end();
      dispatcher?.destroy().catch(() => {});
      throw limit.explain(error, host);
    }
  }

  function bound(
    body: Readable,
    dispatcher: Dispatcher,
    host: string,
    limit: ReturnType<typeof deadline>,
    request: EgressRequest,
  ): Readable {
    const bounded = new Bounded(request.maxBytes, (error) => limit.explain(error, host));
    return pipeline(body, bounded, () => {
      limit.end();
      dispatcher.destroy().catch(() => {});
    });
  }

  return {
    async check(url, { timeoutMs = checkMs } = {}) {
      const limit = deadline(timeoutMs, undefined);
      try {
        return await checkUrl(url, limit.within);
      } finally {
        limit.end();
      }
    },
    open,
    async send(url, request) {
      const { status, headers, body } = await open(url, request);
      const chunks: Buffer[] = [];
      for await (const chunk of body) chunks.push(chunk);
      return { status, headers, body: Buffer.concat(chunks) };
    },
  };
}
