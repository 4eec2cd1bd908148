import type { Effort } from './chat.ts';
import type { Facts, Usage } from './usage.ts';

/**
 * Bytes of a request below which no upstream caches anything: caches begin at about 1,024 tokens. How so short a
 * conversation begins says nothing about where it should go, and many equal ones should spread over the channels.
 */
export const leastCached = 4096;

/** What a call asks for, whatever dialect it came in. */
export const callKinds = [
  'chat',
  'completion',
  'embedding',
  'speech',
  'transcription',
  'moderation',
  'rerank',
  'image',
  'video',
  'music',
  'realtime',
] as const;
export type CallKind = (typeof callKinds)[number];

/** What of an HTTP request beside its body a dialect may look at. Header names in lower case. */
export type RequestHead = {
  /** Values of the placeholders of the endpoint's path, decoded: { model: 'gemini-3-pro' }; a `*` is named '*'. */
  readonly params: Readonly<Record<string, string>>;
  /** Without the question mark; '' when there is none. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
};

/** How much the client wants the model to think, said by the model's name (`…-thinking`, `…-high`) and not by the body. */
export type ThinkingWish = 'on' | 'off' | Effort;

/**
 * The most that a request allows to be consumed; the hold is priced from it.
 * `inputTokens` is a true upper bound (no tokenizer makes more tokens than there are bytes of text, and media
 * are counted at their dearest); `outputTokens` is absent when the client set no limit.
 */
export type Bounds = {
  readonly inputTokens: number;
  readonly outputTokens?: number;
  /** How many answers are asked for (`n`, `best_of`, prompts × n). */
  readonly answers: number;
  /** The most of other units: characters to speak, seconds of sound, images; `searches` is 1 where it is absent. */
  readonly units?: Usage;
};

/** One request, read by its dialect. `body` is the client's own bytes: the relay edits fields, it never rebuilds it. */
export type Call = {
  readonly kind: CallKind;
  /** Name of the endpoint in its wire: 'chat', 'completions', 'embeddings'. */
  readonly endpoint: string;
  readonly model: string;
  readonly stream: boolean;
  /** Did the client ask for the usage report inside the stream? Where not, the relay takes it out again. */
  readonly usageInStream: boolean;
  /**
   * How a streamed answer is framed. Absent: server-sent events. 'bytes': anything else (sound, a JSON array that grows);
   * nothing may be put between its bytes.
   */
  readonly flow?: 'bytes';
  readonly body: Buffer;
  /** The body as it was before files that it names were put into it: what is kept of it. */
  readonly named?: Buffer;
  /** The body's type where it is not JSON: a multipart form, with its boundary. */
  readonly contentType?: string;
  /** Headers of the client that an upstream of the same wire must see (`anthropic-beta`), and the query's text. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly bounds: Bounds;
  /**
   * Set by the gateway when the client named no limit and the balance covers no longer answer: the provider writes it
   * into the request. A fresh account can so use a dear model with a short answer instead of not at all.
   */
  readonly outputCap?: number;
  readonly thinking?: ThinkingWish;
  /**
   * Set by the relay when the upstream refused signed thoughts of the conversation (FaultDetail.thoughts): none of them
   * is sent. Makers bind them to an account, and a conversation may land on another one.
   */
  readonly withoutThoughts?: boolean;
  /**
   * What calls of one conversation have in common (a session id, a cache key, and from `leastCached` bytes on the
   * beginning of the conversation): they go to the same channel and key while those are healthy, so that the upstream's
   * prompt cache is met.
   */
  readonly affinity?: string;
  /** Id of an earlier answer that this one goes on from. The relay finds it, or refuses with field_invalid. */
  readonly continues?: string;
  /** The answer is kept under its id, so that it can be asked for again and gone on from. */
  readonly keeps?: boolean;
  /** The client does not wait: the answer is made in the background, and asked for by its id. */
  readonly background?: boolean;
  /** Request facts that prices may depend on. */
  readonly facts: Facts;
};
