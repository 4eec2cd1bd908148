import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { dialects } from '../server/src/dialects/index.ts';
import { pages } from '../server/src/manual/index.ts';
import { providers } from '../server/src/providers/index.ts';

const server = fileURLToPath(new URL('../server/', import.meta.url));
const modules = fileURLToPath(new URL('../node_modules/', import.meta.url));

const unitsIn = (room: string): string[] =>
  readdirSync(join(server, 'src', room), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
    .map(({ name }) => name)
    .sort();

test('the list of providers is the list of their folders', () => {
  assert.deepEqual(providers.map(({ manifest }) => manifest.id).sort(), unitsIn('providers'));
});

test('the list of dialects is the list of their folders', () => {
  assert.deepEqual(dialects.map(({ id }) => id).sort(), unitsIn('dialects'));
});

test('the list of pages is the list of their files', () => {
  const files = readdirSync(join(server, 'src/manual/pages'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => path.replaceAll('\\', '/').slice(0, -'.ts'.length));
  assert.deepEqual(pages.map(({ id }) => id).sort(), files.sort());
});

const dummy = `
import { openAiCompatible } from '../_families/openai-compatible/index.ts';

export const dummy = openAiCompatible({
  manifest: {
    id: 'dummy',
    name: { en: 'Dummy', vi: 'Dummy' },
    baseUrl: 'https://dummy.example/v1',
    owner: 'dummy',
    settings: [],
    models: [
      {
        id: 'dummy-1',
        kinds: ['chat'],
        card: { rates: [{ meter: 'calls', usd: '0.001', per: 1 }], source: 'a test', asOf: '2026-11-23' },
      },
    ],
  },
});
`;

/** Lines of `after` that are not in `before`, and the other way round. */
function changed(before: string, after: string): { gone: string[]; come: string[] } {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return { gone: old.filter((line) => !now.includes(line)), come: now.filter((line) => !old.includes(line)) };
}

test('a new provider is its folder and its line in the list', () => {
  const copy = mkdtempSync(join(tmpdir(), 'key4u-lists-'));
  try {
    cpSync(join(server, 'src'), join(copy, 'server/src'), { recursive: true });
    cpSync(join(server, 'package.json'), join(copy, 'server/package.json'));
    cpSync(join(server, '../portal'), join(copy, 'portal'), { recursive: true });
    writeFileSync(join(copy, 'package.json'), '{ "type": "module" }');
    symlinkSync(modules, join(copy, 'node_modules'), 'junction');
    mkdirSync(join(copy, 'server/src/providers/dummy'));
    writeFileSync(join(copy, 'server/src/providers/dummy/index.ts'), dummy);
    const list = join(copy, 'server/src/providers/index.ts');
    const before = readFileSync(list, 'utf8');
    // The one line, and the import that it names.
    const after = before
      .replace(/\n\] *;\s*$/, '\n  dummy,\n];\n')
      .replace(/^(import type .*\n)/, "$1import { dummy } from './dummy/index.ts';\n");
    const { gone, come } = changed(before, after);
    assert.deepEqual(gone, []);
    assert.equal(come.length, 2);
    writeFileSync(list, after);
    // In a process of its own: the simulator of the dummy answers, and the catalogue of prices knows its model.
    const script = `
      import { simulate } from './server/src/main.ts';
      import { providers } from './server/src/providers/index.ts';
      const { urls, close } = await simulate(0);
      const answer = await fetch(urls.dummy + '/chat/completions', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer any' },
        body: JSON.stringify({ model: 'dummy-1', messages: [{ role: 'user', content: 'Hello' }] }),
      });
      const { choices } = await answer.json();
      await close();
      const { manifest } = providers.at(-1);
      console.log(JSON.stringify({ id: manifest.id, models: manifest.models.length, answers: choices.length }));`;
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: copy,
      encoding: 'utf8',
    });
    assert.deepEqual(JSON.parse(printed), { id: 'dummy', models: 1, answers: 1 });
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});
