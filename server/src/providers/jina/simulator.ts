import { z } from 'zod';
import { textOf } from '../../base/json.ts';
import type { ModelFact, Simulate } from '../../spec/provider.ts';
import { ApiError } from '../_families/openai-compatible/simulator/api-error.ts';
import { deliver } from '../_families/openai-compatible/simulator/deliver.ts';
import { readFaults, refuseAsAsked, serverError } from '../_families/openai-compatible/simulator/faults.ts';
import { rank, tokensOf } from '../_families/rerank/simulator.ts';
import { pause } from '../_families/simulated/deliver.ts';

const request = z.looseObject({
  model: z.string(),
  query: z.string().min(1),
  documents: z
    .array(z.union([z.string(), z.looseObject({ text: z.string() }), z.looseObject({ image: z.string() })]))
    .min(1)
    .max(2048),
  top_n: z.int().min(1).optional(),
  return_documents: z.boolean().optional(),
});

/** What an image counts as. */
const tokensOfImage = 640;

const refuse = (status: number, detail: unknown, headers: Readonly<Record<string, string>> = {}) =>
  Response.json({ detail }, { status, headers });

/** Jina's API: `/v1/rerank`, `/v1/embeddings` (by `openai`, the simulator of that wire), `/v1/models`. */
export function createSimulator(openai: Simulate, models: readonly ModelFact[]): Simulate {
  return async (asked) => {
    const url = new URL(asked.url);
    if (asked.method !== 'POST' || url.pathname !== '/v1/rerank') {
      url.pathname = url.pathname.replace(/^\/v1(?=\/)/, '');
      return openai(new Request(url, asked));
    }
    try {
      return await rerank(asked, models);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return refuse(error.status, error.message, error.headers);
    }
  };
}

async function rerank(asked: Request, models: readonly ModelFact[]): Promise<Response> {
  if (!/^Bearer\s+\S/i.test(asked.headers.get('authorization') ?? ''))
    return refuse(401, 'Authentication required');
  const faults = readFaults(asked.headers);
  refuseAsAsked(faults);
  if (faults.has('timeout')) await pause(Infinity, asked.signal);
  const parsed = request.safeParse(await asked.json().catch(() => undefined));
  if (!parsed.success)
    return refuse(
      422,
      parsed.error.issues.map(({ path, message, code }) => ({
        type: code,
        loc: ['body', ...path],
        msg: message,
      })),
    );
  const { model, query, documents, top_n, return_documents } = parsed.data;
  if (!models.some(({ id, kinds }) => id === model && kinds.includes('rerank')))
    return Response.json(
      { code: 'INPUT_MODEL_NOT_FOUND', detail: `Model '${model}' not found` },
      { status: 400 },
    );
  if (faults.has('fail')) throw serverError();
  if (faults.has('error-200')) return Response.json(serverError().toBody());
  if (faults.has('garbage'))
    return new Response('<!DOCTYPE html><title>It works!</title>', {
      headers: { 'content-type': 'text/html' },
    });
  const texts = documents.map((one) => (typeof one === 'string' ? one : textOf(one['text'])));
  const tokens = texts.reduce(
    (sum, text) => sum + tokensOf(query) + (text === '' ? tokensOfImage : tokensOf(text)),
    0,
  );
  const body = {
    model,
    object: 'list',
    ...(faults.has('no-usage') ? {} : { usage: { total_tokens: faults.has('lie') ? -1 : tokens } }),
    results: rank(query, texts)
      .slice(0, top_n)
      .map(({ index, score }) => ({
        index,
        relevance_score: score,
        ...(return_documents
          ? { document: typeof documents[index] === 'string' ? { text: texts[index] } : documents[index] }
          : {}),
      })),
  };
  return deliver({ sends: 'whole', body }, faults, { first: 8, next: 8 }, {}, asked.signal);
}
