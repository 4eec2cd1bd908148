import type { Simulate } from '../../spec/provider.ts';
import { createOpenAiSimulator } from '../_families/openai-compatible/simulator/index.ts';
import { withMediaSimulator } from '../_families/openai-media/index.ts';
import { effortsOf } from '../_families/openai-responses/openai-models.ts';
import { createResponsesSimulator } from '../_families/openai-responses/simulator/index.ts';

/**
 * A simulated Azure resource: any name is a deployment. Both APIs, v1 and the dated one; the key comes as `api-key`;
 * chats carry the results of the content filter, and `[filter]` in a request is caught by it.
 */
export function simulator(): Simulate {
  const chat = createOpenAiSimulator({ models: [], anyModel: true });
  const responses = createResponsesSimulator({ models: [], anyModel: true, efforts: effortsOf });
  const others = withMediaSimulator(chat, { id: 'azure-openai', models: [], anyModel: true });
  return async (request) => {
    const url = new URL(request.url);
    // Addresses of pictures that it made need no key.
    if (url.pathname.startsWith('/simulated-images/')) return others(request);
    const place = readPlace(url);
    if (!place) return notFound();
    const key = request.headers.get('api-key') ?? bearerOf(request.headers);
    if (!key) return unauthorized();
    const headers = new Headers(request.headers);
    headers.delete('api-key');
    headers.set('authorization', `Bearer ${key}`);
    const body =
      request.method === 'GET' || request.method === 'DELETE' ? undefined : await readBody(request, place);
    if (body !== undefined && caught(body)) return filtered();
    const inner = new Request(new URL(place.path + url.search, url.origin), {
      method: request.method,
      headers,
      signal: request.signal,
      ...(body !== undefined && { body }),
    });
    if (place.path.startsWith('/responses')) return responses(inner);
    if (place.path !== '/chat/completions') return others(inner);
    const answer = await chat(inner);
    return answer.ok ? withFilterResults(answer) : answer;
  };
}

type Place = { readonly path: string; readonly deployment?: string };

function readPlace(url: URL): Place | undefined {
  const v1 = /^\/openai\/v1(\/.+)$/.exec(url.pathname)?.[1];
  if (v1 !== undefined) return { path: v1 };
  // The dated API is nothing without its date.
  if (!url.searchParams.has('api-version')) return undefined;
  const [, deployment, path] = /^\/openai\/deployments\/([^/]+)(\/.+)$/.exec(url.pathname) ?? [];
  if (deployment !== undefined && path !== undefined)
    return { path, deployment: decodeURIComponent(deployment) };
  const other = /^\/openai(\/(?:responses|models)(?:\/.*)?)$/.exec(url.pathname)?.[1];
  return other === undefined ? undefined : { path: other };
}

const bearerOf = (headers: Headers): string | undefined =>
  /^Bearer\s+(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];

/** The body, with the deployment as its model where the path says it. */
async function readBody(request: Request, { deployment }: Place): Promise<Buffer> {
  const bytes = Buffer.from(await request.arrayBuffer());
  if (deployment === undefined || !/json/.test(request.headers.get('content-type') ?? 'json')) return bytes;
  try {
    const body: unknown = JSON.parse(bytes.toString('utf8'));
    if (typeof body === 'object' && body !== null)
      return Buffer.from(JSON.stringify({ ...body, model: deployment }));
  } catch {
    // the simulated upstream says what is wrong with it
  }
  return bytes;
}

const caught = (body: Buffer): boolean => body.includes('[filter]');

const clean = {
  hate: { filtered: false, severity: 'safe' },
  self_harm: { filtered: false, severity: 'safe' },
  sexual: { filtered: false, severity: 'safe' },
  violence: { filtered: false, severity: 'safe' },
};

/** A chat's answer with what the content filter found: in the body, or as a first chunk without choices. */
async function withFilterResults(answer: Response): Promise<Response> {
  const headers = new Headers(answer.headers);
  headers.delete('content-length');
  const results = [{ prompt_index: 0, content_filter_results: clean }];
  if (!/event-stream/.test(headers.get('content-type') ?? '') || !answer.body) {
    const text = await answer.text();
    try {
      const body: unknown = JSON.parse(text);
      if (typeof body === 'object' && body !== null)
        return Response.json({ ...body, prompt_filter_results: results }, { headers });
    } catch {
      // garbage was asked for
    }
    return new Response(text, { status: answer.status, headers });
  }
  const first = { choices: [], created: 0, id: '', model: '', object: '', prompt_filter_results: results };
  const reader = answer.body.getReader();
  const head = Buffer.from(`data: ${JSON.stringify(first)}\n\n`);
  let begun = false;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (!begun) {
          begun = true;
          controller.enqueue(head);
          return;
        }
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { status: answer.status, headers });
}

const notFound = () =>
  Response.json({ error: { code: '404', message: 'Resource not found' } }, { status: 404 });

const unauthorized = () =>
  Response.json(
    {
      error: {
        code: '401',
        message:
          'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.',
      },
    },
    { status: 401 },
  );

const filtered = () =>
  Response.json(
    {
      error: {
        message:
          "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry.",
        type: null,
        param: 'prompt',
        code: 'content_filter',
        status: 400,
        innererror: {
          code: 'ResponsibleAIPolicyViolation',
          content_filter_result: { ...clean, violence: { filtered: true, severity: 'medium' } },
        },
      },
    },
    { status: 400 },
  );
