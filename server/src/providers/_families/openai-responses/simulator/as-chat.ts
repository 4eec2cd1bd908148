import type { ChatRequest, Message, Tool as ChatTool } from '../../openai-compatible/simulator/wire.ts';
import type { CreateRequest, InputItem, InputPart } from './wire.ts';

type ContentPart = Extract<Extract<Message, { role: 'user' }>['content'], readonly unknown[]>[number];

/**
 * The request as a chat, which is what the simulated model reads. `items`: the whole conversation, earlier turns
 * included. Items that a chat has no place for (searches, thoughts) are left out.
 */
export function asChat(request: CreateRequest, items: readonly InputItem[]): ChatRequest {
  const messages: Message[] = [];
  if (request.instructions) messages.push({ role: 'system', content: request.instructions });
  for (const item of items) {
    const message = messageOf(item);
    if (message) messages.push(message);
  }
  const { format, verbosity } = request.text ?? {};
  const tools = (request.tools ?? []).flatMap(chatTool);
  return {
    model: request.model,
    messages,
    ...(tools.length > 0 && { tools }),
    ...(tools.length > 0 && { tool_choice: choiceOf(request) }),
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
  if ('role' in item && 'content' in item && item.type !== 'reasoning') {
    const parts = typeof item.content === 'string' ? item.content : item.content;
    if (item.role === 'assistant') return { role: 'assistant', content: plain(parts) };
    if (item.role === 'user')
      return { role: 'user', content: typeof parts === 'string' ? parts : (parts as InputPart[]).flatMap(partOf) };
    return { role: 'system', content: plain(parts) };
  }
  switch (item.type) {
    case 'function_call':
      return {
        role: 'assistant',
        tool_calls: [{ type: 'function', id: item.call_id, function: { name: item.name, arguments: item.arguments } }],
      };
    case 'custom_tool_call':
      return {
        role: 'assistant',
        tool_calls: [{ type: 'custom', id: item.call_id, custom: { name: item.name, input: item.input } }],
      };
    case 'function_call_output':
    case 'custom_tool_call_output':
      return { role: 'tool', tool_call_id: item.call_id, content: plain(item.output) };
    case 'compaction':
      return { role: 'system', content: 'Earlier turns, compacted.' };
    default:
      return undefined;
  }
}
