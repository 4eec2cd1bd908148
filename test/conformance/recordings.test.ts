import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { SseSplitter } from '../../server/src/base/sse.ts';
import { dialects } from '../../server/src/dialects/index.ts';
import { providers } from '../../server/src/providers/index.ts';
import type { Call } from '../../server/src/spec/call.ts';
import type { ChatAnswer, ChatPart, ChatRequest } from '../../server/src/spec/chat.ts';
import { AnswerCollector, partsOf, totalsOf } from '../../server/src/spec/chat-parts.ts';
import type { AnswerContext, ChatFront } from '../../server/src/spec/dialect.ts';
import type { ChatPort } from '../../server/src/spec/provider.ts';
import { openAiSpec } from '../support/openai-spec.ts';

/**
 * Real answers of providers go through the reader of their wire and through the writer of every chat dialect; what the
 * writer wrote is read again and must hold the same text, thoughts, calls and usage. Streams are cut everywhere.
 */
const folder = fileURLToPath(new URL('../../../shared/recordings/vercel-ai/', import.meta.url));

type Json = Record<string, unknown>;
const ports = new Map<string, ChatPort>();
for (const { wires } of providers)
  for (const [wire, { chat }] of Object.entries(wires)) if (chat && !ports.has(wire)) ports.set(wire, chat);
const fronts = new Map<string, ChatFront>();
for (const { wire, endpoints } of dialects)
  for (const endpoint of endpoints)
    if (endpoint.does === 'relay' && endpoint.chat && !fronts.has(wire)) fronts.set(wire, endpoint.chat);

/** Which wire a recorded body or event is of; undefined: none that Key4U speaks. */
function wireOf(body: Json): string | undefined {
  if (Array.isArray(body['choices'])) return 'openai-chat';
  if (body['object'] === 'response' || String(body['type'] ?? '').startsWith('response.'))
    return 'openai-responses';
  if (body['type'] === 'message' || body['type'] === 'message_start') return 'anthropic-messages';
  if (Array.isArray(body['candidates'])) return 'gemini';
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text === '' ? '{}' : text);
  } catch {
    return text;
  }
}

type Recording = { name: string; wire: string; whole?: Buffer; events?: string[] };
const skipped: string[] = [];

function recordings(): Recording[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json') || name.endsWith('.chunks.txt'))
    .sort()
    .flatMap((name): Recording[] => {
      const text = readFileSync(join(folder, name), 'utf8');
      const events = name.endsWith('.json')
        ? undefined
        : text.split('\n').filter((line) => line.trim() !== '');
      const bodies = (events ?? [text]).map((one) => parsed(one) as Json);
      const wire = wireOf(bodies[0]!);
      // Some recordings hold a line that is no JSON, or are errors.
      if (!wire || bodies[0]!['error'] || bodies.some((body) => typeof body !== 'object')) {
        skipped.push(name);
        return [];
      }
      return [events ? { name, wire, events } : { name, wire, whole: Buffer.from(text) }];
    });
}

const framed = ({ wire, events = [] }: Recording): Buffer =>
  Buffer.from(
    events
      .map((event) => {
        const { type } = JSON.parse(event) as { type?: string };
        const named = wire === 'anthropic-messages' || wire === 'openai-responses';
        return `${named && type ? `event: ${type}\n` : ''}data: ${event}\n\n`;
      })
      .join('') + (wire === 'openai-chat' ? 'data: [DONE]\n\n' : ''),
  );

/** Parts of a stream, given in pieces. */
function read(wire: string, pieces: readonly Buffer[]): ChatPart[] {
  const reader = ports.get(wire)!.openParts();
  return [...pieces.flatMap((piece) => [...reader.push(piece)]), ...reader.finish()];
}

const collect = (parts: Iterable<ChatPart>): ChatAnswer => {
  const collector = new AnswerCollector();
  for (const part of parts) collector.push(part);
  return collector.answer();
};

const request: ChatRequest = { stream: true, messages: [], tools: [], thinking: { mode: 'on', show: true } };
const contextOf = (stream: boolean): AnswerContext => {
  const call: Call = {
    kind: 'chat',
    endpoint: 'chat',
    model: 'm',
    stream,
    usageInStream: true,
    body: Buffer.from('{"model":"m"}'),
    bounds: { inputTokens: 1, answers: 1 },
    facts: {},
  };
  return { id: '01test', model: 'm', at: 1_700_000_000_000, call, request: { ...request, stream } };
};

function write(wire: string, parts: readonly ChatPart[]): Buffer {
  const writer = fronts.get(wire)!.openWriter(contextOf(true));
  return Buffer.from(parts.map((part) => writer.push(part)).join('') + writer.closing());
}

/** What must not get lost. */
const essence = ({ blocks, usage }: ChatAnswer) => {
  const sums = totalsOf(usage);
  return {
    // A refusal may stand both as text and in the field that a wire has for it.
    text: [
      ...new Set(
        blocks.flatMap((block) => (block.type === 'text' || block.type === 'refusal' ? [block.text] : [])),
      ),
    ],
    thinking: blocks.flatMap((block) => (block.type === 'thinking' ? [block.text] : [])).join(''),
    calls: blocks.flatMap((block) =>
      block.type === 'tool-call' ? [{ name: block.name, args: bare(parsed(block.arguments)) }] : [],
    ),
    usage: { input: sums.input, cached: sums.cached, output: sums.output },
  };
};

/** A free-text call, and arguments that are no JSON, stand in one field where a wire has only objects. */
const bare = (args: unknown): unknown => {
  if (typeof args !== 'object' || args === null) return args;
  const [[name, value] = [], ...others] = Object.entries(args);
  return others.length === 0 && (name === 'input' || name === '_raw') && typeof value === 'string'
    ? parsed(value)
    : args;
};

/** Traces of hosted tools and pictures may stand as text where a wire has no place for them. */
const hasMore = ({ blocks }: ChatAnswer): boolean =>
  blocks.some(({ type }) => type === 'opaque' || type === 'image' || type === 'audio');

function same(found: ChatAnswer, source: ChatAnswer, where: string): void {
  const [is, was] = [essence(found), essence(source)];
  if (hasMore(source)) {
    let at = 0;
    const all = is.text.join('');
    for (const text of was.text) {
      const next = all.indexOf(text, at);
      assert.ok(next >= 0, `${where}: lost ${JSON.stringify(text.slice(0, 80))}`);
      at = next + text.length;
    }
  } else assert.equal(is.text.join(''), was.text.join(''), where);
  assert.equal(is.thinking, was.thinking, where);
  assert.deepEqual(is.calls, was.calls, where);
  if (source.usage) assert.deepEqual(is.usage, was.usage, where);
}

/** The text of a recorded stream, read without any of our readers. */
const plainText: Record<string, (event: Json) => string> = {
  'openai-chat': (event) => {
    const [choice] = event['choices'] as { delta?: { content?: unknown } }[];
    return typeof choice?.delta?.content === 'string' ? choice.delta.content : '';
  },
  'openai-responses': (event) =>
    event['type'] === 'response.output_text.delta' ? String(event['delta']) : '',
  'anthropic-messages': (event) => {
    const { delta, content_block: block } = event as {
      delta?: { type: string; text: string };
      content_block?: { type: string; text: string };
    };
    return delta?.type === 'text_delta' ? delta.text : block?.type === 'text' ? block.text : '';
  },
  gemini: (event) => {
    const [candidate] = event['candidates'] as {
      content?: { parts?: { text?: string; thought?: boolean }[] };
    }[];
    return (candidate?.content?.parts ?? [])
      .map(({ text, thought }) => (thought ? '' : (text ?? '')))
      .join('');
  },
};

const all = recordings();
const seen = { whole: 0, streams: 0, cuts: 0, validated: 0 };

after(() =>
  console.log(
    all.length === 0
      ? 'no recordings are here (../shared/recordings): nothing was checked'
      : `${seen.whole} whole answers and ${seen.streams} streams through ${fronts.size} dialects, ${seen.cuts} cuts; ` +
          `${seen.validated} answers and events held against OpenAI's document; ` +
          `${skipped.length} recordings are of wires or endpoints without a chat dialect, or are errors`,
  ),
);

test('the wire of every chat dialect has an upstream that speaks it', () => {
  for (const wire of fronts.keys()) assert.ok(ports.has(wire), wire);
});

const spec = openAiSpec();
/** OpenAI's names of what its two chat APIs answer. */
const schemas: Readonly<Record<string, { whole: string; event: string }>> = {
  'openai-chat': { whole: 'CreateChatCompletionResponse', event: 'CreateChatCompletionStreamResponse' },
  'openai-responses': { whole: 'Response', event: 'ResponseStreamEvent' },
};

/** What OpenAI's document has no words for: free-text calls in chat streams, and items of others who speak this wire. */
const undocumented =
  /"type":"custom"|"type":"(?:shell_call|x_search_call|web_search_call|code_interpreter_call)"/;

/** Is it what OpenAI's own document says? Wires of other makers have no such document here. */
function valid(wire: string, kind: 'whole' | 'event', text: string, where: string): void {
  const schema = schemas[wire]?.[kind];
  if (!spec || !schema || undocumented.test(text)) return;
  seen.validated++;
  assert.deepEqual(spec(schema, JSON.parse(text)), [], `${where}: ${text.slice(0, 400)}`);
}

function validEvents(wire: string, bytes: Buffer, where: string): void {
  for (const { data } of new SseSplitter().push(bytes))
    if (data !== '[DONE]') valid(wire, 'event', data, where);
}

describe('whole answers', () => {
  for (const { name, wire, whole } of all) {
    if (!whole) continue;
    test(name, () => {
      seen.whole++;
      const reading = ports.get(wire)!.readAnswer(whole);
      assert.equal(reading.fault, undefined);
      const { answer } = reading;
      assert.ok(answer);
      for (const [target, front] of fronts) {
        const written: Buffer = Buffer.from(front.writeAnswer(answer, contextOf(false)));
        const again: ChatAnswer | undefined = ports.get(target)!.readAnswer(written).answer;
        assert.ok(again, target);
        valid(target, 'whole', written.toString(), `${name} -> ${target}`);
        same(again, answer, `${name} -> ${target}`);
        // The same answer for a client that asked for a stream.
        const parts: ChatPart[] = [
          ...partsOf(answer),
          ...(answer.usage ? [{ type: 'usage', usage: answer.usage } as const] : []),
          { type: 'end' },
        ];
        const streamed = write(target, parts);
        validEvents(target, streamed, `${name} -> ${target}`);
        same(collect(read(target, [streamed])), answer, `${name} -> ${target}, streamed`);
      }
    });
  }
});

/** Two streams of which the reader cannot know that they are whole: the recording ends before its last event. */
const endsEarly = /missing-terminal/;

/** Written by hand: its deltas are shorter than the items that they make. */
const contradicts = /openai-phase/;

describe('streams', () => {
  for (const recording of all) {
    const { name, wire, events } = recording;
    if (!events) continue;
    test(name, () => {
      seen.streams++;
      const bytes = framed(recording);
      const parts = read(wire, [bytes]);
      const failed = parts.find(({ type }) => type === 'error');
      if (failed) return; // a stream that was recorded because it failed
      if (!endsEarly.test(name)) assert.equal(parts.at(-1)?.type, 'end', 'the stream is whole');
      const source = collect(parts);
      // Some recordings are several answers one after the other: a stream ends with its first.
      const bodies = events.map((event) => JSON.parse(event) as Json);
      const last = bodies.findIndex(({ type }) => type === 'response.completed');
      const text = bodies
        .slice(0, last < 0 ? undefined : last)
        .map(plainText[wire]!)
        .join('');
      const refused = source.blocks.some(({ type }) => type === 'refusal');
      if (!hasMore(source) && !refused && !contradicts.test(name))
        assert.equal(essence(source).text.join(''), text, 'no text is lost in reading');
      const bytewise = read(
        wire,
        Array.from(bytes, (_byte, at) => bytes.subarray(at, at + 1)),
      );
      assert.deepEqual(essence(collect(bytewise)), essence(source), 'byte by byte');
      if (parts.at(-1)?.type !== 'end') return;
      for (const target of fronts.keys()) {
        const written = write(target, parts);
        validEvents(target, written, `${name} -> ${target}`);
        same(collect(read(target, [written])), source, `${name} -> ${target}`);
      }
    });
  }
});

/** Positions at which a stream of this length is cut: all of a short one, of a longer one so many spread over it. */
const mostCuts = 400;
const positions = (length: number): number[] =>
  length <= 4000
    ? Array.from({ length }, (_, at) => at)
    : Array.from({ length: mostCuts }, (_, at) => Math.floor((at * length) / mostCuts) + (at % 7));

describe('streams cut off', () => {
  for (const recording of all) {
    const { name, wire, events } = recording;
    if (!events || framed(recording).length > 60_000) continue;
    test(name, () => {
      const bytes = framed(recording);
      const text = essence(collect(read(wire, [bytes]))).text.join('');
      for (const at of positions(bytes.length)) {
        seen.cuts++;
        const parts = read(wire, [bytes.subarray(0, at)]);
        const cut = essence(collect(parts)).text.join('');
        assert.ok(text.startsWith(cut), `cut at ${at}: text is invented: ${cut.slice(-40)}`);
        for (const [target, front] of fronts) {
          const writer = front.openWriter(contextOf(true));
          const written = parts.map((part) => writer.push(part)).join('');
          // What a broken stream has brought the client so far; its end is an event of the dialect's own.
          const got = essence(collect(read(target, [Buffer.from(written)]))).text.join('');
          assert.ok(
            hasMore(collect(parts)) || cut.startsWith(got),
            `cut at ${at} -> ${target}: ${got.slice(-40)}`,
          );
        }
      }
    });
  }
});
