import type { Json } from '../../../../base/json.ts';
import {
  eventHeaders,
  midwayOf,
  networkWrites,
  type Pace,
  sendJson,
  sendWrites,
} from '../../simulated/deliver.ts';
import type { FaultNames } from '../../simulated/faults.ts';
import { internal, overloaded } from './api-error.ts';

export type Outcome =
  | { readonly sends: 'whole'; readonly body: Json }
  | { readonly sends: 'stream'; readonly events: readonly Json[] };

/** How one upstream frames a stream. */
export type Framing = {
  readonly type: string;
  readonly frame: (event: Json) => Buffer;
};

/** JSON padded with spaces before its last brace, as recordings of the upstream show it. */
const padded = (event: Json, index: number) =>
  JSON.stringify(event).replace(/\}$/, `${' '.repeat((index * 5) % 13)}}`);

/** `crlf`: line ends of the network's own. */
export const sseFraming = (crlf: boolean): Framing => {
  let index = 0;
  return {
    type: 'text/event-stream; charset=utf-8',
    frame: (event) => {
      const text = `event: ${String(event['type'])}\ndata: ${padded(event, index++)}\n\n`;
      return Buffer.from(crlf ? text.replaceAll('\n', '\r\n') : text);
    },
  };
};

/** Sends an outcome at its pace and with the faults that were asked for. The body is pulled: a slow reader slows it. */
export async function deliver(
  outcome: Outcome,
  faults: FaultNames,
  pace: Pace,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
  framing: Framing,
): Promise<Response> {
  if (outcome.sends === 'whole') return sendJson(outcome.body, headers, faults, pace, signal);
  const writes = networkWrites(framesOf(outcome.events, faults, framing));
  return sendWrites(
    writes,
    { ...headers, ...eventHeaders, 'content-type': framing.type },
    faults,
    pace,
    signal,
  );
}

/** The bytes of each event, with what goes wrong inside the stream. */
function* framesOf(events: readonly Json[], faults: FaultNames, { frame }: Framing): Generator<Buffer> {
  if (faults.has('fail')) {
    yield frame({ ...overloaded().toBody() });
    return;
  }
  const midway = midwayOf(events.length, 4, faults); // behind the start, the first block's head and its first words
  for (const [index, event] of events.entries()) {
    if (index >= midway) {
      if (faults.has('error-event')) yield frame({ ...internal().toBody() });
      else if (faults.has('half-event')) yield frame(event).subarray(0, 40);
      return;
    }
    if (faults.has('no-done') && event['type'] === 'message_stop') return;
    yield frame(event);
  }
}
