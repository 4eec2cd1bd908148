import { isObject, type Json, listOf, objectIn, objectOf, parseObject, wordOf } from '../../../base/json.ts';
import type { AnswerReading, NativeWire } from '../../../spec/provider.ts';
import { garbage } from '../fault-words.ts';
import { faultInBody, readErrorWords } from './faults.ts';
import { readUsage } from './usage.ts';

/**
 * Facts that the upstream reports and prices depend on. That it thought is told by its usage: the wish may have come from
 * the model's name or from another wire, and some makers ask more for an answer with thoughts.
 */
export function answerFacts(body: Json): Record<string, string | boolean> | undefined {
  const tier = body['service_tier'];
  const usage = objectOf(body['usage']);
  const details = usage['completion_tokens_details'];
  const thought = isObject(details) && Number(wordOf(details['reasoning_tokens'])) > 0;
  if (typeof tier !== 'string' && !thought) return undefined;
  return {
    ...(typeof tier === 'string' ? { service_tier: tier } : {}),
    ...(thought ? { thinking: true } : {}),
  };
}

/** Text of a message or a delta that a tokenizer should count: content, thoughts, refusals, tool names and arguments. */
export function textsOf(choice: unknown): string[] {
  if (!isObject(choice)) return [];
  const texts: string[] = [];
  const add = (value: unknown) => {
    if (typeof value === 'string' && value !== '') texts.push(value);
  };
  add(choice['text']);
  const message = isObject(choice['message']) ? choice['message'] : objectIn(choice['delta']);
  if (!message) return texts;
  for (const name of ['content', 'reasoning_content', 'reasoning', 'refusal']) add(message[name]);
  if (isObject(message['audio'])) add(message['audio']['transcript']);
  const calls = listOf(message['tool_calls']);
  for (const call of [...calls, { function: message['function_call'] }]) {
    if (!isObject(call)) continue;
    for (const part of [call['function'], call['custom']]) {
      if (!isObject(part)) continue;
      add(part['name']);
      add(part['arguments']);
      add(part['input']);
    }
  }
  return texts;
}

/** Reads a whole answer of this wire. A body without `choices` (`data` for embeddings) is no answer. */
export const readAnswer: NativeWire['readAnswer'] = ({ endpoint }, bytes): AnswerReading => {
  const body = parseObject(bytes);
  if (!body) return { texts: () => [], fault: garbage };
  const list = body[endpoint === 'embeddings' ? 'data' : 'choices'];
  if (!Array.isArray(list)) {
    const words = readErrorWords(body);
    return { texts: () => [], fault: words ? faultInBody(words) : garbage };
  }
  const usage = readUsage(body['usage']);
  const facts = answerFacts(body);
  return {
    ...(usage ? { usage: withSearches(usage, list) } : {}),
    ...(facts ? { facts } : {}),
    texts: () => list.flatMap(textsOf),
  };
};

/** A search model's answer counts one search call; the maker bills each request once, its citations show that it searched. */
function withSearches(usage: NonNullable<AnswerReading['usage']>, choices: readonly unknown[]) {
  const searched = choices.some(
    (choice) =>
      isObject(choice) &&
      isObject(choice['message']) &&
      Array.isArray(choice['message']['annotations']) &&
      choice['message']['annotations'].length > 0,
  );
  return searched ? { ...usage, searches: 1 } : usage;
}
