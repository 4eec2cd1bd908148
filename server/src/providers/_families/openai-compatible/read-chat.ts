import { randomText } from '../../../base/ids.ts';
import { isObject, type Json, listOf, numberIn, objectIn, objectOf, textIn } from '../../../base/json.ts';
import type {
  AudioBlock,
  Block,
  ChatAnswer,
  Citation,
  ThinkingBlock,
  ToolCallBlock,
} from '../../../spec/chat.ts';
import type { ChatReading } from '../../../spec/provider.ts';
import { readAnswer } from './answer.ts';
import { readFinish } from './finish.ts';
import {
  argumentsIn,
  callSignature,
  citationsIn,
  contentIn,
  detailsIn,
  imageIn,
  soundType,
  type ThoughtDetail,
  thoughtIn,
} from './read-pieces.ts';

/** A whole chat completion in canonical form, with the reading that the meter needs. */
export function readChat(bytes: Buffer): ChatReading {
  const reading = readAnswer({ endpoint: 'chat', kind: 'chat', facts: {} }, bytes);
  if (reading.fault) return reading;
  const body: unknown = JSON.parse(bytes.toString('utf8'));
  if (!isObject(body)) return reading;
  const choices = listOf(body['choices'])
    .filter(isObject)
    .map((choice) => readChoice(choice));
  const [first, ...more] = choices;
  const id = textIn(body['id']);
  const model = textIn(body['model']);
  const answer: ChatAnswer = {
    ...(id === undefined ? {} : { id }),
    ...(model === undefined ? {} : { model }),
    ...(first ?? { blocks: [], finish: { reason: 'other' } }),
    ...(reading.usage ? { usage: reading.usage } : {}),
    ...(more.length > 0 ? { more } : {}),
  };
  return { ...reading, answer };
}

function readChoice(choice: Json): Pick<ChatAnswer, 'blocks' | 'finish'> {
  const message = objectOf(choice['message']);
  const blocks: Block[] = readThoughts(message);
  const content = contentIn(message['content']);
  const citations = citationsIn(message['annotations']);
  for (const piece of content) {
    if (piece.type === 'image') blocks.push(piece.block);
    else blocks.push({ type: piece.type, text: piece.text });
  }
  cite(blocks, citations);
  for (const image of listOf(message['images'])) {
    const block = imageIn(image);
    if (block) blocks.push(block);
  }
  const refusal = textIn(message['refusal']);
  if (refusal !== undefined) blocks.push({ type: 'refusal', text: refusal });
  const audio = readAudio(message['audio']);
  if (audio) blocks.push(audio);
  const calls = readCalls(message);
  blocks.push(...calls);
  return {
    blocks,
    finish: readFinish(choice['finish_reason'], { calls: calls.length > 0, refusal: refusal !== undefined }),
  };
}

/** The answer's citations count from the beginning of its text, which is mostly one block. */
function cite(blocks: Block[], citations: readonly Citation[]): void {
  if (citations.length === 0) return;
  const at = blocks.findLastIndex((block) => block.type === 'text');
  const block = blocks[at];
  if (block?.type === 'text') blocks[at] = { ...block, citations };
}

/** Details tell more than the plain field; where they hold no text, that of the plain field comes first. */
function readThoughts(message: Json): Block[] {
  const details = detailsIn(message['reasoning_details']);
  const plain = thoughtIn(message);
  const told = details.some(({ text }) => text !== '');
  return [
    ...(plain !== undefined && !told ? [{ type: 'thinking', text: plain } as const] : []),
    ...details.map(thoughtOf),
  ];
}

const thoughtOf = ({ text, signature, redacted, id }: ThoughtDetail): ThinkingBlock => ({
  type: 'thinking',
  text,
  ...(signature ? { signature } : {}),
  ...(redacted ? { redacted } : {}),
  ...(id === undefined ? {} : { id }),
});

function readAudio(value: unknown): AudioBlock | undefined {
  const data = isObject(value) ? textIn(value['data']) : undefined;
  if (!isObject(value) || data === undefined) return undefined;
  const transcript = textIn(value['transcript']);
  const id = textIn(value['id']);
  const expiresAt = numberIn(value['expires_at']);
  return {
    type: 'audio',
    source: { by: 'data', mediaType: soundType(data), data },
    ...(transcript === undefined ? {} : { transcript }),
    ...(id === undefined ? {} : { id }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}

function readCalls(message: Json): ToolCallBlock[] {
  const legacy = message['function_call'];
  const listed = listOf(message['tool_calls']);
  const calls = isObject(legacy) && listed.length === 0 ? [{ function: legacy }] : listed;
  return calls.filter(isObject).flatMap((call): ToolCallBlock[] => {
    const custom = objectIn(call['custom']);
    const called = custom ?? objectIn(call['function']);
    if (!called) return [];
    const signature = callSignature(call);
    return [
      {
        type: 'tool-call',
        id: textIn(call['id']) ?? `call_${randomText(24)}`,
        name: textIn(called['name']) ?? '',
        arguments: argumentsIn(custom ? called['input'] : called['arguments']),
        ...(custom ? { custom: true } : {}),
        ...(signature ? { signature } : {}),
      },
    ];
  });
}
