import { z } from 'zod';
import type { ModelFact, Provider, Simulate } from '../../spec/provider.ts';
import { createAnthropicSimulator } from '../_families/anthropic/simulator/index.ts';
import { createArkVideoSimulator } from '../_families/ark-video/simulator.ts';
import { servesEndpoint } from '../_families/gemini/index.ts';
import { createGeminiSimulator } from '../_families/gemini/simulator/index.ts';
import { createVideoSimulator, orElse } from '../_families/gemini-video/simulator/index.ts';
import { createHailuoSimulator } from '../_families/hailuo/simulator/index.ts';
import { createJimengGatewaySimulator } from '../_families/jimeng/gateway-simulator.ts';
import { createKlingSimulator } from '../_families/kling/index.ts';
import { createLumaRelaySimulator } from '../_families/luma/index.ts';
import { createSimulator as createMidjourneySimulator } from '../_families/midjourney/simulator/index.ts';
import { ApiError } from '../_families/openai-compatible/simulator/api-error.ts';
import { readFaults, refuseAsAsked } from '../_families/openai-compatible/simulator/faults.ts';
import { createOpenAiSimulator } from '../_families/openai-compatible/simulator/index.ts';
import { parseBody } from '../_families/openai-compatible/simulator/parse.ts';
import { withMediaSimulator } from '../_families/openai-media/index.ts';
import { createRealtimeSimulator } from '../_families/openai-realtime/index.ts';
import { createResponsesSimulator } from '../_families/openai-responses/simulator/index.ts';
import { withVideoSimulator } from '../_families/openai-video/index.ts';
import { createQwenVideoSimulator } from '../_families/qwen-video/simulator/index.ts';
import { rank, tokensOf } from '../_families/rerank/simulator.ts';
import { createRunwaySimulator } from '../_families/runway/index.ts';
import { sendJson } from '../_families/simulated/deliver.ts';
import { serveMedia } from '../_families/simulated/media/serve.ts';
import { createSunoSimulator } from '../_families/suno/simulator/index.ts';
import { createUnifiedVideoSimulator } from '../_families/video-unified/simulator.ts';
import { prefixes, rolePath } from './tasks.ts';

const factOf = (id: string, kinds: ModelFact['kinds']): ModelFact => ({
  id,
  kinds,
  card: { rates: [], source: 'a simulated gateway', asOf: '2026-11-23' },
});

/** Models of Google's that have names of their own in paths; other wires take every name. */
const veo = [
  'veo-2.0-generate-001',
  'veo-3.0-generate-001',
  'veo-3.0-fast-generate-001',
  'veo-3.1-generate-001',
  'veo-3.1-fast-generate-001',
  'veo-3.1-lite-generate-001',
  'veo-3.1-generate-preview',
  'veo-3.1-fast-generate-preview',
].map((id) => factOf(id, ['video']));

const seedance = { includes: (model: string) => /seedance/.test(model) };

/** With another path, or with the key in the header that an upstream of this kind looks at. */
function changed(request: Request, path: string, headers: Readonly<Record<string, string>> = {}): Request {
  const url = new URL(request.url);
  url.pathname = path;
  const next = new Request(url, request);
  for (const [name, value] of Object.entries(headers)) next.headers.set(name, value);
  return next;
}

const keyOf = (request: Request): string =>
  /^Bearer\s+(\S+)\s*$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';

/** Gemini's for any model: its simulator is made for the models that it is asked for. */
function anyGemini(): Simulate {
  const known = new Map<string, Simulate>();
  return (request) => {
    const name = /\/models\/(.+):\w+$/.exec(decodeURIComponent(new URL(request.url).pathname))?.[1] ?? '';
    let simulate = known.get(name);
    if (!simulate) {
      const kind = servesEndpoint(name, 'embed')
        ? 'embedding'
        : servesEndpoint(name, 'predict')
          ? 'image'
          : 'chat';
      simulate = createGeminiSimulator({ models: [factOf(name, [kind])] });
      if (known.size > 100) known.clear();
      known.set(name, simulate);
    }
    return simulate(request);
  };
}

const rankRequest = z.looseObject({
  model: z.string(),
  query: z.string().min(1),
  documents: z.array(z.union([z.string(), z.looseObject({ text: z.string() })])).min(1),
  top_n: z.int().min(1).nullish(),
});

async function rankDocuments(request: Request): Promise<Response> {
  try {
    if (keyOf(request) === '') throw new ApiError(401, 'No API key', { code: 'invalid_api_key' });
    const faults = readFaults(request.headers);
    refuseAsAsked(faults);
    const { model, query, documents, top_n } = await parseBody(request, rankRequest);
    const texts = documents.map((one) => (typeof one === 'string' ? one : one.text));
    const tokens = texts.reduce((sum, text) => sum + tokensOf(query) + tokensOf(text), 0);
    const body = {
      model,
      ...(faults.has('no-usage') ? {} : { usage: { total_tokens: tokens } }),
      results: rank(query, texts)
        .slice(0, top_n ?? undefined)
        .map(({ index, score }) => ({ index, relevance_score: score })),
    };
    return await sendJson(body, {}, faults, { first: 8, next: 8 }, request.signal);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return Response.json(error.toBody(), { status: error.status, headers: error.headers });
  }
}

const noSuchPath = (): Response =>
  Response.json(
    { error: { message: 'Invalid URL', type: 'invalid_request_error', param: null, code: 'unknown_url' } },
    { status: 404 },
  );

/**
 * A gateway of this family in small: all its wires behind one address, each played by the simulator of its family, and one
 * kind of key for all. `id`: the provider's, behind whose name simulators are served.
 */
export function createRelaySimulator({ id }: { readonly id: string }): Simulate {
  const texts = withMediaSimulator(createOpenAiSimulator({ models: [], anyModel: true }), {
    id,
    models: [],
    anyModel: true,
  });
  const responses = createResponsesSimulator({ models: [], anyModel: true });
  const anthropic = createAnthropicSimulator({ models: [], anyModel: true });
  const midjourney = createMidjourneySimulator();
  const films = withVideoSimulator(async () => noSuchPath(), {
    official: false,
    prefix: prefixes.openAi,
    rolePath,
  });
  const bare = (simulate: Simulate): Simulate => {
    return (request) => simulate(changed(request, new URL(request.url).pathname.replace(/^\/v1(?=\/)/, '')));
  };
  const google = orElse(createVideoSimulator({ models: veo }), anyGemini());
  const suno = createSunoSimulator();
  const routes: readonly (readonly [beginning: RegExp, simulate: Simulate])[] = [
    [
      /^\/(?:mj(?:-\w+)?|attachments)\//,
      (request) =>
        midjourney(changed(request, new URL(request.url).pathname, { 'mj-api-secret': keyOf(request) })),
    ],
    [/^\/(?:suno|_uploads)\//, suno],
    [/^\/kling\//, createKlingSimulator({ prefix: prefixes.kling })],
    [/^\/luma\//, createLumaRelaySimulator({ prefix: prefixes.luma })],
    [/^\/runwayml\//, createRunwaySimulator({ prefix: prefixes.runway })],
    [/^\/jimeng(?:\/|$)/, createJimengGatewaySimulator({ prefix: prefixes.jimeng })],
    [/^\/volc\//, createArkVideoSimulator({ prefix: prefixes.ark, models: seedance })],
    [/^\/minimax\//, createHailuoSimulator()],
    [/^\/alibailian\//, orElse(createQwenVideoSimulator(), async () => noSuchPath())],
    [/^\/v1beta\//, google],
    [/^\/v1\/video\//, orElse(createUnifiedVideoSimulator(), async () => noSuchPath())],
    [/^\/v1\/videos(?:\/|$)|^\/sora\//, films],
    [
      /^\/v1\/messages(?:\/|$)/,
      (request) =>
        anthropic(
          changed(request, new URL(request.url).pathname, {
            'x-api-key': keyOf(request),
            'anthropic-version': request.headers.get('anthropic-version') ?? '2023-06-01',
          }),
        ),
    ],
    [/^\/v1\/responses(?:\/|$)/, bare(responses)],
    [/^\/v1\/rerank$/, rankDocuments],
    [/^\/(?:v1|simulated-images)\//, bare(texts)],
  ];
  return async (request) => {
    const media = serveMedia(request);
    if (media) return media;
    const { pathname } = new URL(request.url);
    const route = routes.find(([beginning]) => beginning.test(pathname));
    return route ? route[1](request) : noSuchPath();
  };
}

/** Its sessions, behind the same address. */
export const createRelaySessions: NonNullable<Provider['realtimeSimulator']> = () => {
  const simulate = createRealtimeSimulator({ models: [], anyModel: true });
  return (request) => simulate(changed(request, new URL(request.url).pathname.replace(/^\/v1(?=\/)/, '')));
};
