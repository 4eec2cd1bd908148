import { isObject, type Json, type JsonDraft, objectOf, stringIn } from '../../base/json.ts';
import type { Call } from '../../spec/call.ts';
import {
  type ChatRequest,
  type Effort,
  efforts,
  type FunctionTool,
  type HostedTool,
  type ResponseFormat,
  type Thinking,
  type Tool,
  type ToolChoice,
} from '../../spec/chat.ts';
import { GatewayError } from '../../spec/fault.ts';
import { readTurns, systemBlocks } from './conversation.ts';
import { listOf, numberOf, objectsOf } from './json.ts';
import { bodyOf } from './read.ts';
import { jsonSchemaOf } from './schema.ts';
import { wire } from './signature.ts';

const invalid = (param: string, message: string): GatewayError =>
  new GatewayError('field_invalid', message, { param });

/** A field under its name, or nothing: absent is not zero. */
const given = <K extends string, V>(name: K, value: V | undefined): { [P in K]?: V } =>
  value === undefined ? {} : ({ [name]: value } as { [P in K]: V });

const texts = (value: unknown): readonly string[] =>
  listOf(value).filter((one): one is string => typeof one === 'string');

/** Reads a body of generateContent or streamGenerateContent. Throws GatewayError (field_invalid). */
export function readRequest(call: Call): ChatRequest {
  const body = bodyOf(call.body);
  const config = objectOf(body['generationConfig']);
  if (stringIn(body['cachedContent']))
    throw invalid(
      'cachedContent',
      'a cached content lies at Google and this model does not: send the contents themselves',
    );
  const system = systemBlocks(body['systemInstruction']);
  const turns = readTurns(objectsOf(body['contents']), config['mediaResolution']);
  if (turns.length === 0) throw invalid('contents', 'contents are not specified');
  const tools = objectsOf(body['tools']).flatMap(readTool);
  const choice = readChoice(objectOf(objectOf(body['toolConfig'])['functionCallingConfig']));
  const calls = tools.some(({ type }) => type === 'function');
  const stop = texts(config['stopSequences']);
  const answers = numberOf(config['candidateCount']);
  const outputs = readOutputs(config['responseModalities']);
  const voice = readVoice(objectOf(config['speechConfig']));
  const image = objectOf(config['imageConfig']);
  const picture = {
    ...given('ratio', stringIn(image['aspectRatio'])),
    ...given('size', stringIn(image['imageSize'])),
  };
  const others = othersOf(body, config);
  const max = numberOf(config['maxOutputTokens']);
  return {
    stream: call.stream,
    messages: system.length > 0 ? [{ role: 'system', blocks: system }, ...turns] : turns,
    tools,
    ...(choice && calls ? { toolChoice: choice } : {}),
    ...given('format', readFormat(config)),
    ...(max !== undefined && max > 0 ? { maxOutput: max } : {}),
    ...given('temperature', numberOf(config['temperature'])),
    ...given('topP', numberOf(config['topP'])),
    ...given('topK', numberOf(config['topK'])),
    ...(stop.length > 0 ? { stop } : {}),
    ...given('seed', numberOf(config['seed'])),
    ...given('presencePenalty', numberOf(config['presencePenalty'])),
    ...given('frequencyPenalty', numberOf(config['frequencyPenalty'])),
    ...(answers !== undefined && answers > 1 ? { answers } : {}),
    ...(config['responseLogprobs'] === true ? { logprobs: true } : {}),
    ...given('topLogprobs', numberOf(config['logprobs'])),
    ...given('thinking', readThinking(objectOf(config['thinkingConfig']))),
    ...given('outputs', outputs),
    ...given('voice', voice),
    ...(Object.keys(picture).length > 0 ? { picture } : {}),
    ...given('tier', stringIn(body['serviceTier'])),
    ...(Object.keys(others).length > 0 ? { others: { from: wire, fields: others } } : {}),
  };
}

/** One entry of `tools` may hold several kinds at once. */
function readTool(tool: Json): Tool[] {
  return Object.entries(tool).flatMap(([name, value]): Tool[] => {
    switch (name) {
      case 'functionDeclarations':
        return objectsOf(value).map(readFunction);
      case 'googleSearch':
      case 'googleSearchRetrieval': {
        const blockedDomains = texts(objectOf(value)['excludeDomains']);
        const search: HostedTool = { type: 'web-search' };
        return [blockedDomains.length > 0 ? { ...search, blockedDomains } : search];
      }
      case 'urlContext':
        return [{ type: 'url-context' }];
      case 'codeExecution':
        return [{ type: 'code' }];
      default:
        return value == null ? [] : [{ type: 'opaque', from: wire, name, value: { [name]: value } }];
    }
  });
}

function readFunction(declared: Json): FunctionTool {
  const name = stringIn(declared['name']);
  if (!name) throw invalid('tools.functionDeclarations.name', 'every function declaration needs a name');
  const { parameters, parametersJsonSchema } = declared;
  const schema = isObject(parametersJsonSchema)
    ? parametersJsonSchema
    : isObject(parameters)
      ? jsonSchemaOf(parameters, 'tools.functionDeclarations.parameters')
      : undefined;
  return {
    type: 'function',
    name,
    ...given('description', stringIn(declared['description'])),
    ...given('parameters', schema),
  };
}

function readChoice(config: Json): ToolChoice | undefined {
  const names = texts(config['allowedFunctionNames']);
  const mode = stringIn(config['mode'])?.toUpperCase();
  switch (mode) {
    case undefined:
    case '':
    case 'MODE_UNSPECIFIED':
      return undefined;
    case 'NONE':
      return { type: 'none' };
    case 'AUTO':
    case 'VALIDATED':
      return names.length > 0 ? { type: 'some', names, must: false } : { type: 'auto' };
    case 'ANY':
      if (names.length === 0) return { type: 'any' };
      return names.length === 1 ? { type: 'tool', name: names[0]! } : { type: 'some', names, must: true };
    default:
      throw invalid('toolConfig.functionCallingConfig.mode', 'mode must be AUTO, ANY, NONE or VALIDATED');
  }
}

function readFormat(config: Json): ResponseFormat | undefined {
  const type = stringIn(config['responseMimeType'])?.toLowerCase();
  if (type === undefined || type === '' || type === 'text/plain') return undefined;
  if (type !== 'application/json')
    throw invalid(
      'generationConfig.responseMimeType',
      `this model answers in text/plain and application/json, not in ${type}`,
    );
  const { responseJsonSchema, _responseJsonSchema, responseSchema } = config;
  const schema = responseJsonSchema ?? _responseJsonSchema;
  if (isObject(schema)) return { type: 'schema', schema };
  if (isObject(responseSchema))
    return { type: 'schema', schema: jsonSchemaOf(responseSchema, 'generationConfig.responseSchema') };
  return { type: 'json' };
}

/** `-1`: as much as the model likes; `0`: off. Without a word about it the client leaves it to the model. */
function readThinking(config: Json): Thinking | undefined {
  const budget = numberOf(config['thinkingBudget']);
  const word = stringIn(config['thinkingLevel'])?.toLowerCase();
  const effort = efforts.find((one): one is Effort => one === word);
  const show = config['includeThoughts'];
  if (budget === 0) return { mode: 'off' };
  if (budget === undefined && effort === undefined && show !== true) return undefined;
  return {
    mode: 'on',
    ...given('effort', effort),
    ...(budget !== undefined && budget > 0 ? { budget } : {}),
    ...(typeof show === 'boolean' ? { show } : {}),
  };
}

function readOutputs(value: unknown): ChatRequest['outputs'] {
  const asked = texts(value).map((word) => word.toLowerCase());
  const outputs = (['text', 'image', 'audio'] as const).filter((one) => asked.includes(one));
  return outputs.some((one) => one !== 'text') ? outputs : undefined;
}

function readVoice(speech: Json): ChatRequest['voice'] {
  const name = stringIn(objectOf(objectOf(speech['voiceConfig'])['prebuiltVoiceConfig'])['voiceName']);
  return name ? { name } : undefined;
}

const knownFields = new Set([
  'contents',
  'systemInstruction',
  'tools',
  'toolConfig',
  'generationConfig',
  'serviceTier',
  'model',
]);
const knownConfig = new Set([
  'temperature',
  'topP',
  'topK',
  'maxOutputTokens',
  'candidateCount',
  'stopSequences',
  'seed',
  'presencePenalty',
  'frequencyPenalty',
  'responseLogprobs',
  'logprobs',
  'responseMimeType',
  'responseSchema',
  'responseJsonSchema',
  '_responseJsonSchema',
  'responseModalities',
  'imageConfig',
  'thinkingConfig',
  'mediaResolution',
]);

/** What the canonical form has no place for. */
function othersOf(body: Json, config: Json): Json {
  const others: JsonDraft = {};
  for (const [name, value] of Object.entries(body))
    if (!knownFields.has(name) && value != null) others[name] = value;
  for (const [name, value] of Object.entries(config)) {
    if (knownConfig.has(name) || value == null) continue;
    if (name === 'speechConfig' && readVoice(objectOf(value))) continue;
    others[`generationConfig.${name}`] = value;
  }
  return others;
}
