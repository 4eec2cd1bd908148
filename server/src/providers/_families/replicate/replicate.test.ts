import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import Replicate, { validateWebhook } from 'replicate';
import { sendTo } from '../../../../../test/support/task-send.ts';
import { serveSimulators } from '../../../base/serve-simulated.ts';
import { sheetOf, sheets } from '../../../catalogue/replicate/index.ts';
import { mistakesIn } from '../../../catalogue/sheet.ts';
import { compileCard, compileRatio, priceOf } from '../../../ledger/price.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { ImageRequest } from '../../../spec/image.ts';
import type { TaskStart } from '../../../spec/task.ts';
import { replicate } from '../../replicate/index.ts';
import cases from './cases/predictions.json' with { type: 'json' };
import { createReplicateSimulator, readReplicateFault, replicatePort } from './index.ts';
import { outputsOf } from './report.ts';
import { sizeOf } from './simulator/make.ts';

const access = { key: 'r8_simulated', settings: {} };
const port = replicatePort({ prefix: '/v1' });

const startOf = (
  upstreamModel: string,
  body: TaskStart['body'],
  more: Partial<TaskStart> = {},
): TaskStart => ({
  action: 'predict',
  body,
  upstreamModel,
  access,
  taskId: 'task_01',
  facts: {},
  parents: {},
  ...more,
});

function house(headers = {}) {
  let now = Date.parse('2026-11-23T00:00:00Z');
  const simulate = createReplicateSimulator({ clock: () => now });
  const pass = (ms: number) => {
    now += ms;
  };
  return { simulate, pass, ...sendTo(replicate, simulate, access, headers) };
}

const kontext = 'black-forest-labs/flux-kontext-pro';
const lemon = { input: { prompt: 'a lemon' } };

describe('replicate: the catalogue', () => {
  for (const sheet of sheets)
    it(`${sheet.name}: its example is good, drawn and charged`, async () => {
      assert.deepEqual(mistakesIn(sheet, sheet.example), []);
      const { send, pass, simulate } = house();
      const start = startOf(sheet.name, { input: sheet.example });
      const { usage, facts } = port.measure(start);
      const card = compileCard(replicate.manifest.models.find(({ id }) => id === sheet.name)!.card);
      const hold = priceOf(card, usage, facts, compileRatio('1'));
      assert.ok(hold > 0 && hold < 2e9, String(hold));
      const { handle, report } = await port.start(start, send);
      assert.equal(report?.status, 'queued');
      assert.deepEqual(report?.native?.['input'], sheet.example);
      pass(3100);
      const done = await port.poll(handle, send);
      assert.equal(done.status, 'succeeded');
      const cost = priceOf(card, done.usage!, facts, compileRatio('1'));
      assert.ok(cost > 0 && cost <= hold, `${cost} of ${hold}`);
      const shape = sheet.output === 'uris' ? Array.isArray : (value: unknown) => !Array.isArray(value);
      assert.ok(shape(done.native?.['output']));
      const kinds = { image: 'image', svg: 'image', gif: 'image', video: 'video', audio: 'audio' } as const;
      const [first] = done.outputs ?? [];
      assert.equal(first?.kind, kinds[sheet.makes]);
      const media = await simulate(new Request(first?.url ?? ''));
      assert.equal(media.status, 200);
      assert.match(media.headers.get('content-type') ?? '', new RegExp(`^${first?.kind}/`));
      await media.body?.cancel();
    });

  it('has one sheet for a name and one for a version', () => {
    const ids = sheets.flatMap(({ name, versions = [] }) => [name, ...versions]);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('knows the sizes that are asked for', () => {
    const rows = [
      ['black-forest-labs/flux-dev', { aspect_ratio: '16:9' }, '1344x768'],
      ['recraft-ai/recraft-v3', { size: '1365x1024' }, '1365x1024'],
      ['bytedance/seedream-4', { size: '2K', aspect_ratio: '1:1' }, '2048x2048'],
      ['prunaai/vace-14b', { size: '1280*720' }, '1280x720'],
      ['stability-ai/sdxl', { width: 768, height: 512 }, '768x512'],
      ['ideogram-ai/ideogram-v2-turbo', { aspect_ratio: '3:1' }, '1776x592'],
    ] as const;
    for (const [name, input, size] of rows) {
      const { width, height } = sizeOf(sheetOf(name)!, input);
      assert.equal(`${width}x${height}`, size, name);
    }
  });
});

describe('replicate: the port', () => {
  for (const { row, source, model, body, sends, usage } of cases)
    it(`${row}: ${source}`, async () => {
      const { send, asked } = house();
      const start = startOf(model, body);
      assert.deepEqual(port.measure(start).usage, usage);
      await port.start(start, send);
      const { path, ...more } = sends;
      assert.equal(asked[0]!.path, path);
      assert.deepEqual(JSON.parse(asked[0]!.body), { ...more, input: body.input });
    });

  it('places upstream names, and writes its own address to call', async () => {
    const rows = [
      ['acme/new-model', '/v1/models/acme/new-model/predictions', undefined],
      ['deployments/acme/mine', '/v1/deployments/acme/mine/predictions', undefined],
      [`acme/other:${'0'.repeat(64)}`, '/v1/predictions', '0'.repeat(64)],
      ['1'.repeat(64), '/v1/predictions', '1'.repeat(64)],
    ] as const;
    for (const [model, path, version] of rows) {
      const { send, asked } = house();
      const start = startOf(
        model,
        { ...lemon, webhook: 'x', stream: true, x_more: 1 },
        { callbackUrl: 'https://gw.example/cb' },
      );
      await port.start(start, send).catch(() => {});
      assert.equal(asked[0]!.path, path);
      assert.deepEqual(JSON.parse(asked[0]!.body), {
        x_more: 1,
        ...(version ? { version } : {}),
        ...lemon,
        webhook: 'https://gw.example/cb',
        webhook_events_filter: ['completed'],
      });
    }
  });

  it('puts large files to the upstream first', async () => {
    const { send, asked } = house();
    const large = `data:image/png;base64,${Buffer.alloc(300_000, 7).toString('base64')}`;
    const small = 'data:image/png;base64,AAAA';
    const input = { prompt: 'a', image_input: [small, large] };
    await port.start(startOf('bytedance/seedream-4', { input }), send);
    assert.deepEqual(
      asked.map(({ path }) => path),
      ['/v1/files', '/v1/models/bytedance/seedream-4/predictions'],
    );
    const sent = JSON.parse(asked[1]!.body).input.image_input;
    assert.equal(sent[0], small);
    assert.match(sent[1], /\/v1\/files\/\w{26}$/);
  });

  it('refuses what would be priced wrongly or is refused for sure', () => {
    const measure = (model: string, input: object) => () => port.measure(startOf(model, { input }));
    assert.throws(measure('black-forest-labs/flux-dev', { prompt: 'a', num_outputs: 5 }), {
      code: 'field_invalid',
    });
    assert.throws(measure('black-forest-labs/flux-dev', { prompt: 'a', num_outputs: '2' }), /num_outputs/);
    assert.throws(measure('black-forest-labs/flux-dev', {}), /prompt is required/);
    assert.throws(measure('acme/unknown', { num_outputs: -1 }), /num_outputs/);
    assert.deepEqual(measure('bytedance/seedream-4', { prompt: 'a', max_images: 9 })().usage, { images: 1 });
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
      await assert.rejects(port.start(startOf(kontext, lemon), send), (error) => {
        assert.ok(error instanceof GatewayError, String(error));
        assert.equal(error.code, code, fault);
        return true;
      });
    }
  });

  it('classifies documented errors', () => {
    const read = (status: number, body: object) =>
      readReplicateFault(status, {}, Buffer.from(JSON.stringify(body)));
    assert.equal(
      read(402, { title: 'Insufficient credit', detail: 'x', status: 402 }).code,
      'upstream_key_refused',
    );
    assert.equal(
      read(422, { title: 'Invalid version or not permitted', detail: 'The specified version does not exist' })
        .code,
      'upstream_model_unknown',
    );
    const wrong = read(422, {
      title: 'Input validation failed',
      detail: '- input: prompt is required\n',
      status: 422,
      invalid_fields: [{ type: 'required', field: 'input.prompt', description: 'prompt is required' }],
    });
    assert.equal(wrong.code, 'upstream_refused');
    assert.deepEqual(wrong.detail, { status: 422, param: 'input.prompt' });
  });

  it('reads failures, unknown words, lost predictions, and cancels', async () => {
    const failing = house({ 'x-key4u-simulate': 'fail' });
    const started = await port.start(startOf(kontext, lemon), failing.send);
    failing.pass(3100);
    const failed = await port.poll(started.handle, failing.send);
    assert.equal(failed.status, 'failed');
    assert.equal(failed.fault, 'upstream_failed');
    assert.match(failed.reason ?? '', /out of memory/);

    const { send, pass } = house();
    const { handle } = await port.start(startOf(kontext, lemon), send);
    const odd = await port.poll(handle, async (request) => {
      const reply = await send(request);
      return { ...reply, json: { ...reply.json, status: 'pondering' } };
    });
    assert.equal(odd.unknownWord, 'pondering');
    pass(1500);
    const running = await port.poll(handle, send);
    assert.equal(running.status, 'running');
    assert.ok((running.progress ?? 0) > 10);
    const cancelled = await port.cancel!(handle, send);
    assert.equal(cancelled.status, 'cancelled');
    assert.equal((await port.poll(handle, send)).status, 'cancelled');
    const lost = await port.poll({ ...handle, id: 'x'.repeat(26), at: 0 }, send);
    assert.equal(lost.fault, 'task_lost');
    const second = await port.start(startOf(kontext, lemon), send);
    pass(3100);
    await assert.rejects(port.cancel!(second.handle, send), { code: 'task_not_cancellable' });
  });

  it('takes outputs of every shape', () => {
    const kinds = (output: unknown) => outputsOf(output, undefined).map(({ kind, text }) => text ?? kind);
    assert.deepEqual(kinds('https://r.example/a.webp'), ['image']);
    assert.deepEqual(kinds(['https://r.example/a.mp4', 'https://r.example/b']), ['video', 'file']);
    assert.deepEqual(kinds(['Hel', 'lo']), ['Hello']);
    assert.deepEqual(kinds({ audio: 'https://r.example/a.wav', error: null }), ['audio']);
    assert.deepEqual(kinds(null), []);
  });
});

describe('replicate: pictures and films of other wires', () => {
  const neutral = (more: Partial<ImageRequest>): ImageRequest => ({
    how: 'generate',
    prompt: 'a lemon',
    images: [],
    count: 1,
    extra: {},
    ...more,
  });
  const rows: readonly (readonly [string, Partial<ImageRequest>, object, readonly string[]])[] = [
    [
      'black-forest-labs/flux-schnell',
      { width: 1792, height: 1024, count: 2, format: 'jpeg', quality: 'hd' },
      { prompt: 'a lemon', aspect_ratio: '16:9', num_outputs: 2, output_format: 'jpg' },
      ['quality'],
    ],
    [
      kontext,
      {
        how: 'edit',
        images: ['https://a.example/1.png'],
        quality: 'hd',
        extra: { input: { seed: 7 }, safety_tolerance: 1, odd: 2 },
      },
      {
        prompt: 'a lemon',
        input_image: 'https://a.example/1.png',
        prompt_upsampling: true,
        seed: 7,
        safety_tolerance: 1,
      },
      [],
    ],
    [
      'bytedance/seedream-4',
      {
        images: ['https://a.example/1.png', 'https://a.example/2.png'],
        count: 3,
        resolution: '4k',
        aspectRatio: '3:2',
      },
      {
        prompt: 'a lemon',
        image_input: ['https://a.example/1.png', 'https://a.example/2.png'],
        aspect_ratio: '3:2',
        max_images: 3,
        sequential_image_generation: 'auto',
        size: '4K',
      },
      [],
    ],
    ['recraft-ai/recraft-v3', { width: 1024, height: 1536 }, { prompt: 'a lemon', size: '1024x1536' }, []],
    [
      'stability-ai/sdxl',
      { width: 768, height: 512, seed: 3 },
      { prompt: 'a lemon', width: 768, height: 512, seed: 3 },
      [],
    ],
    [
      'acme/unknown',
      { aspectRatio: '16:9', extra: { odd: 1 } },
      { prompt: 'a lemon', aspect_ratio: '16:9', odd: 1 },
      [],
    ],
  ];
  for (const [upstreamModel, asked, input, left] of rows)
    it(upstreamModel, () => {
      const dropped: string[] = [];
      const to = { upstreamModel, parents: {}, drop: (field: string) => dropped.push(field) };
      assert.deepEqual(port.writeImage!(neutral(asked), to), { action: 'predict', body: { input } });
      assert.deepEqual(dropped, left);
    });

  it('refuses what the model cannot', () => {
    const write = (upstreamModel: string, more: Partial<ImageRequest>) => () =>
      port.writeImage!(neutral(more), { upstreamModel, parents: {}, drop: () => {} });
    assert.throws(write(kontext, { count: 2 }), /one picture at a time/);
    assert.throws(write(kontext, { mask: 'https://a.example/m.png' }), /no mask/);
    assert.throws(write('google/imagen-4', { images: ['https://a.example/1.png'] }), /so many pictures/);
  });

  it('a film', () => {
    const written = port.writeVideo!(
      {
        prompt: 'waves',
        seconds: 6,
        images: [{ role: 'first', url: 'https://a.example/1.png' }],
        enhancePrompt: false,
        extra: {},
      },
      { upstreamModel: 'minimax/video-01', parents: {}, drop: (field) => assert.fail(field) },
    );
    assert.deepEqual(written.body, {
      input: { prompt: 'waves', first_frame_image: 'https://a.example/1.png', prompt_optimizer: false },
    });
  });
});

describe('replicate: its own client against the simulator', () => {
  let served: Awaited<ReturnType<typeof serveSimulators>>;
  let client: Replicate;
  before(async () => {
    served = await serveSimulators(
      { replicate: createReplicateSimulator({ finishMs: 400 }) },
      { host: '127.0.0.1', port: 0 },
    );
    client = new Replicate({ auth: 'r8_simulated', baseUrl: `${served.url}/replicate/v1` });
  });
  after(() => served.close());

  it('run, waiting in one request', async () => {
    const output = await client.run('black-forest-labs/flux-schnell', {
      input: { prompt: 'a lemon', num_outputs: 2 },
    });
    assert.ok(Array.isArray(output) && output.length === 2);
    const picture = await fetch(String(output[0]));
    assert.equal(picture.headers.get('content-type'), 'image/png');
  });

  it('run, by version and polling, with progress', async () => {
    const seen: string[] = [];
    const [version] = sheetOf('stability-ai/stable-diffusion')!.versions!;
    await client.run(
      `stability-ai/stable-diffusion:${version}`,
      { input: { prompt: 'a lemon' }, wait: { mode: 'poll', interval: 100 } },
      ({ status }) => seen.push(status),
    );
    assert.equal(seen[0], 'starting');
    assert.equal(seen.at(-1), 'succeeded');
  });

  it('create, wait, get, list, cancel', async () => {
    const made = await client.predictions.create({ model: 'minimax/video-01', input: { prompt: 'waves' } });
    assert.match(made.id, /^[0-9a-z]{26}$/);
    const done = await client.wait(made, { interval: 100 });
    assert.equal(done.status, 'succeeded');
    assert.ok((done.metrics?.predict_time ?? 0) > 0);
    const other = await client.predictions.create({ model: 'google/imagen-4', input: { prompt: 'a' } });
    assert.equal((await client.predictions.cancel(other.id)).status, 'canceled');
    const { results } = await client.predictions.list();
    assert.equal(results[0]?.id, other.id);
  });

  it('stream', async () => {
    const events: string[] = [];
    for await (const { event, data } of client.stream('google/imagen-4', { input: { prompt: 'a' } })) {
      events.push(event);
      if (event === 'output') assert.match(data, /picture\.png/);
    }
    assert.deepEqual(events, ['output', 'done']);
  });

  it('files, models, account, hardware, and errors', async () => {
    const file = await client.files.create(new Blob(['hello'], { type: 'text/plain' }), { mine: 1 });
    assert.equal(file.size, 5);
    assert.deepEqual(file.metadata, { mine: 1 });
    assert.equal((await client.files.get(file.id)).id, file.id);
    assert.equal(await client.files.delete(file.id), true);
    assert.equal((await client.models.get('google', 'imagen-4')).name, 'imagen-4');
    assert.equal((await client.accounts.current()).type, 'organization');
    assert.ok((await client.hardware.list()).some(({ sku }) => sku === 'gpu-t4'));
    const refused = (input: object, model: `${string}/${string}` = 'google/imagen-4') =>
      client.predictions.create({ model, input });
    await assert.rejects(refused({}), /422.*prompt is required/s);
    await assert.rejects(refused({ prompt: 'a', aspect_ratio: '5:1' }), /422.*one of the following/s);
    await assert.rejects(refused({ prompt: 'a' }, 'stability-ai/sdxl'), /404/);
    await assert.rejects(
      client.predictions.create({ version: '0'.repeat(64), input: {} }),
      /version does not exist/,
    );
    const stranger = new Replicate({ auth: '', baseUrl: `${served.url}/replicate/v1` });
    stranger.auth = '';
    await assert.rejects(stranger.predictions.list(), /401.*Unauthenticated/s);
  });

  it('validates webhooks by the secret that it is given', async () => {
    const { key } = await client.webhooks.default.secret.get();
    const body = JSON.stringify({ id: 'x', status: 'succeeded' });
    const signature = createHmac('sha256', Buffer.from(key.slice('whsec_'.length), 'base64'))
      .update(`msg_1.1700000000.${body}`)
      .digest('base64');
    const message = { id: 'msg_1', timestamp: '1700000000', body, secret: key };
    assert.equal(await validateWebhook({ ...message, signature: `v1,${signature}` }), true);
    assert.equal(await validateWebhook({ ...message, signature: `v1,${signature.slice(4)}AAAA` }), false);
  });
});
