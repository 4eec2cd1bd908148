import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FileRefs, InlineFile } from '../../../spec/files.ts';
import { chatFileRefs, responsesFileRefs } from './file-refs.ts';

const id = `k4u${'a'.repeat(26)}`;
const ref = `file-${id}`;
const file = (mediaType: string, name = 'a "b".x'): InlineFile => ({
  name,
  mediaType,
  base64: Buffer.from('QUJD'),
});

const inlined = (refs: FileRefs, body: string, of: InlineFile): string =>
  refs.inlined(Buffer.from(body), new Map([[id, of]])).toString();

const cases: readonly (readonly [string, FileRefs, string, InlineFile, string])[] = [
  [
    'chat: a PDF',
    chatFileRefs,
    `{"type": "file", "file": { "file_id" : "${ref}" }, "x":1.0}`,
    file('application/pdf'),
    '{"type": "file", "file":{"filename":"a \\"b\\".x","file_data":"data:application/pdf;base64,QUJD"}, "x":1.0}',
  ],
  [
    'chat: a picture, its type behind it',
    chatFileRefs,
    `{"file":{"file_id":"${ref}"},"type":"file"}`,
    file('image/png'),
    '{"image_url":{"url":"data:image/png;base64,QUJD"},"type":"image_url"}',
  ],
  [
    'chat: a sound',
    chatFileRefs,
    `{"type":"file","file":{"file_id":"${ref}"}}`,
    file('audio/mpeg'),
    '{"type":"input_audio","input_audio":{"data":"QUJD","format":"mp3"}}',
  ],
  [
    'chat: a sound that has no word there',
    chatFileRefs,
    `{"type":"file","file":{"file_id":"${ref}"}}`,
    file('audio/ogg', ''),
    '{"type":"file","file":{"filename":"file","file_data":"data:audio/ogg;base64,QUJD"}}',
  ],
  [
    'chat: a film',
    chatFileRefs,
    `{"type":"file","file":{"file_id":"${ref}"}}`,
    file('video/mp4'),
    '{"type":"video_url","video_url":{"url":"data:video/mp4;base64,QUJD"}}',
  ],
  [
    'chat: flat',
    chatFileRefs,
    `{"type":"input_file","file_id":"${ref}"}`,
    file('text/plain', 'a.txt'),
    '{"type":"file","file":{"filename":"a.txt","file_data":"data:text/plain;base64,QUJD"}}',
  ],
  [
    'chat: inside an image_url',
    chatFileRefs,
    `{"type":"image_url","image_url":{"file_id":"${ref}"}}`,
    file('image/webp'),
    '{"type":"image_url","image_url":{"url":"data:image/webp;base64,QUJD"}}',
  ],
  [
    'responses: a PDF',
    responsesFileRefs,
    `{"type":"input_file","file_id":"${ref}","x":1}`,
    file('application/pdf', 'a.pdf'),
    '{"type":"input_file","filename":"a.pdf","file_data":"data:application/pdf;base64,QUJD","x":1}',
  ],
  [
    'responses: a PDF with a name of the client’s',
    responsesFileRefs,
    `{"type":"input_file","filename":"mine.pdf","file_id":"${ref}"}`,
    file('application/pdf', 'a.pdf'),
    '{"type":"input_file","filename":"mine.pdf","file_data":"data:application/pdf;base64,QUJD"}',
  ],
  [
    'responses: a picture that is called a file',
    responsesFileRefs,
    `{"type":"input_file","file_id":"${ref}"}`,
    file('image/png'),
    '{"type":"input_image","image_url":"data:image/png;base64,QUJD"}',
  ],
  [
    'responses: a picture with its detail',
    responsesFileRefs,
    `{"type":"input_image","file_id":"${ref}","detail":"low"}`,
    file('image/png'),
    '{"type":"input_image","image_url":"data:image/png;base64,QUJD","detail":"low"}',
  ],
  [
    'responses: a mask, which has no type',
    responsesFileRefs,
    `{"input_image_mask":{"file_id":"${ref}"}}`,
    file('image/png'),
    '{"input_image_mask":{"image_url":"data:image/png;base64,QUJD"}}',
  ],
];

for (const [name, refs, part, of, expected] of cases)
  test(name, () => {
    const body = `{"input":[{"content":[{"type":"text","text":"${ref}"},${part},${part}]}]}`;
    const becomes = `{"input":[{"content":[{"type":"text","text":"${ref}"},${expected},${expected}]}]}`;
    assert.equal(inlined(refs, body, of), becomes);
    JSON.parse(becomes);
    const found = refs.refsIn(Buffer.from(body));
    assert.deepEqual(
      found.map((one) => one.id),
      [id, id],
    );
    assert.match(found[0]!.param, /^input\[0\]\.content\[1\]\..*file_id$/);
  });

test('ids of others and bodies without ids are left alone', () => {
  for (const text of ['file-abc', `file-${id}0`, `file-${id.slice(1)}`, id, `see ${ref}`]) {
    const body = Buffer.from(`{"file":{"file_id":"${text}"}}`);
    assert.deepEqual(chatFileRefs.refsIn(body), [], text);
    assert.deepEqual(chatFileRefs.inlined(body, new Map()), body);
  }
});

test('where only an upstream’s own file can be used, ours is refused', () => {
  const body = Buffer.from(`{"tools":[{"container":{"file_ids":["${ref}"]}}]}`);
  assert.throws(() => responsesFileRefs.refsIn(body), /tools\[0\]\.container\.file_ids\[0\]/);
});
