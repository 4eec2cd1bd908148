import assert from 'node:assert/strict';
import { test } from 'node:test';
import { soundOf } from '../../../../base/sound.ts';
import { makeTune } from './tune.ts';

test('tunes have their type and length', () => {
  for (const format of ['wav', 'mp3'] as const)
    for (const seconds of [0.01, 1, 7.3, 125]) {
      const sound = soundOf(makeTune({ seconds, text: 'a song', format }));
      assert.equal(sound?.type, format);
      assert.ok(Math.abs(sound.seconds! - seconds) < 0.02, `${format} of ${seconds} lasts ${sound.seconds}`);
    }
  for (const seconds of [0, -1, 1e9, Number.NaN])
    assert.throws(() => makeTune({ seconds, format: 'wav' }), RangeError);
});

test('a tune is made of its text alone, and another text is another tune', () => {
  for (const format of ['wav', 'mp3'] as const) {
    const tune = (text: string) => makeTune({ seconds: 12, text, format });
    assert.ok(tune('one').equals(tune('one')));
    assert.ok(!tune('one').equals(tune('two')));
  }
});

test('a WAV is loud enough and does not clip', () => {
  const wav = makeTune({ seconds: 12, text: 'a song', format: 'wav' });
  let most = 0;
  for (let at = 44; at < wav.length; at += 2) most = Math.max(most, Math.abs(wav.readInt16LE(at)));
  assert.ok(most > 10_000 && most < 30_000);
});

test('the frames of an MP3 hold sound within their bits', () => {
  const mp3 = makeTune({ seconds: 12, text: 'a song', format: 'mp3' });
  assert.equal(mp3.length, 500 * 96);
  let loud = 0;
  for (let at = 0; at < mp3.length; at += 96) {
    assert.equal(mp3.readUInt32BE(at), 0xfffb14c4);
    const side = [...mp3.subarray(at + 4, at + 21)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
    assert.equal(Number.parseInt(side.slice(0, 18), 2), 0);
    let bits = 0;
    for (const granule of [18, 77]) {
      const length = Number.parseInt(side.slice(granule, granule + 12), 2);
      const pairs = Number.parseInt(side.slice(granule + 12, granule + 21), 2);
      assert.ok(pairs <= 13 && length <= pairs * 12);
      bits += length;
      if (pairs > 2) loud++;
    }
    assert.ok(bits <= (96 - 21) * 8);
  }
  assert.ok(loud > 900);
});
