import { type Clock, systemClock } from '../../../../base/clock.ts';
import { randomText } from '../../../../base/ids.ts';
import type { CallKind } from '../../../../spec/call.ts';
import type { Simulate } from '../../../../spec/provider.ts';
import { type Pace, pause } from '../../simulated/deliver.ts';
import type { FaultNames } from '../../simulated/faults.ts';
import { openPromptCache, type PromptCache } from '../../simulated/tokens.ts';
import { ApiError } from './api-error.ts';
import { answerChat } from './chat.ts';
import { checkChat } from './check-chat.ts';
import { answerCompletion } from './completions.ts';
import { deliver, type Outcome } from './deliver.ts';
import { answerEmbeddings } from './embeddings.ts';
import { invalidKey, readFaults, refuseAsAsked, serverError } from './faults.ts';
import { parseBody } from './parse.ts';
import { readPrompt } from './prompt.ts';
import { translates } from './translate.ts';
import { type ChatRequest, chatRequest, completionRequest, embeddingRequest } from './wire.ts';

export type SimulatedModel = {
  /** One that ends in `*` stands for every name that begins so, but for those that end in `-missing`. */
  readonly id: string;
  /** Shown as `owned_by`. */
  readonly ownedBy: string;
  /** Thinks before it answers. */
  readonly reasoning?: boolean;
  /** Endpoints that serve it; absent: all of them. */
  readonly kinds?: readonly CallKind[];
  /** Tokens of context; absent: no limit is checked. */
  readonly context?: number;
  /** Puts a picture into its answer, as Markdown, where it is asked for one. */
  readonly draws?: boolean;
  /** Length of an embedding; absent: 1,536. */
  readonly dimensions?: number;
};

export type OpenAiSimulatorOptions = {
  readonly models: readonly SimulatedModel[];
  /** Serves every model name, as a proxy in front of unknown models does. */
  readonly anyModel?: boolean;
  /** Shows its thinking as `reasoning_content` and takes sampling fields on thinking models (DeepSeek, Qwen). */
  readonly reasoningContent?: boolean;
  /** Absent: the system's. Decides `created`. */
  readonly clock?: Clock;
  /** Milliseconds between writes of a stream, 8 when absent; the first byte takes about twice as long. 0: no waiting. */
  readonly pace?: number;
};

type Simulator = {
  readonly options: OpenAiSimulatorOptions;
  readonly models: ReadonlyMap<string, SimulatedModel>;
  readonly cache: PromptCache;
  readonly pace: Pace;
};

type Exchange = {
  readonly request: Request;
  readonly faults: FaultNames;
  readonly created: number;
  readonly key: string;
};

/**
 * An upstream that speaks the OpenAI wire: `/chat/completions`, `/completions`, `/embeddings`, `/models` and
 * `/models/{id}` behind the base URL. Answers depend on the request alone (ids, times and the prompt cache apart),
 * usage adds up, and the header `x-key4u-simulate` asks for faults (see faults.ts). In a prompt `[refuse]` makes
 * the model refuse and `[words:500]` makes the answer longer. Wire facts: OpenAI's OpenAPI document 2.3.0 and
 * recorded answers.
 */
export function createOpenAiSimulator(options: OpenAiSimulatorOptions): Simulate {
  const next = options.pace ?? 8;
  const simulator: Simulator = {
    options,
    models: new Map(options.models.map((model) => [model.id, model])),
    cache: openPromptCache(),
    pace: { first: next * 2, next },
  };
  return async (request) => {
    const headers = answerHeaders();
    try {
      return await answer(simulator, request, headers);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return Response.json(error.toBody(), {
        status: error.status,
        headers: { ...headers, ...error.headers },
      });
    }
  };
}

const answerHeaders = () => ({
  'x-request-id': `req_${randomText(32)}`,
  'openai-version': '2020-10-01',
  'openai-processing-ms': '12',
  'x-ratelimit-limit-requests': '10000',
  'x-ratelimit-remaining-requests': '9999',
  'x-ratelimit-reset-requests': '6ms',
  'x-ratelimit-limit-tokens': '30000000',
  'x-ratelimit-remaining-tokens': '29999000',
  'x-ratelimit-reset-tokens': '2ms',
});

async function answer(
  simulator: Simulator,
  request: Request,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const key = readKey(request.headers);
  const faults = readFaults(request.headers);
  refuseAsAsked(faults);
  const { method } = request;
  const { pathname } = new URL(request.url);
  const exchange = {
    request,
    faults,
    key,
    created: Math.floor((simulator.options.clock ?? systemClock).now() / 1000),
  };
  if (method === 'GET') return Response.json(readModels(simulator, pathname), { headers });
  const endpoint = method === 'POST' ? endpoints.get(pathname) : undefined;
  if (endpoint === undefined) throw unknownUrl(method, pathname, endpoints.has(pathname));
  if (faults.has('timeout')) await pause(Infinity, request.signal);
  const outcome = await endpoint(simulator, exchange);
  if (faults.has('fail') && outcome.sends === 'whole') throw serverError();
  if (faults.has('garbage')) {
    const page =
      '<!DOCTYPE html><html><head><title>Welcome</title></head><body><h1>It works!</h1></body></html>';
    return new Response(page, { headers: { ...headers, 'content-type': 'text/html; charset=utf-8' } });
  }
  if (faults.has('error-200')) return Response.json(serverError().toBody(), { headers });
  return deliver(outcome, faults, simulator.pace, headers, request.signal);
}

const endpoints: ReadonlyMap<string, (simulator: Simulator, exchange: Exchange) => Promise<Outcome>> =
  new Map([
    ['/chat/completions', chat],
    ['/completions', completions],
    ['/embeddings', embeddings],
  ]);

function readKey(headers: Headers): string {
  const sent = headers.get('authorization') ?? '';
  const key = /^Bearer\s+(\S+)\s*$/i.exec(sent)?.[1];
  if (key === undefined) {
    throw new ApiError(
      401,
      "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
      { code: 'invalid_api_key' },
    );
  }
  if (key.startsWith('sk-revoked')) throw invalidKey(`sk-revok******${key.slice(-2)}`);
  return key;
}

const unknownUrl = (method: string, path: string, isKnownPath: boolean) =>
  isKnownPath
    ? new ApiError(
        405,
        `Not allowed to ${method} on ${path}. (HINT: Perhaps you meant to use a different HTTP method?)`,
        {
          code: 'method_not_supported',
        },
      )
    : new ApiError(404, `Invalid URL (${method} ${path})`);

function readModels(simulator: Simulator, path: string): object {
  const show = (model: SimulatedModel) => ({
    id: model.id,
    object: 'model',
    created: 1715367049,
    owned_by: model.ownedBy,
  });
  if (path === '/models') return { object: 'list', data: simulator.options.models.map(show) };
  if (!path.startsWith('/models/')) throw unknownUrl('GET', path, endpoints.has(path));
  const id = decode(path.slice('/models/'.length));
  const model = findModel(simulator, id);
  if (model === undefined) {
    throw new ApiError(404, `The model '${id}' does not exist`, { param: 'model', code: 'model_not_found' });
  }
  return show(model);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function findModel(simulator: Simulator, id: string): SimulatedModel | undefined {
  const known = simulator.models.get(id);
  if (known) return known;
  if (simulator.options.anyModel) return { id, ownedBy: 'simulated' };
  const pattern = simulator.options.models.find(
    (model) => model.id.endsWith('*') && id.startsWith(model.id.slice(0, -1)) && !id.endsWith('-missing'),
  );
  return pattern && { ...pattern, id };
}

/** The model of a call. Throws when it does not exist or is not served here. */
function useModel(simulator: Simulator, id: string, kind: CallKind): SimulatedModel {
  const model = findModel(simulator, id);
  if (model === undefined) {
    throw new ApiError(404, `The model \`${id}\` does not exist or you do not have access to it.`, {
      code: 'model_not_found',
    });
  }
  if (model.kinds === undefined || model.kinds.includes(kind)) return model;
  if (kind === 'completion') {
    throw new ApiError(
      404,
      'This is a chat model and not supported in the v1/completions endpoint. Did you mean to use v1/chat/completions?',
      {
        param: 'model',
      },
    );
  }
  if (kind === 'chat' && model.kinds.includes('completion')) {
    throw new ApiError(
      404,
      'This is not a chat model and thus not supported in the v1/chat/completions endpoint. Did you mean to use v1/completions?',
      {
        param: 'model',
      },
    );
  }
  throw new ApiError(
    403,
    kind === 'chat'
      ? 'You are not allowed to sample from this model'
      : 'You are not allowed to generate embeddings from this model',
  );
}

async function chat(simulator: Simulator, { request, faults, created, key }: Exchange): Promise<Outcome> {
  const asked = await parseBody(request, chatRequest);
  const model = useModel(simulator, asked.model, 'chat');
  const searches = /(^|-)search(-|$)/.test(model.id);
  const showsByDefault = simulator.options.reasoningContent === true;
  checkChat(asked, {
    refusesSampling: model.reasoning === true && !showsByDefault,
    searches,
    translates: translates(model.id),
  });
  const prompt = readPrompt(asked);
  const used = prompt.tokens.text + prompt.tokens.image + prompt.tokens.audio;
  if (model.context !== undefined && used > model.context) {
    throw new ApiError(
      400,
      `This model's maximum context length is ${model.context} tokens. However, your messages resulted in ${used} tokens. Please reduce the length of the messages.`,
      { param: 'messages', code: 'context_length_exceeded' },
    );
  }
  const switched = thinkingSwitch(asked);
  const thinks =
    switched ??
    (asked.reasoning_effort == null ? model.reasoning === true : asked.reasoning_effort !== 'none');
  const showsThinking = thinks && (showsByDefault || switched === true);
  const cached = used < 1024 ? 0 : simulator.cache.read(`${model.id} ${key}`, prompt.rendered);
  return answerChat(
    asked,
    prompt,
    { model: model.id, thinks, showsThinking, searches, draws: model.draws === true },
    { created, cached, faults },
  );
}

/** The vendors' own switches; undefined where the request leaves it to the model. */
function thinkingSwitch(asked: ChatRequest): boolean | undefined {
  if (asked.enable_thinking != null) return asked.enable_thinking;
  if (asked.thinking?.type === 'enabled') return true;
  return asked.thinking?.type === 'disabled' ? false : undefined;
}

async function completions(simulator: Simulator, { request, faults, created }: Exchange): Promise<Outcome> {
  const asked = await parseBody(request, completionRequest);
  useModel(simulator, asked.model, 'completion');
  return answerCompletion(asked, { created, faults });
}

async function embeddings(simulator: Simulator, { request, faults }: Exchange): Promise<Outcome> {
  const asked = await parseBody(request, embeddingRequest);
  const model = useModel(simulator, asked.model, 'embedding');
  const size = model.dimensions ?? (model.id.includes('3-large') ? 3072 : 1536);
  return answerEmbeddings(asked, size, faults);
}
