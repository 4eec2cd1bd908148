import { isObject, type Json, parseObject } from '../../../base/json.ts';
import type { FaultReading, StreamReader } from '../../../spec/provider.ts';
import type { Usage } from '../../../spec/usage.ts';
import { dataOf, endless, KeptTexts, splitEvents, WholeEvents } from '../event-stream/whole-events.ts';
import { answerFacts, textsOf } from './answer.ts';
import { faultInBody, readErrorWords } from './faults.ts';
import { readUsage } from './usage.ts';

const closingMark = Buffer.from('data: [DONE]\n\n');
/** Relayed bytes are kept as they are until there are this many; then only their text is kept. */
const rawLimit = 64 * 1024;

/**
 * Reads a stream of this wire while its bytes pass through. The hot path looks for three words in each chunk
 * (`"usage":{`, `"error"`, `[DONE]`) and parses only events that hold one of them; what was produced is kept raw and
 * is read only when no usage came.
 */
export function openStream(options: { usageInStream: boolean; endpoint: string }): StreamReader {
  const events = new WholeEvents();
  const kept = new KeptTexts();
  let raw = '';
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
      const parsed = data === '' || data === '[DONE]' ? undefined : parseObject(data);
      if (parsed) yield parsed;
    }
  }

  function compact(): void {
    for (const event of eventsIn(Buffer.from(raw, 'latin1').toString('utf8'))) {
      const choices = Array.isArray(event['choices']) ? (event['choices'] as unknown[]) : [];
      for (const choice of choices) {
        if (!isObject(choice)) continue;
        for (const text of textsOf(choice)) kept.add(text);
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
    const body = parseObject(data);
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
      const block = events.push(chunk);
      if (events.endless) {
        state = 'failed';
        fault = endless;
      }
      return block && pass(block, block.toString('latin1'));
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
      const { waiting } = events;
      if (waiting < 64 && dataOf(events.take().toString('utf8')) === '[DONE]') {
        state = 'ended';
        return 'ended';
      }
      compact();
      const whole =
        state === 'open' && waiting === 0 && finished.size > 0 && [...finished.values()].every(Boolean);
      if (whole) state = 'ended';
      return whole ? 'ended' : 'cut';
    },
    closing: () => closingMark,
  };
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
    const body = parseObject(dataOf(event.toString('utf8')));
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
