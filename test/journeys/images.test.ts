import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import OpenAI, { APIError, toFile } from 'openai';
import { drawPicture } from '../../server/src/providers/_families/simulated/media/png.ts';
import { startGateway, type TestGateway, testKey } from '../support/gateway.ts';
import { mediaSizeOf } from '../support/media-size.ts';

/** The images API of OpenAI as the door to every maker's pictures, with the official client and a test key. */
let gateway: TestGateway;
let client: OpenAI;
before(async () => {
  gateway = await startGateway();
  client = new OpenAI({ apiKey: testKey, baseURL: `${gateway.url}/v1`, maxRetries: 0 });
});
after(async () => {
  await gateway.verifyLedger();
  await gateway.close();
});

const fetched = async (url: string) => {
  const response = await fetch(url);
  assert.equal(response.status, 200, url);
  return mediaSizeOf(Buffer.from(await response.arrayBuffer()));
};
const photo = (name = 'a.png') =>
  toFile(drawPicture({ width: 300, height: 200, text: 'photo' }), name, { type: 'image/png' });

/** Fields of other makers, which the client's types do not know. */
type More = Record<string, unknown>;
const generate = (model: string, more: More = {}) =>
  client.images.generate({
    model,
    prompt: 'a cat in a hat',
    ...more,
  } as OpenAI.Images.ImageGenerateParamsNonStreaming);

describe('one door to all pictures', () => {
  const drawn: readonly (readonly [string, More, readonly [number, number] | undefined])[] = [
    ['doubao-seedream-4-0-250828', { size: '1728x2304', watermark: false }, [1728, 2304]],
    ['doubao-seedream-3-0-t2i-250415', { size: '1024x1024', seed: 12, guidance_scale: 2.5 }, [1024, 1024]],
    ['qwen-image-plus', { size: '1664x928' }, [1664, 928]],
    ['wan2.2-t2i-flash', { size: '1024x1024' }, [1024, 1024]],
    ['jimeng-4.0', { size: '2:3' }, [1664, 2496]],
    ['gemini-3.1-flash-image', { aspect_ratio: '1:1' }, undefined],
    ['imagen-4.0-generate-001', {}, undefined],
  ];
  for (const [model, more, size] of drawn)
    test(`${model} by address`, async () => {
      const { data, created, usage } = await generate(model, more);
      assert.equal(data?.length, 1);
      assert.ok(created > 1_700_000_000);
      assert.equal((usage as unknown as More)['generated_images'], 1);
      const { width, height } = await fetched(data[0]!.url!);
      if (size) assert.deepEqual([width, height], size);
    });

  for (const model of ['doubao-seedream-4-0-250828', 'qwen-image-plus', 'gemini-3.1-flash-image'])
    test(`${model} as base64`, async () => {
      const { data } = await generate(model, { response_format: 'b64_json' });
      const { type } = mediaSizeOf(Buffer.from(data![0]!.b64_json!, 'base64'));
      assert.equal(type, 'png');
    });

  test('several', async () => {
    const { data } = await generate('qwen-image-2.0', { n: 3 });
    assert.equal(new Set(data?.map(({ url }) => url)).size, 3);
  });

  const edited = [
    'doubao-seedream-4-0-250828',
    'qwen-image-edit-2509',
    'jimeng-4.0',
    'gemini-3.1-flash-image',
  ];
  for (const model of edited)
    test(`${model} edits`, async () => {
      const { data } = await client.images.edit({
        model,
        prompt: 'make it violet',
        image: [await photo(), await photo('b.png')],
      });
      await fetched(data![0]!.url!);
    });

  test('a stream has the last event', async () => {
    const stream = await client.images.generate({
      model: 'doubao-seedream-4-0-250828',
      prompt: 'a cat',
      stream: true,
    });
    const types: string[] = [];
    for await (const event of stream) {
      types.push(event.type);
      assert.equal(mediaSizeOf(Buffer.from(event.b64_json, 'base64')).type, 'png');
    }
    assert.deepEqual(types, ['image_generation.completed']);
  });

  test('who does not wait is given the task', async () => {
    const response = await fetch(`${gateway.url}/v1/images/generations`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${testKey}`,
        'content-type': 'application/json',
        'x-key4u-wait': '0',
      },
      body: JSON.stringify({ model: 'jimeng-4.0', prompt: 'a cat' }),
    });
    assert.equal(response.status, 202);
    const task = (await response.json()) as { id: string; task_url: string; object: string };
    assert.equal(task.object, 'task');
    assert.equal(response.headers.get('location'), task.task_url);
    const shown = await fetch(task.task_url, { headers: { authorization: `Bearer ${testKey}` } });
    assert.equal(((await shown.json()) as { id: string }).id, task.id);
  });

  test('what a model has no field for is told', async () => {
    const { response } = await generateRaw('qwen-image-plus', { size: '1024x1024', style: 'vivid' });
    assert.equal(response.headers.get('x-key4u-dropped'), 'size, style');
  });

  const refused: readonly (readonly [string, More, number, string | null])[] = [
    ['doubao-seedream-3-0-t2i-250415', { image: 'https://x.example/a.png' }, 400, 'image'],
    ['qwen-image-plus', { size: 'huge' }, 400, 'size'],
    ['qwen-image-plus', { prompt: '[refuse]' }, 400, null],
    ['jimeng-4.0', { prompt: 'x [fail]' }, 400, null],
    ['kling-v3', {}, 400, 'model'],
    ['no-such-model', {}, 404, 'model'],
  ];
  for (const [model, more, status, param] of refused)
    test(`${model} ${JSON.stringify(more)} is refused`, async () => {
      await assert.rejects(generate(model, more), (error) => {
        assert.ok(error instanceof APIError);
        assert.deepEqual([error.status, error.param ?? null], [status, param]);
        return true;
      });
    });
});

const generateRaw = (model: string, more: More) =>
  client.images
    .generate({ model, prompt: 'a cat', ...more } as OpenAI.Images.ImageGenerateParamsNonStreaming)
    .withResponse();

test('an Idempotency-Key gives the picture that was paid, also to whoever left before it was there', async () => {
  const ask = (signal?: AbortSignal) =>
    fetch(`${gateway.url}/v1/images/generations`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${testKey}`,
        'content-type': 'application/json',
        'idempotency-key': 'one-picture',
      },
      body: JSON.stringify({ model: 'jimeng-4.0', prompt: 'a cat in a hat', size: '1:1' }),
      ...(signal ? { signal } : {}),
    });
  await assert.rejects(ask(AbortSignal.timeout(700)), 'the client leaves');
  const answers = await Promise.all([ask(), ask(), ask()]);
  const tasks = new Set(answers.map(({ headers }) => headers.get('x-key4u-task')));
  assert.equal(tasks.size, 1, 'one task for all');
  const bodies = new Set(await Promise.all(answers.map((answer) => answer.text())));
  assert.equal(bodies.size, 1, 'one answer for all');
  const [body] = bodies;
  const { data } = JSON.parse(body!) as { data: { url: string }[] };
  const { width } = await fetched(data[0]!.url);
  assert.ok((width ?? 0) > 0);
});
