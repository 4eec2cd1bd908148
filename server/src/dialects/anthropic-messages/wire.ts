import { z } from 'zod';
import { isObject, type Json } from '../../base/json.ts';

/**
 * Bodies of Anthropic's Messages API as clients may send them: loose, because betas add fields every month and an
 * upstream of the same wire gets the bytes as they came. Only types that every version agrees on are checked.
 * Source: @anthropic-ai/sdk 1.12.0, resources/messages (generated from Anthropic's own specification).
 */

/** The wire's own name for the maker of signatures, file ids and blocks that only it knows. */
export const wire = 'anthropic-messages';

const cacheMark = z.looseObject({ type: z.string() }).nullish().meta({
  description: '{"type":"ephemeral"}, with "ttl":"5m" or "1h": everything up to here may be cached.',
});

const source = z.looseObject({ type: z.string() });

const block = z.union([
  z
    .looseObject({ type: z.literal('text'), text: z.string(), cache_control: cacheMark })
    .meta({ description: 'A piece of text.' }),
  z
    .looseObject({ type: z.literal('image'), source })
    .meta({ description: 'A picture; source by base64, url or file.' }),
  z
    .looseObject({ type: z.literal('document'), source, title: z.string().nullish() })
    .meta({ description: 'A PDF or a text; source by base64, url, text, content or file.' }),
  z
    .looseObject({ type: z.literal('tool_use'), id: z.string(), name: z.string() })
    .meta({ description: 'A call that the model made.' }),
  z
    .looseObject({ type: z.literal('tool_result'), tool_use_id: z.string(), is_error: z.boolean().nullish() })
    .meta({ description: 'What a tool answered: content is a text or a list of blocks.' }),
  z
    .looseObject({ type: z.literal('thinking'), thinking: z.string(), signature: z.string() })
    .meta({ description: 'A thought, given back unchanged.' }),
  z.looseObject({ type: z.string() }),
]);

const content = z.union([z.string(), z.array(block)]).meta({ description: 'A text, or a list of blocks.' });

const message = z
  .looseObject({
    role: z.string().meta({ description: 'user or assistant; newer models take system too.' }),
    content,
  })
  .meta({ description: 'One turn of the conversation.' });

const shared = {
  model: z.string().min(1).max(256).meta({ description: 'Name of the model, as GET /v1/models lists it.' }),
  messages: z
    .array(message)
    .min(1)
    .max(100_000)
    .meta({ description: 'The conversation so far, the oldest turn first.' }),
  system: z
    .union([z.string(), z.array(z.looseObject({ type: z.string() }))])
    .nullish()
    .meta({ description: 'What the model is told before the conversation: a text, or text blocks.' }),
  tools: z.array(z.looseObject({})).nullish().meta({
    description: 'Functions with name, description and input_schema, or tools that Anthropic runs.',
  }),
  tool_choice: z
    .looseObject({ type: z.string() })
    .nullish()
    .meta({ description: 'type: auto, any, tool (with name) or none; disable_parallel_tool_use.' }),
  thinking: z
    .looseObject({ type: z.string() })
    .nullish()
    .meta({ description: 'type: adaptive, enabled (with budget_tokens) or disabled; display.' }),
  output_config: z
    .looseObject({})
    .nullish()
    .meta({ description: 'effort: low, medium, high, xhigh, max; format: a JSON schema for the answer.' }),
  cache_control: cacheMark,
};

const fraction = (description: string) => z.number().nullish().meta({ description });

export const messagesBody = z.looseObject({
  ...shared,
  // Anthropic demands it; clients of this gateway may leave it out and get the model's longest answer.
  max_tokens: z.int().min(0).nullish().meta({
    description: 'The most tokens to produce, thoughts included. Absent: as many as the model may.',
  }),
  stream: z.boolean().nullish().meta({ description: 'Send the answer in pieces as server-sent events.' }),
  temperature: fraction('0 to 1; lower is more predictable.'),
  top_p: fraction('0 to 1: share of the probability that is sampled from.'),
  top_k: z.int().min(0).nullish().meta({ description: 'Sample from so many likeliest tokens only.' }),
  stop_sequences: z.array(z.string()).nullish().meta({ description: 'Texts that end the answer.' }),
  metadata: z
    .looseObject({ user_id: z.string().nullish() })
    .nullish()
    .meta({ description: 'user_id: your own id of the end user.' }),
  service_tier: z.string().nullish().meta({ description: 'auto or standard_only.' }),
});

export const countBody = z.looseObject(shared);

const typed = (value: unknown): boolean => isObject(value) && typeof value['type'] === 'string';
const every = (value: unknown, meets: (one: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(meets);
const whole = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;

/** What the schemas above ask of each field, told at a glance; a field that is not here is not asked about. */
const glances: Readonly<Record<string, (value: unknown) => boolean>> = {
  model: (value) => typeof value === 'string' && value !== '' && value.length <= 256,
  messages: (value) =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= 100_000 &&
    value.every(
      (one) =>
        isObject(one) &&
        typeof one['role'] === 'string' &&
        (typeof one['content'] === 'string' || every(one['content'], typed)),
    ),
  system: (value) => typeof value === 'string' || every(value, typed),
  tools: (value) => every(value, isObject),
  tool_choice: typed,
  thinking: typed,
  output_config: isObject,
  cache_control: typed,
  max_tokens: whole,
  stream: (value) => typeof value === 'boolean',
  temperature: Number.isFinite,
  top_p: Number.isFinite,
  top_k: whole,
  stop_sequences: (value) => every(value, (one) => typeof one === 'string'),
  metadata: (value) => isObject(value) && (value['user_id'] == null || typeof value['user_id'] === 'string'),
  service_tier: (value) => typeof value === 'string',
};
const glanceNames = Object.keys(glances);

/**
 * Is the body right at a glance? The schema takes milliseconds for the hundreds of blocks of a long agent session;
 * this takes microseconds. What it lets through passes the schema too (a test proves it); the rest goes to the schema,
 * which knows why.
 */
export function looksRight(body: Json): boolean {
  if (!Object.hasOwn(body, 'model') || !Object.hasOwn(body, 'messages')) return false;
  for (const name of glanceNames) if (Object.hasOwn(body, name) && !glances[name]!(body[name])) return false;
  return true;
}
