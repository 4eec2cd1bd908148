import {
  isObject,
  type Json,
  type JsonDraft,
  listOf,
  numberIn,
  objectOf,
  stringIn,
  textsIn,
} from '../../base/json.ts';
import type { Call } from '../../spec/call.ts';
import type {
  ChatRequest,
  Effort,
  HostedTool,
  ResponseFormat,
  Thinking,
  Tool,
  ToolChoice,
} from '../../spec/chat.ts';
import { efforts } from '../../spec/chat.ts';
import { GatewayError } from '../../spec/fault.ts';
import { parseBody } from '../../spec/json-body.ts';
import { cacheOf, readMessages, systemMessage } from './canonical-messages.ts';
import { beginning } from './read.ts';
import { wire } from './wire.ts';

/** A request in canonical form. Source of the fields: @anthropic-ai/sdk 1.12.0, resources/messages and resources/beta. */

const invalid = (param: string, why: string): GatewayError =>
  new GatewayError('field_invalid', `${param}: ${why}`, { param });

const texts = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) ? textsIn(value) : undefined;

/** The fields whose value is not undefined. */
function given<T extends object>(fields: { readonly [K in keyof T]?: T[K] | undefined }): Partial<T> {
  const left: Partial<T> = {};
  for (const name in fields) if (fields[name] !== undefined) left[name] = fields[name];
  return left;
}

/** Tools that the upstream runs itself, of whatever version; the canonical form has no place for their versions. */
const hosted: readonly (readonly [prefix: string, type: HostedTool['type']])[] = [
  ['web_search_', 'web-search'],
  ['web_fetch_', 'url-context'],
  ['code_execution_', 'code'],
];

function locationOf(value: unknown): Record<string, string> | undefined {
  if (!isObject(value)) return undefined;
  const known = ['country', 'region', 'city', 'timezone'].flatMap((name) => {
    const place = stringIn(value[name]);
    return place === undefined ? [] : [[name, place] as const];
  });
  return known.length > 0 ? Object.fromEntries(known) : undefined;
}

function readTool(tool: Json, param: string): Tool {
  const { type, name } = tool;
  const special = stringIn(type);
  if (special !== undefined && special !== 'custom') {
    const kind = hosted.find(([prefix]) => special.startsWith(prefix))?.[1];
    if (!kind) return { type: 'opaque', from: wire, name: stringIn(name) ?? special, value: tool };
    return {
      type: kind,
      ...given<Omit<HostedTool, 'type'>>({
        mostUses: numberIn(tool['max_uses']),
        allowedDomains: texts(tool['allowed_domains']),
        blockedDomains: texts(tool['blocked_domains']),
        location: locationOf(tool['user_location']),
      }),
    };
  }
  if (typeof name !== 'string' || name === '') throw invalid(`${param}.name`, 'Field required');
  const schema = tool['input_schema'];
  if (schema != null && !isObject(schema))
    throw invalid(`${param}.input_schema`, 'must be a JSON Schema object');
  return {
    type: 'function',
    name,
    ...(typeof tool['description'] === 'string' ? { description: tool['description'] } : {}),
    ...(schema ? { parameters: schema } : {}),
    ...(typeof tool['strict'] === 'boolean' ? { strict: tool['strict'] } : {}),
    ...cacheOf(tool),
  };
}

function readTools(value: unknown): Tool[] {
  return listOf(value).map((tool, i) => {
    if (!isObject(tool)) throw invalid(`tools[${i}]`, 'must be an object');
    return readTool(tool, `tools[${i}]`);
  });
}

function readToolChoice(value: unknown): ToolChoice | undefined {
  if (value == null) return undefined;
  const { type, name } = objectOf(value);
  if (type === 'auto' || type === 'any' || type === 'none') return { type };
  if (type !== 'tool') throw invalid('tool_choice.type', "must be 'auto', 'any', 'tool' or 'none'");
  if (typeof name !== 'string') throw invalid('tool_choice.name', 'Field required');
  return { type, name };
}

function readEffort(config: Json): Effort | undefined {
  const said = config['effort'];
  if (said == null) return undefined;
  const effort = efforts.find((one) => one === said);
  if (!effort) throw invalid('output_config.effort', `must be one of ${efforts.join(', ')}`);
  return effort;
}

/** Thoughts are shown unless the client says `omitted`: that is this wire's default. An effort alone leaves it to the model. */
function readThinking(value: unknown, effort: Effort | undefined): Thinking | undefined {
  const { type, budget_tokens: budget, display } = objectOf(value);
  const hard = effort === undefined ? {} : { effort };
  if (type === undefined) return effort === undefined ? undefined : { mode: 'on', effort };
  if (type === 'disabled') return { mode: 'off', ...hard };
  const show = display !== 'omitted';
  if (type !== 'enabled') return { mode: 'on', show, ...hard };
  if (typeof budget !== 'number') throw invalid('thinking.budget_tokens', 'Field required');
  return { mode: 'on', budget, show, ...hard };
}

function readFormat(value: unknown, param: string): ResponseFormat | undefined {
  if (value == null) return undefined;
  const { type, schema } = objectOf(value);
  if (type !== 'json_schema') throw invalid(`${param}.type`, "must be 'json_schema'");
  if (!isObject(schema)) throw invalid(`${param}.schema`, 'must be a JSON Schema object');
  return { type: 'schema', schema };
}

/** Fields that have a place in the canonical form. */
const understood = new Set([
  'model',
  'messages',
  'system',
  'max_tokens',
  'stream',
  'temperature',
  'top_p',
  'top_k',
  'stop_sequences',
  'tools',
  'tool_choice',
  'thinking',
  'output_config',
  'output_format',
  'metadata',
  'service_tier',
  'cache_control',
]);

/** The rest: fields of betas, and those of output_config that are neither effort nor format. */
function othersOf(body: Json, config: Json): Json | undefined {
  const fields: JsonDraft = {};
  for (const [name, value] of Object.entries(body))
    if (!understood.has(name) && value !== null) fields[name] = value;
  const { effort: _effort, format: _format, ...rest } = config;
  if (Object.keys(rest).length > 0) fields['output_config'] = rest;
  return Object.keys(fields).length > 0 ? fields : undefined;
}

/** OpenAI's limit for a cache key, the narrowest of those who take one. */
const longestCacheKey = 64;

/** The request of a Messages call in canonical form. Throws field_invalid naming what no other wire could mean. */
export function readRequest(call: Call): ChatRequest {
  const body = parseBody(call.body);
  const config = objectOf(body['output_config']);
  const choice = objectOf(body['tool_choice']);
  const metadata = objectOf(body['metadata']);
  const system = systemMessage(body['system']);
  const messages = readMessages(body['messages'], body['cache_control']);
  if (messages.length === 0) throw invalid('messages', 'at least one message with content is required');
  const thinking = readThinking(body['thinking'], readEffort(config));
  const session = call.affinity?.startsWith(beginning) ? undefined : call.affinity;
  const others = othersOf(body, config);
  return {
    stream: call.stream,
    messages: system ? [system, ...messages] : messages,
    tools: readTools(body['tools']),
    ...given<Omit<ChatRequest, 'stream' | 'messages' | 'tools'>>({
      toolChoice: readToolChoice(body['tool_choice']),
      parallelTools: choice['disable_parallel_tool_use'] === true ? false : undefined,
      format:
        readFormat(config['format'], 'output_config.format') ??
        readFormat(body['output_format'], 'output_format'),
      maxOutput: numberIn(body['max_tokens']),
      temperature: numberIn(body['temperature']),
      topP: numberIn(body['top_p']),
      topK: numberIn(body['top_k']),
      stop: texts(body['stop_sequences']),
      thinking,
      user: stringIn(metadata['user_id']),
      // What the calls of a session share is a cache key on wires that have one, where it brings the cached price.
      cacheKey: session !== undefined && session.length <= longestCacheKey ? session : undefined,
      tier: stringIn(body['service_tier']),
      others: others && { from: wire, fields: others },
    }),
  };
}
