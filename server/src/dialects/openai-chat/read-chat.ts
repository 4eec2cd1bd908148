import { booleanIn, type Json, type JsonDraft, listOf, numberIn, objectIn, textIn } from '../../base/json.ts';
import type { Call } from '../../spec/call.ts';
import type { ChatRequest, ResponseFormat } from '../../spec/chat.ts';
import { parseBody } from '../../spec/json-body.ts';
import { readMessages } from './read-messages.ts';
import { readThinking } from './read-thinking.ts';
import { readToolChoice, readTools } from './read-tools.ts';
import { defined, invalid, ownWire } from './values.ts';

/** Fields that the canonical form has a place for; others are passed on by name. */
const known = new Set(
  (
    'model messages stream stream_options max_tokens max_completion_tokens temperature top_p top_k n stop ' +
    'presence_penalty frequency_penalty logit_bias seed user safety_identifier tools tool_choice functions ' +
    'function_call parallel_tool_calls response_format reasoning_effort reasoning thinking enable_thinking ' +
    'thinking_budget chat_template_kwargs modalities audio logprobs top_logprobs service_tier web_search_options ' +
    'enable_search verbosity prompt_cache_key metadata image_config'
  ).split(' '),
);

/** A chat completion request in canonical form. Throws GatewayError (field_invalid). */
export function readChat(call: Call): ChatRequest {
  const body = merged(parseBody(call.body));
  return { ...readOptions(body, call.stream), messages: readMessages(body['messages']) };
}

/** Clients of the SDKs mean by `extra_body` fields of the body itself; some that are written by hand send it as it is. */
function merged(body: Json): Json {
  const extra = objectIn(body['extra_body']);
  if (!extra) return body;
  const { extra_body: _, ...own } = body;
  return { ...extra, ...own };
}

/** Everything but the conversation; shared with the legacy endpoint, whose fields are a part of these. */
export function readOptions(body: Json, stream: boolean): Omit<ChatRequest, 'messages'> {
  const fields = othersOf(body);
  const audio = objectIn(body['audio']);
  const voice = textIn(audio?.['voice']) ?? textIn(objectIn(audio?.['voice'])?.['id']);
  const stop = typeof body['stop'] === 'string' ? [body['stop']] : listOf(body['stop']);
  const stops = stop.filter((one) => typeof one === 'string' && one !== '') as string[];
  const outputs = listOf(body['modalities']).filter(
    (one) => one === 'text' || one === 'image' || one === 'audio',
  ) as ('text' | 'image' | 'audio')[];
  return defined<Omit<ChatRequest, 'messages'>>({
    stream,
    tools: readTools(body),
    toolChoice: readToolChoice(body),
    parallelTools: booleanIn(body['parallel_tool_calls']),
    format: readFormat(body['response_format']),
    maxOutput: numberIn(body['max_completion_tokens']) ?? numberIn(body['max_tokens']),
    temperature: numberIn(body['temperature']),
    topP: numberIn(body['top_p']),
    topK: numberIn(body['top_k']),
    stop: stops.length > 0 ? stops : undefined,
    seed: numberIn(body['seed']),
    presencePenalty: numberIn(body['presence_penalty']),
    frequencyPenalty: numberIn(body['frequency_penalty']),
    logitBias: biasOf(body['logit_bias']),
    answers: numberIn(body['n']),
    logprobs: booleanIn(body['logprobs']),
    topLogprobs: numberIn(body['top_logprobs']),
    thinking: readThinking(body),
    verbosity: textIn(body['verbosity']),
    // Text alone is what everybody answers with.
    outputs: outputs.some((one) => one !== 'text') ? outputs : undefined,
    voice:
      voice === undefined
        ? undefined
        : defined<{ name: string; format?: string }>({ name: voice, format: textIn(audio?.['format']) }),
    picture: readPicture(body),
    user: textIn(body['user']) ?? textIn(body['safety_identifier']),
    cacheKey: textIn(body['prompt_cache_key']),
    tier: textIn(body['service_tier']),
    metadata: objectIn(body['metadata']),
    others: Object.keys(fields).length > 0 ? { from: ownWire, fields } : undefined,
  });
}

function biasOf(value: unknown): Record<string, number> | undefined {
  const entries = Object.entries(objectIn(value) ?? {}).filter(([, bias]) => typeof bias === 'number');
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as Record<string, number>);
}

/** null means the same as absent in this wire, and so does `store: false`. */
function othersOf(body: Json): Json {
  const fields: JsonDraft = {};
  for (const [name, value] of Object.entries(body)) {
    if (known.has(name) || value === null || value === undefined) continue;
    if (name === 'store' && value === false) continue;
    const google = name === 'google' ? objectIn(value) : undefined;
    if (google) {
      const { thinking_config: _, image_config: __, ...rest } = google;
      if (Object.keys(rest).length > 0) fields[name] = rest;
    } else fields[name] = value;
  }
  return fields;
}

/** OpenRouter's `image_config`, and Google's. */
function readPicture(body: Json): ChatRequest['picture'] {
  const config = objectIn(body['image_config']) ?? objectIn(objectIn(body['google'])?.['image_config']);
  const ratio = textIn(config?.['aspect_ratio'] ?? config?.['aspectRatio']);
  const size = textIn(config?.['image_size'] ?? config?.['imageSize']);
  return ratio === undefined && size === undefined
    ? undefined
    : defined<NonNullable<ChatRequest['picture']>>({ ratio, size });
}

function readFormat(value: unknown): ResponseFormat | undefined {
  const format = objectIn(value);
  if (format?.['type'] === 'json_object') return { type: 'json' };
  if (format?.['type'] !== 'json_schema') return undefined;
  const inner = objectIn(format['json_schema']) ?? format;
  const schema = objectIn(inner['schema']);
  if (!schema) throw invalid('response_format.json_schema.schema', 'give the JSON Schema of the answer');
  return defined<Extract<ResponseFormat, { type: 'schema' }>>({
    type: 'schema',
    name: textIn(inner['name']),
    description: textIn(inner['description']),
    schema,
    strict: booleanIn(inner['strict']),
  });
}
