import { deliver as deliverJson } from '../../openai-compatible/simulator/deliver.ts';
import { pacedBody, pause } from '../../simulated/deliver.ts';
import { serverError } from '../../openai-compatible/simulator/faults.ts';
import { type FaultNames } from '../../simulated/faults.ts';

/** What an endpoint has to say, before it is sent. */
export type MediaOutcome =
  | { readonly sends: 'json'; readonly body: object }
  | { readonly sends: 'text'; readonly text: string }
  | { readonly sends: 'bytes'; readonly bytes: Buffer; readonly type: string }
  | { readonly sends: 'events'; readonly events: readonly object[]; readonly named: boolean };

/** Milliseconds between writes. */
export type Pace = number;

const slowness = 20;
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
  const step = pace * (faults.has('slow') ? slowness : 1);
  const waits = { first: step * 2, next: step };
  if (outcome.sends === 'json')
    return deliverJson(
      { sends: 'whole', body: outcome.body },
      faults,
      { first: pace * 2, next: pace },
      headers,
      signal,
    );
  const end = faults.has('stall') ? 'hang' : faults.has('cut') ? 'break' : 'close';
  const breaks = end !== 'close' || faults.has('half-event');
  if (outcome.sends === 'events') {
    const body = pacedBody(framesOf(outcome, faults, breaks), end, waits, signal);
    return new Response(body, {
      headers: {
        ...headers,
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache',
      },
    });
  }
  const bytes = outcome.sends === 'text' ? Buffer.from(outcome.text) : outcome.bytes;
  const type = outcome.sends === 'text' ? 'text/plain; charset=utf-8' : outcome.type;
  const shown = breaks ? bytes.subarray(0, Math.ceil(bytes.length / 2)) : bytes;
  if (outcome.sends === 'text' && !breaks) {
    await pause(waits.first, signal);
    return new Response(new Uint8Array(shown), { headers: { ...headers, 'content-type': type } });
  }
  return new Response(pacedBody(piecesOf(shown), end, waits, signal), {
    headers: { ...headers, 'content-type': type },
  });
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
  breaks: boolean,
): Generator<Uint8Array> {
  const line = faults.has('crlf') ? '\r\n' : '\n';
  const frame = (event: object) => {
    const type = Reflect.get(event, 'type');
    return Buffer.from(
      `${named && typeof type === 'string' ? `event: ${type}${line}` : ''}data: ${JSON.stringify(event)}${line}${line}`,
    );
  };
  if (faults.has('fail')) return yield frame(serverError().toBody());
  const last =
    breaks || faults.has('error-event') ? Math.max(1, Math.floor(events.length / 2)) : events.length;
  for (const event of events.slice(0, last)) {
    const bytes = frame(event);
    yield bytes.subarray(0, Math.floor(bytes.length / 3));
    yield bytes.subarray(Math.floor(bytes.length / 3));
  }
  if (faults.has('error-event')) yield frame(serverError().toBody());
  else if (faults.has('half-event')) yield frame(events[last] ?? {}).subarray(0, 30);
}
