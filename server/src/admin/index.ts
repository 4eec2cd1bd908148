import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { redact } from '../base/redact.ts';
import { GatewayError } from '../spec/fault.ts';
import { authenticator } from './authenticate.ts';
import type { AdminDeps } from './deps.ts';
import { envelope, writeRefusal } from './envelope.ts';
import { createLimiter, type Limiter } from './limiter.ts';
import { openApi } from './openapi.ts';
import { bindWebhooks } from './pay/webhooks.ts';
import { Refusal } from './refusal.ts';
import type { Answer, RawAsk, RefusalStyle, Route } from './route.ts';
import { routes } from './routes.ts';
import type { Written } from './written.ts';

export { hashPassword } from '../base/password.ts';
export type {
  AdminDeps,
  BreakerState,
  Catalogue,
  ChannelPulse,
  ChannelTest,
  EndpointType,
  Exchange,
  FetchedModels,
  FilePort,
  Health,
  ModelSamples,
  PulseCell,
  Sessions,
  TaskPort,
} from './deps.ts';
export { newAccessToken, newKey } from './new-key.ts';
export { openApi } from './openapi.ts';
export { readSecret, readSetting, readSettings, type Setting, settings, usdOf } from './settings.ts';
export { routes };

const mostBodyBytes = 1_000_000;
const wrongCredentials = { calls: 20, perMs: 5 * 60_000 };

/** Fastify's own refusals of a body, in our words. */
function known(error: unknown): Refusal | GatewayError | undefined {
  if (error instanceof Refusal || error instanceof GatewayError) return error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new Refusal('body_too_large', `the body is larger than ${mostBodyBytes} bytes`);
  if (code === 'FST_ERR_CTP_INVALID_CONTENT_LENGTH')
    return new Refusal('body_malformed', 'the body is not as long as its Content-Length says');
  return undefined;
}

function tell(error: unknown, deps: AdminDeps, request: FastifyRequest): void {
  const fault = redact(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const detail = { requestId: request.id, method: request.method, path: request.routeOptions.url, fault };
  if (deps.warn) deps.warn('a management call failed', detail);
  else request.log.error(detail, 'a management call failed');
}

/** What is not one of the above is a fault of ours: the database is away, or there is a mistake in the program. */
async function blame(
  error: unknown,
  deps: AdminDeps,
  request: FastifyRequest,
): Promise<Refusal | GatewayError> {
  const expected = known(error);
  if (expected) {
    if (expected.cause !== undefined) tell(expected.cause, deps, request);
    return expected;
  }
  tell(error, deps, request);
  try {
    await deps.store.ping();
  } catch {
    return new Refusal(
      'store_unavailable',
      'the database does not answer just now, try again in a moment',
      5,
    );
  }
  return new Refusal(
    'gateway_fault',
    'something went wrong in the gateway; the request id tells the operator what',
  );
}

async function* asLines(values: AsyncIterable<unknown>) {
  for await (const value of values) yield `${JSON.stringify(value)}\n`;
}

/** A client that has it already is told so; one that can unpack gets it packed. */
function sendWritten(reply: FastifyReply, { text, packed, tag }: Written) {
  const { headers } = reply.request;
  // What it holds depends on who asks: shared caches must not keep it, and a browser asks whether it changed.
  reply.headers({ 'cache-control': 'private, no-cache', etag: tag, vary: 'accept-encoding' });
  if (headers['if-none-match']?.includes(tag)) return reply.code(304).send();
  reply.type('application/json; charset=utf-8');
  if (!/\bgzip\b/.test(String(headers['accept-encoding'] ?? ''))) return reply.send(text);
  return reply.header('content-encoding', 'gzip').send(packed);
}

function send(reply: FastifyReply, answer: Answer) {
  reply.headers({ 'cache-control': 'no-store', 'x-request-id': reply.request.id });
  if (answer.form === 'written') return sendWritten(reply, answer.value);
  if (answer.form === 'lines') {
    reply.type('application/x-ndjson');
    return reply.send(Readable.from(asLines(answer.values)));
  }
  if (answer.form === 'file') {
    const { mediaType, name, headers, body } = answer.file;
    reply.type(mediaType).headers({
      'x-content-type-options': 'nosniff',
      ...(name === undefined ? {} : { 'content-disposition': `attachment; filename="${name}"` }),
      ...headers,
    });
    return reply.send(Buffer.isBuffer(body) ? body : Readable.from(body));
  }
  return reply.send(answer.form === 'bare' ? answer.value : envelope(answer.value));
}

async function refuse(
  error: unknown,
  style: RefusalStyle,
  deps: AdminDeps,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const refusal = await blame(error, deps, request);
  const { status, headers, body } = writeRefusal(refusal, style, request.id);
  return reply
    .code(status)
    .headers({ 'cache-control': 'no-store', 'x-request-id': request.id, ...headers })
    .send(body);
}

/** One limiter for each route that has a limit. */
function callCounter(route: Route, deps: AdminDeps): (caller: string) => void {
  if (!route.limit) return () => {};
  const limiter = createLimiter(deps.clock, route.limit);
  return (caller) => {
    const wait = limiter.wait(caller);
    if (wait > 0) throw new Refusal('rate_limited', `too many calls, try again in ${wait} s`, wait);
    limiter.count(caller);
  };
}

const isPortal = ({ headers }: FastifyRequest): boolean =>
  headers['x-key4u-portal'] === '1' && headers.authorization === undefined;

const ownerCheck =
  ({ sessions }: AdminDeps): RawAsk['checkOwner'] =>
  (who, wants) => {
    if (who.impersonator)
      throw new Refusal('acting_as', 'only the owner of the account may do this, not support');
    if (wants === 'confirmed' && !sessions?.isConfirmed(who))
      throw new Refusal('confirmation_needed', 'confirm first that it is you');
  };

/** Fastify may be told to treat both spellings as one; else each is a route of its own. */
const spellings = (app: FastifyInstance, path: string): readonly string[] =>
  app.initialConfig.ignoreTrailingSlash || app.initialConfig.routerOptions?.ignoreTrailingSlash
    ? [path]
    : [path, `${path}/`];

function bindRoute(app: FastifyInstance, route: Route, deps: AdminDeps, failures: Limiter) {
  const countCall = callCounter(route, deps);
  const checkOwner = ownerCheck(deps);
  for (const url of spellings(app, route.path))
    app.route({
      method: route.method,
      exposeHeadRoute: false, // a GET of this family may change something
      url,
      handler: async (request, reply) => {
        const address = deps.addressOf ? deps.addressOf(request.raw) : request.ip;
        const { headers, params, query, body, id: requestId } = request;
        const authenticate = authenticator(deps.store, failures, { headers, query, address }, deps.sessions);
        const origin = deps.originOf
          ? deps.originOf(request.raw)
          : `http://${request.headers.host ?? 'localhost'}`;
        const client = {
          address,
          headers,
          setHeader: (name: string, value: string) => void reply.header(name, value),
        };
        const confirmedAs = async () => deps.confirmedAs?.(request.headers);
        const asked = { params, query, body, requestId, origin, client };
        const raw = { ...asked, authenticate, confirmedAs, checkOwner, countCall };
        if (!route.takesFile) return send(reply, await route.run(raw, deps));
        const arriving = {
          head: { params: {}, query: '', headers },
          body: pieces(request.raw),
        };
        try {
          return send(reply, await route.run({ ...raw, body: undefined, arriving }, deps));
        } finally {
          request.raw.resume(); // what still comes is thrown away
        }
      },
      // The portal reads status and code of every call alike.
      errorHandler: (error, request, reply) =>
        refuse(error, isPortal(request) ? 'operator' : route.refusals, deps, request, reply),
    });
}

/** The body as it comes. Whoever stops reading is still answered. */
async function* pieces(request: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    for await (const piece of request.iterator({ destroyOnReturn: false })) yield piece as Buffer;
  } catch (cause) {
    throw new GatewayError('client_gone', 'the client left before its request was read', { cause });
  }
}

/**
 * Adds the management API and `/openapi.json` to the server, in a scope of its own: its body parser and its error
 * answers touch no other route.
 */
export function bindAdmin(app: FastifyInstance, deps: AdminDeps): void {
  const failures = createLimiter(deps.clock, wrongCredentials);
  bindWebhooks(app, deps);
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // Whatever the type says, these calls speak JSON; many clients forget the header.
    scope.addContentTypeParser(
      '*',
      { parseAs: 'string', bodyLimit: mostBodyBytes },
      (_request, body, done) => {
        try {
          const text = body.toString().trim();
          done(null, text === '' ? undefined : JSON.parse(text));
        } catch {
          done(new Refusal('body_malformed', 'the body is not valid JSON'));
        }
      },
    );
    for (const route of routes) if (!route.takesFile) bindRoute(scope, route, deps, failures);

    // Made when somebody asks for it: a start has no need of it, and it takes a tenth of a second.
    let text: string | undefined;
    scope.get('/openapi.json', async (_request, reply) => {
      text ??= JSON.stringify(openApi(routes, deps.dialects, { title: 'Key4U', version: deps.version }));
      return reply.type('application/json; charset=utf-8').send(text);
    });
  });
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    for (const route of routes) if (route.takesFile) bindRoute(scope, route, deps, failures);
  });
}
