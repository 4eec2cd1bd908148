import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readConfig } from '../../server/src/node/config.ts';
import { createGateway, type Overrides } from '../../server/src/node/gateway.ts';

/** A whole gateway in this process, on a free port and a data folder of its own. */
export const testKey = 'sk-test-journey-0123456789abcdef';
export const liveKey = 'sk-journey-0123456789abcdef';
const accessToken = 'journey-access-token-0123456789';

type Json = Record<string, unknown>;

export type ChannelOptions = {
  headers?: Record<string, string>;
  proxy_url?: string;
  connect_timeout_ms?: number;
  first_byte_timeout_ms?: number;
  idle_timeout_ms?: number;
  when_client_leaves?: 'cancel' | 'drain';
  drain_ms?: number;
};

export type NewChannel = {
  url: string;
  /** Names of models, or name -> name at the upstream. Each gets a price of 1 USD in and 2 USD out per million. */
  models: string[] | Record<string, string>;
  keys?: string[];
  priority?: number;
  weight?: number;
  options?: ChannelOptions;
  provider?: string;
};

export type Attempt = {
  channel: { id: number; name: string };
  key: number;
  outcome: string;
  status: number | null;
};

export type Receipt = {
  request_id: string;
  status: number;
  fault: string | null;
  cost_usd: string;
  charged_usd: string;
  hold_usd: string;
  usage: Record<string, number>;
  model: string;
  upstream_model: string | null;
  channel: { id: number; name: string } | null;
  attempts: Attempt[];
  notes: string[];
  agrees: boolean;
  price: { total_usd: string; ratio: string } | null;
};

export type Breaker = {
  channel: { id: number; name: string };
  key: number;
  state: 'closed' | 'open' | 'half-open';
  reason: string | null;
  until: string | null;
};

export type Channel = { id: number; name: string; keys: { id: number; hint: string }[] };

export type TestGateway = Awaited<ReturnType<typeof startGateway>>;

/** Waits until `look` gives something, looking again every few milliseconds. Fails after `mostMs`. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  mostMs = 5000,
): Promise<T> {
  const end = Date.now() + mostMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`waited ${mostMs} ms in vain for ${what}`);
    await wait(10);
  }
}

export async function startGateway(env: Record<string, string> = {}, overrides: Overrides = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'key4u-journey-'));
  const gateway = await createGateway(
    readConfig({
      PORT: '0',
      HOST: '127.0.0.1',
      KEY4U_DATA_DIR: folder,
      KEY4U_TEST_KEY: testKey,
      KEY4U_LIVE_KEY: liveKey,
      KEY4U_ACCESS_TOKEN: accessToken,
      KEY4U_STOP_SECONDS: '0',
      LOG_LEVEL: 'silent',
      ...env,
    }),
    overrides,
  );
  const url = await gateway.listen();
  let names = 0;

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

  const post = (path: string, body: unknown, headers: Record<string, string> = {}, signal?: AbortSignal) =>
    fetch(url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${liveKey}`, 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...(signal ? { signal } : {}),
    });

  /** Waits until every record of the journal is in the database. */
  async function settled(): Promise<void> {
    await until('the journal to be applied', async () => {
      const { journal } = (await admin('GET', '/api/admin/health')) as { journal: { lag_bytes: number } };
      return journal.lag_bytes === 0;
    });
  }

  async function price(model: string, card: Json = { input: '1', output: '2' }): Promise<void> {
    await admin('PUT', '/api/admin/prices', { model, ...card });
  }

  return {
    url,
    store: gateway.store,
    admin,
    post,
    price,
    /** Adds a channel for the compatible provider and waits until the relay knows it. */
    async addChannel({ url: base, models, keys, priority, weight, options, provider }: NewChannel) {
      const list = Array.isArray(models) ? models : Object.keys(models);
      const added = (await admin('POST', '/api/admin/channels', {
        name: `channel-${++names}`,
        provider: provider ?? 'openai-compatible',
        base_url: base,
        keys: keys ?? [`sk-upstream-secret-${names}`],
        models,
        priority: priority ?? 0,
        weight: weight ?? 1,
        options: options ?? {},
      })) as unknown as Channel;
      for (const model of list) await price(model);
      await until('the channel to be known', async () => {
        const { breakers } = (await admin('GET', '/api/admin/health')) as { breakers: Breaker[] };
        if (!breakers.some((one) => one.channel.id === added.id)) return undefined;
        const seen = await fetch(`${url}/v1/models`, { headers: { authorization: `Bearer ${liveKey}` } });
        const { data } = (await seen.json()) as { data: { id: string }[] };
        return list.every((model) => data.some(({ id }) => id === model));
      });
      return added;
    },
    async addUser(usd?: string): Promise<number> {
      const user = await admin('POST', '/api/admin/users', {
        email: `user-${++names}@example.com`,
        password: 'correct horse battery',
      });
      if (usd !== undefined) await admin('POST', `/api/admin/users/${user['id']}/credit`, { usd });
      return user['id'] as number;
    },
    async addToken(fields: Json = {}): Promise<{ id: number; key: string }> {
      return (await admin('POST', '/api/admin/tokens', fields)) as { id: number; key: string };
    },
    async balanceOf(user: number): Promise<string> {
      return (await admin('GET', `/api/admin/users/${user}`))['balance_usd'] as string;
    },
    /** The receipt, once the call has reached the database. */
    receipt: (requestId: string): Promise<Receipt> =>
      until(`the receipt of ${requestId}`, () =>
        admin('GET', `/api/admin/logs/${requestId}`).then(
          (found) => found as unknown as Receipt,
          () => undefined,
        ),
      ),
    async logs(query: Record<string, string> = {}): Promise<Receipt[]> {
      const { items } = await admin('GET', `/api/admin/logs?${new URLSearchParams(query)}`);
      return items as Receipt[];
    },
    async breakersOf(channel: number): Promise<Breaker[]> {
      const { breakers } = (await admin('GET', '/api/admin/health')) as { breakers: Breaker[] };
      return breakers.filter((one) => one.channel.id === channel);
    },
    async openStreams(): Promise<number> {
      return (await admin('GET', '/api/admin/health'))['open_streams'] as number;
    },
    settled,
    /** Checks every balance against its entries. */
    async verifyLedger(): Promise<void> {
      await settled();
      const verdict = await admin('GET', '/api/admin/ledger/verify');
      assert.deepEqual(verdict['differences'], []);
    },
    async close(): Promise<void> {
      await gateway.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Exact nano-USD of a decimal text, for comparing money. */
export const nano = (usd: string): bigint => {
  const [whole, fraction = ''] = usd.split('.');
  return BigInt(whole! + fraction.padEnd(9, '0'));
};

/** At 1 USD in and 2 USD out per million tokens. */
export const costAt = (input: number, output: number): bigint => BigInt(input * 1000 + output * 2000);

export type ErrorBody = {
  error: { message: string; type: string; param: string | null; code: string | null };
};
