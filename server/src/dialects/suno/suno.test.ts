import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Json, parseObject } from '../../base/json.ts';
import type { SubmitEndpoint, TaskDeskEndpoint } from '../../spec/dialect.ts';
import { type FaultCode, faults, GatewayError } from '../../spec/fault.ts';
import type { TaskDesk, TaskView } from '../../spec/task.ts';
import requests from './cases/requests.json' with { type: 'json' };
import { suno } from './index.ts';

const head = (params: Readonly<Record<string, string>> = {}, query = '') => ({ params, query, headers: {} });
const bytes = (body: unknown): Buffer => Buffer.from(JSON.stringify(body));

const submit = (path: string): SubmitEndpoint => {
  const found = suno.endpoints.find((one) => one.path === path);
  assert.ok(found?.does === 'submit-task', path);
  return found;
};
const ask = (path: string): TaskDeskEndpoint => {
  const found = suno.endpoints.find((one) => one.path === path);
  assert.ok(found?.does === 'task-desk', path);
  return found;
};
const read = (path: string, body: unknown, params = {}) => submit(path).read(bytes(body), head(params));
const music = (body: unknown) => read('/suno/submit/music', body);

const id = 'task_01k9aaaaaaaaaaaaaaaaaaaaaa';
const view: TaskView = {
  id,
  requestId: 'req_1',
  status: 'succeeded',
  progress: 100,
  dialect: 'suno',
  kind: 'music',
  action: 'music',
  model: 'chirp-v5',
  prompt: 'rain',
  outputs: [
    { index: 0, kind: 'audio', url: 'https://gateway.example/a.mp3', ref: 'c1', seconds: 31 },
    { index: 1, kind: 'image', role: 'cover', url: 'https://gateway.example/a.png', ref: 'c1' },
  ],
  memo: { notify_hook: 'https://example.com/h' },
  createdAt: 1_763_877_600_123,
  startedAt: 1_763_877_602_000,
  finishedAt: 1_763_877_700_999,
  usage: { calls: 1 },
  facts: { action: 'music' },
  hold: 0,
  cost: 0,
  mode: 'live',
  origin: 'http://gateway.example',
  version: 3,
};

const deskOf = (tasks: readonly TaskView[], answers: Readonly<Record<string, Json>> = {}) => {
  const asked: unknown[] = [];
  const names = (task: TaskView, ref: string) =>
    task.id === ref || task.outputs.some((output) => output.ref === ref);
  const desk: TaskDesk = {
    find: async (ref) => tasks.find((task) => names(task, ref)),
    get: async (ref) => tasks.find((task) => names(task, ref)) ?? assert.fail(),
    list: async ({ ids }) => {
      const found = tasks.filter((task) => ids?.includes(task.id));
      return { tasks: found, more: false, total: found.length };
    },
    cancel: () => assert.fail(),
    remove: () => assert.fail(),
    changed: () => assert.fail(),
    ask: async (ref, question, params) => {
      asked.push([ref, question, params]);
      return answers[question] ?? {};
    },
    hookSecret: 'whsec_unused',
    origin: 'https://gateway.example',
  };
  return { desk, asked };
};
const serve = async (
  path: string,
  desk: TaskDesk,
  params = {},
  body: Json = {},
  query = '',
): Promise<Json> => {
  const answer = await ask(path).serve({ head: head(params, query), body }, desk);
  assert.ok('body' in answer);
  return { status: answer.status, ...(JSON.parse(answer.body) as Json) };
};
const shown = async (task: TaskView): Promise<Json> =>
  (await serve('/suno/fetch/:task_id', deskOf([task]).desk, { task_id: task.id }))['data'] as Json;

describe('a request', () => {
  it('passes with all its fields, without those of the hook', () => {
    const call = music({
      prompt: '[Verse]',
      mv: 'chirp-fenix',
      notify_hook: 'https://example.com/h',
      callback_url: '',
      never_heard_of: { a: [1] },
    });
    assert.deepEqual(call, {
      kind: 'music',
      action: 'music',
      model: 'chirp-fenix',
      body: { prompt: '[Verse]', mv: 'chirp-fenix', never_heard_of: { a: [1] } },
      facts: { action: 'music' },
      prompt: '[Verse]',
      hook: { url: 'https://example.com/h', on: 'end' },
      memo: { notify_hook: 'https://example.com/h' },
    });
  });

  const models: readonly (readonly [string, unknown, string, string])[] = [
    ['/suno/submit/music', { gpt_description_prompt: 'x' }, 'music', 'chirp-v5'],
    ['/suno/submit/music', { prompt: 'x', mv: 'chirp-auk' }, 'music', 'chirp-auk'],
    ['/suno/submit/music', { clip_id: 'c', is_infill: false }, 'concat', 'suno'],
    ['/suno/submit/music', { clip_id: 'c', task: 'cover', prompt: '' }, 'music', 'chirp-v5'],
    ['/suno/submit/lyrics', { prompt: 'x', mv: 'chirp-v5' }, 'lyrics', 'suno'],
    ['/suno/submit/concat', { clip_id: 'c' }, 'concat', 'suno'],
    ['/suno/submit/persona', { root_clip_id: 'c' }, 'persona', 'suno'],
    ['/suno/persona/create', { root_clip_id: 'c', name: 'n' }, 'persona/create', 'suno'],
    ['/suno/uploads/audio-url', { url: 'https://example.com/a.mp3' }, 'uploads/audio-url', 'suno'],
    ['/suno/uploads/audio', { extension: 'mp3' }, 'uploads/audio', 'suno'],
  ];
  for (const [path, body, action, model] of models)
    it(`${path} ${JSON.stringify(body)} is ${action} of ${model}`, () => {
      const call = read(path, body);
      assert.deepEqual([call.action, call.model, call.facts], [action, model, { action }]);
    });

  for (const { row, source, path, body, call } of requests)
    it(`of ${row} is read as it is documented: ${source}`, () => {
      const { action, model, hook, parents, body: sent } = read(path, body);
      assert.deepEqual(
        { action, model, ...(hook ? { hook: hook.url } : {}), parents: parents?.map(({ ref }) => ref) ?? [] },
        call,
      );
      const { notify_hook: _hook, ...rest } = body as Json;
      assert.deepEqual(sent, rest);
    });

  it('takes any action, in any case', () => {
    const any = (action: string, body: unknown = {}) => read('/suno/submit/:action', body, { action });
    assert.equal(any('MUSIC', { prompt: 'x' }).model, 'chirp-v5');
    assert.equal(any('stems-all', { clip_id: 'c' }).action, 'stems-all');
    for (const action of ['../x', 'a/b', '', 'x'.repeat(50)])
      assert.throws(() => any(action), { detail: { param: 'action', upstream: { code: 'invalid_action' } } });
  });

  it('names what it goes on from: ours for sure, the upstream’s perhaps', () => {
    const { parents } = music({
      prompt: 'x',
      task: 'mashup_condition',
      continue_clip_id: '',
      clip_id: 'c1',
      cover_clip_id: 'c1',
      persona_id: 'p1',
      task_id: id,
      metadata_params: {
        mashup_clip_ids: ['c2', 'c3'],
        underpainting_clip_id: 'c4',
        metadata: { clipId: 'c5' },
      },
    });
    assert.deepEqual(parents, [
      { ref: 'c1', param: 'clip_id', loose: true },
      { ref: 'p1', param: 'persona_id', loose: true },
      { ref: id, param: 'task_id' },
      { ref: 'c2', param: 'metadata_params.mashup_clip_ids[0]', loose: true },
      { ref: 'c3', param: 'metadata_params.mashup_clip_ids[1]', loose: true },
      { ref: 'c4', param: 'metadata_params.underpainting_clip_id', loose: true },
      { ref: 'c5', param: 'metadata_params.metadata.clipId', loose: true },
    ]);
  });

  it('makes a clip of an upload where the upload is', () => {
    const call = submit('/suno/uploads/audio/:id/initialize-clip').read(Buffer.alloc(0), head({ id: 'u1' }));
    assert.deepEqual([call.body, call.parents], [{ id: 'u1' }, [{ ref: 'u1', param: 'id' }]]);
  });

  const wrong: readonly (readonly [string, unknown, string, string])[] = [
    ['/suno/submit/music', {}, 'prompt', 'prompt_empty'],
    ['/suno/submit/music', { mv: 'chirp-v5' }, 'prompt', 'prompt_empty'],
    [
      '/suno/submit/music',
      { prompt: 'x', task: 'extend', continue_at: 3 },
      'continue_clip_id',
      'invalid_request',
    ],
    [
      '/suno/submit/music',
      { prompt: 'x', task: 'extend', continue_clip_id: 'c' },
      'continue_at',
      'invalid_request',
    ],
    ['/suno/submit/music', { prompt: 'x', task: 'artist_consistency' }, 'persona_id', 'invalid_request'],
    ['/suno/submit/music', { prompt: 'x', notify_hook: 'ftp://x' }, 'notify_hook', 'invalid_request'],
    ['/suno/submit/music', { prompt: 'x', callback_url: 'here' }, 'callback_url', 'invalid_request'],
    ['/suno/submit/lyrics', { prompt: '' }, 'prompt', 'prompt_empty'],
    ['/suno/submit/concat', { clip_id: '' }, 'clip_id', 'invalid_request'],
    ['/suno/submit/persona', {}, 'root_clip_id', 'invalid_request'],
  ];
  for (const [path, body, param, code] of wrong)
    it(`${path} ${JSON.stringify(body)} is wrong in ${param}`, () => {
      assert.throws(() => read(path, body), { code: 'field_invalid', detail: { param, upstream: { code } } });
    });
  it('is checked for types', () => {
    assert.throws(() => music({ prompt: 7 }), { code: 'field_invalid', detail: { param: 'prompt' } });
    assert.throws(() => read('/suno/submit/concat', {}), { message: 'you must provide clip_id' });
    assert.throws(() => submit('/suno/submit/music').read(Buffer.from('{'), head()), {
      code: 'body_malformed',
    });
  });
});

describe('a task', () => {
  it('made elsewhere is written from what is known', async () => {
    assert.deepEqual(await shown(view), {
      task_id: id,
      notify_hook: 'https://example.com/h',
      action: 'MUSIC',
      status: 'SUCCESS',
      fail_reason: '',
      submit_time: 1_763_877_600,
      start_time: 1_763_877_602,
      finish_time: 1_763_877_700,
      progress: '100%',
      search_item: '',
      data: [
        {
          id: 'c1',
          title: '',
          status: 'complete',
          audio_url: 'https://gateway.example/a.mp3',
          video_url: '',
          image_url: 'https://gateway.example/a.png',
          image_large_url: 'https://gateway.example/a.png',
          model_name: 'chirp-v5',
          metadata: { tags: null, prompt: 'rain', duration: 31, error_type: null, error_message: null },
          created_at: '2025-11-23T06:00:00.123Z',
        },
      ],
    });
  });

  it('of this wire keeps what the upstream said, under our id', async () => {
    const native = {
      task_id: 'upstream-1',
      action: 'music',
      status: 'SUCCESS',
      surprise: 1,
      submit_time: 1,
      data: { code: 200, data: { taskBatchId: '126', items: [{ clipId: 'c1' }] } },
    };
    const task = await shown({ ...view, native });
    assert.equal(task['task_id'], id);
    assert.deepEqual([task['action'], task['surprise'], task['submit_time']], ['music', 1, 1_763_877_600]);
    assert.deepEqual(task['data'], { code: 200, data: { taskBatchId: id, items: [{ clipId: 'c1' }] } });
    assert.ok(!JSON.stringify(task).includes('upstream-1'));
  });

  const { startedAt: _s, finishedAt: _f, reason: _r, ...open } = { ...view, outputs: [], reason: '' };
  const states: readonly (readonly [TaskView['status'], string | undefined, string, string])[] = [
    ['sending', undefined, 'NOT_START', ''],
    ['queued', undefined, 'SUBMITTED', ''],
    ['queued', 'QUEUED', 'QUEUED', ''],
    ['running', 'IN_PROGRESS', 'IN_PROGRESS', ''],
    ['waiting', undefined, 'IN_PROGRESS', ''],
    ['failed', 'FAIL', 'FAILURE', 'the task failed'],
    ['cancelled', 'IN_PROGRESS', 'FAILURE', 'the task was cancelled'],
    ['expired', 'IN_PROGRESS', 'FAILURE', 'time out'],
  ];
  for (const [status, native, word, reason] of states)
    it(`${status} (${native ?? 'nothing said'}) is ${word}`, async () => {
      const task = await shown({ ...open, status, ...(native ? { native: { status: native } } : {}) });
      assert.deepEqual([task['status'], task['fail_reason'], task['start_time']], [word, reason, 0]);
    });

  it('of lyrics has one object', async () => {
    const outputs = [{ index: 0, kind: 'text' as const, text: '[Verse]', ref: 'l1' }];
    const task = await shown({ ...view, action: 'lyrics', outputs });
    assert.deepEqual(task['data'], { id: 'l1', text: '[Verse]', title: '', status: 'complete' });
  });

  it('is answered by its id when it is taken, and by the result where that is there at once', () => {
    const body = (task: TaskView) => JSON.parse(submit('/suno/submit/music').written(task).body);
    assert.deepEqual(body(view), { code: 'success', message: '', data: id });
    assert.deepEqual(body({ ...view, native: { reply: { id: 'p1', name: 'Ann' } } }), {
      id: 'p1',
      name: 'Ann',
    });
  });

  it('is told to the hook as it is shown', async () => {
    assert.deepEqual(parseObject(suno.writeHook?.(view).body ?? ''), await shown(view));
  });
});

describe('questions', () => {
  it('about many tasks are answered in their order, without the unknown', async () => {
    const other = { ...view, id: 'task_01k9bbbbbbbbbbbbbbbbbbbbbb', action: 'lyrics', outputs: [] };
    const { desk } = deskOf([view, other]);
    const ids = async (body: Json) =>
      ((await serve('/suno/fetch', desk, {}, body))['data'] as Json[]).map((task) => task['task_id']);
    assert.deepEqual(await ids({ ids: [other.id, 'gone', 'c1', id] }), [other.id, id]);
    assert.deepEqual(await ids({ ids: [other.id, id], action: 'LYRICS' }), [other.id]);
    assert.deepEqual(await ids({ ids: [other.id, id], action: '' }), [other.id, id]);
    await assert.rejects(serve('/suno/fetch', desk), { code: 'field_invalid', detail: { param: 'ids' } });
  });

  it('about nothing are answered as new-api does', async () => {
    const { desk } = deskOf([]);
    for (const [path, params] of [
      ['/suno/fetch/:task_id', { task_id: id }],
      ['/suno/act/wav/:clip_id', { clip_id: 'c9' }],
      ['/suno/feed/:ids', { ids: 'c9' }],
    ] as const)
      await assert.rejects(serve(path, desk, params), (error) => {
        assert.ok(error instanceof GatewayError);
        const { status, body } = suno.writeFault(error, 'req_1');
        assert.deepEqual([status, JSON.parse(body).code], [400, 'task_not_exist']);
        return true;
      });
  });

  it('about a WAV file have one answer', async () => {
    const url = 'https://cdn1.suno.ai/c1.wav';
    const wav = async (clip: string, answer: Json, task = view): Promise<Json> => {
      const { desk, asked } = deskOf([task], { wav: answer });
      return { ...(await serve('/suno/act/wav/:clip_id', desk, { clip_id: clip })), asked };
    };
    assert.deepEqual(await wav('c1', { status: 'processing' }), {
      status: 200,
      code: 'success',
      message: '',
      data: { clip_id: 'c1', status: 'processing', wav_file_url: '' },
      asked: [['c1', 'wav', { clip: 'c1' }]],
    });
    const done = await wav(id, { status: 'complete', wav_file_url: url });
    assert.deepEqual(
      [done['data'], done['wav_file_url'], done['asked']],
      [{ clip_id: 'c1', status: 'complete', wav_file_url: url }, url, [[id, 'wav', { clip: 'c1' }]]],
    );
    const early = await wav(id, {}, { ...view, outputs: [], status: 'running' });
    assert.deepEqual(early['data'], { clip_id: id, status: 'processing', wav_file_url: '' });
  });

  it('about a whole account are not passed on', async () => {
    const { desk, asked } = deskOf([view], { midi: { state: 'complete' } });
    for (const question of ['my-musics', 'music-style', 'wav', '..'])
      await assert.rejects(serve('/suno/act/:question', desk, { question }, {}, 'clipId=c1'), {
        code: 'endpoint_unknown',
      });
    await serve('/suno/act/:question', desk, { question: 'midi' }, {}, 'clipId=c1&stemClipId=c2&pageNum=1');
    await serve('/suno/act/:question/:clip_id', desk, { question: 'timing', clip_id: 'c1' });
    assert.deepEqual(asked, [
      ['c1', 'midi', { query: { clipId: 'c1', stemClipId: 'c2' } }],
      ['c1', 'timing', { clip: 'c1' }],
    ]);
  });

  it('for clips alone give a list', async () => {
    const answer = await ask('/suno/feed/:ids').serve(
      { head: head({ ids: 'c1,gone' }), body: {} },
      deskOf([view]).desk,
    );
    assert.ok('body' in answer);
    assert.deepEqual(
      JSON.parse(answer.body).map((clip: Json) => clip['id']),
      ['c1'],
    );
  });
});

it('every fault is written with its status and the id of the request', () => {
  for (const code of Object.keys(faults) as FaultCode[]) {
    const { status, body } = suno.writeFault(new GatewayError(code, 'why'), 'req_1');
    const written = JSON.parse(body);
    assert.equal(status, faults[code].status);
    assert.deepEqual(Object.keys(written), ['code', 'message', 'data']);
    assert.match(written.code, /^[a-z_]+$/);
    assert.equal(written.message, 'why (request id: req_1)');
  }
});
