import type { JsonDraft } from '../../base/json.ts';
import { sseEvent } from '../../base/sse.ts';
import type { ChatPart, Finish, Signature } from '../../spec/chat.ts';
import type { AnswerContext, ChatWriter } from '../../spec/dialect.ts';
import type { Usage } from '../../spec/usage.ts';
import {
  carrier,
  citationOf,
  forLast,
  forNext,
  mediaText,
  type Seen,
  signatureField,
  stopOf,
  usageOf,
} from './answer.ts';
import { wire } from './wire.ts';
import { callId, hidesThoughts, messageHead } from './write-answer.ts';

/**
 * A content block on its way out. Only the first of the line is open on the wire; what comes for a later one waits in
 * `held`. `over`: nothing more comes for it.
 */
type Item = {
  readonly kind: 'text' | 'thinking' | 'tool' | 'whole';
  readonly start: JsonDraft;
  readonly held: JsonDraft[];
  begun: boolean;
  over: boolean;
  /** Of a text: its end was announced, and only sources may still come. */
  ended?: boolean;
  /** Of a call: its number, and how many deltas came. */
  readonly call?: number;
  readonly custom?: boolean;
  deltas?: number;
};

const event = (type: string, fields: JsonDraft): string => sseEvent({ type, ...fields }, type);

/** Adds to the last delta where it is one of the same kind, so that what waited goes out as one event. */
function hold(held: JsonDraft[], delta: JsonDraft): void {
  const last = held.at(-1);
  if (last && last['type'] === delta['type'])
    for (const name of ['text', 'thinking', 'partial_json'])
      if (typeof last[name] === 'string') {
        last[name] += String(delta[name]);
        return;
      }
  held.push({ ...delta });
}

/**
 * Writes the strict order of this wire: blocks one after the other, each started, filled and stopped before the next.
 * Parts that interleave (parallel calls of other wires) are put in a line: the order of blocks is that of their starts.
 */
class StreamWriter implements ChatWriter {
  readonly #context: AnswerContext;
  readonly #hidden: boolean;
  /** The blocks not yet stopped. Only calls can be open with others behind them. */
  readonly #line: Item[] = [];
  readonly #seen: Seen = { calls: 0, opaque: 0, refusal: '' };
  #started = false;
  #index = 0;
  #finish: Finish = { reason: 'other' };
  #usage: Usage | undefined;

  constructor(context: AnswerContext) {
    this.#context = context;
    this.#hidden = hidesThoughts(context);
  }

  push(part: ChatPart): string {
    switch (part.type) {
      case 'start':
        return this.#head();
      case 'text-delta':
        return part.text === '' ? '' : this.#said(this.#text(), { type: 'text_delta', text: part.text });
      case 'refusal-delta':
        this.#seen.refusal += part.text;
        return part.text === '' ? '' : this.#said(this.#text(), { type: 'text_delta', text: part.text });
      case 'text-end': {
        // The block stays open for sources that come late. Signatures of texts have no place here; no wire demands them.
        const last = this.#line.at(-1);
        if (last?.kind === 'text') last.ended = true;
        return '';
      }
      case 'citation': {
        const last = this.#line.at(-1);
        const citation = citationOf(part.citation);
        if (last?.kind !== 'text' || citation === undefined) return '';
        return this.#said(last, { type: 'citations_delta', citation });
      }
      case 'thinking-delta':
        return part.text === '' ? '' : this.#thought(part.text);
      case 'thinking-end':
        return this.#thoughtEnds(part.signature, part.redacted === true);
      case 'tool-start':
        return this.#callStarts(part);
      case 'tool-delta':
        return this.#callGoesOn(part.call, part.text);
      case 'tool-end':
        return this.#callEnds(part.call, part.signature);
      case 'media':
        return this.#aside(mediaText(part.block));
      case 'opaque': {
        const { from, value, text } = part.block;
        if (from !== wire || typeof value !== 'object' || value === null) return this.#aside(text ?? '');
        this.#seen.opaque++;
        return this.#whole({ ...value });
      }
      case 'finish':
        this.#finish = part.finish;
        return '';
      case 'usage':
        this.#usage = part.usage;
        return '';
      case 'error':
      case 'end':
        return '';
    }
  }

  closing(): string {
    let bytes = this.#head();
    for (const item of this.#line) if (!item.over) this.#end(item);
    bytes += this.#advance();
    const { stop_reason, stop_sequence, stop_details } = stopOf(this.#finish, this.#seen);
    // A stream without a block ends some clients' patience; after a refusal it is the documented shape.
    if (this.#index === 0 && stop_reason !== 'refusal')
      bytes += this.#whole({ type: 'text', text: '' }) + this.#advance();
    const { cache_creation: _, ...usage } = usageOf(this.#usage);
    return (
      bytes +
      event('message_delta', { delta: { stop_reason, stop_sequence, stop_details }, usage }) +
      event('message_stop', {})
    );
  }

  /** The counts are not known yet: message_delta corrects them. */
  #head(): string {
    if (this.#started) return '';
    this.#started = true;
    const message = {
      ...messageHead(this.#context),
      content: [],
      stop_reason: null,
      stop_sequence: null,
      stop_details: null,
      usage: { ...usageOf(undefined), service_tier: 'standard' },
    };
    return event('message_start', { message });
  }

  /** The block that text goes to: the open one, or a new one. */
  #text(): Item {
    const last = this.#line.at(-1);
    if (last?.kind === 'text' && !last.ended) return last;
    return this.#queue('text', { type: 'text', text: '' });
  }

  #thinking(): Item {
    const last = this.#line.at(-1);
    return last?.kind === 'thinking'
      ? last
      : this.#queue('thinking', { type: 'thinking', thinking: '', signature: '' });
  }

  #thought(text: string): string {
    if (this.#hidden) return '';
    return this.#said(this.#thinking(), { type: 'thinking_delta', thinking: text });
  }

  #thoughtEnds(signature: Signature | undefined, redacted: boolean): string {
    if (redacted)
      return signature ? this.#whole({ type: 'redacted_thinking', data: signatureField(signature) }) : '';
    const open = this.#line.at(-1)?.kind === 'thinking';
    if (!open && !signature) return '';
    const item = this.#thinking();
    item.over = true;
    return this.#said(item, { type: 'signature_delta', signature: signatureField(signature) });
  }

  #callStarts(part: Extract<ChatPart, { type: 'tool-start' }>): string {
    const id = callId(part.id, this.#context, this.#seen.calls++);
    this.#queue(
      'tool',
      { type: 'tool_use', id, name: part.name, input: {} },
      { call: part.call, ...(part.custom ? { custom: true } : {}) },
    );
    return this.#head() + this.#advance();
  }

  #call = (call: number) => this.#line.find((item) => item.call === call && !item.over);

  #callGoesOn(call: number, text: string): string {
    const item = this.#call(call);
    if (!item || text === '') return '';
    // Free text becomes the one field of an object: its JSON string may be written piece by piece.
    const opening = item.custom && !item.deltas ? '{"input":"' : '';
    const piece = item.custom ? opening + JSON.stringify(text).slice(1, -1) : text;
    item.deltas = (item.deltas ?? 0) + 1;
    return this.#said(item, { type: 'input_json_delta', partial_json: piece });
  }

  #callEnds(call: number, signature: Signature | undefined): string {
    const item = this.#call(call);
    if (!item) return '';
    const thought = carrier(signature, item.begun ? forLast : forNext);
    if (thought) {
      const at = this.#line.indexOf(item) + (item.begun ? 1 : 0);
      // Claude Code forgets a signature that stands in the start of a block: only deltas count.
      this.#line.splice(at, 0, {
        kind: 'thinking',
        start: { ...thought, signature: '' },
        held: [{ type: 'signature_delta', signature: thought.signature }],
        begun: false,
        over: true,
      });
    }
    this.#end(item);
    return this.#advance();
  }

  /** What an item still needs said, and that nothing more comes. */
  #end(item: Item): void {
    if (item.kind === 'thinking')
      item.held.push({ type: 'signature_delta', signature: signatureField(undefined) });
    if (item.custom)
      hold(item.held, { type: 'input_json_delta', partial_json: item.deltas ? '"}' : '{"input":""}' });
    // The first delta of a call may be its only one, and is then empty.
    else if (item.kind === 'tool' && !item.deltas)
      item.held.push({ type: 'input_json_delta', partial_json: '' });
    item.over = true;
  }

  /** A text that is a block of its own. */
  #aside(text: string): string {
    if (text === '') return '';
    const item = this.#queue('text', { type: 'text', text: '' });
    item.ended = true;
    return this.#said(item, { type: 'text_delta', text });
  }

  #whole(block: JsonDraft): string {
    this.#queue('whole', block).over = true;
    return this.#head() + this.#advance();
  }

  /** Puts a new block at the end of the line. Whatever is last there and no call ends with it. */
  #queue(kind: Item['kind'], start: JsonDraft, more: Pick<Item, 'call' | 'custom'> = {}): Item {
    const last = this.#line.at(-1);
    if (last && last.kind !== 'tool' && !last.over) this.#end(last);
    const item: Item = { kind, start, held: [], begun: false, over: false, ...more };
    this.#line.push(item);
    return item;
  }

  #said(item: Item, delta: JsonDraft): string {
    hold(item.held, delta);
    return this.#head() + this.#advance();
  }

  /**
   * A call waits with its beginning for its second delta, or its end: wires that send calls whole tell a signature with
   * the end, and it has to go before the call.
   */
  #waits = (item: Item): boolean => item.kind === 'tool' && !item.over && (item.deltas ?? 0) < 2;

  /** Everything that may be written now: the first block's news, and while it is over, the next one's. */
  #advance(): string {
    let bytes = '';
    for (let item = this.#line[0]; item && !(this.#waits(item) && !item.begun); item = this.#line[0]) {
      if (!item.begun) {
        item.begun = true;
        bytes += event('content_block_start', { index: this.#index, content_block: item.start });
      }
      for (const delta of item.held) bytes += event('content_block_delta', { index: this.#index, delta });
      item.held.length = 0;
      if (!item.over) break;
      bytes += event('content_block_stop', { index: this.#index++ });
      this.#line.shift();
    }
    return bytes;
  }
}

/** Opens the writer of one streamed answer. */
export const openWriter = (context: AnswerContext): ChatWriter => new StreamWriter(context);
