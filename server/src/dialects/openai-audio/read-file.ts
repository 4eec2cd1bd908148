import { soundOf } from '../../base/sound.ts';
import type { Call, RequestHead } from '../../spec/call.ts';
import { GatewayError } from '../../spec/fault.ts';
import { invalidValue } from '../_families/openai/body.ts';
import { contentTypeOf, needed, type ReadForm, readForm } from '../_families/openai/form.ts';

const formats = ['json', 'text', 'srt', 'verbose_json', 'vtt', 'diarized_json'];

/** The leanest speech that is sent, bytes a second (6 kbit/s): bounds the length of a file that does not tell it. */
const leanest = 750;
/** OpenAI counts ten tokens a second of sound that is heard; a quarter more for its own marks. */
const tokensPerSecond = 12.5;
/** The fastest speech is about four words a second, in tokens of any script. */
const textTokensPerSecond = 15;

/**
 * Reads an uploaded sound: for `transcriptions`, or `translations` into English. The parts may stand in any order.
 * Facts: `seconds` where the file's headers tell it, `audio_type`, `response_format`. Throws GatewayError.
 */
export function readFile(
  endpoint: 'transcriptions' | 'translations',
  bytes: Buffer,
  head: RequestHead,
): Call {
  const form = readForm(bytes, contentTypeOf(head));
  const model = needed(form.text('model'), 'model').trim();
  const file = soundFile(form);
  const format = form.text('response_format') ?? 'json';
  if (!formats.includes(format) || (endpoint === 'translations' && format === 'diarized_json'))
    throw invalidValue(
      'response_format',
      format,
      endpoint === 'translations' ? formats.slice(0, 5) : formats,
    );
  const temperature = form.text('temperature');
  if (temperature !== undefined && !(Number(temperature) >= 0 && Number(temperature) <= 1))
    throw new GatewayError('field_invalid', 'temperature must be a number from 0 to 1', {
      param: 'temperature',
    });
  for (const one of form.list('timestamp_granularities'))
    if (one !== 'word' && one !== 'segment')
      throw invalidValue('timestamp_granularities[]', one, ['word', 'segment']);
  const sound = soundOf(form.bytes(file));
  const longest = sound?.seconds ?? (file.end - file.start) / leanest;
  return {
    kind: 'transcription',
    endpoint,
    model,
    // Whisper answers in one piece whatever is asked: OpenAI documents that it leaves `stream` out.
    stream: endpoint === 'transcriptions' && isTrue(form.text('stream')) && !/whisper/i.test(model),
    usageInStream: true,
    body: bytes,
    contentType: form.contentType,
    bounds: {
      inputTokens: Math.ceil(longest * tokensPerSecond) + Buffer.byteLength(form.text('prompt') ?? '') + 64,
      outputTokens: Math.ceil(longest * textTokensPerSecond) + 256,
      answers: 1,
      units: { seconds: Math.ceil(longest) + 1 },
    },
    facts: {
      response_format: format,
      ...(sound ? { audio_type: sound.type } : {}),
      ...(sound?.seconds === undefined ? {} : { seconds: sound.seconds }),
    },
  };
}

/** A form spells it as text. */
const isTrue = (text: string | undefined): boolean => text === 'true' || text === 'True' || text === '1';

function soundFile(form: ReadForm) {
  const file = form.files('file').at(-1);
  if (!file)
    throw new GatewayError(
      'field_invalid',
      form.text('file') === undefined
        ? 'you must provide a file parameter'
        : 'file must be a file: give its part of the form a file name',
      { param: 'file', upstream: { code: 'missing_required_parameter' } },
    );
  if (file.end === file.start)
    throw new GatewayError('field_invalid', 'the file is empty', { param: 'file' });
  return file;
}

/** The text that goes with the sound. */
export function fileTexts({ body, contentType }: Pick<Call, 'body' | 'contentType'>): readonly string[] {
  const prompt = readForm(body, contentType).text('prompt');
  return prompt === undefined ? [] : [prompt];
}
