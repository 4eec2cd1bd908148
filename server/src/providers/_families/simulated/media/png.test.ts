import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, inflateSync } from 'node:zlib';
import { wrap } from './font.ts';
import { drawPicture } from './png.ts';

/** The chunks of a PNG whose checksums are right. */
function chunksOf(png: Buffer): Map<string, Buffer> {
  assert.equal(png.toString('latin1', 0, 8), '\x89PNG\r\n\x1a\n');
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const end = at + 8 + length;
    assert.equal(png.readUInt32BE(end), crc32(png.subarray(at + 4, end)));
    chunks.set(png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, end));
    at = end + 4;
  }
  return chunks;
}

const ink = 128;

test('pictures have their exact size, all their pixels and colours for them', () => {
  for (const [width, height] of [
    [1, 1],
    [7, 300],
    [333, 77],
    [1024, 1024],
    [4096, 9],
  ] as const) {
    const chunks = chunksOf(drawPicture({ width, height, text: 'A red kite over the sea. Größe 漢字' }));
    assert.deepEqual([...chunks.keys()], ['IHDR', 'PLTE', 'IDAT', 'IEND']);
    const head = chunks.get('IHDR')!;
    assert.deepEqual([head.readUInt32BE(0), head.readUInt32BE(4)], [width, height]);
    const pixels = inflateSync(chunks.get('IDAT')!);
    assert.equal(pixels.length, (width + 1) * height);
    assert.ok(pixels.reduce((most, pixel) => Math.max(most, pixel), 0) < chunks.get('PLTE')!.length / 3);
    for (let y = 0; y < height; y++) assert.equal(pixels[y * (width + 1)], 0);
  }
});

test('the text is on the picture, and a picture is made of its text and seed alone', () => {
  const size = { width: 300, height: 200 };
  const inked = (text: string) =>
    inflateSync(chunksOf(drawPicture({ ...size, text })).get('IDAT')!).filter((pixel) => pixel === ink)
      .length;
  assert.equal(inked(''), 0);
  assert.ok(inked('kite') > 50);
  assert.ok(inked('漢字') > 50);
  const first = drawPicture({ ...size, text: 'kite' });
  assert.ok(first.equals(drawPicture({ ...size, text: 'kite' })));
  assert.ok(!first.equals(drawPicture({ ...size, text: 'kites' })));
  assert.ok(!first.equals(drawPicture({ ...size, text: 'kite', seed: 1 })));
  assert.ok(drawPicture({ ...size, text: 'word '.repeat(2000) }).length > 0);
  for (const width of [0, 4097, 1.5, Number.NaN])
    assert.throws(() => drawPicture({ width, height: 10, text: '' }), RangeError);
});

test('texts are wrapped', () => {
  const rows: [string, across: number, down: number, string[]][] = [
    ['', 5, 5, []],
    ['a red kite', 5, 5, ['a red', 'kite']],
    ['kites!', 4, 2, ['kite', 's!']],
    ['one two three', 5, 2, ['one', 'two..']],
    ['one two three', 3, 2, ['one', 't..']],
    ['one', 0, 2, []],
  ];
  for (const [text, across, down, lines] of rows) assert.deepEqual(wrap(text, across, down), lines, text);
});
