import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { isObject, type Json, objectOf } from '../../base/json.ts';
import { GatewayError } from '../../spec/fault.ts';
import { type TaskView, taskStatuses } from '../../spec/task.ts';
import { readCreate, readGeneration } from './read.ts';
import { created, generated, generation, queried, taskRef } from './write.ts';

const id = 'task_01k9abcdefghjkmnpqrstvwxyz';
const create = (body: unknown) => readCreate(Buffer.from(JSON.stringify(body)));
const generate = (body: unknown) =>
  readGeneration(Buffer.from(JSON.stringify(body)), {
    params: {},
    query: '',
    headers: { 'content-type': 'application/json' },
  });

const view = (more: Partial<TaskView> = {}): TaskView => ({
  id,
  requestId: 'req_1',
  status: 'succeeded',
  progress: 100,
  dialect: 'video-unified',
  kind: 'video',
  action: 'create',
  model: 'veo3.1-fast',
  prompt: 'sea',
  outputs: [{ kind: 'video', url: 'https://gateway.example/results/1', index: 0 }],
  memo: { req: { prompt: 'sea', images: ['https://img.example/a.png'] } },
  createdAt: 1_790_000_000_000,
  startedAt: 1_790_000_001_000,
  finishedAt: 1_790_000_060_500,
  usage: { seconds: 8 },
  facts: { seconds: 8 },
  hold: 0,
  cost: 0,
  mode: 'live',
  origin: 'http://gateway.example',
  version: 1,
  ...more,
});

const running = { status: 'running', progress: 40, outputs: [] } as const;
/** A running task has no end yet. */
function runningView(more: Partial<TaskView> = {}): TaskView {
  const { finishedAt: _end, ...rest } = view({ ...running, ...more });
  return rest;
}

describe('exchanges as data', () => {
  const cases: unknown = JSON.parse(readFileSync(new URL('cases/veo-query.json', import.meta.url), 'utf8'));
  for (const one of Array.isArray(cases) ? cases.filter(isObject) : [])
    it(String(one['source']), () => {
      const call = create(one['client']);
      assert.deepEqual(call.video, one['video']);
      assert.deepEqual(call.body, one['client']);
      const answer = queried(runningView({ native: objectOf(one['native']) }));
      for (const [name, value] of Object.entries(objectOf(one['running'])))
        assert.deepEqual(answer[name], value, name);
      const detail = objectOf(answer['detail']);
      assert.deepEqual([detail['id'], detail['running'], detail['retry_count']], [id, true, 0]);
    });
});

describe('POST /v1/video/create', () => {
  const images = (model: string, count: number) =>
    create({
      model,
      prompt: 'a',
      images: Array.from({ length: count }, (_, i) => `https://x/${i}.png`),
    }).video?.images.map(({ role }) => role);

  it('pictures are what the model’s name says', () => {
    for (const [model, count, roles] of [
      ['veo3.1-components', 3, ['reference', 'reference', 'reference']],
      ['veo3.1-components-4k', 1, ['reference']],
      ['veo3-fast-frames', 2, ['first', 'last']],
      ['veo3.1', 1, ['first']],
      ['sora-2', 1, ['first']],
      ['gemini-omni-1.1-flash', 3, ['reference', 'reference', 'reference']],
      ['veo3.1', 0, []],
    ] as const)
      assert.deepEqual(images(model, count), roles, `${model} ${count}`);
  });

  it('the fields of sora’s pages', () => {
    const { video, memo } = create({
      images: [],
      model: 'gemini-omni-1.1-flash',
      orientation: 'portrait',
      prompt: 'make animate',
      size: 'large',
      duration: 15,
      watermark: false,
      private: true,
      character_url: 'https://cdn.example/fox.mp4',
      character_timestamps: '1,3',
    });
    assert.deepEqual(video, {
      prompt: 'make animate',
      images: [],
      aspectRatio: '9:16',
      resolution: '1080p',
      seconds: 15,
      watermark: false,
      extra: { private: true, character_url: 'https://cdn.example/fox.mp4', character_timestamps: '1,3' },
    });
    assert.equal(objectOf(objectOf(memo)['req'])['size'], 'large');
  });

  it('sizes in every spelling', () => {
    for (const [size, expected] of [
      ['720x1280', { width: 720, height: 1280 }],
      ['1080P', { resolution: '1080p' }],
      ['small', { resolution: '720p' }],
      ['16:9', { aspectRatio: '16:9' }],
    ] as const) {
      const { width, height, resolution, aspectRatio } = create({ model: 'm', prompt: 'a', size }).video!;
      const found = Object.fromEntries(
        Object.entries({ width, height, resolution, aspectRatio }).filter(([, value]) => value !== undefined),
      );
      assert.deepEqual(found, expected, size);
    }
  });

  it('watermark true promises nothing, and pictures that stand in the request are not kept to be shown', () => {
    const { video, memo } = create({
      model: 'm',
      prompt: 'a',
      watermark: true,
      images: [`data:image/png;base64,${'A'.repeat(900)}`],
    });
    assert.equal(video?.watermark, undefined);
    assert.deepEqual(objectOf(objectOf(memo)['req'])['images'], []);
  });

  for (const [name, body, param] of [
    ['no model', { prompt: 'a' }, 'model'],
    ['no prompt', { model: 'veo3.1' }, 'prompt'],
    ['a size that is none', { model: 'm', prompt: 'a', size: 'huge' }, 'size'],
    ['an orientation that is none', { model: 'm', prompt: 'a', orientation: 'up' }, 'orientation'],
    ['a film of two hours', { model: 'm', prompt: 'a', duration: 7200 }, 'duration'],
  ] as const)
    it(`refuses ${name}`, () =>
      assert.throws(
        () => create(body),
        (error) =>
          error instanceof GatewayError && error.code === 'field_invalid' && error.detail.param === param,
      ));
});

describe('POST /v1/video/generations', () => {
  it('metadata is part of the request, and what stands beside it goes before', () => {
    const { video, body } = generate({
      model: 'kling-v3',
      prompt: 'a',
      image: 'https://x/1.png',
      seconds: '5',
      size: '1280x720',
      metadata: { negative_prompt: 'rain', seed: 7, cfg_scale: 0.5, seconds: 9 },
    });
    assert.deepEqual(video, {
      prompt: 'a',
      images: [{ role: 'first', url: 'https://x/1.png' }],
      width: 1280,
      height: 720,
      seconds: 5,
      seed: 7,
      negativePrompt: 'rain',
      extra: { cfg_scale: 0.5 },
    });
    assert.equal(objectOf(objectOf(body)['metadata'])['seconds'], 9, 'the body passes as it came');
    assert.throws(() => generate({ model: 'a', prompt: 'b', metadata: { model: 'c' } }), /beside metadata/);
  });

  it('a form with a file', () => {
    const boundary = 'XX';
    const part = (head: string, value: string) =>
      `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${value}\r\n`;
    const form =
      part('name="model"', 'veo3.1') +
      part('name="prompt"', 'sea') +
      part('name="cfg_scale"', '0.5') +
      part('name="input_reference"; filename="a.png"\r\nContent-Type: image/png', 'PNG') +
      `--${boundary}--\r\n`;
    const { video, body } = readGeneration(Buffer.from(form), {
      params: {},
      query: '',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    });
    assert.deepEqual(video?.images, [{ role: 'first', url: 'data:image/png;base64,UE5H' }]);
    assert.deepEqual(objectOf(body)['metadata'], { cfg_scale: '0.5' });
    assert.deepEqual(video?.extra, { cfg_scale: '0.5' });
  });
});

describe('answers', () => {
  it('to a creation have the old and the new keys', () => {
    assert.deepEqual(created(runningView({ status: 'queued', progress: 0, startedAt: 1_790_000_000_000 })), {
      id,
      object: 'video',
      model: 'veo3.1-fast',
      status: 'pending',
      progress: 0,
      created_at: 1_790_000_000,
      status_update_time: 1_790_000_000_000,
      enhanced_prompt: '',
    });
    assert.deepEqual(generated(runningView({ status: 'queued', progress: 0 })), {
      id,
      task_id: id,
      object: 'video',
      model: 'veo3.1-fast',
      status: 'queued',
      progress: 0,
      created_at: 1_790_000_000,
    });
  });

  it('of a finished film', () => {
    const answer = queried(view());
    assert.equal(answer['status'], 'completed');
    assert.equal(answer['video_url'], 'https://gateway.example/results/1');
    assert.equal(answer['completed_at'], 1_790_000_060);
    const detail = objectOf(answer['detail']);
    assert.equal(detail['video_generation_status'], 'MEDIA_GENERATION_STATUS_SUCCESSFUL');
    assert.deepEqual(detail['images'], [{ url: 'https://img.example/a.png' }]);
    const newer = generation(view());
    assert.equal(newer['code'], 'success');
    assert.deepEqual([newer['status'], newer['url']], ['succeeded', 'https://gateway.example/results/1']);
    const data = objectOf(newer['data']);
    assert.deepEqual(
      [data['status'], data['progress'], data['result_url'], data['action'], data['finish_time']],
      ['SUCCESS', '100%', 'https://gateway.example/results/1', 'generate', 1_790_000_060],
    );
  });

  it('a failed film is an answer with a reason', () => {
    const failed = {
      status: 'failed',
      outputs: [],
      fault: 'upstream_refused',
      reason: 'no such films',
    } as const;
    const veo = queried(view(failed));
    assert.deepEqual(
      [veo['status'], veo['video_url'], objectOf(veo['detail'])['error_message']],
      ['failed', null, 'no such films'],
    );
    const sora = queried(view({ ...failed, model: 'gemini-omni-1.1-flash' }));
    assert.equal(objectOf(objectOf(sora['detail'])['pending_info'])['failure_reason'], 'no such films');
    assert.deepEqual(generation(view(failed))['error'], {
      code: 'upstream_refused',
      message: 'no such films',
    });
  });

  it('every state has a word of each list', () => {
    const words = (model: string) =>
      taskStatuses.map((status) => [
        status,
        queried(view({ status, model }))['status'],
        objectOf(generation(view({ status, model }))['data'])['status'],
      ]);
    assert.deepEqual(words('veo3.1'), [
      ['sending', 'pending', 'SUBMITTED'],
      ['queued', 'pending', 'QUEUED'],
      ['running', 'video_generating', 'IN_PROGRESS'],
      ['waiting', 'video_generating', 'IN_PROGRESS'],
      ['succeeded', 'completed', 'SUCCESS'],
      ['failed', 'failed', 'FAILURE'],
      ['cancelled', 'failed', 'FAILURE'],
      ['expired', 'error', 'FAILURE'],
    ]);
    assert.deepEqual(
      words('kling-v3').map(([, word]) => word),
      ['pending', 'pending', 'processing', 'processing', 'completed', 'failed', 'failed', 'failed'],
    );
  });

  it('tasks are found by our id, also behind a model’s name', () => {
    assert.equal(taskRef(id), id);
    assert.equal(taskRef(`veo3.1-fast:${id}`), id);
    assert.equal(taskRef(' '), '');
    assert.equal(taskRef(undefined), '');
  });

  it('a native answer of the newer endpoint is not taken for one of the older', () => {
    const native: Json = { code: 'success', message: '', data: { status: 'SUCCESS', data: { fps: 24 } } };
    assert.equal(queried(view({ native }))['code'], undefined);
    assert.equal(objectOf(objectOf(generation(view({ native }))['data'])['data'])['fps'], 24);
  });
});
