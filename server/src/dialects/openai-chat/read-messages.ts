import { isObject, type Json, listOf, objectIn, textIn } from '../../base/json.ts';
import type { Block, Message, ThinkingBlock, ToolCallBlock, ToolResultBlock } from '../../spec/chat.ts';
import { readContent, readImage, readMark, signatureOf, splitPictures } from './read-parts.ts';
import { invalid, ownWire } from './values.ts';

/** `messages` in canonical form. Throws GatewayError (field_invalid) for a role or a message that means nothing. */
export function readMessages(value: unknown): Message[] {
  const calls = new Map<string, ToolCallBlock>();
  return listOf(value).map((message, at): Message => {
    const param = `messages[${at}]`;
    if (!isObject(message)) throw invalid(param, 'a message is an object with role and content');
    const name = textIn(message['name']);
    const named = name === undefined ? {} : { name };
    const content = `${param}.content`;
    switch (message['role']) {
      case 'system':
      case 'developer':
        return {
          role: 'system',
          blocks: marked(readContent(message['content'], content), message),
          ...named,
        };
      case 'user':
        return { role: 'user', blocks: marked(readContent(message['content'], content), message), ...named };
      case 'assistant': {
        const blocks = readAssistant(message, param, at);
        for (const block of blocks) if (block.type === 'tool-call') calls.set(block.id, block);
        return { role: 'assistant', blocks: marked(blocks, message), ...named };
      }
      case 'tool': {
        const callId = textIn(message['tool_call_id']);
        if (callId === undefined)
          throw invalid(`${param}.tool_call_id`, 'name the call that this message answers');
        return { role: 'tool', blocks: [readResult(message, callId, calls, content)] };
      }
      case 'function': {
        const callId =
          [...calls.values()].findLast((call) => call.name === name)?.id ?? legacyId(name ?? '', at);
        return { role: 'tool', blocks: [readResult(message, callId, calls, content)] };
      }
      default:
        throw invalid(`${param}.role`, 'use system, developer, user, assistant or tool');
    }
  });
}

/** A mark on the message itself stands for one on its last block. */
function marked(blocks: Block[], message: Json): Block[] {
  const cache = readMark(message);
  const last = blocks.at(-1);
  if (!cache || !last || !('text' in last) || last.type !== 'text') return blocks;
  return [...blocks.slice(0, -1), { ...last, cache }];
}

function readResult(
  message: Json,
  callId: string,
  calls: ReadonlyMap<string, ToolCallBlock>,
  param: string,
): ToolResultBlock {
  const call = calls.get(callId);
  const name = call?.name ?? textIn(message['name']);
  const content = readContent(message['content'], param).flatMap((block) =>
    block.type === 'text' || block.type === 'image' || block.type === 'file' ? [block] : [],
  );
  const cache = readMark(message);
  return {
    type: 'tool-result',
    callId,
    ...(name === undefined ? {} : { name }),
    content,
    ...(call?.custom ? { custom: true } : {}),
    ...(cache ? { cache } : {}),
  };
}

/** Calls of the forerunner of tools have no ids. */
const legacyId = (name: string, at: number): string => `call_${name.replace(/[^a-zA-Z0-9_-]/g, '_')}_${at}`;

/** In the order in which a model makes them: thoughts, what it says, calls. */
function readAssistant(message: Json, param: string, at: number): Block[] {
  const calls = readCalls(message, param, at);
  const { thoughts, bySubject } = readThoughts(message);
  const signed = calls.map((call): ToolCallBlock => {
    const signature = call.signature ?? bySubject.get(call.id)?.signature;
    return signature ? { ...call, signature } : call;
  });
  const content = message['content'];
  let said: Block[] =
    typeof content === 'string' ? splitPictures(content) : readContent(content, `${param}.content`);
  const textSignature = bySubject.get(textSubject)?.signature;
  const lastText = said.findLastIndex((block) => block.type === 'text');
  const text = said[lastText];
  if (textSignature && text?.type === 'text')
    said = said.with(lastText, { ...text, signature: textSignature });
  const refusal = textIn(message['refusal']);
  const audio = isObject(message['audio']) ? textIn(message['audio']['id']) : undefined;
  return [
    ...thoughts,
    ...said,
    ...readPictures(message, said),
    ...(refusal === undefined ? [] : [{ type: 'refusal', text: refusal } as const]),
    ...(audio === undefined
      ? []
      : [{ type: 'audio', source: { by: 'file-id', id: audio, from: ownWire } } as const]),
    ...signed,
  ];
}

/** `images` of an earlier answer, where its text does not show them already. */
function readPictures(message: Json, said: readonly Block[]): Block[] {
  const shown = new Set(
    said.flatMap((block) =>
      block.type === 'image' && block.source.by === 'data' ? [block.source.data] : [],
    ),
  );
  return listOf(message['images']).flatMap((image): Block[] => {
    if (!isObject(image) || image['image_url'] === undefined) return [];
    const block = readImage(image, 'messages');
    return block.source.by === 'data' && shown.has(block.source.data) ? [] : [block];
  });
}

function readCalls(message: Json, param: string, at: number): ToolCallBlock[] {
  const legacy = message['function_call'];
  const listed = listOf(message['tool_calls']);
  if (isObject(legacy) && listed.length === 0) {
    const name = textIn(legacy['name']) ?? '';
    return [{ type: 'tool-call', id: legacyId(name, at), name, arguments: argumentsIn(legacy['arguments']) }];
  }
  return listed.map((call, i): ToolCallBlock => {
    const where = `${param}.tool_calls[${i}]`;
    if (!isObject(call)) throw invalid(where, 'a call is an object with id, type and function');
    const custom = objectIn(call['custom']);
    const called = custom ?? objectIn(call['function']);
    const name = textIn(called?.['name']);
    if (!called || name === undefined)
      throw invalid(`${where}.function.name`, 'name the function that was called');
    const extra = isObject(call['extra_content']) ? call['extra_content']['google'] : undefined;
    const signature = signatureOf(
      isObject(extra) ? textIn(extra['thought_signature']) : undefined,
      'gemini', // the field is Google's
    );
    const cache = readMark(call);
    return {
      type: 'tool-call',
      id: textIn(call['id']) ?? `call_${at}_${i}`,
      name,
      arguments: argumentsIn(custom ? called['input'] : called['arguments']),
      ...(custom ? { custom: true } : {}),
      ...(signature ? { signature } : {}),
      ...(cache ? { cache } : {}),
    };
  });
}

const argumentsIn = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);

/** The id under which the signature of an answer's text stands in `reasoning_details`. */
export const textSubject = 'text';

/**
 * Thoughts of an earlier answer: `reasoning_details` as OpenRouter has them and as we write them, else the plain text.
 * An encrypted detail whose id is that of a call (or `text`) is that block's signature and no thought.
 */
function readThoughts(message: Json): {
  thoughts: ThinkingBlock[];
  bySubject: ReadonlyMap<string, ThinkingBlock>;
} {
  const thoughts: ThinkingBlock[] = [];
  const bySubject = new Map<string, ThinkingBlock>();
  const subjects = new Set<string>([textSubject]);
  for (const call of listOf(message['tool_calls']))
    if (isObject(call) && typeof call['id'] === 'string') subjects.add(call['id']);
  for (const detail of listOf(message['reasoning_details'])) {
    const block = isObject(detail) ? readDetail(detail) : undefined;
    if (!block) continue;
    if (block.redacted && block.id !== undefined && subjects.has(block.id)) bySubject.set(block.id, block);
    else thoughts.push(block);
  }
  const plain = textIn(message['reasoning_content']) ?? textIn(message['reasoning']);
  if (plain !== undefined && thoughts.every(({ text }) => text === ''))
    thoughts.unshift({ type: 'thinking', text: plain });
  return { thoughts, bySubject };
}

function readDetail(detail: Json): ThinkingBlock | undefined {
  const id = textIn(detail['id']);
  const named = id === undefined ? {} : { id };
  if (detail['type'] === 'reasoning.encrypted') {
    const signature = signatureOf(textIn(detail['data']), ownWire);
    return signature ? { type: 'thinking', text: '', redacted: true, signature, ...named } : undefined;
  }
  const text = textIn(detail['text']) ?? textIn(detail['summary']) ?? '';
  const signature = signatureOf(textIn(detail['signature']), ownWire);
  if (text === '' && !signature) return undefined;
  return { type: 'thinking', text, ...(signature ? { signature } : {}), ...named };
}
