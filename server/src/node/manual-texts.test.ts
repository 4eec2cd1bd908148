import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import Fastify, { type FastifyInstance } from 'fastify';
import { bindManualTexts } from './manual-texts.ts';

const folder = mkdtempSync(join(tmpdir(), 'key4u-texts-'));
let app: FastifyInstance;

before(async () => {
  const write = (path: string, text: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write('en/text/index.md', '# Manual\n');
  write('vi/text/index.md', '# Tài liệu\n');
  write('en/text/start/quick-start.md', 'curl {{base_url}}/v1/models and {{ws_url}}/v1/realtime\n');
  write('vi/text/start/quick-start.md', 'gọi {{base_url}}\n');
  write('llms.txt', '# Key4U\n');
  write('pages.json', '["start/quick-start"]');
  app = Fastify({ routerOptions: { ignoreDuplicateSlashes: true } });
  bindManualTexts(app, { folder, originOf: ({ headers }) => `https://${headers.host}` });
  await app.ready();
});
after(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ url, headers: { host: 'gateway.example', ...headers } });

test('a page stands as Markdown behind its address, in both languages, with the reader’s own address', async () => {
  const english = await get('/docs/start/quick-start.md');
  assert.equal(english.headers['content-type'], 'text/markdown; charset=utf-8');
  assert.equal(
    english.body,
    'curl https://gateway.example/v1/models and wss://gateway.example/v1/realtime\n',
  );
  assert.equal((await get('/docs/start/quick-start.vi.md')).body, 'gọi https://gateway.example\n');
  assert.equal((await get('/docs.md')).body, '# Manual\n');
  assert.equal((await get('/docs.vi.md')).body, '# Tài liệu\n');
  assert.equal((await get('/llms.txt')).headers['content-type'], 'text/plain; charset=utf-8');
});

test('what a client has already is not sent again, and what it can unpack is sent small', async () => {
  const first = await get('/docs.md');
  const again = await get('/docs.md', { 'if-none-match': String(first.headers.etag) });
  assert.deepEqual([again.statusCode, again.body], [304, '']);
  const small = await get('/docs/start/quick-start.md', { 'accept-encoding': 'gzip, br' });
  assert.equal(small.headers['content-encoding'], 'br');
  assert.match(String(brotliDecompressSync(small.rawPayload)), /^curl https/);
});

test('pages that are not there are not found, nor is anything outside the folder', async () => {
  for (const url of [
    '/docs/start/none.md',
    '/docs/start/quick-start',
    '/docs/..%2f..%2f/pages.md',
    '/docs/start/..%2findex.md',
    '/llms-full.txt',
  ])
    assert.equal((await get(url)).statusCode, 404, url);
});

test('the sitemap names every page, robots the sitemap', async () => {
  assert.match(
    (await get('/sitemap.xml')).body,
    /<loc>https:\/\/gateway\.example\/docs\/start\/quick-start<\/loc>/,
  );
  assert.match((await get('/robots.txt')).body, /\nSitemap: https:\/\/gateway\.example\/sitemap\.xml\n/);
});
