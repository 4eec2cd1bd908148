import { topLevelSpans } from '../../../base/json-span.ts';
import type { FaultReading, StreamReader } from '../../../spec/provider.ts';
import type { Usage } from '../../../spec/usage.ts';
import { faultInBody, readErrorWords } from '../openai-compatible/faults.ts';

/** One event: its type, and its other fields, which are parsed only when they are asked for. */
export type MediaEvent = { readonly type: string; readonly field: (name: string) => unknown };

/** What one event tells. */
export type MediaLook = {
  /** The upstream has finished: kept back until the charge is on disk, and nothing after it is read. */
  readonly ends?: boolean;
  /** It may be the last one: kept back until another comes, or the connection ends. */
  readonly mayEnd?: boolean;
  /** A client would miss it. */
  readonly produces?: boolean;
  /** Of the whole stream so far. */
  readonly usage?: Usage;
  readonly text?: string;
};

export type MediaWire = {
  readonly look: (event: MediaEvent) => MediaLook;
  /** The usage of a stream that ended without a report. Undefined: it is counted from the texts. */
  readonly estimate: (texts: readonly string[]) => Usage | undefined;
};

const noBytes = Buffer.alloc(0);
/** An event longer than this is no event: 64 MB, the largest answer body too. */
const longestEvent = 64 * 1024 * 1024;
/** Characters of text that are kept for counting. */
const textLimit = 640 * 1024;

/**
 * Reads a stream whose events are JSON objects of a few fields, one of them perhaps megabytes of base64: the fields are
 * found by their bytes and the large ones never parsed. Whole events pass unchanged; comments stay here.
 */
export function openMediaEvents(wire: MediaWire): StreamReader {
  let rest: Buffer[] = []; // the beginning of an event whose end has not come
  let restLength = 0;
  let tail: Buffer = noBytes; // its last three bytes, across which an end may lie
  let state: StreamReader['state'] = 'open';
  let fault: FaultReading | undefined;
  let usage: Usage | undefined;
  let produced = false;
  let held: Buffer = noBytes;
  let mayEnd = false;
  const kept: string[] = [];
  let keptLength = 0;
  let leftOut = 0;

  function take(event: Buffer): Buffer | undefined {
    const read = readEvent(event);
    if (!read) return undefined;
    const error = read.field('error');
    if (error !== undefined && error !== null) {
      const words = readErrorWords({ error });
      state = 'failed';
      fault = words ? faultInBody(words) : { code: 'upstream_failed', message: 'the upstream failed' };
      return undefined; // the dialect says it in the client's words
    }
    const seen = wire.look(read);
    if (seen.usage) usage = seen.usage;
    if (seen.produces) produced = true;
    if (seen.text) {
      if (keptLength < textLimit) kept.push(seen.text);
      else leftOut += Buffer.byteLength(seen.text);
      keptLength += seen.text.length;
    }
    const before = held;
    held = noBytes;
    mayEnd = seen.mayEnd === true || seen.ends === true;
    if (seen.ends) state = 'ended';
    if (!mayEnd) return before.length > 0 ? Buffer.concat([before, event]) : event;
    held = event;
    return before.length > 0 ? before : undefined;
  }

  function wait(bytes: Buffer): void {
    if (bytes.length === 0) return;
    rest.push(bytes);
    restLength += bytes.length;
    tail = Buffer.concat([tail, bytes.subarray(-3)]).subarray(-3);
    if (restLength <= longestEvent) return;
    state = 'failed';
    fault = { code: 'upstream_garbage', message: 'the upstream sent an event that does not end' };
  }

  /** Whole events of what has come; the beginning of another waits. */
  function wholeEvents(chunk: Buffer): Buffer[] {
    // Looks for an end only where it can be new, so that a long event is not searched again with every piece.
    if (restLength > 0 && endOfEvent(Buffer.concat([tail, chunk]), 0) === 0) {
      wait(chunk);
      return [];
    }
    const bytes = restLength > 0 ? Buffer.concat([...rest, chunk]) : chunk;
    rest = [];
    restLength = 0;
    tail = noBytes;
    const events: Buffer[] = [];
    let from = 0;
    for (let end = endOfEvent(bytes, from); end > 0; end = endOfEvent(bytes, from)) {
      events.push(bytes.subarray(from, end));
      from = end;
    }
    wait(bytes.subarray(from));
    return events;
  }

  return {
    get state() {
      return state;
    },
    get fault() {
      return fault;
    },
    get usage() {
      return usage ?? (produced ? wire.estimate(kept) : undefined);
    },
    facts: undefined,
    get produced() {
      return produced;
    },
    push(chunk) {
      if (state !== 'open') return undefined;
      const parts: Buffer[] = [];
      for (const event of wholeEvents(chunk)) {
        if (state !== 'open') break;
        const part = take(event);
        if (part) parts.push(part);
      }
      return parts.length === 0 ? undefined : parts.length === 1 ? parts[0] : Buffer.concat(parts);
    },
    texts: () => kept,
    get textsLeftOut() {
      return leftOut;
    },
    finish() {
      if (state === 'open' && restLength > 0) {
        // Some servers leave out the last blank line; half an event is no JSON and changes nothing.
        const last = Buffer.concat([...rest, Buffer.from('\n\n')]);
        rest = [];
        restLength = 0;
        const more = isWhole(last) ? take(last) : undefined;
        if (more) held = Buffer.concat([more, held]); // nothing but the closing bytes can go now
      }
      if (state === 'open' && mayEnd) state = 'ended';
      return state === 'ended' ? 'ended' : 'cut';
    },
    closing: () => held,
  };
}

/** Index behind the blank line that ends the first event from `from`; 0 when there is none. */
function endOfEvent(bytes: Buffer, from: number): number {
  const lf = bytes.indexOf('\n\n', from);
  const crlf = bytes.indexOf('\r\n\r\n', from);
  if (crlf >= 0 && (lf < 0 || crlf < lf)) return crlf + 4;
  return lf < 0 ? 0 : lf + 2;
}

/** The text behind `data:`; several lines are joined, as the format has it. */
function dataOf(event: Buffer): Buffer {
  const lines: Buffer[] = [];
  for (let at = 0; at < event.length; ) {
    const newline = event.indexOf(0x0a, at);
    const end = newline < 0 ? event.length : newline;
    if (event.toString('latin1', at, at + 5) === 'data:') {
      if (lines.length > 0) lines.push(Buffer.from('\n'));
      lines.push(event.subarray(at + 5, event[end - 1] === 0x0d ? end - 1 : end));
    }
    at = end + 1;
  }
  return lines.length === 1 ? lines[0]! : Buffer.concat(lines);
}

function isWhole(event: Buffer): boolean {
  try {
    JSON.parse(dataOf(event).toString('utf8'));
    return true;
  } catch {
    return false;
  }
}

/** Undefined for comments and for what is no JSON object: no client of such a wire can use it. */
function readEvent(event: Buffer): MediaEvent | undefined {
  const data = dataOf(event);
  if (!/^\s*\{/.test(data.toString('latin1', 0, 64))) return undefined;
  try {
    const spans = topLevelSpans(data);
    const field = (name: string): unknown => {
      const span = spans.get(name);
      if (!span) return undefined;
      try {
        return JSON.parse(data.toString('utf8', span.start, span.end));
      } catch {
        return undefined;
      }
    };
    const type = field('type');
    return { type: typeof type === 'string' ? type : '', field };
  } catch {
    return undefined;
  }
}
