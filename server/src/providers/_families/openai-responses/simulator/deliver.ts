import { type Pace, pacedBody, pause } from '../../openai-compatible/simulator/deliver.ts';
import type { FaultNames } from '../../openai-compatible/simulator/faults.ts';
import { serverError } from '../../openai-compatible/simulator/faults.ts';
import type { ResponseBody } from './answer.ts';
import { failedEvents, type StreamEvent } from './events.ts';

const slowness = 20;

const pacesOf = (pace: Pace, faults: FaultNames): Pace => {
  const factor = faults.has('slow') ? slowness : 1;
  return { first: pace.first * factor, next: pace.next * factor };
};

const endOf = (faults: FaultNames) => (faults.has('stall') ? 'hang' : faults.has('cut') ? 'break' : 'close');

/** Sends a whole body, with what goes wrong on the way. */
export async function sendWhole(
  body: object,
  faults: FaultNames,
  pace: Pace,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Response> {
  const bytes = Buffer.from(JSON.stringify(body));
  const whole = { ...headers, 'content-type': 'application/json' };
  const waits = pacesOf(pace, faults);
  const end = endOf(faults);
  if (end !== 'close' || faults.has('half-event')) {
    const half = [bytes.subarray(0, Math.ceil(bytes.length / 2))];
    return new Response(pacedBody(half.values(), end, waits, signal), { headers: whole });
  }
  await pause(waits.first, signal);
  return new Response(bytes, { headers: { ...whole, 'content-length': String(bytes.length) } });
}

/** Sends events with their names; this wire has no `[DONE]`. `no-done` leaves the terminal event out. */
export function sendEvents(
  events: readonly StreamEvent[],
  response: ResponseBody,
  faults: FaultNames,
  pace: Pace,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Response {
  const writes = writesOf(framesOf(events, response, faults), faults.has('crlf'));
  return new Response(pacedBody(writes, endOf(faults), pacesOf(pace, faults), signal), {
    headers: { ...headers, 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' },
  });
}

const frame = (event: StreamEvent) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

function* framesOf(
  events: readonly StreamEvent[],
  response: ResponseBody,
  faults: FaultNames,
): Generator<string> {
  const { error } = serverError().toBody();
  const failure = { message: error.message ?? '', code: 'server_error', type: 'server_error' };
  const middle = Math.max(4, Math.floor(events.length / 2));
  if (faults.has('fail')) {
    for (const event of failedEvents(response, events.slice(0, 2), failure)) yield frame(event);
    return;
  }
  if (faults.has('error-event')) {
    for (const event of failedEvents(response, events.slice(0, middle), failure)) yield frame(event);
    return;
  }
  const breaks = ['stall', 'cut', 'half-event'] as const;
  const last = breaks.some((fault) => faults.has(fault))
    ? middle
    : events.length - (faults.has('no-done') ? 1 : 0);
  for (const event of events.slice(0, last)) yield frame(event);
  const next = events[last];
  if (faults.has('half-event') && next) yield frame(next).slice(0, 60);
}

/** As unkind as a network: the first character of several bytes is split, every sixth frame waits for its follower. */
function* writesOf(frames: Iterable<string>, crlf: boolean): Generator<Uint8Array> {
  let held: Buffer = Buffer.alloc(0);
  let hasSplit = false;
  let index = 0;
  for (const text of frames) {
    const bytes = Buffer.concat([held, Buffer.from(crlf ? text.replaceAll('\n', '\r\n') : text)]);
    held = Buffer.alloc(0);
    const wide = hasSplit ? -1 : bytes.findIndex((byte) => byte >= 0xc0);
    if (wide >= 0) {
      hasSplit = true;
      yield bytes.subarray(0, wide + 1);
      yield bytes.subarray(wide + 1);
    } else if (index % 6 === 3) held = bytes;
    else yield bytes;
    index++;
  }
  if (held.length > 0) yield held;
}
