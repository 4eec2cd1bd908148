import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { codeOf, pythonOf, shellQuoted, shownCodeOf } from '../../portal/src/features/playground/code.ts';
import { chatDialects, wires } from '../../portal/src/features/playground/wire/index.ts';
import { errorText } from '../../portal/src/features/playground/wire/pieces.ts';
import { openSse } from '../../portal/src/features/playground/wire/sse.ts';
import { readTools } from '../../portal/src/features/playground/wire/tools.ts';
import {
  type Answer,
  type AssistantTurn,
  type ChatSettings,
  emptyAnswer,
  type Turn,
  withPiece,
} from '../../portal/src/features/playground/wire/turns.ts';
import { startGateway, type TestGateway, testKey } from '../support/gateway.ts';

/** The playground's readers and writers: by the documented events, and against the gateway's own simulators. */

const settings: ChatSettings = { model: 'm', system: 'Be short.', tools: [], extra: {} };
const readAll = (dialect: keyof typeof wires, events: readonly object[]): Answer => {
  const read = wires[dialect].openReader();
  return events
    .flatMap((event) => read({ event: '', data: JSON.stringify(event) }))
    .reduce(withPiece, emptyAnswer);
};

test('events are found however the text is cut', () => {
  const text = ': hello\r\nevent: a\r\ndata: 1\r\ndata: 2\r\n\r\ndata:x\n\n\ndata: é\r\rid: 7\n\n';
  const expected = [
    { event: 'a', data: '1\n2' },
    { event: '', data: 'x' },
    { event: '', data: 'é' },
  ];
  for (let size = 1; size <= text.length; size++) {
    const feed = openSse();
    const found = [];
    for (let at = 0; at < text.length; at += size) found.push(...feed(text.slice(at, at + size)));
    assert.deepEqual(found, expected, `in pieces of ${size}`);
  }
});

describe('what is documented', () => {
  test('OpenAI chunks: text, thinking, calls in pieces, usage last', () => {
    const chunk = (delta: object, more = {}) => ({ choices: [{ index: 0, delta, ...more }] });
    const answer = readAll('openai-chat', [
      chunk({ role: 'assistant', content: '' }),
      chunk({ reasoning_content: 'Hm' }),
      chunk({ content: 'A' }),
      chunk({ content: 'B' }),
      chunk({ tool_calls: [{ index: 0, id: 'call_1', function: { name: 'f', arguments: '' } }] }),
      chunk({ tool_calls: [{ index: 0, function: { arguments: '{"a"' } }] }),
      chunk({ tool_calls: [{ index: 1, id: 'call_2', function: { name: 'g', arguments: '{}' } }] }),
      chunk({ tool_calls: [{ index: 0, function: { arguments: ':1}' } }] }),
      chunk({}, { finish_reason: 'tool_calls' }),
      {
        choices: [],
        usage: { prompt_tokens: 5, completion_tokens: 7, prompt_tokens_details: { cached_tokens: 2 } },
      },
    ]);
    assert.deepEqual(answer, {
      ...emptyAnswer,
      text: 'AB',
      thinking: 'Hm',
      tools: [
        { id: 'call_1', name: 'f', input: '{"a":1}' },
        { id: 'call_2', name: 'g', input: '{}' },
      ],
      finish: 'tool_calls',
      usage: { input: 5, output: 7, cached: 2 },
    });
    const fault = readAll('openai-chat', [{ error: { message: 'broken', type: 'server_error' } }]);
    assert.equal(fault.error, 'broken');
  });

  test('Responses: deltas, calls by item, signed thoughts, failure', () => {
    const reasoning = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'sealed' };
    const answer = readAll('openai-responses', [
      { type: 'response.created', response: { id: 'resp_1' } },
      { type: 'response.reasoning_summary_text.delta', delta: 'Hm' },
      { type: 'response.output_item.done', item: { ...reasoning, status: 'completed' } },
      { type: 'response.output_text.delta', delta: 'Hi' },
      {
        type: 'response.output_item.added',
        item: { type: 'function_call', id: 'fc_1', call_id: 'call_1', name: 'f', arguments: '' },
      },
      { type: 'response.function_call_arguments.delta', item_id: 'fc_1', delta: '{"a":1}' },
      {
        type: 'response.completed',
        response: {
          output: [{ type: 'function_call' }],
          usage: { input_tokens: 3, output_tokens: 4, output_tokens_details: { reasoning_tokens: 1 } },
        },
      },
    ]);
    assert.deepEqual(answer, {
      ...emptyAnswer,
      text: 'Hi',
      thinking: 'Hm',
      tools: [{ id: 'call_1', name: 'f', input: '{"a":1}' }],
      carry: [reasoning],
      finish: 'tool_calls',
      usage: { input: 3, output: 4, thinking: 1 },
    });
    assert.equal(
      readAll('openai-responses', [{ type: 'response.failed', response: { error: { message: 'no' } } }])
        .error,
      'no',
    );
  });

  test('Anthropic: blocks by their index, signatures kept', () => {
    const answer = readAll('anthropic-messages', [
      { type: 'message_start', message: { usage: { input_tokens: 9, output_tokens: 1 } } },
      { type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: '' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: 'Hm' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'signature_delta', signature: 'sig' } },
      { type: 'content_block_stop', index: 0 },
      { type: 'content_block_start', index: 1, content_block: { type: 'text', text: '' } },
      { type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text: 'Hi' } },
      { type: 'ping' },
      {
        type: 'content_block_start',
        index: 2,
        content_block: { type: 'tool_use', id: 'toolu_1', name: 'f', input: {} },
      },
      { type: 'content_block_delta', index: 2, delta: { type: 'input_json_delta', partial_json: '{"a":' } },
      { type: 'content_block_delta', index: 2, delta: { type: 'input_json_delta', partial_json: '1}' } },
      { type: 'message_delta', delta: { stop_reason: 'tool_use' }, usage: { output_tokens: 20 } },
      { type: 'message_stop' },
    ]);
    assert.deepEqual(answer, {
      ...emptyAnswer,
      text: 'Hi',
      thinking: 'Hm',
      tools: [{ id: 'toolu_1', name: 'f', input: '{"a":1}' }],
      carry: [{ type: 'thinking', thinking: 'Hm', signature: 'sig' }],
      finish: 'tool_use',
      usage: { input: 9, output: 20 },
    });
  });

  test('Gemini: parts, thoughts, whole calls, blocked prompts', () => {
    const event = (parts: object[], more = {}) => ({
      candidates: [{ content: { role: 'model', parts }, ...more }],
    });
    const answer = readAll('gemini', [
      event([{ text: 'Hm', thought: true }]),
      event([{ text: 'Hi' }, { inlineData: { mimeType: 'image/png', data: 'AAAA' } }]),
      event([{ functionCall: { name: 'f', args: { a: 1 } }, thoughtSignature: 'sig' }], {
        finishReason: 'STOP',
      }),
      { usageMetadata: { promptTokenCount: 4, candidatesTokenCount: 5, thoughtsTokenCount: 6 } },
    ]);
    assert.deepEqual(answer, {
      ...emptyAnswer,
      text: 'Hi',
      thinking: 'Hm',
      images: ['data:image/png;base64,AAAA'],
      tools: [{ id: 'call-0', name: 'f', input: '{"a":1}' }],
      carry: [{ call: 0, signature: 'sig' }],
      finish: 'STOP',
      usage: { input: 4, output: 11, thinking: 6 },
    });
    assert.equal(readAll('gemini', [{ promptFeedback: { blockReason: 'SAFETY' } }]).finish, 'SAFETY');
    assert.equal(errorText([{ error: { code: 400, message: 'bad' } }]), 'bad');
  });

  test('a picture that is a document is not shown', () => {
    const svg = { inlineData: { mimeType: 'image/svg+xml', data: 'AAAA' } };
    assert.deepEqual(readAll('gemini', [{ candidates: [{ content: { parts: [svg] } }] }]).images, []);
  });
});

describe('against the gateway', { concurrency: true }, () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await startGateway();
  });
  after(() => gateway.close());

  async function ask(dialect: (typeof chatDialects)[number], turns: readonly Turn[], chosen: ChatSettings) {
    const { path, headers, body } = wires[dialect].write(turns, chosen);
    const response = await gateway.post(path, body, {
      authorization: `Bearer ${testKey}`,
      ...headers,
    });
    const text = await response.text();
    assert.equal(response.status, 200, text);
    const read = wires[dialect].openReader();
    return openSse()(`${text}\n\n`).flatMap(read).reduce(withPiece, emptyAnswer);
  }

  const models = {
    'openai-chat': 'gpt-4o-mini',
    'openai-responses': 'gpt-5.1',
    'anthropic-messages': 'claude-sonnet-4-5',
    gemini: 'gemini-2.5-flash',
  } as const;
  const tools = readTools(
    '[{"name":"get_weather","description":"The weather","parameters":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}}]',
  ) as ChatSettings['tools'];
  const user = (text: string): Turn => ({ role: 'user', id: 'u', text, attachments: [] });
  const png =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

  for (const dialect of chatDialects)
    for (const model of new Set([models[dialect], 'claude-sonnet-4-5'])) {
      test(`${dialect} asks ${model}, with a picture, and goes on`, async () => {
        const chosen = { ...settings, model, maxTokens: 200 };
        const first: Turn = {
          role: 'user',
          id: 'u',
          text: 'What is this?',
          attachments: [{ kind: 'image', name: 'dot.png', mediaType: 'image/png', base64: png }],
        };
        const answer = await ask(dialect, [first], chosen);
        assert.equal(answer.error, undefined);
        assert.ok(answer.text.length > 0 && answer.finish && answer.usage?.output);
        const turn: AssistantTurn = { role: 'assistant', id: 'a', model, dialect, ...answer };
        const next = await ask(dialect, [first, turn, user('And now?')], chosen);
        assert.match(next.text, /And now/);
      });

      test(`${dialect} answers the calls of ${model}`, async () => {
        const chosen = { ...settings, model, tools };
        const question = user('What is the weather in Hue? Use get_weather.');
        const answer = await ask(dialect, [question], chosen);
        const [call] = answer.tools;
        assert.equal(call?.name, 'get_weather', JSON.stringify(answer));
        assert.ok(call.id && JSON.parse(call.input));
        const turn: AssistantTurn = {
          role: 'assistant',
          id: 'a',
          model,
          dialect,
          ...answer,
          tools: answer.tools.map((one) => ({ ...one, output: '{"celsius":31}' })),
        };
        const next = await ask(dialect, [question, turn], chosen);
        assert.equal(next.error, undefined);
        assert.ok(next.finish);
      });
    }

  test('thinking comes and goes back', async () => {
    for (const dialect of ['anthropic-messages', 'openai-responses'] as const) {
      const chosen: ChatSettings = { ...settings, model: models[dialect], effort: 'low' };
      const answer = await ask(dialect, [user('Think.')], chosen);
      assert.ok(answer.thinking.length > 0, dialect);
      const turn: AssistantTurn = { role: 'assistant', id: 'a', model: chosen.model, dialect, ...answer };
      assert.equal((await ask(dialect, [user('Think.'), turn, user('Again.')], chosen)).error, undefined);
    }
  });
});

test('tools are read in the shape of any API, and mistakes are named', () => {
  const parameters = { type: 'object', properties: {} };
  const expected = [{ name: 'f', parameters }];
  for (const text of [
    { name: 'f' },
    [{ type: 'function', function: { name: 'f', parameters } }],
    [{ name: 'f', input_schema: parameters }],
    [{ functionDeclarations: [{ name: 'f', parameters }] }],
  ])
    assert.deepEqual(readTools(JSON.stringify(text)), expected);
  assert.deepEqual(readTools(' '), []);
  assert.deepEqual(readTools('{'), { problem: 'json' });
  assert.deepEqual(readTools('7'), { problem: 'list' });
  assert.deepEqual(readTools('[{"name":"f"},{"name":"a b"}]'), { problem: 'name', at: 2 });
  assert.deepEqual(readTools('[{"name":"f","parameters":[]}]'), { problem: 'schema', at: 1 });
});

test('code quotes what it is given', () => {
  assert.equal(shellQuoted("it's $HOME"), `'it'\\''s $HOME'`);
  assert.equal(pythonOf({ a: [true, null, 'x"y'] }), '{\n    "a": [True, None, "x\\"y"],\n}');
  const request = { path: '/v1/messages', body: { model: 'm', data: 'A'.repeat(1000) } };
  for (const language of ['curl', 'python', 'javascript'] as const) {
    const code = codeOf(language, request, 'https://gateway.example');
    assert.ok(code.includes('KEY4U_KEY') && !code.includes('ek_'));
    assert.ok(code.includes('A'.repeat(1000)), 'what is copied is whole');
    assert.ok(shownCodeOf(language, request, 'https://gateway.example').length < 800);
  }
});
