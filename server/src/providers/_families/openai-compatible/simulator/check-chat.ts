import { ApiError, badField } from './api-error.ts';
import { strictFault } from './strict-schema.ts';
import { checkTranslation } from './translate.ts';
import type { ChatRequest, Message } from './wire.ts';

/** Facts about the model that decide what a request may say. */
export type ModelRules = {
  /** OpenAI's reasoning models refuse `max_tokens` and sampling; the models of other makers do not. */
  readonly refusesSampling: boolean;
  readonly searches: boolean;
  /** Models that only translate take one message of the user and nothing else. */
  readonly translates: boolean;
};

/** Rules beyond the schema, with the upstream's words and codes. Throws the first that is broken. */
export function checkChat(request: ChatRequest, rules: ModelRules): void {
  checkStreamOptions(request);
  if (rules.searches) checkSearchModel(request);
  else if (request.web_search_options != null) {
    throw badField('Web search options not supported with this model.', 'web_search_options');
  }
  if (rules.refusesSampling) checkReasoningModel(request);
  if (rules.translates) checkTranslation(request);
  if (request.max_tokens != null && request.max_completion_tokens != null) {
    throw badField(
      "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
      'max_tokens',
      'invalid_parameter_combination',
    );
  }
  if (request.top_logprobs != null && request.logprobs !== true) {
    throw badField(
      "The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled.",
      'top_logprobs',
    );
  }
  checkMessages(request.messages);
  checkTools(request);
  checkFormat(request);
  checkAudio(request);
}

/** `stream_options` belongs to streams alone; shared with the legacy endpoint. */
export function checkStreamOptions(request: Pick<ChatRequest, 'stream' | 'stream_options'>): void {
  if (request.stream_options != null && request.stream !== true) {
    throw badField(
      "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
      'stream_options',
    );
  }
}

function checkSearchModel(request: ChatRequest): void {
  const refused = (['frequency_penalty', 'presence_penalty', 'temperature', 'top_p', 'n'] as const).filter(
    (name) => request[name] != null && !(name === 'n' && request.n === 1),
  );
  if (refused.length > 0) {
    throw new ApiError(400, `Model incompatible request argument supplied: ${refused.join(', ')}`);
  }
}

function checkReasoningModel(request: ChatRequest): void {
  if (request.max_tokens != null) {
    throw badField(
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      'max_tokens',
      'unsupported_parameter',
    );
  }
  if (request.reasoning_effort === 'none') return;
  if (request.temperature != null && request.temperature !== 1) {
    throw badField(
      `Unsupported value: 'temperature' does not support ${request.temperature} with this model. Only the default (1) value is supported.`,
      'temperature',
      'unsupported_value',
    );
  }
  const defaults = {
    top_p: 1,
    presence_penalty: 0,
    frequency_penalty: 0,
    logprobs: false,
    stop: null,
    logit_bias: null,
  } as const;
  for (const name of [
    'top_p',
    'presence_penalty',
    'frequency_penalty',
    'logprobs',
    'stop',
    'logit_bias',
  ] as const) {
    if (request[name] == null || request[name] === defaults[name]) continue;
    throw badField(
      `Unsupported parameter: '${name}' is not supported with this model.`,
      name,
      'unsupported_parameter',
    );
  }
}

/** Every tool call is answered before the conversation goes on, and every answer has its call. */
function checkMessages(messages: readonly Message[]): void {
  let open = new Set<string>();
  let caller = 0;
  const demandAnswers = () => {
    if (open.size === 0) return;
    throw badField(
      `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${[...open].join(', ')}`,
      `messages.[${caller}].role`,
    );
  };
  let known = new Set<string>();
  for (const [index, message] of messages.entries()) {
    if (message.role === 'tool') {
      if (!known.has(message.tool_call_id)) {
        throw badField(
          "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
          `messages.[${index}].role`,
        );
      }
      open.delete(message.tool_call_id);
      continue;
    }
    demandAnswers();
    const calls = message.role === 'assistant' ? (message.tool_calls ?? []) : [];
    if (
      message.role === 'assistant' &&
      message.content == null &&
      !message.refusal &&
      !message.audio &&
      calls.length === 0 &&
      !message.function_call
    ) {
      throw badField(
        `Invalid value for 'content': expected a string, got null.`,
        `messages.[${index}].content`,
      );
    }
    known = new Set(calls.map((call) => call.id));
    open = new Set(known);
    caller = index;
  }
  demandAnswers();
}

function checkTools(request: ChatRequest): void {
  const tools = request.tools ?? [];
  if (tools.length === 0) {
    for (const name of ['tool_choice', 'parallel_tool_calls'] as const) {
      // 'none' needs no tools to be true.
      if (request[name] == null || request[name] === 'none') continue;
      throw badField(
        `Invalid value for '${name}': '${name}' is only allowed when 'tools' are specified.`,
        name,
      );
    }
  }
  const names = new Set(
    tools.map((tool) => (tool.type === 'function' ? tool.function.name : tool.custom.name)),
  );
  const choice = request.tool_choice;
  if (typeof choice === 'object' && choice !== null && choice.type !== 'allowed_tools') {
    const wanted = choice.type === 'function' ? choice.function.name : choice.custom.name;
    if (!names.has(wanted))
      throw badField(`Tool choice '${wanted}' not found in 'tools' parameter.`, 'tool_choice');
  }
  if (request.function_call != null && !request.functions) {
    throw badField(
      "Invalid value for 'function_call': 'function_call' is only allowed when 'functions' are specified.",
      'function_call',
    );
  }
  for (const [index, tool] of tools.entries()) {
    if (tool.type !== 'function' || tool.function.strict !== true) continue;
    const fault = strictFault(
      tool.function.parameters ?? {},
      `tools[${index}].function.parameters`,
      `function '${tool.function.name}'`,
    );
    if (fault)
      throw new ApiError(400, fault.message, { param: fault.param, code: 'invalid_function_parameters' });
  }
}

function checkFormat(request: ChatRequest): void {
  const format = request.response_format;
  if (format?.type === 'json_object') {
    const says = JSON.stringify(request.messages.map((message) => textOnly(message))).toLowerCase();
    if (!says.includes('json')) {
      throw badField(
        "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
        'messages',
      );
    }
  }
  if (format?.type !== 'json_schema') return;
  const { name, schema, strict } = format.json_schema;
  if (schema == null) {
    throw badField(
      "Missing required parameter: 'response_format.json_schema.schema'.",
      'response_format.json_schema.schema',
      'missing_required_parameter',
    );
  }
  if (strict !== true) return;
  const fault = strictFault(schema, 'response_format', `response_format '${name}'`);
  if (fault) throw fault;
}

function textOnly(message: Message): string {
  if (typeof message.content === 'string') return message.content;
  return (message.content ?? []).map((part) => (part.type === 'text' ? part.text : '')).join(' ');
}

/** Formats that the simulator can really make; the others need an encoder that is not worth carrying. */
const madeFormats = ['wav', 'mp3', 'pcm16'];

function checkAudio(request: ChatRequest): void {
  if (!request.modalities?.includes('audio')) return;
  const format = request.audio?.format;
  if (format === undefined)
    throw badField("Missing required parameter: 'audio'.", 'audio', 'missing_required_parameter');
  if (request.stream === true && format !== 'pcm16') {
    throw badField(
      `Unsupported value: 'audio.format' does not support '${format}' when stream=true. Supported values are: 'pcm16'.`,
      'audio.format',
      'unsupported_value',
    );
  }
  if (!madeFormats.includes(format)) {
    throw badField(
      `Unsupported value: the simulator does not make '${format}'. Supported values are: ${madeFormats.map((one) => `'${one}'`).join(', ')}.`,
      'audio.format',
      'unsupported_value',
    );
  }
}
