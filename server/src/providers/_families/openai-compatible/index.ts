import { type Edits, topLevelSpans } from '../../../base/json-span.ts';
import type { NativeWire, Provider } from '../../../spec/provider.ts';
import { readAnswer } from './answer.ts';
import { chatPort } from './chat-port.ts';
import { embeddingPort } from './embedding-port.ts';
import { readFault } from './faults.ts';
import { limitEdits } from './limit.ts';
import { openAiModelList } from './model-list.ts';
import { createOpenAiSimulator } from './simulator/index.ts';
import { openStream } from './stream.ts';
import { withoutForeignThoughts } from './strip-thoughts.ts';
import { thinkingOf } from './thinking-fields.ts';
import { type ChatTraits, completeTraits } from './traits.ts';

export type FamilyOptions = {
  readonly manifest: Provider['manifest'];
  /** Endpoints that this upstream has, with their paths behind the base URL. */
  readonly paths?: Readonly<Record<string, string>>;
  /** False where `stream_options` is refused: tokens of a stream are then counted here. */
  readonly reportsUsageInStreams?: boolean;
  /** Vendors that show the thoughts of a model in `reasoning_content`. */
  readonly showsThoughts?: boolean;
  /** Models that always think, for the simulator. */
  readonly reasons?: (model: string) => boolean;
  /** Chat models that make pictures, for the simulator. */
  readonly draws?: (model: string) => boolean;
  /** The field that limits an answer, by endpoint; `max_tokens` where nothing is said. */
  readonly limitField?: (endpoint: string) => string;
  /** Models whose chat refuses `max_tokens`: a client's is sent on under the name of `limitField`. */
  readonly refusesMaxTokens?: (model: string) => boolean;
  /** What its chat takes from clients of other wires, and how it is told to think. */
  readonly chat?: ChatTraits;
  readonly factsAt?: Provider['factsAt'];
  readonly headers?: (settings: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
};

const allPaths = { chat: '/chat/completions', completions: '/completions', embeddings: '/embeddings' };

/** A provider that speaks OpenAI's chat wire. What differs between makers is in the options. */
export function openAiCompatible(options: FamilyOptions): Provider {
  const reports = options.reportsUsageInStreams ?? true;
  const limitField = options.limitField ?? (() => 'max_tokens');
  const paths: Readonly<Record<string, string>> = options.paths ?? allPaths;
  const traits = completeTraits(options.chat);
  const wire: NativeWire = {
    paths,
    edits(call, upstreamModel) {
      const edits: Record<string, string | null> = {};
      if (upstreamModel !== call.model) edits['model'] = JSON.stringify(upstreamModel);
      if (call.stream && !call.usageInStream && reports) edits['stream_options'] = withUsage(call.body);
      const refuses = call.endpoint === 'chat' && (options.refusesMaxTokens?.(upstreamModel) ?? false);
      Object.assign(edits, limitEdits(call, limitField(call.endpoint), refuses));
      if (call.thinking !== undefined && call.endpoint === 'chat') {
        const fields = traits.thinking(thinkingOf(call.thinking), upstreamModel);
        for (const [name, value] of Object.entries(fields)) edits[name] = JSON.stringify(value);
      }
      const messages = call.endpoint === 'chat' ? withoutForeignThoughts(call.body) : undefined;
      if (messages !== undefined) edits['messages'] = messages;
      return edits satisfies Edits;
    },
    readAnswer,
    openStream,
    ...(paths['chat'] === undefined
      ? {}
      : {
          chat: chatPort({
            path: paths['chat'],
            traits: options.chat ?? {},
            reportsUsage: reports,
            limitField: limitField('chat'),
          }),
        }),
    ...(paths['embeddings'] === undefined ? {} : { embedding: embeddingPort(paths['embeddings'], traits) }),
    smallest: (model) => ({
      path: allPaths.chat,
      body: JSON.stringify({ model, messages: [{ role: 'user', content: 'Say ok.' }], max_tokens: 16 }),
    }),
  };
  return {
    manifest: options.manifest,
    authorize: ({ key, settings }) => ({ authorization: `Bearer ${key}`, ...options.headers?.(settings) }),
    wires: { 'openai-chat': wire },
    readFault,
    ...(options.factsAt ? { factsAt: options.factsAt } : {}),
    probePath: '/models',
    modelList: openAiModelList('/models'),
    // Not the x-ratelimit-* headers: they tell the limits of the operator's account, which many customers share.
    passHeaders: ['openai-processing-ms', 'openai-version'],
    simulator: () =>
      createOpenAiSimulator({
        models: options.manifest.models.map(({ id, kinds, context }) => ({
          id,
          ownedBy: options.manifest.owner,
          kinds,
          reasoning: options.reasons?.(id) ?? false,
          draws: options.draws?.(id) ?? false,
          ...(context === undefined ? {} : { context }),
        })),
        anyModel: options.manifest.models.length === 0,
        reasoningContent: options.showsThoughts ?? false,
      }),
  };
}

/** The client's own stream options, with the usage report switched on: the charge needs it. */
function withUsage(body: Buffer): string {
  const span = topLevelSpans(body).get('stream_options');
  const sent: unknown = span ? JSON.parse(body.toString('utf8', span.start, span.end)) : undefined;
  return JSON.stringify({ ...(typeof sent === 'object' ? sent : {}), include_usage: true });
}
