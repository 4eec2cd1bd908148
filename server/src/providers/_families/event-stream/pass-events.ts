import type { FaultReading, StreamReader } from '../../../spec/provider.ts';
import type { Facts, Usage } from '../../../spec/usage.ts';

type Json = Readonly<Record<string, unknown>>;

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
/** Characters of text that are kept for counting: more than the longest answers of today's models. */
const textLimit = 640 * 1024;
/** An event longer than this is no event: 64 MB, the largest answer body too. */
const longestEvent = 64 * 1024 * 1024;

/**
 * Reads a stream of JSON events while its bytes pass through unchanged: only events with a special word are parsed as
 * they come; what was produced is kept raw and is read only when no usage came.
 */
export function passEvents(wire: EventWire): StreamReader {
  let rest: Buffer[] = []; // the beginning of an event whose end has not come
  let restLength = 0;
  let tail: Buffer = noBytes;
  let raw: string[] = [];
  let rawLength = 0;
  const kept: string[] = [];
  let keptLength = 0;
  let leftOut = 0;
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
        for (const one of wire.textsOf(body)) {
          if (keptLength < textLimit) kept.push(one);
          else leftOut += Buffer.byteLength(one);
          keptLength += one.length;
        }
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

  /** Takes in the next bytes. Returns those that are whole events now; the beginning of another waits for its end. */
  function wholeEvents(chunk: Buffer): Buffer | undefined {
    // Looks for the end only where it can be new, so that a long event is not searched again with every piece.
    if (rest.length > 0 && lastEventEnd(Buffer.concat([tail, chunk])) === 0) {
      wait(chunk);
      return undefined;
    }
    const bytes = rest.length > 0 ? Buffer.concat([...rest, chunk]) : chunk;
    rest = [];
    restLength = 0;
    tail = noBytes;
    const end = lastEventEnd(bytes);
    if (end < bytes.length) wait(bytes.subarray(end));
    return end === 0 ? undefined : bytes.subarray(0, end);
  }

  function wait(bytes: Buffer): void {
    rest.push(bytes);
    restLength += bytes.length;
    tail = Buffer.concat([tail, bytes.subarray(-3)]).subarray(-3);
    if (restLength <= longestEvent) return;
    state = 'failed';
    fault = { code: 'upstream_garbage', message: 'the upstream sent an event that does not end' };
  }

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
      const block = wholeEvents(chunk);
      return block && pass(block);
    },
    texts() {
      compact();
      return kept;
    },
    get textsLeftOut() {
      return leftOut;
    },
    finish() {
      if (state === 'ended') return 'ended';
      if (state === 'failed') return 'cut';
      // Some servers leave out the last blank line.
      if (restLength > 0) {
        const last = Buffer.concat([...rest, blankLine]);
        rest = [];
        restLength = 0;
        const more = bodyOf(last) ? take(last) : undefined;
        if (more) held = Buffer.concat([more, held]);
        if (state as StreamReader['state'] === 'failed') return 'cut';
      }
      if (mayEnd) state = 'ended';
      return mayEnd ? 'ended' : 'cut';
    },
    closing: () => held,
  };
}

/** The JSON object of one event; undefined for a comment, or for half an event at the end of a cut stream. */
function bodyOf(event: Buffer): Json | undefined {
  let data = '';
  for (const line of event.toString('utf8').split(/\r?\n/)) {
    if (!line.startsWith('data:')) continue;
    data += (data === '' ? '' : '\n') + line.slice(5).trimStart();
  }
  if (data === '') return undefined;
  try {
    const parsed: unknown = JSON.parse(data);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Json)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Index behind the last whole event; events end in a blank line, with LF or CRLF. */
function lastEventEnd(bytes: Buffer): number {
  const { length } = bytes;
  if (bytes[length - 1] === 0x0a && bytes[length - 2] === 0x0a) return length;
  const lf = bytes.lastIndexOf(blankLine);
  const end = lf < 0 ? 0 : lf + 2;
  if (!bytes.includes(0x0d, end)) return end;
  const crlf = bytes.lastIndexOf('\r\n\r\n');
  return Math.max(end, crlf < 0 ? 0 : crlf + 4);
}

function* splitEvents(block: Buffer): Generator<Buffer> {
  let from = 0;
  while (from < block.length) {
    const lf = block.indexOf(blankLine, from);
    const crlf = block.indexOf('\r\n\r\n', from);
    const end = lf >= 0 && (crlf < 0 || lf < crlf) ? lf + 2 : crlf >= 0 ? crlf + 4 : block.length;
    yield block.subarray(from, end);
    from = end;
  }
}
