import { isObject, type Json, objectOf, textIn } from '../../../base/json.ts';
import type { FaultReading } from '../../../spec/provider.ts';
import type { RealtimeLook, RealtimeReader } from '../../../spec/realtime.ts';
import { responseUsage, transcriptionUsage } from './usage.ts';

/**
 * The events of the upstream, by the names of today and those of the beta, which compatible upstreams still use.
 * Sources: OpenAI OpenAPI document of 2026-08-21, RealtimeServerEvent*; openai-realtime-api-beta lib/api.js.
 */
const soundDeltas: ReadonlySet<string> = new Set(['response.output_audio.delta', 'response.audio.delta']);
const textDeltas: ReadonlySet<string> = new Set([
  'response.output_text.delta',
  'response.text.delta',
  'response.output_audio_transcript.delta',
  'response.audio_transcript.delta',
  'response.function_call_arguments.delta',
]);
const sessionEvents: ReadonlySet<string> = new Set([
  'session.created',
  'session.updated',
  'transcription_session.created',
  'transcription_session.updated',
]);
const otherEvents: ReadonlySet<string> = new Set([
  'response.created',
  'response.done',
  'conversation.item.input_audio_transcription.completed',
  'error',
]);

/** OpenAI's guide to the costs of sessions: an assistant's sound is one token for 50 ms. */
const tokensPerSecond = 20;

const nothing: RealtimeLook = {};

/** The type, where the event begins with it or with its id: so nearly all are told without parsing them. */
const typeAtHead = /^\s*\{\s*(?:"event_id"\s*:\s*"[^"\\]*"\s*,\s*)?"type"\s*:\s*"([^"\\]+)"/;

/** Looks at the events of one session. */
export function openReader(): RealtimeReader {
  /** Of the sound that comes: 24 kHz, 16 bit where nothing is said. */
  let bytesPerSecond = 48_000;
  let transcriber: string | undefined;

  function lookAt(type: string, event: Json): RealtimeLook {
    if (textDeltas.has(type)) {
      const text = textIn(event['delta']);
      return text === undefined ? nothing : { text };
    }
    if (sessionEvents.has(type)) {
      const session = objectOf(event['session']);
      bytesPerSecond = outputRate(session) ?? bytesPerSecond;
      transcriber = transcriberOf(session);
      return nothing;
    }
    switch (type) {
      case 'response.created':
        return { turnBegins: true };
      case 'response.done':
        return lookAtDone(event);
      case 'conversation.item.input_audio_transcription.completed': {
        const usage = transcriptionUsage(event['usage']);
        if (!usage) return nothing;
        return { usage, ...(transcriber === undefined ? {} : { model: transcriber }) };
      }
      case 'error': {
        const fault = lastWord(event['error']);
        return fault ? { fault } : nothing;
      }
      default:
        return nothing;
    }
  }

  return {
    look(text) {
      const known = typeAtHead.exec(text)?.[1];
      if (known !== undefined) {
        if (soundDeltas.has(known)) return sound(text, bytesPerSecond);
        if (!textDeltas.has(known) && !sessionEvents.has(known) && !otherEvents.has(known)) return nothing;
      }
      let event: unknown;
      try {
        event = JSON.parse(text);
      } catch {
        return nothing;
      }
      if (!isObject(event) || typeof event['type'] !== 'string') return nothing;
      return soundDeltas.has(event['type']) ? sound(text, bytesPerSecond) : lookAt(event['type'], event);
    },
  };
}

/** The tokens of a piece of sound, by its length: its base64 is measured and not read. */
function sound(event: string, bytesPerSecond: number): RealtimeLook {
  const name = event.indexOf('"delta"');
  const from = name < 0 ? -1 : event.indexOf('"', name + 7);
  const to = from < 0 ? -1 : event.indexOf('"', from + 1);
  if (to < 0) return nothing;
  const seconds = ((to - from - 1) * 3) / 4 / bytesPerSecond;
  return { produced: { output_audio_tokens: seconds * tokensPerSecond } };
}

const inside = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((found, name) => (isObject(found) ? found[name] : undefined), value);

/** Bytes of sound a second, of today's format object or the beta's word. */
function outputRate(session: Json): number | undefined {
  const format = inside(session, 'audio', 'output', 'format') ?? session['output_audio_format'];
  const type = isObject(format) ? format['type'] : format;
  if (type === 'audio/pcmu' || type === 'audio/pcma') return 8000;
  if (type === 'g711_ulaw' || type === 'g711_alaw') return 8000;
  const rate = inside(format, 'rate');
  if (type === 'audio/pcm' && typeof rate === 'number' && rate > 0) return rate * 2;
  return type === 'audio/pcm' || type === 'pcm16' ? 48_000 : undefined;
}

const transcriberOf = (session: Json): string | undefined =>
  textIn(inside(session, 'audio', 'input', 'transcription', 'model')) ??
  textIn(inside(session, 'input_audio_transcription', 'model'));

function lookAtDone(event: Json): RealtimeLook {
  const response = event['response'];
  const usage = responseUsage(inside(response, 'usage'));
  // A failed response is no end of the session, unless it tells of the channel's account.
  const error = inside(response, 'status_details', 'error');
  const fault = isAccount(error) ? accountFault : undefined;
  return { turnEnds: true, ...(usage ? { usage } : {}), ...(fault ? { fault } : {}) };
}

const wordOf = (error: unknown): string => `${inside(error, 'code') ?? ''} ${inside(error, 'type') ?? ''}`;

const isAccount = (error: unknown): boolean =>
  /insufficient_quota|billing|account_deactivated|invalid_api_key|arrear|overdue/i.test(wordOf(error));

/** Says nothing of the account itself, which is the operator's. */
const accountFault: FaultReading = {
  code: 'upstream_key_refused',
  message: 'the upstream refused to go on with this channel; open the session again',
};

/** Most errors leave the session open. These do not. */
function lastWord(error: unknown): FaultReading | undefined {
  if (isAccount(error)) return accountFault;
  if (inside(error, 'code') !== 'session_expired') return undefined;
  return {
    code: 'upstream_refused',
    message: textIn(inside(error, 'message')) ?? 'the session has lasted as long as it may',
    detail: { upstream: { code: 'session_expired', type: 'invalid_request_error' } },
  };
}
