/**
 * `npm test [-- words]`: every test of the server and of test/, or those whose path holds one of the words. The
 * benchmark in test/bench is none. Ends with the closing lines of Node's test runner; exit code 1 when a test failed
 * or none was found.
 */
import { chmodSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { postgresInstalled, startPostgres } from './support/postgres.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const recordings = join(root, '../shared/recordings');

/** Most files wait for disks and clocks more than they compute; with more at once their times begin to lie. */
const filesAtOnce = 2;

/** For one test. A file that goes on after that is ended by the watchdog. */
const longestTestMs = 4 * 60_000;

function wantedFiles(words: readonly string[]): string[] {
  const found = globSync(['server/src/**/*.test.ts', 'test/**/*.test.ts'], { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.startsWith('test/bench/') && !path.includes('/node_modules/'))
    .filter((path) => words.length === 0 || words.some((word) => path.includes(word)));
  // Journeys and pages take the longest: begun first, they do not run alone at the end.
  const isJourney = (path: string) => /^test\/(journeys|portal)\//.test(path);
  return found.sort((a, b) => Number(isJourney(b)) - Number(isJourney(a)) || a.localeCompare(b));
}

/** A folder for everything that the tests write; as open as the system's own, because PostgreSQL runs as another user. */
function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'key4u-tests-'));
  chmodSync(folder, 0o1777);
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  process.on('exit', remove);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  process.env['TMPDIR'] = process.env['TEMP'] = process.env['TMP'] = folder;
  // Each file is a process that reads the same sources: compiled once, the others begin in a third of the time.
  process.env['NODE_COMPILE_CACHE'] ??= join(folder, 'compile-cache');
  return folder;
}

/** What Node's reporter says last, so that it is last here too, behind the list of what failed. */
const closingLine = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+$/;

async function runFiles(files: readonly string[]): Promise<boolean> {
  const closing: string[] = [];
  let failed = 0;
  const events = run({
    files: files.map((path) => join(root, path)),
    concurrency: filesAtOnce,
    timeout: longestTestMs,
    execArgv: ['--import', new URL('./support/watchdog.ts', import.meta.url).href],
  });
  async function* shown() {
    for await (const event of events) {
      if (event.type === 'test:fail' && event.data.todo === undefined) failed++;
      if (event.type === 'test:stdout' && event.data.message.startsWith('No PostgreSQL')) continue; // said above
      if (
        event.type === 'test:diagnostic' &&
        event.data.nesting === 0 &&
        closingLine.test(event.data.message)
      )
        closing.push(event.data.message);
      else yield event;
    }
  }
  for await (const text of Readable.from(shown()).pipe(new spec())) process.stdout.write(text);
  console.log(`\n${closing.map((line) => `ℹ ${line}`).join('\n')}`);
  return failed === 0 && closing.length > 0;
}

async function main(words: readonly string[]): Promise<boolean> {
  const files = wantedFiles(words);
  if (files.length === 0) {
    console.error(`No test file has ${words.map((word) => `"${word}"`).join(' or ')} in its path.`);
    return false;
  }
  const texts = files.map((path) => readFileSync(join(root, path), 'utf8'));
  const uses = (word: string) => texts.some((text) => text.includes(word));
  if (uses('recordings') && !existsSync(recordings))
    console.log(`${relative(root, recordings)} is not there: the tests of recorded answers had none.`);
  makeFolder();
  // One server for all files that want a database: each takes databases of its own in it.
  const wantsPostgres = uses('forEachDatabase') && !process.env['KEY4U_TEST_POSTGRES'];
  const postgres = wantsPostgres && postgresInstalled() ? await startPostgres() : undefined;
  if (postgres) process.env['KEY4U_TEST_POSTGRES'] = postgres.url;
  try {
    return await runFiles(files);
  } finally {
    await postgres?.stop();
  }
}

process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
