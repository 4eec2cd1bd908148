import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeSound, type SoundFormat } from '../providers/_families/openai-media/simulator/sounds.ts';
import { SoundMeter, soundOf, soundType } from './sound.ts';

const near = (actual: number | undefined, expected: number, slack: number, at: string) =>
  assert.ok(
    actual !== undefined && Math.abs(actual - expected) <= slack,
    `${at}: ${actual}, not ${expected}`,
  );

/** Frames of 24 to 43 ms: a length cannot be told more finely. */
const frame = 0.05;
const formats: readonly SoundFormat[] = ['mp3', 'opus', 'aac', 'flac', 'wav', 'pcm'];

/** An MP4 of boxes without content: `moov` behind `mdat`, as recorders write it. */
function mp4(scale: number, duration: number, version: 0 | 1): Buffer {
  const box = (type: string, ...content: Buffer[]) => {
    const body = Buffer.concat(content);
    const head = Buffer.alloc(8);
    head.writeUInt32BE(body.length + 8);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, body]);
  };
  const mvhd = Buffer.alloc(100);
  mvhd[0] = version;
  if (version === 1) {
    mvhd.writeUInt32BE(scale, 20);
    mvhd.writeBigUInt64BE(BigInt(duration), 24);
  } else {
    mvhd.writeUInt32BE(scale, 12);
    mvhd.writeUInt32BE(duration, 16);
  }
  return Buffer.concat([
    box('ftyp', Buffer.from('M4A ')),
    box('mdat', Buffer.alloc(5000)),
    box('moov', box('mvhd', mvhd)),
  ]);
}

/** A WebM as a browser records it: sizes left open, no duration, a block at 1,000 + 250 ms. */
const webm = Buffer.concat([
  Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x80]),
  Buffer.from([0x18, 0x53, 0x80, 0x67, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
  Buffer.from([0x15, 0x49, 0xa9, 0x66, 0x87, 0x2a, 0xd7, 0xb1, 0x83, 0x0f, 0x42, 0x40]),
  Buffer.from([0x1f, 0x43, 0xb6, 0x75, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
  Buffer.from([0xe7, 0x82, 0x03, 0xe8]),
  Buffer.from([0xa3, 0x86, 0x81, 0x00, 0xfa, 0x80, 0x00, 0x00]),
]);

describe('soundOf', () => {
  for (const format of formats.filter((one) => one !== 'pcm'))
    it(`tells the length of ${format}`, () => {
      const sound = soundOf(makeSound(format, 3.2));
      assert.equal(sound?.type, format === 'opus' ? 'ogg' : format);
      near(sound?.seconds, 3.2, frame, format);
    });

  it('reads MP4 of both versions, behind its data', () => {
    assert.deepEqual(soundOf(mp4(1000, 4321, 0)), { type: 'mp4', seconds: 4.321 });
    assert.deepEqual(soundOf(mp4(44_100, 88_200, 1)), { type: 'mp4', seconds: 2 });
    assert.deepEqual(soundOf(mp4(1000, 0, 0)), { type: 'mp4' });
  });

  it('reads WebM without a duration by its last block', () =>
    assert.deepEqual(soundOf(webm), { type: 'webm', seconds: 1.25 }));

  it('skips an ID3 tag', () => {
    const tag = Buffer.concat([
      Buffer.from('ID3\x04\x00\x00\x00\x00\x02\x00', 'latin1'),
      Buffer.alloc(256, 0xff),
    ]);
    near(soundOf(Buffer.concat([tag, makeSound('mp3', 1)]))?.seconds, 1, frame, 'tagged');
  });

  it('does not trust the length that a WAV header claims', () => {
    const wav = makeSound('wav', 1);
    wav.writeUInt32LE(0xffffffff, 40);
    assert.equal(soundOf(wav)?.seconds, 1);
    wav.writeUInt32LE(0, 40);
    assert.equal(soundOf(wav)?.seconds, 1);
  });

  it('knows what is no sound', () => {
    for (const text of ['', 'hello', '{"a":1}', '<html>', '\x89PNG\r\n\x1a\n', '\xff\xfb'])
      assert.equal(soundOf(Buffer.from(text, 'latin1')), undefined, text);
    assert.equal(soundType(Buffer.from('RIFF....AVI ')), undefined);
  });

  it('never throws, wherever a file is cut or broken', () => {
    const files = [
      mp4(1000, 4321, 1),
      webm,
      ...formats.map((format) => makeSound(format, 0.3).subarray(0, 600)),
    ];
    for (const file of files) {
      for (let end = 0; end < Math.min(file.length, 600); end++) soundOf(file.subarray(0, end));
      for (let at = 0; at < Math.min(file.length, 300); at++) {
        const broken = Buffer.from(file);
        broken[at] = 0xff;
        soundOf(broken);
      }
    }
  });

  it('does not stall over 25 MB of the worst bytes', () => {
    const began = performance.now();
    soundOf(
      Buffer.concat([
        Buffer.from('ID3\x04\x00\x00\x00\x00\x00\x00', 'latin1'),
        Buffer.alloc(25_000_000, 0xff),
      ]),
    );
    soundOf(Buffer.concat([makeSound('opus', 0.1), Buffer.alloc(25_000_000, 'OggS')]));
    assert.ok(performance.now() - began < 5000);
  });
});

describe('SoundMeter', () => {
  for (const format of formats)
    for (const size of [1, 7, 191, 4096, 1_000_000])
      it(`${format} in pieces of ${size}`, () => {
        const meter = new SoundMeter(format);
        const sound = makeSound(format, 1.5);
        for (let from = 0; from < sound.length; from += size) meter.push(sound.subarray(from, from + size));
        near(meter.seconds, 1.5, frame, format);
      });

  it('counts what came of a sound that was cut', () => {
    const meter = new SoundMeter('mp3');
    meter.push(makeSound('mp3', 2).subarray(0, 8000));
    near(meter.seconds, 1, frame, 'half');
  });

  it('takes what it does not know for 64 kbit/s', () => {
    const meter = new SoundMeter('new');
    meter.push(Buffer.alloc(16_000));
    assert.equal(meter.seconds, 2);
  });
});
