import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makePicture } from '../../providers/_families/openai-media/simulator/pictures.ts';
import { GatewayError } from '../../spec/fault.ts';
import { imageTexts, readEdit, readGeneration, readVariation } from './read.ts';

const generation = (body: object) => readGeneration(Buffer.from(JSON.stringify(body)));
const picture = () =>
  new File([new Uint8Array(makePicture('png', 64, 64, 1))], 'a.png', { type: 'image/png' });

async function form(fields: readonly (readonly [string, string | File])[]) {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  const request = new Request('http://x', { method: 'POST', body: data });
  const headers = { 'content-type': request.headers.get('content-type')! };
  return [Buffer.from(await request.arrayBuffer()), { params: {}, query: '', headers }] as const;
}

const refused = (run: () => unknown, param: string) =>
  assert.throws(run, (error) => error instanceof GatewayError && error.detail.param === param);

describe('images', () => {
  it('generations: facts and bounds', () => {
    const call = generation({ model: 'dall-e-3', prompt: 'a cat', n: 1, size: '1792x1024', quality: 'hd' });
    assert.deepEqual(call.facts, { size: '1792x1024', quality: 'hd', n: 1, text_tokens: 2 });
    assert.deepEqual(call.bounds.units, { images: 1 });
    assert.deepEqual(imageTexts(call), ['a cat']);
  });
  it('a larger, better image is bounded higher', () => {
    const bound = (size: string, quality: string) =>
      generation({ model: 'gpt-image-2', prompt: 'p', size, quality }).bounds.outputTokens!;
    assert.ok(bound('1024x1024', 'low') < bound('1024x1024', 'high'));
    assert.ok(bound('1024x1024', 'high') < bound('3840x2160', 'high'));
    assert.ok(bound('1536x1024', 'high') >= 6240);
  });
  it('the model may be left out, as at OpenAI', () =>
    assert.equal(generation({ prompt: 'p' }).model, 'dall-e-2'));
  it('a prompt may not', () => refused(() => generation({ model: 'm' }), 'prompt'));

  it('edits: image, image[] and image[0] are images', async () => {
    for (const name of ['image', 'image[]', 'image[0]']) {
      const call = readEdit(
        ...(await form([
          [name, picture()],
          [name, picture()],
          ['mask', picture()],
          ['prompt', 'p'],
          ['model', 'gpt-image-1'],
          ['n', '2'],
          ['stream', 'true'],
        ])),
      );
      assert.deepEqual(
        [call.facts['input_images'], call.facts['n'], call.stream, call.bounds.answers],
        [3, 2, true, 2],
      );
      assert.deepEqual(imageTexts(call), ['p']);
    }
  });
  it('edits: JSON that names images', () => {
    const body = { model: 'gpt-image-2', prompt: 'p', images: [{ image_url: 'https://x/y.png' }] };
    const call = readEdit(Buffer.from(JSON.stringify(body)), {
      params: {},
      query: '',
      headers: { 'content-type': 'application/json' },
    });
    assert.deepEqual([call.facts['input_images'], call.contentType], [1, undefined]);
  });
  it('edits: what is missing is named', async () => {
    const noImage = await form([['prompt', 'p']]);
    refused(() => readEdit(...noImage), 'image');
    const noPrompt = await form([['image', picture()]]);
    refused(() => readEdit(...noPrompt), 'prompt');
    const badCount = await form([
      ['image', picture()],
      ['prompt', 'p'],
      ['n', 'two'],
    ]);
    refused(() => readEdit(...badCount), 'n');
  });
  it('variations need no prompt', async () => {
    const call = readVariation(
      ...(await form([
        ['image', picture()],
        ['size', '256x256'],
      ])),
    );
    assert.deepEqual([call.model, call.facts['size'], call.endpoint], ['dall-e-2', '256x256', 'variations']);
  });
});
