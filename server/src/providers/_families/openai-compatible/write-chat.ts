import type { Json, JsonDraft } from '../../../base/json.ts';
import type { ChatRequest, Losses, Message, ResponseFormat, Tool, ToolChoice } from '../../../spec/chat.ts';
import type { ChatTarget } from '../../../spec/provider.ts';
import type { Traits } from './traits.ts';
import { ownWire, writeMessages } from './write-messages.ts';

export type WriteOptions = {
  readonly traits: Traits;
  /** Is usage asked for inside streams. */
  readonly reportsUsage: boolean;
  readonly limitField: string;
};

/** Service tiers of this wire; words of other wires mean other things. */
const tiers = new Set(['auto', 'default', 'flex', 'scale', 'priority', 'fast']);

/** A canonical chat as a body of POST /chat/completions. Source: OpenAI OpenAPI document of 2026-08-21. */
export function writeChat(chat: ChatRequest, to: ChatTarget, losses: Losses, options: WriteOptions): Json {
  const { traits } = options;
  const { takes } = traits;
  const model = to.upstreamModel;
  const once = dropOnce(losses);
  const thoughtsBack = traits.wantsThoughtsBack(model) && chat.thinking?.mode !== 'off';
  const format = writeFormat(chat, traits, once);
  const body: JsonDraft = {
    model,
    messages: writeMessages(format.messages, { traits, losses: once, thoughtsBack }),
    ...(chat.stream ? { stream: true } : {}),
    ...(chat.stream && options.reportsUsage ? { stream_options: { include_usage: true } } : {}),
    ...format.fields,
    ...(chat.thinking ? traits.thinking(chat.thinking, model) : {}),
    ...writeTools(chat, traits, once, model),
  };
  const limits = [chat.maxOutput, to.outputCap].filter((limit) => limit !== undefined);
  if (limits.length > 0) body[options.limitField] = Math.min(...limits);
  writeSampling(body, chat, traits, once, model);
  if ((chat.answers ?? 1) > 1) {
    if (!takes.has('several-answers') || chat.stream)
      losses.refuse(
        'several-answers',
        'n',
        'this model gives one answer at a time; send the request several times',
      );
    body['n'] = chat.answers;
  }
  const carry = (name: string, value: unknown, feature: 'verbosity' | 'cache-key' | 'tier' | 'user') => {
    if (value === undefined) return;
    if (takes.has(feature)) body[name] = value;
    else once.drop(feature, name);
  };
  carry('verbosity', chat.verbosity, 'verbosity');
  carry('prompt_cache_key', chat.cacheKey, 'cache-key');
  carry('user', chat.user, 'user');
  if (chat.tier !== undefined && tiers.has(chat.tier)) carry('service_tier', chat.tier, 'tier');
  else if (chat.tier !== undefined) once.drop('tier', 'service_tier');
  // OpenAI takes metadata only for answers that it stores.
  if (chat.metadata) once.drop('metadata', 'metadata');
  writeOutputs(body, chat, traits, once);
  for (const [name, value] of Object.entries(chat.others?.fields ?? {})) {
    if (chat.others?.from !== ownWire) once.drop('unknown-fields', name);
    else if (!(name in body)) body[name] = value;
  }
  return body;
}

/** The same loss is told once. */
function dropOnce(losses: Losses): Losses {
  const told = new Set<string>();
  return {
    drop(feature, name) {
      if (told.has(`${feature} ${name}`)) return;
      told.add(`${feature} ${name}`);
      losses.drop(feature, name);
    },
    refuse: (feature, param, message) => losses.refuse(feature, param, message),
  };
}

function writeSampling(
  body: JsonDraft,
  chat: ChatRequest,
  traits: Traits,
  losses: Losses,
  model: string,
): void {
  const refuses = traits.refusesSampling(model);
  const fields = [
    ['temperature', 'temperature', chat.temperature, true],
    ['top_p', 'top-p', chat.topP, true],
    ['presence_penalty', 'penalties', chat.presencePenalty, traits.takes.has('penalties')],
    ['frequency_penalty', 'penalties', chat.frequencyPenalty, traits.takes.has('penalties')],
    ['logit_bias', 'logit-bias', chat.logitBias, traits.takes.has('logit-bias')],
    ['logprobs', 'logprobs', chat.logprobs, traits.takes.has('logprobs')],
    ['top_logprobs', 'logprobs', chat.logprobs ? chat.topLogprobs : undefined, traits.takes.has('logprobs')],
  ] as const;
  for (const [name, feature, value, taken] of fields) {
    if (value === undefined) continue;
    if (taken && !refuses) body[name] = value;
    else losses.drop(feature, name);
  }
  if (chat.seed !== undefined) {
    if (traits.takes.has('seed')) body['seed'] = chat.seed;
    else losses.drop('seed', 'seed');
  }
  if (chat.topK !== undefined) {
    if (traits.takes.has('top-k') && !refuses) body['top_k'] = chat.topK;
    else losses.drop('top-k', 'top_k');
  }
  if (chat.stop && chat.stop.length > 0) {
    if (!refuses) body['stop'] = chat.stop.slice(0, traits.mostStops);
    if (refuses || chat.stop.length > traits.mostStops) losses.drop('stop', 'stop');
  }
}

/** The function that stands for a free-text tool. */
const inputSchema = {
  type: 'object',
  properties: { input: { type: 'string', description: 'The whole input of the tool, as plain text.' } },
  required: ['input'],
  additionalProperties: false,
};

function writeTool(tool: Tool, traits: Traits, losses: Losses): Json | undefined {
  switch (tool.type) {
    case 'function': {
      const { name, description, parameters, strict, cache } = tool;
      const marked = cache && traits.takes.has('cache-marks');
      if (cache && !marked) losses.drop('cache-marks', 'cache_control');
      if (strict && !traits.takes.has('strict-tools')) losses.drop('strict-tools', 'strict');
      return {
        type: 'function',
        function: {
          name,
          ...(description === undefined ? {} : { description }),
          parameters: parameters ?? { type: 'object', properties: {} },
          ...(strict !== undefined && traits.takes.has('strict-tools') ? { strict } : {}),
        },
        ...(marked ? { cache_control: { type: 'ephemeral' } } : {}),
      };
    }
    case 'custom': {
      const { name, description, format } = tool;
      if (traits.takes.has('custom-tools'))
        return {
          type: 'custom',
          custom: {
            name,
            ...(description === undefined ? {} : { description }),
            ...(format === undefined ? {} : { format }),
          },
        };
      // The grammar cannot be enforced, so it is told.
      const grammar = format === undefined ? '' : `\n\nFormat of the input: ${JSON.stringify(format)}`;
      return {
        type: 'function',
        function: { name, description: `${description ?? ''}${grammar}`.trim(), parameters: inputSchema },
      };
    }
    case 'opaque':
      if (tool.from === ownWire && typeof tool.value === 'object' && tool.value !== null)
        return { ...tool.value };
      losses.drop('opaque-tools', tool.name);
      return undefined;
    case 'web-search':
    case 'url-context':
    case 'code':
      return undefined; // no tool here: a field of its own, or nothing
  }
}

function writeTools(chat: ChatRequest, traits: Traits, losses: Losses, model: string): Json {
  const fields: JsonDraft = {};
  const { toolChoice } = chat;
  // A server without this choice gets the smaller list: the meaning is kept, its prompt cache is not.
  const fewer =
    toolChoice?.type === 'some' && !traits.takes.has('allowed-tools') ? toolChoice.names : undefined;
  const tools: Json[] = [];
  const customs = new Set<string>();
  for (const tool of chat.tools) {
    if (tool.type === 'web-search') {
      const search = traits.webSearch(tool, model);
      if (search) Object.assign(fields, search);
      else losses.drop('web-search', 'web_search');
      continue;
    }
    if (tool.type === 'url-context' || tool.type === 'code') {
      losses.drop(tool.type, tool.type);
      continue;
    }
    if (fewer && 'name' in tool && tool.type !== 'opaque' && !fewer.includes(tool.name)) continue;
    if (tool.type === 'custom' && traits.takes.has('custom-tools')) customs.add(tool.name);
    const written = writeTool(tool, traits, losses);
    if (written) tools.push(written);
  }
  if (tools.length === 0) return fields;
  fields['tools'] = tools;
  const choice = toolChoice && writeChoice(toolChoice, customs, fewer !== undefined);
  if (choice !== undefined) fields['tool_choice'] = choice;
  if (chat.parallelTools !== undefined) {
    if (traits.takes.has('no-parallel-tools')) fields['parallel_tool_calls'] = chat.parallelTools;
    else if (!chat.parallelTools) losses.drop('no-parallel-tools', 'parallel_tool_calls');
  }
  return fields;
}

function writeChoice(choice: ToolChoice, customs: ReadonlySet<string>, filtered: boolean): unknown {
  const one = (name: string) =>
    customs.has(name) ? { type: 'custom', custom: { name } } : { type: 'function', function: { name } };
  switch (choice.type) {
    case 'auto':
    case 'none':
      return choice.type;
    case 'any':
      return 'required';
    case 'tool':
      return one(choice.name);
    case 'some': {
      const mode = choice.must ? 'required' : 'auto';
      return filtered
        ? mode
        : { type: 'allowed_tools', allowed_tools: { mode, tools: choice.names.map(one) } };
    }
  }
}

/** `response_format`, and a word to the model where the upstream has no schemas or wants JSON named. */
function writeFormat(chat: ChatRequest, traits: Traits, losses: Losses) {
  const { format, messages } = chat;
  if (!format) return { messages, fields: {} };
  if (format.type === 'schema' && traits.takes.has('schema-output')) {
    const { description, schema, strict } = format;
    if (strict && !traits.takes.has('strict-tools')) losses.drop('schema-output', 'strict');
    return {
      messages,
      fields: {
        response_format: {
          type: 'json_schema',
          json_schema: {
            name: nameOf(format),
            schema,
            ...(description === undefined ? {} : { description }),
            ...(strict === undefined ? {} : { strict }),
          },
        },
      },
    };
  }
  const fields = { response_format: { type: 'json_object' } };
  if (format.type === 'schema') {
    const word = `Answer with one JSON object and nothing else. It must follow this JSON Schema:\n${JSON.stringify(format.schema)}`;
    return { messages: withInstruction(messages, word), fields };
  }
  // Servers of this wire refuse the JSON mode for a conversation that does not name JSON.
  return says(messages, 'json')
    ? { messages, fields }
    : { messages: withInstruction(messages, jsonWord), fields };
}

const jsonWord = 'Answer with one JSON object and nothing else.';

const nameOf = ({ name }: Extract<ResponseFormat, { type: 'schema' }>): string =>
  (name ?? '').replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, 64) || 'response';

const says = (messages: readonly Message[], word: string): boolean =>
  messages.some(({ blocks }) =>
    blocks.some((block) => block.type === 'text' && block.text.toLowerCase().includes(word)),
  );

function withInstruction(messages: readonly Message[], text: string): readonly Message[] {
  const [first, ...rest] = messages;
  if (first?.role === 'system')
    return [{ ...first, blocks: [...first.blocks, { type: 'text', text }] }, ...rest];
  return [{ role: 'system', blocks: [{ type: 'text', text }] }, ...messages];
}

function writeOutputs(body: JsonDraft, chat: ChatRequest, traits: Traits, losses: Losses): void {
  const outputs = chat.outputs ?? ['text'];
  const kept: string[] = ['text'];
  if (outputs.includes('audio')) {
    if (!traits.takes.has('audio-output'))
      losses.refuse('audio-output', 'modalities', 'this model answers with text, not with speech');
    kept.push('audio');
    // Streams of speech come in one format only.
    const format = chat.stream ? 'pcm16' : (chat.voice?.format ?? 'wav');
    body['audio'] = { voice: chat.voice?.name ?? 'alloy', format };
  }
  if (outputs.includes('image')) {
    if (!traits.takes.has('image-output'))
      losses.refuse('image-output', 'modalities', 'this model answers with text, not with pictures');
    kept.push('image');
  }
  if (kept.length > 1) body['modalities'] = kept;
  if (chat.picture) losses.drop('image-output', 'image_config');
}
