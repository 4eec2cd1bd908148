import { isObject, type Json, type JsonDraft } from '../../base/json.ts';
import { topLevelSpans } from '../../base/json-span.ts';
import type { Finish } from '../../spec/chat.ts';
import { totalsOf } from '../../spec/chat-parts.ts';
import type { AnswerContext } from '../../spec/dialect.ts';
import type { Usage } from '../../spec/usage.ts';

/** The response object of this wire, all but what it is made for: status, output, usage. */

/** Fields of the request that OpenAI repeats in the response, with what stands there when they were not sent. */
const echoed: Readonly<Record<string, unknown>> = {
  instructions: null,
  max_output_tokens: null,
  max_tool_calls: null,
  parallel_tool_calls: true,
  prompt_cache_key: null,
  safety_identifier: null,
  store: true,
  temperature: 1,
  tool_choice: 'auto',
  top_logprobs: 0,
  top_p: 1,
  truncation: 'disabled',
  metadata: {},
};

/** A response before anything is known of a request: what the schema demands. `at` in Unix milliseconds. */
export const bareResponse = (id: string, model: string, at: number): JsonDraft => ({
  id,
  object: 'response',
  created_at: Math.floor(at / 1000),
  completed_at: null,
  status: 'in_progress',
  background: false,
  error: null,
  incomplete_details: null,
  model,
  output: [],
  previous_response_id: null,
  reasoning: { effort: null, summary: null },
  service_tier: 'default',
  text: { format: { type: 'text' }, verbosity: 'medium' },
  tools: [],
  ...echoed,
});

/** The response as it stands at its beginning. The body was read before: what is taken from it is valid JSON. */
export function beginResponse({ id, model, at, call }: Omit<AnswerContext, 'request'>): Json {
  const spans = topLevelSpans(call.body);
  const sent = (name: string): unknown => {
    const span = spans.get(name);
    return span ? JSON.parse(call.body.toString('utf8', span.start, span.end)) : undefined;
  };
  const response = bareResponse(`resp_${id}`, model, at);
  for (const name of Object.keys(echoed)) response[name] = sent(name) ?? echoed[name];
  const [reasoning, text, tools, user] = ['reasoning', 'text', 'tools', 'user'].map(sent);
  if (isObject(reasoning)) response['reasoning'] = { effort: null, summary: null, ...reasoning };
  if (isObject(text))
    response['text'] = { ...(response['text'] as Json), ...text, format: text['format'] ?? { type: 'text' } };
  if (Array.isArray(tools)) response['tools'] = tools.map(declared);
  if (typeof user === 'string') response['user'] = user;
  response['previous_response_id'] = call.continues ?? null;
  return response;
}

/** A tool as the response repeats it: two fields of a function are always there. */
const declared = (tool: unknown): unknown =>
  isObject(tool) && tool['type'] === 'function' ? { strict: null, parameters: null, ...tool } : tool;

/** Source: ResponseUsage of the OpenAPI document. Details lie inside their sums. */
export function writeUsage(usage: Usage): Json {
  const { input, cached, written, output, reasoning } = totalsOf(usage);
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: cached, cache_write_tokens: written },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: reasoning },
    total_tokens: input + output,
  };
}

/** Why a response is incomplete; undefined: it is complete. A refusal that says something is an answer. */
export function incompleteReason({ reason }: Finish, refused: boolean): string | undefined {
  if (reason === 'length' || reason === 'context-full') return 'max_output_tokens';
  if (reason === 'filtered' || (reason === 'refusal' && !refused)) return 'content_filter';
  return undefined;
}
