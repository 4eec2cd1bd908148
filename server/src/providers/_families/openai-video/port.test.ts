import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import OpenAI, { NotFoundError, toFile } from 'openai';
import { sendTo } from '../../../../../test/support/task-send.ts';
import { serveSimulators } from '../../../base/serve-simulated.ts';
import { compileCard, compileRatio, priceOf } from '../../../ledger/price.ts';
import { type FaultCode, GatewayError } from '../../../spec/fault.ts';
import type { ParentTask, TaskPort, TaskReport, TaskStart } from '../../../spec/task.ts';
import type { VideoRequest } from '../../../spec/video.ts';
import { openai } from '../../openai/index.ts';
import { openaiCompatible } from '../../openai-compatible/index.ts';
import { openAiVideoPort } from './index.ts';
import { withVideoSimulator } from './simulator/index.ts';

const portOf = (provider: typeof openai): TaskPort => {
  const port = provider.tasks?.['openai-video'];
  assert.ok(port);
  return port;
};
const official = portOf(openai);
const loose = portOf(openaiCompatible);

const asked = (more: Partial<TaskStart>): TaskStart => ({
  action: 'create',
  body: {},
  upstreamModel: 'sora-2',
  access: { key: 'sk-x', settings: {} },
  taskId: 'task_x',
  facts: {},
  parents: {},
  ...more,
});

/** A simulator whose time the test moves. */
function simulated(official = true) {
  let now = Date.parse('2026-11-23T00:00:00Z');
  const provider = official ? openai : openaiCompatible;
  const simulate = withVideoSimulator(async () => new Response('next', { status: 418 }), {
    official,
    rolePath: '/sora/characters',
    serves: (model) => model !== 'missing',
    clock: { now: () => now },
  });
  return {
    provider,
    simulate,
    pass: (ms: number) => {
      now += ms;
    },
    send: (headers?: Record<string, string>) => sendTo(provider, simulate, undefined, headers),
  };
}

const png = (width: number, height: number): string => {
  const head = Buffer.alloc(40);
  head.writeUInt32BE(0x89504e47, 0);
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return `data:image/png;base64,${head.toString('base64')}`;
};

const fails = (act: Promise<unknown>, code: FaultCode, message?: RegExp): Promise<void> =>
  assert.rejects(act, (error: unknown) => {
    assert.ok(error instanceof GatewayError, String(error));
    assert.equal(error.code, code, error.message);
    if (message) assert.match(error.message, message);
    return true;
  });

type Documented = {
  readonly source: string;
  readonly action: string;
  readonly body: Record<string, unknown>;
  readonly sent: { readonly method: string; readonly path: string; readonly json: unknown };
  readonly answer: Record<string, unknown>;
  readonly report: TaskReport;
};
const documented: Documented[] = JSON.parse(
  readFileSync(new URL('./cases/documented.json', import.meta.url), 'utf8'),
);

describe('documented exchanges', () => {
  for (const { source, action, body, sent, answer, report } of documented)
    it(source, async () => {
      const { send, asked: requests } = sendTo(openaiCompatible, async () => Response.json(answer));
      const started = await loose.start(asked({ action, body, upstreamModel: String(body['model']) }), send);
      const { native, refs, ...rest } = started.report ?? {};
      assert.deepEqual(rest, report);
      assert.deepEqual(native, answer);
      assert.deepEqual(refs, [answer['id']]);
      const [request] = requests;
      assert.deepEqual(
        [request?.method, request?.path, JSON.parse(request?.body ?? '')],
        [sent.method, sent.path, sent.json],
      );
    });
});

describe('a job at OpenAI', () => {
  it('from its start to its film', async () => {
    const { send: sending, pass } = simulated();
    const { send, asked: requests } = sending();
    const body = { model: 'mine', prompt: 'A kite', seconds: '8', size: '1280x720', own: { a: 1 } };
    const { handle, report } = await official.start(asked({ body }), send);
    assert.equal(report?.status, 'queued');
    assert.deepEqual(JSON.parse(requests[0]!.body), { ...body, model: 'sora-2' });
    assert.deepEqual(
      { ...(await official.poll(handle, send)), native: 0 },
      { status: 'queued', progress: 0, refs: [handle['video']], native: 0 },
    );
    pass(1500);
    assert.equal((await official.poll(handle, send)).status, 'running');
    pass(1500);
    const last = await official.poll(handle, send);
    assert.equal(last.status, 'succeeded');
    assert.deepEqual(last.usage, { seconds: 8 });
    assert.deepEqual(last.facts, { action: 'create', seconds: 8, size: '1280x720' });
    const path = `/videos/${handle['video']}/content`;
    assert.deepEqual(last.outputs, [
      {
        kind: 'video',
        mediaType: 'video/mp4',
        path,
        width: 1280,
        height: 720,
        seconds: 8,
        ref: handle['video'],
      },
      { kind: 'image', role: 'thumbnail', path: `${path}?variant=thumbnail` },
      { kind: 'image', role: 'spritesheet', path: `${path}?variant=spritesheet` },
    ]);
    const types = ['video/mp4', 'image/webp', 'image/jpeg'];
    for (const [index, { path: at }] of (last.outputs ?? []).entries()) {
      const file = await send({ method: 'GET', path: at ?? '' });
      assert.equal(file.headers['content-type'], types[index]);
      assert.ok(file.body.length > 20);
    }
    const part = await send({ method: 'GET', path, headers: { range: 'bytes=4-7' } });
    assert.deepEqual([part.status, part.body.toString()], [206, 'ftyp']);
  });

  it('sends files as a form', async () => {
    const { send: sending } = simulated();
    const { send, asked: requests } = sending();
    const reference = png(1280, 720);
    await official.start(
      asked({
        body: { prompt: 'A "kite"\r\n', size: '1280x720', input_reference: reference, metadata: { a: 1 } },
      }),
      send,
    );
    const sent = requests[0]!.body;
    assert.match(
      sent,
      /name="input_reference"; filename="input_reference\.png"\r\nContent-Type: image\/png\r\n\r\n/,
    );
    assert.match(sent, /name="prompt"\r\n\r\nA "kite"\r\n\r\n--/);
    assert.match(sent, /name="metadata"\r\n\r\n\{"a":1\}\r\n/);
    await fails(
      official.start(asked({ body: { prompt: 'A', size: '720x1280', input_reference: reference } }), send),
      'upstream_refused',
      /Inpaint image must match/,
    );
  });

  it('that fails', async () => {
    for (const [prompt, header, fault] of [
      ['A [refuse]', '', 'upstream_refused'],
      ['A kite', 'fail', 'upstream_failed'],
    ] as const) {
      const { send: sending, pass } = simulated();
      const { send } = sending(header ? { 'x-key4u-simulate': header } : {});
      const { handle } = await official.start(asked({ body: { prompt } }), send);
      pass(4000);
      const report = await official.poll(handle, sending().send);
      assert.equal(report.status, 'failed');
      assert.equal(report.fault, fault);
      assert.ok(report.reason);
    }
  });

  it('that is gone', async () => {
    const handle = { video: 'video_gone', action: 'create', at: Date.now() - 120_000, facts: {} };
    const { send } = simulated().send();
    assert.equal((await official.poll(handle, send)).fault, 'task_lost');
    assert.deepEqual(await official.poll({ ...handle, at: Date.now() }, send), {});
  });

  it('that cannot start', async () => {
    const table: readonly (readonly [string, FaultCode])[] = [
      ['429', 'upstream_busy'],
      ['500', 'upstream_failed'],
      ['401', 'upstream_key_refused'],
      ['refuse', 'upstream_refused'],
      ['garbage', 'upstream_garbage'],
      ['error-200', 'upstream_failed'],
    ];
    for (const [fault, code] of table) {
      const { send } = simulated().send({ 'x-key4u-simulate': fault });
      await fails(official.start(asked({ body: { prompt: 'A' } }), send), code);
    }
    const { send } = simulated().send();
    await fails(
      official.start(asked({ body: { prompt: 'A' }, upstreamModel: 'missing' }), send),
      'upstream_model_unknown',
    );
  });

  it('goes on from another one', async () => {
    const { send: sending, pass } = simulated();
    const { send, asked: requests } = sending();
    const { handle } = await official.start(
      asked({ body: { prompt: 'A', seconds: '8', size: '1280x720' } }),
      send,
    );
    pass(3000);
    const { outputs = [] } = await official.poll(handle, send);
    const parent: ParentTask = {
      handle,
      action: 'create',
      upstreamModel: 'sora-2',
      status: 'succeeded',
      outputs,
      byId: true,
    };
    const ours = 'task_ours';
    const follow = async (action: string, body: Record<string, unknown>) => {
      const started = await official.start(
        asked({ action, body: { ...body, video: { id: ours } }, parents: { [ours]: parent } }),
        send,
      );
      const sent = requests.at(-1)!;
      pass(3000);
      return { sent, report: await official.poll(started.handle, send) };
    };
    const remix = await follow('remix', { prompt: 'finer' });
    assert.equal(remix.sent.path, `/videos/${handle['video']}/remix`);
    assert.deepEqual(JSON.parse(remix.sent.body), { prompt: 'finer' });
    assert.deepEqual(remix.report.usage, { seconds: 8 });
    assert.equal(remix.report.native?.['remixed_from_video_id'], handle['video']);
    const edit = await follow('edit', { prompt: 'night' });
    assert.deepEqual(JSON.parse(edit.sent.body), { prompt: 'night', video: { id: handle['video'] } });
    const extend = await follow('extend', { prompt: 'on', seconds: '4' });
    assert.equal(extend.sent.path, '/videos/extensions');
    assert.deepEqual(extend.report.usage, { seconds: 4 });
    assert.equal(extend.report.native?.['seconds'], '12');

    await fails(
      official.start(
        asked({
          action: 'remix',
          body: { prompt: 'x', video: { id: ours } },
          parents: { [ours]: { ...parent, status: 'running' } },
        }),
        send,
      ),
      'field_invalid',
    );
    await fails(
      official.start(
        asked({
          action: 'remix',
          body: { prompt: 'x', video: { id: ours } },
          parents: { [ours]: { ...parent, handle: { id: 'x' } } },
        }),
        send,
      ),
      'field_invalid',
    );
    await fails(
      official.start(asked({ action: 'remix', body: { prompt: 'x', video: { id: 'video_gone' } } }), send),
      'upstream_refused',
      /not found/,
    );
  });
});

describe('a job at another service', () => {
  it('shows its film to everybody', async () => {
    const { send: sending, pass } = simulated(false);
    const { send } = sending();
    const { handle } = await loose.start(
      asked({ body: { prompt: 'A', seconds: 10, size: '1280x720' }, upstreamModel: 'veo_3_1' }),
      send,
    );
    pass(3000);
    const { outputs, usage } = await loose.poll(handle, send);
    assert.deepEqual(usage, { seconds: 10 });
    assert.equal(outputs?.length, 1);
    assert.match(outputs?.[0]?.url ?? '', /^http:\/\/simulated\/_media\/film\.mp4\?/);
  });

  it('sends several pictures under one name', async () => {
    const { send: sending } = simulated(false);
    const { send, asked: requests } = sending();
    await loose.start(asked({ body: { prompt: 'A', input_reference: [png(2, 2), png(3, 3)] } }), send);
    assert.equal(requests[0]!.body.match(/name="input_reference"; filename/g)?.length, 2);
  });

  it('makes characters at once', async () => {
    const { send: sending } = simulated(false);
    const { send, asked: requests } = sending();
    const made = await loose.start(
      asked({ action: 'character', body: { name: 'Fox', video: 'data:video/mp4;base64,eA==' } }),
      send,
    );
    assert.equal(made.report?.status, 'succeeded');
    assert.deepEqual(made.report?.refs, [made.report?.native?.['id']]);
    assert.match(requests[0]!.body, /filename="video\.mp4"/);
    const role = await loose.start(
      asked({ action: 'role', body: { url: 'https://a.example/a.mp4', timestamps: '1,3' } }),
      send,
    );
    assert.equal(requests[1]!.path, '/sora/characters');
    assert.deepEqual(role.report?.refs, [role.report?.native?.['id'], role.report?.native?.['username']]);
    assert.equal(official.serves('sora-2', 'role'), false);
    assert.equal(loose.serves('sora-2', 'role'), true);
  });

  it('is told by new-api’s errors what went wrong', async () => {
    const table: readonly (readonly [object, FaultCode])[] = [
      [{ code: 'invalid_size', message: 'sora-2 size is invalid', data: null }, 'upstream_refused'],
      [
        { error: { message: 'bad', type: 'invalid_request_error', code: 'invalid_value' } },
        'upstream_refused',
      ],
      [
        { error: { message: 'no money', type: 'x', code: 'insufficient_user_quota' } },
        'upstream_key_refused',
      ],
      [{}, 'upstream_garbage'],
    ];
    for (const [answer, code] of table) {
      const { send } = sendTo(openaiCompatible, async () => Response.json(answer));
      await fails(loose.start(asked({ body: { prompt: 'A' } }), send), code);
    }
    const wrapped = sendTo(openaiCompatible, async () =>
      Response.json({ code: 'success', data: { id: 'x', status: 'processing', progress: '30%' } }),
    );
    const report = await loose.poll({ video: 'x', action: 'create', at: 0, facts: {} }, wrapped.send);
    assert.deepEqual([report.status, report.progress], ['running', 30]);
  });

  it('lies under a prefix', async () => {
    const { send, asked: requests } = sendTo(openaiCompatible, async () =>
      Response.json({ id: 'a', status: 'queued' }),
    );
    const port = openAiVideoPort({ prefix: '/v1', rolePath: '/sora/v1/characters' });
    const { handle } = await port.start(asked({ body: { prompt: 'A' } }), send);
    await port.poll(handle, send);
    await port.start(asked({ action: 'role', body: { url: 'https://a.example', timestamps: '1,3' } }), send);
    assert.deepEqual(
      requests.map(({ path }) => path),
      ['/v1/videos', '/v1/videos/a', '/sora/v1/characters'],
    );
  });
});

describe('what it costs', () => {
  const measure = (
    port: TaskPort,
    body: Record<string, unknown>,
    upstreamModel = 'sora-2',
    action = 'create',
  ) => port.measure({ action, body, upstreamModel, facts: {} });
  const priced = (id: string, { usage, facts }: ReturnType<TaskPort['measure']>): number => {
    const fact = openai.manifest.models.find((one) => one.id === id);
    assert.ok(fact);
    return priceOf(compileCard(fact.card), usage, facts, compileRatio('1')) / 1e9;
  };

  it('by the second and the size', () => {
    const table: readonly (readonly [string, Record<string, unknown>, number])[] = [
      ['sora-2', {}, 0.4],
      ['sora-2', { seconds: '12' }, 1.2],
      ['sora-2-pro', { seconds: 8, size: '1280x720' }, 2.4],
      ['sora-2-pro', { seconds: '8', size: '1792x1024' }, 4],
    ];
    for (const [id, body, usd] of table)
      assert.equal(priced(id, measure(official, body, id)), usd, JSON.stringify(body));
    // The size of what it is made from is not known yet: the dearer one is held.
    assert.equal(priced('sora-2-pro', measure(official, {}, 'sora-2-pro', 'remix')), 10);
    assert.equal(priced('sora-2', measure(official, {}, 'sora-2', 'character')), 0);
  });

  it('is refused where OpenAI would refuse it', () => {
    for (const body of [{ seconds: '10' }, { seconds: 'x' }, { size: '1024x1792' }, { size: 'large' }])
      assert.throws(() => measure(official, body), GatewayError, JSON.stringify(body));
    assert.deepEqual(measure(loose, { seconds: '10', size: 'large' }), {
      usage: { seconds: 10 },
      facts: { action: 'create', seconds: 10, size: 'large' },
    });
    assert.deepEqual(measure(loose, {}, 'veo_3_1').usage, { seconds: 8 });
  });
});

describe('clients of other wires', () => {
  const write = (port: TaskPort, video: Partial<VideoRequest>, upstreamModel = 'sora-2') => {
    const dropped: string[] = [];
    const made = port.writeVideo?.(
      { prompt: 'A kite', images: [], extra: {}, ...video },
      { upstreamModel, parents: {}, drop: (field) => dropped.push(field) },
    );
    return { ...made, dropped };
  };

  it('of OpenAI', () => {
    const table: readonly (readonly [Partial<VideoRequest>, object, string[]])[] = [
      [{}, {}, []],
      [{ seconds: 10 }, { seconds: '8' }, ['seconds']],
      [{ aspectRatio: '16:9' }, { size: '1280x720' }, []],
      [{ aspectRatio: '9:16', resolution: '1080p' }, { size: '720x1280' }, []],
      [{ width: 1920, height: 1080 }, { size: '1280x720' }, ['size']],
      [{ images: [{ role: 'first', url: png(1, 1) }] }, { input_reference: png(1, 1) }, []],
      [{ seed: 3, watermark: false, extra: { style: 'comic' } }, {}, ['seed', 'watermark', 'style']],
    ];
    for (const [video, body, dropped] of table)
      assert.deepEqual(
        write(official, video),
        { action: 'create', body: { model: 'sora-2', prompt: 'A kite', ...body }, dropped },
        JSON.stringify(video),
      );
    assert.equal(
      write(official, { aspectRatio: '16:9', resolution: '1080p' }, 'sora-2-pro').body?.['size'],
      '1792x1024',
    );
    assert.throws(() => write(official, { images: [{ role: 'last', url: png(1, 1) }] }), GatewayError);
    assert.throws(() => write(official, { count: 2 }), GatewayError);
  });

  it('of others', () => {
    const { body, dropped } = write(
      loose,
      {
        seconds: 10,
        resolution: '1080p',
        aspectRatio: '16:9',
        negativePrompt: 'rain',
        sound: true,
        images: [
          { role: 'last', url: png(2, 2) },
          { role: 'first', url: png(1, 1) },
        ],
        extra: { private: true, unheard: 1 },
      },
      'veo_3_1',
    );
    assert.deepEqual(dropped, []);
    assert.deepEqual(body, {
      model: 'veo_3_1',
      prompt: 'A kite',
      seconds: '10',
      size: '1920x1080',
      input_reference: [png(1, 1), png(2, 2)],
      negative_prompt: 'rain',
      generate_audio: true,
      private: true,
    });
  });

  it('who go on from a film', () => {
    assert.deepEqual(write(official, { parent: { ref: 'task_a', how: 'remix' }, seconds: 4 }), {
      action: 'remix',
      body: { model: 'sora-2', prompt: 'A kite', video: { id: 'task_a' } },
      dropped: ['seconds'],
    });
    assert.deepEqual(
      write(official, { parent: { ref: 'task_a', how: 'extend' }, seconds: 15 }).body?.['seconds'],
      '16',
    );
    assert.throws(() => write(official, { video: { url: 'https://a.example/a.mp4' } }), GatewayError);
  });
});

it('the official SDK works with the simulator', async () => {
  let now = Date.now();
  const simulate = withVideoSimulator(openai.simulator(), { official: true, clock: { now: () => now } });
  const server = await serveSimulators({ openai: simulate }, { host: '127.0.0.1', port: 0 });
  try {
    const client = new OpenAI({ apiKey: 'sk-simulated', baseURL: `${server.url}/openai`, maxRetries: 0 });
    const { data: frame } = await client.images.generate({
      model: 'gpt-image-2',
      prompt: 'A kite',
      size: '1280x720',
      n: 1,
    });
    const file = await toFile(Buffer.from(frame?.[0]?.b64_json ?? '', 'base64'), 'a.png', {
      type: 'image/png',
    });
    const made = await client.videos.create({
      model: 'sora-2',
      prompt: 'A kite',
      seconds: '4',
      size: '1280x720',
      input_reference: file,
    });
    assert.equal(made.status, 'queued');
    await assert.rejects(client.videos.downloadContent(made.id), NotFoundError);
    now += 3000;
    const video = await client.videos.retrieve(made.id);
    assert.equal(video.status, 'completed');
    const film = Buffer.from(await (await client.videos.downloadContent(made.id)).arrayBuffer());
    assert.equal(film.toString('latin1', 4, 8), 'ftyp');
    const thumbnail = await client.videos.downloadContent(made.id, { variant: 'thumbnail' });
    assert.equal(thumbnail.headers.get('content-type'), 'image/webp');
    const remix = await client.videos.remix(made.id, { prompt: 'finer' });
    assert.equal(remix.remixed_from_video_id, made.id);
    await client.videos.edit({ prompt: 'night', video: { id: made.id } });
    await client.videos.extend({ prompt: 'on', seconds: '8', video: { id: made.id } });
    const clip = await toFile(film, 'a.mp4', { type: 'video/mp4' });
    const character = await client.videos.createCharacter({ name: 'Fox', video: clip });
    assert.deepEqual(await client.videos.getCharacter(character.id ?? ''), character);
    const seen: string[] = [];
    for await (const one of client.videos.list({ limit: 3 })) seen.push(one.id);
    assert.equal(seen.length, 4);
    assert.equal(seen.at(-1), made.id);
    assert.equal((await client.videos.delete(made.id)).deleted, true);
    await assert.rejects(client.videos.retrieve(made.id), NotFoundError);
  } finally {
    await server.close();
  }
});
