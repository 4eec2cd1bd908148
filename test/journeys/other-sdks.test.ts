import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import Anthropic, { NotFoundError } from '@anthropic-ai/sdk';
import { CohereClientV2 } from 'cohere-ai';
import { startGateway, type TestGateway, testKey } from '../support/gateway.ts';

/** Other makers' SDKs at the gateway, with nothing changed but base URL and key, answered by simulators. */
let gateway: TestGateway;
before(async () => {
  gateway = await startGateway();
});
after(async () => {
  await gateway.verifyLedger();
  await gateway.close();
});

test('Cohere’s SDK ranks', async () => {
  const client = new CohereClientV2({ token: testKey, environment: gateway.url });
  const { results } = await client.rerank({
    model: 'rerank-v3.5',
    query: 'river of Huế',
    documents: ['a mountain', 'the Perfume river of Huế'],
  });
  assert.equal(results[0]?.index, 1);
});

test('Anthropic’s SDK lists models, counts tokens, and has its own errors', async () => {
  const client = new Anthropic({ apiKey: testKey, baseURL: gateway.url, maxRetries: 0 });
  const models = [];
  for await (const model of client.models.list({ limit: 1000 })) models.push(model);
  const claude = models.find(({ id }) => id === 'claude-sonnet-4-5');
  assert.equal(claude?.type, 'model');
  assert.ok(claude.display_name);
  assert.ok(Date.parse(claude.created_at) > 0);
  assert.equal((await client.models.retrieve('claude-sonnet-4-5')).id, 'claude-sonnet-4-5');
  for (const model of ['claude-sonnet-4-5', 'gpt-4o-mini', 'gemini-2.5-flash']) {
    const { input_tokens } = await client.messages.countTokens({
      model,
      messages: [{ role: 'user', content: 'How many tokens is this?' }],
    });
    assert.ok(input_tokens > 3 && input_tokens < 40, `${model}: ${input_tokens}`);
  }
  await assert.rejects(
    client.messages.create({
      model: 'claude-none',
      max_tokens: 10,
      messages: [{ role: 'user', content: 'x' }],
    }),
    (error: unknown) => error instanceof NotFoundError && /claude-none/.test(error.message),
  );
});
