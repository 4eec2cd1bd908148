import type { Call } from '../../spec/call.ts';
import { parseBody, refuseDoubleModel } from '../../spec/json-body.ts';
import { aboutTokens, checkFields } from '../_families/openai/body.ts';
import { speechBody } from './wire.ts';

/**
 * The most audio tokens that a character of text may become, for holds. Speech makes about 21 tokens a second
 * (1,250 a minute), a slow reader of a script without letters says two characters a second.
 */
const tokensPerCharacter = 11;
const tokensAtLeast = 256;

/**
 * Reads a request for speech. The answer flows in any case: as bytes, or as events with `stream_format: "sse"`.
 * Facts: `characters` of `input` (what tts-1 is charged by; counted as OpenAI counts them, by code points),
 * `text_tokens` (about, of `input` and `instructions`), `response_format`.
 */
export function readSpeech(bytes: Buffer): Call {
  const body = parseBody(bytes);
  checkFields(speechBody, body);
  refuseDoubleModel(bytes);
  const { model, input, instructions, response_format, speed, stream_format } = speechBody.parse(body);
  const characters = countCharacters(input);
  const events = stream_format === 'sse';
  return {
    kind: 'speech',
    endpoint: 'speech',
    model,
    stream: true,
    usageInStream: true,
    ...(events ? {} : { flow: 'bytes' as const }),
    body: bytes,
    bounds: {
      inputTokens: Buffer.byteLength(input) + Buffer.byteLength(instructions ?? '') + 16,
      outputTokens: Math.ceil((characters * tokensPerCharacter) / Math.min(speed ?? 1, 1)) + tokensAtLeast,
      answers: 1,
      units: { characters },
    },
    facts: {
      characters,
      text_tokens: aboutTokens(input, instructions ?? undefined),
      response_format: response_format ?? 'mp3',
    },
  };
}

function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** What the model reads. */
export function speechTexts({ body }: Pick<Call, 'body'>): readonly string[] {
  const { input, instructions } = parseBody(body);
  return [input, instructions].filter((text) => typeof text === 'string');
}
