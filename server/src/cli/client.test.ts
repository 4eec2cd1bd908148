import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import fastify from 'fastify';
import { z } from 'zod';
import { ask, connect } from './client.ts';
import { Failure, UsageError } from './context.ts';
import { World } from './test-world.ts';

type Asked = { method: string; url: string; authorization: string; body: string };

const pageOf = (data: unknown) => JSON.stringify({ success: true, message: '', data });

/** A server that keeps what it was asked; `/healthz` is not kept. */
async function listen(
  t: TestContext,
  answer: (asked: Asked, response: ServerResponse) => void = (_asked, response) =>
    void response.end(pageOf({ ok: true })),
) {
  const asked: Asked[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    if (request.url === '/healthz') return void response.end('ok');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const one = {
      method: request.method ?? '',
      url: request.url ?? '',
      authorization: request.headers.authorization ?? '',
      body: Buffer.concat(chunks).toString('utf8'),
    };
    asked.push(one);
    answer(one, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  t.after(close);
  return { url: `http://127.0.0.1:${port}`, asked, close };
}

async function folder(t: TestContext, serverFile?: unknown): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'key4u-cli-'));
  t.after(() => rm(path, { recursive: true, force: true }));
  if (serverFile !== undefined) await writeFile(join(path, 'server.json'), JSON.stringify(serverFile));
  return path;
}

const anything = z.unknown();

function offlineWorld(env: Record<string, string>) {
  const seen: string[] = [];
  let closed = 0;
  const world = new World({
    env,
    gateway: {
      open: async (given) => {
        const app = fastify();
        app.get('/api/admin/channels', async (request) => {
          seen.push(`${given['KEY4U_DATA_DIR']} ${request.headers.authorization}`);
          return { success: true, message: '', data: { ok: true } };
        });
        return { app, operatorToken: 'operator', close: async () => void closed++ };
      },
    },
  });
  return { world, seen, closed: () => closed };
}

test('the address and the token come from the option, then the environment, then the running server', async (t) => {
  const [byOption, byEnv, byFile] = [await listen(t), await listen(t), await listen(t)];
  const dataDir = await folder(t, { url: byFile.url, pid: process.pid, operatorToken: 'from-file' });
  const use = async (env: Record<string, string>, options: Record<string, string>) => {
    const connection = await connect(
      options,
      new World({ env: { KEY4U_DATA_DIR: dataDir, ...env } }).context,
    );
    await ask(connection, anything, 'GET', '/api/admin/channels');
  };
  await use({ KEY4U_URL: byEnv.url, KEY4U_ACCESS_TOKEN: 'e' }, { url: byOption.url, accessToken: 'o' });
  await use({ KEY4U_URL: byEnv.url, KEY4U_ACCESS_TOKEN: 'e' }, { url: byOption.url });
  await use({ KEY4U_URL: byEnv.url, KEY4U_ACCESS_TOKEN: 'e' }, { accessToken: 'o' });
  await use({ KEY4U_URL: byEnv.url, KEY4U_ACCESS_TOKEN: 'e' }, {});
  await use({ KEY4U_ACCESS_TOKEN: 'e' }, { accessToken: 'o' });
  await use({ KEY4U_ACCESS_TOKEN: 'e' }, {});
  await use({}, {});
  await use({ KEY4U_URL: '', KEY4U_ACCESS_TOKEN: '' }, {});
  await use({}, { url: `${byFile.url}/` });
  const tokens = (server: { asked: Asked[] }) => server.asked.map((one) => one.authorization);
  assert.deepEqual(tokens(byOption), ['Bearer o', 'Bearer e']);
  assert.deepEqual(tokens(byEnv), ['Bearer o', 'Bearer e']);
  assert.deepEqual(tokens(byFile), [
    'Bearer o',
    'Bearer e',
    'Bearer from-file',
    'Bearer from-file',
    'Bearer from-file',
  ]);
});

test("the running server's own token goes to no other address", async (t) => {
  const [other, own] = [await listen(t), await listen(t)];
  const dataDir = await folder(t, { url: own.url, pid: process.pid, operatorToken: 'from-file' });
  await assert.rejects(
    connect({ url: other.url, dataDir }, new World().context),
    (error) => error instanceof Failure && /no access token/.test(error.message),
  );
  assert.deepEqual(other.asked, []);
});

test('a base path of the address is kept', async (t) => {
  const server = await listen(t);
  const connection = await connect({ url: `${server.url}/gate/`, accessToken: 'o' }, new World().context);
  await ask(connection, anything, 'POST', '/api/admin/channels?a=1', { name: 'ü' });
  assert.deepEqual(server.asked, [
    { method: 'POST', url: '/gate/api/admin/channels?a=1', authorization: 'Bearer o', body: '{"name":"ü"}' },
  ]);
});

test('without a server the data folder is opened, asked with its own token, and closed', async (t) => {
  for (const file of [undefined, { url: 'http://127.0.0.1:9', pid: process.pid, operatorToken: 'old' }]) {
    const dataDir = await folder(t, file);
    const { world, seen, closed } = offlineWorld({ KEY4U_ACCESS_TOKEN: 'of-a-server' });
    const connection = await connect({ dataDir }, world.context);
    assert.equal(connection.kind, 'folder');
    assert.deepEqual(await ask(connection, anything, 'GET', '/api/admin/channels'), { ok: true });
    await connection.close();
    assert.deepEqual(seen, [`${dataDir} Bearer operator`]);
    assert.equal(closed(), 1);
  }
});

test('what a first start made is shown even when another command caused it', async (t) => {
  const dataDir = await folder(t);
  const made = {
    email: 'a@b.c',
    password: 'pw',
    liveKey: 'sk-live',
    testKey: 'sk-test-1',
    accessToken: 'at',
  };
  const app = fastify();
  const world = new World({
    gateway: { open: async () => ({ app, operatorToken: 'x', firstStart: made, close: async () => {} }) },
  });
  await connect({ dataDir }, world.context);
  for (const word of Object.values(made)) assert.match(world.err, new RegExp(word));
});

test('a data folder is not made by mistake, nor opened under a server that is alive', async (t) => {
  const { world } = offlineWorld({});
  const missing = join(await folder(t), 'not-there');
  await assert.rejects(connect({ dataDir: missing }, world.context), /no data folder/);
  const held = await folder(t, { url: 'http://127.0.0.1:9', pid: process.pid, operatorToken: 'x' });
  const open = async () => {
    throw new Error('another process uses it');
  };
  await assert.rejects(
    connect({ dataDir: held }, new World({ gateway: { open } }).context),
    (error) => error instanceof Failure && /another process uses it/.test(error.message),
  );
  const odd = await folder(t, { url: 'file:///etc/passwd', pid: 1, operatorToken: 'x' });
  await assert.rejects(connect({ dataDir: odd }, world.context), /not what a server writes/);
});

test('an address that is none is a usage error', async () => {
  for (const url of ['localhost:3000', 'ftp://x', 'nonsense'])
    await assert.rejects(connect({ url, accessToken: 'o' }, new World().context), UsageError);
});

test('every kind of bad answer is told in words, without the token', async (t) => {
  const cases: { answer: (response: ServerResponse) => void; says: RegExp; advice?: RegExp }[] = [
    {
      answer: (response) =>
        void response
          .writeHead(409)
          .end('{"success":false,"message":"there is one already","code":"refused"}'),
      says: /^there is one already$/,
    },
    {
      answer: (response) =>
        void response.writeHead(401).end('{"success":false,"message":"the access token is invalid"}'),
      says: /access token is invalid/,
      advice: /KEY4U_ACCESS_TOKEN/,
    },
    {
      answer: (response) => void response.writeHead(403).end('{"success":false,"message":"role"}'),
      says: /role/,
      advice: /administrator/,
    },
    {
      answer: (response) =>
        void response.writeHead(500).end('{"success":false,"message":"went wrong","request_id":"req_1"}'),
      says: /went wrong \(request id req_1\)/,
    },
    {
      answer: (response) => void response.end('{"success":false,"message":"refused at 200"}'),
      says: /refused at 200/,
    },
    {
      answer: (response) => void response.writeHead(404).end('{"error":{"message":"no such path"}}'),
      says: /no such path/,
    },
    { answer: (response) => void response.writeHead(502).end('{}'), says: /status 502/ },
    { answer: (response) => void response.end('<html>'), says: /not JSON/, advice: /address of Key4U/ },
    { answer: (response) => void response.writeHead(302, { location: '/x' }).end(), says: /redirect/ },
    {
      answer: (response) => void response.end(pageOf({ wrong: 1 })),
      says: /shape .*items/,
      advice: /version/,
    },
    { answer: (response) => void response.destroy(), says: /no answer from http:/ },
  ];
  for (const { answer, says, advice } of cases) {
    const server = await listen(t, (_asked, response) => answer(response));
    const connection = await connect({ url: server.url, accessToken: 'hidden-token' }, new World().context);
    const schema = z.object({ items: z.array(z.unknown()) });
    await assert.rejects(ask(connection, schema, 'GET', '/api/admin/x'), (error) => {
      assert.ok(error instanceof Failure);
      assert.match(error.message, says);
      if (advice) assert.match(error.advice ?? '', advice);
      assert.doesNotMatch(`${error.message} ${error.advice}`, /hidden-token/);
      return true;
    });
    assert.equal(server.asked.length, 1, 'a redirect is not followed and nothing is sent twice');
  }
});

test('a server that is not there is told in words', async (t) => {
  const server = await listen(t);
  await server.close();
  const connection = await connect({ url: server.url, accessToken: 'o' }, new World().context);
  await assert.rejects(connection.send('GET', '/'), /no answer from .*ECONNREFUSED/);
});
