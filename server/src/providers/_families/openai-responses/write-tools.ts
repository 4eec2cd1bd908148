import { isObject } from '../../../base/json.ts';
import type { ChatRequest, CustomTool, FunctionTool, HostedTool, Losses, Tool } from '../../../spec/chat.ts';
import { wireId } from './wire-id.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The tools of a request. Hosted tools that this wire has are turned into its own. */
export function toolsOf(chat: ChatRequest, losses: Losses): Fields[] {
  const tools: Fields[] = [];
  for (const tool of chat.tools) {
    switch (tool.type) {
      case 'function':
        tools.push(functionOf(tool));
        break;
      case 'custom':
        tools.push(customOf(tool));
        break;
      case 'web-search':
        tools.push(searchOf(tool, losses));
        break;
      case 'url-context':
        // The search tool opens pages too.
        if (!chat.tools.some(({ type }) => type === 'web-search')) tools.push({ type: 'web_search' });
        break;
      case 'code':
        tools.push({ type: 'code_interpreter', container: { type: 'auto' } });
        break;
      case 'opaque':
        if (tool.from === wireId && isObject(tool.value)) tools.push(tool.value);
        else losses.drop('opaque-tools', tool.name);
        break;
    }
  }
  if (chat.outputs?.includes('image') && !tools.some((tool) => tool['type'] === 'image_generation')) {
    const size = sizeOf(chat.picture?.ratio);
    tools.push({ type: 'image_generation', ...(size === undefined ? {} : { size }) });
  }
  return tools;
}

/** `strict` is said always: its default differs from that of other wires. A schema must be of an object. */
const functionOf = ({ name, description, parameters, strict }: FunctionTool): Fields => ({
  type: 'function',
  name,
  ...(description === undefined ? {} : { description }),
  parameters: { type: 'object', properties: {}, ...parameters },
  strict: strict ?? false,
});

function customOf({ name, description, format }: CustomTool): Fields {
  // The chat wire nests a grammar one level deeper.
  const flat =
    isObject(format) && isObject(format['grammar']) ? { type: format['type'], ...format['grammar'] } : format;
  return {
    type: 'custom',
    name,
    ...(description === undefined ? {} : { description }),
    ...(flat === undefined ? {} : { format: flat }),
  };
}

function searchOf(tool: HostedTool, losses: Losses): Fields {
  if (tool.blockedDomains?.length) losses.drop('web-search', 'blocked_domains');
  return {
    type: 'web_search',
    ...(tool.effort === undefined ? {} : { search_context_size: tool.effort }),
    ...(tool.allowedDomains?.length ? { filters: { allowed_domains: tool.allowedDomains } } : {}),
    ...(tool.location ? { user_location: { ...tool.location, type: 'approximate' } } : {}),
  };
}

/** The nearest of the sizes that the image tool makes; undefined: its own choice. */
function sizeOf(ratio: string | undefined): string | undefined {
  const [wide, high] = (ratio ?? '').split(':').map(Number);
  if (!wide || !high) return undefined;
  if (wide === high) return '1024x1024';
  return wide > high ? '1536x1024' : '1024x1536';
}

/** Undefined: the wire's own default, which is 'auto'. */
export function choiceOf({ toolChoice: choice, tools }: ChatRequest, losses: Losses): unknown {
  switch (choice?.type) {
    case undefined:
      return undefined;
    case 'auto':
    case 'none':
      return choice.type;
    case 'any':
      return tools.some(isCarried) ? 'required' : noTool('any', losses);
    case 'tool': {
      const named = nameOf(choice.name, tools);
      return named ?? noTool(choice.name, losses);
    }
    case 'some': {
      const named = choice.names.flatMap((name) => nameOf(name, tools) ?? []);
      if (named.length > 0)
        return { type: 'allowed_tools', mode: choice.must ? 'required' : 'auto', tools: named };
      return choice.must ? noTool(choice.names.join(', '), losses) : 'none';
    }
  }
}

const isCarried = (tool: Tool): boolean => tool.type !== 'opaque' || tool.from === wireId;

const noTool = (name: string, losses: Losses): never =>
  losses.refuse(
    'opaque-tools',
    'tool_choice',
    `a tool must be called (${name}), but it is not among those that this model can have; offer a function or leave the choice to the model`,
  );

/** How `tool_choice` names a tool. A hosted one is named by its kind. */
function nameOf(name: string, tools: readonly Tool[]): Fields | undefined {
  for (const tool of tools) {
    if ((tool.type === 'function' || tool.type === 'custom') && tool.name === name)
      return { type: tool.type, name };
    if (tool.type === 'opaque' && tool.name === name && tool.from === wireId) return { type: name };
  }
  const words = name.replaceAll('-', '_');
  if (/search/.test(words) && tools.some(({ type }) => type === 'web-search')) return { type: 'web_search' };
  if (/code/.test(words) && tools.some(({ type }) => type === 'code')) return { type: 'code_interpreter' };
  return undefined;
}
