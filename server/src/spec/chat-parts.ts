import type { Block, ChatAnswer, ChatPart, Citation, Finish, TextBlock } from './chat.ts';
import type { Usage } from './usage.ts';

/** Between an answer in parts and a whole one: each can be made of the other without loss. */

type Open = { text: string; citations: Citation[] };

/** Collects parts into a whole answer. */
export class AnswerCollector {
  readonly #blocks: (Block | undefined)[] = [];
  readonly #calls = new Map<
    number,
    { at: number; id: string; name: string; custom?: boolean; text: string }
  >();
  #open: (Open & { kind: 'text' | 'thinking' | 'refusal' }) | undefined;
  #id: string | undefined;
  #model: string | undefined;
  #finish: Finish = { reason: 'other' };
  #usage: Usage | undefined;

  push(part: ChatPart): void {
    switch (part.type) {
      case 'start':
        this.#id = part.id ?? this.#id;
        this.#model = part.model ?? this.#model;
        return;
      case 'text-delta':
        this.#opened('text').text += part.text;
        return;
      case 'citation':
        this.#opened('text').citations.push(part.citation);
        return;
      case 'text-end': {
        if (part.signature) this.#opened('text');
        this.#close(part.signature ? { signature: part.signature } : {});
        return;
      }
      case 'refusal-delta':
        this.#opened('refusal').text += part.text;
        return;
      case 'thinking-delta':
        this.#opened('thinking').text += part.text;
        return;
      case 'thinking-end': {
        if (this.#open?.kind !== 'thinking') this.#opened('thinking');
        const { signature, redacted, id } = part;
        this.#close({
          ...(signature ? { signature } : {}),
          ...(redacted ? { redacted } : {}),
          ...(id === undefined ? {} : { id }),
        });
        return;
      }
      case 'tool-start':
        this.#close();
        this.#calls.set(part.call, {
          at: this.#blocks.push(undefined) - 1,
          id: part.id,
          name: part.name,
          ...(part.custom ? { custom: true } : {}),
          text: '',
        });
        return;
      case 'tool-delta': {
        const call = this.#calls.get(part.call);
        if (call) call.text += part.text;
        return;
      }
      case 'tool-end': {
        const call = this.#calls.get(part.call);
        if (!call) return;
        this.#calls.delete(part.call);
        this.#blocks[call.at] = {
          type: 'tool-call',
          id: call.id,
          name: call.name,
          arguments: call.text,
          ...(call.custom ? { custom: true } : {}),
          ...(part.signature ? { signature: part.signature } : {}),
        };
        return;
      }
      case 'media':
      case 'opaque':
        this.#close();
        this.#blocks.push(part.block);
        return;
      case 'finish':
        this.#finish = part.finish;
        return;
      case 'usage':
        this.#usage = part.usage;
        return;
      case 'error':
      case 'end':
        return;
    }
  }

  answer(): ChatAnswer {
    this.#close();
    for (const call of [...this.#calls.keys()]) this.push({ type: 'tool-end', call });
    return {
      ...(this.#id === undefined ? {} : { id: this.#id }),
      ...(this.#model === undefined ? {} : { model: this.#model }),
      blocks: this.#blocks.filter((block) => block !== undefined),
      finish: this.#finish,
      ...(this.#usage ? { usage: this.#usage } : {}),
    };
  }

  #opened(kind: 'text' | 'thinking' | 'refusal'): Open {
    if (this.#open?.kind !== kind) {
      this.#close();
      this.#open = { kind, text: '', citations: [] };
    }
    return this.#open!;
  }

  #close(extra: object = {}): void {
    const open = this.#open;
    if (!open) return;
    this.#open = undefined;
    if (open.kind === 'text') {
      const block: TextBlock = {
        type: 'text',
        text: open.text,
        ...(open.citations.length > 0 ? { citations: open.citations } : {}),
        ...extra,
      };
      this.#blocks.push(block);
    } else if (open.kind === 'refusal') this.#blocks.push({ type: 'refusal', text: open.text });
    else this.#blocks.push({ type: 'thinking', text: open.text, ...extra });
  }
}

/** The parts of a whole answer, for a client that asked for a stream. Without `usage` and `end`. */
export function* partsOf(answer: ChatAnswer): Generator<ChatPart> {
  yield {
    type: 'start',
    ...(answer.id === undefined ? {} : { id: answer.id }),
    ...(answer.model === undefined ? {} : { model: answer.model }),
  };
  let call = 0;
  for (const block of answer.blocks) {
    switch (block.type) {
      case 'text':
        yield { type: 'text-delta', text: block.text };
        for (const citation of block.citations ?? []) yield { type: 'citation', citation };
        yield { type: 'text-end', ...(block.signature ? { signature: block.signature } : {}) };
        break;
      case 'thinking':
        if (block.text !== '') yield { type: 'thinking-delta', text: block.text };
        yield {
          type: 'thinking-end',
          ...(block.signature ? { signature: block.signature } : {}),
          ...(block.redacted ? { redacted: true } : {}),
          ...(block.id === undefined ? {} : { id: block.id }),
        };
        break;
      case 'tool-call':
        yield {
          type: 'tool-start',
          call,
          id: block.id,
          name: block.name,
          ...(block.custom ? { custom: true } : {}),
        };
        if (block.arguments !== '') yield { type: 'tool-delta', call, text: block.arguments };
        yield { type: 'tool-end', call, ...(block.signature ? { signature: block.signature } : {}) };
        call++;
        break;
      case 'refusal':
        yield { type: 'refusal-delta', text: block.text };
        break;
      case 'image':
      case 'audio':
      case 'video':
        yield { type: 'media', block };
        break;
      case 'opaque':
        yield { type: 'opaque', block };
        break;
      case 'file':
      case 'tool-result':
        break; // no wire answers with these
    }
  }
  yield { type: 'finish', finish: answer.finish };
}

/** Sums of a usage as the wires of clients show them. */
export function totalsOf(usage: Usage | undefined): {
  input: number;
  cached: number;
  written: number;
  writtenHour: number;
  audioIn: number;
  imageIn: number;
  output: number;
  reasoning: number;
  audioOut: number;
  imageOut: number;
  searches: number;
} {
  const units = usage ?? {};
  const cached =
    (units.cached_input_tokens ?? 0) + (units.cached_audio_tokens ?? 0) + (units.cached_image_tokens ?? 0);
  const writtenHour = units.cache_write_1h_tokens ?? 0;
  const written = (units.cache_write_tokens ?? 0) + writtenHour;
  const audioIn = units.input_audio_tokens ?? 0;
  const imageIn = units.input_image_tokens ?? 0;
  const reasoning = units.reasoning_tokens ?? 0;
  const audioOut = units.output_audio_tokens ?? 0;
  const imageOut = units.output_image_tokens ?? 0;
  return {
    /** Everything that was read: cached, written and media included. */
    input: (units.input_tokens ?? 0) + cached + written + audioIn + imageIn,
    cached,
    /** Both cache lives together. */
    written,
    writtenHour,
    audioIn,
    imageIn,
    /** Everything that was made: reasoning and media included. */
    output: (units.output_tokens ?? 0) + reasoning + audioOut + imageOut,
    reasoning,
    audioOut,
    imageOut,
    searches: units.searches ?? 0,
  };
}
