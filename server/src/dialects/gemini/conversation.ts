import { createHash } from 'node:crypto';
import { isObject, type Json, stringIn } from '../../base/json.ts';
import type {
  Block,
  FileBlock,
  ImageBlock,
  Message,
  TextBlock,
  ToolCallBlock,
  ToolResultBlock,
} from '../../spec/chat.ts';
import { GatewayError } from '../../spec/fault.ts';
import { jsonText, objectsOf, partsIn } from './json.ts';
import { mediaBlock } from './media.ts';
import { readSignature, wire } from './signature.ts';

type OpenCall = { readonly sent: string | undefined; readonly id: string; readonly name: string };

/** Turns of the wire as canonical messages. Throws GatewayError (field_invalid). */
export function readTurns(contents: readonly Json[], resolution: unknown): readonly Message[] {
  const turns = new Turns(resolution);
  contents.forEach((content, at) => {
    turns.add(content, `contents[${at}]`);
  });
  return turns.messages;
}

/** Blocks of a system instruction. */
export const systemBlocks = (instruction: unknown): readonly Block[] =>
  partsIn(instruction).flatMap((part): Block[] => {
    const text = stringIn(part['text']);
    if (text !== undefined) return text === '' ? [] : [{ type: 'text', text }];
    const media = mediaBlock(part);
    return media ? [media] : [];
  });

class Turns {
  readonly messages: Message[] = [];
  readonly #resolution: unknown;
  /** Calls whose results have not come yet, oldest first. */
  #open: OpenCall[] = [];
  readonly #ids = new Set<string>();

  constructor(resolution: unknown) {
    this.#resolution = resolution;
  }

  add(content: Json, param: string): void {
    const role = content['role'] || 'user';
    const parts = objectsOf(content['parts']);
    if (role === 'model') {
      // Chat sessions of the SDKs keep a streamed answer as one content a frame: they are one turn.
      const last = this.messages.at(-1);
      const blocks = last?.role === 'assistant' ? [...last.blocks] : [];
      for (const part of parts) this.#modelPart(blocks, part, param);
      if (last?.role === 'assistant') this.messages.pop();
      this.#say('assistant', blocks);
      return;
    }
    if (role !== 'user' && role !== 'function' && role !== 'tool')
      throw new GatewayError('field_invalid', `${param}.role: please use a valid role: user, model`, {
        param: `${param}.role`,
      });
    const results: Block[] = [];
    const blocks: Block[] = [];
    for (const part of parts) {
      if (isObject(part['functionResponse'])) results.push(this.#result(part['functionResponse'], param));
      else blocks.push(...this.#plainPart(part));
    }
    // Results answer the turn before; what the user says beside them follows.
    this.#say('tool', results);
    this.#say('user', blocks);
  }

  #say(role: Message['role'], blocks: readonly Block[]): void {
    if (blocks.length > 0) this.messages.push({ role, blocks });
  }

  /** Adds what a part of the model's holds to its turn. */
  #modelPart(blocks: Block[], part: Json, param: string): void {
    const { own, thoughts } = readSignature(part['thoughtSignature']);
    if (part['thought'] === true) {
      const last = blocks.at(-1);
      const text = stringIn(part['text']) ?? '';
      const joined = last?.type === 'thinking' && !last.signature ? last : undefined;
      if (joined) blocks.pop();
      else if (text === '' && !own) return;
      blocks.push({
        type: 'thinking',
        text: (joined?.text ?? '') + text,
        ...(own ? { signature: own } : {}),
      });
      return;
    }
    if (thoughts.length > 0) {
      // They are the thoughts that were shown before this part, with their signatures: these take their place.
      for (let last = blocks.at(-1); last?.type === 'thinking' && !last.signature; last = blocks.at(-1))
        blocks.pop();
      blocks.push(...thoughts);
    }
    const signed = own ? { signature: own } : {};
    if (isObject(part['functionCall'])) {
      blocks.push({ ...this.#call(part['functionCall'], param), ...signed });
      return;
    }
    for (const block of this.#plainPart(part, own !== undefined)) {
      const last = blocks.at(-1);
      if (block.type !== 'text') blocks.push(block.type === 'image' ? { ...block, ...signed } : block);
      else if (last?.type === 'text' && !last.signature)
        blocks[blocks.length - 1] = { ...last, text: last.text + block.text, ...signed };
      else blocks.push({ ...block, ...signed });
    }
  }

  /** `keepEmpty`: an empty text is kept, because it has a signature. */
  #plainPart(part: Json, keepEmpty = false): Block[] {
    const text = stringIn(part['text']);
    if (text !== undefined) return text === '' && !keepEmpty ? [] : [{ type: 'text', text }];
    const media = mediaBlock(part, this.#resolution);
    if (media) return [media];
    const shown = shownCode(part);
    const { thoughtSignature: _, ...rest } = part;
    if (Object.keys(rest).length === 0) return [];
    return [{ type: 'opaque', from: wire, value: part, ...(shown === undefined ? {} : { text: shown }) }];
  }

  #call(call: Json, param: string): ToolCallBlock {
    const name = stringIn(call['name']) ?? '';
    const args = jsonText(call['args'] ?? {}, `${param}.parts.functionCall.args`);
    const sent = stringIn(call['id']) || undefined;
    const id = this.#unique(sent ?? hashId(name, args));
    this.#open.push({ sent, id, name });
    return { type: 'tool-call', id, name, arguments: args };
  }

  /** Google's clients may leave ids out or use one twice; other wires want each call to have its own. */
  #unique(wanted: string): string {
    let id = wanted;
    for (let again = 2; this.#ids.has(id); again++) id = `${wanted}_${again}`;
    this.#ids.add(id);
    return id;
  }

  #result(result: Json, param: string): ToolResultBlock {
    const name = stringIn(result['name']) || undefined;
    const sent = stringIn(result['id']) || undefined;
    // By id; else by name and order; else by order alone.
    const found =
      this.#open.find((call) => sent !== undefined && call.sent === sent) ??
      this.#open.find((call) => call.name === name && (sent === undefined || call.sent === undefined)) ??
      this.#open.find((call) => call.name === name) ??
      (name === undefined && sent === undefined ? this.#open[0] : undefined);
    if (found) this.#open = this.#open.filter((call) => call !== found);
    const { text, isError } = responseText(result['response'], `${param}.parts.functionResponse.response`);
    const media = objectsOf(result['parts']).flatMap((part) => {
      const block = mediaBlock(part, this.#resolution);
      return block?.type === 'image' || block?.type === 'file' ? [block] : [];
    });
    const content: (TextBlock | ImageBlock | FileBlock)[] = [];
    if (text !== '' || media.length === 0) content.push({ type: 'text', text });
    content.push(...media);
    const toolName = name ?? found?.name;
    return {
      type: 'tool-result',
      callId: found?.id ?? sent ?? hashId(name ?? '', text),
      ...(toolName === undefined ? {} : { name: toolName }),
      content,
      ...(isError ? { isError } : {}),
    };
  }
}

/** The same conversation gives the same ids, so that an upstream's prompt cache is met. */
const hashId = (name: string, text: string): string =>
  `call_${createHash('sha256').update(`${name}\0${text}`).digest('hex').slice(0, 24)}`;

/**
 * A result's object as text. `output` and `error` are the keys that Google names for results and failures; `result`
 * and `content` are what SDKs wrap a plain text in.
 */
function responseText(response: unknown, param: string): { text: string; isError: boolean } {
  if (typeof response === 'string') return { text: response, isError: false };
  if (!isObject(response)) return { text: response == null ? '' : jsonText(response, param), isError: false };
  const keys = Object.keys(response);
  const [only] = keys;
  if (keys.length === 0) return { text: '', isError: false };
  if (keys.length === 1 && only !== undefined && ['output', 'result', 'content', 'error'].includes(only)) {
    const value = response[only];
    if (typeof value === 'string') return { text: value, isError: only === 'error' };
    if (only === 'error') return { text: jsonText(value, param), isError: true };
  }
  return { text: jsonText(response, param), isError: false };
}

/** Code that Google ran, for models that read it as text. */
function shownCode(part: Json): string | undefined {
  const { executableCode: code, codeExecutionResult: result } = part;
  if (isObject(code))
    return `\`\`\`${(stringIn(code['language']) ?? '').toLowerCase()}\n${stringIn(code['code']) ?? ''}\n\`\`\``;
  if (isObject(result)) return `\`\`\`\n${stringIn(result['output']) ?? ''}\n\`\`\``;
  return undefined;
}
