import { randomText } from '../../base/ids.ts';
import { type Json, objectOf } from '../../base/json.ts';

/**
 * The session object of today and of the beta, with what a session has where nothing is said.
 * Source: OpenAI OpenAPI document of 2026-08-21, RealtimeSessionCreateResponseGA and the examples of
 * /realtime/client_secrets and /realtime/sessions.
 */
const detection = {
  type: 'server_vad',
  threshold: 0.5,
  prefix_padding_ms: 300,
  silence_duration_ms: 200,
  idle_timeout_ms: null,
  create_response: true,
  interrupt_response: true,
};
const pcm = { type: 'audio/pcm', rate: 24_000 };

/** What was asked for, filled up. */
export function sessionOf(asked: Json): Json {
  const audio = objectOf(asked['audio']);
  return {
    type: 'realtime',
    object: 'realtime.session',
    id: `sess_${randomText(21)}`,
    model: null,
    output_modalities: ['audio'],
    instructions: '',
    tools: [],
    tool_choice: 'auto',
    max_output_tokens: 'inf',
    tracing: null,
    truncation: 'auto',
    prompt: null,
    expires_at: 0,
    ...asked,
    audio: {
      ...audio,
      input: {
        format: pcm,
        transcription: null,
        noise_reduction: null,
        turn_detection: detection,
        ...objectOf(audio['input']),
      },
      output: { format: pcm, voice: 'alloy', speed: 1, ...objectOf(audio['output']) },
    },
    include: asked['include'] ?? null,
  };
}

/** The same in the flat form of the beta. */
export const betaSessionOf = (asked: Json): Json => ({
  id: `sess_${randomText(21)}`,
  object: 'realtime.session',
  model: null,
  modalities: ['audio', 'text'],
  instructions: '',
  voice: 'alloy',
  input_audio_format: 'pcm16',
  output_audio_format: 'pcm16',
  input_audio_transcription: null,
  turn_detection: { type: 'server_vad', threshold: 0.5, prefix_padding_ms: 300, silence_duration_ms: 200 },
  tools: [],
  tool_choice: 'auto',
  temperature: 0.8,
  max_response_output_tokens: 'inf',
  speed: 1,
  tracing: null,
  ...asked,
});

const formats: Readonly<Record<string, Json>> = {
  pcm16: pcm,
  g711_ulaw: { type: 'audio/pcmu' },
  g711_alaw: { type: 'audio/pcma' },
};

/** Fields that are there, under the names that they have in the other form. */
const taken = (from: Json, names: Readonly<Record<string, string>>): Json =>
  Object.fromEntries(
    Object.entries(names).flatMap(([old, now]) => (from[old] === undefined ? [] : [[now, from[old]]])),
  );

/** A beta session's settings in today's form, which is what upstreams take. A temperature has no place there. */
export function fromBeta(asked: Json): Json {
  const { modalities } = asked;
  const input = taken(asked, {
    input_audio_transcription: 'transcription',
    input_audio_noise_reduction: 'noise_reduction',
    turn_detection: 'turn_detection',
  });
  const output = taken(asked, { voice: 'voice', speed: 'speed' });
  const inFormat = formats[String(asked['input_audio_format'])];
  const outFormat = formats[String(asked['output_audio_format'])];
  return {
    type: 'realtime',
    ...taken(asked, {
      model: 'model',
      instructions: 'instructions',
      tools: 'tools',
      tool_choice: 'tool_choice',
      max_response_output_tokens: 'max_output_tokens',
      tracing: 'tracing',
      include: 'include',
      prompt: 'prompt',
    }),
    ...(Array.isArray(modalities)
      ? { output_modalities: [modalities.includes('audio') ? 'audio' : 'text'] }
      : {}),
    ...withoutEmpty({
      audio: withoutEmpty({
        input: { ...(inFormat ? { format: inFormat } : {}), ...input },
        output: { ...(outFormat ? { format: outFormat } : {}), ...output },
      }),
    }),
  };
}

const withoutEmpty = (parts: Readonly<Record<string, Json>>): Json =>
  Object.fromEntries(Object.entries(parts).filter(([, one]) => Object.keys(one).length > 0));
