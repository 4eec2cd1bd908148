import type { Call } from '../../../spec/call.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { Access, EmbeddingPort, NativeWire } from '../../../spec/provider.ts';
import { readAnswer } from './answer.ts';
import { chatPort } from './chat/port.ts';
import { requestEdits } from './edits.ts';
import { openStream } from './stream.ts';

export type WireOptions = {
  /** Path of a method ('generateContent') behind the base URL. */
  readonly path: (upstreamModel: string, method: string, access: Access | undefined) => string;
  /** Endpoints that the place has, beside generate, stream and count. */
  readonly also: readonly ('embed' | 'batch_embed' | 'predict')[];
  readonly embedding?: EmbeddingPort;
  /** Calls of tools carry ids; else they meet their results by order. */
  readonly callIds: boolean;
  /** The body has a field for the service tier. */
  readonly tiers: boolean;
  /** `gs://` addresses are taken. */
  readonly buckets: boolean;
  /** A turn must say whose it is, also where there is only one. */
  readonly wantsRoles: boolean;
  readonly serves?: NativeWire['serves'];
  readonly smallest?: NativeWire['smallest'];
};

const methods = {
  generate: 'generateContent',
  stream: 'streamGenerateContent',
  count: 'countTokens',
  embed: 'embedContent',
  batch_embed: 'batchEmbedContents',
  predict: 'predict',
} as const;

/** A model's name as a part of a path. Throws GatewayError (model_unknown) for one that would lead elsewhere. */
export function modelInPath(model: string): string {
  const steps = model.split('/');
  if (steps.some((step) => step === '' || step === '.' || step === '..'))
    throw new GatewayError('model_unknown', 'no model has such a name');
  return steps.map(encodeURIComponent).join('/');
}

/** Parameters of the query that change the answer's form and tell nothing about the client. */
const harmless = new Set(['alt', '$alt', 'prettyPrint', '$prettyPrint']);

/** The client's query with nothing in it but those: it may also hold the gateway's key (`key=`). */
function passedQuery(query: string | undefined): string {
  const kept = [...new URLSearchParams(query ?? '')].filter(([name]) => harmless.has(name));
  return kept.length === 0 ? '' : `?${new URLSearchParams(kept)}`;
}

/**
 * Google's generateContent wire as AI Studio and Vertex AI speak it. Sources: Google's reference of the
 * GenerateContent API (v1beta), the protobuf files of `google.ai.generativelanguage`, the official SDK 2.32.0.
 */
export function geminiWire(options: WireOptions): NativeWire {
  const { path } = options;
  const names = ['generate', 'stream', 'count', ...options.also] as const;
  const pathOf =
    (name: (typeof names)[number]) =>
    (call: Call, upstreamModel: string, access: Access): string =>
      path(upstreamModel, methods[name], access) + (name === 'stream' ? passedQuery(call.query) : '');
  return {
    paths: Object.fromEntries(names.map((name) => [name, pathOf(name)])),
    ...(options.serves ? { serves: options.serves } : {}),
    chat: chatPort({ path, callIds: options.callIds, tiers: options.tiers, buckets: options.buckets }),
    ...(options.embedding ? { embedding: options.embedding } : {}),
    edits: (call, upstreamModel) => requestEdits(call, upstreamModel, options.wantsRoles),
    readAnswer,
    openStream,
    ...(options.smallest ? { smallest: options.smallest } : {}),
  };
}

/** Which endpoints a model of this wire answers on, by its name. */
export function servesEndpoint(upstreamModel: string, endpoint: string): boolean {
  if (endpoint === 'predict') return /imagen/.test(upstreamModel);
  if (endpoint === 'embed' || endpoint === 'batch_embed') return /embedding/.test(upstreamModel);
  if (endpoint === 'count') return !/imagen/.test(upstreamModel);
  return !/imagen|embedding/.test(upstreamModel);
}
