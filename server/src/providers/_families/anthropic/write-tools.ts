import { isObject, objectOf, wordOf } from '../../../base/json.ts';
import type { ChatRequest, HostedTool, Losses, Tool } from '../../../spec/chat.ts';
import type { Generation } from './generations.ts';
import { type WireBlock, wireId } from './write-blocks.ts';

/** Searches by how much is to be read. */
const searchesFor: Readonly<Record<string, number>> = { low: 1, medium: 5, high: 10 };
/** Anthropic takes this many strict tools in a request (its page on structured outputs). */
const mostStrict = 20;

export type ToolOptions = {
  /** Does this upstream run searches, page reading and code itself. */
  readonly hostedTools: boolean;
};

/** Tools, the choice among them, and a sentence for the system text where the wire cannot force a call. */
export function writeTools(
  chat: ChatRequest,
  generation: Generation,
  options: ToolOptions,
  losses: Losses,
): { readonly tools?: WireBlock[]; readonly tool_choice?: WireBlock; readonly instruction?: string } {
  const { toolChoice: choice } = chat;
  const names = choice?.type === 'some' ? choice.names : undefined;
  const offered = names
    ? chat.tools.filter((tool) => names.includes('name' in tool ? tool.name : tool.type))
    : chat.tools;
  let strict = 0;
  const tools = offered.flatMap((tool) => {
    const written = writeTool(tool, options, losses);
    if (!written || tool.type !== 'function' || !tool.strict) return written ? [written] : [];
    const closed = isObject(tool.parameters) && tool.parameters['additionalProperties'] === false;
    if (generation.schema && closed && ++strict <= mostStrict) return [{ ...written, strict: true }];
    losses.drop('strict-tools', 'strict');
    return [written];
  });
  if (tools.length === 0) return {};
  const alone = chat.parallelTools === false ? { disable_parallel_tool_use: true } : {};
  const must = choice?.type === 'any' || choice?.type === 'tool' || (choice?.type === 'some' && choice.must);
  if (must && !generation.forcedTools) {
    const which = choice?.type === 'tool' ? `the tool \`${choice.name}\`` : 'at least one of the tools';
    return {
      tools,
      tool_choice: { type: 'auto', ...alone },
      instruction: `You must call ${which} in your next answer.`,
    };
  }
  const wireChoice = (): WireBlock | undefined => {
    switch (choice?.type) {
      case undefined:
        return chat.parallelTools === false ? { type: 'auto', ...alone } : undefined;
      case 'none':
        return { type: 'none' };
      case 'tool':
        return { type: 'tool', name: choice.name, ...alone };
      default:
        return { type: must ? 'any' : 'auto', ...alone };
    }
  };
  const written = wireChoice();
  return { tools, ...(written ? { tool_choice: written } : {}) };
}

function writeTool(tool: Tool, options: ToolOptions, losses: Losses): WireBlock | undefined {
  switch (tool.type) {
    case 'function':
      return {
        name: tool.name,
        ...(tool.description === undefined ? {} : { description: tool.description }),
        input_schema: { type: 'object', properties: {}, ...tool.parameters },
        ...(tool.cache
          ? { cache_control: { type: 'ephemeral', ...(tool.cache.ttl === 3600 ? { ttl: '1h' } : {}) } }
          : {}),
      };
    case 'custom':
      return {
        name: tool.name,
        ...(tool.description === undefined ? {} : { description: tool.description }),
        input_schema: {
          type: 'object',
          properties: { input: { type: 'string', description: describeFormat(tool.format) } },
          required: ['input'],
        },
      };
    case 'opaque':
      if (tool.from === wireId && isObject(tool.value)) return { ...tool.value };
      losses.drop('opaque-tools', tool.name);
      return undefined;
    default:
      if (options.hostedTools) return hostedTool(tool);
      losses.drop(tool.type, tool.type);
      return undefined;
  }
}

/** Free text, perhaps after a grammar: `{type:'grammar', syntax, definition}`, or with a `grammar` inside. */
function describeFormat(format: unknown): string {
  const outer = objectOf(format);
  const grammar = isObject(outer['grammar']) ? outer['grammar'] : outer;
  return typeof grammar['definition'] === 'string'
    ? `The whole input as plain text. It must follow this grammar (${wordOf(grammar['syntax'])}):\n${wordOf(grammar['definition'])}`
    : 'The whole input as plain text.';
}

/** Versions that need no beta header. Source: Anthropic SDK 1.12.0, `ToolUnion`. */
function hostedTool(tool: HostedTool): WireBlock {
  const domains = {
    ...(tool.allowedDomains ? { allowed_domains: tool.allowedDomains } : {}),
    ...(tool.blockedDomains && !tool.allowedDomains ? { blocked_domains: tool.blockedDomains } : {}),
  };
  const most = tool.mostUses ?? (tool.effort === undefined ? undefined : searchesFor[tool.effort]);
  switch (tool.type) {
    case 'web-search':
      return {
        type: 'web_search_20250305',
        name: 'web_search',
        ...(most === undefined ? {} : { max_uses: most }),
        ...domains,
        ...(tool.location ? { user_location: { type: 'approximate', ...tool.location } } : {}),
      };
    case 'url-context':
      return {
        type: 'web_fetch_20250910',
        name: 'web_fetch',
        ...(tool.mostUses === undefined ? {} : { max_uses: tool.mostUses }),
        ...domains,
      };
    case 'code':
      return { type: 'code_execution_20250825', name: 'code_execution' };
  }
}
