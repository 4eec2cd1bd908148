import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Filling, fill } from '../../server/src/manual/clients/client.ts';
import type { Tool } from './configurations.ts';

const modules = fileURLToPath(new URL('./node_modules', import.meta.url));

/** The longest a tool may take, milliseconds. */
const longestMs = 120_000;

export type Ran = { readonly code: number | string; readonly output: string };

/** The file that runs the tool; undefined where its packages have none for this machine. */
export const programOf = (tool: Tool): string | undefined =>
  tool.programs.map((path) => join(modules, path)).find((path) => existsSync(path));

/**
 * Runs a tool once: in `folder`, with nothing in its environment but what is written here, a home that is its own, and a
 * proxy that leads nowhere. `goesOn`: with the conversation of the run before. Returns its exit code ('timeout' when it had to be ended) and what it printed.
 */
export async function runTool(
  tool: Tool,
  values: Filling & { readonly prompt: string },
  place: { readonly home: string; readonly folder: string; readonly proxy: string },
  goesOn = false,
): Promise<Ran> {
  const program = programOf(tool);
  if (program === undefined) throw new Error(`${tool.name} has no program for this machine`);
  const at = (path: string) => path.replace(/^~/, place.home);
  const written = Object.entries(tool.quietFiles ?? {});
  for (const [path, text] of [
    ...tool.files.map((file) => [file.path, fill(file.text, values)] as const),
    ...written,
  ]) {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
  }
  const temporary = join(place.home, 'tmp');
  mkdirSync(temporary, { recursive: true });
  const env: Record<string, string> = {
    HOME: place.home,
    USERPROFILE: place.home,
    TMPDIR: temporary,
    PATH: [dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter),
    LANG: 'C.UTF-8',
    TERM: 'dumb',
    HTTP_PROXY: place.proxy,
    HTTPS_PROXY: place.proxy,
    http_proxy: place.proxy,
    https_proxy: place.proxy,
    NO_PROXY: '127.0.0.1,localhost',
    no_proxy: '127.0.0.1,localhost',
    ...Object.fromEntries(Object.entries(tool.quiet).map(([name, value]) => [name, at(value)])),
    ...Object.fromEntries(tool.environment.map(({ name, value }) => [name, fill(value, values)])),
  };
  const [command = '', before] = /\.(c|m)?js$|\/bin\/cline$/.test(program)
    ? [process.execPath, [program]]
    : [program, []];
  const ask = [
    ...tool.ask.slice(1, tool.after),
    ...(goesOn ? (tool.goesOn ?? []) : []),
    ...tool.unattended,
    ...tool.ask.slice(tool.after),
  ];
  const runs = [...tool.prepare.map((words) => words.slice(1)), ask];
  let output = '';
  for (const words of runs) {
    const filled = words.map((word) => fill(word, values));
    const ran = await once(command, [...before, ...filled], place.folder, env);
    output += ran.output;
    if (ran.code !== 0) return { code: ran.code, output };
  }
  return { code: 0, output };
}

/** Leaders of the groups that run; they end when this process does. */
const running = new Set<number>();
process.on('exit', () => {
  for (const leader of running) endGroup(leader);
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

/** In a process group of its own, which ends with it. */
function once(
  command: string,
  words: readonly string[],
  cwd: string,
  env: Record<string, string>,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    if (child.pid !== undefined) running.add(child.pid);
    let output = '';
    let isLate = false;
    const take = (chunk: Buffer) => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const timer = setTimeout(() => {
      isLate = true;
      endGroup(child.pid);
    }, longestMs);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      endGroup(child.pid);
      const done = () => resolve({ code: isLate ? 'timeout' : (code ?? String(signal)), output });
      child.once('close', done); // all that it printed has come
      setTimeout(done, 1000).unref(); // unless something that got away holds the pipe
    });
  });
}

function endGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  running.delete(leader);
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // all of it has ended
  }
}
