import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import type { Block, ChatRequest, Losses, Message } from '../../../spec/chat.ts';
import { GatewayError } from '../../../spec/fault.ts';
import { chatPort } from './chat.ts';
import { createAnthropicSimulator } from './simulator/index.ts';
import { signThought } from './simulator/signature.ts';
import { wireCallId } from './write-blocks.ts';

/** Writes a chat and says what was left out. */
function write(chat: Partial<ChatRequest>, model = 'claude-haiku-4-5', outputCap?: number) {
  const dropped: string[] = [];
  const losses: Losses = {
    drop: (feature) => dropped.push(feature),
    refuse: (feature, param, message) => {
      throw new GatewayError('field_invalid', `${feature}: ${message}`, { param });
    },
  };
  const body = chatPort.writeRequest(
    { stream: false, messages: [user('Hello')], tools: [], ...chat },
    {
      upstreamModel: model,
      fact: undefined,
      outputLimit: 64_000,
      access: { key: 'k', settings: {} },
      ...(outputCap === undefined ? {} : { outputCap }),
    },
    losses,
  );
  return { body, dropped };
}

const user = (text: string, ...more: Block[]): Message => ({
  role: 'user',
  blocks: [{ type: 'text', text }, ...more],
});
const assistant = (...blocks: Block[]): Message => ({ role: 'assistant', blocks });
const system = (text: string): Message => ({ role: 'system', blocks: [{ type: 'text', text }] });
const call = (id: string, args = '{"city":"Huế"}'): Block => ({
  type: 'tool-call',
  id,
  name: 'get_weather',
  arguments: args,
});
const result = (callId: string, text: string): Message => ({
  role: 'tool',
  blocks: [{ type: 'tool-result', callId, content: [{ type: 'text', text }] }],
});
const weather = {
  type: 'function',
  name: 'get_weather',
  description: 'The weather of a city',
  parameters: { type: 'object', properties: { city: { type: 'string' } } },
} as const;
const wire = (type: string, rest: object = {}) => ({ type, ...rest });
const text = (words: string) => ({ type: 'text', text: words });

describe('messages', () => {
  it('joins roles, puts results first and keeps text beside calls', () => {
    const { body } = write({
      messages: [
        system('Be brief.'),
        system('Be kind.'),
        user('Weather?'),
        assistant({ type: 'text', text: 'I look.' }, call('a.1'), call('b', '')),
        user('And hurry'),
        result('b', 'none'),
        result('a.1', 'rain'),
        user('Well?'),
      ],
      tools: [weather],
    });
    const id = wireCallId('a.1');
    assert.match(id, /^call_[0-9a-f]{24}$/);
    assert.deepEqual(body['system'], [text('Be brief.'), text('Be kind.')]);
    assert.deepEqual(body['messages'], [
      { role: 'user', content: [text('Weather?')] },
      {
        role: 'assistant',
        content: [
          text('I look.'),
          wire('tool_use', { id, name: 'get_weather', input: { city: 'Huế' } }),
          wire('tool_use', { id: 'b', name: 'get_weather', input: {} }),
        ],
      },
      {
        role: 'user',
        content: [
          wire('tool_result', { tool_use_id: id, content: [text('rain')] }),
          wire('tool_result', { tool_use_id: 'b', content: [text('none')] }),
          text('And hurry'),
          text('Well?'),
        ],
      },
    ]);
  });

  it('gives a call without result one, and a result without call its words', () => {
    const { body } = write({
      messages: [result('lost', 'old news'), assistant(call('a')), user('Go on'), assistant(call('b'))],
    });
    const missing = (id: string) =>
      wire('tool_result', { tool_use_id: id, content: [text('no result')], is_error: true });
    assert.deepEqual(
      (body['messages'] as { content: unknown }[]).map(({ content }) => content),
      [
        [text('old news')],
        [wire('tool_use', { id: 'a', name: 'get_weather', input: { city: 'Huế' } })],
        [missing('a'), text('Go on')],
        [wire('tool_use', { id: 'b', name: 'get_weather', input: { city: 'Huế' } })],
        [missing('b')],
      ],
    );
  });

  it('keeps arguments that are no object under a name of its own, and free text as `input`', () => {
    const custom: Block = { type: 'tool-call', id: 'c', name: 'patch', arguments: '*** Begin', custom: true };
    const { body } = write({ messages: [user('x'), assistant(call('a', '{"cut":'), custom), user('y')] });
    const [, turn] = body['messages'] as { content: { input: unknown }[] }[];
    assert.deepEqual(
      turn?.content.map(({ input }) => input),
      [{ _raw: '{"cut":' }, { input: '*** Begin' }],
    );
  });

  it('sends back only thoughts of its own', () => {
    const thought = (from: string): Block => ({
      type: 'thinking',
      text: 'hm',
      signature: { from, value: 's' },
    });
    const redacted: Block = {
      type: 'thinking',
      text: '',
      redacted: true,
      signature: { from: 'anthropic-messages', value: 'd' },
    };
    const { body } = write({
      messages: [
        user('x'),
        assistant(
          thought('anthropic-messages'),
          redacted,
          thought('gemini'),
          { type: 'thinking', text: 'bare' },
          { type: 'text', text: 'a' },
        ),
        user('y'),
      ],
    });
    const [, turn] = body['messages'] as { content: unknown[] }[];
    assert.deepEqual(turn?.content, [
      wire('thinking', { thinking: 'hm', signature: 's' }),
      wire('redacted_thinking', { data: 'd' }),
      text('a'),
    ]);
  });

  it('puts an inner system message where the model takes it, else into the turn', () => {
    const messages = [
      user('a'),
      system('Now in French.'),
      assistant({ type: 'text', text: 'b' }),
      system('Hm.'),
      user('c'),
    ];
    const roles = (model: string) =>
      (write({ messages }, model).body['messages'] as { role: string; content: unknown[] }[]).map(
        ({ role, content }) => `${role} ${content.length}`,
      );
    assert.deepEqual(roles('claude-haiku-4-5'), ['user 2', 'assistant 1', 'user 2']);
    assert.deepEqual(roles('claude-opus-5-5'), ['user 1', 'system 1', 'assistant 1', 'user 2']);
  });

  it('begins with the user', () => {
    const first = (messages: Message[]) => (write({ messages }).body['messages'] as unknown[])[0];
    assert.deepEqual(first([assistant({ type: 'text', text: 'a' }), user('b')]), {
      role: 'user',
      content: [text('Continue.')],
    });
    assert.deepEqual(first([system('Say hi.')]), { role: 'user', content: [text('Say hi.')] });
  });

  it('writes media, and files that are text as text', () => {
    const data = (mediaType: string, words = 'a,b') => ({
      by: 'data' as const,
      mediaType,
      data: Buffer.from(words).toString('base64'),
    });
    const { body, dropped } = write({
      messages: [
        user(
          'x',
          { type: 'image', source: data('image/jpg'), detail: 'high' },
          { type: 'image', source: { by: 'url', url: 'https://example.com/a.png' } },
          { type: 'file', source: data('application/pdf'), name: 'Plan.pdf' },
          { type: 'file', source: { by: 'url', url: 'https://example.com/a.pdf' } },
          { type: 'file', source: data('text/csv'), name: 'a.csv', cache: { ttl: 3600 } },
          { type: 'file', source: { by: 'file-id', id: 'file_1', from: 'anthropic-messages' } },
        ),
      ],
    });
    assert.deepEqual((body['messages'] as { content: unknown[] }[])[0]?.content.slice(1), [
      wire('image', { source: { type: 'base64', media_type: 'image/jpeg', data: 'YSxi' } }),
      wire('image', { source: { type: 'url', url: 'https://example.com/a.png' } }),
      wire('document', {
        source: { type: 'base64', media_type: 'application/pdf', data: 'YSxi' },
        title: 'Plan.pdf',
      }),
      wire('document', { source: { type: 'url', url: 'https://example.com/a.pdf' } }),
      wire('document', {
        source: { type: 'text', media_type: 'text/plain', data: 'a,b' },
        title: 'a.csv',
        cache_control: { type: 'ephemeral', ttl: '1h' },
      }),
      wire('document', { source: { type: 'file', file_id: 'file_1' } }),
    ]);
    assert.deepEqual(dropped, ['image-detail']);
  });

  it('takes no more marks than the wire allows', () => {
    const marked = (words: string): Block => ({ type: 'text', text: words, cache: {} });
    const { body } = write({
      messages: [
        { role: 'system', blocks: [marked('s')] },
        ...['a', 'b', 'c', 'd'].flatMap((words) => [
          { role: 'user' as const, blocks: [marked(words)] },
          assistant({ type: 'text', text: 'ok' }),
        ]),
        user('end'),
      ],
      tools: [{ ...weather, cache: { ttl: 300 } }],
    });
    const marks = JSON.stringify(body).match(/"cache_control":\{"type":"ephemeral"\}/g);
    assert.equal(marks?.length, 4);
    assert.deepEqual(
      (body['messages'] as { content: object[] }[]).map(({ content }) => 'cache_control' in content[0]!),
      [false, false, false, false, true, false, true, false, false],
    );
  });
});

const media = (block: Block): Partial<ChatRequest> => ({ messages: [{ role: 'user', blocks: [block] }] });
for (const [what, chat, model] of [
  ['audio', media({ type: 'audio', source: { by: 'data', mediaType: 'audio/wav', data: 'AAAA' } })],
  ['video', media({ type: 'video', source: { by: 'url', url: 'https://example.com/a.mp4' } })],
  ['image-data', media({ type: 'image', source: { by: 'data', mediaType: 'image/tiff', data: 'AAAA' } })],
  ['image-url', media({ type: 'image', source: { by: 'url', url: 'gs://bucket/a.png' } })],
  ['file-id', media({ type: 'file', source: { by: 'file-id', id: 'f', from: 'openai-chat' } })],
  ['text-file', media({ type: 'file', source: { by: 'data', mediaType: 'application/zip', data: 'AAAA' } })],
  ['several-answers', { answers: 2 }],
  ['audio-output', { outputs: ['text', 'audio'] }],
  ['image-output', { outputs: ['text', 'image'] }],
  ['assistant-prefill', { messages: [user('a'), assistant({ type: 'text', text: 'b' })] }, 'claude-opus-4-6'],
] as const satisfies [string, Partial<ChatRequest>, string?][]) {
  test(`${what} is refused`, () => {
    assert.throws(
      () => write(chat, model),
      (error) => error instanceof GatewayError && error.message.startsWith(what),
    );
  });
}

describe('thinking', () => {
  const shape = (chat: Partial<ChatRequest>, model: string) => {
    const { body, dropped } = write(chat, model);
    return [body['thinking'], body['output_config'], dropped];
  };
  const on = (more: object = {}) => ({ thinking: { mode: 'on' as const, ...more } });
  for (const [model, chat, thinking, config, dropped] of [
    ['claude-haiku-4-5', on({ budget: 5000 }), { type: 'enabled', budget_tokens: 5000 }, undefined, []],
    ['claude-haiku-4-5', on({ effort: 'low' }), { type: 'enabled', budget_tokens: 2048 }, undefined, []],
    [
      'claude-haiku-4-5',
      { ...on({ effort: 'max' }), maxOutput: 4000 },
      { type: 'enabled', budget_tokens: 3200 },
      undefined,
      [],
    ],
    [
      'claude-haiku-4-5',
      { ...on(), maxOutput: 1200 },
      { type: 'enabled', budget_tokens: 1024 },
      undefined,
      [],
    ],
    ['claude-haiku-4-5', { ...on(), maxOutput: 500 }, undefined, undefined, ['thinking']],
    ['claude-haiku-4-5', { thinking: { mode: 'off' } }, undefined, undefined, []],
    ['claude-3-5-haiku-20241022', on(), undefined, undefined, ['thinking']],
    ['claude-opus-4-6', on({ budget: 5000 }), { type: 'adaptive' }, { effort: 'medium' }, []],
    ['claude-opus-4-6', on({ effort: 'xhigh' }), { type: 'adaptive' }, { effort: 'high' }, []],
    [
      'claude-opus-4-7',
      on({ effort: 'xhigh', show: false }),
      { type: 'adaptive', display: 'omitted' },
      { effort: 'xhigh' },
      [],
    ],
    [
      'claude-opus-4-8',
      on({ effort: 'minimal' }),
      { type: 'adaptive', display: 'summarized' },
      { effort: 'low' },
      [],
    ],
    ['claude-opus-5', { thinking: { mode: 'off' } }, { type: 'disabled' }, undefined, []],
    ['claude-haiku-5-5', { thinking: { mode: 'off' } }, { type: 'disabled' }, undefined, []],
    ['claude-sonnet-5-5', { thinking: { mode: 'off' } }, { type: 'between_tools' }, undefined, []],
    ['claude-opus-5-5', { thinking: { mode: 'off' } }, undefined, { effort: 'low' }, ['thinking']],
    ['claude-fable-5-2', on(), { type: 'adaptive', display: 'summarized' }, undefined, []],
    [
      'claude-opus-4-6',
      { ...on(), tools: [weather], toolChoice: { type: 'any' } },
      undefined,
      undefined,
      ['thinking'],
    ],
    [
      'claude-haiku-4-5',
      { ...on(), temperature: 0.5, topK: 3 },
      { type: 'enabled', budget_tokens: 24_576 },
      undefined,
      ['temperature', 'top-k'],
    ],
    [
      'claude-haiku-4-5',
      { ...on(), tools: [weather], messages: [user('a'), assistant(call('t')), result('t', 'b')] },
      undefined,
      undefined,
      ['thinking'],
    ],
    [
      'claude-haiku-4-5',
      {
        ...on(),
        tools: [weather],
        messages: [
          user('a'),
          assistant(call('t')),
          result('t', 'b'),
          assistant({ type: 'text', text: 'c' }),
          user('d'),
        ],
      },
      { type: 'enabled', budget_tokens: 24_576 },
      undefined,
      [],
    ],
  ] as const satisfies [string, Partial<ChatRequest>, object | undefined, object | undefined, string[]][]) {
    it(`${model} ${JSON.stringify(chat).slice(0, 90)}`, () => {
      assert.deepEqual(shape(chat, model), [thinking, config, dropped]);
    });
  }
});

describe('tools and formats', () => {
  it('filters a subset, and says what cannot be forced', () => {
    const other = { type: 'function', name: 'other' } as const;
    const some = { type: 'some', names: ['other'], must: true } as const;
    const old = write({ tools: [weather, other], toolChoice: some, parallelTools: false }).body;
    assert.deepEqual(old['tools'], [{ name: 'other', input_schema: { type: 'object', properties: {} } }]);
    assert.deepEqual(old['tool_choice'], { type: 'any', disable_parallel_tool_use: true });
    const now = write(
      { tools: [weather, other], toolChoice: { type: 'tool', name: 'other' } },
      'claude-opus-5-5',
    ).body;
    assert.deepEqual(now['tool_choice'], { type: 'auto' });
    const told = text('You must call the tool `other` in your next answer.');
    assert.deepEqual((now['messages'] as unknown[]).at(-1), { role: 'system', content: [told] });
  });

  it('writes custom and hosted tools', () => {
    const { body, dropped } = write({
      tools: [
        {
          type: 'custom',
          name: 'patch',
          format: { type: 'grammar', syntax: 'lark', definition: 'start: X' },
        },
        { type: 'web-search', effort: 'low', allowedDomains: ['a.com'], location: { country: 'VN' } },
        { type: 'url-context' },
        { type: 'code' },
        { type: 'opaque', from: 'openai-responses', name: 'computer', value: {} },
      ],
    });
    assert.deepEqual(
      (body['tools'] as { type?: string; name: string }[]).map(({ type, name }) => [type, name]),
      [
        [undefined, 'patch'],
        ['web_search_20250305', 'web_search'],
        ['web_fetch_20250910', 'web_fetch'],
        ['code_execution_20250825', 'code_execution'],
      ],
    );
    assert.match(
      JSON.stringify(body['tools']),
      /start: X.*"max_uses":1,"allowed_domains":\["a.com"\],"user_location":\{"type":"approximate","country":"VN"\}/,
    );
    assert.deepEqual(dropped, ['opaque-tools']);
  });

  it('closes a schema and says what it cannot enforce', () => {
    const schema = {
      $schema: 'x',
      type: 'object',
      properties: {
        age: { type: 'integer', minimum: 0, description: 'Years.' },
        tags: { type: 'array', items: { oneOf: [{ type: 'string', maxLength: 3 }] } },
      },
    };
    const { body } = write({ format: { type: 'schema', schema } });
    assert.deepEqual(body['output_config'], {
      format: {
        type: 'json_schema',
        schema: {
          type: 'object',
          properties: {
            age: { type: 'integer', description: 'Years.\n{"minimum":0}' },
            tags: { type: 'array', items: { anyOf: [{ type: 'string', description: '{"maxLength":3}' }] } },
          },
          additionalProperties: false,
        },
      },
    });
    const old = write({ format: { type: 'schema', schema } }, 'claude-opus-4-1-20250805').body;
    assert.equal(old['output_config'], undefined);
    assert.match(JSON.stringify(old['system']), /must be valid against this JSON Schema/);
    assert.match(JSON.stringify(write({ format: { type: 'json' } }).body['system']), /Answer with JSON only/);
  });

  it('limits, samples and names', () => {
    const chat: Partial<ChatRequest> = {
      temperature: 1.7,
      topP: 0.5,
      stop: ['a', ' '],
      user: 'u',
      tier: 'default',
      seed: 1,
      maxOutput: 100_000,
      cacheKey: 'c',
    };
    const { body, dropped } = write(chat, 'claude-haiku-4-5', 1024);
    assert.deepEqual(
      [
        body['max_tokens'],
        body['temperature'],
        body['top_p'],
        body['stop_sequences'],
        body['metadata'],
        body['service_tier'],
      ],
      [1024, 1, undefined, ['a'], { user_id: 'u' }, 'standard_only'],
    );
    assert.deepEqual(dropped, ['seed', 'cache-key', 'top-p']);
    assert.equal(write(chat).body['max_tokens'], 64_000);
    assert.equal(write({}).body['max_tokens'], 64_000);
  });
});

// Every kind of request, for every generation: the simulator refuses what Anthropic's API refuses.
const signature = { from: 'anthropic-messages', value: signThought('I look it up.') };
const requests: Record<string, Partial<ChatRequest>> = {
  'plain words': { temperature: 1.3, topP: 0.9, topK: 5, stop: ['\n', 'END'] },
  thinking: { thinking: { mode: 'on', effort: 'xhigh' }, temperature: 0.2 },
  'no thinking': { thinking: { mode: 'off' } },
  'a forced tool': {
    tools: [weather],
    toolChoice: { type: 'tool', name: 'get_weather' },
    thinking: { mode: 'on' },
  },
  'a schema': {
    format: { type: 'schema', schema: { type: 'object', properties: { a: { type: 'string' } } } },
  },
  'a running turn': {
    tools: [weather],
    thinking: { mode: 'on', budget: 2000 },
    messages: [
      system('s'),
      user('Weather?'),
      system('Now.'),
      assistant({ type: 'thinking', text: 'I look it up.', signature }, call('x/1'), call('x/2')),
      result('x/1', 'rain'),
    ],
  },
  'a running turn whose thought is lost': {
    tools: [weather],
    thinking: { mode: 'on' },
    messages: [
      user('Weather?'),
      assistant({ type: 'text', text: ' ' }, call('1')),
      result('1', 'rain'),
      user(''),
    ],
  },
  'an empty system and an empty answer': { messages: [system(''), user('a'), assistant(), user('b')] },
};
const generations = [
  'claude-3-5-haiku-20241022',
  'claude-3-7-sonnet-20250219',
  'claude-opus-4-1',
  'claude-haiku-4-5',
  'claude-opus-4-5',
  'claude-sonnet-4-6',
  'claude-opus-4-7',
  'claude-opus-4-8',
  'claude-sonnet-5',
  'claude-opus-5',
  'claude-fable-5',
  'claude-fable-5-2',
  'claude-opus-5-5',
  'claude-sonnet-5-5',
  'claude-haiku-5-5',
  'claude-opus-6',
];
const simulate = createAnthropicSimulator({ models: [], anyModel: true, pace: 0 });
for (const model of generations) {
  test(`${model} takes every kind of request`, async () => {
    for (const [what, chat] of Object.entries(requests)) {
      const answer = await simulate(
        new Request('http://simulated/v1/messages', {
          method: 'POST',
          headers: { 'x-api-key': 'k', 'anthropic-version': '2023-06-01' },
          body: JSON.stringify(write(chat, model).body),
        }),
      );
      assert.equal(answer.status, 200, `${what}: ${answer.status === 200 ? '' : await answer.text()}`);
      const { answer: read } = chatPort.readAnswer(Buffer.from(await answer.arrayBuffer()));
      if (what === 'a forced tool') assert.equal(read?.finish.reason, 'tools', what);
      if (what === 'a schema') assert.match(JSON.stringify(read?.blocks), /\{\\"a\\":/);
    }
  });
}
