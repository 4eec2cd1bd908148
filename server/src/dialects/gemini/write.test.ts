import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '../../base/json.ts';
import { holdsSealedThought, sealThoughtAsBytes } from '../../base/sealed-thought.ts';
import type { Call } from '../../spec/call.ts';
import type { Block, ChatAnswer, ChatPart, ChatRequest, Finish } from '../../spec/chat.ts';
import { partsOf } from '../../spec/chat-parts.ts';
import type { AnswerContext } from '../../spec/dialect.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { Usage } from '../../spec/usage.ts';
import { readRequest } from './canonical.ts';
import { reader } from './read.ts';
import { generateBody } from './wire.ts';
import { writeAnswer } from './write-answer.ts';
import { openWriter, streamType } from './write-stream.ts';

type Part = Json & { text?: string; thought?: boolean; thoughtSignature?: string; functionCall?: Json };
type Frame = {
  candidates: [
    {
      content: { role: string; parts?: Part[] };
      finishReason?: string;
      index: number;
      groundingMetadata?: Json;
    },
  ];
  usageMetadata?: Json;
  modelVersion: string;
  responseId: string;
};

const contextOf = (request: Partial<ChatRequest> = {}, flow?: 'bytes'): AnswerContext => ({
  id: 'abc',
  model: 'gemini-x',
  at: 0,
  call: { ...(flow ? { flow } : {}) } as Call,
  request: { stream: true, messages: [], tools: [], ...request },
});
const shown: Partial<ChatRequest> = { thinking: { mode: 'on', show: true } };
const answerOf = (blocks: Block[], finish: Finish = { reason: 'stop' }, usage?: Usage): ChatAnswer => ({
  blocks,
  finish,
  ...(usage ? { usage } : {}),
});
const whole = (answer: ChatAnswer, request?: Partial<ChatRequest>): Frame =>
  JSON.parse(writeAnswer(answer, contextOf(request)));
const partsIn = (frame: Frame): Part[] => frame.candidates[0].content.parts ?? [];

/** All frames of a stream of events; every one is a `data:` line and a blank one, and nothing else is there. */
function events(text: string): Frame[] {
  assert.ok(text.endsWith('\n\n'));
  return text
    .slice(0, -2)
    .split('\n\n')
    .map((event) => {
      assert.ok(event.startsWith('data: '), event);
      return JSON.parse(event.slice(6));
    });
}
function stream(
  steps: Iterable<ChatPart>,
  request?: Partial<ChatRequest>,
  flow?: 'bytes',
): { pushed: string[]; last: string } {
  const writer = openWriter(contextOf(request, flow));
  const pushed = [...steps].map((step) => writer.push(step));
  return { pushed, last: writer.closing() };
}
const streamed = (answer: ChatAnswer, request?: Partial<ChatRequest>): Frame[] => {
  const { pushed, last } = stream([...partsOf(answer), { type: 'end' }], request);
  return events(pushed.join('') + last);
};

const text = (value: string): Block => ({ type: 'text', text: value });
const foreign = { from: 'anthropic-messages', value: 'sig/+=' };
const call = (id: string, name: string, args: string): Block => ({
  type: 'tool-call',
  id,
  name,
  arguments: args,
});

/** Blocks of an answer and the parts that a client gets. */
const blocks: [name: string, blocks: Block[], parts: object[], request?: Partial<ChatRequest>][] = [
  ['text', [text('a')], [{ text: 'a' }]],
  ['neighbouring texts are one part', [text('a'), text('b')], [{ text: 'ab' }]],
  [
    'thoughts are shown when asked for',
    [{ type: 'thinking', text: 't' }, text('a')],
    [{ text: 't', thought: true }, { text: 'a' }],
    shown,
  ],
  ['and else not', [{ type: 'thinking', text: 't' }, text('a')], [{ text: 'a' }]],
  [
    'calls, whose arguments are objects',
    [call('1', 'f', '{"a":[1]}'), call('2', 'g', ''), call('3', 'h', '{"a":'), call('4', 'i', '[1]')],
    [
      { functionCall: { id: '1', name: 'f', args: { a: [1] } } },
      { functionCall: { id: '2', name: 'g', args: {} } },
      { functionCall: { id: '3', name: 'h', args: { _raw: '{"a":' } } },
      { functionCall: { id: '4', name: 'i', args: { _raw: '[1]' } } },
    ],
  ],
  [
    'a custom tool',
    [{ type: 'tool-call', id: '1', name: 'patch', arguments: '*** free', custom: true }],
    [{ functionCall: { id: '1', name: 'patch', args: { input: '*** free' } } }],
  ],
  [
    'text, call, text keep their order',
    [text('a'), call('1', 'f', '{}'), text('b')],
    [{ text: 'a' }, { functionCall: { id: '1', name: 'f', args: {} } }, { text: 'b' }],
  ],
  [
    'our own signature',
    [{ type: 'text', text: 'a', signature: { from: 'gemini', value: 'Z2Vt' } }],
    [{ text: 'a', thoughtSignature: 'Z2Vt' }],
  ],
  [
    'a foreign signature',
    [{ type: 'tool-call', id: '1', name: 'f', arguments: '{}', signature: foreign }],
    [{ functionCall: { id: '1', name: 'f', args: {} }, thoughtSignature: sealThoughtAsBytes(foreign) }],
  ],
  [
    'an image',
    [text('see'), { type: 'image', source: { by: 'data', mediaType: 'image/png', data: 'AAAA' } }],
    [{ text: 'see' }, { inlineData: { mimeType: 'image/png', data: 'AAAA' } }],
  ],
  [
    'an image by address',
    [{ type: 'image', source: { by: 'url', url: 'https://a.test/x' } }],
    [{ fileData: { fileUri: 'https://a.test/x' } }],
  ],
  [
    'speech with its words',
    [{ type: 'audio', source: { by: 'data', mediaType: 'audio/wav', data: 'AAAA' }, transcript: 'said' }],
    [{ text: 'said' }, { inlineData: { mimeType: 'audio/wav', data: 'AAAA' } }],
  ],
  [
    'speech alone, where only sound was asked for',
    [{ type: 'audio', source: { by: 'data', mediaType: 'audio/wav', data: 'AAAA' }, transcript: 'said' }],
    [{ inlineData: { mimeType: 'audio/wav', data: 'AAAA' } }],
    { outputs: ['audio'] },
  ],
  [
    'parts of this wire as they are, others by their text or not at all',
    [
      { type: 'opaque', from: 'gemini', value: { executableCode: { code: '1' } } },
      { type: 'opaque', from: 'anthropic-messages', value: {}, text: 'seen' },
      { type: 'opaque', from: 'anthropic-messages', value: {} },
    ],
    [{ executableCode: { code: '1' } }, { text: 'seen' }],
  ],
];
for (const [name, given, parts, request] of blocks) {
  test(`whole: ${name}`, () => assert.deepEqual(partsIn(whole(answerOf(given), request)), parts));
  test(`streamed: ${name}`, () => {
    const frames = streamed(answerOf(given), request);
    const joined: Part[] = [];
    for (const part of frames.flatMap(partsIn)) {
      const last = joined.at(-1);
      if (last?.text !== undefined && part.text !== undefined && !last.thought && !part.thought)
        joined[joined.length - 1] = { ...last, ...part, text: last.text + part.text };
      else joined.push(part);
    }
    const made = joined.filter((part, at) => at < joined.length - 1 || part.text !== '');
    assert.deepEqual(made, parts);
    assert.deepEqual(
      frames.map(({ candidates }) => candidates[0].finishReason),
      [...frames.slice(1).map(() => undefined), 'STOP'],
    );
    for (const frame of frames) {
      assert.equal(frame.candidates[0].content.role, 'model');
      // Chat sessions of the SDKs throw a turn away that has a frame without parts or an empty part.
      assert.ok(partsIn(frame).length > 0 && partsIn(frame).every((part) => Object.keys(part).length > 0));
      assert.deepEqual([frame.modelVersion, frame.responseId], ['gemini-x', 'abc']);
    }
  });
}

const finishes: [finish: Finish, word: string, blocks?: Block[]][] = [
  [{ reason: 'stop' }, 'STOP'],
  [{ reason: 'stop-sequence', word: 'END' }, 'STOP'],
  [{ reason: 'tools' }, 'STOP'],
  [{ reason: 'paused', word: 'pause_turn' }, 'STOP'],
  [{ reason: 'length' }, 'MAX_TOKENS'],
  [{ reason: 'context-full' }, 'MAX_TOKENS'],
  [{ reason: 'filtered', word: 'content_filter' }, 'SAFETY'],
  [{ reason: 'filtered', word: 'PROHIBITED_CONTENT' }, 'PROHIBITED_CONTENT'],
  [{ reason: 'refusal' }, 'SAFETY'],
  [{ reason: 'other', word: 'moon' }, 'OTHER'],
  [{ reason: 'other', word: 'MALFORMED_FUNCTION_CALL' }, 'MALFORMED_FUNCTION_CALL'],
  [{ reason: 'stop' }, 'SAFETY', [{ type: 'refusal', text: 'I will not' }]],
];
for (const [finish, word, given = [text('a')]] of finishes)
  test(`finish ${finish.reason} ${finish.word ?? ''} is ${word}`, () => {
    assert.equal(whole(answerOf(given, finish)).candidates[0].finishReason, word);
    assert.equal(streamed(answerOf(given, finish)).at(-1)!.candidates[0].finishReason, word);
    if (word === 'SAFETY' && given[0]!.type === 'refusal')
      assert.deepEqual(partsIn(whole(answerOf(given, finish))), [{ text: 'I will not' }]);
  });

test('an answer without content has no parts, and every candidate its index', () => {
  assert.deepEqual(whole(answerOf([], { reason: 'length' })).candidates, [
    { content: { role: 'model' }, finishReason: 'MAX_TOKENS', index: 0 },
  ]);
  const two = whole({
    ...answerOf([text('a')]),
    more: [{ blocks: [text('b')], finish: { reason: 'length' } }],
  });
  assert.deepEqual(two.candidates as unknown, [
    { content: { parts: [{ text: 'a' }], role: 'model' }, finishReason: 'STOP', index: 0 },
    { content: { parts: [{ text: 'b' }], role: 'model' }, finishReason: 'MAX_TOKENS', index: 1 },
  ]);
});

/** What was consumed, and Google's words for it: cached inside the prompt, thoughts beside the answer. */
const usages: [usage: Usage, metadata: object][] = [
  [
    { input_tokens: 5, output_tokens: 7 },
    {
      promptTokenCount: 5,
      candidatesTokenCount: 7,
      totalTokenCount: 12,
      promptTokensDetails: [{ modality: 'TEXT', tokenCount: 5 }],
    },
  ],
  [
    {
      input_tokens: 5,
      cached_input_tokens: 100,
      cache_write_tokens: 20,
      input_audio_tokens: 30,
      output_tokens: 7,
      reasoning_tokens: 50,
    },
    {
      promptTokenCount: 155,
      cachedContentTokenCount: 100,
      candidatesTokenCount: 7,
      thoughtsTokenCount: 50,
      totalTokenCount: 212,
      promptTokensDetails: [
        { modality: 'TEXT', tokenCount: 125 },
        { modality: 'AUDIO', tokenCount: 30 },
      ],
    },
  ],
  [
    { input_tokens: 5, output_tokens: 2, output_image_tokens: 1290 },
    {
      promptTokenCount: 5,
      candidatesTokenCount: 1292,
      totalTokenCount: 1297,
      promptTokensDetails: [{ modality: 'TEXT', tokenCount: 5 }],
      candidatesTokensDetails: [
        { modality: 'TEXT', tokenCount: 2 },
        { modality: 'IMAGE', tokenCount: 1290 },
      ],
    },
  ],
];
for (const [usage, metadata] of usages)
  test(`usage ${Object.keys(usage).join(' ')}`, () => {
    assert.deepEqual(whole(answerOf([text('a')], { reason: 'stop' }, usage)).usageMetadata, metadata);
    const { pushed, last } = stream([
      { type: 'usage', usage: { input_tokens: 1 } },
      { type: 'text-delta', text: 'a' },
      { type: 'usage', usage },
      { type: 'end' },
    ]);
    assert.ok(!pushed.join('').includes('usageMetadata'));
    assert.deepEqual(events(last).at(-1)!.usageMetadata, metadata);
  });

test('citations: sources once each, offsets in bytes over the whole text', () => {
  const source = { url: 'https://a.test', title: 'A' };
  const answer = answerOf([
    { type: 'text', text: 'Đá. ', citations: [{ url: 'https://b.test', start: 0, end: 3 }] },
    { type: 'text', text: 'có 👋 nhé', citations: [{ ...source, start: 3, end: 5 }, source] },
    { type: 'text', text: '!', citations: [{ title: 'Doc', quoted: 'words' }, {}] },
  ]);
  const expected = {
    groundingChunks: [
      { web: { uri: 'https://b.test', title: 'https://b.test' } },
      { web: { uri: 'https://a.test', title: 'A' } },
      { retrievedContext: { title: 'Doc', text: 'words' } },
    ],
    groundingSupports: [
      { segment: { endIndex: 5, text: 'Đá.' }, groundingChunkIndices: [0] },
      { segment: { startIndex: 10, endIndex: 14, text: '👋' }, groundingChunkIndices: [1] },
      { segment: { startIndex: 6, endIndex: 19, text: 'có 👋 nhé' }, groundingChunkIndices: [1] },
      { segment: { startIndex: 19, endIndex: 20, text: '!' }, groundingChunkIndices: [2] },
    ],
  };
  const made = whole(answer);
  assert.deepEqual(made.candidates[0].groundingMetadata, expected);
  const all = Buffer.from(partsIn(made)[0]!.text!);
  for (const { segment } of expected.groundingSupports)
    assert.equal(all.subarray(segment.startIndex ?? 0, segment.endIndex).toString(), segment.text);
  assert.deepEqual(streamed(answer).at(-1)!.candidates[0].groundingMetadata, expected);
});

test('one frame a delta; calls wait until they are whole and keep the order of their starts', () => {
  const { pushed, last } = stream([
    { type: 'start' },
    { type: 'text-delta', text: 'Xin ' },
    { type: 'text-delta', text: '' },
    { type: 'text-delta', text: 'chào' },
    { type: 'tool-start', call: 0, id: 'a', name: 'f' },
    { type: 'tool-start', call: 1, id: 'b', name: 'g' },
    { type: 'tool-delta', call: 1, text: '{"y":' },
    { type: 'tool-delta', call: 0, text: '{"x":1' },
    { type: 'tool-delta', call: 1, text: '2}' },
    { type: 'tool-end', call: 1 },
    { type: 'tool-delta', call: 0, text: '}' },
    { type: 'tool-end', call: 0 },
    { type: 'tool-start', call: 2, id: 'c', name: 'h' },
    { type: 'finish', finish: { reason: 'tools' } },
    { type: 'end' },
  ]);
  assert.deepEqual(
    pushed.map((bytes) => (bytes === '' ? 0 : events(bytes).flatMap(partsIn).length)),
    [0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0],
  );
  const frames = events(pushed.join('') + last);
  assert.deepEqual(frames.flatMap(partsIn), [
    { text: 'Xin ' },
    { text: 'chào' },
    { functionCall: { id: 'a', name: 'f', args: { x: 1 } } },
    { functionCall: { id: 'b', name: 'g', args: { y: 2 } } },
    { functionCall: { id: 'c', name: 'h', args: {} } },
  ]);
});

test('as an array the stream is valid JSON at every end', () => {
  const steps: ChatPart[] = [
    { type: 'text-delta', text: 'a' },
    { type: 'text-delta', text: 'b' },
    { type: 'finish', finish: { reason: 'stop' } },
  ];
  const fault = new GatewayError('upstream_cut', 'the upstream broke off');
  for (let count = 0; count <= steps.length; count++) {
    const { pushed, last } = stream(steps.slice(0, count), {}, 'bytes');
    const frames = JSON.parse(pushed.join('') + last) as Frame[];
    assert.equal(frames.length, Math.min(count, 2) + 1);
    assert.ok(frames.at(-1)!.candidates[0].finishReason);
    const writer = openWriter(contextOf({}, 'bytes'));
    const before = steps.slice(0, count).map((step) => writer.push(step));
    const broken = JSON.parse(before.join('') + writer.failing!(fault, 'req_1'));
    assert.equal(broken.length, Math.min(count, 2) + 1);
    assert.equal(broken.at(-1).error.code, 502);
  }
  assert.equal(streamType(contextOf({}, 'bytes').call), 'application/json; charset=UTF-8');
  assert.match(streamType(contextOf().call), /^text\/event-stream/);
});

test('as events a broken stream ends with the bare error', () => {
  const writer = openWriter(contextOf());
  writer.push({ type: 'text-delta', text: 'a' });
  const last = writer.failing!(new GatewayError('upstream_timeout', 'too slow'), 'req_1');
  assert.equal(JSON.parse(last).error.status, 'DEADLINE_EXCEEDED');
  assert.ok(!last.endsWith('\n'));
});

/** Answers of other makers whose signed thoughts have to come back with the next request. */
const thoughtful: [name: string, blocks: Block[]][] = [
  ['before a call', [{ type: 'thinking', text: 'hm ü', signature: foreign }, call('1', 'f', '{"a":1}')]],
  ['before text', [{ type: 'thinking', text: 'hm', signature: foreign }, text('a'), call('1', 'f', '{}')]],
  [
    'two, one of them encrypted, before a signed call',
    [
      { type: 'thinking', text: 'hm', signature: foreign, id: 'rs_1' },
      { type: 'thinking', text: '', signature: { from: 'openai-responses', value: 'x' }, redacted: true },
      { type: 'tool-call', id: '1', name: 'f', arguments: '{}', signature: foreign },
    ],
  ],
  ['at the end', [text('a'), { type: 'thinking', text: 'hm', signature: foreign }]],
  ['alone', [{ type: 'thinking', text: 'hm', signature: foreign }]],
  ['between two texts', [text('a'), { type: 'thinking', text: 'hm', signature: foreign }, text('b')]],
];
for (const [name, given] of thoughtful)
  for (const asked of [shown, {}])
    test(`signed thoughts come back: ${name}, ${asked === shown ? 'shown' : 'hidden'}`, () => {
      const read = reader('generate', 'chat', generateBody);
      const replies = [
        [whole(answerOf(given), asked).candidates[0].content],
        streamed(answerOf(given), asked).map(({ candidates }) => candidates[0].content),
      ];
      // Gemini CLI keeps no thought parts in its history.
      const forgetful = replies.map((contents) =>
        contents.map(({ role, parts = [] }) => ({ role, parts: parts.filter(({ thought }) => !thought) })),
      );
      for (const contents of [...replies, ...forgetful]) {
        const body = Buffer.from(JSON.stringify({ contents: [{ parts: [{ text: 'hi' }] }, ...contents] }));
        assert.ok(holdsSealedThought(body));
        // Standard base64: Google's field is bytes, and most SDKs decode it.
        for (const { thoughtSignature } of contents.flatMap(({ parts = [] }) => parts))
          if (thoughtSignature !== undefined)
            assert.equal(Buffer.from(thoughtSignature, 'base64').toString('base64'), thoughtSignature);
        const request = readRequest(read(body, { params: { model: 'm' }, query: '', headers: {} }));
        assert.deepEqual(request.messages[1]!.blocks, given);
      }
    });
