import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isObject, type Json, objectsIn } from '../../../base/json.ts';
import type { ChatPart } from '../../../spec/chat.ts';
import { AnswerCollector } from '../../../spec/chat-parts.ts';
import { readAnswer } from './answer.ts';
import { readChatAnswer } from './chat-port.ts';
import { openParts } from './parts.ts';
import { openStream } from './stream.ts';

/** Real answers from the test fixtures of vercel/ai (Apache-2.0): one event per line, the `event:` line is its `type`. */
const root = join(import.meta.dirname, '../../../../../../shared/recordings/vercel-ai');
const folders = ['openai/responses', 'azure'].map((name) => join(root, name));

const objectIn = (text: string): Json => {
  const value: unknown = JSON.parse(text);
  assert.ok(isObject(value));
  return value;
};

const files = (end: string) =>
  folders.flatMap((folder) =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => name.endsWith(end))
          .map((name) => join(folder, name))
      : [],
  );

/** Sums of the recorded usage, as the wire says them. */
function assertUsage(usage: Readonly<Record<string, number | undefined>> | undefined, wire: unknown): void {
  if (!isObject(wire)) {
    assert.equal(usage, undefined);
    return;
  }
  assert.ok(usage);
  const { searches: _, ...tokens } = usage;
  const sum = Object.values(tokens).reduce((total: number, units) => total + (units ?? 0), 0);
  assert.equal(sum, wire['total_tokens']);
}

const calls = (items: readonly Json[]) =>
  items
    .filter(({ type }) => type === 'function_call' || type === 'custom_tool_call')
    .map((item) => [item['call_id'], item['name'], item['arguments'] ?? item['input']]);

const saidIn = (items: readonly Json[]) =>
  items.filter(({ type }) => type === 'message').flatMap((item) => objectsIn(item['content']));

test('every recorded whole answer keeps its text, calls, thoughts and usage', (t) => {
  const bodies = files('.json');
  if (bodies.length === 0) return t.diagnostic('no recordings beside the repository');
  let seen = 0;
  for (const file of bodies) {
    const bytes = readFileSync(file);
    const wire = objectIn(bytes.toString('utf8'));
    const native = readAnswer({ endpoint: 'responses', kind: 'chat', facts: {} }, bytes);
    const chat = readChatAnswer(bytes);
    if (!Array.isArray(wire['output'])) {
      assert.ok(native.fault, file);
      assert.deepEqual(chat.fault, native.fault);
      continue;
    }
    seen++;
    assert.equal(native.fault, undefined, file);
    assertUsage(native.usage, wire['usage']);
    assert.deepEqual(chat.usage, native.usage);
    const items = objectsIn(wire['output']);
    const blocks = chat.answer?.blocks ?? [];
    assert.deepEqual(
      blocks.flatMap((block) => (block.type === 'text' ? block.text : [])),
      saidIn(items).flatMap((part) => (part['text'] === '' ? [] : part['text'])),
      file,
    );
    assert.deepEqual(
      blocks.flatMap((block) =>
        block.type === 'tool-call' ? [[block.id, block.name, block.arguments]] : [],
      ),
      calls(items),
    );
    assert.deepEqual(
      blocks.flatMap((block) => (block.type === 'thinking' && block.signature ? block.signature.value : [])),
      items.flatMap((item) => (item['type'] === 'reasoning' ? (item['encrypted_content'] ?? []) : [])),
    );
    assert.equal(chat.answer?.finish.reason, calls(items).length > 0 ? 'tools' : 'stop', file);
    const said = native.texts().join('');
    for (const part of saidIn(items)) assert.ok(said.includes(String(part['text'])));
  }
  assert.ok(seen > 30);
});

const framed = (lines: readonly string[]): Buffer =>
  Buffer.from(lines.map((line) => `event: ${String(objectIn(line)['type'])}\ndata: ${line}\n\n`).join(''));

function partsOf(bytes: Buffer, size: number): ChatPart[] {
  const reader = openParts();
  const parts: ChatPart[] = [];
  for (let at = 0; at < bytes.length; at += size) parts.push(...reader.push(bytes.subarray(at, at + size)));
  parts.push(...reader.finish());
  return parts;
}

const isJson = (line: string): boolean => {
  try {
    return JSON.parse(line) !== undefined;
  } catch {
    return false;
  }
};

/** Some files hold the turns of a conversation one behind the other. */
function turnsIn(file: string): string[][] {
  const turns: string[][] = [];
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line.trim() === '') continue;
    if (turns.length === 0 || /"type":"response\.created"/.test(line.slice(0, 4000))) turns.push([]);
    turns.at(-1)?.push(line);
  }
  // One file's first and last events lack their closing brace.
  return turns.filter((lines) => lines.every(isJson));
}

test('every recorded stream gives the answer that its items hold, however it is cut', (t) => {
  const streams = files('.chunks.txt').flatMap((file) => turnsIn(file).map((lines) => ({ file, lines })));
  if (streams.length === 0) return t.diagnostic('no recordings beside the repository');
  let seen = 0;
  for (const { file, lines } of streams) {
    const last = objectIn(lines.at(-1) ?? '{}');
    const { response } = last;
    if (!isObject(response)) continue; // a chat stream
    seen++;
    const bytes = framed(lines);
    const whole = partsOf(bytes, bytes.length);
    for (const size of [1, 7, 64, 1021, 4096]) {
      if (size === 1 && bytes.length > 60_000) continue;
      assert.deepEqual(partsOf(bytes, size), whole, `${file} in pieces of ${size}`);
    }
    const native = openStream({ endpoint: 'responses', kind: 'chat', facts: {}, usageInStream: true });
    const passed: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += 777) {
      const part = native.push(bytes.subarray(at, at + 777));
      if (part) passed.push(part);
    }
    if (last['type'] === 'response.failed') {
      assert.deepEqual(
        whole.map(({ type }) => type),
        ['start', 'error'],
      );
      assert.equal(native.fault?.code, 'upstream_key_refused');
      continue;
    }
    assert.equal(native.finish(), 'ended', file);
    assert.equal(Buffer.concat([...passed, native.closing()]).toString(), bytes.toString(), file);
    assertUsage(native.usage, response['usage']);
    assert.equal(whole.at(-1)?.type, 'end', file);
    const collector = new AnswerCollector();
    for (const part of whole) collector.push(part);
    const answer = collector.answer();
    assert.deepEqual(answer.usage, native.usage);
    // The fixtures' makers shortened some last events; what was streamed counts.
    const items = lines
      .map(objectIn)
      .flatMap((event) =>
        event['type'] === 'response.output_item.done' && isObject(event['item']) ? event['item'] : [],
      );
    const streamed = items.length > 0 ? { ...response, output: items } : response;
    const fromItems = readChatAnswer(Buffer.from(JSON.stringify(streamed))).answer;
    // Written by hand: its deltas and its items say different things.
    if (!file.endsWith('openai-shell-container.1.chunks.txt'))
      assert.deepEqual(answer.blocks, fromItems?.blocks, file);
    const deltas = lines
      .map(objectIn)
      .flatMap((event) => (event['type'] === 'response.output_text.delta' ? [String(event['delta'])] : []));
    assert.ok(native.texts().join('').includes(deltas.join('')), file);
  }
  assert.ok(seen > 30);
});
