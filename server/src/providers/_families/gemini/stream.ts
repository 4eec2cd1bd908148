import { isObject, type Json, objectsIn, parseObject } from '../../../base/json.ts';
import type { GatewayError } from '../../../spec/fault.ts';
import type { FaultReading, NativeWire, StreamReader } from '../../../spec/provider.ts';
import type { Usage } from '../../../spec/usage.ts';
import { type Look, passEvents } from '../event-stream/pass-events.ts';
import { garbage } from '../fault-words.ts';
import { produces, textsOf } from './answer.ts';
import { BareErrorWatch } from './bare-error.ts';
import { faultInBody } from './faults.ts';
import { ArraySplitter } from './json-array.ts';
import { readUsage, SearchCount, tellsOutput, usageFacts } from './usage.ts';

/** The end of a stream that failed in an array, as this wire's clients read it. */
function errorElement(error: GatewayError): string {
  const words: Readonly<Record<number, string>> = {
    400: 'INVALID_ARGUMENT',
    403: 'PERMISSION_DENIED',
    404: 'NOT_FOUND',
    429: 'RESOURCE_EXHAUSTED',
    503: 'UNAVAILABLE',
    504: 'DEADLINE_EXCEEDED',
  };
  const { status } = error;
  return JSON.stringify({
    error: { code: status, message: error.message, status: words[status] ?? 'INTERNAL' },
  });
}

/**
 * What one stream's frames tell. Every frame has a running usage, so only the last ones are read: those with a finish
 * reason and what comes behind them.
 */
function frameWire(): Parameters<typeof passEvents>[0] {
  const searches = new SearchCount();
  let finished = false;
  return {
    special: ['"finishReason"', '"promptFeedback"', '"error"', '"groundingMetadata"'],
    look(body): Look {
      const fault = body['error'] === undefined ? undefined : faultInBody(body);
      if (fault) return { fault };
      searches.see(body);
      finished ||= endsAnswer(body);
      const usage = readUsage(body['usageMetadata']);
      const facts = usageFacts(body['usageMetadata']);
      return {
        ...(finished ? { mayEnd: true } : {}),
        ...(usage ? { usage: searches.on(usage) } : {}),
        ...(facts ? { facts } : {}),
      };
    },
    textsOf,
    produces: (body) => produces(body) || endsAnswer(body),
  };
}

const endsAnswer = (body: Json): boolean =>
  objectsIn(body['candidates']).some((one) => one['finishReason'] != null) ||
  (isObject(body['promptFeedback']) && body['promptFeedback']['blockReason'] != null);

/** Reads a stream of this wire while its bytes pass: server-sent events, or a JSON array that grows. */
export const openStream: NativeWire['openStream'] = ({ flow }) =>
  flow === 'bytes' ? passArray() : passFrames();

/**
 * The running report of the last frame that went on, for a stream that nobody waited to the end of: it knows of thoughts
 * that were never shown. Undefined where it does not tell yet what was made.
 */
function runningUsage(passed: Buffer | undefined): Usage | undefined {
  const line = passed?.toString('utf8').trimEnd().split('\n').at(-1) ?? '';
  const usage = readUsage(parseObject(line.replace(/^data:/, ''))?.['usageMetadata']);
  return usage && tellsOutput(usage) ? usage : undefined;
}

function passFrames(): StreamReader {
  const events = passEvents(frameWire());
  const watch = new BareErrorWatch();
  let passed: Buffer | undefined;
  return {
    get state() {
      return watch.fault ? 'failed' : events.state;
    },
    get fault() {
      return watch.fault ?? events.fault;
    },
    get usage() {
      return events.usage ?? runningUsage(passed);
    },
    get facts() {
      return events.facts;
    },
    get produced() {
      return events.produced;
    },
    push(chunk) {
      if (watch.fault) return undefined;
      const bytes = watch.events(chunk);
      const part = bytes.length === 0 ? undefined : events.push(bytes);
      passed = part ?? passed;
      return part;
    },
    texts: () => events.texts(),
    get textsLeftOut() {
      return events.textsLeftOut;
    },
    finish() {
      watch.finish();
      return watch.fault ? 'cut' : events.finish();
    },
    closing: () => events.closing(),
  };
}

/**
 * The array form. Each element is metered as if it were an event; its bytes go on as they came, with what stood before
 * it. The last element stays here with the closing bracket.
 */
function passArray(): StreamReader {
  const splitter = new ArraySplitter();
  const events = passEvents(frameWire());
  let held: Buffer[] = [];
  let sent = false;
  let closed = false;
  let badFault: FaultReading | undefined;

  return {
    get state() {
      if (badFault) return 'failed';
      return events.state === 'failed' ? 'failed' : closed ? 'ended' : 'open';
    },
    get fault() {
      return badFault ?? events.fault;
    },
    get usage() {
      return events.usage;
    },
    get facts() {
      return events.facts;
    },
    get produced() {
      return events.produced;
    },
    push(chunk) {
      if (closed || badFault || events.state !== 'open') return undefined;
      const out: Buffer[] = [];
      for (const { raw, element } of splitter.push(chunk)) {
        // Raw line breaks can only stand between the words of JSON text.
        const line = element.toString('latin1').replace(/[\r\n]+/g, ' ');
        events.push(Buffer.from(`data: ${line}\n\n`, 'latin1'));
        if (events.state !== 'open') return done(out);
        const waits = events.closing().length > 0;
        if (!waits) out.push(...held, raw);
        else out.push(...held);
        held = waits ? [raw] : [];
      }
      if (splitter.state === 'broken') badFault = splitter.alone();
      closed = splitter.state === 'closed';
      return done(out);
    },
    texts: () => events.texts(),
    get textsLeftOut() {
      return events.textsLeftOut;
    },
    finish() {
      if (closed) return 'ended';
      if (events.state === 'open' && splitter.state === 'broken') badFault ??= splitter.alone() ?? garbage;
      return 'cut';
    },
    closing: () => Buffer.concat([...held, splitter.tail()]),
    failing: (error) => `${sent ? ',\n' : '['}${errorElement(error)}\n]\n`,
  };

  function done(out: readonly Buffer[]): Buffer | undefined {
    if (out.length === 0) return undefined;
    sent = true;
    return Buffer.concat(out);
  }
}
