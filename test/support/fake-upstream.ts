import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { until } from './gateway.ts';

/** A request that reached the fake upstream, and the means to answer it in any way, HTTP or not. */
export type Exchange = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The bytes as they came. */
  readonly body: Buffer;
  readonly response: ServerResponse;
  readonly socket: Socket;
  /** Resolves with the time when the caller closed the connection before the answer was whole. */
  readonly left: Promise<number>;
  readonly hasLeft: () => boolean;
};

export type Answer = (exchange: Exchange) => unknown;

export type FakeUpstream = {
  readonly url: string;
  readonly host: string;
  /** Everything that was received but probes (GET). */
  readonly requests: Exchange[];
  readonly probes: Exchange[];
  /** How it answers from now on. */
  answer(next: Answer): void;
  answerProbes(next: Answer): void;
  /** The request with this index, as soon as it is there. */
  request(index: number): Promise<Exchange>;
  close(): Promise<void>;
};

export async function startFakeUpstream(first: Answer = hello): Promise<FakeUpstream> {
  let answer = first;
  let answerProbe: Answer = (exchange) => json(exchange, 200, { object: 'list', data: [] });
  const requests: Exchange[] = [];
  const probes: Exchange[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('error', () => {});
    response.on('error', () => {});
    let gone = false;
    const left = new Promise<number>((resolve) => {
      response.once('close', () => {
        if (response.writableFinished) return;
        gone = true;
        resolve(Date.now());
      });
    });
    incoming.on('end', () => {
      const exchange: Exchange = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        headers: incoming.headers,
        body: Buffer.concat(chunks),
        response,
        socket: incoming.socket,
        left,
        hasLeft: () => gone,
      };
      if (exchange.method === 'GET') {
        probes.push(exchange);
        answerProbe(exchange);
        return;
      }
      requests.push(exchange);
      answer(exchange);
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    host: `127.0.0.1:${port}`,
    requests,
    probes,
    answer(next) {
      answer = next;
    },
    answerProbes(next) {
      answerProbe = next;
    },
    request: (index) => until(`request ${index} at the upstream`, () => requests[index]),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function json(
  { response }: Exchange,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

export const usageOf = (input: number, output: number) => ({
  prompt_tokens: input,
  completion_tokens: output,
  total_tokens: input + output,
});

export const completion = (content: string, usage: unknown = usageOf(10, 5)) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  model: 'upstream-model',
  choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
  ...(usage === undefined ? {} : { usage }),
});

const chunkOf = (choices: unknown[], more: object = {}) =>
  `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'upstream-model', choices, ...more })}\n\n`;

/** Events of a stream. */
export const event = {
  role: () => chunkOf([{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }]),
  text: (content: string) => chunkOf([{ index: 0, delta: { content }, finish_reason: null }]),
  stop: () => chunkOf([{ index: 0, delta: {}, finish_reason: 'stop' }]),
  usage: (usage: unknown) => chunkOf([], { usage }),
  error: (error: unknown) => `data: ${JSON.stringify({ error })}\n\n`,
  done: 'data: [DONE]\n\n',
};

export const wholeStream = (words: string[], usage: unknown = usageOf(10, 5)): string =>
  [
    event.role(),
    ...words.map(event.text),
    event.stop(),
    ...(usage === undefined ? [] : [event.usage(usage)]),
    event.done,
  ].join('');

export function openSse({ response }: Exchange, headers: Record<string, string> = {}): ServerResponse {
  response.writeHead(200, { 'content-type': 'text/event-stream', ...headers });
  response.flushHeaders();
  response.socket?.setNoDelay(true);
  return response;
}

const asksForStream = (body: Buffer) => /"stream"\s*:\s*true/.test(body.toString('utf8'));

/** A well-behaved upstream: says "Hello world", whole or streamed, for 10 tokens in and 5 out. */
export function hello(exchange: Exchange): void {
  if (asksForStream(exchange.body)) openSse(exchange).end(wholeStream(['Hello', ' world']));
  else json(exchange, 200, completion('Hello world'));
}

/** An address where nobody listens: a free port could be given to another server of the tests in the meantime. */
export const closedAddress = 'http://127.0.0.1:1/v1';
