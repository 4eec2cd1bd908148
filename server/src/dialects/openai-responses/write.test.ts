import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import OpenAI from 'openai';
import { openAiSpec } from '../../../../test/support/openai-spec.ts';
import type { Json } from '../../base/json.ts';
import { sealThought } from '../../base/sealed-thought.ts';
import type { Block, ChatAnswer, ChatPart, Finish } from '../../spec/chat.ts';
import { AnswerCollector, partsOf } from '../../spec/chat-parts.ts';
import type { AnswerContext } from '../../spec/dialect.ts';
import { GatewayError } from '../../spec/fault.ts';
import { readRequest } from './canonical.ts';
import { openCarried, sealSummary } from './carried.ts';
import { reader } from './read.ts';
import { compactBody, responseBody } from './wire.ts';
import { openWriter, writeAnswer } from './write.ts';

const check = openAiSpec();
const valid = (schema: string, value: unknown) => {
  if (check) assert.deepEqual(check(schema, value), [], `${schema}: ${JSON.stringify(value)}`);
};

const head = { params: {}, query: '', headers: {} };
function contextFor(fields: object = {}, endpoint = 'responses'): AnswerContext {
  const body = Buffer.from(JSON.stringify({ model: 'house-model', input: 'hi', ...fields }));
  const call = reader(endpoint, endpoint === 'compact' ? compactBody : responseBody)(body, head);
  return { id: '0123', model: 'house-model', at: 1_700_000_000_000, call, request: readRequest(call) };
}

const usage = {
  input_tokens: 5,
  cached_input_tokens: 3,
  cache_write_tokens: 2,
  output_tokens: 7,
  reasoning_tokens: 4,
};
const foreign = { from: 'anthropic-messages', value: 'sig' };
const said = (text: string): Block => ({ type: 'text', text });
const fn = { type: 'function', name: 'f', parameters: { type: 'object' } };
const patch = { type: 'custom', name: 'apply_patch', format: { type: 'text' } };
const space = { type: 'namespace', name: 'mcp__a__', description: 'd', tools: [{ ...fn, strict: false }] };

type Event = Json & { type: string; sequence_number: number };
const eventsOf = (bytes: string): Event[] =>
  bytes
    .split('\n\n')
    .filter((block) => block !== '')
    .map((block) => {
      const [first, second] = block.split('\n');
      const event = JSON.parse(second!.slice('data: '.length)) as Event;
      assert.equal(first, `event: ${event.type}`);
      return event;
    });

function stream(parts: Iterable<ChatPart>, context: AnswerContext): { bytes: string; events: Event[] } {
  const writer = openWriter(context);
  let bytes = '';
  for (const part of parts) bytes += writer.push(part);
  bytes += writer.closing();
  return { bytes, events: eventsOf(bytes) };
}

const answer = (blocks: readonly Block[], finish: Finish = { reason: 'stop' }): ChatAnswer => ({
  blocks,
  finish,
  usage,
});
const streamOf = (whole: ChatAnswer, context: AnswerContext) =>
  stream([...partsOf(whole), { type: 'usage', usage }, { type: 'end' }], context);

/** What differs between two runs of the clock. */
const still = ({ completed_at: _at, ...rest }: Json): Json => rest;

/** The life cycle: numbers without gaps, items added before they are filled, done once, and the output made of them. */
function wellFormed(events: readonly Event[]): Json {
  assert.deepEqual(
    events.map(({ sequence_number }) => sequence_number),
    events.map((_, index) => index),
  );
  assert.deepEqual(
    events.slice(0, 2).map(({ type }) => type),
    ['response.created', 'response.in_progress'],
  );
  const added = new Map<unknown, Json>();
  const done = new Map<unknown, unknown>();
  for (const event of events) {
    valid('ResponseStreamEvent', event);
    const { type, output_index: index, item_id: id } = event;
    if (type === 'response.output_item.added') {
      assert.equal(index, added.size);
      added.set(index, event['item'] as Json);
    } else if (type === 'response.output_item.done') {
      const item = event['item'] as Json;
      assert.equal(item['id'], added.get(index)?.['id']);
      assert.equal(item['type'], added.get(index)?.['type']);
      assert.ok(!done.has(index), 'done once');
      done.set(index, item);
    } else if (id !== undefined) {
      assert.equal(id, added.get(index)?.['id']);
      assert.ok(!done.has(index), `${type} after the end of its item`);
    }
  }
  assert.equal(done.size, added.size);
  const last = events.at(-1)!['response'] as Json;
  valid('Response', last);
  assert.deepEqual(
    last['output'],
    [...done].sort(([a], [b]) => Number(a) - Number(b)).map(([, item]) => item),
  );
  return last;
}

const message = (content: object[], n = 0, status = 'completed') => ({
  id: `msg_0123_${n}`,
  type: 'message',
  status,
  role: 'assistant',
  content,
});
const outputText = (text: string, annotations: object[] = []) => ({
  type: 'output_text',
  text,
  annotations,
  logprobs: [],
});

type Case = {
  blocks: Block[];
  fields?: object;
  finish?: Finish;
  output: object[];
  status?: string;
  reason?: string;
};
const cases: Readonly<Record<string, Case>> = {
  'a text': { blocks: [said('Hi 👋.')], output: [message([outputText('Hi 👋.')])] },
  nothing: { blocks: [], output: [] },
  'two texts and a refusal': {
    blocks: [said('a'), said('b'), { type: 'refusal', text: 'no' }],
    output: [message([outputText('a'), outputText('b'), { type: 'refusal', refusal: 'no' }])],
  },
  'a thought, sealed for its maker': {
    blocks: [{ type: 'thinking', text: 'hm', signature: foreign }, said('x')],
    output: [
      {
        id: 'rs_0123_0',
        type: 'reasoning',
        summary: [{ type: 'summary_text', text: 'hm' }],
        encrypted_content: 'k4u1.WyJhbnRocm9waWMtbWVzc2FnZXMiLCJzaWciXQ',
      },
      message([outputText('x')], 1),
    ],
  },
  'a thought that nobody signed': {
    blocks: [{ type: 'thinking', text: 'hm' }],
    output: [
      {
        id: 'rs_0123_0',
        type: 'reasoning',
        summary: [{ type: 'summary_text', text: 'hm' }],
        encrypted_content: sealThought({ from: '', value: '' }),
      },
    ],
  },
  'a thought of this wire, encrypted whole': {
    blocks: [
      {
        type: 'thinking',
        text: '',
        signature: { from: 'openai-responses', value: 'gA' },
        redacted: true,
        id: 'rs_9',
      },
    ],
    output: [{ id: 'rs_9', type: 'reasoning', summary: [], encrypted_content: 'gA' }],
  },
  'calls, one without arguments': {
    blocks: [
      said('I look'),
      { type: 'tool-call', id: 'c1', name: 'f', arguments: '{"a":1}' },
      { type: 'tool-call', id: 'c2', name: 'f', arguments: '' },
    ],
    fields: { tools: [fn] },
    finish: { reason: 'tools' },
    output: [
      message([outputText('I look')]),
      {
        id: 'fc_0123_1',
        type: 'function_call',
        status: 'completed',
        call_id: 'c1',
        name: 'f',
        arguments: '{"a":1}',
      },
      {
        id: 'fc_0123_2',
        type: 'function_call',
        status: 'completed',
        call_id: 'c2',
        name: 'f',
        arguments: '{}',
      },
    ],
  },
  'calls with the same id, and without one': {
    blocks: ['x', 'x', ''].map((id) => ({ type: 'tool-call', id, name: 'f', arguments: '{}' })),
    output: ['x', 'call_0123_1', 'call_0123_2'].map((call_id, n) => ({
      id: `fc_0123_${n}`,
      type: 'function_call',
      status: 'completed',
      call_id,
      name: 'f',
      arguments: '{}',
    })),
  },
  'custom tools, native and by way of a function': {
    blocks: [
      { type: 'tool-call', id: 'c1', name: 'apply_patch', arguments: '*** Begin', custom: true },
      { type: 'tool-call', id: 'c2', name: 'apply_patch', arguments: '{"input":"*** \\"Begin\\"\\n"}' },
      { type: 'tool-call', id: 'c3', name: 'apply_patch', arguments: '*** no JSON' },
    ],
    fields: { tools: [patch] },
    output: ['*** Begin', '*** "Begin"\n', '*** no JSON'].map((input, n) => ({
      id: `ctc_0123_${n}`,
      type: 'custom_tool_call',
      status: 'completed',
      call_id: `c${n + 1}`,
      name: 'apply_patch',
      input,
    })),
  },
  'a tool of a namespace': {
    blocks: [{ type: 'tool-call', id: 'c1', name: 'mcp__a__f', arguments: '{}' }],
    fields: { tools: [space] },
    output: [
      {
        id: 'fc_0123_0',
        type: 'function_call',
        status: 'completed',
        call_id: 'c1',
        name: 'f',
        namespace: 'mcp__a__',
        arguments: '{}',
      },
    ],
  },
  'a picture': {
    blocks: [
      said('here'),
      { type: 'image', source: { by: 'data', mediaType: 'image/png', data: 'iVBO' } },
      { type: 'image', source: { by: 'url', url: 'https://a.example/b.png' } },
    ],
    output: [
      message([outputText('here')]),
      {
        id: 'ig_0123_1',
        type: 'image_generation_call',
        status: 'completed',
        result: 'iVBO',
        output_format: 'png',
      },
      message([outputText('![image](https://a.example/b.png)')], 2),
    ],
  },
  citations: {
    blocks: [
      {
        type: 'text',
        text: 'Paris is big.',
        citations: [
          { url: 'https://a.example', title: 'A', start: 0, end: 5 },
          { url: 'https://b.example' },
          { quoted: 'no address' },
        ],
      },
    ],
    output: [
      message([
        outputText('Paris is big.', [
          { type: 'url_citation', url: 'https://a.example', title: 'A', start_index: 0, end_index: 5 },
          {
            type: 'url_citation',
            url: 'https://b.example',
            title: 'https://b.example',
            start_index: 0,
            end_index: 13,
          },
        ]),
      ]),
    ],
  },
  'a hosted tool of this wire and of another': {
    blocks: [
      {
        type: 'opaque',
        from: 'openai-responses',
        value: {
          type: 'web_search_call',
          id: 'ws_1',
          status: 'completed',
          action: { type: 'search', query: 'q', queries: ['q'] },
        },
      },
      { type: 'opaque', from: 'gemini', value: {}, text: 'ran code' },
      { type: 'opaque', from: 'gemini', value: {} },
    ],
    output: [
      {
        type: 'web_search_call',
        id: 'ws_1',
        status: 'completed',
        action: { type: 'search', query: 'q', queries: ['q'] },
      },
      message([outputText('ran code')], 1),
    ],
  },
  'cut at the limit': {
    blocks: [said('a')],
    finish: { reason: 'length' },
    output: [message([outputText('a')], 0, 'incomplete')],
    status: 'incomplete',
    reason: 'max_output_tokens',
  },
  filtered: {
    blocks: [],
    finish: { reason: 'filtered' },
    output: [],
    status: 'incomplete',
    reason: 'content_filter',
  },
  'refused in words': {
    blocks: [{ type: 'refusal', text: 'no' }],
    finish: { reason: 'refusal' },
    output: [message([{ type: 'refusal', refusal: 'no' }])],
  },
  'refused without a word': {
    blocks: [],
    finish: { reason: 'refusal' },
    output: [],
    status: 'incomplete',
    reason: 'content_filter',
  },
  'a reason nobody knows': {
    blocks: [said('a')],
    finish: { reason: 'other', word: 'x' },
    output: [message([outputText('a')])],
  },
};

describe('answers, whole and streamed', () => {
  for (const [name, { blocks, fields, finish, output, status = 'completed', reason }] of Object.entries(
    cases,
  ))
    test(name, () => {
      const context = contextFor(fields);
      const whole = JSON.parse(writeAnswer(answer(blocks, finish), context)) as Json;
      valid('Response', whole);
      assert.deepEqual(whole['output'], output);
      assert.equal(whole['status'], status);
      assert.deepEqual(whole['incomplete_details'], reason === undefined ? null : { reason });
      const streamed = streamOf(answer(blocks, finish), context);
      assert.deepEqual(still(wellFormed(streamed.events)), still(whole));
      assert.equal(streamed.events.at(-1)!.type, `response.${status}`);
    });

  test('signatures behind calls and texts come back to them', () => {
    const signed = { from: 'gemini', value: 's' };
    const blocks: Block[] = [
      { type: 'text', text: 'one', signature: { from: 'gemini', value: 't' } },
      { type: 'tool-call', id: 'c1', name: 'f', arguments: '{}', signature: signed },
      { type: 'tool-call', id: 'c2', name: 'f', arguments: '{}' },
    ];
    const { output } = JSON.parse(writeAnswer(answer(blocks), contextFor())) as { output: Json[] };
    const again = contextFor({
      input: [...output, { type: 'function_call_output', call_id: 'c1', output: 'ok' }],
    });
    assert.deepEqual(again.request.messages[0]!.blocks, blocks);
  });

  test('the request is repeated as OpenAI repeats it', () => {
    const fields = {
      instructions: 'be brief',
      max_output_tokens: 100,
      temperature: 0.5,
      tools: [fn, patch],
      tool_choice: 'required',
      parallel_tool_calls: false,
      reasoning: { effort: 'low', summary: 'auto' },
      text: { verbosity: 'low' },
      store: false,
      metadata: { a: 'b' },
      prompt_cache_key: 'k',
      user: 'u',
    };
    const whole = JSON.parse(writeAnswer(answer([]), contextFor(fields))) as Json;
    valid('Response', whole);
    const { input: _input, ...shown } = { ...fields, input: '' };
    for (const [name, value] of Object.entries({
      ...shown,
      tools: [{ strict: null, ...fn }, patch],
      text: { format: { type: 'text' }, verbosity: 'low' },
      model: 'house-model',
      id: 'resp_0123',
      created_at: 1_700_000_000,
      top_p: 1,
      previous_response_id: null,
    }))
      assert.deepEqual(whole[name], value, name);
    assert.ok(!('output_text' in whole));
    assert.deepEqual(whole['usage'], {
      input_tokens: 10,
      input_tokens_details: { cached_tokens: 3, cache_write_tokens: 2 },
      output_tokens: 11,
      output_tokens_details: { reasoning_tokens: 4 },
      total_tokens: 21,
    });
  });
});

describe('streams', () => {
  const short = (events: readonly Event[]) =>
    events.map((event) => {
      const type = event.type.replace('response.', '');
      return event['delta'] === undefined ? type : `${type} ${String(event['delta'])}`;
    });

  test('the life cycle of a thought and a text', () => {
    const { events } = stream(
      [
        { type: 'start', id: 'up' },
        { type: 'thinking-delta', text: 'h' },
        { type: 'thinking-delta', text: 'm' },
        { type: 'thinking-end', signature: foreign },
        { type: 'text-delta', text: 'a' },
        { type: 'text-end' },
        { type: 'citation', citation: { url: 'https://a.example' } },
        { type: 'finish', finish: { reason: 'stop' } },
        { type: 'usage', usage, facts: { service_tier: 'flex' } },
        { type: 'end' },
      ],
      contextFor(),
    );
    assert.deepEqual(short(events), [
      'created',
      'in_progress',
      'output_item.added',
      'reasoning_summary_part.added',
      'reasoning_summary_text.delta h',
      'reasoning_summary_text.delta m',
      'reasoning_summary_text.done',
      'reasoning_summary_part.done',
      'output_item.done',
      'output_item.added',
      'content_part.added',
      'output_text.delta a',
      'output_text.annotation.added',
      'output_text.done',
      'content_part.done',
      'output_item.done',
      'completed',
    ]);
    assert.equal(wellFormed(events)['service_tier'], 'flex');
  });

  test('calls that interleave, and one that is buffered because it is a custom tool', () => {
    const { events } = stream(
      [
        { type: 'tool-start', call: 0, id: 'c0', name: 'f' },
        { type: 'tool-start', call: 1, id: 'c1', name: 'apply_patch' },
        { type: 'tool-delta', call: 0, text: '{"a"' },
        { type: 'tool-delta', call: 1, text: '{"input":"x' },
        { type: 'tool-delta', call: 0, text: ':1}' },
        { type: 'tool-delta', call: 1, text: 'y"}' },
        { type: 'tool-end', call: 1 },
        { type: 'tool-end', call: 0 },
        { type: 'tool-end', call: 7 },
        { type: 'finish', finish: { reason: 'tools' } },
        { type: 'end' },
      ],
      contextFor({ tools: [fn, patch] }),
    );
    assert.deepEqual(short(events).slice(2, -1), [
      'output_item.added',
      'output_item.added',
      'function_call_arguments.delta {"a"',
      'function_call_arguments.delta :1}',
      'custom_tool_call_input.delta xy',
      'custom_tool_call_input.done',
      'output_item.done',
      'function_call_arguments.done',
      'output_item.done',
    ]);
    const { output } = wellFormed(events) as { output: Json[] };
    assert.deepEqual(
      output.map((item) => item['arguments'] ?? item['input']),
      ['{"a":1}', 'xy'],
    );
  });

  test('what was left open is closed by the end, as incomplete where the limit was reached', () => {
    const { events } = stream(
      [
        { type: 'tool-start', call: 0, id: 'c0', name: 'f' },
        { type: 'tool-delta', call: 0, text: '{"a' },
        { type: 'finish', finish: { reason: 'length' } },
        { type: 'end' },
      ],
      contextFor(),
    );
    const { output, status } = wellFormed(events) as { output: Json[]; status: string };
    assert.equal(status, 'incomplete');
    assert.deepEqual([output[0]!['status'], output[0]!['arguments']], ['incomplete', '{"a']);
  });

  test('nothing at all is still a whole stream', () => {
    assert.deepEqual(wellFormed(stream([], contextFor()).events)['output'], []);
  });

  test('parts in any order give the same texts as the collector', () => {
    const kinds: ChatPart[] = [
      { type: 'text-delta', text: 'a' },
      { type: 'text-end' },
      { type: 'thinking-delta', text: 'b' },
      { type: 'thinking-end', signature: foreign },
      { type: 'refusal-delta', text: 'c' },
      { type: 'tool-start', call: 0, id: 'i', name: 'f' },
      { type: 'tool-delta', call: 0, text: '{}' },
      { type: 'tool-end', call: 0 },
      { type: 'citation', citation: { url: 'https://a.example' } },
      { type: 'opaque', block: { type: 'opaque', from: 'gemini', value: 1, text: 'd' } },
    ];
    let seed = 7;
    for (let round = 0; round < 300; round++) {
      const parts: ChatPart[] = [];
      const calls = new Set<number>();
      for (let n = 0; n < 12; n++) {
        seed = (seed * 1103515245 + 12345) % 2147483648;
        const part = kinds[seed % kinds.length]!;
        if (part.type === 'tool-start' && calls.has(0)) continue;
        if (part.type === 'tool-start') calls.add(0);
        parts.push(part);
      }
      const collector = new AnswerCollector();
      for (const part of parts) collector.push(part);
      const texts = (type: string) =>
        collector
          .answer()
          .blocks.flatMap((block) => (block.type === type && 'text' in block ? [block.text] : []))
          .join('');
      const { output } = wellFormed(stream([...parts, { type: 'end' }], contextFor()).events) as {
        output: Json[];
      };
      const spoken = (type: string, field: string) =>
        output
          .flatMap((item) => (item['content'] ?? item['summary'] ?? []) as Json[])
          .flatMap((part) => (part['type'] === type ? [part[field]] : []))
          .join('');
      assert.equal(spoken('refusal', 'refusal'), texts('refusal'));
      assert.equal(spoken('summary_text', 'text'), texts('thinking'));
      assert.equal(spoken('output_text', 'text').length, texts('text').length + texts('opaque').length);
    }
  });
});

describe('a stream that fails', () => {
  const faults: readonly [error: GatewayError, code: string, words: RegExp][] = [
    [
      new GatewayError('upstream_cut', 'the upstream broke off'),
      'server_error',
      /broke off \(request id: req_9\)/,
    ],
    [
      new GatewayError('rate_limited', 'too many requests', { retryAfter: 7 }),
      'rate_limit_exceeded',
      /Please try again in 7s\./,
    ],
    [new GatewayError('balance_too_low', 'top up'), 'insufficient_quota', /top up/],
    [
      new GatewayError('upstream_refused', 'prompt is too long: 2 tokens > 1 maximum'),
      'context_length_exceeded',
      /exceeds the context window/,
    ],
    [new GatewayError('upstream_refused', 'image is broken'), 'invalid_prompt', /image is broken/],
  ];
  for (const [error, code, words] of faults)
    test(code, () => {
      const writer = openWriter(contextFor());
      let bytes = writer.push({ type: 'text-delta', text: 'half' });
      bytes += writer.push({ type: 'tool-start', call: 0, id: 'c', name: 'f' });
      bytes += writer.failing!(error, 'req_9');
      const events = eventsOf(bytes);
      assert.deepEqual(
        events.slice(-2).map(({ type }) => type),
        ['error', 'response.failed'],
      );
      valid('ResponseErrorEvent', events.at(-2));
      assert.deepEqual(
        events.map(({ sequence_number }) => sequence_number),
        events.map((_, index) => index),
      );
      const response = events.at(-1)!['response'] as Json & { error: Json; output: Json[] };
      assert.equal(response['status'], 'failed');
      assert.equal(response.error['code'], code);
      assert.match(String(response.error['message']), words);
      assert.equal(response.output.length, 2);
      if (code === 'server_error') valid('Response', response);
    });
});

describe('compaction', () => {
  const conversation = [
    { role: 'user', content: 'first' },
    { role: 'assistant', content: 'done' },
    { role: 'user', content: [{ type: 'input_image', image_url: 'data:image/png;base64,AA==' }] },
  ];
  const blocks: Block[] = [{ type: 'thinking', text: 'hm', signature: foreign }, said('all'), said('of it')];

  test('the endpoint answers with the user messages and the summary', () => {
    const context = contextFor({ input: conversation }, 'compact');
    const whole = JSON.parse(writeAnswer(answer(blocks), context)) as Json & { output: Json[] };
    valid('CompactResource', whole);
    assert.equal(whole['object'], 'response.compaction');
    assert.deepEqual(
      whole.output.map((item) => [item['type'], item['role']]),
      [
        ['message', 'user'],
        ['message', 'user'],
        ['compaction', undefined],
      ],
    );
    assert.deepEqual(openCarried(String(whole.output[2]!['encrypted_content'])), {
      of: 'summary',
      text: 'all\n\nof it',
    });
  });

  test('a response with the trigger holds one compaction and nothing else', () => {
    const context = contextFor({ input: [...conversation, { type: 'compaction_trigger' }], stream: true });
    const response = wellFormed(streamOf(answer(blocks), context).events);
    assert.deepEqual(response['output'], [
      { type: 'compaction', id: 'cmp_0123', encrypted_content: sealSummary('all\n\nof it') },
    ]);
  });

  test('without a summary it fails, and the client keeps what it has', () => {
    const context = contextFor({ input: [...conversation, { type: 'compaction_trigger' }] });
    assert.throws(() => writeAnswer(answer([]), context), { code: 'upstream_garbage' });
    assert.equal(streamOf(answer([]), context).events.at(-1)!.type, 'response.failed');
  });
});

describe('the official SDK', () => {
  const client = (body: string, type: string) =>
    new OpenAI({
      apiKey: 'k',
      baseURL: 'http://localhost/v1',
      maxRetries: 0,
      fetch: async () => new Response(body, { headers: { 'content-type': type } }),
    });
  const blocks: Block[] = [
    { type: 'thinking', text: 'hm', signature: foreign },
    said('{"a":1}'),
    {
      type: 'tool-call',
      id: 'c1',
      name: 'f',
      arguments: '{"x":1}',
      signature: { from: 'gemini', value: 's' },
    },
    { type: 'tool-call', id: 'c2', name: 'apply_patch', arguments: '{"input":"p"}' },
    { type: 'image', source: { by: 'data', mediaType: 'image/png', data: 'iVBO' } },
  ];
  const context = contextFor({ tools: [fn, patch] });
  const asked = { model: 'house-model', input: 'hi' };

  test('takes a whole answer', async () => {
    const api = client(writeAnswer(answer(blocks), context), 'application/json');
    const response = await api.responses.create(asked);
    assert.equal(response.output_text, '{"a":1}');
    const parsed = await api.responses.parse({
      ...asked,
      text: { format: { type: 'json_schema', name: 'n', schema: { type: 'object' } } },
    });
    assert.equal(parsed.output.length, response.output.length);
  });

  test('takes a stream, and puts the same answer together', async () => {
    const { bytes } = streamOf(answer(blocks), context);
    const running = client(bytes, 'text/event-stream').responses.stream(asked);
    let text = '';
    running.on('response.output_text.delta', ({ delta }) => {
      text += delta;
    });
    const final = await running.finalResponse();
    assert.equal(text, '{"a":1}');
    assert.equal(final.output_text, '{"a":1}');
    assert.deepEqual(
      final.output.map(({ type }) => type),
      ['reasoning', 'message', 'function_call', 'reasoning', 'custom_tool_call', 'image_generation_call'],
    );
    assert.equal(final.usage?.total_tokens, 21);
  });

  test('raises the error of a stream that failed', async () => {
    const writer = openWriter(context);
    const bytes =
      writer.push({ type: 'text-delta', text: 'half' }) +
      writer.failing!(new GatewayError('upstream_cut', 'the upstream broke off'), 'req_9');
    await assert.rejects(
      client(bytes, 'text/event-stream').responses.stream(asked).finalResponse(),
      (error) => {
        assert.ok(error instanceof OpenAI.APIError);
        assert.equal(error.code, 'server_error');
        assert.match(error.message, /broke off/);
        return true;
      },
    );
  });

  test('takes a compaction and a count', async () => {
    const whole = writeAnswer(answer([said('all')]), contextFor({ input: [] }, 'compact'));
    const compacted = await client(whole, 'application/json').responses.compact({
      model: 'house-model',
      input: 'x',
    });
    assert.equal(compacted.output.at(-1)?.type, 'compaction');
  });
});
