import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RequestHead } from '../../spec/call.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { FileDesk, FileLinks, NewFile } from '../../spec/files.ts';
import { imageHosting } from './index.ts';
import { decoded, largestPicture, pictureType } from './picture.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const webp = Buffer.from('RIFF\x24\x00\x00\x00WEBPVP8L', 'latin1');
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';

const types: readonly (readonly [string, Buffer, string | undefined])[] = [
  ['PNG', png, 'image/png'],
  ['JPEG', Buffer.from('\xff\xd8\xff\xe0\x00\x10JFIF\x00', 'latin1'), 'image/jpeg'],
  ['GIF of 1987', Buffer.from('GIF87a\x01\x00\x01\x00', 'latin1'), 'image/gif'],
  ['GIF of 1989', Buffer.from('GIF89a\x01\x00\x01\x00', 'latin1'), 'image/gif'],
  ['WebP', webp, 'image/webp'],
  ['SVG', Buffer.from(svg), undefined],
  ['SVG behind an XML head', Buffer.from(`<?xml version="1.0"?>${svg}`), undefined],
  ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>'), undefined],
  ['WAV', Buffer.from('RIFF\x24\x00\x00\x00WAVEfmt ', 'latin1'), undefined],
  ['a PNG that only begins so', Buffer.from('\x89PNG\r\n\x1a\n<script>', 'latin1'), undefined],
  ['GIF8 and a script', Buffer.from('GIF8<script>alert(1)'), undefined],
  ['PDF', Buffer.from('%PDF-1.7\n'), undefined],
  ['nothing', Buffer.alloc(0), undefined],
];
for (const [name, bytes, type] of types)
  test(`the type by content: ${name}`, () => assert.equal(pictureType(bytes), type));

test('base64 comes as a data: URL or alone, and whole', () => {
  const text = png.toString('base64');
  for (const image of [
    text,
    `data:image/png;base64,${text}`,
    `data:text/html;base64,${text}`,
    text.replace(/=+$/, ''),
  ])
    assert.deepEqual(decoded(image), png, image.slice(0, 30));
  for (const image of [undefined, 7, '', 'data:image/png;base64,', `${text.slice(0, 8)}<>!${text.slice(8)}`])
    assert.throws(() => decoded(image), GatewayError);
});

const links: FileLinks = {
  origin: 'https://gateway.example',
  to: (_id, opens) => (opens === 'content' ? 'c' : 'd').repeat(32),
  idOf: (name) => name,
};

/** Uploads to a desk that keeps everything in memory. */
async function upload(path: string, contentType: string, body: string | Buffer, piece = 1_000_000) {
  const written: Buffer[] = [];
  let finished: NewFile | undefined;
  let begun = 0;
  const size = () => written.reduce((sum, { length }) => sum + length, 0);
  const desk: FileDesk = {
    begun: undefined,
    begin: async () => {
      begun++;
      return {
        get size() {
          return size();
        },
        note: '',
        write: async (bytes) => void written.push(Buffer.from(bytes)),
        cut: async () => {},
        finish: async (about) => {
          finished = about;
          const id = `k4u${'a'.repeat(26)}`;
          const mediaType = about.mediaType ?? '';
          return {
            id,
            owner: 1,
            purpose: '',
            sha256: '',
            size: size(),
            createdAt: 1000,
            expiresAt: 2000,
            name: about.name,
            mediaType,
          };
        },
        putAside: async () => '',
        drop: async () => {},
      };
    },
  };
  const bytes = Buffer.from(body);
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
  }
  const head: RequestHead = { params: {}, query: '', headers: { 'content-type': contentType } };
  const front = imageHosting.linkedFiles?.over(links, path);
  assert.ok(front);
  const refused = await front.upload(head, pieces(), desk).then(
    (answer) => ({ reply: JSON.parse(answer.body) as unknown }),
    (error: unknown) => ({ error }),
  );
  return { ...refused, written: Buffer.concat(written), finished, begun };
}

const form = (bytes: Buffer, field = 'file') =>
  Buffer.concat([
    Buffer.from(
      `--X\r\nContent-Disposition: form-data; name="${field}"; filename="../a.html"\r\nContent-Type: text/html\r\n\r\n`,
    ),
    bytes,
    Buffer.from('\r\n--X--\r\n'),
  ]);
const formType = 'multipart/form-data; boundary=X';
const codeOf = (error: unknown) => (error instanceof GatewayError ? error.code : error);

test('a form is what its bytes say, whatever its part is called, and wherever it is cut', async () => {
  for (const piece of [1, 7, 1_000_000]) {
    const { written, finished, ...rest } = await upload('/api/upload', formType, form(png), piece);
    assert.deepEqual(written, png);
    assert.equal(finished?.mediaType, 'image/png');
    assert.equal(finished?.purpose, 'image-link');
    assert.deepEqual('reply' in rest && rest.reply, {
      url: `https://gateway.example/api/proxy/image/${'c'.repeat(32)}`,
      created: 1000,
      expires: 2000,
      id: 'c'.repeat(32),
      content_type: 'image/png',
      size: png.length,
      delete_id: 'd'.repeat(32),
      delete_url: `https://gateway.example/api/proxy/delete/${'d'.repeat(32)}`,
    });
  }
});

test('Lsky Pro’s address answers in its shape', async () => {
  const answer = await upload('/api/v1/upload', formType, form(webp));
  assert.ok('reply' in answer);
  const { status, data } = answer.reply as { status: boolean; data: Record<string, unknown> };
  assert.equal(status, true);
  assert.equal(data['mimetype'], 'image/webp');
  assert.equal(
    (data['links'] as { url: string }).url,
    `https://gateway.example/api/proxy/image/${'c'.repeat(32)}.webp`,
  );
});

test('what is no picture, too large, empty or absent is refused', async () => {
  const json = (value: unknown) => ['application/json', JSON.stringify(value)] as const;
  const huge = Buffer.concat([png, Buffer.alloc(largestPicture)]);
  const cases: readonly (readonly [string, string, string | Buffer, string])[] = [
    ['SVG', formType, form(Buffer.from(svg)), 'media_type_unsupported'],
    ['a short text', formType, form(Buffer.from('<b>')), 'media_type_unsupported'],
    [
      'SVG in JSON',
      ...json({ image: `data:image/png;base64,${Buffer.from(svg).toString('base64')}` }),
      'media_type_unsupported',
    ],
    ['too large', formType, form(huge), 'body_too_large'],
    ['too large in JSON', ...json({ image: huge.toString('base64') }), 'body_too_large'],
    ['no file', formType, form(png, 'picture'), 'field_invalid'],
    ['no image', ...json({}), 'field_invalid'],
    ['broken JSON', 'application/json', '{', 'body_malformed'],
    ['bytes alone', 'image/png', png, 'media_type_unsupported'],
  ];
  for (const [name, type, body, code] of cases) {
    const answer = await upload('/api/upload', type, body);
    assert.equal('error' in answer && codeOf(answer.error), code, name);
    assert.equal(answer.finished, undefined, name);
  }
  const picture = await upload('/api/upload', ...json({ image: png.toString('base64') }));
  assert.deepEqual(picture.written, png);
  const text = JSON.stringify({ image: png.toString('base64') }).replaceAll('/', '\\/'); // as PHP writes it
  assert.deepEqual((await upload('/api/upload', 'application/json', text)).written, png);
});

test('faults are text with their status', () => {
  const { status, body } = imageHosting.writeFault(new GatewayError('media_type_unsupported', 'no'), 'req_1');
  assert.equal(status, 415);
  assert.deepEqual(JSON.parse(body), { error: 'no (request id: req_1)', code: 415 });
});
