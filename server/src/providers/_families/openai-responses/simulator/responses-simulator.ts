import { type Clock, systemClock } from '../../../../base/clock.ts';
import { randomText } from '../../../../base/ids.ts';
import type { Simulate } from '../../../../spec/provider.ts';
import { ApiError, badField } from '../../openai-compatible/simulator/api-error.ts';
import {
  invalidKey,
  readFaults,
  refuseAsAsked,
  serverError,
} from '../../openai-compatible/simulator/faults.ts';
import { parseBody } from '../../openai-compatible/simulator/parse.ts';
import { type Prompt, readPrompt } from '../../openai-compatible/simulator/prompt.ts';
import type { ChatRequest } from '../../openai-compatible/simulator/wire.ts';
import { type Pace, pause, sendJson } from '../../simulated/deliver.ts';
import type { FaultNames } from '../../simulated/faults.ts';
import { openPromptCache, type PromptCache } from '../../simulated/tokens.ts';
import type { EffortsOf } from '../thinking.ts';
import { answerRequest, compactionOf, type ResponseBody } from './answer.ts';
import { asChat } from './as-chat.ts';
import { checkItems, checkJsonWord, checkRequest } from './check.ts';
import { sendEvents } from './deliver.ts';
import { eventsOf } from './events.ts';
import { keptItems, ResponseStore, type Stored } from './store.ts';
import { type CreateRequest, createRequest, type InputItem } from './wire.ts';

export type ResponsesSimulatorOptions = {
  /** Models that answer here, with their context in tokens where a limit is checked. */
  readonly models: readonly { readonly id: string; readonly context?: number }[];
  /** Serves every model name. */
  readonly anyModel?: boolean;
  readonly efforts?: EffortsOf;
  /** Absent: the system's. Decides `created_at`. */
  readonly clock?: Clock;
  /** Milliseconds between writes of a stream, 8 when absent. */
  readonly pace?: number;
};

/** Milliseconds that a background response takes. */
const backgroundMs = 200;

/**
 * An upstream that speaks the Responses wire: create (whole, streamed, in the background), get, delete, cancel,
 * input_items, input_tokens and compact, with a memory of its own by API key. Encrypted content is checked when it comes
 * back. Hosted tools: web_search, code_interpreter and image_generation are played, others are accepted and not used.
 * `[refuse]`, `[words:500]` and the header `x-key4u-simulate` work as in the simulated chat.
 */
export function createResponsesSimulator(options: ResponsesSimulatorOptions): Simulate {
  const simulator = new Simulator(options);
  return async (request) => {
    const headers = {
      'x-request-id': `req_${randomText(32)}`,
      'openai-version': '2020-10-01',
      'openai-processing-ms': '12',
    };
    try {
      return await simulator.answer(request, headers);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return Response.json(error.toBody(), {
        status: error.status,
        headers: { ...headers, ...error.headers },
      });
    }
  };
}

type Headers = Readonly<Record<string, string>>;
/** A request whose conversation has been put together and checked. */
type Conversation = {
  readonly request: CreateRequest;
  readonly chat: ChatRequest;
  readonly prompt: Prompt;
  readonly input: readonly InputItem[];
  readonly items: readonly InputItem[];
};

class Simulator {
  readonly #options: ResponsesSimulatorOptions;
  readonly #clock: Clock;
  readonly #pace: Pace;
  readonly #store = new ResponseStore();
  readonly #cache: PromptCache = openPromptCache();

  constructor(options: ResponsesSimulatorOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    const next = options.pace ?? 8;
    this.#pace = { first: next * 2, next };
  }

  async answer(request: Request, headers: Headers): Promise<Response> {
    const key = readKey(request.headers.get('authorization') ?? '');
    const faults = readFaults(request.headers);
    refuseAsAsked(faults);
    const { pathname, searchParams } = new URL(request.url);
    const [, , id, part] = pathname.split('/');
    if (request.method === 'POST' && part === undefined) {
      if (faults.has('timeout')) await pause(Infinity, request.signal);
      return this.#post(id, request, key, faults, headers);
    }
    if (id === undefined || id === '') throw unknownUrl(request.method, pathname);
    const route = `${request.method} ${part ?? ''}`;
    switch (route) {
      case 'GET ':
        return this.#get(key, id, searchParams, request, faults, headers);
      case 'DELETE ':
        this.#store.delete(key, id);
        return Response.json({ id, object: 'response', deleted: true }, { headers });
      case 'POST cancel':
        return Response.json(this.#cancel(key, id), { headers });
      case 'GET input_items':
        return Response.json(listItems(this.#store.get(key, id).input, searchParams), { headers });
      default:
        throw unknownUrl(request.method, pathname);
    }
  }

  async #post(what: string | undefined, http: Request, key: string, faults: FaultNames, headers: Headers) {
    const request = await parseBody(http, createRequest);
    const talk = this.#read(request, key);
    if (what === 'input_tokens') {
      const { text, image } = talk.prompt.tokens;
      return Response.json({ object: 'response.input_tokens', input_tokens: text + image }, { headers });
    }
    const created = Math.floor(this.#clock.now() / 1000);
    if (what === 'compact') {
      const compaction = compactionOf(talk.items, { key, created, prompt: talk.prompt });
      return sendJson(compaction, headers, faults, this.#pace, http.signal);
    }
    if (what !== undefined && what !== '') throw unknownUrl('POST', `/responses/${what}`);
    if (faults.has('fail') && !request.stream) throw serverError();
    if (faults.has('garbage'))
      return new Response('<!DOCTYPE html><html><body><h1>It works!</h1></body></html>', {
        headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
      });
    if (faults.has('error-200')) return Response.json(serverError().toBody(), { headers });
    const response = withUsageFault(this.#respond(talk, key, created), faults);
    const readyAt = this.#clock.now() + (request.background ? backgroundMs : 0);
    const stored: Stored = {
      response,
      input: talk.input,
      conversation: [...talk.items, ...response.output],
      readyAt,
    };
    if (request.store !== false) this.#store.put(key, stored);
    if (request.stream) {
      const pads = request.stream_options?.include_obfuscation !== false;
      return sendEvents(eventsOf(response, { pads }), response, faults, this.#pace, headers, http.signal);
    }
    return sendJson(this.#shown(stored), headers, faults, this.#pace, http.signal);
  }

  /** The request with its whole conversation. Throws ApiError for what the upstream would refuse. */
  #read(request: CreateRequest, key: string): Conversation {
    const model = this.#options.models.find(({ id }) => id === request.model);
    if (!model && !this.#options.anyModel) {
      throw new ApiError(400, `The requested model '${request.model}' does not exist.`, {
        param: 'model',
        code: 'model_not_found',
      });
    }
    const { efforts } = this.#options;
    checkRequest(request, { id: request.model, efforts: efforts?.(request.model) });
    const previous = request.previous_response_id;
    const earlier = previous == null ? [] : this.#store.previous(key, previous).conversation;
    const input = keptItems(request.input).map((item) => this.#resolved(key, item));
    const items = [...earlier, ...input];
    checkItems(items, { key, isStored: (id) => this.#store.item(key, id) !== undefined });
    checkJsonWord(request, items);
    const chat = asChat(request, items);
    const prompt = readPrompt(chat);
    const used = prompt.tokens.text + prompt.tokens.image;
    if (model?.context !== undefined && used > model.context)
      throw badField(
        'Your input exceeds the context window of this model. Please adjust your input and try again.',
        'input',
        'context_length_exceeded',
      );
    return { request, chat, prompt, input, items };
  }

  #resolved(key: string, item: InputItem): InputItem {
    if (item.type !== 'item_reference') return item;
    const found = this.#store.item(key, item.id);
    if (found) return found;
    throw new ApiError(404, `Item with id '${item.id}' not found.`, { param: 'input' });
  }

  #respond({ request, chat, prompt }: Conversation, key: string, created: number): ResponseBody {
    const taken = this.#options.efforts?.(request.model);
    // GPT-5.1 to 5.5 do not think unless they are told to; the later ones, which know 'max', do.
    const quiet = taken?.includes('none') === true && !taken.includes('max');
    const effort = request.reasoning?.effort ?? (quiet ? 'none' : undefined);
    const thinks =
      taken === undefined ? request.reasoning?.effort != null : taken.length > 0 && effort !== 'none';
    const used = prompt.tokens.text + prompt.tokens.image;
    const cached = used < 1024 ? 0 : this.#cache.read(`${request.model} ${key}`, prompt.rendered);
    // From GPT-5.6 on, what is new in a long prompt is written to the cache and paid for.
    const writes = used >= 1024 && /^gpt-(5\.[6-9]|[6-9])/.test(request.model);
    const written = writes ? Math.max(0, Math.floor(used / 128) * 128 - cached) : 0;
    return answerRequest({
      request,
      chat,
      prompt,
      model: request.model,
      thinks,
      key,
      created,
      cached,
      written,
    });
  }

  /** A background response is queued first. */
  #shown(stored: Stored): ResponseBody {
    const left = stored.readyAt - this.#clock.now();
    if (left <= 0 || stored.response.status === 'cancelled') return stored.response;
    const status = left > backgroundMs / 2 ? 'queued' : 'in_progress';
    return {
      ...stored.response,
      status,
      completed_at: null,
      output: [],
      usage: null,
      incomplete_details: null,
    };
  }

  #get(key: string, id: string, query: URLSearchParams, http: Request, faults: FaultNames, headers: Headers) {
    const stored = this.#store.get(key, id);
    if (query.get('stream') !== 'true') return Response.json(this.#shown(stored), { headers });
    const after = Number(query.get('starting_after') ?? -1);
    const events = eventsOf(stored.response, { pads: query.get('include_obfuscation') !== 'false' });
    const left = events.filter(({ sequence_number }) => sequence_number > after);
    return sendEvents(left, stored.response, faults, this.#pace, headers, http.signal);
  }

  #cancel(key: string, id: string): ResponseBody {
    const stored = this.#store.get(key, id);
    if (stored.response['background'] !== true)
      throw badField('Only responses created with background=true can be cancelled.', 'response_id');
    if (stored.response.status === 'cancelled') return stored.response;
    if (stored.readyAt <= this.#clock.now())
      throw badField('Cannot cancel a completed response.', 'response_id');
    stored.response = {
      ...stored.response,
      status: 'cancelled',
      output: [],
      usage: null,
      completed_at: null,
    };
    return stored.response;
  }
}

function readKey(sent: string): string {
  const key = /^Bearer\s+(\S+)\s*$/i.exec(sent)?.[1];
  if (key === undefined)
    throw new ApiError(
      401,
      "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
      { code: 'invalid_api_key' },
    );
  if (key.startsWith('sk-revoked')) throw invalidKey(`sk-revok******${key.slice(-2)}`);
  return key;
}

const unknownUrl = (method: string, path: string) => new ApiError(404, `Invalid URL (${method} ${path})`);

function withUsageFault(response: ResponseBody, faults: FaultNames): ResponseBody {
  if (faults.has('no-usage')) return { ...response, usage: null };
  if (!faults.has('lie')) return response;
  return { ...response, usage: { input_tokens: -5, output_tokens: 9_000_000_000_000_000, total_tokens: 7 } };
}

/** GET …/input_items: newest first unless asked otherwise, 20 at a time. */
function listItems(input: readonly InputItem[], query: URLSearchParams): object {
  const ordered = query.get('order') === 'asc' ? [...input] : [...input].reverse();
  const after = query.get('after');
  const from = after === null ? 0 : ordered.findIndex(({ id }) => id === after) + 1;
  const limit = Math.min(100, Math.max(1, Number(query.get('limit') ?? 20) || 20));
  const data = ordered.slice(from, from + limit);
  return {
    object: 'list',
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: from + limit < ordered.length,
  };
}
