import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { providers } from '../../server/src/providers/index.ts';
import type { ModelFact } from '../../server/src/spec/provider.ts';
import { startGateway, type TestGateway, testKey } from '../support/gateway.ts';

/**
 * One loop over every provider: a model of each kind is called with a test key, so that its simulator answers, in every
 * dialect that has the kind; whole, streamed, with a tool, and with the faults that can be asked for. What is answered
 * must be charged and must stand in the log.
 */
type Json = Record<string, unknown>;

let gateway: TestGateway;
before(async () => {
  gateway = await startGateway();
});
after(async () => {
  await gateway.verifyLedger();
  await gateway.close();
});

const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };

type Dialect = {
  readonly path: (model: string, stream: boolean) => string;
  readonly body: (model: string, stream: boolean) => Json;
  readonly withTool: (body: Json) => Json;
  /** Is there a call of the tool in the answer? */
  readonly calls: RegExp;
};
const question = 'What is the weather in Huế? Use the tool.';
const dialects: Record<string, Dialect> = {
  'openai-chat': {
    path: () => '/v1/chat/completions',
    body: (model, stream) => ({ model, messages: [{ role: 'user', content: question }], stream }),
    withTool: (body) => ({
      ...body,
      tools: [{ type: 'function', function: { name: 'get_weather', parameters } }],
      tool_choice: 'required',
    }),
    calls: /"tool_calls"/,
  },
  'openai-responses': {
    path: () => '/v1/responses',
    body: (model, stream) => ({ model, input: question, stream, store: false }),
    withTool: (body) => ({
      ...body,
      tools: [{ type: 'function', name: 'get_weather', parameters, strict: false }],
      tool_choice: 'required',
    }),
    calls: /"function_call"/,
  },
  'anthropic-messages': {
    path: () => '/v1/messages',
    body: (model, stream) => ({
      model,
      max_tokens: 512,
      messages: [{ role: 'user', content: question }],
      stream,
    }),
    withTool: (body) => ({
      ...body,
      tools: [{ name: 'get_weather', input_schema: parameters }],
      // The newest models take no forced choice.
      tool_choice: { type: 'auto' },
    }),
    calls: /"tool_use"/,
  },
  gemini: {
    path: (model, stream) =>
      `/v1beta/models/${model}:${stream ? 'streamGenerateContent?alt=sse' : 'generateContent'}`,
    body: () => ({ contents: [{ role: 'user', parts: [{ text: question }] }] }),
    withTool: (body) => ({
      ...body,
      tools: [{ functionDeclarations: [{ name: 'get_weather', parameters }] }],
      toolConfig: { functionCallingConfig: { mode: 'ANY' } },
    }),
    calls: /"functionCall"/,
  },
};

async function ask(path: string, body: Json, headers: Record<string, string> = {}) {
  const answer = await gateway.post(path, body, { authorization: `Bearer ${testKey}`, ...headers });
  return { answer, text: await answer.text() };
}

/** Providers are asked for a model that nobody before them in the list has: that one's simulator answers. */
const claimed = new Set<string>();
const own = providers.map((provider) => {
  const models = provider.manifest.models.filter(({ id }) => !claimed.has(id) && !id.includes('*'));
  for (const { id } of provider.manifest.models) claimed.add(id);
  return { provider, models };
});

const first = (models: readonly ModelFact[], kind: ModelFact['kinds'][number]): string | undefined =>
  models.find(({ kinds }) => kinds.length === 1 && kinds[0] === kind)?.id ??
  models.find(({ kinds }) => kinds.includes(kind))?.id;

const silent: string[] = [];
after(() => {
  if (silent.length > 0)
    console.log(`without a model of their own, so not in the loop: ${silent.join(', ')}`);
});

for (const { provider, models } of own) {
  const { id } = provider.manifest;
  const chat = first(models, 'chat');
  const embedding = first(models, 'embedding');
  if (models.length === 0) {
    silent.push(id);
    continue;
  }
  describe(id, { concurrency: 2 }, () => {
    if (chat !== undefined)
      for (const [name, dialect] of Object.entries(dialects)) {
        test(`${name}: ${chat} answers, whole`, async () => {
          const { answer, text } = await ask(dialect.path(chat, false), dialect.body(chat, false));
          assert.equal(answer.status, 200, text);
          const receipt = await gateway.receipt(answer.headers.get('x-request-id')!);
          assert.equal(receipt.fault, null);
          assert.ok(Number(receipt.charged_usd) > 0, JSON.stringify(receipt.usage));
          assert.equal(receipt.agrees, true);
          assert.ok(!receipt.notes.some((note) => /^usage_/.test(note)), receipt.notes.join('; '));
        });

        test(`${name}: ${chat} answers, streamed`, async () => {
          const { answer, text } = await ask(dialect.path(chat, true), dialect.body(chat, true));
          assert.equal(answer.status, 200, text);
          assert.match(answer.headers.get('content-type') ?? '', /event-stream/);
          const receipt = await gateway.receipt(answer.headers.get('x-request-id')!);
          assert.equal(receipt.fault, null);
          assert.ok(Number(receipt.charged_usd) > 0, JSON.stringify(receipt.usage));
        });

        test(`${name}: ${chat} calls a tool`, async () => {
          const { answer, text } = await ask(
            dialect.path(chat, false),
            dialect.withTool(dialect.body(chat, false)),
          );
          assert.equal(answer.status, 200, text);
          assert.match(text, dialect.calls);
          assert.match(text, /get_weather/);
        });

        test(`${name}: faults of ${chat} are told, and cost nothing`, async () => {
          for (const [fault, status] of [
            ['429', 429],
            ['500', 502],
            ['401', 502],
          ] as const) {
            const { answer, text } = await ask(dialect.path(chat, false), dialect.body(chat, false), {
              'x-key4u-simulate': fault,
            });
            assert.equal(answer.status, status, `${fault}: ${text}`);
            assert.ok((JSON.parse(text) as Json)['error'], text);
            const receipt = await gateway.receipt(answer.headers.get('x-request-id')!);
            assert.equal(receipt.charged_usd, '0');
          }
        });

        test(`${name}: a stream of ${chat} that is cut ends with a word and is charged`, async () => {
          const answer = await gateway.post(dialect.path(chat, true), dialect.body(chat, true), {
            authorization: `Bearer ${testKey}`,
            'x-key4u-simulate': 'cut',
          });
          const text = await answer.text();
          assert.match(text, /error|failed/);
          const receipt = await gateway.receipt(answer.headers.get('x-request-id')!);
          assert.equal(receipt.fault, 'upstream_cut');
        });
      }

    if (embedding !== undefined)
      test(`${embedding} embeds`, async () => {
        const { answer, text } = await ask('/v1/embeddings', { model: embedding, input: ['a', 'b'] });
        assert.equal(answer.status, 200, text);
        const { data } = JSON.parse(text) as { data: { embedding: number[] }[] };
        assert.equal(data.length, 2);
        assert.ok(data.every(({ embedding: vector }) => vector.length > 8));
        const receipt = await gateway.receipt(answer.headers.get('x-request-id')!);
        assert.ok(Number(receipt.charged_usd) > 0);
      });

    const ranking = first(models, 'rerank');
    if (ranking !== undefined)
      test(`${ranking} ranks`, async () => {
        const body = {
          model: ranking,
          query: 'river of Huế',
          documents: ['a mountain', 'the Perfume river'],
        };
        const { answer, text } = await ask('/v1/rerank', body);
        assert.equal(answer.status, 200, text);
        const { results } = JSON.parse(text) as { results: { index: number; relevance_score: number }[] };
        assert.equal(results[0]?.index, 1);
        const receipt = await gateway.receipt(answer.headers.get('x-request-id')!);
        assert.ok(Number(receipt.charged_usd) > 0);
      });
  });
}

test('an address with the name of a setting is filled in', async () => {
  const made = await gateway.admin('POST', '/api/admin/channels', {
    name: 'in Europe',
    provider: 'bedrock',
    keys: ['AKIDEXAMPLE:secret'],
    models: ['any'],
    options: { settings: { region: 'eu-west-1' } },
  });
  assert.equal(made['base_url'], 'https://bedrock-runtime.eu-west-1.amazonaws.com');
});
