import type { z } from 'zod';
import type { Call, CallKind } from './call.ts';
import type { GatewayError } from './fault.ts';
import type { Text } from './text.ts';

/** What a dialect's list of models is made from. */
export type ListedModel = {
  readonly id: string;
  readonly owner: string;
  /** Unix seconds. */
  readonly created: number;
  readonly kinds: readonly CallKind[];
};

type EndpointBase = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Fastify path, for example '/v1/models/:model'. */
  readonly path: string;
  /** Rows of the mission that this endpoint serves. */
  readonly rows: readonly string[];
  readonly summary: Text;
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
  /** Reads the bytes. Throws GatewayError (body_malformed, field_invalid). Pure: it may run in a worker thread. */
  readonly read: (body: Buffer) => Call;
  /** The text that the model will read, for counting when the upstream reports no usage. */
  readonly texts: (body: Buffer) => readonly string[];
};

/** An answer from the gateway's own knowledge: which models this key may use. */
export type ModelsEndpoint = EndpointBase & { readonly does: 'list-models' | 'show-model' };

export type Endpoint = RelayEndpoint | ModelsEndpoint;

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
  /** Bytes that keep a silent stream open and that every client of this wire ignores. */
  readonly keepAlive: string;
  readonly listModels: (models: readonly ListedModel[]) => WireAnswer;
  readonly showModel: (model: ListedModel) => WireAnswer;
};
