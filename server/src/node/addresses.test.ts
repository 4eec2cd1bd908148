import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientAddresses } from './addresses.ts';

const read = clientAddresses([
  '/v1/chat/completions',
  '/v1/responses',
  '/v1/messages',
  '/v1/models',
  '/v1beta/models/:model:generateContent',
  '/v1beta/models',
  '/v1/files',
  '/v1beta/files/:file',
  '/upload/v1beta/files',
]);

test('mixed-up base URLs are understood', () => {
  const cases: readonly (readonly [sent: string, meant: string])[] = [
    ['/v1/chat/completions', '/v1/chat/completions'],
    ['//v1/chat/completions', '/v1/chat/completions'],
    ['/v1//chat//completions/', '/v1/chat/completions'],
    ['/v1/v1/chat/completions', '/v1/chat/completions'],
    ['/v1/v1/v1/messages?beta=true', '/v1/messages?beta=true'],
    ['/chat/completions', '/v1/chat/completions'],
    ['/responses', '/v1/responses'],
    ['/messages?beta=true', '/v1/messages?beta=true'],
    ['/models', '/v1/models'],
    ['//v1beta/models/gemini-3-pro:generateContent?x=//', '/v1beta/models/gemini-3-pro:generateContent?x=//'],
    ['/v1/v1beta/models/gemini-3-pro:generateContent', '/v1beta/models/gemini-3-pro:generateContent'],
    ['/v1beta/v1beta/models', '/v1beta/models'],
    ['/models/gemini-3-pro:generateContent', '/v1beta/models/gemini-3-pro:generateContent'],
    ['/v1/models/gemini-3-pro:generateContent', '/v1/models/gemini-3-pro:generateContent'],
    ['/v1beta/openai/chat/completions', '/v1/chat/completions'],
    ['/v1beta/upload/v1beta/files', '/upload/v1beta/files'],
    ['//upload/v1beta/files?upload_id=a', '/upload/v1beta/files?upload_id=a'],
    ['/files/file-1', '/v1/files/file-1'],
    ['/api/token/', '/api/token'],
    ['/docs/chat', '/docs/chat'],
    ['/', '/'],
    ['//', '/'],
  ];
  for (const [sent, meant] of cases) assert.equal(read(sent, true), meant, sent);
});

test('a page that a browser looks for keeps its address', () => {
  assert.equal(read('/models', false), '/models');
  assert.equal(read('/messages', false), '/messages');
});
