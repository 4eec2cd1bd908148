import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { WebSocket } from 'ws';
import {
  at,
  byHand,
  Heard,
  inText,
  openSdkSession,
  say,
} from '../../../../../../test/support/realtime-client.ts';
import { serveSimulators } from '../../../../base/serve-simulated.ts';
import { createRealtimeSimulator } from './index.ts';
import { tone } from './sound.ts';

const model = 'gpt-realtime';
let server: Awaited<ReturnType<typeof serveSimulators>>;
before(async () => {
  const simulate = createRealtimeSimulator({ models: [{ id: model }], pace: 1 });
  server = await serveSimulators({}, { host: '127.0.0.1', port: 0 }, { openai: simulate });
});
after(() => server.close());

const open = (headers: Record<string, string> = {}) =>
  openSdkSession(`${server.url}/openai`, 'sk-any', model, headers);

const silence = Buffer.alloc(48_000 / 2).toString('base64');
const speech = tone('audio/pcm', 0, 1.5).toString('base64');

const usageOf = (done: unknown) => at(done, 'response', 'usage') as Record<string, number>;

describe('the simulated sessions, with the official SDK', () => {
  test('a text turn has the events of the wire in their order', async () => {
    const { rt, heard, errors } = open();
    const created = await heard.event('session.created');
    assert.equal(at(created, 'session', 'model'), model);
    rt.send(inText);
    rt.send(say('Good morning'));
    rt.send({ type: 'response.create' });
    const done = await heard.event('response.done');
    await heard.event('rate_limits.updated', 2);
    const order = heard.events.map(({ type }) => type);
    assert.deepEqual(
      order.filter((type, i) => type !== order[i - 1]),
      [
        'session.created',
        'session.updated',
        'conversation.item.added',
        'conversation.item.done',
        'response.created',
        'rate_limits.updated',
        'response.output_item.added',
        'conversation.item.added',
        'response.content_part.added',
        'response.output_text.delta',
        'response.output_text.done',
        'response.content_part.done',
        'conversation.item.done',
        'response.output_item.done',
        'response.done',
        'rate_limits.updated',
      ],
    );
    const text = heard
      .all('response.output_text.delta')
      .map(({ delta }) => delta)
      .join('');
    assert.match(text, /Good morning/);
    assert.equal(at(done, 'response', 'output', 0, 'content', 0, 'text'), text);
    const usage = usageOf(done);
    assert.equal(usage['total_tokens'], usage['input_tokens']! + usage['output_tokens']!);
    assert.deepEqual(errors, []);
    rt.close();
  });

  test('a spoken turn is sound and its transcript', async () => {
    const { rt, heard } = open();
    rt.socket.on('open', () => {
      rt.send(say('Hello'));
      rt.send({ type: 'response.create' });
    });
    const done = await heard.event('response.done');
    const sound = Buffer.concat(
      heard.all('response.output_audio.delta').map(({ delta }) => Buffer.from(String(delta), 'base64')),
    );
    assert.ok(sound.length > 48_000, `${sound.length} bytes`);
    assert.ok(sound.readInt16LE(24) > 1000, 'a tone, no silence');
    const transcript = heard
      .all('response.output_audio_transcript.delta')
      .map(({ delta }) => delta)
      .join('');
    assert.equal(at(done, 'response', 'output', 0, 'content', 0, 'transcript'), transcript);
    const tokens = at(usageOf(done), 'output_token_details', 'audio_tokens') as number;
    assert.ok(Math.abs(tokens - (sound.length / 48_000) * 20) <= 1, `${tokens} tokens`);
    rt.close();
  });

  test('speech is heard by its loudness, transcribed and answered', async () => {
    const { rt, heard } = open();
    await heard.event('session.created');
    rt.send({
      type: 'session.update',
      session: { type: 'realtime', audio: { input: { transcription: { model: 'gpt-4o-mini-transcribe' } } } },
    });
    for (const audio of [silence, speech, silence]) rt.send({ type: 'input_audio_buffer.append', audio });
    const done = await heard.event('response.done');
    const order = heard.events.map(({ type }) => type);
    for (const [first, then] of [
      ['input_audio_buffer.speech_started', 'input_audio_buffer.speech_stopped'],
      ['input_audio_buffer.speech_stopped', 'input_audio_buffer.committed'],
      ['input_audio_buffer.committed', 'response.created'],
    ] as const)
      assert.ok(order.indexOf(first) >= 0 && order.indexOf(first) < order.indexOf(then), `${first}, ${then}`);
    const said = await heard.event('conversation.item.input_audio_transcription.completed');
    assert.equal(at(said, 'usage', 'type'), 'tokens');
    assert.equal(at(said, 'item_id'), at(await heard.event('input_audio_buffer.committed'), 'item_id'));
    assert.ok((at(usageOf(done), 'input_token_details', 'audio_tokens') as number) >= 15);
    rt.close();
  });

  test('silence is no turn, and an empty buffer is not committed', async () => {
    const { rt, heard, errors } = open();
    await heard.event('session.created');
    rt.send({ type: 'input_audio_buffer.append', audio: silence });
    rt.send({ type: 'input_audio_buffer.clear' });
    rt.send({ type: 'input_audio_buffer.commit', event_id: 'mine' });
    const error = await heard.event('error');
    assert.equal(at(error, 'error', 'code'), 'input_audio_buffer_commit_empty');
    assert.equal(at(error, 'error', 'event_id'), 'mine');
    assert.equal(heard.all('input_audio_buffer.speech_started').length, 0);
    assert.equal(errors.length, 1);
    rt.close();
  });

  test('a committed buffer is an item, transcribed by the second', async () => {
    const { rt, heard } = open();
    await heard.event('session.created');
    rt.send(byHand);
    rt.send({
      type: 'session.update',
      session: { type: 'realtime', audio: { input: { transcription: { model: 'whisper-1' } } } },
    });
    rt.send({ type: 'input_audio_buffer.append', audio: speech });
    rt.send({ type: 'input_audio_buffer.commit' });
    const said = await heard.event('conversation.item.input_audio_transcription.completed');
    assert.deepEqual(said['usage'], { type: 'duration', seconds: 2 });
    assert.equal(heard.all('response.created').length, 0, 'a commit asks for nothing');
    rt.close();
  });

  test('tools are called, and their results are spoken of', async () => {
    const { rt, heard } = open();
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
    assert.equal(typeof JSON.parse(String(call['arguments'])).city, 'string');
    const done = await heard.event('response.done');
    assert.equal(at(done, 'response', 'output', 0, 'name'), 'get_weather');
    rt.send({
      type: 'conversation.item.create',
      item: { type: 'function_call_output', call_id: String(call['call_id']), output: 'sunny' },
    });
    rt.send({ type: 'response.create' });
    const second = await heard.event('response.done', 2);
    assert.match(String(at(second, 'response', 'output', 0, 'content', 0, 'text')), /sunny/);
    rt.close();
  });

  test('what was said before is read again, and met in the cache', async () => {
    const { rt, heard } = open();
    await heard.event('session.created');
    rt.send(inText);
    rt.send(say('word '.repeat(200)));
    rt.send({ type: 'response.create' });
    const first = usageOf(await heard.event('response.done'));
    rt.send(say('And now?'));
    rt.send({ type: 'response.create' });
    const second = usageOf(await heard.event('response.done', 2));
    assert.ok(second['input_tokens']! > first['input_tokens']!);
    assert.equal(at(first, 'input_token_details', 'cached_tokens'), 0);
    const cached = at(second, 'input_token_details', 'cached_tokens') as number;
    assert.ok(cached > 128 && cached % 64 === 0 && cached <= first['input_tokens']!, `${cached} cached`);
    rt.close();
  });

  test('a response is cancelled by the client, and interrupted by speech', async () => {
    const { rt, heard, errors } = open({ 'x-key4u-simulate': 'slow' });
    await heard.event('session.created');
    rt.send(say('[words:200]'));
    rt.send({ type: 'response.create' });
    await heard.event('response.output_audio.delta');
    rt.send({ type: 'response.create' });
    await heard.event('error');
    assert.match(errors[0]!.message, /conversation_already_has_active_response/);
    rt.send({ type: 'response.cancel' });
    const first = await heard.event('response.done');
    assert.equal(at(first, 'response', 'status'), 'cancelled');
    assert.equal(at(first, 'response', 'status_details', 'reason'), 'client_cancelled');
    assert.ok(usageOf(first)['output_tokens']! > 0);
    const item = at(first, 'response', 'output', 0) as Record<string, unknown>;
    assert.equal(item['status'], 'incomplete');
    rt.send({ type: 'response.create' });
    await heard.event('response.created', 2);
    rt.send({ type: 'input_audio_buffer.append', audio: speech });
    const second = await heard.event('response.done', 2);
    assert.equal(at(second, 'response', 'status_details', 'reason'), 'turn_detected');
    rt.send({
      type: 'conversation.item.truncate',
      item_id: String(item['id']),
      content_index: 0,
      audio_end_ms: 50,
    });
    await heard.event('conversation.item.truncated');
    rt.send({ type: 'conversation.item.delete', item_id: String(item['id']) });
    await heard.event('conversation.item.deleted');
    rt.close();
  });

  test('a limit of tokens makes it incomplete', async () => {
    const { rt, heard } = open();
    await heard.event('session.created');
    rt.send(inText);
    rt.send(say('Hello'));
    rt.send({ type: 'response.create', response: { max_output_tokens: 4 } });
    const done = await heard.event('response.done');
    assert.equal(at(done, 'response', 'status'), 'incomplete');
    assert.equal(usageOf(done)['output_tokens'], 4);
    rt.close();
  });

  for (const [event, code] of [
    ['{"type":"no.such"}', 'invalid_value'],
    ['{"event_id":"x"}', 'invalid_event'],
    ['no JSON', 'invalid_json'],
    ['{"type":"response.cancel"}', 'response_cancel_not_active'],
    ['{"type":"session.update","session":{"type":"realtime","model":"other"}}', 'invalid_value'],
    [
      '{"type":"conversation.item.create","item":{"type":"message","role":"user"}}',
      'missing_required_parameter',
    ],
    ['{"type":"conversation.item.delete","item_id":"none"}', 'item_delete_invalid_item_id'],
  ] as const)
    test(`${event} is answered with ${code}, and the session goes on`, async () => {
      const { rt, heard } = open();
      await heard.event('session.created');
      rt.socket.send(event);
      assert.equal(at(await heard.event('error'), 'error', 'code'), code);
      rt.send(inText);
      await heard.event('session.updated');
      rt.close();
    });

  test('faults: the connection is cut in the middle, a response fails, usage is left out', async () => {
    const cut = open({ 'x-key4u-simulate': 'cut' });
    await cut.heard.event('session.created');
    cut.rt.send(say('Hello'));
    cut.rt.send({ type: 'response.create' });
    assert.equal((await cut.heard.close()).code, 1006);
    assert.ok(cut.heard.all('response.output_audio.delta').length > 0);
    const failed = open({ 'x-key4u-simulate': 'fail' });
    await failed.heard.event('session.created');
    failed.rt.send({ type: 'response.create' });
    assert.equal(at(await failed.heard.event('response.done'), 'response', 'status'), 'failed');
    failed.rt.close();
    const bare = open({ 'x-key4u-simulate': 'no-usage' });
    await bare.heard.event('session.created');
    bare.rt.send(inText);
    bare.rt.send({ type: 'response.create' });
    assert.equal(usageOf(await bare.heard.event('response.done')), null);
    bare.rt.close();
  });

  for (const [fault, status] of [
    ['401', 401],
    ['429', 429],
    ['500', 500],
  ] as const)
    test(`the opening is refused with ${fault}`, async () => {
      const { errors } = open({ 'x-key4u-simulate': fault });
      while (errors.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      assert.match(errors[0]!.message, new RegExp(String(status)));
    });

  test('a browser sends its key in a subprotocol; an unknown model is refused', async () => {
    const base = server.url.replace('http', 'ws');
    const socket = new WebSocket(`${base}/openai/realtime?model=${model}`, [
      'realtime',
      'openai-insecure-api-key.sk-any',
    ]);
    const heard = new Heard(socket);
    await heard.event('session.created');
    assert.equal(socket.protocol, 'realtime');
    socket.close();
    const other = new WebSocket(`${base}/openai/realtime?model=none`, {
      headers: { authorization: 'Bearer sk-any' },
    });
    const [error] = await new Promise<[Error]>((resolve) =>
      other.once('error', (caught: Error) => resolve([caught])),
    );
    assert.match(error.message, /404/);
  });
});
