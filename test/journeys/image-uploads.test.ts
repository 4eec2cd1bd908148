import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { tempDir } from '../support/databases.ts';
import { startNode } from '../support/node-process.ts';

/**
 * A hundred uploads of 20 MB to be edited, ten at a time, through one node: what they take of memory, and how long the event
 * loop stands still.
 */
const uploads = 100;
const rounds = 5;
const atOnce = 10;
const fileBytes = 20 * 1024 * 1024;
const mostMb = 400;
const mostStallMs = 50;

const cleanups: (() => unknown)[] = [];
after(async () => {
  for (const step of cleanups.reverse()) await step();
});

/** An upstream that takes a form whole and answers with one picture. */
async function upstream() {
  let bytes = 0;
  const server = createServer(async (request, response) => {
    for await (const chunk of request) bytes += (chunk as Buffer).length;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({
        created: 1_767_323_045,
        data: [{ b64_json: 'iVBORw0KGgo=' }],
        size: '1024x1024',
        quality: 'low',
        usage: { total_tokens: 2, input_tokens: 1, output_tokens: 1 },
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => server.close());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get bytes() {
      return bytes;
    },
  };
}

/** The longest that the event loop stood still since it was last asked, in milliseconds. */
async function stallMs(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return 1000 * Number(/^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(text)?.[1]);
}

const residentMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

const boundary = 'image-uploads-boundary';
const field = (name: string, value: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const before = Buffer.from(
  `${field('model', 'gpt-image-2')}${field('prompt', 'make it brighter')}--${boundary}\r\nContent-Disposition: form-data; name="image"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n`,
);
const behind = Buffer.from(`\r\n--${boundary}--\r\n`);
const piece = Buffer.alloc(64 * 1024, 7);

/** One edit, sent in pieces as the connection takes them. */
function upload(url: string, key: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      `${url}/v1/images/edits`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': `multipart/form-data; boundary=${boundary}`,
          'content-length': before.length + fileBytes + behind.length,
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        response.once('end', () =>
          response.statusCode === 200 ? resolve() : reject(new Error(`${response.statusCode}: ${text}`)),
        );
      },
    );
    sent.once('error', reject);
    void (async () => {
      sent.write(before);
      for (let left = fileBytes; left > 0; left -= piece.length)
        if (!sent.write(piece)) await new Promise((drained) => sent.once('drain', drained));
      sent.end(behind);
    })();
  });
}

test('a hundred uploads of 20 MB, ten at a time', {
  skip: process.platform === 'linux' ? false : 'reads /proc',
}, async () => {
  const dir = tempDir();
  cleanups.push(dir.remove);
  const painter = await upstream();
  const node = await startNode({ folder: dir.path });
  cleanups.push(() => node.kill());
  const { key } = await node.customer('1000');
  await node.admin('POST', '/api/admin/channels', {
    name: 'painter',
    provider: 'openai',
    base_url: painter.url,
    keys: ['sk-upstream-0123456789'],
    models: ['gpt-image-2'],
  });
  await upload(node.url, key);

  const idle = residentMb(node.pid);
  let most = idle;
  const watching = setInterval(() => {
    most = Math.max(most, residentMb(node.pid));
  }, 20);
  cleanups.push(() => clearInterval(watching));
  const started = performance.now();
  // What else runs on the machine can only add to a pause, so the shortest of the rounds' longest counts.
  const stalls: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await stallMs(node.url);
    let open = uploads / rounds;
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        while (open-- > 0) await upload(node.url, key);
      }),
    );
    stalls.push(await stallMs(node.url));
  }
  const seconds = (performance.now() - started) / 1000;
  const stall = Math.min(...stalls);
  console.log(
    `${uploads} uploads of 20 MB in ${seconds.toFixed(1)} s: ${idle.toFixed(0)} MB resident before, ${most.toFixed(0)} MB at most; the event loop stood still for ${stalls.map((one) => one.toFixed(0)).join(', ')} ms at most in the rounds`,
  );
  assert.ok(painter.bytes > uploads * fileBytes, 'all bytes came to the upstream');
  assert.ok(most < mostMb, `${most.toFixed(0)} MB`);
  assert.ok(stall < mostStallMs, `the event loop stood still for ${stall.toFixed(0)} ms`);
});
