import type { Json } from '../../../base/json.ts';
import type {
  AudioBlock,
  Block,
  FileBlock,
  ImageBlock,
  Losses,
  Message,
  TextBlock,
  ThinkingBlock,
  ToolCallBlock,
  ToolResultBlock,
  VideoBlock,
} from '../../../spec/chat.ts';
import type { Traits } from './traits.ts';

/** The wire that this family speaks: its own signatures and blocks are those of this name. */
export const ownWire = 'openai-chat';
/** Files of OpenAI are the same in both of its wires. */
const fileHomes = new Set([ownWire, 'openai-responses', 'openai']);

export type Writing = {
  readonly traits: Traits;
  readonly losses: Losses;
  /** The history's thoughts go back in `reasoning_content`. */
  readonly thoughtsBack: boolean;
};

/**
 * The canonical messages as this wire wants them: every call is answered directly after the message that made it, by
 * a word of our own where nobody did; pictures that a tool gave stand in a user message behind all answers, because
 * tool messages hold text only.
 */
export function writeMessages(messages: readonly Message[], writing: Writing): Json[] {
  const turns = joinAssistants(messages);
  const written: Json[] = [];
  const answered = new Set<ToolResultBlock>();
  for (const [at, message] of turns.entries()) {
    if (message.role === 'assistant') {
      const pictures: ImageBlock[] = [];
      const one = writeAssistant(message, writing, pictures);
      if (one) written.push(one);
      const results = resultsBehind(turns, at);
      for (const block of message.blocks) {
        if (block.type !== 'tool-call') continue;
        const result = results.find((found) => found.callId === block.id && !answered.has(found));
        if (result) answered.add(result);
        written.push(writeResult(block, result, writing, pictures));
      }
      if (pictures.length > 0) written.push(picturesMessage(pictures, writing));
    } else if (message.role === 'tool') {
      // An answer to no call that stands before it: it is told as text, so that it is not lost.
      const orphans = message.blocks.filter(
        (block) => !(block.type === 'tool-result' && answered.has(block)),
      );
      if (orphans.length > 0) written.push(writePlain('user', { ...message, blocks: orphans }, writing));
    } else written.push(writePlain(message.role, message, writing));
  }
  return written;
}

/** Neighbours of one role where calls or thoughts stand in messages of their own belong to one turn here. */
function joinAssistants(messages: readonly Message[]): Message[] {
  const joined: Message[] = [];
  for (const message of messages) {
    const last = joined.at(-1);
    if (message.role !== 'assistant' || last?.role !== 'assistant') {
      joined.push(message);
      continue;
    }
    const hasText = (blocks: readonly Block[]) => blocks.some((block) => block.type === 'text');
    const gap: Block[] =
      hasText(last.blocks) && hasText(message.blocks) ? [{ type: 'text', text: '\n\n' }] : [];
    joined[joined.length - 1] = { ...last, blocks: [...last.blocks, ...gap, ...message.blocks] };
  }
  return joined;
}

/** Results between this turn and the assistant's next. */
function resultsBehind(turns: readonly Message[], at: number): ToolResultBlock[] {
  const results: ToolResultBlock[] = [];
  for (const message of turns.slice(at + 1)) {
    if (message.role === 'assistant') break;
    for (const block of message.blocks) if (block.type === 'tool-result') results.push(block);
  }
  return results;
}

/** Undefined for a turn of which nothing is left. */
function writeAssistant(message: Message, writing: Writing, pictures: ImageBlock[]): Json | undefined {
  const thoughts: ThinkingBlock[] = [];
  const calls: Json[] = [];
  let text = '';
  let audio: string | undefined;
  for (const block of message.blocks) {
    if ('cache' in block && block.cache) keepMark(writing);
    switch (block.type) {
      case 'text':
      case 'refusal':
        text += block.text;
        break;
      case 'opaque':
        text += block.text ?? '';
        break;
      case 'thinking':
        thoughts.push(block);
        break;
      case 'tool-call':
        calls.push(writeCall(block, writing));
        break;
      case 'image':
        pictures.push(block);
        break;
      case 'audio':
        if (block.source.by === 'file-id' && block.source.from === ownWire) audio = block.source.id;
        else text += block.transcript ?? '';
        break;
      case 'file':
      case 'video':
      case 'tool-result':
        break; // no wire's assistant sends these
    }
  }
  const said = text === '' && (calls.length > 0 || audio !== undefined) ? null : text;
  const back = writeThoughts(thoughts, calls.length > 0, writing);
  if (said === '' && Object.keys(back).length === 0) return undefined;
  return {
    role: 'assistant',
    content: said,
    ...(message.name === undefined ? {} : { name: message.name }),
    ...back,
    ...(audio === undefined ? {} : { audio: { id: audio } }),
    ...(calls.length > 0 ? { tool_calls: calls } : {}),
  };
}

/**
 * Thoughts that this wire signed go back with their signatures (`reasoning_details`, OpenRouter's form); unsigned ones
 * only to models that want them. Signatures of other wires stay here, and their text with them.
 */
function writeThoughts(thoughts: readonly ThinkingBlock[], calls: boolean, writing: Writing): Json {
  const details = thoughts.flatMap((thought): Json[] => {
    const { signature, redacted, text, id } = thought;
    if (signature?.from !== ownWire) return [];
    const head = id === undefined ? {} : { id };
    return redacted
      ? [{ type: 'reasoning.encrypted', data: signature.value, ...head }]
      : [{ type: 'reasoning.text', text, signature: signature.value, ...head }];
  });
  const own = thoughts.filter(({ signature }) => !signature || signature.from === ownWire);
  if (own.length < thoughts.length) writing.losses.drop('thinking-signature', 'thinking');
  const text = own.map((thought) => thought.text).join('');
  return {
    // Where thoughts are wanted, a call without any is refused, but an empty one is taken.
    ...(writing.thoughtsBack && (text !== '' || calls) ? { reasoning_content: text } : {}),
    ...(details.length > 0 ? { reasoning_details: details } : {}),
  };
}

function writeCall(call: ToolCallBlock, { traits }: Writing): Json {
  if (call.custom && traits.takes.has('custom-tools'))
    return { id: call.id, type: 'custom', custom: { name: call.name, input: call.arguments } };
  // A free-text tool is declared as a function with one text.
  const written = call.custom ? JSON.stringify({ input: call.arguments }) : call.arguments || '{}';
  return {
    id: call.id,
    type: 'function',
    function: { name: call.name, arguments: written },
    ...(call.signature?.from === ownWire
      ? { extra_content: { google: { thought_signature: call.signature.value } } }
      : {}),
  };
}

function writeResult(
  call: ToolCallBlock,
  result: ToolResultBlock | undefined,
  writing: Writing,
  pictures: ImageBlock[],
): Json {
  return {
    role: 'tool',
    tool_call_id: call.id,
    content: result
      ? resultText(result, writing, pictures)
      : 'There is no result: the call was not answered.',
  };
}

function resultText(result: ToolResultBlock, writing: Writing, pictures: ImageBlock[]): string {
  const texts: string[] = [];
  const before = pictures.length;
  if (result.cache) keepMark(writing);
  for (const block of result.content) {
    if (block.cache) keepMark(writing);
    if (block.type === 'text') texts.push(block.text);
    else if (block.type === 'image') pictures.push(block);
    else texts.push(fileText(block) ?? `[file ${block.name ?? ''}]`);
  }
  if (texts.length === 0 && pictures.length > before) texts.push('The picture follows in the next message.');
  const text = texts.join('\n\n');
  return result.isError && !/error/i.test(text.slice(0, 200)) ? `Error: ${text}` : text;
}

const picturesMessage = (pictures: readonly ImageBlock[], writing: Writing): Json => ({
  role: 'user',
  content: [
    { type: 'text', text: pictures.length === 1 ? 'The picture:' : 'The pictures:' },
    ...pictures.map((picture) => writeImage(picture, writing)),
  ],
});

function writePlain(role: 'system' | 'user', message: Message, writing: Writing): Json {
  const parts = message.blocks.flatMap((block) => writePart(block, writing));
  const marked = parts.some((part) => part['cache_control'] !== undefined);
  const plain = parts.every((part) => part['type'] === 'text') && !marked;
  return {
    role,
    ...(message.name === undefined ? {} : { name: message.name }),
    // Texts become one: many compatible servers know no parts where there are no media.
    content: plain ? parts.map((part) => part['text']).join('\n\n') : parts,
  };
}

function writePart(block: Block, writing: Writing): Json[] {
  switch (block.type) {
    case 'text':
      return [{ type: 'text', text: block.text, ...markOf(block, writing) }];
    case 'image':
      return [writeImage(block, writing)];
    case 'file':
      return [writeFile(block, writing)];
    case 'audio':
      return [writeAudio(block, writing)];
    case 'video':
      return [writeVideo(block, writing)];
    case 'refusal':
      return [{ type: 'text', text: block.text }];
    case 'opaque':
      if (block.from === ownWire && typeof block.value === 'object' && block.value !== null)
        return [{ ...block.value }];
      return block.text === undefined ? [] : [{ type: 'text', text: block.text }];
    case 'tool-result': {
      const pictures: ImageBlock[] = [];
      const text = resultText(block, writing, pictures);
      const tool = block.name ?? 'a tool';
      return [
        { type: 'text', text: `Result of ${tool}:\n${text}` },
        ...pictures.map((one) => writeImage(one, writing)),
      ];
    }
    case 'thinking':
    case 'tool-call':
      return []; // thoughts and calls in somebody else's mouth are never sent
  }
}

function keepMark(writing: Writing): void {
  writing.losses.drop('cache-marks', 'cache_control');
}

function markOf(block: TextBlock | ImageBlock | FileBlock, writing: Writing): Json {
  if (!block.cache) return {};
  if (!writing.traits.takes.has('cache-marks')) {
    keepMark(writing);
    return {};
  }
  const hour = (block.cache.ttl ?? 0) >= 3600;
  return { cache_control: { type: 'ephemeral', ...(hour ? { ttl: '1h' } : {}) } };
}

function writeImage(block: ImageBlock, writing: Writing): Json {
  const { source, detail } = block;
  if (source.by === 'file-id')
    return writing.losses.refuse(
      'file-id',
      'messages',
      'this model takes pictures as a URL or as base64 data, not as the id of a file',
    );
  const url = source.by === 'url' ? source.url : `data:${source.mediaType};base64,${source.data}`;
  return {
    type: 'image_url',
    image_url: { url, ...(detail === undefined ? {} : { detail }) },
    ...markOf(block, writing),
  };
}

const textTypes = /^(?:text\/|application\/(?:json|xml|yaml|x-yaml|javascript|x-ndjson|x-sh))/;

/** What stands in a text file; undefined for any other. */
function fileText({ source, name }: FileBlock): string | undefined {
  if (source.by !== 'data' || !textTypes.test(source.mediaType)) return undefined;
  const text = Buffer.from(source.data, 'base64').toString('utf8');
  return `<document${name === undefined ? '' : ` name=${JSON.stringify(name)}`}>\n${text}\n</document>`;
}

function writeFile(block: FileBlock, writing: Writing): Json {
  const text = fileText(block);
  if (text !== undefined) return { type: 'text', text, ...markOf(block, writing) };
  const { source, name } = block;
  const feature = source.by === 'file-id' ? 'file-id' : source.by === 'url' ? 'pdf-url' : 'pdf-data';
  if (!writing.traits.takes.has('files'))
    return writing.losses.refuse(feature, 'messages', 'this model takes no files; send their text instead');
  if (source.by === 'url')
    return writing.losses.refuse(
      'pdf-url',
      'messages',
      'this model takes files as base64 data, not as a URL',
    );
  if (source.by === 'file-id') {
    if (fileHomes.has(source.from)) return { type: 'file', file: { file_id: source.id } };
    return writing.losses.refuse(
      'file-id',
      'messages',
      `the id of a file that was uploaded for another API (${source.from}) means nothing to this model; send its data`,
    );
  }
  const ending = source.mediaType === 'application/pdf' ? 'file.pdf' : 'file';
  return {
    type: 'file',
    file: { filename: name ?? ending, file_data: `data:${source.mediaType};base64,${source.data}` },
    ...markOf(block, writing),
  };
}

function writeAudio({ source }: AudioBlock, writing: Writing): Json {
  if (!writing.traits.takes.has('audio'))
    return writing.losses.refuse('audio', 'messages', 'this model takes no sound; send a transcript instead');
  if (source.by !== 'data')
    return writing.losses.refuse('audio', 'messages', 'this model takes sound as base64 data only');
  const kind = /^audio\/(?:x-|vnd\.)?([a-z0-9]+)/.exec(source.mediaType)?.[1] ?? 'wav';
  const format = kind === 'mpeg' ? 'mp3' : kind === 'wave' ? 'wav' : kind;
  return { type: 'input_audio', input_audio: { data: source.data, format } };
}

function writeVideo({ source, fps }: VideoBlock, writing: Writing): Json {
  if (!writing.traits.takes.has('video') || source.by === 'file-id')
    return writing.losses.refuse(
      'video',
      'messages',
      'this model takes no films; send pictures of it instead',
    );
  const url = source.by === 'url' ? source.url : `data:${source.mediaType};base64,${source.data}`;
  // Ark reads the pictures a second inside, Model Studio beside.
  const rate = fps === undefined ? {} : { fps };
  return { type: 'video_url', video_url: { url, ...rate }, ...rate };
}
