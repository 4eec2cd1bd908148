import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GatewayError } from '../../../spec/fault.ts';
import { openStream } from './stream.ts';

const usageMetadata = { promptTokenCount: 3, candidatesTokenCount: 4, thoughtsTokenCount: 5 };
const frame = (text: string, more: object = {}, body: object = {}) => ({
  candidates: [{ content: { parts: [{ text }], role: 'model' }, index: 0, ...more }],
  usageMetadata: { promptTokenCount: 3 },
  ...body,
});
const first = frame('Xin chào 👋 "finishReason" "error"\n');
const last = frame('.', { finishReason: 'STOP' }, { usageMetadata });
const error = { error: { code: 429, status: 'RESOURCE_EXHAUSTED', message: 'q' } };
const usage = { input_tokens: 3, output_tokens: 4, reasoning_tokens: 5 };
const event = (body: object) => `data: ${JSON.stringify(body)}\r\n\r\n`;
const call = { endpoint: 'stream', kind: 'chat', facts: {}, usageInStream: true } as const;

function run(text: string, size = Number.MAX_SAFE_INTEGER, flow?: 'bytes') {
  const reader = openStream({ ...call, ...(flow ? { flow } : {}) });
  const bytes = Buffer.from(text);
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    const part = reader.push(bytes.subarray(at, Math.min(at + size, bytes.length)));
    if (part) parts.push(part);
  }
  return { reader, passed: Buffer.concat(parts).toString() };
}

describe('events', () => {
  it('the frame with the finish reason is kept back, and ends the answer with the connection', () => {
    const { reader, passed } = run(event(first) + event(last));
    assert.equal(passed, event(first));
    assert.equal(reader.state, 'open');
    assert.equal(reader.finish(), 'ended');
    assert.equal(reader.state, 'ended');
    assert.equal(reader.closing().toString(), event(last));
    assert.deepEqual(reader.usage, usage);
  });

  it('frames behind it go with it', () => {
    const late = { usageMetadata: { ...usageMetadata, candidatesTokenCount: 9 } };
    const { reader, passed } = run(event(first) + event(last) + event(late));
    assert.equal(reader.finish(), 'ended');
    assert.equal(passed + reader.closing().toString(), event(first) + event(last) + event(late));
    assert.equal(reader.usage?.output_tokens, 9);
  });

  it('without a finish reason it was cut', () => {
    const { reader } = run(event(first));
    assert.equal(reader.finish(), 'cut');
    assert.equal(reader.produced, true);
    assert.equal(reader.usage, undefined);
  });

  it('what was made is known of a stream that nobody waited for', () => {
    const { reader } = run(event(first) + event(frame('b', {}, { usageMetadata })));
    assert.equal(reader.state, 'open');
    assert.deepEqual(reader.usage, usage);
  });

  it('a blocked prompt is a whole answer', () => {
    const { reader } = run(event({ promptFeedback: { blockReason: 'SAFETY' }, usageMetadata }));
    assert.equal(reader.finish(), 'ended');
    assert.deepEqual(reader.usage, usage);
  });

  it('grounding counts as searches', () => {
    const grounded = frame(
      'a',
      { groundingMetadata: { webSearchQueries: ['x', 'y'] } },
      { modelVersion: 'gemini-3.8-flash' },
    );
    const { reader } = run(event(grounded) + event({ ...last, modelVersion: 'gemini-3.8-flash' }));
    reader.finish();
    assert.equal(reader.usage?.searches, 2);
  });

  for (const [name, end] of [
    ['an event', event(error)],
    ['a bare object', JSON.stringify(error, null, 2)],
  ] as const) {
    it(`an error as ${name} fails the stream and stays here`, () => {
      const whole = event(first) + end;
      for (let size = 1; size <= whole.length; size++) {
        const { reader, passed } = run(whole, size);
        assert.equal(passed, event(first), `pieces of ${size}`);
        assert.equal(reader.finish(), 'cut');
        assert.equal(reader.state, 'failed');
        assert.equal(reader.fault?.code, 'upstream_busy');
      }
    });
  }
});

describe('an array', () => {
  const array = (...bodies: object[]) =>
    `[${bodies.map((body) => JSON.stringify(body, null, 2)).join('\n,\r\n')}\n]`;

  it('the last element and the bracket are kept back', () => {
    const whole = array(first, last);
    for (let size = 1; size <= Buffer.byteLength(whole); size++) {
      const { reader, passed } = run(whole, size, 'bytes');
      assert.equal(passed, `[${JSON.stringify(first, null, 2)}`, `pieces of ${size}`);
      assert.equal(reader.state, 'ended');
      assert.equal(reader.finish(), 'ended');
      assert.equal(passed + reader.closing().toString(), whole);
      assert.deepEqual(reader.usage, usage);
    }
  });

  it('brackets and quotes in texts are no structure', () => {
    const odd = frame('\\"]}[{ \\ " ]', {}, { note: '\\\\' });
    const whole = array(odd, last);
    for (let size = 1; size <= 40; size++) {
      const { reader, passed } = run(whole, size, 'bytes');
      assert.equal(reader.finish(), 'ended');
      assert.equal(passed + reader.closing().toString(), whole);
      assert.deepEqual(reader.texts(), ['\\"]}[{ \\ " ]', '.']);
    }
  });

  it('an error is not passed on, and the array is closed for the client', () => {
    for (const [text, opened] of [
      [array(first, error), true],
      [array(error), false],
      [JSON.stringify(error), false],
      [`${array(first).slice(0, -1)},{"candidates":[`, true],
    ] as const) {
      const { reader, passed } = run(text, 7, 'bytes');
      assert.equal(reader.finish(), 'cut');
      const closing = reader.failing?.(new GatewayError('upstream_failed', 'the upstream failed'), 'r') ?? '';
      const read = JSON.parse(passed + closing) as object[];
      assert.equal(read.length, opened ? 2 : 1);
      assert.deepEqual(read.at(-1), {
        error: { code: 502, message: 'the upstream failed', status: 'INTERNAL' },
      });
      if (text.includes('RESOURCE')) assert.equal(reader.fault?.code, 'upstream_busy', text.slice(0, 20));
    }
  });

  it('an array that ends in the middle was cut', () => {
    assert.equal(run(array(first, last).slice(0, -1), 9, 'bytes').reader.finish(), 'cut');
    assert.equal(run('', 9, 'bytes').reader.finish(), 'cut');
  });
});
