import assert from 'node:assert/strict';
import { spawnSync, spawn as start } from 'node:child_process';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { Failure } from './context.ts';
import { makeProgram } from './program.ts';
import { World } from './test-world.ts';

const leaves = (command: Command, path: readonly string[] = []): (readonly string[])[] =>
  command.commands.length === 0
    ? [path]
    : command.commands.flatMap((inner) => leaves(inner, [...path, inner.name()]));

const commands = leaves(makeProgram({ context: new World().context, finish: () => {} }));

test('the commands of the contract are there', () => {
  assert.deepEqual(
    commands.map((path) => path.join(' ')).sort(),
    [
      'backup',
      'catalogue',
      'restore',
      ...['add', 'list', 'remove', 'test'].map((name) => `channel ${name}`),
      'doctor',
      'ledger export',
      'ledger verify',
      'log list',
      'manual',
      'model list',
      'model price',
      'openapi',
      'simulate',
      'start',
      ...['create', 'list', 'revoke'].map((name) => `token ${name}`),
      ...['create', 'credit', 'list'].map((name) => `user ${name}`),
    ].sort(),
  );
});

for (const path of commands)
  test(`${path.join(' ')} has --help and --json`, async () => {
    const world = new World();
    assert.equal(await world.run(...path, '--help'), 0);
    assert.match(world.out, new RegExp(`^Usage: key4u ${path.join(' ')}`));
    assert.match(world.out, /--json/);
    assert.equal(world.err, '');
  });

test('what cannot mean anything ends with 2 and says why', async () => {
  for (const [words, says] of [
    [['nonsense'], /unknown command 'nonsense'/],
    [['channel', 'list', '--nonsense'], /unknown option '--nonsense'/],
    [['channel', 'add', '--provider', 'x'], /required option '--name/],
    [['channel', 'test'], /missing required argument 'channel'/],
    [
      ['channel', 'add', '--name', 'a', '--provider', 'p', '--models', '=', '--key', 'k'],
      /NAME=NAME-AT-UPSTREAM/,
    ],
    [['start', '--port', '70000'], /from 0 to 65535/],
    [['log', 'list', '--limit', '0'], /from 1 to 1000/],
    [['channel', 'list', '--url', 'nonsense', '--access-token', 'x'], /not a URL/],
    [['channel'], /Usage: key4u channel/],
    [[], /Usage: key4u/],
  ] as const) {
    const world = new World();
    assert.equal(await world.run(...words), 2, words.join(' '));
    assert.match(world.err, says);
    assert.equal(world.out, '');
  }
});

test('help and version end with 0', async () => {
  for (const words of [['--help'], ['help'], ['help', 'channel'], ['--version']]) {
    const world = new World();
    assert.equal(await world.run(...words), 0);
    assert.notEqual(world.out, '');
  }
});

test('a reader that leaves early is no failure', async () => {
  const gone = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
  for (const error of [gone, new Failure('the export broke off', undefined, gone)]) {
    const world = new World({ gateway: { catalogue: async () => [] } });
    const context = { ...world.context, out: () => Promise.reject(error) };
    const { run } = await import('./program.ts');
    assert.equal(await run(['catalogue'], context), 0);
    assert.equal(world.err, '');
  }
});

describe('the executable', () => {
  const entry = fileURLToPath(new URL('./key4u.ts', import.meta.url));
  const shim = fileURLToPath(new URL('../../bin/key4u.mjs', import.meta.url));
  /** Makes this Node say that it is 20. */
  const old = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.1.0'}})`;
  const spawn = (words: readonly string[], env: Record<string, string> = {}) =>
    spawnSync(process.execPath, words, { encoding: 'utf8', env: { ...process.env, ...env } });

  test('runs, and its exit code is the one of the command', () => {
    for (const file of [entry, shim]) {
      const help = spawn([file, '--help']);
      assert.equal(help.status, 0, help.stderr);
      assert.match(help.stdout, /^Usage: key4u/);
      assert.equal(spawn([file, 'nonsense']).status, 2);
    }
  });

  test('an older Node hands over to the one that is installed beside it', () => {
    for (const file of [entry, shim]) {
      const help = spawn(['--import', old, file, '--help']);
      assert.equal(help.status, 0, help.stderr);
      assert.match(help.stdout, /^Usage: key4u/);
      assert.equal(spawn(['--import', old, file, 'nonsense']).status, 2);
    }
  });

  test('a server that an older Node handed over ends when that Node is killed', async () => {
    const outer = start(process.execPath, ['--import', old, shim, 'simulate', '--port', '0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    for await (const chunk of outer.stdout) {
      said += chunk;
      if (said.includes('Any key works')) break;
    }
    const url = /http:\S+/.exec(said)?.[0] ?? '';
    assert.notEqual((await fetch(url)).status, 0);
    outer.kill('SIGKILL');
    const gone = async () => (await fetch(url).catch(() => undefined)) === undefined;
    for (let tries = 0; !(await gone()); tries++) {
      assert.ok(tries < 100, 'it is still there');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });

  test('an older Node does not hand over for ever', () => {
    const tried = spawn(['--import', old, shim, '--help'], { KEY4U_NODE_STARTED: '1' });
    assert.equal(tried.status, 1);
    assert.match(tried.stderr, /needs Node 26/);
  });
});
