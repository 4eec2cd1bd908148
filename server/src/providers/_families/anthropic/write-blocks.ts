import { createHash } from 'node:crypto';
import { isObject, parseJson } from '../../../base/json.ts';
import type {
  AudioBlock,
  Block,
  CacheMark,
  FileBlock,
  ImageBlock,
  Losses,
  Message,
  ToolCallBlock,
  ToolResultBlock,
} from '../../../spec/chat.ts';

/** The id of this wire, by which its signatures and opaque blocks know each other. */
export const wireId = 'anthropic-messages';

export type WireBlock = Record<string, unknown>;
export type WireMessage = { role: 'user' | 'assistant' | 'system'; content: WireBlock[] };

const pictureTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
/** Files that are read as text, beside text/*. */
const textTypes =
  /^(text\/|application\/(json|xml|yaml|x-yaml|toml|javascript|typescript|x-sh|sql|csv|x-ndjson|rtf)|.*\+(json|xml)$)/;

/** Ids of calls as the wire takes them; always the same for the same id, so that a call and its result still meet. */
export const wireCallId = (id: string): string =>
  /^[a-zA-Z0-9_-]{1,128}$/.test(id)
    ? id
    : `call_${createHash('sha256').update(id).digest('hex').slice(0, 24)}`;

const cached = (mark: CacheMark | undefined): WireBlock =>
  mark ? { cache_control: { type: 'ephemeral', ...(mark.ttl === 3600 ? { ttl: '1h' } : {}) } } : {};

/** Undefined for a text that says nothing: the wire refuses it. */
export const textBlock = (text: string, mark?: CacheMark): WireBlock | undefined =>
  text.trim() === '' ? undefined : { type: 'text', text, ...cached(mark) };

const isWebUrl = (url: string) => /^https?:\/\//i.test(url);

function imageBlock({ source, cache, detail }: ImageBlock, place: string, losses: Losses): WireBlock {
  if (detail !== undefined && detail !== 'auto') losses.drop('image-detail', 'detail');
  const block = (wireSource: WireBlock) => ({ type: 'image', source: wireSource, ...cached(cache) });
  switch (source.by) {
    case 'data': {
      const type = source.mediaType.toLowerCase() === 'image/jpg' ? 'image/jpeg' : source.mediaType;
      if (!pictureTypes.includes(type))
        return losses.refuse(
          'image-data',
          place,
          `this model reads pictures as ${pictureTypes.join(', ')}; send one of these instead of ${source.mediaType}`,
        );
      return block({ type: 'base64', media_type: type, data: source.data });
    }
    case 'url':
      if (!isWebUrl(source.url))
        return losses.refuse(
          'image-url',
          place,
          'this model takes pictures from http and https addresses or as base64 data',
        );
      return block({ type: 'url', url: source.url });
    case 'file-id':
      return block(fileId(source, place, losses));
  }
}

function fileId(source: { id: string; from: string }, place: string, losses: Losses): WireBlock {
  if (source.from !== wireId)
    return losses.refuse(
      'file-id',
      place,
      'the file was uploaded to another maker; send its content as base64 data',
    );
  return { type: 'file', file_id: source.id };
}

function documentBlock({ source, name, cache }: FileBlock, place: string, losses: Losses): WireBlock {
  const block = (wireSource: WireBlock) => ({
    type: 'document',
    source: wireSource,
    ...(name ? { title: name } : {}),
    ...cached(cache),
  });
  switch (source.by) {
    case 'data': {
      const type = source.mediaType.toLowerCase();
      if (type === 'application/pdf')
        return block({ type: 'base64', media_type: 'application/pdf', data: source.data });
      if (type.startsWith('image/')) {
        const image: ImageBlock = { type: 'image', source, ...(cache ? { cache } : {}) };
        return imageBlock(image, place, losses);
      }
      if (textTypes.test(type)) {
        const data = Buffer.from(source.data, 'base64').toString('utf8');
        return block({ type: 'text', media_type: 'text/plain', data });
      }
      return losses.refuse(
        'text-file',
        place,
        `this model reads PDF and text files; a file of type ${source.mediaType} has to be converted first`,
      );
    }
    case 'url':
      if (!isWebUrl(source.url))
        return losses.refuse(
          'pdf-url',
          place,
          'this model takes files from http and https addresses or as base64 data',
        );
      return block({ type: 'url', url: source.url });
    case 'file-id':
      return block(fileId(source, place, losses));
  }
}

/** Spoken words of an earlier answer stand as their text; anything else to hear is refused. */
function audioBlock({ transcript }: AudioBlock, place: string, losses: Losses): WireBlock | undefined {
  if (transcript !== undefined) return textBlock(transcript);
  return losses.refuse('audio', place, 'this model cannot hear; send a transcript instead of sound');
}

function callBlock(call: ToolCallBlock): WireBlock {
  return {
    type: 'tool_use',
    id: wireCallId(call.id),
    name: call.name,
    input: call.custom ? { input: call.arguments } : argumentsOf(call.arguments),
    ...cached(call.cache),
  };
}

/** What is no object (a model broke off, or wrote something else) is kept under a name of our own. */
function argumentsOf(text: string): WireBlock {
  if (text.trim() === '') return {};
  const parsed = parseJson(text);
  return isObject(parsed) ? { ...parsed } : { _raw: text };
}

function resultBlock(result: ToolResultBlock, place: string, losses: Losses): WireBlock {
  const content = result.content.flatMap((block) => {
    const written = block.type === 'text' ? textBlock(block.text) : writeMedia(block, place, losses);
    return written ? [written] : [];
  });
  return {
    type: 'tool_result',
    tool_use_id: wireCallId(result.callId),
    ...(content.length > 0 ? { content } : {}),
    ...(result.isError ? { is_error: true } : {}),
    ...cached(result.cache),
  };
}

const writeMedia = (block: ImageBlock | FileBlock, place: string, losses: Losses): WireBlock =>
  block.type === 'image' ? imageBlock(block, place, losses) : documentBlock(block, place, losses);

/** A block of a user's or a tool's message; results apart from the rest, because they stand first. */
export function writeUserBlock(
  block: Block,
  place: string,
  losses: Losses,
): { result?: WireBlock; block?: WireBlock | undefined } {
  switch (block.type) {
    case 'text':
      return { block: textBlock(block.text, block.cache) };
    case 'image':
    case 'file':
      return { block: writeMedia(block, place, losses) };
    case 'audio':
      return { block: audioBlock(block, place, losses) };
    case 'video':
      return losses.refuse('video', place, 'this model cannot watch films; send pictures of it');
    case 'tool-result':
      return { result: resultBlock(block, place, losses) };
    case 'refusal':
      return { block: textBlock(block.text) };
    case 'opaque':
      return { block: opaqueBlock(block) };
    case 'thinking': // nobody else's words may pass for the model's own thoughts
    case 'tool-call':
      return {};
  }
}

export function writeAssistantBlock(block: Block, place: string, losses: Losses): WireBlock | undefined {
  switch (block.type) {
    case 'text':
      return textBlock(block.text, block.cache);
    case 'refusal':
      return textBlock(block.text);
    case 'tool-call':
      return callBlock(block);
    case 'thinking': {
      if (block.signature?.from !== wireId) {
        if (block.signature) losses.drop('thinking-signature', 'thinking');
        return undefined;
      }
      const { value } = block.signature;
      return block.redacted
        ? { type: 'redacted_thinking', data: value }
        : { type: 'thinking', thinking: block.text, signature: value };
    }
    case 'audio':
      return audioBlock(block, place, losses);
    case 'opaque':
      return opaqueBlock(block);
    case 'image':
    case 'file':
    case 'video':
      losses.drop('image-output', 'media of earlier answers');
      return undefined;
    case 'tool-result':
      return undefined;
  }
}

function opaqueBlock(block: Extract<Block, { type: 'opaque' }>): WireBlock | undefined {
  if (block.from === wireId) return isObject(block.value) ? { ...block.value } : undefined;
  return block.text === undefined ? undefined : textBlock(block.text);
}

/** The text blocks of a system message. */
export const systemBlocks = (message: Message): WireBlock[] =>
  message.blocks.flatMap((block) => {
    const written = block.type === 'text' ? textBlock(block.text, block.cache) : undefined;
    return written ? [written] : [];
  });

export const plainTexts = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) => (block.type === 'text' && block.text.trim() !== '' ? [block.text] : []));
