import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelSamples } from './model-samples.ts';

const sample = (model: string, dialect: string, path: string, method = 'POST') =>
  modelSamples(model, { dialect, method, path });
const shell = (...asked: Parameters<typeof sample>) => sample(...asked)?.languages[0]?.code ?? '';

test("the manual's example of an endpoint is written for another model, wherever requests name it", () => {
  const chat = sample('any/model-1', 'openai-chat', '/v1/chat/completions');
  assert.equal(chat?.languages.length, 15);
  for (const { id, code } of chat?.languages ?? []) assert.ok(code.includes('any/model-1'), id);
  assert.ok(chat?.pages.length);
  assert.equal(new Set(chat?.pages.map(({ title }) => title.en)).size, chat?.pages.length);
  assert.match(
    shell('gemini-9', 'gemini', '/v1beta/models/:model:generateContent'),
    /models\/gemini-9:generateContent/,
  );
  assert.match(shell('kling-v9', 'kling', '/kling/v1/videos/text2video'), /"model_name": "kling-v9"/);
  assert.match(shell('whisper-9', 'openai-audio', '/v1/audio/transcriptions'), /model=whisper-9/);
  assert.match(shell('fal-ai/flux/dev', 'fal', '/fal-ai/*'), /\/fal-ai\/flux\/dev/);
});

test('an endpoint that nobody has, or that cannot name the model, has no sample', () => {
  assert.equal(sample('m', 'openai-chat', '/v1/nothing'), undefined);
  assert.equal(sample('other/model', 'fal', '/fal-ai/*'), undefined);
});
