import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import OpenAI from 'openai';
import { WebSocket, WebSocketServer } from 'ws';
import { serveSimulators } from '../../server/src/base/serve-simulated.ts';
import { createRealtimeSimulator } from '../../server/src/providers/_families/openai-realtime/index.ts';
import { tone } from '../../server/src/providers/_families/openai-realtime/simulator/sound.ts';
import { nano, type Receipt, startGateway, type TestGateway, testKey, until } from '../support/gateway.ts';
import { at, byHand, Heard, inText, openSdkSession, say } from '../support/realtime-client.ts';

const model = 'gpt-realtime';
let gateway: TestGateway;
let upstream: Awaited<ReturnType<typeof serveSimulators>>;

before(async () => {
  gateway = await startGateway();
  const simulate = createRealtimeSimulator({ models: [], anyModel: true, pace: 2 });
  upstream = await serveSimulators({}, { host: '127.0.0.1', port: 0 }, { openai: simulate });
  await gateway.addChannel({
    url: `${upstream.url}/openai`,
    provider: 'openai',
    models: { 'my-voice': 'gpt-realtime-2' },
  });
});
after(async () => {
  await gateway.verifyLedger();
  await upstream.close();
  await gateway.close();
});

const open = (key: string, headers: Record<string, string> = {}, name = model) =>
  openSdkSession(`${gateway.url}/v1`, key, name, headers);

/** A key of its own for each test, so that its calls are told apart. */
const newKey = (fields: Record<string, unknown> = { mode: 'test' }) => gateway.addToken(fields);

/** The turns of a key, oldest first, when there are as many. */
async function turnsOf(token: number, count: number): Promise<Receipt[]> {
  const rows = await until(`${count} rows of the token`, async () => {
    const found = await gateway.logs({ token: String(token) });
    return found.length >= count ? found : undefined;
  });
  assert.equal(rows.length, count);
  const receipts: Receipt[] = [];
  for (const row of rows.reverse()) receipts.push(await gateway.receipt(row.request_id));
  for (const receipt of receipts) assert.equal(receipt.agrees, true);
  return receipts;
}

/** 4,096 tokens in and as many out are held for a turn: 0.413696 USD. */
const dearly = { input: '1', output: '100' };
const justOneTurn = '0.42';

const usageOf = (done: unknown) => at(done, 'response', 'usage') as Record<string, number>;
const sumOf = (usage: Record<string, number>) => Object.values(usage).reduce((sum, units) => sum + units, 0);

/** The status that an opening was refused with. */
function refusal(query: string, options: { headers?: Record<string, string>; protocols?: string[] }) {
  const url = `${gateway.url.replace('http', 'ws')}/v1/realtime${query}`;
  const socket = new WebSocket(url, options.protocols ?? [], { headers: options.headers ?? {} });
  return new Promise<{ status: number; body: string; retry: string }>((resolve, reject) => {
    socket.once('open', () => reject(new Error('the session was opened')));
    socket.once('unexpected-response', (_request, response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      response.on('end', () =>
        resolve({
          status: response.statusCode!,
          body,
          retry: String(response.headers['x-should-retry']),
        }),
      );
    });
    socket.on('error', () => {});
  });
}

const browser = (key: string, name = model) => {
  const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/v1/realtime?model=${name}`, [
    'realtime',
    `openai-insecure-api-key.${key}`,
    'openai-beta.realtime-v1',
  ]);
  return { socket, heard: new Heard(socket) };
};

describe('the official SDK over the gateway', { concurrency: 4 }, () => {
  test('a text turn is answered, logged and charged', async () => {
    const { id, key } = await newKey();
    const { rt, heard, errors } = open(key);
    assert.equal(at(await heard.event('session.created'), 'session', 'model'), model);
    rt.send({ type: 'session.update', session: { type: 'realtime', model, output_modalities: ['text'] } });
    rt.send(say('Good morning from Huế 🙂'));
    rt.send({ type: 'response.create' });
    const done = await heard.event('response.done');
    assert.match(String(at(done, 'response', 'output', 0, 'content', 0, 'text')), /Huế 🙂/);
    const [turn] = await turnsOf(id, 1);
    assert.equal(turn!.model, model);
    assert.equal(sumOf(turn!.usage), usageOf(done)['total_tokens']);
    assert.ok(nano(turn!.charged_usd) > 0n);
    assert.equal(turn!.price?.total_usd, turn!.charged_usd);
    assert.match(turn!.notes.join(), /session: req_/);
    assert.deepEqual(errors, []);
    rt.close();
  });

  test('a spoken conversation: every turn is a row, and sound has its own price', async () => {
    const { id, key } = await newKey();
    const { rt, heard } = open(key);
    await heard.event('session.created');
    const silence = Buffer.alloc(24_000);
    for (const turn of [1, 2]) {
      for (const bytes of [tone('audio/pcm', 0, 2), silence])
        rt.send({ type: 'input_audio_buffer.append', audio: bytes.toString('base64') });
      await heard.event('response.done', turn);
    }
    const sounds = heard.all('response.output_audio.delta');
    assert.ok(Buffer.from(String(sounds[0]!['delta']), 'base64').length > 1000);
    const turns = await turnsOf(id, 2);
    for (const turn of turns) {
      assert.ok((turn.usage['output_audio_tokens'] ?? 0) > 20);
      assert.ok((turn.usage['input_audio_tokens'] ?? 0) + (turn.usage['cached_audio_tokens'] ?? 0) >= 20);
    }
    // gpt-realtime: text 4 in, 0.4 cached, 16 out; sound 32 in, 0.4 cached, 64 out, USD per million.
    const usage = turns[1]!.usage;
    const rates = {
      input_tokens: 4000n,
      cached_input_tokens: 400n,
      input_audio_tokens: 32_000n,
      cached_audio_tokens: 400n,
      output_tokens: 16_000n,
      output_audio_tokens: 64_000n,
    };
    const expected = Object.entries(rates).reduce(
      (sum, [meter, rate]) => sum + BigInt(usage[meter] ?? 0) * rate,
      0n,
    );
    assert.equal(nano(turns[1]!.charged_usd), expected);
    rt.close();
  });

  test('what is transcribed beside the turns is charged by the model that does it', async () => {
    const { id, key } = await newKey();
    const { rt, heard } = open(key);
    await heard.event('session.created');
    rt.send(byHand);
    rt.send({
      type: 'session.update',
      session: { type: 'realtime', audio: { input: { transcription: { model: 'gpt-4o-mini-transcribe' } } } },
    });
    rt.send({ type: 'input_audio_buffer.append', audio: tone('audio/pcm', 0, 3).toString('base64') });
    rt.send({ type: 'input_audio_buffer.commit' });
    const said = await heard.event('conversation.item.input_audio_transcription.completed');
    rt.send({ type: 'response.create' });
    await heard.event('response.done');
    const [beside, turn] = await turnsOf(id, 2);
    assert.match(beside!.notes.join(), /model: gpt-4o-mini-transcribe/);
    assert.equal(beside!.usage['input_audio_tokens'], 30);
    assert.equal(beside!.usage['output_tokens'], at(said, 'usage', 'output_tokens'));
    assert.ok(nano(beside!.charged_usd) < nano(turn!.charged_usd));
    rt.close();
  });

  test('a tool is called and its result is spoken of', async () => {
    const { id, key } = await newKey();
    const { rt, heard } = open(key);
    await heard.event('session.created');
    rt.send({
      type: 'session.update',
      session: {
        type: 'realtime',
        output_modalities: ['text'],
        tools: [
          {
            type: 'function',
            name: 'get_weather',
            description: 'The weather of a city',
            parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
          },
        ],
      },
    });
    rt.send(say('What is the weather in Hanoi?'));
    rt.send({ type: 'response.create' });
    const call = await heard.event('response.function_call_arguments.done');
    await heard.event('response.done');
    rt.send({
      type: 'conversation.item.create',
      item: { type: 'function_call_output', call_id: String(call['call_id']), output: 'sunny' },
    });
    rt.send({ type: 'response.create' });
    const done = await heard.event('response.done', 2);
    assert.match(String(at(done, 'response', 'output', 0, 'content', 0, 'text')), /sunny/);
    await turnsOf(id, 2);
    rt.close();
  });

  test('a model with another name upstream keeps its own here', async () => {
    const { id, key } = await newKey({});
    const { rt, heard } = open(key, {}, 'my-voice');
    await heard.event('session.created');
    rt.send({
      type: 'session.update',
      session: { type: 'realtime', model: 'my-voice', output_modalities: ['text'] },
    });
    await heard.event('session.updated');
    rt.send({ type: 'session.update', session: { type: 'realtime', model } });
    const error = await heard.event('error');
    assert.equal(at(error, 'error', 'param'), 'session.model');
    rt.socket.send('no JSON');
    assert.equal(at(await heard.event('error', 2), 'error', 'code'), 'invalid_json');
    rt.send(say('Hello'));
    rt.send({ type: 'response.create' });
    await heard.event('response.done');
    const [turn] = await turnsOf(id, 1);
    assert.deepEqual([turn!.model, turn!.upstream_model], ['my-voice', 'gpt-realtime-2']);
    rt.close();
  });
});

describe('openings', { concurrency: 4 }, () => {
  test('a browser opens with its key in a subprotocol, and only the first one is chosen', async () => {
    const { id, key } = await newKey();
    const { socket, heard } = browser(key);
    await heard.event('session.created');
    assert.equal(socket.protocol, 'realtime');
    for (const event of [inText, say('Hello'), { type: 'response.create' }])
      socket.send(JSON.stringify(event));
    await heard.event('response.done');
    await turnsOf(id, 1);
    socket.close();
  });

  const bearer = (key: string) => ({ headers: { authorization: `Bearer ${key}` } });
  for (const [name, query, options, status, code] of [
    ['a bad key', `?model=${model}`, bearer('sk-nobody'), 401, 'invalid_api_key'],
    [
      'a bad key of a browser',
      `?model=${model}`,
      { protocols: ['realtime', 'openai-insecure-api-key.sk-nobody'] },
      401,
      'invalid_api_key',
    ],
    ['no key', `?model=${model}`, {}, 401, 'invalid_api_key'],
  ] as const)
    test(`${name} is refused in HTTP`, async () => {
      const { protocols, headers } = options as { protocols?: string[]; headers?: Record<string, string> };
      const found = await refusal(query, {
        ...(protocols ? { protocols } : {}),
        ...(headers ? { headers } : {}),
      });
      assert.equal(found.status, status, found.body);
      assert.equal(JSON.parse(found.body).error.code, code);
    });

  test('no model, an unknown one, and one that has no sessions', async () => {
    const { key } = await newKey();
    assert.equal((await refusal('', bearer(key))).status, 400);
    assert.equal((await refusal('?model=none', bearer(key))).status, 404);
    const chat = await refusal('?model=gpt-4o-mini', bearer(key));
    assert.equal(chat.status, 400);
    assert.equal(JSON.parse(chat.body).error.param, 'model');
  });

  for (const [fault, status] of [
    ['429', 429],
    ['500', 502],
    ['401', 502],
  ] as const)
    test(`an upstream that answers ${fault} is told in HTTP`, async () => {
      const { key } = await newKey();
      const headers = { ...bearer(key).headers, 'x-key4u-simulate': fault };
      assert.equal((await refusal(`?model=${model}`, { headers })).status, status);
    });

  test('what is no valid opening leaves nothing behind', async () => {
    // The money covers one turn: it can be held once.
    await gateway.price('my-voice', dearly);
    const { key } = await newKey({ user: await gateway.addUser(justOneTurn) });
    const { hostname, port } = new URL(gateway.url);
    const opening = `GET /v1/realtime?model=my-voice HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nAuthorization: Bearer ${key}\r\n`;
    for (const more of ['', 'Sec-WebSocket-Version: 1\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n']) {
      const socket = connect(Number(port), hostname);
      socket.write(`${opening}${more}\r\n`);
      await new Promise((resolve) => socket.on('close', resolve).resume());
    }
    // And a client that leaves at once.
    const hasty = connect(Number(port), hostname);
    const rest = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';
    hasty.write(opening + rest, () => hasty.resetAndDestroy());
    await wait(100);
    const { rt, heard } = open(key, {}, 'my-voice');
    await heard.event('session.created');
    rt.close();
  });
});

describe('client secrets', { concurrency: 4 }, () => {
  const sdk = (apiKey: string) => new OpenAI({ apiKey, baseURL: `${gateway.url}/v1`, maxRetries: 0 });

  test('one is made with the SDK, opens sessions with its settings, and those are charged to its key', async () => {
    const { id, key } = await newKey();
    const secret = await sdk(key).realtime.clientSecrets.create({
      expires_after: { anchor: 'created_at', seconds: 60 },
      session: { type: 'realtime', model, output_modalities: ['text'], instructions: 'Be brief.' },
    });
    assert.match(secret.value, /^ek_/);
    assert.ok(!secret.value.includes(key));
    assert.ok(Math.abs(secret.expires_at - Date.now() / 1000 - 60) < 5);
    assert.equal(at(secret.session, 'object'), 'realtime.session');
    assert.equal(at(secret.session, 'instructions'), 'Be brief.');
    const { socket, heard } = browser(secret.value);
    const updated = await heard.event('session.updated');
    assert.equal(at(updated, 'session', 'instructions'), 'Be brief.');
    for (const event of [say('Hello'), { type: 'response.create' }]) socket.send(JSON.stringify(event));
    const done = await heard.event('response.done');
    assert.ok(at(done, 'response', 'output', 0, 'content', 0, 'text'));
    await turnsOf(id, 1);
    socket.close();
    const headers = { authorization: `Bearer ${secret.value}` };
    const other = await refusal('?model=gpt-realtime-mini', { headers });
    assert.deepEqual([other.status, JSON.parse(other.body).error.code], [403, 'model_not_allowed']);
    for (const path of ['chat/completions', 'realtime/client_secrets'])
      assert.equal(
        (await gateway.post(`/v1/${path}`, { model }, headers)).status,
        401,
        'it opens nothing else',
      );
  });

  test('an older client gets one in the shape of the beta', async () => {
    const { key } = await newKey();
    const answer = await gateway.post(
      '/v1/realtime/sessions',
      { model, voice: 'cedar', modalities: ['text'] },
      { authorization: `Bearer ${key}` },
    );
    const session = (await answer.json()) as Record<string, unknown>;
    assert.equal(session['voice'], 'cedar');
    const { socket, heard } = browser(String(at(session, 'client_secret', 'value')));
    const updated = await heard.event('session.updated');
    assert.deepEqual(at(updated, 'session', 'output_modalities'), ['text']);
    assert.equal(at(updated, 'session', 'audio', 'output', 'voice'), 'cedar');
    socket.close();
  });

  test('its end, and the end of its key, are its end; an open session goes on', async () => {
    const { id, key } = await newKey();
    const make = (seconds: number) =>
      sdk(key).realtime.clientSecrets.create({ expires_after: { anchor: 'created_at', seconds } });
    const short = await make(1);
    const long = await make(600);
    const { socket, heard } = browser(short.value);
    await heard.event('session.created');
    await wait(1100);
    const late = await refusal(`?model=${model}`, { headers: { authorization: `Bearer ${short.value}` } });
    assert.equal(late.status, 401);
    assert.match(late.body, /expired/);
    for (const event of [inText, say('Hello'), { type: 'response.create' }])
      socket.send(JSON.stringify(event));
    await heard.event('response.done');
    socket.close();
    await gateway.admin('PATCH', `/api/admin/tokens/${id}`, { status: 'disabled' });
    await until('the key to be disabled', async () => {
      const found = await refusal(`?model=${model}`, {
        headers: { authorization: `Bearer ${long.value}` },
      }).catch(() => undefined);
      return found?.status === 401;
    });
  });

  test('what is wrong with one is said', async () => {
    const { key } = await newKey();
    await assert.rejects(
      sdk(key).realtime.clientSecrets.create({ expires_after: { anchor: 'created_at', seconds: 8000 } }),
      /expires_after.seconds/,
    );
    await assert.rejects(sdk('sk-nobody').realtime.clientSecrets.create({}), /401/);
  });
});

describe('ends', { concurrency: 4 }, () => {
  test('money that is used up ends the session with a word', async () => {
    await gateway.price('my-voice', dearly);
    const user = await gateway.addUser(justOneTurn);
    const { id, key } = await newKey({ user });
    const { rt, heard } = open(key, {}, 'my-voice');
    await heard.event('session.created');
    rt.send(inText);
    rt.send(say('[words:150]'));
    rt.send({ type: 'response.create' });
    await heard.event('response.done');
    const error = await heard.event('error');
    assert.equal(at(error, 'error', 'type'), 'insufficient_quota');
    assert.equal(at(error, 'error', 'code'), 'insufficient_quota');
    assert.equal((await heard.close()).code, 1008);
    const [turn] = await turnsOf(id, 1);
    await gateway.settled();
    assert.equal(nano(await gateway.balanceOf(user)), nano(justOneTurn) - nano(turn!.charged_usd));
    const refused = await refusal('?model=my-voice', { headers: { authorization: `Bearer ${key}` } });
    assert.equal(refused.status, 402);
  });

  test('a client that leaves in the middle of a response is charged for what came', async () => {
    const { id, key } = await newKey();
    const { rt, heard } = open(key, { 'x-key4u-simulate': 'slow' });
    await heard.event('session.created');
    rt.send(say('[words:300]'));
    rt.send({ type: 'response.create' });
    await heard.event('response.output_audio.delta', 2);
    rt.socket.terminate();
    const [turn] = await turnsOf(id, 1);
    assert.ok((turn!.usage['output_audio_tokens'] ?? 0) > 0);
    assert.ok((turn!.usage['input_tokens'] ?? 0) > 0, 'the upstream said what it was');
    assert.ok(turn!.usage['output_tokens']! < 200, 'and was stopped');
  });

  test('an upstream that breaks off is told, and what came of the turn is charged', async () => {
    const { id, key } = await newKey();
    const { rt, heard } = open(key, { 'x-key4u-simulate': 'cut' });
    await heard.event('session.created');
    rt.send(say('[words:60]'));
    rt.send({ type: 'response.create' });
    const error = await heard.event('error');
    assert.equal(at(error, 'error', 'code'), 'upstream_cut');
    assert.equal((await heard.close()).code, 1011);
    const [turn] = await turnsOf(id, 1);
    assert.equal(turn!.fault, 'upstream_cut');
    assert.ok(turn!.usage['output_tokens']! > 10 && turn!.usage['output_audio_tokens']! > 10);
  });

  test('a turn whose end says nothing of its usage is counted', async () => {
    const { id, key } = await newKey();
    const { rt, heard } = open(key, { 'x-key4u-simulate': 'no-usage' });
    await heard.event('session.created');
    rt.send(say('Hello'));
    rt.send({ type: 'response.create' });
    await heard.event('response.done');
    const [turn] = await turnsOf(id, 1);
    assert.ok(turn!.usage['output_tokens']! > 5 && turn!.usage['output_audio_tokens']! > 10);
    rt.close();
  });

  test('a response that is cancelled by the client is charged, and the session goes on', async () => {
    const { id, key } = await newKey();
    const { rt, heard } = open(key, { 'x-key4u-simulate': 'slow' });
    await heard.event('session.created');
    rt.send(inText);
    rt.send(say('[words:300]'));
    rt.send({ type: 'response.create' });
    await heard.event('response.output_text.delta');
    rt.send({ type: 'response.cancel' });
    const done = await heard.event('response.done');
    assert.equal(at(done, 'response', 'status'), 'cancelled');
    rt.send(say('Short'));
    rt.send({ type: 'response.create' });
    await heard.event('response.done', 2);
    const turns = await turnsOf(id, 2);
    assert.equal(sumOf(turns[0]!.usage), usageOf(done)['total_tokens']);
    rt.close();
  });

  test('a gateway that stops says so', async () => {
    const other = await startGateway();
    const { heard } = openSdkSession(`${other.url}/v1`, testKey, model);
    await heard.event('session.created');
    await other.close();
    assert.equal(at(await heard.event('error'), 'error', 'code'), 'server_is_stopping');
    assert.equal((await heard.close()).code, 1012);
  });
});

test('a client that reads slowly is not read ahead of', async () => {
  const pieces = 48;
  const delta = 'A'.repeat(1024 * 1024);
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket) => {
    for (let i = 0; i < pieces; i++)
      socket.send(JSON.stringify({ type: 'response.output_audio.delta', event_id: `event_${i}`, delta }));
  });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    await gateway.addChannel({
      url: `http://127.0.0.1:${port}/v1`,
      provider: 'openai',
      models: { flood: 'gpt-realtime-flood' },
    });
    const { key } = await newKey({});
    const { socket, heard } = browser(key, 'flood');
    await once(socket, 'open');
    socket.pause();
    await wait(1500);
    const [sender] = server.clients;
    assert.ok(sender!.bufferedAmount > (pieces / 2) * delta.length, `${sender!.bufferedAmount} bytes wait`);
    socket.resume();
    await heard.event('response.output_audio.delta', pieces);
    assert.deepEqual(
      heard.events.map((event) => event['event_id']),
      Array.from({ length: pieces }, (_, i) => `event_${i}`),
    );
    socket.close();
  } finally {
    for (const one of server.clients) one.terminate();
    server.close();
  }
});
