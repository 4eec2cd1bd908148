import { isObject, type Json, listOf, stringIn } from '../../base/json.ts';
import type {
  Block,
  FileBlock,
  ImageBlock,
  Message,
  Signature,
  TextBlock,
  ToolCallBlock,
  ToolResultBlock,
} from '../../spec/chat.ts';
import { GatewayError } from '../../spec/fault.ts';
import { openCarried } from './carried.ts';
import { isSummary, isTrigger, summaryPreface } from './compaction.ts';
import { itemsOf, typeOf, wire } from './items.ts';
import { readPart } from './media.ts';
import { flatName } from './tools.ts';

type Role = Message['role'];

const roles: Readonly<Record<string, Role>> = {
  user: 'user',
  assistant: 'assistant',
  system: 'system',
  developer: 'system',
};

function refuse(param: string, message: string): never {
  throw new GatewayError('field_invalid', message, { param });
}

/** Instructions and items as turns. Items of one turn of the model, and outputs that follow each other, are joined. */
export function readMessages(body: Json): readonly Message[] {
  const reading = new Reading();
  const instructions = stringIn(body['instructions']);
  if (instructions) reading.add('system', [{ type: 'text', text: instructions }]);
  for (const [index, item] of itemsOf(body['input']).entries()) {
    const at = `input[${index}]`;
    if (!isObject(item)) refuse(at, `${at} must be an object`);
    reading.item(item, at);
  }
  return reading.messages;
}

class Reading {
  readonly messages: Turn[] = [];
  /** Names of the tools that were called, by the id of the call. */
  readonly #names = new Map<string, string>();

  add(role: Role, blocks: readonly Block[]): void {
    const last = this.messages.at(-1);
    if (last?.role === role && (role === 'assistant' || role === 'tool')) last.blocks.push(...blocks);
    else this.messages.push({ role, blocks: [...blocks] });
  }

  item(item: Json, at: string): void {
    const type = typeOf(item);
    switch (type) {
      case 'message':
        this.#message(item, at);
        break;
      case 'function_call':
      case 'custom_tool_call':
        this.#call(item, type === 'custom_tool_call', at);
        break;
      case 'function_call_output':
      case 'custom_tool_call_output':
        this.#output(item, type === 'custom_tool_call_output', at);
        break;
      case 'reasoning':
        this.#reasoning(item);
        break;
      case 'item_reference':
        refuse(
          at,
          `${at} refers to the item '${stringIn(item['id']) ?? ''}', which is not known here; send the item itself, or go on from a stored response with previous_response_id`,
        );
        break;
      case 'additional_tools': // read with the tools
        break;
      case undefined:
        refuse(`${at}.type`, `you must provide ${at}.type`);
        break;
      default:
        this.#other(item, type);
    }
  }

  /** Summaries of ours become text; everything else is for upstreams of this wire. */
  #other(item: Json, type: string): void {
    if (isTrigger(item)) return;
    const carried = isSummary(type) ? openCarried(stringIn(item['encrypted_content']) ?? '') : undefined;
    if (carried?.of === 'summary') this.add('user', [{ type: 'text', text: summaryPreface + carried.text }]);
    else this.add('assistant', [{ type: 'opaque', from: wire, value: item }]);
  }

  #message(item: Json, at: string): void {
    const role = roles[stringIn(item['role']) ?? ''];
    if (!role) refuse(`${at}.role`, `${at}.role must be user, assistant, system or developer`);
    this.add(role, blocksOf(item['content'], `${at}.content`));
  }

  #call(item: Json, custom: boolean, at: string): void {
    const name = stringIn(item['name']);
    const id = stringIn(item['call_id']) ?? stringIn(item['id']);
    if (name === undefined) refuse(`${at}.name`, `you must provide ${at}.name`);
    if (id === undefined) refuse(`${at}.call_id`, `you must provide ${at}.call_id`);
    const flat = flatName(item['namespace'], name);
    this.#names.set(id, flat);
    const said = (custom ? item['input'] : item['arguments']) ?? '';
    const call: ToolCallBlock = {
      type: 'tool-call',
      id,
      name: flat,
      arguments: typeof said === 'string' ? said : JSON.stringify(said),
      ...(custom ? { custom } : {}),
    };
    this.add('assistant', [call]);
  }

  #output(item: Json, custom: boolean, at: string): void {
    const content = outputOf(item['output'], `${at}.output`);
    const callId = stringIn(item['call_id']);
    // Codex adds outputs of its own that answer no call (openai/codex issue 42088): the user's side says them.
    if (!callId) {
      this.add('user', content);
      return;
    }
    const name = this.#names.get(callId) ?? stringIn(item['name']);
    const result: ToolResultBlock = {
      type: 'tool-result',
      callId,
      content,
      ...(name === undefined ? {} : { name }),
      ...(custom ? { custom } : {}),
    };
    this.add('tool', [result]);
  }

  #reasoning(item: Json): void {
    const encrypted = stringIn(item['encrypted_content']);
    const carried = encrypted ? openCarried(encrypted) : undefined;
    if (carried?.of === 'call' || carried?.of === 'text') {
      // A text's signature belongs to this turn; a call says by its id where it stands.
      const [fits, among] =
        carried.of === 'text'
          ? [(block: Block) => block.type === 'text', this.messages.slice(-1)]
          : [(block: Block) => block.type === 'tool-call' && block.id === carried.callId, this.messages];
      const signed = sign(among, carried.signature, fits);
      if (!signed && carried.of === 'text')
        this.add('assistant', [{ type: 'text', text: '', signature: carried.signature }]);
      return;
    }
    const said = textsOf(item['content']) || textsOf(item['summary']);
    const signature = carried?.of === 'thought' ? carried.signature : undefined;
    if (said === '' && !signature) return;
    const id = stringIn(item['id']);
    this.add('assistant', [
      {
        type: 'thinking',
        text: said,
        ...(signature ? { signature } : {}),
        ...(said === '' ? { redacted: true } : {}),
        ...(id === undefined ? {} : { id }),
      },
    ]);
  }
}

type Turn = { role: Role; blocks: Block[] };

/** Gives the model's last block that fits the signature back that rode in an item behind it. */
function sign(turns: readonly Turn[], signature: Signature, fits: (block: Block) => boolean): boolean {
  for (const { role, blocks } of turns.toReversed()) {
    if (role !== 'assistant') continue;
    const at = blocks.findLastIndex(fits);
    const block = blocks[at];
    if (block?.type !== 'text' && block?.type !== 'tool-call') continue;
    blocks[at] = { ...block, signature };
    return true;
  }
  return false;
}

function blocksOf(content: unknown, at: string): readonly Block[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  if (!Array.isArray(content)) return [];
  return content.map((part: unknown, index): Block => {
    if (!isObject(part)) refuse(`${at}[${index}]`, `${at}[${index}] must be an object`);
    const block = readPart(part);
    if (typeof block === 'string')
      refuse(
        `${at}[${index}].${block}`,
        `you must provide ${at}[${index}].${block}, as an address or a data: URL`,
      );
    return block ?? opaque(part);
  });
}

function opaque(part: Json): Block {
  const said = stringIn(part['text']);
  return { type: 'opaque', from: wire, value: part, ...(said === undefined ? {} : { text: said }) };
}

/** A tool's output: a text, or parts. What no part can say is given as JSON. */
function outputOf(output: unknown, at: string): readonly (TextBlock | ImageBlock | FileBlock)[] {
  if (output === undefined || output === null) return [{ type: 'text', text: '' }];
  if (!Array.isArray(output))
    return [{ type: 'text', text: typeof output === 'string' ? output : JSON.stringify(output) }];
  return blocksOf(output, at).map((block) =>
    block.type === 'text' || block.type === 'image' || block.type === 'file'
      ? block
      : { type: 'text', text: JSON.stringify(block.type === 'opaque' ? block.value : block) },
  );
}

const textsOf = (list: unknown): string =>
  listOf(list)
    .flatMap((part) => (isObject(part) && typeof part['text'] === 'string' ? [part['text']] : []))
    .join('\n\n');
