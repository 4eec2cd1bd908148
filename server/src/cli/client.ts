import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { type Context, type Environment, Failure, UsageError } from './context.ts';
import { firstStartNotice } from './first-start.ts';
import type { FirstStart } from './gateway.ts';
import { reasonOf } from './parse.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Reply = { readonly status: number; readonly body: unknown };

/** One question to the management API. Throws Failure when there is no answer at all. */
export type Transport = (method: Method, path: string, body?: unknown) => Promise<Reply>;

export type Connection = {
  /** A running server, or the data folder opened by this process. */
  readonly kind: 'server' | 'folder';
  /** For messages: whom we talk to. */
  readonly name: string;
  readonly send: Transport;
  /** An answer that may be larger than memory. */
  readonly download: (path: string) => Promise<{ status: number; chunks: AsyncIterable<Uint8Array> }>;
  readonly close: () => Promise<void>;
};

export type ConnectOptions = {
  readonly url?: string;
  readonly accessToken?: string;
  readonly dataDir?: string;
};

/** What a running server leaves in its data folder for the command line of the same machine. */
export type ServerFile = { readonly url: string; readonly pid: number; readonly operatorToken: string };

const serverFile = z.object({
  url: z.url({ protocol: /^https?$/ }),
  pid: z.number().int().positive(),
  operatorToken: z.string().min(1),
});

/** Testing a channel may take as long as the upstream does. */
const answerWithinMs = 180_000;
/** A backup of a large gateway over a slow line. */
const downloadWithinMs = 12 * 3_600_000;
const greetingWithinMs = 3000;

export const dataDirOf = (options: ConnectOptions, env: Environment): string =>
  resolve(options.dataDir ?? (env['KEY4U_DATA_DIR'] || './data'));

/** The environment as the server's code shall see it. */
export const environmentOf = (options: ConnectOptions, env: Environment): Environment =>
  options.dataDir === undefined ? env : { ...env, KEY4U_DATA_DIR: resolve(options.dataDir) };

/** What the server that runs on this data folder wrote; undefined when there is no file. Throws Failure when it cannot be read. */
export async function readServerFile(dataDir: string): Promise<ServerFile | undefined> {
  const path = join(dataDir, 'server.json');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if (isMissing(cause)) return undefined;
    throw new Failure(
      `cannot read ${path}: ${reasonOf(cause)}`,
      'Run the command as the user that the server runs as, or give --url and --access-token.',
      cause,
    );
  }
  try {
    return serverFile.parse(JSON.parse(text));
  } catch (cause) {
    throw new Failure(
      `${path} is not what a server writes`,
      'If no server runs on this data folder, delete the file; else give --url and --access-token.',
      cause,
    );
  }
}

/**
 * Finds whom to talk to. The address: --url, KEY4U_URL, the server of the data folder, the data folder itself. The
 * credential: --access-token, KEY4U_ACCESS_TOKEN, what the server left for us, which goes to that server only.
 */
export async function connect(options: ConnectOptions, context: Context): Promise<Connection> {
  const { env } = context;
  const dataDir = dataDirOf(options, env);
  const given = options.url ?? (env['KEY4U_URL'] || undefined);
  const token = options.accessToken ?? (env['KEY4U_ACCESS_TOKEN'] || undefined);

  if (given !== undefined) {
    const url = readUrl(given);
    if (token !== undefined) return overHttp(url, token);
    const running = await readServerFile(dataDir).catch(() => undefined);
    if (running && new URL(running.url).origin === url.origin) return overHttp(url, running.operatorToken);
    throw new Failure(
      `there is no access token for ${url.origin}`,
      'Give --access-token or set KEY4U_ACCESS_TOKEN. The first start printed it.',
    );
  }

  const running = await readServerFile(dataDir);
  if (running) {
    const url = new URL(running.url);
    if (await answers(url)) return overHttp(url, token ?? running.operatorToken);
    // Else it was killed and left its file. Were it alive, the lock of the folder would keep us out below.
  }
  // The environment's token is for a server; who can open the data folder needs none.
  return openFolder(dataDir, options, context);
}

async function openFolder(dataDir: string, options: ConnectOptions, context: Context): Promise<Connection> {
  if (!(await isFolder(dataDir)))
    throw new Failure(
      `no server runs here, and there is no data folder ${dataDir}`,
      'Run "key4u start" first, name the folder with --data-dir, or a running server with --url.',
    );
  const gateway = await context.gateway();
  // Log lines would stand between the lines that the command prints.
  const env = { ...environmentOf(options, context.env), LOG_LEVEL: 'silent' };
  const opened = await gateway.open(env).catch((cause: unknown) => {
    throw new Failure(
      `cannot open the data folder ${dataDir}: ${reasonOf(cause)}`,
      'Run "key4u doctor".',
      cause,
    );
  });
  if (opened.firstStart) context.err(firstStartText(opened.firstStart));
  const authorization = `Bearer ${options.accessToken ?? opened.operatorToken}`;
  return {
    kind: 'folder',
    name: dataDir,
    close: opened.close,
    async send(method, path, body) {
      const reply = await opened.app.inject({
        method,
        url: path,
        headers: { authorization },
        ...(body === undefined ? {} : { payload: toPayload(body) }),
      });
      return { status: reply.statusCode, body: readBody(reply.body, dataDir) };
    },
    async download(path) {
      const reply = await opened.app.inject({
        method: 'GET',
        url: path,
        headers: { authorization },
        payloadAsStream: true,
      });
      return { status: reply.statusCode, chunks: reply.stream() };
    },
  };
}

const firstStartText = (made: FirstStart): string => `${firstStartNotice(made)}\n\n`;

function overHttp(base: URL, accessToken: string): Connection {
  const ask = async (method: Method, path: string, body?: unknown, withinMs = answerWithinMs) => {
    const url = new URL(base.pathname.replace(/\/$/, '') + path, base);
    let answer: Response;
    try {
      answer = await fetch(url, {
        method,
        // A redirect would carry the credential to an address that nobody named.
        redirect: 'manual',
        headers: {
          authorization: `Bearer ${accessToken}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: body === undefined ? null : JSON.stringify(body),
        signal: AbortSignal.timeout(withinMs),
      });
    } catch (cause) {
      throw noAnswer(base, cause);
    }
    const { status } = answer;
    if (status >= 300 && status < 400)
      throw new Failure(
        `${base.origin} answers with a redirect (${status})`,
        'Give --url the address that it ends at.',
      );
    return answer;
  };
  return {
    kind: 'server',
    name: base.origin,
    close: async () => {},
    async send(method, path, body) {
      const answer = await ask(method, path, body);
      const text = await answer.text().catch((cause: unknown) => {
        throw noAnswer(base, cause);
      });
      return { status: answer.status, body: readBody(text, base.origin) };
    },
    async download(path) {
      const answer = await ask('GET', path, undefined, downloadWithinMs);
      return { status: answer.status, chunks: answer.body ?? noChunks() };
    },
  };
}

async function* noChunks(): AsyncGenerator<Uint8Array> {}

function noAnswer(base: URL, cause: unknown): Failure {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  // Of several addresses tried, Node names none in the message.
  const code = inner instanceof Error && 'code' in inner ? String(inner.code) : undefined;
  return new Failure(
    `no answer from ${base.origin}: ${reasonOf(inner) || code || 'unreachable'}`,
    'Is the server running, and is --url right?',
    cause,
  );
}

function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new UsageError('the address of the server is not a URL: write it as --url http://127.0.0.1:3000');
  return url;
}

const toPayload = (body: unknown): object => {
  if (typeof body !== 'object' || body === null) throw new TypeError('a body is an object');
  return body;
};

function readBody(text: string, name: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Failure(
      `${name} does not answer like Key4U: not JSON`,
      'Is --url the address of Key4U?',
      cause,
    );
  }
}

async function answers(url: URL): Promise<boolean> {
  try {
    const answer = await fetch(new URL('/healthz', url), { signal: AbortSignal.timeout(greetingWithinMs) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isDirectory() ?? false;

const envelope = z.looseObject({
  success: z.boolean(),
  message: z.string().optional(),
  request_id: z.string().optional(),
  data: z.unknown().optional(),
});
const wireError = z.looseObject({ error: z.looseObject({ message: z.string() }) });

/** The `data` of a good answer in the shape that is expected. Throws Failure in the server's words otherwise. */
export async function ask<T>(
  connection: Connection,
  schema: z.ZodType<T>,
  method: Method,
  path: string,
  body?: unknown,
): Promise<T> {
  const reply = await connection.send(method, path, body);
  const data = readData(connection, reply);
  const read = schema.safeParse(data);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  throw new Failure(
    `${connection.name} answered ${method} ${path.split('?')[0]} in a shape that is not expected` +
      ` (${issue?.path.join('.') || 'data'}: ${issue?.message})`,
    'Is the server of the same version as this command?',
  );
}

function readData(connection: Connection, { status, body }: Reply): unknown {
  const read = envelope.safeParse(body);
  if (status < 300 && read.success && read.data.success) return read.data.data;
  if (status === 204) return undefined;
  throw refusalOf(connection, status, body);
}

/** The server's "no" in its own words. */
export function refusalOf(connection: Connection, status: number, body: unknown): Failure {
  const read = envelope.safeParse(body);
  const said = read.success ? read.data.message : wireError.safeParse(body).data?.error.message;
  const id = read.success && read.data.request_id ? ` (request id ${read.data.request_id})` : '';
  const message = (said || `${connection.name} answered with status ${status}`) + (status >= 500 ? id : '');
  if (status === 401)
    return new Failure(message, 'Check --access-token or KEY4U_ACCESS_TOKEN: it is not an sk- key.');
  if (status === 403) return new Failure(message, 'Use the access token of an administrator.');
  return new Failure(message);
}
