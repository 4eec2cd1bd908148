import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { serveSimulators } from './serve-simulated.ts';

/** What the served functions saw, by name. */
const seen = { made: 0, cancelled: 0, aborted: 0 };
const megabyte = Buffer.alloc(1024 * 1024);

const simulators = {
  async echo(request: Request) {
    const body = await request.arrayBuffer();
    const { pathname, search } = new URL(request.url);
    return Response.json(
      {
        method: request.method,
        path: pathname + search,
        note: request.headers.get('x-note'),
        bytes: body.byteLength,
      },
      { status: 201, headers: { 'x-answer': 'yes' } },
    );
  },
  async endless() {
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          seen.made++;
          controller.enqueue(megabyte);
        },
        cancel() {
          seen.cancelled++;
        },
      },
      { highWaterMark: 0 },
    );
    return new Response(body);
  },
  async breaks() {
    let isFirst = true;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          if (!isFirst) throw new Error('broken');
          isFirst = false;
          controller.enqueue(Buffer.from('half'));
        },
      },
      { highWaterMark: 0 },
    );
    return new Response(body);
  },
  silent(request: Request) {
    return new Promise<Response>((_, reject) => {
      request.signal.addEventListener('abort', () => {
        seen.aborted++;
        reject(request.signal.reason);
      });
    });
  },
};

async function until(condition: () => boolean, what: string): Promise<void> {
  for (const end = Date.now() + 5000; !condition(); ) {
    assert.ok(Date.now() < end, what);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('served simulators', () => {
  let server: Awaited<ReturnType<typeof serveSimulators>>;
  before(async () => {
    server = await serveSimulators(simulators, { host: '127.0.0.1', port: 0 });
  });
  after(() => server.close());

  it('are picked by the first path segment and see the rest', async () => {
    const response = await fetch(`${server.url}/echo/v1/x%20y?a=1`, {
      method: 'POST',
      headers: { 'x-note': 'n' },
      body: 'abc',
    });
    assert.equal(response.status, 201);
    assert.equal(response.headers.get('x-answer'), 'yes');
    assert.deepEqual(await response.json(), { method: 'POST', path: '/v1/x%20y?a=1', note: 'n', bytes: 3 });
    const bare = await (await fetch(`${server.url}/echo?b=2`)).json();
    assert.deepEqual(bare, { method: 'GET', path: '/?b=2', note: null, bytes: 0 });
  });

  it('are 404 under another name, also under a name every object has', async () => {
    for (const name of ['nobody', 'constructor', '__proto__']) {
      const response = await fetch(`${server.url}/${name}/x`);
      assert.equal(response.status, 404);
      assert.match(await response.text(), /there are: echo, endless/);
    }
  });

  it('take bodies up to 70 MB and refuse larger ones with 413, announced or not', async () => {
    const post = (body: Uint8Array<ArrayBuffer>) => fetch(`${server.url}/echo`, { method: 'POST', body });
    const large = Buffer.alloc(69 * 1024 * 1024);
    const taken: unknown = await (await post(large)).json();
    assert.deepEqual(taken, { method: 'POST', path: '/', note: null, bytes: large.length });

    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.write(`POST /echo HTTP/1.1\r\nhost: x\r\ncontent-length: ${80 * 1024 * 1024}\r\n\r\n`);
    const [head] = await once(socket, 'data');
    assert.match(String(head), /^HTTP\/1\.1 413 /);
    socket.destroy();

    const flowing = connect(Number(port), hostname);
    flowing.write('POST /echo HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n');
    flowing.on('error', () => undefined);
    const answered = once(flowing, 'data');
    for (let sent = 0; sent < 72 && flowing.writable; sent++) {
      flowing.write('100000\r\n');
      flowing.write(megabyte);
      flowing.write('\r\n');
    }
    assert.match(String((await answered)[0]), /^HTTP\/1\.1 413 /);
    flowing.destroy();
  });

  it('are read no faster than the client reads, and cancelled when it leaves', async () => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.pause();
    socket.write('GET /endless HTTP/1.1\r\nhost: x\r\n\r\n');
    await until(() => seen.made > 0, 'the body was never read');
    let last = -1;
    await until(() => {
      const isStill = seen.made === last;
      last = seen.made;
      return isStill;
    }, 'the body was read without end');
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.ok(seen.made < 40, `${seen.made} MB were read for a client that reads nothing`);
    assert.equal(seen.cancelled, 0);
    socket.destroy();
    await until(() => seen.cancelled === 1, 'the body was not cancelled');
  });

  it('break the connection when their body errors, behind what was written', async () => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.write('GET /breaks HTTP/1.1\r\nhost: x\r\n\r\n');
    let received = '';
    for await (const chunk of socket) received += String(chunk);
    assert.match(received, /^HTTP\/1\.1 200 OK\r\n/);
    assert.match(received, /\r\n\r\n4\r\nhalf\r\n$/, 'the closing chunk was sent, so the answer looks whole');
    await assert.rejects(async () => (await fetch(`${server.url}/breaks`)).text(), /terminated/);
  });

  it('are told by the signal that the client left before the headers', async () => {
    const caller = new AbortController();
    const waiting = fetch(`${server.url}/silent`, { signal: caller.signal });
    setTimeout(() => caller.abort(), 50);
    await assert.rejects(waiting, { name: 'AbortError' });
    await until(() => seen.aborted === 1, 'the signal was not aborted');
  });

  it('reject a port that is taken', async () => {
    const port = Number(new URL(server.url).port);
    await assert.rejects(serveSimulators(simulators, { host: '127.0.0.1', port }), { code: 'EADDRINUSE' });
  });
});
