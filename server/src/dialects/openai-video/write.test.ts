import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openAiSpec } from '../../../../test/support/openai-spec.ts';
import type { Json } from '../../base/json.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { TaskDesk, TaskQuestion, TaskView } from '../../spec/task.ts';
import * as desk from './desk.ts';
import { openaiVideo } from './index.ts';
import { characterObject, videoObject, writeHook } from './write.ts';

const id = 'task_01k9xj2m3n4p5q6r7s8t9v0w1x';

const view = (more: Partial<TaskView> = {}): TaskView => ({
  id,
  requestId: 'req_1',
  status: 'queued',
  progress: 0,
  dialect: 'openai-video',
  kind: 'video',
  action: 'create',
  model: 'veo-3.1-generate-preview',
  prompt: 'A kite',
  outputs: [],
  memo: { seconds: '8', size: '1280x720' },
  createdAt: 1_764_000_000_000,
  usage: { seconds: 8 },
  facts: {},
  hold: 0,
  cost: 0,
  mode: 'test',
  origin: 'http://gateway.example',
  version: 1,
  ...more,
});

const film = { kind: 'video', url: 'https://gw.example/results/x/0/p/video.mp4', index: 0 } as const;
const thumbnail = {
  kind: 'image',
  role: 'thumbnail',
  url: 'https://gw.example/results/x/1/p/t.webp',
  index: 1,
} as const;
const done = (more: Partial<TaskView> = {}): TaskView =>
  view({
    status: 'succeeded',
    progress: 100,
    outputs: [film, thumbnail],
    finishedAt: 1_764_000_060_000,
    expiresAt: 1_764_086_400_000,
    ...more,
  });

const native = {
  id: 'video_abc',
  task_id: 'video_abc',
  object: 'video',
  model: 'sora-2-upstream',
  status: 'completed',
  progress: 100,
  created_at: 1,
  seconds: '10',
  size: '720x1280',
  quality: 'standard',
  video_url: 'https://gw.example/replaced',
  detail: { id: 'video_abc', input: ['video_abc'] },
  remixed_from_video_id: 'video_other',
};

describe('the Video object', () => {
  it('of a task that another wire serves', () => {
    assert.deepEqual(videoObject(view()), {
      id,
      object: 'video',
      model: 'veo-3.1-generate-preview',
      status: 'queued',
      progress: 0,
      created_at: 1_764_000_000,
      completed_at: null,
      expires_at: null,
      prompt: 'A kite',
      size: '1280x720',
      seconds: '8',
      remixed_from_video_id: null,
      error: null,
    });
  });

  it('of one that is finished', () => {
    const shown = videoObject(done({ action: 'remix', parent: 'task_parent' }));
    assert.equal(shown['status'], 'completed');
    assert.equal(shown['progress'], 100);
    assert.equal(shown['completed_at'], 1_764_000_060);
    assert.equal(shown['expires_at'], 1_764_086_400);
    assert.equal(shown['video_url'], film.url);
    assert.equal(shown['remixed_from_video_id'], 'task_parent');
  });

  it('of an upstream that speaks it: its fields stay, its ids do not', () => {
    const shown = videoObject(done({ native, model: 'sora-2' }));
    assert.equal(shown['id'], id);
    assert.equal(shown['task_id'], id);
    assert.equal(shown['model'], 'sora-2');
    assert.equal(shown['quality'], 'standard');
    assert.deepEqual(shown['detail'], { id, input: [id] });
    assert.equal(shown['seconds'], '10');
    assert.equal(shown['size'], '720x1280');
    assert.equal(shown['video_url'], film.url);
    assert.equal(shown['remixed_from_video_id'], null);
    assert.equal('video_url' in videoObject(view({ native })), false);
  });

  it('in every state', () => {
    const table = [
      ['sending', 'queued'],
      ['queued', 'queued'],
      ['running', 'in_progress'],
      ['waiting', 'in_progress'],
      ['failed', 'failed'],
      ['cancelled', 'failed'],
      ['expired', 'failed'],
    ] as const;
    for (const [status, word] of table) assert.equal(videoObject(view({ status }))['status'], word);
    const cases: readonly (readonly [Partial<TaskView>, Json])[] = [
      [
        { status: 'failed', fault: 'upstream_refused', reason: 'no' },
        { code: 'moderation_blocked', message: 'no' },
      ],
      [
        { status: 'failed', fault: 'upstream_failed', reason: 'broken' },
        { code: 'upstream_error', message: 'broken' },
      ],
      [
        { status: 'expired', fault: 'task_expired' },
        { code: 'task_expired', message: 'the video was not finished in time' },
      ],
      [
        {
          status: 'failed',
          reason: 'blocked',
          native: { error: { code: 'own', message: 'secret', type: 't' } },
        },
        { code: 'own', message: 'blocked', type: 't' },
      ],
    ];
    for (const [more, error] of cases) assert.deepEqual(videoObject(view(more))['error'], error);
  });

  it('says how long and large it became', () => {
    const made = { ...film, seconds: 8.04, width: 1920, height: 1080 };
    const shown = videoObject(done({ outputs: [made] }));
    assert.deepEqual([shown['seconds'], shown['size']], ['8.04', '1920x1080']);
    const facts = videoObject(done({ memo: {}, facts: { seconds: 5, resolution: '720p' } }));
    assert.deepEqual([facts['seconds'], facts['size']], ['5', '720p']);
  });

  it('keeps to OpenAI’s document', () => {
    const check = openAiSpec();
    if (!check) return;
    for (const task of [
      view(),
      done(),
      done({ native, model: 'sora-2' }),
      view({ status: 'failed', reason: 'x' }),
    ])
      assert.deepEqual(check('VideoResource', { ...videoObject(task), size: '1280x720' }), []);
  });
});

it('a character is shown as its service shows it', () => {
  assert.deepEqual(characterObject(view({ action: 'character', native: { id: 'char_1', name: 'Fox' } })), {
    id: 'char_1',
    name: 'Fox',
    created_at: 1_764_000_000,
  });
  assert.deepEqual(characterObject(view({ action: 'role', native: { id: 'ch_1', username: 'fox.a' } })), {
    id: 'ch_1',
    username: 'fox.a',
  });
});

it('the hook gets OpenAI’s event', () => {
  const event: unknown = JSON.parse(writeHook(done({ version: 4 })).body);
  assert.deepEqual(event, {
    id: `evt_01k9xj2m3n4p5q6r7s8t9v0w1x4`,
    object: 'event',
    created_at: 1_764_000_060,
    type: 'video.completed',
    data: videoObject(done()),
  });
  assert.match(writeHook(view({ status: 'failed' })).body, /"type":"video\.failed"/);
});

describe('questions', () => {
  const deskOf = (tasks: readonly TaskView[]): TaskDesk => {
    const find = async (ref: string) => tasks.find((task) => task.id === ref);
    const get = async (ref: string): Promise<TaskView> => {
      const task = await find(ref);
      if (!task) throw new GatewayError('task_unknown', 'no');
      return task;
    };
    return {
      find,
      get,
      list: async (query) => {
        assert.equal(query.newestFirst, true);
        return { tasks: tasks.slice(0, query.limit), more: tasks.length > query.limit, total: tasks.length };
      },
      cancel: get,
      remove: get,
      ask: async () => ({}),
      changed: get,
      origin: 'https://gw.example',
      hookSecret: 'whsec_x',
    };
  };
  const question = (params: Record<string, string>, query = ''): TaskQuestion => ({
    head: { params, query, headers: {} },
    body: {},
  });
  const bodyOf = async (answer: ReturnType<typeof desk.show>): Promise<unknown> => {
    const given = await answer;
    assert.ok('body' in given);
    return JSON.parse(given.body);
  };

  it('content: the film, a picture, or why not', async () => {
    const at = (query: string, tasks: readonly TaskView[]) =>
      desk.content(question({ video_id: id }, query), deskOf(tasks));
    assert.deepEqual(await at('', [done()]), { content: { task: id, index: 0, name: `${id}.mp4` } });
    assert.deepEqual(await at('variant=thumbnail', [done()]), { content: { task: id, index: 1 } });
    const refusal = async (query: string, tasks: readonly TaskView[]) => {
      try {
        await at(query, tasks);
      } catch (error) {
        assert.ok(error instanceof GatewayError);
        return openaiVideo.writeFault(error, 'req_1');
      }
      return undefined;
    };
    assert.equal((await refusal('', [view({ status: 'running' })]))?.status, 409);
    assert.match((await refusal('', [view()]))?.body ?? '', /"code":"task_running"/);
    assert.equal((await refusal('', [view({ status: 'failed' })]))?.status, 404);
    assert.equal((await refusal('variant=spritesheet', [done()]))?.status, 404);
    assert.equal((await refusal('variant=gif', [done()]))?.status, 400);
    assert.equal((await refusal('', []))?.status, 404);
  });

  it('list and delete', async () => {
    const other = { ...done(), id: 'task_2' };
    assert.deepEqual(await bodyOf(desk.list(question({}, 'limit=1'), deskOf([done(), other]))), {
      object: 'list',
      data: [videoObject(done())],
      first_id: id,
      last_id: id,
      has_more: true,
    });
    assert.deepEqual(await bodyOf(desk.list(question({}), deskOf([]))), {
      object: 'list',
      data: [],
      first_id: null,
      last_id: null,
      has_more: false,
    });
    await assert.rejects(desk.list(question({}, 'limit=1000'), deskOf([])), GatewayError);
    assert.deepEqual(await bodyOf(desk.remove(question({ video_id: id }), deskOf([done()]))), {
      id,
      object: 'video.deleted',
      deleted: true,
    });
  });

  it('a character is no video', async () => {
    const character = view({
      action: 'character',
      status: 'succeeded',
      native: { id: 'char_1', name: 'Fox' },
    });
    await assert.rejects(desk.show(question({ video_id: id }), deskOf([character])), GatewayError);
    assert.deepEqual(await bodyOf(desk.showCharacter(question({ character_id: id }), deskOf([character]))), {
      id: 'char_1',
      name: 'Fox',
      created_at: 1_764_000_000,
    });
    await assert.rejects(desk.showCharacter(question({ character_id: id }), deskOf([done()])), GatewayError);
  });
});
