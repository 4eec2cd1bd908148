import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { tempDir } from '../support/databases.ts';
import { type Json, startNode } from '../support/node-process.ts';

/** A result of 100 MB, copied to the gateway's own files, read whole, slowly and in parts: it is never in memory. */
const size = 100 * 1024 * 1024;
const mostMb = 300;

const cleanups: (() => unknown)[] = [];
after(async () => {
  for (const step of cleanups.reverse()) await step();
});

/** Bytes of the result: each MB has its own number. */
const piece = (n: number): Buffer => Buffer.alloc(1024 * 1024, n & 0xff);

/** A suno-api server whose song is large. `downloads`: how often it was fetched. */
async function upstream() {
  let downloads = 0;
  let whole = 0;
  const server = createServer(async (request, response) => {
    request.resume();
    if (request.url?.endsWith('.mp3')) {
      downloads++;
      response.writeHead(200, { 'content-type': 'audio/mpeg', 'content-length': String(size) });
      for (let n = 0; n < size / (1024 * 1024); n++)
        if (!response.write(piece(n))) await new Promise((resolve) => response.once('drain', resolve));
      response.end();
      response.once('finish', () => whole++);
      return;
    }
    const base = `http://${request.headers.host}`;
    const song = {
      task_id: 'song-1',
      action: 'MUSIC',
      status: 'SUCCESS',
      progress: '100%',
      data: [{ id: 'clip-1', status: 'complete', audio_url: `${base}/large.mp3` }],
    };
    const isSubmit = request.url?.includes('/submit/');
    const data = isSubmit ? 'song-1' : request.url?.endsWith('/fetch') ? [song] : song;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ code: 'success', message: '', data }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => server.close());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get whole() {
      return whole;
    },
    get downloads() {
      return downloads;
    },
  };
}

const residentMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

test('a copied result of 100 MB downloads with ranges and is never in memory', {
  skip: process.platform === 'linux' ? false : 'reads /proc',
}, async () => {
  const dir = tempDir();
  cleanups.push(dir.remove);
  const songs = await upstream();
  const node = await startNode({ folder: dir.path });
  cleanups.push(() => node.kill());
  const { key } = await node.customer('10');
  await node.admin('POST', '/api/admin/channels', {
    name: 'songs',
    provider: 'suno-api',
    base_url: songs.url,
    keys: ['sk-song-0123456789'],
    models: ['chirp-v4'],
  });
  const idle = residentMb(node.pid);
  let most = idle;
  const watching = setInterval(() => {
    most = Math.max(most, residentMb(node.pid));
  }, 20);
  cleanups.push(() => clearInterval(watching));
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const submitted = await fetch(`${node.url}/suno/submit/music`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ gpt_description_prompt: 'a very long song', mv: 'chirp-v4' }),
  });
  const { data: id } = (await submitted.json()) as { data: string };
  const task = async () => (await (await fetch(`${node.url}/v1/tasks/${id}`, { headers })).json()) as Json;
  let link = '';
  for (const end = Date.now() + 30_000; link === ''; await wait(200)) {
    const { status, outputs } = (await task()) as {
      status: string;
      outputs: { url: string; kind: string }[];
    };
    if (status === 'succeeded') link = outputs.find(({ kind }) => kind === 'audio')!.url;
    assert.ok(Date.now() < end, status);
  }
  assert.match(link, /\/results\/task_/);
  // Until it is copied it passes through; then it comes from here.
  for (const end = Date.now() + 30_000; songs.whole === 0; await wait(100))
    assert.ok(Date.now() < end, 'it is copied');
  for (const end = Date.now() + 30_000; ; await wait(500)) {
    const { headers: shown, body } = await fetch(link, { method: 'HEAD' });
    await body?.cancel();
    if (shown.get('etag') !== null) break;
    assert.ok(Date.now() < end, 'it is copied');
  }
  const { downloads } = songs;
  const afterCopy = most;

  const whole = createHash('sha256');
  for (let n = 0; n < size / (1024 * 1024); n++) whole.update(piece(n));
  const expected = whole.digest('hex');
  const hashOf = async (response: Response, pauseMs = 0) => {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of response.body!) {
      hash.update(chunk);
      bytes += chunk.length;
      if (pauseMs > 0) await wait(pauseMs);
    }
    return { hash: hash.digest('hex'), bytes };
  };
  const part = async (range: string) => {
    const response = await fetch(link, { headers: { range } });
    return { response, bytes: Buffer.from(await response.arrayBuffer()) };
  };
  const reads = await Promise.all([
    ...Array.from({ length: 4 }, async () => hashOf(await fetch(link))),
    hashOf(await fetch(link), 1),
  ]);
  for (const read of reads) assert.deepEqual(read, { hash: expected, bytes: size });
  const middle = await part(`bytes=${50 * 1024 * 1024 - 2}-${50 * 1024 * 1024 + 1}`);
  assert.equal(middle.response.status, 206);
  assert.equal(
    middle.response.headers.get('content-range'),
    `bytes ${50 * 1024 * 1024 - 2}-${50 * 1024 * 1024 + 1}/${size}`,
  );
  assert.deepEqual([...middle.bytes], [49, 49, 50, 50]);
  const last = await part('bytes=-3');
  assert.deepEqual([...last.bytes], [99, 99, 99]);
  assert.equal((await part(`bytes=${size}-`)).response.status, 416);
  const head = await fetch(link, { method: 'HEAD' });
  assert.equal(head.headers.get('content-length'), String(size));
  assert.equal(head.headers.get('accept-ranges'), 'bytes');
  assert.equal(songs.downloads, downloads, 'everything came from the copy');
  assert.ok(
    most < mostMb,
    `${idle.toFixed(0)} MB before, ${afterCopy.toFixed(0)} MB when it was copied, ${most.toFixed(0)} MB at most`,
  );
  console.log(`a result of 100 MB: ${idle.toFixed(0)} MB resident before, ${most.toFixed(0)} MB at most`);
});
