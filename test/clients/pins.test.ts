import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { clientSetups } from '../../server/src/manual/clients/index.ts';
import { pages } from '../../server/src/manual/index.ts';
import { cases } from './cases.ts';
import { type Tool, tools } from './configurations.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

test('the manual names the versions of the tools that are installed, and no other tools', () => {
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
  const named = clientSetups.map((setup) => [setup.package, setup.version] as const);
  assert.deepEqual(Object.fromEntries(named), dependencies);
});

test('every tool of the manual is run, on two wires and more', () => {
  const ids = clientSetups.map(({ id }) => id).sort();
  assert.deepEqual(
    Object.values<Tool>(tools)
      .map(({ id }) => id)
      .sort(),
    ids,
  );
  for (const id of ids) {
    const wires = new Set(cases.filter(({ tool }) => tool === id).map(({ legs: [leg] }) => leg.wire));
    assert.ok(wires.size >= 2, id);
  }
});

test('every tool of the manual has its page, and what that shows is what is run', () => {
  const guided = pages.flatMap(({ guide, rows }) => (guide ? [{ guide, rows }] : []));
  assert.deepEqual(guided.map(({ guide }) => guide.client).sort(), clientSetups.map(({ id }) => id).sort());
  for (const { guide, rows } of guided) {
    const tool = Object.values<Tool>(tools).find(({ id }) => id === guide.client);
    assert.ok(tool && cases.some((one) => one.tool === tool.id), guide.client);
    assert.deepEqual(rows, tool.rows);
    const blocks = guide.steps.flatMap((step) => step.blocks);
    assert.deepEqual(
      blocks.flatMap(({ path, code }) => (path === undefined ? [] : [[path, code]])),
      tool.files.map(({ path, text }) => [path, text]),
    );
    const typed = blocks.flatMap(({ language, code }) => (language === 'shell' ? code.split('\n') : []));
    const words = [...tool.prepare, tool.ask, tool.open];
    const line = (command: readonly string[]) =>
      command.join(' ').replace('{prompt}', '"Say hello in one sentence."');
    assert.deepEqual(typed, [
      `npm install -g ${tool.package}`,
      ...tool.environment.map(({ name, value }) => `export ${name}="${value}"`),
      ...words.map(line),
    ]);
  }
});

test('the lock file names no registry', () => assert.doesNotMatch(read('package-lock.json'), /"resolved"/));
