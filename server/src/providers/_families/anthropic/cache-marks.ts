import { isObject } from '../../../base/json.ts';
import type { Block, ChatRequest, Message } from '../../../spec/chat.ts';
import type { Access, FieldSpec } from '../../../spec/provider.ts';
import type { Generation } from './generations.ts';
import type { WireBlock, WireMessage } from './write-blocks.ts';

/** The channel's switch: 'off' leaves conversations without marks. */
export const cacheSetting: FieldSpec = {
  name: 'cache_conversations',
  label: {
    en: 'Cache marks for conversations of other formats (on, off; empty: on)',
    vi: 'Đánh dấu cache cho hội thoại từ định dạng khác (on, off; để trống: on)',
  },
  required: false,
  secret: false,
};

/**
 * Characters of text below which no marks are made: about 4,096 tokens, the longest of the models' least prefixes.
 * Source: Anthropic's page on prompt caching. What is shorter at the model is neither cached nor charged.
 */
const leastText = 16_384;

type Body = {
  readonly tools?: readonly WireBlock[];
  readonly messages: readonly WireMessage[];
};

/**
 * Marks a conversation that goes on, where its client's format has no marks: at the end of the system text (without one,
 * of the tools), which other conversations share, and at the end of the last user turn, where the next request goes on.
 * A write costs 1.25 times the plain input and a read a tenth or less, so that it pays from the next request on.
 * `system`: the client's own system blocks, as they stand in the body.
 */
export function markConversation(
  chat: ChatRequest,
  body: Body,
  system: readonly WireBlock[],
  generation: Generation,
  access: Access,
): void {
  if (access.settings[cacheSetting.name]?.trim().toLowerCase() === 'off') return;
  // Models before 3.7 are retired at their maker, and Bedrock refuses marks on them.
  if (generation.thinking === 'none') return;
  if (!chat.messages.some(({ role }) => role === 'assistant') || hasMarks(chat) || !isLong(chat)) return;
  // A system text behind the last user turn may be there this once, and the beginning of an answer is.
  const last = body.messages.findLast(({ role }) => role === 'user')?.content.at(-1);
  for (const block of [system.at(-1) ?? body.tools?.at(-1), last])
    if (block) block['cache_control'] = { type: 'ephemeral' };
}

/** Marks of the client, also in what passes as its wire wrote it. */
function hasMarks({ messages, tools, others }: ChatRequest): boolean {
  const marked = (block: Block | ChatRequest['tools'][number]): boolean =>
    ('cache' in block && block.cache !== undefined) ||
    (block.type === 'opaque' && isObject(block.value) && block.value['cache_control'] != null) ||
    (block.type === 'tool-result' && block.content.some(marked));
  return (
    others?.fields['cache_control'] != null ||
    tools.some(marked) ||
    messages.some(({ blocks }) => blocks.some(marked))
  );
}

function isLong({ messages, tools }: ChatRequest): boolean {
  let length = 0;
  for (const message of messages) {
    length += lengthOf(message);
    if (length >= leastText) return true;
  }
  return length + JSON.stringify(tools).length >= leastText;
}

const lengthOf = ({ blocks }: Pick<Message, 'blocks'>): number =>
  blocks.reduce((sum, block) => {
    switch (block.type) {
      case 'text':
        return sum + block.text.length;
      case 'tool-call':
        return sum + block.arguments.length;
      case 'tool-result':
        return sum + lengthOf({ blocks: block.content });
      default:
        return sum;
    }
  }, 0);
