import {
  bytesOf,
  eventHeaders,
  midwayOf,
  networkWrites,
  type Pace,
  sendJson,
  sendWrites,
} from '../../simulated/deliver.ts';
import type { FaultNames } from '../../simulated/faults.ts';
import { serverError } from './faults.ts';

/** What an endpoint has to say, before it is sent. */
export type Outcome =
  | { readonly sends: 'whole'; readonly body: object }
  | { readonly sends: 'stream'; readonly events: readonly object[] };

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
  if (outcome.sends === 'whole') return sendJson(outcome.body, headers, faults, pace, signal);
  const crlf = faults.has('crlf');
  const writes = networkWrites(bytesOf(framesOf(outcome.events, faults), crlf), { crlf });
  return sendWrites(writes, { ...headers, ...eventHeaders }, faults, pace, signal);
}

/** The text of each event, with what goes wrong inside the stream. */
function* framesOf(events: readonly object[], faults: FaultNames): Generator<string> {
  const frame = (body: object) => `data: ${JSON.stringify(body)}\n\n`;
  if (faults.has('fail')) {
    yield frame(serverError().toBody());
    return;
  }
  const midway = midwayOf(events.length, 2, faults); // behind the role chunk and the first content
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
