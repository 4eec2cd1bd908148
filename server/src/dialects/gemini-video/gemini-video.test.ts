import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { isObject } from '../../base/json.ts';
import type { RequestHead } from '../../spec/call.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { TaskView } from '../../spec/task.ts';
import { geminiVideo } from './index.ts';
import { readGenerate } from './read.ts';
import { readVideoName, videoName, videoUri } from './video-names.ts';
import { operation, writeHook } from './write.ts';

const id = 'task_01k9abcdefghjkmnpqrstvwxyz';
const origin = 'https://gateway.example';
const head = (model = 'veo-3.1-generate-001'): RequestHead => ({ params: { model }, query: '', headers: {} });
const read = (body: unknown, model?: string) => readGenerate(Buffer.from(JSON.stringify(body)), head(model));

const view = (more: Partial<TaskView> = {}): TaskView => ({
  id,
  requestId: 'req_1',
  status: 'succeeded',
  progress: 100,
  dialect: 'gemini-video',
  kind: 'video',
  action: 'generate',
  model: 'veo-3.1-generate-001',
  prompt: 'sea',
  outputs: [{ kind: 'video', url: 'https://gateway.example/results/1', index: 0 }],
  memo: {},
  createdAt: 1_790_000_000_000,
  usage: { seconds: 8 },
  facts: {},
  hold: 0,
  cost: 0,
  mode: 'live',
  origin: 'http://gateway.example',
  version: 1,
  ...more,
});

describe('exchanges as data', () => {
  const cases: unknown = JSON.parse(
    readFileSync(new URL('cases/generate-videos.json', import.meta.url), 'utf8'),
  );
  for (const one of Array.isArray(cases) ? cases.filter(isObject) : [])
    it(String(one['source']), () => {
      const call = read(one['client']);
      assert.deepEqual(call.video, one['video']);
      assert.deepEqual(call.body, one['client'], 'the body passes as it came');
      const native = isObject(one['native']) ? one['native'] : {};
      assert.deepEqual(operation(view({ native }), origin), one['answer']);
    });
});

describe('requests', () => {
  const png = { bytesBase64Encoded: 'iVBORw0KGgo=', mimeType: 'image/png' };

  it('pictures are data URLs by their role, in every form that Google writes them', () => {
    const { video } = read({
      instances: [
        {
          prompt: 'a',
          image: { inlineData: { data: 'QQ==', mimeType: 'image/jpeg' } },
          lastFrame: png,
          referenceImages: [{ image: png, referenceType: 'asset' }],
        },
      ],
      parameters: { personGeneration: 'allow_adult', sampleCount: 2, seed: 3, generateAudio: false },
    });
    assert.deepEqual(video?.images, [
      { role: 'first', url: 'data:image/jpeg;base64,QQ==' },
      { role: 'last', url: 'data:image/png;base64,iVBORw0KGgo=' },
      { role: 'reference', url: 'data:image/png;base64,iVBORw0KGgo=' },
    ]);
    assert.deepEqual(video?.extra, { personGeneration: 'allow_adult' });
    assert.deepEqual([video?.count, video?.seed, video?.sound], [2, 3, false]);
  });

  it('a film of ours is a parent, named by our id in the body', () => {
    const call = read({
      instances: [{ prompt: 'and then', video: { uri: videoUri(origin, id, 2), encoding: 'video/mp4' } }],
    });
    assert.deepEqual(call.parents, [{ ref: id, param: 'instances[0].video.uri' }]);
    assert.deepEqual(call.video?.parent, { ref: id, how: 'extend' });
    assert.deepEqual(call.body, {
      instances: [{ prompt: 'and then', video: { uri: `${id}/2`, encoding: 'video/mp4' } }],
    });
    const first = read({ instances: [{ prompt: 'a', video: { uri: `files/${videoName(id, 0)}` } }] });
    assert.deepEqual(first.body, { instances: [{ prompt: 'a', video: { uri: id } }] });
  });

  it('any other film goes on as it is', () => {
    const call = read({
      instances: [{ prompt: 'a', video: { gcsUri: 'gs://b/film.mp4', mimeType: 'video/mp4' } }],
    });
    assert.equal(call.parents, undefined);
    assert.deepEqual(call.video?.video, { url: 'gs://b/film.mp4' });
  });

  it('the webhook is taken out of the body', () => {
    const call = read({
      instances: [{ prompt: 'a' }],
      webhookConfig: { uris: ['https://me.example/hook'], userMetadata: { job: 7 } },
      somethingNew: 1,
    });
    assert.deepEqual(call.hook, { url: 'https://me.example/hook', on: 'end' });
    assert.deepEqual(call.memo, { userMetadata: { job: 7 } });
    assert.deepEqual(call.body, { instances: [{ prompt: 'a' }], somethingNew: 1 });
  });

  for (const [name, body, param] of [
    ['no instance', { instances: [] }, 'instances'],
    ['no prompt', { instances: [{ prompt: ' ' }] }, 'instances[0].prompt'],
    [
      'a length that is no number',
      { instances: [{ prompt: 'a' }], parameters: { durationSeconds: 'long' } },
      'parameters.durationSeconds',
    ],
  ] as const)
    it(`refuses ${name}`, () =>
      assert.throws(
        () => read(body),
        (error) =>
          error instanceof GatewayError && error.code === 'field_invalid' && error.detail.param === param,
      ));
});

describe('operations', () => {
  it('a running one has its name and no done', () => {
    assert.deepEqual(operation(view({ status: 'running', progress: 30, outputs: [] }), origin), {
      name: `models/veo-3.1-generate-001/operations/${id}`,
    });
  });

  it('the first answer is the name, also of one that has ended at once', () => {
    assert.deepEqual(operation(view(), undefined), { name: `models/veo-3.1-generate-001/operations/${id}` });
  });

  it('is written from the outputs where another wire made the film', () => {
    const outputs: TaskView['outputs'] = [
      { kind: 'image', role: 'thumbnail', url: 'https://x/1.png', index: 0 },
      { kind: 'video', url: 'https://x/2.mp4', index: 1 },
    ];
    assert.deepEqual(operation(view({ outputs, model: 'kling-v3' }), origin), {
      name: `models/kling-v3/operations/${id}`,
      done: true,
      response: {
        '@type': 'type.googleapis.com/google.ai.generativelanguage.v1beta.PredictLongRunningResponse',
        generateVideoResponse: { generatedSamples: [{ video: { uri: videoUri(origin, id, 1) } }] },
      },
    });
  });

  it('what the content rules refused has its place in the response, everything else is an error', () => {
    const refused = operation(
      view({ status: 'failed', fault: 'upstream_refused', reason: 'no such films', outputs: [] }),
      origin,
    );
    assert.deepEqual(refused['response'], {
      '@type': 'type.googleapis.com/google.ai.generativelanguage.v1beta.PredictLongRunningResponse',
      generateVideoResponse: { raiMediaFilteredCount: 1, raiMediaFilteredReasons: ['no such films'] },
    });
    for (const [status, code] of [
      ['failed', 13],
      ['cancelled', 1],
      ['expired', 4],
    ] as const) {
      const { done, error } = operation(view({ status, outputs: [], reason: 'words' }), origin);
      assert.deepEqual({ done, error }, { done: true, error: { code, message: 'words' } });
    }
  });

  it('the webhook hears of the film by an address that needs no key', () => {
    const { body } = writeHook(view({ memo: { userMetadata: { job: 7 } }, finishedAt: 1_790_000_060_000 }));
    assert.deepEqual(JSON.parse(body), {
      type: 'video.generated',
      version: 'v1',
      timestamp: '2026-09-21T14:14:20.000Z',
      data: {
        id: `models/veo-3.1-generate-001/operations/${id}`,
        output_file_uri: 'https://gateway.example/results/1',
        user_metadata: { job: 7 },
      },
    });
  });
});

describe('names of films', () => {
  /** What Google's SDKs make of an address: tFileName of @google/genai. */
  const asked = (uri: string): string =>
    uri.startsWith('https://')
      ? /[a-z0-9]+/.exec(uri.split('files/')[1] ?? '')![0]
      : uri.replace(/^files\//, '');

  it('are what the SDKs ask for, on https and on http', () => {
    assert.deepEqual(readVideoName(`files/${asked(videoUri(origin, id, 0))}:download`), {
      task: id,
      index: 0,
    });
    assert.deepEqual(readVideoName(asked(videoUri('http://127.0.0.1:3000', id, 12))), {
      task: id,
      index: 12,
    });
  });
  it('mean no file of a client', () => {
    for (const text of ['k4uabcdef', 'files/file-abc', `task_${'0'.repeat(26)}`, 'video01k9', ''])
      assert.equal(readVideoName(text), undefined, text);
  });
});

it('every endpoint has a path of its own', () => {
  const paths = geminiVideo.endpoints.map(({ method, path }) => `${method} ${path}`);
  assert.equal(new Set(paths).size, paths.length);
});
