import assert from 'node:assert/strict';
import { after, before, describe, it, test } from 'node:test';
import OpenAI, { AzureOpenAI } from 'openai';
import { serveSimulators } from '../../base/serve-simulated.ts';
import { azureOpenai } from './index.ts';
import { locate } from './paths.ts';

const dated = { key: 'k', settings: { 'api-version': '2025-04-01-preview' } };

test('a path lies in v1, or under the deployment where a version is set', () => {
  const cases = [
    ['/chat/completions', undefined, '/openai/v1/chat/completions'],
    ['/chat/completions', { key: 'k', settings: {} }, '/openai/v1/chat/completions'],
    [
      '/chat/completions',
      dated,
      '/openai/deployments/my%20gpt/chat/completions?api-version=2025-04-01-preview',
    ],
    ['/responses', dated, '/openai/responses?api-version=2025-04-01-preview'],
    ['/responses/input_tokens', dated, '/openai/responses/input_tokens?api-version=2025-04-01-preview'],
  ] as const;
  for (const [path, access, expected] of cases) assert.equal(locate(path, 'my gpt', access), expected);
  const { wires } = azureOpenai;
  assert.equal(
    wires['openai-chat']?.chat?.path('d', false, dated),
    '/openai/deployments/d/chat/completions?api-version=2025-04-01-preview',
  );
  assert.equal(wires['openai-chat']?.embedding?.path('d'), '/openai/v1/embeddings');
  assert.equal(
    wires['openai-responses']?.chat?.path('d', true, dated),
    '/openai/responses?api-version=2025-04-01-preview',
  );
  assert.equal(wires['openai-chat']?.smallest?.('d').path, '/openai/v1/chat/completions');
});

test('the key goes in its own header', () => {
  assert.deepEqual(azureOpenai.authorize(dated), { 'api-key': 'k' });
});

test('refusals of the content filter are about the request, wrong deployments about the channel', () => {
  const read = (status: number, body: object) =>
    azureOpenai.readFault(status, {}, Buffer.from(JSON.stringify(body)));
  const filtered = read(400, {
    error: {
      message: 'The response was filtered',
      type: null,
      param: 'prompt',
      code: 'content_filter',
      status: 400,
      innererror: { code: 'ResponsibleAIPolicyViolation' },
    },
  });
  assert.equal(filtered.code, 'upstream_refused');
  assert.deepEqual(filtered.detail, { status: 400, param: 'prompt', upstream: { code: 'content_filter' } });
  const missing = { error: { code: 'DeploymentNotFound', message: 'The API deployment does not exist.' } };
  assert.equal(read(404, missing).code, 'upstream_model_unknown');
  assert.equal(read(401, { error: { code: '401', message: 'Access denied' } }).code, 'upstream_key_refused');
  assert.equal(read(429, { error: { code: '429', message: 'Rate limit' } }).code, 'upstream_busy');
});

test('the first chunk of a chat, with filter results and no choices, passes and produces nothing', () => {
  const reader = azureOpenai.wires['openai-chat']?.openStream({
    endpoint: 'chat',
    kind: 'chat',
    facts: {},
    usageInStream: true,
  });
  assert.ok(reader);
  const first = 'data: {"choices":[],"created":0,"id":"","prompt_filter_results":[{"prompt_index":0}]}\n\n';
  assert.equal(reader.push(Buffer.from(first))?.toString(), first);
  assert.equal(reader.produced, false);
  const parts = azureOpenai.wires['openai-chat']?.chat?.openParts();
  assert.deepEqual(
    parts?.push(Buffer.from(first)).filter(({ type }) => type !== 'start'),
    [],
  );
});

test('a deployment that bears the name of a model that reasons is asked by Responses', () => {
  const { wires } = azureOpenai;
  const converted = (name: string) =>
    Object.keys(wires).find((id) => wires[id]?.chat && wires[id].serves?.(name, 'chat') !== false);
  assert.equal(converted('gpt-5.2'), 'openai-responses');
  assert.equal(converted('gpt-5-codex'), 'openai-responses');
  assert.equal(converted('gpt-4o'), 'openai-chat');
  assert.equal(converted('our-deployment'), 'openai-chat');
  assert.notEqual(wires['openai-responses']?.serves?.('our-deployment', 'responses'), false);
});

describe('the simulated resource, called by the official SDK', () => {
  let server: Awaited<ReturnType<typeof serveSimulators>>;
  before(async () => {
    server = await serveSimulators({ azure: azureOpenai.simulator() }, { host: '127.0.0.1', port: 0 });
  });
  after(() => server.close());
  const ask = (content: string) => ({ model: 'our-gpt', messages: [{ role: 'user' as const, content }] });

  it('speaks v1', async () => {
    const client = new OpenAI({
      apiKey: 'k',
      baseURL: `${server.url}/azure/openai/v1`,
      defaultHeaders: { 'api-key': 'k' },
      maxRetries: 0,
    });
    assert.match((await client.responses.create({ model: 'gpt-4o', input: 'Hello' })).output_text, /Hello/);
    await assert.rejects(client.chat.completions.create(ask('[filter]')), /content management policy/);
  });

  it('speaks the dated API', async () => {
    const client = new AzureOpenAI({
      apiKey: 'k',
      endpoint: `${server.url}/azure`,
      apiVersion: '2025-04-01-preview',
      maxRetries: 0,
    });
    const answer = await client.chat.completions.create(ask('Hello'));
    assert.match(answer.choices[0]?.message.content ?? '', /Hello/);
    assert.ok('prompt_filter_results' in answer);
    let text = '';
    const empty: number[] = [];
    for await (const chunk of await client.chat.completions.create({ ...ask('Xin chào'), stream: true })) {
      if (chunk.choices.length === 0) empty.push(1);
      text += chunk.choices[0]?.delta.content ?? '';
    }
    assert.match(text, /Xin chào/);
    assert.equal(empty.length, 1);
    const vectors = await client.embeddings.create({ model: 'text-embedding-3-small', input: 'x' });
    assert.equal(vectors.data.length, 1);
  });

  it('refuses without a key or a version', async () => {
    const url = `${server.url}/azure/openai/deployments/d/chat/completions`;
    const post = (headers: Record<string, string>, query = '') =>
      fetch(url + query, { method: 'POST', headers, body: JSON.stringify(ask('x')) });
    assert.equal((await post({}, '?api-version=2025-04-01-preview')).status, 401);
    assert.equal((await post({ 'api-key': 'k' })).status, 404);
  });
});
