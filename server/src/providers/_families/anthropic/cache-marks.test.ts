import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { reader } from '../../../dialects/openai-chat/read.ts';
import { readChat } from '../../../dialects/openai-chat/read-chat.ts';
import { chatBody } from '../../../dialects/openai-chat/wire.ts';
import { compileCard, compileRatio, priceOf } from '../../../ledger/price.ts';
import type { Losses } from '../../../spec/chat.ts';
import type { ChatPort } from '../../../spec/provider.ts';
import type { Usage } from '../../../spec/usage.ts';
import { anthropic } from '../../anthropic/index.ts';
import { bedrock } from '../../bedrock/index.ts';

const losses: Losses = {
  drop() {},
  refuse(feature, _param, message) {
    throw new Error(`${feature}: ${message}`);
  },
};

const portOf = (provider: typeof anthropic): ChatPort => {
  const port = provider.wires['anthropic-messages']?.chat;
  assert.ok(port);
  return port;
};

type Written = { readonly body: Record<string, unknown>; readonly marks: readonly string[] };

/** Where the marks are, by path: 'system.0', 'messages.2.content.0'. */
function marksIn(value: unknown, path: readonly string[] = []): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'cache_control' ? [path.join('.')] : marksIn(inner, [...path, name]),
  );
}

/** A chat of OpenAI's format as a request to Claude. */
function convert(
  chat: object,
  { model = 'claude-sonnet-4-5', setting = '', provider = anthropic } = {},
): Written {
  const call = reader('chat', 'chat', chatBody)(Buffer.from(JSON.stringify({ model: 'm', ...chat })));
  const settings: Record<string, string> = setting === '' ? {} : { cache_conversations: setting };
  const body = portOf(provider).writeRequest(
    readChat(call),
    { upstreamModel: model, fact: undefined, outputLimit: 64_000, access: { key: 'k', settings } },
    losses,
  );
  return { body, marks: marksIn(body) };
}

/** English text of so many characters. */
const words = (length: number) => 'One rule after another rule. '.repeat(length).slice(0, length);
const system = (content: unknown) => ({ role: 'system', content });
const user = (content: unknown) => ({ role: 'user', content });
const assistant = (content: unknown) => ({ role: 'assistant', content });
const call = (id: string) => ({
  role: 'assistant',
  content: null,
  tool_calls: [{ id, type: 'function', function: { name: 'read_file', arguments: `{"path":"${id}.ts"}` } }],
});
const result = (id: string, content: string) => ({ role: 'tool', tool_call_id: id, content });
const tool = (description: string) => ({
  type: 'function',
  function: {
    name: 'read_file',
    description,
    parameters: { type: 'object', properties: { path: { type: 'string' } } },
  },
});
const going = [user('Hello'), assistant('Hi'), user('Go on')];
const long = [system(words(16_384)), ...going];

describe('cache marks for conversations of formats that have none', () => {
  const both = ['system.0', 'messages.2.content.0'];
  const table: readonly (readonly [why: string, chat: object, marks: readonly string[], options?: object])[] =
    [
      ['a long conversation that goes on', { messages: long }, both],
      ['a first request', { messages: [system(words(40_000)), user('Hello')] }, []],
      ['a short one', { messages: [system(words(16_000)), ...going] }, []],
      [
        'long by its tools, without a system text',
        { messages: going, tools: [tool(words(16_384))] },
        ['messages.2.content.0', 'tools.0'],
      ],
      [
        'tools and a system text',
        { messages: [system('Be brief.'), ...going], tools: [tool(words(16_384))] },
        both,
      ],
      ['long by what was said', { messages: [...going, user(words(16_384))] }, ['messages.2.content.1']],
      [
        'long by what a tool said',
        { messages: [user('Read'), call('a'), result('a', words(16_384))], tools: [tool('Reads')] },
        ['messages.2.content.0', 'tools.0'],
      ],
      [
        'several system texts and results, an empty text at the end',
        {
          messages: [
            system(words(16_384)),
            system('Be brief.'),
            user('Read'),
            { ...call('a'), tool_calls: [...call('a').tool_calls, ...call('b').tool_calls] },
            result('a', 'x'),
            result('b', 'y'),
            user(' '),
          ],
          tools: [tool('Reads')],
        },
        ['system.1', 'messages.2.content.1'],
      ],
      [
        'a picture at the end',
        {
          messages: [...long, user([{ type: 'image_url', image_url: { url: 'https://a.example/x.png' } }])],
        },
        ['system.0', 'messages.2.content.1'],
      ],
      [
        'JSON asked for: the sentence about it comes behind',
        { messages: long, response_format: { type: 'json_object' } },
        both,
      ],
      [
        'a call asked for by a sentence at the end',
        { messages: long, tools: [tool('Reads')], tool_choice: 'required' },
        both,
        { model: 'claude-opus-5-5' },
      ],
      ['a begun answer', { messages: [...long, assistant('So')] }, both],
      [
        'marks of the client',
        { messages: [...long, user([{ type: 'text', text: 'x', cache_control: { type: 'ephemeral' } }])] },
        ['messages.2.content.1'],
      ],
      ['switched off', { messages: long }, [], { setting: ' Off ' }],
      ['switched on', { messages: long }, both, { setting: 'on' }],
      ['on Bedrock', { messages: long }, both, { provider: bedrock, model: 'us.anthropic.claude-opus-5-5' }],
      [
        'on Bedrock, switched off',
        { messages: long },
        [],
        { provider: bedrock, model: 'us.anthropic.claude-opus-5-5', setting: 'off' },
      ],
      [
        'a model that Bedrock does not cache',
        { messages: long },
        [],
        { provider: bedrock, model: 'anthropic.claude-3-sonnet-20240229-v1:0' },
      ],
    ];
  for (const [why, chat, marks, options] of table)
    it(why, () => assert.deepEqual([...convert(chat, options).marks].sort(), [...marks].sort()));

  it('changes nothing else', () => {
    const { body } = convert({ messages: long });
    const plain = convert({ messages: long }, { setting: 'off' }).body;
    const without = JSON.parse(
      JSON.stringify(body, (name, value) => (name === 'cache_control' ? undefined : value)),
    );
    assert.deepEqual(without, plain);
    assert.deepEqual(body['system'], [
      { type: 'text', text: words(16_384), cache_control: { type: 'ephemeral' } },
    ]);
  });

  it('is a setting of both channels', () => {
    for (const { manifest } of [anthropic, bedrock])
      assert.ok(manifest.settings.some(({ name, required }) => name === 'cache_conversations' && !required));
  });
});

describe("an agent's loop in OpenAI's format", () => {
  const model = 'claude-sonnet-4-5';
  const fact = anthropic.manifest.models.find(({ id }) => id === model);
  assert.ok(fact);
  const card = compileCard(fact.card);
  /** Usage of each request of the loop, by the simulator of an account that caches. */
  async function usages(turns: number, setting: string): Promise<Usage[]> {
    const simulate = anthropic.simulator();
    const messages: object[] = [system(words(20_000)), user('Find the bug.')];
    const found: Usage[] = [];
    for (let turn = 1; turn <= turns; turn++) {
      const { body } = convert({ messages, tools: [tool('Reads a file')], tool_choice: 'auto' }, { setting });
      const answer = await simulate(
        new Request('http://simulated/v1/messages', {
          method: 'POST',
          headers: {
            'x-api-key': 'sk-any',
            'anthropic-version': '2023-06-01',
            'content-type': 'application/json',
          },
          body: JSON.stringify(body),
        }),
      );
      const bytes = Buffer.from(await answer.arrayBuffer());
      assert.equal(answer.status, 200, bytes.toString());
      const { usage } = portOf(anthropic).readAnswer(bytes);
      assert.ok(usage);
      found.push(usage);
      messages.push(call(`t${turn}`), result(`t${turn}`, words(2_000)));
    }
    return found;
  }
  const inputCost = (all: readonly Usage[]) =>
    all.reduce((sum, { output_tokens: _, ...input }) => sum + priceOf(card, input, {}, compileRatio('1')), 0);

  it('reads again what it has sent before', async () => {
    const [first, second, ...later] = await usages(5, 'on');
    assert.equal((first?.cached_input_tokens ?? 0) + (first?.cache_write_tokens ?? 0), 0);
    assert.ok((second?.cache_write_tokens ?? 0) > (first?.input_tokens ?? 0));
    assert.equal(later.length, 3);
    let known = second?.cache_write_tokens ?? 0;
    for (const usage of later) {
      assert.equal(usage.cached_input_tokens, known);
      const written = usage.cache_write_tokens ?? 0;
      assert.ok(written > 400 && written < 700, 'one call and its result');
      assert.ok((usage.input_tokens ?? 0) < 10);
      known += written;
    }
  });

  it('pays from the second marked request on', async () => {
    /** Price of all input with marks, in hundredths of that without, for loops of 2 to 5 requests. */
    const shares: number[] = [];
    for (const turns of [2, 3, 4, 5]) {
      const [marked, plain] = [await usages(turns, 'on'), await usages(turns, 'off')];
      assert.ok(plain.every((usage) => !usage.cached_input_tokens && !usage.cache_write_tokens));
      shares.push(Math.round((100 * inputCost(marked)) / inputCost(plain)));
    }
    assert.deepEqual(shares, [113, 79, 62, 52]);
  });
});
