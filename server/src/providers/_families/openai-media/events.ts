import { textOf } from '../../../base/json.ts';
import { topLevelSpans } from '../../../base/json-span.ts';
import type { FaultReading, StreamReader } from '../../../spec/provider.ts';
import type { Usage } from '../../../spec/usage.ts';
import { endless, KeptTexts, splitEvents, WholeEvents } from '../event-stream/whole-events.ts';
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

/**
 * Reads a stream whose events are JSON objects of a few fields, one of them perhaps megabytes of base64: the fields are
 * found by their bytes and the large ones never parsed. Whole events pass unchanged; comments stay here.
 */
export function openMediaEvents(wire: MediaWire): StreamReader {
  const events = new WholeEvents();
  const kept = new KeptTexts();
  let state: StreamReader['state'] = 'open';
  let fault: FaultReading | undefined;
  let usage: Usage | undefined;
  let produced = false;
  let held: Buffer = noBytes;
  let mayEnd = false;

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
    if (seen.text) kept.add(seen.text);
    const before = held;
    held = noBytes;
    mayEnd = seen.mayEnd === true || seen.ends === true;
    if (seen.ends) state = 'ended';
    if (!mayEnd) return before.length > 0 ? Buffer.concat([before, event]) : event;
    held = event;
    return before.length > 0 ? before : undefined;
  }

  return {
    get state() {
      return state;
    },
    get fault() {
      return fault;
    },
    get usage() {
      return usage ?? (produced ? wire.estimate(kept.texts) : undefined);
    },
    facts: undefined,
    get produced() {
      return produced;
    },
    push(chunk) {
      if (state !== 'open') return undefined;
      const parts: Buffer[] = [];
      const block = events.push(chunk);
      if (events.endless) {
        state = 'failed';
        fault = endless;
      }
      for (const event of block ? splitEvents(block) : []) {
        if (state !== 'open') break;
        const part = take(event);
        if (part) parts.push(part);
      }
      return parts.length === 0 ? undefined : parts.length === 1 ? parts[0] : Buffer.concat(parts);
    },
    texts: () => kept.texts,
    get textsLeftOut() {
      return kept.leftOut;
    },
    finish() {
      if (state === 'open' && events.waiting > 0) {
        // Some servers leave out the last blank line; half an event is no JSON and changes nothing.
        const last = Buffer.concat([events.take(), Buffer.from('\n\n')]);
        const more = isWhole(last) ? take(last) : undefined;
        if (more) held = Buffer.concat([more, held]); // nothing but the closing bytes can go now
      }
      if (state === 'open' && mayEnd) state = 'ended';
      return state === 'ended' ? 'ended' : 'cut';
    },
    closing: () => held,
  };
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
    return { type: textOf(type), field };
  } catch {
    return undefined;
  }
}
