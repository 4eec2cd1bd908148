import { type Clock, systemClock } from '../../../../base/clock.ts';
import { randomText } from '../../../../base/ids.ts';
import type { CallKind } from '../../../../spec/call.ts';
import type { Simulate } from '../../../../spec/provider.ts';
import { ApiError } from '../../openai-compatible/simulator/api-error.ts';
import {
  invalidKey,
  readFaults,
  refuseAsAsked,
  serverError,
} from '../../openai-compatible/simulator/faults.ts';
import { parseBody } from '../../openai-compatible/simulator/parse.ts';
import { pause } from '../../simulated/deliver.ts';
import type { FaultNames } from '../../simulated/faults.ts';
import { deliver, type MediaOutcome } from './deliver.ts';
import { draw, imageRequest, readImageForm, showPicture } from './images.ts';
import { moderate, moderationRequest } from './moderations.ts';
import { speak, speechRequest } from './speech.ts';
import { transcribe } from './transcripts.ts';

export type MediaSimulatorOptions = {
  /** The provider's id: simulators are served behind it, and the addresses of pictures lead there. */
  readonly id: string;
  readonly models: readonly { readonly id: string; readonly kinds: readonly CallKind[] }[];
  /** Serves every model name, as a proxy in front of unknown models does. */
  readonly anyModel?: boolean;
  readonly clock?: Clock;
  /** Milliseconds between writes; 8 when absent. */
  readonly pace?: number;
};

type Exchange = {
  readonly options: MediaSimulatorOptions;
  readonly request: Request;
  readonly faults: FaultNames;
  readonly created: number;
};

const picturePath = '/simulated-images/';

/**
 * Adds OpenAI's audio, image and moderation endpoints to a simulator: paths it does not know go on to `next`.
 * Sounds and pictures are real files of the format and length or size that was asked for; transcripts depend on the
 * length of the sound. `x-key4u-simulate` asks for faults (simulated/faults.ts); `[refuse]` in a prompt
 * for an image is refused by the safety system.
 */
export function withMediaSimulator(next: Simulate, options: MediaSimulatorOptions): Simulate {
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (request.method === 'GET' && pathname.startsWith(picturePath))
      return showPicture(pathname.slice(picturePath.length));
    const endpoint = request.method === 'POST' ? endpoints.get(pathname) : undefined;
    if (!endpoint) return next(request);
    const headers = {
      'x-request-id': `req_${randomText(32)}`,
      'openai-version': '2020-10-01',
      'openai-processing-ms': '12',
    };
    try {
      return await answer(endpoint, options, request, headers);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return Response.json(error.toBody(), {
        status: error.status,
        headers: { ...headers, ...error.headers },
      });
    }
  };
}

async function answer(
  endpoint: Endpoint,
  options: MediaSimulatorOptions,
  request: Request,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const key = /^Bearer\s+(\S+)\s*$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (key === undefined)
    throw new ApiError(401, "You didn't provide an API key.", { code: 'invalid_api_key' });
  if (key.startsWith('sk-revoked')) throw invalidKey(`sk-revok******${key.slice(-2)}`);
  const faults = readFaults(request.headers);
  refuseAsAsked(faults);
  if (faults.has('timeout')) await pause(Infinity, request.signal);
  const created = Math.floor((options.clock ?? systemClock).now() / 1000);
  const outcome = await endpoint({ options, request, faults, created });
  if (faults.has('fail') && outcome.sends !== 'events') throw serverError();
  if (faults.has('garbage'))
    return new Response('<!DOCTYPE html><html><body><h1>It works!</h1></body></html>', {
      headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
    });
  if (faults.has('error-200')) return Response.json(serverError().toBody(), { headers });
  return deliver(outcome, faults, options.pace ?? 8, headers, request.signal);
}

type Endpoint = (exchange: Exchange) => Promise<MediaOutcome>;

const endpoints: ReadonlyMap<string, Endpoint> = new Map<string, Endpoint>([
  [
    '/audio/speech',
    async ({ options, request, faults }) => {
      const asked = await parseBody(request, speechRequest);
      useModel(options, asked.model, 'speech');
      return speak(asked, faults);
    },
  ],
  ['/audio/transcriptions', (exchange) => sound('transcribe', exchange)],
  ['/audio/translations', (exchange) => sound('translate', exchange)],
  ['/images/generations', (exchange) => image('generations', exchange)],
  ['/images/edits', (exchange) => image('edits', exchange)],
  ['/images/variations', (exchange) => image('variations', exchange)],
  [
    '/moderations',
    async ({ options, request }) => {
      const asked = await parseBody(await named(request, 'omni-moderation-latest'), moderationRequest);
      useModel(options, asked.model, 'moderation');
      return moderate(asked);
    },
  ],
]);

async function sound(
  kind: 'transcribe' | 'translate',
  { options, request, faults }: Exchange,
): Promise<MediaOutcome> {
  const form = await formOf(request);
  const model = form.get('model');
  if (typeof model !== 'string' || model === '')
    throw new ApiError(400, 'you must provide a model parameter');
  useModel(options, model, 'transcription');
  return transcribe(kind, form, faults);
}

async function image(
  endpoint: 'generations' | 'edits' | 'variations',
  { options, request, faults, created }: Exchange,
): Promise<MediaOutcome> {
  let inputs = 0;
  let asked = request;
  const isForm = /^multipart\//i.test(request.headers.get('content-type') ?? '');
  if (endpoint !== 'generations' && isForm) {
    const read = await readImageForm(await formOf(request), endpoint);
    inputs = read.inputs;
    asked = asRequest(read.body);
  } else if (endpoint !== 'generations') {
    const body: unknown = await request
      .clone()
      .json()
      .catch(() => undefined);
    const images: unknown =
      typeof body === 'object' && body !== null ? Reflect.get(body, 'images') : undefined;
    if (!Array.isArray(images) || images.length === 0)
      throw new ApiError(400, "Missing required parameter: 'image'.", {
        param: 'image',
        code: 'missing_required_parameter',
      });
    inputs = images.length;
  }
  const body = await parseBody(
    await named(asked, endpoint === 'edits' ? 'gpt-image-1.5' : 'dall-e-2'),
    imageRequest,
  );
  useModel(options, body.model, 'image');
  const host = request.headers.get('host') ?? 'simulated';
  const urlBase = `http://${host}/${options.id}${picturePath.slice(0, -1)}`;
  return draw(body, { endpoint, urlBase, created, inputs, faults });
}

const asRequest = (body: object): Request =>
  new Request('http://simulated/', { method: 'POST', body: JSON.stringify(body) });

/** The request with a model, where the upstream has a default. What is no JSON object stays as it is. */
async function named(request: Request, model: string): Promise<Request> {
  const text = await request.text();
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && !Array.isArray(body))
      return asRequest({ model, ...body });
  } catch {
    // said by whoever parses it
  }
  return new Request('http://simulated/', { method: 'POST', body: text });
}

async function formOf(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    throw new ApiError(400, 'Could not parse multipart form');
  }
}

function useModel({ models, anyModel }: MediaSimulatorOptions, id: string, kind: CallKind): void {
  if (anyModel || models.some((model) => model.id === id && model.kinds.includes(kind))) return;
  throw new ApiError(404, `The model \`${id}\` does not exist or you do not have access to it.`, {
    code: 'model_not_found',
  });
}
