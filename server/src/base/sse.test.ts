import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type SseEvent, SseSplitter, sseEvent } from './sse.ts';

function split(pieces: readonly Buffer[]): SseEvent[] {
  const splitter = new SseSplitter();
  const events = pieces.flatMap((piece) => splitter.push(piece));
  const rest = splitter.rest();
  return rest ? [...events, rest] : events;
}

const stream = [
  ': hello\n\n',
  'event: one\ndata: {"a":"é€😀"}\n\n',
  'data: x\ndata: y\n\n',
  'data:{"b":1}\r\n\r\n',
  'id: 7\nevent: only\n\n',
  'data: {"c":"\\n\\n"}\r\r',
].join('');
const whole: SseEvent[] = [
  { event: 'one', data: '{"a":"é€😀"}' },
  { data: 'x\ny' },
  { data: '{"b":1}' },
  { event: 'only', data: '' },
  { data: '{"c":"\\n\\n"}' },
];

test('a stream is the same events wherever it is cut', () => {
  const bytes = Buffer.from(stream);
  for (let at = 0; at <= bytes.length; at++)
    assert.deepEqual(split([bytes.subarray(0, at), bytes.subarray(at)]), whole, `cut at ${at}`);
  assert.deepEqual(split([...bytes].map((byte) => Buffer.from([byte]))), whole);
});

test('the last event counts without its blank line', () => {
  assert.deepEqual(split([Buffer.from('data: 1\n\ndata: 2\n')]), [{ data: '1' }, { data: '2' }]);
  assert.deepEqual(split([Buffer.from('data: 1\n\n: bye')]), [{ data: '1' }]);
});

test('an event is written with its name first', () => {
  assert.equal(sseEvent({ a: 'x\ny' }, 'e'), 'event: e\ndata: {"a":"x\\ny"}\n\n');
  assert.equal(sseEvent(1), 'data: 1\n\n');
});
