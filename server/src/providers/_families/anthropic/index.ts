import { parseJson } from '../../../base/json.ts';
import { topLevelSpans } from '../../../base/json-span.ts';
import type { Call } from '../../../spec/call.ts';
import type { NativeWire, Provider } from '../../../spec/provider.ts';
import { readAnswer } from './answer.ts';
import { chatPort } from './chat.ts';
import { readFault } from './faults.ts';
import { generationOf } from './generations.ts';
import { modelList } from './model-list.ts';
import { createAnthropicSimulator } from './simulator/index.ts';
import { openStream } from './stream.ts';
import { bareEdits, withoutForeignThoughts } from './strip-thoughts.ts';
import { thinkingEdits } from './thinking.ts';

export type AnthropicOptions = {
  readonly manifest: Provider['manifest'];
};

/** The version that Anthropic asks for; a client's own header wins. */
const version = '2023-06-01';
const paths = { messages: '/v1/messages', count_tokens: '/v1/messages/count_tokens' };

/** Every model since Claude 3.5 may write so many tokens: the limit where nothing is known of the model. */
const safeLimit = 8_192;

/** The longest answers of a provider's models, by name; see `longest` of nativeEdits. */
export function longestOf(models: Provider['manifest']['models']): (model: string) => number {
  const known = new Map(models.map(({ id, maxOutput }) => [id, maxOutput]));
  return (model) => known.get(model) ?? safeLimit;
}

/**
 * The fields of a native body that must differ upstream, as JSON texts. `longest`: tokens of the model's longest answer,
 * written where the client set no limit, because this wire demands one.
 */
export function nativeEdits(call: Call, upstreamModel: string, longest?: number): Record<string, string> {
  const edits = usualEdits(call, upstreamModel, longest);
  return call.withoutThoughts ? { ...edits, ...bareEdits(call.body, edits['thinking']) } : edits;
}

function usualEdits(call: Call, upstreamModel: string, longest?: number): Record<string, string> {
  const edits: Record<string, string> = {};
  if (upstreamModel !== call.model) edits['model'] = JSON.stringify(upstreamModel);
  const messages = withoutForeignThoughts(call.body);
  if (messages !== undefined) edits['messages'] = messages;
  const unlimited = longest !== undefined && call.bounds.outputTokens === undefined;
  if (call.outputCap === undefined && call.thinking === undefined && !unlimited) return edits;
  const body: Record<string, unknown> = {};
  const spans = topLevelSpans(call.body);
  for (const name of ['max_tokens', 'thinking', 'output_config', 'temperature', 'tool_choice']) {
    const span = spans.get(name);
    if (span) body[name] = parseJson(call.body.toString('utf8', span.start, span.end));
  }
  const asked = typeof body['max_tokens'] === 'number' ? body['max_tokens'] : undefined;
  const counts = call.endpoint === 'count_tokens';
  const limit = counts ? undefined : Math.min(asked ?? longest ?? Infinity, call.outputCap ?? Infinity);
  if (limit !== undefined && Number.isFinite(limit) && limit !== asked) edits['max_tokens'] = String(limit);
  const bound = limit !== undefined && Number.isFinite(limit) ? limit : undefined;
  for (const [name, value] of Object.entries(thinkingEdits(call, generationOf(upstreamModel), body, bound)))
    edits[name] = JSON.stringify(value);
  return edits;
}

/** Headers of the client that this maker's upstream must see: its version and its betas, unchanged. */
export const anthropicHeaders = (call: Call): Record<string, string> =>
  Object.fromEntries(
    Object.entries(call.headers ?? {}).filter(([name]) => name.toLowerCase().startsWith('anthropic-')),
  );

/** A provider that speaks the Messages API. */
export function anthropicFamily({ manifest }: AnthropicOptions): Provider {
  const longest = longestOf(manifest.models);
  const wire: NativeWire = {
    paths,
    edits: (call, upstreamModel) => nativeEdits(call, upstreamModel, longest(upstreamModel)),
    callHeaders: anthropicHeaders,
    chat: chatPort,
    readAnswer,
    openStream,
    smallest: (model) => ({
      path: paths.messages,
      body: JSON.stringify({ model, max_tokens: 16, messages: [{ role: 'user', content: 'Say ok.' }] }),
    }),
  };
  return {
    manifest,
    authorize: ({ key }) => ({ 'x-api-key': key, 'anthropic-version': version }),
    wires: { 'anthropic-messages': wire },
    readFault,
    probePath: '/v1/models?limit=1',
    modelList,
    // Neither request-id nor anthropic-ratelimit-*: they tell about the operator's account, which many customers share.
    passHeaders: [],
    simulator: () =>
      createAnthropicSimulator({
        models: manifest.models.map(({ id, title, context, maxOutput }) => ({
          id,
          title: title ?? id,
          ...(context === undefined ? {} : { context }),
          ...(maxOutput === undefined ? {} : { maxOutput }),
        })),
        anyModel: manifest.models.length === 0,
      }),
  };
}
