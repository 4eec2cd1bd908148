/**
 * `npm run test:clients [-- words]`: the real command-line tools and the programs of the manual against the gateway, or
 * those runs whose name holds one of the words (`codex`, `"gemini-cli openai"`, `langchain`). Installs what they need
 * first, into this folder. Prints a line for each run; exit code 1 when one failed. `--keep` leaves the folders of all
 * runs of tools, not only of those that failed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cases, nameOf } from './cases.ts';
import { runAllPrograms } from './programs-run.ts';
import { type Row, runCase } from './run-case.ts';

const here = fileURLToPath(new URL('./', import.meta.url));

/**
 * Installs what the lock file says, unless that was done; not with `npm ci`, which wants every package for every machine
 * in it, and not all registries have those. Scripts of packages are not run: some fetch from elsewhere.
 */
function install(): void {
  const mark = join(here, 'node_modules/.installed');
  const lock = readFileSync(join(here, 'package-lock.json'), 'utf8');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return;
  console.log('Installing the tools into test/clients/node_modules (about 1.7 GB) …');
  const npm = process.env['npm_execpath'];
  const words = [
    'install',
    '--no-save',
    '--ignore-scripts',
    '--omit=dev',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const { status } = npm
    ? spawnSync(process.execPath, [npm, ...words], { cwd: here, stdio: 'inherit' })
    : spawnSync('npm', words, { cwd: here, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`npm install in test/clients failed (${status})`);
  writeFileSync(mark, lock);
}

function show({ state, seconds, name, did, notes }: Row): void {
  console.log(`${state.padEnd(7)} ${seconds.toFixed(1).padStart(5)} s  ${name}`);
  for (const line of [...(did === '' ? [] : [did]), ...notes])
    console.log(`                 ${line.replaceAll('\n', `\n${' '.repeat(17)}`)}`);
}

async function main(words: readonly string[]): Promise<boolean> {
  const keep = words.includes('--keep');
  const wanted = words.filter((word) => !word.startsWith('--'));
  const chosen = cases.filter(
    (one) => wanted.length === 0 || wanted.some((word) => nameOf(one).includes(word)),
  );
  if (chosen.length > 0) install();
  const states: Row['state'][] = [];
  for (const one of chosen) {
    const row = await runCase(one, keep);
    states.push(row.state);
    show(row);
  }
  for (const { ok } of await runAllPrograms(wanted))
    states.push(ok === undefined ? 'skipped' : ok ? 'pass' : 'FAIL');
  if (states.length === 0) {
    console.error(`No run has ${wanted.map((word) => `"${word}"`).join(' or ')} in its name.`);
    return false;
  }
  const count = (state: Row['state']) => states.filter((one) => one === state).length;
  console.log(`\n${count('pass')} passed, ${count('FAIL')} failed, ${count('skipped')} skipped`);
  return count('FAIL') === 0;
}

process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
