import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InlineFile } from '../../spec/files.ts';
import { fileRefs } from './file-refs.ts';

const id = `k4u${'a'.repeat(26)}`;
const body = (source: string) =>
  `{"messages":[{"content":[{"type":"document","source":${source},"title":"t"}]}]}`;
const named = body(`{"type":"file", "file_id":"file_${id}"}`);
const inlined = (file: Omit<InlineFile, 'name'>) =>
  fileRefs.inlined(Buffer.from(named), new Map([[id, { name: 'a', ...file }]])).toString();

test('a file becomes base64, a text the text that it is', () => {
  assert.deepEqual(fileRefs.refsIn(Buffer.from(named)), [
    { id, param: 'messages[0].content[0].source.file_id' },
  ]);
  assert.equal(
    inlined({ mediaType: 'application/pdf', base64: Buffer.from('QUJD') }),
    body('{"type":"base64","media_type":"application/pdf","data":"QUJD"}'),
  );
  assert.equal(
    inlined({ mediaType: 'text/markdown', base64: Buffer.from(Buffer.from('"Chào"\n').toString('base64')) }),
    body('{"type":"text","media_type":"text/plain","data":"\\"Chào\\"\\n"}'),
  );
});

test('a file for an upstream’s sandbox is refused, those of Anthropic are left alone', () => {
  const upload = (file: string) =>
    Buffer.from(`{"content":[{"type":"container_upload","file_id":"${file}"}]}`);
  assert.throws(() => fileRefs.refsIn(upload(`file_${id}`)), /content\[0\]\.file_id/);
  assert.deepEqual(fileRefs.refsIn(upload('file_011CNha8iCJcU1wXNR6q4V8w')), []);
});
