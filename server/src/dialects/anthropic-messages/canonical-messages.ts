import { isObject, type Json, listOf, stringIn } from '../../base/json.ts';
import { openThought } from '../../base/sealed-thought.ts';
import type {
  Block,
  CacheMark,
  Citation,
  FileBlock,
  ImageBlock,
  Message,
  Signature,
  Source,
  TextBlock,
  ToolResultBlock,
} from '../../spec/chat.ts';
import { GatewayError } from '../../spec/fault.ts';
import { forLast, forNext } from './answer.ts';
import { isAttribution } from './read.ts';
import { wire } from './wire.ts';

/** System and messages of a request in canonical form. Paths in errors are spelled "messages[0].content[1]". */

const wrong = (param: string, why: string): GatewayError =>
  new GatewayError('field_invalid', `${param}: ${why}`, { param });

function textAt(block: Json, name: string, param: string): string {
  const value = block[name];
  if (typeof value !== 'string')
    throw wrong(`${param}.${name}`, value == null ? 'Field required' : 'must be a string');
  return value;
}

/** The `cache` field of a block or tool that carries a mark; lifetimes in seconds. */
export function cacheOf(block: Json): { cache?: CacheMark } {
  const mark = block['cache_control'];
  if (!isObject(mark)) return {};
  const ttl = mark['ttl'];
  return { cache: ttl === '1h' ? { ttl: 3600 } : ttl === '5m' ? { ttl: 300 } : {} };
}

function citationsOf(value: unknown): Citation[] {
  return listOf(value)
    .filter(isObject)
    .map((raw) => {
      const url = raw['type'] === 'search_result_location' ? stringIn(raw['source']) : stringIn(raw['url']);
      const title = stringIn(raw['title']) ?? stringIn(raw['document_title']);
      const quoted = stringIn(raw['cited_text']);
      return {
        ...(url === undefined ? {} : { url }),
        ...(title === undefined ? {} : { title }),
        ...(quoted === undefined ? {} : { quoted }),
        raw: { from: wire, value: raw },
      };
    });
}

function readText(block: Json, param: string): TextBlock {
  const citations = citationsOf(block['citations']);
  return {
    type: 'text',
    text: textAt(block, 'text', param),
    ...(citations.length > 0 ? { citations } : {}),
    ...cacheOf(block),
  };
}

/** A source by base64, url or file, what pictures and documents have in common. */
function readSource(source: Json, param: string, mediaType?: string): Source {
  switch (source['type']) {
    case 'base64':
      return {
        by: 'data',
        mediaType: textAt(source, 'media_type', param),
        data: textAt(source, 'data', param),
      };
    case 'url': {
      const url = textAt(source, 'url', param);
      return { by: 'url', url, ...(mediaType === undefined ? {} : { mediaType }) };
    }
    case 'file':
      return { by: 'file-id', id: textAt(source, 'file_id', param), from: wire };
    default:
      throw wrong(`${param}.type`, 'must be one of the source types of this block');
  }
}

function sourceOf(block: Json, param: string): Json {
  const source = block['source'];
  if (!isObject(source)) throw wrong(`${param}.source`, 'Field required');
  return source;
}

function readImage(block: Json, param: string): ImageBlock {
  const source = readSource(sourceOf(block, param), `${param}.source`);
  return { type: 'image', source, ...cacheOf(block) };
}

/** A text as a file: canonical files are base64 whatever they hold. */
const plainText = (data: string): Source => ({
  by: 'data',
  mediaType: 'text/plain',
  data: Buffer.from(data, 'utf8').toString('base64'),
});

/** A document, with what is to be known about it before it. One made of blocks becomes these blocks. */
function readDocument(block: Json, param: string): (TextBlock | ImageBlock | FileBlock)[] {
  const source = sourceOf(block, param);
  const at = `${param}.source`;
  const title = stringIn(block['title']);
  const context = stringIn(block['context']);
  const about: TextBlock[] = context ? [{ type: 'text', text: context }] : [];
  const file = (from: Source): FileBlock => ({
    type: 'file',
    source: from,
    ...(title === undefined ? {} : { name: title }),
    ...cacheOf(block),
  });
  if (source['type'] === 'text') return [...about, file(plainText(textAt(source, 'data', at)))];
  if (source['type'] !== 'content') return [...about, file(readSource(source, at, 'application/pdf'))];
  const { content } = source;
  if (typeof content === 'string') return [...about, file(plainText(content))];
  const parts = readParts(content, `${at}.content`);
  if (parts.every((part) => part.type === 'text'))
    return [...about, file(plainText(parts.map((part) => part.text).join('\n')))];
  const heading: TextBlock[] = title ? [{ type: 'text', text: title }] : [];
  const last = parts.pop();
  return [...heading, ...about, ...parts, ...(last ? [{ ...last, ...cacheOf(block) }] : [])];
}

/** A search result as a text, for wires that have no such block. */
function searchResultText(block: Json): string {
  const words = listOf(block['content']).flatMap((part) => (isObject(part) ? [stringIn(part['text'])] : []));
  return [block['title'], block['source'], ...words].filter((one) => typeof one === 'string').join('\n');
}

/** Blocks where only texts, pictures and documents may stand: results of tools, documents of content. */
function readParts(content: unknown, param: string): (TextBlock | ImageBlock | FileBlock)[] {
  if (content == null || content === '') return [];
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  if (!Array.isArray(content)) throw wrong(param, 'must be a string or a list of blocks');
  return content.flatMap((block: unknown, i): (TextBlock | ImageBlock | FileBlock)[] => {
    const at = `${param}[${i}]`;
    if (!isObject(block)) throw wrong(at, 'must be an object');
    switch (block['type']) {
      case 'text':
        return block['text'] === '' ? [] : [readText(block, at)];
      case 'image':
        return [readImage(block, at)];
      case 'document':
        // Documents hold no documents; a second level is not read.
        return param.includes('.source.') ? [] : readDocument(block, at);
      case 'search_result':
        return [{ type: 'text', text: searchResultText(block), ...cacheOf(block) }];
      case 'tool_reference':
        return [{ type: 'text', text: `Tool: ${stringIn(block['tool_name']) ?? ''}` }];
      default:
        return [{ type: 'text', text: written(block, at) }];
    }
  });
}

/** JSON text. Throws field_invalid for what is nested deeper than the stack. */
function written(value: unknown, param: string): string {
  try {
    return JSON.stringify(value);
  } catch (cause) {
    throw new GatewayError('field_invalid', `${param}: is nested too deeply`, { param, cause });
  }
}

function readToolResult(block: Json, param: string, names: ReadonlyMap<string, string>): ToolResultBlock {
  const callId = textAt(block, 'tool_use_id', param);
  const name = names.get(callId);
  return {
    type: 'tool-result',
    callId,
    ...(name === undefined ? {} : { name }),
    content: readParts(block['content'], `${param}.content`),
    ...(typeof block['is_error'] === 'boolean' ? { isError: block['is_error'] } : {}),
    ...cacheOf(block),
  };
}

/** Whose the signature is; undefined for none, and for a seal of nothing. */
function signatureOf(field: unknown): Signature | undefined {
  if (typeof field !== 'string' || field === '') return undefined;
  const opened = openThought(field) ?? { from: wire, value: field };
  return opened.from === '' || opened.value === '' ? undefined : opened;
}

/** A signature that stands beside the call it belongs to, see answer.ts; undefined for a thought's own. */
function carriedBy(signature: Signature | undefined) {
  for (const place of [forNext, forLast])
    if (signature?.from.endsWith(place))
      return { place, signature: { from: signature.from.slice(0, -place.length), value: signature.value } };
  return undefined;
}

/** The blocks of an assistant's turn. */
function readAssistant(content: readonly unknown[], param: string, names: Map<string, string>): Block[] {
  const blocks: Block[] = [];
  let waiting: Signature | undefined;
  content.forEach((block, i) => {
    const at = `${param}[${i}]`;
    if (!isObject(block)) throw wrong(at, 'must be an object');
    switch (block['type']) {
      case 'thinking':
      case 'redacted_thinking': {
        const redacted = block['type'] === 'redacted_thinking';
        const signature = signatureOf(redacted ? block['data'] : block['signature']);
        const carried = carriedBy(signature);
        const last = blocks.at(-1);
        if (carried?.place === forNext) waiting = carried.signature;
        else if (carried) {
          if (last?.type === 'tool-call')
            blocks[blocks.length - 1] = { ...last, signature: carried.signature };
        } else if (redacted) {
          if (signature) blocks.push({ type: 'thinking', text: '', redacted, signature });
        } else {
          const thought = stringIn(block['thinking']) ?? '';
          if (thought !== '' || signature)
            blocks.push({ type: 'thinking', text: thought, ...(signature ? { signature } : {}) });
        }
        return;
      }
      case 'tool_use': {
        const id = textAt(block, 'id', at);
        const name = textAt(block, 'name', at);
        names.set(id, name);
        blocks.push({
          type: 'tool-call',
          id,
          name,
          arguments: written(block['input'] ?? {}, `${at}.input`),
          ...(waiting ? { signature: waiting } : {}),
          ...cacheOf(block),
        });
        waiting = undefined;
        return;
      }
      default:
        blocks.push(...readCommon(block, at));
    }
  });
  return blocks;
}

/** Blocks that may stand in the turn of anybody. */
function readCommon(block: Json, param: string): Block[] {
  switch (block['type']) {
    case 'text': // Anthropic refuses empty texts; clients keep those that our streams end with
      return block['text'] === '' ? [] : [readText(block, param)];
    case 'image':
      return [readImage(block, param)];
    case 'document':
      return readDocument(block, param);
    case 'search_result':
      return [{ type: 'opaque', from: wire, value: block, text: searchResultText(block) }];
    default: {
      // Tools that Anthropic ran, results of them, and what is new. A summary of the conversation is worth its words.
      const summary = block['type'] === 'compaction' ? stringIn(block['content']) : undefined;
      return [{ type: 'opaque', from: wire, value: block, ...(summary ? { text: summary } : {}) }];
    }
  }
}

/** A user's turn: results of tools are messages of their own, in the order that the client gave. */
function readUser(content: readonly unknown[], param: string, names: ReadonlyMap<string, string>): Message[] {
  const messages: { role: 'user' | 'tool'; blocks: Block[] }[] = [];
  content.forEach((block, i) => {
    const at = `${param}[${i}]`;
    if (!isObject(block)) throw wrong(at, 'must be an object');
    const { type } = block;
    // Thoughts are the model's alone: in a user's turn they could only be forged.
    if (type === 'thinking' || type === 'redacted_thinking') return;
    const role = type === 'tool_result' ? 'tool' : 'user';
    const read = type === 'tool_result' ? [readToolResult(block, at, names)] : readCommon(block, at);
    if (read.length === 0) return;
    const last = messages.at(-1);
    if (last?.role === role) last.blocks.push(...read);
    else messages.push({ role, blocks: read });
  });
  return messages;
}

/** A content as blocks; a text is one block. */
const blocksOf = (content: unknown): readonly unknown[] =>
  typeof content === 'string' ? [{ type: 'text', text: content }] : listOf(content);

/**
 * The system text; undefined for none. Claude Code's attribution is left out: it means something to Anthropic only,
 * and changes with the client's version, which would spoil other upstreams' caches.
 */
export function systemMessage(value: unknown): Message | undefined {
  const content = blocksOf(value);
  const kept = isAttribution(content[0]) ? content.slice(1) : content;
  const blocks = kept.flatMap((block, i) =>
    isObject(block) ? readCommon(block, `system[${i + content.length - kept.length}]`) : [],
  );
  return blocks.length > 0 ? { role: 'system', blocks } : undefined;
}

/** Marks the last block that can be marked: what `cache_control` at the top of a body means. */
function markLast(messages: Message[], top: Json): Message[] {
  const last = messages.at(-1);
  const block = last?.blocks.at(-1);
  const { cache } = cacheOf({ cache_control: top });
  if (!last || !block || !cache || 'cache' in block) return messages;
  switch (block.type) {
    case 'text':
    case 'image':
    case 'file':
    case 'tool-call':
    case 'tool-result':
      return [
        ...messages.slice(0, -1),
        { ...last, blocks: [...last.blocks.slice(0, -1), { ...block, cache }] },
      ];
    default:
      return messages;
  }
}

/** The turns of a conversation. Turns without content are left out. Throws field_invalid. */
export function readMessages(value: unknown, topMark: unknown): Message[] {
  const names = new Map<string, string>();
  const messages = listOf(value).flatMap((message, i): Message[] => {
    const at = `messages[${i}]`;
    if (!isObject(message)) throw wrong(at, 'must be an object');
    const content = blocksOf(message['content']);
    const param = `${at}.content`;
    switch (message['role']) {
      case 'user':
        return readUser(content, param, names);
      case 'assistant': {
        const blocks = readAssistant(content, param, names);
        return blocks.length > 0 ? [{ role: 'assistant', blocks }] : [];
      }
      case 'system': {
        const blocks = content.flatMap((block, j) =>
          isObject(block) ? readCommon(block, `${param}[${j}]`) : [],
        );
        return blocks.length > 0 ? [{ role: 'system', blocks }] : [];
      }
      default:
        throw wrong(`${at}.role`, "must be 'user', 'assistant' or 'system'");
    }
  });
  return isObject(topMark) ? markLast(messages, topMark) : messages;
}
