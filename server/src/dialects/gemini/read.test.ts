import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RequestHead } from '../../spec/call.ts';
import type { RelayEndpoint } from '../../spec/dialect.ts';
import { GatewayError } from '../../spec/fault.ts';
import { gemini } from './index.ts';

const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const head = (more: Partial<RequestHead> = {}): RequestHead => ({
  params: { model: 'gemini-2.5-flash' },
  query: '',
  headers: {},
  ...more,
});
const endpoint = (name: string) =>
  gemini.endpoints.find(
    (one) => (one.does === 'relay' || one.does === 'count') && one.name === name,
  ) as RelayEndpoint;
const read = (name: string, body: unknown, more?: Partial<RequestHead>) =>
  endpoint(name).read(bytes(body), head(more));
const fault = (code: string, words: RegExp, param?: string) => (error: unknown) =>
  error instanceof GatewayError &&
  error.code === code &&
  words.test(error.message) &&
  (param === undefined || error.detail.param === param);

const hi = { contents: [{ role: 'user', parts: [{ text: 'hi' }] }] };

test('the path names the model, the method says whether it streams, alt=sse how', () => {
  const whole = read('generate', hi, { params: { model: 'models/gemini-3-pro' }, query: 'alt=sse&key=sk-1' });
  assert.equal(whole.model, 'gemini-3-pro');
  assert.equal(whole.stream, false);
  assert.equal(whole.flow, undefined);
  const flows: [query: string, flow: 'bytes' | undefined, kept: string | undefined][] = [
    ['', 'bytes', undefined],
    ['alt=json', 'bytes', 'alt=json'],
    ['alt=sse', undefined, 'alt=sse'],
    ['%24alt=sse', undefined, '%24alt=sse'],
    ['key=sk-secret&alt=sse', undefined, 'alt=sse'],
    ['alt=sse&%24key=sk-secret&access_token=x', undefined, 'alt=sse'],
    ['KEY=sk-secret', 'bytes', undefined],
    ['keyword=a', 'bytes', 'keyword=a'],
  ];
  for (const [query, flow, kept] of flows) {
    const call = read('stream', hi, { query });
    assert.deepEqual(
      [call.stream, call.flow, call.query, call.usageInStream],
      [true, flow, kept, true],
      query,
    );
  }
});

test('both spellings of every field are read, and both at once are refused', () => {
  const body = {
    system_instruction: { parts: [{ text: 'brief' }] },
    contents: hi.contents,
    generation_config: {
      max_output_tokens: 7,
      candidate_count: '2',
      thinking_config: { thinking_budget: 0 },
    },
  };
  const { bounds, facts } = read('generate', body);
  assert.deepEqual([bounds.outputTokens, bounds.answers, facts], [7, 2, { thinking: false }]);
  assert.throws(
    () => read('generate', { ...hi, generationConfig: {}, generation_config: { maxOutputTokens: 1 } }),
    fault('field_invalid', /not both/, 'generation_config'),
  );
});

const wrong: [name: string, endpoint: string, body: unknown, code: string, words: RegExp, param?: string][] =
  [
    ['no JSON', 'generate', '{"contents":', 'body_malformed', /ends too early/],
    ['a list', 'generate', [], 'body_malformed', /JSON object/],
    ['no contents', 'generate', {}, 'field_invalid', /contents/, 'contents'],
    ['a text for contents', 'generate', { contents: 'hi' }, 'field_invalid', /contents/, 'contents[0]'],
    [
      'a text for a number',
      'generate',
      { ...hi, generationConfig: { temperature: 'warm' } },
      'field_invalid',
      /generationConfig/,
      'generationConfig.temperature',
    ],
    [
      'a limit that is no integer',
      'generate',
      { ...hi, generationConfig: { maxOutputTokens: 1.5 } },
      'field_invalid',
      /maxOutputTokens/,
    ],
    [
      'too many candidates',
      'generate',
      { ...hi, generationConfig: { candidateCount: 9 } },
      'field_invalid',
      /at most 8/,
      'generationConfig.candidateCount',
    ],
    [
      'another model in a batch',
      'batch_embed',
      { requests: [{ model: 'models/other', content: hi.contents[0] }] },
      'field_invalid',
      /model of the path/,
      'requests[0].model',
    ],
    [
      'another model in a count',
      'count',
      { generateContentRequest: { model: 'models/other', ...hi } },
      'field_invalid',
      /model of the path/,
      'generateContentRequest.model',
    ],
    [
      'a part without its data',
      'generate',
      { contents: { parts: [{ text: 'a' }, { inline_data: { mime_type: 'image/png' } }] } },
      'field_invalid',
      /you must provide/,
      'contents[0].parts[1].inlineData.data',
    ],
    ['no instances', 'predict', {}, 'field_invalid', /instances/, 'instances'],
    ['no content', 'embed', {}, 'field_invalid', /content/, 'content'],
  ];
for (const [name, at, body, code, words, param] of wrong)
  test(`refused: ${name}`, () => assert.throws(() => read(at, body), fault(code, words, param)));

test('a missing model in the path is refused', () => {
  assert.throws(() => read('generate', hi, { params: {} }), fault('field_invalid', /names no model/));
});

test('deep nesting and odd names throw nothing but faults', () => {
  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  const text = `{"contents":[{"role":"user","parts":[{"text":"a"},{"functionResponse":{"name":"f","response":{"a":${deep}}}}]}],"x":${deep},"__proto__":{"contents":1}}`;
  assert.equal(endpoint('generate').read(Buffer.from(text), head()).model, 'gemini-2.5-flash');
  assert.ok(endpoint('generate').texts({ body: Buffer.from(text) }).length > 0);
  try {
    endpoint('generate').chat!.readRequest(endpoint('generate').read(Buffer.from(text), head()));
  } catch (error) {
    assert.ok(fault('field_invalid', /nested too deep/)(error));
  }
});

test('media are counted at their dearest and not as text', () => {
  const part = (mimeType: string, length: number) => ({ inlineData: { mimeType, data: 'A'.repeat(length) } });
  const bound = (parts: unknown[], more: object = {}) =>
    read('generate', { contents: [{ parts }], ...more }).bounds.inputTokens;
  const bare = bound([{ text: 'hi' }]);
  const between = (value: number, low: number, high: number) =>
    assert.ok(value - bare >= low && value - bare <= high, `${value - bare} is not in ${low}..${high}`);
  between(bound([part('image/png', 400_000)]), 2240, 4500);
  between(bound([part('text/plain', 40_000)]), 30_000, 45_000);
  between(bound([part('audio/mp3', 300_000)]), 10_000, 15_000);
  between(bound([part('application/pdf', 300_000)]), 30_000, 40_000);
  between(bound([part('video/mp4', 2_800_000)]), 100_000, 105_000);
  between(bound([part('application/x-unknown', 100)]), 100, 5000);
  between(bound([{ fileData: { fileUri: 'https://youtu.be/x' } }]), 1_000_000, 1_100_000);
  between(
    bound([
      {
        fileData: { fileUri: 'https://youtu.be/x' },
        videoMetadata: { startOffset: '10s', endOffset: '20s' },
      },
    ]),
    3000,
    4000,
  );
  between(bound([{ fileData: { fileUri: 'https://a.test/x', mimeType: 'image/png' } }]), 2240, 4500);
  const url = { text: 'https://a.test https://b.test' };
  between(bound([url], { tools: [{ urlContext: {} }] }), 65_536, 66_000);
  between(bound([url], { tools: [{ googleSearch: {} }] }), 32_768, 33_000);
});

test('calls of one conversation have the same affinity', () => {
  const long = 'x'.repeat(5000);
  const body = (system: string, first: string, ...more: string[]) => ({
    systemInstruction: { parts: [{ text: system + long }] },
    contents: [first, ...more].map((text, at) => ({ role: at % 2 ? 'model' : 'user', parts: [{ text }] })),
  });
  const of = (value: unknown, headers: RequestHead['headers'] = {}) =>
    read('generate', value, { headers }).affinity;
  const first = of(body('s', 'a'));
  assert.ok(first);
  assert.equal(of(body('s', 'a', 'b', 'c')), first);
  assert.notEqual(of(body('t', 'a')), first);
  assert.notEqual(of(body('s', 'b')), first);
  assert.equal(of(body('s', 'a'), { 'x-session-id': '1' }), of(body('t', 'b'), { 'x-session-id': '1' }));
  assert.notEqual(of(body('s', 'a'), { 'x-session-id': '1' }), first);
  // A short beginning says nothing, a session does.
  assert.equal(of(hi), undefined);
  assert.equal(of(hi, { 'x-session-id': '1' }), of(body('s', 'a'), { 'x-session-id': '1' }));
});

test('queries of a search are bounded', () => {
  const units = (tools: unknown[]) => read('generate', { ...hi, tools }).bounds.units;
  assert.deepEqual(units([{ googleSearch: {} }]), { searches: 10 });
  assert.deepEqual(units([{ google_search: {} }]), { searches: 10 });
  assert.equal(units([{ urlContext: {} }]), undefined);
});

test('every endpoint is read, under both versions of the API', () => {
  const bodies: Record<string, unknown> = {
    generate: hi,
    stream: hi,
    count: {
      generateContentRequest: { model: 'models/gemini-2.5-flash', ...hi, systemInstruction: 'be brief' },
    },
    embed: { model: 'models/gemini-2.5-flash', content: { parts: [{ text: 'a' }] } },
    batch_embed: { requests: [{ model: 'models/gemini-2.5-flash', content: { parts: [{ text: 'a' }] } }] },
    predict: { instances: [{ prompt: 'a cat' }], parameters: { sampleCount: 2, imageSize: '2K' } },
  };
  let seen = 0;
  for (const one of gemini.endpoints) {
    if (one.does !== 'relay' && one.does !== 'count') continue;
    seen++;
    assert.match(one.path, /^\/v1(beta)?\/models\/:model:[a-zA-Z]+$/);
    const call = one.read(bytes(bodies[one.name]), head());
    assert.equal(call.endpoint, one.name);
    assert.ok(one.texts({ body: bytes(bodies[one.name]) }).length > 0, one.name);
  }
  assert.equal(seen, 12);
  const made = read('predict', bodies['predict']);
  assert.deepEqual(
    [made.kind, made.bounds.answers, made.bounds.outputTokens, made.facts],
    ['image', 2, 0, { size: '2K' }],
  );
  assert.equal(read('predict', { instances: [{ prompt: 'a' }] }).bounds.answers, 4);
});

test('texts hold what the model reads', () => {
  const body = {
    systemInstruction: { parts: { text: 'system' } },
    contents: [
      {
        parts: [
          { text: 'one' },
          { inlineData: { mimeType: 'text/plain', data: Buffer.from('file').toString('base64') } },
        ],
      },
      { role: 'model', parts: [{ functionCall: { name: 'look', args: { at: 'sky' } } }] },
      { parts: [{ functionResponse: { name: 'look', response: { output: 'blue' } } }] },
    ],
    tools: [{ functionDeclarations: [{ name: 'look', description: 'looks' }] }],
    generationConfig: { responseJsonSchema: { title: 'shape' } },
  };
  const all = endpoint('generate')
    .texts({ body: bytes(body) })
    .join(' ');
  for (const word of ['system', 'one', 'file', 'look', 'sky', 'blue', 'looks', 'shape'])
    assert.match(all, new RegExp(word));
});

test('models are listed in pages', () => {
  const model = (id: string, kind: 'chat' | 'embedding' | 'image' | 'speech') => ({
    id,
    owner: 'google',
    created: 1,
    kinds: [kind],
    title: id.toUpperCase(),
    context: 1000,
    maxOutput: 100,
  });
  const models = [
    model('a', 'chat'),
    model('b', 'embedding'),
    model('c', 'image'),
    model('d', 'speech'),
    model('e', 'chat'),
  ];
  const list = (query: string) => JSON.parse(gemini.listModels!(models, head({ query })).body);
  assert.deepEqual(list('').models[0], {
    name: 'models/a',
    baseModelId: 'a',
    version: '001',
    displayName: 'A',
    description: 'A',
    inputTokenLimit: 1000,
    outputTokenLimit: 100,
    supportedGenerationMethods: ['generateContent', 'streamGenerateContent', 'countTokens'],
  });
  const names = (page: { models: { name: string }[] }) =>
    page.models.map(({ name }) => name.slice(7)).join('');
  assert.equal(names(list('')), 'abce');
  const first = list('pageSize=3');
  assert.equal(names(first), 'abc');
  const second = list(`pageSize=3&pageToken=${first.nextPageToken}`);
  assert.equal(names(second), 'e');
  assert.equal(second.nextPageToken, undefined);
  assert.equal(names(list('pageSize=-1&pageToken=no&unknown=1')), 'abce');
  assert.equal(JSON.parse(gemini.showModel!(models[1]!).body).name, 'models/b');
});

test('embeddings: texts, dimensions, task', () => {
  const front = endpoint('embed').embedding!;
  const one = read('embed', {
    content: { parts: [{ text: 'a' }, { text: 'b' }] },
    task_type: 'RETRIEVAL_QUERY',
    output_dimensionality: 8,
  });
  assert.deepEqual(front.readRequest(one), { inputs: ['a\nb'], dimensions: 8, task: 'RETRIEVAL_QUERY' });
  assert.deepEqual(JSON.parse(front.writeAnswer({ vectors: [[1, 2]] }, one)), {
    embedding: { values: [1, 2] },
  });
  const content = { parts: [{ text: 'a' }] };
  const many = read('batch_embed', { requests: [{ content }, { content: { parts: { text: 'b' } } }] });
  assert.deepEqual(front.readRequest(many), { inputs: ['a', 'b'] });
  assert.deepEqual(JSON.parse(front.writeAnswer({ vectors: [[1], [2]], inputTokens: 2 }, many)), {
    embeddings: [{ values: [1] }, { values: [2] }],
    usageMetadata: { promptTokenCount: 2 },
  });
  const mixed = read('batch_embed', {
    requests: [
      { content, taskType: 'A' },
      { content, taskType: 'B' },
    ],
  });
  assert.throws(() => front.readRequest(mixed), fault('field_invalid', /the same/, 'taskType'));
  const picture = read('embed', {
    content: { parts: [{ inlineData: { mimeType: 'image/png', data: 'AAAA' } }] },
  });
  assert.throws(() => front.readRequest(picture), fault('field_invalid', /text only/, 'content'));
});
