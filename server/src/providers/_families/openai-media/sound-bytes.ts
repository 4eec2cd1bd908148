import { stringIn } from '../../../base/json.ts';
import { SoundMeter } from '../../../base/sound.ts';
import type { FaultReading, StreamReader } from '../../../spec/provider.ts';
import type { Facts, Usage } from '../../../spec/usage.ts';
import { faultInBody, readErrorWords } from '../openai-compatible/faults.ts';

/**
 * Audio tokens a minute of sound that gpt-4o-mini-tts makes: its price page puts a minute at $0.015, which is 1,250
 * tokens at $12 per million. (The Realtime guide's 20 tokens a second are 1,200.) Charged where the upstream reports no
 * usage, which it never does for plain bytes.
 */
const tokensPerMinute = 1250;

export const countOf = (facts: Facts, name: string): number | undefined => {
  const value = facts[name];
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
};

/** What speech costs, by any of the units that models are sold by; a card charges those that it has a rate for. */
export function speechUsage(facts: Facts, seconds: number): Usage {
  const characters = countOf(facts, 'characters');
  const tokens = countOf(facts, 'text_tokens');
  return {
    ...(characters === undefined ? {} : { characters }),
    ...(tokens === undefined ? {} : { input_tokens: tokens }),
    output_audio_tokens: Math.ceil((seconds * tokensPerMinute) / 60),
  };
}

const format = (facts: Facts): string | undefined => stringIn(facts['response_format']);

/** The meter for the format that was asked for. */
export const meterFor = (facts: Facts): SoundMeter => new SoundMeter(format(facts));

/** The fault of an error or a page that came with status 200 in place of a sound. */
export function faultInPlaceOfSound(beginning: Buffer): FaultReading | undefined {
  if (!/^\s*(?:\{\s*"error"|<(?:!doctype|html))/i.test(beginning.toString('latin1', 0, 64))) return undefined;
  try {
    const words = readErrorWords(JSON.parse(beginning.toString('utf8')));
    if (words) return faultInBody(words);
  } catch {
    // a page, or an error that does not fit into one piece
  }
  return { code: 'upstream_garbage', message: 'the upstream answered something that is no sound' };
}

/**
 * Sound that flows: pieces pass as they come, the newest is kept back until the next one comes, so that the last goes to
 * the client after the charge is on disk. Its end is the end of the connection.
 */
export function openSoundBytes(facts: Facts): StreamReader {
  const meter = meterFor(facts);
  let held: Buffer | undefined;
  let state: StreamReader['state'] = 'open';
  let fault: FaultReading | undefined;
  return {
    get state() {
      return state;
    },
    get fault() {
      return fault;
    },
    get usage() {
      return held ? speechUsage(facts, meter.seconds) : undefined;
    },
    facts: undefined,
    get produced() {
      return held !== undefined;
    },
    push(chunk) {
      if (state !== 'open' || chunk.length === 0) return undefined;
      if (held === undefined) fault = faultInPlaceOfSound(chunk);
      if (fault) {
        state = 'failed';
        return undefined;
      }
      meter.push(chunk);
      const before = held;
      held = chunk;
      return before;
    },
    texts: () => [],
    textsLeftOut: 0,
    finish() {
      if (held === undefined || state === 'failed') return 'cut';
      state = 'ended';
      return 'ended';
    },
    closing: () => held ?? Buffer.alloc(0),
    // Words would be heard as noise: a broken connection is all that tells of a sound that was cut.
    failing: () => '',
  };
}
