import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import OpenAI, { toFile } from 'openai';
import { GatewayError } from '../../spec/fault.ts';
import type { TaskCall } from '../../spec/task.ts';
import * as read from './read.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const pngUrl = `data:image/png;base64,${png.toString('base64')}`;

type Reader = (bytes: Buffer, head: Parameters<typeof read.readCreate>[1]) => TaskCall;

const fromJson = (reader: Reader, body: object, params: Record<string, string> = {}): TaskCall =>
  reader(Buffer.from(JSON.stringify(body)), {
    params,
    query: '',
    headers: { 'content-type': 'application/json' },
  });

async function fromForm(
  reader: Reader,
  parts: readonly (readonly [string, string | Blob, string?])[],
  params: Record<string, string> = {},
): Promise<TaskCall> {
  const form = new FormData();
  for (const [name, value, file] of parts)
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, value, file);
  const response = new Response(form);
  return reader(Buffer.from(await response.arrayBuffer()), {
    params,
    query: '',
    headers: { 'content-type': response.headers.get('content-type') ?? '' },
  });
}

const picture = (type = 'image/png'): Blob => new Blob([new Uint8Array(png)], { type });

const refuses = (act: () => unknown, param: string, message?: RegExp): void => {
  assert.throws(act, (error: unknown) => {
    assert.ok(error instanceof GatewayError);
    assert.equal(error.code, 'field_invalid');
    assert.equal(error.detail.param, param);
    if (message) assert.match(error.message, message);
    return true;
  });
};

describe('a video is asked for', () => {
  it('as JSON: the body stays, the film is read', () => {
    const body = {
      model: 'veo-3.1-generate-preview',
      prompt: 'A kite',
      seconds: '8',
      size: '1280x720',
      input_reference: { image_url: 'https://img.example/a.png' },
      metadata: { personGeneration: 'allow_adult', model: 'another' },
      own: 1,
    };
    const call = fromJson(read.readCreate, body);
    assert.equal(call.action, 'create');
    assert.equal(call.model, body.model);
    assert.deepEqual(call.body, body);
    assert.deepEqual(call.memo, { seconds: '8', size: '1280x720' });
    assert.deepEqual(call.video, {
      prompt: 'A kite',
      images: [{ role: 'first', url: 'https://img.example/a.png' }],
      width: 1280,
      height: 720,
      seconds: 8,
      extra: { personGeneration: 'allow_adult', own: 1 },
    });
  });

  it('as a form with a file', async () => {
    const call = await fromForm(read.readCreate, [
      ['model', 'veo-3.1-generate-preview'],
      ['prompt', 'A kite'],
      ['seconds', '8'],
      ['size', '720x1280'],
      ['watermark', 'false'],
      ['private', 'true'],
      ['metadata', '{"seed":3}'],
      ['input_reference', picture(), 'kite.png'],
    ]);
    assert.deepEqual(call.body, {
      model: 'veo-3.1-generate-preview',
      prompt: 'A kite',
      seconds: '8',
      size: '720x1280',
      watermark: 'false',
      private: 'true',
      metadata: { seed: 3 },
      input_reference: pngUrl,
    });
    assert.deepEqual(call.video, {
      prompt: 'A kite',
      images: [{ role: 'first', url: pngUrl }],
      width: 720,
      height: 1280,
      seconds: 8,
      watermark: false,
      extra: { seed: 3, private: 'true' },
    });
  });

  it('with several pictures', async () => {
    const forms: readonly (readonly [string, string[]])[] = [
      ['input_reference', ['first', 'last']],
      ['input_reference[]', ['first', 'last', 'x']],
    ];
    for (const [name, names] of forms) {
      const call = await fromForm(read.readCreate, [
        ['model', 'any'],
        ['prompt', 'A kite'],
        ...names.map((one) => [name, picture('application/octet-stream'), one] as const),
      ]);
      assert.deepEqual(
        call.video?.images.map(({ role, url }) => [role, url]),
        names.length === 2
          ? [
              ['first', pngUrl],
              ['last', pngUrl],
            ]
          : names.map(() => ['reference', pngUrl]),
      );
      assert.deepEqual(
        call.body['input_reference'],
        names.map(() => pngUrl),
      );
    }
    const asked = fromJson(read.readCreate, {
      model: 'any',
      prompt: 'A fox',
      input_reference: [{ image_url: pngUrl, role: 'reference' }],
    });
    assert.deepEqual(asked.video?.images, [{ role: 'reference', url: pngUrl }]);
    const components = fromJson(read.readCreate, {
      model: 'veo_3_1-components',
      prompt: 'A fox',
      images: [pngUrl],
    });
    assert.deepEqual(components.video?.images, [{ role: 'reference', url: pngUrl }]);
  });

  it('in sizes and lengths that others write', () => {
    const table: readonly (readonly [object, object])[] = [
      [{ size: '16x9' }, { aspectRatio: '16:9' }],
      [{ size: '9:16' }, { aspectRatio: '9:16' }],
      [{ size: '1080P' }, { resolution: '1080p' }],
      [{ size: '4K' }, { resolution: '4k' }],
      [{ size: 'large' }, { extra: { size: 'large' } }],
      [{ duration: 10 }, { seconds: 10 }],
      [{ seconds: 6 }, { seconds: 6 }],
      [{ seconds: '5s' }, { seconds: 5 }],
      [
        { aspect_ratio: '1:1', resolution: '720p' },
        { aspectRatio: '1:1', resolution: '720p' },
      ],
      [
        { negative_prompt: 'rain', seed: '7', generate_audio: 'false' },
        { negativePrompt: 'rain', seed: 7, sound: false },
      ],
    ];
    for (const [fields, expected] of table) {
      const { video } = fromJson(read.readCreate, { model: 'any', prompt: 'A kite', ...fields });
      assert.deepEqual(
        video,
        { prompt: 'A kite', images: [], extra: {}, ...expected },
        JSON.stringify(fields),
      );
    }
  });

  it('with the hook taken out', () => {
    const call = fromJson(read.readCreate, {
      model: 'any',
      prompt: 'A kite',
      callback_url: 'https://me.example/hook',
    });
    assert.deepEqual(call.hook, { url: 'https://me.example/hook', on: 'end' });
    assert.equal('callback_url' in call.body, false);
    refuses(
      () => fromJson(read.readCreate, { model: 'any', prompt: 'A kite', callback_url: 'ftp://me' }),
      'callback_url',
    );
  });

  it('with a character: only a service that has it can serve', () => {
    const call = fromJson(read.readCreate, {
      model: 'sora-2',
      prompt: 'then @fox.abc waves to @fox.abc',
      characters: [{ id: 'char_1' }, { id: 'task_01k9xj2m3n4p5q6r7s8t9v0w1x' }],
      character_from_task: 'task_01k9xj2m3n4p5q6r7s8t9v0w1y',
    });
    assert.equal(call.video, undefined);
    assert.deepEqual(call.parents, [
      { ref: 'char_1', param: 'characters[0].id', loose: true },
      { ref: 'task_01k9xj2m3n4p5q6r7s8t9v0w1x', param: 'characters[1].id' },
      { ref: 'task_01k9xj2m3n4p5q6r7s8t9v0w1y', param: 'character_from_task' },
      { ref: 'fox.abc', param: 'prompt', loose: true },
    ]);
    const other = fromJson(read.readCreate, { model: 'veo', prompt: 'write to a@b.example or @me' });
    assert.equal(other.parents, undefined);
    assert.ok(other.video);
  });

  it('is refused where OpenAI refuses it', () => {
    const create = (body: object) => () => fromJson(read.readCreate, body);
    refuses(create({ model: 'veo' }), 'prompt', /must provide a prompt/);
    refuses(create({ model: 'veo', prompt: '' }), 'prompt');
    refuses(create({ model: 'veo', prompt: 'x'.repeat(32_001) }), 'prompt');
    refuses(create({ prompt: 'A kite', seconds: '7' }), 'seconds', /Supported values/);
    refuses(
      create({ model: 'sora-2', prompt: 'A kite', size: '1024x1792' }),
      'size',
      /'720x1280', '1280x720'\./,
    );
    refuses(create({ model: 'sora-2-pro', prompt: 'A kite', size: '1920x1080' }), 'size');
    refuses(create({ model: 'any', prompt: 'A kite', seconds: 'long' }), 'seconds');
    refuses(create({ model: 'any', prompt: 'A kite', input_reference: 'file.png' }), 'input_reference');
    assert.equal(fromJson(read.readCreate, { prompt: 'A kite' }).model, 'sora-2');
    assert.equal(
      fromJson(read.readCreate, { model: 'sora-2-pro', prompt: 'A', size: '1024x1792' }).model,
      'sora-2-pro',
    );
    assert.equal(
      fromJson(read.readCreate, { model: 'sora-2-all', prompt: 'A', seconds: 7 }).model,
      'sora-2-all',
    );
  });

  it('not by a form whose names cannot be read', async () => {
    for (const name of ['a[b', '__proto__', 'a[__proto__]', 'a[1][2][3][4]'])
      await assert.rejects(
        fromForm(read.readCreate, [
          ['prompt', 'A'],
          [name, 'x'],
        ]),
        GatewayError,
        name,
      );
  });
});

describe('a video goes on from another one', () => {
  const id = 'task_01k9xj2m3n4p5q6r7s8t9v0w1x';

  it('remix: the model is that of the video', () => {
    const call = fromJson(read.readRemix, { prompt: 'finer', size: '1280x720' }, { video_id: id });
    assert.equal(call.model, '');
    assert.deepEqual(call.body, { prompt: 'finer', size: '1280x720', video: { id } });
    assert.deepEqual(call.parents, [{ ref: id, param: 'video_id' }]);
    assert.deepEqual(call.video, {
      prompt: 'finer',
      images: [],
      width: 1280,
      height: 720,
      parent: { ref: id, how: 'remix' },
      extra: {},
    });
    refuses(() => fromJson(read.readRemix, {}, { video_id: id }), 'prompt');
  });

  it('edit and extend, by id or with a file', async () => {
    const edit = await fromForm(read.readEdit, [
      ['prompt', 'at night'],
      ['video[id]', id],
    ]);
    assert.deepEqual(edit.body, { prompt: 'at night', video: { id } });
    assert.deepEqual(edit.video?.parent, { ref: id, how: 'edit' });
    const extend = fromJson(read.readExtend, { prompt: 'on', seconds: '8', video: { id } });
    assert.deepEqual(extend.video, {
      prompt: 'on',
      images: [],
      seconds: 8,
      parent: { ref: id, how: 'extend' },
      extra: {},
    });
    const uploaded = await fromForm(read.readEdit, [
      ['prompt', 'at night'],
      ['model', 'sora-2-pro'],
      ['video', new Blob(['film'], { type: 'video/mp4' }), 'a.mp4'],
    ]);
    assert.equal(uploaded.model, 'sora-2-pro');
    assert.equal(uploaded.parents, undefined);
    assert.deepEqual(uploaded.video?.video, { url: 'data:video/mp4;base64,ZmlsbQ==' });
    refuses(() => fromJson(read.readEdit, { prompt: 'x', video: {} }), 'video.id');
    refuses(() => fromJson(read.readEdit, { prompt: 'x', video: 'film' }), 'video');
  });
});

describe('characters', () => {
  it('are made of a clip', async () => {
    const call = await fromForm(read.readCharacter, [
      ['name', 'Fox'],
      ['video', new Blob(['film'], { type: 'video/mp4' }), 'a.mp4'],
    ]);
    assert.deepEqual([call.action, call.model, call.video], ['character', 'sora-2', undefined]);
    refuses(() => fromJson(read.readCharacter, { name: 'Fox', video: 'x' }), 'video');
    refuses(() => fromJson(read.readCharacter, { name: '', video: 'https://a.example/a.mp4' }), 'name');
  });

  it('or of a film by its address or task', () => {
    const call = fromJson(read.readRole, { timestamps: '1,3', from_task: 'task_x' });
    assert.deepEqual(call.parents, [{ ref: 'task_x', param: 'from_task' }]);
    refuses(() => fromJson(read.readRole, { timestamps: '1,3' }), 'url');
    for (const timestamps of ['1', '1,5', '3,1', '1,1.5', 'a,b'])
      refuses(() => fromJson(read.readRole, { url: 'https://a.example/a.mp4', timestamps }), 'timestamps');
  });
});

it('reads what the official SDK sends', async () => {
  const calls: TaskCall[] = [];
  const client = new OpenAI({
    apiKey: 'sk-x',
    baseURL: 'http://gateway.example/v1',
    fetch: async (url, init) => {
      const request = new Request(String(url), init as RequestInit);
      const { pathname } = new URL(request.url);
      const reader = pathname.endsWith('/remix')
        ? read.readRemix
        : pathname.endsWith('/edits')
          ? read.readEdit
          : pathname.endsWith('/extensions')
            ? read.readExtend
            : pathname.endsWith('/characters')
              ? read.readCharacter
              : read.readCreate;
      calls.push(
        reader(Buffer.from(await request.arrayBuffer()), {
          params: { video_id: 'video_1' },
          query: '',
          headers: Object.fromEntries(request.headers),
        }),
      );
      return Response.json({ id: 'x' });
    },
  });
  const file = await toFile(png, 'a.png', { type: 'image/png' });
  await client.videos.create({
    model: 'veo-3.1-generate-preview',
    prompt: 'A kite',
    seconds: '8',
    input_reference: file,
  });
  await client.videos.create({ prompt: 'A kite', input_reference: { image_url: pngUrl } });
  await client.videos.remix('video_1', { prompt: 'finer' });
  await client.videos.edit({ prompt: 'night', video: { id: 'video_1' } });
  await client.videos.extend({ prompt: 'on', seconds: '8', video: { id: 'video_1' } });
  await client.videos.createCharacter({
    name: 'Fox',
    video: await toFile(Buffer.from('x'), 'a.mp4', { type: 'video/mp4' }),
  });
  assert.deepEqual(
    calls.map(({ action, model, body }) => [action, model, body]),
    [
      [
        'create',
        'veo-3.1-generate-preview',
        { model: 'veo-3.1-generate-preview', prompt: 'A kite', seconds: '8', input_reference: pngUrl },
      ],
      ['create', 'sora-2', { prompt: 'A kite', input_reference: { image_url: pngUrl } }],
      ['remix', '', { prompt: 'finer', video: { id: 'video_1' } }],
      ['edit', '', { prompt: 'night', video: { id: 'video_1' } }],
      ['extend', '', { prompt: 'on', seconds: '8', video: { id: 'video_1' } }],
      ['character', 'sora-2', { name: 'Fox', video: 'data:video/mp4;base64,eA==' }],
    ],
  );
});
