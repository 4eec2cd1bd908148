import { type Json, parseObject } from '../../../base/json.ts';
import type { FaultReading, StreamReader } from '../../../spec/provider.ts';
import type { Facts, Usage } from '../../../spec/usage.ts';
import { dataOf, endless, KeptTexts, splitEvents, WholeEvents } from './whole-events.ts';

/** What one event tells. */
export type Look = {
  /** Absent: the event goes on as it came. 'drop': it stays here. */
  readonly pass?: 'drop';
  /** The upstream has finished: this event is kept back until the charge is on disk, and nothing after it is read. */
  readonly ends?: true;
  /** It may be the last one: kept back until another comes, or the connection ends (which is then a whole answer). */
  readonly mayEnd?: true;
  readonly fault?: FaultReading;
  readonly usage?: Usage;
  readonly facts?: Facts;
};

/** What a wire of server-sent JSON events says of its events. */
export type EventWire = {
  /** An event without any of these words is passed on unread. */
  readonly special: readonly string[];
  readonly look: (body: Json) => Look;
  /** Text that the model produced in this event, for counting. */
  readonly textsOf: (body: Json) => readonly string[];
  /** Is there something in it that a client would miss? Until then another channel may still take over. */
  readonly produces: (body: Json) => boolean;
};

const blankLine = Buffer.from('\n\n');
const noBytes = Buffer.alloc(0);
/** Relayed bytes are kept as they are until there are this many; then only their text is kept. */
const rawLimit = 64 * 1024;

/**
 * Reads a stream of JSON events while its bytes pass through unchanged: only events with a special word are parsed as
 * they come; what was produced is kept raw and is read only when no usage came.
 */
export function passEvents(wire: EventWire): StreamReader {
  const events = new WholeEvents();
  const kept = new KeptTexts();
  let raw: string[] = [];
  let rawLength = 0;
  let state: StreamReader['state'] = 'open';
  let fault: FaultReading | undefined;
  let usage: Usage | undefined;
  let facts: Facts | undefined;
  let produced = false;
  /** Events kept back: the last one, or one that may be. */
  let held: Buffer = noBytes;
  let mayEnd = false;

  function keep(event: Buffer): void {
    if (!produced) {
      const body = bodyOf(event);
      produced = body !== undefined && wire.produces(body);
    }
    raw.push(event.toString('latin1'));
    rawLength += event.length;
    if (rawLength > rawLimit) compact();
  }

  function compact(): void {
    const texts = raw;
    raw = [];
    rawLength = 0;
    for (const text of texts) {
      for (const event of splitEvents(Buffer.from(text, 'latin1'))) {
        const body = bodyOf(event);
        if (!body) continue;
        for (const one of wire.textsOf(body)) kept.add(one);
      }
    }
  }

  /** One event. Returns what may go on. */
  function take(event: Buffer): Buffer | undefined {
    const body = bodyOf(event);
    // Comments and what is no JSON: no client of such a wire can use it, and it may tell about the upstream.
    if (!body) return undefined;
    const seen = wire.look(body);
    if (seen.usage) usage = seen.usage;
    if (seen.facts) facts = { ...facts, ...seen.facts };
    if (seen.fault) {
      state = 'failed';
      fault = seen.fault;
      return undefined; // the dialect says it in the client's words
    }
    if (seen.pass === 'drop') return undefined;
    keep(event);
    const before = held;
    held = noBytes;
    mayEnd = false;
    if (seen.ends || seen.mayEnd) {
      held = event;
      mayEnd = true;
      if (seen.ends) state = 'ended';
      return before.length > 0 ? before : undefined;
    }
    return before.length > 0 ? Buffer.concat([before, event]) : event;
  }

  function pass(block: Buffer): Buffer | undefined {
    const text = block.toString('latin1');
    if (held.length === 0 && !text.includes('\n:') && !text.startsWith(':') && !hasWord(text)) {
      keep(block);
      return block;
    }
    const parts: Buffer[] = [];
    for (const event of splitEvents(block)) {
      if (state !== 'open') break;
      const part = take(event);
      if (part) parts.push(part);
    }
    return parts.length === 0 ? undefined : parts.length === 1 ? parts[0] : Buffer.concat(parts);
  }

  const hasWord = (text: string): boolean => wire.special.some((word) => text.includes(word));

  return {
    get state() {
      return state;
    },
    get fault() {
      return fault;
    },
    get usage() {
      return usage;
    },
    get facts() {
      return facts;
    },
    get produced() {
      return produced;
    },
    push(chunk) {
      if (state !== 'open') return undefined;
      const block = events.push(chunk);
      if (events.endless) {
        state = 'failed';
        fault = endless;
      }
      return block && pass(block);
    },
    texts() {
      compact();
      return kept.texts;
    },
    get textsLeftOut() {
      return kept.leftOut;
    },
    finish() {
      if (state === 'ended') return 'ended';
      if (state === 'failed') return 'cut';
      // Some servers leave out the last blank line.
      if (events.waiting > 0) {
        const last = Buffer.concat([events.take(), blankLine]);
        const more = bodyOf(last) ? take(last) : undefined;
        if (more) held = Buffer.concat([more, held]);
        if ((state as StreamReader['state']) === 'failed') return 'cut';
      }
      if (mayEnd) state = 'ended';
      return mayEnd ? 'ended' : 'cut';
    },
    closing: () => held,
  };
}

/** The JSON object of one event; undefined for a comment, or for half an event at the end of a cut stream. */
const bodyOf = (event: Buffer): Json | undefined => parseObject(dataOf(event.toString('utf8')));
