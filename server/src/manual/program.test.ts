import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { pages } from './index.ts';
import basicDialogue from './pages/node/basic-dialogue.ts';
import realtime from './pages/python/realtime.ts';
import { commandsOf, folderOf, type Language, languages, type Program } from './program.ts';

const programs = pages.flatMap(({ program }) => program ?? []);
const names = Object.keys(languages) as Language[];

/** Names of the environment in a program's text. */
const reads: Readonly<Record<Language, RegExp>> = {
  python: /os\.environ(?:\.get\(\s*|\[)["']([A-Z0-9_]+)["']/g,
  node: /process\.env\.([A-Z0-9_]+)/g,
  php: /getenv\('([A-Z0-9_]+)'\)/g,
};

/** What the tests install for a language: text in which every package stands. Absent: the machine has it, or they skip. */
const installed: Readonly<Partial<Record<Language, URL>>> = {
  python: new URL('../../../test/clients/requirements.txt', import.meta.url),
  node: new URL('../../../package.json', import.meta.url),
};

for (const language of names) {
  const mine: readonly Program[] = programs.filter((program) => program.language === language);

  test(`the files of ${language} are the programs of pages and what these read, each program on one page`, () => {
    const files = readdirSync(folderOf(language)).filter((name) => name !== '__pycache__');
    const told = [
      ...mine.map(({ file }) => file),
      ...new Set(mine.flatMap(({ reads: others = [] }) => others)),
    ];
    assert.deepEqual(told.sort(), files.sort());
    for (const { file, source } of mine)
      assert.equal(source, readFileSync(new URL(file, folderOf(language)), 'utf8'));
  });

  test(`the programs of ${language} read the variables that their pages name, and no others`, () => {
    for (const { file, source, environment } of mine) {
      const told = environment.map(({ name }) => name);
      for (const name of told) assert.ok(source.includes(name), `${file}: ${name}`);
      for (const [, name = ''] of source.matchAll(reads[language])) assert.ok(told.includes(name), name);
      if (told.includes('KEY4U_BASE_URL')) assert.ok(source.includes('http://127.0.0.1:3000'), file);
    }
  });

  const list = installed[language];
  test(`what the programs of ${language} need is installed for the tests`, { skip: !list }, () => {
    const text = readFileSync(list!, 'utf8');
    for (const { file, needs } of mine)
      for (const name of needs)
        assert.match(
          text,
          new RegExp(`(?:^|")${name.replace(/\[.*/, '')}(?:\\[[^\\]]*\\])?(?:==|": ")\\d`, 'm'),
          file,
        );
  });
}

test('every program says what it prints, and holds no key', () => {
  for (const { file, prints, source } of programs) {
    assert.ok(prints.length > 0, file);
    assert.doesNotMatch(source, /sk-\w/, file);
    // Wider text does not fit the page's column.
    for (const line of source.split('\n')) assert.ok(line.length <= 120, `${file}: ${line}`);
  }
});

test('the commands of a program are those of a shell', () => {
  assert.equal(
    commandsOf(realtime.program, 'https://gateway.example'),
    [
      "pip install 'openai[realtime]'",
      'export KEY4U_BASE_URL=https://gateway.example',
      'export KEY4U_API_KEY=sk-...',
      'python realtime.py',
    ].join('\n'),
  );
  assert.match(
    commandsOf(basicDialogue.program, 'http://x'),
    /^npm install openai\n.*\nnode basic-dialogue\.mjs$/s,
  );
});
