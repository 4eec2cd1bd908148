import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InlineFile, StoredFile } from '../../spec/files.ts';
import { fileRefs } from './file-refs.ts';
import { files } from './files.ts';

const id = `k4u${'a'.repeat(26)}`;
const pdf: InlineFile = { name: 'a', mediaType: 'application/pdf', base64: Buffer.from('QUJD') };
const inlined = (body: string) => fileRefs.inlined(Buffer.from(body), new Map([[id, pdf]])).toString();
const data = '"inlineData":{"mimeType":"application/pdf","data":"QUJD"}';

const cases: readonly (readonly [string, string, string])[] = [
  ['an address of ours', `"fileData":{"fileUri":"http://a.example/v1beta/files/${id}"}`, data],
  ['a name alone', `"fileData":{"fileUri":"files/${id}"}`, data],
  ['the other spelling', `"file_data": {"file_uri":"https://b/v1beta/files/${id}"}`, data],
  ['as PHP writes it', `"fileData":{"fileUri":"https:\\/\\/b\\/v1beta\\/files\\/${id}"}`, data],
  [
    'with a type of the client’s',
    `"fileData":{"mimeType":"image/png","fileUri":"files/${id}"}`,
    data.replace('application/pdf', 'image/png'),
  ],
  [
    'with settings beside it',
    `"fileData":{"fileUri":"files/${id}","mime_type":""},"videoMetadata":{"fps":1.0}`,
    `${data},"videoMetadata":{"fps":1.0}`,
  ],
];
for (const [name, part, expected] of cases)
  test(`a file by ${name}`, () => {
    const body = (of: string) => `{"contents":[{"parts":[{"text":"files/${id}"},{${of}}]}]}`;
    assert.equal(inlined(body(part)), body(expected));
    const [ref] = fileRefs.refsIn(Buffer.from(body(part)));
    assert.equal(ref?.id, id);
    assert.match(ref?.param ?? '', /^contents\[0\]\.parts\[1\]\.file_?[dD]ata\.file_?[uU]ri$/);
  });

test('files of Google and films of others are left alone', () => {
  for (const uri of [
    'https://generativelanguage.googleapis.com/v1beta/files/abc',
    'https://youtu.be/k4u',
    `/${id}`,
  ])
    assert.deepEqual(fileRefs.refsIn(Buffer.from(`{"fileData":{"fileUri":"${uri}"}}`)), [], uri);
});

test('the address of a file is the one by which the client came', () => {
  const file: StoredFile = {
    id,
    owner: 1,
    name: '',
    mediaType: 'a/b',
    size: 1,
    sha256: '00',
    purpose: '',
    createdAt: 0,
    expiresAt: 1,
  };
  const uri = (headers: Record<string, string>): unknown =>
    JSON.parse(files.show(file, { params: {}, query: '', headers }).body).uri;
  assert.equal(uri({ host: 'a:3000' }), `http://a:3000/v1beta/files/${id}`);
  assert.equal(
    uri({ host: 'a', 'x-forwarded-proto': 'https, http', 'x-forwarded-host': 'b.example' }),
    `https://b.example/v1beta/files/${id}`,
  );
});
