import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { dialects } from '../server/src/dialects/index.ts';
import { providers } from '../server/src/providers/index.ts';

/**
 * The rooms of server/src and which rooms each may import. Types count, and so do the files that a thread is started
 * from. Files that lie in no room (main.ts) may import every room.
 *
 * Tests are `*.test.ts` and the files that only tests use: they lie directly in a room and their names begin with
 * `test-` (admin/test-house.ts). They may import everything below server/src and test/support; nothing else may
 * import them.
 */
const arrows: Readonly<Record<string, readonly string[]>> = {
  base: [],
  spec: ['base'],
  // Models of aggregators as data: their dialect shows it, their provider sells by it, the manual has examples of it.
  catalogue: ['base', 'spec'],
  dialects: ['base', 'spec', 'catalogue'],
  providers: ['base', 'spec', 'catalogue'],
  store: ['base', 'spec'],
  manual: ['base', 'spec', 'catalogue'],
  ledger: ['base', 'spec'],
  tasks: ['base', 'spec', 'ledger'],
  relay: ['base', 'spec', 'ledger', 'tasks'],
  // Registration, sessions, second factors, mail: what an account library does, on our tables.
  accounts: ['base', 'spec'],
  admin: ['base', 'spec', 'ledger'],
  // A process: opens and wires all of them.
  node: [
    'base',
    'spec',
    'dialects',
    'providers',
    'ledger',
    'tasks',
    'relay',
    'store',
    'accounts',
    'admin',
    'manual',
    // Names for people, which the management API shows.
    'catalogue',
  ],
  // Speaks HTTP to a running server. What it wants of the server's code it asks of main.ts, when it wants it.
  cli: ['base'],
};

/** Rooms made of units that do not know each other. Other rooms see their list, `index.ts`, and nothing behind it. */
const unitRooms = ['dialects', 'providers'];

/** Packages that belong to one room. */
const packages: Readonly<Record<string, string>> = {
  kysely: 'store',
  pg: 'store',
  commander: 'cli',
  'prom-client': 'node',
  'better-auth': 'accounts',
  nodemailer: 'accounts',
  stripe: 'admin',
};

/** Rooms in which no provider and no dialect is named: what they need to know of one, its manifest says. */
const sharedRooms = ['base', 'spec', 'ledger', 'tasks', 'relay', 'store', 'accounts', 'admin', 'node'];

/** People sign in with accounts at companies that also make models; here their names mean only that. */
const signInNames = { ids: ['google'], folders: ['accounts/', 'admin/portal/'] };

/** Path below server/src -> text. */
type Files = Readonly<Record<string, string>>;

const isTest = (path: string) => path.endsWith('.test.ts') || /^[^/]+\/test-[^/]+$/.test(path);

type Import = { readonly to: string; readonly lazy: boolean };

function importsOf(text: string): Import[] {
  const named = text.matchAll(/\b(?:from|import)\s*(\()?\s*['"]([^'"\n]+)['"]/g);
  const threads = text.matchAll(/\bnew URL\(\s*['"](\.[^'"\n]+\.ts)['"]/g);
  return [
    ...[...named].map(([, bracket, to]) => ({ to: to!, lazy: bracket !== undefined })),
    ...[...threads].map(([, to]) => ({ to: to!, lazy: true })),
  ];
}

/** Why `from` may not import it; undefined when it may. */
function objection(from: string, { to, lazy }: Import): string | undefined {
  const room = from.includes('/') ? from.split('/')[0]! : undefined;
  if (room !== undefined && !(room in arrows)) return `${room} is no room that the table knows`;
  if (!to.startsWith('.')) {
    const owner = packages[to.split('/')[0]!];
    return owner && room !== owner ? `${to} belongs to ${owner}` : undefined;
  }
  const target = posix.join(posix.dirname(from), to);
  if (target.startsWith('..'))
    return target.endsWith('.ts') ? `${target} lies outside server/src` : undefined;
  if (isTest(target)) return `${target} is for tests`;
  if (room === undefined) return undefined;
  const unit = from.split('/')[1]!;
  const [room2, unit2] = target.split('/');
  if (!target.includes('/'))
    return room === 'cli' && target === 'main.ts' && lazy ? undefined : `${room} -> ${target}`;
  if (room !== room2) {
    if (!arrows[room]!.includes(room2!)) return `${room} -> ${room2}`;
    return unitRooms.includes(room2!) && unit2 !== 'index.ts'
      ? `${target} is a unit, not the list`
      : undefined;
  }
  if (!unitRooms.includes(room) || unit === 'index.ts' || unit === unit2 || unit2!.startsWith('_'))
    return undefined;
  return `${target} is a sibling unit`;
}

/** Every import that follows no arrow, with the reason. */
function wrongImports(files: Files): string[] {
  return Object.entries(files)
    .filter(([path]) => !isTest(path))
    .flatMap(([path, text]) =>
      importsOf(text).flatMap((one) => {
        const why = objection(path, one);
        return why === undefined ? [] : [`${path}: ${why}`];
      }),
    );
}

/** Every place where shared code names a unit, as a quoted string of its own. */
function namedUnits(files: Files, ids: readonly string[]): string[] {
  return Object.entries(files)
    .filter(([path]) => !isTest(path) && sharedRooms.includes(path.split('/')[0]!))
    .flatMap(([path, text]) =>
      ids
        .filter(
          (id) => !(signInNames.ids.includes(id) && signInNames.folders.some((one) => path.startsWith(one))),
        )
        .filter((id) => [`'${id}'`, `"${id}"`, `\`${id}\``].some((word) => text.includes(word)))
        .map((id) => `${path} names ${id}`),
    );
}

function sources(): Files {
  const root = fileURLToPath(new URL('../server/src/', import.meta.url));
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts'));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(root + path, 'utf8')]));
}

/** `relay` is what shared code does, beside the name of a provider. */
const ids = [...providers.map(({ manifest }) => manifest.id), ...dialects.map(({ id }) => id)].filter(
  (id) => id !== 'relay',
);

describe('rooms', () => {
  const files = sources();

  test('every import follows an arrow', () => {
    assert.ok(Object.keys(files).length > 100, 'the sources were found');
    assert.deepEqual(wrongImports(files), []);
  });

  test('the arrows make no circle', () => {
    const reaches = (room: string): string[] => arrows[room]!.flatMap((next) => [next, ...reaches(next)]);
    for (const room of Object.keys(arrows)) assert.ok(!reaches(room).includes(room), room);
  });

  test('shared code names no provider and no dialect', () => {
    assert.deepEqual(namedUnits(files, ids), []);
  });
});

describe('the check of rooms', () => {
  const planted: Readonly<Record<string, [path: string, text: string, why: string]>> = {
    'a room above': ['ledger/price.ts', "import { route } from '../relay/route.ts';", 'ledger -> relay'],
    'a type': ['spec/call.ts', "import type { Store } from '../store/index.ts';", 'spec -> store'],
    'what is handed on': ['base/ids.ts', "export { faults } from '../spec/fault.ts';", 'base -> spec'],
    'an import for its effect': ['base/ids.ts', "import '../spec/fault.ts';", 'base -> spec'],
    'a lazy import': ['relay/route.ts', "await import('../store/index.ts');", 'relay -> store'],
    'a thread': ['admin/a.ts', "new URL('../relay/b.ts', import.meta.url)", 'admin -> relay'],
    'an import over several lines': [
      'store/users.ts',
      "import {\n  one,\n} from\n  '../admin/route.ts';",
      'store -> admin',
    ],
    'a sibling': [
      'providers/one/index.ts',
      "import { models } from '../two/models.ts';",
      'providers/two/models.ts is a sibling unit',
    ],
    'the list, from a unit': [
      'providers/one/index.ts',
      "import { providers } from '../index.ts';",
      'providers/index.ts is a sibling unit',
    ],
    'a unit, past its list': [
      'node/gateway.ts',
      "import { one } from '../providers/one/index.ts';",
      'providers/one/index.ts is a unit, not the list',
    ],
    'the root': ['relay/route.ts', "import { start } from '../main.ts';", 'relay -> main.ts'],
    'main.ts, before it is wanted': ['cli/system.ts', "import * as all from '../main.ts';", 'cli -> main.ts'],
    'test support': [
      'admin/a.ts',
      "import { house } from './test-house.ts';",
      'admin/test-house.ts is for tests',
    ],
    'a file outside': [
      'store/users.ts',
      "import { rows } from '../../../test/support/rows.ts';",
      '../../test/support/rows.ts lies outside server/src',
    ],
    'a package of another room': ['admin/a.ts', "import { sql } from 'kysely';", 'kysely belongs to store'],
    'a room nobody knows': [
      'utils/a.ts',
      "import { b } from './b.ts';",
      'utils is no room that the table knows',
    ],
  };
  for (const [what, [path, text, why]] of Object.entries(planted))
    test(`finds ${what}`, () => {
      assert.deepEqual(wrongImports({ [path]: text }), [`${path}: ${why}`]);
    });

  test('lets pass what is allowed', () => {
    assert.deepEqual(
      wrongImports({
        'main.ts': "import { providers } from './providers/index.ts'; import './cli/gateway.ts';",
        'cli/system.ts': "const load = () => import('../main.ts');",
        'cli/program.ts': "import facts from '../../package.json' with { type: 'json' };",
        'providers/index.ts': "import { one } from './one/index.ts';",
        'providers/one/index.ts': "import { family } from '../_families/f/index.ts'; import './models.ts';",
        'relay/route.ts': "import { z } from 'zod'; import type { Hold } from '../ledger/purses.ts';",
        'store/users.test.ts': "import { rows } from '../../../test/support/rows.ts'; import '../main.ts';",
        'admin/test-house.ts': "import { openStore } from '../store/index.ts';",
      }),
      [],
    );
  });

  test('finds a provider or a dialect that shared code names', () => {
    const [id] = ids;
    const files = {
      'relay/route.ts': `if (provider.manifest.id === '${id}') return;`,
      'relay/route.test.ts': `const id = '${id}';`,
      'manual/page.ts': `const id = '${id}';`,
    };
    assert.deepEqual(namedUnits(files, ids), [`relay/route.ts names ${id}`]);
  });
});
