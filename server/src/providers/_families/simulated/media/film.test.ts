import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { soundOf } from '../../../../base/sound.ts';
import { makeFilm } from './film.ts';
import { nextPicture, wholePicture } from './h264.ts';

type Box = { readonly id: string; readonly at: number; readonly body: Buffer };

function boxesOf(bytes: Buffer, from = 0): Box[] {
  const boxes: Box[] = [];
  for (let at = from; at < bytes.length; at += bytes.readUInt32BE(at)) {
    const body = bytes.subarray(at + 8, at + bytes.readUInt32BE(at));
    boxes.push({ id: bytes.toString('latin1', at + 4, at + 8), at, body });
  }
  return boxes;
}

/** The bodies of the boxes at a path. */
const bodies = (bytes: Buffer, ...path: readonly string[]): Buffer[] =>
  path.reduce(
    (parents, id) =>
      parents.flatMap((parent) =>
        boxesOf(parent)
          .filter((box) => box.id === id)
          .map((box) => box.body),
      ),
    [bytes],
  );

const tableOf = (body: Buffer, from: number): number[] =>
  Array.from({ length: (body.length - from) / 4 }, (_, i) => body.readUInt32BE(from + i * 4));

/** The units of all samples of a track, each behind its length. */
function unitsOf(film: Buffer, track: number): Buffer[] {
  const table = (id: string) => bodies(film, 'moov', 'trak', 'mdia', 'minf', 'stbl', id)[track]!;
  let at = table('stco').readUInt32BE(8);
  return tableOf(table('stsz'), 12).map((size) => {
    at += size;
    return film.subarray(at - size, at);
  });
}

test('films have their length and size, and begin anew each second', () => {
  for (const [width, height, seconds, pictures] of [
    [1280, 720, 10, 240],
    [720, 1280, 5, 120],
    [333, 77, 1.5, 36],
    [1, 1, 0.01, 1],
  ] as const) {
    const film = makeFilm({ width, height, seconds, text: 'a red kite' });
    assert.deepEqual(
      boxesOf(film).map(({ id }) => id),
      ['ftyp', 'moov', 'mdat'],
    );
    const sound = soundOf(film);
    assert.equal(sound?.type, 'mp4');
    assert.ok(Math.abs(sound.seconds! - pictures / 24) < 0.001);
    const track = bodies(film, 'moov', 'trak', 'tkhd')[0]!;
    const even = [width + (width % 2), height + (height % 2)];
    assert.deepEqual([track.readUInt32BE(76) / 0x10000, track.readUInt32BE(80) / 0x10000], even);

    const entries = tableOf(bodies(film, 'moov', 'trak', 'mdia', 'minf', 'stbl', 'stss')[0]!, 8);
    assert.deepEqual(
      entries,
      Array.from({ length: Math.ceil(pictures / 24) }, (_, i) => i * 24 + 1),
    );
    const units = unitsOf(film, 0);
    assert.equal(units.length, pictures);
    assert.equal(
      units.reduce((sum, unit) => sum + unit.length, 0),
      boxesOf(film)[2]!.body.length,
    );
    units.forEach((unit, index) => {
      assert.equal(unit.readUInt32BE(0), unit.length - 4);
      assert.equal(unit[4]! & 31, entries.includes(index + 1) ? 5 : 1);
      for (let i = 4; i + 2 < unit.length; i++)
        assert.ok(unit[i] !== 0 || unit[i + 1] !== 0 || unit[i + 2]! > 2, 'looks like the start of a unit');
    });
  }
  assert.ok(makeFilm({ width: 1280, height: 720, seconds: 10, text: 'a red kite' }).length < 200_000);
});

test('a film may have sound, which has its length', () => {
  const film = makeFilm({ width: 640, height: 360, seconds: 6, text: 'kite', sound: true });
  assert.deepEqual(
    bodies(film, 'moov', 'trak', 'mdia', 'hdlr').map((body) => body.toString('latin1', 8, 12)),
    ['vide', 'soun'],
  );
  const sound = soundOf(Buffer.concat(unitsOf(film, 1)));
  assert.deepEqual([sound?.type, sound?.seconds?.toFixed(6)], ['mp3', '6.000000']);
});

test('pictures are the bits of ISO 14496-10', () => {
  const bitsOf = (unit: Buffer) =>
    [...unit.subarray(1)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const filled = (...bits: string[]) => {
    const all = `${bits.join('')}1`;
    return all.padEnd(Math.ceil(all.length / 8) * 8, '0');
  };
  const whole = ['1', '0001000', '1', '00000000', '1', '00', '1', '010'];
  const next = ['1', '00110', '1', '00000011', '000', '1', '010'];
  // Type, colour prediction, quantiser, brightness, colours.
  assert.equal(
    bitsOf(wholePicture(Uint32Array.of(0x808080), 1, 0)),
    filled(...whole, '00100', '1', '1', '1'),
  );
  assert.equal(
    bitsOf(wholePicture(Uint32Array.of(0x7f8082), 1, 0)),
    filled(...whole, '0001000', '1', '1', '01', '1', '1', '01', '000111', '1', '1'),
  );
  const two = Uint32Array.of(0x808080, 0x908080);
  assert.equal(
    bitsOf(nextPicture(two, Uint32Array.of(0x808080, 0x808080), 2, 3)),
    filled(...next, '010', '0001000', '010', '1', '000101', '000000000000001', '1110', '1'),
  );
  assert.equal(bitsOf(nextPicture(two, two, 2, 3)), filled(...next, '011'));
});

test('the film that players were seen to play is still made', () => {
  // After a change on purpose: `ffmpeg -v warning -i film.mp4 -f null -` must say nothing, and Chromium must play it.
  const film = makeFilm({ width: 334, height: 182, seconds: 2.5, text: 'ok' });
  assert.equal(
    createHash('sha256').update(film).digest('hex'),
    'd643b8d8cfb8622f916cfd0f7523d4d8f4f4423408e6ee2fcd9b0a8a8b199841',
  );
});

test('sizes and lengths are bounded', () => {
  for (const wrong of [
    { width: 0 },
    { height: 5000 },
    { seconds: 0 },
    { seconds: 1e9 },
    { seconds: Number.NaN },
  ])
    assert.throws(() => makeFilm({ width: 64, height: 64, seconds: 1, ...wrong }), RangeError);
});
