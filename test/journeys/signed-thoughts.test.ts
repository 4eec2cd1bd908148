import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type FakeUpstream, json, openSse, startFakeUpstream } from '../support/fake-upstream.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { signatureOf, streamedAnswer, type WireName, wholeAnswer, wires } from '../support/wire-answers.ts';

/**
 * A loop of two turns: the model thinks, signed, and calls a tool; the client sends the answer and the result back, in
 * whatever its wire has room for. The maker must get its signature back with the call, and nobody else's ever.
 */
type Json = Record<string, unknown>;

const upstreams: Partial<Record<WireName, { provider: string; at: string; base: string }>> = {
  'openai-responses': { provider: 'openai', at: 'gpt-5.1-codex', base: '/v1' },
  'anthropic-messages': { provider: 'anthropic', at: 'claude-sonnet-4-5', base: '' },
  gemini: { provider: 'google', at: 'gemini-3-pro-preview', base: '' },
};
const signing = Object.keys(upstreams) as WireName[];

let gateway: TestGateway;
const fakes = new Map<WireName, FakeUpstream>();

before(async () => {
  gateway = await startGateway();
  for (const wire of signing) {
    const { provider, at, base } = upstreams[wire]!;
    const fake = await startFakeUpstream();
    fakes.set(wire, fake);
    await gateway.addChannel({ url: `http://${fake.host}${base}`, provider, models: { [`on-${wire}`]: at } });
  }
});
after(async () => {
  await gateway.verifyLedger();
  for (const fake of fakes.values()) await fake.close();
  await gateway.close();
});

const thought = {
  thinking: 'I need the weather.',
  calls: [{ id: 'call_1', name: 'get_weather', args: '{"city":"Huế"}' }],
};
const parameters = { type: 'object', properties: { city: { type: 'string' } } };

/** One request of each dialect, and the next one made of its answer and a result. */
const dialects: Record<
  WireName,
  {
    path: (model: string) => string;
    first: (model: string) => Json;
    next: (body: Json, answer: Json) => Json;
  }
> = {
  'openai-chat': {
    path: () => '/v1/chat/completions',
    first: (model) => ({
      model,
      messages: [{ role: 'user', content: 'Weather?' }],
      tools: [{ type: 'function', function: { name: 'get_weather', parameters } }],
      reasoning_effort: 'low',
    }),
    next(body, answer) {
      const { message } = (answer['choices'] as { message: Json }[])[0]!;
      const [call] = message['tool_calls'] as { id: string }[];
      // What a client of OpenAI's own SDK keeps: the fields of the official shape and no other.
      const own = { role: 'assistant', content: message['content'], tool_calls: message['tool_calls'] };
      return {
        ...body,
        messages: [
          ...(body['messages'] as Json[]),
          own,
          { role: 'tool', tool_call_id: call!.id, content: '31 °C' },
        ],
      };
    },
  },
  'openai-responses': {
    path: () => '/v1/responses',
    first: (model) => ({
      model,
      input: [{ role: 'user', content: 'Weather?' }],
      tools: [{ type: 'function', name: 'get_weather', parameters }],
      reasoning: { effort: 'low', summary: 'auto' },
      include: ['reasoning.encrypted_content'],
      store: false,
    }),
    next(body, answer) {
      const output = answer['output'] as Json[];
      const call = output.find(({ type }) => type === 'function_call')!;
      return {
        ...body,
        input: [
          ...(body['input'] as Json[]),
          ...output,
          { type: 'function_call_output', call_id: call['call_id'], output: '31 °C' },
        ],
      };
    },
  },
  'anthropic-messages': {
    path: () => '/v1/messages',
    first: (model) => ({
      model,
      max_tokens: 4096,
      messages: [{ role: 'user', content: 'Weather?' }],
      tools: [{ name: 'get_weather', input_schema: parameters }],
      thinking: { type: 'enabled', budget_tokens: 1024 },
    }),
    next(body, answer) {
      const content = answer['content'] as Json[];
      const call = content.find(({ type }) => type === 'tool_use')!;
      return {
        ...body,
        messages: [
          ...(body['messages'] as Json[]),
          { role: 'assistant', content },
          { role: 'user', content: [{ type: 'tool_result', tool_use_id: call['id'], content: '31 °C' }] },
        ],
      };
    },
  },
  gemini: {
    path: (model) => `/v1beta/models/${model}:generateContent`,
    first: () => ({
      contents: [{ role: 'user', parts: [{ text: 'Weather?' }] }],
      tools: [{ functionDeclarations: [{ name: 'get_weather', parametersJsonSchema: parameters }] }],
      generationConfig: { thinkingConfig: { includeThoughts: true } },
    }),
    next(body, answer) {
      const { content } = (answer['candidates'] as { content: { parts: Json[] } }[])[0]!;
      // Gemini's command line keeps no thoughts in its history.
      const parts = content.parts.filter(({ thought: isThought }) => !isThought);
      const call = parts.find((part) => 'functionCall' in part)!['functionCall'] as Json;
      return {
        ...body,
        contents: [
          ...(body['contents'] as Json[]),
          { role: 'model', parts },
          {
            role: 'user',
            parts: [
              {
                functionResponse: {
                  ...('id' in call ? { id: call['id'] } : {}),
                  name: 'get_weather',
                  response: { temperature: '31 °C' },
                },
              },
            ],
          },
        ],
      };
    },
  },
};

async function ask(client: WireName, model: string, body: Json): Promise<Json> {
  const answer = await gateway.post(dialects[client].path(model), body);
  const text = await answer.text();
  assert.equal(answer.status, 200, text);
  return JSON.parse(text) as Json;
}

for (const client of wires)
  for (const upstream of signing) {
    test(`${client} on ${upstream}: the maker gets its signature back`, async () => {
      const model = `on-${upstream}`;
      const fake = fakes.get(upstream)!;
      const before = fake.requests.length;
      fake.answer((exchange) =>
        json(
          exchange,
          200,
          wholeAnswer(upstream, fake.requests.length - before === 1 ? thought : { text: 'It is 31 °C.' }),
        ),
      );
      const { first, next } = dialects[client];
      const body = first(model);
      await ask(client, model, next(body, await ask(client, model, body)));
      const sent = fake.requests[before + 1]!.body.toString();
      assert.ok(sent.includes(signatureOf(upstream)), sent);
      assert.ok(!sent.includes('k4u1'), 'no seal of ours goes upstream');
      assert.ok(sent.includes('31 °C'));
    });

    for (const other of signing.filter((one) => one !== upstream))
      test(`${client}: a conversation that moves from ${upstream} to ${other} takes no foreign signature along`, async () => {
        fakes.get(upstream)!.answer((exchange) => json(exchange, 200, wholeAnswer(upstream, thought)));
        fakes
          .get(other)!
          .answer((exchange) => json(exchange, 200, wholeAnswer(other, { text: 'It is 31 °C.' })));
        const { first, next } = dialects[client];
        const body = first(`on-${upstream}`);
        const followed = next(body, await ask(client, `on-${upstream}`, body));
        const moved = 'model' in followed ? { ...followed, model: `on-${other}` } : followed;
        await ask(client, `on-${other}`, moved);
        const sent = fakes.get(other)!.requests.at(-1)!.body.toString();
        assert.ok(!sent.includes(signatureOf(upstream)), sent);
        assert.ok(!sent.includes('k4u1'), 'no seal of ours goes upstream');
        assert.ok(sent.includes('get_weather') && sent.includes('31 °C'));
      });
  }

/**
 * What each maker says to a thought of another account. Sources: LiteLLM's incident report on encrypted content,
 * Anthropic's page on preserved thinking, gemini-cli issue 13467.
 */
const refusals: Partial<Record<WireName, Json>> = {
  'openai-responses': {
    error: {
      message:
        'The encrypted content for item rs_1 could not be verified. Reason: Encrypted content organization_id did not match the target organization.',
      type: 'invalid_request_error',
      param: null,
      code: 'invalid_encrypted_content',
    },
  },
  'anthropic-messages': {
    type: 'error',
    error: {
      type: 'invalid_request_error',
      message:
        'messages.1.content.0: Invalid `signature` in `thinking` block. The block is bound to a different conversation. Remove the block, or set `thinking.block_binding.prefix_mismatch_behavior` to "drop_block".',
    },
    request_id: 'req_011CVK9vX3mF7pQwLtRs2ZbN',
  },
  gemini: { error: { code: 400, message: 'Corrupted thought signature.', status: 'INVALID_ARGUMENT' } },
};

/** The second turn of a conversation whose first turn the upstream thought and signed. */
async function secondTurn(client: WireName, upstream: WireName): Promise<Json> {
  const fake = fakes.get(upstream)!;
  fake.answer((exchange) => json(exchange, 200, wholeAnswer(upstream, thought)));
  const { first, next } = dialects[client];
  const body = first(`on-${upstream}`);
  return next(body, await ask(client, `on-${upstream}`, body));
}

function send(client: WireName, upstream: WireName, body: Json, streamed: boolean): Promise<Response> {
  const path = dialects[client].path(`on-${upstream}`);
  if (!streamed) return gateway.post(path, body);
  return client === 'gemini'
    ? gateway.post(`${path.replace(':generateContent', ':streamGenerateContent')}?alt=sse`, body)
    : gateway.post(path, { ...body, stream: true });
}

const said = { text: 'It is 31 °C.' };
const usage = { input_tokens: 60, cached_input_tokens: 40, output_tokens: 20, reasoning_tokens: 10 };
const left = /^thoughts_left_out: /;

for (const client of wires)
  for (const upstream of signing)
    for (const streamed of [false, true]) {
      const how = `${client} on ${upstream}, ${streamed ? 'streamed' : 'whole'}`;

      test(`${how}: a refused thought is left out and the call sent once more`, async () => {
        const body = await secondTurn(client, upstream);
        const fake = fakes.get(upstream)!;
        const before = fake.requests.length;
        fake.answer((exchange) => {
          if (fake.requests.length - before === 1) json(exchange, 400, refusals[upstream]);
          else if (streamed) openSse(exchange).end(streamedAnswer(upstream, said));
          else json(exchange, 200, wholeAnswer(upstream, said));
        });
        const answer = await send(client, upstream, body, streamed);
        const text = await answer.text();
        assert.equal(answer.status, 200, text);
        assert.ok(text.includes('31 °C'), text);
        assert.match(answer.headers.get('x-key4u-dropped') ?? '', /(^|, )thoughts$/);

        const [first, second, third] = fake.requests.slice(before).map((one) => one.body.toString());
        assert.equal(third, undefined);
        assert.ok(first && second);
        assert.ok(first.includes(signatureOf(upstream)), first);
        assert.ok(!second.includes(signatureOf(upstream)) && !second.includes('k4u1'), second);
        assert.ok(second.includes('get_weather') && second.includes('31 °C'));
        if (upstream === 'gemini') assert.ok(second.includes('skip_thought_signature_validator'));
        const { thinking } = JSON.parse(second) as { thinking?: Json };
        if (upstream === 'anthropic-messages') assert.notEqual(thinking?.['type'], 'enabled');
        if (client === upstream) {
          // Nothing but the thoughts is another one.
          const changed = new Set(['input', 'messages', 'contents', 'thinking']);
          const rest = (one: string) =>
            Object.entries(JSON.parse(one) as Json).filter(([name]) => !changed.has(name));
          assert.deepEqual(rest(second), rest(first));
        }

        const receipt = await gateway.receipt(answer.headers.get('x-request-id')!);
        assert.deepEqual(
          receipt.attempts.map(({ outcome, status }) => [outcome, status]),
          [
            ['upstream_refused', 400],
            ['ok', 200],
          ],
        );
        assert.equal(receipt.notes.filter((note) => left.test(note)).length, 1);
        assert.deepEqual(receipt.usage, usage);
        assert.equal(receipt.charged_usd, receipt.cost_usd);
        assert.ok(receipt.agrees && receipt.charged_usd !== '0');
        const [breaker] = await gateway.breakersOf(receipt.channel!.id);
        assert.ok(breaker === undefined || breaker.state === 'closed');
      });

      test(`${how}: a second refusal is the client's, and nobody asks a third time`, async () => {
        const body = await secondTurn(client, upstream);
        const fake = fakes.get(upstream)!;
        const before = fake.requests.length;
        fake.answer((exchange) => json(exchange, 400, refusals[upstream]));
        const answer = await send(client, upstream, body, streamed);
        const text = await answer.text();
        assert.equal(answer.status, 400, text);
        const { error } = refusals[upstream] as { error: { message: string } };
        assert.ok(
          (JSON.parse(text) as { error: { message: string } }).error.message.startsWith(error.message),
        );
        assert.equal(fake.requests.length - before, 2);
        const receipt = await gateway.receipt(answer.headers.get('x-request-id')!);
        assert.deepEqual([receipt.charged_usd, receipt.attempts.length], ['0', 2]);
        assert.ok(receipt.notes.some((note) => left.test(note)));
      });
    }

test('a stream that begins and then refuses the thought, before anything was said', async () => {
  const upstream = 'openai-responses';
  const event = (one: Json) => `event: ${String(one['type'])}\ndata: ${JSON.stringify(one)}\n\n`;
  for (const client of ['openai-responses', 'openai-chat'] as const) {
    const body = await secondTurn(client, upstream);
    const fake = fakes.get(upstream)!;
    const before = fake.requests.length;
    fake.answer((exchange) => {
      if (fake.requests.length - before > 1) openSse(exchange).end(streamedAnswer(upstream, said));
      else
        openSse(exchange).end(
          event({ type: 'response.created', response: { id: 'resp_refused', status: 'in_progress' } }) +
            event({ type: 'response.failed', response: { status: 'failed', ...refusals[upstream] } }),
        );
    });
    const answer = await send(client, upstream, body, true);
    const text = await answer.text();
    assert.equal(answer.headers.get('x-key4u-dropped'), 'thoughts');
    assert.ok(text.includes(client === upstream ? 'response.completed' : '[DONE]'), text);
    assert.ok(!text.includes('resp_refused') && !text.includes('could not be verified'), text);
    assert.equal(fake.requests.length - before, 2);
  }
});

test('a refusal that is about something else is not asked again', async () => {
  const upstream = 'anthropic-messages';
  const fake = fakes.get(upstream)!;
  const body = await secondTurn(upstream, upstream);
  const before = fake.requests.length;
  const message = 'messages: roles must alternate';
  fake.answer((exchange) =>
    json(exchange, 400, { type: 'error', error: { type: 'invalid_request_error', message } }),
  );
  const answer = await send(upstream, upstream, body, false);
  assert.equal(answer.status, 400);
  assert.equal(fake.requests.length - before, 1);
  assert.equal(answer.headers.get('x-key4u-dropped'), null);
});
