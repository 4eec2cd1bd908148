import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { event, type FakeUpstream, hello, openSse, startFakeUpstream } from '../support/fake-upstream.ts';
import { type ErrorBody, liveKey, startGateway, type TestGateway, until } from '../support/gateway.ts';
import { type RawClient, rawClient } from '../support/raw-client.ts';

const model = 'model-one';
let gateway: TestGateway;
let upstream: FakeUpstream;

before(async () => {
  gateway = await startGateway(
    { KEY4U_BODY_LIMIT_MB: '1' },
    { settings: { bodyQuietMs: 200 }, headersMs: 400 },
  );
  upstream = await startFakeUpstream(hello);
  await gateway.addChannel({ url: upstream.url, models: [model, 'model-two'] });
});
after(async () => {
  assert.equal(upstream.requests.length, 0, 'no request of this file may reach an upstream');
  await gateway.settled();
  assert.deepEqual(
    (await gateway.logs()).filter(({ cost_usd }) => cost_usd !== '0'),
    [],
    'nothing of this file may be charged',
  );
  await gateway.verifyLedger();
  await upstream.close();
  await gateway.close();
});

type Expected = {
  status: number;
  type?: string;
  code?: string | null;
  param?: string | null;
  /** What the message must say: what was wrong, and the cure. */
  says: RegExp;
  again?: boolean;
};

/** OpenAI's error shape, whole: a client that looks at any part of it must find what it expects. */
function assertRefused(
  { status, headers, body }: { status: number; headers: { get(name: string): string | null }; body: string },
  expected: Expected,
): void {
  assert.equal(status, expected.status, body);
  assert.match(headers.get('content-type') ?? '', /^application\/json/);
  const { error, ...more } = JSON.parse(body) as ErrorBody;
  assert.deepEqual(more, {});
  assert.deepEqual(Object.keys(error).sort(), ['code', 'message', 'param', 'type']);
  assert.match(error.message, expected.says);
  assert.equal(error.type, expected.type ?? 'invalid_request_error');
  if (expected.code !== undefined) assert.equal(error.code, expected.code);
  assert.equal(error.param, expected.param ?? null);
  const requestId = headers.get('x-request-id');
  assert.match(requestId ?? '', /^req_/);
  assert.ok(error.message.includes(requestId!), 'the message names the request id');
  assert.equal(headers.get('x-should-retry'), String(expected.again ?? false));
  assert.equal(headers.get('x-key4u-cost'), null);
}

async function refused(
  ask: { path?: string; method?: string; headers?: Record<string, string>; body?: unknown },
  expected: Expected,
): Promise<void> {
  const { path = '/v1/chat/completions', method = 'POST', headers = {}, body } = ask;
  const response = await fetch(gateway.url + path, {
    method,
    headers: { authorization: `Bearer ${liveKey}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined
      ? {}
      : { body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body) }),
  } as RequestInit);
  assertRefused(
    { status: response.status, headers: response.headers, body: await response.text() },
    expected,
  );
}

const messages = [{ role: 'user', content: 'hi' }];
const good = { model, messages, max_tokens: 10 };

describe('a body that cannot be read', { concurrency: 8 }, () => {
  const bodies: [name: string, body: string | Uint8Array | undefined, says: RegExp][] = [
    ['is missing', undefined, /no body/],
    ['is empty', '', /no body/],
    ['is only white space', '  \n', /JSON/],
    ['is malformed', '{"model": }', /JSON: it has a character/],
    ['ends too early', '{"model":"model-one","messages":[', /JSON/],
    ['has something behind its end', `${JSON.stringify(good)}x`, /JSON/],
    ['is a list', '[1]', /object/],
    ['is a string', '"hi"', /object/],
    ['is null', 'null', /object/],
    ['is a number', '1', /object/],
    ['is form data', 'model=model-one', /JSON/],
    ['is not UTF-8', Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d]), /UTF-8/],
    ['has a byte order mark', `\ufeff${JSON.stringify(good)}`, /JSON/],
    ['is bottomless', '['.repeat(200_000), /JSON/],
  ];
  for (const [name, body, says] of bodies)
    test(`because it ${name}`, () => refused({ body }, { status: 400, says }));

  test('never shows its own words in the error: they may be secret', async () => {
    const response = await gateway.post('/v1/chat/completions', '{"model":"x","messages": my secret words');
    assert.equal(response.status, 400);
    assert.ok(!(await response.text()).includes('secret'));
  });
});

describe('a field that is wrong', { concurrency: 8 }, () => {
  const fields: [name: string, change: Record<string, unknown>, param: string][] = [
    ['no model', { model: undefined }, 'model'],
    ['a model that is a number', { model: 5 }, 'model'],
    ['an empty model', { model: '' }, 'model'],
    ['an endless model', { model: 'm'.repeat(300) }, 'model'],
    ['no messages', { messages: undefined }, 'messages'],
    ['empty messages', { messages: [] }, 'messages'],
    ['messages that are text', { messages: 'hi' }, 'messages'],
    ['a message without a role', { messages: [{ content: 'hi' }] }, 'messages[0].role'],
    ['a message that is null', { messages: [null] }, 'messages[0]'],
    ['content that is a number', { messages: [{ role: 'user', content: 5 }] }, 'messages[0].content'],
    ['stream that is text', { stream: 'yes' }, 'stream'],
    ['max_tokens that is text', { max_tokens: '10' }, 'max_tokens'],
    ['max_tokens below zero', { max_tokens: -1 }, 'max_tokens'],
    ['max_tokens with a fraction', { max_tokens: 1.5 }, 'max_tokens'],
    ['max_tokens beyond exact numbers', { max_tokens: 1e300 }, 'max_tokens'],
    ['n of zero', { n: 0 }, 'n'],
    ['n of a million', { n: 1_000_000 }, 'n'],
    ['temperature that is text', { temperature: 'hot' }, 'temperature'],
    ['tools that are no list', { tools: {} }, 'tools'],
    ['a tool without a type', { tools: [{}] }, 'tools[0].type'],
    ['stream_options without stream', { stream_options: { include_usage: true } }, 'stream_options'],
    ['stream_options with stream false', { stream: false, stream_options: {} }, 'stream_options'],
    [
      'include_usage that is text',
      { stream: true, stream_options: { include_usage: 'yes' } },
      'stream_options.include_usage',
    ],
  ];
  for (const [name, change, param] of fields)
    test(name, () =>
      refused({ body: { ...good, ...change } }, { status: 400, code: 'invalid_value', param, says: /./ }),
    );

  test('embeddings without an input', () =>
    refused({ path: '/v1/embeddings', body: { model } }, { status: 400, param: 'input', says: /input/ }));
});

describe('a model', { concurrency: 8 }, () => {
  test('that does not exist', () =>
    refused(
      { body: { ...good, model: 'no-such-model' } },
      { status: 404, code: 'model_not_found', param: 'model', says: /no-such-model.*GET \/v1\/models/ },
    ));

  test('that does not exist, streamed: no stream begins', () =>
    refused(
      { body: { ...good, model: 'no-such-model', stream: true } },
      { status: 404, code: 'model_not_found', param: 'model', says: /no-such-model/ },
    ));

  test('whose name is a property of every object', async () => {
    for (const name of ['__proto__', 'constructor', 'toString'])
      await refused(
        { body: `{"model":"${name}","messages":[{"role":"user","content":"x"}]}` },
        { status: 404, code: 'model_not_found', param: 'model', says: /does not exist/ },
      );
  });

  test('that the key may not use', async () => {
    const { key } = await gateway.addToken({ models: ['model-two'] });
    const headers = { authorization: `Bearer ${key}` };
    await refused(
      { headers, body: good },
      { status: 403, code: 'model_not_allowed', param: 'model', says: /model-one.*GET \/v1\/models/ },
    );
    const listed = await fetch(`${gateway.url}/v1/models`, { headers });
    const { data } = (await listed.json()) as { data: { id: string }[] };
    assert.deepEqual(
      data.map(({ id }) => id),
      ['model-two'],
    );
    await refused(
      { path: `/v1/models/${model}`, method: 'GET', headers },
      { status: 404, code: 'model_not_found', param: 'model', says: /may not use/ },
    );
  });

  test('of a group that the key is not in', async () => {
    await gateway.admin('PUT', '/api/admin/groups/lonely', { ratio: '1' });
    const { key } = await gateway.addToken({ group: 'lonely' });
    await refused(
      { headers: { authorization: `Bearer ${key}` }, body: good },
      { status: 403, code: 'model_not_allowed', param: 'model', says: /group 'lonely'/ },
    );
  });

  test('without a price', async () => {
    await gateway.admin('POST', '/api/admin/channels', {
      name: 'unpriced',
      provider: 'openai-compatible',
      base_url: upstream.url,
      keys: ['sk-upstream'],
      models: ['unpriced-model'],
    });
    await until('the channel', async () => {
      const response = await gateway.post('/v1/chat/completions', { ...good, model: 'unpriced-model' });
      await response.text();
      return response.status !== 404;
    });
    await refused(
      { body: { ...good, model: 'unpriced-model' } },
      { status: 400, code: 'model_price_error', param: 'model', says: /no price.*key4u model price/ },
    );
  });
});

describe('a key', { concurrency: 8 }, () => {
  const withKey = (key: string) => ({ headers: { authorization: `Bearer ${key}` }, body: good });

  test('that is missing', async () => {
    const response = await fetch(`${gateway.url}/v1/chat/completions`, {
      method: 'POST',
      body: JSON.stringify(good),
    });
    assertRefused(
      { status: response.status, headers: response.headers, body: await response.text() },
      { status: 401, code: 'invalid_api_key', says: /Authorization: Bearer/ },
    );
  });

  test('that nobody knows', async () => {
    const unknown = 'sk-nobody-knows-this-key-0123456789';
    await refused(withKey(unknown), { status: 401, code: 'invalid_api_key', says: /not known/ });
    await refused(
      { path: '/v1/models', method: 'GET', headers: { authorization: `Bearer ${unknown}` } },
      { status: 401, code: 'invalid_api_key', says: /not known/ },
    );
  });

  test('that is not the beginning or the end of a good one', async () => {
    for (const key of [liveKey.slice(0, -1), `${liveKey}x`, liveKey.toUpperCase()])
      await refused(withKey(key), { status: 401, code: 'invalid_api_key', says: /not known/ });
  });

  test('that is disabled, from the moment on', async () => {
    const { id, key } = await gateway.addToken({ models: ['model-two'] });
    await refused(withKey(key), { status: 403, code: 'model_not_allowed', param: 'model', says: /./ });
    await gateway.admin('PATCH', `/api/admin/tokens/${id}`, { status: 'disabled' });
    await until(
      'the news',
      async () => (await gateway.post('/v1/chat/completions', good, withKey(key).headers)).status === 401,
    );
    await refused(withKey(key), { status: 401, code: 'invalid_api_key', says: /disabled.*enable/ });
  });

  test('that has expired', async () => {
    const { key } = await gateway.addToken({ expires: '2020-01-02' });
    await refused(withKey(key), {
      status: 401,
      code: 'invalid_api_key',
      says: /expired on 2020-01-0.*extend/,
    });
  });

  test('that has spent its limit', async () => {
    const { key } = await gateway.addToken({ limit_usd: '0.000001' });
    await refused(withKey(key), {
      status: 402,
      type: 'insufficient_quota',
      code: 'pre_consume_token_quota_failed',
      says: /may still spend .* USD.*raise the limit/,
    });
  });

  test('of a disabled user', async () => {
    const user = await gateway.addUser('1');
    const { key } = await gateway.addToken({ user });
    await gateway.admin('PATCH', `/api/admin/users/${user}`, { status: 'disabled' });
    await refused(withKey(key), {
      status: 403,
      type: 'access_terminated',
      code: 'account_deactivated',
      says: /disabled.*operator/,
    });
  });

  test('of a user without balance', async () => {
    const user = await gateway.addUser();
    const { key } = await gateway.addToken({ user });
    for (const stream of [false, true])
      await refused(
        { ...withKey(key), body: { ...good, stream } },
        {
          status: 402,
          type: 'insufficient_quota',
          code: 'insufficient_user_quota',
          says: /balance is 0 USD.*top up/,
        },
      );
  });

  test('from an address that it may not be used from', async () => {
    const { key } = await gateway.addToken({ allow_ips: ['10.0.0.0/8'] });
    await refused(withKey(key), { status: 403, code: 'ip_not_authorized', says: /127\.0\.0\.1/ });
    await refused(
      { ...withKey(key), headers: { ...withKey(key).headers, 'x-forwarded-for': '10.1.2.3' } },
      { status: 403, code: 'ip_not_authorized', says: /127\.0\.0\.1/ },
    );
  });

  test('never comes back in an error', async () => {
    const secret = 'sk-a-key-that-must-not-be-echoed-123';
    for (const path of ['/v1/chat/completions', `/v1/models?key=${secret}`, `/v1/nothing?key=${secret}`]) {
      const response = await fetch(gateway.url + path, {
        method: path.includes('chat') ? 'POST' : 'GET',
        headers: path.includes('?') ? {} : { authorization: `Bearer ${secret}` },
      });
      assert.ok(!(await response.text()).includes(secret), path);
    }
  });
});

describe('a path', { concurrency: 4 }, () => {
  test('that does not exist', async () => {
    for (const path of [
      '/v1/nothing',
      '/v1',
      '/chat/nothing',
      '/v1/chat/completions/x',
      '/v1/%ff',
      '/v1/../x',
    ])
      await refused(
        { path, body: good },
        { status: 404, code: 'unknown_url', says: /no POST .*base URL of an SDK ends in \/v1/ },
      );
  });

  test('asked with the wrong method', async () => {
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH'])
      await refused(
        { method },
        { status: 405, code: 'method_not_supported', says: new RegExp(`takes POST, not ${method}`) },
      );
    await refused(
      { path: '/v1/models', body: {} },
      { status: 405, code: 'method_not_supported', says: /takes GET, not POST/ },
    );
  });
});

const head = (lines: string[]) =>
  `POST /v1/chat/completions HTTP/1.1\r\nhost: gateway\r\nauthorization: Bearer ${liveKey}\r\ncontent-type: application/json\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n`;

async function refusedRaw(client: RawClient, expected: Expected): Promise<void> {
  const { status, headers, body } = await client.answer();
  assertRefused({ status, headers: { get: (name) => headers[name] ?? null }, body }, expected);
}

describe('a request that is too much', { concurrency: 4 }, () => {
  const tooLarge: Expected = { status: 413, code: 'request_too_large', says: /larger than 1 MB.*URLs/ };

  test('a body that announces more than the limit is refused before it is sent', async () => {
    const client = rawClient(gateway.url);
    client.write(head(['content-length: 1048577']));
    await refusedRaw(client, tooLarge);
    await until('the connection to be closed', client.closed);
  });

  test('a body in chunks is refused as soon as it is over the limit', async () => {
    const client = rawClient(gateway.url);
    client.write(head(['transfer-encoding: chunked']));
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
    for (let i = 0; i < 17; i++) client.write(chunk);
    await refusedRaw(client, tooLarge);
    await until('the connection to be closed', client.closed);
  });

  test('a client that goes on sending all the same still gets the answer', async () => {
    const response = await gateway
      .post('/v1/chat/completions', `"${'x'.repeat(8_000_000)}"`)
      .catch(() => undefined);
    // A client that is still writing may see the connection break instead; what it sees must not be a success.
    if (response) assert.equal(response.status, 413);
  });

  test('a body just under the limit is read', () =>
    refused(
      {
        body: {
          ...good,
          model: 'no-such-model',
          messages: [{ role: 'user', content: 'x'.repeat(1_000_000) }],
        },
      },
      { status: 404, code: 'model_not_found', param: 'model', says: /no-such-model/ },
    ));

  test('headers beyond the limit', async () => {
    const client = rawClient(gateway.url);
    client.write(head(Array.from({ length: 500 }, (_, i) => `x-flood-${i}: ${'y'.repeat(100)}`)));
    await refusedRaw(client, { status: 431, code: 'headers_too_large', says: /larger than 32 kB/ });
    await until('the connection to be closed', client.closed);
  });

  test('a compressed body', async () => {
    for (const encoding of ['gzip', 'br', 'deflate'])
      await refused(
        { headers: { 'content-encoding': encoding }, body: gzipSync(JSON.stringify(good)) },
        { status: 415, code: 'unsupported_media_type', says: /uncompressed/ },
      );
  });

  test('something that is no HTTP', async () => {
    const client = rawClient(gateway.url);
    client.write('HELLO GATEWAY\r\n\r\n');
    await refusedRaw(client, { status: 400, says: /not valid HTTP/ });
  });

  test('an upgrade of a client that is gone before it is answered harms nobody', async () => {
    for (const path of ['/v1/nothing', '/v1/realtime?model=m', '/v1/chat/completions'])
      for (let i = 0; i < 5; i++) {
        const client = rawClient(gateway.url);
        client.write(
          `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
        );
        await new Promise((resolve) => client.socket.write('', resolve));
        client.socket.resetAndDestroy();
      }
    await new Promise((resolve) => setTimeout(resolve, 100));
    const client = rawClient(gateway.url);
    client.write('GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    assert.equal((await client.answer()).status, 200);
  });

  test('two lengths of one body: no second request is read out of the first', async () => {
    const client = rawClient(gateway.url);
    client.write(
      `${head(['content-length: 5', 'transfer-encoding: chunked'])}0\r\n\r\n${head(['content-length: 2'])}{}`,
    );
    await refusedRaw(client, { status: 400, says: /not valid HTTP/ });
  });
});

describe('a client that takes its time', { concurrency: 4 }, () => {
  const late: Expected = { status: 408, code: 'request_timeout', says: /./, again: true };

  test('with its head', async () => {
    const client = rawClient(gateway.url);
    client.write('POST /v1/chat/completions HTTP/1.1\r\nhost: gateway\r\n');
    await refusedRaw(client, late);
    await until('the connection to be closed', client.closed);
  });

  test('with its head, a byte now and then', async () => {
    const client = rawClient(gateway.url);
    client.write('POST /v1/chat/completions HTTP/1.1\r\nhost: gateway\r\nx-slow: ');
    const timer = setInterval(() => client.write('x'), 50);
    try {
      await refusedRaw(client, late);
    } finally {
      clearInterval(timer);
      client.socket.destroy();
    }
  });

  test('with its body', async () => {
    const client = rawClient(gateway.url);
    client.write(`${head(['content-length: 500'])}{"model":`);
    await refusedRaw(client, { ...late, says: /nothing was received for/ });
    await until('the connection to be closed', client.closed);
  });

  test('with its body, but keeps sending, is waited for', async () => {
    const client = rawClient(gateway.url);
    const body = JSON.stringify({ ...good, model: 'no-such-model' });
    client.write(head([`content-length: ${body.length}`]));
    for (const part of body.match(/.{1,20}/g)!) {
      client.write(part);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await refusedRaw(client, { status: 404, code: 'model_not_found', param: 'model', says: /no-such-model/ });
    client.socket.destroy();
  });

  test('between its requests does not make the gateway forget or leak', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on('warning', note);
    const client = rawClient(gateway.url);
    const body = JSON.stringify({ ...good, model: 'no-such-model' });
    for (let i = 1; i <= 30; i++) {
      client.write(head([`content-length: ${body.length}`]) + body);
      await until('the answer', () => client.received().split('HTTP/1.1 404').length === i + 1);
    }
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', note);
    client.socket.destroy();
    assert.deepEqual(
      warnings.map(({ name }) => name).filter((name) => name === 'MaxListenersExceededWarning'),
      [],
    );
  });
});

test('a client that guesses keys has to wait, and nobody else', async () => {
  const other = await startGateway();
  try {
    const guess = (i: number) =>
      other.post('/v1/chat/completions', good, { authorization: `Bearer sk-guess-${i}-0123456789abcdef` });
    assert.equal((await other.post('/v1/chat/completions', { ...good, model: 'x' })).status, 404);
    for (let i = 0; i < 60; i++) assert.equal((await guess(i)).status, 401);
    const limited = await guess(61);
    assert.equal(limited.status, 429);
    assert.ok(Number(limited.headers.get('retry-after')) > 0);
    assert.equal(limited.headers.get('x-should-retry'), 'true');
    // A key that is known already goes on working from the same address.
    assert.equal((await other.post('/v1/chat/completions', { ...good, model: 'x' })).status, 404);
  } finally {
    await other.close();
  }
});

test('a body whose depth would break a recursive reader is charged like any other', async () => {
  const deep = await startGateway();
  const server = await startFakeUpstream((exchange) =>
    openSse(exchange).end(event.role() + event.text('Once upon a time') + event.stop() + event.done),
  );
  try {
    await deep.addChannel({ url: server.url, models: ['deep'] });
    const depth = 50_000;
    for (const body of [
      `{"model":"deep","stream":true,"messages":[{"role":"user","content":"hi"}],"tools":[{"type":"function","x":${'['.repeat(depth)}${']'.repeat(depth)}}]}`,
      `{"model":"deep","stream":true,"messages":[{"role":"user","content":[{"type":"x","text":${'['.repeat(depth)}"hi"${']'.repeat(depth)}}]}]}`,
    ]) {
      const response = await deep.post('/v1/chat/completions', body);
      const raw = await response.text();
      assert.ok(raw.endsWith('data: [DONE]\n\n'), raw.slice(-200));
      const receipt = await deep.receipt(response.headers.get('x-request-id')!);
      assert.equal(receipt.usage['output_tokens'], 4);
      assert.notEqual(receipt.charged_usd, '0');
    }
  } finally {
    await server.close();
    await deep.close();
  }
});

test('a text without a single break is counted in bounded time, and others are not held up', async () => {
  const slow = await startGateway();
  const server = await startFakeUpstream((exchange) =>
    openSse(exchange).end(event.role() + event.text('ok') + event.stop() + event.done),
  );
  try {
    await slow.addChannel({ url: server.url, models: ['runs'] });
    const response = await slow.post('/v1/chat/completions', {
      model: 'runs',
      stream: true,
      messages: [{ role: 'user', content: 'x'.repeat(400_000) }],
    });
    const startedAt = Date.now();
    assert.ok((await response.text()).includes('[DONE]'));
    assert.ok(Date.now() - startedAt < 5000, `${Date.now() - startedAt} ms`);
    const receipt = await slow.receipt(response.headers.get('x-request-id')!);
    assert.equal(receipt.usage['input_tokens'], 50_000);
  } finally {
    await server.close();
    await slow.close();
  }
});
