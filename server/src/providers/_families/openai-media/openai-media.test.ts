import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openaiAudio } from '../../../dialects/openai-audio/index.ts';
import { openaiImages } from '../../../dialects/openai-images/index.ts';
import { openaiModerations } from '../../../dialects/openai-moderations/index.ts';
import { compileCard, compileRatio, priceOf } from '../../../ledger/price.ts';
import type { Call } from '../../../spec/call.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { NativeWire, StreamReader } from '../../../spec/provider.ts';
import type { Facts, Usage } from '../../../spec/usage.ts';
import { mediaModels } from '../../openai/media-models.ts';
import { drawsByName, mediaWires } from './index.ts';
import { withMediaSimulator } from './simulator/index.ts';
import { makePicture } from './simulator/pictures.ts';
import { makeSound } from './simulator/sounds.ts';

const simulate = withMediaSimulator(async () => new Response(null, { status: 404 }), {
  id: 'sim',
  models: mediaModels,
  pace: 0,
});

type Sent = { readonly body: Buffer; readonly type: string };
const json = (body: object): Sent => ({ body: Buffer.from(JSON.stringify(body)), type: 'application/json' });
async function form(fields: Readonly<Record<string, string | File>>): Promise<Sent> {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  const request = new Request('http://x', { method: 'POST', body: data });
  return { body: Buffer.from(await request.arrayBuffer()), type: request.headers.get('content-type')! };
}
const wav = (seconds: number) => new File([new Uint8Array(makeSound('wav', seconds))], 'a.wav');
const png = () => new File([new Uint8Array(makePicture('png', 64, 64, 1))], 'a.png', { type: 'image/png' });

type Served = { readonly call: Call; readonly wire: NativeWire; readonly response: Response };

/** The way of a call without the relay: read, rewritten, sent. */
async function serve(
  name: string,
  { body, type }: Sent,
  upstreamModel?: string,
  fault?: string,
): Promise<Served> {
  const dialect = [openaiAudio, openaiImages, openaiModerations].find(({ endpoints }) =>
    endpoints.some((one) => one.does === 'relay' && one.name === name),
  )!;
  const endpoint = dialect.endpoints.find((one) => one.does === 'relay' && one.name === name);
  assert.ok(endpoint?.does === 'relay');
  const call = endpoint.read(body, { params: {}, query: '', headers: { 'content-type': type } });
  const wire = mediaWires[dialect.wire]!;
  const access = { key: 'k', settings: {} };
  const sent = wire.rewrite?.(call, upstreamModel ?? call.model, access).body ?? call.body;
  const path = wire.paths[name];
  assert.ok(typeof path === 'string');
  const response = await simulate(
    new Request(`http://simulated${path}`, {
      method: 'POST',
      body: new Uint8Array(sent),
      headers: {
        authorization: 'Bearer k',
        'content-type': type,
        ...(fault ? { 'x-key4u-simulate': fault } : {}),
      },
    }),
  );
  return { call, wire, response };
}

async function whole({ call, wire, response }: Served) {
  const body = Buffer.from(await response.arrayBuffer());
  assert.equal(response.status, 200, body.toString('utf8', 0, 300));
  return { ...wire.readAnswer(call, body), body };
}

/** Everything that the client gets of a stream, with its reader. */
function through(reader: StreamReader, bytes: Buffer, size: number): Buffer {
  const out: Buffer[] = [];
  for (let from = 0; from < bytes.length && reader.state === 'open'; from += size) {
    const part = reader.push(bytes.subarray(from, from + size));
    if (part) out.push(part);
  }
  if (reader.finish() === 'ended') out.push(reader.closing());
  return Buffer.concat(out);
}

const usd = (model: string, usage: Usage | undefined, facts: Facts): string => {
  const card = mediaModels.find(({ id }) => id === model)!.card;
  return (priceOf(compileCard(card), usage!, facts, compileRatio('1')) / 1e9).toFixed(9).replace(/0+$/, '');
};

describe('speech', () => {
  it('tts-1: $15 for a million characters, whatever the sound', async () => {
    const served = await serve(
      'speech',
      json({ model: 'tts-1-hd', input: 'x'.repeat(1000), voice: 'alloy' }),
      'tts-1',
    );
    const { usage } = await whole(served);
    assert.equal(usd('tts-1', usage, served.call.facts), '0.015');
  });

  for (const format of ['pcm', 'wav', 'mp3', 'opus', 'aac', 'flac'])
    it(`gpt-4o-mini-tts: a minute of ${format} is 1,250 tokens and $0.015`, async () => {
      const input = 'abcd '.repeat(180); // 900 characters, a minute
      const served = await serve(
        'speech',
        json({ model: 'gpt-4o-mini-tts', input, voice: 'nova', response_format: format }),
      );
      const bytes = Buffer.from(await served.response.arrayBuffer());
      const reader = served.wire.openStream(served.call);
      assert.ok(through(reader, bytes, 1013).equals(bytes), 'not a byte is lost');
      assert.equal(reader.state, 'ended');
      assert.ok(Math.abs(reader.usage!.output_audio_tokens! - 1250) <= 2, JSON.stringify(reader.usage));
      assert.deepEqual([reader.usage!.characters, reader.usage!.input_tokens], [900, 225]);
      assert.ok(
        Math.abs(Number(usd('gpt-4o-mini-tts', reader.usage, served.call.facts)) - 0.015135) < 0.00003,
      );
    });

  it('keeps its newest piece back', async () => {
    const { call, wire } = await serve('speech', json({ model: 'tts-1', input: 'a', voice: 'nova' }));
    const reader = wire.openStream(call);
    assert.equal(reader.push(Buffer.from('one')), undefined);
    assert.equal(reader.produced, true);
    assert.equal(reader.push(Buffer.from('two'))?.toString(), 'one');
    assert.equal(reader.finish(), 'ended');
    assert.equal(reader.closing().toString(), 'two');
    assert.equal(
      reader.failing?.(new GatewayError('upstream_cut', 'cut'), 'req_1'),
      '',
      'no words in a sound',
    );
  });

  it('an error or a page with status 200 is no sound', async () => {
    for (const [name, code] of [
      ['error-200', 'upstream_failed'],
      ['garbage', 'upstream_garbage'],
    ] as const) {
      const body = json({ model: 'tts-1', input: 'a', voice: 'nova' });
      const { call, wire, response } = await serve('speech', body, undefined, name);
      const reader = wire.openStream(call);
      const bytes = Buffer.from(await response.arrayBuffer());
      assert.equal(reader.push(bytes), undefined);
      assert.deepEqual([reader.state, reader.fault?.code, reader.produced], ['failed', code, false]);
      assert.equal(wire.readAnswer(call, bytes).fault?.code, code);
    }
  });

  it('nothing at all is no answer', async () => {
    const { call, wire } = await serve('speech', json({ model: 'tts-1', input: 'a', voice: 'nova' }));
    const reader = wire.openStream(call);
    assert.equal(reader.finish(), 'cut');
    assert.equal(reader.usage, undefined);
  });

  it('events: the upstream’s own count, and the sound’s where there is none', async () => {
    const body = json({
      model: 'gpt-4o-mini-tts',
      input: 'Hello there, how are you?',
      voice: 'nova',
      response_format: 'wav',
      stream_format: 'sse',
    });
    for (const fault of [undefined, 'no-usage', 'lie', 'crlf']) {
      const { call, wire, response } = await serve('speech', body, undefined, fault);
      const bytes = Buffer.from(await response.arrayBuffer());
      for (const size of [1, 10, 4096, 1e9]) {
        const reader = wire.openStream(call);
        assert.ok(through(reader, bytes, size).equals(bytes), `${fault} in pieces of ${size}`);
        assert.deepEqual(reader.usage, { characters: 25, input_tokens: 7, output_audio_tokens: 35 });
      }
    }
  });
});

describe('transcriptions', () => {
  const asked = (model: string, more: Record<string, string> = {}) =>
    form({ file: wav(90.3), prompt: 'hi', model, ...more });

  it('whisper-1: $0.006 a minute, whole seconds, in every format', async () => {
    for (const response_format of ['json', 'text', 'srt', 'vtt', 'verbose_json']) {
      const served = await serve('transcriptions', await asked('whisper-1', { response_format }));
      const { usage, fault, body, texts } = await whole(served);
      assert.equal(fault, undefined, response_format);
      assert.equal(usage?.seconds, 91, response_format);
      assert.equal(usd('whisper-1', usage, served.call.facts), '0.0091');
      assert.ok(texts()[0]!.includes('The beach'), body.toString('utf8', 0, 100));
    }
  });

  it('subtitles tell the length of a sound that does not', () => {
    const wire = mediaWires['openai-audio']!;
    const seconds = (text: string) =>
      wire.readAnswer({ endpoint: 'transcriptions', kind: 'transcription', facts: {} }, Buffer.from(text))
        .usage?.seconds;
    assert.equal(
      seconds('1\n00:00:00,000 --> 00:00:03,319\nA\n\n2\n00:01:03,000 --> 01:01:08,470\nB\n'),
      3669,
    );
    assert.equal(seconds('WEBVTT\n\n00:00.000 --> 00:08.470\nThe beach\n'), 9);
    assert.equal(seconds('x'.repeat(30)), 2);
    assert.equal(seconds('{"text":"a","duration":8.47}'), 9);
  });

  it('translations tell no usage: the length of the sound is charged', async () => {
    const served = await serve('translations', await asked('whisper-1'));
    assert.equal((await whole(served)).usage?.seconds, 91);
  });

  it('gpt-4o-transcribe: tokens of sound and text, apart', async () => {
    const served = await serve(
      'transcriptions',
      await asked('stt', { temperature: '0' }),
      'gpt-4o-transcribe',
    );
    const { usage } = await whole(served);
    assert.deepEqual(
      { ...usage, output_tokens: 0 },
      { input_tokens: 1, input_audio_tokens: 903, output_tokens: 0, seconds: 91 },
    );
  });

  it('events pass whole however they are cut, and end the stream themselves', async () => {
    for (const fault of [undefined, 'crlf']) {
      const { call, wire, response } = await serve(
        'transcriptions',
        await form({ model: 'gpt-4o-transcribe', file: wav(4), stream: 'true' }),
        undefined,
        fault,
      );
      assert.equal(call.stream, true);
      const bytes = Buffer.from(await response.arrayBuffer());
      for (let size = 1; size < 60; size++) {
        const reader = wire.openStream(call);
        assert.ok(through(reader, bytes, size).equals(bytes));
        assert.deepEqual(
          { ...reader.usage, output_tokens: 0 },
          { input_audio_tokens: 40, output_tokens: 0, seconds: 4 },
        );
      }
      for (let end = 0; end < bytes.length; end++) {
        const reader = wire.openStream(call);
        const part = reader.push(bytes.subarray(0, end)) ?? Buffer.alloc(0);
        assert.ok(bytes.subarray(0, part.length).equals(part));
        const finished = reader.finish();
        // Only the last blank line may be missing.
        assert.equal(
          finished,
          end >= bytes.toString('latin1').trimEnd().length ? 'ended' : 'cut',
          `cut at ${end}`,
        );
        if (reader.produced)
          assert.ok(reader.usage!.output_tokens! >= 0 && reader.usage!.input_audio_tokens === 40);
      }
    }
  });

  it('an error inside the stream, and one with status 200', async () => {
    const body = await form({ model: 'gpt-4o-transcribe', file: wav(4), stream: 'true' });
    const broken = await serve('transcriptions', body, undefined, 'error-event');
    const reader = broken.wire.openStream(broken.call);
    through(reader, Buffer.from(await broken.response.arrayBuffer()), 100);
    assert.deepEqual([reader.state, reader.fault?.code], ['failed', 'upstream_failed']);
    for (const [fault, code] of [
      ['error-200', 'upstream_failed'],
      ['garbage', 'upstream_garbage'],
    ] as const) {
      const served = await serve('transcriptions', await asked('whisper-1'), undefined, fault);
      assert.equal((await whole(served)).fault?.code, code);
    }
  });

  it('reports that cannot be true are not charged', async () => {
    const served = await serve('transcriptions', await asked('gpt-4o-transcribe'), undefined, 'lie');
    const { usage } = await whole(served);
    assert.deepEqual([usage?.seconds, usage?.input_audio_tokens], [91, 910]);
  });
});

describe('images', () => {
  const cases: readonly (readonly [string, object, string])[] = [
    ['dall-e-3', { size: '1024x1024' }, '0.04'],
    ['dall-e-3', { size: '1792x1024' }, '0.08'],
    ['dall-e-3', { quality: 'hd' }, '0.08'],
    ['dall-e-3', { quality: 'hd', size: '1024x1792' }, '0.12'],
    ['dall-e-2', { size: '256x256', n: 3 }, '0.048'],
    ['dall-e-2', {}, '0.02'],
    // OpenAI's own table for gpt-image-1: $0.167 and $0.063, and the prompt's two tokens.
    ['gpt-image-1', { quality: 'high', size: '1024x1024' }, '0.16641'],
    ['gpt-image-1', { quality: 'medium', size: '1024x1536', n: 2 }, '0.12673'],
  ];
  for (const [model, more, price] of cases)
    it(`${model} ${JSON.stringify(more)}: $${price}`, async () => {
      const served = await serve('generations', json({ model, prompt: 'a cat', ...more }));
      const { usage, facts } = await whole(served);
      assert.equal(usd(model, usage, { ...served.call.facts, ...facts }), price);
    });

  it('an answer without usage is charged by what it says of itself', async () => {
    const served = await serve(
      'generations',
      json({ model: 'gpt-image-1', prompt: 'a cat', quality: 'low' }),
      undefined,
      'no-usage',
    );
    assert.deepEqual((await whole(served)).usage, { images: 1, input_tokens: 2, output_image_tokens: 272 });
  });

  it('edits: input images have their own meter; names are mapped, needless fields left out', async () => {
    const body = await form({ image: png(), prompt: 'more', model: 'art', response_format: 'b64_json' });
    const { usage } = await whole(await serve('edits', body, 'gpt-image-2'));
    assert.deepEqual(usage, {
      images: 1,
      input_tokens: 1,
      input_image_tokens: 323,
      output_image_tokens: 1056,
    });
    for (const text of [
      '{"response_format" : "b64_json" ,"model":"art","prompt":"p"}',
      '{"model":"art","prompt":"p", "response_format":"b64_json"}',
    ])
      assert.ok(
        (
          await whole(
            await serve('generations', { body: Buffer.from(text), type: 'application/json' }, 'gpt-image-2'),
          )
        ).usage,
      );
    const url = await serve(
      'generations',
      json({ model: 'gpt-image-2', prompt: 'p', response_format: 'url' }),
    );
    assert.equal(url.response.status, 400);
  });

  it('a stream of several images adds up, and ends with the last', async () => {
    const body = json({
      model: 'gpt-image-1',
      prompt: 'a cat',
      n: 2,
      stream: true,
      partial_images: 1,
      quality: 'low',
    });
    for (const fault of [undefined, 'crlf']) {
      const { call, wire, response } = await serve('generations', body, undefined, fault);
      const bytes = Buffer.from(await response.arrayBuffer());
      for (const size of [997, 65_536, 1e9]) {
        const reader = wire.openStream(call);
        assert.ok(through(reader, bytes, size).equals(bytes));
        assert.deepEqual(reader.usage, { images: 2, input_tokens: 4, output_image_tokens: 2 * 372 });
      }
      const reader = wire.openStream(call);
      const half = through(reader, bytes.subarray(0, Math.floor(bytes.length * 0.6)), 5000);
      assert.ok(bytes.subarray(0, half.length).equals(half));
      assert.equal(reader.finish(), 'ended'); // one of two came whole: the upstream stopped there
    }
  });
});

describe('a stream of large pictures', () => {
  it('does not stall: 8 MB of base64 in one event', () => {
    const reader = mediaWires['openai-images']!.openStream({
      endpoint: 'generations',
      kind: 'image',
      facts: { n: 1 },
      usageInStream: true,
    });
    const usage = {
      input_tokens: 5,
      output_tokens: 7,
      input_tokens_details: { text_tokens: 5, image_tokens: 0 },
    };
    const event = JSON.stringify({
      type: 'image_generation.completed',
      b64_json: 'A'.repeat(8 << 20),
      usage,
    });
    const bytes = Buffer.from(`event: image_generation.completed\ndata: ${event}\n\n`);
    const began = performance.now();
    assert.ok(through(reader, bytes, 65_536).equals(bytes));
    assert.deepEqual(reader.usage, { images: 1, input_tokens: 5, output_image_tokens: 7 });
    // Far below a second; 20 to 60 ms where nothing else runs.
    assert.ok(performance.now() - began < 1000);
  });
});

describe('moderations', () => {
  it('are free', async () => {
    const served = await serve('moderations', json({ input: 'Good morning.' }));
    const { usage, fault } = await whole(served);
    assert.deepEqual([usage, fault], [{ calls: 1 }, undefined]);
    assert.equal(usd('omni-moderation-latest', usage, {}), '0.');
  });
});

describe('model facts', () => {
  it('occur once, are priced, and say where the price is from', () => {
    const ids = mediaModels.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const { id, card, kinds } of mediaModels) {
      compileCard(card);
      assert.match(card.source, /https:\/\//, id);
      assert.deepEqual(kinds.slice(1), drawsByName(id) ? ['chat'] : [], id);
      for (const rate of card.rates) assert.ok(Number(rate.usd) > 0 || kinds[0] === 'moderation', id);
    }
  });
});
