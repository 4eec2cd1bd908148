import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sealThought } from '../../base/sealed-thought.ts';
import type { Block, ChatRequest, Message } from '../../spec/chat.ts';
import { GatewayError } from '../../spec/fault.ts';
import { completionFront } from './completions.ts';
import { embeddingFront, packVector } from './embeddings.ts';
import { reader } from './read.ts';
import { readChat } from './read-chat.ts';
import { chatBody, completionBody, embeddingBody } from './wire.ts';

const callOf = (body: object) => reader('chat', 'chat', chatBody)(Buffer.from(JSON.stringify(body)));
const plain = { model: 'm', messages: [{ role: 'user', content: 'hi' }] };
const hi: Message = { role: 'user', blocks: [{ type: 'text', text: 'hi' }] };
const read = (fields: object): ChatRequest => readChat(callOf({ ...plain, ...fields }));
const blocksOf = (message: object): readonly Block[] =>
  readChat(callOf({ model: 'm', messages: [message] })).messages[0]?.blocks ?? [];

const parts: readonly [part: object, block: Block][] = [
  [
    { type: 'text', text: 'a' },
    { type: 'text', text: 'a' },
  ],
  [
    { type: 'text', text: 'a', cache_control: { type: 'ephemeral' } },
    { type: 'text', text: 'a', cache: {} },
  ],
  [
    { type: 'text', text: 'a', cache_control: { type: 'ephemeral', ttl: '1h' } },
    { type: 'text', text: 'a', cache: { ttl: 3600 } },
  ],
  [
    { type: 'image_url', image_url: { url: 'https://a.example/x.png', detail: 'high' } },
    { type: 'image', source: { by: 'url', url: 'https://a.example/x.png' }, detail: 'high' },
  ],
  [
    { type: 'image_url', image_url: 'data:image/jpeg;base64,AAAA' },
    { type: 'image', source: { by: 'data', mediaType: 'image/jpeg', data: 'AAAA' } },
  ],
  [
    { type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } },
    { type: 'audio', source: { by: 'data', mediaType: 'audio/wav', data: 'AAAA' } },
  ],
  [
    { type: 'input_audio', input_audio: { data: 'data:audio/mpeg;base64,AAAA', format: 'mp3' } },
    { type: 'audio', source: { by: 'data', mediaType: 'audio/mpeg', data: 'AAAA' } },
  ],
  [
    { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,JVBE' } },
    { type: 'file', source: { by: 'data', mediaType: 'application/pdf', data: 'JVBE' }, name: 'a.pdf' },
  ],
  [
    { type: 'file', file: { filename: 'a.csv', file_data: 'AAAA' } },
    { type: 'file', source: { by: 'data', mediaType: 'text/csv', data: 'AAAA' }, name: 'a.csv' },
  ],
  [
    { type: 'file', file: { file_id: 'file-1' } },
    { type: 'file', source: { by: 'file-id', id: 'file-1', from: 'openai-chat' } },
  ],
  [
    { type: 'file_url', file_url: { url: 'https://a.example/a.pdf' } },
    { type: 'file', source: { by: 'url', url: 'https://a.example/a.pdf' } },
  ],
  [
    { type: 'video_url', video_url: { url: 'https://a.example/x.mp4' }, fps: 2 },
    { type: 'video', source: { by: 'url', url: 'https://a.example/x.mp4' }, fps: 2 },
  ],
  [
    { type: 'mood', mood: 'good' },
    { type: 'opaque', from: 'openai-chat', value: { type: 'mood', mood: 'good' } },
  ],
];

test('parts of a message', () => {
  for (const [part, block] of parts) assert.deepEqual(blocksOf({ role: 'user', content: [part] }), [block]);
});

const google = { google: { thought_signature: sealThought({ from: 'gemini', value: 'g1' }) } };
const sealed = (value: string) => sealThought({ from: 'anthropic-messages', value });
const claude = (value: string) => ({ from: 'anthropic-messages', value });

const assistants: readonly [message: object, blocks: readonly Block[]][] = [
  [{ content: 'a' }, [{ type: 'text', text: 'a' }]],
  [{ content: null }, []],
  [
    { content: 'a', reasoning_content: 'hm' },
    [
      { type: 'thinking', text: 'hm' },
      { type: 'text', text: 'a' },
    ],
  ],
  [
    {
      content: 'a',
      reasoning_content: 'hm',
      reasoning_details: [
        { type: 'reasoning.text', text: 'hm', signature: sealed('s1'), id: 'r1' },
        { type: 'reasoning.encrypted', data: sealed('s2') },
        { type: 'reasoning.encrypted', data: sealed('s3'), id: 'c1' },
        { type: 'reasoning.encrypted', data: sealed('s4'), id: 'text' },
        { type: 'reasoning.text', text: 'own', signature: 'mine' },
        { type: 'reasoning.text', signature: 'k4u1.cut' },
      ],
      tool_calls: [{ id: 'c1', type: 'function', function: { name: 'f', arguments: '{}' } }],
    },
    [
      { type: 'thinking', text: 'hm', signature: claude('s1'), id: 'r1' },
      { type: 'thinking', text: '', redacted: true, signature: claude('s2') },
      { type: 'thinking', text: 'own', signature: { from: 'openai-chat', value: 'mine' } },
      { type: 'text', text: 'a', signature: claude('s4') },
      { type: 'tool-call', id: 'c1', name: 'f', arguments: '{}', signature: claude('s3') },
    ],
  ],
  [
    {
      content: '',
      tool_calls: [
        { id: 'c1', type: 'function', function: { name: 'f', arguments: { x: 1 } }, extra_content: google },
        {
          id: 'c2',
          type: 'function',
          function: { name: 'f', arguments: '{}' },
          extra_content: { google: { thought_signature: 'raw' } },
        },
        { id: 'c3', type: 'custom', custom: { name: 'sql', input: 'SELECT 1' } },
        { type: 'function', function: { name: 'g' } },
      ],
    },
    [
      {
        type: 'tool-call',
        id: 'c1',
        name: 'f',
        arguments: '{"x":1}',
        signature: { from: 'gemini', value: 'g1' },
      },
      {
        type: 'tool-call',
        id: 'c2',
        name: 'f',
        arguments: '{}',
        signature: { from: 'gemini', value: 'raw' },
      },
      { type: 'tool-call', id: 'c3', name: 'sql', arguments: 'SELECT 1', custom: true },
      { type: 'tool-call', id: 'call_0_3', name: 'g', arguments: '' },
    ],
  ],
  [
    {
      content: [
        { type: 'text', text: 'a' },
        { type: 'refusal', refusal: 'no' },
      ],
      refusal: 'never',
    },
    [
      { type: 'text', text: 'a' },
      { type: 'refusal', text: 'no' },
      { type: 'refusal', text: 'never' },
    ],
  ],
  [
    { content: null, audio: { id: 'audio_1' } },
    [{ type: 'audio', source: { by: 'file-id', id: 'audio_1', from: 'openai-chat' } }],
  ],
  [
    {
      content: 'Here:\n\n![image](data:image/png;base64,AAAA)\n\nNice?',
      images: [
        { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
        { type: 'image_url', image_url: { url: 'data:image/png;base64,BBBB' } },
      ],
    },
    [
      { type: 'text', text: 'Here:\n\n' },
      { type: 'image', source: { by: 'data', mediaType: 'image/png', data: 'AAAA' } },
      { type: 'text', text: '\n\nNice?' },
      { type: 'image', source: { by: 'data', mediaType: 'image/png', data: 'BBBB' } },
    ],
  ],
  [
    { content: 'see ![x](https://a.example/x.png) and ](data:image/png' },
    [{ type: 'text', text: 'see ![x](https://a.example/x.png) and ](data:image/png' }],
  ],
  [
    { content: null, function_call: { name: 'f', arguments: '{}' } },
    [{ type: 'tool-call', id: 'call_f_0', name: 'f', arguments: '{}' }],
  ],
];

test('messages of the assistant', () => {
  for (const [message, blocks] of assistants)
    assert.deepEqual(blocksOf({ role: 'assistant', ...message }), blocks);
});

test('roles, names and results of tools', () => {
  const call = (id: string, type: 'function' | 'custom') =>
    type === 'function'
      ? { id, type, function: { name: 'f', arguments: '{}' } }
      : { id, type, custom: { name: 'sql', input: 'x' } };
  const { messages } = readChat(
    callOf({
      model: 'm',
      messages: [
        { role: 'system', content: 'a' },
        { role: 'developer', content: [{ type: 'text', text: 'b' }], name: 'boss' },
        { role: 'user', content: 'c', cache_control: { type: 'ephemeral' } },
        { role: 'assistant', content: null, tool_calls: [call('c1', 'function'), call('c2', 'custom')] },
        { role: 'tool', tool_call_id: 'c1', content: '1' },
        {
          role: 'tool',
          tool_call_id: 'c2',
          content: [
            { type: 'text', text: '2' },
            { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
          ],
        },
        { role: 'assistant', content: null, function_call: { name: 'g', arguments: '{}' } },
        { role: 'function', name: 'g', content: '3' },
      ],
    }),
  );
  assert.deepEqual(
    messages.filter(({ role }) => role !== 'assistant'),
    [
      { role: 'system', blocks: [{ type: 'text', text: 'a' }] },
      { role: 'system', blocks: [{ type: 'text', text: 'b' }], name: 'boss' },
      { role: 'user', blocks: [{ type: 'text', text: 'c', cache: {} }] },
      {
        role: 'tool',
        blocks: [{ type: 'tool-result', callId: 'c1', name: 'f', content: [{ type: 'text', text: '1' }] }],
      },
      {
        role: 'tool',
        blocks: [
          {
            type: 'tool-result',
            callId: 'c2',
            name: 'sql',
            content: [
              { type: 'text', text: '2' },
              { type: 'image', source: { by: 'data', mediaType: 'image/png', data: 'AAAA' } },
            ],
            custom: true,
          },
        ],
      },
      {
        role: 'tool',
        blocks: [
          { type: 'tool-result', callId: 'call_g_6', name: 'g', content: [{ type: 'text', text: '3' }] },
        ],
      },
    ],
  );
});

const fn = {
  type: 'function',
  function: { name: 'f', description: 'd', parameters: { type: 'object' }, strict: true },
};
const fields: readonly [fields: object, read: Partial<ChatRequest>][] = [
  [{}, {}],
  [{ stream: true, stream_options: { include_usage: true } }, { stream: true }],
  [{ max_tokens: 5 }, { maxOutput: 5 }],
  [{ max_tokens: 5, max_completion_tokens: 9 }, { maxOutput: 9 }],
  [
    {
      temperature: 0.5,
      top_p: 0.9,
      top_k: 40,
      seed: 7,
      presence_penalty: 1,
      frequency_penalty: -1,
      logit_bias: { 5: 1 },
      n: 2,
      logprobs: true,
      top_logprobs: 3,
      stop: 'x',
    },
    {
      temperature: 0.5,
      topP: 0.9,
      topK: 40,
      seed: 7,
      presencePenalty: 1,
      frequencyPenalty: -1,
      logitBias: { 5: 1 },
      answers: 2,
      logprobs: true,
      topLogprobs: 3,
      stop: ['x'],
    },
  ],
  [{ stop: ['a', ''] }, { stop: ['a'] }],
  [{ stop: [] }, {}],
  [{ temperature: null, tools: null, n: null, metadata: null, anything: null, store: false }, {}],
  [
    {
      user: 'u',
      safety_identifier: 's',
      prompt_cache_key: 'k',
      service_tier: 'flex',
      verbosity: 'low',
      metadata: { a: 'b' },
    },
    { user: 'u', cacheKey: 'k', tier: 'flex', verbosity: 'low', metadata: { a: 'b' } },
  ],
  [
    { prediction: { type: 'content', content: 'x' }, translation_options: { target_lang: 'English' } },
    {
      others: {
        from: 'openai-chat',
        fields: {
          prediction: { type: 'content', content: 'x' },
          translation_options: { target_lang: 'English' },
        },
      },
    },
  ],
  // tools
  [
    { tools: [fn], tool_choice: 'required', parallel_tool_calls: false },
    {
      tools: [
        { type: 'function', name: 'f', description: 'd', parameters: { type: 'object' }, strict: true },
      ],
      toolChoice: { type: 'any' },
      parallelTools: false,
    },
  ],
  [
    { tools: [{ type: 'function', name: 'f', parameters: { type: 'object' } }] },
    { tools: [{ type: 'function', name: 'f', parameters: { type: 'object' } }] },
  ],
  [
    {
      tools: [{ type: 'custom', custom: { name: 'sql', format: { type: 'text' } } }],
      tool_choice: { type: 'custom', custom: { name: 'sql' } },
    },
    {
      tools: [{ type: 'custom', name: 'sql', format: { type: 'text' } }],
      toolChoice: { type: 'tool', name: 'sql' },
    },
  ],
  [
    { functions: [{ name: 'f' }], function_call: { name: 'f' } },
    { tools: [{ type: 'function', name: 'f' }], toolChoice: { type: 'tool', name: 'f' } },
  ],
  [
    {
      tool_choice: {
        type: 'allowed_tools',
        allowed_tools: { mode: 'required', tools: [{ type: 'function', function: { name: 'f' } }] },
      },
    },
    { toolChoice: { type: 'some', names: ['f'], must: true } },
  ],
  [
    {
      tools: [
        { type: 'function', function: { name: 'googleSearch' } },
        { type: 'mcp', server: 'x' },
      ],
    },
    {
      tools: [
        { type: 'web-search' },
        { type: 'opaque', from: 'openai-chat', name: 'mcp', value: { type: 'mcp', server: 'x' } },
      ],
    },
  ],
  [
    {
      web_search_options: {
        search_context_size: 'low',
        user_location: { type: 'approximate', approximate: { country: 'VN', city: null } },
      },
    },
    { tools: [{ type: 'web-search', effort: 'low', location: { country: 'VN' } }] },
  ],
  [{ enable_search: true }, { tools: [{ type: 'web-search' }] }],
  // format
  [{ response_format: { type: 'text' } }, {}],
  [{ response_format: { type: 'json_object' } }, { format: { type: 'json' } }],
  [
    {
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'a', schema: { type: 'object' }, strict: true },
      },
    },
    { format: { type: 'schema', name: 'a', schema: { type: 'object' }, strict: true } },
  ],
  // outputs
  [{ modalities: ['text'] }, {}],
  [
    { modalities: ['text', 'audio'], audio: { voice: 'ash', format: 'mp3' } },
    { outputs: ['text', 'audio'], voice: { name: 'ash', format: 'mp3' } },
  ],
  [
    { modalities: ['image', 'text'], image_config: { aspect_ratio: '16:9', image_size: '2K' } },
    { outputs: ['image', 'text'], picture: { ratio: '16:9', size: '2K' } },
  ],
  // thinking
  [{ reasoning_effort: 'none' }, { thinking: { mode: 'off' } }],
  [{ reasoning_effort: 'high' }, { thinking: { mode: 'on', effort: 'high' } }],
  [{ thinking: { type: 'disabled' }, reasoning_effort: 'high' }, { thinking: { mode: 'off' } }],
  [{ thinking: { type: 'enabled', budget_tokens: 2000 } }, { thinking: { mode: 'on', budget: 2000 } }],
  [{ thinking: { type: 'auto' } }, { thinking: { mode: 'on' } }],
  [{ enable_thinking: false, thinking_budget: 5 }, { thinking: { mode: 'off' } }],
  [{ enable_thinking: true, thinking_budget: 500 }, { thinking: { mode: 'on', budget: 500 } }],
  [{ reasoning: { effort: 'low', exclude: true } }, { thinking: { mode: 'on', effort: 'low', show: false } }],
  [{ reasoning: { max_tokens: 900 } }, { thinking: { mode: 'on', budget: 900 } }],
  [{ reasoning: { enabled: false } }, { thinking: { mode: 'off' } }],
  [
    {
      extra_body: {
        google: { thinking_config: { thinking_budget: 700, include_thoughts: true }, cached_content: 'x' },
      },
    },
    {
      thinking: { mode: 'on', budget: 700, show: true },
      others: { from: 'openai-chat', fields: { google: { cached_content: 'x' } } },
    },
  ],
  [{ extra_body: { google: { thinking_config: { thinking_budget: 0 } } } }, { thinking: { mode: 'off' } }],
  [{ extra_body: { google: { thinking_config: { thinking_budget: -1 } } } }, { thinking: { mode: 'on' } }],
  [
    { extra_body: { enable_thinking: true, top_k: 3 }, top_k: 4 },
    { thinking: { mode: 'on' }, topK: 4 },
  ],
  [{ chat_template_kwargs: { enable_thinking: false } }, { thinking: { mode: 'off' } }],
  [{ reasoning_effort: 'ultra' }, {}],
];

test('fields of a request', () => {
  for (const [sent, expected] of fields)
    assert.deepEqual(
      read(sent),
      { stream: false, tools: [], messages: [hi], ...expected },
      JSON.stringify(sent),
    );
});

const wrong: readonly [body: object, param: string][] = [
  [{ messages: [{ role: 'robot', content: 'x' }] }, 'messages[0].role'],
  [{ messages: [{ role: 'tool', content: 'x' }] }, 'messages[0].tool_call_id'],
  [
    { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: {} }] }] },
    'messages[0].content[0].image_url',
  ],
  [
    { messages: [{ role: 'user', content: [{ type: 'input_audio', input_audio: {} }] }] },
    'messages[0].content[0].input_audio.data',
  ],
  [{ messages: [{ role: 'user', content: [{ type: 'file', file: {} }] }] }, 'messages[0].content[0].file'],
  [{ messages: [{ role: 'user', content: [{ type: 'video_url' }] }] }, 'messages[0].content[0].video_url'],
  [
    { messages: [{ role: 'assistant', tool_calls: [{ id: 'a' }] }] },
    'messages[0].tool_calls[0].function.name',
  ],
  [{ tools: [{ type: 'function', function: {} }] }, 'tools[0].function.name'],
  [{ tools: [{ type: 'custom', custom: {} }] }, 'tools[0].custom.name'],
  [{ functions: [{}] }, 'functions[0].name'],
  [{ tool_choice: 'always' }, 'tool_choice'],
  [{ tool_choice: { type: 'function' } }, 'tool_choice'],
  [{ tool_choice: { type: 'allowed_tools', allowed_tools: {} } }, 'tool_choice.allowed_tools.tools'],
  [
    { response_format: { type: 'json_schema', json_schema: { name: 'a' } } },
    'response_format.json_schema.schema',
  ],
];

test('what means nothing is refused by the name of its field', () => {
  for (const [body, param] of wrong)
    assert.throws(
      // Past the schema, which refuses some of these before.
      () => readChat({ ...callOf(plain), body: Buffer.from(JSON.stringify({ ...plain, ...body })) }),
      (error: unknown) =>
        error instanceof GatewayError && error.code === 'field_invalid' && error.detail.param === param,
      param,
    );
});

test('the legacy endpoint asks a chat model one thing', () => {
  const legacy = (body: object) =>
    completionFront.readRequest(
      reader(
        'completions',
        'completion',
        completionBody,
      )(Buffer.from(JSON.stringify({ model: 'm', ...body }))),
    );
  assert.deepEqual(
    legacy({ prompt: ['hi'], max_tokens: 5, stop: 'x', logprobs: 2, best_of: 3, echo: false }),
    {
      stream: false,
      tools: [],
      messages: [hi],
      maxOutput: 5,
      stop: ['x'],
      others: { from: 'openai-chat/completions', fields: { best_of: 3, logprobs: 2 } },
    },
  );
  for (const [body, param] of [
    [{ prompt: ['a', 'b'] }, 'prompt'],
    [{ prompt: [1, 2] }, 'prompt'],
    [{ prompt: [[1, 2]] }, 'prompt'],
    [{}, 'prompt'],
    [{ prompt: 'a', suffix: 'b' }, 'suffix'],
    [{ prompt: 'a', echo: true }, 'echo'],
  ] as const)
    assert.throws(
      () => legacy(body),
      (error: unknown) => error instanceof GatewayError && error.detail.param === param,
      param,
    );
});

test('embeddings are read and written as numbers or packed', () => {
  const call = (body: object) =>
    reader('embeddings', 'embedding', embeddingBody)(Buffer.from(JSON.stringify({ model: 'm', ...body })));
  for (const [input, inputs] of [
    ['a', ['a']],
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
    [[1, 2], [[1, 2]]],
    [
      [[1], [2, 3]],
      [[1], [2, 3]],
    ],
  ] as const)
    assert.deepEqual(embeddingFront.readRequest(call({ input, dimensions: 8 })), { inputs, dimensions: 8 });
  assert.throws(() => embeddingFront.readRequest(call({ input: [] })), /at least one text/);
  const answer = { vectors: [[0.5, -2]], inputTokens: 3 };
  const written = (format: string) =>
    JSON.parse(embeddingFront.writeAnswer(answer, call({ input: 'a', encoding_format: format }))) as unknown;
  const expected = (embedding: unknown) => ({
    object: 'list',
    data: [{ object: 'embedding', index: 0, embedding }],
    model: 'm',
    usage: { prompt_tokens: 3, total_tokens: 3 },
  });
  assert.deepEqual(written('float'), expected([0.5, -2]));
  assert.deepEqual(written('base64'), expected('AAAAPwAAAMA='));
  const bytes = Buffer.from(packVector([1, 0.25]), 'base64');
  assert.deepEqual([bytes.readFloatLE(0), bytes.readFloatLE(4)], [1, 0.25]);
});
