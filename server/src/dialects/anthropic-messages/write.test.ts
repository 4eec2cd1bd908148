import assert from 'node:assert/strict';
import { test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import { openThought, sealThought } from '../../base/sealed-thought.ts';
import type { Block, ChatAnswer, ChatPart, Finish, Thinking } from '../../spec/chat.ts';
import { partsOf } from '../../spec/chat-parts.ts';
import type { AnswerContext } from '../../spec/dialect.ts';
import type { Usage } from '../../spec/usage.ts';
import { readRequest } from './canonical.ts';
import { anthropicMessages } from './index.ts';
import { reader } from './read.ts';
import { messagesBody } from './wire.ts';
import { writeAnswer } from './write-answer.ts';
import { openWriter } from './write-stream.ts';

const wire = 'anthropic-messages';
const body = { model: 'gpt-x', max_tokens: 9, messages: [{ role: 'user' as const, content: 'hi' }] };
const call = reader('messages', messagesBody)(Buffer.from(JSON.stringify(body)), {
  params: {},
  query: '',
  headers: {},
});
const contextWith = (thinking?: Thinking): AnswerContext => ({
  id: '01abc',
  model: 'gpt-x',
  at: 0,
  call,
  request: { stream: true, messages: [], tools: [], ...(thinking ? { thinking } : {}) },
});
const context = contextWith();

type Json = Record<string, unknown>;
const stop: Finish = { reason: 'stop' };
const written = (blocks: readonly Block[], finish = stop, usage?: Usage, within = context) =>
  JSON.parse(writeAnswer({ blocks, finish, ...(usage ? { usage } : {}) }, within)) as Json & {
    content: Json[];
    usage: Json;
  };

/** All bytes of a stream made of these parts. */
function streamed(parts: Iterable<ChatPart>, within = context): string {
  const writer = openWriter(within);
  let bytes = '';
  for (const part of parts) bytes += writer.push(part);
  return bytes + writer.push({ type: 'end' }) + writer.closing();
}

type Event = { name: string; data: Json };
const eventsOf = (bytes: string): Event[] =>
  bytes
    .split('\n\n')
    .filter((one) => one !== '')
    .map((one) => {
      const [first = '', second = '', ...rest] = one.split('\n');
      assert.ok(first.startsWith('event: ') && second.startsWith('data: ') && rest.length === 0, one);
      return { name: first.slice(7), data: JSON.parse(second.slice(6)) as Json };
    });

/**
 * Reads a stream as strictly as the documentation allows: every event named after its type, one block at a time, indices
 * rising by one, only deltas that fit the block, one signature and it the last. Returns the blocks.
 */
function strictly(bytes: string): Json[] {
  const events = eventsOf(bytes);
  const names = events.map((one) => one.name);
  assert.deepEqual(names.slice(0, 1), ['message_start']);
  assert.deepEqual(names.slice(-2), ['message_delta', 'message_stop']);
  const blocks: Json[] = [];
  let open: { type: unknown; json: string; signed: boolean; block: Json } | undefined;
  for (const { name, data } of events.slice(1, -2)) {
    assert.equal(data['type'], name);
    if (name === 'content_block_start') {
      assert.equal(open, undefined, 'two blocks are open');
      assert.equal(data['index'], blocks.length);
      const block = { ...(data['content_block'] as Json) };
      if (block['type'] === 'thinking') assert.equal(block['signature'], '', 'it comes as a delta');
      open = { type: block['type'], json: '', signed: false, block };
      continue;
    }
    assert.ok(open, `${name} without a block`);
    assert.equal(data['index'], blocks.length);
    if (name === 'content_block_stop') {
      if (open.type === 'tool_use') open.block['input'] = open.json === '' ? {} : JSON.parse(open.json);
      blocks.push(open.block);
      open = undefined;
      continue;
    }
    assert.equal(name, 'content_block_delta');
    assert.equal(open.signed, false, 'a delta behind the signature');
    const delta = data['delta'] as Json;
    switch (`${open.type} ${delta['type']}`) {
      case 'text text_delta':
        open.block['text'] += String(delta['text']);
        break;
      case 'text citations_delta':
        open.block['citations'] = [...((open.block['citations'] as unknown[]) ?? []), delta['citation']];
        break;
      case 'thinking thinking_delta':
        open.block['thinking'] += String(delta['thinking']);
        break;
      case 'thinking signature_delta':
        open.signed = true;
        open.block['signature'] = delta['signature'];
        break;
      case 'tool_use input_json_delta':
        open.json += String(delta['partial_json']);
        break;
      default:
        assert.fail(`${delta['type']} in ${open.type}`);
    }
  }
  assert.equal(open, undefined);
  return blocks;
}

/** What the official SDK makes of a stream. */
async function bySdk(bytes: string) {
  const fetch = async () => new Response(bytes, { headers: { 'content-type': 'text/event-stream' } });
  const client = new Anthropic({ apiKey: 'k', fetch, maxRetries: 0, logLevel: 'off' });
  const message = await client.messages.stream(body).finalMessage();
  const beta = await client.beta.messages.stream(body).finalMessage();
  assert.deepEqual(plain(beta.content), plain(message.content));
  return message;
}
const urlCited = (block: Json | undefined): unknown => {
  const citations = block?.['citations'];
  return Array.isArray(citations) ? citations[0]?.url : undefined;
};
const plain = (value: unknown): Json[] => JSON.parse(JSON.stringify(value));

const sealed = (from: string, value: string) => sealThought({ from, value });
const unsigned = sealed('', '');
const search = { type: 'web_search_tool_result', tool_use_id: 's', content: [] };
const ownCitation = { type: 'char_location', cited_text: 'q', document_index: 0 };

/** Blocks of an answer and what this wire makes of them, whole and streamed alike. */
const table: [string, readonly Block[], readonly Json[]][] = [
  ['text', [{ type: 'text', text: 'Xin chào 👋' }], [{ type: 'text', text: 'Xin chào 👋' }]],
  [
    'two texts',
    [
      { type: 'text', text: 'a' },
      { type: 'text', text: 'b' },
    ],
    [
      { type: 'text', text: 'a' },
      { type: 'text', text: 'b' },
    ],
  ],
  [
    'thinking of its own wire',
    [
      { type: 'thinking', text: 'hm', signature: { from: wire, value: 'EqQB' } },
      { type: 'text', text: 'a' },
    ],
    [
      { type: 'thinking', thinking: 'hm', signature: 'EqQB' },
      { type: 'text', text: 'a' },
    ],
  ],
  [
    'foreign thinking',
    [{ type: 'thinking', text: 'hm', signature: { from: 'gemini', value: 's' } }],
    [{ type: 'thinking', thinking: 'hm', signature: sealed('gemini', 's') }],
  ],
  [
    'unsigned thinking',
    [
      { type: 'thinking', text: 'hm' },
      { type: 'text', text: 'a' },
    ],
    [
      { type: 'thinking', thinking: 'hm', signature: unsigned },
      { type: 'text', text: 'a' },
    ],
  ],
  [
    'thinking without text',
    [{ type: 'thinking', text: '', signature: { from: 'openai-responses', value: 'enc' } }],
    [{ type: 'thinking', thinking: '', signature: sealed('openai-responses', 'enc') }],
  ],
  [
    'redacted thinking',
    [
      { type: 'thinking', text: '', redacted: true, signature: { from: wire, value: 'EmwK' } },
      { type: 'thinking', text: '', redacted: true, signature: { from: 'openai-responses', value: 'e' } },
    ],
    [
      { type: 'redacted_thinking', data: 'EmwK' },
      { type: 'redacted_thinking', data: sealed('openai-responses', 'e') },
    ],
  ],
  [
    'calls',
    [
      { type: 'text', text: 'a' },
      { type: 'tool-call', id: 'c1', name: 'f', arguments: '{"b":1,"a":"ü"}' },
      { type: 'tool-call', id: '', name: 'g', arguments: '' },
    ],
    [
      { type: 'text', text: 'a' },
      { type: 'tool_use', id: 'c1', name: 'f', input: { b: 1, a: 'ü' } },
      { type: 'tool_use', id: 'toolu_01abc_1', name: 'g', input: {} },
    ],
  ],
  [
    'a call with a signature',
    [{ type: 'tool-call', id: 'c', name: 'f', arguments: '{}', signature: { from: 'gemini', value: 's' } }],
    [
      { type: 'thinking', thinking: '', signature: sealed('gemini>next', 's') },
      { type: 'tool_use', id: 'c', name: 'f', input: {} },
    ],
  ],
  [
    'a free-text call',
    [{ type: 'tool-call', id: 'c', name: 'patch', arguments: 'a "b"\n\\👍', custom: true }],
    [{ type: 'tool_use', id: 'c', name: 'patch', input: { input: 'a "b"\n\\👍' } }],
  ],
  [
    'an empty free-text call',
    [{ type: 'tool-call', id: 'c', name: 'patch', arguments: '', custom: true }],
    [{ type: 'tool_use', id: 'c', name: 'patch', input: { input: '' } }],
  ],
  ['refusal', [{ type: 'refusal', text: 'I cannot.' }], [{ type: 'text', text: 'I cannot.' }]],
  [
    'pictures, speech, film',
    [
      { type: 'text', text: 'see' },
      { type: 'image', source: { by: 'data', mediaType: 'image/png', data: 'iVBO' } },
      { type: 'image', source: { by: 'url', url: 'https://x/a.png' } },
      { type: 'audio', source: { by: 'data', mediaType: 'audio/wav', data: 'UklG' }, transcript: 'said' },
      { type: 'video', source: { by: 'url', url: 'https://x/a.mp4' } },
      { type: 'image', source: { by: 'file-id', id: 'f', from: 'gemini' } },
    ],
    [
      { type: 'text', text: 'see' },
      { type: 'text', text: '![image](data:image/png;base64,iVBO)' },
      { type: 'text', text: '![image](https://x/a.png)' },
      { type: 'text', text: 'said' },
      { type: 'text', text: '[video](https://x/a.mp4)' },
    ],
  ],
  [
    'citations',
    [
      {
        type: 'text',
        text: 'a',
        citations: [
          { url: 'https://x', title: 'X', quoted: 'q', start: 0, end: 1 },
          { url: 'https://y' },
          { title: 'without address' },
          { raw: { from: wire, value: ownCitation } },
        ],
      },
    ],
    [
      {
        type: 'text',
        text: 'a',
        citations: [
          {
            type: 'web_search_result_location',
            url: 'https://x',
            title: 'X',
            cited_text: 'q',
            encrypted_index: '',
          },
          {
            type: 'web_search_result_location',
            url: 'https://y',
            title: null,
            cited_text: '',
            encrypted_index: '',
          },
          ownCitation,
        ],
      },
    ],
  ],
  [
    'blocks that one wire has',
    [
      { type: 'opaque', from: wire, value: search },
      { type: 'opaque', from: 'gemini', value: { executableCode: {} }, text: 'ran code' },
      { type: 'opaque', from: 'gemini', value: {} },
    ],
    [search, { type: 'text', text: 'ran code' }],
  ],
  ['nothing', [], [{ type: 'text', text: '' }]],
];

test('every kind of block is written, whole and streamed alike', async () => {
  for (const [name, blocks, content] of table) {
    assert.deepEqual(written(blocks).content, content, name);
    const bytes = streamed(partsOf({ blocks, finish: stop }));
    assert.deepEqual(strictly(bytes), content, name);
    const message = await bySdk(bytes);
    assert.deepEqual(plain(message.content), content, name);
  }
});

test('a whole answer is a message', () => {
  const usage = {
    input_tokens: 10,
    cached_input_tokens: 20,
    cache_write_tokens: 3,
    cache_write_1h_tokens: 4,
    input_image_tokens: 5,
    output_tokens: 6,
    reasoning_tokens: 7,
    searches: 2,
  };
  assert.deepEqual(written([{ type: 'text', text: 'a' }], stop, usage), {
    id: 'msg_01abc',
    type: 'message',
    role: 'assistant',
    model: 'gpt-x',
    content: [{ type: 'text', text: 'a' }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    stop_details: null,
    usage: {
      input_tokens: 15,
      cache_creation_input_tokens: 7,
      cache_read_input_tokens: 20,
      cache_creation: { ephemeral_5m_input_tokens: 3, ephemeral_1h_input_tokens: 4 },
      output_tokens: 13,
      output_tokens_details: { thinking_tokens: 7 },
      server_tool_use: { web_search_requests: 2, web_fetch_requests: 0 },
      service_tier: 'standard',
    },
  });
});

test('a stream corrects its usage at the end', async () => {
  const usage: Usage = { input_tokens: 10, cached_input_tokens: 20, output_tokens: 6, reasoning_tokens: 7 };
  const parts: ChatPart[] = [
    { type: 'start', id: 'chatcmpl-1', model: 'gpt-x-2026' },
    { type: 'text-delta', text: 'a' },
    { type: 'finish', finish: stop },
    { type: 'usage', usage },
  ];
  const bytes = streamed(parts);
  const { message } = eventsOf(bytes)[0]!.data as { message: Json };
  assert.deepEqual(message['content'], []);
  assert.equal(message['id'], 'msg_01abc');
  assert.equal(message['model'], 'gpt-x');
  assert.equal((message['usage'] as Json)['input_tokens'], 0);
  const final = await bySdk(bytes);
  assert.deepEqual(
    [final.usage.input_tokens, final.usage.cache_read_input_tokens, final.usage.output_tokens],
    [10, 20, 13],
  );
  assert.deepEqual(final.usage.output_tokens_details, { thinking_tokens: 7 });
});

test('finish, usage and terminal events are kept for the closing bytes', () => {
  const writer = openWriter(context);
  let bytes = '';
  for (const part of partsOf({ blocks: [{ type: 'text', text: 'a' }], finish: stop }))
    bytes += writer.push(part);
  bytes += writer.push({ type: 'usage', usage: { output_tokens: 1 } }) + writer.push({ type: 'end' });
  assert.doesNotMatch(bytes, /message_delta|message_stop/);
  assert.match(writer.closing(), /message_delta[\s\S]*message_stop/);
});

test('the end is told in the words of this wire', async () => {
  const say: Block = { type: 'text', text: 'a' };
  const asks: Block = { type: 'tool-call', id: 'c', name: 'f', arguments: '{}' };
  const refuses: Block = { type: 'refusal', text: 'no' };
  const hosted: Block = { type: 'opaque', from: wire, value: search };
  const ends: [Finish, readonly Block[], string, string | null][] = [
    [{ reason: 'stop' }, [say], 'end_turn', null],
    [{ reason: 'stop-sequence', word: 'END' }, [say], 'stop_sequence', 'END'],
    [{ reason: 'stop-sequence' }, [say], 'stop_sequence', null],
    [{ reason: 'length' }, [say], 'max_tokens', null],
    [{ reason: 'length' }, [asks], 'max_tokens', null],
    [{ reason: 'tools' }, [asks], 'tool_use', null],
    [{ reason: 'stop', word: 'STOP' }, [say, asks], 'tool_use', null],
    [{ reason: 'other', word: 'odd' }, [asks], 'tool_use', null],
    [{ reason: 'tools' }, [say], 'end_turn', null],
    [{ reason: 'tools' }, [hosted], 'tool_use', null],
    [{ reason: 'filtered', word: 'SAFETY' }, [say], 'refusal', null],
    [{ reason: 'refusal' }, [], 'refusal', null],
    [{ reason: 'stop' }, [refuses], 'refusal', null],
    [{ reason: 'paused' }, [say], 'pause_turn', null],
    [{ reason: 'context-full' }, [say], 'model_context_window_exceeded', null],
    [{ reason: 'other', word: 'odd' }, [say], 'end_turn', null],
  ];
  for (const [finish, blocks, reason, sequence] of ends) {
    const whole = written(blocks, finish);
    const bytes = streamed(partsOf({ blocks, finish }));
    strictly(bytes);
    for (const message of [whole, (await bySdk(bytes)) as unknown as Json]) {
      assert.deepEqual([message['stop_reason'], message['stop_sequence']], [reason, sequence]);
      assert.equal(message['stop_details'] !== null, reason === 'refusal');
    }
  }
  assert.deepEqual(written([refuses])['stop_details'], {
    type: 'refusal',
    category: null,
    explanation: 'no',
  });
});

test('an empty stream is a valid one, and an empty refusal has no content', async () => {
  assert.deepEqual(strictly(streamed([])), [{ type: 'text', text: '' }]);
  assert.equal((await bySdk(streamed([]))).stop_reason, 'end_turn');
  const refused: ChatAnswer = { blocks: [], finish: { reason: 'filtered' } };
  assert.deepEqual(strictly(streamed(partsOf(refused))), []);
  assert.deepEqual(written([], refused.finish).content, []);
});

test('arguments that are no object are kept as text in a whole answer', () => {
  const input = (text: string) => {
    const block: Block = { type: 'tool-call', id: 'c', name: 'f', arguments: text };
    return written([block]).content[0]?.['input'];
  };
  assert.deepEqual(input('{"a":'), { _raw: '{"a":' });
  assert.deepEqual(input('[1]'), { _raw: '[1]' });
  assert.deepEqual(input(' '), {});
});

test('a client that does not want to see thoughts gets their signatures only', () => {
  const hidden = contextWith({ mode: 'on', show: false });
  const blocks: Block[] = [
    { type: 'thinking', text: 'hm', signature: { from: wire, value: 'EqQB' } },
    { type: 'thinking', text: 'unsigned' },
    { type: 'text', text: 'a' },
  ];
  const content = [
    { type: 'thinking', thinking: '', signature: 'EqQB' },
    { type: 'text', text: 'a' },
  ];
  assert.deepEqual(written(blocks, stop, undefined, hidden).content.length, 2);
  assert.deepEqual(written(blocks, stop, undefined, hidden).content, content);
  assert.deepEqual(strictly(streamed(partsOf({ blocks, finish: stop }), hidden)), content);
});

test('a thought that nobody ended is signed as unsigned before the next block', () => {
  const parts: ChatPart[] = [
    { type: 'thinking-delta', text: 'h' },
    { type: 'thinking-delta', text: 'm' },
    { type: 'text-delta', text: 'a' },
    { type: 'thinking-delta', text: 'again' },
  ];
  assert.deepEqual(strictly(streamed(parts)), [
    { type: 'thinking', thinking: 'hm', signature: unsigned },
    { type: 'text', text: 'a' },
    { type: 'thinking', thinking: 'again', signature: unsigned },
  ]);
});

test('sources that come after the text has ended belong to it', () => {
  const parts: ChatPart[] = [
    { type: 'text-delta', text: 'a' },
    { type: 'text-end', signature: { from: 'gemini', value: 's' } },
    { type: 'citation', citation: { url: 'https://x' } },
    { type: 'text-delta', text: 'b' },
  ];
  const [first, second] = strictly(streamed(parts));
  assert.equal(urlCited(first), 'https://x');
  assert.deepEqual(second, { type: 'text', text: 'b' });
  const late: Block[] = [
    { type: 'text', text: 'a' },
    { type: 'text', text: '', citations: [{ url: 'https://x' }] },
  ];
  assert.deepEqual(written(late).content.length, 1);
  assert.equal(urlCited(written(late).content[0]), 'https://x');
});

test('text flows as it comes, and so do the arguments of a call from its second piece on', () => {
  const writer = openWriter(context);
  const push = (part: ChatPart) => eventsOf(writer.push(part)).map((one) => one.name);
  assert.deepEqual(push({ type: 'start' }), ['message_start']);
  assert.deepEqual(push({ type: 'text-delta', text: 'a' }), ['content_block_start', 'content_block_delta']);
  assert.deepEqual(push({ type: 'text-delta', text: 'b' }), ['content_block_delta']);
  assert.deepEqual(push({ type: 'text-end' }), []);
  assert.deepEqual(push({ type: 'tool-start', call: 0, id: 'c', name: 'f' }), ['content_block_stop']);
  assert.deepEqual(push({ type: 'tool-delta', call: 0, text: '{"a"' }), []);
  assert.deepEqual(push({ type: 'tool-delta', call: 0, text: ':1' }), [
    'content_block_start',
    'content_block_delta',
  ]);
  assert.deepEqual(push({ type: 'tool-delta', call: 0, text: '}' }), ['content_block_delta']);
  assert.deepEqual(push({ type: 'tool-end', call: 0 }), ['content_block_stop']);
});

test("a call's signature that comes too late stands behind the call", () => {
  const bytes = streamed([
    { type: 'tool-start', call: 0, id: 'c', name: 'f' },
    { type: 'tool-delta', call: 0, text: '{' },
    { type: 'tool-delta', call: 0, text: '}' },
    { type: 'tool-start', call: 1, id: 'd', name: 'g' },
    { type: 'tool-end', call: 0, signature: { from: 'gemini', value: 's' } },
    { type: 'tool-end', call: 1 },
  ]);
  const blocks = strictly(bytes);
  assert.deepEqual(
    blocks.map((one) => one['type']),
    ['tool_use', 'thinking', 'tool_use'],
  );
  assert.deepEqual(openThought(String(blocks[1]?.['signature'])), { from: 'gemini>last', value: 's' });
});

/** A small generator of numbers that are the same in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

test('calls whose deltas interleave in any order come out one after the other, whole', async () => {
  for (let seed = 1; seed <= 300; seed++) {
    const roll = dice(seed);
    const expected: Json[] = [];
    const open: { call: number; left: string[]; signed: boolean }[] = [];
    const parts: ChatPart[] = [{ type: 'start' }];
    let calls = 0;
    for (let step = 0; step < 60; step++) {
      const which = roll(open.length + 2);
      const running = open[which];
      if (running) {
        const text = running.left.shift();
        if (text !== undefined) parts.push({ type: 'tool-delta', call: running.call, text });
        else {
          parts.push({ type: 'tool-end', call: running.call });
          open.splice(which, 1);
        }
      } else if (roll(3) === 0 && calls < 6) {
        const input = { n: calls, words: 'ü👍"\\'.repeat(roll(4)) };
        const custom = roll(4) === 0;
        const text = JSON.stringify(input);
        const left: string[] = [];
        for (let at = 0; at < text.length; ) {
          const size = 1 + roll(9);
          left.push(text.slice(at, at + size));
          at += size;
        }
        const id = `c${calls}`;
        parts.push({ type: 'tool-start', call: calls, id, name: 'f', ...(custom ? { custom } : {}) });
        open.push({ call: calls++, left, signed: false });
        expected.push({ type: 'tool_use', id, name: 'f', input: custom ? { input: text } : input });
      } else {
        const kind = roll(2) === 0 ? 'text' : 'thinking';
        const text = `${kind}${step}`;
        parts.push({ type: `${kind}-delta` as 'text-delta', text });
        const last = expected.at(-1);
        if (last?.['type'] === kind) last[kind] += text;
        else
          expected.push(
            kind === 'text' ? { type: kind, text } : { type: kind, thinking: text, signature: unsigned },
          );
      }
    }
    for (const { call, left } of open) {
      for (const text of left) parts.push({ type: 'tool-delta', call, text });
      if (roll(2) === 0) parts.push({ type: 'tool-end', call }); // closing ends those that nobody ended
    }
    const bytes = streamed(parts);
    assert.deepEqual(strictly(bytes), expected, `seed ${seed}`);
    if (seed % 30 === 0) assert.deepEqual(plain((await bySdk(bytes)).content), expected, `seed ${seed}`);
  }
});

test('parts that belong to no call, and empty ones, write nothing wrong', () => {
  const bytes = streamed([
    { type: 'tool-delta', call: 7, text: 'x' },
    { type: 'tool-end', call: 7 },
    { type: 'text-delta', text: '' },
    { type: 'thinking-delta', text: '' },
    { type: 'thinking-end' },
    { type: 'thinking-end', redacted: true },
    { type: 'citation', citation: { url: 'https://x' } },
    { type: 'refusal-delta', text: '' },
    { type: 'text-end' },
    { type: 'text-delta', text: 'a' },
  ]);
  assert.deepEqual(strictly(bytes), [{ type: 'text', text: 'a' }]);
});

test('what a client sends back of an answer is what was answered, whoever made it', () => {
  const blocks: Block[] = [
    { type: 'thinking', text: 'hm', signature: { from: 'gemini', value: 's1' } },
    { type: 'thinking', text: '', redacted: true, signature: { from: 'openai-responses', value: 'enc' } },
    { type: 'thinking', text: 'unsigned' },
    { type: 'text', text: 'a' },
    {
      type: 'tool-call',
      id: 'c',
      name: 'f',
      arguments: '{"a":1}',
      signature: { from: 'gemini', value: 's2' },
    },
    { type: 'tool-call', id: 'd', name: 'g', arguments: '{}' },
  ];
  const bytes = streamed(partsOf({ blocks, finish: stop }));
  for (const content of [written(blocks).content, strictly(bytes)]) {
    const messages = [...body.messages, { role: 'assistant', content }];
    const raw = Buffer.from(JSON.stringify({ ...body, messages }));
    const back = readRequest(reader('messages', messagesBody)(raw, { params: {}, query: '', headers: {} }));
    assert.deepEqual(back.messages[1]?.blocks, blocks);
  }
});

test('a ping between any two events disturbs nobody', async () => {
  const bytes = streamed(partsOf({ blocks: [{ type: 'text', text: 'a' }], finish: stop }));
  const pinged = bytes.replaceAll('\n\n', `\n\n${anthropicMessages.keepAlive}`);
  const message = await bySdk(anthropicMessages.keepAlive + pinged);
  assert.deepEqual(plain(message.content), [{ type: 'text', text: 'a' }]);
});
