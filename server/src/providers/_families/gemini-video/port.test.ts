import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sendTo } from '../../../../../test/support/task-send.ts';
import type { Json } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { ParentTask, TaskReport, TaskStart } from '../../../spec/task.ts';
import type { VideoRequest } from '../../../spec/video.ts';
import { google } from '../../google/index.ts';
import { googleVertex } from '../../google-vertex/index.ts';
import { isVideoModel, traitsOf } from './names.ts';
import { createVideoSimulator } from './simulator/index.ts';

const access = { key: 'k', settings: { project: 'p', location: 'us-central1' } };
const png = `data:image/png;base64,${'iVBORw0KGgo='}`;

function upstream(provider: typeof google, headers: Record<string, string> = {}) {
  let now = Date.UTC(2026, 10, 23);
  const simulate = createVideoSimulator({
    models: provider.manifest.models,
    vertex: provider === googleVertex,
    clock: () => now,
  });
  const port = provider.tasks!['gemini-video']!;
  const { send, asked } = sendTo(
    provider,
    async (request) => (await simulate(request)) ?? new Response(null, { status: 404 }),
    access,
    headers,
  );
  return {
    port,
    send,
    asked,
    wait: (ms: number) => {
      now += ms;
    },
    start: (upstreamModel: string, body: Json, parents: TaskStart['parents'] = {}) =>
      port.start(
        { action: 'generate', body, upstreamModel, access, taskId: 'task_x', facts: {}, parents },
        send,
      ),
  };
}

const sea: Json = {
  instances: [{ prompt: 'the sea' }],
  parameters: { aspectRatio: '9:16', durationSeconds: 4 },
};

async function finished(at: ReturnType<typeof upstream>, handle: Json): Promise<TaskReport> {
  assert.equal((await at.port.poll(handle, at.send)).status, 'running');
  at.wait(3100);
  return at.port.poll(handle, at.send);
}

describe('films on the Gemini API', () => {
  it('start, run and end as a path that the key opens', async () => {
    const at = upstream(google);
    const { handle, report } = await at.start('veo-3.1-generate-preview', { ...sea, somethingNew: 1 });
    assert.equal(report?.status, 'queued');
    assert.equal(at.asked[0]?.path, '/v1beta/models/veo-3.1-generate-preview:predictLongRunning');
    assert.deepEqual(JSON.parse(at.asked[0]!.body), { ...sea, somethingNew: 1 }, 'unknown fields pass');
    const end = await finished(at, handle);
    assert.equal(end.status, 'succeeded');
    const [film] = end.outputs!;
    assert.match(film?.path ?? '', /^\/v1beta\/files\/film[\w-]+:download\?alt=media$/);
    assert.ok(!JSON.stringify(end.native).includes('files/'), 'no address of the upstream is shown');
    const { body } = await at.send({ method: 'GET', path: film!.path! });
    assert.equal(body.subarray(4, 8).toString('latin1'), 'ftyp');
  });

  it('goes on from a film by its name at Google', async () => {
    const at = upstream(google);
    const first = await at.start('veo-3.1-generate-preview', sea);
    const { handle = {}, outputs = [] } = await finished(at, first.handle);
    const parent: ParentTask = {
      handle,
      outputs,
      action: 'generate',
      upstreamModel: 'veo-3.1-generate-preview',
      status: 'succeeded',
      byId: true,
    };
    const ref = 'task_01k9abcdefghjkmnpqrstvwxyz';
    const more = { instances: [{ prompt: 'a ship', video: { uri: ref, encoding: 'video/mp4' } }] };
    await at.start('veo-3.1-generate-preview', more, { [ref]: parent });
    const sent = JSON.parse(at.asked.at(-1)!.body) as { instances: [{ video: { uri: string } }] };
    assert.match(sent.instances[0].video.uri, /\/v1beta\/files\/film/);
    assert.deepEqual(Object.keys(sent.instances[0].video), ['uri']);
    await assert.rejects(
      at.start('veo-3.1-generate-preview', more, { [ref]: { ...parent, status: 'running' } }),
      /not ready/,
    );
  });

  it('films that the filters hold back are a refusal, with the reason', async () => {
    const at = upstream(google, { 'x-key4u-simulate': 'refuse' });
    const { handle } = await at.start('veo-3.1-generate-preview', sea);
    const end = await finished(at, handle);
    assert.equal(end.status, 'failed');
    assert.equal(end.fault, 'upstream_refused');
    assert.match(end.reason ?? '', /usage guidelines/);
  });

  it('a job that fails is no refusal', async () => {
    const at = upstream(google, { 'x-key4u-simulate': 'fail' });
    const { handle } = await at.start('veo-3.1-generate-preview', sea);
    const end = await finished(at, handle);
    assert.deepEqual([end.status, end.fault], ['failed', 'upstream_failed']);
  });

  for (const [fault, code] of [
    ['401', 'upstream_key_refused'],
    ['429', 'upstream_busy'],
    ['500', 'upstream_failed'],
    ['error-200', 'upstream_failed'],
    ['garbage', 'upstream_garbage'],
  ] as const)
    it(`${fault} at the start is ${code}`, async () => {
      const at = upstream(google, { 'x-key4u-simulate': fault });
      await assert.rejects(
        at.start('veo-3.1-generate-preview', sea),
        (error) => error instanceof GatewayError && error.code === code,
      );
    });
});

describe('films on Vertex AI', () => {
  it('come as base64, and the native form is that of the Gemini API without them', async () => {
    const at = upstream(googleVertex);
    const { handle } = await at.start('veo3.1-fast', sea);
    assert.equal(
      at.asked[0]?.path,
      '/v1/projects/p/locations/us-central1/publishers/google/models/veo-3.1-fast-generate-001:predictLongRunning',
    );
    const end = await finished(at, handle);
    assert.equal(end.status, 'succeeded');
    assert.equal(Buffer.from(end.outputs![0]!.data!, 'base64').subarray(4, 8).toString('latin1'), 'ftyp');
    assert.match(at.asked.at(-1)?.path ?? '', /:fetchPredictOperation$/);
    const text = JSON.stringify(end.native);
    assert.ok(text.length < 500 && text.includes('generatedSamples'), text);
  });

  it('goes on from a film by its bytes, asked for once more', async () => {
    const at = upstream(googleVertex);
    const first = await at.start('veo3.1', sea);
    const { handle = {} } = await finished(at, first.handle);
    const ref = 'task_01k9abcdefghjkmnpqrstvwxyz';
    const parent = {
      handle,
      outputs: [],
      action: 'generate',
      upstreamModel: 'veo3.1',
      status: 'succeeded',
      byId: true,
    } as const;
    await at.start('veo3.1', { instances: [{ prompt: 'a ship', video: { uri: ref } }] }, { [ref]: parent });
    const sent = JSON.parse(at.asked.at(-1)!.body) as { instances: [{ video: object }] };
    assert.deepEqual(Object.keys(sent.instances[0].video), ['bytesBase64Encoded', 'mimeType']);
  });

  it('a name that ends in -4k asks for it', async () => {
    const at = upstream(googleVertex);
    await at.start('veo3.1-4k', { instances: [{ prompt: 'the sea' }] });
    assert.deepEqual(JSON.parse(at.asked[0]!.body), {
      instances: [{ prompt: 'the sea' }],
      parameters: { resolution: '4k' },
    });
  });
});

describe('films of Gemini Omni', () => {
  it('are interactions, in the background', async () => {
    const at = upstream(google);
    const { handle, report } = await at.start('gemini-omni-1.1-flash', sea);
    assert.equal(report?.status, 'running');
    assert.deepEqual(JSON.parse(at.asked[0]!.body), {
      model: 'gemini-omni-1.1-flash',
      input: 'the sea',
      background: true,
      store: true,
      generation_config: { video_config: { task: 'text_to_video' } },
      response_format: {
        type: 'video',
        delivery: 'uri',
        duration: '4s',
        resolution: '720p',
        aspect_ratio: '9:16',
      },
    });
    const end = await finished(at, handle);
    assert.equal(end.status, 'succeeded');
    const { body } = await at.send({ method: 'GET', path: end.outputs![0]!.path! });
    assert.equal(body.subarray(4, 8).toString('latin1'), 'ftyp');
  });

  it('take pictures, a character, and an earlier film', async () => {
    const at = upstream(google);
    const { body } = at.port.writeVideo!(
      {
        prompt: 'a fox waves',
        images: [{ role: 'first', url: png }],
        seconds: 15,
        resolution: '1080p',
        extra: { character_url: 'https://cdn.example/fox.mp4', character_timestamps: '1,3', private: true },
      },
      { upstreamModel: 'gemini-omni-1.1-flash', parents: {}, drop: () => {} },
    );
    const { handle } = await at.start('gemini-omni-1.1-flash', body);
    const sent = JSON.parse(at.asked[0]!.body) as {
      input: { type: string; uri?: string; text?: string }[];
      response_format: object;
    };
    assert.deepEqual(
      sent.input.map(({ type }) => type),
      ['image', 'video', 'text'],
    );
    assert.equal(sent.input[1]?.uri, 'https://cdn.example/fox.mp4');
    assert.match(sent.input[2]?.text ?? '', /second 1 to second 3/);
    assert.deepEqual(sent.response_format, {
      type: 'video',
      delivery: 'uri',
      duration: '10s',
      resolution: '1080p',
    });
    const ref = 'task_01k9abcdefghjkmnpqrstvwxyz';
    await at.start(
      'gemini-omni-1.1-flash',
      { instances: [{ prompt: 'at night', video: { uri: ref } }], parameters: { task: 'edit' } },
      {
        [ref]: {
          handle,
          outputs: [],
          action: 'generate',
          upstreamModel: 'gemini-omni-1.1-flash',
          status: 'succeeded',
          byId: true,
        },
      },
    );
    const next = JSON.parse(at.asked.at(-1)!.body) as Record<string, unknown>;
    assert.equal(next['previous_interaction_id'], handle['interaction']);
    assert.deepEqual(next['generation_config'], { video_config: { task: 'edit' } });
  });

  it('what the rules refuse is completed without a film', async () => {
    const at = upstream(google, { 'x-key4u-simulate': 'refuse' });
    const { handle } = await at.start('gemini-omni-1.1-flash', sea);
    const end = await finished(at, handle);
    assert.deepEqual([end.status, end.fault], ['failed', 'upstream_refused']);
    assert.match(end.reason ?? '', /usage guidelines/);
  });

  it('can be cancelled while they run; Veo cannot', async () => {
    const at = upstream(google);
    const { handle } = await at.start('gemini-omni-1.1-flash', sea);
    assert.equal((await at.port.cancel!(handle, at.send)).status, 'cancelled');
    await assert.rejects(at.port.cancel!(handle, at.send), /too late/);
    const veo = await at.start('veo-3.1-generate-preview', sea);
    await assert.rejects(at.port.cancel!(veo.handle, at.send), /does not stop/);
  });
});

describe('the neutral form', () => {
  const write = (video: Partial<VideoRequest>, upstreamModel = 'veo3.1', provider = googleVertex) => {
    const dropped: string[] = [];
    const made = provider.tasks!['gemini-video']!.writeVideo!(
      { prompt: 'sea', images: [], extra: {}, ...video },
      { upstreamModel, parents: {}, drop: (field) => dropped.push(field) },
    );
    return { ...made, dropped };
  };

  it('lengths are brought to the nearest, with a word', () => {
    for (const [asked, seconds, dropped] of [
      [4, 4, []],
      [5, 6, ['seconds']],
      [10, 8, ['seconds']],
      [undefined, undefined, []],
    ] as const) {
      const made = write(asked === undefined ? {} : { seconds: asked });
      const parameters = (made.body['parameters'] ?? {}) as Json;
      assert.equal(parameters['durationSeconds'], seconds);
      assert.deepEqual(made.dropped, dropped);
    }
  });

  it('large films and those with pictures to appear last eight seconds', () => {
    assert.deepEqual(write({ resolution: '1080p' }).body['parameters'], {
      resolution: '1080p',
      durationSeconds: 8,
    });
    assert.deepEqual(write({ images: [{ role: 'reference', url: png }] }, 'veo3.1-components').body, {
      instances: [
        {
          prompt: 'sea',
          referenceImages: [
            { image: { bytesBase64Encoded: 'iVBORw0KGgo=', mimeType: 'image/png' }, referenceType: 'asset' },
          ],
        },
      ],
      parameters: { durationSeconds: 8 },
    });
    assert.deepEqual(write({}, 'veo_3_1-4K').body['parameters'], { resolution: '4k', durationSeconds: 8 });
  });

  it('sound can be left away on Vertex AI only', () => {
    assert.deepEqual(write({ sound: false }).body['parameters'], { generateAudio: false });
    const studio = write({ sound: false, seed: 3 }, 'veo-3.1-generate-preview', google);
    assert.deepEqual(studio.body['parameters'], {});
    assert.deepEqual(studio.dropped, ['sound', 'seed']);
  });

  for (const [name, video, model, words] of [
    ['a character', { extra: { character_url: 'https://x' } }, 'veo3.1', /no character/],
    [
      'frames and references together',
      {
        images: [
          { role: 'first', url: png },
          { role: 'reference', url: png },
        ],
      },
      'veo3.1',
      /not both/,
    ],
    [
      'references of the light model',
      { images: [{ role: 'reference', url: png }] },
      'veo-3.1-lite-generate-001',
      /takes no reference/,
    ],
    ['a change of an earlier film', { parent: { ref: 'task_1', how: 'remix' } }, 'veo3.1', /cannot change/],
    ['a last frame alone', { images: [{ role: 'last', url: png }] }, 'veo3.1', /needs a first/],
  ] as const)
    it(`refuses ${name}`, () => assert.throws(() => write(video, model), words));
});

describe('what is asked for', () => {
  const measure = (body: Json, upstreamModel = 'veo3.1') =>
    googleVertex.tasks!['gemini-video']!.measure({ action: 'generate', body, upstreamModel, facts: {} });
  const of = (parameters: Json): Json => ({ instances: [{ prompt: 'sea' }], parameters });

  it('is seconds, resolution and sound', () => {
    assert.deepEqual(measure(of({})), {
      usage: { seconds: 8 },
      facts: { resolution: '720p', seconds: 8, sound: true },
    });
    assert.deepEqual(measure(of({ durationSeconds: '4', sampleCount: 2, generateAudio: false })), {
      usage: { seconds: 8 },
      facts: { resolution: '720p', seconds: 4, sound: false },
    });
    assert.equal(measure(of({}), 'veo3.1-4k').facts['resolution'], '4k');
  });

  for (const [parameters, param] of [
    [{ durationSeconds: 5 }, 'parameters.durationSeconds'],
    [{ resolution: '8k' }, 'parameters.resolution'],
    [{ aspectRatio: '1:1' }, 'parameters.aspectRatio'],
    [{ sampleCount: 5 }, 'parameters.sampleCount'],
    [{ storageUri: 'gs://mine' }, 'parameters.storageUri'],
  ] as const)
    it(`refuses ${JSON.stringify(parameters)}`, () =>
      assert.throws(
        () => measure(of(parameters)),
        (error) => error instanceof GatewayError && error.detail.param === param,
      ));
});

describe('models', () => {
  it('unified names are Google’s models', () => {
    for (const [name, upstreamName, fixed] of [
      ['veo3.1', 'veo-3.1-generate-001', undefined],
      ['veo3.1-fast', 'veo-3.1-fast-generate-001', undefined],
      ['veo_3_1-fast-components-4K', 'veo-3.1-fast-generate-001', '4k'],
      ['veo3.1-pro-4k', 'veo-3.1-generate-001', '4k'],
      ['veo3-fast-frames', 'veo-3.0-fast-generate-001', undefined],
      ['veo2-pro-components', 'veo-2.0-generate-001', undefined],
      ['veo2-fast', 'veo-2.0-generate-001', undefined],
      ['gemini-omni-1.1-flash', 'gemini-omni-1.1-flash', undefined],
    ] as const) {
      assert.ok(isVideoModel(name), name);
      assert.deepEqual([traitsOf(name).upstream, traitsOf(name).fixed], [upstreamName, fixed], name);
    }
    assert.ok(!isVideoModel('gemini-3.8-flash') && !isVideoModel('veo'));
  });

  it('ended ones name a model that is served at the same place', () => {
    for (const { manifest } of [google, googleVertex]) {
      const ids = new Map(manifest.models.map((model) => [model.id, model]));
      for (const { id, retired } of manifest.models)
        if (retired?.successor && isVideoModel(id)) {
          const successor = ids.get(retired.successor);
          assert.ok(successor && !successor.retired, `${id} -> ${retired.successor}`);
        }
    }
  });

  it('no chat is asked of them', () => {
    for (const { wires } of [google, googleVertex])
      for (const model of ['veo3.1', 'veo-3.1-generate-001', 'gemini-omni-1.1-flash'])
        assert.equal(wires['gemini']?.serves?.(model, 'generate'), false);
  });
});
