import assert from 'node:assert/strict';
import { test } from 'node:test';
import OpenAI from 'openai';
import { openAiSpec } from '../../../../test/support/openai-spec.ts';
import { openThought } from '../../base/sealed-thought.ts';
import type { Block, ChatAnswer, ChatPart, ChatRequest, FinishReason, Tool } from '../../spec/chat.ts';
import { AnswerCollector, partsOf } from '../../spec/chat-parts.ts';
import type { AnswerContext } from '../../spec/dialect.ts';
import type { Usage } from '../../spec/usage.ts';
import { completionFront } from './completions.ts';
import { reader } from './read.ts';
import { readChat } from './read-chat.ts';
import { ChunkWriter } from './stream-writer.ts';
import { chatBody } from './wire.ts';
import { writeChat } from './write-chat.ts';

function contextOf(fields: object = {}): AnswerContext {
  const body = { model: 'm', messages: [{ role: 'user', content: 'hi' }], ...fields };
  const call = reader('chat', 'chat', chatBody)(Buffer.from(JSON.stringify(body)));
  const request: ChatRequest = readChat(call);
  return { id: '01abc', model: 'shown-model', at: 1_767_225_600_500, call, request };
}
const usage: Usage = {
  input_tokens: 5,
  cached_input_tokens: 3,
  cache_write_tokens: 2,
  input_audio_tokens: 1,
  output_tokens: 4,
  reasoning_tokens: 6,
};
const wireUsage = {
  prompt_tokens: 11,
  completion_tokens: 10,
  total_tokens: 21,
  prompt_tokens_details: { cached_tokens: 3, audio_tokens: 1, cache_write_tokens: 2 },
  completion_tokens_details: {
    reasoning_tokens: 6,
    audio_tokens: 0,
    accepted_prediction_tokens: 0,
    rejected_prediction_tokens: 0,
  },
};

const answer = (blocks: readonly Block[], reason: FinishReason = 'stop'): ChatAnswer => ({
  id: 'upstream-id',
  model: 'upstream-model',
  blocks,
  finish: { reason },
  usage,
});
type Body = {
  choices: { index: number; finish_reason: string; message: Record<string, unknown> }[];
  usage?: unknown;
};
const whole = (given: ChatAnswer, fields: object = {}) =>
  JSON.parse(writeChat(given, contextOf(fields))) as Body;

/** The stream that a client gets for the same answer. */
function streamed(parts: Iterable<ChatPart>, fields: object = {}): string {
  const writer = new ChunkWriter(
    contextOf({ stream: true, stream_options: { include_usage: true }, ...fields }),
  );
  let text = '';
  for (const part of parts) text += writer.push(part);
  text += writer.push({ type: 'usage', usage }) + writer.push({ type: 'end' });
  assert.ok(!text.includes('[DONE]') && !text.includes('"finish_reason":"'), 'the end is kept back');
  return text + writer.closing();
}

const chunksOf = (text: string) =>
  text
    .split('\n\n')
    .filter((event) => event !== '' && event !== 'data: [DONE]')
    .map((event) => JSON.parse(event.slice(6)) as { choices: { delta: Record<string, unknown> }[] });

/** What the official SDK makes of it. */
async function accumulated(text: string): Promise<Record<string, unknown>> {
  const client = new OpenAI({
    apiKey: 'sk-test',
    baseURL: 'http://gateway.example/v1',
    fetch: () => Promise.resolve(new Response(text, { headers: { 'content-type': 'text/event-stream' } })),
  });
  const stream = client.chat.completions.stream({
    model: 'm',
    messages: [{ role: 'user', content: 'hi' }],
  });
  const final = await stream.finalChatCompletion();
  return JSON.parse(JSON.stringify(final)) as Record<string, unknown>;
}

const text = (value: string): Block => ({ type: 'text', text: value });
const call = (id: string, args = '{"x":1}', name = 'f'): Block => ({
  type: 'tool-call',
  id,
  name,
  arguments: args,
});
const wireCall = (id: string, args = '{"x":1}', name = 'f') => ({
  id,
  type: 'function',
  function: { name, arguments: args },
});

const answers: readonly {
  readonly name: string;
  readonly answer: ChatAnswer;
  readonly message: Readonly<Record<string, unknown>>;
  readonly finish: string;
}[] = [
  {
    name: 'texts are joined',
    answer: answer([text('Xin '), text('chào 👋')]),
    message: { content: 'Xin chào 👋' },
    finish: 'stop',
  },
  { name: 'nothing', answer: answer([]), message: { content: '' }, finish: 'stop' },
  {
    name: 'thoughts',
    answer: answer([{ type: 'thinking', text: 'Hm.' }, text('Hi')], 'length'),
    message: { content: 'Hi', reasoning_content: 'Hm.' },
    finish: 'length',
  },
  {
    name: 'text and calls, whatever the upstream’s word',
    answer: answer([text('Look.'), call('a'), call('b', '')], 'other'),
    message: { content: 'Look.', tool_calls: [wireCall('a'), wireCall('b', '{}')] },
    finish: 'tool_calls',
  },
  {
    name: 'calls alone',
    answer: answer([call('a')], 'tools'),
    message: { content: null, tool_calls: [wireCall('a')] },
    finish: 'tool_calls',
  },
  {
    name: 'a broken off call',
    answer: answer([call('a', '{"x":')], 'length'),
    message: { content: null, tool_calls: [wireCall('a', '{"x":')] },
    finish: 'length',
  },
  {
    name: 'a refusal with words',
    answer: answer([{ type: 'refusal', text: 'No.' }], 'refusal'),
    message: { content: null, refusal: 'No.' },
    finish: 'stop',
  },
  {
    name: 'a refusal without',
    answer: answer([], 'refusal'),
    message: { content: '' },
    finish: 'content_filter',
  },
  {
    name: 'a filter',
    answer: answer([text('a')], 'filtered'),
    message: { content: 'a' },
    finish: 'content_filter',
  },
  {
    name: 'a full context',
    answer: answer([text('a')], 'context-full'),
    message: { content: 'a' },
    finish: 'length',
  },
  { name: 'a pause', answer: answer([text('a')], 'paused'), message: { content: 'a' }, finish: 'stop' },
  {
    name: 'sources, with offsets in the whole text',
    answer: answer([
      text('👋 It is so. '),
      {
        type: 'text',
        text: 'It rains.',
        citations: [
          { url: 'https://a.example/', title: 'A', start: 3, end: 8 },
          { url: 'https://b.example/' },
          { title: 'no address' },
        ],
      },
    ]),
    message: {
      content: '👋 It is so. It rains.',
      annotations: [
        {
          type: 'url_citation',
          url_citation: { start_index: 16, end_index: 21, url: 'https://a.example/', title: 'A' },
        },
        {
          type: 'url_citation',
          url_citation: {
            start_index: 13,
            end_index: 22,
            url: 'https://b.example/',
            title: 'https://b.example/',
          },
        },
      ],
    },
    finish: 'stop',
  },
  {
    name: 'a picture, as Markdown too',
    answer: answer([
      text('Here:'),
      { type: 'image', source: { by: 'data', mediaType: 'image/png', data: 'AAAA' } },
    ]),
    message: {
      content: 'Here:\n\n![image](data:image/png;base64,AAAA)',
      images: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }],
    },
    finish: 'stop',
  },
  {
    name: 'speech',
    answer: answer([
      {
        type: 'audio',
        source: { by: 'data', mediaType: 'audio/wav', data: 'AAAA' },
        transcript: 'Hi',
        id: 'a1',
        expiresAt: 9,
      },
    ]),
    message: { content: null, audio: { id: 'a1', data: 'AAAA', expires_at: 9, transcript: 'Hi' } },
    finish: 'stop',
  },
  {
    name: 'what only another wire has, told as text where it can be',
    answer: answer([
      { type: 'opaque', from: 'gemini', value: {}, text: 'ran: 1' },
      { type: 'opaque', from: 'gemini', value: {} },
    ]),
    message: { content: 'ran: 1' },
    finish: 'stop',
  },
];

const spec = openAiSpec();

for (const { name, answer: given, message, finish } of answers) {
  test(`whole: ${name}`, () => {
    const body = whole(given);
    assert.deepEqual(body, {
      id: 'chatcmpl-01abc',
      object: 'chat.completion',
      created: 1_767_225_600,
      model: 'shown-model',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', refusal: null, annotations: [], ...message },
          logprobs: null,
          finish_reason: finish,
        },
      ],
      usage: wireUsage,
    });
    if (spec) assert.deepEqual(spec('CreateChatCompletionResponse', body), []);
  });

  test(`streamed, as the official SDK reads it: ${name}`, async () => {
    const stream = streamed(partsOf(given));
    const chunks = chunksOf(stream);
    assert.deepEqual(chunks[0]?.choices[0]?.delta, { role: 'assistant', content: '', refusal: null });
    assert.deepEqual(chunks.at(-1)?.choices, []);
    const final = (await accumulated(stream)) as Body;
    const read = final.choices[0];
    assert.equal(read?.finish_reason, finish);
    assert.deepEqual(final.usage, wireUsage);
    // The SDK keeps the role's empty content where there is none, and only the last of a field that it does not know.
    assert.equal(read?.message['content'] || null, message['content'] || null);
    assert.equal(read?.message['refusal'] ?? null, message['refusal'] ?? null);
    const made = read?.message['tool_calls'] as object[] | undefined;
    assert.equal(JSON.stringify(made?.map(plainCall)), JSON.stringify(message['tool_calls']));
    for (const field of ['reasoning_content', 'annotations', 'images'])
      if (message[field] !== undefined) assert.deepEqual(read?.message[field], message[field], field);
  });
}

/** Without what the SDK adds. */
function plainCall(made: object): object {
  const {
    id,
    type,
    function: fn,
  } = made as {
    id: string;
    type: string;
    function: { name: string; arguments: string };
  };
  return { id, type, function: { name: fn.name, arguments: fn.arguments } };
}

test('several answers', () => {
  const body = whole({
    ...answer([text('a')]),
    more: [{ blocks: [text('b')], finish: { reason: 'length' } }],
  });
  assert.deepEqual(
    body.choices.map(({ index, finish_reason, message }) => [index, finish_reason, message['content']]),
    [
      [0, 'stop', 'a'],
      [1, 'length', 'b'],
    ],
  );
});

test('no usage is shown where there is none', () => {
  const { usage: _, ...without } = answer([text('a')]);
  assert.equal(whole(without).usage, undefined);
});

const signed: readonly Block[] = [
  { type: 'thinking', text: 'Hm.', signature: { from: 'anthropic-messages', value: 's1' }, id: 'r1' },
  { type: 'thinking', text: '', redacted: true, signature: { from: 'anthropic-messages', value: 's2' } },
  { type: 'thinking', text: 'own', signature: { from: 'openai-chat', value: 's3' } },
  { type: 'text', text: 'Hi', signature: { from: 'gemini', value: 's4' } },
  { type: 'tool-call', id: 'a', name: 'f', arguments: '{}', signature: { from: 'gemini', value: 's5' } },
];

test('signatures are sealed into reasoning_details and come back with the conversation, whole and streamed', () => {
  const { message } = whole(answer(signed, 'tools')).choices[0]!;
  const details = message['reasoning_details'] as { data?: string; signature?: string }[];
  assert.deepEqual(openThought(details[0]?.signature ?? ''), { from: 'anthropic-messages', value: 's1' });
  assert.equal(details[2]?.signature, 's3');
  const read = (sent: object) => readChat(contextOf({ messages: [sent] }).call).messages[0]?.blocks;
  assert.deepEqual(read(message), signed);

  // What a client keeps of a stream that knows OpenRouter's form.
  const kept = { role: 'assistant', content: '', reasoning_content: '', reasoning_details: [] as unknown[] };
  for (const { choices } of chunksOf(streamed(partsOf(answer(signed, 'tools'))))) {
    const delta = choices[0]?.delta ?? {};
    kept.content += (delta['content'] as string | undefined) ?? '';
    kept.reasoning_content += (delta['reasoning_content'] as string | undefined) ?? '';
    kept.reasoning_details.push(...((delta['reasoning_details'] as unknown[] | undefined) ?? []));
  }
  assert.deepEqual(kept.reasoning_details, details);
  assert.deepEqual(read({ ...kept, tool_calls: message['tool_calls'] }), signed);
});

const parallel: readonly ChatPart[] = [
  { type: 'start' },
  { type: 'tool-start', call: 0, id: 'a', name: 'f' },
  { type: 'tool-start', call: 1, id: 'b', name: 'g' },
  { type: 'tool-delta', call: 1, text: '{"y"' },
  { type: 'tool-delta', call: 0, text: '{"x":' },
  { type: 'tool-start', call: 2, id: 'c', name: 'h' },
  { type: 'tool-end', call: 2 },
  { type: 'tool-delta', call: 0, text: '1}' },
  { type: 'tool-delta', call: 1, text: ':2}' },
  { type: 'tool-end', call: 0 },
  { type: 'tool-end', call: 1 },
  { type: 'finish', finish: { reason: 'tools' } },
];

test('interleaved calls are written one after the other; id and name once', async () => {
  const stream = streamed(parallel);
  const deltas = chunksOf(stream)
    .flatMap(({ choices }) => choices.map(({ delta }) => delta['tool_calls']))
    .filter((calls) => calls !== undefined);
  assert.deepEqual(deltas, [
    [{ index: 0, id: 'a', type: 'function', function: { name: 'f', arguments: '' } }],
    [{ index: 0, function: { arguments: '{"x":' } }],
    [{ index: 0, function: { arguments: '1}' } }],
    [{ index: 1, id: 'b', type: 'function', function: { name: 'g', arguments: '' } }],
    [{ index: 1, function: { arguments: '{"y":2}' } }],
    [{ index: 2, id: 'c', type: 'function', function: { name: 'h', arguments: '' } }],
    [{ index: 2, function: { arguments: '{}' } }],
  ]);
  const final = (await accumulated(stream)) as Body;
  assert.deepEqual((final.choices[0]!.message['tool_calls'] as object[]).map(plainCall), [
    wireCall('a'),
    wireCall('b', '{"y":2}', 'g'),
    wireCall('c', '{}', 'h'),
  ]);
});

test('a call that nobody ended is written all the same', () => {
  const stream = streamed([
    { type: 'tool-start', call: 0, id: 'a', name: 'f' },
    { type: 'tool-start', call: 1, id: 'b', name: 'g' },
    { type: 'tool-delta', call: 1, text: '{"y":2}' },
  ]);
  assert.match(stream, /\{\\"y\\":2\}/);
});

const customTool: Tool & { type: 'custom' } = { type: 'custom', name: 'sql' };
const offersCustom = { tools: [{ type: 'custom', custom: { name: customTool.name } }] };

test('a free-text tool is answered as one, however the upstream spelled it', () => {
  const expected = { id: 'a', type: 'custom', custom: { name: 'sql', input: 'SELECT 1' } };
  for (const block of [
    { type: 'tool-call', id: 'a', name: 'sql', arguments: 'SELECT 1', custom: true },
    { type: 'tool-call', id: 'a', name: 'sql', arguments: '{"input":"SELECT 1"}' },
    { type: 'tool-call', id: 'a', name: 'sql', arguments: 'SELECT 1' },
  ] as const) {
    assert.deepEqual(whole(answer([block]), offersCustom).choices[0]?.message['tool_calls'], [expected]);
    const deltas = chunksOf(streamed(partsOf(answer([block])), offersCustom)).flatMap(
      ({ choices }) => (choices[0]?.delta['tool_calls'] as { custom: { input: string } }[] | undefined) ?? [],
    );
    assert.equal(deltas.map(({ custom }) => custom.input).join(''), 'SELECT 1');
    assert.deepEqual(deltas[0], { index: 0, id: 'a', type: 'custom', custom: { name: 'sql', input: '' } });
  }
});

test('a client of the forerunner of tools reads calls in its field', () => {
  const legacy = { functions: [{ name: 'f' }] };
  const { message, finish_reason } = whole(answer([call('a'), call('b')], 'tools'), legacy).choices[0]!;
  assert.deepEqual(message['function_call'], { name: 'f', arguments: '{"x":1}' });
  assert.equal(message['tool_calls'], undefined);
  assert.equal(finish_reason, 'function_call');
  const stream = streamed(partsOf(answer([call('a'), call('b')], 'tools')), legacy);
  const deltas = chunksOf(stream).flatMap(({ choices }) => choices[0]?.delta['function_call'] ?? []);
  assert.deepEqual(deltas, [{ name: 'f', arguments: '' }, { arguments: '{"x":1}' }]);
  assert.match(stream, /"finish_reason":"function_call"/);
});

test('without a wish for it there is no usage in the stream', () => {
  const stream = streamed(partsOf(answer([text('a')])), { stream_options: {} });
  assert.ok(!stream.includes('usage'));
  assert.ok(stream.endsWith('data: [DONE]\n\n'));
});

test('a stream that ends at any part is a beginning of the whole', () => {
  const all = [...parallel];
  for (let end = 0; end <= all.length; end++) {
    const writer = new ChunkWriter(contextOf({ stream: true }));
    let written = '';
    for (const part of all.slice(0, end)) written += writer.push(part);
    for (const event of written.split('\n\n').slice(0, -1))
      assert.doesNotThrow(() => JSON.parse(event.slice(6)));
    const collector = new AnswerCollector();
    for (const part of all.slice(0, end)) collector.push(part);
    const ended = chunksOf(written + writer.closing()).flatMap(
      ({ choices }) =>
        (choices[0]?.delta['tool_calls'] as
          | { index: number; function: { arguments: string } }[]
          | undefined) ?? [],
    );
    for (const [index, block] of collector.answer().blocks.entries()) {
      if (block.type !== 'tool-call') continue;
      const args = ended.filter((one) => one.index === index).map((one) => one.function.arguments);
      assert.equal(args.join(''), block.arguments || '{}', `cut after ${end} parts`);
    }
  }
});

test('the legacy endpoint gets texts', () => {
  const given = answer(
    [{ type: 'thinking', text: 'Hm.' }, text('a'), { type: 'refusal', text: 'b' }],
    'length',
  );
  const body: unknown = JSON.parse(completionFront.writeAnswer(given, contextOf()));
  assert.deepEqual(body, {
    id: 'cmpl-01abc',
    object: 'text_completion',
    created: 1_767_225_600,
    model: 'shown-model',
    choices: [{ index: 0, text: 'ab', logprobs: null, finish_reason: 'length' }],
    usage: wireUsage,
  });
  if (spec) assert.deepEqual(spec('CreateCompletionResponse', body), []);
  const writer = completionFront.openWriter(
    contextOf({ stream: true, stream_options: { include_usage: true } }),
  );
  let stream = '';
  for (const part of partsOf(given)) stream += writer.push(part);
  stream += writer.push({ type: 'usage', usage }) + writer.push({ type: 'end' });
  assert.ok(!stream.includes('[DONE]'));
  stream += writer.closing();
  const chunks = chunksOf(stream) as unknown as {
    choices: { text: string; finish_reason: string | null }[];
  }[];
  assert.equal(chunks.map(({ choices }) => choices[0]?.text ?? '').join(''), 'ab');
  assert.equal(chunks.at(-2)?.choices[0]?.finish_reason, 'length');
  assert.deepEqual(chunks.at(-1)?.choices, []);
});
