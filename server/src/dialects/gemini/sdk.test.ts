import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { ApiError, type FunctionDeclaration, GoogleGenAI, Type } from '@google/genai';
import type { Call, RequestHead } from '../../spec/call.ts';
import type { Block, ChatAnswer, ChatRequest } from '../../spec/chat.ts';
import { partsOf } from '../../spec/chat-parts.ts';
import type { RelayEndpoint } from '../../spec/dialect.ts';
import { GatewayError } from '../../spec/fault.ts';
import { gemini } from './index.ts';

/** Google's own SDK against a small server that reads with this dialect's readers and answers with its writers. */

type Turn = (
  request: ChatRequest,
  call: Call,
) => ChatAnswer | { readonly breaks: ChatAnswer; readonly by: GatewayError };
let turn: Turn;
const seen: ChatRequest[] = [];
let server: Server;
let sdk: GoogleGenAI;

const models = [
  { id: 'gemini-x', owner: 'o', created: 1, kinds: ['chat' as const], context: 10, maxOutput: 5 },
];

function answerTo(
  path: string,
  query: string,
  body: Buffer,
  headers: RequestHead['headers'],
): { status: number; type: string; pieces: string[] } {
  const type = 'application/json';
  if (headers['x-goog-api-key'] !== 'sk-right') {
    const { status, body: text } = gemini.writeFault(
      new GatewayError('token_invalid', 'API key not valid.'),
      'r',
    );
    return { status, type, pieces: [text] };
  }
  if (path === '/v1beta/models')
    return { status: 200, type, pieces: [gemini.listModels!(models, { params: {}, query, headers }).body] };
  const [, model, verb] = /^\/v1beta\/models\/([^:]+)(?::(\w+))?$/.exec(path) ?? [];
  if (!verb) return { status: 200, type, pieces: [gemini.showModel!(models[0]!).body] };
  const found = gemini.endpoints.find(
    (one) => (one.does === 'relay' || one.does === 'count') && one.path === `/v1beta/models/:model:${verb}`,
  );
  assert.ok(found?.does === 'relay' || found?.does === 'count', path);
  const call = found.read(body, { params: { model: model! }, query, headers });
  if (found.does === 'count') return { status: 200, type, pieces: [found.writeCount(7)] };
  const { chat, embedding }: RelayEndpoint = found;
  if (embedding) {
    const vectors = embedding.readRequest(call).inputs.map((input) => [input.length, 1]);
    return { status: 200, type, pieces: [embedding.writeAnswer({ vectors }, call)] };
  }
  const request = chat!.readRequest(call);
  seen.push(request);
  const context = { id: 'id', model: call.model, at: 0, call, request };
  const made = turn(request, call);
  const answer = 'breaks' in made ? made.breaks : made;
  if (!call.stream) return { status: 200, type, pieces: [chat!.writeAnswer(answer, context)] };
  const writer = chat!.openWriter(context);
  const pieces = [
    ...partsOf(answer),
    ...(answer.usage ? [{ type: 'usage' as const, usage: answer.usage }] : []),
  ].map((part) => writer.push(part));
  pieces.push('breaks' in made ? writer.failing!(made.by, 'r') : writer.closing());
  return { status: 200, type: chat!.streamType!(call), pieces: pieces.filter((piece) => piece !== '') };
}

before(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '/', 'http://a');
    let answer: ReturnType<typeof answerTo>;
    try {
      answer = answerTo(
        decodeURIComponent(url.pathname),
        url.search.slice(1),
        Buffer.concat(chunks),
        request.headers,
      );
    } catch (error) {
      const fault = error instanceof GatewayError ? error : new GatewayError('gateway_fault', String(error));
      const { status, body } = gemini.writeFault(fault, 'r');
      answer = { status, type: 'application/json', pieces: [body] };
    }
    response.writeHead(answer.status, { 'content-type': answer.type });
    for (const piece of answer.pieces) {
      response.write(piece);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  sdk = new GoogleGenAI({ apiKey: 'sk-right', httpOptions: { baseUrl } });
});
after(() => {
  server.closeAllConnections();
  server.close();
});

const usage = { input_tokens: 9, cached_input_tokens: 1, output_tokens: 4, reasoning_tokens: 6 };
const answer = (blocks: Block[], more: Partial<ChatAnswer> = {}): ChatAnswer => ({
  blocks,
  finish: { reason: 'stop' },
  usage,
  ...more,
});
const foreign = { from: 'anthropic-messages', value: 'c2ln' };
const model = 'gemini-x';

test('generateContent: text, thoughts, usage, settings', async () => {
  turn = () =>
    answer([
      { type: 'thinking', text: 'hm' },
      { type: 'text', text: 'Xin chào 👋' },
    ]);
  const response = await sdk.models.generateContent({
    model,
    contents: ['see', { inlineData: { mimeType: 'image/png', data: 'AAAA' } }],
    config: {
      systemInstruction: 'be brief',
      temperature: 0,
      maxOutputTokens: 100,
      responseMimeType: 'application/json',
      responseSchema: { type: Type.OBJECT, properties: { a: { type: Type.STRING, nullable: true } } },
      thinkingConfig: { includeThoughts: true, thinkingBudget: 1024 },
    },
  });
  assert.equal(response.text, 'Xin chào 👋');
  assert.equal(response.candidates?.[0]?.content?.parts?.[0]?.thought, true);
  assert.equal(response.candidates?.[0]?.finishReason, 'STOP');
  assert.equal(response.usageMetadata?.promptTokenCount, 10);
  assert.equal(response.usageMetadata?.thoughtsTokenCount, 6);
  assert.equal(response.usageMetadata?.totalTokenCount, 20);
  assert.equal(response.responseId, 'id');
  const { stream, messages, tools, ...fields } = seen.at(-1)!;
  assert.deepEqual([stream, tools], [false, []]);
  assert.deepEqual(
    messages.map(({ role, blocks }) => [role, blocks.map(({ type }) => type)]),
    [
      ['system', ['text']],
      ['user', ['text', 'image']],
    ],
  );
  assert.deepEqual(fields, {
    format: { type: 'schema', schema: { type: 'object', properties: { a: { type: ['string', 'null'] } } } },
    maxOutput: 100,
    temperature: 0,
    thinking: { mode: 'on', budget: 1024, show: true },
  });
});

test('generateContentStream: text in pieces, a picture, the end and the usage', async () => {
  turn = () =>
    answer([
      { type: 'text', text: 'one ' },
      { type: 'image', source: { by: 'data', mediaType: 'image/png', data: 'AAAA' } },
      { type: 'text', text: 'two' },
    ]);
  const chunks = [];
  for await (const chunk of await sdk.models.generateContentStream({ model, contents: 'hi' }))
    chunks.push(chunk);
  assert.equal(
    chunks.map((chunk) => chunk.candidates?.[0]?.content?.parts?.[0]?.text ?? '').join(''),
    'one two',
  );
  assert.equal(chunks.filter((chunk) => chunk.data !== undefined).length, 1);
  assert.equal(chunks.at(-1)!.candidates?.[0]?.finishReason, 'STOP');
  assert.equal(chunks.at(-1)!.usageMetadata?.totalTokenCount, 20);
});

const weather: FunctionDeclaration = {
  name: 'get_weather',
  parameters: { type: Type.OBJECT, properties: { city: { type: Type.STRING } }, required: ['city'] },
};

/** Two calls in one turn, after a signed thought of another maker; then an answer that names both results. */
const withCalls: Turn = (request) => {
  const results = request.messages.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.type === 'tool-result' ? [block] : [])),
  );
  if (results.length === 0)
    return answer(
      [
        { type: 'thinking', text: 'two cities', signature: foreign },
        { type: 'text', text: 'I look.' },
        { type: 'tool-call', id: 'toolu_1', name: 'get_weather', arguments: '{"city":"Huế"}' },
        { type: 'tool-call', id: 'toolu_2', name: 'get_weather', arguments: '{"city":"Đà Lạt"}' },
      ],
      { finish: { reason: 'tools' } },
    );
  return answer([
    {
      type: 'text',
      text: results.map(({ callId, content }) => `${callId}: ${JSON.stringify(content)}`).join('; '),
    },
  ]);
};

/** What the second request has to be read as, whichever way the client kept the first answer. */
function checkSecond(): void {
  const { messages } = seen.at(-1)!;
  assert.deepEqual(
    messages.map(({ role }) => role),
    ['user', 'assistant', 'tool'],
  );
  assert.deepEqual(messages[1]!.blocks, [
    { type: 'thinking', text: 'two cities', signature: foreign },
    { type: 'text', text: 'I look.' },
    { type: 'tool-call', id: 'toolu_1', name: 'get_weather', arguments: '{"city":"Huế"}' },
    { type: 'tool-call', id: 'toolu_2', name: 'get_weather', arguments: '{"city":"Đà Lạt"}' },
  ]);
}

for (const includeThoughts of [true, false]) {
  const config = {
    tools: [{ functionDeclarations: [weather] }],
    thinkingConfig: { includeThoughts, thinkingBudget: -1 },
  };
  const results = (calls: readonly { id?: string; name?: string; args?: unknown }[]) =>
    calls.map(({ id, name }) => ({
      functionResponse: { ...(id ? { id } : {}), name: name!, response: { output: `sun ${id}` } },
    }));

  test(`a chat with function calls, ${includeThoughts ? 'thoughts shown' : 'thoughts hidden'}`, async () => {
    turn = withCalls;
    const chat = sdk.chats.create({ model, config });
    const first = await chat.sendMessage({ message: 'weather?' });
    assert.deepEqual(
      first.functionCalls?.map(({ name, args }) => [name, args]),
      [
        ['get_weather', { city: 'Huế' }],
        ['get_weather', { city: 'Đà Lạt' }],
      ],
    );
    const second = await chat.sendMessage({ message: results(first.functionCalls!) });
    assert.match(second.text ?? '', /toolu_1: .*sun toolu_1.*toolu_2: .*sun toolu_2/);
    checkSecond();
  });

  test(`the same streamed, ${includeThoughts ? 'thoughts shown' : 'thoughts hidden'}`, async () => {
    turn = withCalls;
    const chat = sdk.chats.create({ model, config });
    const calls = [];
    for await (const chunk of await chat.sendMessageStream({ message: 'weather?' }))
      calls.push(...(chunk.functionCalls ?? []));
    assert.equal(calls.length, 2);
    let text = '';
    for await (const chunk of await chat.sendMessageStream({ message: results(calls) }))
      text += chunk.text ?? '';
    assert.match(text, /toolu_1: .*sun toolu_1.*toolu_2: .*sun toolu_2/);
    checkSecond();
  });
}

test('a stream that breaks raises an error with our words', async () => {
  turn = () => ({
    breaks: answer([{ type: 'text', text: 'half' }]),
    by: new GatewayError('upstream_cut', 'the upstream broke off'),
  });
  let text = '';
  await assert.rejects(
    async () => {
      for await (const chunk of await sdk.models.generateContentStream({ model, contents: 'hi' }))
        text += chunk.text ?? '';
    },
    (error) => error instanceof ApiError && error.status === 502 && /broke off/.test(error.message),
  );
  assert.equal(text, 'half');
});

test('a wrong key and a wrong field are errors of the SDK', async () => {
  const { port } = server.address() as AddressInfo;
  const other = new GoogleGenAI({ apiKey: 'sk-wrong', httpOptions: { baseUrl: `http://127.0.0.1:${port}` } });
  await assert.rejects(
    other.models.generateContent({ model, contents: 'hi' }),
    (error) => error instanceof ApiError && error.status === 400 && /API_KEY_INVALID/.test(error.message),
  );
  await assert.rejects(
    sdk.models.generateContent({ model, contents: 'hi', config: { candidateCount: 99 } }),
    (error) => error instanceof ApiError && error.status === 400 && /candidateCount/.test(error.message),
  );
});

test('countTokens, embedContent, models', async () => {
  assert.equal((await sdk.models.countTokens({ model, contents: 'hi' })).totalTokens, 7);
  const { embeddings } = await sdk.models.embedContent({ model, contents: ['a', 'bcd'] });
  assert.deepEqual(
    embeddings?.map(({ values }) => values),
    [
      [1, 1],
      [3, 1],
    ],
  );
  const names = [];
  for await (const one of await sdk.models.list({ config: { pageSize: 1 } })) names.push(one.name);
  assert.deepEqual(names, ['models/gemini-x']);
  assert.equal((await sdk.models.get({ model })).inputTokenLimit, 10);
});
