import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rerank } from '../../../dialects/rerank-api/index.ts';
import { compileCard, compileRatio, priceOf } from '../../../ledger/price.ts';
import type { Provider } from '../../../spec/provider.ts';
import { cohere } from '../../cohere/index.ts';
import { jina } from '../../jina/index.ts';
import { rank } from './simulator.ts';

const endpoint = rerank.endpoints[0]!;
assert.ok(endpoint.does === 'relay');

const documents = [
  'Carson City is the capital city of the American state of Nevada.',
  'Saipan is an island.',
  'Washington, D.C. is the capital of the United States.',
];
const query = 'What is the capital of the United States?';

/** The way of a call without the relay: read, rewritten, sent, read back. */
async function serve(provider: Provider, body: object, upstreamModel?: string, fault?: string) {
  const sent = Buffer.from(JSON.stringify(body));
  const call =
    endpoint!.does === 'relay' ? endpoint!.read(sent, { params: {}, query: '', headers: {} }) : undefined;
  assert.ok(call);
  const wire = provider.wires['rerank']!;
  const access = { key: 'k', settings: {} };
  const rewritten = wire.rewrite!(call, upstreamModel ?? call.model, access).body;
  const path = wire.paths['rerank'];
  assert.ok(typeof path === 'string');
  const response = await provider.simulator()(
    new Request(`http://simulated${path}`, {
      method: 'POST',
      headers: { ...provider.authorize(access), ...(fault ? { 'x-key4u-simulate': fault } : {}) },
      body: new Uint8Array(rewritten),
    }),
  );
  const bytes = Buffer.from(await response.arrayBuffer());
  return {
    status: response.status,
    untouched: rewritten === sent,
    answer: bytes[0] === 0x7b ? (JSON.parse(bytes.toString('utf8')) as Record<string, unknown>) : {},
    reading: wire.readAnswer(call, bytes),
    fault: provider.readFault(response.status, {}, bytes),
  };
}

const usd = (provider: Provider, model: string, usage: object | undefined): number => {
  const { card } = provider.manifest.models.find(({ id }) => id === model)!;
  return priceOf(compileCard(card), usage ?? {}, {}, compileRatio('1')) / 1e9;
};

const indexes = (answer: Record<string, unknown>): unknown[] =>
  (answer['results'] as { index: number }[]).map(({ index }) => index);

describe('jina', () => {
  const plain = { model: 'jina-reranker-v3', query, documents };

  it('answers in its own shape; the bytes of a plain request pass', async () => {
    const { answer, reading, untouched } = await serve(jina, { ...plain, return_documents: true });
    assert.equal(untouched, true);
    assert.deepEqual(indexes(answer), [2, 0, 1]);
    assert.deepEqual((answer['results'] as object[])[0], {
      index: 2,
      relevance_score: (answer['results'] as { relevance_score: number }[])[0]!.relevance_score,
      document: { text: documents[2] },
    });
    const { total_tokens: tokens } = answer['usage'] as { total_tokens: number };
    assert.deepEqual(reading.usage, { input_tokens: tokens });
    assert.equal(usd(jina, 'jina-reranker-v3', reading.usage), (tokens * 0.05) / 1e6);
  });
  it('is not sent what clients leave empty', async () => {
    const { answer, status } = await serve(jina, { ...plain, top_n: null, return_documents: null });
    assert.deepEqual([status, indexes(answer).length], [200, 3]);
    assert.equal((await serve(jina, { ...plain, top_n: 0 })).status, 200);
    assert.equal(indexes((await serve(jina, { ...plain, top_n: 1 })).answer).length, 1);
  });
  it('mapped names; unknown ones lead to another channel', async () => {
    assert.equal((await serve(jina, { ...plain, model: 'best' }, 'jina-reranker-m0')).status, 200);
    assert.equal((await serve(jina, plain, 'nothing')).fault.code, 'upstream_model_unknown');
  });
  it('says which field was wrong', () => {
    const body = Buffer.from(
      '{"detail":[{"loc":["body","documents"],"msg":"List should have at most 2048 items","type":"too_long"}]}',
    );
    const { code, message, detail } = jina.readFault(422, {}, body);
    assert.deepEqual(
      [code, message, detail?.param],
      ['upstream_refused', 'List should have at most 2048 items', 'documents'],
    );
    assert.equal(
      jina.readFault(402, {}, Buffer.from('{"detail":"Insufficient balance"}')).code,
      'upstream_key_refused',
    );
  });
  it('without usage, or with one that is not true, the query is counted with each document', async () => {
    for (const fault of ['no-usage', 'lie'])
      assert.ok((await serve(jina, plain, undefined, fault)).reading.usage!.input_tokens! > 40, fault);
  });
  it('embeddings of older answers tell only the total', () => {
    const wire = jina.wires['openai-chat']!;
    const body = Buffer.from(
      '{"object":"list","data":[{"index":0,"embedding":[1]}],"usage":{"total_tokens":9}}',
    );
    const { usage } = wire.readAnswer({ endpoint: 'embeddings', kind: 'embedding', facts: {} }, body);
    assert.deepEqual(usage, { input_tokens: 9 });
    assert.equal(wire.chat, undefined);
  });
});

describe('cohere', () => {
  const plain = { model: 'rerank-v3.5', query, documents };

  it('is charged by the search: $2 for a thousand', async () => {
    const { answer, reading, untouched } = await serve(cohere, { ...plain, top_n: 2 });
    assert.equal(untouched, true);
    assert.deepEqual(indexes(answer), [2, 0]);
    assert.equal(reading.usage?.searches, 1);
    assert.equal(usd(cohere, 'rerank-v3.5', reading.usage), 0.002);
    const many = await serve(cohere, { ...plain, documents: Array(201).fill('a capital') });
    assert.equal(usd(cohere, 'rerank-v4.0-pro', many.reading.usage), 0.0075);
  });
  it('version 5 by the token', async () => {
    const { answer, reading } = await serve(cohere, { ...plain, model: 'rerank-v5.0-pro' });
    const { billed_units: billed } = answer['meta'] as { billed_units: { input_tokens: number } };
    assert.equal(usd(cohere, 'rerank-v5.0-pro', reading.usage), (billed.input_tokens * 0.05) / 1e6);
  });
  it('requests of Jina and of version 1 are brought to version 2', async () => {
    const { status, answer } = await serve(cohere, {
      ...plain,
      documents: [
        { title: 'Nevada', text: 'Its capital is Carson City.' },
        { text: documents[2] },
        'An island',
      ],
      top_n: null,
      return_documents: true,
      max_chunks_per_doc: 4,
    });
    assert.equal(status, 200, JSON.stringify(answer));
    assert.equal(indexes(answer)[0], 1);
    const fields = await serve(cohere, {
      ...plain,
      documents: [
        { title: 'United States', text: 'x' },
        { title: 'x', text: 'United States' },
      ],
      rank_fields: ['title'],
    });
    assert.equal(indexes(fields.answer)[0], 0);
  });
  it('a recorded answer', () => {
    // https://github.com/vercel/ai, packages/cohere, cohere-reranking.1.json
    const body =
      '{"id":"b44fe75b","results":[{"index":1,"relevance_score":0.10183054},{"index":0,"relevance_score":0.03762639}],"meta":{"api_version":{"version":"2"},"billed_units":{"search_units":1}}}';
    const { usage, fault } = cohere.wires['rerank']!.readAnswer(
      { endpoint: 'rerank', kind: 'rerank', facts: { documents: 2 } },
      Buffer.from(body),
    );
    assert.deepEqual([usage, fault], [{ searches: 1 }, undefined]);
  });
  it('its errors', async () => {
    assert.equal((await serve(cohere, plain, 'nothing')).fault.code, 'upstream_model_unknown');
    const { code, message } = cohere.readFault(
      400,
      {},
      Buffer.from('{"id":"x","message":"invalid request: query"}'),
    );
    assert.deepEqual([code, message], ['upstream_refused', 'invalid request: query']);
    assert.equal((await serve(cohere, plain, undefined, '429')).fault.code, 'upstream_busy');
    for (const provider of [jina, cohere]) {
      const body = { query, documents, model: provider === jina ? 'jina-reranker-v3' : 'rerank-v3.5' };
      const faultOf = async (name: string) =>
        (await serve(provider, body, undefined, name)).reading.fault?.code;
      assert.equal(await faultOf('garbage'), 'upstream_garbage');
      assert.equal(await faultOf('error-200'), 'upstream_failed');
    }
  });
  it('chat and embeddings go by the compatibility API', async () => {
    const simulate = cohere.simulator();
    const wire = cohere.wires['openai-chat']!;
    const ask = (path: string, body: object) =>
      simulate(
        new Request(`http://simulated${path}`, {
          method: 'POST',
          headers: { authorization: 'Bearer k', 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      );
    const smallest = wire.smallest!('command-a-03-2025');
    assert.equal((await ask(smallest.path, JSON.parse(smallest.body))).status, 200);
    assert.equal(
      (await ask(String(wire.paths['embeddings']), { model: 'embed-v4.0', input: 'a' })).status,
      200,
    );
    assert.equal(wire.chat?.path('command-a-03-2025', false), wire.paths['chat']);
  });
});

describe('the scores of the simulators', () => {
  it('depend on shared words, the rarer the more, and stay between 0 and 1', () => {
    const ranked = rank('red apple', ['a red car', 'an apple, red and sweet', 'the sea', 'a red house']);
    assert.deepEqual(ranked.map(({ index }) => index).slice(0, 1), [1]);
    assert.ok(ranked.every(({ score }) => score > 0 && score < 1));
    assert.deepEqual(
      rank('x', ['a', 'b']).map(({ index }) => index),
      [0, 1],
    );
  });
});

describe('model facts', () => {
  for (const provider of [jina, cohere])
    it(`of ${provider.manifest.id} occur once, are priced, and say where the price is from`, () => {
      const ids = provider.manifest.models.map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length);
      for (const { card, context } of provider.manifest.models) {
        compileCard(card);
        assert.match(card.source, /https:\/\//);
        assert.ok(context! > 0 && card.rates.every(({ usd: price }) => Number(price) > 0));
      }
    });
});
