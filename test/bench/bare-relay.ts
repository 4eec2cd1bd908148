/**
 * The floor that the gateway is measured against: what Node itself costs for a relayed call, with nothing of
 * a gateway in it (no keys, no prices, no log). Bodies flow both ways with back-pressure and a client that
 * leaves stops the upstream call. Started as `node bare-relay.ts UPSTREAM_ORIGIN`; prints `listening PORT`.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Pool } from 'undici';

const origin = process.argv[2];
if (!origin) throw new Error('usage: node bare-relay.ts UPSTREAM_ORIGIN');

const upstream = new Pool(origin, { connections: null, pipelining: 1 });

/** Headers that belong to one connection and not to the message (RFC 9110, 7.6.1). */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'te',
  'trailer',
  'upgrade',
  'host',
]);

/** Bodies up to this are sent in one write with their head; larger ones flow. */
const gathered = 65_536;

type Headers = Record<string, string | string[]>;

function endToEnd(headers: Record<string, string | string[] | undefined>): Headers {
  const kept: Headers = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined && !hopByHop.has(name)) kept[name] = value;
  }
  return kept;
}

function send(req: IncomingMessage, res: ServerResponse, body: Buffer | IncomingMessage | null): void {
  let gone = false;
  let stop: ((reason: Error) => void) | undefined;
  res.on('close', () => {
    gone = true;
    if (!res.writableFinished) stop?.(new Error('the client left'));
  });
  upstream.dispatch(
    { path: req.url ?? '/', method: req.method ?? 'GET', headers: endToEnd(req.headers), body },
    {
      onRequestStart(controller) {
        if (gone) controller.abort(new Error('the client left'));
        else stop = (reason) => controller.abort(reason);
      },
      onResponseStart(controller, status, headers) {
        if (status < 200) return;
        res.on('drain', () => controller.resume());
        res.writeHead(status, endToEnd(headers));
      },
      onResponseData(controller, chunk) {
        if (!res.write(chunk)) controller.pause();
      },
      onResponseEnd() {
        res.end();
      },
      onResponseError(_controller, error) {
        if (gone) return;
        if (res.headersSent) res.destroy(error);
        else res.writeHead(502, { 'content-type': 'text/plain' }).end(`upstream: ${error.message}\n`);
      },
    },
  );
}

const server = createServer((req, res) => {
  const length = Number(req.headers['content-length'] ?? (req.headers['transfer-encoding'] ? Infinity : 0));
  if (length === 0) send(req, res, null);
  else if (length > gathered) send(req, res, req);
  else {
    const parts: Buffer[] = [];
    req.on('data', (part: Buffer) => parts.push(part));
    req.on('end', () => send(req, res, parts.length === 1 ? parts[0]! : Buffer.concat(parts)));
  }
});
server.listen({ port: 0, host: '127.0.0.1', backlog: 2048 }, () => {
  const address = server.address();
  if (address && typeof address === 'object') console.log(`listening ${address.port}`);
});
