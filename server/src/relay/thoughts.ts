import type { Clock } from '../base/clock.ts';
import type { Block, ChatRequest, Message, Signature, ThinkingBlock, ToolCallBlock } from '../spec/chat.ts';

/**
 * Makers want their signed thoughts back with the calls that followed them, and most wires of clients have no place for
 * them. What a call of a tool was thought with is kept here for a while and put back when the client sends the call's
 * id again. On another node, or after an hour, it is gone: writers then do without.
 */
const keptMs = 60 * 60_000;
const mostBytes = 32 * 1024 * 1024;

type Kept = {
  readonly at: number;
  readonly bytes: number;
  readonly thinking: readonly ThinkingBlock[];
  /** Words stood between the thoughts and the call: the thoughts come back before them. */
  readonly spoke: boolean;
  readonly signature: Signature | undefined;
};

export class Thoughts {
  readonly #clock: Clock;
  readonly #kept = new Map<string, Kept>();
  #bytes = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** `owner`: whose conversation. Keeps what stands before each call of a tool in the answer. */
  remember(owner: number, blocks: readonly Block[]): void {
    let thinking: ThinkingBlock[] = [];
    let spoke = false;
    for (const block of blocks) {
      if (block.type === 'thinking' && block.signature) thinking.push(block);
      if (block.type === 'text' && thinking.length > 0) spoke = true;
      if (block.type !== 'tool-call' || (thinking.length === 0 && !block.signature)) continue;
      this.#keep(`${owner}:${block.id}`, thinking, spoke, block.signature);
      thinking = []; // the later calls of a turn share the first one's thoughts
      spoke = false;
    }
  }

  /** The request with what is known of its calls put back. */
  restore(owner: number, request: ChatRequest): ChatRequest {
    if (this.#kept.size === 0) return request;
    return {
      ...request,
      messages: request.messages.map((message) =>
        message.role === 'assistant' ? this.#restored(owner, message) : message,
      ),
    };
  }

  #restored(owner: number, message: Message): Message {
    const has = message.blocks.some((block) => block.type === 'thinking' && block.signature);
    const blocks: Block[] = [];
    let changed = false;
    for (const block of message.blocks) {
      const kept = block.type === 'tool-call' ? this.#find(`${owner}:${block.id}`) : undefined;
      if (!kept) {
        blocks.push(block);
        continue;
      }
      const call = block as ToolCallBlock;
      if (!has) {
        const words = blocks.length - 1 - blocks.findLastIndex(({ type }) => type === 'tool-call');
        blocks.splice(blocks.length - (kept.spoke ? words : 0), 0, ...kept.thinking);
      }
      blocks.push(call.signature || !kept.signature ? call : { ...call, signature: kept.signature });
      changed = true;
    }
    if (!changed) return message;
    // The client's own copy of the thoughts, without a signature, would stand there twice.
    const own = has ? blocks : blocks.filter((block) => block.type !== 'thinking' || block.signature);
    return { ...message, blocks: own };
  }

  #find(key: string): Kept | undefined {
    const kept = this.#kept.get(key);
    return kept && this.#clock.now() - kept.at < keptMs ? kept : undefined;
  }

  #keep(
    key: string,
    thinking: readonly ThinkingBlock[],
    spoke: boolean,
    signature: Signature | undefined,
  ): void {
    const bytes =
      key.length +
      (signature?.value.length ?? 0) +
      thinking.reduce((sum, one) => sum + one.text.length + (one.signature?.value.length ?? 0), 200);
    this.#forget(key);
    this.#kept.set(key, { at: this.#clock.now(), bytes, thinking, spoke, signature });
    this.#bytes += bytes;
    // A map keeps the order of insertion: the oldest go first.
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= mostBytes) break;
      this.#forget(oldest);
    }
  }

  #forget(key: string): void {
    this.#bytes -= this.#kept.get(key)?.bytes ?? 0;
    this.#kept.delete(key);
  }
}

/** The request without thoughts of earlier turns and without any signature, for an upstream that refused them. */
export const withoutThoughts = (request: ChatRequest): ChatRequest => ({
  ...request,
  messages: request.messages.map((message) =>
    message.role === 'assistant' ? { ...message, blocks: message.blocks.flatMap(unsigned) } : message,
  ),
});

function unsigned(block: Block): readonly Block[] {
  if (block.type === 'thinking') return [];
  if (!('signature' in block)) return [block];
  const { signature: _gone, ...rest } = block;
  return [rest];
}
