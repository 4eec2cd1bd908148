import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  type Answer,
  closedAddress,
  completion,
  event,
  type FakeUpstream,
  hello,
  json,
  openSse,
  startFakeUpstream,
  usageOf,
  wholeStream,
} from '../support/fake-upstream.ts';
import {
  type Channel,
  type ChannelOptions,
  costAt,
  type ErrorBody,
  nano,
  type Receipt,
  startGateway,
  type TestGateway,
  until,
} from '../support/gateway.ts';
import { readEvents, readStream, readUntil, type StreamSeen } from '../support/sse-reader.ts';

let gateway: TestGateway;
let names = 0;
const open: FakeUpstream[] = [];

before(async () => {
  gateway = await startGateway();
});
after(async () => {
  await gateway.verifyLedger();
  for (const upstream of open) await upstream.close();
  await gateway.close();
});

async function upstreamFor(answer: Answer): Promise<FakeUpstream> {
  const upstream = await startFakeUpstream(answer);
  open.push(upstream);
  return upstream;
}

type Way = { upstream: FakeUpstream; model: string; channel: Channel };

/** An upstream that answers so, alone behind a model of its own. */
async function only(answer: Answer, options: ChannelOptions = {}, keys?: string[]): Promise<Way> {
  const upstream = await upstreamFor(answer);
  const model = `model-${++names}`;
  const channel = await gateway.addChannel({
    url: upstream.url,
    models: [model],
    options,
    ...(keys ? { keys } : {}),
  });
  return { upstream, model, channel };
}

/** One that answers so first, and a healthy one of lower priority. */
async function withSpare(answer: Answer, options: ChannelOptions = {}) {
  const bad = await only(answer, options);
  const spare = await upstreamFor(hello);
  const spareChannel = await gateway.addChannel({ url: spare.url, models: [bad.model], priority: -1 });
  return { ...bad, spare, spareChannel };
}

const ask = (model: string, more: object = {}) => ({
  model,
  messages: [{ role: 'user', content: 'Say hello' }],
  max_tokens: 100,
  ...more,
});

/** Neither addresses nor keys of upstreams may stand in anything a client gets. */
function assertClean(text: string, ...secrets: string[]): void {
  for (const secret of ['127.0.0.1', 'upstream-secret', 'sk-upstream', 'ECONN', 'undici', ...secrets])
    assert.ok(!text.includes(secret), `${JSON.stringify(secret)} reached the client: ${text}`);
}

const headersText = (response: Response) => JSON.stringify([...response.headers]);

type Whole = { response: Response; text: string; error: ErrorBody['error']; receipt: Receipt };

async function callWhole(model: string, more: object = {}): Promise<Whole> {
  const response = await gateway.post('/v1/chat/completions', ask(model, more));
  const text = await response.text();
  assertClean(text + headersText(response));
  const receipt = await gateway.receipt(response.headers.get('x-request-id')!);
  return { response, text, error: (JSON.parse(text) as ErrorBody).error, receipt };
}

async function callStream(model: string, more: object = {}) {
  const response = await gateway.post('/v1/chat/completions', ask(model, { stream: true, ...more }));
  const seen = await readStream(response);
  assertClean(seen.raw + headersText(response));
  const receipt = await gateway.receipt(response.headers.get('x-request-id')!);
  return { response, seen, receipt };
}

const outcomes = (receipt: Receipt) => receipt.attempts.map(({ outcome }) => outcome);

function assertFree(receipt: Receipt): void {
  assert.equal(receipt.charged_usd, '0');
  assert.deepEqual(receipt.usage, {});
}

/** A clean end would make the client believe that it has the whole. */
function assertCut(seen: StreamSeen, code: string): void {
  assert.equal(seen.done, false);
  assert.ok(!seen.raw.includes('[DONE]'));
  assert.equal(seen.error?.code, code);
  assert.deepEqual(Object.keys(seen.events.at(-1)!), ['error']);
}

const faults: {
  name: string;
  answer: Answer;
  options?: ChannelOptions;
  status: number;
  code: string;
  fault: string;
}[] = [
  {
    name: 'resets the connection before its head',
    answer: ({ socket }) => socket.resetAndDestroy(),
    status: 502,
    code: 'upstream_cut',
    fault: 'upstream_cut',
  },
  {
    name: 'hangs without a head',
    answer: () => {},
    options: { first_byte_timeout_ms: 150 },
    status: 504,
    code: 'upstream_timeout',
    fault: 'upstream_timeout',
  },
  {
    name: 'answers something that is no HTTP',
    answer: ({ socket }) => socket.end('SSH-2.0-OpenSSH_9.6\r\n\r\n'),
    status: 502,
    code: 'bad_response_body',
    fault: 'upstream_garbage',
  },
  {
    name: 'answers HTML with status 200',
    answer: ({ response }) =>
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<html><body>welcome to http://127.0.0.1/nginx</body></html>'),
    status: 502,
    code: 'bad_response_body',
    fault: 'upstream_garbage',
  },
  {
    name: 'answers an empty body with status 200',
    answer: ({ response }) => response.writeHead(200, { 'content-type': 'application/json' }).end(),
    status: 502,
    code: 'bad_response_body',
    fault: 'upstream_garbage',
  },
  {
    name: 'answers JSON that is no completion',
    answer: (exchange) => json(exchange, 200, { hello: 'world' }),
    status: 502,
    code: 'bad_response_body',
    fault: 'upstream_garbage',
  },
  {
    name: 'answers a JSON error with status 200',
    answer: (exchange) =>
      json(exchange, 200, { error: { message: 'engine died at http://127.0.0.1:9', type: 'server_error' } }),
    status: 502,
    code: 'upstream_error',
    fault: 'upstream_failed',
  },
  {
    name: 'answers 500',
    answer: (exchange) => json(exchange, 500, { error: { message: 'panic at 127.0.0.1:8000' } }),
    status: 502,
    code: 'upstream_error',
    fault: 'upstream_failed',
  },
  {
    name: 'answers 503 with HTML',
    answer: ({ response }) => response.writeHead(503).end('<h1>upstream 127.0.0.1 down</h1>'),
    status: 429,
    code: 'rate_limit_exceeded',
    fault: 'upstream_busy',
  },
  {
    name: 'redirects elsewhere',
    answer: ({ response }) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    status: 502,
    code: 'bad_response_body',
    fault: 'upstream_garbage',
  },
  {
    name: 'says 404',
    answer: (exchange) =>
      json(exchange, 404, { error: { message: 'model upstream-model not found', code: 'model_not_found' } }),
    status: 502,
    code: 'channel_unavailable',
    fault: 'upstream_model_unknown',
  },
  {
    name: 'says 401 and echoes the key',
    answer: (exchange) =>
      json(exchange, 401, {
        error: { message: `Incorrect API key ${exchange.headers.authorization}`, code: 'invalid_api_key' },
      }),
    status: 502,
    code: 'channel_unavailable',
    fault: 'upstream_key_refused',
  },
  {
    name: 'says 403',
    answer: (exchange) => json(exchange, 403, { error: { message: 'forbidden for 127.0.0.1' } }),
    status: 502,
    code: 'channel_unavailable',
    fault: 'upstream_key_refused',
  },
  {
    name: 'says 429 because our account is empty',
    answer: (exchange) => json(exchange, 429, { error: { message: 'pay', code: 'insufficient_quota' } }),
    status: 502,
    code: 'channel_unavailable',
    fault: 'upstream_key_refused',
  },
];

describe('what an upstream may do', { concurrency: 8 }, () => {
  for (const { name, answer, options, status, code, fault } of faults) {
    for (const stream of [false, true]) {
      test(`an upstream that ${name} (${stream ? 'stream' : 'whole'}): its fault in OpenAI's shape, and free`, async () => {
        const { model, upstream } = await only(answer, options);
        const { response, error, text, receipt } = await callWhole(model, { stream });
        assert.equal(response.status, status, text);
        assert.match(response.headers.get('content-type')!, /^application\/json/);
        assert.equal(error.code, code);
        assert.ok(error.message.includes(response.headers.get('x-request-id')!));
        assert.equal(response.headers.get('x-key4u-cost'), null);
        assertFree(receipt);
        assert.equal(receipt.fault, fault);
        assert.equal(receipt.status, status);
        assert.equal(receipt.attempts.length, upstream.requests.length, 'every request is listed');
        assert.ok(outcomes(receipt).every((outcome) => outcome === fault));
      });
      test(`an upstream that ${name} (${stream ? 'stream' : 'whole'}): another channel serves, unseen`, async () => {
        const { model, upstream, spare, channel, spareChannel } = await withSpare(answer, options);
        const response = await gateway.post('/v1/chat/completions', ask(model, { stream }));
        const text = await response.text();
        assertClean(text);
        assert.equal(response.status, 200);
        assert.ok(text.includes('Hello'));
        assert.equal(spare.requests.length, 1);
        const receipt = await gateway.receipt(response.headers.get('x-request-id')!);
        assert.equal(receipt.fault, null);
        assert.equal(receipt.channel?.id, spareChannel.id);
        assert.deepEqual(
          receipt.attempts.map((attempt) => [attempt.channel.id, attempt.outcome]),
          [...upstream.requests.map(() => [channel.id, fault]), [spareChannel.id, 'ok']],
        );
        assert.equal(nano(receipt.charged_usd), costAt(10, 5));
      });
    }
  }

  test('a refused connection is an unreachable upstream, and free', async () => {
    const model = `model-${++names}`;
    await gateway.addChannel({ url: closedAddress, models: [model] });
    const { response, error, receipt } = await callWhole(model);
    assert.equal(response.status, 502);
    assert.equal(error.code, 'upstream_unreachable');
    assert.equal(response.headers.get('x-should-retry'), 'true');
    assertFree(receipt);
    assert.deepEqual(outcomes(receipt), ['upstream_unreachable']);
  });

  test('a reset inside a whole answer is cut and free; another channel serves where there is one', async () => {
    const cut: Answer = ({ response, socket }) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
      response.write('{"choices":[', () => socket.resetAndDestroy());
    };
    const alone = await only(cut);
    const { response, error, receipt } = await callWhole(alone.model);
    assert.equal(response.status, 502);
    assert.equal(error.code, 'upstream_cut');
    assertFree(receipt);
    const { model } = await withSpare(cut);
    assert.equal((await callWhole(model)).response.status, 200);
  });

  test('a whole answer that is shorter than its content-length is no answer', async () => {
    const { model } = await only(({ response, socket }) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
      response.write(JSON.stringify(completion('half')), () => socket.end());
    });
    const { response, receipt } = await callWhole(model);
    assert.equal(response.status, 502);
    assertFree(receipt);
  });

  const begun = [event.role(), event.text('Once upon'), event.text(' a time')];

  const cuts: { name: string; options?: ChannelOptions; code: string; next: Answer }[] = [
    { name: 'resets', code: 'upstream_cut', next: ({ socket }) => socket.resetAndDestroy() },
    {
      name: 'closes inside an event',
      code: 'upstream_cut',
      next: ({ response }) => response.end('data: {"choi'),
    },
    {
      name: 'closes between events without an end',
      code: 'upstream_cut',
      next: ({ response }) => response.end(),
    },
    {
      name: 'falls silent',
      code: 'upstream_timeout',
      options: { idle_timeout_ms: 200 },
      next: () => {},
    },
    {
      name: 'sends an error event',
      code: 'upstream_error',
      next: ({ response }) =>
        response.write(event.error({ message: 'worker 127.0.0.1 died', type: 'server_error' })),
    },
    {
      name: 'sends an error event that holds its key and address',
      code: 'https',
      next: ({ response, headers }) =>
        response.write(
          event.error({
            message: `bad request for ${headers.authorization} at http://127.0.0.1:1/`,
            type: `invalid_request_error ${headers.authorization}`,
            code: 'https',
          }),
        ),
    },
  ];

  for (const { name, options, code, next } of cuts) {
    test(`a stream whose upstream ${name} ends with an error event, is charged for what came, and is not sent again`, async () => {
      const { model, upstream, spare } = await withSpare((exchange) => {
        openSse(exchange).write(begun.join(''), () => next(exchange));
      }, options);
      const { response, seen, receipt } = await callStream(model);
      assert.equal(response.status, 200);
      assert.equal(seen.text, 'Once upon a time');
      if (code !== 'https') assertCut(seen, code);
      else {
        assert.equal(seen.done, false);
        assert.ok(seen.error);
      }
      assert.ok(seen.error?.message.includes(receipt.request_id));
      assert.equal(upstream.requests.length, 1);
      assert.equal(spare.requests.length, 0, 'no retry after the first byte');
      assert.equal(receipt.attempts.length, 1);
      assert.notEqual(receipt.fault, null);
      // "Once upon a time" is four tokens of o200k_base; the input is counted from the request.
      assert.equal(receipt.usage['output_tokens'], 4);
      assert.ok(receipt.usage['input_tokens']! > 0);
      assert.ok(receipt.notes.some((note) => note.startsWith('usage_missing')));
      assert.equal(nano(receipt.charged_usd), costAt(receipt.usage['input_tokens']!, 4));
      assert.equal(receipt.agrees, true);
    });
  }

  const endings: { name: string; next: Answer }[] = [
    { name: 'resets', next: ({ socket }) => socket.resetAndDestroy() },
    { name: 'closes', next: ({ response }) => response.end() },
    { name: 'falls silent', next: () => {} },
    { name: 'sends an error', next: ({ response }) => response.end(event.error({ message: 'died' })) },
  ];
  for (const { name, next } of endings) {
    test(`a stream that ${name} after its role chunk fails over to another channel, unseen`, async () => {
      const { model, spareChannel } = await withSpare(
        (exchange) => {
          openSse(exchange).write(`: hi\n\n${event.role()}`, () => next(exchange));
        },
        { idle_timeout_ms: 200 },
      );
      const { seen, receipt } = await callStream(model);
      assert.equal(seen.text, 'Hello world');
      assert.equal(seen.done, true);
      assert.equal(seen.error, undefined);
      assert.equal(seen.raw.split('"role"').length, 2, 'the role of the failed channel is not shown');
      assert.equal(receipt.channel?.id, spareChannel.id);
      assert.equal(nano(receipt.charged_usd), costAt(10, 5));
      assert.equal(outcomes(receipt).at(-1), 'ok');
      assert.ok(receipt.attempts.length >= 2);
    });
  }

  test('a stream that ends at once with a clean close and nothing in it is no answer', async () => {
    const { model } = await only((exchange) => openSse(exchange).end());
    const { response, error, receipt } = await callWhole(model, { stream: true });
    assert.equal(response.status, 502);
    assert.equal(error.code, 'upstream_cut');
    assertFree(receipt);
  });

  test('a stream of only [DONE] gives the client an end and costs no output', async () => {
    const { model } = await only((exchange) => openSse(exchange).end(event.done));
    const { seen, receipt } = await callStream(model);
    assert.equal(seen.done, true);
    assert.equal(receipt.usage['output_tokens'] ?? 0, 0);
  });

  test('a stream without [DONE] whose answer is whole ends as a whole one', async () => {
    const { model } = await only((exchange) =>
      openSse(exchange).end(
        event.role() + event.text('All of it') + event.stop() + event.usage(usageOf(10, 3)),
      ),
    );
    const { seen, receipt } = await callStream(model);
    assert.equal(seen.text, 'All of it');
    assert.equal(seen.done, true);
    assert.equal(receipt.fault, null);
    assert.equal(nano(receipt.charged_usd), costAt(10, 3));
  });

  test('a stream whose last [DONE] lacks its blank line ends as a whole one', async () => {
    const { model } = await only((exchange) => openSse(exchange).end(wholeStream(['Whole']).trimEnd()));
    const { seen, receipt } = await callStream(model);
    assert.equal(seen.done, true);
    assert.equal(receipt.fault, null);
  });

  test('two answers of which one has not finished are no whole answer', async () => {
    const chunk = (index: number, delta: object, finish: string | null) =>
      `data: ${JSON.stringify({ choices: [{ index, delta, finish_reason: finish }] })}\n\n`;
    const { model } = await only((exchange) =>
      openSse(exchange).end(
        chunk(0, { content: 'a' }, null) + chunk(1, { content: 'b' }, null) + chunk(1, {}, 'stop'),
      ),
    );
    const { seen } = await callStream(model, { n: 2 });
    assertCut(seen, 'upstream_cut');
  });

  const wide = 'Xin chào 世界 🙂';
  const framings: {
    name: string;
    send: (exchange: Parameters<Answer>[0], bytes: Buffer) => unknown;
    crlf?: true;
  }[] = [
    {
      name: 'one byte per write',
      send: async (exchange, bytes) => {
        const response = openSse(exchange);
        for (const byte of bytes) await new Promise((done) => response.write(Buffer.from([byte]), done));
        response.end();
      },
    },
    { name: 'everything in one write', send: (exchange, bytes) => openSse(exchange).end(bytes) },
    {
      name: 'CRLF line ends, one byte per write',
      crlf: true,
      send: async (exchange, bytes) => {
        const response = openSse(exchange);
        for (const byte of bytes) await new Promise((done) => response.write(Buffer.from([byte]), done));
        response.end();
      },
    },
    {
      name: 'CRLF line ends in one write',
      crlf: true,
      send: (exchange, bytes) => openSse(exchange).end(bytes),
    },
    {
      name: 'characters split in the middle',
      send: async (exchange, bytes) => {
        const response = openSse(exchange);
        const at = bytes.indexOf('🙂') + 2;
        await new Promise((done) => response.write(bytes.subarray(0, at), done));
        await new Promise((done) => setImmediate(done));
        response.end(bytes.subarray(at));
      },
    },
  ];
  for (const { name, send, crlf } of framings) {
    test(`a stream sent as ${name} arrives whole, with its usage charged and hidden`, async () => {
      const text = wholeStream(['Xin chào ', '世界 ', '🙂'], usageOf(11, 7));
      const { model } = await only((exchange) =>
        send(exchange, Buffer.from(crlf ? text.replaceAll('\n', '\r\n') : text)),
      );
      const { seen, receipt } = await callStream(model);
      assert.equal(seen.text, wide);
      assert.equal(seen.done, true);
      assert.equal(seen.error, undefined);
      assert.ok(!seen.raw.includes('"usage"'), 'the client did not ask for the usage');
      assert.equal(nano(receipt.charged_usd), costAt(11, 7));
      assert.deepEqual(receipt.usage, { input_tokens: 11, output_tokens: 7 });
    });
  }

  test('comments, other fields and data over several lines pass and are understood', async () => {
    const { model } = await only((exchange) =>
      openSse(exchange).end(
        `: ping\n\nevent: message\nid: 1\ndata: {"choices":[{"index":0,\ndata: "delta":{"content":"two lines"},"finish_reason":null}]}\n\n${event.stop()}${event.usage(usageOf(4, 2))}${event.done}`,
      ),
    );
    const response = await gateway.post('/v1/chat/completions', ask(model, { stream: true }));
    const raw = await response.text();
    assert.ok(raw.includes('two lines'));
    assert.ok(raw.endsWith('data: [DONE]\n\n'));
    const receipt = await gateway.receipt(response.headers.get('x-request-id')!);
    assert.equal(nano(receipt.charged_usd), costAt(4, 2));
  });

  const lies: [name: string, usage: unknown][] = [
    ['negative', { prompt_tokens: -5, completion_tokens: 5, total_tokens: 0 }],
    ['huge', usageOf(2_000_000_000, 2_000_000_000)],
    ['beyond exact numbers', { prompt_tokens: 1e300, completion_tokens: 5 }],
    ['strings', { prompt_tokens: '10', completion_tokens: '5' }],
    ['fractions', { prompt_tokens: 1.5, completion_tokens: 2.5 }],
    ['parts larger than their sum', { ...usageOf(10, 5), prompt_tokens_details: { cached_tokens: 5000 } }],
    [
      'more reasoning than output',
      { ...usageOf(10, 5), completion_tokens_details: { reasoning_tokens: 50 } },
    ],
    ['a list', [1, 2]],
    ['a number', 7],
  ];
  for (const [name, usage] of lies) {
    test(`a usage report that cannot be true (${name}) is not charged: the gateway counts`, async () => {
      const { model } = await only((exchange) =>
        exchange.body.includes('"stream":true')
          ? openSse(exchange).end(wholeStream(['Hello world'], usage))
          : json(exchange, 200, completion('Hello world', usage)),
      );
      const counted = await callWhole(model);
      assert.equal(counted.response.status, 200);
      assert.equal(counted.receipt.usage['output_tokens'], 2);
      assert.ok(counted.receipt.usage['input_tokens']! < 50);
      assert.ok(counted.receipt.notes.some((note) => note.startsWith('usage_')));
      assert.equal(counted.response.headers.get('x-key4u-cost'), counted.receipt.charged_usd);
      const { seen, receipt } = await callStream(model);
      assert.equal(seen.done, true);
      assert.deepEqual(receipt.usage, counted.receipt.usage);
    });
  }

  test('usage that never comes is counted, whole and streamed alike', async () => {
    const { model } = await only((exchange) =>
      exchange.body.includes('"stream":true')
        ? openSse(exchange).end(
            event.role() + event.text('Hello') + event.text(' world') + event.stop() + event.done,
          )
        : json(exchange, 200, completion('Hello world', null)),
    );
    const whole = await callWhole(model);
    const streamed = await callStream(model);
    assert.equal(whole.receipt.usage['output_tokens'], 2);
    assert.deepEqual(streamed.receipt.usage, whole.receipt.usage);
    assert.ok(whole.receipt.notes.some((note) => note.startsWith('usage_missing')));
  });

  test('events that are JSON of the wrong shape pass without harm', async () => {
    const odd = ['null', '[1]', '5', '"error"', '{"choices":[null]}', '{"choices":[1]}', '{"choices":{}}'];
    odd.push(
      '{"choices":[{"delta":null}]}',
      '{"choices":[{"delta":5}]}',
      '{"choices":[],"usage":{"error":1}}',
    );
    odd.push('{"error":null}', '{"choices":[{"index":0,"delta":{"tool_calls":[null,{"function":null}]}}]}');
    const { model } = await only((exchange) =>
      openSse(exchange).end(odd.map((one) => `data: ${one}\n\n`).join('') + wholeStream(['still here'])),
    );
    const response = await gateway.post('/v1/chat/completions', ask(model, { stream: true }));
    const raw = await response.text();
    assert.ok(raw.includes('still here'));
    assert.ok(raw.endsWith('data: [DONE]\n\n'));
    const receipt = await gateway.receipt(response.headers.get('x-request-id')!);
    assert.equal(nano(receipt.charged_usd), costAt(10, 5));
  });

  test('usage in every chunk: the last counts', async () => {
    const chunk = (content: string, output: number) =>
      `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: null }], usage: usageOf(10, output) })}\n\n`;
    const { model } = await only((exchange) =>
      openSse(exchange).end(chunk('a', 1) + chunk('b', 2) + chunk('c', 3) + event.stop() + event.done),
    );
    const { receipt } = await callStream(model);
    assert.equal(nano(receipt.charged_usd), costAt(10, 3));
  });

  test('a huge report on a limited balance never takes it below zero', async () => {
    const { model } = await only((exchange) => json(exchange, 200, completion('x', usageOf(10, 8000))));
    const user = await gateway.addUser('0.002');
    const { key } = await gateway.addToken({ user });
    const response = await gateway.post('/v1/chat/completions', ask(model, { max_tokens: 10 }), {
      authorization: `Bearer ${key}`,
    });
    assert.equal(response.status, 200);
    await response.text();
    const receipt = await gateway.receipt(response.headers.get('x-request-id')!);
    assert.ok(nano(receipt.charged_usd) <= nano('0.002'));
    assert.equal(await gateway.balanceOf(user), '0');
    assert.ok(receipt.notes.some((note) => note.startsWith('charge_capped')));
  });

  test('400 is the request’s own fault: passed on with its words, never retried, the key stays in use', async () => {
    const { model, spare, channel } = await withSpare((exchange) =>
      json(exchange, 400, {
        error: {
          message: `max_tokens is too large; key ${exchange.headers.authorization}, see http://127.0.0.1/help`,
          type: 'invalid_request_error',
          param: 'max_tokens',
          code: 'integer_above_max_value',
        },
      }),
    );
    for (let i = 0; i < 7; i++) {
      const { response, error, receipt } = await callWhole(model);
      assert.equal(response.status, 400);
      assert.match(error.message, /max_tokens is too large/);
      assert.equal(error.param, 'max_tokens');
      assert.equal(error.code, 'integer_above_max_value');
      assert.equal(response.headers.get('x-should-retry'), 'false');
      assertFree(receipt);
    }
    assert.equal(spare.requests.length, 0);
    assert.deepEqual(
      (await gateway.breakersOf(channel.id)).map(({ state }) => state),
      ['closed'],
    );
  });

  test('an upstream that puts its key and address into every field of its error tells the client neither', async () => {
    const { model } = await only((exchange) => {
      const secret = `${exchange.headers.authorization} http://127.0.0.1:1/`;
      json(
        exchange,
        422,
        { error: { message: secret, type: secret, param: secret, code: secret } },
        {
          'x-served-by': '127.0.0.1',
          via: '1.1 127.0.0.1',
          'set-cookie': 'session=upstream-secret',
        },
      );
    });
    const { response } = await callWhole(model); // looks at every byte
    assert.equal(response.status, 422);
  });

  test('headers of the upstream reach the client only by the allow-list', async () => {
    const { model } = await only((exchange) =>
      json(exchange, 200, completion('hi'), {
        'openai-processing-ms': '12',
        'x-request-id': 'upstream-id-1',
        'x-ratelimit-remaining-requests': '3',
        'set-cookie': 'a=b',
        server: 'uvicorn',
      }),
    );
    const { response } = await callWhole(model);
    assert.equal(response.headers.get('openai-processing-ms'), '12');
    assert.notEqual(response.headers.get('x-request-id'), 'upstream-id-1');
    for (const name of ['x-ratelimit-remaining-requests', 'set-cookie', 'server'])
      assert.equal(response.headers.get(name), null, name);
  });

  test('401 rests the key at once and shows it; the other key of the channel goes on', async () => {
    const upstream = await upstreamFor((exchange) =>
      exchange.headers.authorization === 'Bearer sk-upstream-revoked'
        ? json(exchange, 401, { error: { message: 'revoked' } })
        : hello(exchange),
    );
    upstream.answerProbes((exchange) => json(exchange, 401, {}));
    const model = `model-${++names}`;
    const channel = await gateway.addChannel({
      url: upstream.url,
      models: [model],
      keys: ['sk-upstream-revoked', 'sk-upstream-good'],
    });
    for (let i = 0; i < 4; i++) assert.equal((await callWhole(model)).response.status, 200);
    const used = upstream.requests.map(({ headers }) => headers.authorization);
    assert.equal(used.filter((one) => one === 'Bearer sk-upstream-revoked').length, 1);
    const breakers = await gateway.breakersOf(channel.id);
    const open = breakers.filter(({ state }) => state !== 'closed');
    assert.equal(open.length, 1);
    assert.equal(open[0]!.reason, 'upstream_key_refused');
    assert.ok(!JSON.stringify(breakers).includes('sk-upstream'));
  });

  test('429 with Retry-After rests the key so long: 429 and its time to the client, nothing sent meanwhile', async () => {
    const { model, upstream, channel } = await only((exchange) =>
      json(
        exchange,
        429,
        { error: { message: 'slow down', code: 'rate_limit_exceeded' } },
        { 'retry-after': '1' },
      ),
    );
    const before = Date.now();
    const first = await callWhole(model);
    assert.equal(first.response.status, 429);
    assert.equal(first.response.headers.get('retry-after'), '1');
    assert.equal(first.response.headers.get('x-should-retry'), 'true');
    const [breaker] = await gateway.breakersOf(channel.id);
    assert.equal(breaker!.reason, 'upstream_busy');
    const until_ = Date.parse(breaker!.until!);
    assert.ok(until_ >= before + 1000 && until_ <= Date.now() + 1000);
    const second = await callWhole(model);
    assert.equal(second.response.status, 503);
    assert.equal(second.error.code, 'no_available_channel');
    assert.equal(second.response.headers.get('retry-after'), '1');
    assert.equal(upstream.requests.length, 1);
    assertFree(second.receipt);
    upstream.answer(hello);
    await until(
      'the key to be used again',
      async () => (await callWhole(model)).response.status === 200,
      3000,
    );
    assert.ok(Date.now() >= before + 1000);
  });

  test('a key that rests for a busy upstream does not come back early because another call succeeds late', async () => {
    let slow: (() => void) | undefined;
    const { model, upstream, channel } = await only((exchange) => {
      slow = () => json(exchange, 200, completion('late'));
    });
    const late = gateway.post('/v1/chat/completions', ask(model));
    await upstream.request(0);
    upstream.answer((exchange) => json(exchange, 429, { error: {} }, { 'retry-after': '60' }));
    assert.equal((await callWhole(model)).response.status, 429);
    slow?.();
    assert.equal((await late).status, 200);
    const [breaker] = await gateway.breakersOf(channel.id);
    assert.equal(breaker!.state, 'open');
  });

  test('repeated faults open the breaker, which closes by itself after a probe', {
    timeout: 20_000,
  }, async () => {
    const { model, upstream, channel } = await only((exchange) => json(exchange, 500, {}));
    for (let i = 0; i < 5; i++) assert.equal((await callWhole(model)).response.status, 502);
    const [breaker] = await gateway.breakersOf(channel.id);
    assert.equal(breaker!.state, 'open');
    assert.equal(breaker!.reason, 'upstream_failed');
    const { response, error } = await callWhole(model);
    assert.equal(response.status, 503);
    assert.equal(error.code, 'no_available_channel');
    assert.equal(upstream.requests.length, 5, 'an open breaker lets nothing through');
    upstream.answer(hello);
    await until(
      'the breaker to close',
      async () => (await gateway.breakersOf(channel.id))[0]!.state === 'closed',
      10_000,
    );
    assert.ok(upstream.probes.length >= 1, 'a free request was the probe');
    assert.equal(upstream.probes[0]!.path, '/v1/models');
    assert.equal((await callWhole(model)).response.status, 200);
  });

  test('a model that the upstream does not know takes no key away from the other models', async () => {
    const { model, upstream, channel } = await only((exchange) =>
      exchange.body.includes('wrong-name') ? json(exchange, 404, { error: {} }) : hello(exchange),
    );
    const other = `model-${++names}`;
    await gateway.addChannel({ url: upstream.url, models: [other] });
    await gateway.admin('PATCH', `/api/admin/channels/${channel.id}`, {
      models: { [model]: model, 'wrong-name': 'wrong-name' },
    });
    await gateway.price('wrong-name');
    await until('the model to be known', async () => (await callStatus('wrong-name')) === 502);
    for (let i = 0; i < 6; i++) assert.equal(await callStatus('wrong-name'), 502);
    assert.equal((await gateway.breakersOf(channel.id))[0]!.state, 'closed');
    assert.equal(await callStatus(model), 200);
  });

  const callStatus = async (model: string) => {
    const response = await gateway.post('/v1/chat/completions', ask(model));
    await response.text();
    return response.status;
  };

  test('channels are tried by priority, and inside one by weight', async () => {
    const upstreams = await Promise.all([upstreamFor(hello), upstreamFor(hello), upstreamFor(hello)]);
    const model = `model-${++names}`;
    await gateway.addChannel({ url: upstreams[0]!.url, models: [model], priority: 1, weight: 9 });
    await gateway.addChannel({ url: upstreams[1]!.url, models: [model], priority: 1, weight: 1 });
    await gateway.addChannel({ url: upstreams[2]!.url, models: [model], priority: 0, weight: 1000 });
    await Promise.all(Array.from({ length: 200 }, () => callStatus(model)));
    const [many, few, none] = upstreams.map(({ requests }) => requests.length);
    assert.equal(none, 0);
    assert.equal(many! + few!, 200);
    // 180 expected with a standard deviation of 4.2.
    assert.ok(many! > 150 && few! > 0, `${many} and ${few}`);
  });

  test('a call tries the other keys of its channel, and lists every attempt', async () => {
    const upstream = await upstreamFor((exchange) =>
      exchange.headers.authorization === 'Bearer sk-upstream-c' ? hello(exchange) : json(exchange, 500, {}),
    );
    const model = `model-${++names}`;
    const channel = await gateway.addChannel({
      url: upstream.url,
      models: [model],
      keys: ['sk-upstream-a', 'sk-upstream-b', 'sk-upstream-c'],
    });
    const { response, receipt } = await callWhole(model);
    assert.equal(response.status, 200);
    assert.deepEqual(outcomes(receipt), ['upstream_failed', 'upstream_failed', 'ok']);
    assert.deepEqual(
      receipt.attempts.map(({ key }) => key),
      channel.keys.map(({ id }) => id),
    );
  });

  test('an upstream that never stops trying is not tried for ever', async () => {
    const upstream = await upstreamFor((exchange) => json(exchange, 500, {}));
    const model = `model-${++names}`;
    await gateway.addChannel({
      url: upstream.url,
      models: [model],
      keys: Array.from({ length: 20 }, (_, i) => `sk-upstream-key-${i}`),
    });
    const { receipt } = await callWhole(model);
    assert.equal(receipt.attempts.length, upstream.requests.length);
    assert.ok(upstream.requests.length <= 6);
  });

  test('an idle connection that the upstream closes just then costs no call', async () => {
    const { model, upstream } = await only((exchange) => {
      hello(exchange);
      exchange.response.once('finish', () => exchange.socket.end());
    });
    for (let i = 0; i < 20; i++) assert.equal(await callStatus(model), 200);
    assert.equal(upstream.requests.length, 20);
  });

  test('an answer larger than any answer is refused before it fills the memory', async () => {
    let sent = 0;
    const { model } = await only(async ({ response, hasLeft }) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const block = Buffer.alloc(1024 * 1024, 0x20);
      while (!hasLeft() && sent < 200) {
        sent++;
        if (!response.write(block)) await new Promise((done) => setTimeout(done, 1));
      }
    });
    const { response, receipt } = await callWhole(model);
    assert.equal(response.status, 502);
    assertFree(receipt);
    assert.ok(sent < 150, `${sent} MB were taken`);
  });

  test('an upstream that goes on after [DONE] does not hold the client or the connection', async () => {
    const { model, upstream } = await only(async (exchange) => {
      const response = openSse(exchange);
      response.write(wholeStream(['Done']));
      while (!exchange.hasLeft()) {
        response.write(': more\n\n');
        await new Promise((done) => setTimeout(done, 20));
      }
    });
    const { seen } = await callStream(model);
    assert.equal(seen.done, true);
    const { left } = await upstream.request(0);
    await left;
  });

  test('the beginning of a stream reaches the client before the end exists', async () => {
    const { model, upstream } = await only((exchange) => {
      openSse(exchange).write(event.role() + event.text('first'));
    });
    const response = await gateway.post('/v1/chat/completions', ask(model, { stream: true }));
    const reader = response.body!.getReader();
    const early = await readUntil(reader, 'first');
    const { response: upstreamSide } = await upstream.request(0);
    upstreamSide.end(event.text(' second') + event.stop() + event.done);
    const rest = await readUntil(reader, '[DONE]');
    assert.equal(readEvents(early + rest).text, 'first second');
  });
});
