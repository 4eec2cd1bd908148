import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { z } from 'zod';
import { type House, openHouse } from '../../admin/test-house.ts';
import { openStore } from '../../store/index.ts';
import { World } from '../test-world.ts';

/** The commands against the real management API over a real store, as they run without a server. */

let house: House;
let folder: string;

before(async () => {
  house = await openHouse(openStore);
  folder = await mkdtemp(join(tmpdir(), 'key4u-cli-'));
});

after(async () => {
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

type Ran = { readonly code: number; readonly out: string; readonly err: string; readonly json: unknown };

async function key4u(words: readonly string[], stdin = ''): Promise<Ran> {
  const world = new World({
    env: { KEY4U_DATA_DIR: folder },
    stdin,
    gateway: {
      open: async () => ({
        app: house.app,
        operatorToken: house.staff.root.accessToken,
        close: async () => {},
      }),
    },
  });
  world.now = house.clock.at;
  const code = await world.run(...words);
  return {
    code,
    out: world.out,
    err: world.err,
    get json() {
      return world.json;
    },
  };
}

const fine = async (...words: string[]): Promise<Ran> => {
  const ran = await key4u(words);
  assert.equal(ran.code, 0, ran.err);
  assert.equal(ran.err, '');
  return ran;
};

const withId = z.looseObject({ id: z.number() });

describe('channel', () => {
  test('add gives every option to the server, and shows no key', async () => {
    const ran = await fine(
      ...[
        'channel',
        'add',
        '--name',
        'second',
        '--provider',
        'acme',
        '--base-url',
        'http://10.0.0.5:8000/v1',
      ],
      ...['--key', 'first-secret-key-000', '--key2', 'second-secret-key-00', '--key3=third-secret-key-000'],
      ...['--models', 'a,b=name-at-upstream', '--group', 'default,vip', '--priority', '-5', '--weight', '3'],
      ...['--header', 'X-Team: blue', '--header', 'X-Floor: 2', '--setting', 'project=p9'],
      ...['--proxy', 'http://proxy.example:3128', '--timeout-connect', '2s', '--timeout-first-byte', '5m'],
      ...[
        '--timeout-idle',
        '500ms',
        '--when-client-leaves',
        'drain',
        '--drain',
        '10',
        '--disabled',
        '--json',
      ],
    );
    const { id } = withId.parse(ran.json);
    const stored = await house.store.channels.byId(id);
    assert.ok(stored);
    const { keys, createdAt: _, ...rest } = stored;
    assert.deepEqual(
      keys.map((key) => key.secret),
      ['first-secret-key-000', 'second-secret-key-00', 'third-secret-key-000'],
    );
    assert.deepEqual(rest, {
      id,
      name: 'second',
      provider: 'acme',
      baseUrl: 'http://10.0.0.5:8000/v1',
      models: { a: 'a', b: 'name-at-upstream' },
      groups: ['default', 'vip'],
      priority: -5,
      weight: 3,
      status: 'disabled',
      options: {
        headers: { 'X-Team': 'blue', 'X-Floor': '2' },
        settings: { project: 'p9' },
        proxyUrl: 'http://proxy.example:3128',
        connectTimeoutMs: 2000,
        firstByteTimeoutMs: 300_000,
        idleTimeoutMs: 500,
        whenClientLeaves: 'drain',
        drainMs: 10_000,
        results: 'copy',
      },
    });
    assert.doesNotMatch(ran.out, /secret-key/);
  });

  test('add leaves what is not said to the server, and takes keys from the standard input', async () => {
    const words = ['channel', 'add', '--name', 'piped', '--provider', 'acme', '--key', '-', '--models', 'a'];
    const ran = await key4u(words, 'piped-key-1\r\n\npiped-key-2\n');
    assert.equal(ran.code, 0, ran.err);
    assert.match(ran.out, /^base url {2,}https:\/\/api\.acme\.example\/v1$/m);
    assert.match(ran.out, /key4u channel test \d+/);
    const stored = (await house.store.channels.list()).find((channel) => channel.name === 'piped');
    assert.deepEqual(
      stored?.keys.map((key) => key.secret),
      ['piped-key-1', 'piped-key-2'],
    );
    assert.deepEqual([stored?.groups, stored?.priority, stored?.weight], [['default'], 0, 1]);
  });

  test("the server's refusal is printed and ends with 1", async () => {
    const words = ['channel', 'add', '--name', 'x', '--provider', 'nobody', '--key', 'k', '--models', 'a'];
    const human = await key4u(words);
    assert.equal(human.code, 1);
    assert.equal(human.err, 'error: provider: there is no provider "nobody"; there are: acme\n');
    const json = await key4u([...words, '--json']);
    assert.deepEqual([json.code, json.out], [1, '']);
    assert.deepEqual(JSON.parse(json.err), {
      error: { message: 'provider: there is no provider "nobody"; there are: acme' },
    });
  });

  test('list shows a table, or the rows as JSON', async () => {
    const human = await fine('channel', 'list');
    assert.match(
      human.out,
      /^ID {2}NAME +PROVIDER +BASE URL +KEYS +GROUPS +PRIORITY +WEIGHT +STATUS +MODELS$/m,
    );
    assert.match(
      human.out,
      /acme main +acme +https:\/\/api\.acme\.example\/v1 +1 +default, vip +0 +1 +enabled +acme-1=acme-1-2026$/m,
    );
    const rows = z
      .array(z.looseObject({ name: z.string() }))
      .parse((await fine('channel', 'list', '--json')).json);
    assert.ok(rows.some((row) => row.name === 'acme main'));
  });

  test('test says what the upstream said, by id or name', async () => {
    const ran = await fine('channel', 'test', 'acme main', '--model', 'acme-1');
    assert.equal(ran.out, 'ok: acme main (status 200, 12 ms)\n  answered\n');
    const missing = await key4u(['channel', 'test', 'nowhere']);
    assert.equal(missing.code, 1);
    assert.match(missing.err, /there is no channel "nowhere"\n"key4u channel list"/);
  });

  test('remove takes one away', async () => {
    await fine('channel', 'add', '--name', 'short', '--provider', 'acme', '--key', 'k', '--models', 'a');
    assert.match((await fine('channel', 'remove', 'short')).out, /^Removed channel \d+ "short"\.\n$/);
    assert.ok((await house.store.channels.list()).every((channel) => channel.name !== 'short'));
  });
});

describe('model', () => {
  const rates = async (model: string) => (await house.store.prices.history(model))[0]?.card.rates;

  test('price sets token prices exactly', async () => {
    const ran = await fine(
      ...[
        'model',
        'price',
        'm-1',
        '--input',
        '0.15',
        '--output',
        '0.6',
        '--cached-input',
        '0.075',
        '--cache-write',
        '0',
      ],
    );
    assert.match(ran.out, /^Price of m-1, version \d+ \(operator, 2026-01-20\):$/m);
    assert.match(ran.out, /^cached_input_tokens +0\.075 {2}million {2}always$/m);
    assert.deepEqual(await rates('m-1'), [
      { meter: 'input_tokens', usd: '0.15', per: 1_000_000 },
      { meter: 'output_tokens', usd: '0.6', per: 1_000_000 },
      { meter: 'cached_input_tokens', usd: '0.075', per: 1_000_000 },
      { meter: 'cache_write_tokens', usd: '0', per: 1_000_000 },
    ]);
  });

  test('price sets a price for each call, or the rates of a file', async () => {
    await fine(
      'model',
      'price',
      'm-2',
      '--per-call',
      '0.01',
      '--source',
      'contract',
      '--as-of',
      '2026-01-02',
    );
    assert.deepEqual(await rates('m-2'), [{ meter: 'calls', usd: '0.01', per: 1 }]);
    const file = join(folder, 'rates.json');
    const card = [
      { meter: 'images', usd: '0.04', per: 1, when: [{ fact: 'size', is: ['1024x1024'] }] },
      { meter: 'images', usd: '0.08', per: 1 },
    ];
    await writeFile(file, JSON.stringify(card));
    await fine('model', 'price', 'm-3', '--rates', file);
    assert.deepEqual(await rates('m-3'), card);
    const piped = await key4u(
      ['model', 'price', 'm-4', '--rates', '-'],
      JSON.stringify({ rates: card, source: 's' }),
    );
    assert.equal(piped.code, 0, piped.err);
    assert.equal((await house.store.prices.history('m-4'))[0]?.card.source, 's');
  });

  test('a price that would leave something free by mistake, or a mixture, is a usage error', async () => {
    for (const [words, says] of [
      [[], /only one of these ways/],
      [['--input', '1'], /--output is missing/],
      [['--cached-input', '1', '--output', '1'], /--input is missing/],
      [['--input', '1', '--output', '1', '--per-call', '1'], /only one of these ways/],
      [['--input', '1.5.1', '--output', '1'], /Write a price in USD/],
      [['--input', '-1', '--output', '1'], /Write a price in USD/],
    ] as const) {
      const ran = await key4u(['model', 'price', 'm-5', ...words]);
      assert.equal(ran.code, 2, words.join(' '));
      assert.match(ran.err, says);
    }
    assert.deepEqual(await house.store.prices.history('m-5'), []);
  });

  test('a file without rates is told', async () => {
    const ran = await key4u(['model', 'price', 'm-6', '--rates', '-'], '{"price": 1}');
    assert.equal(ran.code, 1);
    assert.match(ran.err, /holds no list of rates\nWrite \[/);
    assert.match((await key4u(['model', 'price', 'm-6', '--rates', '-'], '{')).err, /is not JSON/);
    assert.match(
      (await key4u(['model', 'price', 'm-6', '--rates', join(folder, 'none')])).err,
      /cannot read/,
    );
  });

  test('list shows the price in force and where it comes from', async () => {
    await fine('model', 'price', 'm-7', '--input', '0.15', '--output', '0.6');
    const { out } = await fine('model', 'list');
    assert.match(out, /^acme-1 +chat +2\.5 +1\.25 +10 +- +official, 2026-01-15 +.*acme main/m);
    assert.match(out, /^m-7 +- +0\.15 +- +0\.6 +- +you +-$/m);
    const served = z
      .array(z.looseObject({ name: z.string() }))
      .parse((await fine('model', 'list', '--served', '--json')).json);
    assert.ok(
      served.some((model) => model.name === 'acme-1') && served.every((model) => model.name !== 'm-7'),
    );
  });
});

describe('user', () => {
  test('create, credit and list show exact money', async () => {
    const made = await fine(
      'user',
      'create',
      '--email',
      'kim@example.com',
      '--password',
      'long enough',
      '--group',
      'vip',
    );
    assert.match(made.out, /key4u user credit --email kim@example\.com/);
    assert.doesNotMatch(made.out, /long enough/);
    const credit = await fine(
      'user',
      'credit',
      '--email',
      'kim@example.com',
      '--usd',
      '12.345678901',
      '--note',
      'by bank',
    );
    assert.equal(credit.out, 'Credited 12.345678901 USD to kim@example.com. Balance: 12.345678901 USD.\n');
    await fine('user', 'credit', '--email', 'kim@example.com', '--usd', '-0.000000001');
    assert.match(
      (await fine('user', 'list')).out,
      /kim@example\.com +user +vip +enabled +12\.3456789 +0 +0 +2026-01-20 12:00:00Z$/m,
    );
    const rows = z.array(z.looseObject({ email: z.string(), balance_usd: z.string() }));
    const page = rows.parse((await fine('user', 'list', '--limit', '1', '--page', '2', '--json')).json);
    assert.equal(page.length, 1);
  });

  test('the same cause credits once', async () => {
    const words = ['user', 'credit', '--email', 'ana@example.com', '--usd', '1', '--cause', 'invoice-7'];
    assert.match((await fine(...words)).out, /Balance: 1 USD/);
    assert.match((await fine(...words)).out, /Nothing changed.*invoice-7.*Balance: 1 USD/);
  });

  test('a credit whose answer got lost says how to repeat it safely', async () => {
    let sent = '';
    const server = createServer((request, response) => {
      if (request.method === 'GET') return house.app.routing(request, response);
      request.on('data', (chunk) => {
        sent += chunk;
      });
      request.on('end', () => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const world = new World();
    const where = ['--url', `http://127.0.0.1:${port}`, '--access-token', house.staff.root.accessToken];
    const code = await world.run('user', 'credit', '--email', 'bob@example.com', '--usd', '1', ...where);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    assert.equal(code, 1);
    const { cause } = z.looseObject({ cause: z.string() }).parse(JSON.parse(sent));
    assert.match(world.err, new RegExp(`no answer from .*\\n.*may have been made.*--cause ${cause}:`));
  });

  test('an unknown user and a malformed amount are told', async () => {
    const unknown = await key4u(['user', 'credit', '--email', 'no@example.com', '--usd', '1']);
    assert.deepEqual(
      [unknown.code, unknown.err.split('\n')[0]],
      [1, 'error: there is no user "no@example.com"'],
    );
    assert.equal((await key4u(['user', 'credit', '--email', 'ana@example.com', '--usd', '1,5'])).code, 2);
    assert.equal((await key4u(['user', 'create', '--email', 'ana@example.com'])).code, 2);
  });
});

describe('token', () => {
  const madeSchema = z.looseObject({ id: z.number(), key: z.string() });

  test('create prints the key, whole, with all that limits it', async () => {
    const ran = await fine(
      ...[
        'token',
        'create',
        '--user',
        'bob@example.com',
        '--name',
        'ci',
        '--limit-usd',
        '2.5',
        '--models',
        'acme-1,gpt-*',
      ],
      ...['--expires', '2026-12-31', '--group', 'vip', '--json'],
    );
    const { id, key } = madeSchema.parse(ran.json);
    assert.match(key, /^sk-(?!test-)\w{20,}$/);
    const owner = await house.store.tokens.byKey(key);
    assert.equal(owner?.user.email, 'bob@example.com');
    assert.deepEqual(
      [
        owner?.token.id,
        owner?.token.name,
        owner?.token.models,
        owner?.token.group,
        owner?.token.allowance?.balance,
      ],
      [id, 'ci', ['acme-1', 'gpt-*'], 'vip', 2_500_000_000],
    );
    assert.equal(owner?.token.expiresAt, Date.parse('2026-12-31T23:59:59.999Z'));
  });

  test('create for oneself in test mode, read by people', async () => {
    const { out } = await fine('token', 'create', '--mode', 'test');
    const key = /^key {2,}(sk-test-\w+)$/m.exec(out)?.[1];
    assert.ok(key);
    assert.equal((await house.store.tokens.byKey(key))?.user.email, 'root@example.com');
    assert.match(out, /^limit +none$/m);
    assert.match(out, /shown in full this once/);
  });

  test('list never shows a whole key; revoke ends it', async () => {
    const { id, key } = madeSchema.parse(
      (await fine('token', 'create', '--user', 'ana@example.com', '--json')).json,
    );
    const { out } = await fine('token', 'list', '--user', 'ana@example.com');
    assert.match(
      out,
      new RegExp(`^ *${id} +${key.slice(3, 7)}\\*+${key.slice(-4)} .*ana@example\\.com.* never `, 'm'),
    );
    assert.ok(!out.includes(key));
    assert.equal((await fine('token', 'revoke', String(id))).out, `Revoked: ${id}.\n`);
    assert.equal(await house.store.tokens.byKey(key), undefined);
    assert.equal((await key4u(['token', 'revoke', String(id)])).code, 1);
    assert.equal((await key4u(['token', 'revoke', 'abc'])).code, 2);
  });

  test('impossible limits are usage errors', async () => {
    for (const words of [
      ['--mode', 'both'],
      ['--limit-usd', '0'],
      ['--expires', '2020-01-01'],
      ['--models', ','],
    ])
      assert.equal((await key4u(['token', 'create', ...words])).code, 2, words.join(' '));
  });
});

describe('log', () => {
  test('list gives rows newest first, flat, with exact cost', async () => {
    const token = await house.token('bob');
    const first = await house.settled('bob', token);
    house.clock.at += 1000;
    const second = await house.settled('bob', token, { fault: 'upstream_cut', status: 502, channel: null });
    const rows = z
      .array(z.looseObject({ request_id: z.string() }))
      .parse((await fine('log', 'list', '--user', 'bob@example.com', '--json')).json);
    assert.deepEqual(
      rows.map((row) => row.request_id),
      [second.id, first.id],
    );
    const [newest, oldest] = rows;
    assert.ok(oldest);
    assert.deepEqual([newest?.['fault'], newest?.['channel']], ['upstream_cut', null]);
    const { cost_usd, model, channel, channel_id, meters, user, at, ms, first_byte_ms, fault } = oldest;
    assert.deepEqual(
      { cost_usd, model, channel, channel_id, meters, user, at, ms, first_byte_ms, fault },
      {
        cost_usd: '0.006003', // (1000 × 2.5 + 500 × 10 + 3 × 1.25) / 1,000,000 × 0.8
        model: 'acme-1',
        channel: 'acme main',
        channel_id: house.channel.id,
        meters: { input_tokens: 1000, output_tokens: 500, cached_input_tokens: 3 },
        user: 'bob@example.com',
        at: '2026-01-20T12:00:00.000Z',
        ms: 1500,
        first_byte_ms: 300,
        fault: null,
      },
    );
    const { out } = await fine('log', 'list', '--request-id', first.id);
    assert.match(
      out,
      /^2026-01-20 12:00:00Z +req_\w+ +bob@example\.com +acme-1 +acme main +input 1000, output 500, cached_input 3 +0\.006003 +300 ms +1\.5 s +200 +-$/m,
    );
    assert.match(out, /^1 of 1 call$/m);
    assert.equal((await fine('log', 'list', '--model', 'other')).out, 'No calls.\n');
    const page = await fine('log', 'list', '--limit', '1', '--page', '2', '--json');
    assert.equal(z.array(withName).parse(page.json)[0]?.request_id, first.id);
  });

  const withName = z.looseObject({ request_id: z.string() });
});

describe('ledger', () => {
  test('verify ends with 0 while every balance is its sum', async () => {
    const human = await fine('ledger', 'verify');
    assert.match(human.out, /^ok: \d+ accounts, \d+ entries: every balance is the sum of its entries\.\n$/);
    assert.deepEqual(
      z
        .looseObject({ differences: z.array(z.unknown()) })
        .parse((await fine('ledger', 'verify', '--json')).json).differences,
      [],
    );
  });

  test('verify ends with 1 on any difference, and shows it', async () => {
    const { verify } = house.store.ledger;
    const broken = {
      accounts: 2,
      entries: 5,
      differences: [{ what: 'account 1: balance', expected: 1_500_000_000, found: -1 }],
    };
    Object.assign(house.store.ledger, { verify: async () => broken });
    try {
      const human = await key4u(['ledger', 'verify']);
      assert.equal(human.code, 1);
      assert.match(human.out, /^account 1: balance +1\.5 +-0\.000000001$/m);
      const json = await key4u(['ledger', 'verify', '--json']);
      assert.equal(json.code, 1);
      assert.equal(z.looseObject({ ok: z.boolean() }).parse(json.json).ok, false);
    } finally {
      Object.assign(house.store.ledger, { verify });
    }
  });

  test('export prints every entry as a line', async () => {
    const { out } = await fine('ledger', 'export');
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => z.looseObject({ id: z.number(), amount_usd: z.string() }).parse(JSON.parse(line)));
    const entries = await house.store.ledger.export(0, 1000);
    assert.ok(entries.length > 0);
    assert.deepEqual(
      lines.map((line) => line.id),
      entries.map((entry) => entry.id),
    );
  });

  test('export without the right to it prints the refusal and nothing else', async () => {
    const ran = await key4u(['ledger', 'export', '--access-token', house.staff.bob.accessToken]);
    assert.deepEqual([ran.code, ran.out], [1, '']);
    assert.match(ran.err, /your role does not allow this\nUse the access token of an administrator/);
  });
});
