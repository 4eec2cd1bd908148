import { setImmediate } from 'node:timers/promises';
import type { Egress } from '../base/egress.ts';
import type { Call } from '../spec/call.ts';
import type { Block, ChatPart, ChatRequest } from '../spec/chat.ts';
import { AnswerCollector } from '../spec/chat-parts.ts';
import type { AnswerContext, ChatFront, ChatWriter } from '../spec/dialect.ts';
import type { GatewayError } from '../spec/fault.ts';
import type { Access, ChatPartReader, FaultReading, ModelFact, StreamReader } from '../spec/provider.ts';
import type { Facts, Usage } from '../spec/usage.ts';
import { LossList } from './losses.ts';
import { MediaFetcher } from './media.ts';
import type { Reading } from './ports.ts';
import { type Thoughts, withoutThoughts } from './thoughts.ts';
import type { Way } from './way.ts';

type ChatWay = Extract<Way, { by: 'chat' }>;
export type Target = {
  readonly upstreamModel: string;
  readonly fact: ModelFact | undefined;
  readonly outputLimit: number;
  readonly access: Access;
};

/** From here on a body takes milliseconds to read and to write. */
const largeBody = 256 * 1024;

const garbage: FaultReading = {
  code: 'upstream_garbage',
  message: 'the upstream answered something that is no answer',
};

/** One call between two wires: its request in canonical form, read once, however many channels are tried. */
export class ChatConversion {
  readonly #front: ChatFront;
  readonly #call: Call;
  readonly #owner: number;
  readonly #thoughts: Thoughts;
  readonly #media: MediaFetcher;
  readonly #context: AnswerContext;
  readonly #dialectWire: string;

  /** Throws GatewayError (field_invalid) for a request that only the client's own wire could mean. */
  constructor(
    deps: { readonly thoughts: Thoughts; readonly egress: Egress },
    dialectWire: string,
    front: ChatFront,
    call: Call,
    owner: number,
    id: string,
    at: number,
  ) {
    this.#front = front;
    this.#call = call;
    this.#owner = owner;
    this.#dialectWire = dialectWire;
    this.#thoughts = deps.thoughts;
    this.#media = new MediaFetcher(deps.egress);
    const request = withWish(deps.thoughts.restore(owner, front.readRequest(call)), call);
    this.#context = { id, model: call.model, at, call, request };
  }

  /**
   * The upstream's request as bytes. Fetches media first where they must go as data. `bare`: without thoughts, see
   * Call.withoutThoughts.
   */
  async request(
    { port }: ChatWay,
    to: Target,
    bare = false,
  ): Promise<{ body: Buffer; path: string; dropped: readonly string[] }> {
    const { request } = this.#context;
    // Reading ten megabytes took its time, and writing them takes as much: others have a turn in between.
    if (this.#call.body.length > largeBody) await setImmediate();
    const losses = new LossList();
    const inlined = await this.#media.inline(
      bare ? withoutThoughts(request) : request,
      port,
      to.upstreamModel,
    );
    const { outputCap } = this.#call;
    const body = port.writeRequest(
      inlined,
      { ...to, ...(outputCap === undefined ? {} : { outputCap }) },
      losses,
    );
    return {
      body: Buffer.from(JSON.stringify(body)),
      path: port.path(to.upstreamModel, request.stream, to.access, inlined),
      dropped: losses.names,
    };
  }

  /** Reads the upstream's answer and writes the client's. */
  readAnswer({ port }: ChatWay, body: Buffer): Reading & { readonly body?: Buffer } {
    const { answer, texts, ...reading } = port.readAnswer(body);
    if (reading.fault || !answer) return { ...reading, fault: reading.fault ?? garbage, texts: [] };
    this.#remember(answer.blocks);
    return {
      ...reading,
      get texts() {
        return texts();
      },
      body: Buffer.from(this.#front.writeAnswer(answer, this.#context)),
    };
  }

  get streamType(): string {
    return this.#front.streamType?.(this.#call) ?? 'text/event-stream; charset=utf-8';
  }

  openStream({ port }: ChatWay): StreamReader {
    return new ConvertedStream(port.openParts(), this.#front.openWriter(this.#context), (blocks) =>
      this.#remember(blocks),
    );
  }

  /** A client of the maker's own wire gets its thoughts signed and sends them back itself. */
  #remember(blocks: readonly Block[]): void {
    const foreign = blocks.some(
      (block) => 'signature' in block && block.signature && block.signature.from !== this.#dialectWire,
    );
    if (foreign) this.#thoughts.remember(this.#owner, blocks);
  }
}

/** What the model's name said about thinking stands over what the body says. */
function withWish(request: ChatRequest, { thinking: wish }: Call): ChatRequest {
  if (wish === undefined) return request;
  if (wish === 'off') return { ...request, thinking: { mode: 'off' } };
  return {
    ...request,
    thinking: { show: true, ...request.thinking, mode: 'on', ...(wish === 'on' ? {} : { effort: wish }) },
  };
}

/** Characters of text that are kept for counting: more than the longest answers of today's models. */
const textLimit = 640 * 1024;

/** An upstream's stream, read in its wire and written in the client's as it comes. */
class ConvertedStream implements StreamReader {
  readonly #parts: ChatPartReader;
  readonly #writer: ChatWriter;
  readonly #collector = new AnswerCollector();
  readonly #whole: (blocks: readonly Block[]) => void;
  readonly #texts: string[] = [];
  #kept = 0;
  textsLeftOut = 0;
  state: StreamReader['state'] = 'open';
  fault: FaultReading | undefined;
  usage: Usage | undefined;
  facts: Facts | undefined;
  produced = false;
  /** Written after the last bytes that `push` returned. */
  #rest = '';

  constructor(parts: ChatPartReader, writer: ChatWriter, whole: (blocks: readonly Block[]) => void) {
    this.#parts = parts;
    this.#writer = writer;
    this.#whole = whole;
  }

  push(chunk: Buffer): Buffer | undefined {
    if (this.state !== 'open') return undefined;
    const text = this.#take(this.#parts.push(chunk));
    return text === '' ? undefined : Buffer.from(text);
  }

  finish(): 'ended' | 'cut' {
    if (this.state === 'open') this.#rest = this.#take(this.#parts.finish());
    return this.state === 'ended' ? 'ended' : 'cut';
  }

  closing(): Buffer {
    return Buffer.from(this.#rest + this.#writer.closing());
  }

  failing(error: GatewayError, requestId: string): string | undefined {
    const text = this.#writer.failing?.(error, requestId);
    return text === undefined ? undefined : this.#rest + text;
  }

  texts(): readonly string[] {
    return this.#texts;
  }

  #take(parts: readonly ChatPart[]): string {
    let text = '';
    for (const part of parts) {
      if (this.state !== 'open') break;
      text += this.#one(part);
    }
    return text;
  }

  #one(part: ChatPart): string {
    switch (part.type) {
      case 'error':
        this.state = 'failed';
        this.fault = part.fault;
        return ''; // said in the client's words by whoever relays
      case 'end':
        this.state = 'ended';
        this.#whole(this.#collector.answer().blocks);
        return this.#writer.push(part);
      case 'usage':
        this.usage = part.usage;
        this.facts = { ...this.facts, ...part.facts };
        return this.#writer.push(part);
      case 'text-delta':
      case 'thinking-delta':
      case 'refusal-delta':
      case 'tool-delta':
        this.#count(part.text);
        break;
      case 'tool-start':
        this.#count(part.name);
        break;
      case 'start':
        break;
      default:
        this.produced = true;
    }
    // Only what is remembered of an answer is collected: its thoughts, its calls, and where words stood between them.
    if (part.type.startsWith('thinking') || part.type.startsWith('tool')) this.#collector.push(part);
    else if (part.type === 'text-delta') this.#collector.push({ ...part, text: part.text.slice(0, 1) });
    return this.#writer.push(part);
  }

  #count(text: string): void {
    if (text === '') return;
    this.produced = true;
    if (this.#kept < textLimit) this.#texts.push(text);
    else this.textsLeftOut += Buffer.byteLength(text);
    this.#kept += text.length;
  }
}
