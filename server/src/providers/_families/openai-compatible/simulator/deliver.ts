import { type FaultNames, serverError } from './faults.ts';

/** What an endpoint has to say, before it is sent. */
export type Outcome =
  | { readonly sends: 'whole'; readonly body: object }
  | { readonly sends: 'stream'; readonly events: readonly object[] };

/** Milliseconds before the first and before every later write. */
export type Pace = { readonly first: number; readonly next: number };

const slowness = 20;

/**
 * Sends an outcome at its pace and with the faults that were asked for. The body is pulled: a slow reader slows it,
 * and cancelling it, or aborting `signal`, stops its timer at once.
 */
export async function deliver(
  outcome: Outcome,
  faults: FaultNames,
  pace: Pace,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Response> {
  const factor = faults.has('slow') ? slowness : 1;
  const waits = { first: pace.first * factor, next: pace.next * factor };
  const end = faults.has('stall') ? 'hang' : faults.has('cut') ? 'break' : 'close';
  if (outcome.sends === 'stream') {
    const writes = writesOf(framesOf(outcome.events, faults), faults.has('crlf'));
    return new Response(pacedBody(writes, end, waits, signal), {
      headers: {
        ...headers,
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache',
      },
    });
  }
  const bytes = Buffer.from(JSON.stringify(outcome.body));
  const whole = { ...headers, 'content-type': 'application/json' };
  if (end !== 'close' || faults.has('half-event')) {
    const half = [bytes.subarray(0, Math.ceil(bytes.length / 2))];
    return new Response(pacedBody(half.values(), end, waits, signal), { headers: whole });
  }
  await pause(waits.first, signal);
  return new Response(bytes, { headers: { ...whole, 'content-length': String(bytes.length) } });
}

/** The text of each event, with what goes wrong inside the stream. */
function* framesOf(events: readonly object[], faults: FaultNames): Generator<string> {
  const frame = (body: object) => `data: ${JSON.stringify(body)}\n\n`;
  if (faults.has('fail')) {
    yield frame(serverError().toBody());
    return;
  }
  const breaks = ['stall', 'cut', 'half-event', 'error-event'] as const;
  // Behind the role chunk and the first content, so that something has been produced when it breaks.
  const midway = breaks.some((fault) => faults.has(fault))
    ? Math.max(2, Math.floor(events.length / 2))
    : Infinity;
  for (const [index, event] of events.entries()) {
    if (index < midway) {
      yield frame(event);
      continue;
    }
    if (faults.has('error-event')) yield frame(serverError().toBody());
    else if (faults.has('half-event')) yield frame(event).slice(0, 40);
    return;
  }
  if (!faults.has('no-done')) yield 'data: [DONE]\n\n';
}

/**
 * Packs frames into writes as unkindly as a network does: the first character of several bytes is split over two
 * writes, every sixth frame shares a write with its follower, and a CRLF is parted now and then.
 */
function* writesOf(frames: Iterable<string>, crlf: boolean): Generator<Uint8Array> {
  let held: Buffer | undefined;
  let hasSplit = false;
  let index = -1;
  for (const frame of frames) {
    index++;
    const bytes = Buffer.from(crlf ? frame.replaceAll('\n', '\r\n') : frame);
    if (held) {
      yield Buffer.concat([held, bytes]);
      held = undefined;
      continue;
    }
    const wide = hasSplit ? -1 : bytes.findIndex((byte) => byte >= 0xc0);
    if (wide >= 0) {
      hasSplit = true;
      yield bytes.subarray(0, wide + 1);
      yield bytes.subarray(wide + 1);
    } else if (crlf && index % 6 === 1) {
      yield bytes.subarray(0, bytes.length - 3);
      yield bytes.subarray(bytes.length - 3);
    } else if (index % 6 === 3) {
      held = bytes;
    } else {
      yield bytes;
    }
  }
  if (held) yield held;
}

/** A body that makes one write for each read. `end`: what follows the last write. */
export function pacedBody(
  writes: Iterator<Uint8Array>,
  end: 'close' | 'hang' | 'break',
  pace: Pace,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const left = new AbortController();
  const stopped = AbortSignal.any([signal, left.signal]);
  let isFirst = true;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const write = writes.next();
        if (write.done !== true) {
          await pause(isFirst ? pace.first : pace.next, stopped);
          isFirst = false;
          return controller.enqueue(write.value);
        }
        if (end === 'hang') await pause(Infinity, stopped);
        if (end === 'break') throw new Error('the simulated upstream broke the connection');
        controller.close();
      },
      cancel() {
        left.abort();
      },
    },
    // Nothing is made ahead of the reader: that is the back-pressure, and a break loses no write before it.
    { highWaterMark: 0 },
  );
}

/** Waits; Infinity waits for the abort. Rejects with the signal's reason when it is aborted. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.reject(signal.reason);
  if (ms <= 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const timer = ms === Infinity ? undefined : setTimeout(done, ms);
    function done() {
      signal.removeEventListener('abort', abort);
      resolve();
    }
    function abort() {
      clearTimeout(timer);
      reject(signal.reason);
    }
    signal.addEventListener('abort', abort, { once: true });
  });
}
