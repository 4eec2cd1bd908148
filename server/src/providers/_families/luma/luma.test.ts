import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import LumaAI from 'lumaai';
import { sendTo } from '../../../../../test/support/task-send.ts';
import { serveSimulators } from '../../../base/serve-simulated.ts';
import { type CompiledCard, compileCard, compileRatio, priceOf } from '../../../ledger/price.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { ParentTask, TaskStart } from '../../../spec/task.ts';
import type { VideoRequest } from '../../../spec/video.ts';
import { luma } from '../../luma/index.ts';
import cases from './cases/generations.json' with { type: 'json' };
import {
  createLumaRelaySimulator,
  createLumaSimulator,
  lumaPort,
  lumaRelayPort,
  readLumaFault,
} from './index.ts';

const access = { key: 'luma-simulated', settings: {} };
const port = lumaPort({ prefix: '/dream-machine/v1' });

const startOf = (body: TaskStart['body'], more: Partial<TaskStart> = {}): TaskStart => ({
  action: 'video',
  body,
  upstreamModel: 'ray-2',
  access,
  taskId: 'task_01',
  facts: {},
  parents: {},
  ...more,
});

/** A simulator whose time is moved, and the way to it. */
function house(make: typeof createLumaSimulator = createLumaSimulator, headers = {}) {
  let now = Date.parse('2026-11-23T00:00:00Z');
  const simulate = make({ clock: () => now });
  return {
    simulate,
    pass: (ms: number) => {
      now += ms;
    },
    ...sendTo(luma, simulate, access, headers),
  };
}

const doneParent = (id: string): ParentTask => ({
  handle: { id },
  action: 'video',
  upstreamModel: 'ray-2',
  status: 'succeeded',
  outputs: [{ kind: 'video', url: 'https://cdn.example.com/a.mp4', seconds: 9 }],
  byId: true,
});

const card = (model: string): CompiledCard =>
  compileCard(luma.manifest.models.find(({ id }) => id === model)!.card);
const usd = (model: string, action: string, body: TaskStart['body']): number => {
  const { usage, facts } = port.measure({ action, body, upstreamModel: model, facts: {} });
  return Math.round(priceOf(card(model), usage, facts, compileRatio('1')) / 1e7) / 100;
};

describe('luma: prices', () => {
  // The dollar table of Comfy-Org/docs, October 2025; the last from docs.lumalabs.ai/docs/modify-video.
  const rows = [
    ['ray-2', '540p', '5s', 0.4],
    ['ray-2', '720p', '5s', 0.71],
    ['ray-2', '720p', '9s', 1.27],
    ['ray-2', '1080p', '9s', 2.87],
    ['ray-2', '4k', '5s', 6.37],
    ['ray-flash-2', '540p', '9s', 0.25],
    ['ray-flash-2', '4k', '9s', 3.94],
    ['ray-1-6', '720p', '5s', 0.35],
  ] as const;
  for (const [model, resolution, duration, price] of rows)
    it(`${model} ${resolution} ${duration}`, () =>
      assert.equal(usd(model, 'video', { resolution, duration }), price));

  it('changing a film is counted with the longest that there may be', () => {
    const media = { url: 'https://cdn.example.com/a.mp4' };
    assert.equal(usd('ray-2', 'modify_video', { media, mode: 'flex_1' }), 3.5); // 1.75 for five seconds
  });
});

describe('luma: the official API', () => {
  for (const { row, source, request, sends, megapixels } of cases)
    it(`${row}: ${source}`, async () => {
      const { send, asked, pass } = house();
      const start = startOf(request);
      assert.deepEqual(port.measure(start).usage, { megapixels });
      const { handle, report } = await port.start(start, send);
      assert.deepEqual({ method: asked[0]!.method, path: asked[0]!.path }, sends);
      assert.deepEqual(JSON.parse(asked[0]!.body), request);
      assert.equal(report?.status, 'queued');
      pass(2000);
      assert.equal((await port.poll(handle, send)).status, 'running');
      pass(1100);
      const done = await port.poll(handle, send);
      assert.equal(done.status, 'succeeded');
      const [film, picture] = done.outputs ?? [];
      assert.equal(film?.kind, 'video');
      assert.match(film?.url ?? '', /film\.mp4/);
      assert.equal(film?.seconds, 'duration' in request ? Number.parseInt(request.duration ?? '5', 10) : 5);
      assert.equal(picture?.role, 'thumbnail');
      assert.equal(done.native?.['state'], 'completed');
    });

  it('puts the upstream’s id of a parent in place of ours, and its own address to call', async () => {
    const { send, asked, pass } = house();
    const first = await port.start(startOf({ model: 'ray-2', prompt: 'a' }), send);
    pass(3000);
    const id = String(first.handle['id']);
    const body = {
      prompt: 'go on',
      expand_prompt: true,
      keyframes: { frame0: { type: 'generation', id: 'task_p' } },
    };
    const parents = { task_p: doneParent(id) };
    await port.start(startOf(body, { parents, callbackUrl: 'https://gateway.example/cb' }), send);
    assert.deepEqual(JSON.parse(asked.at(-1)!.body), {
      prompt: 'go on',
      keyframes: { frame0: { type: 'generation', id } },
      model: 'ray-2',
      callback_url: 'https://gateway.example/cb',
    });
    const running = { task_p: { ...doneParent(id), status: 'running' as const } };
    await assert.rejects(
      port.start(startOf(body, { parents: running }), send),
      (error) =>
        error instanceof GatewayError &&
        error.code === 'field_invalid' &&
        /not completed/.test(error.message),
    );
  });

  it('an upscale is charged for the film that it is made from', async () => {
    const { send, asked, pass } = house();
    const first = await port.start(startOf({ model: 'ray-2', prompt: 'a' }), send);
    pass(3000);
    const body = { id: 'task_p', resolution: '1080p', generation_type: 'upscale_video' };
    const parents = { task_p: doneParent(String(first.handle['id'])) };
    const start = startOf(body, { action: 'upscale_video', parents });
    const { report } = await port.start(start, send);
    assert.match(asked.at(-1)!.path, /^\/dream-machine\/v1\/generations\/[0-9a-f-]{36}\/upscale$/);
    assert.deepEqual(JSON.parse(asked.at(-1)!.body), {
      resolution: '1080p',
      generation_type: 'upscale_video',
    });
    assert.deepEqual(report?.usage, { megapixels: (1920 * 1080 * 24 * 9) / 1e6 });
    assert.ok((port.measure(start).usage.megapixels ?? 0) >= (report?.usage?.megapixels ?? 0));
  });

  it('refuses before any money is held what the model cannot', () => {
    const measure = (body: TaskStart['body']) => () =>
      port.measure({ action: 'video', body, upstreamModel: 'ray-2', facts: {} });
    const frame = { type: 'image', url: 'data:image/png;base64,AAAA' };
    assert.throws(measure({ keyframes: { frame0: frame } }), /https address/);
    assert.throws(measure({ resolution: '2160i' }), /resolution must be one of/);
    assert.throws(measure({ duration: 'long' }), /duration/);
    assert.equal(port.serves('photon-1', 'video'), false);
    assert.equal(port.serves('photon-1', 'image'), true);
    assert.equal(port.serves('ray-2', 'video'), true);
    assert.equal(port.serves('ray-2', 'imagine'), false);
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
      const { send } = house(createLumaSimulator, { 'x-key4u-simulate': fault });
      await assert.rejects(port.start(startOf({ model: 'ray-2', prompt: 'a' }), send), (error) => {
        assert.ok(error instanceof GatewayError, String(error));
        assert.equal(error.code, code, fault);
        return true;
      });
    }
    const { send } = house(createLumaSimulator, { 'x-key4u-simulate': 'cut' });
    await assert.rejects(port.start(startOf({ model: 'ray-2', prompt: 'a' }), send), /broke the connection/);
  });

  it('reads failures, unknown states and lost generations', async () => {
    const { send, pass } = house(createLumaSimulator, { 'x-key4u-simulate': 'fail' });
    const { handle } = await port.start(startOf({ model: 'ray-2', prompt: 'a' }), send);
    pass(3000);
    const failed = await port.poll(handle, send);
    assert.equal(failed.status, 'failed');
    assert.equal(failed.fault, 'upstream_failed');
    assert.match(failed.reason ?? '', /quality check/);
    const unknown = { id: 'no-such', action: 'video' };
    assert.deepEqual((await port.poll({ ...unknown, at: Date.now() }, send)).status, undefined);
    assert.equal((await port.poll({ ...unknown, at: 0 }, send)).fault, 'task_lost');
    const odd = await port.poll(unknown, async () => ({
      status: 200,
      headers: {},
      body: Buffer.from(''),
      json: { id: 'x', state: 'daydreaming' },
    }));
    assert.equal(odd.unknownWord, 'daydreaming');
    assert.equal(odd.status, undefined);
    const moderated = await port.poll(unknown, async () => ({
      status: 200,
      headers: {},
      body: Buffer.from(''),
      json: { id: 'x', state: 'failed', failure_reason: 'Prompt failed moderation' },
    }));
    assert.equal(moderated.fault, 'upstream_refused');
    assert.deepEqual(port.readCallback?.({ id: 'x', state: 'completed' }), {});
  });

  it('an account without credit is the channel’s trouble, a wrong field the client’s', () => {
    const read = (status: number, detail: unknown) =>
      readLumaFault(status, {}, Buffer.from(JSON.stringify({ detail })));
    assert.equal(read(400, 'Insufficient credits').code, 'upstream_key_refused');
    const field = read(422, [{ loc: ['body', 'aspect_ratio'], msg: 'Input should be 1:1', type: 'enum' }]);
    assert.equal(field.code, 'upstream_refused');
    assert.equal(field.detail?.param, 'aspect_ratio');
    assert.equal(field.message, 'Input should be 1:1');
  });
});

describe('luma: the form of other gateways', () => {
  const relay = lumaRelayPort({ prefix: '/luma' });
  for (const asList of [false, true])
    it(`makes a film and goes on from it${asList ? ' (answers are lists)' : ''}`, async () => {
      const { send, asked, pass } = house((options) => createLumaRelaySimulator({ ...options, asList }));
      const body = {
        prompt: 'kite over dunes',
        model: 'ray-2',
        resolution: '720p',
        duration: '5s',
        expand_prompt: true,
        keyframes: { frame0: { type: 'image', url: 'https://a.example/1.png' } },
        odd: 1,
      };
      const { handle, report } = await relay.start(startOf(body), send);
      assert.equal(asked[0]!.path, '/luma/generations');
      assert.deepEqual(JSON.parse(asked[0]!.body), {
        user_prompt: 'kite over dunes',
        resolution: '720p',
        duration: '5s',
        expand_prompt: true,
        odd: 1,
        model_name: 'ray-v2',
        image_url: 'https://a.example/1.png',
      });
      assert.equal(report?.status, 'queued');
      pass(1500);
      assert.equal((await relay.poll(handle, send)).status, 'running');
      pass(1500);
      const many = await relay.pollMany!.poll([handle, { id: 'none', action: 'video' }], send);
      assert.equal(many[0]?.status, 'succeeded');
      assert.equal(many[0]?.outputs?.length, 2);
      assert.equal(many[0]?.native?.['state'], 'completed');
      assert.ok(many[0]?.native?.['video_raw']);
      assert.equal(many[1], undefined);
      const parents = { task_p: doneParent(String(handle['id'])) };
      const more = { prompt: 'add cat', keyframes: { frame0: { type: 'generation', id: 'task_p' } } };
      await relay.start(startOf(more, { parents }), send);
      assert.equal(asked.at(-1)!.path, `/luma/generations/${String(handle['id'])}/extend`);
      assert.deepEqual(JSON.parse(asked.at(-1)!.body), { user_prompt: 'add cat', model_name: 'ray-v2' });
    });
});

describe('luma: neutral requests', () => {
  const write = (video: Partial<VideoRequest>, parents: TaskStart['parents'] = {}) => {
    const dropped: string[] = [];
    const made = port.writeVideo!(
      { prompt: 'a kite', images: [], extra: {}, ...video },
      { upstreamModel: 'ray-2', parents, drop: (field) => dropped.push(field) },
    );
    return { ...made, dropped };
  };

  it('become the nearest that Luma makes', () => {
    assert.deepEqual(write({ seconds: 4, width: 1080, height: 1920, seed: 7, extra: { loop: true, x: 1 } }), {
      action: 'video',
      body: {
        generation_type: 'video',
        model: 'ray-2',
        prompt: 'a kite',
        resolution: '1080p',
        duration: '5s',
        aspect_ratio: '9:16',
        loop: true,
      },
      dropped: ['seed', 'x'],
    });
    assert.equal(write({ seconds: 8 }).body['duration'], '9s');
    assert.throws(() => write({ seconds: 12 }), /5 or 9/);
    assert.throws(() => write({ count: 2 }), /one film/);
  });

  it('carry frames, and go on from or change a film', () => {
    const images = [
      { role: 'first', url: 'https://a.example/1.png' },
      { role: 'last', url: 'https://a.example/2.png' },
    ] as const;
    assert.deepEqual(write({ images }).body['keyframes'], {
      frame0: { type: 'image', url: images[0].url },
      frame1: { type: 'image', url: images[1].url },
    });
    const parents = { task_p: doneParent('up-1') };
    const extended = write({ parent: { ref: 'task_p', how: 'extend' } }, parents);
    assert.deepEqual(extended.body['keyframes'], { frame0: { type: 'generation', id: 'up-1' } });
    const remixed = write({ parent: { ref: 'task_p', how: 'remix' } }, parents);
    assert.equal(remixed.action, 'modify_video');
    assert.deepEqual(remixed.body['media'], { url: 'https://cdn.example.com/a.mp4' });
  });
});

describe('luma: the official SDK and the simulator', () => {
  let served: Awaited<ReturnType<typeof serveSimulators>>;
  let client: LumaAI;
  before(async () => {
    const simulate = createLumaSimulator({ finishMs: 300 });
    served = await serveSimulators({ luma: simulate }, { host: '127.0.0.1', port: 0 });
    client = new LumaAI({
      authToken: 'luma-test',
      baseURL: `${served.url}/luma/dream-machine/v1`,
      maxRetries: 0,
    });
  });
  after(() => served.close());

  const ended = async (id: string) => {
    for (let tries = 0; tries < 100; tries++) {
      const one = await client.generations.get(id);
      if (one.state === 'completed' || one.state === 'failed') return one;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    return assert.fail('it never ended');
  };

  it('makes a film that plays, goes on from it, lists and deletes', async () => {
    assert.equal((await client.ping.check()).message, 'pong');
    assert.ok((await client.credits.get()).credit_balance > 0);
    assert.ok((await client.generations.concepts.list()).includes('dolly_zoom'));
    const made = await client.generations.create({
      model: 'ray-2',
      prompt: 'a kite',
      resolution: '540p',
      duration: '5s',
    });
    assert.equal(made.state, 'queued');
    const done = await ended(made.id!);
    const film = await fetch(done.assets?.video ?? '');
    assert.equal(film.headers.get('content-type'), 'video/mp4');
    assert.equal(Buffer.from(await film.arrayBuffer()).toString('latin1', 4, 8), 'ftyp');
    const keyframes = { frame0: { type: 'generation', id: made.id! } } as const;
    const more = await client.generations.create({ model: 'ray-2', prompt: 'on', keyframes });
    await assert.rejects(
      client.generations.upscale(more.id!, { resolution: '1080p' }),
      (error) => error instanceof LumaAI.APIError && error.status === 400,
    );
    assert.equal((await ended(more.id!)).state, 'completed');
    assert.equal((await client.generations.audio(more.id!, { prompt: 'wind' })).generation_type, 'video');
    const image = await client.generations.image.create({ model: 'photon-1', prompt: 'a kite' });
    assert.match((await ended(image.id!)).assets?.image ?? '', /picture\.png/);
    const { generations, has_more } = await client.generations.list({ limit: 2 });
    assert.equal(generations.length, 2);
    assert.equal(has_more, true);
    await client.generations.delete(made.id!);
    await assert.rejects(client.generations.get(made.id!), LumaAI.NotFoundError);
  });

  it('meets the faults that it asks for', async () => {
    const ask = (fault: string) =>
      client.generations.create(
        { model: 'ray-2', prompt: 'a' },
        { headers: { 'x-key4u-simulate': fault }, timeout: 300 },
      );
    await assert.rejects(ask('429'), LumaAI.RateLimitError);
    await assert.rejects(ask('500'), LumaAI.InternalServerError);
    await assert.rejects(ask('401'), LumaAI.AuthenticationError);
    await assert.rejects(ask('refuse'), LumaAI.BadRequestError);
    await assert.rejects(ask('timeout'), LumaAI.APIConnectionTimeoutError);
    await assert.rejects(ask('cut'));
    const failing = await ask('fail');
    assert.equal((await ended(failing.id!)).state, 'failed');
    await assert.rejects(
      client.generations.create({ model: 'ray-9' as 'ray-2', prompt: 'a' }),
      LumaAI.BadRequestError,
    );
  });
});
