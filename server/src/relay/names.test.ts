import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findModel, upstreamName } from './names.ts';
import type { Model } from './snapshot.ts';

const model = (name: string): Model => ({
  name,
  listed: { id: name, owner: 'o', created: 0, kinds: ['chat'] },
  kinds: ['chat'],
  fact: undefined,
  price: undefined,
  outputLimit: 1,
});
const names = ['claude-9', 'gpt-9', 'qwen9-thinking', 'gpt-9-mini', 'gpt-4-gizmo-*', 'gpt-4-gizmo-x-*'];
const models = new Map(names.map((name) => [name, model(name)]));
const patterns = [...models.values()]
  .filter(({ name }) => name.endsWith('*'))
  .sort((a, b) => b.name.length - a.name.length);
const found = (name: string) => {
  const named = findModel({ models, patterns }, name);
  return named && [named.model.name, named.thinking];
};

test('names of models with what this family hangs on them', () => {
  const cases: readonly (readonly [string, readonly unknown[] | undefined])[] = [
    ['gpt-9', ['gpt-9', undefined]],
    ['gpt-9-high', ['gpt-9', 'high']],
    ['gpt-9-xhigh', ['gpt-9', 'xhigh']],
    ['gpt-9-mini-low', ['gpt-9-mini', 'low']],
    ['claude-9-thinking', ['claude-9', 'on']],
    ['claude-9-nothinking', ['claude-9', 'off']],
    ['claude-9[1m]', ['claude-9', undefined]],
    ['claude-9[1M]', ['claude-9', undefined]],
    ['claude-9-thinking[1m]', ['claude-9', 'on']],
    ['qwen9-thinking', ['qwen9-thinking', undefined]],
    ['gpt-4-gizmo-g-abc', ['gpt-4-gizmo-*', undefined]],
    ['gpt-4-gizmo-x-abc', ['gpt-4-gizmo-x-*', undefined]],
    ['gpt-8', undefined],
    ['-high', undefined],
    ['gpt-9-', undefined],
  ];
  for (const [name, expected] of cases) assert.deepEqual(found(name), expected, name);
});

test('a pattern upstream stands for the name that was asked for', () => {
  assert.equal(upstreamName('gpt-4-gizmo-*', 'gpt-4-gizmo-g-abc'), 'gpt-4-gizmo-g-abc');
  assert.equal(upstreamName('gpt-4-all', 'gpt-4-gizmo-g-abc'), 'gpt-4-all');
});
