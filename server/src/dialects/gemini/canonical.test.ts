import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sealThought } from '../../base/sealed-thought.ts';
import type { ChatRequest } from '../../spec/chat.ts';
import { GatewayError } from '../../spec/fault.ts';
import { readRequest } from './canonical.ts';
import { reader } from './read.ts';
import { jsonSchemaOf } from './schema.ts';
import { writeSignature } from './signature.ts';
import { generateBody } from './wire.ts';

const read = reader('generate', 'chat', generateBody);
const canonical = (body: object): ChatRequest =>
  readRequest(read(Buffer.from(JSON.stringify(body)), { params: { model: 'm' }, query: '', headers: {} }));
const user = (...parts: object[]) => ({ role: 'user', parts });
const model = (...parts: object[]) => ({ role: 'model', parts });
const hi = user({ text: 'hi' });
const invalid = (param: string) => (error: unknown) =>
  error instanceof GatewayError && error.code === 'field_invalid' && error.detail.param === param;

/** A part of the user's, in any spelling, and the blocks it is read as. */
const userParts: [name: string, part: object, blocks: object[]][] = [
  ['text', { text: 'a' }, [{ type: 'text', text: 'a' }]],
  ['empty text', { text: '' }, []],
  ['a thought of a user is text', { text: 'a', thought: true }, [{ type: 'text', text: 'a' }]],
  [
    'image in snake_case and base64 for URLs',
    { inline_data: { mime_type: 'image/png', data: '_-8' } },
    [{ type: 'image', source: { by: 'data', mediaType: 'image/png', data: '/+8=' } }],
  ],
  [
    'image with resolution',
    {
      inlineData: { mimeType: 'image/jpeg', data: 'AAAA' },
      mediaResolution: { level: 'MEDIA_RESOLUTION_HIGH' },
    },
    [{ type: 'image', source: { by: 'data', mediaType: 'image/jpeg', data: 'AAAA' }, detail: 'high' }],
  ],
  [
    'audio',
    { inlineData: { mimeType: 'audio/wav', data: 'AAAA' } },
    [{ type: 'audio', source: { by: 'data', mediaType: 'audio/wav', data: 'AAAA' } }],
  ],
  [
    'video with its piece',
    {
      inlineData: { mimeType: 'video/mp4', data: 'AAAA' },
      videoMetadata: { startOffset: '1.5s', endOffset: { seconds: 3 }, fps: 2 },
    },
    [
      {
        type: 'video',
        source: { by: 'data', mediaType: 'video/mp4', data: 'AAAA' },
        from: 1.5,
        to: 3,
        fps: 2,
      },
    ],
  ],
  [
    'PDF',
    { inlineData: { mimeType: 'application/pdf', data: 'AAAA', displayName: 'a.pdf' } },
    [{ type: 'file', source: { by: 'data', mediaType: 'application/pdf', data: 'AAAA' }, name: 'a.pdf' }],
  ],
  [
    'text file',
    { inlineData: { mimeType: 'text/csv', data: 'AAAA' } },
    [{ type: 'file', source: { by: 'data', mediaType: 'text/csv', data: 'AAAA' } }],
  ],
  [
    'picture by address',
    { fileData: { mimeType: 'image/png', fileUri: 'https://a.test/x' } },
    [{ type: 'image', source: { by: 'url', url: 'https://a.test/x', mediaType: 'image/png' } }],
  ],
  [
    'type by the ending',
    { file_data: { file_uri: 'https://a.test/x.PDF?y=1' } },
    [{ type: 'file', source: { by: 'url', url: 'https://a.test/x.PDF?y=1', mediaType: 'application/pdf' } }],
  ],
  [
    'YouTube',
    { fileData: { fileUri: 'https://www.youtube.com/watch?v=1', mimeType: 'video/*' } },
    [{ type: 'video', source: { by: 'url', url: 'https://www.youtube.com/watch?v=1' } }],
  ],
  [
    'file of Google',
    {
      fileData: {
        mimeType: 'audio/mp3',
        fileUri: 'https://generativelanguage.googleapis.com/v1beta/files/abc',
      },
    },
    [
      {
        type: 'audio',
        source: {
          by: 'file-id',
          id: 'https://generativelanguage.googleapis.com/v1beta/files/abc',
          from: 'gemini',
        },
      },
    ],
  ],
  [
    'code that Google ran',
    { executableCode: { language: 'PYTHON', code: 'print(1)' } },
    [
      {
        type: 'opaque',
        from: 'gemini',
        value: { executableCode: { language: 'PYTHON', code: 'print(1)' } },
        text: '```python\nprint(1)\n```',
      },
    ],
  ],
  [
    'its result',
    { codeExecutionResult: { outcome: 'OUTCOME_OK', output: '1' } },
    [
      {
        type: 'opaque',
        from: 'gemini',
        value: { codeExecutionResult: { outcome: 'OUTCOME_OK', output: '1' } },
        text: '```\n1\n```',
      },
    ],
  ],
  [
    'a part of next year',
    { hologram: { x: 1 } },
    [{ type: 'opaque', from: 'gemini', value: { hologram: { x: 1 } } }],
  ],
];
for (const [name, part, blocks] of userParts)
  test(`part: ${name}`, () => {
    const { messages } = canonical({ contents: [user({ text: 'see' }, part)] });
    assert.deepEqual(messages[0]!.blocks.slice(1), blocks);
  });

test('an address of another kind is refused', () => {
  assert.throws(
    () => canonical({ contents: [user({ fileData: { fileUri: 'ftp://a' } })] }),
    invalid('contents.parts.fileData.fileUri'),
  );
});

test('system instructions come first, in every shape', () => {
  for (const systemInstruction of [
    { parts: [{ text: 'a' }] },
    { role: 'user', parts: { text: 'a' } },
    'a',
    ['a'],
    { text: 'a' },
  ])
    assert.deepEqual(
      canonical({ systemInstruction, contents: [hi] }).messages[0],
      { role: 'system', blocks: [{ type: 'text', text: 'a' }] },
      JSON.stringify(systemInstruction),
    );
  assert.equal(canonical({ contents: { parts: { text: 'bare' } } }).messages[0]!.role, 'user');
  assert.throws(
    () => canonical({ contents: [{ role: 'system', parts: [{ text: 'a' }] }] }),
    invalid('contents[0].role'),
  );
  assert.throws(() => canonical({ contents: [] }), invalid('contents'));
  assert.throws(
    () => canonical({ contents: [hi], cachedContent: 'cachedContents/a' }),
    invalid('cachedContent'),
  );
});

test('frames of a stream that a client kept are one turn', () => {
  const { messages } = canonical({
    contents: [
      hi,
      model({ text: 'Let ', thought: true }),
      model({ text: 'me', thought: true }),
      model({ text: 'He' }),
      model({ text: 'llo' }),
      model({ text: '', thoughtSignature: 'U2ln' }),
      hi,
    ],
  });
  assert.deepEqual(messages[1], {
    role: 'assistant',
    blocks: [
      { type: 'thinking', text: 'Let me' },
      { type: 'text', text: 'Hello', signature: { from: 'gemini', value: 'U2ln' } },
    ],
  });
  assert.equal(messages.length, 3);
});

const call = (name: string, args: object = {}, id?: string) => ({
  functionCall: { name, args, ...(id === undefined ? {} : { id }) },
});
const result = (name: string | undefined, response: unknown, id?: string) => ({
  functionResponse: {
    ...(name === undefined ? {} : { name }),
    response,
    ...(id === undefined ? {} : { id }),
  },
});

/** Calls and the results that follow; the indices of the calls that the results belong to, in order. */
const pairs: [name: string, calls: object[], results: object[], order: number[]][] = [
  ['by id', [call('a', {}, 'x'), call('a', {}, 'y')], [result('a', {}, 'y'), result('a', {}, 'x')], [1, 0]],
  ['by name', [call('a'), call('b')], [result('b', {}), result('a', {})], [1, 0]],
  [
    'by name and order',
    [call('a', { n: 1 }), call('a', { n: 1 })],
    [result('a', {}), result('a', {})],
    [0, 1],
  ],
  ['by order', [call('a'), call('b')], [result(undefined, {}), result(undefined, {})], [0, 1]],
  [
    'ids of the client for calls without',
    [call('a'), call('b')],
    [result('b', {}, 'q'), result('a', {}, 'p')],
    [1, 0],
  ],
  [
    'calls with ids, results without',
    [call('a', {}, 'x'), call('b', {}, 'y')],
    [result('b', {}), result('a', {})],
    [1, 0],
  ],
];
for (const [name, calls, results, order] of pairs)
  test(`results are paired ${name}`, () => {
    const { messages } = canonical({ contents: [hi, model(...calls), user(...results, { text: 'go on' })] });
    assert.deepEqual(
      messages.map(({ role }) => role),
      ['user', 'assistant', 'tool', 'user'],
    );
    const ids = messages[1]!.blocks.map((block) => (block.type === 'tool-call' ? block.id : ''));
    assert.equal(new Set(ids).size, ids.length);
    for (const id of ids) assert.match(id, /^[a-zA-Z0-9_-]{1,64}$/);
    assert.deepEqual(
      messages[2]!.blocks.map((block) => (block.type === 'tool-result' ? ids.indexOf(block.callId) : -1)),
      order,
    );
    assert.ok(messages[2]!.blocks.every((block) => block.type === 'tool-result' && block.name));
  });

test('ids that are made are the same each time, and an id used in two turns becomes two', () => {
  const contents = [
    hi,
    model(call('a', { n: 1 }, 'same')),
    user(result('a', { output: 'one' }, 'same')),
    model(call('a', { n: 1 }, 'same')),
    user(result('a', { output: 'two' }, 'same')),
    model(call('b')),
  ];
  const ids = (request: ChatRequest) =>
    request.messages.flatMap(({ blocks }) =>
      blocks.flatMap((block) =>
        block.type === 'tool-call' ? [block.id] : block.type === 'tool-result' ? [block.callId] : [],
      ),
    );
  const made = ids(canonical({ contents }));
  assert.deepEqual(made.slice(0, 4), ['same', 'same', 'same_2', 'same_2']);
  assert.deepEqual(ids(canonical({ contents })), made);
});

/** A result's object and the text and mark it is read as. */
const responses: [response: unknown, text: string, isError?: true][] = [
  [{ output: 'plain' }, 'plain'],
  [{ result: 'plain' }, 'plain'],
  [{ content: 'plain' }, 'plain'],
  [{ output: { a: 1 } }, '{"output":{"a":1}}'],
  [{ result: [1] }, '{"result":[1]}'],
  [{ error: 'broke' }, 'broke', true],
  [{ error: { code: 1 } }, '{"code":1}', true],
  [{ temp: 20, error: null }, '{"temp":20,"error":null}'],
  [{}, ''],
  ['bare', 'bare'],
];
for (const [response, text, isError] of responses)
  test(`result ${JSON.stringify(response)}`, () => {
    const { messages } = canonical({ contents: [hi, model(call('a')), user(result('a', response))] });
    const [block] = messages[2]!.blocks;
    assert.ok(block?.type === 'tool-result');
    assert.deepEqual(block.content, [{ type: 'text', text }]);
    assert.equal(block.isError, isError);
  });

test('pictures of a result stay in it', () => {
  const parts = [{ inlineData: { mimeType: 'image/png', data: 'AAAA' } }];
  const functionResponse = { name: 'a', response: { output: 'see' }, parts };
  const { messages } = canonical({ contents: [hi, model(call('a')), user({ functionResponse })] });
  const [block] = messages[2]!.blocks;
  assert.ok(block?.type === 'tool-result');
  assert.deepEqual(
    block.content.map(({ type }) => type),
    ['text', 'image'],
  );
});

test('signatures: our own wire, sealed ones, and thoughts that ride along', () => {
  const foreign = { from: 'anthropic-messages', value: 'abc' };
  const thought = { type: 'thinking' as const, text: 'hm ü', signature: foreign };
  const blocksOf = (...parts: object[]) => canonical({ contents: [hi, model(...parts)] }).messages[1]!.blocks;
  const signed = {
    ...call('a', {}, 'x'),
    thoughtSignature: writeSignature({ from: 'gemini', value: 'Z2Vt' }),
  };
  assert.deepEqual(blocksOf(signed), [
    { type: 'tool-call', id: 'x', name: 'a', arguments: '{}', signature: { from: 'gemini', value: 'Z2Vt' } },
  ]);
  for (const value of [writeSignature(foreign), sealThought(foreign)])
    assert.deepEqual(blocksOf({ text: 'a', thought_signature: value }), [
      { type: 'text', text: 'a', signature: foreign },
    ]);
  const riding = writeSignature(undefined, [thought]);
  // A client that keeps thoughts, and one (Gemini CLI) that throws them away: the same is read.
  for (const shown of [
    [],
    [
      { text: 'hm ', thought: true },
      { text: 'ü', thought: true },
    ],
  ])
    assert.deepEqual(blocksOf(...shown, { ...call('a', {}, 'x'), thoughtSignature: riding }), [
      thought,
      { type: 'tool-call', id: 'x', name: 'a', arguments: '{}' },
    ]);
  // Base64 for URLs, without padding: how Python's SDK sends it back.
  const urlSafe = riding!.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  assert.deepEqual(blocksOf({ text: '', thoughtSignature: urlSafe }), [thought]);
  // Changed on the way: nothing is read, nothing throws.
  assert.deepEqual(blocksOf({ text: 'a', thoughtSignature: `${riding!.slice(0, 30)}AAAA` }), [
    { type: 'text', text: 'a' },
  ]);
});

test('tools', () => {
  const { tools } = canonical({
    contents: [hi],
    tools: [
      {
        functionDeclarations: [
          {
            name: 'a',
            description: 'd',
            parameters: { type: 'OBJECT', properties: { x: { type: 'STRING' } } },
          },
          {
            name: 'b',
            parametersJsonSchema: {
              type: 'object',
              properties: { snake_case: { type: ['string', 'null'] } },
            },
          },
          { name: 'c' },
        ],
      },
      { google_search: { excludeDomains: ['x.test'] } },
      { googleSearchRetrieval: {} },
      { UrlContext: {}, codeExecution: {} },
      { googleMaps: { enableWidget: true } },
    ],
  });
  assert.deepEqual(tools, [
    {
      type: 'function',
      name: 'a',
      description: 'd',
      parameters: { type: 'object', properties: { x: { type: 'string' } } },
    },
    {
      type: 'function',
      name: 'b',
      parameters: { type: 'object', properties: { snake_case: { type: ['string', 'null'] } } },
    },
    { type: 'function', name: 'c' },
    { type: 'web-search', blockedDomains: ['x.test'] },
    { type: 'web-search' },
    { type: 'url-context' },
    { type: 'code' },
    { type: 'opaque', from: 'gemini', name: 'googleMaps', value: { googleMaps: { enableWidget: true } } },
  ]);
  assert.throws(
    () => canonical({ contents: [hi], tools: [{ functionDeclarations: [{}] }] }),
    invalid('tools.functionDeclarations.name'),
  );
});

const choices: [config: object, choice: object | undefined][] = [
  [{ mode: 'AUTO' }, { type: 'auto' }],
  [{ mode: 'any' }, { type: 'any' }],
  [{ mode: 'NONE' }, { type: 'none' }],
  [{ mode: 'VALIDATED' }, { type: 'auto' }],
  [
    { mode: 'ANY', allowedFunctionNames: ['a'] },
    { type: 'tool', name: 'a' },
  ],
  [
    { mode: 'ANY', allowed_function_names: ['a', 'b'] },
    { type: 'some', names: ['a', 'b'], must: true },
  ],
  [
    { mode: 'VALIDATED', allowedFunctionNames: ['a'] },
    { type: 'some', names: ['a'], must: false },
  ],
  [{}, undefined],
];
for (const [functionCallingConfig, choice] of choices)
  test(`tool choice ${JSON.stringify(functionCallingConfig)}`, () => {
    const toolConfig = { functionCallingConfig };
    const tools = [{ functionDeclarations: [{ name: 'a' }, { name: 'b' }] }];
    assert.deepEqual(canonical({ contents: [hi], tools, toolConfig }).toolChoice, choice);
    assert.equal(canonical({ contents: [hi], toolConfig }).toolChoice, undefined);
  });

/** A generationConfig and what of the request comes from it. */
const configs: [config: object, fields: object][] = [
  [{}, {}],
  [
    {
      temperature: 0,
      topP: 0.5,
      topK: 40,
      maxOutputTokens: '100',
      stopSequences: ['x'],
      seed: 1,
      presencePenalty: 0.1,
      frequencyPenalty: -0.1,
      candidateCount: 2,
      responseLogprobs: true,
      logprobs: 3,
    },
    {
      temperature: 0,
      topP: 0.5,
      topK: 40,
      maxOutput: 100,
      stop: ['x'],
      seed: 1,
      presencePenalty: 0.1,
      frequencyPenalty: -0.1,
      answers: 2,
      logprobs: true,
      topLogprobs: 3,
    },
  ],
  [{ candidateCount: 1, temperature: null, stopSequences: [] }, {}],
  [{ responseMimeType: 'text/plain' }, {}],
  [{ responseMimeType: 'application/json' }, { format: { type: 'json' } }],
  [
    { responseMimeType: 'application/json', responseSchema: { type: 'ARRAY', items: { type: 'INTEGER' } } },
    { format: { type: 'schema', schema: { type: 'array', items: { type: 'integer' } } } },
  ],
  [
    { response_mime_type: 'application/json', response_json_schema: { $ref: '#/$defs/a' } },
    { format: { type: 'schema', schema: { $ref: '#/$defs/a' } } },
  ],
  [{ thinkingConfig: { thinkingBudget: 0 } }, { thinking: { mode: 'off' } }],
  [{ thinkingConfig: { thinkingBudget: -1 } }, { thinking: { mode: 'on' } }],
  [
    { thinkingConfig: { thinkingBudget: 2048, includeThoughts: true } },
    { thinking: { mode: 'on', budget: 2048, show: true } },
  ],
  [{ thinkingConfig: { thinkingLevel: 'HIGH' } }, { thinking: { mode: 'on', effort: 'high' } }],
  [
    { thinkingConfig: { thinkingLevel: 'minimal', includeThoughts: false } },
    { thinking: { mode: 'on', effort: 'minimal', show: false } },
  ],
  [{ thinkingConfig: { includeThoughts: true } }, { thinking: { mode: 'on', show: true } }],
  [{ thinkingConfig: { includeThoughts: false } }, {}],
  [
    { responseModalities: ['TEXT', 'IMAGE'], imageConfig: { aspectRatio: '16:9', imageSize: '2K' } },
    { outputs: ['text', 'image'], picture: { ratio: '16:9', size: '2K' } },
  ],
  [{ responseModalities: ['Text'] }, {}],
  [
    {
      responseModalities: ['AUDIO'],
      speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Kore' } } },
    },
    { outputs: ['audio'], voice: { name: 'Kore' } },
  ],
  [
    { speechConfig: { multiSpeakerVoiceConfig: {} }, routingConfig: { a: 1 } },
    {
      others: {
        from: 'gemini',
        fields: {
          'generationConfig.speechConfig': { multiSpeakerVoiceConfig: {} },
          'generationConfig.routingConfig': { a: 1 },
        },
      },
    },
  ],
];
for (const [generationConfig, fields] of configs)
  test(`generationConfig ${JSON.stringify(generationConfig).slice(0, 70)}`, () => {
    const { stream, messages, tools, ...rest } = canonical({ contents: [hi], generationConfig });
    assert.deepEqual([stream, messages.length, tools], [false, 1, []]);
    assert.deepEqual(rest, fields);
  });

test('what has no place is kept by name', () => {
  const { others, tier } = canonical({
    contents: [hi],
    safety_settings: [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_NONE' }],
    labels: { team_name: 'x' },
    service_tier: 'flex',
    nextYear: 1,
  });
  assert.equal(tier, 'flex');
  assert.deepEqual(others, {
    from: 'gemini',
    fields: {
      safetySettings: [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_NONE' }],
      labels: { team_name: 'x' },
      nextYear: 1,
    },
  });
  assert.throws(
    () => canonical({ contents: [hi], generationConfig: { responseMimeType: 'text/x.enum' } }),
    invalid('generationConfig.responseMimeType'),
  );
});

test('schemas', () => {
  const read = {
    type: 'OBJECT',
    nullable: true,
    propertyOrdering: ['b', 'a'],
    required: ['a'],
    properties: {
      a: { type: 'STRING', format: 'enum', enum: ['x', 'y'], nullable: true },
      b: { type: 'ARRAY', min_items: '1', maxItems: 3, items: { type: 'NUMBER', format: 'double' } },
      type: { type: 'string', format: 'date-time', example: 'now' },
      either: { any_of: [{ type: 'INTEGER', format: 'int64' }, { type: 'BOOLEAN' }], nullable: true },
    },
  };
  const schema = jsonSchemaOf(read, 'p');
  assert.deepEqual(schema, {
    type: ['object', 'null'],
    required: ['a'],
    properties: {
      b: { type: 'array', minItems: 1, maxItems: 3, items: { type: 'number' } },
      a: { type: ['string', 'null'], enum: ['x', 'y', null] },
      type: { type: 'string', format: 'date-time', examples: ['now'] },
      either: { anyOf: [{ type: 'integer' }, { type: 'boolean' }, { type: 'null' }] },
    },
  });
  assert.deepEqual(Object.keys(schema['properties'] as object), ['b', 'a', 'type', 'either']);
  let deep: Record<string, unknown> = { type: 'STRING' };
  for (let i = 0; i < 100; i++) deep = { type: 'ARRAY', items: deep };
  assert.throws(() => jsonSchemaOf(deep, 'p'), invalid('p'));
});
