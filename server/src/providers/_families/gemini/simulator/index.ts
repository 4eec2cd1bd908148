import { randomText } from '../../../../base/ids.ts';
import { isObject, type Json, objectOf, objectsIn, textOf } from '../../../../base/json.ts';
import type { ModelFact, Simulate } from '../../../../spec/provider.ts';
import { type Pace, pause } from '../../simulated/deliver.ts';
import { type FaultNames, readFaults } from '../../simulated/faults.ts';
import { openPromptCache, type PromptCache } from '../../simulated/tokens.ts';
import { traitsOf } from '../model-traits.ts';
import { checkRequest } from './check-request.ts';
import { sendFrames, sendWhole } from './deliver.ts';
import { embedAll, embedOne, predictVectors } from './embeddings.ts';
import { answerFrames, answerWhole } from './generate.ts';
import { failed, GoogleError, invalid, keyRefused, overloaded, quotaReached } from './google-error.ts';
import { paint } from './picture.ts';
import { modalities, readPrompt } from './prompt.ts';
import { readBody } from './request-shape.ts';

export type GeminiSimulatorOptions = {
  readonly models: readonly ModelFact[];
  /** Vertex AI's paths, its log-in at `/token` and its forms of list and embeddings. */
  readonly vertex?: boolean;
  /** Milliseconds between writes of a stream, 8 when absent. 0: no waiting. */
  readonly pace?: number;
};

type Simulator = {
  readonly models: ReadonlyMap<string, ModelFact>;
  readonly vertex: boolean;
  readonly cache: PromptCache;
  readonly pace: Pace;
};
type Exchange = {
  readonly request: Request;
  readonly url: URL;
  readonly model: ModelFact;
  readonly body: Json;
  readonly faults: FaultNames;
  readonly key: string;
};

/**
 * Google's upstream in small: generateContent whole and streamed in both forms, countTokens, embeddings, predict, models.
 * Answers depend on the request alone (ids apart), usage adds up, and the header `x-key4u-simulate` asks for faults.
 * Sources: Google's API reference, its protobuf files, recorded answers.
 */
export function createGeminiSimulator(options: GeminiSimulatorOptions): Simulate {
  const next = options.pace ?? 8;
  const simulator: Simulator = {
    models: new Map(options.models.map((model) => [model.id, model])),
    vertex: options.vertex ?? false,
    cache: openPromptCache(),
    pace: { first: next * 2, next },
  };
  return async (request) => {
    try {
      return await answer(simulator, request);
    } catch (error) {
      if (!(error instanceof GoogleError)) throw error;
      return Response.json(error.toBody(), { status: error.code });
    }
  };
}

async function answer(simulator: Simulator, request: Request): Promise<Response> {
  const url = new URL(request.url);
  if (simulator.vertex && url.pathname === '/token') return grantToken(request);
  const key = readKey(simulator, request.headers, url);
  const faults = readFaults(request.headers, invalid);
  if (faults.has('401')) throw keyRefused();
  if (faults.has('429')) throw quotaReached();
  if (faults.has('500')) throw failed();
  if (faults.has('503')) throw overloaded();
  if (request.method === 'GET') return Response.json(readModels(simulator, url));
  const found =
    /^\/v1(?:beta\d?|alpha)?\/(?:projects\/[^/]+\/locations\/[^/]+\/)?(?:publishers\/google\/)?models\/(.+):(\w+)$/.exec(
      decodeURIComponent(url.pathname),
    );
  const [, name = '', method = ''] = found ?? [];
  const endpoint = request.method === 'POST' ? endpoints.get(method) : undefined;
  if (!found || !endpoint) throw new GoogleError(404, 'NOT_FOUND', 'Requested entity was not found.');
  const model = simulator.models.get(name);
  if (!model || !servedBy(method, model)) {
    throw new GoogleError(
      404,
      'NOT_FOUND',
      `models/${name} is not found for API version v1beta, or is not supported for ${method}. Call ListModels to see the list of available models and their supported methods.`,
    );
  }
  if (faults.has('timeout')) await pause(Infinity, request.signal);
  const body = await readBody(request);
  if (faults.has('garbage'))
    return new Response('<!DOCTYPE html><title>Welcome</title>', {
      headers: { 'content-type': 'text/html' },
    });
  if (faults.has('error-200')) return Response.json(failed().toBody());
  return endpoint(simulator, { request, url, model, body, faults, key });
}

/** Does a method answer for a model? */
function servedBy(method: string, { kinds }: ModelFact): boolean {
  if (kinds.includes('video')) return false;
  if (method === 'countTokens') return true;
  if (method === 'predict') return !kinds.includes('chat');
  return kinds.includes(/^(embed|batchEmbed)/.test(method) ? 'embedding' : 'chat');
}

const endpoints: ReadonlyMap<string, (simulator: Simulator, exchange: Exchange) => Promise<Response>> =
  new Map([
    ['generateContent', (simulator: Simulator, exchange: Exchange) => generate(simulator, exchange, false)],
    [
      'streamGenerateContent',
      (simulator: Simulator, exchange: Exchange) => generate(simulator, exchange, true),
    ],
    ['countTokens', count],
    ['embedContent', (simulator, exchange) => whole(simulator, exchange, embedOne(exchange.body))],
    ['batchEmbedContents', (simulator, exchange) => whole(simulator, exchange, embedAll(exchange.body))],
    ['predict', predict],
  ]);

const whole = (simulator: Simulator, { faults, request }: Exchange, body: object): Promise<Response> =>
  sendWhole(body, faults, simulator.pace, request.signal);

/** The key in any of its three places. A revoked one is refused in the words of the place. */
function readKey(simulator: Simulator, headers: Headers, url: URL): string {
  const bearer = /^Bearer\s+(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];
  const key = headers.get('x-goog-api-key') ?? url.searchParams.get('key') ?? bearer ?? '';
  if (key === '') {
    throw simulator.vertex
      ? new GoogleError(
          401,
          'UNAUTHENTICATED',
          'Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
        )
      : new GoogleError(
          403,
          'PERMISSION_DENIED',
          "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
        );
  }
  if (/^(sk-revoked|invalid|bad)/.test(key)) throw keyRefused();
  return key;
}

async function generate(simulator: Simulator, exchange: Exchange, stream: boolean): Promise<Response> {
  const { body, model, key, faults, request, url } = exchange;
  checkRequest(model.id, body, simulator.vertex);
  const prompt = readPrompt(body, traitsOf(model.id));
  const total = modalities.reduce((sum, name) => sum + prompt.tokens[name], 0);
  if (model.context !== undefined && total > model.context)
    throw invalid(
      `The input token count (${total}) exceeds the maximum number of tokens allowed (${model.context}).`,
    );
  const cached = simulator.cache.read(`${model.id} ${key}`, prompt.rendered);
  const context = {
    model: model.id,
    cached: Math.min(cached, prompt.tokens.TEXT),
    faults,
    vertex: simulator.vertex,
  };
  if (!stream) return whole(simulator, exchange, answerWhole(body, prompt, context));
  const form = url.searchParams.get('alt') === 'sse' ? 'events' : 'array';
  return sendFrames(answerFrames(body, prompt, context), form, faults, simulator.pace, request.signal);
}

async function count(simulator: Simulator, exchange: Exchange): Promise<Response> {
  const { body, model } = exchange;
  const inner = isObject(body['generateContentRequest']) ? body['generateContentRequest'] : body;
  const { tokens } = readPrompt(inner, traitsOf(model.id));
  const details = modalities
    .filter((name) => tokens[name] > 0)
    .map((modality) => ({ modality, tokenCount: tokens[modality] }));
  const totalTokens = details.reduce((sum, { tokenCount }) => sum + tokenCount, 0);
  return whole(simulator, exchange, {
    totalTokens,
    ...(simulator.vertex ? { totalBillableCharacters: totalTokens * 4 } : {}),
    promptTokensDetails: details,
  });
}

/** Pictures; on Vertex AI embeddings too. */
async function predict(simulator: Simulator, exchange: Exchange): Promise<Response> {
  const { body, model } = exchange;
  const instances = objectsIn(body['instances']);
  if (instances.length === 0) throw invalid('Invalid instances: at least one is needed.');
  const parameters = objectOf(body['parameters']);
  if (model.kinds.includes('embedding'))
    return whole(simulator, exchange, predictVectors(instances, parameters));
  const prompt = textOf(instances[0]!['prompt']);
  if (prompt === '') throw invalid('Text prompt cannot be empty.');
  // Google's default is four.
  const { sampleCount = 4 } = parameters;
  if (typeof sampleCount !== 'number' || sampleCount < 1 || sampleCount > 4)
    throw invalid('sampleCount must be between 1 and 4.');
  const ratio = textOf(parameters['aspectRatio']) || '1:1';
  if (!/^(1:1|3:4|4:3|9:16|16:9)$/.test(ratio))
    throw invalid(`Invalid aspect ratio ${ratio}: supported are 1:1, 3:4, 4:3, 9:16 and 16:9.`);
  const size = textOf(parameters['imageSize'] ?? parameters['sampleImageSize']) || '1K';
  const predictions = Array.from({ length: sampleCount }, (_, index) =>
    prompt.includes('[refuse]')
      ? { raiFilteredReason: 'Unable to show generated images: they may violate the usage guidelines.' }
      : {
          mimeType: 'image/png',
          bytesBase64Encoded: paint(`${prompt} ${index}`, ratio, size).toString('base64'),
        },
  );
  return whole(simulator, exchange, { predictions });
}

function readModels(simulator: Simulator, url: URL): object {
  const path = decodeURIComponent(url.pathname);
  const one = /\/models\/([^/]+)$/.exec(path)?.[1];
  const show = (model: ModelFact): object => (simulator.vertex ? publisherModel(model) : shownModel(model));
  if (one !== undefined) {
    const model = simulator.models.get(one);
    if (!model) throw new GoogleError(404, 'NOT_FOUND', `models/${one} is not found for API version v1beta.`);
    return show(model);
  }
  if (!/\/models$/.test(path)) throw new GoogleError(404, 'NOT_FOUND', 'Requested entity was not found.');
  const all = [...simulator.models.values()];
  const from = Number(url.searchParams.get('pageToken') ?? 0) || 0;
  const size = Math.min(Number(url.searchParams.get('pageSize') ?? 50) || 50, 1000);
  const more = from + size < all.length ? { nextPageToken: String(from + size) } : {};
  const page = all.slice(from, from + size).map(show);
  return simulator.vertex ? { publisherModels: page, ...more } : { models: page, ...more };
}

const publisherModel = ({ id }: ModelFact) => ({
  name: `publishers/google/models/${id}`,
  versionId: 'default',
  launchStage: 'GA',
});

const shownModel = ({ id, title, kinds: has, context, maxOutput }: ModelFact) => ({
  name: `models/${id}`,
  version: '001',
  displayName: title ?? id,
  description: `Simulated ${title ?? id}`,
  inputTokenLimit: context,
  outputTokenLimit: maxOutput ?? 1,
  supportedGenerationMethods: has.includes('embedding')
    ? ['embedContent', 'batchEmbedContents', 'countTokens']
    : has.includes('image')
      ? ['predict']
      : has.includes('video')
        ? ['predictLongRunning']
        : ['generateContent', 'countTokens', 'createCachedContent', 'batchGenerateContent'],
  ...(has.includes('chat')
    ? { temperature: 1, topP: 0.95, topK: 64, maxTemperature: 2, thinking: true }
    : {}),
});

/** Google's OAuth endpoint: a token for a signed assertion (RFC 7523). The signature itself is not checked. */
async function grantToken(request: Request): Promise<Response> {
  const form = new URLSearchParams(await request.text());
  const assertion = form.get('assertion') ?? '';
  const granted =
    form.get('grant_type') === 'urn:ietf:params:oauth:grant-type:jwt-bearer' &&
    /^[\w-]+\.[\w-]+\.[\w-]+$/.test(assertion);
  if (!granted)
    return Response.json(
      { error: 'invalid_grant', error_description: 'Invalid JWT Signature.' },
      { status: 400 },
    );
  return Response.json({ access_token: `ya29.${randomText(60)}`, expires_in: 3599, token_type: 'Bearer' });
}
