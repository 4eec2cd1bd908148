import type { Edits } from '../base/json-span.ts';
import type { Call, CallKind } from './call.ts';
import type { FaultCode, FaultDetail } from './fault.ts';
import type { RateCard } from './rate-card.ts';
import type { Text } from './text.ts';
import type { Facts, Usage } from './usage.ts';

/** A field of the channel form: drawn by the portal, checked by the management API. */
export type FieldSpec = {
  readonly name: string;
  readonly label: Text;
  readonly required: boolean;
  readonly secret: boolean;
};

/** A model as its maker sells it. Prices are the maker's list prices with source and date. */
export type ModelFact = {
  readonly id: string;
  readonly kinds: readonly CallKind[];
  /** Tokens of context and the most tokens of output that one answer may have (reasoning included). */
  readonly context?: number;
  readonly maxOutput?: number;
  /** The most input tokens that one image may cost; used for holds. */
  readonly maxImageTokens?: number;
  readonly card: RateCard;
};

/** Facts about a provider: read by routing, portal, manual. No functions. */
export type Manifest = {
  readonly id: string;
  readonly name: Text;
  /** Absent: the operator must give one. */
  readonly baseUrl?: string;
  readonly settings: readonly FieldSpec[];
  /** Who made the models, as `owned_by` shows it. */
  readonly owner: string;
  readonly models: readonly ModelFact[];
};

/** A channel as a provider sees it for one call. */
export type Access = { readonly key: string; readonly settings: Readonly<Record<string, string>> };

/** How an upstream's refusal reads. The message is shown to the client, so it is redacted by the relay. */
export type FaultReading = {
  readonly code: FaultCode;
  readonly message: string;
  readonly detail?: FaultDetail;
};

/** What a whole answer holds. `usage` absent: the upstream sent none (it is then counted from `texts`). */
export type AnswerReading = {
  readonly usage?: Usage;
  /** Facts the upstream reported that change the price, for example the service tier really used. */
  readonly facts?: Facts;
  /** The text the model produced, for counting when there is no usage. */
  readonly texts: () => readonly string[];
  /** Set when the body is an error in spite of its status, or is not what this endpoint answers. */
  readonly fault?: FaultReading;
};

/** Reads one upstream stream. Bytes go in as they arrive; whole events come out that may go to the client now. */
export type StreamReader = {
  /** Bytes that may be sent on now; undefined when there are none yet. */
  push(chunk: Buffer): Buffer | undefined;
  /** 'open' until the upstream has said that it is finished ('ended') or that it failed ('failed'). */
  readonly state: 'open' | 'ended' | 'failed';
  readonly fault: FaultReading | undefined;
  readonly usage: Usage | undefined;
  readonly facts: Facts | undefined;
  /** True once something that a client would miss has been seen (text, a tool call), not just framing. */
  readonly produced: boolean;
  /** Text produced so far, for counting when no usage came; of a very long answer only the beginning. */
  texts(): readonly string[];
  /** Bytes of text behind that beginning. */
  readonly textsLeftOut: number;
  /**
   * The connection ended. Returns 'ended' when what was seen is a whole answer even without the closing mark
   * (some compatible servers leave it out), else 'cut'.
   */
  finish(): 'ended' | 'cut';
  /** The closing bytes, which the relay keeps back until the charge is on disk. */
  closing(): Buffer;
};

/** A wire that the upstream speaks itself: the client's bytes pass. */
export type NativeWire = {
  /** Path behind the channel's base URL, by endpoint name. An absent name is an endpoint the upstream lacks. */
  readonly paths: Readonly<Record<string, string>>;
  /** Fields that must differ upstream (model name, usage reporting); everything else passes untouched. */
  readonly edits: (call: Call, upstreamModel: string, access: Access) => Edits;
  /** Pure: large answers are read in a worker thread. */
  readonly readAnswer: (call: Pick<Call, 'endpoint' | 'kind'>, body: Buffer) => AnswerReading;
  readonly openStream: (call: Pick<Call, 'endpoint' | 'kind' | 'usageInStream'>) => StreamReader;
  /** The smallest request that shows whether a model answers, for an operator who tests a channel. */
  readonly smallest?: (model: string) => { readonly path: string; readonly body: string };
};

/** One request to a simulator; plain data, so that it can be called without a network too. */
export type Simulate = (request: Request) => Promise<Response>;

/** The code that speaks to one kind of upstream. One folder and one line in providers/index.ts. */
export type Provider = {
  readonly manifest: Manifest;
  /** Headers that prove who we are. */
  readonly authorize: (access: Access) => Readonly<Record<string, string>>;
  readonly wires: Readonly<Record<string, NativeWire>>;
  /** Classifies an answer whose status is not 2xx. `body` is at most 64 kB of it. */
  readonly readFault: (
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
    body: Buffer,
  ) => FaultReading;
  /** Facts of the moment that this maker's prices depend on, for example `off_peak`. `now` in milliseconds. */
  readonly factsAt?: (now: number) => Facts;
  /** A free request that shows whether the key works: path behind the base URL. */
  readonly probePath?: string;
  /** Upstream response headers that clients may see; everything else stays here. */
  readonly passHeaders: readonly string[];
  /** Makes a fresh simulated upstream. Paths are those behind the base URL. */
  readonly simulator: () => Simulate;
};
