/** Processes and cores: start a process pinned to a core, read what it used, end everything that was started. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { cpus } from 'node:os';
import { delimiter, join } from 'node:path';

/** The path of a program, or undefined where it is not installed. Also looks where servers usually live. */
export function findProgram(name: string): string | undefined {
  for (const folder of [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {}
  }
  return undefined;
}

/** `0-2,5` as Linux writes core lists → [0, 1, 2, 5] */
function parseCores(list: string): number[] {
  return list.split(',').flatMap((part) => {
    const [from, to] = part.split('-').map(Number);
    return Array.from({ length: (to ?? from!) - from! + 1 }, (_, i) => from! + i);
  });
}

export type Cores = { server: number; load: number; pinned: boolean; note?: string };

/** Which core the measured server gets and which one the upstream and the load generator share. */
export function chooseCores(): Cores {
  if (!findProgram('taskset'))
    return { server: 0, load: 0, pinned: false, note: 'taskset not found: nothing is pinned' };
  const allowed = /^Cpus_allowed_list:\s*(.+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  const [server = 0, load] = parseCores(allowed ?? '0');
  if (load === undefined) {
    return { server, load: server, pinned: true, note: 'one core only: server and load share it' };
  }
  return { server, load, pinned: true };
}

export type Started = {
  pid: number;
  child: ChildProcess;
  output: () => string;
  ended: () => string | undefined;
};

const running = new Set<Started>();

/**
 * Starts a program on one core. Its output is kept (the last 8 kB) for the message when it fails to come up.
 * It leads a process group of its own, so that its children end with it.
 */
export function startOn(
  core: number | undefined,
  command: string[],
  env: Record<string, string> = {},
): Started {
  const full = core === undefined ? command : ['taskset', '-c', String(core), ...command];
  const child = spawn(full[0]!, full.slice(1), {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  let ended: string | undefined;
  const keep = (text: Buffer) => {
    output = (output + text.toString()).slice(-8192);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const started: Started = { pid: child.pid ?? 0, child, output: () => output, ended: () => ended };
  child.on('error', (error) => {
    ended = error.message;
    running.delete(started);
  });
  child.on('exit', (code, signal) => {
    ended ??= signal ? `ended by ${signal}` : `ended with code ${code}`;
    running.delete(started);
  });
  running.add(started);
  return started;
}

function signalGroup(started: Started, signal: NodeJS.Signals): void {
  if (started.ended() !== undefined || started.pid === 0) return;
  try {
    process.kill(-started.pid, signal);
  } catch {} // it ended in between
}

/** Asks a process to end, waits up to 5 s, then kills it and its children. */
export async function stop(started: Started): Promise<void> {
  if (started.ended() !== undefined) return;
  const gone = new Promise<void>((resolve) => started.child.once('exit', () => resolve()));
  signalGroup(started, 'SIGTERM');
  const late = setTimeout(() => signalGroup(started, 'SIGKILL'), 5000);
  await gone;
  clearTimeout(late);
}

/** For the way out, where nothing can be awaited. */
export function killAll(): void {
  for (const started of running) signalGroup(started, 'SIGKILL');
}

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Polls until `ready` answers something; ends with the process's own words when it died or the time is over. */
export async function until<T>(
  what: string,
  started: Started,
  ms: number,
  ready: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  const deadline = performance.now() + ms;
  for (;;) {
    const found = await ready();
    if (found !== undefined) return found;
    const ended = started.ended();
    if (ended !== undefined || performance.now() > deadline) {
      throw new Error(`${what}: ${ended ?? `nothing within ${ms} ms`}\n${started.output().trim()}`);
    }
    await sleep(5);
  }
}

/** The port in a `listening PORT` line. */
export const listeningPort = (started: Started) =>
  until('listening line', started, 10_000, () => {
    const port = /listening (\d+)/.exec(started.output())?.[1];
    return port === undefined ? undefined : Number(port);
  });

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
    probe.on('error', reject);
  });
}

/** A process and all its descendants. */
function family(pid: number): number[] {
  const found = [pid];
  for (const member of found) {
    try {
      for (const thread of readdirSync(`/proc/${member}/task`)) {
        const children = readFileSync(`/proc/${member}/task/${thread}/children`, 'utf8').trim();
        if (children) found.push(...children.split(' ').map(Number));
      }
    } catch {} // ended in between
  }
  return found;
}

let ticks: number | undefined;
function ticksPerSecond(): number {
  ticks ??= Number(spawnSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }).stdout) || 100;
  return ticks;
}

export type Use = { cpuSeconds: number; residentBytes: number };

/**
 * CPU seconds (user + system, all threads) that a process and its descendants have used since they started, and
 * their resident memory now (pages that several of them share count for each). From proc_pid_stat(5): fields 14, 15, 24.
 */
export function useOf(pid: number): Use {
  let time = 0;
  let pages = 0;
  for (const member of family(pid)) {
    try {
      const stat = readFileSync(`/proc/${member}/stat`, 'utf8');
      // The name in field 2 may hold spaces, so fields are counted from its closing parenthesis.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      time += Number(fields[11]) + Number(fields[12]);
      pages += Number(fields[21]);
    } catch {} // ended in between
  }
  return { cpuSeconds: time / ticksPerSecond(), residentBytes: pages * 4096 };
}

/** Waits until a process uses under 3 % of a core, so that what it put off is neither forgotten nor paid by the next. */
export async function untilQuiet(pid: number, atMostMs: number): Promise<void> {
  const deadline = performance.now() + atMostMs;
  let before = useOf(pid).cpuSeconds;
  while (performance.now() < deadline) {
    await sleep(400);
    const now = useOf(pid).cpuSeconds;
    if (now - before <= 0.012) return;
    before = now;
  }
}

export function machineFacts() {
  const version = (command: string, args: string[]) => {
    const path = findProgram(command);
    if (!path) return null;
    const ran = spawnSync(path, args, { encoding: 'utf8' });
    return (ran.stdout + ran.stderr).trim().split('\n')[0] ?? null;
  };
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    node: process.version,
    nginx: version('nginx', ['-v']),
    wrk: version('wrk', ['-v'])?.replace(/ Copyright.*/, '') ?? null,
  };
}
