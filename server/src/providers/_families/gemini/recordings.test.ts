import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isObject, type Json, objectsIn, parseObject } from '../../../base/json.ts';
import type { ChatAnswer, ChatPart } from '../../../spec/chat.ts';
import { AnswerCollector } from '../../../spec/chat-parts.ts';
import { readAnswer as readNative, textsOf } from './answer.ts';
import { openParts, readAnswer } from './chat/read-answer.ts';
import { readFault } from './faults.ts';
import { openStream } from './stream.ts';
import { readUsage } from './usage.ts';

/** Recorded answers of Google's, from the fixtures of vercel/ai; they lie outside the repository. */
const folder = join(import.meta.dirname, '../../../../../../shared/recordings/vercel-ai/google');
const present = existsSync(folder);
if (!present) console.log('recorded Google answers are not here: their tests are left out');
const files = present ? readdirSync(folder) : [];
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

const call = { endpoint: 'stream', kind: 'chat', facts: {}, usageInStream: true } as const;

/** Every way of writing it that is seen: event ends of both kinds. */
const framed = (lines: readonly string[], end: string) =>
  lines.map((line) => `data: ${line}${end}${end}`).join('');

function cut(bytes: Buffer, size: number, take: (piece: Buffer) => void): void {
  for (let at = 0; at < bytes.length; at += size) take(bytes.subarray(at, at + size));
}

/** Sizes that put a cut at every byte of the shorter recordings and at many of the longer ones. */
const sizes = (length: number) =>
  length < 4_000 ? Array.from({ length: 120 }, (_, i) => i + 1) : [1, 2, 3, 7, 61, 997, 4_093, length];

function collect(parts: readonly ChatPart[]): ChatAnswer {
  const collector = new AnswerCollector();
  for (const part of parts) collector.push(part);
  return collector.answer();
}

/** Answers with the ids that were made here left out. */
const plain = (answer: ChatAnswer) =>
  JSON.parse(JSON.stringify(answer).replaceAll(/"call_[0-9A-Za-z]{24}"/g, '"id"')) as ChatAnswer;

/** What the frames themselves say, read without any of the code under test but the JSON. */
function expected(frames: readonly Json[]) {
  const parts = frames
    .flatMap((frame) => objectsIn(frame['candidates']))
    .flatMap(({ content }) => (isObject(content) ? objectsIn(content['parts']) : []));
  const text = (thought: boolean) =>
    parts
      .filter((part) => (part['thought'] === true) === thought)
      .map((part) => part['text'] ?? '')
      .join('');
  const last = frames.findLast(
    (frame) => isObject(frame['usageMetadata']) && 'promptTokenCount' in frame['usageMetadata'],
  );
  return {
    text: text(false),
    thoughts: text(true),
    calls: parts.flatMap(({ functionCall: one }) => (isObject(one) && one['name'] ? [one['name']] : [])),
    signatures: parts.flatMap((part) => (part['thoughtSignature'] ? [part['thoughtSignature']] : [])),
    usage: readUsage(last?.['usageMetadata']),
  };
}

function assertWhole(answer: ChatAnswer, frames: readonly Json[]): void {
  const want = expected(frames);
  const text = answer.blocks.map((block) => (block.type === 'text' ? block.text : '')).join('');
  const thoughts = answer.blocks.map((block) => (block.type === 'thinking' ? block.text : '')).join('');
  assert.equal(text, want.text);
  assert.equal(thoughts, want.thoughts);
  assert.deepEqual(
    answer.blocks.flatMap((block) => (block.type === 'tool-call' ? [block.name] : [])),
    want.calls,
  );
  assert.deepEqual(
    answer.blocks.flatMap((block) =>
      'signature' in block && block.signature ? [block.signature.value] : [],
    ),
    want.signatures,
  );
  assert.deepEqual(answer.usage, want.usage);
  assert.equal(answer.finish.reason, want.calls.length > 0 ? 'tools' : 'stop');
}

for (const name of files.filter((one) => one.endsWith('.chunks.txt'))) {
  const lines = read(name)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const frames = lines.map((line) => parseObject(line)!);

  test(`${name}: the native reader passes every byte and meters it`, () => {
    for (const end of ['\n', '\r\n']) {
      const bytes = Buffer.from(framed(lines, end));
      for (const size of sizes(bytes.length)) {
        const reader = openStream(call);
        const passed: Buffer[] = [];
        cut(bytes, size, (piece) => {
          const part = reader.push(piece);
          if (part) passed.push(part);
        });
        const whole = reader.finish();
        passed.push(reader.closing());
        assert.equal(whole, hasEnd(frames) ? 'ended' : 'cut', `pieces of ${size}`);
        assert.equal(Buffer.concat(passed).toString(), bytes.toString());
        assert.equal(reader.produced, true);
        if (hasEnd(frames)) assert.deepEqual(reader.usage, expected(frames).usage);
        assert.deepEqual(reader.texts(), frames.flatMap(textsOf));
      }
    }
  });

  test(`${name}: the array form passes every byte too`, () => {
    const bytes = Buffer.from(
      `[${lines.map((line) => JSON.stringify(JSON.parse(line), null, 2)).join('\n,\r\n')}\n]\n`,
    );
    for (const size of sizes(bytes.length)) {
      const reader = openStream({ ...call, flow: 'bytes' });
      const passed: Buffer[] = [];
      cut(bytes, size, (piece) => {
        const part = reader.push(piece);
        if (part) passed.push(part);
      });
      assert.equal(reader.finish(), 'ended', `pieces of ${size}`);
      passed.push(reader.closing());
      // White space behind the last bracket may be lost when it comes in a piece of its own.
      assert.equal(Buffer.concat(passed).toString().trimEnd(), bytes.toString().trimEnd());
      if (hasEnd(frames)) assert.deepEqual(reader.usage, expected(frames).usage);
      assert.deepEqual(reader.texts(), frames.flatMap(textsOf));
    }
  });

  test(`${name}: parts are the same wherever the stream is cut`, () => {
    const bytes = Buffer.from(framed(lines, '\r\n'));
    let first: ChatAnswer | undefined;
    for (const size of sizes(bytes.length)) {
      const reader = openParts();
      const parts: ChatPart[] = [];
      cut(bytes, size, (piece) => parts.push(...reader.push(piece)));
      parts.push(...reader.finish());
      assert.equal(parts.at(-1)?.type, hasEnd(frames) ? 'end' : parts.at(-1)?.type);
      const answer = plain(collect(parts));
      first ??= answer;
      assert.deepEqual(answer, first, `pieces of ${size}`);
    }
    if (hasEnd(frames)) assertWhole(first!, frames);
  });
}

const hasEnd = (frames: readonly Json[]): boolean =>
  frames.some((frame) => objectsIn(frame['candidates']).some((one) => one['finishReason'] !== undefined));

for (const name of files.filter((one) => /^google-.*\.json$/.test(one) && !one.includes('429'))) {
  test(`${name}: the whole answer is read by both readers`, () => {
    const bytes = Buffer.from(read(name));
    const body = parseObject(bytes.toString())!;
    const native = readNative({ endpoint: 'generate', kind: 'chat', facts: {} }, bytes);
    const reading = readAnswer(bytes);
    assert.equal(reading.fault, undefined);
    assert.deepEqual(native.usage, expected([body]).usage);
    assert.deepEqual(native.texts(), textsOf(body));
    assertWhole(reading.answer!, [body]);
  });
}

test('arguments that come in pieces are put together', { skip: !present }, () => {
  const answerOf = (name: string) => {
    const reader = openParts();
    const lines = read(name)
      .split('\n')
      .filter((line) => line.trim() !== '');
    return collect([...reader.push(Buffer.from(framed(lines, '\n'))), ...reader.finish()]);
  };
  const argumentsOf = (name: string) =>
    answerOf(name).blocks.flatMap((block) =>
      block.type === 'tool-call' ? [JSON.parse(block.arguments) as unknown] : [],
    );
  assert.deepEqual(argumentsOf('google-stream-tool-call-arguments.chunks.txt'), [
    { location: 'Boston' },
    { location: 'San Francisco' },
  ]);
  assert.deepEqual(argumentsOf('google-stream-no-args-tool-call.chunks.txt'), [
    {},
    { id: 'A' },
    { id: 'B' },
    { id: 'C' },
  ]);
  assert.deepEqual(
    argumentsOf('google-stream-tool-call-array-arguments-missing-terminal-function-call.chunks.txt'),
    [
      {
        operations: [
          { action: 'add', description: 'Fresh red apple', itemid: 'apple_001', price: 0.5 },
          { action: 'add', description: 'Ripe yellow banana', itemid: 'banana_001', price: 0.3 },
        ],
      },
    ],
  );
  const [recipe] = argumentsOf('google-vertex-stream-tool-call-arguments-nested.1.chunks.txt') as {
    recipe: { name: string; ingredients: { amount: string; name: string }[]; steps: string[] };
  }[];
  assert.equal(recipe?.recipe.name, 'Lasagna');
  assert.deepEqual(recipe?.recipe.ingredients[3], { amount: '3 cups', name: 'Mozzarella cheese' });
  assert.match(recipe?.recipe.steps[1] ?? '', /directions, drain .*\.$/);
});

test('the recorded quota error tells when to come back', { skip: !present }, () => {
  const fault = readFault(429, {}, Buffer.from(read('google-429-retry-info.json')));
  assert.equal(fault.code, 'upstream_busy');
  assert.equal(fault.detail?.retryAfter, 35);
});
