import { type IncomingMessage, STATUS_CODES } from 'node:http';
import { BlockList, isIP, type Socket } from 'node:net';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { WebSocketServer } from 'ws';
import type { Accounts } from '../accounts/index.ts';
import { type AdminDeps, bindAdmin } from '../admin/index.ts';
import { newId } from '../base/ids.ts';
import type { Relay } from '../relay/pipeline.ts';
import { browserHeaders } from '../relay/reply.ts';
import type { Dialect, Endpoint, FileEndpoint, WireAnswer } from '../spec/dialect.ts';
import { GatewayError } from '../spec/fault.ts';
import { clientAddresses } from './addresses.ts';
import { bindManualTexts, type ManualTexts } from './manual-texts.ts';
import type { Metrics } from './metrics.ts';
import type { Portal } from './portal.ts';
import { bindAccounts } from './sign-in.ts';

export type HttpDeps = {
  readonly dialects: readonly Dialect[];
  readonly relay: Relay;
  readonly admin: AdminDeps;
  readonly metrics: Metrics;
  readonly portal: Portal;
  readonly accounts: Accounts;
  readonly manual: ManualTexts;
  readonly addressOf: (request: IncomingMessage) => string;
  readonly originOf: (request: IncomingMessage) => string;
  /** How long a client may take to send its head; absent: 20 s. */
  readonly headersMs?: number;
  /** Words for what is not ready; empty: ready. */
  readonly notReady: () => readonly string[];
};

/** A client that sends its head slower than this is cut off. A whole request may take as long as an upload needs. */
const slowestHeadMs = 20_000;
const requestMs = 15 * 60_000;
const mostHeaderBytes = 32 * 1024;
/** One event of a session: 15 MB of sound in base64 and its wrapping. */
const largestEvent = 24 * 1024 * 1024;

/** The server with all its routes; not listening yet. */
export function createApp(deps: HttpDeps): FastifyInstance {
  const { dialects, relay, metrics, headersMs = slowestHeadMs } = deps;
  const fallback = dialects[0]!;
  const readAddress = clientAddresses(dialects.flatMap(({ endpoints }) => endpoints.map(({ path }) => path)));
  const app = Fastify({
    logger: false,
    http: {
      maxHeaderSize: mostHeaderBytes,
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      connectionsCheckingInterval: headersMs / 4,
      keepAliveTimeout: 72_000,
    },
    bodyLimit: 1024 * 1024,
    forceCloseConnections: 'idle',
    rewriteUrl: (request) => readAddress(request.url ?? '/', carriesCall(request)),
    genReqId: () => newId('req', Date.now()),
    routerOptions: { ignoreDuplicateSlashes: true, maxParamLength: 512 },
    clientErrorHandler: (error, socket) => refuseBadHttp(error, socket, fallback),
    frameworkErrors: (_error, request, reply) => {
      const { status, headers, body } = notFound(request.raw, fallback);
      reply.raw.writeHead(status, headers).end(body);
    },
  });

  // No route of this scope reads a body; openai-python names a JSON type on a DELETE without one, and must not be refused.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, _body, done) => done(null));

  for (const dialect of dialects) {
    for (const endpoint of dialect.endpoints) {
      if (endpoint.does === 'realtime') continue; // taken from the upgrade below
      const url = routerPath(endpoint.path);
      allowBrowsers(app, url);
      if (endpoint.does === 'relay' || endpoint.does === 'count') {
        // Taken over before Fastify parses anything: the relay reads the client's bytes itself.
        app.route({
          method: endpoint.method,
          url,
          onRequest: (request, reply) => {
            reply.hijack();
            const params = request.params as Readonly<Record<string, string>>;
            void relay.handle(dialect, endpoint, request.raw, reply.raw, params);
          },
          handler: async () => {},
        });
        continue;
      }
      if (isForFiles(endpoint)) {
        // The relay takes the bytes of an upload as they come, and sends those of a file.
        app.route({
          method: endpoint.open && endpoint.does === 'file-content' ? ['GET', 'HEAD'] : endpoint.method,
          url,
          exposeHeadRoute: false,
          onRequest: (request, reply) => {
            reply.hijack();
            const params = request.params as Readonly<Record<string, string>>;
            void relay.files(dialect, endpoint, request.raw, reply.raw, params);
          },
          handler: async () => {},
        });
        continue;
      }
      if (endpoint.does === 'submit-task' || endpoint.does === 'task-desk') {
        app.route({
          method: endpoint.method === 'GET' ? ['GET', 'HEAD'] : endpoint.method,
          url,
          exposeHeadRoute: false,
          onRequest: (request, reply) => {
            reply.hijack();
            const params = request.params as Readonly<Record<string, string>>;
            if (endpoint.does === 'submit-task')
              void relay.submit(dialect, endpoint, request.raw, reply.raw, params);
            else void relay.desk(dialect, endpoint, request.raw, reply.raw, params);
          },
          handler: async () => {},
        });
        continue;
      }
      if (endpoint.does === 'make-secret') {
        app.route({
          method: endpoint.method,
          url,
          onRequest: (request, reply) => {
            reply.hijack();
            void relay.makeSecret(dialect, endpoint, request.raw, reply.raw);
          },
          handler: async () => {},
        });
        continue;
      }
      app.route({
        method: endpoint.method,
        url,
        exposeHeadRoute: false,
        // What a client sends along with a GET, a DELETE or a cancel is nothing that is read.
        bodyLimit: 64 * 1024,
        handler: async (request, reply) => {
          const [name] = Object.values(request.params as Readonly<Record<string, string>>);
          const answer = await (endpoint.does === 'list-models'
            ? relay.models(dialect, request.raw)
            : endpoint.does === 'show-model'
              ? relay.models(dialect, request.raw, name)
              : relay.kept(dialect, endpoint.does, request.raw, name ?? ''));
          return reply
            .code(answer.status)
            .headers({ ...answer.headers, ...browserHeaders(request.raw), 'x-request-id': answer.requestId })
            .send(answer.body);
        },
      });
    }
  }

  for (const [method, url, serve] of [
    [['GET', 'HEAD'], '/results/:task/:index/:proof/:name', relay.result],
    [['POST'], '/callbacks/:task/:proof', relay.callback],
  ] as const) {
    allowBrowsers(app, url);
    app.route({
      method: [...method],
      url,
      exposeHeadRoute: false,
      onRequest: (request, reply) => {
        reply.hijack();
        void serve(fallback, request.raw, reply.raw, request.params as Readonly<Record<string, string>>);
      },
      handler: async () => {},
    });
  }

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: largestEvent,
    // The relay chooses: a protocol that holds a key must not be the one.
    handleProtocols: (_offered, request) => chosen.get(request) ?? false,
  });
  const chosen = new WeakMap<IncomingMessage, string>();
  app.server.on('upgrade', (request, socket: Socket, head) => {
    // A client that is gone before it is answered is nobody's fault, and nothing that may end the process.
    socket.on('error', () => {});
    request.url = readAddress(request.url ?? '/', true);
    const path = request.url.split('?')[0];
    for (const dialect of dialects)
      for (const endpoint of dialect.endpoints) {
        if (endpoint.does !== 'realtime' || endpoint.path !== path) continue;
        void relay.session(
          dialect,
          endpoint,
          request,
          (answer) => socket.end(rawAnswer(answer)),
          (protocol) =>
            new Promise((resolve) => {
              if (protocol !== undefined) chosen.set(request, protocol);
              sockets.handleUpgrade(request, socket, head, resolve);
            }),
        );
        return;
      }
    const answer = notFound(request, fallback);
    socket.end(rawAnswer({ ...answer, requestId: answer.headers['x-request-id'] }));
  });
  app.addHook('onClose', async () => {
    for (const one of sockets.clients) one.terminate();
  });

  bindAdmin(app, deps.admin);
  bindAccounts(app, deps);
  bindManualTexts(app, deps.manual);

  app.get('/healthz', async (_request, reply) => reply.type('text/plain').send('ok\n'));
  app.get('/readyz', async (_request, reply) => {
    const problems = deps.notReady();
    return reply
      .code(problems.length === 0 ? 200 : 503)
      .type('text/plain')
      .send(problems.length === 0 ? 'ready\n' : `${problems.join('\n')}\n`);
  });
  app.get('/metrics', async (request, reply) => {
    if (!(await mayReadMetrics(request.raw, deps)))
      return reply
        .code(403)
        .type('text/plain')
        .send(
          'the numbers are for this machine and for administrators: send an access token as Authorization\n',
        );
    return reply.type(metrics.contentType).send(await metrics.text());
  });
  const answerNotFound = async (request: FastifyRequest, reply: FastifyReply) => {
    if (!carriesCall(request.raw) && (await deps.portal.serve(request, reply))) return reply;
    const url = request.url.split('?')[0]!;
    const allowed = (['POST', 'GET'] as const).find((method) => app.hasRoute({ method, url }));
    const { status, headers, body } = notFound(request.raw, fallback, allowed);
    return reply.code(status).headers(headers).send(body);
  };
  app.setNotFoundHandler(answerNotFound);
  // Fastify parses a body before it says that nobody wants it, and may fail at that.
  app.setErrorHandler((error, request, reply) => {
    if (request.is404) return answerNotFound(request, reply);
    throw error;
  });
  return app;
}

const forFiles: Readonly<Record<FileEndpoint['does'], true>> = {
  'upload-file': true,
  'list-files': true,
  'show-file': true,
  'file-content': true,
  'delete-file': true,
};
const isForFiles = (endpoint: Endpoint): endpoint is FileEndpoint => endpoint.does in forFiles;

/**
 * A path as the router writes it. In a dialect's own spelling a colon inside a segment is literal:
 * '/v1beta/models/:model:generateContent'.
 */
const routerPath = (path: string): string => path.replace(/:(\w+):(?=\w)/g, ':$1(^.+)::');

/** Does it carry a key or a body: is it a call, and no page that a browser looks for? */
const carriesCall = ({ method, headers }: IncomingMessage): boolean =>
  (method !== 'GET' && method !== 'HEAD') ||
  headers.authorization !== undefined ||
  headers['x-api-key'] !== undefined ||
  headers['x-goog-api-key'] !== undefined;

/** Clients that run in a browser call from another origin. Keys come in headers and never in cookies, so all may. */
function allowBrowsers(app: FastifyInstance, url: string): void {
  if (app.hasRoute({ method: 'OPTIONS', url })) return;
  app.options(url, async (request, reply) =>
    reply
      .code(204)
      .headers({
        ...browserHeaders(request.raw),
        'access-control-allow-methods': 'GET, POST, DELETE, OPTIONS',
        'access-control-allow-headers': String(request.headers['access-control-request-headers'] ?? '*'),
        'access-control-max-age': '86400',
      })
      .send(),
  );
}

/**
 * The numbers name channels, so they are not for everybody: whoever asks from this machine without a proxy between,
 * or an administrator with an access token.
 */
async function mayReadMetrics(request: IncomingMessage, { admin, addressOf }: HttpDeps): Promise<boolean> {
  const isLocal = /^(::1|127\.)/.test(addressOf(request)) && request.headers['x-forwarded-for'] === undefined;
  if (isLocal) return true;
  const token = request.headers.authorization?.replace(/^bearer +/i, '').trim();
  const user = token ? await admin.store.users.byAccessToken(token).catch(() => undefined) : undefined;
  return user?.status === 'enabled' && user.role !== 'user';
}

function notFound(request: IncomingMessage, dialect: Dialect, allowed?: string) {
  const requestId = newId('req', Date.now());
  const path = (request.url ?? '').split('?')[0]!.slice(0, 200);
  const error = allowed
    ? new GatewayError('method_not_allowed', `${path} takes ${allowed}, not ${request.method}`)
    : new GatewayError(
        'endpoint_unknown',
        `there is no ${request.method} ${path} here; paths of the API begin with /v1, and the base URL of an SDK ends in /v1`,
      );
  const answer = dialect.writeFault(error, requestId);
  return { ...answer, headers: { ...answer.headers, 'x-request-id': requestId } };
}

/** What is no HTTP, too slow or too large in its head never becomes a request: the answer is written by hand. */
function refuseBadHttp(error: Error & { code?: string }, socket: Socket, dialect: Dialect): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const fault =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? new GatewayError(
          'headers_too_large',
          `the headers of the request are larger than ${mostHeaderBytes / 1024} kB`,
        )
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? new GatewayError('body_timeout', 'the request did not arrive in time')
        : new GatewayError('body_malformed', 'the request is not valid HTTP');
  const requestId = newId('req', Date.now());
  socket.end(rawAnswer({ ...dialect.writeFault(fault, requestId), requestId }));
}

/** An answer as bytes, for a connection that no response object was made for. It is closed afterwards. */
function rawAnswer({ status, headers, body, requestId }: WireAnswer & { requestId: string }): string {
  const lines = Object.entries({
    ...headers,
    'x-request-id': requestId,
    connection: 'close',
    'content-length': String(Buffer.byteLength(body)),
  }).map(([name, value]) => `${name}: ${value}`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
}

/**
 * Where this gateway is for whoever asks: as the operator says, else the address that was asked; a trusted proxy may say
 * under which name and scheme.
 */
export function originReader({
  publicUrl,
  trustedProxies,
}: {
  readonly publicUrl: string | undefined;
  readonly trustedProxies: readonly string[];
}): (request: IncomingMessage) => string {
  const isTrusted = proxyCheck(trustedProxies);
  return (request) => {
    if (publicUrl !== undefined) return publicUrl;
    const { headers, socket } = request;
    const told = (name: string) =>
      isTrusted(plainAddress(socket.remoteAddress ?? ''))
        ? String(headers[name] ?? '')
            .split(',')[0]!
            .trim()
        : '';
    const host = told('x-forwarded-host') || headers.host || '';
    const scheme = told('x-forwarded-proto') === 'https' ? 'https' : 'http';
    return /^[\w.-]+(:\d{1,5})?$|^\[[\da-fA-F:.]+\](:\d{1,5})?$/.test(host)
      ? `${scheme}://${host}`
      : `http://${socket.localAddress ?? '127.0.0.1'}:${socket.localPort ?? 80}`;
  };
}

/** Is an address one of the proxies that are believed? */
function proxyCheck(trustedProxies: readonly string[]): (address: string) => boolean {
  const trusted = new BlockList();
  for (const text of trustedProxies) {
    const [address, prefix] = text.split('/');
    const family = isIP(address ?? '') === 6 ? 'ipv6' : 'ipv4';
    if (!address || isIP(address) === 0)
      throw new Error(`KEY4U_TRUSTED_PROXIES: ${text} is no address or range`);
    if (prefix === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(prefix), family);
  }
  return (address) => trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

const plainAddress = (address: string): string =>
  address.startsWith('::ffff:') ? address.slice(7) : address;

/** The client's address: of the connection, or where a trusted proxy stands, the last address that it did not add itself. */
export function addressReader(trustedProxies: readonly string[]): (request: IncomingMessage) => string {
  const isTrusted = proxyCheck(trustedProxies);
  return (request) => {
    const direct = plainAddress(request.socket.remoteAddress ?? '');
    if (trustedProxies.length === 0 || !isTrusted(direct)) return direct;
    const hops = String(request.headers['x-forwarded-for'] ?? '')
      .split(',')
      .map((hop) => plainAddress(hop.trim()));
    for (const hop of hops.reverse()) if (isIP(hop) !== 0 && !isTrusted(hop)) return hop;
    return direct;
  };
}
