import type {
  ChatRequest,
  Tool as ChatTool,
  ContentPart,
  Message,
} from '../../openai-compatible/simulator/wire.ts';
import type { CreateRequest, InputItem, InputPart, Tool } from './wire.ts';

/**
 * The request as a chat, which is what the simulated model reads. `items`: the whole conversation, earlier turns
 * included. Items that a chat has no place for (searches, thoughts) are left out.
 */
export function asChat(request: CreateRequest, items: readonly InputItem[]): ChatRequest {
  const messages: Message[] = [];
  if (request.instructions) messages.push({ role: 'system', content: request.instructions });
  messages.push(...items.flatMap((item) => messageOf(item) ?? []));
  const { format, verbosity } = request.text ?? {};
  const tools = (request.tools ?? []).flatMap(chatTool);
  return {
    model: request.model,
    messages,
    ...(tools.length > 0 && { tools, tool_choice: choiceOf(request) }),
    parallel_tool_calls: request.parallel_tool_calls,
    ...(format?.type === 'json_object' && { response_format: { type: 'json_object' as const } }),
    ...(format?.type === 'json_schema' && {
      response_format: {
        type: 'json_schema' as const,
        json_schema: { name: format.name, schema: format.schema, strict: format.strict },
      },
    }),
    max_completion_tokens: request.max_output_tokens,
    reasoning_effort: request.reasoning?.effort,
    verbosity,
  };
}

function messageOf(item: InputItem): Message | undefined {
  switch (item.type) {
    case undefined:
    case 'message':
      if (item.role === 'user') {
        const { content } = item;
        return { role: 'user', content: typeof content === 'string' ? content : content.flatMap(partOf) };
      }
      return { role: item.role === 'assistant' ? 'assistant' : 'system', content: plain(item.content) };
    case 'function_call': {
      const call = { name: item.name, arguments: item.arguments };
      return { role: 'assistant', tool_calls: [{ type: 'function', id: item.call_id, function: call }] };
    }
    case 'custom_tool_call': {
      const call = { name: item.name, input: item.input };
      return { role: 'assistant', tool_calls: [{ type: 'custom', id: item.call_id, custom: call }] };
    }
    case 'function_call_output':
    case 'custom_tool_call_output':
      return { role: 'tool', tool_call_id: item.call_id, content: plain(item.output) };
    case 'compaction':
      return { role: 'system', content: 'Earlier turns, compacted.' };
    default:
      return undefined;
  }
}

/** Text alone; other parts of a result leave their kind. */
export const plain = (content: string | readonly InputPart[]): string =>
  typeof content === 'string'
    ? content
    : content
        .map((part) => {
          if (part.type === 'refusal') return part.refusal;
          return part.type === 'input_image' ? '[image]' : part.type === 'input_file' ? '[file]' : part.text;
        })
        .join(' ');

function partOf(part: InputPart): ContentPart[] {
  switch (part.type) {
    case 'input_image':
      if (part.image_url == null) return [{ type: 'text', text: `[image ${part.file_id ?? ''}]` }];
      return [{ type: 'image_url', image_url: { url: part.image_url, detail: part.detail } }];
    case 'input_file': {
      const { filename, file_id } = part;
      return [{ type: 'file', file: { filename, file_id, file_data: part.file_data ?? part.file_url } }];
    }
    case 'refusal':
      return [{ type: 'text', text: part.refusal }];
    default:
      return [{ type: 'text', text: part.text }];
  }
}

function chatTool(tool: Tool): ChatTool[] {
  if (tool.type === 'function') {
    const { name, description, parameters, strict } = tool;
    return [{ type: 'function', function: { name, description, parameters, strict } }];
  }
  if (tool.type !== 'custom') return [];
  const { name, description, format } = tool;
  const nested =
    format?.type === 'grammar'
      ? { type: 'grammar' as const, grammar: { syntax: format.syntax, definition: format.definition } }
      : format;
  return [{ type: 'custom', custom: { name, description, format: nested } }];
}

type Named = { readonly type: string; readonly name?: string | undefined };

const chatChoice = ({ type, name = '' }: Named) =>
  type === 'custom'
    ? ({ type: 'custom', custom: { name } } as const)
    : ({ type: 'function', function: { name } } as const);

function choiceOf({ tool_choice: choice }: CreateRequest): ChatRequest['tool_choice'] {
  if (choice == null || typeof choice === 'string') return choice;
  if ('mode' in choice && Array.isArray(choice.tools)) {
    const mode = choice.mode === 'required' ? 'required' : 'auto';
    const tools = choice.tools.filter(({ name }) => name !== undefined).map(chatChoice);
    return { type: 'allowed_tools', allowed_tools: { mode, tools } };
  }
  // A hosted tool that must be used: no function is called.
  return choice.type === 'function' || choice.type === 'custom'
    ? chatChoice({ type: choice.type, name: String(choice['name']) })
    : 'none';
}
