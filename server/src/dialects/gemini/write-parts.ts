import { isObject, type Json, parseObject } from '../../base/json.ts';
import type {
  Block,
  ChatPart,
  ChatRequest,
  Citation,
  Finish,
  Signature,
  ThinkingBlock,
} from '../../spec/chat.ts';
import { totalsOf } from '../../spec/chat-parts.ts';
import type { Usage } from '../../spec/usage.ts';
import { mediaPart } from './media.ts';
import { wire, writeSignature } from './signature.ts';

/** Google's own words, which are shown as they are where an upstream said one. Candidate.FinishReason, v1beta. */
const words = new Set([
  'STOP',
  'MAX_TOKENS',
  'SAFETY',
  'RECITATION',
  'LANGUAGE',
  'OTHER',
  'BLOCKLIST',
  'PROHIBITED_CONTENT',
  'SPII',
  'MALFORMED_FUNCTION_CALL',
  'UNEXPECTED_TOOL_CALL',
  'TOO_MANY_TOOL_CALLS',
  'IMAGE_SAFETY',
  'IMAGE_PROHIBITED_CONTENT',
  'IMAGE_RECITATION',
  'IMAGE_OTHER',
  'NO_IMAGE',
]);

const finishWords: Readonly<Record<Finish['reason'], string>> = {
  stop: 'STOP',
  'stop-sequence': 'STOP',
  // This wire has no word for tools: clients look at the parts.
  tools: 'STOP',
  paused: 'STOP',
  length: 'MAX_TOKENS',
  'context-full': 'MAX_TOKENS',
  filtered: 'SAFETY',
  refusal: 'SAFETY',
  other: 'OTHER',
};

type Chunk = { readonly web?: Json; readonly retrievedContext?: Json };
type Support = { readonly segment: Json; readonly groundingChunkIndices: readonly number[] };
type OpenCall = {
  readonly id: string;
  readonly name: string;
  readonly custom: boolean;
  text: string;
  ended?: { readonly signature: Signature | undefined };
};

/**
 * Makes the parts of one candidate out of a canonical answer, step by step. Used by both writers.
 * Thoughts are shown only where the client asked for them (`includeThoughts`), as Google does; signed ones ride on the
 * part behind them either way.
 */
export class PartWriter {
  readonly #showThoughts: boolean;
  readonly #showTranscript: boolean;
  #thinking = '';
  /** Signed thoughts that wait for the part they ride on. */
  #waiting: ThinkingBlock[] = [];
  readonly #calls = new Map<number, OpenCall>();
  /** The text that is open, and the bytes of all text before it: Google counts offsets in UTF-8 over the answer. */
  #text = '';
  #bytesBefore = 0;
  #citations: Citation[] = [];
  readonly #chunks: Chunk[] = [];
  readonly #supports: Support[] = [];
  #refused = false;
  #finish: Finish = { reason: 'other' };
  #usage: Usage | undefined;

  constructor({ thinking, outputs }: Pick<ChatRequest, 'thinking' | 'outputs'>) {
    this.#showThoughts = thinking?.show === true;
    this.#showTranscript = outputs === undefined || outputs.includes('text');
  }

  /** The parts that are whole now. */
  push(part: ChatPart): Json[] {
    switch (part.type) {
      case 'thinking-delta':
        this.#closeText();
        this.#thinking += part.text;
        return this.#showThoughts && part.text !== '' ? [{ text: part.text, thought: true }] : [];
      case 'thinking-end': {
        const text = this.#thinking;
        this.#thinking = '';
        const { signature, redacted, id } = part;
        if (!signature) return [];
        const thought: ThinkingBlock = {
          type: 'thinking',
          text,
          signature,
          ...(redacted ? { redacted } : {}),
          ...(id === undefined ? {} : { id }),
        };
        this.#waiting.push(thought);
        return [];
      }
      case 'text-delta':
        return this.#said(part.text);
      case 'refusal-delta':
        this.#refused = true;
        return this.#said(part.text);
      case 'citation':
        this.#citations.push(part.citation);
        return [];
      case 'text-end': {
        this.#closeText();
        return part.signature ? [this.#signed({ text: '' }, part.signature)] : [];
      }
      case 'tool-start':
        this.#closeText();
        this.#calls.set(part.call, { id: part.id, name: part.name, custom: part.custom === true, text: '' });
        return [];
      case 'tool-delta': {
        const call = this.#calls.get(part.call);
        if (call) call.text += part.text;
        return [];
      }
      case 'tool-end': {
        const call = this.#calls.get(part.call);
        if (call) call.ended = { signature: part.signature };
        return this.#wholeCalls();
      }
      case 'media':
        return this.#media(part.block);
      case 'opaque':
        return this.#opaque(part.block);
      case 'finish':
        this.#finish = part.finish;
        return [];
      case 'usage':
        this.#usage = part.usage;
        return [];
      case 'start':
      case 'error':
      case 'end':
        return [];
    }
  }

  /** What is left at the end: calls that were not closed, and thoughts that nothing followed. */
  rest(): Json[] {
    this.#closeText();
    for (const call of this.#calls.values()) call.ended ??= { signature: undefined };
    const parts = this.#wholeCalls();
    if (this.#waiting.length > 0) parts.push(this.#signed({ text: '' }));
    return parts;
  }

  get finishReason(): string {
    if (this.#refused) return 'SAFETY';
    const { reason, word } = this.#finish;
    return word !== undefined && words.has(word) ? word : finishWords[reason];
  }

  /** Undefined where nothing was cited. */
  get groundingMetadata(): Json | undefined {
    if (this.#chunks.length === 0) return undefined;
    return { groundingChunks: this.#chunks, groundingSupports: this.#supports };
  }

  get usageMetadata(): Json | undefined {
    return this.#usage && usageMetadata(this.#usage);
  }

  #said(text: string): Json[] {
    if (text === '') return [];
    this.#text += text;
    return [this.#signed({ text })];
  }

  /** The part with its signature, and the thoughts that waited for it. */
  #signed(part: Json, own?: Signature): Json {
    const signature = writeSignature(own, this.#waiting);
    this.#waiting = [];
    return signature === undefined ? part : { ...part, thoughtSignature: signature };
  }

  /** Calls that have ended, in the order in which they began: one that runs holds those behind it. */
  #wholeCalls(): Json[] {
    const parts: Json[] = [];
    for (const [number, call] of this.#calls) {
      if (!call.ended) break;
      this.#calls.delete(number);
      const functionCall = { id: call.id, name: call.name, args: argsOf(call) };
      parts.push(this.#signed({ functionCall }, call.ended.signature));
    }
    return parts;
  }

  #media(block: Extract<ChatPart, { type: 'media' }>['block']): Json[] {
    this.#closeText();
    const parts: Json[] = [];
    if (block.type === 'audio' && block.transcript && this.#showTranscript)
      parts.push(...this.#said(block.transcript));
    this.#closeText();
    const part = mediaPart(block);
    if (part) parts.push(this.#signed(part, block.type === 'image' ? block.signature : undefined));
    return parts;
  }

  #opaque(block: Extract<Block, { type: 'opaque' }>): Json[] {
    if (block.from === wire && isObject(block.value)) {
      this.#closeText();
      return [block.value];
    }
    return block.text === undefined ? [] : this.#said(block.text);
  }

  #closeText(): void {
    const text = this.#text;
    const start = this.#bytesBefore;
    this.#bytesBefore += Buffer.byteLength(text);
    this.#text = '';
    for (const citation of this.#citations) this.#cite(citation, text, start);
    this.#citations = [];
  }

  /** A citation without offsets speaks for the whole text that it came with. */
  #cite({ url, title, quoted, start = 0, end }: Citation, text: string, bytesBefore: number): void {
    if (url === undefined && title === undefined && quoted === undefined) return;
    const chunk: Chunk =
      url === undefined
        ? {
            retrievedContext: {
              ...(title === undefined ? {} : { title }),
              ...(quoted === undefined ? {} : { text: quoted }),
            },
          }
        : { web: { uri: url, title: title ?? url } };
    const written = JSON.stringify(chunk);
    let at = this.#chunks.findIndex((one) => JSON.stringify(one) === written);
    if (at < 0) at = this.#chunks.push(chunk) - 1;
    const segment = text.slice(start, end ?? text.length);
    if (segment === '') return;
    const startIndex = bytesBefore + Buffer.byteLength(text.slice(0, start));
    this.#supports.push({
      segment: {
        ...(startIndex === 0 ? {} : { startIndex }),
        endIndex: startIndex + Buffer.byteLength(segment),
        text: segment,
      },
      groundingChunkIndices: [at],
    });
  }
}

/** Arguments are an object on this wire; what a model wrote otherwise is kept under a name of its own. */
function argsOf({ text, custom }: OpenCall): Json {
  if (custom) return { input: text };
  if (text.trim() === '') return {};
  return parseObject(text) ?? { _raw: text }; // a call that broke off
}

/**
 * Usage as Google counts it: cached tokens inside the prompt, thoughts beside the answer. Zeros are left out.
 * Source: GenerateContentResponse.UsageMetadata, v1beta.
 */
export function usageMetadata(usage: Usage): Json {
  const { input, cached, audioIn, imageIn, output, reasoning, audioOut, imageOut } = totalsOf(usage);
  const made = output - reasoning;
  const audio = audioIn + (usage.cached_audio_tokens ?? 0);
  const some = (name: string, count: number): Json => (count > 0 ? { [name]: count } : {});
  return {
    promptTokenCount: input,
    ...some('cachedContentTokenCount', cached),
    ...some('candidatesTokenCount', made),
    ...some('thoughtsTokenCount', reasoning),
    totalTokenCount: input + output,
    ...details('promptTokensDetails', input, audio, imageIn),
    ...(audioOut + imageOut > 0 ? details('candidatesTokensDetails', made, audioOut, imageOut) : {}),
  };
}

function details(name: string, all: number, audio: number, image: number): Json {
  const counts = [
    { modality: 'TEXT', tokenCount: all - audio - image },
    { modality: 'AUDIO', tokenCount: audio },
    { modality: 'IMAGE', tokenCount: image },
  ].filter(({ tokenCount }) => tokenCount > 0);
  return counts.length > 0 ? { [name]: counts } : {};
}
