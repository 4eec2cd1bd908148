import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import type { Call, RequestHead } from '../../spec/call.ts';
import { GatewayError } from '../../spec/fault.ts';
import { parseBody } from '../../spec/json-body.ts';
import { anthropicMessages } from './index.ts';
import { reader } from './read.ts';
import { requestTexts } from './texts.ts';
import { countBody, looksRight, messagesBody } from './wire.ts';

const noHead: RequestHead = { params: {}, query: '', headers: {} };
const readMessages = reader('messages', messagesBody);
const readCount = reader('count_tokens', countBody);
const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const read = (value: unknown, head: Partial<RequestHead> = {}): Call =>
  readMessages(bytes(value), { ...noHead, ...head });
const fault = (code: string, words?: RegExp, param?: string) => (error: unknown) =>
  error instanceof GatewayError &&
  error.code === code &&
  (words === undefined || words.test(error.message)) &&
  (param === undefined || error.detail.param === param);

const say = (content: unknown, role: unknown = 'user') => ({ role, content });
const plain = { model: 'claude-sonnet-5', max_tokens: 100, messages: [say('hi')] };
const rest = '"max_tokens":5,"messages":[{"role":"user","content":"x"}]';

// Values as JSON text, because some (1e999, doubled names) have no other spelling.
const values = [
  'null',
  'true',
  '0',
  '-0',
  '-1',
  '0.5',
  '9007199254740991',
  '9007199254740992',
  '1e999',
  '""',
  '"m"',
  `"${'x'.repeat(256)}"`,
  `"${'x'.repeat(257)}"`,
  '[]',
  '[1]',
  '["a"]',
  '{}',
  '{"type":"text","text":"x"}',
  '{"type":7}',
  '{"user_id":"u"}',
  '{"user_id":7}',
  '{"role":"user","content":"x"}',
  '[{"role":"user","content":"x"}]',
  '[{"type":"text","text":"x"}]',
  '[{"type":"text"}]',
  '[{"type":"image","source":{"type":"base64"}}]',
  '[{}]',
];
const names = [...Object.keys(messagesBody.shape), 'anything', '__proto__'];

test('what looks right at a glance passes the schemas too', () => {
  const bodies = [
    '{}',
    ...names.flatMap((name) =>
      values.flatMap((value) => [`{"model":"m",${rest},"${name}":${value}}`, `{"${name}":${value}}`]),
    ),
    ...values.flatMap((value) => [
      `{"model":"m","max_tokens":1,"messages":[{"role":${value},"content":"x"}]}`,
      `{"model":"m","max_tokens":1,"messages":[{"role":"user","content":${value}}]}`,
      `{"model":"m","max_tokens":1,"messages":[{"role":"user","content":[${value}]}]}`,
    ]),
  ];
  let passed = 0;
  for (const text of bodies) {
    const body = parseBody(Buffer.from(text));
    if (!looksRight(body)) continue;
    passed++;
    assert.ok(messagesBody.safeParse(body).success, text);
    assert.ok(countBody.safeParse(body).success, text);
  }
  assert.ok(passed > 60 && passed < bodies.length / 2, `${passed} of ${bodies.length}`);
});

test('what agents send looks right at a glance', () => {
  const body = {
    ...plain,
    system: [{ type: 'text', text: 'a', cache_control: { type: 'ephemeral' } }],
    tools: [{ name: 'f', input_schema: { type: 'object' } }],
    thinking: { type: 'adaptive' },
    output_config: { effort: 'high' },
    metadata: { user_id: 'u' },
    context_management: { edits: [] },
    stream: true,
    messages: [say([{ type: 'tool_result', tool_use_id: 't', content: [] }])],
  };
  assert.ok(looksRight(body));
});

test('a field of the wrong type is named as the client spelled it, in the message too', () => {
  const table: [unknown, string, RegExp][] = [
    [{ max_tokens: 1, messages: [say('x')] }, 'model', /^model: Field required$/],
    [{ model: 'm', max_tokens: 1 }, 'messages', /^messages: Field required$/],
    [{ ...plain, messages: [] }, 'messages', /^messages: /],
    [{ ...plain, max_tokens: -1 }, 'max_tokens', /^max_tokens: /],
    [{ ...plain, max_tokens: 'many' }, 'max_tokens', /expected/],
    [{ ...plain, temperature: 'hot' }, 'temperature', /expected number/],
    [{ ...plain, messages: [{ content: 'x' }] }, 'messages[0].role', /Field required/],
    [{ ...plain, messages: [say('x'), { role: 'user' }] }, 'messages[1].content', /messages\[1\]/],
    [{ ...plain, system: 7 }, 'system', /system/],
    [{ ...plain, thinking: {} }, 'thinking.type', /Field required/],
    [{ ...plain, stop_sequences: [1] }, 'stop_sequences[0]', /expected string/],
  ];
  for (const [body, param, words] of table)
    assert.throws(() => read(body), fault('field_invalid', words, param), JSON.stringify(body));
});

test('a body that is no JSON object says so and quotes nothing of it', () => {
  const table: [Buffer, RegExp][] = [
    [Buffer.alloc(0), /no body/],
    [Buffer.from([0x7b, 0xff, 0x7d]), /UTF-8/],
    [bytes('{"secretword":'), /too early/],
    [bytes('{"a":1,}'), /position 7/],
    [bytes('secretword'), /JSON/],
    [bytes('[]'), /object/],
  ];
  for (const [raw, words] of table)
    assert.throws(
      () => readMessages(raw, noHead),
      (error) => fault('body_malformed', words)(error) && !String(error).includes('secretword'),
    );
});

test('a body that names its model twice is refused, escaped too', () => {
  for (const text of [
    `{"model":"a","model":"b",${rest}}`,
    `{"\\u006dodel":"a","model":"b",${rest}}`,
    `{"model":"a",${rest},"\\u006dodel":"b"}`,
  ])
    assert.throws(() => read(text), fault('field_invalid', /more than once/, 'model'), text);
  const innocent = {
    ...plain,
    messages: [say('say "model": "model" \\u006dodel')],
    metadata: { model: 'x' },
  };
  assert.equal(read(innocent).model, plain.model);
});

test('the body of a call is the bytes that came; its limit and stream are read', () => {
  const raw = bytes({ ...plain, stream: true });
  const call = readMessages(raw, { ...noHead, query: 'beta=true' });
  assert.equal(call.body, raw);
  assert.equal(call.query, 'beta=true');
  assert.equal(call.stream, true);
  assert.equal(call.usageInStream, true);
  assert.equal(call.bounds.outputTokens, 100);
  assert.equal(call.bounds.answers, 1);
  assert.equal(read(plain).stream, false);
  assert.equal('query' in read(plain), false);
  assert.equal(read({ model: 'm', messages: [say('x')] }).bounds.outputTokens, undefined);
  assert.equal(read({ ...plain, max_tokens: null }).bounds.outputTokens, undefined);
});

test('a count is asked for without max_tokens and produces nothing', () => {
  const call = readCount(bytes({ model: 'm', messages: [say('x')], stream: true }), noHead);
  assert.deepEqual([call.endpoint, call.stream, call.bounds.outputTokens], ['count_tokens', false, 0]);
  const endpoint = anthropicMessages.endpoints.find((one) => one.does === 'count');
  assert.equal(endpoint?.does === 'count' && endpoint.writeCount(12), '{"input_tokens":12}');
});

test('the name is as the client wrote it: the relay reads marks on it, and edits see that the body has them', () => {
  assert.equal(read({ ...plain, model: 'claude-opus-5[1m]' }).model, 'claude-opus-5[1m]');
});

test('every anthropic header goes on as it came, and nothing else does', () => {
  const headers = {
    'anthropic-version': '2023-06-01',
    'anthropic-beta': ['a-1,b-2', 'c-3'],
    'anthropic-dangerous-direct-browser-access': 'true',
    'x-api-key': 'sk-secret',
    authorization: 'Bearer sk-secret',
    'user-agent': 'claude-cli/2',
  };
  assert.deepEqual(read(plain, { headers }).headers, {
    'anthropic-version': '2023-06-01',
    'anthropic-beta': 'a-1,b-2,c-3',
    'anthropic-dangerous-direct-browser-access': 'true',
  });
});

test('calls of one conversation share their affinity', () => {
  const affinity = (more: object, headers: RequestHead['headers'] = {}) =>
    read({ ...plain, ...more }, { headers }).affinity;
  const id = '54c1eb09-bc4c-4d2f-98eb-6d2ab2d5e2fe';
  const user = (user_id: string) => ({ metadata: { user_id } });
  const json = JSON.stringify({ device_id: 'd', account_uuid: '', session_id: id });
  assert.equal(affinity(user(json), { 'x-claude-code-session-id': 'from-header' }), 'from-header');
  assert.equal(affinity(user(json)), id);
  assert.equal(affinity(user(`user_${'a'.repeat(64)}_account__session_${id}`)), id);

  const kind = `be kind${'!'.repeat(5000)}`;
  const start = affinity({ system: kind });
  assert.match(String(start), /^beginning-[\w-]{22}$/);
  const later = { system: kind, messages: [say('hi'), say('hello', 'assistant'), say('more')] };
  assert.equal(affinity(later), start);
  assert.equal(affinity({ system: kind, ...user('customer-7') }), start);
  assert.equal(affinity({ system: kind, ...user('{"session_id":7}') }), start);
  assert.notEqual(affinity({ system: `be rude${'!'.repeat(5000)}` }), start);
  assert.notEqual(affinity({ system: kind, messages: [say('ho')] }), start);

  // The attribution of Claude Code may change from call to call.
  const attributed = (hash: string) =>
    affinity({
      system: [
        { type: 'text', text: `x-anthropic-billing-header: cc_version=2; cch=${hash};` },
        { type: 'text', text: kind },
      ],
    });
  assert.equal(attributed('1'), attributed('2'));

  // How a short request begins says nothing.
  assert.equal(affinity({ system: 'be kind' }), undefined);
  assert.equal(affinity({ system: 'be kind', ...user(json) }), id);
});

test('facts that prices depend on are read', () => {
  const facts = (more: object) => read({ ...plain, ...more }).facts;
  assert.deepEqual(facts({}), {});
  assert.deepEqual(facts({ thinking: { type: 'enabled', budget_tokens: 2000 } }), { thinking: true });
  assert.deepEqual(facts({ thinking: { type: 'disabled' } }), { thinking: false });
  assert.deepEqual(facts({ output_config: { effort: 'low' }, speed: 'fast' }), {
    reasoning_effort: 'low',
    speed: 'fast',
  });
  assert.deepEqual(facts({ service_tier: 'standard_only' }), {});
});

const texts: Record<string, string> = {
  English: 'The quick brown fox jumps over the lazy dog. '.repeat(20),
  Vietnamese: 'Trí tuệ nhân tạo đang thay đổi cách chúng ta làm việc mỗi ngày; thử hỏi xem. '.repeat(20),
  emoji: '👩‍👩‍👧‍👦🏳️‍🌈🧑🏽‍🚀🇻🇳👍🏿'.repeat(30),
  'rare letters': 'ꙮ𒀱𓂀᚛ᚄᚓᚐᚋ᚜⸻﷽\u0301\u0302'.repeat(30),
  'control letters': '\u0000\u0001\u001f\u007f\u2028\ufeff'.repeat(40),
};

test('the bound of the input is over the tokens of every kind of text, wherever it stands', () => {
  for (const [name, text] of Object.entries(texts)) {
    const block = { type: 'text', text };
    const places = [
      { messages: [say(text)] },
      { messages: [say([block, block])], system: [block] },
      { messages: [say([{ type: 'tool_use', id: 'a', name: 'f', input: { text } }], 'assistant')] },
      { messages: [say([{ type: 'tool_result', tool_use_id: 'a', content: [block] }])] },
      {
        messages: [
          say([{ type: 'document', source: { type: 'text', media_type: 'text/plain', data: text } }]),
        ],
      },
      { messages: [say([{ type: 'new', anything: text }])] },
      { messages: [say('x')], tools: [{ name: 'f', description: text, input_schema: {} }] },
    ];
    for (const place of places) {
      const raw = bytes({ ...plain, ...place });
      const { inputTokens } = readMessages(raw, noHead).bounds;
      const counted = requestTexts(raw).reduce((sum, one) => sum + countTokens(one), 0);
      assert.ok(
        inputTokens >= counted && inputTokens >= countTokens(text),
        `${name}: ${inputTokens} < ${counted}`,
      );
    }
  }
});

test('media are counted at their dearest instead of by their bytes', () => {
  const bound = (block: unknown) => read({ ...plain, messages: [say([block])] }).bounds.inputTokens;
  const data = 'A'.repeat(1_000_000);
  const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data } };
  const pdf = { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data } };
  const odd = { type: 'document', source: { type: 'base64', media_type: 'text/plain', data } };
  const url = { type: 'url', url: 'https://example.com/a' };
  const result = { type: 'tool_result', tool_use_id: 'a', content: [image, image] };
  const within = { type: 'document', source: { type: 'content', content: [image] } };
  const table: [string, unknown, number, number][] = [
    ['image', image, 5000, 6000],
    ['image by url', { type: 'image', source: url }, 5000, 6000],
    ['images in a result', result, 10_000, 11_000],
    ['image in a document', within, 5000, 6000],
    ['pdf', pdf, 250_000, 270_000],
    ['pdf by url', { type: 'document', source: url }, 200_000, 201_000],
    ['pdf by file', { type: 'document', source: { type: 'file', file_id: 'f' } }, 200_000, 201_000],
    ['a text in disguise', odd, 1_000_000, 1_001_000],
    ['no source', { type: 'image' }, 16, 300],
  ];
  for (const [name, block, least, most] of table) {
    const tokens = bound(block);
    assert.ok(tokens >= least && tokens < most, `${name}: ${tokens}`);
  }
});

test('what hosted tools may bring in is part of the bound', () => {
  const bound = (tool: object) => read({ ...plain, tools: [tool] }).bounds.inputTokens;
  const search = (max_uses?: unknown) => bound({ type: 'web_search_20250305', name: 'web_search', max_uses });
  assert.ok(search(2) >= 40_000 && search(2) < 41_000);
  assert.ok(search() >= 200_000);
  assert.ok(search(1e9) < 500_000);
  assert.ok(search(-5) >= 200_000);
  assert.ok(bound({ type: 'bash_20250124', name: 'bash' }) < 1000);
  const units = (tool: object) => read({ ...plain, tools: [tool] }).bounds.units;
  assert.deepEqual(units({ type: 'web_search_20250305', name: 'web_search', max_uses: 3 }), { searches: 3 });
  assert.deepEqual(units({ type: 'web_search_20250305', name: 'web_search' }), { searches: 10 });
  assert.equal(units({ type: 'web_fetch_20250910', name: 'web_fetch' }), undefined);
});

test('everything that the model reads is among the texts', () => {
  const all = requestTexts(
    bytes({
      ...plain,
      system: [
        { type: 'text', text: 'x-anthropic-billing-header: cc_version=2;' },
        { type: 'text', text: 'word1' },
      ],
      messages: [
        say('word2'),
        say(
          [
            { type: 'thinking', thinking: 'word3', signature: 'sig' },
            { type: 'tool_use', id: 't', name: 'word4', input: { city: 'word5' } },
          ],
          'assistant',
        ),
        say([
          { type: 'tool_result', tool_use_id: 't', content: [{ type: 'text', text: 'word6' }] },
          { type: 'document', title: 'word7', source: { type: 'content', content: 'word8' } },
          { type: 'search_result', source: 's', title: 'word9', content: [{ type: 'text', text: 'word10' }] },
        ]),
      ],
      tools: [{ name: 'word11' }],
      output_config: { format: { type: 'json_schema', schema: { title: 'word12' } } },
    }),
  ).join('\n');
  for (let i = 1; i <= 12; i++) assert.match(all, new RegExp(`word${i}\\b`));
  assert.ok(!all.includes('billing-header') && !all.includes('sig'));
});

test('a picture counts as the tokens that it costs, and thousands of them as no more than a context', () => {
  const tokens = (count: number) => {
    const image = { type: 'image', source: { type: 'url', url: 'https://x' } };
    const raw = bytes({ ...plain, messages: [say(Array.from({ length: count }, () => image))] });
    return requestTexts(raw).reduce((sum, one) => sum + one.length / 2, 0);
  };
  assert.equal(tokens(1), 1500);
  assert.equal(tokens(5000), 1_000_000);
});

test('a body that is nested deeper than the stack is read', () => {
  const deep = 5000;
  const nested = `${'[{"type":"tool_result","content":'.repeat(deep)}"core"${'}]'.repeat(deep)}`;
  const raw = bytes(`{"model":"m","max_tokens":1,"messages":[{"role":"user","content":${nested}}]}`);
  assert.ok(readMessages(raw, noHead).bounds.inputTokens > 0);
  assert.deepEqual(requestTexts(raw), ['core']);
});
