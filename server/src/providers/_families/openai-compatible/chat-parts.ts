import { randomText } from '../../../base/ids.ts';
import {
  isObject,
  type Json,
  listOf,
  numberIn,
  objectIn,
  objectOf,
  parseObject,
  textIn,
} from '../../../base/json.ts';
import { type SseEvent, SseSplitter } from '../../../base/sse.ts';
import type { ChatPart, Signature } from '../../../spec/chat.ts';
import type { ChatPartReader } from '../../../spec/provider.ts';
import type { Usage } from '../../../spec/usage.ts';
import { answerFacts } from './answer.ts';
import { faultInBody, readErrorWords } from './faults.ts';
import { readFinish } from './finish.ts';
import {
  argumentsIn,
  callSignature,
  citationsIn,
  contentIn,
  detailsIn,
  imageIn,
  soundType,
  thoughtIn,
} from './read-pieces.ts';
import { readUsage } from './usage.ts';

type Call = {
  readonly number: number;
  readonly custom: boolean;
  id: string | undefined;
  name: string;
  started: boolean;
  ended: boolean;
  /** All arguments so far: a later call ends this one where they are whole. */
  text: string;
  signature: Signature | undefined;
};

type Sound = { id?: string; transcript: string; data: Buffer[]; expiresAt?: number };

/** Reads a stream of chat completion chunks into parts. Of several answers only the first is read. */
export function openParts(): ChatPartReader {
  const splitter = new SseSplitter();
  const reader = new ChunkReader();
  return {
    push(bytes) {
      if (reader.done) return [];
      let events: SseEvent[];
      try {
        events = splitter.push(bytes);
      } catch {
        return reader.fail();
      }
      return events.flatMap((event) => reader.read(event.data));
    },
    finish() {
      if (reader.done) return [];
      const rest = splitter.rest();
      const parts = rest ? reader.read(rest.data) : [];
      // Some servers leave out [DONE]; a finish word says that the answer is whole.
      return [...parts, ...(reader.done || !reader.finished ? [] : reader.close())];
    },
  };
}

class ChunkReader {
  done = false;
  #started = false;
  #index: unknown;
  #finishWord: string | undefined;
  #open: 'text' | 'thinking' | undefined;
  #signature: Signature | undefined;
  #thoughtId: string | undefined;
  /** The open thought's text came in the plain field. */
  #plain = false;
  readonly #calls: Call[] = [];
  readonly #byKey = new Map<unknown, Call>();
  readonly #pictures = new Set<string>();
  #sound: Sound | undefined;
  #refused = false;
  #searched = false;
  #usage: Usage | undefined;
  #facts: Record<string, string | boolean> | undefined;

  get finished(): boolean {
    return this.#finishWord !== undefined;
  }

  read(data: string): ChatPart[] {
    if (this.done || data === '') return [];
    if (data.trim() === '[DONE]') return this.close();
    let chunk: unknown;
    try {
      chunk = JSON.parse(data);
    } catch {
      return []; // half an event, or a proxy's word
    }
    if (!isObject(chunk)) return [];
    const words = chunk['error'] ? readErrorWords(chunk) : undefined;
    if (words) {
      this.done = true;
      return [{ type: 'error', fault: faultInBody(words) }];
    }
    const parts: ChatPart[] = [];
    const choice = this.#choiceOf(chunk);
    this.#readUsage(chunk, choice);
    if (!choice) return parts;
    this.#start(chunk, parts);
    const delta = choice['delta'] ?? choice['message'];
    if (isObject(delta)) this.#readDelta(delta, parts);
    this.#finishWord = textIn(choice['finish_reason']) ?? this.#finishWord;
    return parts;
  }

  /** Ends what is open and the answer. */
  close(): ChatPart[] {
    this.done = true;
    const parts: ChatPart[] = [];
    this.#closeOpen(parts);
    for (const call of this.#calls) this.#endCall(call, parts);
    if (this.#sound) parts.push(this.#soundPart(this.#sound));
    const seen = { calls: this.#calls.length > 0, refusal: this.#refused };
    parts.push({ type: 'finish', finish: readFinish(this.#finishWord, seen) });
    if (this.#usage)
      parts.push({
        type: 'usage',
        usage: this.#searched ? { ...this.#usage, searches: 1 } : this.#usage,
        ...(this.#facts ? { facts: this.#facts } : {}),
      });
    parts.push({ type: 'end' });
    return parts;
  }

  fail(): ChatPart[] {
    this.done = true;
    const message = 'the upstream sent an event that does not end';
    return [{ type: 'error', fault: { code: 'upstream_garbage', message } }];
  }

  /** The first answer's choice; whatever index the upstream counts from. */
  #choiceOf(chunk: Json): Json | undefined {
    const choices = listOf(chunk['choices']).filter(isObject);
    if (this.#index === undefined && choices.length > 0) this.#index = choices[0]?.['index'] ?? 0;
    return choices.find(({ index }) => (index ?? 0) === this.#index);
  }

  /** Moonshot reports in the choice. */
  #readUsage(chunk: Json, choice: Json | undefined): void {
    const usage = readUsage(chunk['usage']) ?? readUsage(choice?.['usage']);
    if (!usage) return;
    this.#usage = usage;
    this.#facts = answerFacts(chunk) ?? this.#facts;
  }

  #start(chunk: Json, parts: ChatPart[]): void {
    if (this.#started) return;
    this.#started = true;
    const id = textIn(chunk['id']);
    const model = textIn(chunk['model']);
    parts.push({
      type: 'start',
      ...(id === undefined ? {} : { id }),
      ...(model === undefined ? {} : { model }),
    });
  }

  #readDelta(delta: Json, parts: ChatPart[]): void {
    this.#readThoughts(delta, parts);
    for (const piece of contentIn(delta['content'])) {
      if (piece.type === 'image') this.#show(piece.block, parts);
      else if (piece.type === 'refusal') this.#refuse(piece.text, parts);
      else this.#say(piece.type, piece.text, parts);
    }
    const refusal = textIn(delta['refusal']);
    if (refusal !== undefined) this.#refuse(refusal, parts);
    for (const citation of citationsIn(delta['annotations'])) {
      this.#searched = true;
      parts.push({ type: 'citation', citation });
    }
    for (const image of listOf(delta['images'])) {
      const block = imageIn(image);
      if (block) this.#show(block, parts);
    }
    this.#hear(delta['audio']);
    for (const call of listOf(delta['tool_calls'])) if (isObject(call)) this.#readCall(call, parts);
    const legacy = delta['function_call'];
    if (isObject(legacy)) this.#readCall({ index: 0, function: legacy }, parts);
  }

  #readThoughts(delta: Json, parts: ChatPart[]): void {
    const plain = thoughtIn(delta);
    if (plain !== undefined) {
      this.#say('thinking', plain, parts);
      this.#plain = true;
    }
    for (const detail of detailsIn(delta['reasoning_details'])) {
      if (detail.redacted) {
        this.#closeOpen(parts);
        parts.push({
          type: 'thinking-end',
          redacted: true,
          ...(detail.signature ? { signature: detail.signature } : {}),
          ...(detail.id === undefined ? {} : { id: detail.id }),
        });
        continue;
      }
      // Where both are there they hold the same text; a signed detail may repeat the whole thought.
      if (plain === undefined && detail.text !== '' && !(detail.signature && this.#plain))
        this.#say('thinking', detail.text, parts);
      if (detail.signature) {
        if (this.#open !== 'thinking') this.#closeOpen(parts);
        this.#open = 'thinking';
        this.#signature = detail.signature;
        this.#thoughtId = detail.id;
        this.#closeOpen(parts);
      }
    }
  }

  #say(kind: 'text' | 'thinking', text: string, parts: ChatPart[]): void {
    if (this.#open !== kind) this.#closeOpen(parts);
    this.#open = kind;
    parts.push({ type: kind === 'text' ? 'text-delta' : 'thinking-delta', text });
  }

  #closeOpen(parts: ChatPart[]): void {
    if (this.#open === 'text') parts.push({ type: 'text-end' });
    if (this.#open === 'thinking')
      parts.push({
        type: 'thinking-end',
        ...(this.#signature ? { signature: this.#signature } : {}),
        ...(this.#thoughtId === undefined ? {} : { id: this.#thoughtId }),
      });
    this.#open = undefined;
    this.#plain = false;
    this.#signature = undefined;
    this.#thoughtId = undefined;
  }

  #refuse(text: string, parts: ChatPart[]): void {
    this.#closeOpen(parts);
    this.#refused = true;
    parts.push({ type: 'refusal-delta', text });
  }

  /** Some servers send the list of pictures so far with each chunk. */
  #show(block: ReturnType<typeof imageIn> & object, parts: ChatPart[]): void {
    const key =
      block.source.by === 'data' ? block.source.data : block.source.by === 'url' ? block.source.url : '';
    if (this.#pictures.has(key)) return;
    this.#pictures.add(key);
    this.#closeOpen(parts);
    parts.push({ type: 'media', block });
  }

  /** Speech comes in pieces, each base64 of its own, and its words apart. */
  #hear(audio: unknown): void {
    if (!isObject(audio)) return;
    this.#sound ??= { transcript: '', data: [] };
    const id = textIn(audio['id']);
    const expiresAt = numberIn(audio['expires_at']);
    const data = textIn(audio['data']);
    if (id !== undefined) this.#sound.id = id;
    if (expiresAt !== undefined) this.#sound.expiresAt = expiresAt;
    if (data !== undefined) this.#sound.data.push(Buffer.from(data, 'base64'));
    this.#sound.transcript += textIn(audio['transcript']) ?? '';
  }

  #soundPart(sound: Sound): ChatPart {
    const data = Buffer.concat(sound.data).toString('base64');
    return {
      type: 'media',
      block: {
        type: 'audio',
        source: { by: 'data', mediaType: soundType(data), data },
        ...(sound.transcript === '' ? {} : { transcript: sound.transcript }),
        ...(sound.id === undefined ? {} : { id: sound.id }),
        ...(sound.expiresAt === undefined ? {} : { expiresAt: sound.expiresAt }),
      },
    };
  }

  #readCall(delta: Json, parts: ChatPart[]): void {
    const custom = objectIn(delta['custom']);
    const called = custom ?? objectOf(delta['function']);
    const id = textIn(delta['id']);
    const name = textIn(called['name']);
    const call = this.#callOf(delta['index'], id, name, custom !== undefined);
    call.id ??= id;
    if (!call.started && name !== undefined) call.name = name;
    call.signature ??= callSignature(delta);
    const text = argumentsIn(custom ? called['input'] : called['arguments']);
    if (call.ended) return;
    call.text += text;
    if (!call.started) {
      if (call.name === '') return; // the name may come later; the arguments wait
      this.#startCall(call, parts);
      if (call.text !== '') parts.push({ type: 'tool-delta', call: call.number, text: call.text });
    } else if (text !== '') parts.push({ type: 'tool-delta', call: call.number, text });
  }

  /** Calls go by index; where there is none, by id, and what has neither belongs to the last. */
  #callOf(index: unknown, id: string | undefined, name: string | undefined, custom: boolean): Call {
    const last = this.#calls.at(-1);
    const known =
      index === undefined || index === null
        ? id === undefined
          ? last
          : this.#calls.find((call) => call.id === id)
        : this.#byKey.get(index);
    // Some servers count every call as 0: another id with a name is another call.
    const another =
      known && id !== undefined && known.id !== undefined && known.id !== id && name !== undefined;
    if (known && !another) return known;
    const call: Call = {
      number: this.#calls.length,
      custom,
      id,
      name: '',
      started: false,
      ended: false,
      text: '',
      signature: undefined,
    };
    this.#calls.push(call);
    if (index !== undefined && index !== null) this.#byKey.set(index, call);
    return call;
  }

  #startCall(call: Call, parts: ChatPart[]): void {
    this.#closeOpen(parts);
    // What is whole JSON cannot go on: its end need not wait for the end of the answer.
    for (const earlier of this.#calls)
      if (earlier !== call && earlier.started && isWhole(earlier.text)) this.#endCall(earlier, parts);
    call.started = true;
    call.id ??= `call_${randomText(24)}`;
    parts.push({
      type: 'tool-start',
      call: call.number,
      id: call.id,
      name: call.name,
      ...(call.custom ? { custom: true } : {}),
    });
  }

  #endCall(call: Call, parts: ChatPart[]): void {
    if (call.ended) return;
    if (!call.started) {
      this.#startCall(call, parts);
      if (call.text !== '') parts.push({ type: 'tool-delta', call: call.number, text: call.text });
    }
    call.ended = true;
    parts.push({
      type: 'tool-end',
      call: call.number,
      ...(call.signature ? { signature: call.signature } : {}),
    });
  }
}

/** Is the text a JSON object that is more than the `{}` which some servers begin with? */
function isWhole(text: string): boolean {
  return text.endsWith('}') && text !== '{}' && parseObject(text) !== undefined;
}
