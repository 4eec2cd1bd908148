import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sendTo } from '../../../../../test/support/task-send.ts';
import { type Json, objectOf, parseObject } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { ImageRequest } from '../../../spec/image.ts';
import { google } from '../../google/index.ts';

const port = google.tasks!['gemini-images']!;
const picture = `data:image/png;base64,${Buffer.from('89504e470d0a1a0a', 'hex').toString('base64')}`;

const asked = (more: Partial<ImageRequest> = {}): ImageRequest => ({
  how: 'generate',
  prompt: 'a robot',
  images: [],
  count: 1,
  extra: {},
  ...more,
});

function written(model: string, more: Partial<ImageRequest> = {}) {
  const dropped: string[] = [];
  const to = { upstreamModel: model, parents: {}, drop: (field: string) => dropped.push(field) };
  return { ...port.writeImage!(asked(more), to), dropped };
}

async function made(model: string, more: Partial<ImageRequest> = {}, headers: Record<string, string> = {}) {
  const { send, asked: sent } = sendTo(google, google.simulator(), undefined, headers);
  const { action, body } = written(model, more);
  const access = { key: 'k', settings: {} };
  const { report } = await port.start(
    { action, body, upstreamModel: model, access, taskId: 't', facts: {}, parents: {} },
    send,
  );
  return { report: report!, sent };
}

const fault = async (work: () => unknown): Promise<string> => {
  try {
    await work();
  } catch (error) {
    if (error instanceof GatewayError) return `${error.code} ${error.detail.param ?? ''}`.trim();
    throw error;
  }
  return 'nothing';
};

const three = 'gemini-3.1-flash-image';
const imagen = 'imagen-4.0-generate-001';

describe('Google: bodies', () => {
  const configs: readonly (readonly [string, Partial<ImageRequest>, Json | undefined, readonly string[]])[] =
    [
      [three, {}, undefined, []],
      [three, { aspectRatio: '16:9', resolution: '2k' }, { aspectRatio: '16:9', imageSize: '2K' }, []],
      [three, { width: 1024, height: 1536 }, { aspectRatio: '2:3', imageSize: '1K' }, []],
      ['gemini-2.5-flash-image', { width: 1024, height: 1024 }, { aspectRatio: '1:1' }, []],
      ['gemini-2.5-flash-image', { resolution: '4k' }, undefined, ['resolution']],
    ];
  for (const [model, more, config, dropped] of configs)
    it(`${model} ${JSON.stringify(more)}`, () => {
      const { body, dropped: left } = written(model, more);
      assert.deepEqual([objectOf(body['generationConfig'])['imageConfig'], left], [config, dropped]);
    });
  it('imagen', () =>
    assert.deepEqual(written(imagen, { aspectRatio: '3:4', resolution: '2k', count: 2, seed: 1 }), {
      action: 'predict',
      body: {
        instances: [{ prompt: 'a robot' }],
        parameters: { aspectRatio: '3:4', imageSize: '2K' },
        n: 2,
      },
      dropped: ['seed'],
    }));
  it('refuses', async () => {
    assert.equal(await fault(() => written(imagen, { images: [picture] })), 'field_invalid image');
    assert.equal(await fault(() => written(three, { mask: picture })), 'field_invalid mask');
  });
});

describe('Google over its simulator', () => {
  it('draws, by tokens', async () => {
    const { report } = await made(three, { aspectRatio: '16:9' });
    assert.equal(report.status, 'succeeded');
    assert.equal(report.outputs?.length, 1);
    assert.match(report.outputs[0]?.data ?? '', /^iVBOR/);
    assert.ok((report.usage?.output_image_tokens ?? 0) > 0, JSON.stringify(report.usage));
  });
  it('two are two requests, and what both took is charged', async () => {
    const one = await made(three);
    const two = await made(three, { count: 2 });
    assert.equal(two.sent.length, 2);
    assert.equal(two.report.usage?.output_image_tokens, 2 * (one.report.usage?.output_image_tokens ?? 0));
  });
  it('edits', async () => {
    const { report, sent } = await made(three, { how: 'edit', images: [picture] });
    assert.equal(report.outputs?.length, 1);
    assert.match(sent[0]!.body, /"inlineData"/);
  });
  it('imagen: four by one request', async () => {
    const { report, sent } = await made(imagen, { count: 5 });
    assert.deepEqual([report.usage, sent.length], [{ images: 5 }, 2]);
    assert.equal(objectOf(objectOf(parseObject(sent[0]!.body))['parameters'])['sampleCount'], 4);
  });
  for (const [name, code] of [
    ['429', 'upstream_busy'],
    ['500', 'upstream_failed'],
    ['401', 'upstream_key_refused'],
    ['garbage', 'upstream_garbage'],
  ] as const)
    it(`fault ${name}`, async () =>
      assert.equal(await fault(() => made(three, {}, { 'x-key4u-simulate': name })), code));
  it('what the rules hold back is refused', async () =>
    assert.match(await fault(() => made(three, {}, { 'x-key4u-simulate': 'refuse' })), /^upstream_refused/));
});
