import { serveSimulators } from '../../server/src/base/serve-simulated.ts';
import { priceLines } from '../../server/src/ledger/price.ts';
import { simulatedSessions } from '../../server/src/node/gateway.ts';
import { providers } from '../../server/src/providers/index.ts';
import type { CallRecord } from '../../server/src/spec/records.ts';
import { startGateway, testKey, until } from './gateway.ts';

/**
 * A gateway that has been used for a month: channels of several makers (their simulators), a customer with money, keys, a
 * log, tasks and files, an operator with codes and an announcement. For looking at pages and for testing them.
 */

export const operator = { email: 'admin@example.com', password: 'Quiet-harbour-42' } as const;
export const customer = { email: 'lan.nguyen@example.com', password: 'Green-lantern-37' } as const;

const channels = [
  {
    name: 'OpenAI, main account',
    provider: 'openai',
    models: ['gpt-4o-mini', 'gpt-4o', 'gpt-image-1', 'whisper-1'],
  },
  { name: 'Anthropic', provider: 'anthropic', models: ['claude-sonnet-4-5', 'claude-haiku-4-5'] },
  { name: 'Google AI Studio', provider: 'google', models: ['gemini-2.5-flash', 'gemini-2.5-pro'] },
  { name: 'DeepSeek', provider: 'deepseek', models: ['deepseek-chat'] },
] as const;

/** Numbers that look random and are the same every time. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export type UsedPlace = Awaited<ReturnType<typeof openUsedPlace>>;

export async function openUsedPlace({ days = 30, port = '0' }: { days?: number; port?: string } = {}) {
  const upstreams = await serveSimulators(
    Object.fromEntries(providers.map((provider) => [provider.manifest.id, provider.simulator()])),
    { host: '127.0.0.1', port: 0 },
    simulatedSessions(providers),
  );
  const gateway = await startGateway({
    PORT: port,
    KEY4U_ADMIN_EMAIL: operator.email,
    KEY4U_ADMIN_PASSWORD: operator.password,
  });
  const { admin, store, url } = gateway;

  const made: { id: number; provider: string; models: readonly string[] }[] = [];
  for (const { name, provider, models } of channels) {
    const sold = providers.find(({ manifest }) => manifest.id === provider)?.manifest.models ?? [];
    const known = models.filter((model) => sold.some(({ id }) => id === model));
    const channel = await admin('POST', '/api/admin/channels', {
      name,
      provider,
      base_url: `${upstreams.url}/${provider}`,
      keys: [`sk-upstream-${provider}`],
      models: known,
    });
    made.push({ id: channel['id'] as number, provider, models: known });
  }
  // One that nobody answers at, so that an operator sees what trouble looks like.
  await admin('POST', '/api/admin/channels', {
    name: 'Spare, in trouble',
    provider: 'openai-compatible',
    base_url: 'http://127.0.0.1:9/v1',
    keys: ['sk-upstream-spare'],
    models: ['gpt-4o-mini'],
    priority: -1,
  });
  await admin('PUT', '/api/admin/groups/vip', { ratio: '0.9', description: 'VIP', open: true }).catch(
    () => {},
  );

  const user = await admin('POST', '/api/admin/users', { ...customer, name: 'Lan Nguyễn' });
  const id = user['id'] as number;
  await admin('POST', `/api/admin/users/${id}/credit`, { usd: '60', note: 'Bank transfer' });
  const liveToken = (await admin('POST', '/api/admin/tokens', {
    user: customer.email,
    name: 'Production',
  })) as {
    id: number;
    key: string;
  };
  const testToken = (await admin('POST', '/api/admin/tokens', {
    user: customer.email,
    name: 'Test',
    mode: 'test',
  })) as { id: number; key: string };

  await fillLog();
  const auth = (key: string) => ({ authorization: `Bearer ${key}`, 'content-type': 'application/json' });
  const post = (path: string, body: unknown, key: string, headers: Record<string, string> = {}) =>
    fetch(url + path, { method: 'POST', headers: { ...auth(key), ...headers }, body: JSON.stringify(body) });

  // Calls of today, on both sides, some that fail.
  const ask = { messages: [{ role: 'user', content: 'Xin chào! Hãy kể một câu chuyện ngắn về biển.' }] };
  for (const model of ['gpt-4o-mini', 'claude-sonnet-4-5', 'gemini-2.5-flash'])
    for (const key of [liveToken.key, testToken.key])
      await (await post('/v1/chat/completions', { model, ...ask }, key)).arrayBuffer();
  for (const fault of ['429', '500'])
    await (
      await post('/v1/chat/completions', { model: 'gpt-4o-mini', ...ask }, testToken.key, {
        'x-key4u-simulate': fault,
      })
    ).arrayBuffer();

  const tasks: readonly (readonly [string, unknown])[] = [
    [
      '/replicate/v1/models/black-forest-labs/flux-schnell/predictions',
      { input: { prompt: 'A lighthouse at dusk, watercolour' } },
    ],
    [
      '/replicate/v1/models/black-forest-labs/flux-schnell/predictions',
      { input: { prompt: 'A red kite over rice fields' } },
    ],
    ['/v1/videos', { model: 'gemini-omni-1.1-flash', prompt: 'Waves under a pier, slow pan', seconds: '4' }],
    ['/suno/submit/music', { prompt: 'A calm song about rain', mv: 'chirp-v4' }],
  ];
  for (const [path, body] of tasks) await (await post(path, body, testToken.key)).arrayBuffer();
  await gateway.settled();

  /** A month of calls, as the journal of a node that is no more would have brought them. */
  async function fillLog(): Promise<void> {
    const random = dice(20_261_123);
    const account = (await store.users.byId(id))!.live.id;
    const choices = made.flatMap(({ id: channel, provider, models }) =>
      models.flatMap((model) => {
        const fact = providers
          .find(({ manifest }) => manifest.id === provider)
          ?.manifest.models.find((one) => one.id === model && one.kinds.includes('chat'));
        return fact ? [{ channel, model, card: fact.card }] : [];
      }),
    );
    const now = Date.now();
    const records: CallRecord[] = [];
    for (let day = days; day > 0; day--) {
      const count = 4 + Math.floor(random() * 14);
      for (let n = 0; n < count; n++) {
        const { channel, model, card } = choices[Math.floor(random() ** 1.6 * choices.length)]!;
        const at = Math.floor(now - day * 86_400_000 + random() * 80_000_000);
        const fault = random() < 0.04 ? ('upstream_busy' as const) : null;
        const usage = fault
          ? {}
          : {
              input_tokens: 200 + Math.floor(random() * 9000),
              output_tokens: 50 + Math.floor(random() * 1800),
            };
        const cost = fault ? 0 : priceLines(card, usage, {}, '1').total;
        const firstByteMs = 180 + Math.floor(random() ** 3 * 2400);
        records.push({
          id: `req_history${day.toString(36).padStart(3, '0')}${n.toString(36).padStart(4, '0')}`,
          at,
          startedAt: at - firstByteMs - 900,
          user: id,
          token: liveToken.id,
          mode: 'live',
          dialect: 'openai-chat',
          endpoint: 'chat.completions',
          model,
          channel,
          upstreamModel: model,
          upstreamId: null,
          group: 'default',
          ratio: '1',
          stream: random() < 0.7,
          status: fault ? 503 : 200,
          fault,
          usage,
          facts: {},
          price: null,
          hold: cost * 2,
          cost,
          firstByteMs: fault ? null : firstByteMs,
          ms: firstByteMs + Math.floor(random() * 6000),
          attempts: [
            { channel, key: channel, outcome: fault ?? 'ok', status: fault ? 429 : 200, ms: firstByteMs },
          ],
          notes: [],
          ip: '203.0.113.7',
          draws: cost > 0 ? [{ account, amount: cost, limited: true }] : [],
        });
      }
    }
    records.sort((one, other) => one.at - other.at);
    await store.ledger.lease(
      'history',
      account,
      records.reduce((sum, { cost }) => sum + cost, 0),
    );
    await store.ledger.apply(records, { node: 'history', file: 'history', offset: 1 });
    await store.nodes.returnLeases('history');
  }

  return {
    ...gateway,
    liveKey: liveToken.key,
    testKey: testToken.key,
    operatorTestKey: testKey,
    /** Where the simulators are: `${upstreams}/<provider>` is a base URL. */
    upstreams: upstreams.url,
    customerId: id,
    /** Waits until every task of the customer has ended. */
    tasksEnded: () =>
      until(
        'the tasks to end',
        async () => {
          const response = await fetch(`${url}/v1/tasks`, { headers: auth(testToken.key) });
          const { data } = (await response.json()) as { data?: { status: string }[] };
          return (
            data !== undefined &&
            data.length > 0 &&
            data.every(({ status }) => !/queued|running|sending/.test(status))
          );
        },
        60_000,
      ),
    async close() {
      await gateway.close();
      await upstreams.close();
    },
  };
}
