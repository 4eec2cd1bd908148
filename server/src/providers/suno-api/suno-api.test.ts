import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sendTo } from '../../../../test/support/task-send.ts';
import { type Json, objectOf, objectsIn } from '../../base/json.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { ParentTask, TaskPort, TaskStart } from '../../spec/task.ts';
import { createSunoSimulator, type SunoSimulation } from '../_families/suno/simulator/index.ts';
import { sunoApi } from './index.ts';

const port = sunoApi.tasks?.['suno'] as TaskPort;
const access = { key: 'sk-simulated', settings: {} };

const startOf = (action: string, body: Json, more: Partial<TaskStart> = {}): TaskStart => ({
  action,
  body,
  upstreamModel: 'chirp-v5',
  access,
  taskId: 'task_01k9aaaaaaaaaaaaaaaaaaaaaa',
  facts: {},
  parents: {},
  ...more,
});

/** A simulator whose clock is moved by hand. */
function simulated(options: SunoSimulation = {}, headers: Readonly<Record<string, string>> = {}) {
  const clock = { now: 1_795_000_000_000 };
  const simulate = createSunoSimulator({ ...options, clock: () => clock.now });
  const wrapped = (request: Request) => simulate(request);
  return { clock, simulate, ...sendTo(sunoApi, wrapped, access, headers) };
}

const isFault = (code: string) => (error: unknown) => error instanceof GatewayError && error.code === code;

for (const replies of ['clips', 'items'] as const) {
  test(`a song from its beginning to its end (${replies})`, async () => {
    const { clock, send, simulate, asked } = simulated({ replies });
    const { handle, report } = await port.start(
      startOf('music', { gpt_description_prompt: 'rain', made_up_field: { a: 1 } }),
      send,
    );
    assert.equal(report, undefined);
    assert.deepEqual(JSON.parse(asked[0]!.body), {
      gpt_description_prompt: 'rain',
      made_up_field: { a: 1 },
      mv: 'chirp-v5',
    });
    const words: (string | undefined)[] = [];
    for (const at of [10, 300, 1000, 2700, 3001]) {
      clock.now = 1_795_000_000_000 + at;
      words.push((await port.poll(handle, send)).status);
    }
    assert.deepEqual(words, ['queued', 'queued', 'running', 'running', 'succeeded']);
    const ended = await port.poll(handle, send);
    const songs = ended.outputs?.filter(({ kind }) => kind === 'audio') ?? [];
    assert.equal(songs.length, 2);
    assert.deepEqual(
      ended.refs,
      songs.map(({ ref }) => ref),
    );
    for (const { url, seconds } of songs) {
      assert.ok(seconds && seconds > 20);
      const sound = await simulate(new Request(url ?? ''));
      assert.equal(sound.headers.get('content-type'), 'audio/mpeg');
    }
    const cover = ended.outputs?.find(({ kind }) => kind === 'image');
    assert.equal((await simulate(new Request(cover?.url ?? ''))).headers.get('content-type'), 'image/png');
    const data = objectOf(ended.native)['data'];
    assert.equal(Array.isArray(data), replies === 'clips');
  });

  test(`a WAV file is converted first and linked then (${replies})`, async () => {
    const { clock, send, simulate } = simulated({ replies });
    const { handle } = await port.start(startOf('music', { prompt: 'la', title: 'La' }), send);
    clock.now += 4000;
    const [clip] = (await port.poll(handle, send)).refs ?? [];
    assert.ok(clip && port.ask);
    assert.deepEqual(await port.ask('wav', handle, { clip }, send), { status: 'processing' });
    clock.now += 1500;
    const found = await port.ask('wav', handle, { clip }, send);
    assert.equal(found['status'], 'complete');
    const file = await simulate(new Request(String(found['wav_file_url'])));
    assert.equal(file.headers.get('content-type'), 'audio/wav');
    await assert.rejects(port.ask('wav', handle, { clip: 'nothing' }, send), isFault('upstream_refused'));
  });
}

for (const single of ['task', 'inner', 'list'] as const)
  test(`a task that is missing in the list is asked for alone (${single})`, async () => {
    const { clock, simulate } = simulated({ single });
    const { send } = sendTo(sunoApi, async (request) =>
      new URL(request.url).pathname === '/suno/fetch'
        ? Response.json({ code: 'success', message: '', data: [] })
        : simulate(request),
    );
    const { handle } = await port.start(startOf('music', { prompt: 'la' }), send);
    clock.now += 4000;
    assert.equal((await port.poll(handle, send)).outputs?.length, 4);
    await assert.rejects(port.poll({ id: 'gone' }, send), isFault('task_lost'));
  });

test('many tasks are asked for by one request', async () => {
  const { send, asked } = simulated();
  const first = await port.start(startOf('lyrics', { prompt: 'sea' }), send);
  const second = await port.start(startOf('lyrics', { prompt: 'sky' }), send);
  const reports = await port.pollMany?.poll([first.handle, { id: 'gone' }, second.handle], send);
  assert.deepEqual(
    reports?.map((report) => report?.status),
    ['queued', undefined, 'queued'],
  );
  assert.equal(asked.filter(({ path }) => path === '/suno/fetch').length, 1);
});

test('lyrics, joining and a singer end with what they are', async () => {
  const { clock, send } = simulated();
  const started = await Promise.all([
    port.start(startOf('lyrics', { prompt: 'sea' }), send),
    port.start(startOf('concat', { clip_id: '0f6e8077-0000-4000-8000-000000000001' }), send),
    port.start(startOf('persona', { root_clip_id: '0f6e8077-0000-4000-8000-000000000001' }), send),
    port.start(startOf('stems', { clip_id: '0f6e8077-0000-4000-8000-000000000001' }), send),
  ]);
  clock.now += 4000;
  const ended = await Promise.all(started.map(({ handle }) => port.poll(handle, send)));
  assert.match(ended[0]?.outputs?.[0]?.text ?? '', /^\[Verse\]/);
  assert.equal(ended[1]?.outputs?.filter(({ kind }) => kind === 'audio').length, 1);
  assert.match(ended[2]?.refs?.[0] ?? '', /^[0-9a-f-]{36}$/);
  assert.equal(ended[3]?.outputs?.filter(({ kind }) => kind === 'audio').length, 2);
});

test('uploads and singers are answered at once, by an answer that names them', async () => {
  const { send } = simulated();
  const uploaded = await port.start(startOf('uploads/audio-url', { url: 'https://example.com/a.mp3' }), send);
  assert.equal(uploaded.report?.status, 'succeeded');
  const clip = uploaded.report?.refs?.[0] ?? '';
  assert.match(clip, /^[0-9a-f-]{36}$/);
  assert.equal(objectOf(uploaded.report?.native)['reply'] !== undefined, true);
  const singer = await port.start(
    startOf('persona/create', { root_clip_id: clip, name: 'Ann', clips: [clip] }),
    send,
  );
  const made = objectOf(objectOf(singer.report?.native)['reply']);
  assert.equal(singer.report?.refs?.[0], made['id']);
  assert.equal(made['name'], 'Ann');
});

test('a file that the customer sends himself becomes a clip', async () => {
  const { send } = simulated();
  const begun = await port.start(startOf('uploads/audio', { extension: 'mp3' }), send);
  const id = begun.report?.refs?.[0] ?? '';
  assert.ok(port.ask);
  assert.equal((await port.ask('upload', begun.handle, { id }, send))['status'], 'processing');
  await port.ask('upload-finish', begun.handle, { id, body: { upload_type: 'file_upload' } }, send);
  assert.equal((await port.ask('upload', begun.handle, { id }, send))['status'], 'complete');
  const made = await port.start(startOf('uploads/initialize-clip', { id }), send);
  assert.match(made.report?.refs?.[0] ?? '', /^[0-9a-f-]{36}$/);
});

test('what the client calls by our ids goes out under the upstream’s names', async () => {
  const { clock, send, asked } = simulated();
  const first = await port.start(startOf('music', { prompt: 'la' }), send);
  clock.now += 4000;
  const { outputs = [], refs = [] } = await port.poll(first.handle, send);
  const parent: ParentTask = {
    handle: first.handle,
    action: 'music',
    upstreamModel: 'chirp-v5',
    status: 'succeeded',
    outputs,
    byId: true,
  };
  const ours = 'task_01k9bbbbbbbbbbbbbbbbbbbbbb';
  await port.start(
    startOf(
      'music',
      { prompt: 'lo', task: 'extend', continue_at: 5, continue_clip_id: ours, task_id: ours, title: ours },
      { parents: { [ours]: parent } },
    ),
    send,
  );
  const sent = JSON.parse(asked.at(-1)?.body ?? '{}');
  assert.equal(sent.continue_clip_id, refs[0]);
  assert.equal(sent.task_id, first.handle['id']);
  assert.equal(sent.title, ours, 'words are not names');
  // Stock servers want the task beside the clip: it is added where only the clip is named.
  const [, clip = ''] = refs;
  await port.start(
    startOf(
      'music',
      { prompt: 'lo', continue_at: 5, continue_clip_id: clip },
      {
        parents: { [clip]: { ...parent, byId: false } },
      },
    ),
    send,
  );
  const added = JSON.parse(asked.at(-1)?.body ?? '{}');
  assert.deepEqual([added.continue_clip_id, added.task_id], [clip, first.handle['id']]);
});

test('a clip of another key is refused', async () => {
  const { clock, send, simulate } = simulated();
  const { handle } = await port.start(startOf('music', { prompt: 'la' }), send);
  clock.now += 4000;
  const [clip] = (await port.poll(handle, send)).refs ?? [];
  const other = sendTo(sunoApi, simulate, { key: 'sk-other', settings: {} });
  await assert.rejects(
    port.start(startOf('concat', { clip_id: clip }), other.send),
    isFault('upstream_refused'),
  );
});

const faults: readonly (readonly [string, string])[] = [
  ['401', 'upstream_key_refused'],
  ['429', 'upstream_busy'],
  ['500', 'upstream_failed'],
  ['503', 'upstream_failed'],
  ['refuse', 'upstream_refused'],
  ['garbage', 'upstream_garbage'],
  ['error-200', 'upstream_failed'],
];
for (const [fault, code] of faults)
  test(`${fault} at the submit is ${code}`, async () => {
    const { send } = simulated({}, { 'x-key4u-simulate': fault });
    await assert.rejects(port.start(startOf('music', { prompt: 'la' }), send), isFault(code));
  });

const answers: readonly (readonly [number, unknown, string])[] = [
  [500, { code: 'invalid_request', message: 'prompt_empty', data: null }, 'upstream_refused'],
  [500, { code: 'quota_not_enough', message: '', data: null }, 'upstream_key_refused'],
  [
    403,
    {
      error: { message: 'user quota is not enough', type: 'new_api_error', code: 'insufficient_user_quota' },
    },
    'upstream_key_refused',
  ],
  [503, { error: { message: 'no channel for chirp-v9', code: 'model_not_found' } }, 'upstream_model_unknown'],
  [200, { code: 'internal_error', message: 'Too many running jobs', data: null }, 'upstream_busy'],
  [200, { code: 500, message: 'Your lyrics contain copyrighted material' }, 'upstream_refused'],
  [200, { code: 'fail', message: 'Insufficient credits.' }, 'upstream_key_refused'],
  [200, { code: 'success', message: '', data: null }, 'upstream_garbage'],
  [200, [], 'upstream_garbage'],
];
for (const [status, body, code] of answers)
  test(`${status} ${JSON.stringify(body)} is ${code}`, async () => {
    const { send } = sendTo(sunoApi, async () => Response.json(body, { status }));
    await assert.rejects(port.start(startOf('music', { prompt: 'la' }), send), isFault(code));
  });

test('a song fails when asked to, and for words that the rules forbid', async () => {
  const asked = simulated({}, { 'x-key4u-simulate': 'fail' });
  const failing = await port.start(startOf('music', { prompt: 'la' }), asked.send);
  asked.clock.now += 4000;
  const failed = await port.poll(failing.handle, asked.send);
  assert.deepEqual([failed.status, failed.fault], ['failed', undefined]);
  assert.ok(failed.reason);

  const { clock, send } = simulated();
  const { handle } = await port.start(startOf('music', { prompt: 'la [moderation]' }), send);
  clock.now += 4000;
  const refused = await port.poll(handle, send);
  assert.deepEqual([refused.status, refused.fault], ['failed', 'upstream_refused']);
  assert.equal(objectsIn(refused.native?.['data'])[0]?.['status'], 'error');
});

test('every action has a price, and a call costs one', () => {
  for (const action of ['music', 'lyrics', 'stems-all', 'uploads/audio', 'never-heard-of'])
    assert.deepEqual(port.measure(startOf(action, {})), { usage: { calls: 1 }, facts: { action } });
});
