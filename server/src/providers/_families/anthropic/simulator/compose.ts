import { createHash } from 'node:crypto';
import { isObject, type Json, listOf, objectIn, objectOf, parseJson, textOf } from '../../../../base/json.ts';
import { chooseTools } from '../../openai-compatible/simulator/choose-tools.ts';
import { instanceOf, readHints } from '../../simulated/schema-instance.ts';
import { countTokens, firstTokens } from '../../simulated/tokens.ts';
import { excerpt, fillerOf, untilStop } from '../../simulated/words.ts';
import { generationOf } from '../generations.ts';
import type { Prompt } from './prompt.ts';
import { signThought } from './signature.ts';

export type Composed = {
  readonly content: readonly Json[];
  readonly stop: {
    readonly stop_reason: string;
    readonly stop_sequence: string | null;
    readonly stop_details: Json | null;
  };
  readonly outputTokens: number;
  readonly thinkingTokens: number;
  readonly searches: number;
};

/** Most filler words that a prompt may ask for. */
const mostFiller = 5000;

/** What the model answers: a function of the request alone, so the same request gets the same answer. */
export function compose(body: Json, prompt: Prompt, mint: (prefix: string) => string): Composed {
  const limit = typeof body['max_tokens'] === 'number' ? body['max_tokens'] : 4096;
  if (prompt.lastUser.includes('[refuse]')) return refusal();
  const thought = think(body, prompt, limit);
  const calls = limit > 0 ? callsOf(body, prompt) : [];
  const hosted = calls.length === 0 && limit > 0 ? hostedWork(body, prompt, mint) : [];
  const left = Math.max(0, limit - thought.tokens);
  if (calls.length > 0) return withCalls(thought, calls, left, mint);
  const stops = listOf(body['stop_sequences']).map(textOf);
  const words = say(body, prompt);
  const stopped = untilStop(words, stops);
  const said = firstTokens(stopped, left);
  const searches = hosted.filter((block) => block['name'] === 'web_search').length;
  const citations = searches > 0 && said.whole ? [citation(prompt)] : undefined;
  const text = { type: 'text', text: said.text, ...(citations ? { citations } : {}) };
  const hit = stopped === words ? undefined : stops.find((stop) => words.startsWith(stop, stopped.length));
  const reason = !said.whole ? 'max_tokens' : hit === undefined ? 'end_turn' : 'stop_sequence';
  return {
    content: [...thought.blocks, ...hosted, ...(said.text === '' ? [] : [text])],
    stop: {
      stop_reason: prompt.lastUser.includes('[pause]') && said.whole ? 'pause_turn' : reason,
      stop_sequence: reason === 'stop_sequence' ? (hit ?? null) : null,
      stop_details: null,
    },
    outputTokens:
      thought.tokens + said.tokens + countTokens(JSON.stringify(hosted.map((one) => one['input'] ?? ''))),
    thinkingTokens: thought.tokens,
    searches,
  };
}

const refusal = (): Composed => ({
  content: [],
  stop: {
    stop_reason: 'refusal',
    stop_sequence: null,
    stop_details: {
      type: 'refusal',
      category: null,
      explanation: 'This request was declined by the simulated model.',
    },
  },
  outputTokens: 5,
  thinkingTokens: 0,
  searches: 0,
});

type Thought = { readonly blocks: readonly Json[]; readonly tokens: number };

/** Newer models think unless they are told not to, and show it only when asked. */
function think(body: Json, prompt: Prompt, limit: number): Thought {
  const generation = generationOf(textOf(body['model']));
  const asked = isObject(body['thinking']) ? textOf(body['thinking']['type']) : '';
  const byItself = asked === '' && generation.off !== 'absent';
  const choice = isObject(body['tool_choice']) ? textOf(body['tool_choice']['type']) : '';
  const forced = choice === 'any' || choice === 'tool';
  if (limit === 0 || forced || !(asked === 'enabled' || asked === 'adaptive' || byItself))
    return { blocks: [], tokens: 0 };
  const config = isObject(body['output_config']) ? textOf(body['output_config']['effort']) : '';
  const deep = config === 'max' || config === 'xhigh' ? ' Once more, to be sure.' : '';
  const whole = `The user asks: “${excerpt(prompt.lastUser, 80)}”. I am a simulated model, so I answer with what was asked and say so.${deep}`;
  const budget = isObject(body['thinking'])
    ? Number(body['thinking']['budget_tokens'] ?? Infinity)
    : Infinity;
  const { text, tokens } = firstTokens(whole, Math.min(budget, limit));
  if (prompt.lastUser.includes('[redact]'))
    return { blocks: [{ type: 'redacted_thinking', data: signThought(text) }], tokens };
  const display = isObject(body['thinking']) ? textOf(body['thinking']['display']) : '';
  const shown = display === 'summarized' || (display === '' && !generation.hidesThoughts);
  return {
    blocks: [{ type: 'thinking', thinking: shown ? text : '', signature: signThought(text) }],
    tokens,
  };
}

type Call = { readonly name: string; readonly input: unknown };

/** The client's tools that this request makes the model call. */
function callsOf(body: Json, prompt: Prompt): readonly Call[] {
  const tools = listOf(body['tools'])
    .filter(isObject)
    .filter((tool) => isObject(tool['input_schema']) || tool['type'] === 'custom');
  if (tools.length === 0 || prompt.endsWithResult) return [];
  const choice = objectOf(body['tool_choice']);
  const type = textOf(choice['type']);
  const told = /You must call (?:the tool `([^`]+)`|at least one of the tools)/.exec(prompt.system);
  const named = type === 'tool' ? textOf(choice['name']) : told?.[1];
  const must = type === 'any' || told !== null;
  const chosen = chooseTools(
    {
      model: textOf(body['model']),
      messages: [{ role: 'user', content: prompt.lastUser }],
      tools: tools.map((tool) => ({
        type: 'function' as const,
        function: {
          name: textOf(tool['name']),
          description: textOf(tool['description']),
          parameters: isObject(tool['input_schema']) ? { ...tool['input_schema'] } : { type: 'object' },
        },
      })),
      tool_choice:
        type === 'none'
          ? 'none'
          : named
            ? { type: 'function' as const, function: { name: named } }
            : must
              ? 'required'
              : 'auto',
      parallel_tool_calls: choice['disable_parallel_tool_use'] !== true,
    },
    prompt.lastUser,
  );
  return chosen.map(({ name, input }) => ({ name, input: parseJson(input) ?? {} }));
}

function withCalls(
  thought: Thought,
  calls: readonly Call[],
  limit: number,
  mint: (prefix: string) => string,
): Composed {
  const blocks: Json[] = [];
  let tokens = 0;
  for (const { name, input } of calls) {
    tokens += countTokens(name) + countTokens(JSON.stringify(input));
    if (tokens > limit) break;
    blocks.push({ type: 'tool_use', id: mint('toolu_'), name, input });
  }
  return {
    content: [...thought.blocks, ...blocks],
    stop: {
      stop_reason: tokens > limit ? 'max_tokens' : 'tool_use',
      stop_sequence: null,
      stop_details: null,
    },
    outputTokens: thought.tokens + Math.min(tokens, limit),
    thinkingTokens: thought.tokens,
    searches: 0,
  };
}

const source = 'https://example.com/source';

/** Work of the maker's own tools, when they are offered and the prompt is about such. */
function hostedWork(body: Json, prompt: Prompt, mint: (prefix: string) => string): Json[] {
  const offered = listOf(body['tools'])
    .filter(isObject)
    .map((tool) => textOf(tool['type']));
  const choice = objectOf(body['tool_choice']);
  if (choice['type'] === 'none' || prompt.endsWithResult) return [];
  const wants = (type: string, words: RegExp) =>
    offered.some((one) => one.startsWith(type)) && (words.test(prompt.lastUser) || choice['name'] === type);
  const use = (name: string, input: Json) => ({
    type: 'server_tool_use',
    id: mint('srvtoolu_'),
    name,
    input,
  });
  if (wants('web_search', /search|latest|news|today|web|tìm/i)) {
    const call = use('web_search', { query: excerpt(prompt.lastUser, 80) });
    const found = {
      type: 'web_search_result',
      url: source,
      title: 'A simulated source',
      encrypted_content: digest(prompt.lastUser),
      page_age: null,
    };
    return [call, { type: 'web_search_tool_result', tool_use_id: call.id, content: [found] }];
  }
  if (wants('web_fetch', /https?:\/\//i)) {
    const url = /https?:\/\/[^\s"'<>)]+/i.exec(prompt.lastUser)?.[0] ?? source;
    const call = use('web_fetch', { url });
    const page = {
      type: 'document',
      source: { type: 'text', media_type: 'text/plain', data: 'A simulated page.' },
      title: 'A simulated page',
    };
    const result = { type: 'web_fetch_result', url, content: page, retrieved_at: null };
    return [call, { type: 'web_fetch_tool_result', tool_use_id: call.id, content: result }];
  }
  if (wants('code_execution', /code|python|calculate|compute|run/i)) {
    const call = use('bash_code_execution', { command: 'echo simulated' });
    const result = {
      type: 'bash_code_execution_result',
      stdout: 'simulated\n',
      stderr: '',
      return_code: 0,
      content: [],
    };
    return [call, { type: 'bash_code_execution_tool_result', tool_use_id: call.id, content: result }];
  }
  return [];
}

const digest = (text: string) => createHash('sha256').update(text).digest('base64');

const citation = (prompt: Prompt): Json => ({
  type: 'web_search_result_location',
  cited_text: `A simulated source about “${excerpt(prompt.lastUser, 40)}”.`,
  url: source,
  title: 'A simulated source',
  encrypted_index: digest(prompt.lastUser).slice(0, 24),
});

function say(body: Json, prompt: Prompt): string {
  const config = objectOf(body['output_config']);
  const format = objectIn(config['format']);
  const hints = readHints(prompt.lastUser);
  if (format) return JSON.stringify(instanceOf(format['schema'], hints));
  const told = /valid against this JSON Schema:\n(\{.*\})/.exec(prompt.system)?.[1];
  if (told !== undefined) return JSON.stringify(instanceOf(parseJson(told), hints));
  const text = words(body, prompt);
  return prompt.system.includes('Answer with JSON only') ? JSON.stringify({ answer: text }) : text;
}

function words(body: Json, prompt: Prompt): string {
  const parts =
    prompt.results.length > 0
      ? [`${prompt.results.join(' ')} That answers “${excerpt(prompt.lastUser, 120)}”.`]
      : // The quotation marks are three bytes each: every streamed answer has characters that can be split.
        [`You said: “${excerpt(prompt.lastUser, 160)}”.`];
  parts.push(...prompt.seen, `This is a simulated answer of ${textOf(body['model'])}.`);
  const filler = fillerOf(prompt.lastUser, mostFiller);
  if (filler !== undefined) parts.push(filler);
  return parts.join(' ');
}
