import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import { GoogleGenAI } from '@google/genai';
import OpenAI from 'openai';
import { type Exchange, type FakeUpstream, json, startFakeUpstream } from '../support/fake-upstream.ts';
import { liveKey, startGateway, type TestGateway } from '../support/gateway.ts';
import { type Scripted, streamedAnswer, type WireName, wholeAnswer, wires } from '../support/wire-answers.ts';

/**
 * Four client dialects times four upstream wires, with the official SDKs as clients. Every cell is the same question:
 * does the client understand exactly what the upstream said, and the upstream what the client asked.
 */

type Json = Record<string, unknown>;

/** What a client understood. */
type Heard = {
  text: string;
  thinking: string;
  calls: { name: string; args: unknown }[];
  usage: { input: number; cached: number; output: number };
  finish: string;
};

type Asked = {
  readonly stream?: boolean;
  readonly tools?: boolean;
  readonly image?: boolean;
  readonly thinking?: boolean;
  readonly schema?: boolean;
};

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkM9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const question = 'What of Huế? 🙂';
const parameters = {
  type: 'object',
  properties: { city: { type: 'string', description: 'A city' } },
  required: ['city'],
  additionalProperties: false,
};
const schema = {
  type: 'object',
  properties: { answer: { type: 'string' } },
  required: ['answer'],
  additionalProperties: false,
};
const toolNames = ['get_weather', 'get_time'] as const;

/** The model names that lead to an upstream of each wire, and the provider that speaks it. */
const upstreams: Record<WireName, { provider: string; model: string; at: string; base: string }> = {
  'openai-chat': { provider: 'openai-compatible', model: 'on-chat', at: 'some-model', base: '/v1' },
  'openai-responses': { provider: 'openai', model: 'on-responses', at: 'gpt-5.1-codex', base: '/v1' },
  'anthropic-messages': { provider: 'anthropic', model: 'on-anthropic', at: 'claude-sonnet-4-5', base: '' },
  gemini: { provider: 'google', model: 'on-gemini', at: 'gemini-2.5-pro', base: '' },
};

let gateway: TestGateway;
const fakes = {} as Record<WireName, FakeUpstream>;

before(async () => {
  gateway = await startGateway();
  for (const wire of wires) {
    const { provider, model, at, base } = upstreams[wire];
    fakes[wire] = await startFakeUpstream();
    await gateway.addChannel({
      url: `http://${fakes[wire].host}${base}`,
      provider,
      models: { [model]: at },
    });
    // A channel that fails rests for a while: faults have one of their own.
    await gateway.addChannel({
      url: `http://${fakes[wire].host}${base}`,
      provider,
      models: { [`${model}-breaks`]: at },
    });
  }
});
after(async () => {
  await gateway.verifyLedger();
  for (const wire of wires) await fakes[wire].close();
  await gateway.close();
  console.log(table());
});

const isStream = (wire: WireName, { path, body }: Exchange): boolean =>
  wire === 'gemini'
    ? path.includes(':streamGenerateContent')
    : (JSON.parse(body.toString()) as Json)['stream'] === true;

/** The upstream answers once with what is scripted; what it was asked is returned. */
function script(wire: WireName, scripted: Scripted): { asked: () => Json } {
  let asked: Json = {};
  fakes[wire].answer((exchange) => {
    asked = JSON.parse(exchange.body.toString()) as Json;
    if (!isStream(wire, exchange)) return json(exchange, 200, wholeAnswer(wire, scripted));
    const { response } = exchange;
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    // In pieces that respect nothing, as networks do.
    const bytes = Buffer.from(streamedAnswer(wire, scripted));
    for (let at = 0; at < bytes.length; at += 37) response.write(bytes.subarray(at, at + 37));
    response.end();
  });
  return { asked: () => asked };
}

const openai = () => new OpenAI({ apiKey: liveKey, baseURL: `${gateway.url}/v1`, maxRetries: 0 });
const anthropic = () => new Anthropic({ apiKey: liveKey, baseURL: gateway.url, maxRetries: 0 });
const google = () => new GoogleGenAI({ apiKey: liveKey, httpOptions: { baseUrl: gateway.url } });

/** Asks in one dialect with its official SDK. */
const clients: Record<WireName, (model: string, asked: Asked) => Promise<Heard>> = {
  'openai-chat': async (model, asked) => {
    const body = {
      model,
      messages: [
        { role: 'system' as const, content: 'Be brief.' },
        {
          role: 'user' as const,
          content: asked.image
            ? [
                { type: 'text' as const, text: question },
                { type: 'image_url' as const, image_url: { url: `data:image/png;base64,${pixel}` } },
              ]
            : question,
        },
      ],
      ...(asked.tools
        ? {
            tools: toolNames.map((name) => ({
              type: 'function' as const,
              function: { name, description: `Tells ${name}`, parameters },
            })),
          }
        : {}),
      ...(asked.thinking ? { reasoning_effort: 'low' as const } : {}),
      ...(asked.schema
        ? {
            response_format: {
              type: 'json_schema' as const,
              json_schema: { name: 'reply', schema, strict: true },
            },
          }
        : {}),
    };
    // Thoughts are no field of OpenAI's own: its SDK does not add their deltas up.
    let thoughts = '';
    const stream = asked.stream
      ? openai().chat.completions.stream({ ...body, stream_options: { include_usage: true } })
      : undefined;
    stream?.on('chunk', ({ choices }) => {
      thoughts += (choices[0]?.delta as { reasoning_content?: string } | undefined)?.reasoning_content ?? '';
    });
    const answer = await (stream?.finalChatCompletion() ?? openai().chat.completions.create(body));
    const { message, finish_reason } = answer.choices[0]!;
    thoughts ||= (message as { reasoning_content?: string }).reasoning_content ?? '';
    const usage = answer.usage!;
    return {
      text: message.content ?? '',
      thinking: thoughts,
      calls: (message.tool_calls ?? []).map((call) => {
        assert.equal(call.type, 'function');
        const { name, arguments: args } =
          call.type === 'function' ? call.function : { name: '', arguments: '' };
        return { name, args: JSON.parse(args) as unknown };
      }),
      usage: {
        input: usage.prompt_tokens,
        cached: usage.prompt_tokens_details?.cached_tokens ?? 0,
        output: usage.completion_tokens,
      },
      finish: finish_reason,
    };
  },
  'openai-responses': async (model, asked) => {
    const body = {
      model,
      instructions: 'Be brief.',
      input: asked.image
        ? [
            {
              role: 'user' as const,
              content: [
                { type: 'input_text' as const, text: question },
                {
                  type: 'input_image' as const,
                  image_url: `data:image/png;base64,${pixel}`,
                  detail: 'auto' as const,
                },
              ],
            },
          ]
        : question,
      ...(asked.tools
        ? {
            tools: toolNames.map((name) => ({
              type: 'function' as const,
              name,
              description: `Tells ${name}`,
              parameters,
              strict: false,
            })),
          }
        : {}),
      ...(asked.thinking ? { reasoning: { effort: 'low' as const, summary: 'auto' as const } } : {}),
      ...(asked.schema
        ? { text: { format: { type: 'json_schema' as const, name: 'reply', schema, strict: true } } }
        : {}),
    };
    const answer = asked.stream
      ? await openai().responses.stream(body).finalResponse()
      : await openai().responses.create(body);
    return {
      text: answer.output_text,
      thinking: answer.output
        .flatMap((item) => (item.type === 'reasoning' ? item.summary.map(({ text }) => text) : []))
        .join(''),
      calls: answer.output.flatMap((item) =>
        item.type === 'function_call'
          ? [{ name: item.name, args: JSON.parse(item.arguments) as unknown }]
          : [],
      ),
      usage: {
        input: answer.usage!.input_tokens,
        cached: answer.usage!.input_tokens_details.cached_tokens,
        output: answer.usage!.output_tokens,
      },
      finish: answer.status ?? '',
    };
  },
  'anthropic-messages': async (model, asked) => {
    const body = {
      model,
      max_tokens: 4096,
      system: 'Be brief.',
      messages: [
        {
          role: 'user' as const,
          content: asked.image
            ? [
                { type: 'text' as const, text: question },
                {
                  type: 'image' as const,
                  source: { type: 'base64' as const, media_type: 'image/png' as const, data: pixel },
                },
              ]
            : question,
        },
      ],
      ...(asked.tools
        ? {
            tools: toolNames.map((name) => ({
              name,
              description: `Tells ${name}`,
              input_schema: { ...parameters, type: 'object' as const },
            })),
          }
        : {}),
      ...(asked.thinking ? { thinking: { type: 'enabled' as const, budget_tokens: 1024 } } : {}),
      ...(asked.schema ? { output_config: { format: { type: 'json_schema' as const, schema } } } : {}),
    };
    const answer = asked.stream
      ? await anthropic().messages.stream(body).finalMessage()
      : await anthropic().messages.create(body);
    const { usage } = answer;
    return {
      text: answer.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join(''),
      thinking: answer.content
        .flatMap((block) => (block.type === 'thinking' ? [block.thinking] : []))
        .join(''),
      calls: answer.content.flatMap((block) =>
        block.type === 'tool_use' ? [{ name: block.name, args: block.input }] : [],
      ),
      usage: {
        input:
          usage.input_tokens +
          (usage.cache_read_input_tokens ?? 0) +
          (usage.cache_creation_input_tokens ?? 0),
        cached: usage.cache_read_input_tokens ?? 0,
        output: usage.output_tokens,
      },
      finish: answer.stop_reason ?? '',
    };
  },
  gemini: async (model, asked) => {
    const request = {
      model,
      contents: asked.image
        ? [
            {
              role: 'user',
              parts: [{ text: question }, { inlineData: { mimeType: 'image/png', data: pixel } }],
            },
          ]
        : question,
      config: {
        systemInstruction: 'Be brief.',
        ...(asked.tools
          ? {
              tools: [
                {
                  functionDeclarations: toolNames.map((name) => ({
                    name,
                    description: `Tells ${name}`,
                    parametersJsonSchema: parameters,
                  })),
                },
              ],
            }
          : {}),
        ...(asked.thinking ? { thinkingConfig: { includeThoughts: true, thinkingBudget: 1024 } } : {}),
        ...(asked.schema ? { responseMimeType: 'application/json', responseJsonSchema: schema } : {}),
      },
    };
    const heard: Heard = {
      text: '',
      thinking: '',
      calls: [],
      usage: { input: 0, cached: 0, output: 0 },
      finish: '',
    };
    const frames = asked.stream
      ? await google().models.generateContentStream(request)
      : [await google().models.generateContent(request)];
    for await (const frame of frames) {
      for (const part of frame.candidates?.[0]?.content?.parts ?? []) {
        if (part.functionCall)
          heard.calls.push({ name: part.functionCall.name ?? '', args: part.functionCall.args });
        else if (part.thought) heard.thinking += part.text ?? '';
        else heard.text += part.text ?? '';
      }
      heard.finish = frame.candidates?.[0]?.finishReason ?? heard.finish;
      const { usageMetadata: usage } = frame;
      if (usage)
        heard.usage = {
          input: usage.promptTokenCount ?? 0,
          cached: usage.cachedContentTokenCount ?? 0,
          output: (usage.candidatesTokenCount ?? 0) + (usage.thoughtsTokenCount ?? 0),
        };
    }
    return heard;
  },
};

/** The words for a natural end and for calls of tools. */
const ends: Record<WireName, readonly [natural: string, tools: string]> = {
  'openai-chat': ['stop', 'tool_calls'],
  'openai-responses': ['completed', 'completed'],
  'anthropic-messages': ['end_turn', 'tool_use'],
  gemini: ['STOP', 'STOP'],
};

const usage = { input: 100, cached: 40, output: 30 };
const said = 'Huế is on the Perfume River. 🙂';
const calls = [
  { id: 'call_1', name: 'get_weather', args: '{"city":"Huế"}' },
  { id: 'call_2', name: 'get_time', args: '{"city":"Đà Nẵng"}' },
] as const;
const argsOf = (list: readonly { name: string; args: string }[]) =>
  list.map(({ name, args }) => ({ name, args: JSON.parse(args) as unknown }));

/** Everything in a request as one text, to look for what must be in it whatever the wire calls it. */
const textOf = (asked: Json) => JSON.stringify(asked);

type Scenario = (client: WireName, upstream: WireName) => Promise<string>;
const scenarios: Record<string, Scenario> = {
  text: async (client, upstream) => {
    const { asked } = script(upstream, { text: said });
    const heard = await clients[client](upstreams[upstream].model, {});
    assert.deepEqual(heard, { text: said, thinking: '', calls: [], usage, finish: ends[client][0] });
    assert.ok(textOf(asked()).includes('Be brief.') && textOf(asked()).includes(question));
    return 'ok';
  },
  stream: async (client, upstream) => {
    script(upstream, { text: said });
    const heard = await clients[client](upstreams[upstream].model, { stream: true });
    assert.deepEqual(heard, { text: said, thinking: '', calls: [], usage, finish: ends[client][0] });
    return 'ok';
  },
  tools: async (client, upstream) => {
    const { asked } = script(upstream, { text: 'Let me look.', calls: calls.slice(0, 1) });
    const heard = await clients[client](upstreams[upstream].model, { tools: true });
    assert.equal(heard.text, 'Let me look.');
    assert.deepEqual(heard.calls, argsOf(calls.slice(0, 1)));
    assert.equal(heard.finish, ends[client][1]);
    for (const name of toolNames) assert.ok(textOf(asked()).includes(`"${name}"`), name);
    assert.ok(textOf(asked()).includes('A city'), 'the schema of the parameters went along');
    return 'ok';
  },
  'parallel tools streamed': async (client, upstream) => {
    script(upstream, { calls, interleaved: true });
    const heard = await clients[client](upstreams[upstream].model, { tools: true, stream: true });
    assert.deepEqual(heard.calls, argsOf(calls));
    assert.equal(heard.finish, ends[client][1]);
    return 'ok';
  },
  image: async (client, upstream) => {
    const { asked } = script(upstream, { text: 'A pixel.' });
    const heard = await clients[client](upstreams[upstream].model, { image: true });
    assert.equal(heard.text, 'A pixel.');
    assert.ok(textOf(asked()).includes(pixel), 'the picture went along');
    return 'ok';
  },
  thinking: async (client, upstream) => {
    for (const stream of [false, true]) {
      const { asked } = script(upstream, { thinking: 'Let me think of it.', text: said });
      const heard = await clients[client](upstreams[upstream].model, { thinking: true, stream });
      assert.equal(heard.thinking, 'Let me think of it.');
      assert.equal(heard.text, said);
      assert.match(textOf(asked()), /reasoning|thinking/i, 'the upstream was asked to think');
    }
    return 'ok';
  },
  'structured output': async (client, upstream) => {
    const { asked } = script(upstream, { text: '{"answer":"yes"}' });
    const heard = await clients[client](upstreams[upstream].model, { schema: true });
    assert.deepEqual(JSON.parse(heard.text), { answer: 'yes' });
    assert.ok(textOf(asked()).includes('"answer"'), 'the schema went along');
    return 'ok';
  },
  'error in mid-stream': async (client, upstream) => {
    script(upstream, { text: said, breaks: true });
    await assert.rejects(
      clients[client](`${upstreams[upstream].model}-breaks`, { stream: true }),
      (error: unknown) => error instanceof Error && !/timeout|terminated|abort/i.test(error.message),
    );
    return 'ok';
  },
  usage: async (client, upstream) => {
    for (const stream of [false, true]) {
      script(upstream, { thinking: 'Hm.', text: said });
      const heard = await clients[client](upstreams[upstream].model, { thinking: true, stream });
      assert.deepEqual(heard.usage, usage);
    }
    await gateway.settled();
    const [row] = await gateway.logs({ model: upstreams[upstream].model });
    assert.equal(row?.usage['input_tokens'], 60);
    assert.equal(row?.usage['cached_input_tokens'], 40);
    assert.equal((row?.usage['output_tokens'] ?? 0) + (row?.usage['reasoning_tokens'] ?? 0), 30);
    return 'ok';
  },
};

const results = new Map<string, string>();
const cell = (client: string, upstream: string, scenario: string) => `${client}|${upstream}|${scenario}`;

for (const client of wires)
  describe(`a client of ${client}`, () => {
    for (const upstream of wires)
      for (const [name, run] of Object.entries(scenarios))
        test(`on ${upstream}: ${name}`, async () => {
          results.set(cell(client, upstream, name), 'FAILED');
          results.set(cell(client, upstream, name), await run(client, upstream));
        });
  });

function table(): string {
  const names = Object.keys(scenarios);
  const rows = wires.flatMap((client) =>
    wires.map((upstream) => [
      `${client} -> ${upstream}`,
      ...names.map((name) => results.get(cell(client, upstream, name)) ?? 'not run'),
    ]),
  );
  const all = [['client -> upstream', ...names], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all.map((row) => row.map((text, column) => text.padEnd(widths[column]!)).join('  ')).join('\n');
}
