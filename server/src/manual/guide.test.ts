import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ClientSetup, fill } from './clients/client.ts';
import { guide } from './guide.ts';
import { pages } from './index.ts';

const words = { ask: { en: 'ask', vi: 'hỏi' }, open: { en: 'open', vi: 'mở' } };
const setup: ClientSetup = {
  id: 'tool',
  name: 'Tool',
  rows: [],
  package: '@maker/tool',
  version: '1.2.3',
  files: [{ path: '~/.tool.json', language: 'json', text: '{ "model": "{model}", "key": "{env:KEY}" }\n' }],
  environment: [
    { name: 'URL', value: '{origin}/v1' },
    { name: 'KEY', value: '{key}' },
  ],
  prepare: [['tool', 'login', '{key}']],
  ask: ['tool', '-m', '{model}', '{prompt}'],
  open: ['tool'],
};

test('a setup becomes steps: install, files, environment, preparation, a question, work', () => {
  const { client, steps } = guide(setup, 'model-1', words);
  assert.equal(client, 'tool');
  assert.deepEqual(
    steps.map(({ blocks }) => blocks),
    [
      [{ language: 'shell', code: 'npm install -g @maker/tool' }],
      [{ language: 'json', path: '~/.tool.json', code: setup.files[0]?.text }],
      [
        { language: 'shell', code: 'export URL="{origin}/v1"\nexport KEY="{key}"' },
        { language: 'powershell', code: '$env:URL = "{origin}/v1"\n$env:KEY = "{key}"' },
      ],
      [{ language: 'shell', code: 'tool login {key}' }],
      [{ language: 'shell', code: 'tool -m {model} "Say hello in one sentence."' }],
      [{ language: 'shell', code: 'tool' }],
    ],
  );
  assert.equal(steps[0]?.text?.en.includes('1.2.3'), true);
});

test('what a setup has not makes no step', () => {
  const { steps } = guide({ ...setup, files: [], environment: [], prepare: [] }, 'model-1', words);
  assert.equal(steps.length, 3);
});

test('words about a file stand at its step, and words about no file are noticed', () => {
  const explained = { ...words, files: { '~/.tool.json': { en: 'Mind this.', vi: 'Lưu ý.' } } };
  assert.match(guide(setup, 'model-1', explained).steps[1]?.text?.en ?? '', /Mind this\.$/);
  const other = { ...words, files: { '~/.other.json': { en: 'Mind this.', vi: 'Lưu ý.' } } };
  assert.throws(() => guide(setup, 'model-1', other), /other\.json/);
});

test('filled with a reader’s values, no block of a page has a placeholder left', () => {
  const values = { origin: 'https://gateway.example', key: 'sk-reader', model: 'model-1' };
  const guides = pages.flatMap((page) => page.guide ?? []);
  assert.ok(guides.length > 0);
  for (const { client, steps } of guides) {
    const filled = steps.flatMap(({ blocks }) => blocks.map(({ code }) => fill(code, values)));
    for (const code of filled) assert.doesNotMatch(code, /\{(?:origin|key|model|prompt)\}/, client);
    const all = filled.join('\n');
    for (const value of Object.values(values)) assert.ok(all.includes(value), `${client}: ${value}`);
    for (const { blocks } of steps)
      for (const { language, code } of blocks) if (language === 'json') JSON.parse(fill(code, values));
  }
});
