import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Block, ChatRequest, Message, Tool } from '../../../../spec/chat.ts';
import { GatewayError } from '../../../../spec/fault.ts';
import { modelsAt } from '../models.ts';
import { createGeminiSimulator } from '../simulator/index.ts';
import { writeRequest } from './write-request.ts';

const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

const text = (words: string): Block => ({ type: 'text', text: words });
const say = (role: Message['role'], ...blocks: (Block | string)[]): Message => ({
  role,
  blocks: blocks.map((block) => (typeof block === 'string' ? text(block) : block)),
});
const called = (id: string, name: string, args = '{}', more: object = {}): Block => ({
  type: 'tool-call',
  id,
  name,
  arguments: args,
  ...more,
});
const result = (callId: string, words: string, more: object = {}): Block => ({
  type: 'tool-result',
  callId,
  content: [{ type: 'text', text: words }],
  ...more,
});
const weather: Tool = {
  type: 'function',
  name: 'weather',
  description: 'The weather',
  parameters: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: { city: { $ref: '#/$defs/city' }, unit: { const: 'C' } },
    $defs: { city: { type: ['string', 'null'] } },
    required: ['city'],
    additionalProperties: false,
  },
};

function write(chat: Partial<ChatRequest>, upstreamModel = 'gemini-3.8-flash', more: object = {}) {
  const dropped: string[] = [];
  const body = writeRequest(
    { stream: false, messages: [say('user', 'hi')], tools: [], ...chat },
    { upstreamModel, fact: undefined, outputLimit: 1000, access: { key: '', settings: {} }, ...more },
    {
      drop: (_feature, name) => void dropped.push(name),
      refuse(_feature, param, message): never {
        throw new GatewayError('field_invalid', message, { param });
      },
    },
    { callIds: true, tiers: true },
  );
  return { body, dropped };
}

const skip = 'skip_thought_signature_validator';
const user = (...parts: object[]) => ({ role: 'user', parts });
const model = (...parts: object[]) => ({ role: 'model', parts });

describe('contents', () => {
  for (const [name, messages, expected] of [
    ['neighbours are joined', [say('user', 'a'), say('user', 'b')], [user({ text: 'a' }, { text: 'b' })]],
    [
      'a system message in the middle',
      [say('user', 'a'), say('system', 'S'), say('user', 'b')],
      [user({ text: 'a' }, { text: '<system-reminder>\nS\n</system-reminder>' }, { text: 'b' })],
    ],
    [
      'results of one turn stand together, in the order of its calls, with names',
      [
        say('user', 'a'),
        say('assistant', called('1', 'x', '{"n":1}'), called('2', 'y', '')),
        say('tool', result('2', 'two')),
        say('tool', result('1', '{"ok":true}')),
        say('user', 'b'),
      ],
      [
        user({ text: 'a' }),
        model(
          { functionCall: { id: '1', name: 'x', args: { n: 1 } }, thoughtSignature: skip },
          { functionCall: { id: '2', name: 'y', args: {} } },
        ),
        user(
          { functionResponse: { id: '1', name: 'x', response: { ok: true } } },
          { functionResponse: { id: '2', name: 'y', response: { content: 'two' } } },
        ),
        user({ text: 'b' }),
      ],
    ],
    [
      'a call without a result, an error, a list, arguments that are no JSON',
      [
        say('user', 'a'),
        say('assistant', called('1', 'x', 'oops'), called('2', 'y'), called('3', 'z')),
        say('tool', result('2', 'bad', { isError: true }), result('3', '[1]')),
      ],
      [
        user({ text: 'a' }),
        model(
          { functionCall: { id: '1', name: 'x', args: { _raw: 'oops' } }, thoughtSignature: skip },
          { functionCall: { id: '2', name: 'y', args: {} } },
          { functionCall: { id: '3', name: 'z', args: {} } },
        ),
        user(
          { functionResponse: { id: '1', name: 'x', response: { error: 'the tool gave no result' } } },
          { functionResponse: { id: '2', name: 'y', response: { error: 'bad' } } },
          { functionResponse: { id: '3', name: 'z', response: { result: [1] } } },
        ),
      ],
    ],
    [
      "Google's signatures go back, thoughts of others do not",
      [
        say('user', 'a'),
        say(
          'assistant',
          { type: 'thinking', text: 't', signature: { from: 'anthropic-messages', value: 'x' } },
          { type: 'thinking', text: 'own', signature: { from: 'gemini', value: 'T' } },
          { type: 'text', text: 'w', signature: { from: 'gemini', value: 'W' } },
          called('1', 'x', '{}', { signature: { from: 'gemini', value: 'C' } }),
        ),
        say('tool', result('1', 'r')),
      ],
      [
        user({ text: 'a' }),
        model(
          { text: 'own', thought: true, thoughtSignature: 'T' },
          { text: 'w', thoughtSignature: 'W' },
          { functionCall: { id: '1', name: 'x', args: {} }, thoughtSignature: 'C' },
        ),
        user({ functionResponse: { id: '1', name: 'x', response: { content: 'r' } } }),
      ],
    ],
    [
      'media',
      [
        say(
          'user',
          { type: 'image', source: { by: 'data', mediaType: 'image/png', data: png } },
          { type: 'file', source: { by: 'data', mediaType: 'application/pdf', data: 'JVBE' }, name: 'a.pdf' },
          { type: 'audio', source: { by: 'data', mediaType: 'audio/wav', data: 'UklG' } },
          { type: 'video', source: { by: 'url', url: 'https://youtu.be/x' }, from: 10, to: 20, fps: 1 },
          {
            type: 'file',
            source: { by: 'data', mediaType: 'application/json', data: 'e30=' },
            name: 'a.json',
          },
          { type: 'file', source: { by: 'file-id', id: 'files/abc', from: 'gemini' } },
        ),
      ],
      [
        user(
          { inlineData: { mimeType: 'image/png', data: png } },
          { inlineData: { mimeType: 'application/pdf', data: 'JVBE' } },
          { inlineData: { mimeType: 'audio/wav', data: 'UklG' } },
          {
            fileData: { fileUri: 'https://youtu.be/x' },
            videoMetadata: { startOffset: '10s', endOffset: '20s', fps: 1 },
          },
          { text: 'a.json:\n{}' },
          { fileData: { fileUri: 'https://generativelanguage.googleapis.com/v1beta/files/abc' } },
        ),
      ],
    ],
    [
      'own traces go back, those of others as words or not at all',
      [
        say('user', 'a'),
        say(
          'assistant',
          { type: 'opaque', from: 'gemini', value: { executableCode: { code: '1' } }, text: 'no' },
          { type: 'opaque', from: 'openai-responses', value: {}, text: 'searched' },
          { type: 'opaque', from: 'openai-responses', value: {} },
          { type: 'refusal', text: 'no' },
        ),
      ],
      [user({ text: 'a' }), model({ executableCode: { code: '1' } }, { text: 'searched' }, { text: 'no' })],
    ],
    ['the model does not speak first', [say('assistant', 'a')], [user({ text: '…' }), model({ text: 'a' })]],
    ['only a system message', [say('system', 'a')], [user({ text: 'a' })]],
    [
      'a free-text call',
      [say('user', 'a'), say('assistant', called('1', 'p', 'raw text', { custom: true }))],
      [
        user({ text: 'a' }),
        model({ functionCall: { id: '1', name: 'p', args: { input: 'raw text' } }, thoughtSignature: skip }),
      ],
    ],
  ] as const) {
    it(name, () =>
      assert.deepEqual(write({ messages: messages as readonly Message[] }).body['contents'], expected),
    );
  }

  it('before generation 3 nothing is signed and media stand behind results', () => {
    const image = { type: 'image', source: { by: 'data', mediaType: 'image/png', data: png } } as const;
    const messages = [
      say('user', 'a'),
      say('assistant', called('1', 'x')),
      say('tool', result('1', 'r', { content: [{ type: 'text', text: 'r' }, image] })),
    ];
    const media = { inlineData: { mimeType: 'image/png', data: png } };
    const response = { id: '1', name: 'x', response: { content: 'r' } };
    assert.deepEqual((write({ messages }, 'gemini-2.5-pro').body['contents'] as object[]).slice(1), [
      model({ functionCall: { id: '1', name: 'x', args: {} } }),
      user({ functionResponse: response }),
      user(media),
    ]);
    assert.deepEqual(
      (write({ messages }).body['contents'] as object[])[2],
      user({ functionResponse: { ...response, parts: [media] } }),
    );
  });

  it('a file of another maker is refused', () => {
    const messages = [
      say('user', { type: 'file', source: { by: 'file-id', id: 'file-1', from: 'openai-chat' } }),
    ];
    assert.throws(() => write({ messages }), /send the file itself/);
  });
});

describe('fields', () => {
  for (const [name, chat, model, expected] of [
    [
      'system messages',
      { messages: [say('system', 'a', 'b'), say('system', 'c'), say('user', 'd')] },
      'gemini-3.8-flash',
      {
        systemInstruction: { parts: [{ text: 'a' }, { text: 'b' }, { text: 'c' }] },
      },
    ],
    [
      'sampling',
      {
        temperature: 0,
        topP: 0.5,
        topK: 3,
        stop: ['x', ''],
        seed: 2 ** 31,
        presencePenalty: 0,
        frequencyPenalty: 1,
        maxOutput: 7,
        answers: 2,
      },
      'gemini-3.8-flash',
      {
        generationConfig: {
          maxOutputTokens: 7,
          temperature: 0,
          topP: 0.5,
          topK: 3,
          stopSequences: ['x'],
          seed: -(2 ** 31),
          presencePenalty: 0,
          frequencyPenalty: 1,
          candidateCount: 2,
        },
      },
    ],
    [
      'tools by the newer schema',
      { tools: [weather], toolChoice: { type: 'tool', name: 'weather' } },
      'gemini-2.5-flash',
      {
        tools: [
          {
            functionDeclarations: [
              {
                name: 'weather',
                description: 'The weather',
                parametersJsonSchema: {
                  type: 'object',
                  properties: { city: { $ref: '#/$defs/city' }, unit: { const: 'C' } },
                  $defs: { city: { type: ['string', 'null'] } },
                  required: ['city'],
                  additionalProperties: false,
                },
              },
            ],
          },
        ],
        toolConfig: { functionCallingConfig: { mode: 'ANY', allowedFunctionNames: ['weather'] } },
      },
    ],
    [
      'tools by the older schema',
      { tools: [weather] },
      'gemini-1.5-pro',
      {
        tools: [
          {
            functionDeclarations: [
              {
                name: 'weather',
                description: 'The weather',
                parameters: {
                  type: 'object',
                  properties: {
                    city: { type: 'string', nullable: true },
                    unit: { enum: ['C'], type: 'string' },
                  },
                  required: ['city'],
                },
              },
            ],
          },
        ],
      },
    ],
    [
      'a free-text tool and one that takes nothing',
      {
        tools: [
          { type: 'custom', name: 'p' },
          { type: 'function', name: 'n', parameters: { type: 'object', properties: {} } },
        ],
        toolChoice: { type: 'some', names: ['p'], must: false },
      },
      'gemini-3.8-flash',
      {
        tools: [
          {
            functionDeclarations: [
              {
                name: 'p',
                parametersJsonSchema: {
                  type: 'object',
                  properties: { input: { type: 'string', description: 'The whole input, as free text.' } },
                  required: ['input'],
                },
              },
              { name: 'n' },
            ],
          },
        ],
        toolConfig: { functionCallingConfig: { mode: 'VALIDATED', allowedFunctionNames: ['p'] } },
      },
    ],
    [
      'hosted tools beside functions',
      {
        tools: [
          { type: 'function', name: 'n' },
          { type: 'web-search' },
          { type: 'url-context' },
          { type: 'code' },
          { type: 'opaque', from: 'gemini', name: 'maps', value: { googleMaps: {} } },
        ],
      },
      'gemini-3.8-flash',
      {
        tools: [
          { functionDeclarations: [{ name: 'n' }] },
          { googleSearch: {} },
          { urlContext: {} },
          { codeExecution: {} },
          { googleMaps: {} },
        ],
        toolConfig: { includeServerSideToolInvocations: true },
      },
    ],
    [
      'JSON',
      { format: { type: 'json' } },
      'gemini-3.8-flash',
      { generationConfig: { responseMimeType: 'application/json' } },
    ],
    [
      'JSON by schema',
      { format: { type: 'schema', schema: { type: 'object' } } },
      'gemini-3.8-flash',
      {
        generationConfig: { responseMimeType: 'application/json', responseJsonSchema: { type: 'object' } },
      },
    ],
    [
      'thinking',
      { thinking: { mode: 'on', effort: 'high' } },
      'gemini-3.8-flash',
      {
        generationConfig: { thinkingConfig: { includeThoughts: true, thinkingLevel: 'HIGH' } },
      },
    ],
    [
      'pictures',
      { outputs: ['text', 'image'], picture: { ratio: '16:9', size: '2K' } },
      'gemini-3-pro-image',
      {
        generationConfig: {
          responseModalities: ['TEXT', 'IMAGE'],
          imageConfig: { aspectRatio: '16:9', imageSize: '2K' },
        },
      },
    ],
    [
      'speech',
      { outputs: ['text', 'audio'], voice: { name: 'alloy', format: 'wav' } },
      'gemini-3.8-flash-tts',
      {
        generationConfig: {
          responseModalities: ['AUDIO'],
          speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Kore' } } },
        },
      },
    ],
    ['a tier', { tier: 'flex' }, 'gemini-3.8-flash', { serviceTier: 'flex' }],
    [
      'fields of a client of this wire',
      {
        temperature: 1,
        others: {
          from: 'gemini',
          fields: { safetySettings: [1], generationConfig: { audioTimestamp: true, temperature: 9 } },
        },
      },
      'gemini-3.8-flash',
      {
        safetySettings: [1],
        generationConfig: { audioTimestamp: true, temperature: 1 },
      },
    ],
  ] as const) {
    it(name, () => {
      const { contents: _contents, ...rest } = write(chat as Partial<ChatRequest>, model).body;
      assert.deepEqual(rest, expected);
    });
  }

  it("the smaller of the client's limit and the gateway's is written", () => {
    const limit = (chat: Partial<ChatRequest>, more: object) =>
      (write(chat, 'gemini-3.8-flash', more).body['generationConfig'] as { maxOutputTokens: number })
        .maxOutputTokens;
    assert.equal(limit({ maxOutput: 9 }, { outputCap: 5 }), 5);
    assert.equal(limit({ maxOutput: 4 }, { outputCap: 5 }), 4);
    assert.equal(limit({}, { outputCap: 5 }), 5);
  });

  it('beside tools, models before generation 3 are told the schema in words', () => {
    const { body } = write(
      { tools: [weather], format: { type: 'schema', schema: { type: 'array' } } },
      'gemini-2.5-pro',
    );
    assert.equal(body['generationConfig'], undefined);
    assert.match(JSON.stringify(body['systemInstruction']), /JSON Schema: .*array/);
  });

  it('what is left out is named', () => {
    const { dropped } = write({
      tools: [
        { type: 'function', name: 'f', strict: true, cache: {} },
        { type: 'opaque', from: 'openai-responses', name: 'mcp', value: {} },
      ],
      parallelTools: false,
      logitBias: { 1: 2 },
      logprobs: true,
      verbosity: 'low',
      user: 'u',
      cacheKey: 'k',
      metadata: { a: 1 },
      tier: 'scale',
      stop: ['1', '2', '3', '4', '5', '6'],
      others: { from: 'openai-chat', fields: { prediction: 1 } },
    });
    assert.deepEqual(dropped.sort(), [
      'cache_control',
      'logit_bias',
      'logprobs',
      'mcp',
      'metadata',
      'parallel_tool_calls',
      'prediction',
      'prompt_cache_key',
      'service_tier',
      'stop[5]',
      'strict',
      'user',
      'verbosity',
    ]);
  });

  it('functions stand before hosted tools where a model takes only one kind', () => {
    const { body, dropped } = write({ tools: [weather, { type: 'web-search' }] }, 'gemini-2.5-flash');
    assert.equal((body['tools'] as object[]).length, 1);
    assert.deepEqual(dropped, ['web-search']);
  });

  it('several answers in a stream are refused', () => {
    assert.throws(() => write({ stream: true, answers: 2 }), /ask for one/);
  });

  it('a schema that refers to itself ends', () => {
    const properties = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`p${i}`, { $ref: '#' }]));
    const parameters = { type: 'object', properties, allOf: [{ $ref: '#' }, { $ref: '#' }] };
    const started = performance.now();
    write({ tools: [{ type: 'function', name: 'f', parameters }] }, 'gemini-1.5-pro');
    assert.ok(performance.now() - started < 2_000);
  });
});

describe('the simulated upstream takes what is written', () => {
  const simulate = createGeminiSimulator({ models: modelsAt('studio'), pace: 0 });
  const image = {
    type: 'image',
    source: { by: 'data', mediaType: 'image/png', data: png },
    detail: 'low',
  } as const;
  const chats: Readonly<Record<string, Partial<ChatRequest>>> = {
    plain: { messages: [say('system', 's'), say('user', 'a')] },
    tools: { tools: [weather], toolChoice: { type: 'any' } },
    loop: {
      tools: [weather],
      messages: [
        say('user', 'weather?'),
        say('assistant', 'let me see', called('1', 'weather'), called('2', 'weather')),
        say('tool', result('2', 'rain')),
        say('tool', result('1', 'sun', { content: [{ type: 'text', text: 'sun' }, image] })),
        say('user', 'and?'),
      ],
    },
    lost: {
      tools: [weather],
      messages: [say('user', 'a'), say('assistant', called('1', 'weather')), say('user', 'b')],
    },
    hosted: { tools: [weather, { type: 'web-search' }, { type: 'code' }] },
    schema: {
      format: {
        type: 'schema',
        schema: { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
      },
    },
    both: { tools: [weather], format: { type: 'json' } },
    thinking: { thinking: { mode: 'on', effort: 'medium' } },
    off: { thinking: { mode: 'off' } },
    seen: { messages: [say('user', image, 'what?')] },
    everything: {
      temperature: 1,
      topP: 1,
      topK: 1,
      stop: ['z'],
      seed: 1,
      maxOutput: 900,
      answers: 2,
      presencePenalty: 0,
    },
  };
  for (const upstream of [
    'gemini-4-argon',
    'gemini-3.8-flash',
    'gemini-3-pro-preview',
    'gemini-2.5-pro',
    'gemini-2.5-flash-lite',
  ]) {
    it(upstream, async () => {
      for (const [name, chat] of Object.entries(chats)) {
        const { body } = write(chat, upstream);
        const answer = await simulate(
          new Request(`http://simulated/v1beta/models/${upstream}:generateContent`, {
            method: 'POST',
            headers: { 'x-goog-api-key': 'k' },
            body: JSON.stringify(body),
          }),
        );
        assert.equal(answer.status, 200, `${name}: ${await answer.text()}`);
      }
    });
  }
});
