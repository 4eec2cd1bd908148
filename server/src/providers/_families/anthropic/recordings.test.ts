import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isObject, type Json, listOf, textOf } from '../../../base/json.ts';
import type { ChatAnswer, ChatPart } from '../../../spec/chat.ts';
import { AnswerCollector } from '../../../spec/chat-parts.ts';
import { readAnswer } from './answer.ts';
import { openParts } from './parts.ts';
import { readChatAnswer } from './read-chat.ts';
import { openStream } from './stream.ts';
import { readUsage } from './usage.ts';

// Recorded answers of Anthropic's API (vercel/ai test fixtures, Apache-2.0); they lie beside the repository.
const folder = join(import.meta.dirname, '../../../../../../shared/recordings/vercel-ai/anthropic');
const names = existsSync(folder) ? readdirSync(folder) : [];
const streams = names.filter((name) => name.endsWith('.chunks.txt'));
const wholes = names.filter((name) => name.endsWith('.json'));

test('there are recordings', { skip: names.length > 0 ? false : `no recordings in ${folder}` }, () => {
  assert.ok(streams.length > 20 && wholes.length > 20);
});

/** Some recordings hold several answers of one conversation, one behind the other. */
function answersIn(name: string): Json[][] {
  const answers: Json[][] = [[]];
  for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) {
    if (line.trim() === '') continue;
    const event: Json = JSON.parse(line);
    if (answers.at(-1)?.at(-1)?.['type'] === 'message_stop') answers.push([]);
    answers.at(-1)!.push(event);
  }
  return answers;
}
const framed = (events: readonly Json[], end = '\n') =>
  Buffer.from(
    events.map((event) => `event: ${event['type']}${end}data: ${JSON.stringify(event)}${end}${end}`).join(''),
  );

/** What a stream says, read by hand: texts, thoughts, inputs of calls. */
function saidIn(events: readonly Json[]) {
  const said = { text: '', thinking: '', input: '', signature: '', calls: 0, citations: 0 };
  const kinds = new Map<unknown, string>();
  for (const event of events) {
    const whole = isObject(event['message']) ? listOf(event['message']['content']).filter(isObject) : [];
    const begun = isObject(event['content_block']) ? [event['content_block']] : [];
    for (const block of [...whole, ...begun]) {
      kinds.set(event['index'], textOf(block['type']));
      if (block['type'] === 'tool_use') {
        said.calls++;
        const input = JSON.stringify(block['input']);
        if (input !== '{}') said.input += input;
      }
    }
    const delta = isObject(event['delta']) ? event['delta'] : {};
    said.text += textOf(delta['text']);
    said.thinking += textOf(delta['thinking']);
    said.signature += textOf(delta['signature']);
    if (delta['type'] === 'citations_delta') said.citations++;
    if (kinds.get(event['index']) === 'tool_use') said.input += textOf(delta['partial_json']);
  }
  return said;
}

function saidBy(answer: ChatAnswer) {
  const said = { text: '', thinking: '', input: '', signature: '', calls: 0, citations: 0 };
  for (const block of answer.blocks) {
    if (block.type === 'text') {
      said.text += block.text;
      said.citations += block.citations?.length ?? 0;
    }
    if (block.type === 'thinking') {
      said.thinking += block.text;
      said.signature += block.signature?.value ?? '';
    }
    if (block.type === 'tool-call') {
      said.calls++;
      said.input += block.arguments;
    }
  }
  return said;
}

const collect = (parts: readonly ChatPart[]): ChatAnswer => {
  const collector = new AnswerCollector();
  for (const part of parts) collector.push(part);
  return collector.answer();
};

/** Sizes of pieces that fall on many different byte positions. */
const sizes = [1, 2, 3, 7, 61, 997, Number.MAX_SAFE_INTEGER];

const recorded = streams.flatMap((file) =>
  answersIn(file).map((events, at) => ({ name: `${file} (${at + 1})`, events })),
);

for (const { name, events } of recorded) {
  const whole = events.at(-1)?.['type'] === 'message_stop';
  test(`${name}: parts hold all texts, thoughts, inputs and the usage, however it is cut`, () => {
    for (const end of ['\n', '\r\n']) {
      const bytes = framed(events, end);
      let first: string | undefined;
      for (const size of sizes) {
        if (size < 61 && bytes.length > 40_000) continue;
        const reader = openParts();
        const parts: ChatPart[] = [];
        for (let at = 0; at < bytes.length; at += size)
          parts.push(...reader.push(bytes.subarray(at, Math.min(at + size, bytes.length))));
        parts.push(...reader.finish());
        const text = JSON.stringify(parts);
        first ??= text;
        assert.ok(text === first, `pieces of ${size} give other parts`);
        if (size < 61) continue;
        const expected = saidIn(events);
        const said = saidBy(collect(parts));
        // A call without arguments is `{}` to everybody else.
        if (expected.input === '' && expected.calls > 0) expected.input = '{}'.repeat(expected.calls);
        assert.deepEqual(said, expected);
        if (!whole) continue;
        assert.equal(parts.at(-1)?.type, 'end');
        const usages = parts.filter((part) => part.type === 'usage');
        assert.ok(usages.at(-1)?.usage, 'usage');
        const starts = parts.filter((part) => part.type === 'start');
        assert.equal(starts.length, 1);
      }
    }
  });

  test(`${name}: bytes pass unchanged, and the meter and the end are found`, () => {
    const bytes = framed(events);
    const expected = openParts();
    const meters = [...expected.push(bytes), ...expected.finish()].findLast((part) => part.type === 'usage');
    for (const size of sizes) {
      if (size < 61 && bytes.length > 40_000) continue;
      const reader = openStream();
      const out: Buffer[] = [];
      for (let at = 0; at < bytes.length; at += size) {
        const part = reader.push(bytes.subarray(at, Math.min(at + size, bytes.length)));
        if (part) out.push(part);
      }
      assert.equal(reader.finish(), whole ? 'ended' : 'cut');
      const passed = Buffer.concat([...out, reader.closing()]).toString('utf8');
      assert.ok(!whole || passed === bytes.toString('utf8'), `pieces of ${size} change the bytes`);
      assert.equal(reader.produced, true);
      if (whole) assert.deepEqual(reader.usage, meters?.usage);
      const { text, thinking } = saidIn(events);
      const texts = reader.texts().join('');
      for (const one of [text, thinking].filter((each) => each.length > 0))
        assert.ok(texts.length >= one.length, `${name} loses text`);
    }
  });
}

for (const name of wholes) {
  const bytes = readFileSync(join(folder, name));
  const body: Json = JSON.parse(bytes.toString('utf8'));
  test(`${name}: nothing of a whole answer is lost`, () => {
    const reading = readChatAnswer(bytes);
    assert.equal(reading.fault, undefined);
    const { answer } = reading;
    assert.ok(answer);
    const content = listOf(body['content']).filter(isObject);
    const of = (type: string) => content.filter((block) => block['type'] === type);
    const said = saidBy(answer);
    assert.equal(
      said.text,
      of('text')
        .map((block) => block['text'])
        .join(''),
    );
    assert.equal(
      said.thinking,
      of('thinking')
        .map((block) => block['thinking'])
        .join(''),
    );
    assert.equal(
      said.input,
      of('tool_use')
        .map((block) => JSON.stringify(block['input']))
        .join(''),
    );
    const known = ['text', 'thinking', 'redacted_thinking', 'tool_use'];
    const others = content.filter((block) => !known.includes(textOf(block['type'])));
    assert.deepEqual(
      answer.blocks.flatMap((block) => (block.type === 'opaque' ? [block.value] : [])),
      others,
    );
    assert.deepEqual(answer.usage, readUsage(body['usage']));
    const native = readAnswer({ endpoint: 'messages', kind: 'chat', facts: {} }, bytes);
    assert.deepEqual(native.usage, answer.usage);
    assert.equal(native.fault, undefined);
    assert.deepEqual(reading.texts(), native.texts());
  });
}
