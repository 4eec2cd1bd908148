import { isObject, objectIn, parseJson } from '../../../base/json.ts';
import { type Edits, editTopLevel } from '../../../base/json-span.ts';
import { editForm, isForm, parseForm } from '../../../base/multipart.ts';
import type { Call } from '../../../spec/call.ts';
import type { AnswerReading, NativeWire, ReadableCall } from '../../../spec/provider.ts';
import type { Facts, Usage } from '../../../spec/usage.ts';
import { wholeIn } from '../counts.ts';
import { garbage } from '../fault-words.ts';
import { faultInBody, readErrorWords } from '../openai-compatible/faults.ts';
import { readUsage } from '../openai-compatible/usage.ts';
import { type MediaWire, openMediaEvents } from './events.ts';
import { countOf, faultInPlaceOfSound, meterFor, openSoundBytes, speechUsage } from './sound-bytes.ts';

/** Tokens a second of sound that is heard (one each 100 ms, by OpenAI's guide to the costs of its Realtime API). */
const heardTokens = 10;
/** Characters a second of speech, where a text is all there is to tell its length. */
const spokenCharacters = 15;

const aboutTokens = (text: string): number => Math.ceil(Buffer.byteLength(text) / 4);

const withSeconds = (usage: Usage, facts: Facts): Usage => {
  const seconds = countOf(facts, 'seconds');
  return seconds === undefined ? usage : { ...usage, seconds: Math.ceil(seconds) };
};

/**
 * The `usage` of a transcription: `{type:"duration",seconds}` or `{type:"tokens",…}` (OpenAPI: TranscriptTextUsageDuration,
 * TranscriptTextUsageTokens). Undefined when there is none that can be true.
 */
function reportedUsage(value: unknown, facts: Facts): Usage | undefined {
  if (!isObject(value)) return undefined;
  const seconds = value['seconds'];
  if (typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0) return { seconds };
  const input = wholeIn(value['input_tokens']);
  const output = wholeIn(value['output_tokens']);
  if (input === undefined || output === undefined) return readUsage(value);
  const details = objectIn(value['input_token_details']);
  const audio = Math.min(
    wholeIn(details?.['audio_tokens']) ?? input - (wholeIn(details?.['text_tokens']) ?? 0),
    input,
  );
  const heard = Math.max(audio, 0);
  return withSeconds(
    {
      ...(input > heard ? { input_tokens: input - heard } : {}),
      ...(heard > 0 ? { input_audio_tokens: heard } : {}),
      output_tokens: output,
    },
    facts,
  );
}

/**
 * Where the answer tells no usage (text, srt, vtt; other servers): seconds by the file's own header, else by the answer,
 * else by the length of the text; and tokens from them, so that models sold by either are charged.
 */
function estimatedUsage(facts: Facts, text: string, told: number | undefined): Usage {
  const seconds = Math.ceil(countOf(facts, 'seconds') ?? told ?? text.length / spokenCharacters);
  return {
    seconds,
    input_audio_tokens: seconds * heardTokens,
    output_tokens: aboutTokens(text),
  };
}

/** Seconds of the last time in subtitles: `--> 00:00:08,470` (SRT) or `--> 00:08.470` (WebVTT). */
function lastTime(text: string): number | undefined {
  let last: number | undefined;
  for (const [, hours, minutes, seconds] of text.matchAll(/-->\s*(?:(\d+):)?(\d\d):(\d\d[.,]\d{1,3})/g))
    last = Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds!.replace(',', '.'));
  return last;
}

function readTranscript({ facts }: ReadableCall, body: Buffer): AnswerReading {
  const json = /^\s*\{/.test(body.toString('latin1', 0, 64)) ? parseJson(body) : undefined;
  if (!isObject(json)) {
    const text = body.toString('utf8');
    if (/^\s*<(?:!doctype|html)/i.test(text)) return { texts: () => [], fault: garbage };
    // text, srt, vtt: whatever was asked for, a text is an answer.
    return { usage: estimatedUsage(facts, text, lastTime(text)), texts: () => [text] };
  }
  const text = json['text'];
  if (typeof text !== 'string') {
    const words = readErrorWords(json);
    return { texts: () => [], fault: words ? faultInBody(words) : garbage };
  }
  const { duration } = json;
  const told = typeof duration === 'number' && duration >= 0 ? duration : undefined;
  return {
    usage: reportedUsage(json['usage'], facts) ?? estimatedUsage(facts, text, told),
    texts: () => [text],
  };
}

function readSpeech({ facts }: ReadableCall, body: Buffer): AnswerReading {
  const fault = body.length === 0 ? garbage : faultInPlaceOfSound(body);
  if (fault) return { texts: () => [], fault };
  const meter = meterFor(facts);
  meter.push(body);
  return { usage: speechUsage(facts, meter.seconds), texts: () => [] };
}

/** `speech.audio.delta`, then `speech.audio.done` with the usage. */
function speechEvents(facts: Facts): MediaWire {
  const meter = meterFor(facts);
  return {
    look({ type, field }) {
      if (type === 'speech.audio.done') {
        const report = field('usage');
        const input = isObject(report) ? wholeIn(report['input_tokens']) : undefined;
        const output = isObject(report) ? wholeIn(report['output_tokens']) : undefined;
        if (input === undefined || output === undefined) return { ends: true, produces: true };
        const characters = countOf(facts, 'characters');
        return {
          ends: true,
          produces: true,
          usage: {
            ...(characters === undefined ? {} : { characters }),
            input_tokens: input,
            output_audio_tokens: output,
          },
        };
      }
      const audio = field('audio');
      if (typeof audio === 'string') meter.push(Buffer.from(audio, 'base64'));
      return { produces: type === 'speech.audio.delta' };
    },
    estimate: () => speechUsage(facts, meter.seconds),
  };
}

/** `transcript.text.delta` and `.segment`, then `transcript.text.done` with the usage. */
const transcriptEvents = (facts: Facts): MediaWire => ({
  look({ type, field }) {
    if (type === 'transcript.text.done') {
      const usage = reportedUsage(field('usage'), facts);
      return { ends: true, produces: true, ...(usage ? { usage } : {}) };
    }
    const delta = type === 'transcript.text.delta' ? field('delta') : undefined;
    return {
      produces: type.startsWith('transcript.'),
      ...(typeof delta === 'string' ? { text: delta } : {}),
    };
  },
  estimate: (texts) => estimatedUsage(facts, texts.join(''), undefined),
});

const edits = (call: Call, upstreamModel: string): Edits =>
  upstreamModel === call.model ? {} : { model: JSON.stringify(upstreamModel) };

/** OpenAI's audio endpoints. Source: OpenAI OpenAPI document of 2026-08-21. */
export const audioWire: NativeWire = {
  paths: {
    speech: '/audio/speech',
    transcriptions: '/audio/transcriptions',
    translations: '/audio/translations',
  },
  edits,
  rewrite(call, upstreamModel) {
    if (!isForm(call.contentType)) return { body: editTopLevel(call.body, edits(call, upstreamModel)) };
    if (upstreamModel === call.model) return { body: call.body };
    const form = parseForm(call.body, call.contentType);
    return { body: editForm(call.body, form, { model: upstreamModel }) };
  },
  readAnswer: (call, body) =>
    call.endpoint === 'speech' ? readSpeech(call, body) : readTranscript(call, body),
  openStream({ endpoint, flow, facts }) {
    if (flow === 'bytes') return openSoundBytes(facts);
    return openMediaEvents(endpoint === 'speech' ? speechEvents(facts) : transcriptEvents(facts));
  },
};
