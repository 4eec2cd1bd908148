import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChatAnswer, ChatPart } from './chat.ts';
import { AnswerCollector, partsOf, totalsOf } from './chat-parts.ts';

const collected = (parts: Iterable<ChatPart>): ChatAnswer => {
  const collector = new AnswerCollector();
  for (const part of parts) collector.push(part);
  return collector.answer();
};

const signature = { from: 'a-wire', value: 'signed' };

test('an answer is the same in parts and whole', () => {
  const answer: ChatAnswer = {
    id: 'a1',
    model: 'm',
    blocks: [
      { type: 'thinking', text: 'Hm.', signature },
      { type: 'thinking', text: '', redacted: true, signature, id: 'rs_1' },
      { type: 'text', text: 'One.', citations: [{ url: 'https://example.com', start: 0, end: 4 }] },
      { type: 'text', text: 'Two.', signature },
      { type: 'tool-call', id: 'c1', name: 'look', arguments: '{"at":1}', signature },
      { type: 'tool-call', id: 'c2', name: 'patch', arguments: 'free text', custom: true },
      { type: 'image', source: { by: 'data', mediaType: 'image/png', data: 'AAAA' } },
      { type: 'opaque', from: 'a-wire', value: { any: 1 }, text: 'searched' },
      { type: 'refusal', text: 'No.' },
    ],
    finish: { reason: 'tools' },
  };
  assert.deepEqual(collected(partsOf(answer)), answer);
});

test('calls that come interleaved keep their own arguments and their order', () => {
  const parts: ChatPart[] = [
    { type: 'tool-start', call: 0, id: 'c1', name: 'a' },
    { type: 'tool-start', call: 1, id: 'c2', name: 'b' },
    { type: 'tool-delta', call: 1, text: '{"x"' },
    { type: 'tool-delta', call: 0, text: '{}' },
    { type: 'tool-delta', call: 1, text: ':2}' },
    { type: 'tool-end', call: 1 },
    { type: 'finish', finish: { reason: 'tools' } },
  ];
  assert.deepEqual(collected(parts).blocks, [
    { type: 'tool-call', id: 'c1', name: 'a', arguments: '{}' },
    { type: 'tool-call', id: 'c2', name: 'b', arguments: '{"x":2}' },
  ]);
});

test('text on both sides of a call stays two blocks', () => {
  const parts: ChatPart[] = [
    { type: 'text-delta', text: 'a' },
    { type: 'tool-start', call: 0, id: 'c1', name: 'f' },
    { type: 'tool-end', call: 0 },
    { type: 'text-delta', text: 'b' },
  ];
  assert.deepEqual(
    collected(parts).blocks.map(({ type }) => type),
    ['text', 'tool-call', 'text'],
  );
});

test('the sums hold every meter once', () => {
  const sums = totalsOf({
    input_tokens: 1,
    cached_input_tokens: 2,
    cached_audio_tokens: 4,
    cache_write_tokens: 8,
    cache_write_1h_tokens: 16,
    input_audio_tokens: 32,
    input_image_tokens: 64,
    output_tokens: 1,
    reasoning_tokens: 2,
    output_audio_tokens: 4,
    output_image_tokens: 8,
    searches: 3,
  });
  assert.deepEqual(sums, {
    input: 127,
    cached: 6,
    written: 24,
    writtenHour: 16,
    audioIn: 32,
    imageIn: 64,
    output: 15,
    reasoning: 2,
    audioOut: 4,
    imageOut: 8,
    searches: 3,
  });
  assert.equal(totalsOf(undefined).input, 0);
});
