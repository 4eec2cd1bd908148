import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Block, ChatFeature, ChatPart, ChatRequest, Losses, Message } from '../../../spec/chat.ts';
import { GatewayError } from '../../../spec/fault.ts';
import { mediaModels } from '../../openai/media-models.ts';
import { imageChat } from './images-chat.ts';
import { sizeFor } from './picture-size.ts';
import { withMediaSimulator } from './simulator/index.ts';
import { pngSize } from './simulator/pictures.ts';

const simulate = withMediaSimulator(async () => new Response(null, { status: 404 }), {
  id: 'sim',
  models: mediaModels,
  pace: 0,
});

const text = (words: string): Block => ({ type: 'text', text: words });
const picture = (url: string): Block => ({ type: 'image', source: { by: 'url', url } });
const drawn: Block = { type: 'image', source: { by: 'data', mediaType: 'image/png', data: 'iVBORw0KGgo=' } };
const user = (...blocks: Block[]): Message => ({ role: 'user', blocks });
const chatOf = (messages: readonly Message[], more: Partial<ChatRequest> = {}): ChatRequest => ({
  stream: false,
  messages,
  tools: [],
  ...more,
});

type Loss = { readonly feature: ChatFeature; readonly name: string };
function write(chat: ChatRequest, upstreamModel = 'gpt-image-1') {
  const lost: Loss[] = [];
  const losses: Losses = {
    drop: (feature, name) => void lost.push({ feature, name }),
    refuse(feature, param, message) {
      lost.push({ feature, name: 'refused' });
      throw new GatewayError('field_invalid', message, { param });
    },
  };
  const to = { upstreamModel, fact: undefined, outputLimit: 1, access: { key: 'k', settings: {} } };
  const path = imageChat.path(upstreamModel, chat.stream, to.access, chat);
  try {
    return { path, lost, body: imageChat.writeRequest(chat, to, losses) };
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return { path, lost, param: error.detail.param };
  }
}

const send = async (chat: ChatRequest, model = 'gpt-image-1', fault?: string) => {
  const { path, body } = write(chat, model);
  return simulate(
    new Request(`http://simulated${path}`, {
      method: 'POST',
      headers: { authorization: 'Bearer k', ...(fault ? { 'x-key4u-simulate': fault } : {}) },
      body: JSON.stringify(body),
    }),
  );
};

describe('a chat as a call for a picture', () => {
  const table: readonly (readonly [what: string, chat: ChatRequest, path: string, body: object])[] = [
    [
      'words only',
      chatOf([user(text('a red kite'))]),
      '/images/generations',
      { model: 'gpt-image-1', prompt: 'a red kite' },
    ],
    [
      'a picture of the user',
      chatOf([user(text('brighter'), picture('https://x.test/a.png'))]),
      '/images/edits',
      { model: 'gpt-image-1', prompt: 'brighter', images: [{ image_url: 'https://x.test/a.png' }] },
    ],
    [
      'the picture that was drawn before',
      chatOf([user(text('a cat')), { role: 'assistant', blocks: [drawn] }, user(text('make it blue'))]),
      '/images/edits',
      {
        model: 'gpt-image-1',
        prompt: 'make it blue',
        images: [{ image_url: 'data:image/png;base64,iVBORw0KGgo=' }],
      },
    ],
    [
      'earlier wishes, where no picture tells of them',
      chatOf([
        { role: 'system', blocks: [text('You paint in oil.')] },
        user(text('a cat')),
        { role: 'assistant', blocks: [text('Done.')] },
        user(text('with a hat')),
      ]),
      '/images/generations',
      { model: 'gpt-image-1', prompt: 'You paint in oil.\n\na cat\n\nwith a hat' },
    ],
    [
      'a ratio in brackets',
      chatOf([user(text('a lighthouse, aspect ratio [4:3]'))]),
      '/images/generations',
      { model: 'gpt-image-1', prompt: 'a lighthouse, aspect ratio', size: '1536x1024' },
    ],
    [
      'several pictures, a user, fields of the images API',
      chatOf([user(text('x'))], {
        answers: 2,
        user: 'u',
        picture: { ratio: '9:16' },
        others: { from: 'openai-chat', fields: { quality: 'low', size: '1024x1024' } },
      }),
      '/images/generations',
      { model: 'gpt-image-1', prompt: 'x', n: 2, user: 'u', quality: 'low', size: '1024x1024' },
    ],
    [
      'a stream',
      chatOf([user(text('x'))], { stream: true }),
      '/images/generations',
      { model: 'gpt-image-1', prompt: 'x', stream: true },
    ],
  ];
  for (const [what, chat, path, body] of table)
    it(what, () => assert.deepEqual(write(chat), { path, lost: [], body }));
});

it('what is left out or refused is what the table of carriage says', () => {
  const words = user(text('x'));
  const losing: readonly Partial<ChatRequest>[] = [
    { temperature: 1, topP: 1, topK: 1, seed: 1, maxOutput: 9, stop: ['x'], verbosity: 'low' },
    { presencePenalty: 1, frequencyPenalty: 1, logitBias: {}, logprobs: true, cacheKey: 'c', tier: 'flex' },
    { metadata: {}, thinking: { mode: 'on' }, tools: [{ type: 'function', name: 'f' }] },
    { others: { from: 'openai-chat', fields: { store: true } } },
    { others: { from: 'gemini', fields: { quality: 'low' } } },
    { format: { type: 'json' } },
    { format: { type: 'schema', schema: {} } },
    { outputs: ['audio'] },
    { toolChoice: { type: 'any' } },
    ...(['audio', 'video', 'file'] as const).map((type) => ({
      messages: [user(text('x'), { type, source: { by: 'url', url: 'https://x.test' } })],
    })),
    {
      messages: [user(text('x'), { type: 'image', source: { by: 'file-id', id: 'f', from: 'openai-chat' } })],
    },
  ];
  const met = new Set<ChatFeature>();
  for (const more of losing) {
    const { lost } = write(chatOf([words], more));
    assert.ok(lost.length > 0, JSON.stringify(more));
    for (const { feature, name } of lost) {
      met.add(feature);
      assert.equal(imageChat.carriage[feature], name === 'refused' ? 'refused' : 'dropped', feature);
    }
  }
  assert.ok(met.size >= 20, [...met].join());
});

it('says what is missing or cannot be', () => {
  const words = user(text('x'));
  assert.equal(write(chatOf([user(picture('https://x.test/a.png'))])).param, 'messages');
  assert.equal(write(chatOf([])).param, 'messages');
  assert.equal(write(chatOf([words], { stream: true, answers: 2 })).param, 'n');
});

it('sizes keep the rules of the models', () => {
  const old: readonly (readonly [ratio: string, size: string])[] = [
    ['1:1', '1024x1024'],
    ['5:4', '1536x1024'],
    ['6:5', '1024x1024'],
    ['16:9', '1536x1024'],
    ['2:3', '1024x1536'],
    ['9:16', '1024x1536'],
  ];
  for (const [ratio, size] of old) assert.equal(sizeFor('gpt-image-1', ratio, '4K'), size, ratio);
  assert.equal(sizeFor('gpt-image-1', undefined, '4K'), undefined);
  assert.equal(sizeFor('gpt-image-1', 'auto', undefined), undefined);
  const now: readonly (readonly [ratio: string | undefined, size: string | undefined, made: string])[] = [
    ['1:1', undefined, '1024x1024'],
    ['16:9', undefined, '1536x864'],
    ['9:16', '2K', '1152x2048'],
    ['1:1', '4K', '2880x2880'],
    ['16:9', '4K', '3840x2160'],
    [undefined, '2K', '2048x2048'],
  ];
  for (const [ratio, size, made] of now) assert.equal(sizeFor('gpt-image-2', ratio, size), made);
  for (const size of [undefined, '1K', '2K', '4K'])
    for (const [wide, high] of [
      [1, 1],
      [4, 3],
      [3, 2],
      [16, 9],
      [21, 9],
      [3, 1],
      [8, 1],
      [1, 3],
      [3, 4],
    ]) {
      const made = sizeFor('gpt-image-2.5-flare', `${wide}:${high}`, size)!;
      const [width, height] = made.split('x').map(Number) as [number, number];
      assert.equal((width % 16) + (height % 16), 0, made);
      assert.ok(
        Math.max(width, height) <= 3840 && Math.max(width, height) <= 3 * Math.min(width, height),
        made,
      );
      assert.ok(width * height >= 655_360 && width * height <= 8_294_400, made);
    }
});

describe('a picture as an answer', () => {
  it('each is an answer of its own, with the tokens that were used', async () => {
    const response = await send(chatOf([user(text('two kites [3:2]'))], { answers: 2 }));
    const { answer, usage, facts } = imageChat.readAnswer(Buffer.from(await response.arrayBuffer()));
    assert.ok(answer);
    const all = [answer, ...(answer.more ?? [])];
    assert.equal(all.length, 2);
    for (const { blocks, finish } of all) {
      assert.equal(finish.reason, 'stop');
      const [block] = blocks;
      assert.ok(block?.type === 'image' && block.source.by === 'data');
      assert.equal(block.source.mediaType, 'image/png');
      assert.deepEqual(pngSize(Buffer.from(block.source.data, 'base64')), {
        width: 1536,
        height: 1024,
        hasAlpha: false,
      });
    }
    assert.equal(usage?.images, 2);
    assert.equal(usage?.output_image_tokens, 2 * 1568);
    assert.deepEqual(facts, { size: '1536x1024', quality: 'medium' });
  });

  it('an edit counts the picture that was sent', async () => {
    const response = await send(chatOf([user(text('brighter'), drawn)]));
    const { usage } = imageChat.readAnswer(Buffer.from(await response.arrayBuffer()));
    assert.equal(usage?.input_image_tokens, 323);
  });

  it('an address stays one', () => {
    const { answer } = imageChat.readAnswer(
      Buffer.from('{"created":1,"data":[{"url":"https://x.test/a.png"}]}'),
    );
    assert.deepEqual(answer?.blocks, [picture('https://x.test/a.png')]);
  });

  it('no picture is no answer', () => {
    for (const body of ['{"data":[]}', '{"data":[{}]}', '<html>', '{"error":{"message":"no"}}']) {
      const { answer, fault } = imageChat.readAnswer(Buffer.from(body));
      assert.equal(answer, undefined, body);
      assert.ok(fault, body);
    }
  });
});

describe('a stream', () => {
  const partsOf = (bytes: Buffer, size: number): ChatPart[] => {
    const reader = imageChat.openParts();
    const parts: ChatPart[] = [];
    for (let from = 0; from < bytes.length; from += size)
      parts.push(...reader.push(bytes.subarray(from, from + size)));
    return [...parts, ...reader.finish()];
  };

  it('is one picture, wherever it is cut', async () => {
    const response = await send(chatOf([user(text('x'))], { stream: true }));
    const bytes = Buffer.from(await response.arrayBuffer());
    const whole = partsOf(bytes, bytes.length);
    assert.deepEqual(
      whole.map(({ type }) => type),
      ['start', 'media', 'finish', 'usage', 'end'],
    );
    const usage = whole.find((part) => part.type === 'usage');
    assert.deepEqual(usage?.usage, { images: 1, input_tokens: 1, output_image_tokens: 1056 });
    for (const size of [1, 2, 3, 7, 1000]) assert.deepEqual(partsOf(bytes, size), whole, String(size));
    // The last blank line may be missing; half an event is nothing.
    assert.deepEqual(partsOf(bytes.subarray(0, -1), 64), whole);
    assert.deepEqual(partsOf(bytes.subarray(0, -9), 64), []);
  });

  it('an error ends it', async () => {
    const response = await send(chatOf([user(text('x'))], { stream: true }), 'gpt-image-1', 'fail');
    const parts = partsOf(Buffer.from(await response.arrayBuffer()), 10);
    assert.deepEqual(
      parts.map(({ type }) => type),
      ['error'],
    );
  });
});
