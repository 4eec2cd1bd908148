import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { clientSetups } from '../../server/src/manual/clients/index.ts';
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

test('the lock file names no registry', () => assert.doesNotMatch(read('package-lock.json'), /"resolved"/));
