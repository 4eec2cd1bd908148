import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ModelFact, Simulate } from '../../spec/provider.ts';
import { ApiError } from '../_families/openai-compatible/simulator/api-error.ts';
import { deliver } from '../_families/openai-compatible/simulator/deliver.ts';
import { readFaults, refuseAsAsked, serverError } from '../_families/openai-compatible/simulator/faults.ts';
import { rank, tokensOf } from '../_families/rerank/simulator.ts';
import { pause } from '../_families/simulated/deliver.ts';
import type { FaultNames } from '../_families/simulated/faults.ts';

/** V2RerankRequest: what version 1 had beside it is refused, as unknown fields are. */
const request = z.strictObject({
  model: z.string(),
  query: z.string().min(1),
  documents: z.array(z.string()).min(1).max(10_000),
  top_n: z.int().min(1).optional(),
  max_tokens_per_doc: z.int().min(1).optional(),
  priority: z.int().optional(),
});

const refuse = (status: number, message: string, headers: Readonly<Record<string, string>> = {}) =>
  Response.json({ id: randomUUID(), message }, { status, headers });

/** Pieces of this many tokens count as documents of their own. */
const tokensOfPiece = 500;
const documentsOfSearch = 100;
const defaultTokens = 4096;

/** Cohere's API: `/v2/rerank`, `/v1/models`, and `/compatibility/v1/…` by `openai`, the simulator of that wire. */
export function createSimulator(openai: Simulate, models: readonly ModelFact[]): Simulate {
  return async (asked) => {
    const url = new URL(asked.url);
    if (url.pathname.startsWith('/compatibility/v1/')) {
      url.pathname = url.pathname.slice('/compatibility/v1'.length);
      return openai(new Request(url, asked));
    }
    try {
      if (!/^Bearer\s+\S/i.test(asked.headers.get('authorization') ?? ''))
        return refuse(401, 'no api key supplied');
      const faults = readFaults(asked.headers);
      refuseAsAsked(faults);
      if (asked.method === 'GET' && url.pathname === '/v1/models')
        return Response.json({ models: models.map(show) });
      if (asked.method === 'POST' && url.pathname === '/v2/rerank')
        return await rerank(asked, faults, models);
      return refuse(404, 'page not found');
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return refuse(error.status, error.message, error.headers);
    }
  };
}

const show = ({ id, kinds, context }: ModelFact) => ({
  name: id,
  endpoints: kinds.map((kind) => (kind === 'embedding' ? 'embed' : kind)),
  finetuned: false,
  context_length: context,
});

async function rerank(asked: Request, faults: FaultNames, models: readonly ModelFact[]): Promise<Response> {
  if (faults.has('timeout')) await pause(Infinity, asked.signal);
  const parsed = request.safeParse(await asked.json().catch(() => undefined));
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    return refuse(400, `invalid request: ${issue.path.join('.') || 'body'}: ${issue.message}`);
  }
  const { model, query, documents, top_n, max_tokens_per_doc } = parsed.data;
  const found = models.find(({ id, kinds }) => id === model && kinds.includes('rerank'));
  if (!found)
    return refuse(
      404,
      `model '${model}' not found, make sure the correct model ID was used and that you have access to the model.`,
    );
  if (faults.has('fail')) throw serverError();
  if (faults.has('error-200')) return Response.json(serverError().toBody());
  if (faults.has('garbage'))
    return new Response('<!DOCTYPE html><title>It works!</title>', {
      headers: { 'content-type': 'text/html' },
    });
  const lengths = documents.map((text) => Math.min(tokensOf(text), max_tokens_per_doc ?? defaultTokens));
  const pieces = lengths.reduce((sum, length) => sum + Math.max(1, Math.ceil(length / tokensOfPiece)), 0);
  const tokens = lengths.reduce((sum, length) => sum + length + tokensOf(query), 0);
  const byToken = found.card.rates.some(({ meter }) => meter === 'input_tokens');
  const billed = byToken ? { input_tokens: tokens } : { search_units: Math.ceil(pieces / documentsOfSearch) };
  const body = {
    id: randomUUID(),
    results: rank(query, documents)
      .slice(0, top_n)
      .map(({ index, score }) => ({ index, relevance_score: score })),
    meta: {
      api_version: { version: '2' },
      ...(faults.has('no-usage') ? {} : { billed_units: faults.has('lie') ? { search_units: -1 } : billed }),
    },
  };
  return deliver({ sends: 'whole', body }, faults, { first: 8, next: 8 }, {}, asked.signal);
}
