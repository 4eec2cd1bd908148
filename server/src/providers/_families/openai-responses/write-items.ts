import { createHash } from 'node:crypto';
import { isObject, wordOf } from '../../../base/json.ts';
import type {
  AudioBlock,
  Block,
  FileBlock,
  ImageBlock,
  Losses,
  Message,
  Source,
  ThinkingBlock,
  ToolResultBlock,
  VideoBlock,
} from '../../../spec/chat.ts';
import { wireId } from './wire-id.ts';

type Fields = Record<string, unknown>;

/** The longest `call_id` that is taken. */
const longestCallId = 64;

/** Ids of calls come from other makers too: what does not fit becomes a hash, the same for the call and its result. */
export const callIdOf = (id: string): string =>
  id !== '' && id.length <= longestCallId
    ? id
    : `call_${createHash('sha256').update(id).digest('base64url').slice(0, 32)}`;

/** Makers whose file ids are OpenAI's. */
const fileIdsFrom: readonly string[] = [wireId, 'openai-chat'];

/** Messages as input items, in order. */
export function itemsOf(messages: readonly Message[], losses: Losses): Fields[] {
  return new ItemWriter(messages, losses).write();
}

class ItemWriter {
  readonly #messages: readonly Message[];
  readonly #losses: Losses;
  readonly #items: Fields[] = [];
  /** Ids of results, and of calls so far with whether they are custom. */
  readonly #results: ReadonlySet<string>;
  readonly #calls = new Map<string, boolean>();
  /** Thoughts that wait for the call or message they belong to: alone they are refused. */
  #thoughts: Fields[] = [];
  /** The open assistant message. */
  #said: Fields[] = [];

  constructor(messages: readonly Message[], losses: Losses) {
    this.#messages = messages;
    this.#losses = losses;
    this.#results = new Set(
      messages.flatMap(({ blocks }) =>
        blocks.flatMap((one) => (one.type === 'tool-result' ? [one.callId] : [])),
      ),
    );
  }

  write(): Fields[] {
    for (const message of this.#messages) {
      if (message.role === 'assistant') {
        for (const block of message.blocks) this.#assistant(block);
        this.#endSaid();
        continue;
      }
      this.#thoughts = [];
      this.#others(message);
    }
    return this.#items;
  }

  #put(item: Fields): void {
    this.#items.push(...this.#thoughts, item);
    this.#thoughts = [];
  }

  #endSaid(): void {
    if (this.#said.length > 0) this.#put({ type: 'message', role: 'assistant', content: this.#said });
    this.#said = [];
  }

  #assistant(block: Block): void {
    switch (block.type) {
      case 'text':
        if (block.text !== '') this.#said.push({ type: 'output_text', text: block.text, annotations: [] });
        return;
      case 'refusal':
        this.#said.push({ type: 'refusal', refusal: block.text });
        return;
      case 'thinking':
        this.#endSaid();
        this.#think(block);
        return;
      case 'tool-call': {
        this.#endSaid();
        const call_id = callIdOf(block.id);
        this.#calls.set(block.id, block.custom === true);
        const head = block.custom
          ? { type: 'custom_tool_call', call_id, name: block.name, input: block.arguments }
          : { type: 'function_call', call_id, name: block.name, arguments: block.arguments || '{}' };
        this.#put(head);
        if (!this.#results.has(block.id)) {
          // A call without a result is refused; a client may have stopped between the two.
          const type = block.custom ? 'custom_tool_call_output' : 'function_call_output';
          this.#items.push({ type, call_id, output: 'No result.' });
        }
        return;
      }
      case 'opaque':
        this.#endSaid();
        if (block.from === wireId && isObject(block.value)) this.#put({ ...block.value });
        else if (block.text) this.#said.push({ type: 'output_text', text: block.text, annotations: [] });
        return;
      case 'image':
        // The wire has no picture in an assistant's turn; without it "make it blue" would mean nothing.
        this.#endSaid();
        this.#items.push({
          role: 'user',
          content: [{ type: 'input_text', text: '[The picture that you made:]' }, this.#image(block)],
        });
        return;
      case 'audio':
        if (block.transcript)
          this.#said.push({ type: 'output_text', text: block.transcript, annotations: [] });
        else this.#media(block);
        return;
      case 'video':
        this.#media(block);
        return;
      case 'tool-result':
        this.#endSaid();
        this.#result(block);
        return;
      case 'file':
        return; // no wire answers with a file
    }
  }

  /** Only this wire's own encrypted thoughts mean something to it. */
  #think({ id, text, signature }: ThinkingBlock): void {
    if (signature?.from !== wireId) {
      if (signature) this.#losses.drop('thinking-signature', 'thinking');
      return;
    }
    this.#thoughts.push({
      type: 'reasoning',
      ...(id?.startsWith('rs_') ? { id } : {}),
      summary: text === '' ? [] : [{ type: 'summary_text', text }],
      encrypted_content: signature.value,
    });
  }

  #others({ role, blocks }: Message): void {
    let content: Fields[] = [];
    const end = () => {
      if (content.length > 0) this.#items.push({ role: role === 'system' ? 'system' : 'user', content });
      content = [];
    };
    for (const block of blocks) {
      switch (block.type) {
        case 'text':
          if (block.text !== '') content.push({ type: 'input_text', text: block.text });
          break;
        case 'image':
          content.push(this.#image(block));
          break;
        case 'file':
          content.push(this.#file(block));
          break;
        case 'audio':
        case 'video':
          this.#media(block);
          break;
        case 'tool-result':
          end();
          this.#result(block);
          break;
        case 'opaque':
          this.#foreign(block.from, block.value, block.text, content, end);
          break;
        case 'refusal':
          content.push({ type: 'input_text', text: block.text });
          break;
        case 'thinking':
        case 'tool-call':
          break; // not the user's to say
      }
    }
    end();
  }

  #foreign(from: string, value: unknown, text: string | undefined, content: Fields[], end: () => void): void {
    if (from === wireId && isObject(value)) {
      if (wordOf(value['type']).startsWith('input_')) content.push({ ...value });
      else {
        end();
        this.#items.push({ ...value });
      }
    } else if (text) content.push({ type: 'input_text', text });
  }

  #media(block: AudioBlock | VideoBlock): never {
    return this.#losses.refuse(
      block.type,
      'messages',
      `this model does not take ${block.type === 'audio' ? 'sound' : 'video'}; send it to one that does, or as text`,
    );
  }

  #image({ source, detail }: ImageBlock): Fields {
    return { type: 'input_image', ...this.#from(source, 'image_url', 'image_url'), detail: detail ?? 'auto' };
  }

  #file({ source, name }: FileBlock): Fields {
    if (source.by === 'data' && source.mediaType.startsWith('text/')) {
      const text = Buffer.from(source.data, 'base64').toString('utf8');
      return { type: 'input_text', text: name === undefined ? text : `${name}:\n${text}` };
    }
    const file = { type: 'input_file', ...this.#from(source, 'file_data', 'file_url') };
    // Data must have a name, whose ending tells the type.
    return source.by === 'data' ? { ...file, filename: name ?? fileName(source.mediaType) } : file;
  }

  #from(source: Source, data: string, url: string): Fields {
    switch (source.by) {
      case 'data':
        return { [data]: `data:${source.mediaType};base64,${source.data}` };
      case 'url':
        return { [url]: source.url };
      case 'file-id':
        if (fileIdsFrom.includes(source.from)) return { file_id: source.id };
        return this.#losses.refuse(
          'file-id',
          'messages',
          `the file '${source.id}' lies at another maker than this model's; send its data or its URL`,
        );
    }
  }

  #result(block: ToolResultBlock): void {
    const text = resultText(block);
    const custom = this.#calls.get(block.callId);
    if (custom === undefined) {
      // Without its call it would be refused.
      const said = text ?? block.content.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
      if (said !== '') this.#items.push({ role: 'user', content: [{ type: 'input_text', text: said }] });
      return;
    }
    const output =
      text ??
      block.content.map((part): Fields => {
        if (part.type === 'text') return { type: 'input_text', text: part.text };
        return part.type === 'image' ? this.#image(part) : this.#file(part);
      });
    const type = custom || block.custom ? 'custom_tool_call_output' : 'function_call_output';
    this.#items.push({ type, call_id: callIdOf(block.callId), output });
  }
}

/** The text of a result that is nothing but text. A failure has no mark of its own in this wire, so it is said. */
function resultText({ content, isError }: ToolResultBlock): string | undefined {
  const texts: string[] = [];
  for (const part of content) {
    if (part.type !== 'text') return undefined;
    texts.push(part.text);
  }
  const text = texts.join('\n');
  return isError && !/error|fail/i.test(text) ? `Error: ${text}` : text;
}

const fileName = (mediaType: string): string => {
  const end = mediaType.split('/')[1] ?? '';
  return `file.${/^[a-z0-9]{1,5}$/.test(end) ? end : 'bin'}`;
};
