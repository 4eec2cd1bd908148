import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import OpenAI from 'openai';
import { openAiSpec } from '../../../../test/support/openai-spec.ts';
import type { Json } from '../../base/json.ts';
import type { KeptAnswer, WireAnswer } from '../../spec/dialect.ts';
import { GatewayError } from '../../spec/fault.ts';
import { kept } from './kept.ts';
import { bareResponse } from './response.ts';

const check = openAiSpec();
const valid = (schema: string, value: unknown) => {
  if (check) assert.deepEqual(check(schema, value), []);
};
const json = ({ body }: WireAnswer) => JSON.parse(body) as Json;
const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));

const output = [
  { id: 'rs_1', type: 'reasoning', summary: [], encrypted_content: 'gA' },
  { id: 'rs_2', type: 'reasoning', summary: [{ type: 'summary_text', text: 'x' }] },
  {
    id: 'msg_1',
    type: 'message',
    status: 'completed',
    role: 'assistant',
    content: [{ type: 'output_text', text: 'yo', annotations: [], logprobs: [] }],
  },
  { id: 'fc_1', type: 'function_call', status: 'completed', call_id: 'c1', name: 'f', arguments: '{}' },
  {
    id: 'ws_1',
    type: 'web_search_call',
    status: 'completed',
    action: { type: 'search', query: 'q', queries: ['q'] },
  },
];
const response = { ...bareResponse('resp_1', 'm', 0), status: 'completed', output };
const earlier: KeptAnswer = {
  id: 'resp_1',
  status: 'done',
  answer: JSON.stringify(response),
  input: kept.inputOf(bytes({ model: 'm', input: 'hi' })),
};

describe('the answer in the bytes that a client got', () => {
  const whole = JSON.stringify(response);
  const event = (type: string, value: unknown) => `event: ${type}\ndata: ${JSON.stringify(value)}\n\n`;
  const cases: Readonly<Record<string, [bytes: string, found: boolean]>> = {
    'a body': [whole, true],
    'the last event': [event('response.completed', { type: 'response.completed', response }), true],
    'the last events, with others': [
      event('response.output_item.done', { type: 'response.output_item.done', item: output[2] }) +
        event('response.incomplete', { type: 'response.incomplete', response }) +
        'data: [DONE]\n\n',
      true,
    ],
    'lines with CRLF': [`data: ${JSON.stringify({ response })}\r\n\r\n`, true],
    'a compaction': [JSON.stringify({ id: 'resp_1', object: 'response.compaction' }), false],
    'an error': ['{"error":{"message":"x"}}', false],
    'half a body': [whole.slice(0, -5), false],
    nothing: ['', false],
  };
  for (const [name, [text, found]] of Object.entries(cases))
    test(name, () => {
      const answer = kept.answerOf(text);
      assert.equal(answer !== undefined, found);
      if (answer) assert.deepEqual([answer.id, JSON.parse(answer.answer)], ['resp_1', response]);
    });
});

describe('going on', () => {
  test('earlier turns stand before the new ones, instructions and other bytes stay', () => {
    const body =
      '{"model":"m","previous_response_id":"resp_1", "temperature":1.0,"instructions":"new","input":"more"}';
    const text = kept.expand(bytes(body), earlier).toString();
    assert.match(text, /"temperature":1\.0/);
    const expanded = JSON.parse(text) as Json & { input: Json[] };
    assert.equal(expanded['instructions'], 'new');
    assert.ok(!('previous_response_id' in expanded));
    const { id: _message, ...message } = output[2]!;
    const { id: _call, ...call } = output[3]!;
    const said = (text: string) => ({
      type: 'message',
      role: 'user',
      content: [{ type: 'input_text', text }],
    });
    // A thought without its encrypted form is left out; ids that an upstream would look up are taken off.
    assert.deepEqual(expanded.input, [said('hi'), output[0], message, call, output[4], said('more')]);
    const next = { ...earlier, id: 'resp_2', input: kept.inputOf(bytes(text)) };
    const third = JSON.parse(
      kept.expand(bytes({ model: 'm', previous_response_id: 'resp_2', input: 'third' }), next).toString(),
    ) as { input: Json[] };
    assert.equal(third.input.length, 11);
  });

  test('references to earlier items are written out; others stay for the reader to refuse', () => {
    const body = {
      model: 'm',
      previous_response_id: 'resp_1',
      input: [{ type: 'item_reference', id: 'msg_1' }, { id: 'msg_9' }],
    };
    const { input } = JSON.parse(kept.expand(bytes(body), earlier).toString()) as { input: Json[] };
    assert.deepEqual(input.at(-2)?.['content'], output[2]!.content);
    assert.deepEqual(input.at(-1), { id: 'msg_9' });
  });

  test('without input of its own, and after an answer that never came', () => {
    const body = bytes({ model: 'm', previous_response_id: 'resp_1' });
    const { input } = JSON.parse(kept.expand(body, { ...earlier, answer: '' }).toString()) as {
      input: Json[];
    };
    assert.equal(input.length, 1);
  });
});

describe('showing', () => {
  const statuses: readonly [status: KeptAnswer['status'], shown: string][] = [
    ['done', 'completed'],
    ['running', 'in_progress'],
    ['failed', 'failed'],
    ['cancelled', 'cancelled'],
  ];
  for (const [status, shown] of statuses)
    test(status, () => {
      const answer = json(kept.show({ ...earlier, status }));
      valid('Response', answer);
      assert.deepEqual([answer['id'], answer['status']], ['resp_1', shown]);
    });

  test('one that is not there yet', () => {
    const answer = json(kept.show({ ...earlier, status: 'running', answer: '' }));
    valid('Response', answer);
    assert.deepEqual([answer['id'], answer['status']], ['resp_1', 'in_progress']);
  });

  test('one that was deleted', () => {
    assert.deepEqual(json(kept.deleted('resp_1')), { id: 'resp_1', object: 'response', deleted: true });
  });
});

describe('listing the input', () => {
  const items = [
    { role: 'developer', content: 'a' },
    { role: 'user', content: [{ type: 'input_image', image_url: 'https://a.example/b.png' }] },
    { role: 'assistant', content: 'b' },
    { type: 'function_call', call_id: 'c', name: 'f', arguments: '{}' },
    { type: 'function_call_output', call_id: 'c', output: 'x' },
    { type: 'reasoning', summary: [], encrypted_content: 'gA' },
    { type: 'message', id: 'msg_own', role: 'user', content: 'last' },
  ];
  const row: KeptAnswer = { ...earlier, input: JSON.stringify(items) };
  const list = (query = '') =>
    json(kept.listInput(row, new URLSearchParams(query))) as Json & { data: Json[] };

  test('every item has an id, always the same, and the shape that the schema demands', () => {
    const all = list();
    valid('ResponseItemList', all);
    assert.deepEqual(list(), all);
    assert.equal(new Set(all.data.map((item) => item['id'])).size, items.length);
    assert.equal(all['first_id'], 'msg_own');
    assert.deepEqual(all['has_more'], false);
    assert.deepEqual(list('order=asc').data, all.data.toReversed());
  });

  test('page by page it is the whole list', () => {
    const seen: unknown[] = [];
    let after = '';
    for (;;) {
      const page = list(`order=asc&limit=3${after}`);
      seen.push(...page.data);
      if (page['has_more'] !== true) break;
      after = `&after=${String(page['last_id'])}`;
    }
    assert.deepEqual(seen, list('order=asc').data);
  });

  test('an empty one', () => {
    const empty = json(kept.listInput({ ...row, input: '[]' }, new URLSearchParams()));
    valid('ResponseItemList', empty);
    assert.deepEqual(empty['data'], []);
  });

  for (const [query, param] of [
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=x', 'limit'],
    ['order=up', 'order'],
    ['after=nobody', 'after'],
  ] as const)
    test(query, () => {
      assert.throws(
        () => list(query),
        (error) =>
          error instanceof GatewayError && error.code === 'field_invalid' && error.detail.param === param,
      );
    });

  test('the official SDK walks through it, and shows and deletes responses', async () => {
    const api = new OpenAI({
      apiKey: 'k',
      baseURL: 'http://localhost/v1',
      maxRetries: 0,
      fetch: async (input, init) => {
        const url = new URL(String(input));
        const answer = url.pathname.endsWith('/input_items')
          ? kept.listInput(row, url.searchParams)
          : init?.method?.toUpperCase() === 'DELETE'
            ? kept.deleted('resp_1')
            : kept.show(earlier);
        return new Response(answer.body, { headers: answer.headers });
      },
    });
    const ids: unknown[] = [];
    for await (const item of api.responses.inputItems.list('resp_1', { limit: 2 })) ids.push(item.id);
    assert.deepEqual(
      ids,
      list().data.map((item) => item['id']),
    );
    assert.equal((await api.responses.retrieve('resp_1')).output_text, 'yo');
    await api.responses.delete('resp_1');
  });
});
