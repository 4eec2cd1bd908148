import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import type { Call } from '../../spec/call.ts';
import { GatewayError } from '../../spec/fault.ts';
import { reader, requestTexts } from './read.ts';
import { compactBody, countBody, responseBody } from './wire.ts';

const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const read = (fields: object | string, headers: Record<string, string> = {}, endpoint = 'responses'): Call =>
  reader(endpoint, { responses: responseBody, input_tokens: countBody, compact: compactBody }[endpoint]!)(
    typeof fields === 'string' ? bytes(fields) : bytes({ model: 'm', input: 'hi', ...fields }),
    { params: {}, query: '', headers },
  );

describe('what is read', () => {
  test('a plain call', () => {
    const { body: _body, bounds, ...call } = read({});
    assert.deepEqual(call, {
      kind: 'chat',
      endpoint: 'responses',
      model: 'm',
      stream: false,
      usageInStream: true,
      facts: {},
      keeps: true,
    });
    assert.deepEqual(bounds, { inputTokens: bytes({ model: 'm', input: 'hi' }).length + 16, answers: 1 });
  });

  test('stream, limit, facts, state', () => {
    const call = read({
      stream: true,
      max_output_tokens: 50,
      reasoning: { effort: 'high' },
      store: false,
      previous_response_id: 'resp_1',
    });
    assert.equal(call.stream, true);
    assert.equal(call.bounds.outputTokens, 50);
    assert.deepEqual(call.facts, { reasoning_effort: 'high' });
    assert.equal(call.keeps, false);
    assert.equal(call.continues, 'resp_1');
    assert.equal(call.affinity, undefined);
  });

  test('the small endpoints neither stream nor keep', () => {
    for (const endpoint of ['input_tokens', 'compact']) {
      const call = read({ stream: true, store: true }, {}, endpoint);
      assert.deepEqual([call.stream, call.keeps, call.endpoint], [false, undefined, endpoint]);
    }
    assert.equal(read({}, {}, 'input_tokens').bounds.outputTokens, 0);
  });

  const conversation = (more: unknown[]) => ({
    instructions: 's',
    input: [{ role: 'user', content: 'a' }, ...more],
  });
  const session = { session_id: 'S', originator: 'codex_cli_rs' };
  const affinities: readonly [fields: object, headers: Record<string, string>, expected: string][] = [
    [{ prompt_cache_key: 'K' }, session, 'key:K'],
    [{}, session, 'session:S'],
    [{}, { 'session-id': 'T' }, 'session:T'],
    [conversation([{ role: 'user', content: 'b' }]), {}, read(conversation([])).affinity!],
    [{ prompt_cache_key: 'short' }, {}, 'key:short'],
  ];
  for (const [fields, headers, expected] of affinities)
    test(`affinity ${expected}`, () => {
      assert.equal(read(fields, headers).affinity, expected);
    });
  test('another beginning is another conversation', () => {
    const long = 'x'.repeat(5000);
    const of = (fields: object) => read(fields).affinity;
    assert.match(of({ input: long })!, /^start:/);
    assert.notEqual(of({ input: `a${long}` }), of({ input: `b${long}` }));
    assert.notEqual(of({ input: long, instructions: 'a' }), of({ input: long, instructions: 'b' }));
  });
  test('how a short request begins says nothing', () => {
    assert.equal(read({ input: 'a' }).affinity, undefined);
    assert.equal(read({ input: 'a'.repeat(4000) }).affinity, undefined);
    assert.notEqual(read({ input: 'a'.repeat(4096) }).affinity, undefined);
  });
  test('searches and finds of hosted tools are bounded', () => {
    const bounds = (fields: object) => read(fields).bounds;
    const search = { tools: [{ type: 'web_search' }] };
    assert.deepEqual(bounds(search).units, { searches: 10 });
    assert.ok(bounds(search).inputTokens > 100_000);
    assert.deepEqual(bounds({ ...search, max_tool_calls: 2 }).units, { searches: 2 });
    assert.deepEqual(bounds({ ...search, max_tool_calls: 1e6 }).units, { searches: 20 });
    assert.equal(bounds({ tools: [{ type: 'function', name: 'f' }] }).units, undefined);
    assert.equal(bounds({ tools: [{ type: 'file_search' }] }).units, undefined);
  });

  test('headers that an upstream of this wire acts on, and no others', () => {
    const passed = {
      'openai-beta': 'responses=v1',
      originator: 'codex_cli_rs',
      session_id: 'S',
      version: '0.162.1',
      'x-codex-turn-metadata': '{}',
    };
    const others = {
      authorization: 'Bearer sk-x',
      cookie: 'a=b',
      'openai-organization': 'o',
      'x-codex': 'no',
    };
    assert.deepEqual(read({}, { ...passed, ...others }).headers, passed);
    assert.equal(read({}, others).headers, undefined);
  });
});

describe('what is refused', () => {
  const wrong: Readonly<Record<string, [body: object | string, code: string, param?: string]>> = {
    'no model': ['{"input":"x"}', 'field_invalid', 'model'],
    'two models': ['{"model":"a","input":"x","model":"b"}', 'field_invalid', 'model'],
    'no input': ['{"model":"m"}', 'field_invalid', 'input'],
    'input of a wrong type': [{ input: 5 }, 'field_invalid', 'input'],
    'background without a store': [{ background: true, store: false }, 'field_invalid', 'background'],
    'a stream in the background': [{ background: true, stream: true }, 'field_invalid', 'stream'],
    'two states': [{ previous_response_id: 'r', conversation: 'c' }, 'field_invalid', 'previous_response_id'],
    'a tool without a type': [{ tools: [{}] }, 'field_invalid', 'tools[0].type'],
    'a limit below zero': [{ max_output_tokens: -1 }, 'field_invalid', 'max_output_tokens'],
    'no JSON': ['{', 'body_malformed'],
  };
  for (const [name, [body, code, param]] of Object.entries(wrong))
    test(name, () => {
      assert.throws(
        () => read(body),
        (error) => error instanceof GatewayError && error.code === code && error.detail.param === param,
      );
    });

  test('what nobody can know yet passes', () => {
    read({
      input: [{ type: 'tomorrow', x: 1 }, { id: 'msg_1' }],
      tools: [{ type: 'tomorrow' }],
      newest: { a: 1 },
    });
    read({ input: null, prompt: { id: 'pmpt_1' } });
    read({ background: false, store: null, tools: null, text: null, reasoning: null, stream_options: null });
  });
});

describe('bounds', () => {
  const big = 'A'.repeat(100_000);
  const media: Readonly<Record<string, object>> = {
    'a picture': {
      role: 'user',
      content: [{ type: 'input_image', image_url: `data:image/png;base64,${big}` }],
    },
    'a document': {
      role: 'user',
      content: [{ type: 'input_file', file_data: `data:application/pdf;base64,${big}` }],
    },
    'a picture from a tool': {
      type: 'function_call_output',
      call_id: 'c',
      output: [{ type: 'input_image', image_url: `data:image/png;base64,${big}` }],
    },
    'a screenshot': {
      type: 'computer_call_output',
      call_id: 'c',
      output: { type: 'computer_screenshot', image_url: `data:image/png;base64,${big}` },
    },
    'a picture that was made': { type: 'image_generation_call', id: 'ig_1', result: big },
  };
  for (const [name, item] of Object.entries(media))
    test(`${name} is not counted by its bytes`, () => {
      const { inputTokens } = read({ input: [item] }).bounds;
      assert.ok(inputTokens > 4000 && inputTokens < 7000, String(inputTokens));
    });
  test('text files and texts keep their bytes', () => {
    const file = { type: 'input_file', file_data: `data:text/plain;base64,${big}` };
    assert.ok(read({ input: [{ role: 'user', content: [file] }] }).bounds.inputTokens > 100_000);
    const vietnamese = 'Xin chào các bạn 👋 '.repeat(50);
    assert.ok(read({ input: vietnamese }).bounds.inputTokens >= countTokens(vietnamese));
  });
});

test('texts that the model reads, and no others', () => {
  const texts = requestTexts(
    bytes({
      model: 'm',
      instructions: 'one',
      input: [
        {
          role: 'user',
          content: [
            { type: 'input_text', text: 'two' },
            { type: 'input_image', image_url: 'no' },
          ],
        },
        { type: 'function_call', call_id: 'no', name: 'three', arguments: '{"four":4}' },
        { type: 'function_call_output', call_id: 'no', output: 'five' },
        {
          type: 'reasoning',
          id: 'no',
          summary: [{ type: 'summary_text', text: 'six' }],
          encrypted_content: 'no',
        },
        { type: 'custom_tool_call', call_id: 'no', name: 'seven', input: 'eight' },
      ],
      tools: [{ type: 'function', name: 'nine' }],
      text: { format: { type: 'json_schema', schema: { ten: 10 } } },
    }),
  ).join(' ');
  for (const word of ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'])
    assert.match(texts, new RegExp(word));
  assert.doesNotMatch(texts, /\bno\b/);
  const depth = 50_000;
  assert.equal(requestTexts(bytes(`{"input":[${'[['.repeat(depth)}${']]'.repeat(depth)}]}`)).length, 0);
});
