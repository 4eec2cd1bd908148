import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { isSecretHeader, redact, redactForClient, redactHeaders } from './redact.ts';

const secrets: readonly [text: string, secret: string][] = [
  ['Incorrect API key provided: sk-proj-abcDEF123456. Check it.', 'sk-proj-abcDEF123456'],
  ['Incorrect API key provided: sk-abcd************wxyz.', 'wxyz'],
  ['key "sk-ant-api03-AbC_d-9" was refused', 'sk-ant-api03-AbC_d-9'],
  ['sk-test-0123456789', '0123456789'],
  ['authorization: Bearer abcdef0123456789', 'abcdef0123456789'],
  ['{"Authorization":"Bearer qwertyuiopasdfghjklzxcvb"}', 'qwertyuiop'],
  ['Authorization: Basic dXNlcjpwYXNzd29yZDE=', 'dXNlcjpwYXNzd29yZDE='],
  ['Authorization: Key 0f1e2d3c-aaaa:9b8a7f6e5d4c', '9b8a7f6e5d4c'],
  ['API key AIzaSyA-1234567890abcdefghijklmnopqrstu not valid', 'AIzaSyA'],
  ['AKIAIOSFODNN7EXAMPLE is disabled', 'AKIAIOSFODNN7EXAMPLE'],
  ['GET /v1beta/models?key=plain&alt=sse', 'plain'],
  ['https://bucket.example/a?X-Amz-Signature=abcdef&X-Amz-Expires=60', 'abcdef'],
  ['x-api-key: 9f8e7d6c5b4a', '9f8e7d6c5b4a'],
  ['x-goog-api-key=zzzz', 'zzzz'],
  ["{'api_key': 'abcdefgh'}", 'abcdefgh'],
  ['{"api_key" : "abcdefgh"}', 'abcdefgh'],
  ['client_secret=correct-horse', 'correct-horse'],
  ['password: hunter', 'hunter'],
  ['cookie: sid=aaa; other=bbb', 'bbb'],
  ['postgres://key4u:p@ss:w0rd@db.example:5432/key4u', 'w0rd'],
  ['proxy http://user@proxy.example:3128', 'user'],
  ['jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln', 'eyJ'],
  ['hf_AbCdEfGhIjKl and gsk_AbCdEfGhIjKl', 'AbCdEfGhIjKl'],
  ['Rate limit reached in organization org-AbCdEfGhIjKlMnOpQr', 'AbCdEfGhIjKl'],
  ['-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY----- tail', 'MIIEow'],
  ['-----BEGIN PRIVATE KEY-----\nMIIEow (never ends)', 'MIIEow'],
];

test('credentials of every known shape are masked for logs and for clients', () => {
  for (const [text, secret] of secrets) {
    ok(!redact(text).includes(secret), `${text} -> ${redact(text)}`);
    ok(!redactForClient(text).includes(secret), `${text} -> ${redactForClient(text)}`);
    ok(redact(text).includes('[redacted]'), text);
  }
});

test('what stands around a credential stays readable', () => {
  equal(redact('authorization: Bearer abcdef0123456789, retry'), 'authorization: Bearer [redacted], retry');
  equal(redact('GET /v1/x?key=abc&alt=sse HTTP/1.1'), 'GET /v1/x?key=[redacted]&alt=sse HTTP/1.1');
  equal(redact('postgres://u:p@db.example:5432/k'), 'postgres://[redacted]@db.example:5432/k');
  equal(redact('{"api_key":"abcdefgh","model":"m"}'), '{"api_key":"[redacted]","model":"m"}');
});

const harmless: readonly string[] = [
  'The model gpt-4.1-mini does not exist or you do not have access to it.',
  'claude-3.5-sonnet, deepseek-ai/DeepSeek-V3.1, qwen2.5-72b-instruct, Meta-Llama-3.1-8B, o4-mini',
  'ft:gpt-4o-mini-2024-07-18:acme::AbC123',
  'version 1.2.3, v10.20.30, 0.12.0-alpha.10, 3.11',
  "Invalid type for 'messages[0].content': expected a string, got 4096 instead.",
  'messages[2].content[0].image_url.url is missing; see tools.0.function.name and response_format.json_schema',
  'metadata.id, thread.run, data.store, usage.prompt_tokens_details.cached_tokens',
  'max_tokens: 128000, token: invalid, key: required, Key exceeded, Token limit reached for this minute',
  'You need Bearer authentication; Basic authentication is off. Authorization: missing. api key: missing',
  'started 2026-01-15T12:30:45Z and 12:30:45 at line 12:5, ratio 16:9, status:500',
  'cat.png, notes.txt, main.py, config.json, e.g. this, i.e. that, and so on...',
  'task-oriented, risk-averse-behaviour, desk-1234567890',
  'std::string, a ? b : c, [1:2], C:\\temp',
  'The price is 1,234.56 USD (0.000000001 each).',
  'Xin chào: số dư không đủ. 余额不足。',
];

test('ordinary words, model names, versions, field paths and times survive both', () => {
  for (const text of harmless) {
    equal(redact(text), text);
    equal(redactForClient(text), text);
  }
});

const addresses: readonly [text: string, shown: string][] = [
  ['see https://api.upstream.example/v1/chat?x=1.', 'see [address].'],
  ['(https://a.example/docs), then', '([address]), then'],
  ['connect ECONNREFUSED 10.0.0.5:8000', 'connect ECONNREFUSED [address]'],
  ['connect ECONNREFUSED fd00::5:8000', 'connect ECONNREFUSED [address]'],
  ['getaddrinfo ENOTFOUND gpu-box', 'getaddrinfo ENOTFOUND [address]'],
  ['dial tcp 172.16.0.9:443: i/o timeout', 'dial tcp [address] i/o timeout'],
  ['upstream 203.0.113.7 said no', 'upstream [address] said no'],
  ['peer [2001:db8::1]:443 closed', 'peer [address] closed'],
  ['peer 2001:db8::1 closed, ::1 too.', 'peer [address] closed, [address] too.'],
  ['cannot reach api.openai.com', 'cannot reach [address]'],
  ['api.deepseek.com:443/v1/chat/completions failed', '[address] failed'],
  ['host my-service-abc.a.run.app is down', 'host [address] is down'],
  ['see dashscope.aliyuncs.com.', 'see [address].'],
  ['api.vendor.co.id and ollama.internal', '[address] and [address]'],
  ["HTTPConnectionPool(host='gpu', port=80)", "HTTPConnectionPool(host='[address]', port=80)"],
  ['failed to connect to ollama:11434', 'failed to connect to [address]'],
  ['localhost:8080 refused, localhost', '[address] refused, [address]'],
  ['wss://x/y and redis://cache:6379/0', '[address] and [address]'],
  ['account ops@vendor.example is suspended', 'account [address] is suspended'],
];

test('addresses of upstreams are masked for clients', () => {
  for (const [text, shown] of addresses) equal(redactForClient(text), shown);
});

test('addresses stay in logs', () => {
  equal(
    redact('connect ECONNREFUSED 10.0.0.5:8000 (api.openai.com)'),
    'connect ECONNREFUSED 10.0.0.5:8000 (api.openai.com)',
  );
});

test('given literals are masked in every spelling, the longest first', () => {
  const keys = ['abc+def/ghi', 'abc+def/ghi-longer', 'quo"ted'];
  equal(redact('abc+def/ghi-longer and abc+def/ghi', keys), '[redacted] and [redacted]');
  equal(redact('q=abc%2Bdef%2Fghi', keys), 'q=[redacted]');
  equal(redact('{"k":"quo\\"ted"}', keys), '{"k":"[redacted]"}');
  equal(redact('a.b and axb', ['a.b ']), '[redacted]and axb');
  equal(redact('the cat sat', ['at', '']), 'the cat sat');
});

test('a base URL among the literals hides its host, even one that looks like a word', () => {
  equal(
    redactForClient('model server gpubox gave up', ['http://gpubox:8000/v1']),
    'model server [address] gave up',
  );
  equal(redactForClient('at GPUBOX:8000/v1/x', ['http://gpubox:8000/v1']), 'at [address]/v1/x');
});

test('a literal that straddles the cut does not leak its beginning', () => {
  const key = 'Z'.repeat(600);
  for (const before of [65_530, 65_535, 65_300]) {
    const shown = redact('a '.repeat(before / 2).slice(0, before) + key + ' end', [key]);
    ok(!shown.includes('Z'), `after ${before}`);
    ok(shown.length < 66_000);
  }
  const half = redact(' '.repeat(65_530) + 'sk-abcdefghijklmnop');
  ok(!half.includes('sk-'), 'half a key at the cut');
});

test('hostile input is answered in bounded time', () => {
  const pieces = [
    'sk-',
    '-sk-',
    'eyJ',
    '-eyJ',
    'Bearer ',
    'Bearer    ',
    'a.',
    'a-',
    '1.',
    '1:',
    ':',
    '::',
    '[',
    '[:',
    '@',
    'a@',
    'a.b@',
    'http://',
    'x://@',
    '?key=',
    '&key',
    'key-',
    ';a_',
    'api_key',
    'cookie:',
    '-----BEGIN ',
    '-----BEGIN PRIVATE KEY-----',
    'host="',
    'ENOTFOUND ',
    'to a',
    'a.co.',
    '\\',
    '"',
    '%',
    '*',
    ' ',
    '\n',
    'a',
    '1',
    'com.',
    '-com',
    'x-',
    '/',
    '\ud800',
  ];
  for (const piece of pieces) {
    const text = piece.repeat(Math.ceil(2_000_000 / piece.length));
    const start = performance.now();
    redact(text, ['some-literal-key', piece]);
    redactForClient(text, ['some-literal-key']);
    const took = performance.now() - start;
    ok(took < 1000, `${JSON.stringify(piece)} took ${Math.round(took)} ms`);
  }
});

test('headers: credentials are masked by name, the rest by content', () => {
  deepEqual(
    {
      ...redactHeaders(
        {
          Authorization: 'Bearer x',
          'X-Api-Key': 'k',
          'mj-api-secret': 's',
          'set-cookie': ['a=1', 'b=2'],
          'x-ratelimit-remaining-tokens': '100',
          'idempotency-key': 'order-7',
          'content-length': 12,
          referer: 'https://x.example/?token=abc',
          'x-note': 'the-real-one',
          absent: undefined,
        },
        ['the-real-one'],
      ),
    },
    {
      Authorization: '[redacted]',
      'X-Api-Key': '[redacted]',
      'mj-api-secret': '[redacted]',
      'set-cookie': '[redacted]',
      'x-ratelimit-remaining-tokens': '100',
      'idempotency-key': 'order-7',
      'content-length': '12',
      referer: 'https://x.example/?token=[redacted]',
      'x-note': '[redacted]',
    },
  );
});

test('header names that carry credentials, and some that do not', () => {
  for (const name of [
    'cookie',
    'Proxy-Authorization',
    'x-goog-api-key',
    'apikey',
    'x-amz-security-token',
    'Ocp-Apim-Subscription-Key',
    'x_access_token',
    'x-session-id',
  ])
    ok(isSecretHeader(name), name);
  for (const name of [
    'accept',
    'content-type',
    'anthropic-ratelimit-input-tokens-limit',
    'idempotency-key',
    'x-request-id',
    'www-authenticate',
    'user-agent',
  ])
    ok(!isSecretHeader(name), name);
});
