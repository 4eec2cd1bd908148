import type { Json } from '../../../../base/json.ts';
import {
  bytesOf,
  midwayOf,
  networkWrites,
  type Pace,
  sendWhole as sendBytes,
  sendWrites,
} from '../../simulated/deliver.ts';
import type { FaultNames } from '../../simulated/faults.ts';
import { failed } from './google-error.ts';

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
  return sendBytes(bytes, { 'content-type': jsonType }, faults, pace, signal);
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
  // Google's SDK sees an error in a stream only where it is a write of its own.
  const writes = networkWrites(bytesOf(texts, false), { alone: true });
  return sendWrites(writes, headers, faults, pace, signal);
}

/** Where a stream goes wrong: behind its first words. */
const breakOf = (frames: readonly Json[], faults: FaultNames): number =>
  faults.has('fail') ? 0 : midwayOf(frames.length, 1, faults);

function* eventTexts(frames: readonly Json[], faults: FaultNames): Generator<string> {
  const midway = breakOf(frames, faults);
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
  const midway = breakOf(frames, faults);
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
