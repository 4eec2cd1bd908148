import { isObject, type Json, listOf, objectIn, textIn, textsIn, wordOf } from '../../base/json.ts';
import type { HostedTool, Tool, ToolChoice } from '../../spec/chat.ts';
import { readMark } from './read-parts.ts';
import { defined, invalid, ownWire } from './values.ts';

/** Functions by whose names gateways of this family let a chat client switch on Gemini's own tools. */
const hostedNames: Readonly<Record<string, HostedTool['type']>> = {
  googleSearch: 'web-search',
  urlContext: 'url-context',
  codeExecution: 'code',
};

/** Types of tools that the upstream runs, as clients of the other OpenAI wire name them. */
const hostedTypes: Readonly<Record<string, HostedTool['type']>> = {
  web_search: 'web-search',
  web_search_preview: 'web-search',
  web_search_2025_08_26: 'web-search',
  code_interpreter: 'code',
};

/** What of the tools that the upstream runs itself a request asks for; cheap, for bounds. */
export function hostedIn(body: Json): ReadonlySet<HostedTool['type']> {
  const found = new Set<HostedTool['type']>();
  if (isObject(body['web_search_options']) || body['enable_search'] === true) found.add('web-search');
  for (const tool of listOf(body['tools'])) {
    if (!isObject(tool)) continue;
    const name = isObject(tool['function']) ? tool['function']['name'] : tool['name'];
    const hosted = hostedTypes[wordOf(tool['type'])] ?? hostedNames[wordOf(name)];
    if (hosted) found.add(hosted);
  }
  return found;
}

/** `tools`, `functions`, `web_search_options` and Qwen's `enable_search`. */
export function readTools(body: Json): Tool[] {
  const tools = listOf(body['tools']).flatMap((tool, at): Tool[] =>
    isObject(tool) ? [readTool(tool, `tools[${at}]`)] : [],
  );
  const functions = listOf(body['functions']).flatMap((tool, at): Tool[] =>
    isObject(tool) ? [readFunction(tool, tool, `functions[${at}]`)] : [],
  );
  const search = objectIn(body['web_search_options']);
  if (search) tools.push(readSearch(search));
  else if (body['enable_search'] === true) tools.push({ type: 'web-search' });
  return [...tools, ...functions];
}

function readTool(tool: Json, param: string): Tool {
  const type = textIn(tool['type']) ?? 'function';
  const hosted = hostedTypes[type];
  if (hosted) return hosted === 'web-search' ? readSearch(tool) : { type: hosted };
  if (type === 'custom') {
    const custom = objectIn(tool['custom']) ?? tool;
    const name = textIn(custom['name']);
    if (name === undefined) throw invalid(`${param}.custom.name`, 'give the tool a name');
    return defined<Extract<Tool, { type: 'custom' }>>({
      type: 'custom',
      name,
      description: textIn(custom['description']),
      format: custom['format'],
    });
  }
  if (type !== 'function') return { type: 'opaque', from: ownWire, name: type, value: tool };
  // Clients of the other OpenAI wire leave out the inner object.
  return readFunction(objectIn(tool['function']) ?? tool, tool, `${param}.function`);
}

function readFunction(fn: Json, holder: Json, param: string): Tool {
  const name = textIn(fn['name']);
  if (name === undefined) throw invalid(`${param}.name`, 'give the function a name');
  const parameters = objectIn(fn['parameters']);
  const hosted = hostedNames[name];
  if (hosted && Object.keys(objectIn(parameters?.['properties']) ?? {}).length === 0) return { type: hosted };
  return defined<Extract<Tool, { type: 'function' }>>({
    type: 'function',
    name,
    description: textIn(fn['description']),
    parameters,
    strict: typeof fn['strict'] === 'boolean' ? fn['strict'] : undefined,
    cache: readMark(holder) ?? readMark(fn),
  });
}

const texts = (value: unknown): string[] | undefined => {
  const found = textsIn(value);
  return found.length === 0 ? undefined : found;
};

function readSearch(options: Json): HostedTool {
  const place = objectIn(options['user_location']);
  const location: Record<string, string> = {};
  for (const [name, value] of Object.entries(objectIn(place?.['approximate']) ?? place ?? {}))
    if (name !== 'type' && typeof value === 'string' && value !== '') location[name] = value;
  return defined<HostedTool>({
    type: 'web-search',
    effort: textIn(options['search_context_size']),
    allowedDomains: texts(objectIn(options['filters'])?.['allowed_domains']),
    location: Object.keys(location).length === 0 ? undefined : location,
    mostUses: undefined,
    blockedDomains: undefined,
  });
}

/** `tool_choice` and its forerunner `function_call`. */
export function readToolChoice(body: Json): ToolChoice | undefined {
  const choice = body['tool_choice'] ?? body['function_call'];
  const param = body['tool_choice'] == null ? 'function_call' : 'tool_choice';
  if (choice === undefined || choice === null) return undefined;
  if (choice === 'auto' || choice === 'none') return { type: choice };
  if (choice === 'required' || choice === 'any') return { type: 'any' };
  if (!isObject(choice)) throw invalid(param, 'use none, auto, required or one tool');
  const subset = objectIn(choice['allowed_tools']);
  if (choice['type'] === 'allowed_tools' || subset) {
    const names = listOf((subset ?? choice)['tools']).flatMap((tool) => nameOf(tool) ?? []);
    if (names.length === 0) throw invalid(`${param}.allowed_tools.tools`, 'name at least one tool');
    return { type: 'some', names, must: (subset ?? choice)['mode'] === 'required' };
  }
  const name = nameOf(choice);
  if (name !== undefined) return { type: 'tool', name };
  if (choice['type'] === 'auto' || choice['type'] === 'none') return { type: choice['type'] };
  if (choice['type'] === 'any' || choice['type'] === 'required') return { type: 'any' };
  throw invalid(param, 'name the tool as { "type": "function", "function": { "name": "…" } }');
}

function nameOf(tool: unknown): string | undefined {
  if (!isObject(tool)) return undefined;
  return textIn((objectIn(tool['function']) ?? objectIn(tool['custom']) ?? tool)['name']);
}
