import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openThought, sealThought } from '../../base/sealed-thought.ts';
import type { ChatRequest, Message } from '../../spec/chat.ts';
import { GatewayError } from '../../spec/fault.ts';
import { readRequest } from './canonical.ts';
import { sealCallSignature, sealSummary, sealTextSignature } from './carried.ts';
import { summaryPreface, summaryWish } from './compaction.ts';
import { reader } from './read.ts';
import { flatName } from './tools.ts';
import { compactBody, responseBody } from './wire.ts';

const head = { params: {}, query: '', headers: {} };
const read = (fields: object, endpoint = 'responses'): ChatRequest =>
  readRequest(
    reader(endpoint, endpoint === 'compact' ? compactBody : responseBody)(
      Buffer.from(JSON.stringify({ model: 'm', ...fields })),
      head,
    ),
  );
const messages = (...input: unknown[]): readonly Message[] => read({ input }).messages;
const text = (said: string) => ({ type: 'text' as const, text: said });
const png = 'data:image/png;base64,iVBORw0KGgo=';
const own = 'openai-responses';

describe('items become turns', () => {
  const user = (block: object) => [{ role: 'user', blocks: [block] }];
  const parts: Readonly<Record<string, [part: object, block: object]>> = {
    input_text: [{ type: 'input_text', text: 'hi' }, text('hi')],
    'a marked text': [
      { type: 'input_text', text: 'hi', prompt_cache_breakpoint: { type: 'ephemeral' } },
      { ...text('hi'), cache: {} },
    ],
    'an image as data': [
      { type: 'input_image', image_url: png, detail: 'low' },
      { type: 'image', source: { by: 'data', mediaType: 'image/png', data: 'iVBORw0KGgo=' }, detail: 'low' },
    ],
    'an image by address': [
      { type: 'input_image', image_url: 'https://a.example/b.png' },
      { type: 'image', source: { by: 'url', url: 'https://a.example/b.png' } },
    ],
    'an image by id': [
      { type: 'input_image', file_id: 'file_1', image_url: null },
      { type: 'image', source: { by: 'file-id', id: 'file_1', from: own } },
    ],
    'a file as a data address': [
      { type: 'input_file', filename: 'a.pdf', file_data: 'data:application/pdf;base64,JVBE' },
      { type: 'file', source: { by: 'data', mediaType: 'application/pdf', data: 'JVBE' }, name: 'a.pdf' },
    ],
    'a file as plain base64': [
      { type: 'input_file', filename: 'a.csv', file_data: 'YSxi' },
      { type: 'file', source: { by: 'data', mediaType: 'text/csv', data: 'YSxi' }, name: 'a.csv' },
    ],
    'a file as text in an address': [
      { type: 'input_file', file_data: 'data:text/plain,xin%20ch%C3%A0o' },
      { type: 'file', source: { by: 'data', mediaType: 'text/plain', data: 'eGluIGNow6Bv' } },
    ],
    'a file by address': [
      { type: 'input_file', file_url: 'https://a.example/b.pdf' },
      { type: 'file', source: { by: 'url', url: 'https://a.example/b.pdf' } },
    ],
    'a picture sent as a file': [
      { type: 'input_file', file_data: png },
      { type: 'image', source: { by: 'data', mediaType: 'image/png', data: 'iVBORw0KGgo=' } },
    ],
    sound: [
      { type: 'input_audio', input_audio: { data: 'AAAA', format: 'mp3' } },
      { type: 'audio', source: { by: 'data', mediaType: 'audio/mpeg', data: 'AAAA' } },
    ],
    'something new': [
      { type: 'input_smell', text: 'roses', scent: 1 },
      { type: 'opaque', from: own, value: { type: 'input_smell', text: 'roses', scent: 1 }, text: 'roses' },
    ],
  };
  for (const [name, [part, block]] of Object.entries(parts))
    test(name, () => {
      assert.deepEqual(messages({ role: 'user', content: [part] }), user(block));
    });

  const items: Readonly<Record<string, [items: object[], turns: object[]]>> = {
    'messages with and without a type': [
      [
        { role: 'developer', content: 'be brief' },
        { type: 'message', role: 'user', content: 'hi' },
        { role: 'assistant', content: [{ type: 'output_text', text: 'yo', annotations: [], logprobs: [] }] },
      ],
      [
        { role: 'system', blocks: [text('be brief')] },
        { role: 'user', blocks: [text('hi')] },
        { role: 'assistant', blocks: [text('yo')] },
      ],
    ],
    'a turn of thought, text and two calls, and their outputs': [
      [
        {
          type: 'reasoning',
          id: 'rs_1',
          summary: [{ type: 'summary_text', text: 'a' }],
          encrypted_content: 'gAAA',
        },
        { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'I look' }] },
        { type: 'function_call', call_id: 'c1', name: 'ls', arguments: '{"p":1}' },
        { type: 'custom_tool_call', call_id: 'c2', name: 'apply_patch', input: '*** Begin' },
        { type: 'function_call_output', call_id: 'c1', output: 'a.txt' },
        { type: 'custom_tool_call_output', call_id: 'c2', output: [{ type: 'input_image', image_url: png }] },
      ],
      [
        {
          role: 'assistant',
          blocks: [
            { type: 'thinking', text: 'a', signature: { from: own, value: 'gAAA' }, id: 'rs_1' },
            text('I look'),
            { type: 'tool-call', id: 'c1', name: 'ls', arguments: '{"p":1}' },
            { type: 'tool-call', id: 'c2', name: 'apply_patch', arguments: '*** Begin', custom: true },
          ],
        },
        {
          role: 'tool',
          blocks: [
            { type: 'tool-result', callId: 'c1', name: 'ls', content: [text('a.txt')] },
            {
              type: 'tool-result',
              callId: 'c2',
              name: 'apply_patch',
              custom: true,
              content: [
                { type: 'image', source: { by: 'data', mediaType: 'image/png', data: 'iVBORw0KGgo=' } },
              ],
            },
          ],
        },
      ],
    ],
    'a refusal, and a citation': [
      [
        {
          role: 'assistant',
          content: [
            { type: 'refusal', refusal: 'no' },
            { type: 'output_text', text: 'x', annotations: [{ type: 'url_citation', url: 'u', title: 't' }] },
          ],
        },
      ],
      [
        {
          role: 'assistant',
          blocks: [
            { type: 'refusal', text: 'no' },
            {
              ...text('x'),
              citations: [
                {
                  url: 'u',
                  title: 't',
                  raw: { from: own, value: { type: 'url_citation', url: 'u', title: 't' } },
                },
              ],
            },
          ],
        },
      ],
    ],
    'an output that answers no call': [
      [{ type: 'function_call_output', output: 'a hint' }],
      [{ role: 'user', blocks: [text('a hint')] }],
    ],
    'an output that is an object': [
      [{ type: 'function_call_output', call_id: 'c', output: { ok: true } }],
      [{ role: 'tool', blocks: [{ type: 'tool-result', callId: 'c', content: [text('{"ok":true}')] }] }],
    ],
    'a thought of another maker': [
      [
        {
          type: 'reasoning',
          summary: [],
          encrypted_content: sealThought({ from: 'anthropic-messages', value: 's' }),
        },
      ],
      [
        {
          role: 'assistant',
          blocks: [
            {
              type: 'thinking',
              text: '',
              signature: { from: 'anthropic-messages', value: 's' },
              redacted: true,
            },
          ],
        },
      ],
    ],
    'a thought of an open model': [
      [{ type: 'reasoning', summary: [], content: [{ type: 'reasoning_text', text: 'hm' }] }],
      [{ role: 'assistant', blocks: [{ type: 'thinking', text: 'hm' }] }],
    ],
    'a thought that says nothing': [[{ type: 'reasoning', id: 'rs_1', summary: [] }], []],
    'signatures that ride behind a call and a text': [
      [
        { role: 'assistant', content: 'one' },
        {
          type: 'reasoning',
          summary: [],
          encrypted_content: sealTextSignature({ from: 'gemini', value: 'ts' }),
        },
        { type: 'function_call', call_id: 'c1', name: 'f', arguments: '{}' },
        {
          type: 'reasoning',
          summary: [],
          encrypted_content: sealCallSignature('c1', { from: 'gemini', value: 'cs' }),
        },
      ],
      [
        {
          role: 'assistant',
          blocks: [
            { ...text('one'), signature: { from: 'gemini', value: 'ts' } },
            {
              type: 'tool-call',
              id: 'c1',
              name: 'f',
              arguments: '{}',
              signature: { from: 'gemini', value: 'cs' },
            },
          ],
        },
      ],
    ],
    'a compaction of ours': [
      [{ type: 'compaction', encrypted_content: sealSummary('all of it') }],
      [{ role: 'user', blocks: [text(`${summaryPreface}all of it`)] }],
    ],
    'a compaction of OpenAI': [
      [{ type: 'compaction', encrypted_content: 'gAAA' }],
      [
        {
          role: 'assistant',
          blocks: [{ type: 'opaque', from: own, value: { type: 'compaction', encrypted_content: 'gAAA' } }],
        },
      ],
    ],
    ...Object.fromEntries(
      [
        'web_search_call',
        'file_search_call',
        'computer_call',
        'local_shell_call',
        'mcp_call',
        'tomorrow',
      ].map((type) => [
        type,
        [
          [{ type, id: 'x_1', status: 'completed' }],
          [
            {
              role: 'assistant',
              blocks: [{ type: 'opaque', from: own, value: { type, id: 'x_1', status: 'completed' } }],
            },
          ],
        ],
      ]),
    ),
  };
  for (const [name, [input, turns]] of Object.entries(items))
    test(name, () => {
      assert.deepEqual(messages(...input), turns);
    });

  test('a text is a message of the user, after the instructions', () => {
    assert.deepEqual(read({ input: 'hi', instructions: 'be brief' }).messages, [
      { role: 'system', blocks: [text('be brief')] },
      { role: 'user', blocks: [text('hi')] },
    ]);
  });

  test('a seal that was changed on the way belongs to nobody', () => {
    const [turn] = messages({ type: 'reasoning', summary: [], encrypted_content: 'k4u1.%%%' });
    assert.deepEqual(turn?.blocks, [
      { type: 'thinking', text: '', signature: openThought('k4u1.%%%'), redacted: true },
    ]);
  });
});

describe('what is refused names its place', () => {
  const wrong: Readonly<Record<string, [fields: object, param: string]>> = {
    'a reference': [{ input: [{ type: 'item_reference', id: 'msg_1' }] }, 'input[0]'],
    'a reference without a type': [{ input: [{ id: 'msg_1' }] }, 'input[0]'],
    'an item of no type': [{ input: [{ foo: 1 }] }, 'input[0].type'],
    'a role': [{ input: [{ role: 'clown', content: 'x' }] }, 'input[0].role'],
    'an image without one': [
      { input: [{ role: 'user', content: [{ type: 'input_image' }] }] },
      'input[0].content[0].image_url',
    ],
    'a call without a name': [{ input: [{ type: 'function_call', call_id: 'c' }] }, 'input[0].name'],
    'a call without an id': [{ input: [{ type: 'function_call', name: 'f' }] }, 'input[0].call_id'],
    conversation: [{ input: 'x', conversation: 'conv_1' }, 'conversation'],
    prompt: [{ prompt: { id: 'pmpt_1' } }, 'prompt'],
    'an effort': [{ input: 'x', reasoning: { effort: 'huge' } }, 'reasoning.effort'],
    'a format': [{ input: 'x', text: { format: { type: 'yaml' } } }, 'text.format.type'],
    'a schema': [{ input: 'x', text: { format: { type: 'json_schema', name: 'n' } } }, 'text.format.schema'],
  };
  for (const [name, [fields, param]] of Object.entries(wrong))
    test(name, () => {
      assert.throws(
        () => read(fields),
        (error) =>
          error instanceof GatewayError && error.code === 'field_invalid' && error.detail.param === param,
      );
    });
});

describe('fields', () => {
  const cases: Readonly<Record<string, [fields: object, expected: object]>> = {
    plain: [
      {
        max_output_tokens: 99,
        temperature: 0,
        top_p: 0.5,
        parallel_tool_calls: false,
        prompt_cache_key: 'k',
      },
      { maxOutput: 99, temperature: 0, topP: 0.5, parallelTools: false, cacheKey: 'k' },
    ],
    defaults: [
      {
        parallel_tool_calls: true,
        service_tier: 'auto',
        store: false,
        metadata: {},
        truncation: 'disabled',
        include: ['reasoning.encrypted_content'],
        tool_choice: 'auto',
        stream_options: null,
      },
      {},
    ],
    'user, tier, metadata': [
      { safety_identifier: 's', user: 'u', service_tier: 'flex', metadata: { a: 'b' } },
      { user: 's', tier: 'flex', metadata: { a: 'b' } },
    ],
    logprobs: [{ top_logprobs: 3 }, { logprobs: true, topLogprobs: 3 }],
    'logprobs by include': [{ include: ['message.output_text.logprobs'] }, { logprobs: true }],
    'effort and summary': [
      { reasoning: { effort: 'high', summary: 'auto' } },
      { thinking: { mode: 'on', effort: 'high', show: true } },
    ],
    'effort none': [{ reasoning: { effort: 'none', summary: 'auto' } }, { thinking: { mode: 'off' } }],
    'no effort': [{ reasoning: { effort: null, summary: null } }, {}],
    'json object': [
      { text: { format: { type: 'json_object' }, verbosity: 'low' } },
      { format: { type: 'json' }, verbosity: 'low' },
    ],
    'json schema': [
      { text: { format: { type: 'json_schema', name: 'n', schema: { type: 'object' }, strict: true } } },
      { format: { type: 'schema', name: 'n', schema: { type: 'object' }, strict: true } },
    ],
    others: [
      {
        truncation: 'auto',
        context_management: [{}],
        include: ['reasoning.encrypted_content', 'x'],
        newest: 1,
      },
      {
        others: {
          from: own,
          fields: { truncation: 'auto', context_management: [{}], newest: 1, include: ['x'] },
        },
      },
    ],
  };
  for (const [name, [fields, expected]] of Object.entries(cases))
    test(name, () => {
      const { messages: _messages, stream, tools, ...rest } = read({ input: 'x', ...fields });
      assert.deepEqual({ rest, stream, tools }, { rest: expected, stream: false, tools: [] });
    });
});

describe('tools', () => {
  const f = { type: 'function', name: 'f', parameters: { type: 'object' }, strict: false, description: 'd' };
  const cases: Readonly<Record<string, [tool: object, read: object]>> = {
    function: [
      f,
      { type: 'function', name: 'f', parameters: { type: 'object' }, strict: false, description: 'd' },
    ],
    'function without parameters': [
      { type: 'function', name: 'f', parameters: null, strict: null },
      { type: 'function', name: 'f' },
    ],
    custom: [
      { type: 'custom', name: 'p', format: { type: 'grammar', syntax: 'lark', definition: 'x' } },
      { type: 'custom', name: 'p', format: { type: 'grammar', syntax: 'lark', definition: 'x' } },
    ],
    'web search': [
      {
        type: 'web_search_2025_08_26',
        search_context_size: 'low',
        filters: { allowed_domains: ['a.example'] },
        user_location: { type: 'approximate', country: 'VN', city: null },
      },
      { type: 'web-search', effort: 'low', allowedDomains: ['a.example'], location: { country: 'VN' } },
    ],
    'older web search': [{ type: 'web_search_preview' }, { type: 'web-search' }],
    code: [{ type: 'code_interpreter', container: { type: 'auto' } }, { type: 'code' }],
    'a shell': [
      { type: 'local_shell' },
      { type: 'opaque', from: own, name: 'local_shell', value: { type: 'local_shell' } },
    ],
  };
  for (const [name, [tool, expected]] of Object.entries(cases))
    test(name, () => {
      assert.deepEqual(read({ input: 'x', tools: [tool] }).tools, [expected]);
    });

  test('tools in a namespace, and those that come with the input, stand under one name each', () => {
    const space = { type: 'namespace', name: 'mcp__files__', description: 'd', tools: [f] };
    const request = read({
      input: [
        { type: 'additional_tools', role: 'developer', tools: [{ ...f, name: 'late' }] },
        { type: 'function_call', call_id: 'c', namespace: 'mcp__files__', name: 'f', arguments: '{}' },
      ],
      tools: [space],
    });
    assert.deepEqual(
      request.tools.map((tool) => 'name' in tool && tool.name),
      ['mcp__files__f', 'late'],
    );
    assert.deepEqual(request.messages[0]?.blocks[0], {
      type: 'tool-call',
      id: 'c',
      name: 'mcp__files__f',
      arguments: '{}',
    });
    assert.equal(flatName('a', 'b'), 'a__b');
    const long = flatName('n'.repeat(60), 'tool');
    assert.equal(long.length, 64);
    assert.notEqual(long, flatName('n'.repeat(60), 'took'));
  });

  const choices: readonly [choice: unknown, read: object | undefined][] = [
    ['none', { type: 'none' }],
    ['required', { type: 'any' }],
    [
      { type: 'function', name: 'f' },
      { type: 'tool', name: 'f' },
    ],
    [
      { type: 'custom', name: 'p' },
      { type: 'tool', name: 'p' },
    ],
    [
      { type: 'allowed_tools', mode: 'required', tools: [{ type: 'function', name: 'f' }] },
      { type: 'some', names: ['f'], must: true },
    ],
    [{ type: 'web_search_preview' }, undefined],
  ];
  for (const [choice, expected] of choices)
    test(`choice ${JSON.stringify(choice)}`, () => {
      const request = read({ input: 'x', tools: [f], tool_choice: choice });
      assert.deepEqual(request.toolChoice, expected);
      if (!expected) assert.deepEqual(request.others?.fields['tool_choice'], choice);
    });
});

describe('a compaction', () => {
  const call = { type: 'function_call', call_id: 'c', name: 'ls', arguments: '{}' };
  const f = { type: 'function', name: 'f' };
  test('asks the model for a summary, with tools declared but not to be used', () => {
    for (const request of [
      read({
        input: [{ role: 'user', content: 'x' }, call, { type: 'compaction_trigger' }],
        tools: [f, { type: 'web_search' }],
        text: { verbosity: 'low' },
      }),
      read({ input: [{ role: 'user', content: 'x' }, call], tools: [f] }, 'compact'),
    ]) {
      assert.deepEqual(request.messages.at(-1), { role: 'user', blocks: [text(summaryWish)] });
      assert.equal(request.messages.length, 3);
      assert.deepEqual(request.tools, [
        { type: 'function', name: 'f' },
        { type: 'function', name: 'ls' },
      ]);
      assert.deepEqual(request.toolChoice, { type: 'none' });
    }
  });
});
