import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { CohereClientV2, CohereError } from 'cohere-ai';
import { serveSimulators } from '../../base/serve-simulated.ts';
import { cohere } from './index.ts';

describe('the simulated Cohere, with the official SDK', () => {
  let server: Awaited<ReturnType<typeof serveSimulators>>;
  let client: CohereClientV2;
  before(async () => {
    server = await serveSimulators({ cohere: cohere.simulator() }, { host: '127.0.0.1', port: 0 });
    client = new CohereClientV2({ token: 'any', environment: `${server.url}/cohere` });
  });
  after(() => server.close());

  test('ranks documents', async () => {
    const { results, meta } = await client.rerank({
      model: 'rerank-v3.5',
      query: 'river of Huế',
      documents: ['a mountain', 'the Perfume river of Huế', 'a city'],
      topN: 2,
    });
    assert.equal(results.length, 2);
    assert.equal(results[0]?.index, 1);
    assert.ok(results[0].relevanceScore > results[1]!.relevanceScore);
    assert.equal(meta?.billedUnits?.searchUnits, 1);
  });

  test('refuses a model that does not exist', async () => {
    await assert.rejects(
      client.rerank({ model: 'rerank-none', query: 'x', documents: ['y'] }, { maxRetries: 0 }),
      (error: unknown) => error instanceof CohereError && error.statusCode === 404,
    );
  });
});
