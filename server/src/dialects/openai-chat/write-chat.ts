import type { Json } from '../../base/json.ts';
import type { Block, ChatAnswer, Finish, ToolCallBlock } from '../../spec/chat.ts';
import type { AnswerContext } from '../../spec/dialect.ts';
import { textSubject } from './read-messages.ts';
import {
  annotation,
  asksLegacy,
  customNames,
  finishWord,
  inputOf,
  pictureText,
  pictureUrl,
  subjectDetail,
  thoughtDetail,
  writeUsage,
} from './write-pieces.ts';

/** A whole answer as a chat completion object (CreateChatCompletionResponse). */
export function writeChat(answer: ChatAnswer, context: AnswerContext): string {
  const style = { customs: customNames(context), legacy: asksLegacy(context.call) };
  const choices = [answer, ...(answer.more ?? [])].map((choice, index) => writeChoice(choice, index, style));
  return JSON.stringify({
    id: `chatcmpl-${context.id}`,
    object: 'chat.completion',
    created: Math.floor(context.at / 1000),
    model: context.model,
    choices,
    ...(answer.usage ? { usage: writeUsage(answer.usage) } : {}),
  });
}

type Style = { readonly customs: ReadonlySet<string>; readonly legacy: boolean };

function writeChoice(
  { blocks, finish }: { readonly blocks: readonly Block[]; readonly finish: Finish },
  index: number,
  style: Style,
): Json {
  let text = '';
  let thoughts = '';
  let refusal: string | null = null;
  let audio: Json | undefined;
  const annotations: Json[] = [];
  const details: Json[] = [];
  const images: Json[] = [];
  const calls: ToolCallBlock[] = [];
  for (const block of blocks) {
    switch (block.type) {
      case 'text': {
        const offset = text.length;
        text += block.text;
        for (const citation of block.citations ?? []) {
          const one = annotation(citation, offset, text.length);
          if (one) annotations.push(one);
        }
        if (block.signature) details.push(subjectDetail(textSubject, block.signature, details.length));
        break;
      }
      case 'thinking': {
        thoughts += block.text;
        const detail = thoughtDetail(block, details.length);
        if (detail) details.push(detail);
        break;
      }
      case 'tool-call':
        calls.push(block);
        if (block.signature) details.push(subjectDetail(block.id, block.signature, details.length));
        break;
      case 'refusal':
        refusal = (refusal ?? '') + block.text;
        break;
      case 'image': {
        const url = pictureUrl(block);
        if (url === undefined) break;
        images.push({ type: 'image_url', image_url: { url } });
        text += pictureText(url, text);
        break;
      }
      case 'audio':
        if (block.source.by === 'data')
          audio = {
            id: block.id ?? `audio_${index}`,
            data: block.source.data,
            expires_at: block.expiresAt ?? 0,
            transcript: block.transcript ?? '',
          };
        break;
      case 'opaque':
        text += block.text ?? '';
        break;
      case 'file':
      case 'video':
      case 'tool-result':
        break; // no model answers with these
    }
  }
  const [first] = calls;
  const empty = text === '' && (first !== undefined || refusal !== null || audio !== undefined);
  return {
    index,
    message: {
      role: 'assistant',
      content: empty ? null : text,
      refusal,
      annotations,
      ...(thoughts === '' ? {} : { reasoning_content: thoughts }),
      ...(details.length > 0 ? { reasoning_details: details } : {}),
      ...(images.length > 0 ? { images } : {}),
      ...(audio ? { audio } : {}),
      ...(first === undefined
        ? {}
        : style.legacy
          ? { function_call: { name: first.name, arguments: first.arguments } }
          : { tool_calls: calls.map((call) => writeCall(call, style)) }),
    },
    logprobs: null,
    finish_reason: finishWord(finish, {
      calls: first !== undefined,
      refusal: refusal !== null,
      legacy: style.legacy,
    }),
  };
}

function writeCall(call: ToolCallBlock, { customs }: Style): Json {
  const { id, name } = call;
  if (call.custom) return { id, type: 'custom', custom: { name, input: call.arguments } };
  if (customs.has(name)) return { id, type: 'custom', custom: { name, input: inputOf(call.arguments) } };
  return { id, type: 'function', function: { name, arguments: call.arguments || '{}' } };
}
