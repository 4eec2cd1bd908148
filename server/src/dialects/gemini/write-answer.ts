import type { Json } from '../../base/json.ts';
import type { ChatAnswer } from '../../spec/chat.ts';
import { partsOf } from '../../spec/chat-parts.ts';
import type { AnswerContext } from '../../spec/dialect.ts';
import { readSignature } from './signature.ts';
import { PartWriter, usageMetadata } from './write-parts.ts';

/** A GenerateContentResponse as JSON. Several answers are several candidates. */
export function writeAnswer(answer: ChatAnswer, context: AnswerContext): string {
  return JSON.stringify({
    candidates: [answer, ...(answer.more ?? [])].map((one, index) => candidateOf(one, index, context)),
    ...(answer.usage ? { usageMetadata: usageMetadata(answer.usage) } : {}),
    modelVersion: context.model,
    responseId: context.id,
  });
}

function candidateOf(
  answer: Pick<ChatAnswer, 'blocks' | 'finish'>,
  index: number,
  { request }: AnswerContext,
): Json {
  const writer = new PartWriter(request);
  const parts: Json[] = [];
  for (const step of partsOf(answer)) for (const part of writer.push(step)) add(parts, part);
  for (const part of writer.rest()) add(parts, part);
  const { groundingMetadata } = writer;
  return {
    // Google leaves `parts` out where a model made nothing.
    content: { ...(parts.length > 0 ? { parts } : {}), role: 'model' },
    finishReason: writer.finishReason,
    index,
    ...(groundingMetadata ? { groundingMetadata } : {}),
  };
}

const isPlainText = (part: Json): boolean => typeof part['text'] === 'string' && part['thought'] !== true;

/**
 * Neighbouring texts are one part, because many clients read the first part only. A text with a signature stays by
 * itself, unless it is but the signature of the text before it; one that carries thoughts keeps its place.
 */
function add(parts: Json[], part: Json): void {
  const last = parts.at(-1);
  const signature = part['thoughtSignature'];
  const follows =
    signature === undefined ||
    (part['text'] === '' &&
      last?.['thoughtSignature'] === undefined &&
      readSignature(signature).thoughts.length === 0);
  if (last !== undefined && isPlainText(last) && isPlainText(part) && follows)
    parts[parts.length - 1] = { ...last, ...part, text: `${last['text']}${part['text']}` };
  else parts.push(part);
}
