import { isObject, type JsonDraft } from '../../../../base/json.ts';
import type { ChatRequest, FunctionTool, Losses, Tool, ToolChoice } from '../../../../spec/chat.ts';
import type { ModelTraits } from '../model-traits.ts';
import { newerSchema, olderSchema } from './schema.ts';

/** The input of a tool that takes free text, as the function that stands for it. */
const freeText = {
  type: 'object',
  properties: { input: { type: 'string', description: 'The whole input, as free text.' } },
  required: ['input'],
};

const hostedNames = {
  'web-search': 'googleSearch',
  'url-context': 'urlContext',
  code: 'codeExecution',
} as const;

/** `tools` and `toolConfig` of a request. */
export function toolFields(chat: ChatRequest, traits: ModelTraits, losses: Losses): JsonDraft {
  const declarations = chat.tools.flatMap((tool) => declared(tool, traits, losses));
  const hosted = hostedTools(chat, losses);
  const mixes = traits.generation >= 3;
  if (declarations.length > 0 && hosted.length > 0 && !mixes) {
    // Older models refuse functions beside tools of their own.
    for (const tool of chat.tools)
      if (tool.type !== 'function' && tool.type !== 'custom' && tool.type !== 'opaque')
        losses.drop(tool.type, tool.type);
  }
  const beside = declarations.length === 0 || mixes ? hosted : [];
  const tools = [...(declarations.length > 0 ? [{ functionDeclarations: declarations }] : []), ...beside];
  if (chat.parallelTools === false) losses.drop('no-parallel-tools', 'parallel_tool_calls');
  if (tools.length === 0) return {};
  const calling = declarations.length > 0 && chat.toolChoice ? callingConfig(chat.toolChoice) : undefined;
  const config = {
    ...(calling ? { functionCallingConfig: calling } : {}),
    ...(declarations.length > 0 && beside.length > 0 ? { includeServerSideToolInvocations: true } : {}),
  };
  return { tools, ...(Object.keys(config).length > 0 ? { toolConfig: config } : {}) };
}

function declared(tool: Tool, traits: ModelTraits, losses: Losses): JsonDraft[] {
  if (tool.type === 'custom') {
    return [
      {
        name: tool.name,
        ...(tool.description === undefined ? {} : { description: tool.description }),
        ...schemaField(freeText, traits),
      },
    ];
  }
  if (tool.type !== 'function') return [];
  if (tool.strict) losses.drop('strict-tools', 'strict');
  if (tool.cache) losses.drop('cache-marks', 'cache_control');
  return [
    {
      name: tool.name,
      ...(tool.description === undefined ? {} : { description: tool.description }),
      ...(takesNothing(tool) ? {} : schemaField(tool.parameters ?? {}, traits)),
    },
  ];
}

/** A schema without properties is left out: older forms refuse an empty object. */
function takesNothing({ parameters }: FunctionTool): boolean {
  if (!parameters) return true;
  const { properties } = parameters;
  const empty = properties === undefined || (isObject(properties) && Object.keys(properties).length === 0);
  return empty && !['$ref', 'anyOf', 'oneOf', 'allOf'].some((name) => name in parameters);
}

const schemaField = (schema: Readonly<JsonDraft>, traits: ModelTraits): JsonDraft =>
  traits.generation >= 2
    ? { parametersJsonSchema: newerSchema(schema) }
    : { parameters: olderSchema(schema) };

function hostedTools(chat: ChatRequest, losses: Losses): JsonDraft[] {
  const tools: JsonDraft[] = [];
  for (const tool of chat.tools) {
    if (tool.type === 'opaque') {
      if (tool.from === 'gemini' && isObject(tool.value)) tools.push(tool.value);
      else losses.drop('opaque-tools', tool.name);
    } else if (tool.type !== 'function' && tool.type !== 'custom') {
      tools.push({ [hostedNames[tool.type]]: {} });
      if (tool.allowedDomains?.length) losses.drop('web-search', 'allowed_domains');
      if (tool.blockedDomains?.length) losses.drop('web-search', 'blocked_domains');
      if (tool.location) losses.drop('web-search', 'user_location');
    }
  }
  return tools;
}

function callingConfig(choice: ToolChoice): JsonDraft {
  switch (choice.type) {
    case 'auto':
      return { mode: 'AUTO' };
    case 'any':
      return { mode: 'ANY' };
    case 'none':
      return { mode: 'NONE' };
    case 'tool':
      return { mode: 'ANY', allowedFunctionNames: [choice.name] };
    case 'some':
      // VALIDATED: one of these, or words.
      return { mode: choice.must ? 'ANY' : 'VALIDATED', allowedFunctionNames: choice.names };
  }
}
