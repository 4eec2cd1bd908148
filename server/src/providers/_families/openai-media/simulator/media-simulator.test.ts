import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import OpenAI, { APIError, toFile } from 'openai';
import { serveSimulators } from '../../../../base/serve-simulated.ts';
import { soundOf } from '../../../../base/sound.ts';
import { mediaModels } from '../../../openai/media-models.ts';
import { withMediaSimulator } from './index.ts';
import { makePicture, pngSize } from './pictures.ts';
import { makeSound } from './sounds.ts';

/** The official SDK speaks to the simulator itself. */
let close: () => Promise<void>;
let client: OpenAI;

before(async () => {
  const simulate = withMediaSimulator(async () => new Response('next', { status: 418 }), {
    id: 'sim',
    models: mediaModels,
    pace: 0,
  });
  const served = await serveSimulators({ sim: simulate }, { host: '127.0.0.1', port: 0 });
  close = served.close;
  client = new OpenAI({ apiKey: 'sk-test', baseURL: `${served.url}/sim`, maxRetries: 0 });
});
after(() => close());

const refusal = async (call: Promise<unknown>): Promise<readonly unknown[]> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof APIError) return [error.status, error.param, error.code];
    throw error;
  }
  throw new Error('it was not refused');
};

const wav = (seconds: number) => toFile(makeSound('wav', seconds), 'a.wav', { type: 'audio/wav' });
const png = (width = 256) => toFile(makePicture('png', width, width, 1), 'a.png', { type: 'image/png' });

describe('speech', () => {
  for (const response_format of ['mp3', 'opus', 'aac', 'flac', 'wav', 'pcm'] as const)
    it(`is a ${response_format} file as long as the text`, async () => {
      const answer = await client.audio.speech.create({
        model: 'tts-1',
        voice: 'alloy',
        input: 'x'.repeat(45),
        response_format,
      });
      assert.match(answer.headers.get('content-type')!, /^audio\//);
      const bytes = Buffer.from(await answer.arrayBuffer());
      const seconds = response_format === 'pcm' ? bytes.length / 48_000 : soundOf(bytes)?.seconds;
      assert.ok(Math.abs(seconds! - 3) < 0.06, String(seconds));
    });

  it('comes as events', async () => {
    const answer = await client.audio.speech.create({
      model: 'gpt-4o-mini-tts',
      voice: 'marin',
      input: 'Hello there, how are you?',
      response_format: 'wav',
      stream_format: 'sse',
    });
    const events = (await answer.text())
      .split('\n\n')
      .filter(Boolean)
      .map((text) => JSON.parse(text.slice(6)) as { type: string; audio?: string; usage?: object });
    const sound = Buffer.concat(events.map(({ audio }) => Buffer.from(audio ?? '', 'base64')));
    assert.equal(soundOf(sound)?.type, 'wav');
    assert.deepEqual(events.at(-1), {
      type: 'speech.audio.done',
      usage: { input_tokens: 7, output_tokens: 35, total_tokens: 42 },
    });
  });

  it('refuses as the upstream does', async () => {
    const ask = (more: object) =>
      refusal(client.audio.speech.create({ model: 'tts-1', voice: 'alloy', input: 'a', ...more }));
    assert.deepEqual(await ask({ voice: 'marin' }), [400, 'voice', 'invalid_value']);
    assert.deepEqual(await ask({ input: 'x'.repeat(4097) }), [400, 'input', 'string_above_max_length']);
    assert.deepEqual(await ask({ stream_format: 'sse' }), [400, 'stream_format', 'unsupported_value']);
    assert.deepEqual(await ask({ model: 'gpt-4o' }), [404, null, 'model_not_found']);
  });
});

describe('transcriptions', () => {
  it('whisper: json, verbose_json, text, srt, vtt', async () => {
    const ask = async (
      response_format: 'json' | 'verbose_json' | 'text' | 'srt' | 'vtt',
      more: object = {},
    ) =>
      client.audio.transcriptions.create({
        file: await wav(8.2),
        model: 'whisper-1',
        response_format,
        ...more,
      } as never) as Promise<unknown>;
    const json = (await ask('json')) as OpenAI.Audio.Transcription;
    assert.deepEqual(json.usage, { type: 'duration', seconds: 9 });
    assert.match(json.text, /^The beach was/);
    const verbose = (await ask('verbose_json', {
      timestamp_granularities: ['word', 'segment'],
    })) as OpenAI.Audio.TranscriptionVerbose;
    assert.equal(verbose.duration, 8.2);
    assert.equal(verbose.segments?.at(-1)?.end, 8.2);
    assert.equal(verbose.words?.length, json.text.split(' ').length);
    assert.match(String(await ask('text')), /^The beach was/);
    assert.match(String(await ask('srt')), /^1\n00:00:00,000 --> 00:00:0\d,\d{3}\nThe beach/);
    assert.match(String(await ask('vtt')), /^WEBVTT\n\n00:00:00\.000 --> /);
  });

  it('gpt-4o: json with logprobs, and events', async () => {
    const file = await wav(5);
    const json = await client.audio.transcriptions.create({
      file,
      model: 'gpt-4o-transcribe',
      include: ['logprobs'],
    });
    assert.deepEqual(json.usage, {
      type: 'tokens',
      input_tokens: 50,
      input_token_details: { text_tokens: 0, audio_tokens: 50 },
      output_tokens: json.logprobs!.length,
      total_tokens: 50 + json.logprobs!.length,
    });
    let text = '';
    const stream = await client.audio.transcriptions.create({
      file: await wav(5),
      model: 'gpt-4o-transcribe',
      stream: true,
    });
    let done: OpenAI.Audio.TranscriptionTextDoneEvent | undefined;
    for await (const event of stream) {
      if (event.type === 'transcript.text.delta') text += event.delta;
      if (event.type === 'transcript.text.done') done = event;
    }
    assert.equal(text, json.text);
    assert.deepEqual([done?.text, done?.usage], [json.text, json.usage]);
  });

  it('diarized: segments with speakers', async () => {
    const answer: unknown = await client.audio.transcriptions.create({
      file: await wav(9),
      model: 'gpt-4o-transcribe-diarize',
      response_format: 'diarized_json',
      chunking_strategy: 'auto',
    });
    const { segments } = answer as OpenAI.Audio.TranscriptionDiarized;
    assert.deepEqual(
      segments.map(({ speaker }) => speaker),
      ['A', 'B', 'A'],
    );
  });

  it('translations', async () => {
    const answer = await client.audio.translations.create({ file: await wav(2), model: 'whisper-1' });
    assert.match(answer.text, /^The beach/);
  });

  it('refuse as the upstream does', async () => {
    const ask = async (more: object) =>
      refusal(
        client.audio.transcriptions.create({ file: await wav(1), model: 'gpt-4o-transcribe', ...more }),
      );
    assert.deepEqual(await ask({ response_format: 'srt' }), [400, 'response_format', 'unsupported_value']);
    assert.deepEqual(await ask({ file: await toFile(Buffer.from('no sound'), 'a.mp3') }), [
      400,
      'file',
      null,
    ]);
    const large = await ask({ file: await toFile(Buffer.alloc(26 * 1024 * 1024 + 1), 'a.mp3') });
    assert.equal(large[0], 413);
  });
});

describe('images', () => {
  it('dall-e answers with addresses that lead to the picture, or base64', async () => {
    const { data } = await client.images.generate({ model: 'dall-e-3', prompt: 'a cat', size: '1792x1024' });
    assert.match(data![0]!.revised_prompt!, /^a cat/);
    const shown = Buffer.from(await (await fetch(data![0]!.url!)).arrayBuffer());
    assert.deepEqual(pngSize(shown), { width: 1792, height: 1024, hasAlpha: false });
    const two = await client.images.generate({
      model: 'dall-e-2',
      prompt: 'a',
      size: '256x256',
      n: 2,
      response_format: 'b64_json',
    });
    assert.deepEqual(
      two.data!.map(({ b64_json }) => pngSize(Buffer.from(b64_json!, 'base64'))?.width),
      [256, 256],
    );
  });

  it('gpt-image answers with base64 and usage', async () => {
    const answer = await client.images.generate({
      model: 'gpt-image-1',
      prompt: 'a cat',
      quality: 'high',
      size: '1024x1536',
      output_format: 'webp',
    });
    assert.deepEqual([answer.size, answer.quality, answer.output_format], ['1024x1536', 'high', 'webp']);
    assert.deepEqual(answer.usage?.output_tokens, 6240);
    assert.match(
      Buffer.from(answer.data![0]!.b64_json!, 'base64').toString('latin1', 0, 16),
      /^RIFF....WEBPVP8L$/s,
    );
  });

  it('streams partial pictures', async () => {
    const stream = await client.images.generate({
      model: 'gpt-image-2',
      prompt: 'a cat',
      stream: true,
      partial_images: 2,
      n: 2,
    });
    const seen: string[] = [];
    for await (const event of stream) seen.push(event.type);
    const one = [
      'image_generation.partial_image',
      'image_generation.partial_image',
      'image_generation.completed',
    ];
    assert.deepEqual(seen, [...one, ...one]);
  });

  it('edits with several images, and variations', async () => {
    const edited = await client.images.edit({
      model: 'gpt-image-1.5',
      image: [await png(), await png()],
      prompt: 'more',
    });
    assert.equal(edited.usage?.input_tokens_details.image_tokens, 646);
    const varied = await client.images.createVariation({ image: await png(), n: 2, size: '256x256' });
    assert.equal(varied.data!.length, 2);
  });

  it('refuse as the upstream does', async () => {
    const ask = (more: object) =>
      refusal(client.images.generate({ model: 'gpt-image-2', prompt: 'p', ...more }));
    assert.deepEqual(await ask({ response_format: 'url' }), [400, 'response_format', 'unknown_parameter']);
    assert.deepEqual(await ask({ size: '1000x1000' }), [400, 'size', 'invalid_value']);
    assert.deepEqual(await ask({ quality: 'max' }), [400, 'quality', 'invalid_value']);
    assert.deepEqual(await ask({ prompt: '[refuse]' }), [400, null, 'moderation_blocked']);
    assert.deepEqual(await ask({ model: 'dall-e-3', n: 2 }), [400, 'n', 'integer_above_max_value']);
    const mask = await toFile(makePicture('png', 128, 128, 1), 'm.png', { type: 'image/png' });
    assert.deepEqual(
      await refusal(client.images.edit({ model: 'gpt-image-2', image: await png(), mask, prompt: 'p' })),
      [400, 'mask', 'invalid_image_file'],
    );
    assert.deepEqual(
      await refusal(
        client.images.edit({ model: 'gpt-image-2', image: await toFile(Buffer.from('x'), 'a'), prompt: 'p' }),
      ),
      [400, 'image', 'unsupported_file_mimetype'],
    );
  });
});

describe('moderations', () => {
  it('judges texts each by itself and parts together', async () => {
    const { results, model } = await client.moderations.create({
      input: ['I want to kill them.', 'Good morning.'],
    });
    assert.equal(model, 'omni-moderation-2024-09-26');
    assert.deepEqual(
      results.map(({ flagged }) => flagged),
      [true, false],
    );
    assert.equal(results[0]!.categories.violence, true);
    assert.ok(results[0]!.category_scores.violence > 0.8 && results[1]!.category_scores.violence < 0.01);
    assert.equal(Object.keys(results[0]!.categories).length, 13);
    const parts = await client.moderations.create({
      model: 'omni-moderation-latest',
      input: [
        { type: 'text', text: 'Good morning.' },
        { type: 'image_url', image_url: { url: 'https://example.com/a.png' } },
      ],
    });
    assert.deepEqual(parts.results[0]!.category_applied_input_types.violence, ['text', 'image']);
  });
});

describe('the simulator', () => {
  it('passes on what it does not know, and refuses without a key', async () => {
    assert.equal((await fetch(`${client.baseURL}/models`)).status, 418);
    assert.equal((await fetch(`${client.baseURL}/audio/speech`, { method: 'POST' })).status, 401);
  });
  it('plays the faults that are asked for', async () => {
    const ask = (fault: string) =>
      client.audio.speech.create(
        { model: 'tts-1', voice: 'alloy', input: 'a' },
        { headers: { 'x-key4u-simulate': fault } },
      );
    assert.deepEqual(await refusal(ask('429')), [429, null, 'rate_limit_exceeded']);
    assert.deepEqual(await refusal(ask('500')), [500, null, null]);
    await assert.rejects(async () => (await ask('cut')).arrayBuffer());
  });
});
