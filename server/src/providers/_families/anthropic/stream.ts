import { isObject, type Json, listOf, objectOf } from '../../../base/json.ts';
import type { StreamReader } from '../../../spec/provider.ts';
import type { Usage } from '../../../spec/usage.ts';
import { passEvents } from '../event-stream/pass-events.ts';
import { textsOf } from './answer.ts';
import { faultInBody, readErrorWords } from './faults.ts';
import { mergeUsage, readFacts, readUsage } from './usage.ts';

const stopEvent = Buffer.from('event: message_stop\ndata: {"type":"message_stop"}\n\n');
const noBytes = Buffer.alloc(0);
/** Near enough where a stream broke before its report. */
const bytesPerToken = 4;

/**
 * Reads a stream of the Messages API while its bytes pass. `message_start` tells the input, `message_delta` the rest;
 * of a stream that breaks in between, the output is estimated by its length. Where an upstream leaves out the last
 * event, it is added, because clients wait for it.
 */
export function openStream(): StreamReader {
  let report: Json | undefined;
  let final = false;
  let stopped = false;
  const reader = passEvents({
    special: ['message_start', 'message_delta', 'message_stop', 'error'],
    look(body) {
      switch (body['type']) {
        case 'message_start': {
          const message = objectOf(body['message']);
          report = mergeUsage(undefined, message['usage']);
          // Calls that code of the maker's makes come with the start, and the end too.
          final = typeof message['stop_reason'] === 'string';
          const usage = final ? readUsage(report) : undefined;
          return { ...facts(report), ...(usage ? { usage } : {}) };
        }
        case 'message_delta': {
          report = mergeUsage(report, body['usage']);
          const delta = objectOf(body['delta']);
          const ends = typeof delta['stop_reason'] === 'string';
          final ||= ends || isObject(body['usage']);
          const usage = readUsage(report);
          return { ...facts(report), ...(usage ? { usage } : {}), ...(ends ? { mayEnd: true } : {}) };
        }
        case 'message_stop':
          stopped = true;
          return { ends: true };
        case 'error':
          return { fault: faultInBody(readErrorWords(body) ?? { type: '', message: '' }) };
        default:
          return {};
      }
    },
    textsOf: (body) => [
      ...textsOf(body['delta']),
      ...textsOf(body['content_block']),
      ...contentOf(body).flatMap(textsOf),
    ],
    produces,
  });

  function estimated(): Usage | undefined {
    const input = readUsage({ ...report, output_tokens: 0 });
    if (!report || !input) return undefined;
    const bytes = reader.texts().reduce((sum, text) => sum + Buffer.byteLength(text), reader.textsLeftOut);
    const output = Math.ceil(bytes / bytesPerToken);
    return { ...input, ...(output > 0 ? { output_tokens: output } : {}) };
  }

  return {
    push: (chunk) => reader.push(chunk),
    get state() {
      return reader.state;
    },
    get fault() {
      return reader.fault;
    },
    get usage() {
      return final ? reader.usage : estimated();
    },
    get facts() {
      return reader.facts;
    },
    get produced() {
      return reader.produced;
    },
    texts: () => reader.texts(),
    get textsLeftOut() {
      return reader.textsLeftOut;
    },
    finish: () => reader.finish(),
    closing: () =>
      Buffer.concat([reader.closing(), stopped || reader.state !== 'ended' ? noBytes : stopEvent]),
  };
}

function facts(report: Json | undefined) {
  const read = readFacts(report);
  return read ? { facts: read } : {};
}

const contentOf = ({ message }: Json) => (isObject(message) ? listOf(message['content']) : []);

/** Texts and thoughts begin empty; other blocks begin with what they are. An end is an answer too, however empty. */
function produces(body: Json): boolean {
  const { type, delta, content_block: block } = body;
  if (type === 'content_block_delta')
    return textsOf(delta).length > 0 || (isObject(delta) && 'signature' in delta);
  if (type === 'content_block_start')
    return (
      isObject(block) &&
      ((block['type'] !== 'text' && block['type'] !== 'thinking') || textsOf(block).length > 0)
    );
  if (type === 'message_start') return contentOf(body).length > 0;
  return type === 'message_delta' && isObject(delta) && typeof delta['stop_reason'] === 'string';
}
