import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ChatAnswer, ChatPart, ChatRequest, Tool } from '../../../../spec/chat.ts';
import { AnswerCollector } from '../../../../spec/chat-parts.ts';
import { readAnswer as readNative } from '../answer.ts';
import { chatPort } from '../chat/port.ts';
import { modelsAt } from '../models.ts';
import { openStream } from '../stream.ts';
import { createGeminiSimulator } from './index.ts';

const port = chatPort({
  path: (model, method) => `/v1beta/models/${model}:${method}`,
  callIds: true,
  tiers: true,
  buckets: false,
});
const simulate = createGeminiSimulator({ models: modelsAt('studio'), pace: 0 });
const native = { endpoint: 'stream', kind: 'chat', facts: {}, usageInStream: true } as const;

const weather: Tool = {
  type: 'function',
  name: 'weather',
  description: 'The weather of a city',
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};

function bodyOf(chat: Partial<ChatRequest>, upstreamModel: string, words: string): string {
  const messages = [{ role: 'user', blocks: [{ type: 'text', text: words }] }] as const;
  const target = { upstreamModel, fact: undefined, outputLimit: 1000, access: { key: '', settings: {} } };
  const losses = {
    drop() {},
    refuse: (_feature: string, _param: string, message: string): never => assert.fail(message),
  };
  return JSON.stringify(port.writeRequest({ stream: true, messages, tools: [], ...chat }, target, losses));
}

const send = (path: string, body: string, simulated = '') =>
  simulate(
    new Request(`http://simulated${path}`, {
      method: 'POST',
      headers: { 'x-goog-api-key': 'k', ...(simulated ? { 'x-key4u-simulate': simulated } : {}) },
      body,
    }),
  );

async function streamed(body: ReadableStream<Uint8Array>): Promise<ChatPart[]> {
  const reader = port.openParts();
  const parts: ChatPart[] = [];
  try {
    for await (const chunk of body) parts.push(...reader.push(Buffer.from(chunk)));
  } catch {
    // cut
  }
  parts.push(...reader.finish());
  return parts;
}

/** Without what differs from one answer to the next. */
function plain(answer: ChatAnswer): unknown {
  const { id: _id, ...rest } = answer;
  return JSON.parse(JSON.stringify(rest, (key, value: unknown) => (key === 'id' ? 'id' : value)));
}

describe('a stream says what the whole answer says', () => {
  for (const [name, chat, words] of [
    ['words', {}, 'Hello [words:80]'],
    ['tools', { tools: [weather], toolChoice: { type: 'any' } }, 'The weather in Hà Nội'],
    ['thoughts', { thinking: { mode: 'on', effort: 'high' } }, 'Why?'],
    ['a search', { tools: [{ type: 'web-search' }] }, 'News of today'],
    ['code', { tools: [{ type: 'code' }] }, 'Compute 4'],
    ['a URL', { tools: [{ type: 'url-context' }] }, 'Read https://example.com/x'],
    ['JSON', { format: { type: 'json' } }, 'Anything'],
    ['a limit', { maxOutput: 220 }, 'Much [words:900]'],
    ['a refusal', {}, '[refuse]'],
    ['a blocked prompt', {}, '[block]'],
    ['a tier', { tier: 'flex' }, 'Hello'],
  ] as const) {
    for (const model of ['gemini-3.8-flash', 'gemini-2.5-flash']) {
      it(`${name}, ${model}`, async () => {
        const body = bodyOf(chat as Partial<ChatRequest>, model, words);
        const whole = Buffer.from(await (await send(port.path(model, false), body)).arrayBuffer());
        const reading = port.readAnswer(whole);
        assert.equal(reading.fault, undefined, whole.toString());
        const answer = await send(port.path(model, true), body);
        assert.equal(answer.status, 200);
        const parts = await streamed(answer.body!);
        assert.equal(parts.at(-1)?.type, 'end');
        const collector = new AnswerCollector();
        for (const part of parts) collector.push(part);
        assert.deepEqual(plain(collector.answer()), plain(reading.answer!));
        const usage = parts.findLast((part) => part.type === 'usage');
        assert.deepEqual(usage?.type === 'usage' ? (usage.facts ?? null) : null, reading.facts ?? null);

        for (const flow of ['events', 'bytes'] as const) {
          const path =
            flow === 'events' ? port.path(model, true) : port.path(model, true).replace('?alt=sse', '');
          const raw = Buffer.from(await (await send(path, body)).arrayBuffer());
          const reader = openStream(flow === 'bytes' ? { ...native, flow } : native);
          for (let at = 0; at < raw.length; at += 50) reader.push(raw.subarray(at, at + 50));
          assert.equal(reader.finish(), 'ended');
          assert.deepEqual(reader.usage, reading.usage);
          assert.equal(reader.texts().join(''), readNative(native, whole).texts().join(''));
        }
      });
    }
  }
});

describe('faults that are asked for', () => {
  const body = bodyOf({}, 'gemini-3.8-flash', 'Hello [words:60]');
  for (const [fault, last] of [
    ['cut', 'usage'],
    ['half-event', 'usage'],
    ['error-event', 'error'],
    ['fail', 'error'],
  ] as const) {
    it(`${fault}: the stream does not end`, async () => {
      const answer = await send(port.path('gemini-3.8-flash', true), body, fault);
      const parts = await streamed(answer.body!);
      assert.equal(parts.at(-1)?.type, last);
    });
  }
  for (const [fault, code] of [
    ['401', 'upstream_key_refused'],
    ['429', 'upstream_busy'],
    ['500', 'upstream_failed'],
  ] as const) {
    it(fault, async () => {
      const { readFault } = await import('../faults.ts');
      const answer = await send(port.path('gemini-3.8-flash', false), body, fault);
      assert.equal(readFault(answer.status, {}, Buffer.from(await answer.arrayBuffer())).code, code);
    });
  }
  it('no usage, untrue usage, an error with status 200', async () => {
    const read = async (fault: string) =>
      port.readAnswer(
        Buffer.from(await (await send(port.path('gemini-3.8-flash', false), body, fault)).arrayBuffer()),
      );
    assert.equal((await read('no-usage')).usage, undefined);
    assert.equal((await read('lie')).usage, undefined);
    assert.equal((await read('error-200')).fault?.code, 'upstream_failed');
    assert.equal((await read('garbage')).fault?.code, 'upstream_garbage');
  });
});

describe('what the upstream refuses', () => {
  const refusal = async (model: string, body: object) => {
    const answer = await send(`/v1beta/models/${model}:generateContent`, JSON.stringify(body));
    const { error } = (await answer.json()) as { error?: { message: string } };
    return answer.status === 400 ? error?.message : answer.status;
  };
  const contents = [{ parts: [{ text: 'a' }] }];
  for (const [name, model, body, message] of [
    ['an unknown field', 'gemini-2.5-pro', { contents, messages: [] }, /Unknown name "messages"/],
    [
      'an unknown field inside',
      'gemini-2.5-pro',
      { contents, generationConfig: { n: 1 } },
      /Unknown name "n" at 'generation_config'/,
    ],
    [
      'JSON Schema in the older form',
      'gemini-2.5-pro',
      { contents, generationConfig: { responseSchema: { additionalProperties: false } } },
      /additionalProperties/,
    ],
    [
      'a level for a model with budgets',
      'gemini-2.5-pro',
      { contents, generationConfig: { thinkingConfig: { thinkingLevel: 'LOW' } } },
      /not supported/,
    ],
    [
      'no thinking for a model that must',
      'gemini-2.5-pro',
      { contents, generationConfig: { thinking_config: { thinking_budget: 0 } } },
      /only works in thinking mode/,
    ],
    [
      'a picture from a model of words',
      'gemini-2.5-pro',
      { contents, generationConfig: { responseModalities: ['IMAGE'] } },
      /only supports text/,
    ],
    [
      'a size with a small k',
      'gemini-3-pro-image',
      { contents, generationConfig: { imageConfig: { imageSize: '2k' } } },
      /image_size/,
    ],
    ['nothing', 'gemini-2.5-pro', {}, /contents is not specified/],
    [
      'too much',
      'gemini-3.8-flash-tts',
      {
        contents: [{ parts: [{ text: 'a b '.repeat(20_000) }] }],
        generationConfig: { responseModalities: ['AUDIO'] },
      },
      /exceeds the maximum/,
    ],
  ] as const) {
    it(name, async () => assert.match(String(await refusal(model, body)), message));
  }
  it('both spellings are taken', async () => {
    const body = {
      contents: { parts: { text: 'a' } },
      system_instruction: { parts: [{ text: 's' }] },
      generation_config: { max_output_tokens: 900 },
    };
    assert.equal(await refusal('gemini-2.5-pro', body), 200);
  });
  it('a prefix that was seen is cached', async () => {
    const long = JSON.stringify({ contents: [{ parts: [{ text: 'one two three four '.repeat(600) }] }] });
    await send('/v1beta/models/gemini-2.5-pro:generateContent', long);
    const second = await send('/v1beta/models/gemini-2.5-pro:generateContent', long);
    const { usage } = readNative(native, Buffer.from(await second.arrayBuffer()));
    assert.ok((usage?.cached_input_tokens ?? 0) >= 1_024);
  });
});

describe('what pages of the manual show', () => {
  const call = async (model: string, method: string, body: object): Promise<unknown> => {
    const answer = await send(`/v1beta/models/${model}:${method}`, JSON.stringify(body));
    assert.equal(answer.status, 200);
    return answer.json();
  };
  const asked = (text: string, more: object = {}) => ({ contents: [{ parts: [{ text }] }], ...more });
  const find = (value: unknown, ...path: (string | number)[]): unknown =>
    path.reduce<unknown>((inner, step) => Object(inner)[step], value);

  it('Imagen paints four pictures unless told otherwise', async () => {
    const instances = [{ prompt: 'a lamp' }];
    const four = await call('imagen-4.0-generate-001', 'predict', { instances });
    assert.equal(find(four, 'predictions', 'length'), 4);
    const one = await call('imagen-4.0-generate-001', 'predict', {
      instances,
      parameters: { sampleCount: 1 },
    });
    assert.equal(find(one, 'predictions', 'length'), 1);
  });
  it('a picture costs what its size costs', async () => {
    for (const [model, imageSize, tokens] of [
      ['gemini-3.1-flash-image', '2K', 1_680],
      ['gemini-3-pro-image', '2K', 1_120],
      ['gemini-3-pro-image', '4K', 2_000],
    ] as const) {
      const generationConfig = { responseModalities: ['IMAGE'], imageConfig: { imageSize } };
      const answer = await call(model, 'generateContent', asked('A lamp', { generationConfig }));
      assert.deepEqual(find(answer, 'usageMetadata', 'candidatesTokensDetails'), [
        { modality: 'IMAGE', tokenCount: tokens },
      ]);
    }
  });
  it('a choice is one of the words, without quotation marks', async () => {
    const responseSchema = { type: 'STRING', enum: ['rose', 'lily'] };
    const answer = await call(
      'gemini-2.5-flash',
      'generateContent',
      asked('Which?', { generationConfig: { responseMimeType: 'text/x.enum', responseSchema } }),
    );
    const text = find(answer, 'candidates', 0, 'content', 'parts', 0, 'text');
    assert.ok(text === 'rose' || text === 'lily', String(text));
  });
  it('every address is read, once', async () => {
    const answer = await call(
      'gemini-2.5-flash',
      'generateContent',
      asked('Compare https://a.example/x with https://b.example/ and https://a.example/x', {
        tools: [{ urlContext: {} }],
      }),
    );
    const read = find(answer, 'candidates', 0, 'urlContextMetadata', 'urlMetadata');
    assert.deepEqual(Array.isArray(read) && read.map((one) => find(one, 'retrievedUrl')), [
      'https://a.example/x',
      'https://b.example/',
    ]);
  });
  it('code is run', async () => {
    const answer = await call(
      'gemini-2.5-flash',
      'generateContent',
      asked('What is the sum of the first 50 prime numbers? Generate and run code.', {
        tools: [{ codeExecution: {} }],
      }),
    );
    assert.equal(
      find(answer, 'candidates', 0, 'content', 'parts', 1, 'codeExecutionResult', 'output'),
      '5117\n',
    );
  });
  it('a piece of a film costs its seconds', async () => {
    const parts = [
      {
        fileData: { fileUri: 'https://www.youtube.com/watch?v=9hE5-98ZeCg' },
        videoMetadata: { startOffset: '10s', endOffset: '20s' },
      },
      { text: 'What is shown?' },
    ];
    const counted = await call('gemini-2.5-flash', 'countTokens', { contents: [{ parts }] });
    assert.deepEqual(find(counted, 'promptTokensDetails', 1), { modality: 'VIDEO', tokenCount: 2_630 });
  });
});
