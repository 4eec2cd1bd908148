import { isObject, type Json, objectsIn, parseJson, parseObject } from '../../../../base/json.ts';
import { SseSplitter } from '../../../../base/sse.ts';
import type { ChatAnswer, ChatPart } from '../../../../spec/chat.ts';
import { AnswerCollector } from '../../../../spec/chat-parts.ts';
import type { ChatPartReader, ChatPort } from '../../../../spec/provider.ts';
import type { Facts, Usage } from '../../../../spec/usage.ts';
import { garbage } from '../../fault-words.ts';
import { readAnswer as readNative } from '../answer.ts';
import { BareErrorWatch } from '../bare-error.ts';
import { faultInBody } from '../faults.ts';
import { readUsage, SearchCount, tellsOutput, usageFacts } from '../usage.ts';
import { CandidateParts } from './candidate-parts.ts';

/** The part that begins an answer. */
const startOf = (body: Json): ChatPart => ({
  type: 'start',
  ...(typeof body['responseId'] === 'string' ? { id: body['responseId'] } : {}),
  ...(typeof body['modelVersion'] === 'string' ? { model: body['modelVersion'] } : {}),
});

/** Why a prompt was not answered. */
const blockOf = (body: Json): string | undefined => {
  const feedback = body['promptFeedback'];
  const reason = isObject(feedback) ? feedback['blockReason'] : undefined;
  return typeof reason === 'string' && reason !== 'BLOCK_REASON_UNSPECIFIED' ? reason : undefined;
};

/** A whole answer. The array form of a stream is not read here: upstreams are always asked for events. */
export const readAnswer: ChatPort['readAnswer'] = (bytes) => {
  const reading = readNative({ endpoint: 'generate', kind: 'chat', facts: {} }, bytes);
  const body = parseJson(bytes);
  if (reading.fault || !isObject(body)) return reading;
  const answers = objectsIn(body['candidates']).map(collected);
  const [first] = answers;
  const blocked = blockOf(body);
  const start = startOf(body);
  const answer: ChatAnswer = {
    ...(start.type === 'start' && start.id !== undefined ? { id: start.id } : {}),
    ...(start.type === 'start' && start.model !== undefined ? { model: start.model } : {}),
    blocks: first?.blocks ?? [],
    finish:
      first?.finish ?? (blocked === undefined ? { reason: 'other' } : { reason: 'filtered', word: blocked }),
    ...(reading.usage ? { usage: reading.usage } : {}),
    ...(answers.length > 1
      ? { more: answers.slice(1).map(({ blocks, finish }) => ({ blocks, finish })) }
      : {}),
  };
  return { ...reading, answer };
};

function collected(candidate: Json): ChatAnswer {
  const collector = new AnswerCollector();
  const parts = new CandidateParts();
  for (const part of parts.take(candidate)) collector.push(part);
  for (const part of parts.end()) collector.push(part);
  return collector.answer();
}

/** Reads a stream of events. Only the first candidate is read: several are asked for in whole answers only. */
export function openParts(): ChatPartReader {
  const splitter = new SseSplitter();
  const candidate = new CandidateParts();
  const searches = new SearchCount();
  let started = false;
  let over = false;
  let blocked: string | undefined;
  let usage: Usage | undefined;
  let facts: Facts | undefined;
  const watch = new BareErrorWatch();

  function* frame(body: Json): Generator<ChatPart> {
    const fault = body['error'] === undefined ? undefined : faultInBody(body);
    if (fault) {
      over = true;
      yield { type: 'error', fault };
      return;
    }
    if (!started) {
      started = true;
      yield startOf(body);
    }
    searches.see(body);
    const seen = readUsage(body['usageMetadata']);
    usage = seen ?? usage;
    facts = usageFacts(body['usageMetadata']) ?? facts;
    blocked ??= blockOf(body);
    for (const one of objectsIn(body['candidates'])) {
      if (one['index'] === undefined || one['index'] === 0) yield* candidate.take(one);
    }
    // Told as it runs: a client that leaves is charged for thoughts that were never shown too.
    if (seen && tellsOutput(seen)) yield* report();
  }

  function report(): ChatPart[] {
    return usage ? [{ type: 'usage', usage: searches.on(usage), ...(facts ? { facts } : {}) }] : [];
  }

  function read(data: string): ChatPart[] {
    const body = parseObject(data);
    return body ? [...frame(body)] : [];
  }

  function failed(parts: ChatPart[]): ChatPart[] {
    if (!watch.fault || over) return parts;
    over = true;
    parts.push({ type: 'error', fault: watch.fault });
    return parts;
  }

  return {
    push(chunk) {
      if (over) return [];
      const parts: ChatPart[] = [];
      try {
        for (const { data } of splitter.push(watch.events(chunk))) {
          if (!over) parts.push(...read(data));
        }
      } catch {
        over = true;
        parts.push({ type: 'error', fault: garbage });
      }
      return failed(parts);
    },
    finish() {
      if (over) return [];
      const parts: ChatPart[] = [];
      const last = splitter.rest();
      if (last) parts.push(...read(last.data));
      watch.finish();
      failed(parts);
      if (over) return parts;
      over = true;
      if (blocked !== undefined && !candidate.finished)
        parts.push({ type: 'finish', finish: { reason: 'filtered', word: blocked } }, ...report(), {
          type: 'end',
        });
      else if (candidate.finished) parts.push(...candidate.end(), ...report(), { type: 'end' });
      return parts;
    },
  };
}
