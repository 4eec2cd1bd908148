import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { startGateway, type TestGateway } from '../support/gateway.ts';

/** Pictures that are uploaded once and linked from anywhere. */

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const megabyte = 1024 * 1024;
const pictureOf = (size: number) => Buffer.concat([pixel, Buffer.alloc(size - pixel.length, 7)]);
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
const html = Buffer.from('<!doctype html><script>alert(1)</script>');

type Picture = {
  url: string;
  created: number;
  id: string;
  size: number;
  content_type: string;
  delete_url: string;
};

let gateway: TestGateway;
let key: string;
before(async () => {
  gateway = await startGateway();
  key = await newKey();
});
after(() => gateway.close());

const newKey = async (): Promise<string> =>
  (await gateway.addToken({ user: await gateway.addUser('1') })).key;
const bearer = (of: string) => ({ authorization: `Bearer ${of}` });

function send(bytes: Buffer, { of = key, type = 'image/png', path = '/api/upload', name = 'a.png' } = {}) {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)], { type }), name);
  return fetch(gateway.url + path, { method: 'POST', headers: of === '' ? {} : bearer(of), body: form });
}
async function upload(bytes = pixel, of = key): Promise<Picture> {
  const answer = await send(bytes, { of });
  assert.equal(answer.status, 200);
  return (await answer.json()) as Picture;
}
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());
async function refused(answer: Response, status: number): Promise<string> {
  const body = (await answer.json()) as { error: string; code: number };
  assert.deepEqual([answer.status, body.code], [status, status], body.error);
  return body.error;
}

test('a picture is uploaded, and its link opens without a key for pages of any origin', async () => {
  const picture = await upload();
  assert.match(picture.url, new RegExp(`^${gateway.url}/api/proxy/image/[0-9a-f]{32}$`));
  assert.ok(Math.abs(picture.created - Date.now()) < 60_000, 'milliseconds');
  for (const url of [picture.url, `${picture.url}.png`]) {
    const answer = await fetch(url);
    assert.equal(answer.status, 200);
    assert.deepEqual(await bytesOf(answer), pixel);
    const { headers } = answer;
    assert.equal(headers.get('content-type'), 'image/png');
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('content-security-policy'), "default-src 'none'; sandbox");
    assert.equal(headers.get('access-control-allow-origin'), '*');
    assert.match(headers.get('cache-control') ?? '', /^public, max-age=\d+$/);
    assert.equal(headers.get('content-disposition'), 'inline');
  }
  const preflight = await fetch(`${gateway.url}/api/upload`, {
    method: 'OPTIONS',
    headers: { origin: 'https://a.example' },
  });
  assert.equal(preflight.status, 204);
});

test('it comes in JSON too, and under the other addresses', async () => {
  const image = `data:image/png;base64,${pixel.toString('base64')}`;
  const answer = await gateway.post('/api/upload', { image }, bearer(key));
  assert.deepEqual(await bytesOf(await fetch(((await answer.json()) as Picture).url)), pixel);
  assert.equal((await send(pixel, { path: '/imageproxy/api/upload' })).status, 200);
  const lsky = (await (await send(pixel, { path: '/api/v1/upload' })).json()) as {
    status: boolean;
    data: { links: { url: string; delete_url: string } };
  };
  assert.equal(lsky.status, true);
  assert.match(lsky.data.links.url, /\.png$/);
  assert.deepEqual(await bytesOf(await fetch(lsky.data.links.url)), pixel);
});

test('a link takes HEAD, ranges and what a cache asks', async () => {
  const bytes = pictureOf(300_000);
  const { url } = await upload(bytes);
  const head = await fetch(url, { method: 'HEAD' });
  assert.deepEqual([head.status, head.headers.get('content-length')], [200, '300000']);
  assert.equal((await bytesOf(head)).length, 0);
  const etag = head.headers.get('etag') ?? '';
  const cases: readonly (readonly [Record<string, string>, number, Buffer, string | null])[] = [
    [{ range: 'bytes=0-9' }, 206, bytes.subarray(0, 10), 'bytes 0-9/300000'],
    [{ range: 'bytes=299990-' }, 206, bytes.subarray(299_990), 'bytes 299990-299999/300000'],
    [{ range: 'bytes=-5' }, 206, bytes.subarray(-5), 'bytes 299995-299999/300000'],
    [{ range: 'bytes=300000-' }, 416, Buffer.alloc(0), 'bytes */300000'],
    [{ range: 'bytes=0-9', 'if-range': etag }, 206, bytes.subarray(0, 10), 'bytes 0-9/300000'],
    [{ range: 'bytes=0-9', 'if-range': '"other"' }, 200, bytes, null],
    [{ 'if-none-match': etag }, 304, Buffer.alloc(0), null],
    [{ 'if-none-match': '"other"' }, 200, bytes, null],
  ];
  for (const [headers, status, body, range] of cases) {
    const answer = await fetch(url, { headers });
    const name = JSON.stringify(headers);
    assert.equal(answer.status, status, name);
    assert.equal(answer.headers.get('content-range'), range, name);
    assert.deepEqual(await bytesOf(answer), body, name);
  }
});

test('a client that leaves in the middle of a picture does no harm', async () => {
  const { url } = await upload(pictureOf(9 * megabyte));
  for (let times = 0; times < 5; times++)
    await new Promise<void>((resolve, reject) => {
      const asked = request(url, (answer) => answer.once('data', () => resolve(void answer.destroy())));
      asked.on('error', reject).end();
    });
  assert.equal((await bytesOf(await fetch(url))).length, 9 * megabyte);
});

test('a picture is deleted by its own link or by its owner, and by nothing else', async () => {
  const picture = await upload();
  const other = await newKey();
  await refused(await fetch(picture.url, { method: 'DELETE' }), 401);
  await refused(await fetch(picture.url, { method: 'DELETE', headers: bearer(other) }), 404);
  await refused(await fetch(picture.delete_url.replace('/delete/', '/image/')), 404);
  await refused(await fetch(picture.url.replace('/image/', '/delete/')), 404);
  assert.equal((await fetch(picture.delete_url, { method: 'HEAD' })).status, 404);
  assert.equal((await fetch(picture.url)).status, 200, 'it is still there');
  assert.deepEqual(await (await fetch(picture.delete_url)).json(), { deleted: true });
  await refused(await fetch(picture.url), 404);
  await refused(await fetch(picture.delete_url), 404);

  const again = await upload();
  assert.equal((await fetch(again.delete_url, { method: 'DELETE' })).status, 200);
  const mine = await upload();
  assert.equal((await fetch(mine.url, { method: 'DELETE', headers: bearer(key) })).status, 200);
  await refused(await fetch(mine.url), 404);
});

test('an account sees its own pictures, page by page, and no other files', async () => {
  const owner = await newKey();
  const made = [await upload(pixel, owner), await upload(pixel, owner), await upload(pixel, owner)];
  const form = new FormData();
  form.append('purpose', 'user_data');
  form.append('file', new Blob([new Uint8Array(pixel)], { type: 'image/png' }), 'b.png');
  const plain = await fetch(`${gateway.url}/v1/files`, {
    method: 'POST',
    headers: bearer(owner),
    body: form,
  });
  assert.equal(plain.status, 200);
  const list = async (query: string, of = owner) =>
    (await (await fetch(`${gateway.url}/api/upload?${query}`, { headers: bearer(of) })).json()) as {
      data: Picture[];
      has_more: boolean;
    };
  assert.deepEqual((await list('')).data, made.toReversed());
  const first = await list('limit=2');
  assert.equal(first.has_more, true);
  assert.deepEqual((await list(`limit=2&after=${first.data[1]?.id}`)).data, [made[0]]);
  assert.deepEqual((await list('', await newKey())).data, []);
  await refused(await fetch(`${gateway.url}/api/upload`), 401);
});

test('a guessed link, and the id of another file, open nothing', async () => {
  const { id } = await upload();
  const near = id.slice(0, -1) + (id.endsWith('0') ? '1' : '0');
  for (const name of [
    near,
    '0'.repeat(32),
    id.slice(1),
    id.toUpperCase() === id ? 'x' : id.toUpperCase(),
    'k4u',
    '..%2f..%2fetc',
  ])
    await refused(await fetch(`${gateway.url}/api/proxy/image/${name}`), 404);
});

test('what is no picture is refused, whatever it is called', async () => {
  for (const bytes of [
    svg,
    html,
    Buffer.concat([Buffer.from('\ufeff<?xml version="1.0"?>'), svg]),
    Buffer.from('GIF8<script>'),
  ])
    for (const type of ['image/png', 'image/svg+xml', 'text/html'])
      assert.match(await refused(await send(bytes, { type }), 415), /PNG, JPEG, GIF or WebP/);
  await refused(await gateway.post('/api/upload', { image: svg.toString('base64') }, bearer(key)), 415);
  await refused(
    await gateway.post('/api/upload', 'plain', { ...bearer(key), 'content-type': 'text/plain' }),
    415,
  );
});

test('a picture with a script behind it is a picture and nothing else', async () => {
  const both = Buffer.concat([Buffer.from('GIF89a/*\x01\x00'), html, Buffer.from('*/=alert(1)')]);
  const answer = await send(both, { type: 'text/html', name: 'x.html' });
  const { url } = (await answer.json()) as Picture;
  for (const link of [url, `${url}.html`, `${url}.js`]) {
    const { headers } = await fetch(link);
    assert.equal(headers.get('content-type'), 'image/gif');
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.match(headers.get('content-security-policy') ?? '', /sandbox/);
  }
});

test('faults of an upload have the statuses of the documented service', async () => {
  await refused(await send(pixel, { of: '' }), 401);
  await refused(await send(pixel, { of: 'sk-wrong' }), 401);
  await refused(await send(Buffer.alloc(0)), 400);
  const form = new FormData();
  form.append('picture', new Blob([new Uint8Array(pixel)]), 'a.png');
  const unnamed = await fetch(`${gateway.url}/api/upload`, {
    method: 'POST',
    headers: bearer(key),
    body: form,
  });
  await refused(unnamed, 400);
  assert.equal((await upload(pictureOf(10 * megabyte))).size, 10 * megabyte, 'the largest');
  await refused(await send(pictureOf(10 * megabyte + 1)), 413);
  const image = pictureOf(11 * megabyte).toString('base64');
  await refused(await gateway.post('/api/upload', { image }, bearer(key)), 413);
});

test('pictures count for the room of the account’s files, and deleting makes room', async () => {
  const small = await newKey();
  await gateway.admin('PUT', '/api/admin/settings/files_mb_per_user', { value: 2 });
  try {
    const first = await upload(pictureOf(1.5 * megabyte), small);
    assert.match(await refused(await send(pictureOf(megabyte), { of: small }), 403), /2 MB/);
    assert.equal((await fetch(first.delete_url)).status, 200);
    await upload(pictureOf(megabyte), small);
  } finally {
    await gateway.admin('PUT', '/api/admin/settings/files_mb_per_user', { value: 1024 });
  }
});

test('the links of an account that is disabled are closed, and opened again with it', async () => {
  const user = await gateway.addUser('1');
  const { url } = await upload(pixel, (await gateway.addToken({ user })).key);
  await gateway.admin('PATCH', `/api/admin/users/${user}`, { status: 'disabled' });
  await refused(await fetch(url), 404);
  await gateway.admin('PATCH', `/api/admin/users/${user}`, { status: 'enabled' });
  assert.equal((await fetch(url)).status, 200);
});
