import {
  isObject,
  type Json,
  type JsonDraft,
  listOf,
  numberIn,
  objectOf,
  stringIn,
} from '../../base/json.ts';
import type { Call } from '../../spec/call.ts';
import {
  type ChatRequest,
  type Effort,
  efforts,
  type Message,
  type ResponseFormat,
  type Thinking,
  type Tool,
} from '../../spec/chat.ts';
import { GatewayError } from '../../spec/fault.ts';
import { parseBody } from '../../spec/json-body.ts';
import { isTriggered, summaryWish } from './compaction.ts';
import { toolsOf, wire } from './items.ts';
import { readMessages } from './messages.ts';
import { readChoice, readTools } from './tools.ts';

/** Fields that the canonical form has a place for, or that mean something to the gateway alone. */
const known = new Set([
  'model',
  'input',
  'instructions',
  'stream',
  'stream_options',
  'max_output_tokens',
  'temperature',
  'top_p',
  'top_logprobs',
  'reasoning',
  'text',
  'tools',
  'tool_choice',
  'parallel_tool_calls',
  'previous_response_id',
  'store',
  'background',
  'include',
  'prompt_cache_key',
  'safety_identifier',
  'user',
  'service_tier',
  'metadata',
]);

/** Asked for by every careful client; the canonical form carries signatures without being asked. */
const includesCarried = new Set(['reasoning.encrypted_content', 'message.output_text.logprobs']);

/** State that lies at one upstream account: another cannot be asked for it. */
const foreignState: Readonly<Record<string, string>> = {
  conversation: 'conversations are kept by OpenAI; send the items as input, or use previous_response_id',
  prompt: 'prompt templates are kept by OpenAI; write the text into instructions and input',
  previous_response_id: 'this response is not known here; send the earlier items as input',
};

/** The canonical form of a request. Throws field_invalid for what this gateway cannot mean at another upstream. */
export function readRequest(call: Call): ChatRequest {
  const body = parseBody(call.body);
  for (const [param, message] of Object.entries(foreignState))
    if (body[param] != null)
      throw new GatewayError(
        'field_invalid',
        `${param} does not work with the model '${call.model}': ${message}`,
        {
          param,
        },
      );
  const messages = readMessages(body);
  const cacheKey = stringIn(body['prompt_cache_key']);
  if (call.endpoint === 'compact' || isTriggered(body['input'])) {
    const tools = toolsForHistory(messages, readTools(toolsOf(body['tools'], body['input'])));
    return {
      stream: call.stream,
      messages: [...messages, { role: 'user', blocks: [{ type: 'text', text: summaryWish }] }],
      tools,
      ...(tools.length > 0 ? { toolChoice: { type: 'none' } } : {}),
      ...(cacheKey === undefined ? {} : { cacheKey }),
    };
  }
  const tools = readTools(toolsOf(body['tools'], body['input']));
  const toolChoice = tools.length > 0 ? readChoice(body['tool_choice']) : undefined;
  const format = formatOf(body['text']);
  const verbosity = isObject(body['text']) ? stringIn(body['text']['verbosity']) : undefined;
  const thinking = thinkingOf(body['reasoning']);
  const parallelTools = body['parallel_tool_calls'];
  const maxOutput = numberIn(body['max_output_tokens']);
  const temperature = numberIn(body['temperature']);
  const topP = numberIn(body['top_p']);
  const topLogprobs = numberIn(body['top_logprobs']);
  const include = listOf(body['include']);
  const user = stringIn(body['safety_identifier']) ?? stringIn(body['user']);
  const tier = stringIn(body['service_tier']);
  const metadata = objectOf(body['metadata']);
  const others = othersOf(body, include, toolChoice === undefined && tools.length > 0);
  return {
    stream: call.stream,
    messages,
    tools,
    ...(toolChoice ? { toolChoice } : {}),
    // true is the default, and not every wire has a word for it
    ...(parallelTools === false ? { parallelTools } : {}),
    ...(format ? { format } : {}),
    ...(maxOutput === undefined ? {} : { maxOutput }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { topP }),
    ...(topLogprobs || include.includes('message.output_text.logprobs') ? { logprobs: true } : {}),
    ...(topLogprobs ? { topLogprobs } : {}),
    ...(thinking ? { thinking } : {}),
    ...(verbosity === undefined ? {} : { verbosity }),
    ...(user === undefined ? {} : { user }),
    ...(cacheKey === undefined ? {} : { cacheKey }),
    ...(tier === undefined || tier === 'auto' ? {} : { tier }),
    ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
    ...(others ? { others } : {}),
  };
}

/** Some upstreams refuse a history with calls of tools that the request does not declare. */
function toolsForHistory(messages: readonly Message[], declared: readonly Tool[]): readonly Tool[] {
  const kept = declared.filter((tool) => tool.type === 'function' || tool.type === 'custom');
  const names = new Set(kept.map(({ name }) => name));
  const missing = new Map<string, Tool>();
  for (const block of messages.flatMap(({ blocks }) => blocks))
    if (block.type === 'tool-call' && !names.has(block.name))
      missing.set(block.name, {
        type: block.custom ? 'custom' : 'function',
        name: block.name,
      });
  return [...kept, ...missing.values()];
}

function formatOf(value: unknown): ResponseFormat | undefined {
  const format = isObject(value) ? value['format'] : undefined;
  if (!isObject(format) || format['type'] === 'text') return undefined;
  if (format['type'] === 'json_object') return { type: 'json' };
  const { name, description, schema, strict } = format;
  if (format['type'] !== 'json_schema')
    throw new GatewayError('field_invalid', 'text.format.type must be text, json_object or json_schema', {
      param: 'text.format.type',
    });
  if (!isObject(schema))
    throw new GatewayError('field_invalid', 'text.format.schema must be a JSON schema', {
      param: 'text.format.schema',
    });
  return {
    type: 'schema',
    schema,
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof description === 'string' ? { description } : {}),
    ...(typeof strict === 'boolean' ? { strict } : {}),
  };
}

const isEffort = (word: string): word is Effort => efforts.some((one) => one === word);

function thinkingOf(reasoning: unknown): Thinking | undefined {
  if (!isObject(reasoning)) return undefined;
  const effort = stringIn(reasoning['effort']);
  const summary = stringIn(reasoning['summary']) ?? stringIn(reasoning['generate_summary']);
  const show = summary === undefined ? {} : { show: summary !== 'none' };
  if (effort === undefined)
    return summary === undefined || summary === 'none' ? undefined : { mode: 'on', ...show };
  if (effort === 'none') return { mode: 'off' };
  if (!isEffort(effort))
    throw new GatewayError('field_invalid', `reasoning.effort must be none, ${efforts.join(', ')}`, {
      param: 'reasoning.effort',
    });
  return { mode: 'on', effort, ...show };
}

/** What is left: passed on to an upstream of this wire, and named to the client where it is dropped. */
function othersOf(body: Json, include: readonly unknown[], choiceLeft: boolean): ChatRequest['others'] {
  const fields: JsonDraft = {};
  for (const [name, value] of Object.entries(body))
    if (!known.has(name) && value != null && !(name === 'truncation' && value === 'disabled'))
      fields[name] = value;
  const wanted = include.filter((one) => !includesCarried.has(String(one)));
  if (wanted.length > 0) fields['include'] = wanted;
  if (choiceLeft && isObject(body['tool_choice'])) fields['tool_choice'] = body['tool_choice'];
  return Object.keys(fields).length > 0 ? { from: wire, fields } : undefined;
}
