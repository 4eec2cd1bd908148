import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sealThought, summaryMaker } from '../../../base/sealed-thought.ts';
import type { Call } from '../../../spec/call.ts';
import type { ChatPart } from '../../../spec/chat.ts';
import { readAnswer } from './answer.ts';
import { openAiResponses } from './index.ts';
import { openParts } from './parts.ts';
import { openStream } from './stream.ts';
import { readUsage } from './usage.ts';

const efforts = (model: string) =>
  model === 'plain' ? [] : model === 'thinking' ? ['none', 'low', 'high'] : undefined;
const wire = openAiResponses({ efforts });
const access = { key: 'k', settings: {} };

const call = (body: object, more: Partial<Call> = {}): Call => ({
  kind: 'chat',
  endpoint: 'responses',
  model: 'm',
  stream: false,
  usageInStream: true,
  body: Buffer.from(JSON.stringify(body)),
  bounds: { inputTokens: 1, answers: 1 },
  facts: {},
  ...more,
});

const event = (body: object, end = '\n') => `event: x${end}data: ${JSON.stringify(body)}${end}${end}`;
const delta = (text: string) => ({
  type: 'response.output_text.delta',
  output_index: 0,
  content_index: 0,
  delta: text,
});
const usage = { input_tokens: 9, output_tokens: 4, total_tokens: 13 };
const completed = (more: object = {}) => ({
  type: 'response.completed',
  response: { status: 'completed', output: [], usage, service_tier: 'flex', ...more },
});

describe('edits', () => {
  it('are none where nothing differs, and the model name where it does', () => {
    assert.deepEqual(wire.edits(call({ input: 'x' }), 'm', access), {});
    assert.deepEqual(wire.edits(call({ input: 'x' }), 'up', access), { model: '"up"' });
  });

  it('write the cap, but nothing under 16, and only where an answer is made', () => {
    assert.deepEqual(wire.edits(call({}, { outputCap: 900 }), 'm', access), { max_output_tokens: '900' });
    assert.deepEqual(wire.edits(call({}, { outputCap: 3 }), 'm', access), { max_output_tokens: '16' });
    const counting = call({}, { outputCap: 900, endpoint: 'input_tokens' });
    assert.deepEqual(wire.edits(counting, 'm', access), {});
  });

  it("turn the wish of the model's name into an effort that the model takes", () => {
    const effort = (thinking: Call['thinking'], model: string, reasoning?: object) => {
      const made = call({ reasoning }, { model, ...(thinking && { thinking }) });
      return wire.edits(made, model, access)['reasoning'];
    };
    assert.equal(effort('high', 'thinking'), '{"effort":"high"}');
    assert.equal(
      effort('max', 'thinking', { summary: 'auto', effort: 'low' }),
      '{"summary":"auto","effort":"high"}',
    );
    assert.equal(effort('off', 'thinking'), '{"effort":"none"}');
    assert.equal(effort('high', 'plain'), undefined);
    assert.equal(effort('xhigh', 'unknown'), '{"effort":"xhigh"}');
    assert.equal(effort('off', 'unknown'), undefined);
    assert.equal(effort(undefined, 'thinking', { effort: 'low' }), undefined);
  });

  it('take foreign thoughts out of the input and unpack own ones', () => {
    const thought = (encrypted_content: string) => ({ type: 'reasoning', summary: [], encrypted_content });
    const message = { role: 'user', content: 'x' };
    const input = [
      message,
      thought(sealThought({ from: 'anthropic-messages', value: 'foreign' })),
      thought(sealThought({ from: 'openai-responses', value: 'own' })),
      thought('gAAAplain'),
      message,
    ];
    const edits = wire.edits(call({ input, store: false }), 'm', access);
    assert.deepEqual(JSON.parse(edits['input'] ?? ''), [
      message,
      thought('own'),
      thought('gAAAplain'),
      message,
    ]);
    assert.deepEqual(wire.edits(call({ input: [thought('gAAAplain')] }), 'm', access), {});
    const summary = sealThought({ from: summaryMaker, value: 'We spoke of Huế.' });
    const compacted = call({ input: [{ type: 'compaction', encrypted_content: summary }, message] });
    assert.deepEqual(JSON.parse(wire.edits(compacted, 'm', access)['input'] ?? ''), [
      { role: 'user', content: 'We spoke of Huế.' },
      message,
    ]);
  });

  it('take every encrypted thought out where one was refused, and the ids that ask for them', () => {
    const input = [
      { role: 'user', content: 'x' },
      { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'gAAA' },
      { type: 'function_call', id: 'fc_1', call_id: 'c', name: 'f', arguments: '{}' },
      { type: 'function_call_output', id: 'fco_1', call_id: 'c', output: 'y' },
      { type: 'message', id: 'msg_1', role: 'assistant', content: [] },
      { type: 'compaction', id: 'cmp_1', encrypted_content: 'gBBB' },
      { type: 'reasoning', summary: [], encrypted_content: sealThought({ from: 'gemini', value: 'g' }) },
    ];
    const edits = wire.edits(call({ input }, { withoutThoughts: true }), 'm', access);
    assert.deepEqual(Object.keys(edits), ['input']);
    assert.deepEqual(JSON.parse(edits['input'] ?? ''), [
      input[0],
      { type: 'function_call', call_id: 'c', name: 'f', arguments: '{}' },
      input[3],
      { type: 'message', role: 'assistant', content: [] },
      input[5],
    ]);
    assert.deepEqual(wire.edits(call({ input: 'words' }, { withoutThoughts: true }), 'm', access), {});
  });

  it('ask for encrypted thoughts where the answer is kept for a later turn', () => {
    const include = (body: object, model: string) =>
      wire.edits(call(body, { model, keeps: true }), model, access)['include'];
    assert.equal(include({}, 'thinking'), '["reasoning.encrypted_content"]');
    assert.equal(include({ include: ['a'] }, 'thinking'), '["a","reasoning.encrypted_content"]');
    assert.equal(include({ include: ['reasoning.encrypted_content'] }, 'thinking'), undefined);
    assert.equal(include({}, 'plain'), undefined);
  });

  it('let the upstream see its own header alone', () => {
    const made = call({}, { headers: { 'openai-beta': 'a', 'x-other': 'b' } });
    assert.deepEqual(wire.callHeaders?.(made, access), { 'openai-beta': 'a' });
  });
});

describe('usage', () => {
  const table: readonly (readonly [wire: unknown, searches: number, usage: object | undefined])[] = [
    [usage, 0, { input_tokens: 9, output_tokens: 4 }],
    [
      {
        input_tokens: 100,
        input_tokens_details: { cached_tokens: 60, cache_write_tokens: 30 },
        output_tokens: 50,
        output_tokens_details: { reasoning_tokens: 45 },
      },
      2,
      {
        input_tokens: 10,
        cached_input_tokens: 60,
        cache_write_tokens: 30,
        output_tokens: 5,
        reasoning_tokens: 45,
        searches: 2,
      },
    ],
    [{ input_tokens: 5, output_tokens: 0, input_tokens_details: null }, 0, { input_tokens: 5 }],
    [{ input_tokens: 5, input_tokens_details: { cached_tokens: 6 } }, 0, undefined],
    [{ input_tokens: -5, output_tokens: 1 }, 0, undefined],
    [{ input_tokens: '5', output_tokens: 1 }, 0, undefined],
    [null, 0, undefined],
    [{}, 0, undefined],
  ];
  for (const [report, searches, expected] of table)
    it(JSON.stringify(report), () => assert.deepEqual(readUsage(report, searches), expected));
});

describe('a whole answer', () => {
  const read = (body: object | string, endpoint = 'responses') =>
    readAnswer(
      { endpoint, kind: 'chat', facts: {} },
      Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    );

  it('counts searches, not pages opened, and tells which tool it was', () => {
    const search = (type: string, status = 'completed') => ({
      type: 'web_search_call',
      status,
      action: { type },
    });
    const { usage: used, facts } = read({
      output: [
        search('search'),
        search('open_page'),
        search('find_in_page'),
        search('search', 'failed'),
        { type: 'web_search_call' },
      ],
      usage,
      service_tier: 'default',
      tools: [{ type: 'web_search_preview' }],
    });
    assert.equal(used?.searches, 2);
    assert.deepEqual(facts, { service_tier: 'default', search_tool: 'preview' });
  });

  it('may be a failure in spite of its status', () => {
    const failed = (code: string) =>
      read({ status: 'failed', error: { code, message: 'why' }, output: [] }).fault?.code;
    assert.equal(failed('server_error'), 'upstream_failed');
    assert.equal(failed('rate_limit_exceeded'), 'upstream_busy');
    assert.equal(failed('invalid_prompt'), 'upstream_refused');
    assert.equal(failed('image_too_large'), 'upstream_refused');
    assert.equal(failed('insufficient_quota'), 'upstream_key_refused');
    assert.equal(read({ status: 'failed', error: null }).fault?.code, 'upstream_failed');
    assert.equal(read('<html>').fault?.code, 'upstream_garbage');
    assert.equal(read([]).fault?.code, 'upstream_garbage');
    assert.equal(read({ error: { message: 'x', type: 'server_error' } }).fault?.code, 'upstream_failed');
  });

  it('may be a count, which is free, or a compaction', () => {
    assert.deepEqual(read({ object: 'response.input_tokens', input_tokens: 11 }, 'input_tokens').usage, {});
    assert.equal(read({}, 'input_tokens').fault?.code, 'upstream_garbage');
    assert.deepEqual(read({ object: 'response.compaction', output: [], usage }, 'compact').usage, {
      input_tokens: 9,
      output_tokens: 4,
    });
  });
});

const pushed = (text: string, size: number) => {
  const reader = openStream({ endpoint: 'responses', kind: 'chat', facts: {}, usageInStream: true });
  const bytes = Buffer.from(text);
  const passed: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    const part = reader.push(bytes.subarray(at, at + size));
    if (part) passed.push(part);
  }
  return { reader, passed: Buffer.concat(passed).toString() };
};

describe('a stream that passes', () => {
  const words = [
    { type: 'response.created', response: { error: null } },
    delta('Xin '),
    delta('chào 👋 "error" response.failed'),
  ];

  for (const end of ['\n', '\r\n'])
    it(`keeps its bytes at every cut, the last event back (${JSON.stringify(end)})`, () => {
      const text = words.map((one) => event(one, end)).join('');
      const last = event(completed(), end);
      for (let size = 1; size <= text.length + last.length; size++) {
        const { reader, passed } = pushed(text + last, size);
        assert.equal(passed, text, `pieces of ${size}`);
        assert.equal(reader.closing().toString(), last);
        assert.equal(reader.state, 'ended');
        assert.deepEqual(reader.usage, { input_tokens: 9, output_tokens: 4 });
        assert.deepEqual(reader.facts, { service_tier: 'flex' });
        assert.equal(reader.texts().join(''), 'Xin chào 👋 "error" response.failed');
        assert.equal(reader.produced, true);
      }
    });

  it('fails with an error event of either form, with response.failed, and when it is cut', () => {
    const faults = [
      { type: 'error', error: { type: 'insufficient_quota', code: 'insufficient_quota', message: 'x' } },
      { type: 'error', code: 'insufficient_quota', message: 'x', param: null, sequence_number: 3 },
      { type: 'response.failed', response: { error: { code: 'insufficient_quota', message: 'x' } } },
      { error: { code: 'insufficient_quota', message: 'x' } },
    ];
    const begin = event(delta('a'));
    for (const fault of faults) {
      const { reader, passed } = pushed(begin + event(fault) + event(delta('b')), 5);
      assert.deepEqual([reader.state, reader.fault?.code, passed], ['failed', 'upstream_key_refused', begin]);
    }
    const { reader } = pushed(begin, 5);
    assert.equal(reader.finish(), 'cut');
    assert.deepEqual(reader.texts(), ['a']);
  });

  it('ends with response.incomplete too, and reads nothing behind the end', () => {
    const incomplete = { type: 'response.incomplete', response: { status: 'incomplete', usage } };
    const { reader, passed } = pushed(event(incomplete) + 'data: [DONE]\n\n', 9);
    assert.deepEqual([reader.finish(), passed], ['ended', '']);
  });

  it('produces nothing before there is something to read or to call', () => {
    const added = { type: 'response.output_item.added', item: { type: 'reasoning', summary: [] } };
    const { reader } = pushed(event({ type: 'response.created', response: {} }) + event(added), 40);
    assert.equal(reader.produced, false);
    const search = {
      type: 'response.output_item.done',
      item: { type: 'web_search_call', action: { type: 'search' } },
    };
    const found = pushed(event(search) + event(completed()), 30).reader;
    assert.equal(found.produced, true);
    assert.equal(found.usage?.searches, 1);
  });
});

describe('a stream as parts', () => {
  const read = (events: readonly object[]) => {
    const reader = openParts();
    const bytes = Buffer.from(events.map((one) => event(one)).join(''));
    const [first, ...parts] = [...reader.push(bytes), ...reader.finish()];
    assert.deepEqual(first, { type: 'start' });
    return parts;
  };
  const finish = { type: 'finish', finish: { reason: 'stop' } };
  const ends: ChatPart[] = [
    { type: 'usage', usage: { input_tokens: 9, output_tokens: 4 }, facts: { service_tier: 'flex' } },
    { type: 'end' },
  ];
  const item = (type: string, output_index: number, wireItem: object) => ({
    type: `response.output_item.${type}`,
    output_index,
    item: wireItem,
  });
  const args = (output_index: number, text: string) => ({
    type: 'response.function_call_arguments.delta',
    output_index,
    delta: text,
  });
  const fn = (id: string, text = '') => ({
    type: 'function_call',
    call_id: id,
    name: `f_${id}`,
    arguments: text,
  });

  it('keeps interleaved calls apart', () => {
    const parts = read([
      item('added', 0, fn('a')),
      item('added', 1, fn('b')),
      args(1, '{"b"'),
      args(0, '{"a"'),
      args(1, ':1}'),
      args(0, ':1}'),
      item('done', 0, fn('a', '{"a":1}')),
      item('done', 1, fn('b', '{"b":1}')),
      completed(),
    ]);
    assert.deepEqual(parts.slice(0, -3), [
      { type: 'tool-start', call: 0, id: 'a', name: 'f_a' },
      { type: 'tool-start', call: 1, id: 'b', name: 'f_b' },
      { type: 'tool-delta', call: 1, text: '{"b"' },
      { type: 'tool-delta', call: 0, text: '{"a"' },
      { type: 'tool-delta', call: 1, text: ':1}' },
      { type: 'tool-delta', call: 0, text: ':1}' },
      { type: 'tool-end', call: 0 },
      { type: 'tool-end', call: 1 },
    ]);
  });

  it('takes from whole texts what no delta told, and nothing twice', () => {
    const message = (text: string) => ({
      type: 'message',
      content: [{ type: 'output_text', text, annotations: [] }],
    });
    for (const events of [
      [item('done', 0, message('Hello'))],
      [delta('Hel'), item('done', 0, message('Hello'))],
      [
        delta('Hello'),
        {
          type: 'response.content_part.done',
          output_index: 0,
          content_index: 0,
          part: message('Hello').content[0],
        },
        item('done', 0, message('Hello')),
      ],
    ]) {
      const parts = read([...events, completed()]);
      const text = parts.map((part) => (part.type === 'text-delta' ? part.text : '')).join('');
      assert.equal(text, 'Hello');
      assert.deepEqual(parts.slice(-4), [{ type: 'text-end' }, finish, ...ends]);
    }
    const whole = read([completed({ output: [message('Hello')] })]);
    assert.deepEqual(
      whole.filter(({ type }) => type === 'text-delta'),
      [{ type: 'text-delta', text: 'Hello' }],
    );
    const late = read([item('done', 0, fn('a', '{}')), completed()]);
    assert.deepEqual(
      late.map(({ type }) => type),
      ['tool-start', 'tool-delta', 'tool-end', 'finish', 'usage', 'end'],
    );
  });

  it('sets the parts of a thought apart, and signs it at its end', () => {
    const think = (summary_index: number, text: string) => ({
      type: 'response.reasoning_summary_text.delta',
      output_index: 0,
      summary_index,
      delta: text,
    });
    const summary = [
      { type: 'summary_text', text: 'One' },
      { type: 'summary_text', text: 'Two' },
    ];
    const parts = read([
      think(0, 'On'),
      think(0, 'e'),
      think(1, 'Two'),
      item('done', 0, { type: 'reasoning', id: 'rs_1', summary, encrypted_content: 'e' }),
    ]);
    assert.deepEqual(parts, [
      { type: 'thinking-delta', text: 'On' },
      { type: 'thinking-delta', text: 'e' },
      { type: 'thinking-delta', text: '\n\nTwo' },
      { type: 'thinking-end', signature: { from: 'openai-responses', value: 'e' }, id: 'rs_1' },
    ]);
    const hidden = read([item('done', 0, { type: 'reasoning', summary: [], encrypted_content: 'e' })]);
    assert.deepEqual(hidden, [
      { type: 'thinking-end', signature: { from: 'openai-responses', value: 'e' }, redacted: true },
    ]);
    assert.deepEqual(read([item('done', 0, { type: 'reasoning', summary: [] })]), []);
    const raw = read([
      { type: 'response.reasoning_text.delta', output_index: 0, content_index: 0, delta: 'raw' },
    ]);
    assert.deepEqual(raw, [{ type: 'thinking-delta', text: 'raw' }]);
  });

  it('tells refusals, pictures and what it does not know', () => {
    const parts = read([
      { type: 'response.refusal.delta', output_index: 0, content_index: 0, delta: 'No.' },
      item('done', 0, { type: 'message', content: [{ type: 'refusal', refusal: 'No.' }] }),
      item('done', 1, { type: 'image_generation_call', result: 'AAAA', output_format: 'webp' }),
      item('done', 2, { type: 'hologram', x: 1 }),
      { type: 'response.hologram.spinning' },
      completed({ status: 'completed' }),
    ]);
    assert.deepEqual(
      parts.filter(({ type }) => type !== 'start'),
      [
        { type: 'refusal-delta', text: 'No.' },
        {
          type: 'media',
          block: { type: 'image', source: { by: 'data', mediaType: 'image/webp', data: 'AAAA' } },
        },
        {
          type: 'opaque',
          block: { type: 'opaque', from: 'openai-responses', value: { type: 'hologram', x: 1 } },
        },
        { type: 'finish', finish: { reason: 'refusal' } },
        ...ends,
      ],
    );
  });

  it('names its end', () => {
    const end = (response: object) => {
      const part = read([{ type: 'response.incomplete', response }]).find(({ type }) => type === 'finish');
      return part?.type === 'finish' ? part.finish : undefined;
    };
    const incomplete = (reason?: string) =>
      end({ status: 'incomplete', incomplete_details: reason && { reason } });
    assert.deepEqual(incomplete('max_output_tokens'), { reason: 'length' });
    assert.deepEqual(incomplete('content_filter'), { reason: 'filtered' });
    assert.deepEqual(incomplete('tired'), { reason: 'other', word: 'tired' });
    assert.deepEqual(incomplete(), { reason: 'other', word: 'incomplete' });
  });

  it('ends with a fault, or without an end when it is cut', () => {
    const failed = read([delta('a'), { type: 'error', message: 'x', code: 'server_error' }, completed()]);
    assert.deepEqual(
      failed.map(({ type }) => type),
      ['text-delta', 'error'],
    );
    assert.deepEqual(read([delta('a')]), [{ type: 'text-delta', text: 'a' }]);
  });
});
