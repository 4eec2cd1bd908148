import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MultipartError } from './multipart.ts';
import { readPieces } from './multipart-stream.ts';

const type = 'multipart/form-data; boundary=XX';

async function* cut(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text, 'latin1');
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** [head, value] of each part. */
async function parts(text: string, size = 7): Promise<[object, string][]> {
  const found: [object, string][] = [];
  for await (const piece of readPieces(cut(text, size), type))
    if (piece.kind === 'part') {
      const { kind: _kind, ...head } = piece;
      found.push([head, '']);
    } else found.at(-1)![1] += piece.bytes.toString('latin1');
  return found;
}

const form = [
  'preamble\r\n--XX\r\n',
  'Content-Disposition: form-data; name="purpose"\r\n\r\nuser_data\r\n',
  '--XX  \r\nContent-Disposition: form-data; name="file"; filename="a b.pdf"\r\nContent-Type: application/pdf\r\n\r\n',
  '\r\n--X\r\n--XXY not the end\r\n\r\n\x00\xff\r\n',
  '--XX\r\nContent-Disposition: form-data; name="empty"\r\n\r\n--XX\r\n\r\nno head\r\n--XX--\r\nepilogue',
].join('');

test('parts come out the same however the bytes are cut', async () => {
  for (let size = 1; size <= form.length; size++)
    assert.deepEqual(
      await parts(form, size),
      [
        [{ name: 'purpose' }, 'user_data'],
        [
          { name: 'file', filename: 'a b.pdf', type: 'application/pdf' },
          '\r\n--X\r\n--XXY not the end\r\n\r\n\x00\xff',
        ],
        [{ name: 'empty' }, ''],
        [{}, 'no head'],
      ],
      `cut at ${size}`,
    );
});

test('what is no whole form is refused', async () => {
  await assert.rejects(parts('nothing'), MultipartError);
  await assert.rejects(parts(form.slice(0, -15)), MultipartError);
  await assert.rejects(parts(`--XX\r\n${'x'.repeat(20_000)}`), MultipartError);
  await assert.rejects(parts('--XX\r\na: b\r\n\r\nc\r\n'.repeat(300)), MultipartError);
});

test('a part of many megabytes is passed on in pieces', async () => {
  const chunk = Buffer.alloc(1024 * 1024, 'a');
  async function* source() {
    yield Buffer.from('--XX\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n');
    for (let i = 0; i < 32; i++) yield chunk;
    yield Buffer.from('\r\n--XX--');
  }
  let size = 0;
  let largest = 0;
  for await (const piece of readPieces(source(), type))
    if (piece.kind === 'bytes') {
      size += piece.bytes.length;
      largest = Math.max(largest, piece.bytes.length);
    }
  assert.equal(size, 32 * 1024 * 1024);
  assert.ok(largest < 2 * 1024 * 1024);
});
