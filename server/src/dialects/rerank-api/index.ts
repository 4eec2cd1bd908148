import { z } from 'zod';
import { isObject } from '../../base/json.ts';
import type { Call } from '../../spec/call.ts';
import type { Dialect, RelayEndpoint, WireAnswer } from '../../spec/dialect.ts';
import { GatewayError } from '../../spec/fault.ts';
import { parseBody, refuseDoubleModel } from '../../spec/json-body.ts';
import { aboutTokens, checkFields } from '../_families/openai/body.ts';
import { keepAlive, writeStreamFault } from '../_families/openai/stream-fault.ts';
import { writeFault } from '../_families/openai-faults.ts';

/**
 * The rerank API that Jina and Cohere share in all but their answers: fields of both are taken, the answer is that of
 * the model's maker. Sources: Jina's OpenAPI document (api.jina.ai/openapi.json), Cohere's API reference (v1, v2).
 */
const rerankBody = z.looseObject({
  model: z.string().min(1).max(256).meta({ description: 'Name of the model, as GET /v1/models lists it.' }),
  query: z.string().min(1).meta({ description: 'What is looked for.' }),
  documents: z
    .array(z.union([z.string(), z.looseObject({})]))
    .min(1)
    .meta({
      description: 'Texts, or objects with a text; jina-reranker-m0 also takes objects with an image.',
    }),
  top_n: z.int().min(0).nullish().meta({ description: 'How many results; all when absent, null or 0.' }),
  return_documents: z
    .boolean()
    .nullish()
    .meta({ description: 'Send each document back with its result; Cohere models leave it out.' }),
  max_tokens_per_doc: z.int().min(1).nullish().meta({ description: 'Longer documents are cut.' }),
  max_chunks_per_doc: z.int().min(1).nullish(),
  instruct: z
    .string()
    .nullish()
    .meta({ description: 'What the ranking is for, in English; models without instructions leave it out.' }),
  rank_fields: z
    .array(z.string())
    .nullish()
    .meta({ description: 'Which fields of the documents count (Cohere).' }),
});

/** More than any of the makers takes. */
const mostDocuments = 10_000;
/** An image that is ranked; jina-reranker-m0 takes patches of 28 by 28 pixels. */
const tokensOfImage = 4000;
/**
 * Cohere counts 100 documents, or pieces of about 500 tokens of longer ones, as one search; the query stands in each
 * piece, and may fill half of it.
 */
const documentsOfSearch = 100;
const tokensOfPiece = 500;

function textOf(document: unknown): string {
  if (typeof document === 'string') return document;
  if (!isObject(document)) return '';
  if (typeof document['text'] === 'string') return document['text'];
  return typeof document['image'] === 'string' ? '' : JSON.stringify(document);
}

function read(bytes: Buffer): Call {
  const body = parseBody(bytes);
  // The words that servers of this API have for the two commonest mistakes.
  if (body['query'] === '') throw new GatewayError('field_invalid', 'query is empty', { param: 'query' });
  if (Array.isArray(body['documents']) && body['documents'].length === 0)
    throw new GatewayError('field_invalid', 'documents is empty', { param: 'documents' });
  checkFields(rerankBody, body);
  refuseDoubleModel(bytes);
  const { model, query, documents } = rerankBody.parse(body);
  if (documents.length > mostDocuments)
    throw new GatewayError('field_invalid', `documents has more than ${mostDocuments} entries`, {
      param: 'documents',
    });
  let size = 0;
  let pieces = 0;
  let images = 0;
  const piece = tokensOfPiece - Math.min(Buffer.byteLength(query), tokensOfPiece / 2);
  for (const document of documents) {
    const length = Buffer.byteLength(textOf(document));
    size += length;
    pieces += Math.max(1, Math.ceil(length / piece));
    if (isObject(document) && typeof document['image'] === 'string') images++;
  }
  return {
    kind: 'rerank',
    endpoint: 'rerank',
    model,
    stream: false,
    usageInStream: false,
    body: bytes,
    bounds: {
      // The query is read again with each document.
      inputTokens:
        size + Buffer.byteLength(query) * documents.length + images * tokensOfImage + 16 * documents.length,
      outputTokens: 0,
      answers: 1,
      units: { searches: Math.ceil(pieces / documentsOfSearch), documents: documents.length },
    },
    facts: {
      documents: documents.length,
      text_tokens: aboutTokens(query) * documents.length + Math.ceil(size / 4),
    },
  };
}

/** Beside OpenAI's `error` stand `message`, which Cohere's SDKs read, and `detail`, which Jina's clients read. */
const writeAllFaults: Dialect['writeFault'] = (error, requestId): WireAnswer => {
  const answer = writeFault(error, requestId);
  const message = `${error.message} (request id: ${requestId})`;
  return { ...answer, body: JSON.stringify({ ...JSON.parse(answer.body), message, detail: message }) };
};

const endpoint: RelayEndpoint = {
  does: 'relay',
  method: 'POST',
  path: '/v1/rerank',
  name: 'rerank',
  kind: 'rerank',
  typeName: 'jina-rerank',
  rows: ['R220'],
  summary: {
    en: 'Sort documents by how well they answer a query',
    vi: 'Sắp xếp tài liệu theo độ liên quan',
  },
  body: rerankBody,
  read,
  texts({ body }) {
    const { query, documents } = parseBody(body);
    const texts = Array.isArray(documents) ? documents.map(textOf) : [];
    return typeof query === 'string' ? texts.flatMap((text) => [query, text]) : texts;
  },
};

/** Reranking: which of these documents answer the query best. */
export const rerank: Dialect = {
  // Not 'rerank': that is the word of the kind.
  id: 'rerank-api',
  wire: 'rerank',
  title: { en: 'Rerank', vi: 'Rerank' },
  endpoints: [
    endpoint,
    // Where Cohere's own SDK looks for it.
    { ...endpoint, path: '/v2/rerank', alias: true, rows: [] },
  ],
  writeFault: writeAllFaults,
  writeStreamFault,
  keepAlive,
};
