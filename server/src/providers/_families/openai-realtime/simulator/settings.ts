import { z } from 'zod';
import { isObject, type Json } from '../../../../base/json.ts';
import { EventError, parsed } from './event-error.ts';

/**
 * The settings of a session. Source: OpenAI OpenAPI document of 2026-08-21, RealtimeSessionCreateRequestGA and the
 * example of session.created.
 */
const format = z.union([
  z.looseObject({ type: z.literal('audio/pcm'), rate: z.literal(24_000).nullish() }),
  z.looseObject({ type: z.enum(['audio/pcmu', 'audio/pcma']) }),
]);
const detection = z.looseObject({
  type: z.enum(['server_vad', 'semantic_vad']),
  threshold: z.number().min(0).max(1).nullish(),
  prefix_padding_ms: z.int().min(0).nullish(),
  silence_duration_ms: z.int().min(0).nullish(),
  create_response: z.boolean().nullish(),
  interrupt_response: z.boolean().nullish(),
});
const tool = z.looseObject({
  type: z.string(),
  name: z
    .string()
    .regex(/^[a-zA-Z0-9_-]{1,64}$/)
    .nullish(),
  description: z.string().nullish(),
  parameters: z.record(z.string(), z.unknown()).nullish(),
});
const toolChoice = z.union([
  z.enum(['none', 'auto', 'required']),
  z.looseObject({ type: z.string(), name: z.string().nullish() }),
]);
const limit = z.union([z.int().min(1), z.literal('inf')]);
const modalities = z
  .array(z.enum(['text', 'audio']))
  .min(1)
  .max(1);

const update = z.looseObject({
  type: z.enum(['realtime', 'transcription']),
  model: z.string().nullish(),
  instructions: z.string().optional(),
  output_modalities: modalities.optional(),
  tools: z.array(tool).optional(),
  tool_choice: toolChoice.optional(),
  max_output_tokens: limit.optional(),
  audio: z
    .looseObject({
      input: z
        .looseObject({
          format: format.optional(),
          transcription: z.looseObject({ model: z.string().nullish() }).nullish(),
          turn_detection: detection.nullish(),
        })
        .optional(),
      output: z
        .looseObject({
          format: format.optional(),
          voice: z.union([z.string(), z.looseObject({ id: z.string() })]).optional(),
          speed: z.number().min(0.25).max(1.5).optional(),
        })
        .optional(),
    })
    .optional(),
});

/** What `response.create` may say beside the session. */
export const overrides = z.looseObject({
  conversation: z.union([z.enum(['auto', 'none']), z.string()]).nullish(),
  instructions: z.string().nullish(),
  output_modalities: modalities.nullish(),
  tools: z.array(tool).nullish(),
  tool_choice: toolChoice.nullish(),
  max_output_tokens: limit.nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  input: z.array(z.unknown()).nullish(),
});
export type Overrides = z.output<typeof overrides>;
export type Tool = z.output<typeof tool>;
export type ToolChoice = z.output<typeof toolChoice>;
export type Detection = z.output<typeof detection>;

export type Settings = {
  readonly type: 'realtime' | 'transcription';
  readonly object: 'realtime.session';
  readonly id: string;
  readonly model: string;
  readonly output_modalities: readonly ('text' | 'audio')[];
  readonly instructions: string;
  readonly tools: readonly Tool[];
  readonly tool_choice: ToolChoice;
  readonly max_output_tokens: number | 'inf';
  readonly expires_at: number;
  readonly audio: {
    readonly input: {
      readonly format: { readonly type: string };
      readonly transcription: { readonly model?: string | null | undefined } | null;
      readonly turn_detection: Detection | null;
    };
    readonly output: {
      readonly format: { readonly type: string };
      readonly voice: unknown;
      readonly speed: number;
    };
  };
};

const serverVad = {
  type: 'server_vad' as const,
  threshold: 0.5,
  prefix_padding_ms: 300,
  silence_duration_ms: 200,
  idle_timeout_ms: null,
  create_response: true,
  interrupt_response: true,
};
const pcm = { type: 'audio/pcm', rate: 24_000 };

/** How long a session may last: an hour. */
export const longestSeconds = 3600;

/** `now` in seconds. */
export const firstSettings = (
  id: string,
  model: string,
  now: number,
  isTranscription: boolean,
): Settings => ({
  ...{ tracing: null, truncation: 'auto', prompt: null, include: null },
  type: isTranscription ? 'transcription' : 'realtime',
  object: 'realtime.session',
  id,
  model,
  output_modalities: ['audio'],
  instructions: 'You are a helpful assistant that speaks.',
  tools: [],
  tool_choice: 'auto',
  max_output_tokens: 'inf',
  expires_at: now + longestSeconds,
  audio: {
    input: { format: pcm, transcription: null, turn_detection: serverVad, ...{ noise_reduction: null } },
    output: { format: pcm, voice: 'marin', speed: 1 },
  },
});

/** Only what is there replaces what was. Throws EventError. */
export function updated(old: Settings, sent: unknown): Settings {
  if (!isObject(sent))
    throw new EventError("Missing required parameter: 'session'.", 'missing_required_parameter', 'session');
  const asked = parsed(update, sent, 'session');
  if (asked.model != null && asked.model !== old.model)
    throw new EventError('Cannot update the model of a session.', 'invalid_value', 'session.model');
  const { input, output } = asked.audio ?? {};
  const turns = input?.turn_detection;
  const merged: Json = {
    ...old,
    ...defined(asked),
    id: old.id,
    object: old.object,
    model: old.model,
    expires_at: old.expires_at,
    audio: {
      input: {
        ...old.audio.input,
        ...defined(input ?? {}),
        ...(turns ? { turn_detection: { ...serverVad, ...defined(turns) } } : {}),
      },
      output: { ...old.audio.output, ...defined(output ?? {}) },
    },
  };
  return merged as unknown as Settings; // both parts were checked above
}

const defined = (from: object): Json =>
  Object.fromEntries(Object.entries(from).filter(([, value]) => value !== undefined));
