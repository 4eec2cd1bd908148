import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Call } from '../../spec/call.ts';
import type { Losses } from '../../spec/chat.ts';
import { bedrock } from './index.ts';
import { createBedrockSimulator, simulatedKey } from './simulator.ts';

const wire = bedrock.wires['anthropic-messages']!;
const model = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const simulate = createBedrockSimulator({
  models: [{ id: model, title: 'Claude', maxOutput: 64_000 }],
  pace: 0,
});
const access = (key: string) => ({ key, settings: { region: 'us-east-1' } });

const callOf = (body: object, headers?: Record<string, string>): Call => ({
  kind: 'chat',
  endpoint: 'messages',
  model: 'claude-sonnet-4-5',
  stream: 'stream' in body && body.stream === true,
  usageInStream: true,
  body: Buffer.from(JSON.stringify(body)),
  ...(headers ? { headers } : {}),
  bounds: { inputTokens: 100, answers: 1 },
  facts: {},
});
const hello = {
  model: 'claude-sonnet-4-5',
  max_tokens: 100,
  messages: [{ role: 'user', content: 'Chào Huế' }],
};

/** Sends a native call as the relay would. */
async function send(call: Call, key: string, change: (headers: Record<string, string>) => void = () => {}) {
  const path = wire.paths['messages'];
  assert.ok(typeof path === 'function');
  const { body } = wire.rewrite!(call, model, access(key));
  const url = `http://simulated${path(call, model, access(key))}`;
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    ...bedrock.authorize(access(key)),
  };
  Object.assign(headers, bedrock.sign?.({ method: 'POST', url, headers, body }, access(key), Date.now()));
  change(headers);
  return simulate(new Request(url, { method: 'POST', headers, body }));
}

test('a native body: version and known betas inside, model, stream and unknown fields gone, other bytes untouched', () => {
  const text =
    '{"model":"claude-sonnet-4-5","max_tokens" : 5,"stream":true,"messages":[ {"role":"user","content":"1e2"} ],"service_tier":"auto","context_management":{"edits":[]},"temperature":1e-1}';
  const call = { ...callOf({}), body: Buffer.from(text) };
  const rewritten = (headers: Record<string, string>) =>
    wire.rewrite!({ ...call, headers }, model, access('k')).body.toString('utf8');
  assert.equal(
    rewritten({}),
    '{"anthropic_version":"bedrock-2023-05-31","max_tokens":5,"messages":[ {"role":"user","content":"1e2"} ],"temperature":1e-1}',
  );
  assert.equal(
    rewritten({ 'anthropic-beta': 'claude-code-20250219, context-management-2025-06-27' }),
    '{"anthropic_version":"bedrock-2023-05-31","anthropic_beta":["context-management-2025-06-27"],"max_tokens":5,"messages":[ {"role":"user","content":"1e2"} ],"context_management":{"edits":[]},"temperature":1e-1}',
  );
});

for (const key of [simulatedKey, 'an-api-key']) {
  test(`${key === simulatedKey ? 'AWS keys' : 'an API key'}: whole and streamed`, async () => {
    const whole = await send(callOf(hello), key);
    assert.equal(whole.status, 200);
    const reading = wire.readAnswer(callOf(hello), Buffer.from(await whole.arrayBuffer()));
    assert.ok(reading.usage?.input_tokens && reading.usage.output_tokens);
    const streamed = await send(callOf({ ...hello, stream: true }), key);
    assert.equal(streamed.headers.get('content-type'), 'application/vnd.amazon.eventstream');
    const reader = wire.openStream(callOf({ ...hello, stream: true }));
    const out = reader.push(Buffer.from(await streamed.arrayBuffer()));
    assert.equal(reader.state, 'ended');
    assert.deepEqual(reader.usage, reading.usage);
    assert.match(
      `${out}${reader.closing()}`,
      /event: message_start\n[\s\S]*Huế[\s\S]*event: message_stop\ndata: \{"type":"message_stop"\}\n\n$/,
    );
  });
}

test('a wrong signature, a changed body and an old date are refused as our key', async () => {
  const cases: [string, (headers: Record<string, string>) => void][] = [
    ['AKIASIMULATEDEXAMPLE:wrong', () => {}],
    ['AKIAUNKNOWN:wrong', () => {}],
    [simulatedKey, (headers) => Object.assign(headers, { 'content-type': 'text/plain' })],
    [simulatedKey, (headers) => Object.assign(headers, { 'x-amz-date': '20200101T000000Z' })],
    [simulatedKey, (headers) => delete headers['authorization']],
  ];
  for (const [key, change] of cases) {
    const answer = await send(callOf(hello), key, change);
    assert.equal(answer.status, 403);
    const headers = Object.fromEntries(answer.headers);
    const fault = bedrock.readFault(403, headers, Buffer.from(await answer.arrayBuffer()));
    assert.equal(fault.code, 'upstream_key_refused');
  }
});

for (const [status, kind, message, code] of [
  [400, 'ValidationException', 'The provided model identifier is invalid.', 'upstream_model_unknown'],
  [
    400,
    'ValidationException',
    'Invocation of model ID x with on-demand throughput isn’t supported. Retry',
    'upstream_model_unknown',
  ],
  [400, 'ValidationException', 'messages: text content blocks must be non-empty', 'upstream_refused'],
  [403, 'AccessDeniedException', 'You don’t have access to the model', 'upstream_key_refused'],
  [
    403,
    'ExpiredTokenException:http://internal/',
    'The security token included in the request is expired',
    'upstream_key_refused',
  ],
  [404, 'ResourceNotFoundException', 'Model not found', 'upstream_model_unknown'],
  [408, 'ModelTimeoutException', 'Model has timed out', 'upstream_timeout'],
  [424, 'ModelErrorException', 'The model failed', 'upstream_failed'],
  [429, 'ThrottlingException', 'Too many requests', 'upstream_busy'],
  [503, 'ServiceUnavailableException', 'Busy', 'upstream_busy'],
] as const) {
  test(`${status} ${kind}: ${message}`, () => {
    const body = Buffer.from(JSON.stringify({ message }));
    const fault = bedrock.readFault(status, { 'x-amzn-errortype': kind }, body);
    assert.equal(fault.code, code);
    if (code === 'upstream_refused') assert.equal(fault.message, message);
  });
}

test('a chat of another wire goes without model, stream and hosted tools, and media as data', async () => {
  const dropped: string[] = [];
  const losses: Losses = {
    drop: (feature) => dropped.push(feature),
    refuse: (feature) => assert.fail(feature),
  };
  const chat = wire.chat!;
  const body = chat.writeRequest(
    {
      stream: true,
      messages: [{ role: 'user', blocks: [{ type: 'text', text: 'Search' }] }],
      tools: [{ type: 'web-search' }],
      tier: 'priority',
    },
    { upstreamModel: model, fact: undefined, outputLimit: 64_000, access: access('k') },
    losses,
  );
  assert.deepEqual(Object.keys(body), ['anthropic_version', 'max_tokens', 'messages']);
  assert.deepEqual(dropped, ['tier', 'web-search']);
  assert.equal(chat.path(model, true), `/model/${encodeURIComponent(model)}/invoke-with-response-stream`);
  assert.equal(chat.takesUrl('image', 'https://example.com/a.png', model), false);
});

test('the smallest request is answered', async () => {
  const { path, body } = wire.smallest!(model);
  const headers = { authorization: 'Bearer k', 'content-type': 'application/json' };
  const answer = await simulate(new Request(`http://simulated${path}`, { method: 'POST', headers, body }));
  assert.equal(answer.status, 200);
});
