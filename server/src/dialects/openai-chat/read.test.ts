import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import type { Call } from '../../spec/call.ts';
import { GatewayError } from '../../spec/fault.ts';
import { parseBody } from '../../spec/json-body.ts';
import { isPlainChat, reader, requestTexts } from './read.ts';
import { chatBody, completionBody, embeddingBody } from './wire.ts';

const readChat = reader('chat', 'chat', chatBody);
const readCompletion = reader('completions', 'completion', completionBody);
const readEmbedding = reader('embeddings', 'embedding', embeddingBody);
const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const fault = (code: string, words?: RegExp, param?: string) => (error: unknown) =>
  error instanceof GatewayError &&
  error.code === code &&
  (words === undefined || words.test(error.message)) &&
  (param === undefined || error.detail.param === param);

const say = (content: unknown, role: unknown = 'user') => ({ role, content });
const plain = { model: 'm', messages: [say('hi')] };

// Values as JSON text, because some (1e999, doubled names) have no other spelling.
const values = [
  'null',
  'true',
  'false',
  '0',
  '-0',
  '1',
  '-1',
  '0.5',
  '1e3',
  '9007199254740991',
  '9007199254740992',
  '1e999',
  '-1e999',
  '""',
  '"m"',
  `"${'x'.repeat(256)}"`,
  `"${'x'.repeat(257)}"`,
  `"${'👍'.repeat(129)}"`,
  '[]',
  '[1]',
  '["a"]',
  '{}',
  '{"role":"user","content":"x"}',
  '[{"role":"user","content":"x"}]',
];
const names = [
  'model',
  'messages',
  'stream',
  'max_tokens',
  'max_completion_tokens',
  'temperature',
  'top_p',
  'presence_penalty',
  'frequency_penalty',
  'n',
  'stop',
  'user',
  'tools',
  'seed',
  'thinking',
  'stream_options',
  'anything',
  '__proto__',
];
const messages = values.flatMap((value) => [
  value,
  `{"role":${value},"content":"x"}`,
  `{"role":"user","content":${value}}`,
  `{"role":"user","content":"x","name":${value}}`,
  `{"content":${value}}`,
  `{"role":${value}}`,
]);

test('what passes at a glance passes the schema too', () => {
  const cases = [
    '{}',
    ...names.flatMap((name) =>
      values.flatMap((value) => [
        `{"model":"m","messages":[{"role":"user","content":"x"}],${JSON.stringify(name)}:${value}}`,
        `{${JSON.stringify(name)}:${value}}`,
      ]),
    ),
    ...messages.flatMap((one) => [
      `{"model":"m","messages":[${one}]}`,
      `{"model":"m","messages":[{"role":"user","content":"x"},${one}]}`,
      `{"model":"m","messages":${one}}`,
    ]),
  ];
  let passed = 0;
  for (const text of cases) {
    const body = parseBody(Buffer.from(text));
    if (!isPlainChat('chat', body)) continue;
    passed++;
    assert.ok(chatBody.safeParse(body).success, text);
  }
  assert.ok(passed > 60 && passed < cases.length / 2, `${passed} of ${cases.length} cases are plain`);
});

test('ordinary chat calls are plain, and other endpoints never are', () => {
  const body = { ...plain, stream: true, temperature: 0.7, top_p: 1, max_tokens: 100, presence_penalty: -1 };
  assert.ok(isPlainChat('chat', body));
  assert.ok(!isPlainChat('completions', body));
  assert.ok(!isPlainChat('chat', { ...body, tools: [] }));
});

const texts: Record<string, string> = {
  English: 'The quick brown fox jumps over the lazy dog. '.repeat(20),
  Vietnamese: 'Trí tuệ nhân tạo đang thay đổi cách chúng ta làm việc mỗi ngày; thử hỏi xem. '.repeat(20),
  emoji: '👩‍👩‍👧‍👦🏳️‍🌈🧑🏽‍🚀🇻🇳👍🏿'.repeat(30),
  code: 'for (let i = 0; i < n; i++) {\n\t\tif (a[i] === "\\\\") { x ??= b?.[i]; }\n}\n'.repeat(20),
  'Chinese and Thai': '人工智能正在改变世界。ปัญญาประดิษฐ์กำลังเปลี่ยนโลก'.repeat(20),
  'rare letters': 'ꙮ𒀱𓂀᚛ᚄᚓᚐᚋ᚜⸻﷽\u0301\u0302'.repeat(30),
  'control letters': '\u0000\u0001\u001f\u007f\u2028\ufeff'.repeat(40),
  digits: '3.14159265358979323846264338327950288'.repeat(20),
  'one letter': 'a',
};

/** Tokens of what the model reads, with the few that frame each message. */
const tokensOf = (body: Buffer, messageCount: number) =>
  requestTexts(body).reduce((sum, text) => sum + countTokens(text), 0) + 4 * messageCount + 3;

test('the bound of the input is over the tokens of every kind of text', () => {
  for (const [name, text] of Object.entries(texts)) {
    const tool = {
      type: 'function',
      function: { name: 'f', description: text, parameters: { type: 'object' } },
    };
    const bodies: [ReturnType<typeof reader>, unknown, number][] = [
      [readChat, { model: 'm', messages: [say(text)] }, 1],
      [readChat, { model: 'm', messages: [say(text, 'system'), say([{ type: 'text', text }])] }, 2],
      [readChat, { model: 'm', messages: [say(text)], tools: [tool] }, 1],
      [readChat, { model: 'm', messages: [say([{ type: 'refusal', refusal: text }], 'assistant')] }, 1],
      [readChat, { model: 'm', messages: [say([{ type: 'input_text', text }])] }, 1],
      [readCompletion, { model: 'm', prompt: [text, text], suffix: text }, 0],
      [readEmbedding, { model: 'm', input: [text, text] }, 0],
    ];
    for (const [read, body, count] of bodies) {
      const raw = bytes(body);
      const bound = read(raw).bounds.inputTokens;
      assert.ok(bound >= tokensOf(raw, count), `${name}: ${bound} < ${tokensOf(raw, count)}`);
      assert.ok(bound >= countTokens(text), name);
    }
  }
});

test('a text that hides behind another type of part keeps its bytes in the bound', () => {
  const text = texts['Vietnamese']!.repeat(100);
  const file = {
    type: 'file',
    file: { file_data: `data:text/plain;base64,${Buffer.from(text).toString('base64')}` },
  };
  for (const part of [
    { type: 'refusal', refusal: text },
    { type: 'refusal', refusal: `data:image/png;base64,${text}` },
    { type: 'new', text },
    { type: 'new', new: { data: text } },
    file,
  ]) {
    const bound = readChat(bytes({ model: 'm', messages: [say([part])] })).bounds.inputTokens;
    assert.ok(bound >= countTokens(text), `${part.type}: ${bound}`);
  }
});

test('token lists are bounded by their bytes', () => {
  const prompt = Array.from({ length: 1000 }, (_, i) => i % 10);
  const raw = bytes({ model: 'm', prompt });
  assert.ok(readCompletion(raw).bounds.inputTokens >= 1000);
  assert.equal(requestTexts(raw).length, 1000);
});

test('base64 media are counted at their dearest instead of by their bytes', () => {
  const data = 'A'.repeat(1_000_000);
  const image = { type: 'image_url', image_url: { url: `data:image/png;base64,${data}` } };
  const bound = readChat(bytes({ model: 'm', messages: [say([image])] })).bounds.inputTokens;
  assert.ok(bound >= 4000 && bound < 5000, String(bound));
  const two = readChat(bytes({ model: 'm', messages: [say([image, image])] })).bounds.inputTokens;
  assert.ok(two >= 8000 && two < 9000, String(two));
  const audio = { type: 'input_audio', input_audio: { data, format: 'mp3' } };
  const heard = readChat(bytes({ model: 'm', messages: [say([audio])] })).bounds.inputTokens;
  assert.ok(heard >= 20_000 && heard < 26_000, String(heard));
});

test('the limit of the output and the number of answers are read', () => {
  const read = (more: object): Call => readChat(bytes({ ...plain, ...more }));
  assert.equal(read({}).bounds.outputTokens, undefined);
  assert.equal(read({ max_tokens: null }).bounds.outputTokens, undefined);
  assert.equal(read({ max_tokens: 5 }).bounds.outputTokens, 5);
  assert.equal(read({ max_tokens: 5, max_completion_tokens: 7 }).bounds.outputTokens, 7);
  assert.equal(read({}).bounds.answers, 1);
  assert.equal(read({ n: 3 }).bounds.answers, 3);
  const completion = (more: object) => readCompletion(bytes({ model: 'm', ...more })).bounds.answers;
  assert.equal(completion({ prompt: ['a', 'b'], n: 2, best_of: 3 }), 6);
  assert.equal(completion({ prompt: [1, 2, 3] }), 1);
  assert.equal(completion({ prompt: [[1], [2, 3]] }), 2);
  assert.equal(readEmbedding(bytes({ model: 'm', input: ['a', 'b'] })).bounds.outputTokens, 0);
});

test('the body of a call is the bytes that came', () => {
  const raw = bytes({ ...plain, stream: true, stream_options: { include_usage: true } });
  const call = readChat(raw);
  assert.equal(call.body, raw);
  assert.equal(call.stream, true);
  assert.equal(call.usageInStream, true);
  assert.equal(readChat(bytes({ ...plain, stream: true })).usageInStream, false);
});

test('a body that names its model twice is refused, escaped too', () => {
  const rest = '"messages":[{"role":"user","content":"hi"}]';
  for (const text of [
    `{"model":"a","model":"b",${rest}}`,
    `{"\\u006dodel":"a","model":"b",${rest}}`,
    `{"model":"a",${rest},"\\u006dodel":"b"}`,
    `{"\\u006dodel":"a","mod\\u0065l":"b",${rest}}`,
  ])
    assert.throws(() => readChat(bytes(text)), fault('field_invalid', /more than once/, 'model'), text);
});

test('the word model elsewhere in a body is no second model', () => {
  const raw = bytes({
    ...plain,
    messages: [say('say "model": "model" \\u006dodel')],
    metadata: { model: 'x' },
  });
  assert.equal(readChat(raw).model, 'm');
  assert.equal(readChat(bytes('{"\\u006dodel":"a","messages":[{"role":"user","content":"x"}]}')).model, 'a');
});

test('a body that is no JSON object says what is wrong and quotes nothing of it', () => {
  const table: [Buffer, RegExp][] = [
    [Buffer.alloc(0), /no body/],
    [Buffer.from([0x7b, 0xff, 0x7d]), /UTF-8/],
    [Buffer.from([...Buffer.from('{"model":"'), 0xc3, ...Buffer.from('"}')]), /UTF-8/],
    [Buffer.from([...Buffer.from('{"a":"'), 0xed, 0xa0, 0x80, ...Buffer.from('"}')]), /UTF-8/],
    [bytes('{"secretword":'), /too early/],
    [bytes('{"a":1,}'), /position 7/],
    [bytes('secretword'), /JSON/],
    [bytes('{"a": secretword}'), /JSON/],
    [bytes('\ufeff{}'), /JSON/],
    [bytes('[]'), /object/],
    [bytes('"secretword"'), /object/],
    [bytes('null'), /object/],
  ];
  for (const [raw, words] of table)
    for (const read of [readChat, readCompletion, readEmbedding])
      assert.throws(
        () => read(raw),
        (error) => fault('body_malformed', words)(error) && !String(error).includes('secretword'),
        raw.toString('latin1'),
      );
});

test('a field of the wrong type is named as the client spelled it', () => {
  const table: [unknown, string, RegExp][] = [
    [{ messages: [say('x')] }, 'model', /you must provide model/],
    [{ model: 'm' }, 'messages', /you must provide messages/],
    [{ model: 'm', messages: [{ content: 'x' }] }, 'messages[0].role', /you must provide/],
    [{ model: 'm', messages: [say('x'), say('x', 7)] }, 'messages[1].role', /expected string/],
    [{ ...plain, max_tokens: -1 }, 'max_tokens', /max_tokens/],
    [{ ...plain, temperature: 'hot' }, 'temperature', /expected number/],
    [
      { ...plain, stream_options: { include_usage: true } },
      'stream_options',
      /only allowed when stream is true/,
    ],
  ];
  for (const [body, param, words] of table)
    assert.throws(() => readChat(bytes(body)), fault('field_invalid', words, param), JSON.stringify(body));
  assert.throws(
    () => readChat(bytes('{"model":"m","messages":[{"role":"user","content":"x"}],"top_p":1e999}')),
    fault('field_invalid', undefined, 'top_p'),
  );
});

test('everything that the model reads is among the texts', () => {
  const call = { id: 'c', type: 'function', function: { name: 'look', arguments: '{"city":"Huế"}' } };
  const body = {
    model: 'm',
    messages: [
      say('first', 'system'),
      {
        ...say([
          { type: 'text', text: 'second' },
          { type: 'image_url', image_url: { url: 'https://x' } },
        ]),
        name: 'third',
      },
      { role: 'assistant', content: null, tool_calls: [call] },
    ],
    tools: [{ type: 'function', function: { name: 'fourth' } }],
    response_format: { type: 'json_schema', json_schema: { name: 'fifth' } },
  };
  const all = requestTexts(bytes(body)).join('\n');
  for (const word of ['first', 'second', 'third', 'look', 'Huế', 'fourth', 'fifth'])
    assert.ok(all.includes(word), word);
  assert.ok(!all.includes('https://x'));
  assert.deepEqual([...requestTexts(bytes({ prompt: ['a', 'b'], suffix: 'c', input: 'd' }))].sort(), [
    'a',
    'b',
    'c',
    'd',
  ]);
});

test('a body that is nested deeper than the stack is read', () => {
  const deep = 5000;
  const nested = `${'['.repeat(deep)}"core"${']'.repeat(deep)}`;
  assert.deepEqual(requestTexts(bytes(`{"input":${nested}}`)), ['core']);
  const tools = `${'{"a":'.repeat(deep)}"core"${'}'.repeat(deep)}`;
  assert.match(requestTexts(bytes(`{"tools":[${tools}]}`)).join(), /core/);
});

test('facts that prices depend on are read', () => {
  const facts = (more: object) => readChat(bytes({ ...plain, ...more })).facts;
  assert.deepEqual(facts({}), {});
  assert.deepEqual(facts({ thinking: { type: 'enabled' } }), { thinking: true });
  assert.deepEqual(facts({ thinking: { type: 'disabled' } }), { thinking: false });
  assert.deepEqual(facts({ enable_thinking: false, reasoning_effort: 'low' }), {
    thinking: false,
    reasoning_effort: 'low',
  });
  assert.deepEqual(facts({ service_tier: 'flex' }), {});
});

test('what hosted tools may bring in, and how often they search, is part of the bounds', () => {
  const bounds = (more: object) => readChat(bytes({ model: 'm', messages: [say('News?')], ...more })).bounds;
  const plain = bounds({});
  assert.equal(plain.units, undefined);
  const searching = [
    { web_search_options: {} },
    { enable_search: true },
    { tools: [{ type: 'web_search' }] },
    { tools: [{ type: 'function', function: { name: 'googleSearch' } }] },
  ];
  for (const more of searching) {
    assert.deepEqual(bounds(more).units, { searches: 10 }, JSON.stringify(more));
    assert.ok(bounds(more).inputTokens - plain.inputTokens > 32_000);
  }
  const code = bounds({ tools: [{ type: 'code_interpreter' }] });
  assert.equal(code.units, undefined);
  assert.ok(code.inputTokens - plain.inputTokens > 32_000);
  const own = bounds({
    tools: [{ type: 'function', function: { name: 'get_weather' } }],
    enable_search: false,
  });
  assert.equal(own.units, undefined);
  assert.ok(own.inputTokens - plain.inputTokens < 200);
});
