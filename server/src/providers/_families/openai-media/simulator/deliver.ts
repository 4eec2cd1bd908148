import { serverError } from '../../openai-compatible/simulator/faults.ts';
import {
  eventHeaders,
  halfOf,
  isHalved,
  midwayOf,
  sendJson,
  sendWhole,
  sendWrites,
} from '../../simulated/deliver.ts';
import type { FaultNames } from '../../simulated/faults.ts';

/** What an endpoint has to say, before it is sent. */
export type MediaOutcome =
  | { readonly sends: 'json'; readonly body: object }
  | { readonly sends: 'text'; readonly text: string }
  | { readonly sends: 'bytes'; readonly bytes: Buffer; readonly type: string }
  | { readonly sends: 'events'; readonly events: readonly object[]; readonly named: boolean };

/** Milliseconds between writes. */
export type Pace = number;

/** A sound comes in about so many pieces. */
const pieces = 8;

/** Sends an outcome, with the faults that were asked for. */
export async function deliver(
  outcome: MediaOutcome,
  faults: FaultNames,
  pace: Pace,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Response> {
  const waits = { first: pace * 2, next: pace };
  const send = (writes: Iterator<Uint8Array>, type: Readonly<Record<string, string>>) =>
    sendWrites(writes, { ...headers, ...type }, faults, waits, signal);
  if (outcome.sends === 'json') return sendJson(outcome.body, headers, faults, waits, signal);
  if (outcome.sends === 'events') return send(framesOf(outcome, faults), eventHeaders);
  if (outcome.sends === 'text') {
    const type = { 'content-type': 'text/plain; charset=utf-8' };
    return sendWhole(Buffer.from(outcome.text), { ...headers, ...type }, faults, waits, signal);
  }
  const bytes = isHalved(faults) ? halfOf(outcome.bytes) : outcome.bytes;
  return send(piecesOf(bytes), { 'content-type': outcome.type });
}

function* piecesOf(bytes: Buffer): Generator<Uint8Array> {
  // An odd length, so that samples and frames are split between pieces.
  const size = Math.max(1, Math.ceil(bytes.length / pieces)) | 1;
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

/** Each event in two writes, split at an unkind place. */
function* framesOf(
  { events, named }: { readonly events: readonly object[]; readonly named: boolean },
  faults: FaultNames,
): Generator<Uint8Array> {
  const line = faults.has('crlf') ? '\r\n' : '\n';
  const frame = (event: object) => {
    const type = Reflect.get(event, 'type');
    return Buffer.from(
      `${named && typeof type === 'string' ? `event: ${type}${line}` : ''}data: ${JSON.stringify(event)}${line}${line}`,
    );
  };
  if (faults.has('fail')) return yield frame(serverError().toBody());
  const last = Math.min(midwayOf(events.length, 1, faults), events.length);
  for (const event of events.slice(0, last)) {
    const bytes = frame(event);
    yield bytes.subarray(0, Math.floor(bytes.length / 3));
    yield bytes.subarray(Math.floor(bytes.length / 3));
  }
  if (faults.has('error-event')) yield frame(serverError().toBody());
  else if (faults.has('half-event')) yield frame(events[last] ?? {}).subarray(0, 30);
}
