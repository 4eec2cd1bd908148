import type { FaultReading, StreamReader } from '../../../spec/provider.ts';
import type { Usage } from '../../../spec/usage.ts';
import { answerFacts, textsOf } from './answer.ts';
import { faultInBody, readErrorWords } from './faults.ts';
import { readUsage } from './usage.ts';

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const closingMark = Buffer.from('data: [DONE]\n\n');
const blankLine = Buffer.from('\n\n');
const noBytes = Buffer.alloc(0);
/** Relayed bytes are kept as they are until there are this many; then only their text is kept. */
const rawLimit = 64 * 1024;
/** Characters of text that are kept for counting: more than the longest answers of today's models. */
const textLimit = 640 * 1024;
/** An event longer than this is no event: 64 MB, the largest answer body too. */
const longestEvent = 64 * 1024 * 1024;

/**
 * Reads a stream of this wire while its bytes pass through. The hot path looks for three words in each chunk
 * (`"usage":{`, `"error"`, `[DONE]`) and parses only events that hold one of them; what was produced is kept raw and
 * is read only when no usage came.
 */
export function openStream(options: { usageInStream: boolean; endpoint: string }): StreamReader {
  const rest: Buffer[] = []; // the beginning of an event whose end has not come
  let restLength = 0;
  let tail: Buffer = noBytes; // its last 3 bytes, across which an end may lie
  let raw = '';
  const kept: string[] = [];
  let keptLength = 0;
  let leftOut = 0;
  let state: StreamReader['state'] = 'open';
  let fault: FaultReading | undefined;
  let usage: Usage | undefined;
  let facts: Record<string, string | boolean> | undefined;
  let produced = false;
  let searched = false;
  /** Which answers (by index) have said that they are finished. */
  const finished = new Map<unknown, boolean>();

  /** Events in raw text, parsed; what is no JSON is left out. */
  function* eventsIn(text: string): Generator<Json> {
    for (const event of text.split(/\n\n|\r\n\r\n/)) {
      const data = dataOf(event);
      const parsed = data === '' || data === '[DONE]' ? undefined : objectIn(data);
      if (parsed) yield parsed;
    }
  }

  function compact(): void {
    for (const event of eventsIn(Buffer.from(raw, 'latin1').toString('utf8'))) {
      const choices = Array.isArray(event['choices']) ? (event['choices'] as unknown[]) : [];
      for (const choice of choices) {
        if (!isObject(choice)) continue;
        for (const text of textsOf(choice)) {
          if (keptLength < textLimit) kept.push(text);
          else leftOut += Buffer.byteLength(text);
          keptLength += text.length;
        }
        const { index, finish_reason: reason } = choice;
        finished.set(index, reason != null || finished.get(index) === true);
      }
    }
    raw = '';
  }

  /** Looks into one event that may be special. Returns what of it may go on: all, or nothing. */
  function look(event: Buffer): Buffer | undefined {
    const data = dataOf(event.toString('utf8'));
    if (data === '[DONE]') {
      state = 'ended';
      return undefined; // kept back until the charge is on disk
    }
    const body = objectIn(data);
    // Comments and what is no JSON: no client of this wire can use it, and it may tell about the upstream.
    if (!body) return undefined;
    const words = body['error'] ? readErrorWords(body) : undefined;
    if (words) {
      state = 'failed';
      fault = faultInBody(words);
      return undefined; // the dialect says it in the client's words
    }
    const choices = Array.isArray(body['choices']) ? (body['choices'] as unknown[]) : [];
    if (body['usage']) {
      usage = readUsage(body['usage']) ?? usage;
      facts = answerFacts(body) ?? facts;
      if (choices.length === 0 && !options.usageInStream) return undefined;
    }
    return event;
  }

  /** Whole events, as bytes and as one-byte text. Most hold nothing special and go on as they came. */
  function pass(block: Buffer, text: string): Buffer | undefined {
    const plain =
      text.startsWith('data: {') &&
      !text.includes('\n:') &&
      !text.includes('"error"') &&
      !text.includes('[DONE]');
    if (plain && !hasReport(text)) {
      keep(block, text);
      return block;
    }
    const parts: Buffer[] = [];
    for (const event of splitEvents(block)) {
      if (state !== 'open') break;
      const part = look(event);
      if (part) {
        keep(part, part.toString('latin1'));
        parts.push(part);
      }
    }
    return parts.length === 0 ? undefined : parts.length === 1 ? parts[0] : Buffer.concat(parts);
  }

  function keep(bytes: Buffer, text: string): void {
    if (!produced) produced = hasProduct(bytes);
    if (!searched && text.includes('"url_citation"')) searched = true;
    raw += text;
    if (raw.length > rawLimit) compact();
  }

  /** Takes in the next bytes. Returns those that are whole events now; the beginning of another waits for its end. */
  function wholeEvents(chunk: Buffer): Buffer | undefined {
    if (rest.length > 0) {
      // Looks for the end only where it can be new, so that a long event is not searched again with every piece.
      const seam = Buffer.concat([tail, chunk]);
      if (lastEventEnd(seam) === 0) {
        wait(chunk);
        return undefined;
      }
    }
    const bytes = rest.length > 0 ? Buffer.concat([...rest, chunk]) : chunk;
    rest.length = 0;
    restLength = 0;
    tail = noBytes;
    const end = lastEventEnd(bytes);
    if (end === bytes.length) return bytes;
    wait(end === 0 ? bytes : bytes.subarray(end));
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
      return usage && searched ? { ...usage, searches: 1 } : usage;
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
      return block && pass(block, block.toString('latin1'));
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
      if (restLength < 64 && dataOf(Buffer.concat(rest).toString('utf8')) === '[DONE]') {
        state = 'ended';
        return 'ended';
      }
      compact();
      const whole =
        state === 'open' && restLength === 0 && finished.size > 0 && [...finished.values()].every(Boolean);
      if (whole) state = 'ended';
      return whole ? 'ended' : 'cut';
    },
    closing: () => closingMark,
  };
}

/** The JSON object that the text is; undefined for anything else, such as half an event at the end of a cut stream. */
function objectIn(text: string): Json | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** The data of one event; several data lines are joined as the standard says. */
function dataOf(event: string): string {
  let data = '';
  for (const line of event.split(/\r?\n/)) {
    if (!line.startsWith('data:')) continue;
    data += (data === '' ? '' : '\n') + (line.charCodeAt(5) === 0x20 ? line.slice(6) : line.slice(5));
  }
  return data.trim();
}

/** Is there a usage report that is more than `null`? Chunks before the last carry `"usage":null`. */
function hasReport(text: string): boolean {
  for (let at = text.indexOf('"usage"'); at >= 0; at = text.indexOf('"usage"', at)) {
    at += 7;
    let byte = text.charCodeAt(at);
    while (byte === 0x20 || byte === 0x3a) byte = text.charCodeAt(++at);
    if (byte === 0x7b) return true;
  }
  return false;
}

/** Does the block hold more than the role chunk: text, thoughts, a tool call, audio, an end? */
function hasProduct(block: Buffer): boolean {
  for (const event of splitEvents(block)) {
    const body = objectIn(dataOf(event.toString('utf8')));
    const choices: unknown[] = Array.isArray(body?.['choices']) ? body['choices'] : [];
    for (const choice of choices) {
      if (!isObject(choice)) continue;
      if (choice['finish_reason'] != null || textsOf(choice).length > 0) return true;
      const delta = choice['delta'];
      if (
        isObject(delta) &&
        Object.keys(delta).some((name) => name !== 'role' && delta[name] != null && delta[name] !== '')
      )
        return true;
    }
  }
  return false;
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
