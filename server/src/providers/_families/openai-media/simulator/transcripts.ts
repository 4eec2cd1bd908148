import { stringIn } from '../../../../base/json.ts';
import { type Sound, soundOf } from '../../../../base/sound.ts';
import { ApiError, badField } from '../../openai-compatible/simulator/api-error.ts';
import type { FaultNames } from '../../simulated/faults.ts';
import { countTokens, piecesOf } from '../../simulated/tokens.ts';
import type { MediaOutcome } from './deliver.ts';

const supported = ['flac', 'm4a', 'mp3', 'mp4', 'mpeg', 'mpga', 'oga', 'ogg', 'wav', 'webm'];
const mostBytes = 25 * 1024 * 1024;

const heard =
  'The beach was a popular spot on a hot summer day. People were swimming in the ocean, building sandcastles, and playing beach volleyball. A small boat went by and everybody waved at it.'.split(
    ' ',
  );
const wordsPerSecond = 2.5;
const secondsOfSegment = 4;
/** Longer sounds repeat themselves anyway. */
const mostWords = 5000;

type Segment = { readonly start: number; readonly end: number; readonly text: string };
type Heard = { readonly seconds: number; readonly segments: readonly Segment[]; readonly text: string };

/** Answers a form with a sound file. `kind`: translations are the same, in English. */
export async function transcribe(
  kind: 'transcribe' | 'translate',
  form: FormData,
  faults: FaultNames,
): Promise<MediaOutcome> {
  const model = textIn(form, 'model') ?? '';
  const sound = await soundIn(form);
  const asked = readOptions(kind, model, form);
  const said = listen(sound.seconds ?? 3);
  const usage = faults.has('no-usage') ? undefined : usageOf(model, said, textIn(form, 'prompt'), faults);
  if (asked.stream) return { sends: 'events', events: eventsOf(said, asked, usage), named: false };
  switch (asked.format) {
    case 'text':
      return { sends: 'text', text: `${said.text}\n` };
    case 'srt':
      return { sends: 'text', text: said.segments.map(srt).join('\n') };
    case 'vtt':
      return { sends: 'text', text: `WEBVTT\n\n${said.segments.map(vtt).join('\n')}` };
    case 'verbose_json':
      return { sends: 'json', body: verbose(kind, said, form, usage) };
    case 'diarized_json':
      return {
        sends: 'json',
        body: {
          task: 'transcribe',
          duration: said.seconds,
          text: said.text,
          segments: diarized(said),
          usage,
        },
      };
    default:
      return {
        sends: 'json',
        body: {
          text: said.text,
          ...(asked.logprobs ? { logprobs: logprobsOf(said.text) } : {}),
          ...(kind === 'translate' ? {} : { usage }),
        },
      };
  }
}

const textIn = (form: FormData, name: string): string | undefined => stringIn(form.get(name));

async function soundIn(form: FormData): Promise<Sound> {
  const file = form.get('file');
  if (file === null)
    throw badField("Missing required parameter: 'file'.", 'file', 'missing_required_parameter');
  if (typeof file === 'string')
    throw badField("Invalid type for 'file': expected a file.", 'file', 'invalid_type');
  if (file.size > mostBytes)
    throw new ApiError(
      413,
      `413: Maximum content size limit (${mostBytes}) exceeded (${file.size} bytes read)`,
      {
        type: 'server_error',
      },
    );
  const sound = soundOf(Buffer.from(await file.arrayBuffer()));
  if (!sound)
    throw badField(
      `Invalid file format. Supported formats: [${supported.map((one) => `'${one}'`).join(', ')}]`,
      'file',
    );
  if ((sound.seconds ?? 1) < 0.1)
    throw badField(
      'Audio file is too short. Minimum audio length is 0.1 seconds.',
      'file',
      'audio_too_short',
    );
  return sound;
}

type Asked = { readonly format: string; readonly stream: boolean; readonly logprobs: boolean };

function readOptions(kind: 'transcribe' | 'translate', model: string, form: FormData): Asked {
  const format = textIn(form, 'response_format') ?? 'json';
  const isWhisper = model.startsWith('whisper');
  if (kind === 'translate' && !isWhisper)
    throw badField(`Model ${model} does not support translations.`, 'model', 'invalid_value');
  const allowed = isWhisper
    ? ['json', 'text', 'srt', 'verbose_json', 'vtt']
    : model.includes('diarize')
      ? ['json', 'text', 'diarized_json']
      : ['json', 'text'];
  if (!allowed.includes(format))
    throw badField(
      `response_format '${format}' is not compatible with model '${model}'. Use ${allowed.map((one) => `'${one}'`).join(' or ')} instead.`,
      'response_format',
      'unsupported_value',
    );
  if (form.getAll('timestamp_granularities[]').length > 0 && format !== 'verbose_json')
    throw badField(
      "timestamp_granularities is only supported with response_format 'verbose_json'.",
      'timestamp_granularities',
      'unsupported_value',
    );
  const logprobs = form.getAll('include[]').includes('logprobs');
  if (logprobs && (isWhisper || format !== 'json'))
    throw badField(
      `include 'logprobs' is not supported with model '${model}'.`,
      'include',
      'unsupported_value',
    );
  return {
    format,
    stream: kind === 'transcribe' && textIn(form, 'stream') === 'true' && !isWhisper,
    logprobs,
  };
}

/** The text that lasts as long as the sound. */
function listen(seconds: number): Heard {
  const count = Math.min(mostWords, Math.max(1, Math.round(seconds * wordsPerSecond)));
  const words = Array.from({ length: count }, (_, at) => heard[at % heard.length]!);
  const perSegment = secondsOfSegment * wordsPerSecond;
  const segments: Segment[] = [];
  for (let from = 0; from < count; from += perSegment) {
    const to = Math.min(from + perSegment, count);
    segments.push({
      start: (from / count) * seconds,
      end: (to / count) * seconds,
      text: words.slice(from, to).join(' '),
    });
  }
  return { seconds, segments, text: words.join(' ') };
}

function usageOf(model: string, said: Heard, prompt: string | undefined, faults: FaultNames): object {
  if (model.startsWith('whisper') || model === 'gpt-transcribe')
    return { type: 'duration', seconds: faults.has('lie') ? -1 : Math.ceil(said.seconds) };
  const audio = Math.ceil(said.seconds * 10);
  const text = countTokens(prompt ?? '');
  const output = countTokens(said.text);
  return {
    type: 'tokens',
    input_tokens: faults.has('lie') ? -5 : audio + text,
    input_token_details: { text_tokens: text, audio_tokens: audio },
    output_tokens: output,
    total_tokens: audio + text + output,
  };
}

const two = (value: number) => String(Math.floor(value)).padStart(2, '0');

/** 00:00:03,319 */
const clock = (seconds: number, mark: string): string =>
  `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}${mark}${String(Math.floor((seconds % 1) * 1000)).padStart(3, '0')}`;

const srt = ({ start, end, text }: Segment, at: number) =>
  `${at + 1}\n${clock(start, ',')} --> ${clock(end, ',')}\n${text}\n`;
const vtt = ({ start, end, text }: Segment) => `${clock(start, '.')} --> ${clock(end, '.')}\n${text}\n`;

function verbose(kind: string, said: Heard, form: FormData, usage: object | undefined): object {
  const wanted = form.getAll('timestamp_granularities[]');
  const words = said.text.split(' ');
  return {
    task: kind,
    language: 'english',
    duration: said.seconds,
    text: said.text,
    ...(wanted.length === 0 || wanted.includes('segment')
      ? {
          segments: said.segments.map((segment, id) => ({
            id,
            seek: 0,
            start: segment.start,
            end: segment.end,
            text: ` ${segment.text}`,
            tokens: piecesOf(segment.text).map((_, at) => 1000 + at),
            temperature: Number(textIn(form, 'temperature') ?? 0),
            avg_logprob: -0.28,
            compression_ratio: 1.2,
            no_speech_prob: 0.01,
          })),
        }
      : {}),
    ...(wanted.includes('word')
      ? {
          words: words.map((word, at) => ({
            word: word.replace(/[.,]$/, ''),
            start: (at / words.length) * said.seconds,
            end: ((at + 1) / words.length) * said.seconds,
          })),
        }
      : {}),
    ...(kind === 'translate' ? {} : { usage }),
  };
}

const diarized = (said: Heard) =>
  said.segments.map(({ start, end, text }, at) => ({
    type: 'transcript.text.segment',
    id: `seg_${String(at + 1).padStart(3, '0')}`,
    start,
    end,
    text,
    speaker: at % 2 === 0 ? 'A' : 'B',
  }));

const logprobsOf = (text: string) =>
  piecesOf(text).map((token) => ({ token, logprob: -0.1, bytes: [...Buffer.from(token)] }));

function eventsOf(said: Heard, { format, logprobs }: Asked, usage: object | undefined): object[] {
  const deltas = (text: string, more: object) =>
    piecesOf(text).map((delta) => ({
      type: 'transcript.text.delta',
      delta,
      ...(logprobs ? { logprobs: logprobsOf(delta) } : {}),
      ...more,
    }));
  const events: object[] =
    format === 'diarized_json'
      ? diarized(said).flatMap((segment, at) => [
          ...deltas(`${at === 0 ? '' : ' '}${segment.text}`, { segment_id: segment.id }),
          segment,
        ])
      : deltas(said.text, {});
  events.push({
    type: 'transcript.text.done',
    text: said.text,
    ...(logprobs ? { logprobs: logprobsOf(said.text) } : {}),
    ...(usage ? { usage } : {}),
  });
  return events;
}
