import type { z } from 'zod';
import type { Call, CallKind, RequestHead } from './call.ts';
import type { ChatAnswer, ChatPart, ChatRequest } from './chat.ts';
import type { GatewayError } from './fault.ts';
import type { FileFront, FileRefs, LinkedFront } from './files.ts';
import type { RealtimeFront, SecretFront } from './realtime.ts';
import type {
  HookBody,
  ResultReader,
  TaskAnswer,
  TaskCall,
  TaskDesk,
  TaskQuestion,
  TaskView,
} from './task.ts';
import type { Text } from './text.ts';

/** What a dialect's list of models is made from. */
export type ListedModel = {
  readonly id: string;
  readonly owner: string;
  /** Unix seconds. */
  readonly created: number;
  readonly kinds: readonly CallKind[];
  /** A name for people; the id where nobody gave one. */
  readonly title?: string;
  readonly context?: number;
  readonly maxOutput?: number;
};

/** What a dialect may need to write an answer that was made in another wire. */
export type AnswerContext = {
  /** Ours, without a prefix, unique: 'req_…' without 'req_'. */
  readonly id: string;
  /** The model's name as the client wrote it. */
  readonly model: string;
  /** Unix milliseconds of the request. */
  readonly at: number;
  readonly call: Call;
  readonly request: ChatRequest;
};

/** Writes a streamed answer, part by part. What it returns may go to the client now; '' when there is nothing yet. */
export type ChatWriter = {
  push(part: ChatPart): string;
  /** The last bytes, which the relay keeps back until the charge is on disk. Asked for once, after the part `end`. */
  closing(): string;
  /** In place of `closing`: ends a stream that went wrong, where that takes more than the dialect's plain event. */
  failing?(error: GatewayError, requestId: string): string;
};

/** A chat endpoint's two ways between its bytes and the canonical form, for upstreams that speak another wire. */
export type ChatFront = {
  /** The body was checked by `read` already. Throws GatewayError (field_invalid) for what no other wire could mean. */
  readonly readRequest: (call: Call) => ChatRequest;
  readonly writeAnswer: (answer: ChatAnswer, context: AnswerContext) => string;
  readonly openWriter: (context: AnswerContext) => ChatWriter;
  /** Type of a streamed answer; absent: text/event-stream. */
  readonly streamType?: (call: Call) => string;
};

/** The same for embeddings. Vectors come as numbers; a dialect writes them as its client asked. */
export type EmbeddingFront = {
  readonly readRequest: (call: Call) => EmbeddingRequest;
  readonly writeAnswer: (answer: EmbeddingAnswer, call: Call) => string;
};
export type EmbeddingRequest = {
  /** Texts, or lists of token ids of the o200k/cl100k family. */
  readonly inputs: readonly (string | readonly number[])[];
  readonly dimensions?: number;
  /** What the vectors are for, in the words of the wire that knows such: 'RETRIEVAL_QUERY'. */
  readonly task?: string;
};
export type EmbeddingAnswer = {
  readonly vectors: readonly (readonly number[])[];
  readonly inputTokens?: number;
};

type EndpointBase = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Fastify path, for example '/v1/models/:model'. */
  readonly path: string;
  /** Rows of the mission that this endpoint serves. */
  readonly rows: readonly string[];
  readonly summary: Text;
  /** Schemas of what stands in the path and in the query, for the manual and OpenAPI. */
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  /** Another address of an endpoint that the dialect lists too: the manual tells of that one. */
  readonly alias?: true;
};

/** A call that goes to an upstream. */
export type RelayEndpoint = EndpointBase & {
  readonly does: 'relay';
  /** Name of the endpoint in the wire: a provider that speaks the wire has a path for it. */
  readonly name: string;
  readonly kind: CallKind;
  /** Word for this endpoint in `supported_endpoint_types` of model and price lists. */
  readonly typeName: string;
  /** Schema of the body: the manual's parameter table and OpenAPI come from it. Unknown fields are allowed. */
  readonly body: z.ZodType;
  /** The body is a multipart form (or may be one), because it holds files. */
  readonly form?: true;
  /** Reads the bytes. Throws GatewayError (body_malformed, field_invalid). Pure: it may run in a worker thread. */
  readonly read: (body: Buffer, head: RequestHead) => Call;
  /** The text that the model will read, for counting when the upstream reports no usage. */
  readonly texts: (call: Pick<Call, 'body' | 'contentType'>) => readonly string[];
  /** Upstreams of other wires can serve this endpoint too. */
  readonly chat?: ChatFront;
  readonly embedding?: EmbeddingFront;
  /** The way for models whose makers speak another wire, or take longer than a request: they become tasks. */
  readonly task?: TaskFront;
};

/** An endpoint that answers at once, over tasks that do not. */
export type TaskFront = {
  /** The body was checked by `read` already. Throws GatewayError (field_invalid) for what no other wire could mean. */
  readonly read: (call: Call, head: RequestHead) => TaskCall;
  /** When the task has succeeded, or when the client's patience (TaskCall.waitMs) is over. */
  readonly answer: NonNullable<SubmitEndpoint['answer']>;
};

/**
 * How many tokens a request would have. Free. Asked upstream where the wire has it, else counted here and written by
 * `writeCount`.
 */
export type CountEndpoint = Omit<RelayEndpoint, 'does' | 'chat' | 'embedding' | 'task'> & {
  readonly does: 'count';
  readonly writeCount: (tokens: number) => string;
};

/** Answers that were kept (Call.keeps): asked for again, listed, deleted, cancelled. */
export type KeptEndpoint = EndpointBase & {
  readonly does: 'show-kept' | 'delete-kept' | 'cancel-kept' | 'list-kept-input';
};

/** What is kept of an answer: JSON texts in the dialect's own wire. */
export type KeptAnswer = {
  readonly id: string;
  readonly status: 'running' | 'done' | 'failed' | 'cancelled';
  readonly answer: string;
  /** The whole input that the answer was given for, earlier turns included: a JSON list of the wire's items. */
  readonly input: string;
};

/** How a dialect with kept answers reads and writes them. */
export type KeptFront = {
  /**
   * The answer's id and its JSON, from the bytes that a client got: a whole body, or the last bytes of a stream. Undefined
   * where there is no whole answer in them.
   */
  readonly answerOf: (bytes: string) => { readonly id: string; readonly answer: string } | undefined;
  /** The call's body with the earlier turns written out before its own input, and no reference to them. */
  readonly expand: (body: Buffer, earlier: KeptAnswer) => Buffer;
  /** The whole input of a call whose body needs no earlier turns: a JSON list. */
  readonly inputOf: (body: Buffer) => string;
  /** An answer in the background as its client first hears of it. `id`: ours, without a prefix; `at` in milliseconds. */
  readonly begin: (call: Call, id: string, at: number) => { readonly id: string; readonly answer: string };
  /** The finished answer under the id that it was begun with. */
  readonly finished: (answer: string, begun: string) => string;
  /** What became of one that went wrong. */
  readonly broken: (begun: string, error: GatewayError) => string;
  /** Was it made in the background? Only such can be cancelled. */
  readonly isBackground: (answer: string) => boolean;
  readonly show: (kept: KeptAnswer) => WireAnswer;
  readonly deleted: (id: string) => WireAnswer;
  readonly listInput: (kept: KeptAnswer, query: URLSearchParams) => WireAnswer;
};

/** An answer from the gateway's own knowledge: which models this key may use. */
export type ModelsEndpoint = EndpointBase & { readonly does: 'list-models' | 'show-model' };

/** A two-way session over a WebSocket. */
export type RealtimeEndpoint = EndpointBase & {
  readonly does: 'realtime';
  readonly name: string;
  readonly kind: CallKind;
  readonly typeName: string;
  readonly front: RealtimeFront;
};

/** Makes a short-lived key that opens sessions in place of the real one. */
export type SecretEndpoint = EndpointBase & {
  readonly does: 'make-secret';
  readonly body: z.ZodType;
  readonly front: SecretFront;
};

/** Files that clients upload and name in their requests (Dialect.files). */
export type FileEndpoint = EndpointBase & {
  readonly does: 'upload-file' | 'list-files' | 'show-file' | 'file-content' | 'delete-file';
  /** Its path holds a link (FileLinks), which says itself who may: no key is asked for. Only with Dialect.linkedFiles. */
  readonly open?: true;
  /** Of an upload. */
  readonly body?: z.ZodType;
  readonly form?: true;
};

/** A request that makes a task: it is answered as soon as the upstream has taken it. */
export type SubmitEndpoint = EndpointBase & {
  readonly does: 'submit-task';
  /** Unique in the dialect. */
  readonly name: string;
  readonly kind: CallKind;
  readonly typeName: string;
  readonly body: z.ZodType;
  readonly form?: true;
  /** Its requests are read into the neutral form of a film too: upstreams of other wires can serve it. */
  readonly neutral?: true;
  /** Reads the bytes. Throws GatewayError (body_malformed, field_invalid). Pure: it may run in a worker thread. */
  readonly read: (body: Buffer, head: RequestHead) => TaskCall;
  /** The first answer. The task may have ended already; one that failed at once is answered by the dialect's `writeFault`. */
  readonly written: (task: TaskView) => WireAnswer;
  /** In place of `written`, once the client has waited (TaskCall.waitMs): the task has succeeded, or goes on. */
  readonly answer?: (task: TaskView, results: ResultReader, head: RequestHead, call: TaskCall) => TaskAnswer;
  /** For wires whose questions come to the same address: what answers a request in place of `read`, told by its head. */
  readonly asks?: (head: RequestHead) => TaskDeskEndpoint['serve'] | undefined;
};

/** Questions about tasks that the customer has: one, many, cancelling, results. Free. */
export type TaskDeskEndpoint = EndpointBase & {
  readonly does: 'task-desk';
  readonly body?: z.ZodType;
  /** The link itself says who may: no key is asked for, and `desk` finds tasks of everybody (a picture in a page). */
  readonly open?: true;
  readonly serve: (question: TaskQuestion, desk: TaskDesk) => Promise<TaskAnswer>;
};

export type Endpoint =
  | RelayEndpoint
  | SubmitEndpoint
  | TaskDeskEndpoint
  | CountEndpoint
  | KeptEndpoint
  | ModelsEndpoint
  | RealtimeEndpoint
  | SecretEndpoint
  | FileEndpoint;

/** An answer that is ready to be written. */
export type WireAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** A wire format that clients use towards us. One folder and one line in dialects/index.ts. */
export type Dialect = {
  readonly id: string;
  readonly title: Text;
  /** Providers that speak this wire get the client's bytes; others need a canonical form. */
  readonly wire: string;
  readonly endpoints: readonly Endpoint[];
  readonly writeFault: (error: GatewayError, requestId: string) => WireAnswer;
  /** The event that ends a stream which went wrong. Whole bytes, framing included. */
  readonly writeStreamFault: (error: GatewayError, requestId: string) => string;
  /** Bytes that keep a silent stream open and that every client of this wire ignores; '' where there are none. */
  readonly keepAlive: string;
  /** Absent in dialects without lists of models of their own. */
  readonly listModels?: (models: readonly ListedModel[], head: RequestHead) => WireAnswer;
  readonly showModel?: (model: ListedModel) => WireAnswer;
  readonly kept?: KeptFront;
  readonly files?: FileFront;
  /** In place of `files`. */
  readonly linkedFiles?: LinkedFront;
  readonly fileRefs?: FileRefs;
  /** What a client's hook is told; absent where the dialect has none. */
  readonly writeHook?: (task: TaskView) => HookBody;
};
