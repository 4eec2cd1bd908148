import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const pages = globSync(['*.md', 'docs/*.md', 'decisions/*.md'], { cwd: root });

/** Files that a page names: linked ones, and paths in backticks with a folder in them. */
const filesIn = (text: string): string[] => [
  ...[...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path]) => path!),
  ...[...text.matchAll(/`([\w-]+\/[\w./-]+\.(?:ts|md|sql|svg|mjs))`/g)].map(([, path]) => path!),
];

/** Sorted, each once. */
const set = (matches: Iterable<RegExpMatchArray>) =>
  [...new Set([...matches].map(([, name]) => name!))].sort();

describe('the documentation', () => {
  for (const page of pages)
    test(`${page} names files that exist`, () => {
      const places = [join(root, dirname(page)), root, join(root, 'server/src')];
      const lost = filesIn(read(page)).filter(
        (path) => !places.some((place) => existsSync(join(place, path))),
      );
      assert.deepEqual(lost, []);
    });

  test('operations.md lists every environment variable, and no other', () => {
    const known = set(read('server/src/node/config.ts').matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm));
    const table = read('docs/operations.md').split('## Endpoints')[0]!;
    const rows = [...table.matchAll(/^\| (`[^|]+) \|/gm)].map(([, cell]) => cell!).join(' ');
    assert.ok(known.length > 10);
    assert.deepEqual(set(rows.matchAll(/`([A-Z][A-Z0-9_]+)`/g)), known);
  });

  test('operations.md lists every metric, and no other', () => {
    const known = set(read('server/src/node/metrics.ts').matchAll(/name: '(key4u_\w+)'/g));
    const table = read('docs/operations.md').split('## Metrics')[1]!.split('## Logs')[0]!;
    assert.ok(known.length > 5);
    assert.deepEqual(set(table.matchAll(/`(key4u_\w+)`/g)), known);
  });

  test('the brown-out rules have the bounds of the code', () => {
    const bounds: readonly [file: string, line: string][] = [
      ['relay/callers.ts', 'const freshMs = 60_000;'],
      ['relay/callers.ts', 'const staleMs = 60 * 60_000;'],
      ['relay/callers.ts', 'const unknownMs = 5_000;'],
      ['node/gateway.ts', 'const beatMs = 5000;'],
      ['node/gateway.ts', 'const distrustMs = 10 * 60_000;'],
      ['node/gateway.ts', 'const deadMs = 15 * 60_000;'],
      ['ledger/purses.ts', 'const idleMs = 5 * 60_000;'],
    ];
    // When one of these changes, docs/brown-out.md changes with it.
    for (const [file, line] of bounds)
      assert.ok(read(`server/src/${file}`).includes(line), `${file}: ${line}`);
  });
});
