import type { Facts } from './usage.ts';

/** What a call asks for, whatever dialect it came in. */
export type CallKind = 'chat' | 'completion' | 'embedding';

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
  readonly body: Buffer;
  readonly bounds: Bounds;
  /**
   * Set by the gateway when the client named no limit and the balance covers no longer answer: the provider writes it
   * into the request. A fresh account can so use a dear model with a short answer instead of not at all.
   */
  readonly outputCap?: number;
  /** Request facts that prices may depend on. */
  readonly facts: Facts;
};
