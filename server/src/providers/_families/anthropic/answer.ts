import { isObject, type Json, listOf, parseJson } from '../../../base/json.ts';
import type { AnswerReading, NativeWire } from '../../../spec/provider.ts';
import { garbage } from '../fault-words.ts';
import { faultInBody, readErrorWords } from './faults.ts';
import { readFacts, readUsage } from './usage.ts';

/** Texts of a block or of a delta that a tokenizer should count. */
export function textsOf(block: unknown): string[] {
  if (!isObject(block)) return [];
  const texts: string[] = [];
  for (const name of ['text', 'thinking', 'partial_json', 'name', 'content']) {
    const value = block[name];
    if (typeof value === 'string' && value !== '') texts.push(value);
  }
  const { input } = block;
  if (isObject(input) && Object.keys(input).length > 0) texts.push(JSON.stringify(input));
  return texts;
}

/** The body of a whole answer, or why it is none. */
export function openAnswer(bytes: Buffer): { readonly body: Json } | { readonly fault: AnswerReading } {
  const body = parseJson(bytes);
  if (isObject(body) && Array.isArray(body['content'])) return { body };
  const words = readErrorWords(body);
  return { fault: { texts: () => [], fault: words ? faultInBody(words) : garbage } };
}

/** Reads a whole answer of the Messages API, or of its token counting (which is free and reports no usage). */
export const readAnswer: NativeWire['readAnswer'] = ({ endpoint }, bytes) => {
  if (endpoint === 'count_tokens') {
    const body = parseJson(bytes);
    const counted = isObject(body) && typeof body['input_tokens'] === 'number';
    return { texts: () => [], ...(counted ? {} : { fault: garbage }) };
  }
  const opened = openAnswer(bytes);
  if ('fault' in opened) return opened.fault;
  const { body } = opened;
  const usage = readUsage(body['usage']);
  const facts = readFacts(body['usage']);
  return {
    ...(usage ? { usage } : {}),
    ...(facts ? { facts } : {}),
    texts: () => listOf(body['content']).flatMap(textsOf),
  };
};
