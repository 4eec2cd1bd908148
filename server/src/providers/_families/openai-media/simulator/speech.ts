import { z } from 'zod';
import { badField } from '../../openai-compatible/simulator/api-error.ts';
import type { FaultNames } from '../../simulated/faults.ts';
import { countTokens } from '../../simulated/tokens.ts';
import type { MediaOutcome } from './deliver.ts';
import { isSoundFormat, makeSound, soundTypes } from './sounds.ts';

/** CreateSpeechRequest. */
export const speechRequest = z.looseObject({
  model: z.string(),
  input: z.string().min(1).max(4096),
  voice: z.union([z.string(), z.looseObject({ id: z.string() })]),
  instructions: z.string().max(4096).nullish(),
  response_format: z.enum(['mp3', 'opus', 'aac', 'flac', 'wav', 'pcm']).nullish(),
  speed: z.number().min(0.25).max(4).nullish(),
  stream_format: z.enum(['audio', 'sse']).nullish(),
});

const plainVoices = ['alloy', 'ash', 'coral', 'echo', 'fable', 'nova', 'onyx', 'sage', 'shimmer'];
const allVoices = [...plainVoices, 'ballad', 'verse', 'marin', 'cedar'];

/** A voice of usual speed says so many characters a second. */
const charactersPerSecond = 15;
const tokensPerSecond = 1250 / 60;
const deltas = 6;

/** A tone, or silence, that lasts as long as the text would take to say. */
export function speak(asked: z.output<typeof speechRequest>, faults: FaultNames): MediaOutcome {
  const isPlain = asked.model.startsWith('tts-1');
  const voices = isPlain ? plainVoices : allVoices;
  if (typeof asked.voice === 'string' && !voices.includes(asked.voice))
    throw badField(
      `Invalid value: '${asked.voice}'. Supported values are: ${voices.map((one) => `'${one}'`).join(', ')}.`,
      'voice',
      'invalid_value',
    );
  if (isPlain && asked.stream_format === 'sse')
    throw badField(
      `stream_format 'sse' is not supported with model '${asked.model}'.`,
      'stream_format',
      'unsupported_value',
    );
  if (isPlain && asked.instructions)
    throw badField(
      `instructions is not supported with model '${asked.model}'.`,
      'instructions',
      'unsupported_value',
    );
  const input = countTokens(asked.input) + countTokens(asked.instructions ?? '');
  if (!isPlain && input > 2000)
    throw badField(
      `Input is too long: ${input} tokens, at most 2000 are allowed.`,
      'input',
      'string_above_max_length',
    );
  const format = asked.response_format ?? 'mp3';
  if (!isSoundFormat(format)) throw badField('Invalid response_format.', 'response_format');
  const seconds = Math.max(0.4, asked.input.length / charactersPerSecond / (asked.speed ?? 1));
  const sound = makeSound(format, seconds);
  if (asked.stream_format !== 'sse') return { sends: 'bytes', bytes: sound, type: soundTypes[format] };
  const output = Math.ceil(seconds * tokensPerSecond);
  const usage = faults.has('lie')
    ? { input_tokens: -1, output_tokens: 9e15, total_tokens: 0 }
    : { input_tokens: input, output_tokens: output, total_tokens: input + output };
  const size = Math.ceil(sound.length / deltas);
  const events: object[] = [];
  for (let from = 0; from < sound.length; from += size)
    events.push({
      type: 'speech.audio.delta',
      audio: sound.toString('base64', from, Math.min(from + size, sound.length)),
    });
  events.push({ type: 'speech.audio.done', ...(faults.has('no-usage') ? {} : { usage }) });
  return { sends: 'events', events, named: false };
}
