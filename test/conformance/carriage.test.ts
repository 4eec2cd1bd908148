import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Column, carriage, columns, differing, featureTexts } from '../../server/src/manual/carriage.ts';
import { providers } from '../../server/src/providers/index.ts';
import {
  type Block,
  type Carriage,
  type ChatFeature,
  type ChatRequest,
  chatFeatures,
  type Losses,
  type Message,
  type Source,
  type Tool,
} from '../../server/src/spec/chat.ts';
import type { ChatPort, ChatTarget } from '../../server/src/spec/provider.ts';

/** The maker of each format, and the models that stand for it. */
const makers = {
  'openai-chat': {
    provider: 'openai',
    model: 'gpt-4o',
    thinks: 'gpt-5.1',
    searches: 'gpt-4o-search-preview',
  },
  'openai-responses': { provider: 'openai', model: 'gpt-4.1', thinks: 'gpt-5.1' },
  'anthropic-messages': { provider: 'anthropic', model: 'claude-opus-5-5', thinks: 'claude-opus-5-5' },
  gemini: { provider: 'google', model: 'gemini-3-pro-preview', thinks: 'gemini-3-pro-preview' },
} as const satisfies Record<Column, { provider: string; model: string; thinks: string; searches?: string }>;

const portOf = (provider: string, wire: string): ChatPort => {
  const port = providers.find(({ manifest }) => manifest.id === provider)?.wires[wire]?.chat;
  assert.ok(port, `${provider} has no way to ${wire}`);
  return port;
};

const cellOf = (column: Column, feature: ChatFeature): Carriage => carriage[column][feature] ?? 'carried';

class Refused extends Error {
  readonly feature: ChatFeature;
  constructor(feature: ChatFeature) {
    super(feature);
    this.feature = feature;
  }
}

type Written = {
  readonly body: string;
  readonly drops: readonly ChatFeature[];
  readonly refused?: ChatFeature;
};

function write(port: ChatPort, chat: ChatRequest, upstreamModel: string): Written {
  const drops: ChatFeature[] = [];
  const losses: Losses = {
    drop: (feature) => drops.push(feature),
    refuse: (feature) => {
      throw new Refused(feature);
    },
  };
  const to: ChatTarget = {
    upstreamModel,
    fact: undefined,
    outputLimit: 64_000,
    access: { key: 'k', settings: {} },
  };
  try {
    const body = JSON.stringify(port.writeRequest(withFetchedMedia(port, chat, upstreamModel), to, losses));
    return { body, drops };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { body: '', drops, refused: error.feature };
  }
}

/** As the relay does: addresses that the wire does not take are fetched before. */
function withFetchedMedia(port: ChatPort, chat: ChatRequest, model: string): ChatRequest {
  const fetched = (media: 'image' | 'file' | 'audio' | 'video', source: Source): Source =>
    source.by === 'url' && !port.takesUrl(media, source.url, model)
      ? { by: 'data', mediaType: mediaTypes[media], data: 'RmV0Y2hlZA==' }
      : source;
  const block = (one: Block): Block =>
    one.type === 'image' || one.type === 'file' || one.type === 'video'
      ? { ...one, source: fetched(one.type, one.source) }
      : one;
  return {
    ...chat,
    messages: chat.messages.map((message) => ({ ...message, blocks: message.blocks.map(block) })),
  };
}
const mediaTypes = {
  image: 'image/png',
  file: 'application/pdf',
  audio: 'audio/wav',
  video: 'video/mp4',
} as const;

const say = (role: Message['role'], ...blocks: readonly Block[]): Message => ({ role, blocks });
const words = (text: string): Block => ({ type: 'text', text });
const hello = say('user', words('Hello'));
const look: Tool = {
  type: 'function',
  name: 'look_up',
  description: 'Looks things up.',
  parameters: { type: 'object', properties: {}, additionalProperties: false },
};
const count: Tool = { ...look, name: 'count_up' };
const schema = {
  type: 'object',
  properties: { zebra: { type: 'string' } },
  required: ['zebra'],
  additionalProperties: false,
};
const called = (result: Extract<Block, { type: 'tool-result' }>): Partial<ChatRequest> => ({
  tools: [look],
  messages: [
    hello,
    say('assistant', { type: 'tool-call', id: 'call_1', name: 'look_up', arguments: '{"zebra":1}' }),
    say('tool', result),
  ],
});
const png: Source = { by: 'data', mediaType: 'image/png', data: 'WmVicmE=' };
const url = (end: string): Source => ({ by: 'url', url: `https://zebra.example/a.${end}` });
const data = (mediaType: string): Source => ({ by: 'data', mediaType, data: 'WmVicmE=' });
const fetched = 'RmV0Y2hlZA==';

type Probe = {
  /** What is asked for; messages and tools where they are absent: a plain question. */
  readonly chat: (column: Column) => Partial<ChatRequest>;
  /** Is in the written request where the feature is carried, and is not without the feature. */
  readonly mark: RegExp | ((column: Column) => RegExp);
  readonly model?: 'thinks' | 'searches';
};

const probe = (
  chat: Partial<ChatRequest> | ((column: Column) => Partial<ChatRequest>),
  mark: Probe['mark'],
  model?: Probe['model'],
): Probe => ({ chat: typeof chat === 'function' ? chat : () => chat, mark, ...(model ? { model } : {}) });
const asked = (...blocks: readonly Block[]) => ({ messages: [say('user', words('Hello'), ...blocks)] });
/** A mark that differs from wire to wire. */
const per = (marks: Readonly<Record<Column, RegExp>>) => (column: Column) => marks[column];
/** Where a wire is not named, it drops or refuses. */
const some = (marks: Readonly<Partial<Record<Column, RegExp>>>) => (column: Column) =>
  marks[column] ?? /never/;

const probes: Readonly<Record<ChatFeature, Probe>> = {
  text: probe(asked(words('zebra words')), /zebra words/),
  system: probe({ messages: [say('system', words('zebra rule')), hello] }, /zebra rule/),
  'system-in-the-middle': probe(
    { messages: [hello, say('assistant', words('Yes?')), say('system', words('zebra rule')), hello] },
    /zebra rule/,
  ),
  'image-data': probe(asked({ type: 'image', source: png }), /WmVicmE=/),
  'image-url': probe(asked({ type: 'image', source: url('png') }), (column) =>
    column === 'gemini' ? new RegExp(fetched) : /zebra\.example\/a\.png/,
  ),
  'image-detail': probe(asked({ type: 'image', source: png, detail: 'low' }), (column) =>
    column === 'gemini' ? /MEDIA_RESOLUTION_LOW/ : /"detail":"low"/,
  ),
  'pdf-data': probe(asked({ type: 'file', source: data('application/pdf'), name: 'a.pdf' }), /WmVicmE=/),
  'pdf-url': probe(asked({ type: 'file', source: url('pdf'), name: 'a.pdf' }), (column) =>
    /gemini|chat/.test(column) ? new RegExp(fetched) : /zebra\.example\/a\.pdf/,
  ),
  // An id of OpenAI's, which both of its formats know.
  'file-id': probe(
    (column) =>
      asked({
        type: 'file',
        source: {
          by: 'file-id',
          id: 'file-zebra',
          from: column === 'openai-responses' ? 'openai-chat' : 'openai-responses',
        },
      }),
    /"file_id":"file-zebra"/,
  ),
  // "Zebra" as it is, or as base64.
  'text-file': probe(asked({ type: 'file', source: data('text/plain'), name: 'a.txt' }), /Zebra|WmVicmE=/),
  audio: probe(asked({ type: 'audio', source: data('audio/wav') }), /WmVicmE=/),
  video: probe(asked({ type: 'video', source: data('video/mp4') }), /WmVicmE=/),
  tools: probe(
    called({ type: 'tool-result', callId: 'call_1', content: [{ type: 'text', text: 'zebra found' }] }),
    /look_up.*zebra found|zebra found.*look_up/s,
  ),
  'custom-tools': probe(
    { tools: [{ type: 'custom', name: 'zebra_patch', description: 'Takes a patch.' }] },
    /zebra_patch/,
  ),
  'tool-choice': probe({ tools: [look, count], toolChoice: { type: 'tool', name: 'count_up' } }, (column) =>
    // The newest Claude models cannot be forced: they are told.
    column === 'anthropic-messages'
      ? /"tool_choice":\{"type":"tool","name":"count_up"|You must call the tool `count_up`/
      : column === 'gemini'
        ? /"allowedFunctionNames":\["count_up"\]/
        : /"tool_choice":\{"type":"function",("function":\{)?"name":"count_up"/,
  ),
  'tool-subset': probe(
    { tools: [look, count], toolChoice: { type: 'some', names: ['look_up'], must: false } },
    per({
      // The others are not offered, or are named as not allowed.
      'openai-chat': /"type":"allowed_tools".*"name":"look_up"|^(?!.*count_up).*look_up/,
      'openai-responses': /"type":"allowed_tools".*"name":"look_up"/,
      'anthropic-messages': /^(?!.*count_up).*look_up/,
      gemini: /"allowedFunctionNames":\["look_up"\]/,
    }),
  ),
  'no-parallel-tools': probe(
    { tools: [look], parallelTools: false },
    /"parallel_tool_calls":false|"disable_parallel_tool_use":true/,
  ),
  'tool-result-image': probe(
    called({ type: 'tool-result', callId: 'call_1', content: [{ type: 'image', source: png }] }),
    /WmVicmE=/,
  ),
  'tool-error': probe(
    called({
      type: 'tool-result',
      callId: 'call_1',
      content: [{ type: 'text', text: 'zebra gone' }],
      isError: true,
    }),
    /Error: zebra gone|"is_error":true|\{"error":"zebra gone"\}/,
  ),
  'strict-tools': probe({ tools: [{ ...look, strict: true }] }, /"strict":true/),
  'json-output': probe(
    { format: { type: 'json' } },
    /"json_object"|"responseMimeType":"application\/json"|Answer with JSON only/,
  ),
  'schema-output': probe({ format: { type: 'schema', name: 'z', schema } }, /"zebra":\{/),
  'max-output': probe({ maxOutput: 1234 }, /:1234\b/),
  temperature: probe({ temperature: 0.37 }, /"temperature":0\.37/),
  'top-p': probe({ topP: 0.37 }, /"top_?[pP]":0\.37/),
  'top-k': probe({ topK: 37 }, /"top_?[kK]":37/),
  stop: probe({ stop: ['zebra'] }, /"stop\w*":\["zebra"\]/),
  seed: probe({ seed: 37 }, /"seed":37/),
  penalties: probe({ presencePenalty: 0.37 }, /"presence_?[pP]enalty":0\.37/),
  'logit-bias': probe({ logitBias: { 37: 5 } }, /"37":5/),
  'several-answers': probe({ answers: 2 }, /"n":2|"candidateCount":2/),
  logprobs: probe({ logprobs: true, topLogprobs: 3 }, /"top_logprobs":3|"logprobs":3/),
  thinking: probe(
    { thinking: { mode: 'on', effort: 'low' } },
    per({
      'openai-chat': /"reasoning_effort":"low"/,
      'openai-responses': /"effort":"low"/,
      'anthropic-messages': /"effort":"low"/,
      gemini: /"thinkingLevel":"low"/i,
    }),
    'thinks',
  ),
  // A budget becomes an effort where the wire has only that.
  'thinking-budget': probe(
    { thinking: { mode: 'on', budget: 20_000 } },
    per({
      'openai-chat': /"reasoning_effort":"\w+"/,
      'openai-responses': /"effort":"\w+"/,
      'anthropic-messages': /"effort":"\w+"|"budget_tokens":20000/,
      gemini: /"thinkingLevel":"\w+"|"thinkingBudget":20000/,
    }),
    'thinks',
  ),
  'thinking-signature': probe(
    (column) => ({
      tools: [look],
      messages: [
        hello,
        say(
          'assistant',
          { type: 'thinking', text: 'Hm.', signature: { from: column, value: 'c2lnbmVkIHplYnJh' } },
          { type: 'tool-call', id: 'call_1', name: 'look_up', arguments: '{}' },
        ),
        say('tool', { type: 'tool-result', callId: 'call_1', content: [{ type: 'text', text: 'found' }] }),
      ],
    }),
    /c2lnbmVkIHplYnJh/,
    'thinks',
  ),
  verbosity: probe({ verbosity: 'low' }, /"verbosity":"low"/, 'thinks'),
  'cache-marks': probe(
    asked({ type: 'text', text: 'long', cache: { ttl: 3600 } }),
    /"cache_control":\{"type":"ephemeral","ttl":"1h"\}/,
  ),
  'cache-key': probe({ cacheKey: 'zebra' }, /"prompt_cache_key":"zebra"/),
  'web-search': probe(
    { tools: [{ type: 'web-search' }] },
    some({
      'openai-chat': /"web_search_options"/,
      'openai-responses': /"type":"web_search"/,
      'anthropic-messages': /"web_search_20250305"/,
      gemini: /"googleSearch"/,
    }),
    'searches',
  ),
  'url-context': probe(
    { tools: [{ type: 'url-context' }] },
    some({
      'openai-responses': /"type":"web_search"/,
      'anthropic-messages': /"web_fetch_20250910"/,
      gemini: /"urlContext"/,
    }),
  ),
  code: probe(
    { tools: [{ type: 'code' }] },
    some({
      'openai-responses': /"code_interpreter"/,
      'anthropic-messages': /"code_execution_20250825"/,
      gemini: /"codeExecution"/,
    }),
  ),
  'audio-output': probe(
    { outputs: ['text', 'audio'], voice: { name: 'alloy' } },
    /"modalities":\["text","audio"\]|"responseModalities":\["AUDIO"\]/,
  ),
  'image-output': probe(
    { outputs: ['text', 'image'] },
    /"image_generation"|"responseModalities":\["TEXT","IMAGE"\]/,
  ),
  'assistant-prefill': probe({ messages: [hello, say('assistant', words('The zebra'))] }, /The zebra/),
  user: probe({ user: 'zebra-7' }, /zebra-7/),
  // Anthropic has no cheaper tier: a request for the ordinary one is carried.
  tier: probe(
    (column) => ({ tier: column === 'anthropic-messages' ? 'default' : 'flex' }),
    /"service_?[tT]ier":"(flex|standard_only)"/,
  ),
  metadata: probe({ metadata: { order: 'zebra' } }, /"order":"zebra"/),
  'opaque-tools': probe(
    { tools: [{ type: 'opaque', from: 'nobody', name: 'zebra', value: { type: 'zebra' } }] },
    /zebra/,
  ),
  'unknown-fields': probe({ others: { from: 'nobody', fields: { zebra: 1 } } }, /zebra/),
};

const plain: ChatRequest = { stream: false, messages: [hello], tools: [] };

for (const column of columns) {
  const maker = makers[column];
  const port = portOf(maker.provider, column);
  for (const feature of chatFeatures) {
    const cell = cellOf(column, feature);
    test(`${feature} on the way to ${column} is ${cell}`, () => {
      const { chat, mark, model } = probes[feature];
      const name =
        model === 'searches' ? ('searches' in maker ? maker.searches : maker.model) : maker[model ?? 'model'];
      const pattern = mark instanceof RegExp ? mark : mark(column);
      const { body, drops, refused } = write(port, { ...plain, ...chat(column) }, name);
      assert.doesNotMatch(write(port, plain, name).body, pattern, 'the mark means nothing');
      if (cell === 'refused') {
        assert.equal(refused, feature);
        return;
      }
      assert.equal(refused, undefined);
      if (cell === 'dropped') {
        assert.deepEqual([...new Set(drops)], [feature]);
        assert.doesNotMatch(body, pattern);
      } else {
        assert.deepEqual(drops, []);
        assert.match(body, pattern);
      }
    });
  }

  test(`a thought that another maker signed is not sent to ${column}, and a word tells so`, () => {
    const thought: Block = {
      type: 'thinking',
      text: 'zebra thought',
      signature: { from: 'nobody', value: 'c2lnbmVkIHplYnJh' },
    };
    const messages = [hello, say('assistant', thought, words('Yes?')), hello];
    const { body, drops } = write(port, { ...plain, messages }, maker.thinks);
    assert.deepEqual(drops, ['thinking-signature']);
    assert.doesNotMatch(body, /zebra thought|c2lnbmVkIHplYnJh/);
  });

  test(`the table is what ${maker.provider} says of ${column}`, () => {
    for (const feature of chatFeatures)
      assert.equal(port.carriage[feature] ?? 'carried', cellOf(column, feature), feature);
  });
}

/** Chats with painters have no column: nearly all of a chat means nothing to them. Their family tests its own table. */
test('every other provider differs from the column of its format as the second table says', () => {
  const isColumn = (wire: string): wire is Column => columns.some((column) => column === wire);
  const told = new Set<string>();
  for (const { manifest, wires } of providers)
    for (const [wire, { chat }] of Object.entries(wires)) {
      if (!chat || !isColumn(wire) || makers[wire].provider === manifest.id) continue;
      const row = differing.find(({ provider, column }) => provider === manifest.id && column === wire);
      if (row) told.add(`${manifest.id} ${wire}`);
      for (const feature of chatFeatures)
        assert.equal(
          chat.carriage[feature] ?? 'carried',
          row?.features[feature] ?? cellOf(wire, feature),
          `${manifest.id}, ${wire}: ${feature}`,
        );
    }
  assert.deepEqual(
    differing.map(({ provider, column }) => `${provider} ${column}`).filter((one) => !told.has(one)),
    [],
  );
});

test('what differs really differs, and every feature has its words', () => {
  for (const { provider, column, features } of differing)
    for (const [feature, cell] of Object.entries(features))
      assert.notEqual(carriage[column][feature as ChatFeature] ?? 'carried', cell, `${provider}: ${feature}`);
  assert.deepEqual(Object.keys(featureTexts), [...chatFeatures]);
});
