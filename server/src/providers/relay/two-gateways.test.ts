import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import {
  liveKey,
  nano,
  startGateway,
  type TestGateway,
  testKey,
  until,
} from '../../../../test/support/gateway.ts';
import { parseObject } from '../../base/json.ts';

/**
 * A gateway whose only upstream is another gateway of this software, which is asked with a test key, so that its simulators
 * answer. Each wire is spoken to the first one as its clients do; what comes out must be a whole answer, and charged there.
 */
let front: TestGateway;
let back: TestGateway;

/** By the models' list prices, which both gateways know. */
const listed = [
  ...['gpt-5.1', 'claude-opus-5-5', 'gemini-3-pro-preview', 'text-embedding-3-small', 'gemini-embedding-001'],
  ...['gpt-image-1', 'gpt-4o-mini-tts', 'jina-reranker-v3', 'omni-moderation-latest'],
  ...['chirp-v5', 'midjourney', 'kling-v2-6', 'ray-2', 'gen4.5', 'jimeng-video-3.0'],
  ...['doubao-seedance-1-0-pro-250528', 'MiniMax-Hailuo-2.3', 'wan2.2-t2v-plus'],
  ...['veo-3.1-generate-001', 'veo3.1-fast'],
];
/** A film model that is nobody's: both have it of a channel, at a price of the operator's. */
const own = 'studio-film';

before(async () => {
  [front, back] = await Promise.all([startGateway({ KEY4U_ALLOW_PRIVATE_URLS: '1' }), startGateway()]);
  await back.admin('POST', '/api/admin/channels', {
    name: 'any',
    provider: 'openai-compatible',
    base_url: 'http://127.0.0.1:9/v1',
    keys: ['sk-unused'],
    models: [own],
  });
  await front.admin('POST', '/api/admin/channels', {
    name: 'the other gateway',
    provider: 'relay',
    base_url: back.url,
    keys: [testKey],
    models: [...listed, own],
  });
  for (const gateway of [front, back])
    await gateway.admin('PUT', '/api/admin/prices', {
      model: own,
      rates: [{ meter: 'seconds', usd: '0.02', per: 1 }],
    });
  await until('the models to be known', async () => {
    const { data } = await json(await fetch(`${back.url}/v1/models`, bearer(testKey)));
    const seen = await json(await fetch(`${front.url}/v1/models`, bearer(liveKey)));
    return [data, seen['data']].every((list) => JSON.stringify(list).includes(`"${own}"`));
  });
});
after(async () => {
  await front.verifyLedger();
  await front.close();
  await back.close();
});

const bearer = (key: string) => ({ headers: { authorization: `Bearer ${key}` } });

async function json(answer: Response): Promise<Readonly<Record<string, unknown>>> {
  const text = await answer.text();
  assert.ok(answer.ok, `${answer.status} ${text}`);
  return parseObject(text) ?? {};
}

type Task = {
  status: string;
  model: string;
  outputs: { kind: string; url?: string }[];
  error: unknown;
  cost_usd: string;
  held_usd: string;
};

const taskOf = async (id: string): Promise<Task> =>
  (await json(await fetch(`${front.url}/v1/tasks/${id}`, bearer(liveKey)))) as unknown as Task;

const prompt = 'A paper boat on a rainy street';

/** A task by its path; `kind` of what comes out, and what it costs, where that is plain. */
const tasks: readonly {
  readonly wire: string;
  readonly path: string;
  readonly body: object;
  readonly kind: string;
  readonly usd?: string;
  readonly headers?: Record<string, string>;
}[] = [
  {
    wire: 'suno',
    path: '/suno/submit/music',
    body: { mv: 'chirp-v5', gpt_description_prompt: prompt },
    kind: 'audio',
  },
  {
    wire: 'kling',
    path: '/kling/v1/videos/text2video',
    body: { model_name: 'kling-v2-6', prompt, duration: '5', mode: 'std' },
    kind: 'video',
    usd: '0.21',
  },
  {
    wire: 'openai-video',
    path: '/v1/videos',
    body: { model: own, prompt, seconds: '4', size: '720x1280' },
    kind: 'video',
    usd: '0.08',
  },
  {
    wire: 'openai-video, for a model of Kling’s',
    path: '/v1/videos',
    body: { model: 'kling-v2-6', prompt, seconds: '5' },
    kind: 'video',
    usd: '0.21',
  },
  {
    wire: 'openai-video, for a model that is sold by tokens',
    path: '/v1/videos',
    body: { model: 'doubao-seedance-1-0-pro-250528', prompt, seconds: '5' },
    kind: 'video',
  },
  { wire: 'midjourney', path: '/mj/submit/imagine', body: { prompt }, kind: 'image' },
  { wire: 'midjourney, relaxed', path: '/mj-relax/mj/submit/imagine', body: { prompt }, kind: 'image' },
  {
    wire: 'luma',
    path: '/luma/generations',
    body: { model_name: 'ray-v2', user_prompt: prompt, resolution: '720p', duration: '5s' },
    kind: 'video',
  },
  {
    wire: 'runway',
    path: '/runwayml/v1/text_to_video',
    body: { model: 'gen4.5', promptText: prompt, ratio: '1280:720', duration: 5 },
    headers: { 'x-runway-version': '2024-11-06' },
    kind: 'video',
    usd: '0.6',
  },
  {
    wire: 'jimeng',
    path: '/jimeng/submit/videos',
    body: { model: 'jimeng-video-3.0', prompt },
    kind: 'video',
    usd: '0.194445',
  },
  {
    wire: 'jimeng, in the form of the visual API',
    path: '/jimeng/?Action=CVSync2AsyncSubmitTask&Version=2022-08-31',
    body: { req_key: 'jimeng_t2v_v30', prompt },
    kind: 'video',
  },
  {
    wire: 'ark-video',
    path: '/volc/v1/contents/generations/tasks',
    body: { model: 'doubao-seedance-1-0-pro-250528', content: [{ type: 'text', text: prompt }] },
    kind: 'video',
  },
  {
    wire: 'hailuo',
    path: '/minimax/v1/video_generation',
    body: { model: 'MiniMax-Hailuo-2.3', prompt, duration: 6, resolution: '768P' },
    kind: 'video',
    usd: '0.28',
  },
  {
    wire: 'qwen-video',
    path: '/alibailian/api/v1/services/aigc/video-generation/video-synthesis',
    body: { model: 'wan2.2-t2v-plus', input: { prompt }, parameters: { size: '832*480' } },
    headers: { 'x-dashscope-async': 'enable' },
    kind: 'video',
  },
  {
    wire: 'gemini-video',
    path: '/v1beta/models/veo-3.1-generate-001:predictLongRunning',
    body: { instances: [{ prompt }], parameters: { durationSeconds: 4 } },
    kind: 'video',
    usd: '1.6',
  },
  {
    wire: 'gemini-video, by a name of the unified format',
    path: '/v1beta/models/veo3.1-fast:predictLongRunning',
    body: { instances: [{ prompt }], parameters: { durationSeconds: 4 } },
    kind: 'video',
  },
  {
    wire: 'video-unified',
    path: '/v1/video/create',
    body: { model: 'veo3.1-fast', prompt },
    kind: 'video',
  },
  {
    wire: 'video-unified, the newer pair',
    path: '/v1/video/generations',
    body: { model: own, prompt, seconds: 4 },
    kind: 'video',
    usd: '0.08',
  },
];

describe('tasks through two gateways', { concurrency: 6 }, () => {
  for (const { wire, path, body, kind, usd, headers } of tasks)
    test(wire, { timeout: 60_000 }, async () => {
      const submitted = await front.post(path, body, headers);
      assert.ok(submitted.ok, `${submitted.status} ${await submitted.text()}`);
      const id = submitted.headers.get('x-key4u-task') ?? '';
      const task = await until(
        `the end of ${wire}`,
        async () => {
          await wait(200);
          const seen = await taskOf(id);
          return ['succeeded', 'failed', 'cancelled', 'expired'].includes(seen.status) ? seen : undefined;
        },
        40_000,
      );
      assert.equal(task.status, 'succeeded', JSON.stringify(task));
      assert.ok(nano(task.cost_usd) > 0n, JSON.stringify(task));
      if (usd !== undefined) assert.equal(task.cost_usd, usd);
      const made = task.outputs.find((output) => output.kind === kind);
      assert.ok(made?.url, JSON.stringify(task.outputs));
      const file = await fetch(made.url, bearer(liveKey));
      assert.equal(file.status, 200);
      assert.match(file.headers.get('content-type') ?? '', new RegExp(`^${kind}/`));
      assert.ok((await file.arrayBuffer()).byteLength > 1000);
    });
});

/** `untold`: this wire does not tell its usage. */
type Call = {
  readonly path: string;
  readonly body: object;
  readonly shows: RegExp;
  readonly untold?: true;
};
const messages = [{ role: 'user', content: 'Say hello.' }];
const contents = [{ role: 'user', parts: [{ text: 'Say hello.' }] }];
const calls: Readonly<Record<string, Call>> = {
  'openai-chat': {
    path: '/v1/chat/completions',
    body: { model: 'gpt-5.1', messages },
    shows: /"chat\.completion"/,
  },
  'openai-chat, streamed': {
    path: '/v1/chat/completions',
    body: { model: 'gpt-5.1', messages, stream: true },
    shows: /\[DONE\]/,
  },
  'openai-chat, for Claude': {
    path: '/v1/chat/completions',
    body: { model: 'claude-opus-5-5', messages },
    shows: /"chat\.completion"/,
  },
  'openai-responses': {
    path: '/v1/responses',
    body: { model: 'gpt-5.1', input: 'Say hello.' },
    shows: /"output_text"/,
  },
  'anthropic-messages': {
    path: '/v1/messages',
    body: { model: 'claude-opus-5-5', max_tokens: 64, messages },
    shows: /"type":"message"/,
  },
  'anthropic-messages, streamed, for Gemini': {
    path: '/v1/messages',
    body: { model: 'gemini-3-pro-preview', max_tokens: 64, messages, stream: true },
    shows: /message_stop/,
  },
  gemini: {
    path: '/v1beta/models/gemini-3-pro-preview:generateContent',
    body: { contents },
    shows: /"candidates"/,
  },
  'gemini, streamed': {
    path: '/v1beta/models/gemini-3-pro-preview:streamGenerateContent?alt=sse',
    body: { contents },
    shows: /"finishReason"/,
  },
  embeddings: {
    path: '/v1/embeddings',
    body: { model: 'text-embedding-3-small', input: ['a', 'b'] },
    shows: /"embedding"/,
  },
  'embeddings of Gemini': {
    path: '/v1beta/models/gemini-embedding-001:embedContent',
    body: { content: { parts: [{ text: 'a' }] } },
    shows: /"values"/,
    untold: true,
  },
  images: {
    path: '/v1/images/generations',
    body: { model: 'gpt-image-1', prompt, quality: 'low', size: '1024x1024' },
    shows: /"b64_json"/,
  },
  speech: {
    path: '/v1/audio/speech',
    body: { model: 'gpt-4o-mini-tts', input: 'Hello there', voice: 'alloy' },
    shows: /[\s\S]{500}/,
  },
  rerank: {
    path: '/v1/rerank',
    body: { model: 'jina-reranker-v3', query: 'river', documents: ['a mountain', 'the Perfume river'] },
    shows: /"relevance_score"/,
  },
};

describe('calls through two gateways', { concurrency: 4 }, () => {
  for (const [name, { path, body, shows, untold }] of Object.entries(calls))
    test(name, async () => {
      const answer = await front.post(path, body);
      const text = await answer.text();
      assert.equal(answer.status, 200, text);
      assert.match(text, shows);
      const receipt = await front.receipt(answer.headers.get('x-request-id') ?? '');
      assert.equal(receipt.fault, null);
      assert.ok(Number(receipt.charged_usd) > 0, JSON.stringify(receipt.usage));
      if (!untold) assert.deepEqual(receipt.notes, []);
    });
});

test('what the gateway behind refuses is told in its words, without the name of its request', async () => {
  const answer = await front.post('/v1/chat/completions', { model: 'gpt-5.1', messages, temperature: 99 });
  const text = await answer.text();
  assert.equal(answer.status, 400, text);
  assert.equal(text.match(/request id/g)?.length, 1, text);
});

test('a key that the gateway behind does not know is the operator’s to mend', async () => {
  await front.admin('POST', '/api/admin/channels', {
    name: 'with a wrong key',
    provider: 'relay',
    base_url: `${back.url}/v1`,
    keys: ['sk-nobody-0123456789abcdef'],
    models: ['wrong-key'],
  });
  await front.price('wrong-key');
  await until('the model to be known', async () =>
    (await (await fetch(`${front.url}/v1/models`, bearer(liveKey))).text()).includes('"wrong-key"'),
  );
  const answer = await front.post('/v1/chat/completions', { model: 'wrong-key', messages });
  assert.equal(answer.status, 502, await answer.text());
});
