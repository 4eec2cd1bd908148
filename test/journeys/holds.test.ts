import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { pages } from '../../server/src/manual/index.ts';
import { callOf } from '../../server/src/manual/page.ts';
import { addressOf, credentialOf } from '../../server/src/manual/reference.ts';
import { sampleOf, takenIn } from '../../server/src/manual/shape.ts';
import { nano, startGateway, type TestGateway, testKey } from '../support/gateway.ts';

/**
 * A hold is taken before the upstream is asked, so it must be no less than what the answer will cost: else a balance
 * goes below zero, or work is given away. Calls of every dialect go to the simulators, and their logs are compared.
 */
type Json = Record<string, unknown>;
type Ask = readonly [what: string, path: string, body: Json | FormData, free?: 'free'];

let gateway: TestGateway;
before(async () => {
  gateway = await startGateway();
});
after(() => gateway.close());

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkM9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const long = 'The ferry leaves at noon, says the manual of the company. '.repeat(400);

/** Silence as a WAV file: 16 kHz, 16 bit, one channel. */
function wav(seconds: number): Buffer {
  const data = Buffer.alloc(seconds * 32_000);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + data.length, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(16_000, 24);
  head.writeUInt32LE(32_000, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data]);
}

function form(file: 'file' | 'image', bytes: Buffer, fields: Record<string, string>): FormData {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.append(name, value);
  const type = file === 'file' ? 'audio/wav' : 'image/png';
  made.append(
    file,
    new Blob([new Uint8Array(bytes)], { type }),
    file === 'file' ? 'speech.wav' : 'picture.png',
  );
  return made;
}

const picture = Buffer.from(pixel, 'base64');
const said = (content: unknown) => [{ role: 'user', content }];
const parts = (...all: Json[]) => ({ contents: [{ role: 'user', parts: all }] });
const tool = {
  type: 'function',
  function: {
    name: 'get_weather',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
};

const chat: readonly Ask[] = (
  [
    ['a word', { model: 'gpt-4o-mini', messages: said('Hi') }],
    ['a limit', { model: 'gpt-4.1', messages: said('Write a poem.'), max_tokens: 5 }],
    [
      'a limit of nothing but thoughts',
      { model: 'gpt-5.4', messages: said('Why?'), max_completion_tokens: 30 },
    ],
    ['several answers', { model: 'gpt-4o-mini', messages: said('Hi'), n: 5, max_tokens: 40 }],
    ['thoughts', { model: 'gpt-5.4', messages: said('Why is the sky blue?'), reasoning_effort: 'high' }],
    ['a tier', { model: 'gpt-5.1', messages: said('Quick!'), service_tier: 'priority' }],
    ['a long prompt', { model: 'gpt-5.4', messages: [{ role: 'system', content: long }, ...said('When?')] }],
    [
      'the same, cached',
      { model: 'gpt-5.4', messages: [{ role: 'system', content: long }, ...said('Who?')] },
    ],
    [
      'a tool',
      { model: 'gpt-4o', messages: said('Weather in Huế?'), tools: [tool], tool_choice: 'required' },
    ],
    [
      'a picture',
      {
        model: 'gpt-4o-mini',
        messages: said([
          { type: 'text', text: 'What is it?' },
          { type: 'image_url', image_url: { url: `data:image/png;base64,${pixel}` } },
        ]),
      },
    ],
    [
      'sound in and out',
      {
        model: 'gpt-audio',
        modalities: ['text', 'audio'],
        audio: { voice: 'alloy', format: 'wav' },
        messages: said([
          { type: 'input_audio', input_audio: { data: wav(3).toString('base64'), format: 'wav' } },
        ]),
      },
    ],
    ['a search', { model: 'gpt-4o-search-preview', messages: said('News?'), web_search_options: {} }],
    ['a stream', { model: 'gpt-5-mini', messages: said('Count.'), stream: true }],
    [
      'text of another script',
      { model: 'gpt-4o', messages: said('Xin chào, tàu chạy lúc mấy giờ? 🙂'.repeat(50)) },
    ],
    ['a model of Anthropic', { model: 'claude-sonnet-5-5', messages: said('Hi'), max_tokens: 2000 }],
    ['a model of Google', { model: 'gemini-3.5-flash', messages: said('Hi') }],
    ['a model of DeepSeek', { model: 'deepseek-v4-pro', messages: said('Hi') }],
    ['a model of Qwen that thinks', { model: 'qwen-plus', messages: said('Hi'), enable_thinking: true }],
    ['a model of Doubao', { model: 'doubao-seed-2-1-pro-260915', messages: said('Hi') }],
    ['a model by the call', { model: 'gpt-4-gizmo-g-2fkFE8rbu', messages: said('Hi') }],
  ] as const
).map(([what, body]) => [`chat: ${what}`, '/v1/chat/completions', body]);

const responses: readonly Ask[] = (
  [
    ['a word', { model: 'gpt-5.4', input: 'Hi' }],
    ['a search', { model: 'gpt-5.4', input: 'News of ferries?', tools: [{ type: 'web_search' }] }],
    [
      'a search of the preview',
      { model: 'gpt-4.1', input: 'Search for ferries', tools: [{ type: 'web_search_preview' }] },
    ],
    [
      'a stream with thoughts',
      { model: 'gpt-5.6', input: 'Why?', reasoning: { effort: 'high' }, stream: true },
    ],
    ['a long prompt', { model: 'gpt-6.1-terra', instructions: long, input: 'When?' }],
    ['a model of Anthropic', { model: 'claude-opus-5', input: 'Hi' }],
  ] as const
).map(([what, body]) => [`responses: ${what}`, '/v1/responses', body]);

const messages: readonly Ask[] = (
  [
    ['a word', { model: 'claude-opus-5-5', max_tokens: 100, messages: said('Hi') }],
    [
      'thoughts',
      {
        model: 'claude-sonnet-4-5',
        max_tokens: 4000,
        thinking: { type: 'enabled', budget_tokens: 2000 },
        messages: said('Why?'),
      },
    ],
    [
      'a cache for five minutes',
      {
        model: 'claude-opus-5',
        max_tokens: 50,
        system: [{ type: 'text', text: long, cache_control: { type: 'ephemeral' } }],
        messages: said('When?'),
      },
    ],
    [
      'a cache for an hour',
      {
        model: 'claude-opus-5',
        max_tokens: 50,
        system: [{ type: 'text', text: `An hour. ${long}`, cache_control: { type: 'ephemeral', ttl: '1h' } }],
        messages: said('When?'),
      },
    ],
    [
      'a search',
      {
        model: 'claude-sonnet-5-5',
        max_tokens: 500,
        tools: [{ type: 'web_search_20250305', name: 'web_search', max_uses: 1 }],
        messages: said('Search for news of ferries'),
      },
    ],
    [
      'a picture, streamed',
      {
        model: 'claude-haiku-5-5',
        max_tokens: 100,
        stream: true,
        messages: said([
          { type: 'image', source: { type: 'base64', media_type: 'image/png', data: pixel } },
          { type: 'text', text: 'What is it?' },
        ]),
      },
    ],
    ['a model of OpenAI', { model: 'gpt-5.1', max_tokens: 500, messages: said('Hi') }],
  ] as const
).map(([what, body]) => [`messages: ${what}`, '/v1/messages', body]);

const gemini: readonly Ask[] = (
  [
    ['a word', 'gemini-2.5-flash:generateContent', parts({ text: 'Hi' })],
    ['a stream with thoughts', 'gemini-2.5-pro:streamGenerateContent?alt=sse', parts({ text: 'Why?' })],
    [
      'a search',
      'gemini-3.5-flash:generateContent',
      { ...parts({ text: 'Search for news of ferries and then of trains' }), tools: [{ googleSearch: {} }] },
    ],
    [
      'a picture to look at',
      'gemini-3.5-flash:generateContent',
      parts({ inlineData: { mimeType: 'image/png', data: pixel } }, { text: 'What is it?' }),
    ],
    [
      'sound to hear',
      'gemini-2.5-flash:generateContent',
      parts(
        { inlineData: { mimeType: 'audio/wav', data: wav(4).toString('base64') } },
        { text: 'Write it down.' },
      ),
    ],
    [
      'a picture to paint',
      'gemini-3-pro-image:generateContent',
      { ...parts({ text: 'A lake' }), generationConfig: { imageConfig: { imageSize: '4K' } } },
    ],
    [
      'speech',
      'gemini-2.5-flash-preview-tts:generateContent',
      { ...parts({ text: 'Good morning.' }), generationConfig: { responseModalities: ['AUDIO'] } },
    ],
    ['pictures of Imagen', 'imagen-4.0-generate-001:predict', { instances: [{ prompt: 'A lake' }] }],
    [
      'two pictures of Imagen',
      'imagen-4.0-ultra-generate-001:predict',
      { instances: [{ prompt: 'A lake' }], parameters: { sampleCount: 2 } },
    ],
    ['an embedding', 'gemini-embedding-001:embedContent', { content: { parts: [{ text: 'ferry' }] } }],
    [
      'embeddings',
      'gemini-embedding-001:batchEmbedContents',
      {
        requests: ['a', 'b'].map((text) => ({
          model: 'models/gemini-embedding-001',
          content: { parts: [{ text }] },
        })),
      },
    ],
    ['a model of OpenAI', 'gpt-4.1:generateContent', parts({ text: 'Hi' })],
  ] as const
).map(([what, path, body]) => [`gemini: ${what}`, `/v1beta/models/${path}`, body]);

const speech = (what: string, body: Json): Ask => [
  `speech: ${what}`,
  '/v1/audio/speech',
  { voice: 'alloy', ...body },
];
const heard = (what: string, fields: Record<string, string>, seconds = 7): Ask => [
  `transcription: ${what}`,
  '/v1/audio/transcriptions',
  form('file', wav(seconds), fields),
];
const drawn = (what: string, body: Json): Ask => [
  `images: ${what}`,
  '/v1/images/generations',
  { prompt: 'A lake', ...body },
];

const media: readonly Ask[] = [
  speech('by the character', { model: 'tts-1', input: 'Good morning.' }),
  speech('by the character, many', { model: 'tts-1-hd', input: long.slice(0, 4000) }),
  speech('by tokens', { model: 'gpt-4o-mini-tts', input: 'Good morning.', instructions: 'Calmly.' }),
  speech('by tokens, slowly', { model: 'gpt-4o-mini-tts', input: 'Good morning to all.', speed: 0.25 }),
  speech('by tokens, another script', { model: 'gpt-4o-mini-tts', input: '早上好，船中午开。', speed: 0.5 }),
  speech('as WAV', { model: 'gpt-4o-mini-tts', input: 'Good morning.', response_format: 'wav' }),
  speech('as events', { model: 'gpt-4o-mini-tts', input: 'Good morning.', stream_format: 'sse' }),
  heard('by the minute', { model: 'whisper-1' }),
  heard('by the minute, as subtitles', { model: 'whisper-1', response_format: 'srt' }),
  heard('by tokens', { model: 'gpt-4o-transcribe', prompt: 'Ferries.' }),
  heard('by tokens, as a stream', { model: 'gpt-4o-mini-transcribe', stream: 'true' }, 61),
  drawn('by tokens', { model: 'gpt-image-1.5' }),
  drawn('by tokens, large and several', {
    model: 'gpt-image-1-mini',
    size: '1536x1024',
    quality: 'high',
    n: 3,
  }),
  drawn('by tokens, streamed', { model: 'gpt-image-2', stream: true, partial_images: 2 }),
  drawn('by the picture', { model: 'dall-e-2', size: '256x256', n: 2 }),
  drawn('by the picture, hd', { model: 'dall-e-3', size: '1024x1792', quality: 'hd' }),
  [
    'images: an edit',
    '/v1/images/edits',
    form('image', picture, { model: 'gpt-image-1.5', prompt: 'Bluer' }),
  ],
  ['images: a variation', '/v1/images/variations', form('image', picture, { model: 'dall-e-2', n: '2' })],
  ['moderation is free', '/v1/moderations', { input: 'Good morning.' }, 'free'],
  ['completion', '/v1/completions', { model: 'gpt-3.5-turbo-instruct', prompt: ['a', 'b'], n: 2 }],
  ['embeddings', '/v1/embeddings', { model: 'text-embedding-3-large', input: ['ferry', long] }],
];

const rerank = (what: string, model: string, documents: unknown[], query = 'When does it leave?'): Ask => [
  `rerank: ${what}`,
  '/v1/rerank',
  { model, query, documents },
];
const rankings: readonly Ask[] = [
  rerank('by tokens', 'jina-reranker-v2-base-multilingual', ['The ferry.', 'The train.']),
  rerank('by tokens, long ones', 'jina-reranker-v3', [long, long], 'When? '.repeat(50)),
  rerank('by searches', 'rerank-v3.5', ['The ferry.']),
  rerank(
    'by searches, 250 documents',
    'rerank-v4.0-pro',
    Array.from({ length: 250 }, (_, at) => `Ferry ${at}`),
  ),
  rerank('by searches, long documents', 'rerank-v4.0-fast', [long, long], long.slice(0, 900)),
  rerank('by tokens, the newest', 'rerank-v5.0-pro', ['The ferry.', long]),
];

/** Sends it, takes the whole answer in, and gives the id of the call. */
async function send(
  path: string,
  body: Json | FormData,
  headers: Record<string, string> = {},
): Promise<string> {
  const isForm = body instanceof FormData;
  const response = await fetch(gateway.url + path, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${testKey}`,
      ...(isForm ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: isForm ? body : JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  });
  const answer = Buffer.from(await response.arrayBuffer());
  assert.equal(response.status, 200, answer.toString('utf8', 0, 500));
  return response.headers.get('x-request-id') ?? '';
}

async function check(what: string, id: string, free = false): Promise<void> {
  const { hold_usd: hold, charged_usd: charged, usage, notes, fault, agrees } = await gateway.receipt(id);
  const seen = `${what}: held ${hold}, charged ${charged} for ${JSON.stringify(usage)} ${notes.join('; ')}`;
  assert.equal(fault, null, seen);
  assert.ok(nano(hold) >= nano(charged), seen);
  assert.equal(nano(charged) > 0n, !free, seen);
  assert.ok(agrees, seen);
  // A report that was not believed, or a charge that was cut, would hide a hold that is too small.
  assert.ok(!notes.some((note) => /^(?:usage_implausible|charge_capped)/.test(note)), seen);
}

describe('a call of every kind', { concurrency: 4 }, () => {
  for (const [what, path, body, free] of [
    ...chat,
    ...responses,
    ...messages,
    ...gemini,
    ...media,
    ...rankings,
  ])
    test(what, async () => check(what, await send(path, body), free === 'free'));
});

/** Every task that was begun here has come to its end. */
async function ended(): Promise<void> {
  for (const end = Date.now() + 30_000; ; await wait(200)) {
    const open = await fetch(`${gateway.url}/v1/tasks?status=sending,queued,running&limit=1`, {
      headers: { authorization: `Bearer ${testKey}` },
    });
    const { data } = (await open.json()) as { data: unknown[] };
    if (data.length === 0) return;
    assert.ok(Date.now() < end, `${JSON.stringify(data)} is still open`);
  }
}

test('examples of the manual', async () => {
  const sent: [what: string, id: string][] = [];
  for (const page of pages)
    for (const example of page.examples ?? []) {
      const { request, expect, headers, credential, params, query } = example;
      const call = callOf(page, example);
      const own = [request, params, query].every(
        (shape) => shape === undefined || takenIn(shape).length === 0,
      );
      if (!request || !own || credential !== undefined || call.method !== 'POST') continue;
      if ((expect.status ?? 200) !== 200 || credentialOf(call) !== 'key' || headers?.['x-key4u-simulate'])
        continue;
      const body = sampleOf(request);
      if (typeof body !== 'object' || body === null) continue;
      sent.push([
        `${page.id}: ${example.title.en}`,
        await send(addressOf(page, example), { ...body }, headers),
      ]);
    }
  await gateway.settled();
  await ended();
  let calls = 0;
  for (const [what, id] of sent) {
    const [logged] = await gateway.logs({ request_id: id });
    // Counts of tokens and secrets of sessions are no calls.
    if (!logged) continue;
    calls++;
    const { notes, fault, charged_usd: charged } = await gateway.receipt(id);
    const isTask = notes.some((note) => note.startsWith('task:'));
    // Some wires say with status 200 that a job was refused: then nothing is charged.
    if (isTask && fault !== null) {
      assert.equal(nano(charged), 0n, what);
      continue;
    }
    await check(what, id, !isTask && Object.keys(logged.usage).join() === 'calls');
  }
  assert.ok(calls > 10, `${calls} calls`);
});
