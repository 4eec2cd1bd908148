import { serverError } from '../../openai-compatible/simulator/faults.ts';
import {
  bytesOf,
  eventHeaders,
  midwayOf,
  networkWrites,
  type Pace,
  sendWrites,
} from '../../simulated/deliver.ts';
import type { FaultNames } from '../../simulated/faults.ts';
import type { ResponseBody } from './answer.ts';
import { failedEvents, type StreamEvent } from './events.ts';

/** Sends events with their names; this wire has no `[DONE]`. `no-done` leaves the terminal event out. */
export function sendEvents(
  events: readonly StreamEvent[],
  response: ResponseBody,
  faults: FaultNames,
  pace: Pace,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Response {
  const writes = networkWrites(bytesOf(framesOf(events, response, faults), faults.has('crlf')));
  return sendWrites(writes, { ...headers, ...eventHeaders }, faults, pace, signal);
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
  const end = events.length - (faults.has('no-done') ? 1 : 0);
  const last = Math.min(midwayOf(events.length, 4, faults), end);
  for (const event of events.slice(0, last)) yield frame(event);
  const next = events[last];
  if (faults.has('half-event') && next) yield frame(next).slice(0, 60);
}
