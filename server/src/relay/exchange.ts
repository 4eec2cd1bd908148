import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { editTopLevel } from '../base/json-span.ts';
import type { Call } from '../spec/call.ts';
import type { EmbeddingAnswer, EmbeddingFront } from '../spec/dialect.ts';
import { GatewayError } from '../spec/fault.ts';
import type { Access, StreamReader } from '../spec/provider.ts';
import { LossList } from './losses.ts';
import type { Answer } from './outbound.ts';
import { credentialsOf } from './outlet.ts';
import type { Job, Reading, RelayDeps } from './ports.ts';
import { type Candidate, routeWay, type Wanted } from './route.ts';
import type { Way } from './way.ts';

/** One call made ready for one channel: what is sent, and how what comes back is read for this client. */
export type Exchange = {
  readonly way: Way;
  readonly options: Dispatcher.DispatchOptions;
  /** What a stream of the upstream is: events, or bytes of any type. */
  readonly flow: 'events' | 'bytes';
  /** What was left out on the way to another wire. */
  readonly dropped: readonly string[];
  /** `body`: the client's bytes, where they are not the upstream's. */
  readonly readAnswer: (answer: Answer) => Promise<Reading & { readonly body?: Buffer }>;
  readonly openStream: () => StreamReader;
  /** The type of the client's stream. */
  readonly streamType: (headers: IncomingHttpHeaders) => string;
};

const events = 'text/event-stream; charset=utf-8';

/** What of a job is needed to send it. */
export type Sendable = Pick<Job, 'dialect' | 'call' | 'model' | 'extraHeaders' | 'conversion' | 'earlier'> & {
  readonly endpoint: Wanted;
};

/**
 * Between equal wires at once, so that the fast path waits for nothing; a promise where media must be fetched or a
 * provider must log in first. Throws (or rejects with) GatewayError.
 */
export function exchangeFor(
  deps: RelayDeps,
  job: Sendable,
  candidate: Candidate,
): Exchange | Promise<Exchange> {
  const credentials = credentialsOf(candidate.outlet, candidate.key, deps.clock.now());
  return credentials instanceof Promise
    ? credentials.then((ready) => withCredentials(deps, job, candidate, ready))
    : withCredentials(deps, job, candidate, credentials);
}

type Credentials = { readonly secret: string; readonly headers: readonly string[] };

function withCredentials(
  deps: RelayDeps,
  job: Sendable,
  candidate: Candidate,
  credentials: Credentials,
): Exchange | Promise<Exchange> {
  const way = routeWay(candidate, job.dialect.wire, job.endpoint, job.model);
  // Routing gave only what can be served; a snapshot is never changed under a call.
  if (!way) throw new GatewayError('gateway_fault', 'a call was routed to a channel that cannot serve it');
  const access: Access = { key: credentials.secret, settings: candidate.outlet.channel.options.settings };
  if (way.by === 'bytes') return bytesExchange(deps, job, candidate, way, credentials, access);
  if (way.by === 'chat') return chatExchange(deps, job, candidate, way, credentials, access);
  return embeddingExchange(deps, job, candidate, way, credentials, access, job.endpoint.embedding!);
}

function bytesExchange(
  deps: RelayDeps,
  job: Sendable,
  candidate: Candidate,
  way: Extract<Way, { by: 'bytes' }>,
  credentials: Credentials,
  access: Access,
): Exchange {
  const call = madeEarlier(job, candidate);
  const { wire, wireId } = way;
  const { upstreamModel } = candidate;
  const path = wire.paths[call.endpoint]!;
  const rewritten = wire.rewrite?.(call, upstreamModel, access);
  const contentType = rewritten?.contentType ?? call.contentType;
  return {
    way,
    options: optionsOf(deps, job, candidate, credentials, access, {
      path: typeof path === 'string' ? path : path(call, upstreamModel, access),
      body: rewritten?.body ?? editTopLevel(call.body, wire.edits(call, upstreamModel, access)),
      contentType,
      headers: wire.callHeaders?.(call, access),
    }),
    flow: call.flow ?? 'events',
    dropped: [],
    readAnswer: (answer) =>
      deps.compute.readAnswer(candidate.outlet.provider.manifest.id, wireId, wire, call, answer.body),
    openStream: () => wire.openStream(call),
    streamType: (headers) =>
      call.flow === 'bytes' ? String(headers['content-type'] ?? 'application/octet-stream') : events,
  };
}

/** Whoever made the earlier answer knows its turns and gets the client's own body; others get all turns. */
function madeEarlier({ call, earlier }: Sendable, { outlet, key }: Candidate): Call {
  const same = earlier && earlier.channel === outlet.channel.id && earlier.key === key.key.id;
  return same && !outlet.simulated ? { ...call, body: earlier.body } : call;
}

async function chatExchange(
  deps: RelayDeps,
  job: Sendable,
  candidate: Candidate,
  way: Extract<Way, { by: 'chat' }>,
  credentials: Credentials,
  access: Access,
): Promise<Exchange> {
  const conversion = job.conversion();
  const { upstreamModel } = candidate;
  const { body, path, dropped } = await conversion.request(
    way,
    { upstreamModel, fact: job.model.fact, outputLimit: job.model.outputLimit, access },
    job.call.withoutThoughts,
  );
  return {
    way,
    options: optionsOf(deps, job, candidate, credentials, access, { path, body }),
    flow: 'events',
    dropped,
    readAnswer: async (answer) => conversion.readAnswer(way, answer.body),
    openStream: () => conversion.openStream(way),
    streamType: () => conversion.streamType,
  };
}

function embeddingExchange(
  deps: RelayDeps,
  job: Sendable,
  candidate: Candidate,
  way: Extract<Way, { by: 'embedding' }>,
  credentials: Credentials,
  access: Access,
  front: EmbeddingFront,
): Exchange {
  const { port } = way;
  const losses = new LossList();
  const body = port.writeRequest(front.readRequest(job.call), candidate.upstreamModel, losses);
  return {
    way,
    options: optionsOf(deps, job, candidate, credentials, access, {
      path: port.path(candidate.upstreamModel, access),
      body: Buffer.from(JSON.stringify(body)),
    }),
    flow: 'events',
    dropped: losses.names,
    readAnswer: async ({ body: bytes }) => {
      const { answer, texts, ...reading } = port.readAnswer(bytes);
      return {
        ...reading,
        get texts() {
          return texts();
        },
        ...(answer
          ? { body: Buffer.from(front.writeAnswer(await counted(deps, job, answer), job.call)) }
          : {}),
      };
    },
    openStream: () => {
      throw new GatewayError('gateway_fault', 'embeddings do not come as a stream');
    },
    streamType: () => events,
  };
}

/** Google tells no usage with vectors: a client of another wire is told the count that it is charged by. */
async function counted(deps: RelayDeps, job: Sendable, answer: EmbeddingAnswer): Promise<EmbeddingAnswer> {
  if (answer.inputTokens !== undefined) return answer;
  const inputTokens = await deps.compute
    .countRequest(job.dialect.id, job.endpoint, job.call)
    .catch(() => undefined); // settling says so in the log
  return inputTokens === undefined ? answer : { ...answer, inputTokens };
}

type Sent = {
  readonly path: string;
  readonly body: Buffer;
  readonly contentType?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
};

function optionsOf(
  deps: RelayDeps,
  job: Sendable,
  { outlet }: Candidate,
  credentials: Credentials,
  access: Access,
  { path, body, contentType, headers: more }: Sent,
): Dispatcher.DispatchOptions {
  const { options } = outlet.channel;
  const target = withQuery(outlet.pathPrefix + path, outlet.query);
  let headers = credentials.headers as string[];
  if (contentType !== undefined) headers = replaced(headers, 'content-type', contentType);
  for (const name in more) headers = replaced(headers, name, more[name]!);
  if (job.extraHeaders.length > 0) headers = [...headers, ...job.extraHeaders];
  const { sign } = outlet.provider;
  if (sign) {
    const named: Record<string, string> = {};
    for (let at = 0; at + 1 < headers.length; at += 2) named[headers[at]!] = headers[at + 1]!;
    const url = outlet.origin + target;
    const signed = sign({ method: 'POST', url, headers: named, body }, access, deps.clock.now());
    for (const name in signed) headers = replaced(headers, name, signed[name]!);
  }
  return {
    origin: outlet.origin,
    path: target,
    method: 'POST',
    headers,
    body,
    headersTimeout: options.firstByteTimeoutMs,
    bodyTimeout: options.idleTimeoutMs,
  };
}

/** The operator's query and the path's own, together. `query` begins with its question mark, or is empty. */
const withQuery = (path: string, query: string): string =>
  query !== '' && path.includes('?') ? `${path}&${query.slice(1)}` : path + query;

/** A new list with one header set. Names and values alternate. */
function replaced(headers: readonly string[], name: string, value: string): string[] {
  const next = [...headers];
  for (let at = 0; at < next.length; at += 2) {
    if (next[at] !== name) continue;
    next[at + 1] = value;
    return next;
  }
  next.push(name, value);
  return next;
}
