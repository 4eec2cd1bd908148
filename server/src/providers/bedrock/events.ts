import { type Json, parseObject, textOf } from '../../base/json.ts';
import type { ChatPartReader, FaultReading, StreamReader } from '../../spec/provider.ts';
import { EventReader } from '../_families/anthropic/parts.ts';
import { openStream as openEvents } from '../_families/anthropic/stream.ts';
import { garbage } from '../_families/fault-words.ts';
import { type Frame, FrameSplitter } from './event-frames.ts';
import { faultOfException } from './faults.ts';

/** What a frame says: an event of the Messages API, a fault, or nothing for us. */
type Said = { readonly event: Json } | { readonly fault: FaultReading } | undefined;

/** Frames of the response stream hold `{"bytes": base64, "p": padding}`; exceptions say their kind in a header. */
function read({ headers, payload }: Frame): Said {
  const exception = headers[':exception-type'] ?? headers[':error-code'];
  if (exception !== undefined) {
    const body = parseObject(payload.toString('utf8'));
    const message = textOf(body?.['message']) || (headers[':error-message'] ?? '');
    return { fault: faultOfException(exception, message) };
  }
  const bytes = parseObject(payload.toString('utf8'))?.['bytes'];
  if (typeof bytes !== 'string') return undefined;
  const event = parseObject(Buffer.from(bytes, 'base64').toString('utf8'));
  return event ? { event } : undefined;
}

/** Figures about AWS's own work, of no use to a client of this wire. */
const metrics = 'amazon-bedrock-invocationMetrics';

function asServerSent(event: Json): string {
  const { [metrics]: _metrics, ...kept } = event;
  return `event: ${textOf(event['type'])}\ndata: ${JSON.stringify(kept)}\n\n`;
}

/** Metered like a stream of the Messages API, and passed on as one. */
export function openStream(): StreamReader {
  const splitter = new FrameSplitter();
  const inner = openEvents();
  let fault: FaultReading | undefined;

  function take(chunk: Buffer): string {
    let text = '';
    for (const frame of splitter.push(chunk)) {
      const said = read(frame);
      if (!said) continue;
      if ('fault' in said) {
        fault = said.fault;
        break;
      }
      text += asServerSent(said.event);
    }
    return text;
  }

  return {
    push(chunk) {
      if (fault || inner.state !== 'open') return undefined;
      let text = '';
      try {
        text = take(chunk);
      } catch {
        fault = garbage;
      }
      return text === '' ? undefined : inner.push(Buffer.from(text));
    },
    get state() {
      // Events of the same piece that came before the fault may have ended the answer.
      return inner.state === 'open' && fault ? 'failed' : inner.state;
    },
    get fault() {
      return inner.fault ?? fault;
    },
    get usage() {
      return inner.usage;
    },
    get facts() {
      return inner.facts;
    },
    get produced() {
      return inner.produced;
    },
    texts: () => inner.texts(),
    get textsLeftOut() {
      return inner.textsLeftOut;
    },
    finish: () => (fault || splitter.midway ? (inner.state === 'ended' ? 'ended' : 'cut') : inner.finish()),
    closing: () => inner.closing(),
  };
}

/** The same for clients of other wires. */
export function openParts(): ChatPartReader {
  const splitter = new FrameSplitter();
  const reader = new EventReader();
  return {
    push(chunk) {
      let frames: Frame[];
      try {
        frames = splitter.push(chunk);
      } catch {
        return reader.fail(garbage);
      }
      return frames.flatMap((frame) => {
        const said = read(frame);
        if (!said) return [];
        return 'fault' in said ? reader.fail(said.fault) : reader.take(said.event);
      });
    },
    finish: () => (splitter.midway ? [] : reader.finish()),
  };
}
