import type { Json } from '../../../../base/json.ts';
import { type Pace, pacedBody, pause } from '../../openai-compatible/simulator/deliver.ts';
import type { FaultNames } from '../../openai-compatible/simulator/faults.ts';
import { failed } from './google-error.ts';

const slowness = 20;
const jsonType = 'application/json; charset=UTF-8';

/** Sends a whole answer with the faults that were asked for. */
export async function sendWhole(
  body: object,
  faults: FaultNames,
  pace: Pace,
  signal: AbortSignal,
): Promise<Response> {
  if (faults.has('fail')) throw failed();
  const bytes = Buffer.from(JSON.stringify(body, null, 2));
  const headers = { 'content-type': jsonType };
  const waits = paced(pace, faults);
  if (faults.has('cut') || faults.has('stall') || faults.has('half-event')) {
    const half = [bytes.subarray(0, Math.ceil(bytes.length / 2))];
    return new Response(pacedBody(half.values(), endOf(faults), waits, signal), { headers });
  }
  await pause(waits.first, signal);
  return new Response(bytes, { headers: { ...headers, 'content-length': String(bytes.length) } });
}

/** Sends frames as events (CRLF, as the upstream writes them) or as an array that grows. */
export function sendFrames(
  frames: readonly Json[],
  form: 'events' | 'array',
  faults: FaultNames,
  pace: Pace,
  signal: AbortSignal,
): Response {
  const texts = form === 'events' ? eventTexts(frames, faults) : arrayTexts(frames, faults);
  const headers = { 'content-type': form === 'events' ? 'text/event-stream' : jsonType };
  return new Response(pacedBody(splitWrites(texts), endOf(faults), paced(pace, faults), signal), { headers });
}

const endOf = (faults: FaultNames) => (faults.has('stall') ? 'hang' : faults.has('cut') ? 'break' : 'close');

const paced = (pace: Pace, faults: FaultNames): Pace => {
  const factor = faults.has('slow') ? slowness : 1;
  return { first: pace.first * factor, next: pace.next * factor };
};

/** Where a stream goes wrong: behind its first words. */
function midwayOf(frames: readonly Json[], faults: FaultNames): number {
  if (faults.has('fail')) return 0;
  const breaks = ['stall', 'cut', 'half-event', 'error-event'] as const;
  return breaks.some((fault) => faults.has(fault)) ? Math.max(1, Math.floor(frames.length / 2)) : Infinity;
}

function* eventTexts(frames: readonly Json[], faults: FaultNames): Generator<string> {
  const midway = midwayOf(frames, faults);
  for (const [index, frame] of frames.entries()) {
    const text = `data: ${JSON.stringify(frame)}\r\n\r\n`;
    if (index < midway) {
      yield text;
      continue;
    }
    // An error in a running stream is a bare object, without `data:`.
    if (faults.has('error-event') || faults.has('fail'))
      yield `${JSON.stringify(failed().toBody(), null, 2)}\n`;
    else if (faults.has('half-event')) yield text.slice(0, 40);
    return;
  }
}

function* arrayTexts(frames: readonly Json[], faults: FaultNames): Generator<string> {
  const midway = midwayOf(frames, faults);
  for (const [index, frame] of frames.entries()) {
    const before = index === 0 ? '[' : ',\r\n';
    if (index < midway) {
      yield before + JSON.stringify(frame, null, 2);
      continue;
    }
    if (faults.has('error-event') || faults.has('fail'))
      yield `${before}${JSON.stringify(failed().toBody(), null, 2)}\n]`;
    else if (faults.has('half-event')) yield before + JSON.stringify(frame).slice(0, 40);
    return;
  }
  yield '\n]\n';
}

/** As unkindly as a network: the first wide character of the stream is split over two writes. */
function* splitWrites(texts: Iterable<string>): Generator<Uint8Array> {
  let split = false;
  for (const text of texts) {
    const bytes = Buffer.from(text);
    const wide = split ? -1 : bytes.findIndex((byte) => byte >= 0xc0);
    if (wide < 0) {
      yield bytes;
      continue;
    }
    split = true;
    yield bytes.subarray(0, wide + 1);
    yield bytes.subarray(wide + 1);
  }
}
