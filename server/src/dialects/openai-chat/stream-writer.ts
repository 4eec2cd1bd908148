import type { Json } from '../../base/json.ts';
import type { Block, ChatPart, Citation, Finish } from '../../spec/chat.ts';
import type { AnswerContext, ChatWriter } from '../../spec/dialect.ts';
import type { Usage } from '../../spec/usage.ts';
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

type Call = {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  /** Free text. `boxed`: the upstream sends it inside the JSON of a function, so it is known at its end only. */
  readonly custom: boolean;
  readonly boxed: boolean;
  /** Arguments that are not written yet. */
  waiting: string;
  begun: boolean;
  written: boolean;
  ended: boolean;
};

/**
 * Writes chat completion chunks: the role, then what comes, one finish chunk, the usage where it was asked for, [DONE].
 * Calls are written one after the other: some clients (Dify) cannot read them interleaved, so the deltas of a later call
 * wait for the end of the earlier one.
 */
export class ChunkWriter implements ChatWriter {
  readonly #head: string;
  readonly #tail: string;
  readonly #usageInStream: boolean;
  readonly #customs: ReadonlySet<string>;
  readonly #legacy: boolean;
  readonly #id: string;
  readonly #calls = new Map<number, Call>();
  readonly #queue: Call[] = [];
  #begun = false;
  /** Characters of content so far, its last one, and where the open text began. */
  #length = 0;
  #lastLetter = '';
  #blockStart = 0;
  #thought = '';
  #citations: Citation[] = [];
  #details = 0;
  #refusal = false;
  #finish: Finish = { reason: 'stop' };
  #usage: Usage | undefined;

  constructor(context: AnswerContext) {
    const { call, id, model, at } = context;
    this.#id = id;
    this.#usageInStream = call.usageInStream;
    this.#customs = customNames(context);
    this.#legacy = asksLegacy(call);
    const head = {
      id: `chatcmpl-${id}`,
      object: 'chat.completion.chunk',
      created: Math.floor(at / 1000),
      model,
    };
    this.#head = `data: ${JSON.stringify(head).slice(0, -1)},"choices":[`;
    // With the report asked for, every chunk but the last says that it has none.
    this.#tail = call.usageInStream ? '],"usage":null}\n\n' : ']}\n\n';
  }

  push(part: ChatPart): string {
    if (part.type === 'usage') {
      this.#usage = part.usage;
      return '';
    }
    if (part.type === 'finish') {
      this.#finish = part.finish;
      return '';
    }
    if (part.type === 'end' || part.type === 'error') return '';
    return this.#begin() + this.#write(part);
  }

  closing(): string {
    let text = this.#begin() + this.#closeText();
    for (const call of this.#queue) call.ended = true;
    text += this.#advance();
    const reason = finishWord(this.#finish, {
      calls: this.#calls.size > 0,
      refusal: this.#refusal,
      legacy: this.#legacy,
    });
    text += this.#chunk({}, reason);
    if (this.#usageInStream)
      text += `${this.#head}],"usage":${JSON.stringify(writeUsage(this.#usage ?? {}))}}\n\n`;
    return `${text}data: [DONE]\n\n`;
  }

  #begin(): string {
    if (this.#begun) return '';
    this.#begun = true;
    return this.#chunk({ role: 'assistant', content: '', refusal: null });
  }

  #write(part: ChatPart): string {
    switch (part.type) {
      case 'text-delta':
        return this.#content(part.text);
      case 'text-end':
        return (
          this.#closeText() +
          (part.signature ? this.#detail(subjectDetail(textSubject, part.signature, this.#details)) : '')
        );
      case 'citation':
        this.#citations.push(part.citation);
        return '';
      case 'thinking-delta':
        this.#thought += part.text;
        return this.#closeText() + this.#chunk({ reasoning_content: part.text });
      case 'thinking-end': {
        const detail = thoughtDetail({ ...part, text: this.#thought }, this.#details);
        this.#thought = '';
        return this.#closeText() + (detail ? this.#detail(detail) : '');
      }
      case 'tool-start':
        return this.#closeText() + this.#openCall(part);
      case 'tool-delta': {
        const call = this.#calls.get(part.call);
        if (call) call.waiting += part.text;
        return this.#advance();
      }
      case 'tool-end': {
        const call = this.#calls.get(part.call);
        if (call) call.ended = true;
        const detail =
          call && part.signature ? this.#detail(subjectDetail(call.id, part.signature, this.#details)) : '';
        return this.#advance() + detail;
      }
      case 'refusal-delta':
        this.#refusal = true;
        return this.#closeText() + this.#chunk({ refusal: part.text });
      case 'media':
        return this.#closeText() + this.#media(part.block);
      case 'opaque':
        return part.block.text === undefined ? '' : this.#content(part.block.text);
      default:
        return '';
    }
  }

  #chunk(delta: Json, finish: string | null = null): string {
    const reason = finish === null ? 'null' : `"${finish}"`;
    return `${this.#head}{"index":0,"delta":${JSON.stringify(delta)},"logprobs":null,"finish_reason":${reason}}${this.#tail}`;
  }

  #content(text: string): string {
    if (text === '') return '';
    this.#length += text.length;
    this.#lastLetter = text.slice(-1);
    return this.#chunk({ content: text });
  }

  /** Citations are told when their text is whole: some wires give them no offsets but those of the block. */
  #closeText(): string {
    const start = this.#blockStart;
    this.#blockStart = this.#length;
    if (this.#citations.length === 0) return '';
    const annotations = this.#citations.flatMap(
      (citation) => annotation(citation, start, this.#length) ?? [],
    );
    this.#citations = [];
    return annotations.length === 0 ? '' : this.#chunk({ annotations });
  }

  #detail(detail: Json): string {
    this.#details++;
    return this.#chunk({ reasoning_details: [detail] });
  }

  #media(block: Block): string {
    if (block.type === 'image') {
      const url = pictureUrl(block);
      if (url === undefined) return '';
      const content = pictureText(url, this.#lastLetter);
      this.#length += content.length;
      this.#lastLetter = ')';
      this.#blockStart = this.#length;
      return this.#chunk({ content, images: [{ type: 'image_url', image_url: { url } }] });
    }
    if (block.type !== 'audio' || block.source.by !== 'data') return '';
    return this.#chunk({
      audio: {
        id: block.id ?? `audio_${this.#id}`,
        data: block.source.data,
        transcript: block.transcript ?? '',
        expires_at: block.expiresAt ?? 0,
      },
    });
  }

  #openCall(part: Extract<ChatPart, { type: 'tool-start' }>): string {
    const boxed = !part.custom && this.#customs.has(part.name);
    const call: Call = {
      index: this.#calls.size,
      id: part.id,
      name: part.name,
      custom: part.custom === true || boxed,
      boxed,
      waiting: '',
      begun: false,
      written: false,
      ended: false,
    };
    this.#calls.set(part.call, call);
    this.#queue.push(call);
    return this.#advance();
  }

  /** Writes what may be written now: the first call of the queue, and each that follows one that has ended. */
  #advance(): string {
    let text = '';
    for (let call = this.#queue[0]; call; call = this.#queue[0]) {
      text += this.#writeCall(call);
      if (!call.ended) break;
      this.#queue.shift();
    }
    return text;
  }

  #writeCall(call: Call): string {
    let text = '';
    if (!call.begun) {
      call.begun = true;
      text += this.#callChunk(call, '', true);
    }
    if (call.boxed && !call.ended) return text;
    let piece = call.waiting;
    call.waiting = '';
    if (call.boxed) piece = inputOf(piece);
    // A call without arguments is one with an empty object.
    if (call.ended && !call.written && piece === '' && !call.custom) piece = '{}';
    if (piece === '') return text;
    call.written = true;
    return text + this.#callChunk(call, piece, false);
  }

  #callChunk(call: Call, piece: string, first: boolean): string {
    if (this.#legacy)
      return call.index > 0
        ? '' // the forerunner has room for one call
        : this.#chunk({ function_call: { ...(first ? { name: call.name } : {}), arguments: piece } });
    const called = { ...(first ? { name: call.name } : {}), [call.custom ? 'input' : 'arguments']: piece };
    const kind = call.custom ? 'custom' : 'function';
    const head = first ? { id: call.id, type: kind } : {};
    return this.#chunk({ tool_calls: [{ index: call.index, ...head, [kind]: called }] });
  }
}
