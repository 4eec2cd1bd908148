import { createServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';

/** One end of a WebSocket. */
type SessionSocket = {
  send(text: string): void;
  close(code?: number, reason?: string): void;
  onText(listener: (text: string) => void): void;
  onClose(listener: () => void): void;
};
/** A simulated session over a WebSocket, or the answer that refuses to open it. */
type OpenSession = (request: Request) => Response | ((socket: SessionSocket) => void);

/** RFC 6455: the code that stands for a connection which broke without a close. Nobody sends it: it breaks here too. */
const noClose = 1006;

/** A simulated server: one request in, one answer out. */
type Answer = (request: Request) => Promise<Response>;

/** Largest request body, bytes. */
const bodyLimit = 70 * 1024 * 1024;

/**
 * Serves simulators on a port, for demos, tests and load: the first path segment picks one, the rest is the path it
 * sees, so `http://host:port/<name>` is its base URL. Answers flow with back-pressure; a client that leaves aborts
 * `request.signal` and cancels the body; a body that errors destroys the socket. Larger bodies than 70 MB get 413.
 * `port` 0 takes a free one. Rejects when the port cannot be bound. `close` breaks what is still open.
 */
export async function serveSimulators(
  simulators: Readonly<Record<string, Answer>>,
  { host, port }: { readonly host: string; readonly port: number },
  sessions: Readonly<Record<string, OpenSession>> = {},
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const byName = new Map(Object.entries(simulators));
  const server = createServer((incoming, outgoing) => {
    handle(byName, incoming, outgoing).catch(() => outgoing.destroy());
  });
  // A pooled connection must not be closed just when its next request is on the way.
  server.keepAliveTimeout = 75_000;
  server.requestTimeout = 0;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: bodyLimit });
  server.on('upgrade', (incoming, socket, head) => {
    socket.on('error', () => socket.destroy());
    const [, name = '', rest = '/'] = /^\/([^/?]*)(.*)$/s.exec(incoming.url ?? '/') ?? [];
    const open = sessions[name];
    const request = new Request(new URL(`http://simulated${rest}`), { headers: headersOf(incoming) });
    const opened = open
      ? open(request)
      : Response.json({ error: { message: 'no sessions here' } }, { status: 404 });
    if (opened instanceof Response) return void refuseUpgrade(opened, socket).catch(() => socket.destroy());
    sockets.handleUpgrade(incoming, socket, head, (ws) => {
      ws.on('error', () => {}); // 'close' follows
      opened({
        send: (text) => ws.send(text),
        close: (code, reason) => (code === noClose ? ws.terminate() : ws.close(code, reason)),
        onText: (listener) => ws.on('message', (bytes) => listener(String(bytes))),
        onClose: (listener) => ws.on('close', listener),
      });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        for (const ws of sockets.clients) ws.terminate();
        server.closeAllConnections();
      }),
  };
}

async function handle(
  byName: ReadonlyMap<string, Answer>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const left = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) left.abort(new Error('the client left'));
  });
  const [, name = '', rest = '/'] = /^\/([^/?]*)(.*)$/s.exec(incoming.url ?? '/') ?? [];
  const simulate = byName.get(name);
  if (simulate === undefined) {
    return refuse(
      outgoing,
      404,
      `no simulator is named '${name}'; there are: ${[...byName.keys()].join(', ')}`,
    );
  }
  const body = await readBody(incoming);
  if (body === 'too large') return refuse(outgoing, 413, `the body is larger than ${bodyLimit} bytes`);
  const method = incoming.method ?? 'GET';
  const headers = headersOf(incoming);
  // A simulator names addresses of its own in its answers: they must lead here from outside.
  headers.set('x-simulated-base', `http://${incoming.headers.host ?? 'localhost'}/${name}`);
  const request = new Request(
    new URL(rest.startsWith('/') ? `http://simulated${rest}` : `http://simulated/${rest}`),
    {
      method,
      headers,
      body: method === 'GET' || method === 'HEAD' ? null : body,
      signal: left.signal,
    },
  );
  await send(await simulate(request), outgoing, left.signal);
}

async function refuseUpgrade(answer: Response, socket: Duplex): Promise<void> {
  const body = await answer.text();
  const headers = new Headers(answer.headers);
  headers.set('connection', 'close');
  headers.set('content-length', String(Buffer.byteLength(body)));
  const lines = [...headers].map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? 'Refused'}\r\n${lines}\r\n${body}`);
}

function refuse(outgoing: ServerResponse, status: number, message: string): void {
  // The rest of a refused body is not read, so the connection cannot be used again.
  outgoing.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
  outgoing.end(JSON.stringify({ error: { message } }));
}

async function readBody(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | 'too large'> {
  if (Number(incoming.headers['content-length'] ?? 0) > bodyLimit) return 'too large';
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > bodyLimit) return 'too large';
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function headersOf(incoming: IncomingMessage): Headers {
  const headers = new Headers();
  for (let i = 0; i + 1 < incoming.rawHeaders.length; i += 2) {
    headers.append(incoming.rawHeaders[i]!, incoming.rawHeaders[i + 1]!);
  }
  return headers;
}

/** One write for each chunk. Throws when the body errors. */
async function send(response: Response, outgoing: ServerResponse, left: AbortSignal): Promise<void> {
  const reader = response.body?.getReader();
  const leave = () => void reader?.cancel().catch(() => undefined);
  if (left.aborted) return leave();
  left.addEventListener('abort', leave, { once: true });
  outgoing.writeHead(response.status, [...response.headers].flat());
  outgoing.flushHeaders();
  for (;;) {
    const chunk = await reader?.read();
    if (left.aborted) return;
    if (chunk === undefined || chunk.done) break;
    await written(outgoing, chunk.value, left);
  }
  outgoing.end();
}

/**
 * Waits until the system has taken the bytes: this is the back-pressure, keeps two chunks two writes, and a break of
 * the connection that follows loses none of them.
 */
function written(outgoing: ServerResponse, bytes: Uint8Array, left: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => resolve();
    left.addEventListener('abort', leave, { once: true });
    outgoing.write(bytes, (error) => {
      left.removeEventListener('abort', leave);
      if (error) reject(error);
      else resolve();
    });
  });
}
