import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sendTo } from '../../../../test/support/task-send.ts';
import { viewOf } from '../../../../test/support/task-view.ts';
import type { Json } from '../../base/json.ts';
import { callOf, type Example } from '../../manual/page.ts';
import describePage from '../../manual/pages/ideogram/describe.ts';
import edit from '../../manual/pages/ideogram/edit.ts';
import generate from '../../manual/pages/ideogram/generate.ts';
import reframe from '../../manual/pages/ideogram/reframe.ts';
import remix from '../../manual/pages/ideogram/remix.ts';
import remixV3 from '../../manual/pages/ideogram/remix-v3.ts';
import replaceBackground from '../../manual/pages/ideogram/replace-background.ts';
import textToImage from '../../manual/pages/ideogram/text-to-image.ts';
import upscale from '../../manual/pages/ideogram/upscale.ts';
import { partsOf } from '../../manual/reference.ts';
import { sampleFiles } from '../../manual/samples/files.ts';
import { mismatches, sampleOf } from '../../manual/shape.ts';
import { ideogram as provider } from '../../providers/ideogram/index.ts';
import type { RequestHead } from '../../spec/call.ts';
import type { SubmitEndpoint } from '../../spec/dialect.ts';
import { type FaultCode, faults, GatewayError } from '../../spec/fault.ts';
import type { TaskCall } from '../../spec/task.ts';
import { ideogram } from './index.ts';

const pages = [
  generate,
  edit,
  remixV3,
  reframe,
  replaceBackground,
  textToImage,
  remix,
  upscale,
  describePage,
];
const png = new File([new Uint8Array(sampleFiles['photo.png'].bytes())], 'a.png', { type: 'image/png' });
const dataUrl = `data:image/png;base64,${sampleFiles['photo.png'].bytes().toString('base64')}`;

const endpointOf = (path: string): SubmitEndpoint => {
  const found = ideogram.endpoints.find((one) => one.path === path);
  assert.ok(found?.does === 'submit-task', path);
  return found;
};
const head = (type?: string): RequestHead => ({
  params: {},
  query: '',
  headers: type ? { 'content-type': type } : {},
});
const readJson = (path: string, body: Json): TaskCall =>
  endpointOf(path).read(Buffer.from(JSON.stringify(body)), head('application/json'));
async function readForm(
  path: string,
  parts: readonly (readonly [string, string | File])[],
): Promise<TaskCall> {
  const form = new FormData();
  for (const [name, value] of parts) form.append(name, value);
  const sent = new Response(form);
  return endpointOf(path).read(
    Buffer.from(await sent.arrayBuffer()),
    head(sent.headers.get('content-type') ?? ''),
  );
}
const refused = (param: string) => (error: unknown) =>
  error instanceof GatewayError && error.code === 'field_invalid' && error.detail.param === param;

const v3 = '/ideogram/v1/ideogram-v3';

describe('ideogram: requests', () => {
  it('a form is read as what JSON would say, with its files in it', async () => {
    const call = await readForm(`${v3}/remix`, [
      ['image', png],
      ['prompt', 'winter'],
      ['image_weight', '70'],
      ['seed', '0'],
      ['style_codes[]', '1A2B3C4D'],
      ['color_palette', '{"name":"EMBER"}'],
      ['character_reference_images', png],
      ['newest', '7'],
      ['negative_prompt', ''],
    ]);
    assert.deepEqual(call.body, {
      image: dataUrl,
      prompt: 'winter',
      image_weight: 70,
      seed: 0,
      style_codes: ['1A2B3C4D'],
      color_palette: { name: 'EMBER' },
      character_reference_images: [dataUrl],
      newest: '7',
    });
    assert.deepEqual(
      [call.kind, call.action, call.model, call.prompt, call.waitMs],
      ['image', 'v3-remix', 'ideogram-v3', 'winter', 300_000],
    );
    // Only Ideogram has characters.
    assert.equal(call.image, undefined);
  });
  it('3.0 in the neutral form, where others can do it too', () => {
    const call = readJson(`${v3}/generate`, {
      prompt: 'a cat',
      aspect_ratio: '16x9',
      rendering_speed: 'QUALITY',
      num_images: 2,
      negative_prompt: 'dogs',
      magic_prompt: 'OFF',
    });
    assert.deepEqual(call.image, {
      how: 'generate',
      prompt: 'a cat',
      negativePrompt: 'dogs',
      images: [],
      count: 2,
      aspectRatio: '16:9',
      quality: 'high',
      extra: { magic_prompt: 'OFF' },
    });
  });
  it('the models before 3.0 have names of the gateway', () => {
    const rows = [
      ['V_2', 'ideogram-v2'],
      ['V_2A_TURBO', 'ideogram-v2a-turbo'],
      ['V_1', 'ideogram-v1'],
      ['AUTO', 'ideogram-v2'],
      [undefined, 'ideogram-v2'],
    ] as const;
    for (const [model, name] of rows)
      assert.equal(
        readJson('/ideogram/generate', { image_request: { prompt: 'a', ...(model ? { model } : {}) } }).model,
        name,
      );
    assert.throws(
      () => readJson('/ideogram/generate', { image_request: { prompt: 'a', model: 'gpt' } }),
      refused('image_request.model'),
    );
  });
  it('what is missing or wrong is named', async () => {
    assert.throws(() => readJson(`${v3}/generate`, {}), refused('prompt'));
    assert.throws(
      () => readJson(`${v3}/edit`, { prompt: 'a', image: 'https://a.example/1.png' }),
      refused('image'),
    );
    assert.throws(() => readJson('/ideogram/generate', { prompt: 'a' }), refused('image_request'));
    await assert.rejects(
      readForm(`${v3}/edit`, [
        ['prompt', 'a'],
        ['image', png],
      ]),
      refused('mask'),
    );
    await assert.rejects(
      readForm(`${v3}/remix`, [
        ['prompt', 'a'],
        ['image', 'a.png'],
      ]),
      refused('image'),
    );
    await assert.rejects(
      readForm(`${v3}/generate`, [
        ['prompt', 'a'],
        ['num_images', 'two'],
      ]),
      refused('num_images'),
    );
    await assert.rejects(
      readForm('/ideogram/remix', [
        ['image_file', png],
        ['image_request', '{'],
      ]),
      refused('image_request'),
    );
    const upscaled = await readForm('/ideogram/upscale', [['image_file', png]]);
    assert.deepEqual(upscaled.body['image_request'], {});
  });
  it('the edit answers to both of its names', async () => {
    const parts = [
      ['image', png],
      ['mask', png],
      ['prompt', 'a'],
    ] as const;
    assert.deepEqual(await readForm(`${v3}/inpaint`, parts), await readForm(`${v3}/edit`, parts));
  });
});

/** The request of an example, made by the simulated Ideogram and answered. */
async function answered(page: (typeof pages)[number], example: Example) {
  const endpoint = endpointOf(callOf(page, example).route);
  try {
    const call = example.form
      ? await readForm(
          endpoint.path,
          partsOf(example.form).map(([name, value]) => {
            if (typeof value !== 'object') return [name, String(value)] as const;
            const { type, bytes } = sampleFiles[value.sample];
            return [name, new File([new Uint8Array(bytes())], value.sample, { type })] as const;
          }),
        )
      : readJson(endpoint.path, Object(sampleOf(example.request ?? {})));
    const port = provider.tasks!['ideogram']!;
    const { action, body, model: upstreamModel } = call;
    assert.ok(port.serves(upstreamModel, action));
    port.measure({ action, body, upstreamModel, facts: {} });
    const { send } = sendTo(provider, provider.simulator(), undefined, example.headers ?? {});
    const access = { key: 'k', settings: {} };
    const { report } = await port.start(
      { action, body, upstreamModel, access, taskId: 't', facts: {}, parents: {} },
      send,
    );
    return endpoint.written(
      viewOf({
        dialect: 'ideogram',
        kind: 'image',
        action,
        model: upstreamModel,
        status: 'succeeded',
        ...(report?.native ? { native: report.native } : {}),
        outputs: (report?.outputs ?? []).map((output, index) => ({ ...output, index })),
      }),
    );
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return ideogram.writeFault(error, 'req_01m82z82bj8x8aefgbh66wa9t4');
  }
}

describe('ideogram: the pages', () => {
  for (const page of pages)
    for (const example of page.examples)
      it(`${page.id}: ${example.title.en}`, async () => {
        const answer = await answered(page, example);
        assert.equal(answer.status, example.expect.status ?? 200);
        assert.ok('reply' in example.expect);
        assert.deepEqual(mismatches(example.expect.reply, JSON.parse(answer.body)), []);
      });
});

describe('ideogram: answers', () => {
  const view = viewOf({
    dialect: 'ideogram',
    kind: 'image',
    action: 'v3-generate',
    model: 'ideogram-v3',
    prompt: 'a',
  });
  const written = (more: Partial<typeof view>) => endpointOf(`${v3}/generate`).written({ ...view, ...more });
  it('pictures that another maker drew', () => {
    const { status, body } = written({
      status: 'succeeded',
      memo: { seed: 5, style: 'DESIGN' },
      outputs: [
        { kind: 'image', url: 'https://gw.example/0.png', width: 1360, height: 768, index: 0 },
        { kind: 'image', role: 'thumbnail', url: 'https://gw.example/1.png', index: 1 },
      ],
    });
    assert.equal(status, 200);
    assert.deepEqual(JSON.parse(body), {
      created: new Date(view.createdAt).toISOString(),
      data: [
        {
          prompt: 'a',
          resolution: '1360x768',
          is_image_safe: true,
          seed: 5,
          url: 'https://gw.example/0.png',
          style_type: 'DESIGN',
        },
      ],
    });
  });
  it('unknown fields of Ideogram survive', () => {
    const native = { created: 'x', data: [{ url: 'https://gw.example/0.png', odd: [1] }], more: 1 };
    assert.deepEqual(JSON.parse(written({ status: 'succeeded', native }).body), native);
  });
  it('one that goes on says where to ask, and that it is not to be sent again', () => {
    const { status, headers, body } = written({ status: 'running' });
    assert.deepEqual([status, headers['x-should-retry']], [504, 'false']);
    assert.match(body, new RegExp(`GET /v1/tasks/${view.id}`));
  });
  it('ends that are no good', () => {
    assert.equal(written({ status: 'failed', fault: 'upstream_refused', reason: 'unsafe' }).status, 422);
    assert.equal(written({ status: 'failed' }).status, 502);
    assert.equal(written({ status: 'cancelled' }).status, 409);
  });
  it('every fault has a status and words', () => {
    for (const code of Object.keys(faults) as FaultCode[]) {
      const answer = ideogram.writeFault(new GatewayError(code, 'words'), 'req_1');
      assert.equal(answer.status, faults[code].status, code);
      assert.match(String(Object(JSON.parse(answer.body)['error'])['message']), /^words .*req_1/, code);
    }
    const unsafe = new GatewayError('upstream_refused', 'unsafe', { status: 422 });
    assert.deepEqual(JSON.parse(ideogram.writeFault(unsafe, 'req_1').body), {
      error: 'unsafe (request id: req_1)',
    });
  });
});
