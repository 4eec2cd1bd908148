#!/usr/bin/env node
// Plain JavaScript, because it must also be understood by a Node that is too old for the rest.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

const needed = 26;
const entry = new URL('../src/cli/key4u.ts', import.meta.url);

if (Number.parseInt(process.versions.node, 10) >= needed) await run();
else if (process.env.KEY4U_NODE_STARTED) fail('the Node that was found for it is too old as well');
else startWith(findNode() ?? fail('none is installed beside it'));

/** Compiled code is kept beside the program, so that every start but the first is faster and smaller. */
async function run() {
  // Starting makes much garbage once: the space for new objects need not grow for it, and would not shrink again.
  setFlagsFromString('--semi-space-growth-factor=1');
  setTimeout(() => setFlagsFromString('--semi-space-growth-factor=2'), 3000).unref();
  const cache = fileURLToPath(new URL('../node_modules/.cache/key4u', import.meta.url));
  process.env.NODE_COMPILE_CACHE ??= cache; // for the threads
  module.enableCompileCache?.(process.env.NODE_COMPILE_CACHE);
  setTimeout(() => module.flushCompileCache?.(), 5000).unref();
  await import(entry.href);
}

function fail(reason) {
  console.error(`Key4U needs Node ${needed} (this is ${process.versions.node}), and ${reason}.`);
  console.error(`Run "npm ci" in its folder, which brings the right Node, or install Node ${needed}.`);
  process.exit(1);
}

/** The Node that the optional dependencies carry: from the packages themselves, or from a node_modules/.bin above. */
function findNode() {
  const require = createRequire(import.meta.url);
  const system = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  for (const name of [`node-${system}`, `node-bin-${system}`]) {
    try {
      const found = join(dirname(require.resolve(`${name}/package.json`)), 'bin', binary);
      if (existsSync(found)) return found;
    } catch {
      // Not installed under this name: the packages are named in two ways.
    }
  }
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules', '.bin', binary);
    if (existsSync(found)) return found;
    if (folder === dirname(folder)) return undefined;
  }
}

function startWith(node) {
  const child = spawn(node, [fileURLToPath(entry), ...process.argv.slice(2)], {
    // The channel carries nothing: that it breaks tells the child that this process was killed.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, KEY4U_NODE_STARTED: '1' },
  });
  // The child decides when to end. From a terminal it may get a signal twice, which it knows.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(`the one beside it does not start: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 1)));
}
