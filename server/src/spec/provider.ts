import type { Edits } from '../base/json-span.ts';
import type { Call, CallKind } from './call.ts';
import type { Carriage, ChatAnswer, ChatFeature, ChatPart, ChatRequest, Losses } from './chat.ts';
import type { EmbeddingAnswer, EmbeddingRequest } from './dialect.ts';
import type { FaultCode, FaultDetail, GatewayError } from './fault.ts';
import type { RateCard } from './rate-card.ts';
import type { RealtimePort, SimulateRealtime } from './realtime.ts';
import type { TaskPort, TaskTiming } from './task.ts';
import type { Text } from './text.ts';
import type { Facts, Usage } from './usage.ts';

/** A field of the channel form: drawn by the portal, checked by the management API. */
export type FieldSpec = {
  readonly name: string;
  readonly label: Text;
  readonly required: boolean;
  readonly secret: boolean;
  /** What to put there, where the label does not say it. */
  readonly help?: Text;
};

/** A model as its maker sells it. Prices are the maker's list prices with source and date. */
export type ModelFact = {
  readonly id: string;
  readonly kinds: readonly CallKind[];
  /** Tokens of context and the most tokens of output that one answer may have (reasoning included). */
  readonly context?: number;
  readonly maxOutput?: number;
  /** A name for people: 'Claude Sonnet 4.5'. */
  readonly title?: string;
  /** The most input tokens that one image may cost; used for holds. */
  readonly maxImageTokens?: number;
  readonly card: RateCard;
  /** Its maker has ended it, on that day (YYYY-MM-DD); `successor`: the model that follows it. */
  readonly retired?: { readonly on: string; readonly successor?: string };
};

/** Facts about a provider: read by routing, portal, manual. No functions. */
export type Manifest = {
  readonly id: string;
  readonly name: Text;
  /** Absent: the operator must give one. May hold names of settings: 'https://{region}.example.com'. */
  readonly baseUrl?: string;
  /** Ends of addresses that operators paste and that are part of the paths here: '/compatible-mode/v1'. */
  readonly baseUrlEndings?: readonly string[];
  readonly settings: readonly FieldSpec[];
  /** How a key is written, where it is more than the text that the maker gives. */
  readonly keyHelp?: Text;
  /** Who made the models, as `owned_by` shows it. */
  readonly owner: string;
  readonly models: readonly ModelFact[];
  /** Test calls of models that no manifest names are simulated by this provider. */
  readonly simulatesAny?: true;
  /** How often its tasks may be asked for; where `Provider.tasks` is. */
  readonly tasks?: TaskTiming;
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
  /**
   * Ends a stream that went wrong, where that takes more than the dialect's plain event (a sequence number, an id).
   * '': the stream has no room for words (sound), so the connection must be broken.
   */
  failing?(error: GatewayError, requestId: string): string | undefined;
};

/** Where a canonical chat goes. */
export type ChatTarget = {
  readonly upstreamModel: string;
  readonly fact: ModelFact | undefined;
  /** The most tokens that one answer may have: for wires that demand a limit. */
  readonly outputLimit: number;
  readonly access: Access;
  /** The gateway's own limit, see Call.outputCap: the smaller of it and the client's is written. */
  readonly outputCap?: number;
};

/** Reads an upstream's stream into parts. After `end` or `error` nothing more comes. */
export type ChatPartReader = {
  push(chunk: Buffer): readonly ChatPart[];
  /** The connection ended: the last parts, with `end` when what was seen is a whole answer. */
  finish(): readonly ChatPart[];
};

/** A whole answer in canonical form, with all that a reading has. */
export type ChatReading = AnswerReading & { readonly answer?: ChatAnswer };

/** An upstream wire's two ways between the canonical chat and its bytes, for clients that speak another wire. */
export type ChatPort = {
  /**
   * Path behind the channel's base URL. For upstreams whose paths depend on the channel's settings, or on what is asked:
   * `request` is the one that `writeRequest` gets.
   */
  readonly path: (upstreamModel: string, stream: boolean, access?: Access, request?: ChatRequest) => string;
  /** May this wire be given the URL of such media, or must they be fetched first. */
  readonly takesUrl: (
    media: 'image' | 'file' | 'audio' | 'video',
    url: string,
    upstreamModel: string,
  ) => boolean;
  /** The request as JSON. Says in `losses` what it leaves out. Throws GatewayError (field_invalid). */
  readonly writeRequest: (chat: ChatRequest, to: ChatTarget, losses: Losses) => Record<string, unknown>;
  /** Pure: large answers are read in a worker thread. */
  readonly readAnswer: (body: Buffer) => ChatReading;
  readonly openParts: () => ChatPartReader;
  /** What becomes of each feature; absent: carried. The manual shows it and a test proves it. */
  readonly carriage: Readonly<Partial<Record<ChatFeature, Carriage>>>;
};

/** The same for embeddings. */
export type EmbeddingPort = {
  readonly path: (upstreamModel: string, access?: Access) => string;
  readonly writeRequest: (
    request: EmbeddingRequest,
    upstreamModel: string,
    losses: Losses,
  ) => Record<string, unknown>;
  readonly readAnswer: (body: Buffer) => AnswerReading & { readonly answer?: EmbeddingAnswer };
};

/**
 * What a reader of answers may know of the call. `facts` are the request's, for usage that the answer does not tell
 * (characters of a text to speak).
 */
export type ReadableCall = Pick<Call, 'endpoint' | 'kind' | 'facts'>;

/** One request as it will be sent, for signatures. Header names in lower case. */
export type OutgoingRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Origin, path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

/** Sends one request of a provider's own (a log-in), not to the channel's base URL. Rejects with GatewayError. */
export type SendOwn = (request: {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}) => Promise<{ readonly status: number; readonly body: Buffer }>;

/** A wire that the upstream speaks itself: the client's bytes pass. */
export type NativeWire = {
  /**
   * Path behind the channel's base URL, by endpoint name. An absent name is an endpoint the upstream lacks. May hold a
   * query; the client's (Call.query) is added only where the function does.
   */
  readonly paths: Readonly<
    Record<string, string | ((call: Call, upstreamModel: string, access: Access) => string)>
  >;
  /** Which models answer on this wire; absent: all that the provider has. */
  readonly serves?: (upstreamModel: string, endpoint: string) => boolean;
  /** In place of `edits`, where the body is no JSON object: the body to send. `contentType` absent: the client's. */
  readonly rewrite?: (
    call: Call,
    upstreamModel: string,
    access: Access,
  ) => { readonly body: Buffer; readonly contentType?: string };
  /** Headers beside those of `authorize`, for this call: what the upstream may see of Call.headers. */
  readonly callHeaders?: (call: Call, access: Access) => Readonly<Record<string, string>>;
  /** The way for clients of other wires. */
  readonly chat?: ChatPort;
  readonly embedding?: EmbeddingPort;
  /** Fields that must differ upstream (model name, usage reporting); everything else passes untouched. */
  readonly edits: (call: Call, upstreamModel: string, access: Access) => Edits;
  /** Pure: large answers are read in a worker thread. */
  readonly readAnswer: (call: ReadableCall, body: Buffer) => AnswerReading;
  readonly openStream: (call: ReadableCall & Pick<Call, 'usageInStream' | 'flow'>) => StreamReader;
  /** The smallest request that shows whether a model answers, for an operator who tests a channel. */
  readonly smallest?: (model: string, access?: Access) => { readonly path: string; readonly body: string };
};

/** One request to a simulator; plain data, so that it can be called without a network too. */
export type Simulate = (request: Request) => Promise<Response>;

/** How an upstream lists its models. */
export type ModelList = {
  /** Path behind the base URL. `after`: what the page before told. */
  readonly path: (access: Access, after?: string) => string;
  /** Ids as calls name them. Undefined: the answer is no such list. */
  readonly read: (
    body: Buffer,
  ) => { readonly ids: readonly string[]; readonly after?: string | undefined } | undefined;
};

/** The code that speaks to one kind of upstream. One folder and one line in providers/index.ts. */
export type Provider = {
  readonly manifest: Manifest;
  /** Headers that prove who we are. */
  readonly authorize: (access: Access) => Readonly<Record<string, string>>;
  /**
   * For upstreams that take a short-lived token in place of the channel's key (OAuth of a service account): fetches one.
   * Its `key` then stands in Access.key wherever the channel's key would. It is renewed before `expiresAt` (ms).
   */
  readonly logIn?: (
    access: Access,
    send: SendOwn,
    now: number,
  ) => Promise<{ readonly key: string; readonly expiresAt: number }>;
  /** For upstreams that want each request signed: headers to add. */
  readonly sign?: (request: OutgoingRequest, access: Access, now: number) => Readonly<Record<string, string>>;
  /** By wire id; for clients of other wires the first that serves the model and has a `chat` port is used. */
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
  /** Absent: the upstream has no list of what a key may use. */
  readonly modelList?: ModelList;
  /** Upstream response headers that clients may see; everything else stays here. */
  readonly passHeaders: readonly string[];
  /** Makes a fresh simulated upstream. Paths are those behind the base URL. */
  readonly simulator: () => Simulate;
  /** Wires of sessions over a WebSocket, by wire id. */
  readonly sessions?: Readonly<Record<string, RealtimePort>>;
  /** By wire id: what takes longer than a request. */
  readonly tasks?: Readonly<Record<string, TaskPort>>;
  /** Sessions of the simulated upstream, by the same paths. */
  readonly realtimeSimulator?: () => SimulateRealtime;
};
