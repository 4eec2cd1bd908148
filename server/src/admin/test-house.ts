import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify, { type InjectOptions } from 'fastify';
import { isConfirmed, openAccounts } from '../accounts/index.ts';
import { sessionCookie, sessionSecret } from '../accounts/session-cookie.ts';
import type { Clock } from '../base/clock.ts';
import { newId, randomText } from '../base/ids.ts';
import { hashPassword } from '../base/password.ts';
import { openVault, type Vault } from '../base/secret.ts';
import { dialects } from '../dialects/index.ts';
import { compileCard, compileRatio, priceOf } from '../ledger/price.ts';
import { filePort } from '../node/admin-ports.ts';
import { Files } from '../relay/files.ts';
import type { ListedModel } from '../spec/dialect.ts';
import { GatewayError } from '../spec/fault.ts';
import type { Provider } from '../spec/provider.ts';
import type { RateCard } from '../spec/rate-card.ts';
import type { CallRecord, Role, Token, User } from '../spec/records.ts';
import type { NewToken, Store } from '../spec/store.ts';
import type { TaskBy, TaskRow } from '../spec/task-rows.ts';
import { openFileFolder } from '../store/file-folder.ts';
import type { AdminDeps, Catalogue } from './deps.ts';
import { bindAdmin } from './index.ts';

/** What the tests of this room stand on: the API over a real store in a folder of its own, with five people. */

type OpenStore = (config: { dataDir: string; vault: Vault; clock: Clock }) => Promise<Store>;

export const officialCard: RateCard = {
  rates: [
    { meter: 'input_tokens', usd: '2.5', per: 1_000_000 },
    { meter: 'cached_input_tokens', usd: '1.25', per: 1_000_000 },
    { meter: 'output_tokens', usd: '10', per: 1_000_000 },
  ],
  source: 'price list of the maker',
  asOf: '2026-01-15',
};

const provider: Provider = {
  manifest: {
    id: 'acme',
    name: { en: 'Acme', vi: 'Acme' },
    baseUrl: 'https://api.acme.example/v1',
    settings: [
      { name: 'project', label: { en: 'Project', vi: 'Dự án' }, required: false, secret: false },
      { name: 'signature', label: { en: 'Signature', vi: 'Chữ ký' }, required: false, secret: true },
    ],
    owner: 'acme',
    models: [{ id: 'acme-1', kinds: ['chat'], context: 128_000, maxOutput: 8192, card: officialCard }],
  },
  authorize: ({ key }) => ({ authorization: `Bearer ${key}` }),
  wires: {},
  readFault: () => ({ code: 'upstream_failed', message: 'failed' }),
  passHeaders: [],
  simulator: () => async () => new Response(),
};

/** Must never be seen in an answer. */
export const secrets = {
  channelKey: 'acme-SECRETchannelkeySECRETchannelkey',
  header: 'SECRETheadervalueSECRETheadervalue',
  setting: 'SECRETsettingvalueSECRETsettingvalue',
  proxy: 'SECRETproxypassword',
  password: 'SECRETpasswordofbob',
};

export type Person = { readonly user: User; readonly accessToken: string };

const people = {
  root: 'root',
  ada: 'admin',
  max: 'admin',
  ana: 'user',
  bob: 'user',
} as const satisfies Record<string, Role>;
export type Name = keyof typeof people;

const hashed = hashPassword(secrets.password);

async function hire(store: Store): Promise<Record<Name, Person>> {
  const hired = async (name: Name): Promise<Person> => {
    const made = await store.users.create(
      { user: null },
      {
        email: `${name}@example.com`,
        name,
        password: await hashed,
        role: people[name],
        group: 'default',
        limited: true,
      },
    );
    if ('refused' in made) throw new Error(made.refused);
    const accessToken = `${name}-access-token-0123456789abcdef`;
    await store.users.setAccessToken({ user: null }, made.id, accessToken);
    return { user: made, accessToken };
  };
  return {
    root: await hired('root'),
    ada: await hired('ada'),
    max: await hired('max'),
    ana: await hired('ana'),
    bob: await hired('bob'),
  };
}

const listed = (id: string): ListedModel => ({ id, owner: 'acme', created: 1_700_000_000, kinds: ['chat'] });

/** Tasks without an engine: their upstream stops whatever it is asked to. */
function tasksIn(store: Store, clock: Clock): AdminDeps['tasks'] {
  const end = async (row: TaskRow, by?: TaskBy): Promise<TaskRow> => {
    const ended = await store.tasks.move(row.id, {
      at: clock.now(),
      to: 'cancelled',
      fault: 'task_cancelled',
      cost: 0,
      ...(by ? { by } : {}),
    });
    if (!ended) throw new GatewayError('task_not_cancellable', 'this task has ended already');
    return ended;
  };
  return {
    cancel: end,
    giveUp: end,
    mayCancel: ({ finishedAt }) => finishedAt === null,
    async remove({ id }) {
      if (!(await store.tasks.remove(id))) throw new GatewayError('task_running', 'it has not ended');
    },
    outputsOf: ({ outputs, id }) =>
      outputs.map((output, index) => ({ ...output, index, url: `/results/${id}/${index}` })),
    changedOf: async () => {},
  };
}

export async function openHouse(openStore: OpenStore, more: Partial<AdminDeps> = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'key4u-admin-'));
  const clock = { at: Date.UTC(2026, 0, 20, 12), now: () => clock.at };
  const vault = openVault('a master key of at least 32 characters');
  const store = await openStore({ dataDir, vault, clock });
  const unused = () => Promise.reject(new Error('no test of this room loads the account library'));
  const accounts = openAccounts({
    store,
    vault,
    now: clock.now,
    desk: { handle: unused, fitsCode: unused },
  });
  const system = { user: null };
  await store.groups.put(system, { name: 'default', ratio: '1', description: 'Default', open: true });
  await store.groups.put(system, { name: 'vip', ratio: '0.8', description: 'VIP', open: true });
  await store.groups.put(system, { name: 'inner', ratio: '0.1', description: 'Staff', open: false });
  const staff = await hire(store);

  const channel = await store.channels.create(system, {
    name: 'acme main',
    provider: 'acme',
    baseUrl: 'https://api.acme.example/v1',
    keys: [secrets.channelKey],
    models: { 'acme-1': 'acme-1-2026' },
    groups: ['default', 'vip'],
    priority: 0,
    weight: 1,
    status: 'enabled',
    options: {
      headers: { 'x-team': 'blue', 'x-api-key': secrets.header },
      settings: { project: 'p1', signature: secrets.setting },
      proxyUrl: `http://me:${secrets.proxy}@proxy.example:3128`,
      connectTimeoutMs: 5000,
      firstByteTimeoutMs: 120_000,
      idleTimeoutMs: 60_000,
      whenClientLeaves: 'cancel',
      drainMs: 60_000,
      results: 'copy',
    },
  });
  if ('refused' in channel) throw new Error(channel.refused);

  const files = new Files({
    rows: store.files,
    bytes: await openFileFolder(join(dataDir, 'files')),
    vault,
    clock,
    mostBytes: 20_000_000,
    bounds: async () => ({ perUser: 1_000_000, longestMs: 86_400_000 }),
  });
  const groups = await store.groups.list();
  const catalogue: Catalogue = {
    groups,
    modelsOf: (group) => (['default', 'vip'].includes(group) ? [listed('acme-1')] : []),
    cardOf: (model) => (model === 'acme-1' ? { card: officialCard, version: null, since: null } : undefined),
    factOf: (model) => provider.manifest.models.find(({ id }) => id === model),
    reachOf: () => ({ doors: [], takes: ['text'], gives: ['text'] }),
  };
  const deps: AdminDeps = {
    store,
    clock,
    version: '0.1.0',
    startedAt: clock.at,
    providers: [provider],
    makers: [{ id: 'acme', name: 'Acme', logo: 'acme', owners: ['acme'] }],
    factWords: {},
    dialects: [],
    endpointTypes: [
      { name: 'talk', kinds: ['chat'], method: 'POST', path: '/v1/talk' },
      { name: 'talk', kinds: ['chat', 'completion'], method: 'POST', path: '/v1/old-talk' },
    ],
    catalogue: () => catalogue,
    health: () => ({
      node: 'n1',
      breakers: [
        {
          channel: channel.id,
          key: channel.keys[0]?.id ?? 0,
          state: 'open',
          faults: 5,
          reason: 'upstream_failed',
          since: clock.at,
          until: clock.at + 30_000,
        },
      ],
      journal: { lagBytes: 0, lagMs: 0 },
      openStreams: 2,
      memoryBytes: 100_000_000,
      channels: [
        {
          channel: channel.id,
          firstByteMs: 304,
          cells: Array.from({ length: 60 }, (_, index) => ({
            calls: index === 59 ? 4 : 0,
            failed: index === 59 ? 1 : 0,
            cost: index === 59 ? 2500 : 0,
            firstByteMs: index === 59 ? 304 : null,
          })),
        },
      ],
    }),
    shortKey: (key, seconds) => ({ secret: `ek_${key}`, expiresAt: clock.at + seconds * 1000 }),
    estimate: async () => ({
      model: 'acme-1',
      group: 'default',
      ratio: '1',
      hold: 1500,
      of: 'call',
      lines: [],
    }),
    sign: (text) => createHash('sha256').update(`house ${text}`).digest('hex'),
    clients: async () => [],
    // Whoever comes has confirmed a moment ago that it is him.
    confirmedAs: async ({ authorization }) =>
      (await store.users.byAccessToken(authorization?.replace(/^bearer +/i, '') ?? ''))?.id,
    sessions: {
      of: accounts.sessionOf,
      confirm: accounts.confirm,
      isConfirmed: (who) => isConfirmed(who, clock.now()),
    },
    tasks: tasksIn(store, clock),
    files: filePort(files, vault, dialects),
    fetchModels: async () => ({ ids: ['acme-1', 'acme-2'], ms: 12 }),
    samples: async () => undefined,
    backup: async () => ({
      archive: (async function* () {
        yield Buffer.from('an archive');
      })(),
    }),
    testChannel: async () => ({ ok: true, status: 200, ms: 12, message: 'answered' }),
    ...more,
  };
  const app = fastify({ genReqId: () => newId('req', clock.now()) });
  bindAdmin(app, deps);
  await app.ready();

  let applied = 0;
  return {
    store,
    clock,
    deps,
    app,
    staff,
    channel,
    async call(
      who: Name | undefined,
      method: InjectOptions['method'],
      url: string,
      body?: object,
      headers = {},
    ) {
      const answer = await app.inject({
        method,
        url,
        headers: { ...(who ? { authorization: `Bearer ${staff[who].accessToken}` } : {}), ...headers },
        ...(body === undefined ? {} : { payload: body }),
      });
      return {
        status: answer.statusCode,
        headers: answer.headers,
        text: answer.body,
        json: () => answer.json(),
      };
    },
    /** Logs in: the headers of the portal's calls, and the session's id. */
    async session(who: Name): Promise<{ id: number; headers: { cookie: string; 'x-key4u-portal': string } }> {
      const token = randomText(32);
      const at = clock.now();
      const row = await store.auth.insert('sessions', {
        user_id: staff[who].user.id,
        token,
        expires_at: at + 30 * 24 * 3_600_000,
        created_at: at,
        updated_at: at,
      });
      const cookie = sessionCookie(token, sessionSecret(vault));
      return { id: Number(row['id']), headers: { cookie, 'x-key4u-portal': '1' } };
    },
    async token(who: Name, more: Partial<NewToken> = {}): Promise<Token & { key: string }> {
      const key = more.key ?? `sk-${newId('k', clock.now()).replaceAll('_', '')}`.padEnd(51, '0');
      const made = await store.tokens.create(system, {
        userId: staff[who].user.id,
        name: 'a key',
        mode: 'live',
        group: null,
        models: null,
        allowIps: [],
        expiresAt: null,
        limit: null,
        ...more,
        key,
      });
      if ('refused' in made) throw new Error(made.refused);
      return { ...made, key };
    },
    /** A call that was answered and settled, as the journal would bring it. */
    async settled(who: Name, token: Token, more: Partial<CallRecord> = {}): Promise<CallRecord> {
      const { user } = staff[who];
      const usage = more.usage ?? { input_tokens: 1000, output_tokens: 500, cached_input_tokens: 3 };
      const ratio = more.ratio ?? '0.8';
      const cost = more.cost ?? priceOf(compileCard(officialCard), usage, {}, compileRatio(ratio));
      const draws = [
        { account: user.live.id, amount: cost, limited: true },
        ...(token.allowance ? [{ account: token.allowance.id, amount: cost, limited: true }] : []),
      ];
      const record: CallRecord = {
        id: newId('req', clock.now()),
        at: clock.now(),
        startedAt: clock.now() - 1500,
        user: user.id,
        token: token.id,
        mode: 'live',
        dialect: 'talk',
        endpoint: 'talk',
        model: 'acme-1',
        channel: channel.id,
        upstreamModel: 'acme-1-2026',
        upstreamId: 'up-1',
        group: 'vip',
        stream: true,
        status: 200,
        fault: null,
        facts: {},
        price: null,
        hold: cost * 2,
        firstByteMs: 300,
        ms: 1500,
        attempts: [
          { channel: 99, key: 7, outcome: 'upstream_failed', status: 500, ms: 40 },
          { channel: channel.id, key: channel.keys[0]?.id ?? 0, outcome: 'ok', status: 200, ms: 1400 },
        ],
        notes: ['usage read from the stream'],
        ip: '203.0.113.9',
        ...more,
        usage,
        ratio,
        cost,
        draws,
      };
      applied += 1;
      await store.ledger.apply([record], { node: 'n1', file: '0001', offset: applied });
      return record;
    },
    async close() {
      await app.close();
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type House = Awaited<ReturnType<typeof openHouse>>;
