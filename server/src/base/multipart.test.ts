import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { boundaryOf, editForm, MultipartError, parseForm, partBytes, partText } from './multipart.ts';

const type = 'multipart/form-data; boundary=XX';
const field = (name: string, value: string) =>
  `--XX\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const form = (...parts: string[]) => Buffer.from(`${parts.join('')}--XX--\r\n`);

const read = (body: Buffer) =>
  parseForm(body, type).parts.map((part) => [part.name, partText(body, part), part.filename, part.type]);

describe('parseForm', () => {
  it('finds fields and files in any order', () => {
    const body = form(
      '--XX\r\nContent-Disposition: form-data; name="file"; filename="a.mp3"\r\nContent-Type: audio/mpeg\r\n\r\n\x00\r\n--XY\r\n\r\n',
      field('model', 'whisper-1'),
    );
    assert.deepEqual(read(body), [
      ['file', '\x00\r\n--XY\r\n', 'a.mp3', 'audio/mpeg'],
      ['model', 'whisper-1', undefined, undefined],
    ]);
  });

  it('reads what the platform writes', async () => {
    const sent = new FormData();
    sent.append('prompt', 'dòng\nkhác "x"');
    sent.append('image[]', new File([Buffer.alloc(100_000, 7)], 'a "b" é.png', { type: 'image/png' }));
    sent.append('empty', '');
    const request = new Request('http://x', { method: 'POST', body: sent });
    const body = Buffer.from(await request.clone().arrayBuffer());
    const { parts } = parseForm(body, request.headers.get('content-type')!);
    assert.deepEqual(
      parts.map((part) => [part.name, part.filename, part.type, part.end - part.start]),
      [
        ['prompt', undefined, undefined, Buffer.byteLength('dòng\r\nkhác "x"')],
        ['image[]', 'a "b" é.png', 'image/png', 100_000],
        ['empty', undefined, undefined, 0],
      ],
    );
    assert.ok(partBytes(body, parts[1]!).every((byte) => byte === 7));
  });

  it('takes a preamble, spaces behind a boundary, and text that only begins like a boundary', () => {
    const body = Buffer.from(
      'preamble\r\n--XX \t\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--XXX\r\n2\r\n--XX--',
    );
    assert.deepEqual(read(body), [['a', '1\r\n--XXX\r\n2', undefined, undefined]]);
  });

  it('reads a name of a file in its extended spelling', () => {
    const body = form(
      `--XX\r\nContent-Disposition: form-data; name="f"; filename="x"; filename*=UTF-8''na%C3%AFve.mp3\r\n\r\n1\r\n`,
    );
    assert.equal(read(body)[0]![2], 'naïve.mp3');
  });

  it('an empty form has no parts', () => assert.deepEqual(read(form()), []));

  const broken: readonly (readonly [string, Buffer, RegExp])[] = [
    ['an empty body', Buffer.alloc(0), /does not stand in the form/],
    ['another boundary', Buffer.from('--YY\r\n'), /does not stand in the form/],
    ['no end', Buffer.from(field('a', '1')), /not followed|closing boundary/],
    ['an end inside a value', Buffer.from(field('a', '1').slice(0, -3)), /closing boundary/],
    ['an end inside the headers', Buffer.from('--XX\r\nContent-Dispo'), /end of its headers/],
    ['no name', form('--XX\r\nContent-Type: text/plain\r\n\r\n1\r\n'), /no name/],
    ['too many parts', form(...Array.from({ length: 300 }, () => field('a', '1'))), /more than 256/],
  ];
  for (const [name, body, words] of broken)
    it(`refuses ${name}`, () =>
      assert.throws(
        () => parseForm(body, type),
        (error) => error instanceof MultipartError && words.test(error.message),
      ));

  it('every beginning of a form is refused or none of it is lost', () => {
    const whole = form(field('a', '1'), field('b', '2'));
    for (let end = 0; end < whole.length - 4; end++) {
      assert.throws(() => parseForm(whole.subarray(0, end), type), MultipartError, `cut at ${end}`);
    }
  });

  it('does not stall over a large file of line ends', () => {
    const body = form(field('file', '\r\n--X'.repeat(4_000_000)), field('model', 'm'));
    const began = performance.now();
    assert.equal(parseForm(body, type).parts.length, 2);
    assert.ok(performance.now() - began < 1000);
  });
});

describe('boundaryOf', () => {
  it('reads quoted and plain boundaries', () => {
    assert.equal(boundaryOf('multipart/form-data; charset=utf-8; boundary="a b"'), 'a b');
    assert.equal(boundaryOf('multipart/form-data;boundary=----x'), '----x');
    assert.throws(() => boundaryOf('multipart/form-data'), MultipartError);
  });
});

describe('editForm', () => {
  const body = form(field('model', 'a'), field('file', 'bytes'), field('model', 'b'));
  const edited = (values: Record<string, string | undefined>) =>
    read(editForm(body, parseForm(body, type), values));

  it('replaces, once, and takes doubles out', () =>
    assert.deepEqual(
      edited({ model: 'gpt' }).map(([name, value]) => [name, value]),
      [
        ['model', 'gpt'],
        ['file', 'bytes'],
      ],
    ));
  it('adds in front', () =>
    assert.deepEqual(
      edited({ stream: 'true', model: 'x' }).map(([name, value]) => [name, value]),
      [
        ['stream', 'true'],
        ['model', 'x'],
        ['file', 'bytes'],
      ],
    ));
  it('takes out', () =>
    assert.deepEqual(edited({ model: undefined }), [['file', 'bytes', undefined, undefined]]));
  it('gives the body itself back when nothing changes', () =>
    assert.equal(editForm(body, parseForm(body, type), { absent: undefined }), body));
  it('refuses a value that would break the form', () =>
    assert.throws(() => edited({ model: 'x\r\n--XX--' }), MultipartError));
});
