import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import OpenAI from 'openai';
import { zodFunction, zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import { serveSimulators } from '../../../../base/serve-simulated.ts';
import { createOpenAiSimulator } from './index.ts';

const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const now = 1_790_000_000_000;
const models = [
  { id: 'gpt-sim', ownedBy: 'openai' },
  { id: 'gpt-sim-thinking', ownedBy: 'openai', reasoning: true },
  { id: 'gpt-sim-search-preview', ownedBy: 'openai' },
  { id: 'text-embedding-3-small', ownedBy: 'openai', kinds: ['embedding'] },
  { id: 'gpt-sim-instruct', ownedBy: 'openai', kinds: ['completion'] },
  { id: 'gpt-sim-small', ownedBy: 'openai', context: 100 },
  { id: 'gpt-4-gizmo-*', ownedBy: 'openai', draws: true },
  { id: 'qwen-mt-sim', ownedBy: 'alibaba' },
  { id: 'sim-ocr', ownedBy: 'deepseek' },
] as const;

const weather = {
  type: 'function',
  function: {
    name: 'get_weather',
    description: 'Current weather of a city',
    strict: true,
    parameters: {
      type: 'object',
      properties: { city: { type: 'string' }, unit: { type: 'string', enum: ['celsius', 'fahrenheit'] } },
      required: ['city', 'unit'],
      additionalProperties: false,
    },
  },
} as const;
const stocks = {
  type: 'function',
  function: {
    name: 'lookupStockPrice',
    parameters: { type: 'object', properties: { symbol: { type: 'string' } }, required: ['symbol'] },
  },
} as const;

const ask = (content: string) => [{ role: 'user', content } as const];

function assertAddsUp(usage: OpenAI.CompletionUsage | null | undefined): asserts usage {
  assert.ok(usage);
  assert.equal(usage.prompt_tokens + usage.completion_tokens, usage.total_tokens);
  assert.ok(usage.prompt_tokens > 0);
  const { cached_tokens = 0, audio_tokens = 0 } = usage.prompt_tokens_details ?? {};
  assert.ok(cached_tokens + audio_tokens <= usage.prompt_tokens);
  const out = usage.completion_tokens_details;
  assert.ok((out?.reasoning_tokens ?? 0) + (out?.audio_tokens ?? 0) <= usage.completion_tokens);
}

describe('the simulated upstream, called by the official SDK', () => {
  let server: Awaited<ReturnType<typeof serveSimulators>>;
  let client: OpenAI;
  let vendor: OpenAI;
  const clientWith = (headers: Record<string, string>, apiKey = 'sk-any') =>
    new OpenAI({ apiKey, baseURL: `${server.url}/openai`, maxRetries: 0, defaultHeaders: headers });

  before(async () => {
    const clock = { now: () => now };
    server = await serveSimulators(
      {
        openai: createOpenAiSimulator({ models, clock, pace: 0 }),
        vendor: createOpenAiSimulator({ models: [], anyModel: true, reasoningContent: true, clock, pace: 0 }),
      },
      { host: '127.0.0.1', port: 0 },
    );
    client = clientWith({});
    vendor = new OpenAI({ apiKey: 'sk-any', baseURL: `${server.url}/vendor`, maxRetries: 0 });
  });
  after(() => server.close());

  describe('chat, whole', () => {
    it('names the prompt, and says the same to the same request', async () => {
      const request = { model: 'gpt-sim', messages: ask('Where is Huế?') };
      const first = await client.chat.completions.create(request);
      const second = await client.chat.completions.create(request);
      assert.equal(first.object, 'chat.completion');
      assert.equal(first.created, now / 1000);
      assert.equal(first.model, 'gpt-sim');
      assert.equal(first.service_tier, 'default');
      assert.match(first.id, /^chatcmpl-\w{29}$/);
      assert.notEqual(first.id, second.id);
      const [choice] = first.choices;
      assert.deepEqual(choice, {
        index: 0,
        message: {
          role: 'assistant',
          content: 'You said: “Where is Huế?”. This is a simulated answer of gpt-sim.',
          refusal: null,
          annotations: [],
        },
        logprobs: null,
        finish_reason: 'stop',
      });
      assert.deepEqual(second.choices, first.choices);
      assert.deepEqual(second.usage, first.usage);
      assertAddsUp(first.usage);
      assert.deepEqual(Object.keys(first.usage), [
        'prompt_tokens',
        'completion_tokens',
        'total_tokens',
        'prompt_tokens_details',
        'completion_tokens_details',
      ]);
    });

    it('makes n different choices and counts them all', async () => {
      const one = await client.chat.completions.create({ model: 'gpt-sim', messages: ask('hi') });
      const three = await client.chat.completions.create({ model: 'gpt-sim', messages: ask('hi'), n: 3 });
      assert.deepEqual(
        three.choices.map((choice) => choice.index),
        [0, 1, 2],
      );
      assert.equal(new Set(three.choices.map((choice) => choice.message.content)).size, 3);
      assertAddsUp(three.usage);
      assert.equal(three.usage.prompt_tokens, one.usage?.prompt_tokens);
      assert.ok(three.usage.completion_tokens > 2 * (one.usage?.completion_tokens ?? Infinity));
    });

    it('honours stop and both token limits', async () => {
      const stopped = await client.chat.completions.create({
        model: 'gpt-sim',
        messages: ask('one STOP two'),
        stop: ['nothing', ' STOP'],
      });
      assert.equal(stopped.choices[0]?.message.content, 'You said: “one');
      assert.equal(stopped.choices[0]?.finish_reason, 'stop');
      for (const limit of [{ max_tokens: 4 }, { max_completion_tokens: 4 }]) {
        const short = await client.chat.completions.create({
          model: 'gpt-sim',
          messages: ask('hello'),
          ...limit,
        });
        assert.equal(short.choices[0]?.finish_reason, 'length');
        assert.equal(short.usage?.completion_tokens, 4);
        assert.equal(short.choices[0]?.message.content, 'You said: “');
      }
    });

    it('sees images by URL and data, hears sound, reads files, and counts them', async () => {
      const plain = await client.chat.completions.create({
        model: 'gpt-sim',
        messages: ask('What is this?'),
      });
      const answer = await client.chat.completions.create({
        model: 'gpt-sim',
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'What is this?' },
              { type: 'image_url', image_url: { url: pixel } },
              { type: 'image_url', image_url: { url: 'https://example.com/cat.png', detail: 'low' } },
              {
                type: 'input_audio',
                input_audio: { data: Buffer.alloc(48_000).toString('base64'), format: 'wav' },
              },
              { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,AAAA' } },
            ],
          },
        ],
      });
      assert.match(
        answer.choices[0]?.message.content ?? '',
        /“What is this\?”\. I see 2 images\. I hear 1 sound\. I read a\.pdf\./,
      );
      assertAddsUp(answer.usage);
      assert.equal(answer.usage.prompt_tokens_details?.audio_tokens, 10);
      // 255 for the one tile of the pixel, 85 for the image in low detail, and at least the 10 of the sound.
      assert.ok(answer.usage.prompt_tokens >= (plain.usage?.prompt_tokens ?? Infinity) + 255 + 85 + 10);
    });

    it('refuses in words when asked to', async () => {
      const { choices } = await client.chat.completions.create({
        model: 'gpt-sim',
        messages: ask('[refuse] this'),
      });
      assert.equal(choices[0]?.message.content, null);
      assert.match(choices[0]?.message.refusal ?? '', /can’t help/);
    });

    it('counts hidden reasoning by effort, inside the limit', async () => {
      const tokensOf = async (more: object) => {
        const answer = await client.chat.completions.create({
          model: 'gpt-sim-thinking',
          messages: ask('think'),
          ...more,
        });
        assertAddsUp(answer.usage);
        assert.ok(!('reasoning_content' in (answer.choices[0]?.message ?? {})));
        return answer.usage.completion_tokens_details?.reasoning_tokens;
      };
      assert.equal(await tokensOf({}), 192);
      assert.equal(await tokensOf({ reasoning_effort: 'none' }), 0);
      assert.equal(await tokensOf({ reasoning_effort: 'high' }), 512);
      const short = await client.chat.completions.create({
        model: 'gpt-sim-thinking',
        messages: ask('think'),
        max_completion_tokens: 50,
      });
      assert.equal(short.choices[0]?.finish_reason, 'length');
      assert.equal(short.choices[0]?.message.content, '');
      assert.equal(short.usage?.completion_tokens, 50);
    });

    it('reports tokens of a long prompt as cached when it comes again, for the same key only', async () => {
      const long = Array.from({ length: 1500 }, (_, i) => `word${i}`).join(' ');
      const cachedOf = async (by: OpenAI, text: string) => {
        const { usage } = await by.chat.completions.create({ model: 'gpt-sim', messages: ask(text) });
        assertAddsUp(usage);
        return usage.prompt_tokens_details?.cached_tokens ?? -1;
      };
      assert.equal(await cachedOf(client, long), 0);
      const again = await cachedOf(client, `${long} and a new question`);
      assert.ok(again >= 1024 && again % 128 === 0, `${again}`);
      assert.equal(await cachedOf(client, `new ${long}`), 0);
      assert.equal(await cachedOf(clientWith({}, 'sk-other'), long), 0);
    });

    it('gives log probabilities of every token', async () => {
      const { choices } = await client.chat.completions.create({
        model: 'gpt-sim',
        messages: ask('hi'),
        logprobs: true,
        top_logprobs: 2,
      });
      const tokens = choices[0]?.logprobs?.content ?? [];
      assert.equal(tokens.map((token) => token.token).join(''), choices[0]?.message.content);
      for (const token of tokens) {
        assert.ok(token.logprob < 0);
        assert.equal(Buffer.from(token.bytes ?? []).toString(), token.token);
        assert.equal(token.top_logprobs.length, 2);
      }
    });

    it('speaks: a real WAV file and its words', async () => {
      const answer = await client.chat.completions.create({
        model: 'gpt-sim',
        messages: ask('hello'),
        modalities: ['text', 'audio'],
        audio: { voice: 'alloy', format: 'wav' },
      });
      const message = answer.choices[0]?.message;
      assert.equal(message?.content, null);
      assert.match(message?.audio?.transcript ?? '', /^You said: “hello”/);
      const wav = Buffer.from(message?.audio?.data ?? '', 'base64');
      assert.equal(wav.toString('latin1', 0, 4) + wav.toString('latin1', 8, 12), 'RIFFWAVE');
      assert.equal(wav.readUInt32LE(4), wav.length - 8);
      assert.equal(wav.readUInt32LE(40), wav.length - 44);
      assertAddsUp(answer.usage);
      assert.equal(answer.usage.completion_tokens_details?.audio_tokens, 4);
    });

    it('cites what a search model found', async () => {
      const { choices } = await client.chat.completions.create({
        model: 'gpt-sim-search-preview',
        messages: ask('news'),
        web_search_options: {},
      });
      const { content, annotations } = choices[0]?.message ?? {};
      const citation = annotations?.[0]?.url_citation;
      assert.equal(
        content?.slice(citation?.start_index, citation?.end_index),
        '([example.com](https://example.com/source))',
      );
    });

    it('knows every name of a pattern but a missing one, and draws there', async () => {
      const gizmo = (model: string, words: string) =>
        client.chat.completions.create({ model, messages: ask(words) });
      const drawn = await gizmo('gpt-4-gizmo-g-2fkFE8rbu', 'Draw a lighthouse');
      assert.equal(drawn.model, 'gpt-4-gizmo-g-2fkFE8rbu');
      assert.match(drawn.choices[0]?.message.content ?? '', /!\[image\]\(https:\/\/[^)]+\)$/);
      const said = await gizmo('gpt-4-gizmo-g-2fkFE8rbu', 'Hello');
      assert.doesNotMatch(said.choices[0]?.message.content ?? '', /!\[/);
      await assert.rejects(gizmo('gpt-4-gizmo-g-missing', 'Hello'), OpenAI.NotFoundError);
    });

    it('translates one text, and refuses what is no such request', async () => {
      const translate = (messages: OpenAI.ChatCompletionMessageParam[], options?: object) =>
        client.chat.completions.create({
          model: 'qwen-mt-sim',
          messages,
          ...(options && { translation_options: options }),
        });
      const options = {
        source_lang: 'auto',
        target_lang: 'English',
        terms: [{ source: 'Huế', target: 'Hue' }],
      };
      const done = await translate(ask('Mưa ở Huế'), options);
      assert.equal(done.choices[0]?.message.content, '[simulated English] Mưa ở Hue');
      await assert.rejects(translate([{ role: 'system', content: 'x' }], options), OpenAI.BadRequestError);
      await assert.rejects(translate([...ask('x'), ...ask('y')], options), OpenAI.BadRequestError);
      await assert.rejects(translate(ask('x')), /translation_options/);
      await assert.rejects(translate(ask('x'), { source_lang: 'auto' }), /target_lang/);
    });

    it('reads text from pictures with a model that does nothing else', async () => {
      const content = [{ type: 'image_url', image_url: { url: pixel } }] as const;
      const read = await client.chat.completions.create({
        model: 'sim-ocr',
        messages: [{ role: 'user', content: [...content] }],
      });
      assert.match(read.choices[0]?.message.content ?? '', /^Text that is seen/);
    });

    it('reports the tier that was used', async () => {
      for (const [asked, used] of [
        ['auto', 'default'],
        ['flex', 'flex'],
        ['fast', 'priority'],
      ]) {
        const { data } = await client.chat.completions
          .create({
            model: 'gpt-sim',
            messages: ask('hi'),
            service_tier: z.enum(['auto', 'flex', 'fast']).parse(asked),
          })
          .withResponse();
        assert.equal(data.service_tier, used);
      }
    });

    it('pays for a wrong prediction', async () => {
      const { usage } = await client.chat.completions.create({
        model: 'gpt-sim',
        messages: ask('hi'),
        prediction: { type: 'content', content: 'You said: nothing at all' },
      });
      assertAddsUp(usage);
      assert.equal(usage.completion_tokens_details?.accepted_prediction_tokens, 4);
      assert.equal(usage.completion_tokens_details?.rejected_prediction_tokens, 3);
    });
  });

  describe('tools', () => {
    it('are called when the prompt is about them, and not otherwise', async () => {
      const called = await client.chat.completions.create({
        model: 'gpt-sim',
        messages: ask('What is the weather in Hanoi?'),
        tools: [weather, stocks],
      });
      const [choice] = called.choices;
      assert.equal(choice?.finish_reason, 'tool_calls');
      assert.equal(choice?.message.content, null);
      assert.deepEqual(
        choice?.message.tool_calls?.map(
          (call) => call.type === 'function' && [call.function.name, JSON.parse(call.function.arguments)],
        ),
        [['get_weather', { city: 'Hanoi', unit: 'celsius' }]],
      );
      assertAddsUp(called.usage);
      const spoken = await client.chat.completions.create({
        model: 'gpt-sim',
        messages: ask('Tell me a joke'),
        tools: [weather, stocks],
      });
      assert.equal(spoken.choices[0]?.finish_reason, 'stop');
      assert.equal(spoken.choices[0]?.message.tool_calls, undefined);
    });

    it('of an agent, which has many and really runs them, are called only by name', async () => {
      const many = ['read', 'write', 'run', 'weather', 'stocks'].map((name) => ({
        ...weather,
        function: { ...weather.function, name: `${name}_file` },
      }));
      const callsOf = async (text: string) => {
        const { choices } = await client.chat.completions.create({
          model: 'gpt-sim',
          messages: ask(text),
          tools: many,
        });
        return choices[0]?.message.tool_calls?.map((call) => call.type === 'function' && call.function.name);
      };
      assert.equal(
        await callsOf('What is the weather in this file? You may read, write and run.'),
        undefined,
      );
      assert.deepEqual(await callsOf('Use the `read_file` tool on it, then call write_file.'), [
        'read_file',
        'write_file',
      ]);
    });

    it('are called side by side when two apply, unless that is turned off', async () => {
      const both = {
        model: 'gpt-sim',
        messages: ask('Weather in Hue and the stock price of FPT'),
        tools: [weather, stocks],
      };
      const parallel = await client.chat.completions.create(both);
      const ids = parallel.choices[0]?.message.tool_calls?.map((call) => call.id) ?? [];
      assert.equal(new Set(ids).size, 2);
      const single = await client.chat.completions.create({ ...both, parallel_tool_calls: false });
      assert.equal(single.choices[0]?.message.tool_calls?.length, 1);
    });

    it('follow tool_choice', async () => {
      const namesFor = async (tool_choice: OpenAI.ChatCompletionToolChoiceOption, text: string) => {
        const { choices } = await client.chat.completions.create({
          model: 'gpt-sim',
          messages: ask(text),
          tools: [weather, stocks],
          tool_choice,
        });
        const names = choices[0]?.message.tool_calls?.map((call) =>
          call.type === 'function' ? call.function.name : call.custom.name,
        );
        return [choices[0]?.finish_reason, ...(names ?? [])];
      };
      assert.deepEqual(await namesFor('none', 'weather'), ['stop']);
      assert.deepEqual(await namesFor('required', 'a joke'), ['tool_calls', 'get_weather']);
      const named = { type: 'function', function: { name: 'lookupStockPrice' } } as const;
      assert.deepEqual(await namesFor(named, 'weather'), ['stop', 'lookupStockPrice']);
      const allowed: OpenAI.ChatCompletionToolChoiceOption = {
        type: 'allowed_tools',
        allowed_tools: { mode: 'required', tools: [named] },
      };
      assert.deepEqual(await namesFor(allowed, 'weather'), ['tool_calls', 'lookupStockPrice']);
    });

    it('run in the SDK’s loop, whole and streamed, with arguments that pass a strict parse', async () => {
      const parameters = z.strictObject({
        place: z.strictObject({ city: z.string(), near: z.array(z.string()).min(1) }),
        days: z.int().min(1).max(7),
        unit: z.enum(['c', 'f']),
        note: z.string().nullable(),
      });
      const asked: unknown[] = [];
      const tool = zodFunction({
        name: 'forecast',
        description: 'Weather forecast',
        parameters,
        function: (given) => {
          asked.push(parameters.parse(given));
          return { sky: 'clear over the river' };
        },
      });
      const request = { model: 'gpt-sim', messages: ask('Give the forecast for Hue please'), tools: [tool] };
      const whole = await client.chat.completions.runTools(request).finalContent();
      const streamed = await client.chat.completions.runTools({ ...request, stream: true }).finalContent();
      assert.match(
        whole ?? '',
        /^The tool forecast says: \{"sky":"clear over the river"\}\. That answers “Give the forecast/,
      );
      assert.equal(streamed, whole);
      assert.equal(asked.length, 2);
    });

    it('of the free-text kind get text, and the deprecated functions get function_call', async () => {
      const custom = {
        type: 'custom',
        custom: {
          name: 'sql',
          format: { type: 'grammar', grammar: { syntax: 'regex', definition: '^SELECT \\d+$' } },
        },
      } as const;
      const { choices } = await client.chat.completions.create({
        model: 'gpt-sim',
        messages: ask('run sql'),
        tools: [custom],
      });
      const call = choices[0]?.message.tool_calls?.[0];
      assert.match(call?.type === 'custom' ? call.custom.input : '', /^SELECT \d+$/);

      const functions = [{ name: 'get_weather', parameters: weather.function.parameters }];
      const legacy = await client.chat.completions.create({
        model: 'gpt-sim',
        messages: ask('weather?'),
        functions,
      });
      assert.equal(legacy.choices[0]?.finish_reason, 'function_call');
      assert.deepEqual(JSON.parse(legacy.choices[0]?.message.function_call?.arguments ?? ''), {
        city: 'example city',
        unit: 'celsius',
      });
      const told = await client.chat.completions.create({
        model: 'gpt-sim',
        messages: [
          ...ask('weather?'),
          { role: 'assistant', content: null, function_call: { name: 'get_weather', arguments: '{}' } },
          { role: 'function', name: 'get_weather', content: 'rain' },
        ],
        functions,
      });
      assert.match(told.choices[0]?.message.content ?? '', /^The tool get_weather says: rain\./);
    });
  });

  describe('structured output', () => {
    const trip = z.strictObject({
      title: z.string(),
      stops: z.array(z.strictObject({ name: z.string(), day: z.iso.date(), cost: z.number().min(0) })).min(2),
      kind: z.union([z.literal('train'), z.literal('bus')]),
      contact: z.email().nullable(),
    });

    it('passes the SDK’s parse, whole and streamed', async () => {
      const request = {
        model: 'gpt-sim',
        messages: ask('A trip from Hue to Hanoi'),
        response_format: zodResponseFormat(trip, 'trip'),
      };
      const whole = await client.chat.completions.parse(request);
      assert.deepEqual(trip.parse(whole.choices[0]?.message.parsed), whole.choices[0]?.message.parsed);
      const streamed = await client.chat.completions.stream(request).finalChatCompletion();
      assert.deepEqual(streamed.choices[0]?.message.parsed, whole.choices[0]?.message.parsed);
      const refused = await client.chat.completions.parse({ ...request, messages: ask('[refuse]') });
      assert.equal(refused.choices[0]?.message.parsed, null);
      assert.ok(refused.choices[0]?.message.refusal);
    });

    it('is any JSON in json_object mode, if the prompt says JSON', async () => {
      const request = { model: 'gpt-sim', response_format: { type: 'json_object' } } as const;
      const { choices } = await client.chat.completions.create({
        ...request,
        messages: ask('answer in JSON "now"'),
      });
      const value: unknown = JSON.parse(choices[0]?.message.content ?? '');
      assert.match(z.object({ answer: z.string() }).parse(value).answer, /^You said/);
      await assert.rejects(client.chat.completions.create({ ...request, messages: ask('answer') }), {
        status: 400,
        param: 'messages',
      });
    });
  });

  describe('chat, streamed', () => {
    it('says what the whole answer says, through the stream helper', async () => {
      const request = { model: 'gpt-sim', messages: ask('Tell me about “Huế” 🌊') };
      const whole = await client.chat.completions.create(request);
      const stream = client.chat.completions.stream({ ...request, stream_options: { include_usage: true } });
      let deltas = 0;
      stream.on('content.delta', () => deltas++);
      const final = await stream.finalChatCompletion();
      assert.equal(final.choices[0]?.message.content, whole.choices[0]?.message.content);
      assert.equal(final.choices[0]?.finish_reason, 'stop');
      assert.ok(deltas > 10);
      assert.deepEqual(final.usage, whole.usage);
    });

    it('interleaves n choices, splits tool arguments, and ends each choice once', async () => {
      const stream = await client.chat.completions.create({
        model: 'gpt-sim',
        messages: ask('Weather in Hue and the stock price of FPT'),
        tools: [weather, stocks],
        n: 2,
        stream: true,
      });
      const args = new Map<string, string>();
      const order: number[] = [];
      const finished: string[] = [];
      let pieces = 0;
      for await (const chunk of stream) {
        assert.equal(chunk.object, 'chat.completion.chunk');
        assert.ok(!('usage' in chunk), 'usage was not asked for');
        const [choice] = chunk.choices;
        assert.ok(choice);
        order.push(choice.index);
        if (choice.finish_reason) finished.push(`${choice.index} ${choice.finish_reason}`);
        for (const call of choice.delta.tool_calls ?? []) {
          const id: string = `${choice.index}/${call.index}`;
          assert.equal(
            call.id !== undefined,
            !args.has(id),
            'the id stands on the first delta of a call alone',
          );
          args.set(id, (args.get(id) ?? '') + (call.function?.arguments ?? ''));
          pieces++;
        }
      }
      assert.deepEqual(order.slice(0, 4), [0, 1, 0, 1]);
      assert.deepEqual(finished, ['0 tool_calls', '1 tool_calls']);
      assert.deepEqual([...args.keys()].sort(), ['0/0', '0/1', '1/0', '1/1']);
      for (const text of args.values()) assert.equal(typeof JSON.parse(text), 'object');
      assert.ok(pieces > 12);
    });

    it('streams refusals, functions, log probabilities, citations and sound', async () => {
      const deltasOf = async (
        body: Omit<OpenAI.ChatCompletionCreateParamsStreaming, 'stream' | 'model'>,
        model = 'gpt-sim',
      ) => {
        const choices = [];
        for await (const chunk of await client.chat.completions.create({ ...body, model, stream: true }))
          choices.push(chunk.choices[0]);
        return choices;
      };
      const refused = await deltasOf({ messages: ask('[refuse]') });
      assert.match(refused.map((choice) => choice?.delta.refusal ?? '').join(''), /^I’m sorry/);

      const functions = [{ name: 'get_weather', parameters: weather.function.parameters }];
      const called = await deltasOf({ messages: ask('weather'), functions });
      assert.deepEqual(
        JSON.parse(called.map((choice) => choice?.delta.function_call?.arguments ?? '').join('')),
        { city: 'example city', unit: 'celsius' },
      );
      assert.equal(called.at(-1)?.finish_reason, 'function_call');

      const sure = await deltasOf({ messages: ask('hi'), logprobs: true });
      const tokens = sure.flatMap((choice) => choice?.logprobs?.content ?? []).map((token) => token.token);
      assert.equal(tokens.join(''), sure.map((choice) => choice?.delta.content ?? '').join(''));

      const cited = await deltasOf({ messages: ask('news') }, 'gpt-sim-search-preview');
      assert.ok(cited.some((choice) => choice !== undefined && 'annotations' in choice.delta));

      const spoken = await deltasOf({
        messages: ask('hi'),
        modalities: ['text', 'audio'],
        audio: { voice: 'alloy', format: 'pcm16' },
      });
      const audio = z
        .object({ id: z.string(), transcript: z.string(), data: z.string(), expires_at: z.number() })
        .partial();
      const parts = spoken.flatMap((choice) =>
        choice !== undefined && 'audio' in choice.delta ? [audio.parse(choice.delta.audio)] : [],
      );
      assert.match(parts.map((part) => part.transcript ?? '').join(''), /^You said: “hi”/);
      const sound = Buffer.concat(parts.map((part) => Buffer.from(part.data ?? '', 'base64')));
      assert.equal(sound.length, 9600);
      assert.equal(parts.at(-1)?.expires_at, now / 1000 + 3600);
    });

    it('makes a longer answer when asked for', async () => {
      const { choices } = await client.chat.completions.create({
        model: 'gpt-sim',
        messages: ask('[words:500]'),
      });
      assert.ok((choices[0]?.message.content?.split(' ').length ?? 0) > 500);
    });
  });

  describe('another maker’s thinking', () => {
    it('is shown before the answer, whole and streamed, counted, and switched off by the vendor’s fields', async () => {
      const request = { model: 'deep', messages: ask('why?'), reasoning_effort: 'low' } as const;
      const shape = z.looseObject({ reasoning_content: z.string() });
      const whole = await vendor.chat.completions.create({ ...request, max_tokens: 500, temperature: 0.2 });
      const thought = shape.parse(whole.choices[0]?.message).reasoning_content;
      assert.match(thought, /The user asks: “why\?”/);
      assertAddsUp(whole.usage);
      assert.ok((whole.usage.completion_tokens_details?.reasoning_tokens ?? 0) > 10);
      const kinds: string[] = [];
      let streamed = '';
      for await (const chunk of await vendor.chat.completions.create({ ...request, stream: true })) {
        const delta = z
          .looseObject({ reasoning_content: z.string().optional(), content: z.string().nullish() })
          .parse(chunk.choices[0]?.delta);
        streamed += delta.reasoning_content ?? '';
        if (delta.reasoning_content) kinds.push('thought');
        if (delta.content) kinds.push('word');
      }
      assert.equal(streamed, thought);
      assert.ok(kinds.lastIndexOf('thought') < kinds.indexOf('word'));
      for (const off of [{ enable_thinking: false }, { thinking: { type: 'disabled' } }]) {
        const silent = await vendor.chat.completions.create({ ...request, ...off });
        assert.equal(silent.usage?.completion_tokens_details?.reasoning_tokens, 0);
        assert.ok(!shape.safeParse(silent.choices[0]?.message).success);
      }
      const on = { ...request, model: 'gpt-sim', reasoning_effort: undefined, enable_thinking: true };
      assert.ok(shape.safeParse((await client.chat.completions.create(on)).choices[0]?.message).success);
    });
  });

  describe('embeddings', () => {
    it('are the same unit vectors in both encodings', async () => {
      const request = {
        model: 'text-embedding-3-small',
        input: ['the red boat', 'a red boat', 'quarterly tax forms'],
      };
      const decoded = await client.embeddings.create(request);
      const floats = await client.embeddings.create({ ...request, encoding_format: 'float' });
      const raw = await client.embeddings.create({ ...request, encoding_format: 'base64' });
      assert.equal(typeof raw.data[0]?.embedding, 'string');
      assert.deepEqual(decoded.usage, floats.usage);
      assert.equal(decoded.usage.prompt_tokens, decoded.usage.total_tokens);
      assert.ok(decoded.usage.total_tokens > 0);
      const dot = (a: readonly number[] = [], b: readonly number[] = []) =>
        a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
      for (const [index, { embedding }] of floats.data.entries()) {
        assert.equal(floats.data[index]?.index, index);
        assert.equal(embedding.length, 1536);
        assert.ok(Math.abs(dot(embedding, embedding) - 1) < 1e-5);
        assert.deepEqual(decoded.data[index]?.embedding, embedding.map(Math.fround));
      }
      const [boat, boats, tax] = floats.data.map((one) => one.embedding);
      assert.ok(dot(boat, boats) > dot(boat, tax) + 0.3, 'texts with the same words are nearer');
    });

    it('are shortened and stay unit vectors; token arrays work', async () => {
      const short = await client.embeddings.create({
        model: 'text-embedding-3-small',
        input: 'x y',
        dimensions: 64,
        encoding_format: 'float',
      });
      assert.equal(short.data[0]?.embedding.length, 64);
      assert.ok(Math.abs(Math.hypot(...(short.data[0]?.embedding ?? [])) - 1) < 1e-5);
      const tokens = await client.embeddings.create({
        model: 'text-embedding-3-small',
        input: [[1, 2, 3], [4]],
      });
      assert.equal(tokens.data.length, 2);
      assert.equal(tokens.usage.prompt_tokens, 4);
      const one = await client.embeddings.create({ model: 'text-embedding-3-small', input: [1, 2, 3] });
      assert.deepEqual(one.data[0]?.embedding, tokens.data[0]?.embedding);
    });

    it('refuse what the upstream refuses', async () => {
      const model = 'text-embedding-3-small';
      await assert.rejects(client.embeddings.create({ model, input: '' }), { status: 400, param: 'input' });
      await assert.rejects(client.embeddings.create({ model, input: 'x', dimensions: 5000 }), {
        status: 400,
        param: 'dimensions',
      });
      await assert.rejects(
        client.embeddings.create({ model, input: 'word '.repeat(9000) }),
        /maximum context length is 8192 tokens/,
      );
      await assert.rejects(client.chat.completions.create({ model, messages: ask('x') }), { status: 403 });
    });
  });

  describe('legacy completions', () => {
    const model = 'gpt-sim-instruct';

    it('answer k prompts n times, with echo and log probabilities, 16 tokens by default', async () => {
      const answer = await client.completions.create({
        model,
        prompt: ['Once', 'Twice'],
        n: 2,
        echo: true,
        logprobs: 1,
      });
      assert.equal(answer.object, 'text_completion');
      assert.deepEqual(
        answer.choices.map((choice) => [choice.index, choice.text.slice(0, 5)]),
        [
          [0, 'Once '],
          [1, 'Once '],
          [2, 'Twice'],
          [3, 'Twice'],
        ],
      );
      assert.ok(answer.choices.every((choice) => choice.finish_reason === 'length'));
      assertAddsUp(answer.usage);
      assert.equal(answer.usage.completion_tokens, 4 * 16);
      const { text, logprobs } = answer.choices[0] ?? {};
      assert.equal(logprobs?.tokens?.join(''), text);
      for (const [at, token] of logprobs?.tokens?.entries() ?? []) {
        assert.equal(text?.slice(logprobs?.text_offset?.[at]).startsWith(token), true);
      }
    });

    it('stream the same text, with usage only if asked', async () => {
      const request = { model, prompt: 'Once upon', max_tokens: 60, suffix: 'the end' };
      const whole = await client.completions.create(request);
      assert.match(whole.choices[0]?.text ?? '', /This leads to “the end”/);
      assert.equal(whole.choices[0]?.finish_reason, 'stop');
      const chunks = [];
      for await (const chunk of await client.completions.create({
        ...request,
        stream: true,
        stream_options: { include_usage: true },
      }))
        chunks.push(chunk);
      assert.equal(chunks.map((chunk) => chunk.choices[0]?.text ?? '').join(''), whole.choices[0]?.text);
      assert.deepEqual(chunks.at(-1)?.usage, whole.usage);
      assert.ok(chunks.slice(0, -1).every((chunk) => chunk.usage === null));
      assert.equal(chunks.at(-2)?.choices[0]?.finish_reason, 'stop');
    });

    it('take token arrays and stop sequences, and bill every candidate of best_of', async () => {
      const { usage } = await client.completions.create({
        model,
        prompt: [[1, 2, 3], [4]],
        best_of: 3,
        max_tokens: 5,
      });
      assert.deepEqual(usage, { prompt_tokens: 4, completion_tokens: 30, total_tokens: 34 });
      const stopped = await client.completions.create({ model, prompt: 'a', stop: ' on', max_tokens: 50 });
      assert.equal(stopped.choices[0]?.text, ' and so');
      await assert.rejects(client.completions.create({ model, prompt: 'x', n: 3, best_of: 2 }), {
        status: 400,
        param: 'best_of',
      });
      await assert.rejects(client.chat.completions.create({ model, messages: ask('x') }), { status: 404 });
    });
  });

  describe('models', () => {
    it('are listed and shown', async () => {
      const listed = await client.models.list();
      assert.deepEqual(
        listed.data.map((model) => model.id),
        models.map((model) => model.id),
      );
      const shown = await client.models.retrieve('gpt-sim');
      assert.deepEqual(shown, { id: 'gpt-sim', object: 'model', created: 1715367049, owned_by: 'openai' });
      await assert.rejects(client.models.retrieve('nope'), {
        status: 404,
        code: 'model_not_found',
        param: 'model',
      });
      assert.equal((await vendor.models.retrieve('maker/any model')).id, 'maker/any model');
    });
  });

  describe('a wrong request', () => {
    const messages = ask('hi');
    const model = 'gpt-sim';
    const called = {
      role: 'assistant',
      content: null,
      tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } }],
    };
    const table: readonly (readonly [
      string,
      unknown,
      { status: number; message?: RegExp; param?: string; code?: string | null },
    ])[] = [
      ['no model', { messages }, { status: 400, message: /you must provide a model parameter/ }],
      ['an unknown model', { model: 'nope', messages }, { status: 404, code: 'model_not_found' }],
      ['no messages', { model }, { status: 400, param: 'messages', code: 'missing_required_parameter' }],
      ['empty messages', { model, messages: [] }, { status: 400, param: 'messages', code: 'empty_array' }],
      [
        'a wrong role',
        { model, messages: [{ role: 'boss', content: 'x' }] },
        { status: 400, param: 'messages[0].role', code: 'invalid_value' },
      ],
      [
        'a wrong content',
        { model, messages: [{ role: 'user', content: 5 }] },
        { status: 400, param: 'messages[0].content', code: 'invalid_type' },
      ],
      [
        'a wrong part',
        { model, messages: [{ role: 'user', content: [{ type: 'text', text: 'x' }, { type: 'smell' }] }] },
        { status: 400, param: 'messages[0].content[1].type', code: 'invalid_value' },
      ],
      [
        'a part without text',
        { model, messages: [{ role: 'user', content: [{ type: 'text' }] }] },
        { status: 400, param: 'messages[0].content[0].text', code: 'missing_required_parameter' },
      ],
      [
        'an image of another scheme',
        {
          model,
          messages: [
            { role: 'user', content: [{ type: 'image_url', image_url: { url: 'file:///etc/passwd' } }] },
          ],
        },
        { status: 400, param: 'messages[0].content[0].image_url.url', code: 'invalid_image_url' },
      ],
      [
        'too hot',
        { model, messages, temperature: 3 },
        { status: 400, param: 'temperature', code: 'integer_above_max_value' },
      ],
      ['a decimal n', { model, messages, n: 1.5 }, { status: 400, param: 'n', code: 'invalid_type' }],
      ['n of 129', { model, messages, n: 129 }, { status: 400, param: 'n', code: 'integer_above_max_value' }],
      [
        'five stops',
        { model, messages, stop: ['a', 'b', 'c', 'd', 'e'] },
        { status: 400, param: 'stop', code: 'array_above_max_length' },
      ],
      [
        'an unknown effort',
        { model, messages, reasoning_effort: 'huge' },
        { status: 400, param: 'reasoning_effort', code: 'invalid_value' },
      ],
      [
        'stream_options without stream',
        { model, messages, stream_options: {} },
        { status: 400, param: 'stream_options' },
      ],
      [
        'an unanswered call',
        { model, messages: [...messages, called, ...messages] },
        { status: 400, message: /did not have response messages: call_1/, param: 'messages.[1].role' },
      ],
      [
        'an answer without a call',
        { model, messages: [...messages, { role: 'tool', tool_call_id: 'x', content: '' }] },
        { status: 400, param: 'messages.[1].role' },
      ],
      [
        'tool_choice without tools',
        { model, messages, tool_choice: 'auto' },
        { status: 400, param: 'tool_choice' },
      ],
      [
        'max_tokens for a reasoning model',
        { model: 'gpt-sim-thinking', messages, max_tokens: 5 },
        {
          status: 400,
          message: /Use 'max_completion_tokens' instead/,
          param: 'max_tokens',
          code: 'unsupported_parameter',
        },
      ],
      [
        'temperature for a reasoning model',
        { model: 'gpt-sim-thinking', messages, temperature: 0.1 },
        { status: 400, param: 'temperature', code: 'unsupported_value' },
      ],
      [
        'sampling for a search model',
        { model: 'gpt-sim-search-preview', messages, top_p: 0.1 },
        { status: 400, message: /incompatible request argument/ },
      ],
      [
        'search on a model that cannot',
        { model, messages, web_search_options: {} },
        { status: 400, param: 'web_search_options' },
      ],
      [
        'a strict schema that is not',
        {
          model,
          messages,
          response_format: {
            type: 'json_schema',
            json_schema: { name: 'x', strict: true, schema: { type: 'object', properties: {} } },
          },
        },
        { status: 400, param: 'response_format', message: /'additionalProperties' is required/ },
      ],
      [
        'a strict tool that is not',
        {
          model,
          messages,
          tools: [
            {
              type: 'function',
              function: {
                name: 'f',
                strict: true,
                parameters: { type: 'object', properties: { a: {} }, additionalProperties: false },
              },
            },
          ],
        },
        { status: 400, code: 'invalid_function_parameters' },
      ],
      [
        'a streamed WAV',
        {
          model,
          messages,
          stream: true,
          modalities: ['text', 'audio'],
          audio: { voice: 'alloy', format: 'wav' },
        },
        { status: 400, param: 'audio.format', code: 'unsupported_value' },
      ],
      [
        'too long a prompt',
        { model: 'gpt-sim-small', messages: ask('word '.repeat(200)) },
        { status: 400, code: 'context_length_exceeded', param: 'messages' },
      ],
    ];
    for (const [what, body, expected] of table) {
      it(`gets the upstream’s status and code: ${what}`, async () => {
        await assert.rejects(client.post('/chat/completions', { body }), {
          type: 'invalid_request_error',
          ...expected,
        });
      });
    }

    it('maps to the SDK’s error classes', async () => {
      const request = { model, messages };
      const byFault: readonly (readonly [string, new (...given: never[]) => Error, string | null])[] = [
        ['refuse', OpenAI.BadRequestError, 'content_policy_violation'],
        ['401', OpenAI.AuthenticationError, 'invalid_api_key'],
        ['429', OpenAI.RateLimitError, 'rate_limit_exceeded'],
        ['500', OpenAI.InternalServerError, null],
        ['503', OpenAI.InternalServerError, 'server_is_overloaded'],
        ['fail', OpenAI.InternalServerError, null],
        ['nonsense', OpenAI.BadRequestError, 'invalid_value'],
      ];
      for (const [fault, ErrorClass, code] of byFault) {
        await assert.rejects(
          clientWith({ 'x-key4u-simulate': fault }).chat.completions.create(request),
          (error) => {
            assert.ok(error instanceof ErrorClass && error instanceof OpenAI.APIError, String(error));
            assert.equal(error.code, code);
            assert.match(error.requestID ?? '', /^req_/);
            if (fault === '429') assert.equal(error.headers?.get('retry-after'), '1');
            return true;
          },
        );
      }
      await assert.rejects(clientWith({}, 'sk-revoked-1').models.list(), OpenAI.AuthenticationError);
      await assert.rejects(client.models.retrieve('nope'), OpenAI.NotFoundError);
    });

    it('without a key, with a broken body, or at a wrong place is told so', async () => {
      const post = (path: string, body: string, headers: Record<string, string>) =>
        fetch(`${server.url}/openai${path}`, { method: 'POST', body, headers });
      const key = { authorization: 'Bearer sk-any' };
      const keyless: Record<string, string>[] = [
        {},
        { authorization: 'Bearer ' },
        { authorization: 'Basic abc' },
      ];
      for (const headers of keyless) {
        const response = await post('/chat/completions', '{}', headers);
        assert.equal(response.status, 401);
        assert.match(await response.text(), /"code":"invalid_api_key"/);
      }
      for (const body of ['', '{"model":', '\u0000']) {
        const response = await post('/chat/completions', body, key);
        assert.equal(response.status, 400);
        assert.match(await response.text(), /could not parse the JSON body/);
      }
      for (const body of ['[]', '"x"', 'null', '5'])
        assert.equal((await post('/chat/completions', body, key)).status, 400);
      assert.equal((await post('/nowhere', '{}', key)).status, 404);
      assert.equal((await fetch(`${server.url}/openai/chat/completions`, { headers: key })).status, 405);
    });
  });
});
