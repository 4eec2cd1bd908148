import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import OpenAI, {
  APIError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  InternalServerError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
} from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import { serveSimulators } from '../../server/src/base/serve-simulated.ts';
import { providers } from '../../server/src/providers/index.ts';
import {
  completion,
  event,
  type FakeUpstream,
  hello,
  json,
  openSse,
  startFakeUpstream,
  usageOf,
  wholeStream,
} from '../support/fake-upstream.ts';
import { costAt, liveKey, nano, startGateway, type TestGateway, testKey } from '../support/gateway.ts';
import { readStream } from '../support/sse-reader.ts';

const chatModel = 'gpt-4o-mini';
const embeddingModel = 'text-embedding-3-small';
let gateway: TestGateway;
let simulators: Awaited<ReturnType<typeof serveSimulators>>;
let upstream: FakeUpstream;

before(async () => {
  gateway = await startGateway();
  const openai = providers.find(({ manifest }) => manifest.id === 'openai')!;
  simulators = await serveSimulators({ openai: openai.simulator() }, { host: '127.0.0.1', port: 0 });
  upstream = await startFakeUpstream(hello);
  await gateway.addChannel({
    url: `${simulators.url}/openai`,
    models: [chatModel, embeddingModel, 'gpt-3.5-turbo-instruct'],
  });
  await gateway.addChannel({
    url: upstream.url,
    models: { 'bytes-model': 'bytes-model', 'mapped-model': 'name/at-upstream' },
  });
});
after(async () => {
  await gateway.verifyLedger();
  await upstream.close();
  await simulators.close();
  await gateway.close();
});

const clientWith = (apiKey: string, more: object = {}) =>
  new OpenAI({ apiKey, baseURL: `${gateway.url}/v1`, maxRetries: 0, ...more });

const ask = (content: string) => [{ role: 'user', content } as const];

/** The last call of a key, agreed by its response header, its log row and its receipt. */
async function assertAccounted(
  response: Response,
  tokens: { prompt_tokens: number; completion_tokens?: number },
) {
  const requestId = response.headers.get('x-request-id')!;
  assert.match(requestId, /^req_/);
  const receipt = await gateway.receipt(requestId);
  const [row] = await gateway.logs({ request_id: requestId });
  assert.equal(response.headers.get('x-key4u-cost'), receipt.charged_usd);
  assert.equal(row!.cost_usd, receipt.charged_usd);
  assert.equal(receipt.price?.total_usd, receipt.charged_usd);
  assert.equal(receipt.agrees, true);
  const charged = Object.entries(receipt.usage).reduce((sum, [, units]) => sum + units, 0);
  assert.equal(charged, tokens.prompt_tokens + (tokens.completion_tokens ?? 0));
  return receipt;
}

const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

for (const [name, key] of [
  ['a test key, answered by the simulator', testKey],
  ['a live key, over a channel', liveKey],
] as const) {
  describe(`the official SDK with ${name}`, { concurrency: 4 }, () => {
    const client = () => clientWith(key);

    test('chats, and the charge agrees with the log and the receipt', async () => {
      const { data, response } = await client()
        .chat.completions.create({ model: chatModel, messages: ask('Hello there') })
        .withResponse();
      assert.ok((data.choices[0]?.message.content ?? '').length > 0);
      await assertAccounted(response, data.usage!);
    });

    test('streams, and the stream says what the whole answer says', async () => {
      const request = { model: chatModel, messages: ask('Tell me of Huế 🙂') };
      const whole = await client().chat.completions.create(request);
      let text = '';
      let last: string | null | undefined;
      for await (const chunk of await client().chat.completions.create({ ...request, stream: true })) {
        assert.equal(chunk.usage ?? null, null, 'usage was not asked for');
        assert.ok(chunk.choices.length > 0, 'the chunk of the usage is hidden');
        text += chunk.choices[0]?.delta.content ?? '';
        last = chunk.choices[0]?.finish_reason ?? last;
      }
      assert.equal(text, whole.choices[0]?.message.content);
      assert.equal(last, 'stop');
    });

    test('gets the usage of a stream when it asks for it', async () => {
      const { data, response } = await client()
        .chat.completions.create({
          model: chatModel,
          messages: ask('Hello'),
          stream: true,
          stream_options: { include_usage: true },
        })
        .withResponse();
      let usage: OpenAI.CompletionUsage | null | undefined;
      for await (const chunk of data) usage = chunk.usage ?? usage;
      assert.ok(usage && usage.total_tokens === usage.prompt_tokens + usage.completion_tokens);
      const receipt = await gateway.receipt(response.headers.get('x-request-id')!);
      assert.equal(receipt.agrees, true);
      assert.equal(
        Object.values(receipt.usage).reduce((sum, units) => sum + units, 0),
        usage.total_tokens,
      );
    });

    test('runs tools in its own loop', async () => {
      const cities: string[] = [];
      const runner = client().chat.completions.runTools({
        model: chatModel,
        messages: ask('What is the weather? Use get_weather.'),
        tools: [
          {
            type: 'function',
            function: {
              name: 'get_weather',
              description: 'The weather of a city',
              parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
              parse: (text: string) => z.object({ city: z.string() }).parse(JSON.parse(text)),
              function: ({ city }: { city: string }) => {
                cities.push(city);
                return 'sunny';
              },
            },
          },
        ],
      });
      assert.match((await runner.finalContent()) ?? '', /sunny/);
      assert.equal(cities.length, 1);
    });

    test('parses structured output strictly', async () => {
      const shape = z.object({ name: z.string(), steps: z.array(z.object({ text: z.string() })) });
      const { choices } = await client().chat.completions.parse({
        model: chatModel,
        messages: ask('A recipe'),
        response_format: zodResponseFormat(shape, 'recipe'),
      });
      assert.ok(shape.parse(choices[0]?.message.parsed));
    });

    test('sends images by URL and base64, which cost tokens', async () => {
      const see = (url: string) =>
        client().chat.completions.create({
          model: chatModel,
          messages: [
            {
              role: 'user',
              content: [
                { type: 'text', text: 'What is it?' },
                { type: 'image_url', image_url: { url } },
              ],
            },
          ],
        });
      const plain = await client().chat.completions.create({
        model: chatModel,
        messages: ask('What is it?'),
      });
      for (const url of [pixel, 'https://example.com/cat.png']) {
        const seen = await see(url);
        assert.ok(seen.usage!.prompt_tokens > plain.usage!.prompt_tokens);
      }
    });

    test('gets n answers and pays for all', async () => {
      const { data, response } = await client()
        .chat.completions.create({ model: chatModel, messages: ask('A name'), n: 3 })
        .withResponse();
      assert.equal(data.choices.length, 3);
      await assertAccounted(response, data.usage!);
    });

    test('embeds in both encodings alike', async () => {
      const request = { model: embeddingModel, input: ['one', 'two'] };
      const { data: floats, response } = await client()
        .embeddings.create({ ...request, encoding_format: 'float' })
        .withResponse();
      const base64 = await client().embeddings.create({ ...request, encoding_format: 'base64' });
      assert.equal(floats.data.length, 2);
      const text = base64.data[0]!.embedding as unknown as string;
      const bytes = Buffer.from(text, 'base64');
      const decoded = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
      assert.equal(decoded.length, floats.data[0]!.embedding.length);
      assert.ok(Math.abs(decoded[0]! - floats.data[0]!.embedding[0]!) < 1e-6);
      await assertAccounted(response, floats.usage);
    });

    test('completes, whole and streamed', async () => {
      const request = { model: 'gpt-3.5-turbo-instruct', prompt: 'Once upon a time', max_tokens: 20 };
      const { data, response } = await client().completions.create(request).withResponse();
      await assertAccounted(response, data.usage!);
      let text = '';
      for await (const chunk of await client().completions.create({ ...request, stream: true }))
        text += chunk.choices[0]?.text ?? '';
      assert.equal(text, data.choices[0]?.text);
    });

    test('lists and retrieves models', async () => {
      const ids: string[] = [];
      for await (const model of client().models.list()) ids.push(model.id);
      assert.ok(ids.includes(chatModel));
      const one = await client().models.retrieve(chatModel);
      assert.equal(one.id, chatModel);
      assert.equal(one.object, 'model');
      await assert.rejects(client().models.retrieve('no/such-model'), NotFoundError);
    });
  });
}

describe('errors map to the classes of the SDK', { concurrency: 4 }, () => {
  const chat = (client: OpenAI, more: object = {}) =>
    client.chat.completions.create({ model: chatModel, messages: ask('hi'), ...more } as never);

  const simulated = (fault: string, more: object = {}) =>
    clientWith(testKey, { defaultHeaders: { 'x-key4u-simulate': fault }, ...more });

  const cases: [name: string, call: () => Promise<unknown>, kind: new (...args: never[]) => APIError][] = [
    ['a wrong field', () => chat(clientWith(testKey), { max_tokens: 'x' }), BadRequestError],
    ['an unknown key', () => chat(clientWith('sk-unknown-0123456789abcdef')), AuthenticationError],
    ['an unknown model', () => chat(clientWith(testKey), { model: 'nope' }), NotFoundError],
    ['an upstream that is busy', () => chat(simulated('429')), RateLimitError],
    ['an upstream that fails', () => chat(simulated('500')), InternalServerError],
    ['an upstream that refuses', () => chat(simulated('refuse')), BadRequestError],
    ['garbage', () => chat(simulated('garbage')), InternalServerError],
  ];
  for (const [name, call, kind] of cases)
    test(name, async () => {
      await assert.rejects(call(), (error) => {
        assert.ok(error instanceof kind, `${error}`);
        assert.ok(error.requestID?.startsWith('req_'));
        assert.ok(error.message.includes(error.requestID ?? 'no id'));
        return true;
      });
    });

  test('a model that the key may not use', async () => {
    const { key } = await gateway.addToken({ models: ['other'] });
    await assert.rejects(chat(clientWith(key)), PermissionDeniedError);
  });

  test('an Idempotency-Key with another body', async () => {
    const options = { headers: { 'Idempotency-Key': 'sdk-conflict' } };
    const client = clientWith(testKey);
    await client.chat.completions.create({ model: chatModel, messages: ask('one') }, options);
    await assert.rejects(
      client.chat.completions.create({ model: chatModel, messages: ask('two') }, options),
      ConflictError,
    );
  });

  for (const fault of ['cut', 'half-event', 'error-event'])
    test(`a stream that breaks (${fault}) throws, after what came before`, async () => {
      let text = '';
      await assert.rejects(async () => {
        const stream = await simulated(fault).chat.completions.create({
          model: chatModel,
          messages: ask('A long story'),
          stream: true,
        });
        for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
      }, APIError);
      assert.notEqual(text, '');
    });

  test('the SDK tries again what it should, and not what it should not', async () => {
    let calls = 0;
    upstream.answer((exchange) => {
      calls++;
      json(exchange, 400, { error: { message: 'no', type: 'invalid_request_error' } });
    });
    const client = clientWith(liveKey, { maxRetries: 2 });
    const broke = await gateway.addUser();
    const { key } = await gateway.addToken({ user: broke });
    await assert.rejects(chat(client, { model: 'bytes-model' }), BadRequestError);
    assert.equal(calls, 1);
    let sent = 0;
    const counting = clientWith(key, {
      maxRetries: 2,
      fetch: (url: string, init: RequestInit) => {
        sent++;
        return fetch(url, init);
      },
    });
    await assert.rejects(chat(counting, { model: 'bytes-model' }), { status: 402 });
    assert.equal(sent, 1);
    upstream.answer(hello);
  });
});

describe('what reaches the upstream', () => {
  const odd =
    '{ "zeta":1.0, "model" : "bytes-model","big":12345678901234567890123,"exp":1E5,  "messages":[{"role":"user","content":"caf\\u00e9 \\/ \u{1F642}","vendor":{"b":2,"a":1}}],\n"enable_thinking":false,"thinking":{"type":"disabled"},"top_k":40, "nothing":null, "dup":[1.50,-0.0] }';

  const send = async (body: string, index = upstream.requests.length) => {
    const response = await gateway.post('/v1/chat/completions', body);
    assert.equal(response.status, 200);
    const text = await response.text();
    return { response, text, sent: await upstream.request(index) };
  };

  test('is the body byte for byte: numbers, order, spelling and unknown fields', async () => {
    const { sent } = await send(odd);
    assert.equal(sent.body.toString('utf8'), odd);
    assert.equal(sent.path, '/v1/chat/completions');
  });

  test('differs in the model name alone where a channel maps it', async () => {
    const { sent, response } = await send(odd.replace('bytes-model', 'mapped-model'));
    assert.equal(sent.body.toString('utf8'), odd.replace('bytes-model', 'name/at-upstream'));
    const receipt = await gateway.receipt(response.headers.get('x-request-id')!);
    assert.equal(receipt.model, 'mapped-model');
    assert.equal(receipt.upstream_model, 'name/at-upstream');
  });

  test('differs in stream_options alone for a stream, whose own options stay', async () => {
    const streamed = odd.replace('"top_k"', '"stream":true,"top_k"');
    const { sent } = await send(streamed);
    assert.equal(
      sent.body.toString('utf8'),
      streamed.replace('{', '{"stream_options":{"include_usage":true},'),
    );
    const own = streamed.replace('"top_k"', '"stream_options":{"include_obfuscation":false},"top_k"');
    const second = await send(own);
    assert.equal(
      second.sent.body.toString('utf8'),
      own.replace('{"include_obfuscation":false}', '{"include_obfuscation":false,"include_usage":true}'),
    );
    const asked = streamed.replace('"top_k"', '"stream_options": {"include_usage" : true},"top_k"');
    assert.equal((await send(asked)).sent.body.toString('utf8'), asked);
  });

  test('is the channel’s key and not the client’s, and none of the client’s headers', async () => {
    const index = upstream.requests.length;
    const response = await gateway.post(
      '/v1/chat/completions?key=sk-in-the-query-0123456789',
      { model: 'bytes-model', messages: ask('hi') },
      {
        'x-api-key': 'sk-other-0123456789',
        cookie: 'a=b',
        'x-forwarded-for': '1.2.3.4',
        'x-key4u-simulate': '500',
      },
    );
    assert.equal(response.status, 200);
    const { headers, path } = await upstream.request(index);
    assert.match(headers.authorization ?? '', /^Bearer sk-upstream-secret-/);
    assert.equal(path, '/v1/chat/completions');
    assert.deepEqual(Object.keys(headers).sort(), [
      'authorization',
      'connection',
      'content-length',
      'content-type',
      'host',
      'user-agent',
    ]);
    assert.ok(!JSON.stringify(headers).includes('sk-in-the-query'));
  });

  test('comes back byte for byte, streamed and whole', async () => {
    const body = ` {"choices":[{"index":0,"message":{"role":"assistant","content":"hi","vendor":1.0}}],"big":12345678901234567890123,\n"usage":{"prompt_tokens":1,"completion_tokens":1,"x":1.50}}\n`;
    upstream.answer((exchange) => json(exchange, 200, body));
    assert.equal(
      (await send('{"model":"bytes-model","messages":[{"role":"user","content":"x"}]}')).text,
      body,
    );
    const comment = ': vendor comment\n\n'; // dropped: it can tell about the upstream, and no client of this wire reads it
    const events = `id: 7\nevent: chunk\ndata: {"choices":[{"index":0,"delta":{"content":"hi","reasoning_content":"so"},"logit":1.0}],"big":12345678901234567890123}\n\n${event.stop()}`;
    upstream.answer((exchange) =>
      openSse(exchange).end(comment + events + event.usage(usageOf(1, 1)) + event.done),
    );
    const streamed = await send(
      '{"model":"bytes-model","stream":true,"messages":[{"role":"user","content":"x"}]}',
    );
    assert.equal(streamed.text, events + event.done);
    upstream.answer(hello);
  });

  test('usage is shown in a stream when it was asked for, and only then', async () => {
    upstream.answer((exchange) => openSse(exchange).end(wholeStream(['hi'], usageOf(3, 1))));
    const stream = (more: object) =>
      gateway.post('/v1/chat/completions', {
        model: 'bytes-model',
        messages: ask('x'),
        stream: true,
        ...more,
      });
    assert.ok(!(await readStream(await stream({}))).raw.includes('usage'));
    assert.ok(!(await readStream(await stream({ stream_options: {} }))).raw.includes('usage'));
    assert.ok(
      !(await readStream(await stream({ stream_options: { include_usage: false } }))).raw.includes('usage'),
    );
    const shown = await readStream(await stream({ stream_options: { include_usage: true } }));
    assert.deepEqual(shown.events.at(-1)!['usage'], usageOf(3, 1));
    upstream.answer(hello);
  });
});

describe('a key', () => {
  const body = JSON.stringify({ model: chatModel, messages: ask('hi') });
  const ways: [name: string, query: string, headers: Record<string, string>][] = [
    ['in Authorization', '', { authorization: `Bearer ${testKey}` }],
    ['in Authorization, the scheme in small letters', '', { authorization: `bearer ${testKey}` }],
    ['in Authorization without a scheme', '', { authorization: testKey }],
    ['in x-api-key', '', { 'x-api-key': testKey }],
    ['in x-goog-api-key', '', { 'x-goog-api-key': testKey }],
    ['in ?key=', `?key=${testKey}`, {}],
    ['in ?key= among others', `?a=1&key=${testKey}&b=2`, {}],
  ];
  for (const [name, query, headers] of ways)
    test(`is taken ${name}`, async () => {
      const response = await fetch(`${gateway.url}/v1/chat/completions${query}`, {
        method: 'POST',
        headers,
        body,
      });
      assert.equal(response.status, 200, await response.text());
      const models = await fetch(`${gateway.url}/v1/models${query}`, { headers });
      assert.equal(models.status, 200);
    });

  test('of the live kind never reaches a simulator, and of the test kind never a channel', async () => {
    const index = upstream.requests.length;
    const response = await gateway.post(
      '/v1/chat/completions',
      { model: 'bytes-model', messages: ask('hi') },
      { authorization: `Bearer ${testKey}` },
    );
    assert.equal(response.status, 200);
    assert.equal(upstream.requests.length, index);
    const receipt = await gateway.receipt(response.headers.get('x-request-id')!);
    assert.equal(receipt.channel, null);
    upstream.answer((exchange) => json(exchange, 200, completion('real', usageOf(7, 3))));
    const live = await gateway.post(
      '/v1/chat/completions',
      { model: 'bytes-model', messages: ask('hi') },
      { 'x-key4u-simulate': '500' },
    );
    assert.equal(live.status, 200);
    assert.equal(nano(live.headers.get('x-key4u-cost')!), costAt(7, 3));
    upstream.answer(hello);
  });
});
