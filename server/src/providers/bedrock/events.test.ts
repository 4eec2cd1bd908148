import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openParts as openPlainParts } from '../_families/anthropic/parts.ts';
import { FrameSplitter, writeFrame } from './event-frames.ts';
import { openParts, openStream } from './events.ts';

const chunk = (event: object) =>
  writeFrame(
    { ':event-type': 'chunk', ':content-type': 'application/json', ':message-type': 'event' },
    Buffer.from(
      JSON.stringify({ bytes: Buffer.from(JSON.stringify(event)).toString('base64'), p: 'abcdef' }),
    ),
  );
const exception = (type: string, message: string) =>
  writeFrame(
    { ':exception-type': type, ':message-type': 'exception' },
    Buffer.from(JSON.stringify({ message })),
  );

const events = [
  {
    type: 'message_start',
    message: { id: 'msg_1', model: 'claude', content: [], usage: { input_tokens: 9, output_tokens: 1 } },
  },
  { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
  { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Xin chào 👋' } },
  { type: 'content_block_stop', index: 0 },
  {
    type: 'message_delta',
    delta: { stop_reason: 'end_turn', stop_sequence: null },
    usage: { output_tokens: 5 },
  },
  { type: 'message_stop', 'amazon-bedrock-invocationMetrics': { inputTokenCount: 9 } },
];
const sse = events
  .map(
    ({ 'amazon-bedrock-invocationMetrics': _metrics, ...event }: Record<string, unknown>) =>
      `event: ${event['type']}\ndata: ${JSON.stringify(event)}\n\n`,
  )
  .join('');

test('frames become server-sent events and are metered, wherever they are cut', () => {
  const bytes = Buffer.concat(events.map(chunk));
  for (let size = 1; size <= bytes.length; size += size < 40 ? 1 : 17) {
    const reader = openStream();
    let passed = '';
    for (let at = 0; at < bytes.length; at += size)
      passed += reader.push(bytes.subarray(at, at + size))?.toString('utf8') ?? '';
    assert.equal(reader.state, 'ended');
    assert.equal(passed + reader.closing().toString('utf8'), sse, `pieces of ${size}`);
    assert.deepEqual(reader.usage, { input_tokens: 9, output_tokens: 5 });
  }
});

test('frames become the parts that server-sent events become', () => {
  const plain = openPlainParts();
  const expected = [...plain.push(Buffer.from(sse)), ...plain.finish()];
  const bytes = Buffer.concat(events.map(chunk));
  for (const size of [1, 5, 64, bytes.length]) {
    const reader = openParts();
    const parts = [];
    for (let at = 0; at < bytes.length; at += size) parts.push(...reader.push(bytes.subarray(at, at + size)));
    assert.deepEqual([...parts, ...reader.finish()], expected);
  }
});

for (const [type, code] of [
  ['throttlingException', 'upstream_busy'],
  ['modelStreamErrorException', 'upstream_failed'],
  ['internalServerException', 'upstream_failed'],
  ['modelTimeoutException', 'upstream_timeout'],
  ['validationException', 'upstream_refused'],
] as const) {
  test(`an exception in the stream: ${type}`, () => {
    const bytes = Buffer.concat([...events.slice(0, 3).map(chunk), exception(type, 'Too many')]);
    const reader = openStream();
    assert.ok(reader.push(bytes));
    assert.equal(reader.state, 'failed');
    assert.equal(reader.fault?.code, code);
    assert.equal(reader.finish(), 'cut');
    const parts = openParts();
    const last = parts.push(bytes).at(-1);
    assert.ok(last?.type === 'error' && last.fault.code === code);
    assert.deepEqual(parts.finish(), []);
  });
}

test('a frame whose checksum does not fit is garbage, and a cut one a cut', () => {
  const whole = Buffer.concat(events.map(chunk));
  for (const at of [1, 9, 20, 60, whole.length - 2]) {
    const broken = Buffer.from(whole);
    broken[at] = broken[at]! ^ 1;
    const reader = openStream();
    reader.push(broken);
    assert.notEqual(reader.state, 'ended');
    if (reader.state === 'failed') assert.equal(reader.fault?.code, 'upstream_garbage');
    assert.equal(reader.finish(), 'cut');
  }
  const cut = openStream();
  cut.push(whole.subarray(0, whole.length - 3));
  assert.equal(cut.finish(), 'cut');
});

// Recorded events of Bedrock (vercel/ai test fixtures) are of its Converse API, which this provider does not speak: they
// show that frames carry any event whole.
const folder = join(import.meta.dirname, '../../../../../shared/recordings/vercel-ai/amazon-bedrock');
const recordings = existsSync(folder)
  ? readdirSync(folder).filter((name) => name.endsWith('.chunks.txt'))
  : [];

test('there are recordings', { skip: recordings.length > 0 ? false : `no recordings in ${folder}` }, () => {
  assert.ok(recordings.length > 5);
});

for (const name of recordings) {
  test(`${name} comes out of its frames as it went in`, () => {
    const lines = readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '');
    const bytes = Buffer.concat(
      lines.map((line) => writeFrame({ ':message-type': 'event' }, Buffer.from(line))),
    );
    for (const size of [1, 3, 50, 4096]) {
      const splitter = new FrameSplitter();
      const frames = [];
      for (let at = 0; at < bytes.length; at += size)
        frames.push(...splitter.push(bytes.subarray(at, at + size)));
      assert.deepEqual(
        frames.map(({ payload }) => payload.toString('utf8')),
        lines,
      );
      assert.equal(splitter.midway, false);
    }
  });
}
