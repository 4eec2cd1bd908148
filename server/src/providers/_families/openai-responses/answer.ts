import { isObject, type Json, objectsIn, parseJson, parseObject, textIn } from '../../../base/json.ts';
import type { AnswerReading, NativeWire } from '../../../spec/provider.ts';
import { garbage } from '../fault-words.ts';
import { faultInBody, readErrorWords } from '../openai-compatible/faults.ts';
import { faultOfFailed } from './faults.ts';
import { factsOf, readUsage, searchesIn } from './usage.ts';

/** Text of one output item that a tokenizer should count: what is said, thought and called. */
export function textsOfItem(item: Json): string[] {
  const texts = [item['name'], item['arguments'], item['input'], item['code']];
  for (const part of [...objectsIn(item['content']), ...objectsIn(item['summary'])])
    texts.push(part['text'], part['refusal']);
  return texts.flatMap((text) => textIn(text) ?? []);
}

/** A whole body as an object, or the fault that it is. `key`: the list that makes it an answer. */
export function responseIn(bytes: Buffer): Json | NonNullable<AnswerReading['fault']> {
  const body = parseObject(bytes);
  if (!body) return garbage;
  if (body['status'] === 'failed') return faultOfFailed(body);
  if (Array.isArray(body['output'])) return body;
  const words = readErrorWords(body);
  return words ? faultInBody(words) : garbage;
}

export const isFault = (value: ReturnType<typeof responseIn>): value is NonNullable<AnswerReading['fault']> =>
  !('output' in value);

/** What a whole response tells besides its content. */
export function readingOf(response: Json): AnswerReading {
  const items = objectsIn(response['output']);
  const usage = readUsage(response['usage'], searchesIn(items));
  const facts = factsOf(response);
  return {
    ...(usage ? { usage } : {}),
    ...(facts ? { facts } : {}),
    texts: () => items.flatMap(textsOfItem),
  };
}

/** Reads a whole answer of this wire: a response, a compaction, or a count of input tokens (which is free). */
export const readAnswer: NativeWire['readAnswer'] = ({ endpoint }, bytes): AnswerReading => {
  if (endpoint === 'input_tokens') return readCount(bytes);
  const response = responseIn(bytes);
  return isFault(response) ? { texts: () => [], fault: response } : readingOf(response);
};

function readCount(bytes: Buffer): AnswerReading {
  const body = parseJson(bytes);
  if (isObject(body) && typeof body['input_tokens'] === 'number') return { usage: {}, texts: () => [] };
  const words = readErrorWords(body);
  return { texts: () => [], fault: words ? faultInBody(words) : garbage };
}
