import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sealThought } from '../../../base/sealed-thought.ts';
import type { Block, ChatFeature, ChatRequest, Losses, Message } from '../../../spec/chat.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { ChatTarget } from '../../../spec/provider.ts';
import { deepseek } from '../../deepseek/index.ts';
import { doubao } from '../../doubao/index.ts';
import { qwen } from '../../qwen/index.ts';
import { chatPort } from './chat-port.ts';
import { createOpenAiSimulator } from './simulator/index.ts';
import { withoutForeignThoughts } from './strip-thoughts.ts';
import { effortField } from './thinking-fields.ts';
import { type ChatTraits, carriageOf } from './traits.ts';

/** As OpenAI takes it. */
const rich: ChatTraits = {
  takes: [
    'files',
    'audio',
    'video',
    'cache-marks',
    'custom-tools',
    'allowed-tools',
    'strict-tools',
    'no-parallel-tools',
    'schema-output',
    'several-answers',
    'logprobs',
    'logit-bias',
    'seed',
    'penalties',
    'top-k',
    'verbosity',
    'cache-key',
    'tier',
    'user',
    'audio-output',
    'image-output',
  ],
  webSearch: ({ effort, location }) => ({
    web_search_options: {
      search_context_size: effort,
      user_location: { type: 'approximate', approximate: location },
    },
  }),
};
const poor: ChatTraits = { takes: [] };

type Lost = { readonly drops: [ChatFeature, string][]; readonly losses: Losses };
function lossList(): Lost {
  const drops: [ChatFeature, string][] = [];
  return {
    drops,
    losses: {
      drop: (feature, name) => void drops.push([feature, name]),
      refuse(feature, param, message) {
        throw new GatewayError('field_invalid', message, { param, upstream: { code: feature } });
      },
    },
  };
}

const to: ChatTarget = {
  upstreamModel: 'm',
  fact: undefined,
  outputLimit: 4096,
  access: { key: 'k', settings: {} },
};
const user = (...blocks: Block[]): Message => ({ role: 'user', blocks });
const say = (text: string): Block => ({ type: 'text', text });
const base: ChatRequest = { stream: false, tools: [], messages: [user(say('hi'))] };

function write(chat: Partial<ChatRequest>, traits: ChatTraits = {}, target: Partial<ChatTarget> = {}) {
  const { drops, losses } = lossList();
  const port = chatPort({ path: '/chat/completions', traits, reportsUsage: true, limitField: 'max_tokens' });
  const body = port.writeRequest({ ...base, ...chat }, { ...to, ...target }, losses);
  return { body, drops };
}
const messagesOf = (messages: readonly Message[], traits: ChatTraits = {}) =>
  write({ messages }, traits).body['messages'];

const png = { by: 'data', mediaType: 'image/png', data: 'AAAA' } as const;
const pdf = { by: 'data', mediaType: 'application/pdf', data: 'JVBE' } as const;
const call = (id: string, name = 'f', args = '{"x":1}'): Block => ({
  type: 'tool-call',
  id,
  name,
  arguments: args,
});
const result = (callId: string, ...content: (Block & { type: 'text' | 'image' | 'file' })[]): Message => ({
  role: 'tool',
  blocks: [{ type: 'tool-result', callId, content }],
});
const wireCall = (id: string, name = 'f', args = '{"x":1}') => ({
  id,
  type: 'function',
  function: { name, arguments: args },
});
const text = (value: string) => ({ type: 'text', text: value }) as const;

const conversations: readonly {
  readonly name: string;
  readonly messages: readonly Message[];
  readonly wire: unknown;
  readonly traits?: ChatTraits;
}[] = [
  {
    name: 'system messages stay where they are, texts of one message become one',
    messages: [
      { role: 'system', blocks: [say('a'), say('b')] },
      user(say('hi')),
      { role: 'system', blocks: [say('c')] },
    ],
    wire: [
      { role: 'system', content: 'a\n\nb' },
      { role: 'user', content: 'hi' },
      { role: 'system', content: 'c' },
    ],
  },
  {
    name: 'media become parts',
    messages: [
      user(
        say('look'),
        { type: 'image', source: png, detail: 'low' },
        { type: 'image', source: { by: 'url', url: 'https://a.example/x.png' } },
        { type: 'file', source: pdf, name: 'a.pdf' },
        { type: 'file', source: { by: 'file-id', id: 'file-1', from: 'openai-responses' } },
        { type: 'file', source: { by: 'data', mediaType: 'text/plain', data: 'SGk=' }, name: 'a.txt' },
        { type: 'audio', source: { by: 'data', mediaType: 'audio/mpeg', data: 'AAAA' } },
        { type: 'video', source: { by: 'url', url: 'https://a.example/x.mp4' }, fps: 2 },
        { type: 'opaque', from: 'openai-chat', value: { type: 'mood', mood: 'good' } },
        { type: 'opaque', from: 'gemini', value: { x: 1 }, text: 'said' },
        { type: 'opaque', from: 'gemini', value: { x: 1 } },
      ),
    ],
    traits: rich,
    wire: [
      {
        role: 'user',
        content: [
          text('look'),
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA', detail: 'low' } },
          { type: 'image_url', image_url: { url: 'https://a.example/x.png' } },
          { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,JVBE' } },
          { type: 'file', file: { file_id: 'file-1' } },
          text('<document name="a.txt">\nHi\n</document>'),
          { type: 'input_audio', input_audio: { data: 'AAAA', format: 'mp3' } },
          { type: 'video_url', video_url: { url: 'https://a.example/x.mp4', fps: 2 }, fps: 2 },
          { type: 'mood', mood: 'good' },
          text('said'),
        ],
      },
    ],
  },
  {
    name: 'text and calls stay together, results follow in the order of the calls',
    messages: [
      user(say('go')),
      { role: 'assistant', blocks: [say('Let me look.'), call('a'), call('b', 'g', '')] },
      { role: 'tool', blocks: [{ type: 'tool-result', callId: 'b', content: [text('two')], isError: true }] },
      result('a', text('one'), text('more')),
      user(say('and?')),
    ],
    wire: [
      { role: 'user', content: 'go' },
      { role: 'assistant', content: 'Let me look.', tool_calls: [wireCall('a'), wireCall('b', 'g', '{}')] },
      { role: 'tool', tool_call_id: 'a', content: 'one\n\nmore' },
      { role: 'tool', tool_call_id: 'b', content: 'Error: two' },
      { role: 'user', content: 'and?' },
    ],
  },
  {
    name: 'calls that stand in messages of their own become one turn',
    messages: [
      { role: 'assistant', blocks: [say('Now.')] },
      { role: 'assistant', blocks: [call('a')] },
      { role: 'assistant', blocks: [call('b')] },
      result('a', text('1')),
      result('b', text('2')),
    ],
    wire: [
      { role: 'assistant', content: 'Now.', tool_calls: [wireCall('a'), wireCall('b')] },
      { role: 'tool', tool_call_id: 'a', content: '1' },
      { role: 'tool', tool_call_id: 'b', content: '2' },
    ],
  },
  {
    name: 'a call without a result gets one, a result without a call is told',
    messages: [
      { role: 'assistant', blocks: [call('a')] },
      user(say('stop')),
      { role: 'tool', blocks: [{ type: 'tool-result', callId: 'z', name: 'g', content: [text('9')] }] },
    ],
    wire: [
      { role: 'assistant', content: null, tool_calls: [wireCall('a')] },
      { role: 'tool', tool_call_id: 'a', content: 'There is no result: the call was not answered.' },
      { role: 'user', content: 'stop' },
      { role: 'user', content: 'Result of g:\n9' },
    ],
  },
  {
    name: 'a result that comes behind another message is put where it belongs',
    messages: [
      { role: 'assistant', blocks: [call('a')] },
      user(say('wait')),
      result('a', text('1')),
      { role: 'assistant', blocks: [say('ok')] },
    ],
    wire: [
      { role: 'assistant', content: null, tool_calls: [wireCall('a')] },
      { role: 'tool', tool_call_id: 'a', content: '1' },
      { role: 'user', content: 'wait' },
      { role: 'assistant', content: 'ok' },
    ],
  },
  {
    name: 'pictures of results follow all results; those of an answer come from the user',
    messages: [
      { role: 'assistant', blocks: [call('a'), call('b')] },
      result('a', { type: 'image', source: png }),
      result('b', text('2')),
      { role: 'assistant', blocks: [say('Here.'), { type: 'image', source: png }] },
    ],
    wire: [
      { role: 'assistant', content: null, tool_calls: [wireCall('a'), wireCall('b')] },
      { role: 'tool', tool_call_id: 'a', content: 'The picture follows in the next message.' },
      { role: 'tool', tool_call_id: 'b', content: '2' },
      {
        role: 'user',
        content: [
          text('The picture:'),
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
        ],
      },
      { role: 'assistant', content: 'Here.' },
      {
        role: 'user',
        content: [
          text('The picture:'),
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
        ],
      },
    ],
  },
  {
    name: 'thoughts are dropped, but for those that this wire signed',
    messages: [
      {
        role: 'assistant',
        blocks: [
          { type: 'thinking', text: 'plain' },
          { type: 'thinking', text: 'mine', signature: { from: 'openai-chat', value: 's1' }, id: 'r1' },
          { type: 'thinking', text: '', redacted: true, signature: { from: 'openai-chat', value: 's2' } },
          { type: 'thinking', text: 'foreign', signature: { from: 'anthropic-messages', value: 's3' } },
          {
            type: 'tool-call',
            id: 'a',
            name: 'f',
            arguments: '{}',
            signature: { from: 'openai-chat', value: 's4' },
          },
          {
            type: 'tool-call',
            id: 'b',
            name: 'f',
            arguments: '{}',
            signature: { from: 'gemini', value: 's5' },
          },
        ],
      },
      { role: 'assistant', blocks: [{ type: 'thinking', text: 'only' }] },
      result('a', text('1')),
      result('b', text('2')),
      { role: 'assistant', blocks: [{ type: 'thinking', text: 'only' }] },
    ],
    wire: [
      {
        role: 'assistant',
        content: null,
        reasoning_details: [
          { type: 'reasoning.text', text: 'mine', signature: 's1', id: 'r1' },
          { type: 'reasoning.encrypted', data: 's2' },
        ],
        tool_calls: [
          { ...wireCall('a', 'f', '{}'), extra_content: { google: { thought_signature: 's4' } } },
          wireCall('b', 'f', '{}'),
        ],
      },
      { role: 'tool', tool_call_id: 'a', content: '1' },
      { role: 'tool', tool_call_id: 'b', content: '2' },
    ],
  },
  {
    name: 'where thoughts are wanted they go back; foreign ones do not, and a call has at least an empty one',
    traits: { ...poor, wantsThoughtsBack: () => true },
    messages: [
      { role: 'assistant', blocks: [{ type: 'thinking', text: 'Hm.' }, call('a')] },
      result('a', text('1')),
      {
        role: 'assistant',
        blocks: [
          { type: 'thinking', text: 'foreign', signature: { from: 'anthropic-messages', value: 's3' } },
          call('b'),
        ],
      },
      result('b', text('2')),
      { role: 'assistant', blocks: [say('ok')] },
    ],
    wire: [
      { role: 'assistant', content: null, reasoning_content: 'Hm.', tool_calls: [wireCall('a')] },
      { role: 'tool', tool_call_id: 'a', content: '1' },
      { role: 'assistant', content: null, reasoning_content: '', tool_calls: [wireCall('b')] },
      { role: 'tool', tool_call_id: 'b', content: '2' },
      { role: 'assistant', content: 'ok' },
    ],
  },
  {
    name: 'free-text calls are functions of one text, or free text where the upstream knows it',
    messages: [
      {
        role: 'assistant',
        blocks: [{ type: 'tool-call', id: 'a', name: 'sql', arguments: 'SELECT 1', custom: true }],
      },
      result('a', text('1')),
    ],
    wire: [
      { role: 'assistant', content: null, tool_calls: [wireCall('a', 'sql', '{"input":"SELECT 1"}')] },
      { role: 'tool', tool_call_id: 'a', content: '1' },
    ],
  },
  {
    name: 'earlier speech goes by its id, or by its words; a refusal is text',
    messages: [
      {
        role: 'assistant',
        blocks: [{ type: 'audio', source: { by: 'file-id', id: 'audio_1', from: 'openai-chat' } }],
      },
      user(say('and?')),
      {
        role: 'assistant',
        blocks: [
          { type: 'audio', source: { by: 'data', mediaType: 'audio/wav', data: 'AA' }, transcript: 'Hi' },
          { type: 'refusal', text: ' No.' },
        ],
      },
    ],
    wire: [
      { role: 'assistant', content: null, audio: { id: 'audio_1' } },
      { role: 'user', content: 'and?' },
      { role: 'assistant', content: 'Hi No.' },
    ],
  },
  {
    name: 'cache marks keep texts apart where the upstream takes them',
    traits: rich,
    messages: [
      { role: 'system', blocks: [{ type: 'text', text: 'long', cache: { ttl: 3600 } }, say('short')] },
      user({ type: 'text', text: 'hi', cache: {} }),
    ],
    wire: [
      {
        role: 'system',
        content: [{ ...text('long'), cache_control: { type: 'ephemeral', ttl: '1h' } }, text('short')],
      },
      { role: 'user', content: [{ ...text('hi'), cache_control: { type: 'ephemeral' } }] },
    ],
  },
];

const simulate = createOpenAiSimulator({ models: [], anyModel: true, reasoningContent: true, pace: 0 });

/** The upstream's own word on a request: it must be none but yes. */
async function accepted(body: unknown): Promise<void> {
  const answer = await simulate(
    new Request('http://upstream.example/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer sk-simulated' },
      body: JSON.stringify(body),
    }),
  );
  assert.equal(answer.status, 200, `${await answer.text()} for ${JSON.stringify(body)}`);
}

for (const { name, messages, wire, traits } of conversations)
  test(`messages: ${name}`, async () => {
    assert.deepEqual(messagesOf(messages, traits), wire);
    // Parts that nobody knows are for an upstream that does.
    if (!JSON.stringify(wire).includes('mood')) await accepted({ model: 'm', messages: wire });
  });

const schema = {
  type: 'object',
  properties: { a: { type: 'string' } },
  required: ['a'],
  additionalProperties: false,
};
const tool = { type: 'function', name: 'f', parameters: schema, strict: true } as const;
const custom = { type: 'custom', name: 'sql', description: 'Runs SQL.', format: { type: 'text' } } as const;
const wireTool = { type: 'function', function: { name: 'f', parameters: schema, strict: true } };

const requests: readonly {
  readonly chat: Partial<ChatRequest>;
  readonly traits?: ChatTraits;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly drops?: readonly (readonly [ChatFeature, string])[];
  readonly target?: Partial<ChatTarget>;
}[] = [
  { chat: {}, fields: {} },
  { chat: { stream: true }, fields: { stream: true, stream_options: { include_usage: true } } },
  { chat: { maxOutput: 100 }, fields: { max_tokens: 100 } },
  { chat: { maxOutput: 100 }, target: { outputCap: 50 }, fields: { max_tokens: 50 } },
  { chat: { maxOutput: 10 }, target: { outputCap: 50 }, fields: { max_tokens: 10 } },
  { chat: {}, target: { outputCap: 50 }, fields: { max_tokens: 50 } },
  {
    chat: {
      temperature: 0.5,
      topP: 0.9,
      topK: 40,
      seed: 7,
      presencePenalty: 1,
      frequencyPenalty: -1,
      logitBias: { 5: 1 },
      logprobs: true,
      topLogprobs: 2,
      stop: ['a', 'b', 'c', 'd', 'e'],
      answers: 2,
      verbosity: 'low',
      user: 'u',
      cacheKey: 'k',
      tier: 'flex',
    },
    traits: rich,
    fields: {
      temperature: 0.5,
      top_p: 0.9,
      top_k: 40,
      seed: 7,
      presence_penalty: 1,
      frequency_penalty: -1,
      logit_bias: { 5: 1 },
      logprobs: true,
      top_logprobs: 2,
      stop: ['a', 'b', 'c', 'd'],
      n: 2,
      verbosity: 'low',
      user: 'u',
      prompt_cache_key: 'k',
      service_tier: 'flex',
    },
    drops: [['stop', 'stop']],
  },
  {
    chat: { temperature: 0.5, topP: 0.9, topK: 3, stop: ['a'], seed: 7, logprobs: true },
    traits: { ...rich, refusesSampling: () => true },
    fields: { seed: 7 },
    drops: [
      ['temperature', 'temperature'],
      ['top-p', 'top_p'],
      ['logprobs', 'logprobs'],
      ['top-k', 'top_k'],
      ['stop', 'stop'],
    ],
  },
  {
    chat: {
      topK: 40,
      seed: 7,
      presencePenalty: 1,
      frequencyPenalty: 1,
      logitBias: { 5: 1 },
      logprobs: true,
      verbosity: 'low',
      user: 'u',
      cacheKey: 'k',
      tier: 'flex',
      metadata: { a: 'b' },
      others: { from: 'gemini', fields: { safetySettings: [], labels: {} } },
    },
    traits: poor,
    fields: {},
    drops: [
      ['penalties', 'presence_penalty'],
      ['penalties', 'frequency_penalty'],
      ['logit-bias', 'logit_bias'],
      ['logprobs', 'logprobs'],
      ['seed', 'seed'],
      ['top-k', 'top_k'],
      ['verbosity', 'verbosity'],
      ['cache-key', 'prompt_cache_key'],
      ['user', 'user'],
      ['tier', 'service_tier'],
      ['metadata', 'metadata'],
      ['unknown-fields', 'safetySettings'],
      ['unknown-fields', 'labels'],
    ],
  },
  { chat: { tier: 'standard_only' }, traits: rich, fields: {}, drops: [['tier', 'service_tier']] },
  {
    chat: {
      others: {
        from: 'openai-chat',
        fields: { translation_options: { target_lang: 'English' }, model: 'x' },
      },
    },
    fields: { translation_options: { target_lang: 'English' } },
  },
  // tools
  {
    chat: { tools: [tool], toolChoice: { type: 'any' }, parallelTools: false },
    fields: { tools: [wireTool], tool_choice: 'required', parallel_tool_calls: false },
  },
  {
    chat: {
      tools: [tool, { type: 'function', name: 'g' }],
      toolChoice: { type: 'tool', name: 'g' },
      parallelTools: false,
    },
    traits: poor,
    fields: {
      tools: [
        { type: 'function', function: { name: 'f', parameters: schema } },
        { type: 'function', function: { name: 'g', parameters: { type: 'object', properties: {} } } },
      ],
      tool_choice: { type: 'function', function: { name: 'g' } },
    },
    drops: [
      ['strict-tools', 'strict'],
      ['no-parallel-tools', 'parallel_tool_calls'],
    ],
  },
  {
    chat: { tools: [tool, custom], toolChoice: { type: 'some', names: ['f', 'sql'], must: true } },
    traits: rich,
    fields: {
      tools: [
        wireTool,
        { type: 'custom', custom: { name: 'sql', description: 'Runs SQL.', format: { type: 'text' } } },
      ],
      tool_choice: {
        type: 'allowed_tools',
        allowed_tools: {
          mode: 'required',
          tools: [
            { type: 'function', function: { name: 'f' } },
            { type: 'custom', custom: { name: 'sql' } },
          ],
        },
      },
    },
  },
  {
    chat: { tools: [tool, custom], toolChoice: { type: 'some', names: ['f'], must: false } },
    fields: { tools: [wireTool], tool_choice: 'auto' },
  },
  {
    chat: { tools: [custom], toolChoice: { type: 'tool', name: 'sql' } },
    fields: {
      tools: [
        {
          type: 'function',
          function: {
            name: 'sql',
            description: 'Runs SQL.\n\nFormat of the input: {"type":"text"}',
            parameters: {
              type: 'object',
              properties: {
                input: { type: 'string', description: 'The whole input of the tool, as plain text.' },
              },
              required: ['input'],
              additionalProperties: false,
            },
          },
        },
      ],
      tool_choice: { type: 'function', function: { name: 'sql' } },
    },
  },
  {
    chat: {
      tools: [
        { type: 'web-search' },
        { type: 'code' },
        { type: 'url-context' },
        { type: 'opaque', from: 'gemini', name: 'maps', value: {} },
      ],
      toolChoice: { type: 'auto' },
      parallelTools: false,
    },
    fields: {},
    drops: [
      ['web-search', 'web_search'],
      ['code', 'code'],
      ['url-context', 'url-context'],
      ['opaque-tools', 'maps'],
    ],
  },
  {
    chat: { tools: [{ type: 'web-search', effort: 'low', location: { country: 'VN' } }] },
    traits: rich,
    fields: {
      web_search_options: {
        search_context_size: 'low',
        user_location: { type: 'approximate', approximate: { country: 'VN' } },
      },
    },
  },
  // structured output
  {
    chat: { format: { type: 'schema', name: 'a b', schema, strict: true } },
    fields: {
      response_format: { type: 'json_schema', json_schema: { name: 'a_b', schema, strict: true } },
    },
  },
  {
    chat: { format: { type: 'schema', schema }, messages: [{ role: 'system', blocks: [say('Be brief.')] }] },
    traits: poor,
    fields: {
      response_format: { type: 'json_object' },
      messages: [
        {
          role: 'system',
          content: `Be brief.\n\nAnswer with one JSON object and nothing else. It must follow this JSON Schema:\n${JSON.stringify(schema)}`,
        },
      ],
    },
  },
  {
    chat: { format: { type: 'json' } },
    fields: {
      response_format: { type: 'json_object' },
      messages: [
        { role: 'system', content: 'Answer with one JSON object and nothing else.' },
        { role: 'user', content: 'hi' },
      ],
    },
  },
  {
    chat: { format: { type: 'json' }, messages: [user(say('Give me JSON'))] },
    fields: {
      response_format: { type: 'json_object' },
      messages: [{ role: 'user', content: 'Give me JSON' }],
    },
  },
  // outputs
  {
    chat: { outputs: ['text', 'audio'], voice: { name: 'ash', format: 'mp3' } },
    traits: rich,
    fields: { modalities: ['text', 'audio'], audio: { voice: 'ash', format: 'mp3' } },
  },
  {
    chat: { outputs: ['text', 'image'], picture: { ratio: '16:9' } },
    traits: rich,
    fields: { modalities: ['text', 'image'] },
    drops: [['image-output', 'image_config']],
  },
  // thinking
  { chat: { thinking: { mode: 'on', effort: 'xhigh' } }, fields: { reasoning_effort: 'xhigh' } },
  { chat: { thinking: { mode: 'on' } }, fields: {} },
  { chat: { thinking: { mode: 'off' } }, fields: { reasoning_effort: 'none' } },
  { chat: { thinking: { mode: 'on', budget: 8192 } }, fields: { reasoning_effort: 'medium' } },
  { chat: { thinking: { mode: 'on', budget: 99_999 } }, fields: { reasoning_effort: 'high' } },
  {
    chat: { thinking: { mode: 'off' } },
    traits: { thinking: effortField(() => ['low', 'medium', 'high']) },
    fields: { reasoning_effort: 'low' },
  },
  {
    chat: { thinking: { mode: 'on', effort: 'max' } },
    traits: { thinking: effortField(() => ['low', 'medium', 'high']) },
    fields: { reasoning_effort: 'high' },
  },
  {
    chat: { thinking: { mode: 'on', effort: 'max' } },
    traits: { thinking: effortField(() => []) },
    fields: {},
  },
];

test('requests: fields are written or told as lost', async () => {
  for (const { chat, traits, fields, drops, target } of requests) {
    const { body, drops: told } = write(chat, traits, target);
    const expected = { model: 'm', messages: [{ role: 'user', content: 'hi' }], ...fields };
    assert.deepEqual(body, expected, JSON.stringify(chat));
    assert.deepEqual(told, drops ?? [], JSON.stringify(chat));
    // The simulated model does not search, and makes no pictures.
    if (!('web_search_options' in body) && !chat.outputs?.includes('image')) await accepted(body);
  }
});

const refusals: readonly [ChatFeature, Partial<ChatRequest>, ChatTraits?][] = [
  ['pdf-data', { messages: [user({ type: 'file', source: pdf })] }, poor],
  ['pdf-url', { messages: [user({ type: 'file', source: { by: 'url', url: 'https://a.example/a.pdf' } })] }],
  [
    'file-id',
    { messages: [user({ type: 'file', source: { by: 'file-id', id: 'x', from: 'anthropic-messages' } })] },
  ],
  [
    'file-id',
    { messages: [user({ type: 'image', source: { by: 'file-id', id: 'x', from: 'openai-chat' } })] },
  ],
  [
    'audio',
    { messages: [user({ type: 'audio', source: { by: 'data', mediaType: 'audio/wav', data: 'AA' } })] },
    poor,
  ],
  ['video', { messages: [user({ type: 'video', source: { by: 'url', url: 'https://a.example/x.mp4' } })] }],
  ['several-answers', { answers: 2 }, poor],
  ['several-answers', { answers: 2, stream: true }, rich],
  ['audio-output', { outputs: ['text', 'audio'] }],
  ['image-output', { outputs: ['text', 'image'] }],
];

test('what would change the meaning is refused, and the table says so', () => {
  for (const [feature, chat, traits] of refusals) {
    assert.throws(
      () => write(chat, traits),
      (error: unknown) => error instanceof GatewayError && error.detail.upstream?.code === feature,
      feature,
    );
    if (traits !== rich && feature !== 'file-id' && feature !== 'pdf-url')
      assert.equal(carriageOf(traits)[feature], 'refused', feature);
  }
});

test('the table of what is carried agrees with what was told', () => {
  for (const { chat, traits } of requests) {
    const table = carriageOf(traits ?? {});
    for (const [feature, name] of write(chat, traits).drops) {
      if (traits?.refusesSampling || feature === 'stop' || name === 'image_config' || name === 'service_tier')
        continue;
      // The table speaks of thoughts that this wire signed.
      if (feature === 'thinking-signature') continue;
      assert.equal(table[feature], 'dropped', feature);
    }
  }
});

const vendors = [
  [deepseek, 'deepseek-flash', 'off', { thinking: { type: 'disabled' } }],
  [deepseek, 'deepseek-flash', 'on', { thinking: { type: 'enabled' } }],
  [deepseek, 'deepseek-flash', 'medium', { thinking: { type: 'enabled' }, reasoning_effort: 'high' }],
  [doubao, 'doubao-seed-1-6-251015', 'high', { thinking: { type: 'enabled' } }],
  [
    doubao,
    'doubao-seed-2-1-pro-260915',
    'minimal',
    { thinking: { type: 'enabled' }, reasoning_effort: 'low' },
  ],
  [doubao, 'deepseek-v3-1-250821', 'off', { thinking: { type: 'disabled' } }],
  [qwen, 'qwen-plus', 'low', { enable_thinking: true, thinking_budget: 1024 }],
  [qwen, 'qwen-plus', 'max', { enable_thinking: true, thinking_budget: 81_920 }],
  [qwen, 'qwen-plus', 'off', { enable_thinking: false }],
  [qwen, 'qwen3-235b-a22b-thinking-2507', 'off', {}],
  [qwen, 'qwen3-235b-a22b-thinking-2507', 'low', { thinking_budget: 1024 }],
  [qwen, 'qwen-mt-turbo', 'on', {}],
  [qwen, 'qwen9-of-tomorrow', 'on', {}],
  [qwen, 'qwen3-of-tomorrow', 'on', { enable_thinking: true }],
] as const;

test("a wish in the model's name is written in each maker's words, into bytes and into converted requests", () => {
  for (const [provider, model, wish, fields] of vendors) {
    const wire = provider.wires['openai-chat'];
    assert.ok(wire?.chat);
    const body = Buffer.from('{"model":"x","messages":[]}');
    const bounds = { inputTokens: 1, answers: 1 };
    const call = {
      kind: 'chat',
      endpoint: 'chat',
      model,
      stream: false,
      usageInStream: false,
      body,
      bounds,
    } as const;
    const edits = wire.edits({ ...call, thinking: wish, facts: {} }, model, to.access);
    const written = Object.fromEntries(
      Object.entries(edits).map(([name, value]) => [name, JSON.parse(value ?? 'null')]),
    );
    assert.deepEqual(written, fields, `${model} ${wish}`);
    const thinking =
      wish === 'off' || wish === 'on' ? ({ mode: wish } as const) : ({ mode: 'on', effort: wish } as const);
    const converted = wire.chat.writeRequest(
      { ...base, thinking },
      { ...to, upstreamModel: model },
      lossList().losses,
    );
    const { model: _, messages: __, ...rest } = converted;
    assert.deepEqual(rest, fields, `${model} ${wish}`);
  }
});

test('pictures and films may be given by URL, files and sound may not', () => {
  const port = chatPort({
    path: '/chat/completions',
    traits: {},
    reportsUsage: true,
    limitField: 'max_tokens',
  });
  const taken = (['image', 'file', 'audio', 'video'] as const).map((media) =>
    port.takesUrl(media, 'https://a.example/x', 'm'),
  );
  assert.deepEqual(taken, [true, false, false, true]);
});

test('bytes that pass leave the thoughts of other makers here', () => {
  const of = (...details: object[]) =>
    Buffer.from(
      JSON.stringify({
        model: 'm',
        messages: [
          { role: 'user', content: 'hi' },
          { role: 'assistant', content: 'a', reasoning_details: details },
        ],
      }),
    );
  const foreign = sealThought({ from: 'anthropic-messages', value: 's' });
  const own = sealThought({ from: 'openai-chat', value: 's' });
  const kept = { type: 'reasoning.text', text: 'a', signature: 'plain' };
  assert.equal(withoutForeignThoughts(of(kept)), undefined);
  const left = (...details: object[]) =>
    JSON.parse(withoutForeignThoughts(of(...details)) ?? '[]') as unknown[];
  assert.deepEqual(left({ type: 'reasoning.encrypted', data: foreign })[1], {
    role: 'assistant',
    content: 'a',
  });
  assert.deepEqual(left({ type: 'reasoning.text', text: 'b', signature: foreign }, kept)[1], {
    role: 'assistant',
    content: 'a',
    reasoning_details: [kept],
  });
  assert.deepEqual(left({ type: 'reasoning.encrypted', data: own })[1], {
    role: 'assistant',
    content: 'a',
    reasoning_details: [{ type: 'reasoning.encrypted', data: 's' }],
  });
  // The mark in a text is no thought.
  assert.equal(
    withoutForeignThoughts(Buffer.from('{"messages":[{"role":"user","content":"k4u1.x"}]}')),
    undefined,
  );
});
