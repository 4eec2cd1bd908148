import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { json, startFakeUpstream } from '../support/fake-upstream.ts';
import { startGateway, type TestGateway, testKey, until } from '../support/gateway.ts';

/** Tasks and files as the portal's pages ask for them. */

type Task = {
  id: string;
  state: string;
  kind: string;
  maker: string | null;
  mode: string;
  prompt: string;
  cost_usd: string;
  hold_usd: string;
  released_usd: string;
  request_id: string;
  outputs: { path: string; media_type: string | null }[];
};
type Detail = Task & {
  states: { state: string; at: string }[];
  request: { method: string; path: string; body: Record<string, unknown>; whole: boolean } | null;
  upstream_id: string | null;
  channel: { name: string } | null;
};
type File = { id: string; name: string; media_type: string; size: number; link: string; delete_link: string };

let gateway: TestGateway;
let other: string;
before(async () => {
  gateway = await startGateway({ KEY4U_ALLOW_PRIVATE_URLS: '1' });
  other = await stranger();
});
after(async () => {
  try {
    await gateway.verifyLedger();
  } finally {
    await gateway.close();
  }
});

/** The access token of a fresh customer. */
async function stranger(): Promise<string> {
  const user = await gateway.addUser('1');
  return (await gateway.admin('POST', `/api/admin/users/${user}/access-token`, {}))['access_token'] as string;
}

/** The `data` of an answer. */
const dataOf = async <T>(answer: Response): Promise<T> => ((await answer.json()) as { data: T }).data;
const mine = async <T>(path: string): Promise<T> => (await gateway.admin('GET', `/api/portal/${path}`)) as T;
const as = (token: string, method: string, path: string, body?: string | FormData) =>
  fetch(gateway.url + path, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body }),
  });

const luma = { model: 'ray-2', prompt: 'A paper boat', resolution: '720p', duration: '5s' };
async function submitted(prompt: string): Promise<string> {
  const answer = await gateway.post(
    '/dream-machine/v1/generations/video?callback=no&key=sk-in-a-query-0123456789',
    { ...luma, prompt },
    { authorization: `Bearer ${testKey}` },
  );
  const id = answer.headers.get('x-key4u-task');
  assert.ok(id, await answer.text());
  return id;
}

/** What a stream of changes says, until `enough`; then the client leaves. */
async function heard(query: string, enough: (tasks: readonly Task[]) => boolean): Promise<Task[]> {
  const leaves = new AbortController();
  const answer = await fetch(`${gateway.url}/api/portal/tasks/events${query}`, {
    headers: { authorization: 'Bearer journey-access-token-0123456789' },
    signal: leaves.signal,
  });
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-type') ?? '', /ndjson/);
  const tasks: Task[] = [];
  let rest = '';
  for await (const piece of answer.body!.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      const { task } = JSON.parse(line) as { task: Task | null };
      if (task) tasks.push(task);
    }
    if (enough(tasks)) break;
  }
  leaves.abort();
  return tasks;
}

test('a task is seen as it moves, then in the gallery, with its story and the request that made it', async () => {
  const listening = heard('', (tasks) => tasks.at(-1)?.state === 'succeeded');
  const id = await submitted('Thuyền giấy');
  const seen = await listening;
  assert.ok(seen.length >= 2 && seen.every((task) => task.id === id), JSON.stringify(seen));

  const { items } = await mine<{ items: Task[] }>('tasks?kind=video&state=succeeded&mode=test');
  const row = items.find((task) => task.id === id)!;
  assert.deepEqual([row.prompt, row.kind, row.mode], ['Thuyền giấy', 'video', 'test']);
  assert.ok(row.maker);
  assert.deepEqual((await mine<{ items: Task[] }>(`tasks?maker=${row.maker}`)).items, items);
  assert.deepEqual((await mine<{ items: Task[] }>('tasks?maker=nobody')).items, []);
  assert.deepEqual((await mine<{ items: Task[] }>('tasks?kind=music')).items, []);
  assert.match(row.outputs[0]?.path ?? '', /^\/results\//, 'an address of ours, whatever the channel does');
  const film = await fetch(gateway.url + row.outputs[0]!.path, { headers: { range: 'bytes=0-3' } });
  assert.equal(film.status, 206);
  await film.arrayBuffer();

  const detail = await mine<Detail>(`tasks/${id}`);
  const states = detail.states.map(({ state }) => state);
  assert.deepEqual([states[0], states.at(-1)], ['sending', 'succeeded']);
  assert.equal(new Set(states).size, states.length);
  assert.deepEqual(
    detail.states.map(({ at }) => at),
    detail.states.map(({ at }) => at).sort(),
  );
  assert.deepEqual(detail.request, {
    method: 'POST',
    path: '/dream-machine/v1/generations/video',
    body: { ...luma, prompt: 'Thuyền giấy' },
    whole: true,
  });
  assert.ok(!JSON.stringify(detail).includes('sk-in-a-query'));
  assert.deepEqual((await mine<{ kinds: string[] }>('tasks/facets')).kinds, ['video']);
});

test('streams end with their clients', async () => {
  const id = await submitted('Many windows');
  // More than one account may have open at once: the later ones find a place because the earlier ones left.
  const listens = async () => {
    for (let tries = 0; tries < 20; tries++) {
      if ((await heard('?wait=30&since=0', (tasks) => tasks.length > 0)).length > 0) return;
      await wait(300);
    }
    assert.fail('no place for a stream');
  };
  for (let rounds = 0; rounds < 3; rounds++) await Promise.all(Array.from({ length: 8 }, listens));
  await until('its end', async () => (await mine<Task>(`tasks/${id}`)).state === 'succeeded', 20_000);
});

test('tasks and files of others do not exist', async () => {
  const id = await submitted('Mine');
  const { id: file } = await dataOf<File>(await upload(pixel));
  for (const [method, path] of [
    ['GET', `/api/portal/tasks/${id}`],
    ['POST', `/api/portal/tasks/${id}/cancel`],
    ['DELETE', `/api/portal/tasks/${id}`],
    ['DELETE', `/api/portal/files/${file}`],
  ] as const)
    assert.equal((await as(other, method, path)).status, 404, `${method} ${path}`);
  const bulk = await as(other, 'POST', '/api/portal/files/delete', JSON.stringify({ ids: [file] }));
  assert.deepEqual(await dataOf(bulk), { removed: [] });
  for (const path of ['tasks', 'files']) {
    const { items } = await dataOf<{ items: unknown[] }>(await as(other, 'GET', `/api/portal/${path}`));
    assert.deepEqual(items, []);
  }
  assert.equal((await as(other, 'GET', `/api/admin/tasks/${id}`)).status, 403);
});

test('an operator gives up a task whose upstream never ends: refunded in full, and in the audit log', async () => {
  const upstream = await startFakeUpstream((exchange) =>
    json(exchange, 200, { id: 'video_1', object: 'video', model: 'm', status: 'queued', progress: 0 }),
  );
  try {
    await gateway.addChannel({ url: upstream.url, models: ['film-stuck'] });
    await gateway.price('film-stuck', { rates: [{ meter: 'seconds', usd: '0.1', per: 1 }] });
    const user = await gateway.addUser('1');
    const { key } = await gateway.addToken({ user });
    const body = { model: 'film-stuck', prompt: 'A kite', seconds: '4', size: '1280x720' };
    const made = await gateway.post('/v1/videos', body, { authorization: `Bearer ${key}` });
    const id = made.headers.get('x-key4u-task')!;
    assert.ok(id, await made.text());
    const before = (await gateway.admin('GET', `/api/admin/tasks/${id}`)) as unknown as Detail;
    assert.match(before.channel?.name ?? '', /^channel-/);
    assert.match(before.upstream_id ?? '', /video_1/);
    const list = await gateway.admin('GET', `/api/admin/tasks?user=${user}&state=sending,queued,running`);
    assert.deepEqual(
      (list['items'] as Task[]).map((task) => task.id),
      [id],
    );
    const path = `/api/admin/tasks/${id}/give-up`;
    const ended = (await gateway.admin('POST', path, { reason: 'stuck' })) as unknown as Detail;
    assert.deepEqual([ended.state, ended.cost_usd, ended.released_usd], ['cancelled', '0', '0.4']);
    assert.equal(await gateway.balanceOf(user), '1');
    await assert.rejects(gateway.admin('POST', path, {}), /task_not_cancellable/);
    const { items } = (await gateway.admin('GET', '/api/admin/audit')) as unknown as {
      items: { action: string; object: string; detail: string }[];
    };
    const lines = items.filter(({ object }) => object === `task:${id}`);
    assert.deepEqual(
      lines.map(({ action, detail }) => [action, JSON.parse(detail)]),
      [['task.give_up', { reason: 'stuck', user }]],
    );
  } finally {
    await upstream.close();
  }
});

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const megabyte = 1024 * 1024;
const pictureOf = (size: number) => Buffer.concat([pixel, Buffer.alloc(size - pixel.length, 7)]);

function upload(bytes: Buffer, { name = 'a.png', type = 'image/png', token = '' } = {}) {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)], { type }), name);
  return as(token || 'journey-access-token-0123456789', 'POST', '/api/portal/files', form);
}

test('a picture is what its bytes say, and its link runs nothing', async () => {
  const script = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const page = Buffer.from('<!doctype html><script>alert(1)</script>');
  const large = Buffer.from(pixel);
  large.writeUInt32BE(60_000, 16);
  for (const [bytes, status] of [
    [script, 415],
    [page, 415],
    [large, 413],
    [pictureOf(11 * megabyte), 413],
    [pictureOf(60 * megabyte), 413],
    [Buffer.alloc(0), 400],
  ] as const) {
    const answer = await upload(bytes);
    const told = (await answer.json()) as { success: boolean; request_id: string };
    assert.deepEqual([answer.status, told.success], [status, false], `${bytes.length} bytes`);
    assert.match(told.request_id, /^req_/);
  }
  // One that is a picture and a page at once, under the name and type of a page.
  const both = Buffer.concat([pixel, page]);
  const data = await dataOf<File>(await upload(both, { name: 'a.html', type: 'text/html' }));
  assert.deepEqual([data.media_type, data.size], ['image/png', both.length]);
  const opened = await fetch(gateway.url + data.link);
  assert.equal(opened.headers.get('content-type'), 'image/png');
  assert.equal(opened.headers.get('x-content-type-options'), 'nosniff');
  assert.equal(opened.headers.get('content-security-policy'), "default-src 'none'; sandbox");
  await opened.arrayBuffer();
  assert.equal((await fetch(gateway.url + data.delete_link)).status, 200);
  assert.equal((await fetch(gateway.url + data.link)).status, 404);
});

test('of two uploads for which there is room once, one is taken', async () => {
  await gateway.admin('PUT', '/api/admin/settings/files_mb_per_user', { value: 1 });
  const token = await stranger();
  const bytes = pictureOf(700_000);
  const answers = await Promise.all([upload(bytes, { token }), upload(bytes, { token })]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 403]);
  const room = await dataOf<{ used: number; limit: number }>(
    await as(token, 'GET', '/api/portal/files/room'),
  );
  assert.deepEqual([room.used, room.limit], [700_000, megabyte]);
  const list = await dataOf<{ items: [File] }>(await as(token, 'GET', '/api/portal/files?linked=true'));
  const gone = await as(token, 'DELETE', `/api/portal/files/${list.items[0].id}`);
  assert.equal(gone.status, 200);
  assert.equal((await fetch(gateway.url + list.items[0].link)).status, 404);
  assert.equal((await upload(bytes, { token })).status, 200, 'its room is free again');
});
