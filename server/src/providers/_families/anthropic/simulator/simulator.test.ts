import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import { serveSimulators } from '../../../../base/serve-simulated.ts';
import { createAnthropicSimulator } from './index.ts';

let now = Date.UTC(2026, 10, 23);
const models = [
  { id: 'claude-haiku-4-5', title: 'Claude Haiku 4.5', context: 200_000, maxOutput: 64_000 },
  { id: 'claude-opus-5-5', title: 'Claude Opus 5.5', context: 1_000_000, maxOutput: 128_000 },
  { id: 'claude-sonnet-5-5', title: 'Claude Sonnet 5.5', context: 1_000_000, maxOutput: 128_000 },
  { id: 'claude-opus-4-6', title: 'Claude Opus 4.6', context: 1_000_000, maxOutput: 128_000 },
];
const weather = {
  name: 'get_weather',
  description: 'The weather of a city',
  input_schema: { type: 'object' as const, properties: { city: { type: 'string' } }, required: ['city'] },
};
const clock = {
  name: 'get_time',
  description: 'The time in a city',
  input_schema: { type: 'object' as const, properties: {} },
};

// The official SDK is the judge of the wire.
describe('the simulated Messages API and the official SDK', () => {
  let server: Awaited<ReturnType<typeof serveSimulators>>;
  let client: Anthropic;
  before(async () => {
    const simulate = createAnthropicSimulator({ models, pace: 0, clock: { now: () => now } });
    server = await serveSimulators({ anthropic: simulate }, { host: '127.0.0.1', port: 0 });
    client = new Anthropic({ apiKey: 'sk-any', baseURL: `${server.url}/anthropic`, maxRetries: 0 });
  });
  after(() => server.close());

  const ask = (content: string, more: object = {}) =>
    client.messages.create(
      {
        model: 'claude-haiku-4-5',
        max_tokens: 1000,
        messages: [{ role: 'user', content }],
        ...more,
      },
      { timeout: 10_000 },
    );
  const failing = async (promise: PromiseLike<unknown>) =>
    Promise.resolve(promise).then(
      () => assert.fail('should fail'),
      (error: unknown) => {
        assert.ok(error instanceof Anthropic.APIError, String(error));
        return error;
      },
    );

  it('answers whole, and counts what it would', async () => {
    const request = { model: 'claude-haiku-4-5', messages: [{ role: 'user' as const, content: 'Chào Huế' }] };
    const message = await client.messages.create({ ...request, max_tokens: 1000 });
    assert.equal(message.stop_reason, 'end_turn');
    assert.ok(message.content[0]?.type === 'text' && message.content[0].text.includes('Chào Huế'));
    const counted = await client.messages.countTokens(request);
    assert.equal(counted.input_tokens, message.usage.input_tokens);
    assert.match(message.id, /^msg_01\w{22}$/);
    assert.ok(message._request_id?.startsWith('req_'));
  });

  it('streams the same as a whole answer', async () => {
    const request = {
      model: 'claude-opus-4-6',
      max_tokens: 2000,
      thinking: { type: 'adaptive' as const },
      messages: [{ role: 'user' as const, content: 'Xin chào, what is the weather and the time?' }],
      tools: [weather, clock],
    };
    const whole = await client.messages.create(request);
    const streamed = await client.messages.stream(request).finalMessage();
    const bare = (message: Anthropic.Message) =>
      message.content.map((block) => ('id' in block ? { ...block, id: '' } : block));
    assert.deepEqual(bare(streamed), bare(whole));
    assert.deepEqual(
      whole.content.map((block) => block.type),
      ['thinking', 'tool_use', 'tool_use'],
    );
    assert.equal(streamed.stop_reason, 'tool_use');
    assert.equal(streamed.usage.output_tokens, whole.usage.output_tokens);
    assert.ok((whole.usage.output_tokens_details?.thinking_tokens ?? 0) > 0);
  });

  it('goes on from the result of a tool, with its signed thoughts', async () => {
    const messages: Anthropic.MessageParam[] = [{ role: 'user', content: 'What is the weather in Huế?' }];
    const more = {
      model: 'claude-haiku-4-5',
      max_tokens: 3000,
      thinking: { type: 'enabled' as const, budget_tokens: 1024 },
      tools: [weather],
    };
    const first = await client.messages.create({ ...more, messages });
    const call = first.content.find((block) => block.type === 'tool_use');
    assert.ok(call);
    const result: Anthropic.MessageParam = {
      role: 'user',
      content: [{ type: 'tool_result', tool_use_id: call.id, content: 'Rain, 22 degrees' }],
    };
    const history: Anthropic.MessageParam[] = [
      ...messages,
      { role: 'assistant', content: first.content },
      result,
    ];
    const second = await client.messages.create({ ...more, messages: history });
    assert.ok(JSON.stringify(second.content).includes('Rain, 22 degrees'));
    const changed = first.content.map((block) =>
      block.type === 'thinking' ? { ...block, thinking: 'something else' } : block,
    );
    const wrong: Anthropic.MessageParam[] = [...messages, { role: 'assistant', content: changed }, result];
    assert.match(
      (await failing(client.messages.create({ ...more, messages: wrong }))).message,
      /Invalid `signature`/,
    );
    const bare = first.content.filter((block) => block.type !== 'thinking');
    const without: Anthropic.MessageParam[] = [...messages, { role: 'assistant', content: bare }, result];
    assert.match(
      (await failing(client.messages.create({ ...more, messages: without }))).message,
      /Expected `thinking` or `redacted_thinking`, but found `tool_use`/,
    );
  });

  it('calls what it is told to, and one tool only when asked', async () => {
    const both = { tools: [weather, clock] };
    const names = (message: Anthropic.Message) =>
      message.content.flatMap((block) => (block.type === 'tool_use' ? [block.name] : []));
    assert.deepEqual(
      names(await ask('Hello', { ...both, tool_choice: { type: 'tool', name: 'get_time' } })),
      ['get_time'],
    );
    assert.deepEqual(names(await ask('Hello', { ...both, tool_choice: { type: 'any' } })), ['get_weather']);
    assert.deepEqual(names(await ask('weather and time', { ...both, tool_choice: { type: 'none' } })), []);
    const alone = { ...both, tool_choice: { type: 'auto', disable_parallel_tool_use: true } };
    assert.deepEqual(names(await ask('weather and time', alone)), ['get_weather']);
    const empty = await ask('Hello', { ...both, tool_choice: { type: 'tool', name: 'get_time' } });
    assert.deepEqual(empty.content[0]?.type === 'tool_use' && empty.content[0].input, {});
  });

  it('remembers marked prefixes for their time', async () => {
    const system = [
      {
        type: 'text',
        text: 'Rule after rule, all of them long. '.repeat(300),
        cache_control: { type: 'ephemeral' },
      },
    ];
    const first = (await ask('One', { system })).usage;
    const second = (await ask('Two', { system })).usage;
    assert.ok((first.cache_creation_input_tokens ?? 0) > 1024);
    assert.equal(first.cache_read_input_tokens, 0);
    assert.equal(second.cache_read_input_tokens, first.cache_creation_input_tokens);
    assert.equal(second.cache_creation_input_tokens, 0);
    now += 301_000;
    const later = (await ask('Three', { system })).usage;
    assert.equal(later.cache_read_input_tokens, 0);
    const hour = [
      { ...system[0], text: `${system[0]!.text} more`, cache_control: { type: 'ephemeral', ttl: '1h' } },
    ];
    const long = (await ask('Four', { system: hour })).usage;
    assert.ok((long.cache_creation?.ephemeral_1h_input_tokens ?? 0) > 1024);
    now += 3_000_000;
    assert.ok(((await ask('Five', { system: hour })).usage.cache_read_input_tokens ?? 0) > 1024);
  });

  it('searches, and cites what it found', async () => {
    const tools = [{ type: 'web_search_20250305', name: 'web_search' }];
    const message = await ask('Search the latest news', { tools });
    assert.deepEqual(
      message.content.map((block) => block.type),
      ['server_tool_use', 'web_search_tool_result', 'text'],
    );
    assert.equal(message.usage.server_tool_use?.web_search_requests, 1);
    const text = message.content.at(-1);
    assert.ok(text?.type === 'text' && text.citations?.[0]?.type === 'web_search_result_location');
  });

  it('sees pictures and documents', async () => {
    const png =
      'iVBORw0KGgoAAAANSUhEUgAAAoAAAAHgCAYAAAA10dzkAAAAAXNSR0IArs4c6QAAAARnQU1BAACxjwv8YQUAAAAJcEhZcwAADsMAAA7DAcdvqGQAAAAASUVORK5CYII=';
    const pdf = Buffer.from('%PDF-1.4 /Type /Page ').toString('base64');
    const content = [
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: png } },
      {
        type: 'document',
        title: 'Plan',
        source: { type: 'base64', media_type: 'application/pdf', data: pdf },
      },
      { type: 'text', text: 'What is this?' },
    ];
    const message = await ask('', { messages: [{ role: 'user', content }] });
    const text = JSON.stringify(message.content);
    assert.ok(text.includes('a PNG image of 640 × 480 pixels') && text.includes('Plan, a PDF'));
    assert.ok(message.usage.input_tokens > 2700 + 400);
  });

  it('ends as the request makes it end', async () => {
    assert.equal((await ask('Hello', { max_tokens: 3 })).stop_reason, 'max_tokens');
    const stopped = await ask('Hello', { stop_sequences: ['simulated'] });
    assert.deepEqual([stopped.stop_reason, stopped.stop_sequence], ['stop_sequence', 'simulated']);
    const refused = await ask('[refuse]');
    assert.deepEqual([refused.stop_reason, refused.content], ['refusal', []]);
    assert.equal((await ask('[pause]')).stop_reason, 'pause_turn');
    const schema = {
      type: 'object',
      properties: { name: { type: 'string' } },
      required: ['name'],
      additionalProperties: false,
    };
    const shaped = await ask('Hello', { output_config: { format: { type: 'json_schema', schema } } });
    assert.ok(shaped.content[0]?.type === 'text' && 'name' in JSON.parse(shaped.content[0].text));
  });

  for (const [what, more, words] of [
    ['no limit', { max_tokens: undefined }, /max_tokens: Field required/],
    ['too long an answer', { max_tokens: 64_001 }, /64001 > 64000, which is the maximum/],
    ['an unknown field', { seed: 1 }, /seed: Extra inputs are not permitted/],
    [
      'an empty text',
      { messages: [{ role: 'user', content: [{ type: 'text', text: '' }] }] },
      /must be non-empty/,
    ],
    ['a small budget', { thinking: { type: 'enabled', budget_tokens: 5 } }, /greater than or equal to 1024/],
    [
      'a budget over the limit',
      { thinking: { type: 'enabled', budget_tokens: 2000 } },
      /must be greater than `thinking.budget_tokens`/,
    ],
    [
      'a wrong picture',
      {
        messages: [
          {
            role: 'user',
            content: [{ type: 'image', source: { type: 'base64', media_type: 'image/tiff', data: 'AAAA' } }],
          },
        ],
      },
      /Input should be 'image\/jpeg'/,
    ],
    ['temperature and top_p', { temperature: 0.5, top_p: 0.5 }, /cannot both be specified/],
    [
      'sampling on a new model',
      { model: 'claude-opus-5-5', temperature: 0.5 },
      /`temperature` is deprecated/,
    ],
    [
      'a budget on a new model',
      { model: 'claude-opus-5-5', max_tokens: 9000, thinking: { type: 'enabled', budget_tokens: 2000 } },
      /thinking.type.enabled\\" is not supported/,
    ],
    [
      'no thinking on a model that always thinks',
      { model: 'claude-opus-5-5', thinking: { type: 'disabled' } },
      /thinking.type.disabled\\" is not supported/,
    ],
    [
      'a forced tool on a new model',
      { model: 'claude-sonnet-5-5', tools: [weather], tool_choice: { type: 'any' } },
      /are not supported for this model/,
    ],
    [
      'a begun answer on a new model',
      {
        model: 'claude-opus-5-5',
        messages: [
          { role: 'user', content: 'a' },
          { role: 'assistant', content: 'b' },
        ],
      },
      /does not support assistant message prefill/,
    ],
    [
      'a call without result',
      {
        messages: [
          { role: 'user', content: 'a' },
          { role: 'assistant', content: [{ type: 'tool_use', id: 't', name: 'f', input: {} }] },
          { role: 'user', content: 'b' },
        ],
      },
      /without `tool_result` blocks immediately after: t/,
    ],
    [
      'an effort it has not',
      { model: 'claude-opus-4-6', output_config: { effort: 'xhigh' } },
      /does not support effort level 'xhigh'. Supported levels: high, low, max, medium\./,
    ],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const error = await failing(ask('Hello', more));
      assert.ok(error instanceof Anthropic.BadRequestError);
      assert.match(error.message, words);
      assert.ok(error.requestID?.startsWith('req_'));
    });
  }

  it('fails as it is asked to, in the classes of the SDK', async () => {
    const fault = (name: string, more: object = {}) =>
      failing(
        client.messages.create(
          {
            model: 'claude-haiku-4-5',
            max_tokens: 100,
            messages: [{ role: 'user', content: 'Hello' }],
            ...more,
          },
          { headers: { 'x-key4u-simulate': name } },
        ),
      );
    assert.ok((await fault('401')) instanceof Anthropic.AuthenticationError);
    assert.ok((await fault('429')) instanceof Anthropic.RateLimitError);
    assert.ok((await fault('500')) instanceof Anthropic.InternalServerError);
    assert.equal((await fault('503')).status, 529);
    assert.ok((await fault('refuse')) instanceof Anthropic.BadRequestError);
    assert.ok((await fault('nonsense')) instanceof Anthropic.BadRequestError);
    assert.ok((await failing(ask('Hello', { model: 'claude-none' }))) instanceof Anthropic.NotFoundError);
    for (const name of ['error-event', 'cut', 'half-event', 'fail']) {
      const stream = client.messages.stream(
        { model: 'claude-haiku-4-5', max_tokens: 100, messages: [{ role: 'user', content: 'Hello' }] },
        { headers: { 'x-key4u-simulate': name } },
      );
      await assert.rejects(stream.finalMessage(), name);
    }
    const crlf = client.messages.stream(
      { model: 'claude-haiku-4-5', max_tokens: 100, messages: [{ role: 'user', content: 'Hello' }] },
      { headers: { 'x-key4u-simulate': 'crlf' } },
    );
    assert.equal((await crlf.finalMessage()).stop_reason, 'end_turn');
  });

  it('lists its models in pages', async () => {
    const ids: string[] = [];
    for await (const model of client.models.list({ limit: 2 })) ids.push(model.id);
    assert.deepEqual(
      ids,
      models.map(({ id }) => id),
    );
    assert.equal((await client.models.retrieve('claude-opus-5-5')).display_name, 'Claude Opus 5.5');
    assert.ok((await failing(client.models.retrieve('none'))) instanceof Anthropic.NotFoundError);
  });
});
