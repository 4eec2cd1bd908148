import { randomText } from '../../../../base/ids.ts';
import type { ToolCall } from '../../openai-compatible/simulator/choose-tools.ts';
import { type Answer, compose } from '../../openai-compatible/simulator/compose.ts';
import type { Prompt } from '../../openai-compatible/simulator/prompt.ts';
import type { ChatRequest } from '../../openai-compatible/simulator/wire.ts';
import { countTokens } from '../../simulated/tokens.ts';
import { mint } from './sealed.ts';
import { itemId } from './store.ts';
import type { CreateRequest, InputItem } from './wire.ts';

/** An item of an answer, as the wire writes it. */
export type OutputItem = InputItem & { readonly id: string };

/** A response object: every documented field stands in it. */
export type ResponseBody = {
  readonly id: string;
  readonly status: 'queued' | 'in_progress' | 'completed' | 'incomplete' | 'failed' | 'cancelled';
  readonly output: readonly OutputItem[];
  readonly usage: object | null;
  readonly [name: string]: unknown;
};

export type Asked = {
  readonly request: CreateRequest;
  readonly chat: ChatRequest;
  readonly prompt: Prompt;
  readonly model: string;
  readonly thinks: boolean;
  /** Whose encrypted content is minted. */
  readonly key: string;
  /** Unix seconds. */
  readonly created: number;
  /** Input tokens read from and written to the cache. */
  readonly cached: number;
  readonly written: number;
};

/** A picture of one pixel: what the image tool makes. */
const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** What the simulated model answers to a checked request: a function of the request, ids apart. */
export function answerRequest(asked: Asked): ResponseBody {
  const { request, chat, prompt, model } = asked;
  // After a result the answer is in words, so that loops of the client end.
  const hosted = chat.messages.at(-1)?.role === 'tool' ? [] : hostedItems(request, prompt);
  const searches = hosted.some(({ type }) => type === 'web_search_call');
  const answer = compose(chat, prompt, { model, thinks: asked.thinks, showsThinking: false, searches }, 0);
  const items = [...reasoningItems(asked, answer), ...hosted, ...saidItems(answer)];
  const whole = answer.finish !== 'length';
  const status = whole ? 'completed' : 'incomplete';
  return responseOf(asked, {
    status,
    output: items,
    incomplete_details: whole ? null : { reason: 'max_output_tokens' },
    usage: usageOf(asked, answer),
  });
}

function usageOf({ prompt, cached, written }: Asked, answer: Answer): object {
  const input = prompt.tokens.text + prompt.tokens.image;
  const output = answer.tokens + answer.reasoningTokens;
  const read = Math.min(cached, Math.floor(input / 128) * 128);
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: read, cache_write_tokens: Math.min(written, input - read) },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: answer.reasoningTokens },
    total_tokens: input + output,
  };
}

function reasoningItems({ request, prompt, key, thinks }: Asked, answer: Answer): OutputItem[] {
  if (!thinks || answer.reasoningTokens === 0) return [];
  const text = `**Reading the question**\n\nThe user asks: “${prompt.lastUser.slice(0, 80)}”. I am a simulated model, so I answer with what was asked and say so.`;
  const summary = request.reasoning?.summary == null ? [] : [{ type: 'summary_text' as const, text }];
  const sealed = request.include?.includes('reasoning.encrypted_content');
  return [
    { id: itemId('reasoning'), type: 'reasoning', summary, ...(sealed && { encrypted_content: mint(key) }) },
  ];
}

/** Tools that the upstream runs itself are used when the question is about them, or when one is demanded. */
function hostedItems(request: CreateRequest, prompt: Prompt): OutputItem[] {
  const choice = request.tool_choice;
  const tools = request.tools ?? [];
  const hasOwn = tools.some(({ type }) => type === 'function' || type === 'custom');
  const demanded = choice === 'required' && !hasOwn ? tools[0]?.type : undefined;
  const forced = typeof choice === 'object' && choice !== null ? choice.type : demanded;
  const last = prompt.lastUser;
  const items: OutputItem[] = [];
  for (const { type } of tools) {
    const wants = (words: RegExp) =>
      choice !== 'none' && (forced === type || (forced === undefined && words.test(last)));
    if (type.startsWith('web_search') && wants(/\b(search|web|news|latest|today|find|current)/i)) {
      const sources = [{ type: 'url', url: 'https://example.com/source' }];
      const shows = request.include?.includes('web_search_call.action.sources');
      const action = { type: 'search', query: last.slice(0, 80), ...(shows && { sources }) };
      items.push({ id: itemId('web_search_call'), type: 'web_search_call', status: 'completed', action });
    } else if (type === 'code_interpreter' && wants(/\b(code|python|calculate|compute|run)/i)) {
      const logs = [{ type: 'logs', logs: '4\n' }];
      items.push({
        id: itemId('code_interpreter_call'),
        type: 'code_interpreter_call',
        status: 'completed',
        code: 'print(2 + 2)',
        container_id: `cntr_${randomText(32)}`,
        outputs: request.include?.includes('code_interpreter_call.outputs') ? logs : null,
      });
    } else if (type === 'image_generation' && wants(/\b(draw|picture|image|paint|photo)/i)) {
      items.push({
        id: itemId('image_generation_call'),
        type: 'image_generation_call',
        status: 'completed',
        background: 'opaque',
        output_format: 'png',
        quality: 'medium',
        result: pixel,
        revised_prompt: last.slice(0, 80),
        size: '1024x1024',
      });
    }
  }
  return items;
}

function saidItems({ saying, finish }: Answer): OutputItem[] {
  const status = finish === 'length' ? 'incomplete' : 'completed';
  switch (saying.says) {
    case 'calls':
      return saying.calls.map((call) => callItem(call, status));
    case 'function':
      return [callItem(saying.call, status)];
    case 'refusal':
      return [messageItem(status, { type: 'refusal', refusal: saying.text })];
    default: {
      const cited = saying.says === 'text' ? saying.citations : [];
      const annotations = cited.map(({ start, end, url, title }) => ({
        type: 'url_citation',
        start_index: start,
        end_index: end,
        url,
        title,
      }));
      // A limit that the thoughts used up leaves nothing to say.
      if (saying.text === '' && finish === 'length') return [];
      return [messageItem(status, { type: 'output_text', text: saying.text, annotations, logprobs: [] })];
    }
  }
}

const messageItem = (
  status: string,
  part: { type: 'refusal'; refusal: string } | { type: 'output_text'; text: string; [name: string]: unknown },
): OutputItem => ({ id: itemId('message'), type: 'message', status, role: 'assistant', content: [part] });

function callItem({ type, name, input }: ToolCall, status: string): OutputItem {
  const call_id = `call_${randomText(24)}`;
  return type === 'custom'
    ? { id: itemId('custom_tool_call'), type: 'custom_tool_call', status, call_id, name, input }
    : { id: itemId('function_call'), type: 'function_call', status, call_id, name, arguments: input };
}

/** The whole object, the request's fields repeated with their defaults. */
export function responseOf(
  { request, model, created, thinks }: Pick<Asked, 'request' | 'model' | 'created' | 'thinks'>,
  told: {
    readonly status: ResponseBody['status'];
    readonly output: readonly OutputItem[];
    readonly usage: object | null;
    readonly incomplete_details?: object | null;
    readonly error?: object | null;
  },
): ResponseBody {
  const tier = request.service_tier ?? 'auto';
  return {
    id: `resp_${randomText(48).toLowerCase()}`,
    object: 'response',
    created_at: created,
    completed_at: told.status === 'completed' ? created : null,
    background: request.background ?? false,
    error: null,
    incomplete_details: null,
    instructions: request.instructions ?? null,
    max_output_tokens: request.max_output_tokens ?? null,
    max_tool_calls: request.max_tool_calls ?? null,
    metadata: request.metadata ?? {},
    model,
    parallel_tool_calls: request.parallel_tool_calls ?? true,
    previous_response_id: request.previous_response_id ?? null,
    prompt_cache_key: request.prompt_cache_key ?? null,
    reasoning: {
      effort: request.reasoning?.effort ?? (thinks ? 'medium' : null),
      summary: request.reasoning?.summary === 'auto' ? 'detailed' : (request.reasoning?.summary ?? null),
    },
    safety_identifier: request.safety_identifier ?? null,
    service_tier: tier === 'auto' ? 'default' : tier === 'fast' ? 'priority' : tier,
    store: request.store ?? true,
    temperature: request.temperature ?? 1,
    text: {
      format: request.text?.format ?? { type: 'text' },
      verbosity: request.text?.verbosity ?? 'medium',
    },
    tool_choice: request.tool_choice ?? 'auto',
    tools: request.tools ?? [],
    top_logprobs: request.top_logprobs ?? 0,
    top_p: request.top_p ?? 1,
    truncation: request.truncation ?? 'disabled',
    user: request.user ?? null,
    ...told,
  };
}

/** POST /responses/compact: the user's own words stay, the rest becomes one sealed item. */
export function compactionOf(
  items: readonly InputItem[],
  { key, created, prompt }: Pick<Asked, 'key' | 'created' | 'prompt'>,
): object {
  const kept = items.filter((item) => item.type === 'message' && item.role === 'user');
  const input = prompt.tokens.text + prompt.tokens.image;
  const output = countTokens(prompt.rendered.slice(0, 400)) + 40;
  return {
    id: `resp_${randomText(48).toLowerCase()}`,
    object: 'response.compaction',
    created_at: created,
    output: [...kept, { id: itemId('compaction'), type: 'compaction', encrypted_content: mint(key) }],
    usage: {
      input_tokens: input,
      input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
      output_tokens: output,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: input + output,
    },
  };
}
