import assert from 'node:assert/strict';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { z } from 'zod';
import { openHouse } from '../../admin/test-house.ts';
import { openStore } from '../../store/index.ts';
import type { Environment } from '../context.ts';
import type { Started } from '../gateway.ts';
import { until, World } from '../test-world.ts';

/** A promise that the test settles. */
const later = <T>() => Promise.withResolvers<T>();

const url = 'http://127.0.0.1:3000';
const made = {
  email: 'admin@localhost',
  password: 'pw-1',
  liveKey: 'sk-live-1',
  testKey: 'sk-test-1',
  accessToken: 'at-1',
};

describe('start', () => {
  function startable(more: Partial<Started> = {}) {
    const envs: Environment[] = [];
    const closing = later<void>();
    const world = new World({
      env: { PORT: '1', LOG_LEVEL: 'warn' },
      gateway: {
        start: async (env) => {
          envs.push(env);
          return {
            url,
            waitsFor: () => ({ openStreams: 0, boundMs: 30_000 }),
            close: () => closing.promise,
            ...more,
          };
        },
      },
    });
    return { world, envs, closing };
  }

  test('a first start prints the keys and a line that can be pasted', async () => {
    const { world, closing } = startable({ firstStart: made });
    const ended = world.run('start');
    await until(() => world.out !== '');
    for (const word of [url, ...Object.values(made)]) assert.ok(world.out.includes(word), word);
    const curl = /curl [\s\S]*?\}'/.exec(world.out)?.[0] ?? '';
    assert.match(
      curl,
      /^curl http:\/\/127\.0\.0\.1:3000\/v1\/chat\/completions -H 'Authorization: Bearer sk-test-1'/,
    );
    const body = /-d '(.*)'/.exec(curl)?.[1] ?? '';
    assert.equal(
      z.looseObject({ messages: z.array(z.unknown()) }).parse(JSON.parse(body)).messages.length,
      1,
    );
    world.signal('SIGTERM');
    closing.resolve();
    assert.equal(await ended, 0);
  });

  test('a later start prints no key', async () => {
    const { world, closing } = startable();
    const ended = world.run('start');
    await until(() => world.out !== '');
    assert.match(world.out, /running at http:\/\/127\.0\.0\.1:3000/);
    assert.doesNotMatch(world.out, /sk-|shown once/);
    world.signal('SIGINT');
    closing.resolve();
    assert.equal(await ended, 0);
  });

  test('options go over the environment', async () => {
    const { world, envs, closing } = startable();
    const ended = world.run(
      'start',
      '--port',
      '4000',
      '--host',
      '::1',
      '--data-dir',
      '/some/where',
      '--json',
    );
    await until(() => world.out !== '');
    assert.deepEqual(world.json, { url });
    assert.deepEqual(envs, [{ PORT: '4000', HOST: '::1', KEY4U_DATA_DIR: '/some/where', LOG_LEVEL: 'warn' }]);
    world.signal('SIGTERM');
    closing.resolve();
    await ended;
  });

  test('a stop says what it waits for; the echo of a signal is ignored; a second one ends at once', async () => {
    const { world, closing } = startable({ waitsFor: () => ({ openStreams: 3, boundMs: 30_000 }) });
    const ended = world.run('start');
    await until(() => world.listening);
    world.signal('SIGINT');
    assert.match(world.err, /SIGINT: no new calls; waiting for 3 open answers, at most 30\.0 s/);
    world.now += 200;
    world.signal('SIGINT');
    assert.equal(world.exited, undefined);
    world.now += 2000;
    world.signal('SIGINT');
    assert.equal(world.exited, 1);
    closing.resolve();
    await ended;
  });

  test('a stop that goes wrong ends with 1', async () => {
    const { world, closing } = startable();
    const ended = world.run('start');
    await until(() => world.listening);
    world.signal('SIGTERM');
    closing.reject(new Error('disk full'));
    assert.equal(await ended, 1);
    assert.match(world.err, /disk full/);
  });

  test('bad configuration is told in words', async () => {
    const world = new World({
      gateway: {
        start: async () => {
          throw new Error('the configuration cannot be used:\n  PORT: must be a whole number');
        },
      },
    });
    assert.equal(await world.run('start'), 1);
    assert.equal(world.out, '');
    assert.match(
      world.err,
      /^error: Key4U did not start: the configuration cannot be used:\n {2}PORT: must be a whole number\n"key4u doctor"/,
    );
    assert.doesNotMatch(world.err, /at .*\.ts/);
  });
});

describe('simulate', () => {
  test('prints every base URL and serves until it is told to stop', async () => {
    const closed = later<boolean>();
    const ports: number[] = [];
    const world = new World({
      gateway: {
        simulate: async (port) => {
          ports.push(port);
          return { urls: { acme: 'http://127.0.0.1:4100/acme' }, close: async () => closed.resolve(true) };
        },
      },
    });
    const ended = world.run('simulate', '--port', '4100');
    await until(() => world.out !== '');
    assert.match(world.out, /^acme +http:\/\/127\.0\.0\.1:4100\/acme$/m);
    assert.deepEqual(ports, [4100]);
    world.signal('SIGINT');
    world.signal('SIGINT');
    assert.equal(await ended, 0);
    assert.equal(await closed.promise, true);
  });

  test('a port that is taken is told', async () => {
    const world = new World({
      gateway: {
        simulate: async () => {
          throw new Error('listen EADDRINUSE');
        },
      },
    });
    assert.equal(await world.run('simulate'), 1);
    assert.match(world.err, /EADDRINUSE\nTake another port/);
  });
});

test('catalogue and openapi print JSON without a server', async () => {
  const entries = [
    { rows: ['R011'], method: 'POST', path: '/v1/x', dialect: 'talk', kind: 'chat', page: 'chat/x' },
  ];
  const gateway = { catalogue: async () => entries, openApi: async () => ({ openapi: '3.1.0' }) };
  const read = async (...words: string[]) => {
    const world = new World({ gateway });
    assert.equal(await world.run(...words), 0);
    return world;
  };
  assert.deepEqual((await read('catalogue')).json, entries);
  assert.deepEqual((await read('catalogue', '--json')).json, entries);
  assert.match((await read('catalogue', '--table')).out, /^POST +\/v1\/x +talk +chat +chat\/x +R011$/m);
  assert.deepEqual((await read('openapi', '--json')).json, { openapi: '3.1.0' });
});

test('manual writes its files into a folder without a server', async () => {
  const asked: string[] = [];
  const writeManual = async (folder: string) => {
    asked.push(folder);
    return { pages: 2, files: 9, bytes: 1_500_000 };
  };
  const world = new World({ gateway: { writeManual } });
  assert.equal(await world.run('manual', '--out', '/tmp/key4u-manual'), 0);
  assert.match(world.out, /2 pages in 9 files, 1\.5 MB/);
  assert.deepEqual(asked, ['/tmp/key4u-manual']);
});

describe('doctor', () => {
  async function folder(t: TestContext): Promise<string> {
    const path = await mkdtemp(join(tmpdir(), 'key4u-cli-'));
    t.after(() => rm(path, { recursive: true, force: true }));
    return path;
  }

  /** A port that answers like a gateway over a real store. */
  async function serve(t: TestContext, ready = 200) {
    const house = await openHouse(openStore);
    const server = createServer((request, response) => {
      if (request.url === '/healthz') return void response.end('ok');
      if (request.url === '/readyz') return void response.writeHead(ready).end('the database is away');
      house.app.routing(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    t.after(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await house.close();
    });
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    return { house, port, url: `http://127.0.0.1:${port}` };
  }

  const reportSchema = z.object({
    ok: z.boolean(),
    checks: z.array(
      z.object({ name: z.string(), state: z.string(), detail: z.string(), advice: z.string().optional() }),
    ),
  });

  async function examine(env: Environment, gateway = {}) {
    const world = new World({ env, gateway });
    const code = await world.run('doctor', '--json');
    const report = reportSchema.parse(world.json);
    return {
      code,
      ...report,
      states: Object.fromEntries(report.checks.map((check) => [check.name, check.state])),
    };
  }

  test('before the first start all is well, and nothing is made', async (t) => {
    const parent = await folder(t);
    const { code, states } = await examine({ KEY4U_DATA_DIR: join(parent, 'data'), PORT: '0' });
    assert.equal(code, 0);
    assert.deepEqual(states, {
      node: 'ok',
      'data folder': 'ok',
      'master key': 'ok',
      database: 'ok',
      port: 'ok',
    });
    assert.deepEqual(await readdir(parent), []);
  });

  test('a running server is asked for everything', async (t) => {
    const { house, port, url } = await serve(t);
    const dataDir = await folder(t);
    await writeFile(join(dataDir, 'master.key'), 'x'.repeat(64), { mode: 0o600 });
    const operatorToken = house.staff.root.accessToken;
    await writeFile(join(dataDir, 'server.json'), JSON.stringify({ url, pid: process.pid, operatorToken }));
    const { code, states, checks } = await examine({ KEY4U_DATA_DIR: dataDir, PORT: String(port) });
    assert.equal(code, 0);
    assert.deepEqual(states, {
      node: 'ok',
      'data folder': 'ok',
      'master key': 'ok',
      server: 'ok',
      database: 'ok',
      journal: 'ok',
      ledger: 'ok',
      channels: 'note',
    });
    assert.match(checks.at(-1)?.detail ?? '', /repeated faults: acme main/);
  });

  test('each problem has its line, its advice, and exit code 1', async (t) => {
    const { house, port, url } = await serve(t, 503);
    const dataDir = await folder(t);
    await writeFile(join(dataDir, 'master.key'), 'x', { mode: 0o644 });
    await chmod(join(dataDir, 'master.key'), 0o644);
    const operatorToken = house.staff.root.accessToken;
    await writeFile(join(dataDir, 'server.json'), JSON.stringify({ url, pid: process.pid, operatorToken }));
    const differences = [{ what: 'account 1', expected: 1, found: 2 }];
    Object.assign(house.store.ledger, { verify: async () => ({ accounts: 1, entries: 1, differences }) });
    const { code, states, checks } = await examine({ KEY4U_DATA_DIR: dataDir, PORT: String(port) });
    assert.equal(code, 1);
    assert.deepEqual(
      Object.keys(states).filter((name) => states[name] === 'problem'),
      ['master key', 'database', 'ledger'],
    );
    for (const check of checks) assert.ok(check.state === 'ok' || check.advice, check.name);
    const world = new World({ env: { KEY4U_DATA_DIR: dataDir } });
    assert.equal(await world.run('doctor'), 1);
    assert.match(world.out, /^problem {2}master key {3}.*other users.*\n +chmod 600 /m);
    assert.match(world.out, /^3 problems\.$/m);
  });

  test('a data folder that cannot be opened and a port that is taken are told', async (t) => {
    const { port } = await serve(t);
    const dataDir = await folder(t);
    await writeFile(join(dataDir, 'key4u.db'), '');
    const open = async () => {
      throw new Error('the database was made by a newer version');
    };
    const { code, states, checks } = await examine({ KEY4U_DATA_DIR: dataDir, PORT: String(port) }, { open });
    assert.equal(code, 1);
    assert.deepEqual(states, {
      node: 'ok',
      'data folder': 'ok',
      'master key': 'problem',
      database: 'problem',
      port: 'problem',
    });
    assert.match(checks.find((check) => check.name === 'database')?.detail ?? '', /newer version/);
  });

  test('a server elsewhere is examined without looking at this machine', async (t) => {
    const { house, url } = await serve(t);
    const env = { KEY4U_URL: url, KEY4U_ACCESS_TOKEN: house.staff.root.accessToken };
    const { code, states } = await examine(env);
    assert.equal(code, 0);
    assert.deepEqual(Object.keys(states), ['node', 'server', 'database', 'journal', 'ledger', 'channels']);
    const refused = await examine({ ...env, KEY4U_ACCESS_TOKEN: 'wrong' });
    assert.equal(refused.code, 1);
    assert.equal(refused.states['ledger'], 'problem');
  });
});
