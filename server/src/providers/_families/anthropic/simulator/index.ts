import { randomText } from '../../../../base/ids.ts';
import type { Simulate } from '../../../../spec/provider.ts';
import { pause } from '../../simulated/deliver.ts';
import { type FaultNames, readFaults } from '../../simulated/faults.ts';
import { AnthropicError, internal, invalid, notFound, overloaded } from './api-error.ts';
import { deliver, type Outcome, sseFraming } from './deliver.ts';
import { type AnthropicSimulatorOptions, type Messages, openMessages, readBody } from './messages.ts';

export type { AnthropicSimulatorOptions, SimulatedModel } from './messages.ts';

/**
 * Anthropic's API: `/v1/messages`, `/v1/messages/count_tokens`, `/v1/models` and `/v1/models/{id}`. Answers depend on
 * the request alone (ids and the prompt cache apart), usage adds up, and `x-key4u-simulate` asks for the faults of
 * simulated/faults.ts. In a prompt `[refuse]` makes the model refuse, `[redact]` hides its
 * thoughts, `[pause]` ends the turn early, and `[words:500]` makes the answer longer.
 */
export function createAnthropicSimulator(options: AnthropicSimulatorOptions): Simulate {
  const messages = openMessages(options);
  const next = options.pace ?? 8;
  const pace = { first: next * 2, next };
  return async (request) => {
    const id = `req_${randomText(24)}`;
    const headers = {
      'request-id': id,
      'anthropic-organization-id': '00000000-0000-4000-8000-000000000000',
      'anthropic-ratelimit-requests-limit': '4000',
      'anthropic-ratelimit-requests-remaining': '3999',
    };
    try {
      const key = readKey(request.headers);
      const faults = readFaults(request.headers, invalid);
      refuseAsAsked(faults);
      if (request.headers.get('anthropic-version') === null)
        throw invalid('anthropic-version: header is required');
      const { pathname, searchParams } = new URL(request.url);
      if (request.method === 'GET')
        return Response.json(showModels(options, messages, pathname, searchParams), { headers });
      const exchange = { key, faults, betas: request.headers.get('anthropic-beta') !== null };
      if (faults.has('timeout')) await pause(Infinity, request.signal);
      const outcome = await answer(messages, request, pathname, exchange);
      const spoiled = spoil(outcome, faults, headers);
      if (spoiled) return spoiled;
      return await deliver(outcome, faults, pace, headers, request.signal, sseFraming(faults.has('crlf')));
    } catch (error) {
      if (!(error instanceof AnthropicError)) throw error;
      return Response.json(error.toBody(id), {
        status: error.status,
        headers: { ...headers, ...error.headers },
      });
    }
  };
}

async function answer(
  messages: Messages,
  request: Request,
  pathname: string,
  exchange: Parameters<Messages['create']>[1],
): Promise<Outcome> {
  if (pathname === '/v1/messages') return messages.create(await readBody(request), exchange);
  if (pathname === '/v1/messages/count_tokens')
    return { sends: 'whole', body: messages.count(await readBody(request), exchange) };
  throw notFound('Not found');
}

function readKey(headers: Headers): string {
  const bearer = /^Bearer\s+(\S+)\s*$/i.exec(headers.get('authorization') ?? '')?.[1];
  const key = headers.get('x-api-key') ?? bearer;
  if (!key) throw new AnthropicError(401, 'authentication_error', 'x-api-key header is required');
  if (key.startsWith('sk-revoked')) throw invalidKey();
  return key;
}

const invalidKey = () => new AnthropicError(401, 'authentication_error', 'invalid x-api-key');

/** The refusals that come before the body is looked at. */
export function refuseAsAsked(faults: FaultNames): void {
  if (faults.has('401')) throw invalidKey();
  if (faults.has('429'))
    throw new AnthropicError(
      429,
      'rate_limit_error',
      "This request would exceed your organization's rate limit. Please try again later.",
      { 'retry-after': '1' },
    );
  if (faults.has('500')) throw internal();
  if (faults.has('503')) throw overloaded();
  if (faults.has('refuse')) throw invalid('Output blocked by content filtering policy');
}

/** Answers that are none. */
export function spoil(
  outcome: Outcome,
  faults: FaultNames,
  headers: Readonly<Record<string, string>>,
): Response | undefined {
  if (faults.has('fail') && outcome.sends === 'whole') throw internal();
  if (faults.has('garbage')) {
    const page =
      '<!DOCTYPE html><html><head><title>Welcome</title></head><body><h1>It works!</h1></body></html>';
    return new Response(page, { headers: { ...headers, 'content-type': 'text/html; charset=utf-8' } });
  }
  return faults.has('error-200') ? Response.json(internal().toBody(), { headers }) : undefined;
}

function showModels(
  { models }: AnthropicSimulatorOptions,
  messages: Messages,
  pathname: string,
  query: URLSearchParams,
): object {
  const show = (model: AnthropicSimulatorOptions['models'][number]) => ({
    type: 'model',
    id: model.id,
    display_name: model.title,
    created_at: '2026-01-01T00:00:00Z',
    max_input_tokens: model.context ?? null,
    max_tokens: model.maxOutput ?? null,
    capabilities: null,
  });
  if (pathname.startsWith('/v1/models/')) {
    const id = decodeURIComponent(pathname.slice('/v1/models/'.length));
    const model = messages.find(id);
    if (!model) throw notFound(`model: ${id}`);
    return show(model);
  }
  if (pathname !== '/v1/models') throw notFound('Not found');
  const limit = Number(query.get('limit') ?? 20);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000)
    throw invalid('limit: Input should be greater than or equal to 1 and less than or equal to 1000');
  const after = models.findIndex((model) => model.id === query.get('after_id')) + 1;
  const before = models.findIndex((model) => model.id === query.get('before_id'));
  const page =
    before >= 0 ? models.slice(Math.max(0, before - limit), before) : models.slice(after, after + limit);
  return {
    data: page.map(show),
    has_more: before >= 0 ? before > limit : after + limit < models.length,
    first_id: page[0]?.id ?? null,
    last_id: page.at(-1)?.id ?? null,
  };
}
