import { isObject, type Json, listOf, objectOf, parseJson, parseObject, textOf } from '../../../base/json.ts';
import { SseSplitter } from '../../../base/sse.ts';
import type { ChatPart, Citation } from '../../../spec/chat.ts';
import type { ChatPartReader } from '../../../spec/provider.ts';
import { garbage } from '../fault-words.ts';
import { faultInBody, readErrorWords } from './faults.ts';
import { citationOf, finishOf, opaque, refusalText, signed } from './read-chat.ts';
import { mergeUsage, readFacts, readUsage } from './usage.ts';

/** A block that has begun. */
type Open = {
  readonly block: Json;
  readonly kind: 'text' | 'thinking' | 'tool' | 'other';
  /** Number of the call, for tools. */
  readonly call: number;
  /** Length of the text, or the JSON text of an input. */
  length: number;
  input: string;
  signature: string;
  /** What else came to a block of a kind that we do not know. */
  readonly more: Record<string, string>;
  readonly citations: unknown[];
};

/** Place of a block that came whole, in no event of its own. */
const wholeBlock = Symbol('whole');

/** Turns the events of the Messages API into parts, one by one. After `end` or `error` nothing more comes. */
export class EventReader {
  readonly #open = new Map<unknown, Open>();
  #calls = 0;
  #begun = false;
  /** Has a block begun: the maker's own word on a refusal is told only in place of an answer. */
  #said = false;
  #report: Json | undefined;
  #finished = false;
  #over = false;

  take(event: Json): ChatPart[] {
    if (this.#over) return [];
    switch (event['type']) {
      case 'message_start':
        return this.#start(objectOf(event['message']));
      case 'content_block_start': {
        const index = event['index'];
        const parts = this.#close(index);
        return isObject(event['content_block'])
          ? [...parts, ...this.#begin(index, event['content_block'])]
          : parts;
      }
      case 'content_block_delta':
        return isObject(event['delta']) ? this.#delta(event['index'], event['delta']) : [];
      case 'content_block_stop':
        return this.#close(event['index']);
      case 'message_delta':
        return this.#end(objectOf(event['delta']), event['usage']);
      case 'message_stop':
        return [...this.#closeAll(), ...this.#last({ type: 'end' })];
      case 'error':
        return this.fail(faultInBody(readErrorWords(event) ?? { type: '', message: '' }));
      default:
        return [];
    }
  }

  fail(fault: Extract<ChatPart, { type: 'error' }>['fault']): ChatPart[] {
    return this.#over ? [] : this.#last({ type: 'error', fault });
  }

  /** The connection ended. Whole, when the reason of the end had been said. */
  finish(): ChatPart[] {
    if (this.#over || !this.#finished) return [];
    return [...this.#closeAll(), ...this.#last({ type: 'end' })];
  }

  #last(part: ChatPart): ChatPart[] {
    this.#over = true;
    return [part];
  }

  #start(message: Json): ChatPart[] {
    this.#report = mergeUsage(undefined, message['usage']);
    // Faulty proxies begin twice: what was open is over, and the client has had its start.
    const parts = this.#closeAll();
    if (!this.#begun) {
      this.#begun = true;
      parts.push({
        type: 'start',
        ...(typeof message['id'] === 'string' ? { id: message['id'] } : {}),
        ...(typeof message['model'] === 'string' ? { model: message['model'] } : {}),
      });
    }
    // Calls that code of the maker's makes come with the start, and the end too.
    for (const block of listOf(message['content']).filter(isObject))
      parts.push(...this.#begin(wholeBlock, block), ...this.#close(wholeBlock));
    return typeof message['stop_reason'] === 'string' ? [...parts, ...this.#end(message, undefined)] : parts;
  }

  #begin(index: unknown, block: Json): ChatPart[] {
    const kinds = { text: 'text', thinking: 'thinking', tool_use: 'tool' } as const;
    const type = textOf(block['type']);
    const kind = type === 'text' || type === 'thinking' || type === 'tool_use' ? kinds[type] : 'other';
    const open: Open = {
      block,
      kind,
      call: kind === 'tool' ? this.#calls++ : -1,
      length: 0,
      input: '',
      signature: textOf(block['signature']),
      more: {},
      citations: [],
    };
    this.#open.set(index, open);
    this.#said = true;
    if (kind === 'tool')
      return [{ type: 'tool-start', call: open.call, id: textOf(block['id']), name: textOf(block['name']) }];
    if (kind === 'text') return this.#text(open, textOf(block['text']));
    if (kind === 'thinking') return thought(textOf(block['thinking']));
    return [];
  }

  #text(open: Open, text: string): ChatPart[] {
    open.length += text.length;
    return text === '' ? [] : [{ type: 'text-delta', text }];
  }

  #delta(index: unknown, delta: Json): ChatPart[] {
    const open = this.#open.get(index);
    if (!open) return [];
    switch (delta['type']) {
      case 'text_delta':
        return this.#text(open, textOf(delta['text']));
      case 'thinking_delta':
        return thought(textOf(delta['thinking']));
      case 'signature_delta':
        open.signature += textOf(delta['signature']);
        return [];
      case 'citations_delta':
        open.citations.push(delta['citation']);
        return [];
      case 'input_json_delta': {
        const text = textOf(delta['partial_json']);
        open.input += text;
        return open.kind === 'tool' && text !== '' ? [{ type: 'tool-delta', call: open.call, text }] : [];
      }
      default:
        for (const [name, value] of Object.entries(delta))
          if (name !== 'type' && typeof value === 'string') open.more[name] = (open.more[name] ?? '') + value;
        return [];
    }
  }

  #close(index: unknown): ChatPart[] {
    const open = this.#open.get(index);
    if (!open) return [];
    this.#open.delete(index);
    const { block, call } = open;
    switch (open.kind) {
      case 'text': {
        const citations = open.citations.flatMap((one): Citation[] => {
          const citation = citationOf(one, open.length);
          return citation ? [citation] : [];
        });
        if (open.length === 0 && citations.length === 0) return [];
        return [
          ...citations.map((citation) => ({ type: 'citation' as const, citation })),
          { type: 'text-end' },
        ];
      }
      case 'thinking':
        return [{ type: 'thinking-end', ...signed(open.signature) }];
      case 'tool': {
        // Some upstreams give the whole input with the start; one without arguments gives none at all.
        const whole: ChatPart[] =
          open.input === '' ? [{ type: 'tool-delta', call, text: JSON.stringify(block['input'] ?? {}) }] : [];
        return [...whole, { type: 'tool-end', call }];
      }
      case 'other': {
        if (block['type'] === 'redacted_thinking')
          return [{ type: 'thinking-end', ...signed(block['data']), redacted: true }];
        const input = open.input === '' ? {} : { input: parseJson(open.input) ?? open.input };
        return [{ type: 'opaque', block: opaque({ ...block, ...open.more, ...input }) }];
      }
    }
  }

  #closeAll(): ChatPart[] {
    return [...this.#open.keys()].flatMap((index) => this.#close(index));
  }

  #end(delta: Json, report: unknown): ChatPart[] {
    this.#report = mergeUsage(this.#report, report);
    const parts: ChatPart[] = [];
    if (typeof delta['stop_reason'] === 'string') {
      parts.push(...this.#closeAll());
      const refusal = refusalText(delta);
      if (refusal !== '' && !this.#said) parts.push({ type: 'refusal-delta', text: refusal });
      parts.push({ type: 'finish', finish: finishOf(delta) });
      this.#finished = true;
    }
    const usage = readUsage(this.#report);
    const facts = readFacts(this.#report);
    if (usage) parts.push({ type: 'usage', usage, ...(facts ? { facts } : {}) });
    return parts;
  }
}

const thought = (text: string): ChatPart[] => (text === '' ? [] : [{ type: 'thinking-delta', text }]);

/** Reads a stream of server-sent events of the Messages API. */
export function openParts(): ChatPartReader {
  const splitter = new SseSplitter();
  const reader = new EventReader();
  const take = (data: string): ChatPart[] => {
    const event = parseObject(data);
    return event ? reader.take(event) : [];
  };
  return {
    push(chunk) {
      try {
        return splitter.push(chunk).flatMap(({ data }) => take(data));
      } catch {
        return reader.fail(garbage); // an event that does not end
      }
    },
    finish() {
      const last = splitter.rest();
      return [...(last ? take(last.data) : []), ...reader.finish()];
    },
  };
}
