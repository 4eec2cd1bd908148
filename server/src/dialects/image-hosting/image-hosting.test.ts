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
const webp = Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64');
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

/** A picture that says so many pixels, in as few bytes. */
const says = {
  png(width: number, height: number) {
    const bytes = Buffer.from(png);
    bytes.writeUInt32BE(width, 16);
    bytes.writeUInt32BE(height, 20);
    return bytes;
  },
  gif(width: number, height: number) {
    const bytes = Buffer.alloc(40);
    bytes.write('GIF89a', 'latin1');
    bytes.writeUInt16LE(width, 6);
    bytes.writeUInt16LE(height, 8);
    return bytes;
  },
  webpOf(format: 'VP8X' | 'VP8L' | 'VP8 ', width: number, height: number) {
    const bytes = Buffer.alloc(40);
    bytes.write(`RIFF\x20\x00\x00\x00WEBP${format}`, 'latin1');
    if (format === 'VP8X') {
      bytes.writeUIntLE(width - 1, 24, 3);
      bytes.writeUIntLE(height - 1, 27, 3);
    } else if (format === 'VP8L') {
      bytes[20] = 0x2f;
      bytes.writeUInt32LE(((width - 1) | ((height - 1) << 14)) >>> 0, 21);
    } else {
      bytes.writeUIntBE(0x9d012a, 23, 3);
      bytes.writeUInt16LE(width, 26);
      bytes.writeUInt16LE(height, 28);
    }
    return bytes;
  },
  /** `before`: bytes of a description that stands before the size. */
  jpeg(width: number, height: number, before = 0) {
    const described = Buffer.alloc(before > 0 ? before + 4 : 0);
    if (before > 0) {
      described.writeUInt16BE(0xffe1);
      described.writeUInt16BE(before + 2, 2);
    }
    const frame = Buffer.from([0xff, 0xc2, 0, 17, 8, 0, 0, 0, 0, 3]);
    frame.writeUInt16BE(height, 5);
    frame.writeUInt16BE(width, 7);
    return Buffer.concat([
      Buffer.from([0xff, 0xd8]),
      described,
      Buffer.from([0xff]), // one that fills
      frame,
      Buffer.alloc(30),
    ]);
  },
};

test('a picture says its size in its bytes; one of too many pixels is refused, however small its file is', async () => {
  const sizes: readonly (readonly [string, (width: number, height: number) => Buffer])[] = [
    ['PNG', says.png],
    ['GIF', says.gif],
    ['WebP with features', (...size) => says.webpOf('VP8X', ...size)],
    ['JPEG', (...size) => says.jpeg(...size)],
    ['JPEG with a long description', (...size) => says.jpeg(...size, 5000)],
  ];
  for (const [name, of] of sizes)
    for (const piece of [1, 7, 1_000_000]) {
      const fine = await upload('/api/upload', formType, form(of(9000, 11_000)), piece);
      assert.ok('reply' in fine, `${name} in pieces of ${piece}`);
      for (const [width, height] of [
        [20_000, 20_000],
        [30_001, 2],
        [0, 5],
      ] as const) {
        if (name.startsWith('WebP') && width === 0) continue; // it cannot say nothing
        const answer = await upload('/api/upload', formType, form(of(width, height)), piece);
        const code = 'error' in answer && codeOf(answer.error);
        assert.equal(code, width === 0 ? 'media_type_unsupported' : 'body_too_large', `${name} ${width}`);
        assert.equal(answer.finished, undefined);
      }
    }
  for (const format of ['VP8L', 'VP8 '] as const) {
    assert.ok('reply' in (await upload('/api/upload', formType, form(says.webpOf(format, 6000, 7000)))));
    const large = await upload('/api/upload', formType, form(says.webpOf(format, 16_000, 16_000)));
    assert.equal('error' in large && codeOf(large.error), 'body_too_large', format);
  }
});

test('a picture that ends before it says its size is damaged', async () => {
  const cut = says.jpeg(10, 10, 60_000).subarray(0, 50_000);
  const scanned = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xda]), Buffer.alloc(100)]);
  const astray = Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0]),
    Buffer.from('<script>'.repeat(9)),
  ]);
  const cases = { 'PNG head': png.subarray(0, 20), 'cut JPEG': cut, 'JPEG without a frame': scanned, astray };
  for (const [name, bytes] of Object.entries(cases)) {
    const answer = await upload('/api/upload', formType, form(bytes));
    assert.equal('error' in answer && codeOf(answer.error), 'media_type_unsupported', name);
    assert.equal(answer.finished, undefined, name);
  }
});

test('faults are text with their status', () => {
  const { status, body } = imageHosting.writeFault(new GatewayError('media_type_unsupported', 'no'), 'req_1');
  assert.equal(status, 415);
  assert.deepEqual(JSON.parse(body), { error: 'no (request id: req_1)', code: 415 });
});
