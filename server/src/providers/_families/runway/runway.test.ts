import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import RunwayML from '@runwayml/sdk';
import { sendTo } from '../../../../../test/support/task-send.ts';
import { formatUsd } from '../../../base/money.ts';
import { serveSimulators } from '../../../base/serve-simulated.ts';
import { compileCard, compileRatio, priceOf } from '../../../ledger/price.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { Measured, ParentTask, TaskSend, TaskStart } from '../../../spec/task.ts';
import type { VideoRequest } from '../../../spec/video.ts';
import { runway } from '../../runway/index.ts';
import cases from './cases/tasks.json' with { type: 'json' };
import { createRunwaySimulator, readRunwayFault, runwayPort } from './index.ts';

const access = { key: 'key_simulated', settings: {} };
const port = runwayPort({ prefix: '' });

const startOf = (action: string, body: TaskStart['body']): TaskStart => ({
  action,
  body,
  upstreamModel: String(body['model']),
  access,
  taskId: 'task_01',
  facts: {},
  parents: {},
});

/** A simulator whose time is moved, and the way to it. */
function house(headers = {}, prefix = '') {
  let now = Date.parse('2026-11-23T00:00:00Z');
  const simulate = createRunwaySimulator({ clock: () => now, prefix });
  return {
    pass: (ms: number) => {
      now += ms;
    },
    ...sendTo(runway, simulate, access, headers),
  };
}

const priceUsd = (model: string, { usage, facts }: Measured): string =>
  formatUsd(
    priceOf(
      compileCard(runway.manifest.models.find(({ id }) => id === model)!.card),
      usage,
      facts,
      compileRatio('1'),
    ),
  );
const usd = (action: string, body: TaskStart['body']): string =>
  priceUsd(String(body['model']), port.measure(startOf(action, body)));

const image = 'https://example.com/a.png';
const plain = { model: 'gen4_turbo', promptImage: image, ratio: '1280:720', duration: 5 };

const saying =
  (json: TaskStart['body'], status = 200): TaskSend =>
  async () => ({ status, headers: {}, body: Buffer.from(JSON.stringify(json)), json });

describe('runway: documented requests', () => {
  for (const { row, source, action, request, sends, usd: price } of cases)
    it(`${row}: ${source}`, async () => {
      const { send, asked, pass } = house();
      const start = startOf(action, request);
      assert.equal(usd(action, request), price);
      const { handle, report } = await port.start(start, send);
      assert.equal(asked[0]!.path, `/v1/${action}`);
      assert.deepEqual(JSON.parse(asked[0]!.body), sends ?? request);
      assert.equal(report?.status, 'queued');
      assert.equal((await port.poll(handle, send)).status, 'queued');
      pass(2000);
      const running = await port.poll(handle, send);
      assert.equal(running.status, 'running');
      assert.ok((running.progress ?? 0) > 10 && (running.progress ?? 0) < 100);
      pass(1000);
      const done = await port.poll(handle, send);
      assert.equal(done.status, 'succeeded');
      assert.equal(done.outputs?.[0]?.kind, action === 'text_to_image' ? 'image' : 'video');
      assert.equal(done.outputs?.[0]?.width, action === 'text_to_image' ? 1920 : 1280);
      assert.equal(done.usage, undefined);
    });

  it('are sent with the gateway’s prefix to another gateway', async () => {
    const { send, asked } = house({}, '/runwayml');
    const relay = runwayPort({ prefix: '/runwayml' });
    const { handle } = await relay.start(startOf('image_to_video', plain), send);
    await relay.poll(handle, send);
    assert.deepEqual(
      asked.map(({ path }) => path),
      ['/runwayml/v1/image_to_video', `/runwayml/v1/tasks/${String(handle['id'])}`],
    );
  });
});

describe('runway: prices', () => {
  const rows = [
    ['image_to_video', { ...plain, duration: 10 }, '0.5'],
    ['image_to_video', { model: 'gen4_turbo', promptImage: image, ratio: '1280:720' }, '0.5'],
    [
      'text_to_video',
      { model: 'gen4.5', promptText: 'a', ratio: '1280:720', duration: 5, outputFormat: 'prores' },
      '0.85',
    ],
    [
      'text_to_video',
      { model: 'gen4.5', promptText: 'a', ratio: '1280:720', duration: 5, outputFormat: 'hdr10' },
      '1.6',
    ],
    ['text_to_video', { model: 'veo3.1', promptText: 'a', ratio: '1280:720', duration: 8 }, '3.2'],
    [
      'text_to_video',
      { model: 'veo3.1', promptText: 'a', ratio: '1280:720', duration: 4, audio: false },
      '0.8',
    ],
    ['text_to_video', { model: 'veo3.1_fast', promptText: 'a', ratio: '1280:720', duration: 6 }, '0.9'],
    ['text_to_image', { model: 'gen4_image', promptText: 'a', ratio: '1280:720' }, '0.05'],
    ['text_to_image', { model: 'gen4_image', promptText: 'a', ratio: '1920:1080', outputCount: 2 }, '0.16'],
  ] as const;
  for (const [action, body, price] of rows)
    it(`${body.model}: ${JSON.stringify(body)}`, () => assert.equal(usd(action, body), price));

  it('of a film whose length only Runway knows are those of the credits that it counts', async () => {
    const { send, pass } = house();
    const body = { model: 'aleph2', videoUri: 'https://example.com/a.mp4', promptText: 'snow' };
    const start = startOf('video_to_video', body);
    assert.equal(usd('video_to_video', body), '8.4'); // the most: 30 seconds
    const { handle } = await port.start(start, send);
    pass(3000);
    const { usage } = await port.poll(handle, send);
    assert.deepEqual(usage, { seconds: 6 });
    assert.equal(priceUsd('aleph2', { usage: usage!, facts: port.measure(start).facts }), '1.68');
    const least = await port.poll(
      handle,
      saying({ id: 'x', status: 'SUCCEEDED', output: [], cost: { credits: 56 } }),
    );
    assert.deepEqual(least.usage, { seconds: 2 });
    const old = await port.poll(handle, saying({ id: 'x', status: 'SUCCEEDED', output: [] }));
    assert.equal(old.usage, undefined);
  });

  it('retired models name the one that follows', () => {
    for (const { id, retired } of runway.manifest.models)
      if (retired)
        assert.ok(
          runway.manifest.models.some((one) => one.id === retired.successor),
          id,
        );
    assert.equal(runway.manifest.models.find(({ id }) => id === 'gen3a_turbo')?.retired?.on, '2026-07-30');
  });
});

describe('runway: states, faults and the end of a task', () => {
  it('refuses before any money is held what the model cannot', () => {
    const measure = (action: string, body: TaskStart['body']) => () => port.measure(startOf(action, body));
    assert.throws(measure('image_to_video', { ...plain, ratio: '1:1' }), /ratio must be/);
    assert.throws(measure('image_to_video', { ...plain, duration: 11 }), /duration must be/);
    assert.throws(
      measure('text_to_video', { model: 'gen4_turbo', promptText: 'a' }),
      /does not do text_to_video/,
    );
    assert.deepEqual(measure('text_to_video', { model: 'wan3', duration: 7 })().usage, { seconds: 7 });
  });

  it('tells faults of the upstream', async () => {
    const rows = [
      ['401', 'upstream_key_refused'],
      ['429', 'upstream_busy'],
      ['500', 'upstream_failed'],
      ['503', 'upstream_busy'],
      ['refuse', 'upstream_refused'],
      ['garbage', 'upstream_garbage'],
      ['error-200', 'upstream_failed'],
    ] as const;
    for (const [fault, code] of rows) {
      const { send } = house({ 'x-key4u-simulate': fault });
      await assert.rejects(port.start(startOf('image_to_video', plain), send), (error) => {
        assert.ok(error instanceof GatewayError, String(error));
        assert.equal(error.code, code, fault);
        return true;
      });
    }
    const invalid = await assert.rejects(
      port.start(startOf('image_to_video', { ...plain, seed: -1 }), house().send),
      (error) => error instanceof GatewayError && error.detail.param === 'seed',
    );
    assert.equal(invalid, undefined);
    const poor = { error: 'You do not have enough credits to run this task.' };
    assert.equal(readRunwayFault(400, {}, Buffer.from(JSON.stringify(poor))).code, 'upstream_key_refused');
  });

  it('reads the states, among them one that waits and one that nobody knows', async () => {
    const handle = { id: 'x', model: 'gen4_turbo', at: 0, action: 'image_to_video' };
    assert.equal((await port.poll(handle, saying({ id: 'x', status: 'THROTTLED' }))).status, 'queued');
    assert.equal((await port.poll(handle, saying({ id: 'x', status: 'THINKING' }))).unknownWord, 'THINKING');
    assert.equal((await port.poll(handle, saying({ id: 'x', status: 'CANCELLED' }))).status, 'cancelled');
    const half = await port.poll(handle, saying({ id: 'x', status: 'RUNNING', progress: 0.42 }));
    assert.equal(half.progress, 42);
    const unsafe = { id: 'x', status: 'FAILED', failure: 'no', failureCode: 'SAFETY.INPUT.TEXT' };
    assert.equal((await port.poll(handle, saying(unsafe))).fault, 'upstream_refused');
    const broken = { id: 'x', status: 'FAILED', failure: 'no', failureCode: 'INTERNAL.BAD_OUTPUT.CODE01' };
    const report = await port.poll(handle, saying(broken));
    assert.deepEqual([report.fault, report.reason], ['upstream_failed', 'no']);
    assert.equal((await port.poll(handle, saying({ error: 'x' }, 404))).fault, 'task_lost');
    assert.deepEqual(await port.poll({ ...handle, at: Date.now() }, saying({ error: 'x' }, 404)), {});
  });

  it('cancels what runs, and deletes nothing that is done', async () => {
    const { send, asked, pass } = house();
    const one = await port.start(startOf('image_to_video', plain), send);
    assert.deepEqual(await port.cancel!(one.handle, send), { status: 'cancelled' });
    assert.equal(asked.at(-1)!.method, 'DELETE');
    const two = await port.start(startOf('image_to_video', plain), send);
    pass(3000);
    await assert.rejects(
      port.cancel!(two.handle, send),
      (error) => error instanceof GatewayError && error.code === 'task_not_cancellable',
    );
    assert.equal((await port.poll(two.handle, send)).status, 'succeeded');
  });
});

describe('runway: neutral requests', () => {
  const made: ParentTask = {
    handle: { id: 'x' },
    action: 'image_to_video',
    upstreamModel: 'gen4_turbo',
    status: 'succeeded',
    outputs: [{ kind: 'video', url: 'https://cdn.example.com/a.mp4' }],
    byId: true,
  };
  const write = (model: string, video: Partial<VideoRequest>) => {
    const dropped: string[] = [];
    const written = port.writeVideo!(
      { prompt: 'a kite', images: [], extra: {}, ...video },
      { upstreamModel: model, parents: { task_p: made }, drop: (field) => dropped.push(field) },
    );
    return { ...written, dropped };
  };

  it('become the nearest that the model makes', () => {
    assert.deepEqual(
      write('gen4.5', { seconds: 4, width: 720, height: 1280, watermark: false, sound: true }),
      {
        action: 'text_to_video',
        body: { model: 'gen4.5', promptText: 'a kite', ratio: '720:1280', duration: 4 },
        dropped: ['watermark', 'sound'],
      },
    );
    const veo = write('veo3.1', {
      resolution: '1080p',
      aspectRatio: '16:9',
      sound: false,
      negativePrompt: 'rain',
    });
    assert.deepEqual(veo.body, {
      model: 'veo3.1',
      promptText: 'a kite',
      audio: false,
      negativePrompt: 'rain',
      ratio: '1920:1080',
      duration: 8,
    });
    assert.throws(() => write('gen4.5', { seconds: 20 }), /2 to 10 seconds/);
    assert.throws(() => write('gen4_turbo', {}), /makes a film from a picture/);
  });

  it('carry frames and films', () => {
    const images = [{ role: 'first', url: image }] as const;
    const still = write('gen4_turbo', { images });
    assert.deepEqual(
      [still.action, still.body['promptImage'], still.body['duration']],
      ['image_to_video', image, 5],
    );
    const both = [...images, { role: 'last', url: 'https://example.com/b.png' }] as const;
    assert.throws(() => write('gen4_turbo', { images: both }), /first frame only/);
    assert.deepEqual(write('seedance2', { images: both }).body['promptImage'], [
      { uri: image, position: 'first' },
      { uri: 'https://example.com/b.png', position: 'last' },
    ]);
    const remixed = write('aleph2', { parent: { ref: 'task_p', how: 'remix' } });
    assert.deepEqual(
      [remixed.action, remixed.body],
      [
        'video_to_video',
        { model: 'aleph2', promptText: 'a kite', videoUri: 'https://cdn.example.com/a.mp4' },
      ],
    );
  });
});

describe('runway: the official SDK and the simulator', () => {
  let served: Awaited<ReturnType<typeof serveSimulators>>;
  let client: RunwayML;
  before(async () => {
    served = await serveSimulators(
      { runway: createRunwaySimulator({ finishMs: 1500 }) },
      { host: '127.0.0.1', port: 0 },
    );
    client = new RunwayML({ apiKey: 'key_test', baseURL: `${served.url}/runway`, maxRetries: 0 });
  });
  after(() => served.close());

  it('makes a film and waits for it as its helper does', async () => {
    const made = client.imageToVideo.create({ ...plain, model: 'gen4_turbo', ratio: '1280:720' });
    assert.deepEqual((await made).estimatedCost, { credits: 25 });
    const done = await made.waitForTaskOutput();
    assert.ok(done.status === 'SUCCEEDED');
    const film = await fetch(done.output[0]!);
    assert.equal(film.headers.get('content-type'), 'video/mp4');
    assert.equal(Buffer.from(await film.arrayBuffer()).toString('latin1', 4, 8), 'ftyp');
    await client.tasks.delete(done.id);
    await assert.rejects(client.tasks.retrieve(done.id), RunwayML.NotFoundError);
    assert.ok((await client.organization.retrieve()).creditBalance > 0);
  });

  it('meets the faults that it asks for', async () => {
    const ask = (fault: string) =>
      client.textToVideo.create(
        { model: 'gen4.5', promptText: 'a', ratio: '1280:720', duration: 2 },
        { headers: { 'x-key4u-simulate': fault }, timeout: 300 },
      );
    await assert.rejects(ask('429'), RunwayML.RateLimitError);
    await assert.rejects(ask('500'), RunwayML.InternalServerError);
    await assert.rejects(ask('401'), RunwayML.AuthenticationError);
    await assert.rejects(ask('refuse'), RunwayML.BadRequestError);
    await assert.rejects(ask('timeout'), RunwayML.APIConnectionTimeoutError);
    await assert.rejects(ask('cut'));
    const { id } = await ask('fail');
    await new Promise((resolve) => setTimeout(resolve, 1600));
    await assert.rejects(client.tasks.retrieve(id).waitForTaskOutput(), /unexpected error/);
    const old = new RunwayML({
      apiKey: 'k',
      baseURL: `${served.url}/runway`,
      runwayVersion: '2024-01-01',
      maxRetries: 0,
    });
    await assert.rejects(old.organization.retrieve(), RunwayML.BadRequestError);
  });
});
