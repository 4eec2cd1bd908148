import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { catalogue } from '../../server/src/main.ts';
import { pages } from '../../server/src/manual/index.ts';
import { menuRows } from '../../server/src/manual/menu-rows.ts';
import allRows from '../../server/src/manual/pages/help-center/all-rows.ts';
import { portalPages } from '../../server/src/manual/portal-pages.ts';

/** The table of rows in the manual, and the catalogue, tell what there is. */

const features = fileURLToPath(new URL('../../portal/src/features/', import.meta.url));
const routeFiles = readdirSync(features, { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('routes.tsx'),
);
/** Addresses of pages that stand for everybody, as their features write them. */
const routed = new Set(
  routeFiles.flatMap((file) => {
    const text = readFileSync(features + file, 'utf8');
    const routes = text.matchAll(/getParentRoute: \(\) => (?:publicRoute|rootRoute),\s*path: '([^']*)'/g);
    return [...routes].map(([, path]) => `/${path!.replace(/^\//, '')}`);
  }),
);

test('each page of the portal that answers a row is a route of it', () => {
  for (const { path } of portalPages) assert.ok(routed.has(path), `${path} is not in ${[...routed]}`);
});

test('the catalogue has every row of the menu', async () => {
  const told = new Set((await catalogue()).flatMap(({ rows, page }) => (page === null ? [] : rows)));
  assert.deepEqual(
    menuRows.map(([row]) => row).filter((row) => !told.has(row)),
    [],
  );
  assert.deepEqual(
    [...told].filter((row) => !menuRows.some(([known]) => known === row)),
    [],
  );
});

test('the table names the pages of each row, and no page that is not there', () => {
  const known = new Set([...pages.map(({ id }) => id), ...portalPages.map(({ path }) => path)]);
  const [table] = allRows.tables ?? [];
  assert.equal(table?.rows.length, menuRows.length);
  for (const [row, , , page] of table?.rows ?? []) {
    assert.equal(typeof page, 'string', `${String(row)} has no page yet`);
    for (const one of String(page).split(', ')) assert.ok(known.has(one), one);
  }
});
