import type { FaultNames } from './faults.ts';

/** Milliseconds before the first and before every later write. */
export type Pace = { readonly first: number; readonly next: number };

type Headers = Readonly<Record<string, string>>;

const slowness = 20;

const paced = (pace: Pace, faults: FaultNames): Pace => {
  const factor = faults.has('slow') ? slowness : 1;
  return { first: pace.first * factor, next: pace.next * factor };
};

const endOf = (faults: FaultNames) => (faults.has('stall') ? 'hang' : faults.has('cut') ? 'break' : 'close');

/** Is an answer in one piece only half sent? */
export const isHalved = (faults: FaultNames): boolean =>
  faults.has('stall') || faults.has('cut') || faults.has('half-event');

/** Sends a whole body, with what goes wrong on the way. */
export async function sendWhole(
  bytes: Buffer,
  headers: Headers,
  faults: FaultNames,
  pace: Pace,
  signal: AbortSignal,
): Promise<Response> {
  if (isHalved(faults)) return sendWrites([halfOf(bytes)].values(), headers, faults, pace, signal);
  await pause(paced(pace, faults).first, signal);
  return new Response(new Uint8Array(bytes), {
    headers: { ...headers, 'content-length': String(bytes.length) },
  });
}

export const halfOf = (bytes: Buffer): Buffer => bytes.subarray(0, Math.ceil(bytes.length / 2));

export const sendJson = (
  body: object,
  headers: Headers,
  faults: FaultNames,
  pace: Pace,
  signal: AbortSignal,
): Promise<Response> => {
  const bytes = Buffer.from(JSON.stringify(body));
  return sendWhole(bytes, { ...headers, 'content-type': 'application/json' }, faults, pace, signal);
};

export const eventHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache',
} as const;

/** Sends one write after the other, at the pace and with the end that were asked for. */
export const sendWrites = (
  writes: Iterator<Uint8Array>,
  headers: Headers,
  faults: FaultNames,
  pace: Pace,
  signal: AbortSignal,
): Response => new Response(pacedBody(writes, endOf(faults), paced(pace, faults), signal), { headers });

/**
 * The event at which a stream goes wrong, of so many; Infinity where it does not. `least`: how many go before it, so
 * that something has been produced when it breaks.
 */
export const midwayOf = (events: number, least: number, faults: FaultNames): number =>
  isHalved(faults) || faults.has('error-event') ? Math.max(least, Math.floor(events / 2)) : Infinity;

/**
 * Packs frames into writes as unkindly as a network does: the first character of several bytes is split over two
 * writes, every sixth frame shares a write with its follower (not where `alone`), and with `crlf` a CRLF is parted now
 * and then.
 */
export function* networkWrites(
  frames: Iterable<Uint8Array>,
  { crlf = false, alone = false } = {},
): Generator<Uint8Array> {
  const nothing = Buffer.alloc(0);
  let held = nothing;
  let hasSplit = false;
  let index = 0;
  for (const frame of frames) {
    const bytes = Buffer.concat([held, frame]);
    held = nothing;
    const wide = hasSplit ? -1 : bytes.findIndex((byte) => byte >= 0xc0);
    if (wide >= 0) {
      hasSplit = true;
      yield bytes.subarray(0, wide + 1);
      yield bytes.subarray(wide + 1);
    } else if (crlf && index % 6 === 1) {
      yield bytes.subarray(0, bytes.length - 3);
      yield bytes.subarray(bytes.length - 3);
    } else if (!alone && index % 6 === 3) held = bytes;
    else yield bytes;
    index++;
  }
  if (held.length > 0) yield held;
}

/** Frames as bytes; `crlf` writes their lines as Windows does. */
export function* bytesOf(frames: Iterable<string>, crlf: boolean): Generator<Buffer> {
  for (const frame of frames) yield Buffer.from(crlf ? frame.replaceAll('\n', '\r\n') : frame);
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
