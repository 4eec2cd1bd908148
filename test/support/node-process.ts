import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

/** A gateway in a process of its own, which can be killed. Money is tested with it, so it is started as users start it. */
const bin = fileURLToPath(new URL('../../server/bin/key4u.mjs', import.meta.url));

const accessToken = 'journey-access-token-0123456789';
export const adminKey = 'sk-journey-admin-0123456789abcdef';
export const model = 'm';

export type Json = Record<string, unknown>;

/** How a call ended. `whole`: the client got every byte of a good answer. */
export type Called = {
  readonly status: number;
  readonly id: string;
  readonly cost: string | undefined;
  readonly whole: boolean;
  readonly text: string;
};

export type Place = { readonly folder: string; readonly databaseUrl?: string };
export type NodeProcess = Awaited<ReturnType<typeof startNode>>;

/** What every node of a journey is started with. */
export const masterKey = 'the same master key on every node of a journey';

const environment = ({ folder, databaseUrl }: Place): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  HOST: '127.0.0.1',
  PORT: '0',
  KEY4U_DATA_DIR: folder,
  KEY4U_MASTER_KEY: masterKey,
  KEY4U_ACCESS_TOKEN: accessToken,
  KEY4U_LIVE_KEY: adminKey,
  KEY4U_STOP_SECONDS: '2',
  LOG_LEVEL: 'silent',
  ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
});

/** Starts a gateway on a free port and waits until it listens. */
export async function startNode(place: Place) {
  const child = spawn(process.execPath, [bin, 'start', '--json'], {
    env: environment(place),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.removeListener('exit', end));
  const url = await urlOf(child);

  /** Calls the management API. Throws unless it answers with a 2xx. */
  async function admin(method: string, path: string, body?: unknown): Promise<Json> {
    const response = await fetch(url + path, {
      method,
      headers: {
        authorization: `Bearer ${accessToken}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    const reply = JSON.parse(text) as Json;
    return (reply['data'] ?? reply) as Json;
  }

  return {
    url,
    pid: child.pid!,
    admin,
    exited: () => child.exitCode !== null || child.signalCode !== null,
    /** One chat call. Never throws: a connection that broke is a call that was not whole. */
    async call(
      key: string,
      options: { stream?: boolean; headers?: Record<string, string> } = {},
    ): Promise<Called> {
      const { stream = false, headers = {} } = options;
      let status = 0;
      let id = '';
      let cost: string | undefined;
      try {
        const response = await fetch(`${url}/v1/chat/completions`, {
          method: 'POST',
          headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
          body: JSON.stringify({ model, stream, max_tokens: 5, messages: [{ role: 'user', content: 'Hi' }] }),
        });
        status = response.status;
        id = response.headers.get('x-request-id') ?? '';
        cost = response.headers.get('x-key4u-cost') ?? undefined;
        const text = await response.text();
        const whole = status === 200 && (stream ? text.endsWith('data: [DONE]\n\n') : text.endsWith('}'));
        return { status, id, cost, whole, text };
      } catch (error) {
        return { status, id, cost, whole: false, text: String(error) };
      }
    },
    /** A user with this balance, its live account, and a key; `limit`: what the key may spend. */
    async customer(usd: string | undefined, limit?: string) {
      const user = (await admin('POST', '/api/admin/users', {
        email: `c${Math.random().toString(36).slice(2)}@example.com`,
        password: 'correct horse battery',
      })) as { id: number };
      if (usd !== undefined) await admin('POST', `/api/admin/users/${user.id}/credit`, { usd });
      const token = (await admin('POST', '/api/admin/tokens', {
        user: user.id,
        ...(limit === undefined ? {} : { limit_usd: limit }),
      })) as { id: number; key: string };
      return { user: user.id, token: token.id, key: token.key };
    },
    async balanceOf(user: number): Promise<bigint> {
      return nano((await admin('GET', `/api/admin/users/${user}`))['balance_usd'] as string);
    },
    /** A channel for `model` to this upstream, at a price for each call. */
    async serve(upstream: string, perCall: string): Promise<void> {
      await admin('POST', '/api/admin/channels', {
        name: 'upstream',
        provider: 'openai-compatible',
        base_url: upstream,
        keys: ['sk-upstream-0123456789'],
        models: [model],
      });
      await admin('PUT', '/api/admin/prices', { model, per_call: perCall });
    },
    /** Waits until the journal is in the database. */
    async applied(mostMs = 20_000): Promise<void> {
      const end = Date.now() + mostMs;
      for (;;) {
        const { journal } = (await admin('GET', '/api/admin/health')) as { journal: { lag_bytes: number } };
        if (journal.lag_bytes === 0) return;
        assert.ok(Date.now() < end, 'the journal does not get into the database');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async verify(): Promise<void> {
      assert.deepEqual((await admin('GET', '/api/admin/ledger/verify'))['differences'], []);
    },
    /** Every charge: request id -> account -> amount. Fails when one was charged twice on an account. */
    async charges(): Promise<Map<string, Map<number, bigint>>> {
      const response = await fetch(`${url}/api/admin/ledger/export`, {
        headers: { authorization: `Bearer ${accessToken}` },
      });
      const charges = new Map<string, Map<number, bigint>>();
      for (const line of (await response.text()).split('\n')) {
        if (line === '') continue;
        const entry = JSON.parse(line) as {
          kind: string;
          cause: string;
          account: number;
          amount_usd: string;
        };
        if (entry.kind !== 'charge') continue;
        const paid = charges.get(entry.cause) ?? new Map<number, bigint>();
        assert.ok(!paid.has(entry.account), `${entry.cause} was charged twice on account ${entry.account}`);
        paid.set(entry.account, -nano(entry.amount_usd));
        charges.set(entry.cause, paid);
      }
      return charges;
    },
    async get(path: string): Promise<{ status: number; text: string }> {
      const response = await fetch(url + path);
      return { status: response.status, text: await response.text() };
    },
    /** kill -9. */
    async kill(): Promise<void> {
      child.kill('SIGKILL');
      await exited;
    },
    async stop(): Promise<void> {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

async function urlOf(child: ChildProcess): Promise<string> {
  let out = '';
  let err = '';
  child.stderr?.on('data', (bytes) => {
    err += String(bytes);
  });
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (bytes) => {
      out += String(bytes);
      const url = /"url":"([^"]+)"/.exec(out)?.[1];
      if (url) resolve(url);
    });
    child.once('exit', (code) => reject(new Error(`the gateway ended with ${code}: ${err}${out}`)));
  });
}

/** `key4u ledger verify` as an operator types it, against the data folder. Returns its exit code and what it said. */
export function verifyByCommand(place: Place): { code: number | null; said: string } {
  const done = spawnSync(process.execPath, [bin, 'ledger', 'verify'], {
    env: environment(place),
    encoding: 'utf8',
  });
  return { code: done.status, said: done.stdout + done.stderr };
}

/** Exact nano-USD of a decimal text. */
export function nano(usd: string): bigint {
  const [whole, fraction = ''] = usd.replace('-', '').split('.');
  const amount = BigInt(whole! + fraction.padEnd(9, '0'));
  return usd.startsWith('-') ? -amount : amount;
}

const usage = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 };
const head = { id: 'chatcmpl-1', created: 1, model: 'm' };
const answer = JSON.stringify({
  ...head,
  object: 'chat.completion',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Hello' }, finish_reason: 'stop' }],
  usage,
});
const chunk = (choices: unknown[], more = {}) =>
  `data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', choices, ...more })}\n\n`;
const events = [
  ...['He', 'llo', '!'].map((content) => chunk([{ index: 0, delta: { content }, finish_reason: null }])),
  chunk([{ index: 0, delta: {}, finish_reason: 'stop' }]),
  chunk([], { usage }),
  'data: [DONE]\n\n',
];

export type FastUpstream = {
  readonly url: string;
  served(): number;
  delay(ms: number): void;
  close(): Promise<void>;
};

/** Answers in no time, 10 tokens in and 5 out; a stream comes in pieces some milliseconds apart. */
export async function startFastUpstream(): Promise<FastUpstream> {
  let served = 0;
  let delayMs = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (bytes) => {
      body += String(bytes);
    });
    response.on('error', () => {});
    request.on('end', () => {
      served++;
      const reply = () => {
        if (!/"stream"\s*:\s*true/.test(body)) {
          response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
          return;
        }
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        const left = [...events];
        const timer = setInterval(() => {
          const next = left.shift();
          if (next !== undefined && !response.destroyed) response.write(next);
          if (left.length > 0 && !response.destroyed) return;
          clearInterval(timer);
          response.end();
        }, 2);
      };
      if (delayMs > 0) setTimeout(reply, delayMs);
      else reply();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    served: () => served,
    delay(ms) {
      delayMs = ms;
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Calls on `count` lines at once until `stop` says so, then what became of each. */
export function load(count: number, call: (line: number) => Promise<Called>): { stop(): Promise<Called[]> } {
  let going = true;
  const lines = Array.from({ length: count }, async (_one, line) => {
    const done: Called[] = [];
    while (going) done.push(await call(line));
    return done;
  });
  return {
    async stop() {
      going = false;
      return (await Promise.all(lines)).flat();
    },
  };
}
