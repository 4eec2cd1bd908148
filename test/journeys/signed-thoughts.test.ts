import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type FakeUpstream, json, startFakeUpstream } from '../support/fake-upstream.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { signatureOf, type WireName, wholeAnswer, wires } from '../support/wire-answers.ts';

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
