import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { parseForm, partBytes, partText } from '../../../base/multipart.ts';
import { GatewayError } from '../../../spec/fault.ts';
import { makePicture } from '../openai-media/simulator/pictures.ts';
import { drawPicture } from '../simulated/media/png.ts';
import { fileIn, writeForm } from './form.ts';
import { blackAndWhite } from './mask.ts';
import { sizeOf } from './size.ts';

const url = (bytes: Buffer, type = 'image/png') => `data:${type};base64,${bytes.toString('base64')}`;

/** A PNG of given rows: `type` 6 is colour with alpha, 4 grey with alpha, 3 a palette. Rows have their filter byte. */
function png(
  width: number,
  height: number,
  type: number,
  rows: Buffer,
  extra: Buffer[] = [],
  bits = 8,
): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([bits, type, 0, 0, 0], 8);
  const begin = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([
    begin,
    chunk('IHDR', head),
    ...extra,
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND'),
  ]);
}
function chunk(id: string, data = Buffer.alloc(0)): Buffer {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(id, 4, 'latin1');
  data.copy(bytes, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}

/** The grey values of a mask that was made, row by row. */
function greyOf(mask: string): number[][] {
  const bytes = fileIn(mask)!.bytes;
  const { width, height } = sizeOf(bytes)!;
  const at = bytes.indexOf('IDAT');
  const rows = inflateSync(bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at - 4)));
  return Array.from({ length: height }, (_, y) => [
    ...rows.subarray(y * (width + 1) + 1, (y + 1) * (width + 1)),
  ]);
}

describe('masks', () => {
  const clear = [9, 9, 9, 0];
  const solid = [9, 9, 9, 255];
  const rgba = Buffer.from([0, ...clear, ...solid, 0, ...solid, ...clear]);
  it('what is see-through changes, in black or in white', () => {
    const mask = url(png(2, 2, 6, rgba));
    assert.deepEqual(greyOf(blackAndWhite(mask, 'white')), [
      [255, 0],
      [0, 255],
    ]);
    assert.deepEqual(greyOf(blackAndWhite(mask, 'black')), [
      [0, 255],
      [255, 0],
    ]);
  });
  it('every filter of rows is undone', () => {
    // Alpha 0, 255, 0 in each of five rows, written with the filters none, sub, up, average and Paeth.
    const rows = [
      [0, 5, 0, 5, 255, 5, 0],
      [1, 5, 0, 0, 255, 0, 1],
      [2, 0, 0, 0, 0, 0, 0],
      [3, 3, 0, 0, 128, 0, 129],
      [4, 0, 0, 0, 0, 0, 0],
    ];
    const mask = url(png(3, 5, 4, Buffer.from(rows.flat())));
    const grey = greyOf(blackAndWhite(mask, 'white'));
    assert.deepEqual(
      grey,
      Array.from({ length: 5 }, () => [255, 0, 255]),
    );
  });
  it('palettes with see-through colours, and 16 bits', () => {
    const palette = [chunk('PLTE', Buffer.from([0, 0, 0, 1, 1, 1])), chunk('tRNS', Buffer.from([255, 0]))];
    const indexed = png(2, 1, 3, Buffer.from([0, 0, 1]), palette);
    assert.deepEqual(greyOf(blackAndWhite(url(indexed), 'white')), [[0, 255]]);
    const deep = png(2, 1, 4, Buffer.from([0, 1, 1, 0, 7, 1, 1, 255, 7]), [], 16);
    assert.deepEqual(greyOf(blackAndWhite(url(deep), 'white')), [[255, 0]]);
  });
  it('what is no such mask is refused', () => {
    const torn = png(2, 2, 6, Buffer.from([0, 1]));
    for (const wrong of [
      'https://a.example/m.png',
      url(Buffer.from('x')),
      url(drawPicture({ width: 4, height: 4, text: '' })),
      url(torn),
      url(png(60_000, 60_000, 6, Buffer.from([0]))),
    ])
      assert.throws(
        () => blackAndWhite(wrong, 'white'),
        (error) => error instanceof GatewayError && error.detail.param === 'mask',
      );
  });
});

it('sizes are read of every kind of picture', () => {
  for (const kind of ['png', 'jpeg', 'webp'] as const)
    assert.deepEqual(sizeOf(makePicture(kind, 64, 48, 1)), { width: 64, height: 48 }, kind);
  const gif = Buffer.concat([Buffer.from('GIF89a'), Buffer.from([7, 0, 9, 0]), Buffer.alloc(20)]);
  assert.deepEqual(sizeOf(gif), { width: 7, height: 9 });
  assert.equal(sizeOf(Buffer.from('no picture at all, but long')), undefined);
});

it('a body as a form', () => {
  const picture = makePicture('png', 8, 8, 1);
  const { body, contentType } = writeForm({
    prompt: 'một "con" mèo\r\nnhỏ',
    seed: 0,
    raw: false,
    nothing: null,
    image: url(picture),
    style_codes: ['a', 'b'],
    color_palette: { name: 'EMBER' },
    'a"\r\nb': 'x',
  });
  const form = parseForm(body, contentType);
  const parts = form.parts.map((part) => [
    part.name,
    part.filename === undefined ? partText(body, part) : partBytes(body, part).equals(picture),
  ]);
  assert.deepEqual(parts, [
    ['prompt', 'một "con" mèo\r\nnhỏ'],
    ['seed', '0'],
    ['raw', 'false'],
    ['image', true],
    ['style_codes', 'a'],
    ['style_codes', 'b'],
    ['color_palette', '{"name":"EMBER"}'],
    ['a___b', 'x'],
  ]);
  assert.equal(form.parts[3]?.filename, 'image.png');
  assert.equal(form.parts[3]?.type, 'image/png');
  assert.deepEqual(fileIn('data:,a%20b'), { type: 'application/octet-stream', bytes: Buffer.from('a b') });
  assert.equal(fileIn('a data: b'), undefined);
});
