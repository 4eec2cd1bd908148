import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { after, before, describe, test } from 'node:test';
import {
  type Answer,
  completion,
  event,
  type FakeUpstream,
  json,
  openSse,
  startFakeUpstream,
  usageOf,
  wholeStream,
} from '../support/fake-upstream.ts';
import {
  type ChannelOptions,
  costAt,
  liveKey,
  nano,
  type Receipt,
  startGateway,
  type TestGateway,
  until,
} from '../support/gateway.ts';
import { readUntil } from '../support/sse-reader.ts';

let gateway: TestGateway;
let names = 0;
const open: FakeUpstream[] = [];

before(async () => {
  gateway = await startGateway({}, { settings: { keepAliveMs: 200, earlyHeadMs: 300 } });
});
after(async () => {
  await gateway.verifyLedger();
  for (const upstream of open) await upstream.close();
  await gateway.close();
});

async function only(answer: Answer, options: ChannelOptions = {}) {
  const upstream = await startFakeUpstream(answer);
  open.push(upstream);
  const model = `leave-${++names}`;
  const channel = await gateway.addChannel({ url: upstream.url, models: [model], options });
  return { upstream, model, channel };
}

const ask = (model: string, more: object = {}) => ({
  model,
  messages: [{ role: 'user', content: 'Say hello' }],
  max_tokens: 200,
  ...more,
});

/** The only call of a model, once it is settled. */
const receiptOf = (model: string): Promise<Receipt> =>
  until(`the call of ${model} in the log`, async () => {
    const [row] = await gateway.logs({ model });
    return row ? gateway.receipt(row.request_id) : undefined;
  });

/** Asks for a stream, reads until `mark`, and leaves. Returns when it left. */
async function leaveAfter(model: string, mark: string, more: object = {}): Promise<number> {
  const caller = new AbortController();
  const response = await gateway.post(
    '/v1/chat/completions',
    ask(model, { stream: true, ...more }),
    {},
    caller.signal,
  );
  await readUntil(response.body!.getReader(), mark);
  caller.abort();
  return Date.now();
}

describe('a client that leaves', { concurrency: 6 }, () => {
  test('in mid-stream: stops the upstream within a second and is charged for what was produced', async () => {
    const { model, upstream } = await only((exchange) => {
      openSse(exchange).write(event.role() + event.text('Once upon') + event.text(' a time'));
    });
    const leftAt = await leaveAfter(model, ' a time');
    const { left } = await upstream.request(0);
    assert.ok((await left) - leftAt < 1000);
    const receipt = await receiptOf(model);
    assert.equal(receipt.fault, 'client_gone');
    assert.equal(receipt.usage['output_tokens'], 4);
    assert.equal(nano(receipt.charged_usd), costAt(receipt.usage['input_tokens']!, 4));
    assert.ok(receipt.notes.some((note) => note.startsWith('client_left: cancelled')));
    assert.deepEqual(
      receipt.attempts.map(({ outcome }) => outcome),
      ['client_gone'],
    );
  });

  test('is nobody’s fault: the key stays in use', async () => {
    const { model, upstream, channel } = await only((exchange) => {
      openSse(exchange).write(event.role() + event.text('word'));
    });
    for (let i = 0; i < 6; i++) {
      await leaveAfter(model, 'word');
      await (await upstream.request(i)).left;
    }
    const [breaker] = await gateway.breakersOf(channel.id);
    assert.equal(breaker!.state, 'closed');
  });

  test('and frees its hold: a balance for one call serves the next', async () => {
    const { model, upstream } = await only((exchange) => {
      openSse(exchange).write(event.role() + event.text('word'));
    });
    const user = await gateway.addUser('0.0009'); // a hold is about 0.0005 USD
    const { key } = await gateway.addToken({ user });
    for (let i = 0; i < 3; i++) {
      const caller = new AbortController();
      const response = await gateway.post(
        '/v1/chat/completions',
        ask(model, { stream: true }),
        { authorization: `Bearer ${key}` },
        caller.signal,
      );
      assert.equal(response.status, 200);
      await readUntil(response.body!.getReader(), 'word');
      caller.abort();
      await (await upstream.request(i)).left;
      await until('the call to be settled', async () => (await gateway.logs({ model })).length === i + 1);
    }
  });

  test('where the channel drains: the upstream is read to its end and the whole is charged', async () => {
    const { model, upstream } = await only(
      (exchange) => {
        openSse(exchange).write(event.role() + event.text('first'));
      },
      { when_client_leaves: 'drain' },
    );
    await leaveAfter(model, 'first');
    const exchange = await upstream.request(0);
    await until('the gateway to notice', async () => (await gateway.openStreams()) > 0);
    exchange.response.end(event.text(' second') + event.stop() + event.usage(usageOf(20, 30)) + event.done);
    const receipt = await receiptOf(model);
    assert.equal(exchange.hasLeft(), false);
    assert.equal(nano(receipt.charged_usd), costAt(20, 30));
    assert.ok(receipt.notes.some((note) => note.startsWith('client_left: drained')));
  });

  test('where the channel drains within a bound: the bound ends it, and what came is charged', async () => {
    const { model, upstream } = await only(
      (exchange) => {
        openSse(exchange).write(event.role() + event.text('Once upon') + event.text(' a time'));
      },
      { when_client_leaves: 'drain', drain_ms: 1000 },
    );
    const leftAt = await leaveAfter(model, ' a time');
    const { left } = await upstream.request(0);
    const ms = (await left) - leftAt;
    assert.ok(ms >= 900 && ms < 2500, `${ms} ms`);
    const receipt = await receiptOf(model);
    assert.equal(receipt.usage['output_tokens'], 4);
    assert.ok(receipt.notes.some((note) => note.startsWith('drain_bound')));
  });

  for (const stream of [false, true]) {
    test(`before the first byte (${stream ? 'stream' : 'whole'}): the upstream is stopped, and it is free`, async () => {
      const { model, upstream } = await only(() => {});
      const caller = new AbortController();
      const calling = gateway.post('/v1/chat/completions', ask(model, { stream }), {}, caller.signal);
      const { left } = await upstream.request(0);
      const leftAt = Date.now();
      caller.abort();
      await assert.rejects(calling);
      assert.ok((await left) - leftAt < 1000);
      const receipt = await receiptOf(model);
      assert.equal(receipt.fault, 'client_gone');
      assert.equal(receipt.charged_usd, '0');
    });

    test(`after only the role chunk (${stream ? 'stream' : 'whole'}) or half a body: free`, async () => {
      const { model, upstream } = await only((exchange) => {
        if (stream) openSse(exchange).write(event.role());
        else {
          exchange.response.writeHead(200, { 'content-type': 'application/json' });
          exchange.response.write('{"choices":[');
        }
      });
      const caller = new AbortController();
      const calling = gateway.post('/v1/chat/completions', ask(model, { stream }), {}, caller.signal);
      const { left } = await upstream.request(0);
      caller.abort();
      await calling.catch(() => {});
      await left;
      assert.equal((await receiptOf(model)).charged_usd, '0');
    });

    test(`while the connection to the upstream is still being made (${stream ? 'stream' : 'whole'}): nothing is sent`, async () => {
      const sockets: Socket[] = [];
      let sent = '';
      // A proxy that takes its time with CONNECT stands for any upstream that is slow to reach.
      const proxy: Server = createServer((socket) => {
        sockets.push(socket);
        socket.on('error', () => {});
        socket.on('data', (data) => {
          sent += data.toString('latin1');
        });
      });
      await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
      const address = proxy.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      const model = `leave-${++names}`;
      await gateway.addChannel({
        url: 'http://upstream.invalid/v1',
        models: [model],
        options: { proxy_url: `http://127.0.0.1:${port}` },
      });
      const caller = new AbortController();
      const calling = gateway.post('/v1/chat/completions', ask(model, { stream }), {}, caller.signal);
      await until('the connection', () => sent.includes('\r\n\r\n'));
      caller.abort();
      await assert.rejects(calling);
      const receipt = await receiptOf(model);
      assert.equal(receipt.charged_usd, '0');
      assert.equal(receipt.fault, 'client_gone');
      sent = '';
      for (const socket of sockets) socket.write('HTTP/1.1 200 OK\r\n\r\n');
      await new Promise((resolve) => setTimeout(resolve, 150));
      assert.ok(!sent.includes('POST'), `sent after the client had left: ${sent}`);
      for (const socket of sockets) socket.destroy();
      proxy.close();
    });
  }

  test('of a whole answer, where the channel drains: the whole is charged', async () => {
    const { model, upstream } = await only(() => {}, { when_client_leaves: 'drain' });
    const caller = new AbortController();
    const calling = gateway.post('/v1/chat/completions', ask(model), {}, caller.signal);
    const exchange = await upstream.request(0);
    caller.abort();
    await assert.rejects(calling);
    await new Promise((resolve) => setTimeout(resolve, 100)); // nothing shows when the gateway has noticed
    json(exchange, 200, completion('late', usageOf(20, 30)));
    const receipt = await receiptOf(model);
    assert.equal(nano(receipt.charged_usd), costAt(20, 30));
    assert.ok(receipt.notes.some((note) => note.startsWith('client_left: drained')));
  });

  test('while a channel has just failed: no other channel is asked', async () => {
    const { model, upstream } = await only(() => {});
    const spare = await startFakeUpstream();
    open.push(spare);
    await gateway.addChannel({ url: spare.url, models: [model], priority: -1 });
    const caller = new AbortController();
    const calling = gateway.post('/v1/chat/completions', ask(model, { stream: true }), {}, caller.signal);
    const exchange = await upstream.request(0);
    caller.abort();
    await assert.rejects(calling);
    await exchange.left;
    await receiptOf(model);
    assert.equal(spare.requests.length, 0);
  });
});

/** A client that sends its request and then reads nothing. */
async function silentReader(model: string): Promise<Socket> {
  const body = JSON.stringify(ask(model, { stream: true }));
  const { hostname, port } = new URL(gateway.url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on('error', () => {});
  socket.pause();
  socket.write(
    `POST /v1/chat/completions HTTP/1.1\r\nhost: gateway\r\nauthorization: Bearer ${liveKey}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  return socket;
}

describe('a slow reader', () => {
  const block = event.text('x'.repeat(64 * 1024));
  const most = 4000; // 256 MB

  test('holds the upstream back instead of filling the memory, and gets everything when it reads on', async () => {
    let written = 0;
    let blocked = false;
    const { model, upstream } = await only(
      async (exchange) => {
        const response = openSse(exchange);
        response.write(event.role());
        while (written < most && !exchange.hasLeft()) {
          written++;
          if (!response.write(block)) {
            blocked = true;
            await Promise.race([once(response, 'drain'), exchange.left]);
            blocked = false;
          }
        }
        response.end(event.stop() + event.usage(usageOf(10, 150)) + event.done);
      },
      { idle_timeout_ms: 300 },
    );
    const before = process.memoryUsage().rss;
    const socket = await silentReader(model);
    await upstream.request(0);
    // The upstream has stood still for a while: everything on the way is full.
    let last = -1;
    let since = Date.now();
    await until(
      'the upstream to be held back',
      () => {
        if (written !== last || !blocked) {
          last = written;
          since = Date.now();
        }
        return Date.now() - since > 700; // more than its idle timeout: a pause of ours is no silence of the upstream
      },
      8000,
    );
    const megabytes = (written * block.length) / 1024 / 1024;
    assert.ok(megabytes < 40, `${megabytes} MB were taken from the upstream`);
    assert.ok(process.memoryUsage().rss - before < 150 * 1024 * 1024);
    let received = 0;
    let tail = '';
    socket.on('data', (data) => {
      received += data.length;
      tail = (tail + data.toString('latin1')).slice(-200);
    });
    socket.resume();
    await until('the end', () => tail.includes('[DONE]'), 20_000);
    assert.equal(written, most);
    assert.ok(received > most * block.length);
    socket.destroy();
    assert.equal(nano((await receiptOf(model)).charged_usd), costAt(10, 150));
  });

  test('that goes away stops the upstream that it held back', async () => {
    const { model, upstream } = await only(async (exchange) => {
      const response = openSse(exchange);
      while (!exchange.hasLeft())
        if (!response.write(block)) await Promise.race([once(response, 'drain'), exchange.left]);
    });
    const socket = await silentReader(model);
    const { left } = await upstream.request(0);
    await until('the stream to begin', async () => (await gateway.openStreams()) > 0);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const leftAt = Date.now();
    socket.destroy();
    assert.ok((await left) - leftAt < 1000);
    assert.equal((await receiptOf(model)).fault, 'client_gone');
  });
});

describe('silence', { concurrency: 4 }, () => {
  test('inside a stream is bridged with comments that no client sees', async () => {
    const { model, upstream } = await only((exchange) => {
      openSse(exchange).write(event.role() + event.text('first'));
    });
    const response = await gateway.post('/v1/chat/completions', ask(model, { stream: true }));
    const reader = response.body!.getReader();
    const early = await readUntil(reader, ': keep-alive\n\n');
    assert.ok(early.includes('first'));
    const exchange = await upstream.request(0);
    exchange.response.end(event.text(' second') + event.stop() + event.usage(usageOf(10, 5)) + event.done);
    const rest = await readUntil(reader, '[DONE]');
    assert.ok(rest.includes(' second'));
    assert.equal(nano((await receiptOf(model)).charged_usd), costAt(10, 5));
  });

  test('before a stream is bridged with an early head; a fault is then an error event', async () => {
    const { model } = await only(() => {}, { first_byte_timeout_ms: 1800 });
    const response = await gateway.post('/v1/chat/completions', ask(model, { stream: true }));
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type')!, /event-stream/);
    const raw = await response.text();
    assert.ok(raw.startsWith(': keep-alive\n\n'));
    assert.ok(raw.includes('"upstream_timeout"'));
    assert.ok(!raw.includes('[DONE]'));
    const receipt = await receiptOf(model);
    assert.equal(receipt.charged_usd, '0');
    assert.equal(receipt.fault, 'upstream_timeout');
  });

  test('before a stream is bridged with an early head; the stream then comes as it should', async () => {
    const { model, upstream } = await only(() => {});
    const response = await gateway.post('/v1/chat/completions', ask(model, { stream: true }));
    openSse(await upstream.request(0)).end(wholeStream(['Hello']));
    const raw = await response.text();
    assert.ok(raw.startsWith(': keep-alive\n\n'));
    assert.ok(raw.endsWith('data: [DONE]\n\n'));
    assert.equal(nano((await receiptOf(model)).charged_usd), costAt(10, 5));
  });
});
