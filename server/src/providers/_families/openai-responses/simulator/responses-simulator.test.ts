import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import OpenAI from 'openai';
import { zodResponsesFunction, zodTextFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import { serveSimulators } from '../../../../base/serve-simulated.ts';
import { createResponsesSimulator } from './index.ts';

const efforts = (model: string) =>
  model === 'sim-plain' ? [] : model === 'sim-thinking' ? ['low', 'medium', 'high'] : undefined;

const weather = {
  type: 'function',
  name: 'get_weather',
  description: 'Current weather of a city',
  strict: true,
  parameters: {
    type: 'object',
    properties: { city: { type: 'string' } },
    required: ['city'],
    additionalProperties: false,
  },
} as const;
const stocks = {
  type: 'function',
  name: 'lookup_stock_price',
  strict: false,
  parameters: { type: 'object', properties: { symbol: { type: 'string' } } },
} as const;

describe('the simulated Responses upstream, called by the official SDK', () => {
  let server: Awaited<ReturnType<typeof serveSimulators>>;
  let client: OpenAI;
  let now = 1_790_000_000_000;
  const clientWith = (headers: Record<string, string>, apiKey = 'sk-any') =>
    new OpenAI({ apiKey, baseURL: `${server.url}/openai`, maxRetries: 0, defaultHeaders: headers });

  before(async () => {
    const models = [{ id: 'sim-plain' }, { id: 'sim-thinking' }, { id: 'sim-small', context: 50 }];
    const simulate = createResponsesSimulator({ models, efforts, clock: { now: () => now }, pace: 0 });
    server = await serveSimulators({ openai: simulate }, { host: '127.0.0.1', port: 0 });
    client = clientWith({});
  });
  after(() => server.close());

  const refused = async (body: unknown, status: number, code: string | null, text: RegExp) => {
    const answer = await fetch(`${server.url}/openai/responses`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk-any', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const said = z
      .object({ error: z.object({ message: z.string(), code: z.string().nullable() }) })
      .parse(await answer.json());
    assert.equal(answer.status, status, said.error.message);
    assert.match(said.error.message, text);
    assert.equal(said.error.code, code);
  };

  it('answers, and its usage adds up', async () => {
    const answer = await client.responses.create({
      model: 'sim-plain',
      input: 'Where is Huế?',
      instructions: 'Be short.',
    });
    assert.match(answer.output_text, /Huế/);
    assert.equal(answer.status, 'completed');
    assert.ok(answer.usage);
    assert.equal(answer.usage.input_tokens + answer.usage.output_tokens, answer.usage.total_tokens);
    assert.equal(answer.usage.output_tokens_details.reasoning_tokens, 0);
    assert.equal(answer.instructions, 'Be short.');
  });

  it('streams the whole life cycle, numbered without gaps', async () => {
    const stream = await client.responses.create({
      model: 'sim-plain',
      input: 'Where is Huế?',
      stream: true,
    });
    const types: string[] = [];
    let text = '';
    for await (const event of stream) {
      assert.equal(event.sequence_number, types.length);
      types.push(event.type);
      if (event.type === 'response.output_text.delta') text += event.delta;
      if (event.type === 'response.completed') assert.equal(event.response.output[0]?.type, 'message');
    }
    assert.match(text, /Huế/);
    assert.deepEqual(
      types.filter((type, at) => type !== types[at - 1]),
      [
        'response.created',
        'response.in_progress',
        'response.output_item.added',
        'response.content_part.added',
        'response.output_text.delta',
        'response.output_text.done',
        'response.content_part.done',
        'response.output_item.done',
        'response.completed',
      ],
    );
  });

  it("feeds the SDK's stream helper and its parse", async () => {
    const stream = client.responses.stream({
      model: 'sim-thinking',
      input: 'Weather in Hanoi?',
      tools: [weather],
    });
    const final = await stream.finalResponse();
    assert.deepEqual(
      final.output.map(({ type }) => type),
      ['reasoning', 'function_call'],
    );
    const schema = z.object({ city: z.string(), days: z.number() });
    const parsed = await client.responses.parse({
      model: 'sim-plain',
      input: 'Plan 3 days',
      text: { format: zodTextFormat(schema, 'plan') },
    });
    assert.equal(parsed.output_parsed?.days, 3);
    const tool = zodResponsesFunction({ name: 'get_weather', parameters: z.object({ city: z.string() }) });
    const called = await client.responses.parse({
      model: 'sim-plain',
      input: 'weather in Paris',
      tools: [tool],
    });
    assert.equal(
      called.output[0]?.type === 'function_call' && typeof called.output[0].parsed_arguments,
      'object',
    );
  });

  it('calls tools side by side, and goes on by itself when it has their results', async () => {
    const first = await client.responses.create({
      model: 'sim-thinking',
      input: 'The weather in Hanoi and the stock price of FPT?',
      tools: [weather, stocks],
      store: false,
      include: ['reasoning.encrypted_content'],
    });
    const calls = first.output.filter((item) => item.type === 'function_call');
    assert.deepEqual(
      calls.map(({ name }) => name),
      ['get_weather', 'lookup_stock_price'],
    );
    const thought = first.output.find((item) => item.type === 'reasoning');
    assert.ok(thought?.encrypted_content);
    const results = calls.map((call) => ({
      type: 'function_call_output' as const,
      call_id: call.call_id,
      output: `result of ${call.name}`,
    }));
    const input = [
      { role: 'user' as const, content: 'The weather in Hanoi and the stock price of FPT?' },
      ...first.output.filter((item) => item.type === 'reasoning' || item.type === 'function_call'),
      ...results,
    ];
    const request = { model: 'sim-thinking', tools: [weather, stocks], store: false };
    const second = await client.responses.create({ ...request, input });
    assert.match(second.output_text, /result of get_weather.*result of lookup_stock_price/);
    const foreign = input.map((item) =>
      'encrypted_content' in item
        ? { ...item, encrypted_content: `${String(item.encrypted_content).slice(0, -3)}xx=` }
        : item,
    );
    await refused({ ...request, input: foreign }, 400, 'invalid_encrypted_content', /could not be verified/);
    await refused(
      { ...request, input: input.slice(0, -1) },
      400,
      null,
      /No tool output found for function call/,
    );
    await refused({ ...request, input: results }, 400, null, /No tool call found/);
    const other = clientWith({}, 'sk-other');
    await assert.rejects(other.responses.create({ ...request, input }), /could not be verified/);
  });

  it('takes custom tools, one at a time where asked', async () => {
    const tools = [{ type: 'custom' as const, name: 'apply_patch', description: 'patch a file' }, weather];
    const answer = await client.responses.create({
      model: 'sim-plain',
      input: 'patch the file; and the weather',
      tools,
      parallel_tool_calls: false,
    });
    assert.equal(answer.output.length, 1);
    assert.equal(answer.output[0]?.type, 'custom_tool_call');
    const forced = await client.responses.create({
      model: 'sim-plain',
      input: 'hello',
      tools,
      tool_choice: {
        type: 'allowed_tools',
        mode: 'required',
        tools: [{ type: 'function', name: 'get_weather' }],
      },
    });
    assert.equal(forced.output[0]?.type, 'function_call');
  });

  it('shows a summary of its thoughts when asked', async () => {
    const stream = client.responses.stream({
      model: 'sim-thinking',
      input: 'Why?',
      reasoning: { effort: 'high', summary: 'auto' },
    });
    let summary = '';
    stream.on('event', (event) => {
      if (event.type === 'response.reasoning_summary_text.delta') summary += event.delta;
    });
    const final = await stream.finalResponse();
    assert.match(summary, /Why\?/);
    assert.equal(final.usage?.output_tokens_details.reasoning_tokens, 512);
  });

  it('remembers: previous_response_id, retrieve, input items, delete', async () => {
    const first = await client.responses.create({ model: 'sim-plain', input: 'My name is An.' });
    const second = await client.responses.create({
      model: 'sim-plain',
      input: 'And now?',
      previous_response_id: first.id,
    });
    assert.ok((second.usage?.input_tokens ?? 0) > (first.usage?.input_tokens ?? 0));
    assert.equal((await client.responses.retrieve(first.id)).output_text, first.output_text);
    const items = await client.responses.inputItems.list(second.id);
    assert.equal(items.data.length, 1);
    const again = await client.responses.retrieve(first.id, { stream: true, starting_after: 1 });
    for await (const event of again) assert.ok(event.sequence_number > 1);
    await client.responses.delete(first.id);
    await assert.rejects(client.responses.retrieve(first.id), OpenAI.NotFoundError);
    await refused(
      { model: 'sim-plain', input: 'x', previous_response_id: first.id },
      400,
      'previous_response_not_found',
      /not found/,
    );
    const unkept = await client.responses.create({ model: 'sim-plain', input: 'x', store: false });
    await assert.rejects(client.responses.retrieve(unkept.id), OpenAI.NotFoundError);
  });

  it('works in the background, and can be cancelled while it does', async () => {
    const queued = await client.responses.create({ model: 'sim-plain', input: 'Slowly', background: true });
    assert.equal(queued.status, 'queued');
    now += 150;
    assert.equal((await client.responses.retrieve(queued.id)).status, 'in_progress');
    now += 100;
    assert.equal((await client.responses.retrieve(queued.id)).status, 'completed');
    await assert.rejects(client.responses.cancel(queued.id), /Cannot cancel a completed response/);
    const other = await client.responses.create({ model: 'sim-plain', input: 'Slowly', background: true });
    assert.equal((await client.responses.cancel(other.id)).status, 'cancelled');
  });

  it('counts input tokens as it bills them, and compacts', async () => {
    const body = { model: 'sim-plain', input: 'How many are these?' };
    const counted = await client.responses.inputTokens.count(body);
    assert.equal(counted.input_tokens, (await client.responses.create(body)).usage?.input_tokens);
    const compacted = await client.responses.compact({ model: 'sim-plain', input: 'A long story.' });
    assert.equal(compacted.output.at(-1)?.type, 'compaction');
    const items = compacted.output.filter((item) => item.type === 'compaction');
    await client.responses.create({
      model: 'sim-plain',
      input: [...items, { role: 'user', content: 'Go on' }],
    });
  });

  it('searches the web, and cites', async () => {
    const answer = await client.responses.create({
      model: 'sim-plain',
      input: 'Search the web for news of Huế',
      tools: [{ type: 'web_search' }],
      include: ['web_search_call.action.sources'],
    });
    const [search, message] = answer.output;
    assert.ok(search?.type === 'web_search_call' && search.action?.type === 'search');
    assert.equal(search.action.sources?.length, 1);
    assert.ok(message?.type === 'message' && message.content[0]?.type === 'output_text');
    const [citation] = message.content[0].annotations;
    assert.ok(citation?.type === 'url_citation');
    assert.match(message.content[0].text.slice(citation.start_index, citation.end_index), /example\.com/);
    const made = await client.responses.create({
      model: 'sim-plain',
      input: 'Draw a picture and run code',
      tools: [{ type: 'image_generation' }, { type: 'code_interpreter', container: { type: 'auto' } }],
    });
    assert.deepEqual(
      made.output.map(({ type }) => type),
      ['image_generation_call', 'code_interpreter_call', 'message'],
    );
  });

  it('stops at the limit', async () => {
    const answer = await client.responses.create({
      model: 'sim-plain',
      input: '[words:200]',
      max_output_tokens: 16,
    });
    assert.equal(answer.status, 'incomplete');
    assert.equal(answer.incomplete_details?.reason, 'max_output_tokens');
    assert.equal(answer.usage?.output_tokens, 16);
  });

  it('refuses what the upstream refuses, in its words', async () => {
    const user = (content: string) => ({ role: 'user', content });
    const cases: readonly (readonly [body: object, status: number, code: string | null, text: RegExp])[] = [
      [{ model: 'sim-plain' }, 400, 'missing_required_parameter', /'input'/],
      [{ model: 'none', input: 'x' }, 400, 'model_not_found', /does not exist/],
      [{ model: 'sim-plain', input: 'x', max_output_tokens: 4 }, 400, 'integer_below_min_value', />= 16/],
      [{ model: 'sim-thinking', input: 'x', temperature: 0.5 }, 400, null, /'temperature' is not supported/],
      [
        { model: 'sim-plain', input: 'x', reasoning: { effort: 'low' } },
        400,
        'unsupported_parameter',
        /reasoning\.effort/,
      ],
      [
        { model: 'sim-thinking', input: 'x', reasoning: { effort: 'max' } },
        400,
        'unsupported_value',
        /'low', 'medium', 'high'/,
      ],
      [
        { model: 'sim-plain', input: 'x', tools: [{ type: 'teleport' }] },
        400,
        'invalid_value',
        /teleport|tools/,
      ],
      [
        { model: 'sim-plain', input: 'x', text: { format: { type: 'json_object' } } },
        400,
        null,
        /the word 'json'/,
      ],
      [{ model: 'sim-small', input: 'word '.repeat(80) }, 400, 'context_length_exceeded', /context window/],
      [
        { model: 'sim-thinking', input: [user('x'), { type: 'reasoning', id: 'rs_1', summary: [] }] },
        404,
        null,
        /Item with id 'rs_1' not found/,
      ],
    ];
    for (const [body, status, code, text] of cases) await refused(body, status, code, text);
    await assert.rejects(
      clientWith({}, 'sk-revoked-1').responses.create({ model: 'sim-plain', input: 'x' }),
      OpenAI.AuthenticationError,
    );
  });

  it('fails as it is asked to', async () => {
    const ask = (fault: string) =>
      clientWith({ 'x-key4u-simulate': fault }).responses.create({
        model: 'sim-plain',
        input: '[words:60]',
        stream: true,
      });
    await assert.rejects(ask('429'), OpenAI.RateLimitError);
    await assert.rejects(ask('500'), OpenAI.InternalServerError);
    for (const fault of ['fail', 'error-event']) {
      const types: string[] = [];
      try {
        for await (const event of await ask(fault)) types.push(event.type);
      } catch (error) {
        assert.ok(error instanceof OpenAI.APIError);
      }
      assert.ok(!types.includes('response.completed'), fault);
    }
    for (const fault of ['half-event', 'no-done', 'cut']) {
      const types: string[] = [];
      try {
        for await (const event of await ask(fault)) types.push(event.type);
      } catch {
        // a broken connection
      }
      assert.ok(types.includes('response.created') && !types.includes('response.completed'), fault);
    }
  });
});
