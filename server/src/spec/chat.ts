import type { FaultReading } from './provider.ts';
import type { Facts, Usage } from './usage.ts';

/**
 * The canonical chat: what the chat dialects have in common and what each adds, in one form. A dialect reads its
 * clients' requests into it and writes answers out of it; a family of providers does the reverse. It is used only where
 * the two ends speak different wires: between equal wires bytes pass. Absent is not zero: a field that a client did
 * not send is absent here and is not sent on.
 */

/**
 * Who can read a signed or encrypted thought: the wire of its maker. A thought goes back to that
 * wire only.
 */
export type Signature = { readonly from: string; readonly value: string };

/** Where media come from. `data` is base64 without a prefix. A file id means something at one maker (`from`) only. */
export type Source =
  | { readonly by: 'data'; readonly mediaType: string; readonly data: string }
  | { readonly by: 'url'; readonly url: string; readonly mediaType?: string }
  | { readonly by: 'file-id'; readonly id: string; readonly from: string };

/** "Everything up to here may be cached." `ttl` in seconds where the client named one: 300 or 3600. */
export type CacheMark = { readonly ttl?: number };

/** A source that an answer names. Offsets count UTF-16 code units of the text block that it belongs to. */
export type Citation = {
  readonly url?: string;
  readonly title?: string;
  /** The words of the source that are cited. */
  readonly quoted?: string;
  readonly start?: number;
  readonly end?: number;
  /** The citation as its wire wrote it, for a client of that wire. */
  readonly raw?: { readonly from: string; readonly value: unknown };
};

export type TextBlock = {
  readonly type: 'text';
  readonly text: string;
  readonly citations?: readonly Citation[];
  readonly cache?: CacheMark;
  /** Signature of a wire that signs texts too (Gemini). */
  readonly signature?: Signature;
};
export type ImageBlock = {
  readonly type: 'image';
  readonly source: Source;
  /** 'low', 'high', 'original', 'auto': how closely the model looks. */
  readonly detail?: string;
  readonly cache?: CacheMark;
  readonly signature?: Signature;
};
/** A document: PDF, plain text, anything that is no picture, sound or film. */
export type FileBlock = {
  readonly type: 'file';
  readonly source: Source;
  readonly name?: string;
  readonly cache?: CacheMark;
};
/** Sound. In an answer: speech, with what was said. */
export type AudioBlock = {
  readonly type: 'audio';
  readonly source: Source;
  readonly transcript?: string;
  readonly id?: string;
  /** Unix seconds after which the id of a spoken answer is forgotten. */
  readonly expiresAt?: number;
};
export type VideoBlock = {
  readonly type: 'video';
  readonly source: Source;
  /** Seconds of the film to look at, and pictures a second. */
  readonly from?: number;
  readonly to?: number;
  readonly fps?: number;
};
/** What the model thought. `redacted`: encrypted whole, there is no text. */
export type ThinkingBlock = {
  readonly type: 'thinking';
  readonly text: string;
  readonly signature?: Signature;
  readonly redacted?: boolean;
  /** The item's id, where its wire gives one. */
  readonly id?: string;
};
export type ToolCallBlock = {
  readonly type: 'tool-call';
  readonly id: string;
  readonly name: string;
  /** JSON text for a function; free text for a custom tool. May be no JSON when a model broke off. */
  readonly arguments: string;
  /** Absent: a function. */
  readonly custom?: boolean;
  readonly signature?: Signature;
  readonly cache?: CacheMark;
};
export type ToolResultBlock = {
  readonly type: 'tool-result';
  readonly callId: string;
  /** Name of the tool, where the wire says it; readers fill it in from the call with the same id where they can. */
  readonly name?: string;
  readonly content: readonly (TextBlock | ImageBlock | FileBlock)[];
  readonly isError?: boolean;
  readonly custom?: boolean;
  readonly cache?: CacheMark;
};
export type RefusalBlock = { readonly type: 'refusal'; readonly text: string };
/**
 * Something that only one wire has (traces of hosted tools, server-side results). It reaches clients and upstreams
 * of that wire; for others `text`, if there is one, stands in its place, and else it is dropped.
 */
export type OpaqueBlock = {
  readonly type: 'opaque';
  readonly from: string;
  readonly value: unknown;
  readonly text?: string;
};

export type Block =
  | TextBlock
  | ImageBlock
  | FileBlock
  | AudioBlock
  | VideoBlock
  | ThinkingBlock
  | ToolCallBlock
  | ToolResultBlock
  | RefusalBlock
  | OpaqueBlock;

/**
 * One turn. Results of tools are `tool` messages, whatever role their wire gives them. Neighbours may have the same
 * role: writers join them where their wire demands it.
 */
export type Message = {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly blocks: readonly Block[];
  readonly name?: string;
};

export type FunctionTool = {
  readonly type: 'function';
  readonly name: string;
  readonly description?: string;
  /** JSON Schema. Absent: no parameters. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly strict?: boolean;
  readonly cache?: CacheMark;
};
/** A tool whose input is free text, perhaps after a grammar (passed as its wire wrote it). */
export type CustomTool = {
  readonly type: 'custom';
  readonly name: string;
  readonly description?: string;
  readonly format?: unknown;
};
/** A tool that the upstream runs itself. */
export type HostedTool = {
  readonly type: 'web-search' | 'url-context' | 'code';
  /** 'low', 'medium', 'high': how much is read. */
  readonly effort?: string;
  readonly mostUses?: number;
  readonly allowedDomains?: readonly string[];
  readonly blockedDomains?: readonly string[];
  /** { country, region, city, timezone } */
  readonly location?: Readonly<Record<string, string>>;
};
/** A hosted tool that only one wire has. */
export type OpaqueTool = {
  readonly type: 'opaque';
  readonly from: string;
  readonly name: string;
  readonly value: unknown;
};
export type Tool = FunctionTool | CustomTool | HostedTool | OpaqueTool;

export type ToolChoice =
  | { readonly type: 'auto' | 'any' | 'none' }
  /** Exactly this one. */
  | { readonly type: 'tool'; readonly name: string }
  /** One of these; `must`: one has to be called. */
  | { readonly type: 'some'; readonly names: readonly string[]; readonly must: boolean };

export const efforts = ['minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const;
export type Effort = (typeof efforts)[number];

/**
 * How much the model should think. `off`: not at all; `on`: as much as it likes. `effort` and `budget` (tokens) are kept
 * as the client said them; a writer turns the one into the other where its wire has only that.
 */
export type Thinking = {
  readonly mode: 'off' | 'on';
  readonly effort?: Effort;
  readonly budget?: number;
  /** Should thoughts be shown. Absent: the client did not say. */
  readonly show?: boolean;
};

export type ResponseFormat =
  | { readonly type: 'json' }
  | {
      readonly type: 'schema';
      readonly name?: string;
      readonly description?: string;
      readonly schema: Readonly<Record<string, unknown>>;
      readonly strict?: boolean;
    };

export type ChatRequest = {
  readonly stream: boolean;
  /** In order; system messages stand where the client put them (a wire with a place for them at the top: first). */
  readonly messages: readonly Message[];
  readonly tools: readonly Tool[];
  readonly toolChoice?: ToolChoice;
  /** False: at most one call in a turn. */
  readonly parallelTools?: boolean;
  readonly format?: ResponseFormat;
  readonly maxOutput?: number;
  readonly temperature?: number;
  readonly topP?: number;
  readonly topK?: number;
  readonly stop?: readonly string[];
  readonly seed?: number;
  readonly presencePenalty?: number;
  readonly frequencyPenalty?: number;
  readonly logitBias?: Readonly<Record<string, number>>;
  /** How many answers; absent: one. */
  readonly answers?: number;
  /** Log probabilities of the tokens chosen, and of so many others at each place. */
  readonly logprobs?: boolean;
  readonly topLogprobs?: number;
  readonly thinking?: Thinking;
  /** 'low', 'medium', 'high': how wordy. */
  readonly verbosity?: string;
  /** What the answer may be made of. Absent: text. */
  readonly outputs?: readonly ('text' | 'image' | 'audio')[];
  readonly voice?: { readonly name: string; readonly format?: string };
  /** Pictures of an answer: aspect ratio ('16:9') and size ('2K'). */
  readonly picture?: { readonly ratio?: string; readonly size?: string };
  /** The end user, as the client names him. */
  readonly user?: string;
  readonly cacheKey?: string;
  readonly tier?: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
  /**
   * Fields of this request that the canonical form has no place for, by the name that the client gave them. They are
   * dropped with a word unless the other end speaks `from`.
   */
  readonly others?: { readonly from: string; readonly fields: Readonly<Record<string, unknown>> };
};

/** Why an answer ended. `other`: a word that we do not know; it stands in `word`. */
export const finishes = [
  'stop',
  'stop-sequence',
  'length',
  'tools',
  'filtered',
  'refusal',
  'paused',
  'context-full',
  'other',
] as const;
export type FinishReason = (typeof finishes)[number];
export type Finish = {
  readonly reason: FinishReason;
  /** The stop sequence that was hit, or the upstream's own word. */
  readonly word?: string;
};

/** A whole answer. */
export type ChatAnswer = {
  /** The upstream's id and model name, where it gave them. */
  readonly id?: string;
  readonly model?: string;
  readonly blocks: readonly Block[];
  readonly finish: Finish;
  readonly usage?: Usage;
  /** Only for `answers` > 1: the second and following ones. */
  readonly more?: readonly Pick<ChatAnswer, 'blocks' | 'finish'>[];
};

/**
 * One step of a streamed answer. Texts and thoughts follow each other: a delta of another kind, or an end, closes what
 * was open. Calls may interleave, so each has its number `call`, counted from 0 in order of their starts; the id
 * and the name come with the start, and every call ends. `media` come whole.
 * `end` is the last part of an answer that is whole; `error` the last of one that failed.
 */
export type ChatPart =
  | { readonly type: 'start'; readonly id?: string; readonly model?: string }
  | { readonly type: 'text-delta'; readonly text: string }
  | { readonly type: 'text-end'; readonly signature?: Signature }
  | { readonly type: 'thinking-delta'; readonly text: string }
  | {
      readonly type: 'thinking-end';
      readonly signature?: Signature;
      /** No text came before: the thought is encrypted whole. */
      readonly redacted?: boolean;
      readonly id?: string;
    }
  | {
      readonly type: 'tool-start';
      readonly call: number;
      readonly id: string;
      readonly name: string;
      readonly custom?: boolean;
    }
  | { readonly type: 'tool-delta'; readonly call: number; readonly text: string }
  | { readonly type: 'tool-end'; readonly call: number; readonly signature?: Signature }
  | { readonly type: 'refusal-delta'; readonly text: string }
  | { readonly type: 'citation'; readonly citation: Citation }
  | { readonly type: 'media'; readonly block: ImageBlock | AudioBlock | VideoBlock }
  | { readonly type: 'opaque'; readonly block: OpaqueBlock }
  | { readonly type: 'finish'; readonly finish: Finish }
  /** What was consumed, by meter; the last one counts. */
  | { readonly type: 'usage'; readonly usage: Usage; readonly facts?: Facts }
  | { readonly type: 'error'; readonly fault: FaultReading }
  | { readonly type: 'end' };

/**
 * What a client can ask for that not every wire can say. `carried`: kept in another form. `dropped`: left out with a
 * word in the header. `refused`: a clear error, because without it the answer would mean something else.
 */
export const chatFeatures = [
  'text',
  'system',
  'system-in-the-middle',
  'image-data',
  'image-url',
  'image-detail',
  'pdf-data',
  'pdf-url',
  'file-id',
  'text-file',
  'audio',
  'video',
  'tools',
  'custom-tools',
  'tool-choice',
  'tool-subset',
  'no-parallel-tools',
  'tool-result-image',
  'tool-error',
  'strict-tools',
  'json-output',
  'schema-output',
  'max-output',
  'temperature',
  'top-p',
  'top-k',
  'stop',
  'seed',
  'penalties',
  'logit-bias',
  'several-answers',
  'logprobs',
  'thinking',
  'thinking-budget',
  'thinking-signature',
  'verbosity',
  'cache-marks',
  'cache-key',
  'web-search',
  'url-context',
  'code',
  'audio-output',
  'image-output',
  'assistant-prefill',
  'user',
  'tier',
  'metadata',
  'opaque-tools',
  'unknown-fields',
] as const;
export type ChatFeature = (typeof chatFeatures)[number];

/** What became of a feature on the way to a wire. */
export type Carriage = 'carried' | 'dropped' | 'refused';

/** Collects what a conversion leaves out. */
export type Losses = {
  /** Left out without changing what is meant. `name`: the client's own word where there is one: 'seed'. */
  drop(feature: ChatFeature, name: string): void;
  /** Throws field_invalid: leaving it out would change the meaning. The message says what and what to do. */
  refuse(feature: ChatFeature, param: string, message: string): never;
};
