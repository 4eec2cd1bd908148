import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { startGateway, type TestGateway, testKey, until } from '../support/gateway.ts';

/** People who try the gateway without an account, and the short keys that pages call with. */

let gateway: TestGateway;
before(async () => {
  gateway = await startGateway({ KEY4U_ALLOW_PRIVATE_URLS: '1' });
});
after(() => gateway.close());

type TryKey = { key: string; mode: string; token: { id: number; name: string } };

async function visitor(): Promise<TryKey> {
  const answer = await fetch(`${gateway.url}/api/portal/try-key`, {
    method: 'POST',
    headers: { 'x-key4u-portal': '1' },
  });
  assert.equal(answer.status, 200);
  return ((await answer.json()) as { data: TryKey }).data;
}

const ask = (path: string, headers: Record<string, string>, body?: unknown) =>
  fetch(gateway.url + path, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json', ...headers },
  });
type Answer = { success?: boolean; id: string; data: unknown; value: string; status: string };
const bodyOf = async (answer: Response): Promise<Answer> => (await answer.json()) as Answer;
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

test('a short key goes wherever a key goes, and is a test key when its key is one', async () => {
  const { key, mode } = await visitor();
  assert.equal(mode, 'test');
  assert.match(key, /^ek_/);
  const chat = { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hi' }] };
  const contents = { contents: [{ role: 'user', parts: [{ text: 'Hi' }] }] };
  const message = { ...chat, model: 'claude-sonnet-4-5', max_tokens: 50 };
  const answers = await Promise.all([
    ask('/v1/chat/completions', bearer(key), chat),
    ask('/v1/responses', bearer(key), { model: 'gpt-5.1', input: 'Hi' }),
    ask('/v1/messages', { 'x-api-key': key }, message),
    ask('/v1beta/models/gemini-2.5-flash:generateContent', { 'x-goog-api-key': key }, contents),
    ask(`/v1beta/models/gemini-2.5-flash:generateContent?key=${key}`, {}, contents),
    ask('/v1/models', bearer(key)),
    ask('/v1/tasks', bearer(key)),
    ask('/v1/files', bearer(key)),
    ask('/mj/submit/imagine', { 'mj-api-secret': key }, { prompt: 'a lighthouse' }),
    ask('/v1/images/generations', bearer(key), { model: 'gpt-image-1', prompt: 'a lighthouse' }),
  ]);
  for (const answer of answers) assert.equal(answer.status, 200, `${answer.url} ${await answer.text()}`);
});

test('a visitor spends no live money, and reaches nothing of the management API', async () => {
  const { key } = await visitor();
  const log = await gateway.admin('GET', '/api/admin/logs?mode=live');
  const answer = await ask('/v1/chat/completions', bearer(key), {
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: 'Hi' }],
  });
  assert.equal(answer.status, 200);
  assert.deepEqual(await gateway.admin('GET', '/api/admin/logs?mode=live'), log);
  for (const path of ['/api/user/self', '/api/token/', '/api/admin/users'])
    assert.notEqual((await bodyOf(await ask(path, bearer(key)))).success, true, path);
  const again = await ask('/v1/realtime/client_secrets', bearer(key), {});
  assert.equal(again.status, 401, 'a short key makes no short keys: it would never end');
});

test('a visitor is told what its call cost, and nobody else is', async () => {
  const came = await fetch(`${gateway.url}/api/portal/try-key`, {
    method: 'POST',
    headers: { 'x-key4u-portal': '1' },
  });
  const cookie = came.headers.get('set-cookie')!.split(';')[0]!;
  const { data } = (await came.json()) as { data: TryKey };
  const answer = await ask('/v1/chat/completions', bearer(data.key), {
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: 'Hi' }],
  });
  const id = answer.headers.get('x-request-id')!;
  const receipt = await gateway.receipt(id);
  const told = await ask(`/api/portal/tries/${id}`, { 'x-key4u-portal': '1', cookie });
  const { charged_usd, lines } = (await bodyOf(told)).data as { charged_usd: string; lines: unknown[] };
  assert.equal(charged_usd, receipt.charged_usd);
  assert.ok(lines.length > 0);
  assert.equal((await ask(`/api/portal/tries/${id}`, { 'x-key4u-portal': '1' })).status, 401);
  const others = await ask('/v1/embeddings', bearer(testKey), {
    model: 'text-embedding-3-small',
    input: 'Hi',
  });
  const foreign = others.headers.get('x-request-id')!;
  await gateway.receipt(foreign);
  const refused = await ask(`/api/portal/tries/${foreign}`, { 'x-key4u-portal': '1', cookie });
  assert.equal(refused.status, 404);
});

test('a visitor sees nothing of another', async () => {
  const [a, b] = [await visitor(), await visitor()];
  const submitted = await ask('/mj/submit/imagine', bearer(a.key), { prompt: 'the sea' });
  assert.equal(submitted.status, 200, await submitted.clone().text());
  const task = submitted.headers.get('x-key4u-task')!;
  assert.equal((await ask(`/v1/tasks/${task}`, bearer(a.key))).status, 200);
  assert.equal((await ask(`/v1/tasks/${task}`, bearer(b.key))).status, 404);

  const form = new FormData();
  form.set('purpose', 'user_data');
  form.set('file', new Blob(['of A']), 'a.txt');
  const upload = { method: 'POST', headers: bearer(a.key), body: form };
  const file = await bodyOf(await fetch(`${gateway.url}/v1/files`, upload));
  assert.equal((await ask(`/v1/files/${file.id}`, bearer(a.key))).status, 200);
  for (const path of [`/v1/files/${file.id}`, `/v1/files/${file.id}/content`])
    assert.equal((await ask(path, bearer(b.key))).status, 404);
  assert.deepEqual((await bodyOf(await ask('/v1/files', bearer(b.key)))).data, []);
});

test('what a visitor uploads is small', async () => {
  const { key } = await visitor();
  const form = new FormData();
  form.set('purpose', 'user_data');
  form.set('file', new Blob([new Uint8Array(21 * 1024 * 1024)]), 'a.bin');
  const answer = await fetch(`${gateway.url}/v1/files`, { method: 'POST', headers: bearer(key), body: form });
  assert.notEqual(answer.status, 200);
  assert.match(await answer.text(), /20 MB/);
});

test('a short key for sessions opens nothing else', async () => {
  const made = await ask('/v1/realtime/client_secrets', bearer(testKey), {});
  const { value } = await bodyOf(made);
  assert.match(value, /^ek_/);
  assert.equal((await ask('/v1/models', bearer(value))).status, 401);
  assert.equal((await ask('/v1/models', bearer(`${value}x`))).status, 401);
});

test('no address that a visitor names is told of a task', async () => {
  const heard: string[] = [];
  const listener = createServer((request, response) => {
    heard.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  listener.unref();
  const hook = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  const { key } = await visitor();
  const submit = (sent: string, name: string) =>
    ask('/mj/submit/imagine', bearer(sent), { prompt: 'a lighthouse', notifyHook: `${hook}/${name}` });
  const task = (await submit(key, 'visitor')).headers.get('x-key4u-task')!;
  assert.equal((await submit(testKey, 'person')).status, 200);
  await until('the other to be told', () => heard.includes('/person'), 30_000);
  // A visitor may ask only so often, so it looks seldom.
  await until(
    'the visitor’s task to get on',
    async () => {
      await wait(500);
      const { status } = await bodyOf(await ask(`/v1/tasks/${task}`, bearer(key)));
      return status === 'running' || status === 'succeeded';
    },
    30_000,
  );
  assert.ok(!heard.includes('/visitor'));
  listener.close();
});
