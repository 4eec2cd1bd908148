import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isObject, listOf } from '../../../base/json.ts';
import type { ChatAnswer, ChatPart } from '../../../spec/chat.ts';
import { AnswerCollector } from '../../../spec/chat-parts.ts';
import { openParts } from './chat-parts.ts';
import { readChat } from './read-chat.ts';
import { readUsage } from './usage.ts';

const chunk = (delta: object, finish: string | null = null, more: object = {}) => ({
  id: 'c1',
  model: 'm1',
  choices: [{ index: 0, delta, finish_reason: finish }],
  ...more,
});
const event = (data: unknown) => `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
const stream = (...chunks: unknown[]) => [...chunks, '[DONE]'].map(event).join('');

/** The parts of a stream that comes in pieces of `size` bytes. */
function partsOf(text: string | Buffer, size = Number.MAX_SAFE_INTEGER): ChatPart[] {
  const reader = openParts();
  const bytes = Buffer.isBuffer(text) ? text : Buffer.from(text);
  const parts: ChatPart[] = [];
  for (let at = 0; at < bytes.length; at += size)
    parts.push(...reader.push(bytes.subarray(at, Math.min(at + size, bytes.length))));
  return [...parts, ...reader.finish()];
}

function collect(parts: readonly ChatPart[]): ChatAnswer {
  const collector = new AnswerCollector();
  for (const part of parts) collector.push(part);
  return collector.answer();
}

const call = (index: number | undefined, id: string | undefined, name?: string, args?: unknown) => ({
  ...(index === undefined ? {} : { index }),
  ...(id === undefined ? {} : { id, type: 'function' }),
  function: { ...(name === undefined ? {} : { name }), ...(args === undefined ? {} : { arguments: args }) },
});
const calls = (...list: object[]) => chunk({ tool_calls: list });

const streams: readonly {
  readonly name: string;
  readonly chunks: readonly unknown[];
  readonly blocks: ChatAnswer['blocks'];
  readonly finish?: ChatAnswer['finish'];
}[] = [
  {
    name: 'text',
    chunks: [
      chunk({ role: 'assistant', content: '' }),
      chunk({ content: 'Xin ' }),
      chunk({ content: 'chào 👋' }),
      chunk({}, 'stop'),
    ],
    blocks: [{ type: 'text', text: 'Xin chào 👋' }],
    finish: { reason: 'stop' },
  },
  {
    name: "DeepSeek's thoughts before the text",
    chunks: [
      chunk({ content: null, reasoning_content: 'Let ' }),
      chunk({ content: null, reasoning_content: 'me.' }),
      chunk({ content: 'Hi', reasoning_content: null }),
      chunk({ content: '' }, 'length'),
    ],
    blocks: [
      { type: 'thinking', text: 'Let me.' },
      { type: 'text', text: 'Hi' },
    ],
    finish: { reason: 'length' },
  },
  {
    name: "OpenRouter's thoughts with a signature",
    chunks: [
      chunk({ reasoning: 'Hm', reasoning_details: [{ type: 'reasoning.text', text: 'Hm', index: 0 }] }),
      chunk({ reasoning: null, reasoning_details: [{ type: 'reasoning.text', signature: 'sig', index: 0 }] }),
      chunk({ reasoning_details: [{ type: 'reasoning.encrypted', data: 'xyz', id: 'rs_1' }] }),
      chunk({ content: 'Hi' }),
      chunk({}, 'stop'),
    ],
    blocks: [
      { type: 'thinking', text: 'Hm', signature: { from: 'openai-chat', value: 'sig' } },
      {
        type: 'thinking',
        text: '',
        signature: { from: 'openai-chat', value: 'xyz' },
        redacted: true,
        id: 'rs_1',
      },
      { type: 'text', text: 'Hi' },
    ],
  },
  {
    name: 'a signed detail that repeats the thought which was streamed plainly',
    chunks: [
      chunk({ reasoning_content: 'Hm, ' }),
      chunk({ reasoning_content: 'so.' }),
      chunk({ reasoning_details: [{ type: 'reasoning.text', text: 'Hm, so.', signature: 'sig' }] }),
      chunk({ content: 'Hi' }, 'stop'),
    ],
    blocks: [
      { type: 'thinking', text: 'Hm, so.', signature: { from: 'openai-chat', value: 'sig' } },
      { type: 'text', text: 'Hi' },
    ],
  },
  {
    name: 'thoughts in details only',
    chunks: [
      chunk({ reasoning_details: [{ type: 'reasoning.text', text: 'Hm, ' }] }),
      chunk({ reasoning_details: [{ type: 'reasoning.text', text: 'so.', signature: 'sig' }] }),
      chunk({ content: 'Hi' }, 'stop'),
    ],
    blocks: [
      { type: 'thinking', text: 'Hm, so.', signature: { from: 'openai-chat', value: 'sig' } },
      { type: 'text', text: 'Hi' },
    ],
  },
  {
    name: "Mistral's parts in the content",
    chunks: [
      chunk({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'Hm' }] }] }),
      chunk({ content: [{ type: 'text', text: 'Hi' }] }),
      chunk({}, 'stop'),
    ],
    blocks: [
      { type: 'thinking', text: 'Hm' },
      { type: 'text', text: 'Hi' },
    ],
  },
  {
    name: 'two calls, interleaved',
    chunks: [
      calls(call(0, 'a', 'f', '')),
      calls(call(1, 'b', 'g', '')),
      calls(call(0, undefined, undefined, '{"x"')),
      calls(call(1, undefined, undefined, '{"y":2}')),
      calls(call(0, undefined, undefined, ':1}')),
      chunk({}, 'tool_calls'),
    ],
    blocks: [
      { type: 'tool-call', id: 'a', name: 'f', arguments: '{"x":1}' },
      { type: 'tool-call', id: 'b', name: 'g', arguments: '{"y":2}' },
    ],
    finish: { reason: 'tools' },
  },
  {
    name: 'calls that are counted from 1, and a finish word that forgets them',
    chunks: [chunk({ content: 'Look.' }), calls(call(1, 'a', 'f', '{}')), chunk({}, 'stop')],
    blocks: [
      { type: 'text', text: 'Look.' },
      { type: 'tool-call', id: 'a', name: 'f', arguments: '{}' },
    ],
    finish: { reason: 'tools' },
  },
  {
    name: 'calls without an index',
    chunks: [
      calls(call(undefined, 'a', 'f', '{"x":')),
      calls(call(undefined, undefined, undefined, '1}')),
      calls(call(undefined, 'b', 'g', '{}')),
      chunk({}, 'tool_calls'),
    ],
    blocks: [
      { type: 'tool-call', id: 'a', name: 'f', arguments: '{"x":1}' },
      { type: 'tool-call', id: 'b', name: 'g', arguments: '{}' },
    ],
  },
  {
    name: 'calls that are all counted as 0',
    chunks: [
      calls(call(0, 'a', 'f', '{"x":1}')),
      calls(call(0, 'b', 'f', '{"x":2}')),
      chunk({}, 'tool_calls'),
    ],
    blocks: [
      { type: 'tool-call', id: 'a', name: 'f', arguments: '{"x":1}' },
      { type: 'tool-call', id: 'b', name: 'f', arguments: '{"x":2}' },
    ],
  },
  {
    name: "Qwen's empty ids behind the first, and a name that comes late",
    chunks: [
      calls({ index: 0, id: 'a', type: 'function', function: { arguments: '' } }),
      calls({ index: 0, id: '', function: { arguments: '{"x":' } }),
      calls({ index: 0, id: '', function: { name: 'f', arguments: '1}' } }),
      chunk({}, 'tool_calls'),
    ],
    blocks: [{ type: 'tool-call', id: 'a', name: 'f', arguments: '{"x":1}' }],
  },
  {
    name: 'arguments as an object, and a signature of Google',
    chunks: [
      calls({
        ...call(0, 'a', 'f', { x: 1 }),
        extra_content: { google: { thought_signature: 'sig' } },
      }),
      chunk({}, 'tool_calls'),
    ],
    blocks: [
      {
        type: 'tool-call',
        id: 'a',
        name: 'f',
        arguments: '{"x":1}',
        signature: { from: 'openai-chat', value: 'sig' },
      },
    ],
  },
  {
    name: 'a free-text tool',
    chunks: [
      calls({ index: 0, id: 'a', type: 'custom', custom: { name: 'sql', input: '' } }),
      calls({ index: 0, custom: { input: 'SELECT 1' } }),
      chunk({}, 'tool_calls'),
    ],
    blocks: [{ type: 'tool-call', id: 'a', name: 'sql', arguments: 'SELECT 1', custom: true }],
  },
  {
    name: 'a refusal',
    chunks: [chunk({ refusal: 'I ' }), chunk({ refusal: 'won’t.' }), chunk({}, 'stop')],
    blocks: [{ type: 'refusal', text: 'I won’t.' }],
    finish: { reason: 'refusal' },
  },
  {
    name: 'citations, and a word that nobody knows',
    chunks: [
      chunk({ content: 'It rains.' }),
      chunk({
        annotations: [
          {
            type: 'url_citation',
            url_citation: { start_index: 0, end_index: 9, url: 'https://a.example/', title: 'A' },
          },
        ],
      }),
      chunk({}, 'insufficient_system_resource'),
    ],
    blocks: [
      {
        type: 'text',
        text: 'It rains.',
        citations: [
          {
            url: 'https://a.example/',
            title: 'A',
            start: 0,
            end: 9,
            raw: {
              from: 'openai-chat',
              value: {
                type: 'url_citation',
                url_citation: { start_index: 0, end_index: 9, url: 'https://a.example/', title: 'A' },
              },
            },
          },
        ],
      },
    ],
    finish: { reason: 'other', word: 'insufficient_system_resource' },
  },
  {
    name: 'a picture that is sent again with each chunk',
    chunks: [
      chunk({ images: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }] }),
      chunk({ images: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }] }, 'stop'),
    ],
    blocks: [{ type: 'image', source: { by: 'data', mediaType: 'image/png', data: 'AAAA' } }],
  },
  {
    name: 'speech in pieces, each padded',
    chunks: [
      chunk({ audio: { id: 'audio_1', transcript: 'Hi' } }),
      chunk({ audio: { transcript: ' you' } }),
      chunk({ audio: { data: 'AQ==' } }),
      chunk({ audio: { data: 'AgM=' } }),
      chunk({ audio: { expires_at: 17 } }),
      chunk({}, 'stop'),
    ],
    blocks: [
      {
        type: 'audio',
        source: { by: 'data', mediaType: 'audio/pcm;rate=24000', data: 'AQID' },
        transcript: 'Hi you',
        id: 'audio_1',
        expiresAt: 17,
      },
    ],
  },
  {
    name: "Azure's first chunk without choices, and the forerunner of tools",
    chunks: [
      { choices: [], id: '', model: '', prompt_filter_results: [] },
      chunk({ function_call: { name: 'f', arguments: '{"x":' } }),
      chunk({ function_call: { arguments: '1}' } }),
      chunk({}, 'function_call'),
    ],
    blocks: [{ type: 'tool-call', id: '', name: 'f', arguments: '{"x":1}' }],
    finish: { reason: 'tools' },
  },
  {
    name: 'think tags stay in the text',
    chunks: [chunk({ content: '<think>hm</think>Hi' }), chunk({}, 'stop')],
    blocks: [{ type: 'text', text: '<think>hm</think>Hi' }],
  },
];

/** Ids that the reader made up are left out of comparisons. */
const withoutMadeUpIds = (answer: ChatAnswer) =>
  answer.blocks.map((block) =>
    block.type === 'tool-call' && /^call_\w{24}$/.test(block.id) ? { ...block, id: '' } : block,
  );

for (const { name, chunks, blocks, finish } of streams) {
  test(`read at every split: ${name}`, () => {
    const text = stream(...chunks);
    for (let size = 1; size < Buffer.byteLength(text); size = size < 40 ? size + 1 : size * 2) {
      const parts = partsOf(text, size);
      const answer = collect(parts);
      assert.deepEqual(withoutMadeUpIds(answer), blocks, `pieces of ${size}`);
      if (finish) assert.deepEqual(answer.finish, finish);
      assert.deepEqual(parts.filter(({ type }) => type === 'end').length, 1);
      assert.equal(parts.at(-1)?.type, 'end');
      const starts = parts.filter(({ type }) => type === 'start');
      assert.deepEqual(starts, [{ type: 'start', id: 'c1', model: 'm1' }]);
    }
  });
}

test('a call ends as soon as its arguments are whole and another begins', () => {
  const kinds = partsOf(
    stream(calls(call(0, 'a', 'f', '{"x":1}')), calls(call(1, 'b', 'g', '{}')), chunk({}, 'tool_calls')),
  ).map((part) => ('call' in part ? `${part.type} ${part.call}` : part.type));
  assert.deepEqual(kinds, [
    'start',
    'tool-start 0',
    'tool-delta 0',
    'tool-end 0',
    'tool-start 1',
    'tool-delta 1',
    'tool-end 1',
    'finish',
    'end',
  ]);
});

test('usage counts a search where sources are cited, and may stand in the choice', () => {
  const usage = { prompt_tokens: 9, completion_tokens: 4, total_tokens: 13 };
  const cited = chunk({
    annotations: [{ type: 'url_citation', url_citation: { url: 'https://a.example/' } }],
  });
  const last = { id: 'c1', choices: [], usage, service_tier: 'flex' };
  const read = (...chunks: unknown[]) => partsOf(stream(...chunks)).find(({ type }) => type === 'usage');
  assert.deepEqual(read(chunk({ content: 'a' }, 'stop'), last), {
    type: 'usage',
    usage: { input_tokens: 9, output_tokens: 4 },
    facts: { service_tier: 'flex' },
  });
  assert.deepEqual(read(cited, chunk({}, 'stop'), { ...last, service_tier: undefined }), {
    type: 'usage',
    usage: { input_tokens: 9, output_tokens: 4, searches: 1 },
  });
  const moonshot = { choices: [{ index: 0, delta: {}, finish_reason: 'stop', usage }] };
  assert.deepEqual(read(moonshot), { type: 'usage', usage: { input_tokens: 9, output_tokens: 4 } });
});

test('an error ends the parts, and nothing comes after it', () => {
  const reader = openParts();
  const parts = [
    ...reader.push(Buffer.from(event(chunk({ content: 'a' })))),
    ...reader.push(Buffer.from(event({ error: { message: 'no', code: 'rate_limit_exceeded' } }))),
    ...reader.push(Buffer.from(event(chunk({ content: 'b' }, 'stop')))),
    ...reader.finish(),
  ];
  assert.deepEqual(
    parts.map(({ type }) => type),
    ['start', 'text-delta', 'error'],
  );
  const last = parts.at(-1);
  assert.equal(last?.type === 'error' && last.fault.code, 'upstream_busy');
});

test('a stream that breaks off has no end; one without the closing mark has', () => {
  const types = (text: string) => partsOf(text).map(({ type }) => type);
  assert.ok(!types(event(chunk({ content: 'a' }))).includes('end'));
  assert.equal(types(event(chunk({ content: 'a' }, 'stop'))).at(-1), 'end');
  assert.equal(types(`${event(chunk({ content: 'a' }, 'stop'))}data: [DONE]`).at(-1), 'end');
});

// Recorded answers of real upstreams lie beside the repository where they are at hand; they are not part of it.
const recordings = join(import.meta.dirname, '../../../../../../shared/recordings/vercel-ai');
const folders = ['openai/chat', 'openai-compatible/chat', 'deepseek/chat', 'alibaba', 'xai'];

function recorded(ending: string): { file: string; text: string }[] {
  if (!existsSync(recordings)) {
    console.log('no recordings at hand: this run reads none');
    return [];
  }
  return folders.flatMap((folder) =>
    readdirSync(join(recordings, folder))
      .filter((name) => name.endsWith(ending))
      .map((name) => ({
        file: join(folder, name),
        text: readFileSync(join(recordings, folder, name), 'utf8'),
      })),
  );
}

/** What a recorded stream holds, read the simplest way. */
function plainly(lines: readonly string[]) {
  const seen = { text: '', thoughts: '', calls: new Map<unknown, string>(), usage: undefined as unknown };
  for (const line of lines) {
    const body: unknown = JSON.parse(line);
    if (!isObject(body)) continue;
    if (body['usage']) seen.usage = body['usage'];
    for (const choice of listOf(body['choices'])) {
      const delta = isObject(choice) && isObject(choice['delta']) ? choice['delta'] : {};
      if (typeof delta['content'] === 'string') seen.text += delta['content'];
      if (typeof delta['reasoning_content'] === 'string') seen.thoughts += delta['reasoning_content'];
      for (const one of listOf(delta['tool_calls'])) {
        if (!isObject(one) || !isObject(one['function'])) continue;
        const { name = '', arguments: args = '' } = one['function'];
        seen.calls.set(one['index'], `${seen.calls.get(one['index']) ?? ''}${String(name)}${String(args)}`);
      }
    }
  }
  return seen;
}

const joined = (answer: ChatAnswer, type: 'text' | 'thinking') =>
  answer.blocks.map((block) => (block.type === type ? block.text : '')).join('');

test('every recorded stream is read without loss, cut into pieces of any size', () => {
  for (const { file, text } of recorded('.chunks.txt')) {
    const lines = text.split(/\r?\n/).filter((line) => line !== '');
    const seen = plainly(lines);
    const whole = `${lines.map(event).join('')}data: [DONE]\n\n`;
    for (const size of [1, 3, 17, 1000, 65_536]) {
      const parts = partsOf(whole, size);
      const answer = collect(parts);
      assert.equal(joined(answer, 'text'), seen.text, `${file} ${size}`);
      assert.equal(joined(answer, 'thinking'), seen.thoughts, `${file} ${size}`);
      const made = answer.blocks.flatMap((block) =>
        block.type === 'tool-call' ? [`${block.name}${block.arguments}`] : [],
      );
      assert.deepEqual(made, [...seen.calls.values()], `${file} ${size}`);
      if (seen.usage) assert.deepEqual(answer.usage, readUsage(seen.usage), file);
      assert.equal(parts.at(-1)?.type, 'end', file);
    }
  }
});

test('a recorded stream that breaks off anywhere gives a beginning of its text and no end', () => {
  for (const { file, text } of recorded('.chunks.txt')) {
    const lines = text.split(/\r?\n/).filter((line) => line !== '');
    const bytes = Buffer.from(lines.map(event).join(''));
    const { text: all } = plainly(lines);
    const step = Math.max(1, Math.floor(bytes.length / 60));
    for (let end = 1; end < bytes.length - 2000; end += step) {
      const parts = partsOf(bytes.subarray(0, end), 4096);
      assert.ok(all.startsWith(joined(collect(parts), 'text')), `${file} cut at ${end}`);
      const finished = parts.some(({ type }) => type === 'finish');
      assert.equal(finished, parts.at(-1)?.type === 'end', `${file} cut at ${end}`);
    }
  }
});

test('every recorded whole answer is read without loss', () => {
  for (const { file, text } of recorded('.json')) {
    const body = JSON.parse(text) as {
      choices?: { message: Record<string, unknown> }[];
      usage?: unknown;
      id: string;
    };
    const reading = readChat(Buffer.from(text));
    const message = body.choices?.[0]?.message;
    if (!message) {
      assert.ok(reading.fault, file);
      continue;
    }
    assert.ok(reading.answer, file);
    assert.equal(joined(reading.answer, 'text'), message['content'] ?? '', file);
    assert.equal(joined(reading.answer, 'thinking'), message['reasoning_content'] ?? '', file);
    const made = reading.answer.blocks.filter(({ type }) => type === 'tool-call').length;
    assert.equal(made, listOf(message['tool_calls']).length, file);
    assert.deepEqual(reading.answer.usage, readUsage(body.usage), file);
    assert.equal(reading.answer.id, body.id);
  }
});
