import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readAnswer } from './answer.ts';
import { readFault } from './faults.ts';
import { openStream } from './stream.ts';
import { readUsage } from './usage.ts';

const chunk = (delta: object, finish: string | null = null, index = 0) => ({
  id: 'c',
  object: 'chat.completion.chunk',
  choices: [{ index, delta, finish_reason: finish }],
  usage: null,
});
const report = { id: 'c', choices: [], usage: { prompt_tokens: 9, completion_tokens: 4, total_tokens: 13 } };
const usage = { input_tokens: 9, output_tokens: 4 };
const event = (data: unknown, end = '\n') =>
  `data: ${typeof data === 'string' ? data : JSON.stringify(data)}${end}${end}`;
const done = (end = '\n') => event('[DONE]', end);
const words = [
  chunk({ role: 'assistant', content: '' }),
  chunk({ content: 'Xin chào 👋 ' }),
  chunk({ content: '[DONE] "error"' }),
  chunk({}, 'stop'),
];

/** Pushes the text in pieces of `size` bytes. */
function run(text: string, { size = Number.MAX_SAFE_INTEGER, usageInStream = true } = {}) {
  const reader = openStream({ usageInStream, endpoint: 'chat' });
  const bytes = Buffer.from(text);
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    const part = reader.push(bytes.subarray(at, Math.min(at + size, bytes.length)));
    if (part) parts.push(part);
  }
  return { reader, passed: Buffer.concat(parts).toString('utf8') };
}

for (const [name, end] of [
  ['LF', '\n'],
  ['CRLF', '\r\n'],
] as const) {
  test(`with ${name}, every split passes the same bytes and finds the same usage`, () => {
    const text = words.map((one) => event(one, end)).join('');
    const whole = text + event(report, end) + done(end);
    for (const usageInStream of [true, false]) {
      const expected = usageInStream ? text + event(report, end) : text;
      for (let size = 1; size <= Buffer.byteLength(whole); size++) {
        const { reader, passed } = run(whole, { size, usageInStream });
        assert.equal(passed, expected, `pieces of ${size}`);
        assert.equal(reader.state, 'ended');
        assert.deepEqual(reader.usage, usage);
        assert.equal(reader.texts().join(''), 'Xin chào 👋 [DONE] "error"');
        assert.equal(reader.produced, true);
        assert.equal(reader.finish(), 'ended');
      }
    }
  });
}

test('the closing mark is kept back', () => {
  const { reader, passed } = run(event(words[1]) + done());
  assert.equal(passed, event(words[1]));
  assert.equal(reader.closing().toString(), done());
});

test('a usage report in a chunk that also has choices goes on even where it was not asked for', () => {
  const last = { ...chunk({}, 'stop'), usage: report.usage };
  const { reader, passed } = run(event(last) + done(), { usageInStream: false });
  assert.equal(passed, event(last));
  assert.deepEqual(reader.usage, usage);
});

test('of several usage reports the last true one counts', () => {
  const broken = { ...report, usage: { prompt_tokens: -1, completion_tokens: 4 } };
  const first = { ...report, usage: { prompt_tokens: 9, completion_tokens: 1 } };
  assert.deepEqual(run(event(first) + event(report) + event(broken) + done()).reader.usage, usage);
});

test('comments are dropped at every split', () => {
  for (const comment of [': queue at 10.0.0.7\n\n', ':\n\n', ': keep-alive\n\n: keep-alive\n\n']) {
    const text = comment + event(words[1]) + comment + event(words[3]) + done();
    for (let size = 1; size <= Buffer.byteLength(text); size++) {
      const { reader, passed } = run(text, { size });
      assert.equal(passed, event(words[1]) + event(words[3]), `${comment} in pieces of ${size}`);
      assert.equal(reader.state, 'ended');
    }
  }
});

test('an event that is no JSON object is dropped when it comes by itself', () => {
  for (const noise of ['event: ping\n\n', 'data: not json\n\n', 'data: [1]\n\n', '\n\n', 'data:\n\n']) {
    const reader = openStream({ usageInStream: true, endpoint: 'chat' });
    assert.equal(reader.push(Buffer.from(noise)), undefined, noise);
    assert.equal(reader.push(Buffer.from(event(words[1])))?.toString(), event(words[1]));
    assert.equal(reader.state, 'open');
  }
});

test('an error event fails the stream at every split, and nothing of it goes on', () => {
  const bad = event({ error: { message: 'key sk-x of 10.0.0.7', type: 'server_error' } });
  const text = event(words[1]) + bad + event(words[3]) + done();
  for (let size = 1; size <= Buffer.byteLength(text); size++) {
    const { reader, passed } = run(text, { size });
    assert.equal(passed, event(words[1]));
    assert.equal(reader.state, 'failed');
    assert.equal(reader.fault?.code, 'upstream_failed');
    assert.equal(reader.finish(), 'cut');
    assert.equal(reader.push(Buffer.from(event(words[1]))), undefined);
  }
});

test('an error that is null is none', () => {
  const fine = { ...words[1], error: null };
  const { reader, passed } = run(event(fine) + done());
  assert.equal(passed, event(fine));
  assert.equal(reader.state, 'ended');
});

test('a stream that leaves out the closing mark is whole when every answer has ended', () => {
  const { reader } = run(words.map((one) => event(one)).join(''));
  assert.equal(reader.state, 'open');
  assert.equal(reader.finish(), 'ended');
  assert.equal(
    run(
      words
        .slice(0, 3)
        .map((one) => event(one))
        .join(''),
    ).reader.finish(),
    'cut',
  );
  assert.equal(run('').reader.finish(), 'cut');
});

test('a closing mark without its blank line closes', () => {
  for (const mark of ['data: [DONE]', 'data: [DONE]\n', 'data: [DONE]\r\n', 'data:[DONE]'])
    assert.equal(run(event(words[1]) + mark).reader.finish(), 'ended', JSON.stringify(mark));
});

test('with several answers the stream is whole only when each has ended', () => {
  const both = [chunk({ content: 'a' }, null, 0), chunk({ content: 'b' }, null, 1), chunk({}, 'stop', 1)];
  const text = both.map((one) => event(one)).join('');
  assert.equal(run(text).reader.finish(), 'cut');
  const whole = run(text + event(chunk({}, 'stop', 0)));
  assert.equal(whole.reader.finish(), 'ended');
  assert.deepEqual([...whole.reader.texts()].sort(), ['a', 'b']);
});

test('a stream that is cut inside an event gives its text and no half event', () => {
  const text = event(words[1]) + event(words[2]).slice(0, 40);
  const { reader, passed } = run(text);
  assert.equal(passed, event(words[1]));
  assert.equal(reader.finish(), 'cut');
  assert.deepEqual(reader.texts(), ['Xin chào 👋 ']);
});

test('the role chunk is no product; text, a thought, a tool call and an end are', () => {
  const produced = (delta: object, finish: string | null = null) =>
    run(event(chunk({ role: 'assistant', content: '' })) + event(chunk(delta, finish))).reader.produced;
  assert.equal(produced({ role: 'assistant', content: null }), false);
  assert.equal(produced({ content: 'a' }), true);
  assert.equal(produced({ reasoning_content: 'hm' }), true);
  assert.equal(produced({ tool_calls: [{ index: 0, function: { name: 'f', arguments: '' } }] }), true);
  assert.equal(produced({}, 'stop'), true);
});

test('text survives past the bytes that are kept raw', () => {
  const long = 'é'.repeat(1000);
  const text = Array.from({ length: 200 }, () => event(chunk({ content: long }))).join('');
  const { reader } = run(text, { size: 4096 });
  assert.equal(reader.texts().join(''), long.repeat(200));
});

// Recorded answers of real upstreams lie beside the repository where they are at hand; they are not part of it.
const recordings = join(import.meta.dirname, '../../../../../../shared/recordings/vercel-ai');
const folders = ['openai/chat', 'openai-compatible/chat', 'deepseek/chat'].map((name) =>
  join(recordings, name),
);

test('every recorded answer is read', () => {
  if (!existsSync(recordings)) {
    console.log('no recordings at hand: this run reads none');
    return;
  }
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  let streams = 0;
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    if (!file.endsWith('.chunks.txt')) {
      const body = JSON.parse(text) as Record<string, unknown>;
      const answer = readAnswer({ endpoint: 'chat', kind: 'chat', facts: {} }, Buffer.from(text));
      if (body['error']) {
        assert.ok(answer.fault, file);
        assert.equal(readFault(400, {}, Buffer.from(text)).code, 'upstream_refused', file);
        continue;
      }
      assert.equal(answer.fault, undefined, file);
      assert.ok(answer.usage && Object.keys(answer.usage).length > 0, file);
      assert.ok(answer.texts().join('').length > 0, file);
      continue;
    }
    streams++;
    const events = text.split(/\r?\n/).filter((line) => line !== '');
    const parsed = events.map((line) => JSON.parse(line) as Record<string, unknown>);
    const last = parsed.filter((one) => one['usage']).at(-1);
    const stream = events.map((line) => event(line)).join('');
    for (const size of [1, 7, 1000, 65_536]) {
      const { reader, passed } = run(stream + done(), { size });
      assert.equal(passed, stream, `${file} in pieces of ${size}`);
      assert.equal(reader.state, 'ended', file);
      assert.equal(reader.produced, true, file);
      assert.ok(reader.texts().join('').length > 0, file);
      if (last) {
        assert.ok(reader.usage, `${file} has a usage report that was not found`);
        assert.deepEqual(reader.usage, readUsage(last['usage']), file);
      }
    }
    assert.equal(run(stream).reader.finish(), 'ended', `${file} without its closing mark`);
  }
  assert.ok(streams > 0, 'the folder holds no stream');
});

test('of an endless answer only the beginning is kept, and the rest is measured', () => {
  const piece = 'đ'.repeat(50_000); // two bytes each
  const text = event(chunk({ content: piece })).repeat(40);
  const { reader } = run(text, { size: 65_536 });
  const kept = reader.texts().join('');
  assert.ok(kept.length >= 640 * 1024 && kept.length < 640 * 1024 + piece.length);
  assert.equal(Buffer.byteLength(kept) + reader.textsLeftOut, 40 * 100_000);
});
