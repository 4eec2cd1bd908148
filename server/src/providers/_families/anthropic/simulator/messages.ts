import { type Clock, systemClock } from '../../../../base/clock.ts';
import { randomText } from '../../../../base/ids.ts';
import { isObject, type Json, textOf } from '../../../../base/json.ts';
import type { FaultNames } from '../../simulated/faults.ts';
import { generationOf } from '../generations.ts';
import { invalid, notFound } from './api-error.ts';
import { openCache } from './cache.ts';
import { checkRequest } from './check.ts';
import { compose } from './compose.ts';
import type { Outcome } from './deliver.ts';
import { eventsOf } from './events.ts';
import { readPrompt } from './prompt.ts';

export type SimulatedModel = {
  readonly id: string;
  readonly title: string;
  /** Tokens of context and of one answer; absent: no limit is checked. */
  readonly context?: number;
  readonly maxOutput?: number;
};

export type AnthropicSimulatorOptions = {
  readonly models: readonly SimulatedModel[];
  /** Serves every model name. */
  readonly anyModel?: boolean;
  /** Absent: the system's. Decides how long prefixes stay cached. */
  readonly clock?: Clock;
  /** Milliseconds between writes of a stream, 8 when absent; the first byte takes about twice as long. 0: no waiting. */
  readonly pace?: number;
};

/** What one request brings beside its body. */
export type Exchange = {
  /** Prompts of one key are cached together. */
  readonly key: string;
  readonly faults: FaultNames;
  /** Was a beta header sent: fields that only betas know are then let through. */
  readonly betas: boolean;
};

export type Messages = {
  readonly create: (body: Json, exchange: Exchange) => Outcome;
  readonly count: (body: Json, exchange: Exchange) => Json;
  readonly find: (id: string) => SimulatedModel | undefined;
};

/** The least prefix that is cached, tokens: 512 from the fifth generation on. */
const leastCached = (model: string) => (generationOf(model).off === 'absent' ? 1024 : 512);

/** The Messages API behind its fronts (Anthropic's own, Bedrock's). Throws AnthropicError. */
export function openMessages(options: AnthropicSimulatorOptions): Messages {
  const cache = openCache(options.clock ?? systemClock);
  const models = new Map(options.models.map((model) => [model.id, model]));
  const find = (id: string): SimulatedModel | undefined =>
    models.get(id) ?? (options.anyModel ? { id, title: id } : undefined);
  function use(body: Json, betas: boolean, counts: boolean) {
    const id = textOf(body['model']);
    if (id === '') throw invalid('model: Field required');
    const model = find(id);
    if (!model) throw notFound(`model: ${id}`);
    checkRequest(body, { model: id, maxOutput: model.maxOutput, counts }, betas);
    const prompt = readPrompt(body);
    if (model.context !== undefined && prompt.tokens > model.context)
      throw invalid(`prompt is too long: ${prompt.tokens} tokens > ${model.context} maximum`);
    return { id, prompt };
  }
  return {
    find,
    count: (body, { betas }) => ({ input_tokens: use(body, betas, true).prompt.tokens }),
    create(body, { key, faults, betas }) {
      const { id, prompt } = use(body, betas, false);
      const cached = cache(`${id} ${key}`, prompt, leastCached(id));
      const composed = compose(body, prompt, (prefix) => `${prefix}01${randomText(22)}`);
      const usage = {
        input_tokens: cached.plain,
        cache_creation_input_tokens: cached.written + cached.writtenHour,
        cache_read_input_tokens: cached.read,
        cache_creation: {
          ephemeral_5m_input_tokens: cached.written,
          ephemeral_1h_input_tokens: cached.writtenHour,
        },
        output_tokens: composed.outputTokens,
        output_tokens_details: { thinking_tokens: composed.thinkingTokens },
        server_tool_use: { web_search_requests: composed.searches, web_fetch_requests: 0 },
        service_tier: 'standard',
        inference_geo: typeof body['inference_geo'] === 'string' ? body['inference_geo'] : 'global',
        ...(body['speed'] === 'fast' ? { speed: 'fast' } : {}),
      };
      const message = {
        id: `msg_01${randomText(22)}`,
        type: 'message',
        role: 'assistant',
        model: id,
        content: composed.content,
        ...composed.stop,
        ...reported(usage, faults),
      };
      return body['stream'] === true
        ? { sends: 'stream', events: [...eventsOf(message)] }
        : { sends: 'whole', body: message };
    },
  };
}

/** The truth, an absurdity (`lie`), or nothing (`no-usage`). */
function reported(usage: Json, faults: FaultNames): Json {
  if (faults.has('no-usage')) return {};
  if (!faults.has('lie')) return { usage };
  return { usage: { ...usage, input_tokens: -5, output_tokens: 9_000_000_000_000_000 } };
}

/** The JSON object of a request. Throws AnthropicError. */
export async function readBody(request: Request): Promise<Json> {
  let body: unknown;
  try {
    body = JSON.parse(await request.text());
  } catch {
    throw invalid('The request body is not valid JSON');
  }
  if (!isObject(body)) throw invalid('Input should be a valid dictionary or object to extract fields from');
  return body;
}
