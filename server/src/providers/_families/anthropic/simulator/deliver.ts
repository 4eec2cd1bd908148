import type { Json } from '../../../../base/json.ts';
import { type Pace, pacedBody, pause } from '../../openai-compatible/simulator/deliver.ts';
import type { FaultNames } from '../../openai-compatible/simulator/faults.ts';
import { internal, overloaded } from './api-error.ts';

export type Outcome =
  | { readonly sends: 'whole'; readonly body: Json }
  | { readonly sends: 'stream'; readonly events: readonly Json[] };

/** How one upstream frames a stream. */
export type Framing = {
  readonly type: string;
  readonly frame: (event: Json) => Buffer;
};

const slowness = 20;

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
  const factor = faults.has('slow') ? slowness : 1;
  const waits = { first: pace.first * factor, next: pace.next * factor };
  const end = faults.has('stall') ? 'hang' : faults.has('cut') ? 'break' : 'close';
  if (outcome.sends === 'stream') {
    const writes = writesOf(framesOf(outcome.events, faults, framing));
    return new Response(pacedBody(writes, end, waits, signal), {
      headers: { ...headers, 'content-type': framing.type, 'cache-control': 'no-cache' },
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

/** The bytes of each event, with what goes wrong inside the stream. */
function* framesOf(events: readonly Json[], faults: FaultNames, { frame }: Framing): Generator<Buffer> {
  if (faults.has('fail')) {
    yield frame({ ...overloaded().toBody() });
    return;
  }
  const breaks = ['stall', 'cut', 'half-event', 'error-event'] as const;
  // Behind the start, the first block's head and its first words, so that something has been produced when it breaks.
  const midway = breaks.some((fault) => faults.has(fault))
    ? Math.max(4, Math.floor(events.length / 2))
    : Infinity;
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

/** Packs frames as unkindly as a network does: the first character of several bytes is split, some frames share a write. */
function* writesOf(frames: Iterable<Buffer>): Generator<Uint8Array> {
  let held: Buffer | undefined;
  let hasSplit = false;
  let index = -1;
  for (const frame of frames) {
    index++;
    if (held) {
      yield Buffer.concat([held, frame]);
      held = undefined;
      continue;
    }
    const wide = hasSplit ? -1 : frame.findIndex((byte) => byte >= 0xc0);
    if (wide >= 0) {
      hasSplit = true;
      yield frame.subarray(0, wide + 1);
      yield frame.subarray(wide + 1);
    } else if (index % 6 === 3) held = frame;
    else yield frame;
  }
  if (held) yield held;
}
