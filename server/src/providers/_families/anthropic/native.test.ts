import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { editTopLevel } from '../../../base/json-span.ts';
import { sealThought } from '../../../base/sealed-thought.ts';
import type { Call, ThinkingWish } from '../../../spec/call.ts';
import { readAnswer } from './answer.ts';
import { readFault } from './faults.ts';
import { anthropicFamily, longestOf, nativeEdits } from './index.ts';
import { readChatAnswer } from './read-chat.ts';
import { openStream } from './stream.ts';
import { mergeUsage, readFacts, readUsage } from './usage.ts';

const provider = anthropicFamily({
  manifest: { id: 'x', name: { en: 'X', vi: 'X' }, owner: 'x', settings: [], models: [] },
});
const wire = provider.wires['anthropic-messages']!;

const callOf = (body: string | object, more: Partial<Call> = {}): Call => ({
  kind: 'chat',
  endpoint: 'messages',
  model: 'claude',
  stream: false,
  usageInStream: true,
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  bounds: { inputTokens: 1, answers: 1 },
  facts: {},
  ...more,
});
const edited = (call: Call, model: string) =>
  editTopLevel(call.body, nativeEdits(call, model)).toString('utf8');

describe('edits of a native body', () => {
  it('changes the name and not a byte more', () => {
    const body = '{ "model" : "claude", "max_tokens":1.0e2,"unknown":[1 ,2],"messages":[] }';
    assert.equal(edited(callOf(body), 'claude'), body);
    assert.equal(edited(callOf(body), 'up'), body.replace('"claude"', '"up"'));
  });

  it('writes the smaller limit', () => {
    const limit = (sent: number, outputCap: number) =>
      nativeEdits(callOf({ max_tokens: sent }, { outputCap }), 'claude')['max_tokens'];
    assert.equal(limit(100, 50), '50');
    assert.equal(limit(40, 50), undefined);
  });

  it('writes the longest answer where the client set no limit, because the wire demands one', () => {
    const limit = (body: object, more: Partial<Call> = {}) =>
      nativeEdits(callOf(body, more), 'claude', 64_000)['max_tokens'];
    assert.equal(limit({}), '64000');
    assert.equal(limit({ max_tokens: null }), '64000');
    assert.equal(limit({}, { outputCap: 4096 }), '4096');
    assert.equal(limit({}, { endpoint: 'count_tokens' }), undefined);
    const bounds = { inputTokens: 1, answers: 1, outputTokens: 100 };
    assert.equal(limit({ max_tokens: 100 }, { bounds }), undefined);
    assert.equal(longestOf([])('claude-of-next-year'), 8_192);
  });

  const wish = (thinking: ThinkingWish, model: string, body: object = {}, more: Partial<Call> = {}) =>
    nativeEdits(callOf({ max_tokens: 10_000, ...body }, { thinking, model, ...more }), model);
  for (const [what, edits, expected] of [
    [
      'on, a budget',
      wish('on', 'claude-sonnet-4-5'),
      { thinking: '{"type":"enabled","budget_tokens":8000}' },
    ],
    [
      'on, adaptive',
      wish('on', 'claude-opus-4-7'),
      { thinking: '{"type":"adaptive","display":"summarized"}' },
    ],
    [
      'an effort',
      wish('low', 'claude-sonnet-4-6', { output_config: { format: 1 } }),
      { thinking: '{"type":"adaptive"}', output_config: '{"format":1,"effort":"low"}' },
    ],
    ['off where it thinks by itself', wish('off', 'claude-opus-5'), { thinking: '{"type":"disabled"}' }],
    ['off where it never stops', wish('off', 'claude-fable-5-2'), { output_config: '{"effort":"low"}' }],
    [
      'off over a body that thinks',
      wish('off', 'claude-sonnet-4-5', { thinking: { type: 'enabled', budget_tokens: 2000 } }),
      { thinking: '{"type":"disabled"}' },
    ],
    [
      'on over a body that thinks',
      wish('on', 'claude-sonnet-4-5', { thinking: { type: 'enabled', budget_tokens: 2000 } }),
      {},
    ],
    [
      'on with a temperature',
      wish('on', 'claude-sonnet-4-5', { temperature: 0.2 }),
      { thinking: '{"type":"enabled","budget_tokens":8000}', temperature: '1' },
    ],
    ['on with a forced tool', wish('on', 'claude-sonnet-4-5', { tool_choice: { type: 'any' } }), {}],
    ['on without room', wish('on', 'claude-sonnet-4-5', { max_tokens: 100 }), {}],
    [
      'a count',
      wish('on', 'claude-sonnet-4-5', {}, { endpoint: 'count_tokens' }),
      { thinking: '{"type":"enabled","budget_tokens":24576}' },
    ],
  ] as const) {
    it(`thinking: ${what}`, () => assert.deepEqual(edits, expected));
  }

  it('leaves out thoughts of other makers, opens its own, and touches nothing else', () => {
    const thinking = (signature: string) => ({ type: 'thinking', thinking: 'hm', signature });
    const turn = (...content: object[]) => ({ role: 'assistant', content });
    const messages = [
      { role: 'user', content: 'a' },
      turn(thinking(sealThought({ from: 'gemini', value: 'g' })), { type: 'text', text: 'b' }),
      turn(thinking(sealThought({ from: 'anthropic-messages', value: 'own' })), thinking('EqQB')),
      turn({ type: 'redacted_thinking', data: sealThought({ from: 'openai-responses', value: 'o' }) }),
    ];
    const call = callOf({ model: 'claude', messages });
    assert.deepEqual(JSON.parse(nativeEdits(call, 'claude')['messages'] ?? ''), [
      messages[0],
      turn({ type: 'text', text: 'b' }),
      turn(thinking('own'), thinking('EqQB')),
    ]);
    const plain = callOf({ messages: [turn(thinking('EqQB'))] });
    assert.deepEqual(nativeEdits(plain, 'claude'), {});
  });
});

describe('edits of a native body whose thoughts were refused', () => {
  const user = { role: 'user', content: 'a' };
  const thought = { type: 'thinking', thinking: 'hm', signature: 'EqQB' };
  const hidden = { type: 'redacted_thinking', data: 'EqQC' };
  const use = { type: 'tool_use', id: 't', name: 'f', input: {} };
  const result = { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', content: '1' }] };
  const text = { type: 'text', text: 'b' };
  const turn = (...content: object[]) => ({ role: 'assistant', content });
  const enabled = { type: 'enabled', budget_tokens: 1024 };
  const bare = (body: object, more: Partial<Call> = {}) =>
    Object.fromEntries(
      Object.entries(nativeEdits(callOf(body, { withoutThoughts: true, ...more }), 'claude')).map(
        ([name, value]) => [name, JSON.parse(value)],
      ),
    );
  const loop = [user, turn(thought, hidden, use), result];
  const bareLoop = [user, turn(use), result];
  const off = { type: 'disabled' };
  const clears = { type: 'clear_thinking_20251015', keep: 'all' };
  const other = { type: 'clear_tool_uses_20250919' };

  for (const [what, edits, expected] of [
    [
      'finished turns: thoughts go, and a turn of nothing else',
      bare({ messages: [user, turn(thought, text), user, turn(hidden), user], thinking: enabled }),
      { messages: [user, turn(text), user, user] },
    ],
    [
      'behind a tool, with a budget: without thinking',
      bare({ messages: loop, thinking: enabled }),
      { messages: bareLoop, thinking: off },
    ],
    [
      'and without clearing thoughts',
      bare({ messages: loop, thinking: enabled, context_management: { edits: [clears, other] } }),
      { messages: bareLoop, thinking: off, context_management: { edits: [other] } },
    ],
    [
      'adaptive thinking goes on',
      bare({ messages: loop, thinking: { type: 'adaptive' } }),
      { messages: bareLoop },
    ],
    ['no thinking asked for', bare({ messages: loop }), { messages: bareLoop }],
    ['nothing to leave out', bare({ messages: [user, turn(text), user], thinking: enabled }), {}],
  ] as const)
    it(what, () => assert.deepEqual(edits, expected));

  it("a wish of the model's name gives way", () => {
    const call = callOf(
      { max_tokens: 10_000, messages: loop },
      { withoutThoughts: true, thinking: 'on', model: 'claude-sonnet-4-5' },
    );
    assert.equal(nativeEdits(call, 'claude-sonnet-4-5')['thinking'], '{"type":"disabled"}');
  });
});

test('headers: our key, a default version, and every anthropic-* header of the client', () => {
  assert.deepEqual(provider.authorize({ key: 'k', settings: {} }), {
    'x-api-key': 'k',
    'anthropic-version': '2023-06-01',
  });
  const headers = { 'anthropic-version': '2024-01-01', 'anthropic-beta': 'a,b', 'x-app': 'cli' };
  assert.deepEqual(wire.callHeaders?.(callOf({}, { headers }), { key: 'k', settings: {} }), {
    'anthropic-version': '2024-01-01',
    'anthropic-beta': 'a,b',
  });
});

describe('usage', () => {
  for (const [what, report, usage] of [
    [
      'input without what was cached',
      { input_tokens: 5, cache_read_input_tokens: 7, cache_creation_input_tokens: 9, output_tokens: 3 },
      { input_tokens: 5, cached_input_tokens: 7, cache_write_tokens: 9, output_tokens: 3 },
    ],
    [
      'the lives of a cache',
      {
        input_tokens: 5,
        cache_creation_input_tokens: 10,
        cache_creation: { ephemeral_5m_input_tokens: 3, ephemeral_1h_input_tokens: 6 },
        output_tokens: 3,
      },
      { input_tokens: 5, cache_write_tokens: 4, cache_write_1h_tokens: 6, output_tokens: 3 },
    ],
    [
      'thinking inside the output',
      { input_tokens: 5, output_tokens: 30, output_tokens_details: { thinking_tokens: 20 } },
      { input_tokens: 5, output_tokens: 10, reasoning_tokens: 20 },
    ],
    [
      'searches',
      {
        input_tokens: 5,
        output_tokens: 3,
        server_tool_use: { web_search_requests: 2, web_fetch_requests: 4 },
      },
      { input_tokens: 5, output_tokens: 3, searches: 2 },
    ],
    // Recording anthropic-compaction.1.json: the summary is paid for beside the sums.
    [
      'a compaction',
      {
        input_tokens: 682,
        output_tokens: 1320,
        iterations: [
          { type: 'compaction', input_tokens: 60_385, output_tokens: 592 },
          { type: 'message', input_tokens: 682, output_tokens: 1320 },
        ],
      },
      { input_tokens: 61_067, output_tokens: 1912 },
    ],
    // Recording anthropic-advisor-20260301.1.json.
    [
      'an advisor',
      {
        input_tokens: 2414,
        output_tokens: 3200,
        iterations: [
          { type: 'message', input_tokens: 1051, output_tokens: 35 },
          { type: 'advisor_message', model: 'claude-opus-4-7', input_tokens: 2728, output_tokens: 874 },
        ],
      },
      { input_tokens: 5142, output_tokens: 4074 },
    ],
    ['a lie', { input_tokens: -5, output_tokens: 3 }, undefined],
    ['nothing', {}, undefined],
  ] as const) {
    it(what, () => assert.deepEqual(readUsage(report), usage));
  }

  it('of a stream: the last word for each field', () => {
    const start = mergeUsage(undefined, {
      input_tokens: 43,
      cache_creation_input_tokens: 5,
      cache_creation: { ephemeral_1h_input_tokens: 5 },
      output_tokens: 1,
      service_tier: 'standard',
    });
    assert.deepEqual(readUsage(mergeUsage(start, { output_tokens: 9, input_tokens: null })), {
      input_tokens: 43,
      cache_write_1h_tokens: 5,
      output_tokens: 9,
    });
    assert.deepEqual(
      readUsage(mergeUsage(start, { input_tokens: 61, cache_creation_input_tokens: 5, output_tokens: 9 })),
      { input_tokens: 61, cache_write_1h_tokens: 5, output_tokens: 9 },
    );
    assert.deepEqual(readUsage(mergeUsage(start, { cache_creation_input_tokens: 8, output_tokens: 9 })), {
      input_tokens: 43,
      cache_write_tokens: 8,
      output_tokens: 9,
    });
  });

  it('facts that prices depend on', () => {
    assert.deepEqual(readFacts({ service_tier: 'standard', speed: 'fast', inference_geo: 'us' }), {
      service_tier: 'standard',
      speed: 'fast',
      inference_geo: 'us',
    });
    assert.equal(readFacts({ inference_geo: 'not_available', speed: null }), undefined);
  });
});

const errorBody = (type: string, message: string) =>
  Buffer.from(JSON.stringify({ type: 'error', error: { type, message }, request_id: 'req_1' }));
for (const [status, type, message, code] of [
  [400, 'invalid_request_error', 'prompt is too long: 210000 tokens > 200000 maximum', 'upstream_refused'],
  [
    400,
    'invalid_request_error',
    'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing',
    'upstream_key_refused',
  ],
  [
    400,
    'invalid_request_error',
    'You have reached your specified API usage limits. You will regain access on 2026-12-01',
    'upstream_key_refused',
  ],
  [401, 'authentication_error', 'invalid x-api-key', 'upstream_key_refused'],
  [402, 'billing_error', 'Pay', 'upstream_key_refused'],
  [403, 'permission_error', 'No', 'upstream_key_refused'],
  [404, 'not_found_error', 'model: claude-none', 'upstream_model_unknown'],
  [404, 'not_found_error', 'File not found: file_1', 'upstream_refused'],
  [413, 'request_too_large', 'Request exceeds the maximum size', 'upstream_refused'],
  [429, 'rate_limit_error', 'Slow down', 'upstream_busy'],
  [500, 'api_error', 'Internal server error', 'upstream_failed'],
  [504, 'timeout_error', 'Too slow', 'upstream_timeout'],
  [529, 'overloaded_error', 'Overloaded', 'upstream_busy'],
] as const) {
  test(`${status} ${message}`, () => {
    const fault = readFault(status, { 'retry-after': '7' }, errorBody(type, message));
    assert.equal(fault.code, code);
    if (code === 'upstream_refused') {
      assert.equal(fault.message, message);
      assert.deepEqual(fault.detail, { status, upstream: { type } });
    } else assert.equal(fault.detail?.retryAfter, 7);
  });
}

// Sources: anthropic-sdk-python issue 1598, microsoft/vscode pull 318076, Anthropic's page on preserved thinking.
for (const [message, thoughts] of [
  ['messages.1.content.0: Invalid `signature` in `thinking` block', true],
  ['messages.1.content.0: Invalid signature in thinking block', true],
  ['messages.5.content.0: Invalid `data` in `redacted_thinking` block', true],
  [
    'messages.1.content.0: Invalid `signature` in `thinking` block. The block is bound to a different conversation. Remove the block, or set `thinking.block_binding.prefix_mismatch_behavior` to "drop_block". That setting requires the `thinking-binding-controls-2026-08-01` value in the `anthropic-beta` header.',
    true,
  ],
  [
    'messages.3.content.8: `thinking` or `redacted_thinking` blocks in the latest assistant message cannot be modified. These blocks must remain as they were in the original response.',
    true,
  ],
  ['`max_tokens` must be greater than `thinking.budget_tokens`.', undefined],
] as const)
  test(`refused for its thoughts, ${thoughts ?? false}: ${message}`, () => {
    const body = errorBody('invalid_request_error', message);
    const fault = readFault(400, {}, body);
    assert.deepEqual([fault.code, fault.detail?.thoughts], ['upstream_refused', thoughts]);
    const inside = readAnswer({ endpoint: 'messages', kind: 'chat', facts: {} }, body).fault;
    assert.deepEqual([inside?.code, inside?.detail?.thoughts], ['upstream_refused', thoughts]);
  });

test('a page in place of an error is judged by its status', () => {
  assert.equal(readFault(502, {}, Buffer.from('<html>')).code, 'upstream_failed');
  assert.equal(readFault(404, {}, Buffer.from('<html>')).code, 'upstream_model_unknown');
});

test('an error with status 200, and what is no answer', () => {
  const read = (body: Buffer, endpoint = 'messages') =>
    readAnswer({ endpoint, kind: 'chat', facts: {} }, body).fault?.code;
  assert.equal(read(errorBody('overloaded_error', 'Overloaded')), 'upstream_busy');
  assert.equal(read(Buffer.from('{}')), 'upstream_garbage');
  assert.equal(read(Buffer.from('<html>')), 'upstream_garbage');
  assert.equal(read(Buffer.from('{"input_tokens":5}'), 'count_tokens'), undefined);
  assert.equal(read(Buffer.from('{"tokens":5}'), 'count_tokens'), 'upstream_garbage');
});

describe('a native stream', () => {
  const event = (body: Record<string, unknown>) => `event: ${body.type}\ndata: ${JSON.stringify(body)}\n\n`;
  const start = event({
    type: 'message_start',
    message: { content: [], usage: { input_tokens: 9, cache_read_input_tokens: 4, output_tokens: 1 } },
  });
  const words = event({
    type: 'content_block_delta',
    index: 0,
    delta: { type: 'text_delta', text: 'message_stop error 12345678' },
  });
  const finish = event({
    type: 'message_delta',
    delta: { stop_reason: 'end_turn' },
    usage: { output_tokens: 7 },
  });
  const stop = event({ type: 'message_stop' });
  const run = (text: string) => {
    const reader = openStream();
    const passed = reader.push(Buffer.from(text))?.toString('utf8') ?? '';
    return { reader, passed, ended: reader.finish() };
  };

  it('keeps the last event back', () => {
    const { reader, passed } = run(start + words + finish + stop);
    assert.equal(passed, start + words + finish);
    assert.equal(reader.closing().toString('utf8'), stop);
    assert.deepEqual(reader.usage, { input_tokens: 9, cached_input_tokens: 4, output_tokens: 7 });
  });

  it('adds the last event where an upstream leaves it out', () => {
    const { reader, passed, ended } = run(start + words + finish);
    assert.equal(ended, 'ended');
    assert.equal(passed + reader.closing().toString('utf8'), start + words + finish + stop);
  });

  it('cut: what was read is known, what was written is estimated', () => {
    const { reader, ended } = run(start + words);
    assert.equal(ended, 'cut');
    assert.equal(reader.produced, true);
    assert.deepEqual(reader.usage, { input_tokens: 9, cached_input_tokens: 4, output_tokens: 7 });
  });

  it('an error before and behind the first words', () => {
    const error = event({
      type: 'error',
      ...JSON.parse(errorBody('overloaded_error', 'Overloaded').toString()),
    });
    const early = run(start + error);
    assert.deepEqual(
      [early.reader.state, early.reader.fault?.code, early.reader.produced],
      ['failed', 'upstream_busy', false],
    );
    const late = run(start + words + error);
    assert.deepEqual([late.reader.state, late.reader.produced, late.passed], ['failed', true, start + words]);
  });
});

test('why the maker refused is told where it said nothing else', () => {
  const body = (content: object[]) =>
    Buffer.from(
      JSON.stringify({
        content,
        stop_reason: 'refusal',
        stop_details: { type: 'refusal', category: 'bio', explanation: 'No.' },
      }),
    );
  const kinds = (content: object[]) => readChatAnswer(body(content)).answer?.blocks.map(({ type }) => type);
  assert.deepEqual(kinds([]), ['refusal']);
  assert.deepEqual(kinds([{ type: 'text', text: 'I will not.' }]), ['text']);
});
