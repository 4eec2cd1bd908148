import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** A throw-away PostgreSQL cluster. Nothing in it survives, and nothing of it is left behind. */
export type Postgres = {
  /** Of the database that is there from the start; the user in it may make others. */
  readonly url: string;
  /** An outage: every connection is cut and new ones are refused, until `resume`. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Ends the server and removes its folder. Happens by itself when this process ends, however it ends. */
  stop(): Promise<void>;
};

const readyMs = 30_000;

/** The folder that holds `initdb` and `postgres`: on the PATH, or where distributions put them. Newest version first. */
function binaries(): string | undefined {
  if (process.platform === 'win32') return undefined; // the guard below is a shell
  const under = (folder: string, tail: string) =>
    existsSync(folder)
      ? readdirSync(folder)
          .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
          .map((version) => join(folder, version, tail))
      : [];
  return [
    ...(process.env['PATH'] ?? '').split(delimiter),
    ...under('/usr/lib/postgresql', 'bin'), // Debian
    ...under('/usr', 'bin').filter((path) => /\/pgsql-[\d.]+\//.test(path)), // Red Hat
    '/opt/homebrew/bin',
    '/usr/local/pgsql/bin',
  ].find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

let told = false;

/** Is there a server to start? Where there is none, says so once, in one line. */
export function postgresInstalled(): boolean {
  const found = binaries() !== undefined;
  if (!found && !told) console.log('No PostgreSQL server binary is installed: its tests were left out.');
  told = true;
  return found;
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((one) => one.startsWith(`${name}:`));
    const [, , uid, gid] = line?.split(':') ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(
    'running as root, and there is neither a user postgres nor a user nobody to run PostgreSQL',
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}

// Between us and the server stands a shell that waits on its input. The input ends when this process does, even by
// kill -9, and then the shell takes everything down. It lives in a group of its own, so Ctrl-C does not reach it first.
const guard = `
start() { "$bin/postgres" -D "$folder/data" -k "$folder" -p "$port" \\
  -c listen_addresses=127.0.0.1 -c max_connections=200 -c shared_buffers=32MB \\
  -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off \\
  </dev/null >>"$folder/log" 2>&1 & server=$!; }
end() { kill -INT $server 2>/dev/null; wait $server; }
start
while read -r word; do
  case $word in
    pause) end; echo paused;;
    resume) start; echo resumed;;
  esac
done
end
rm -rf "$folder"
`;

/**
 * Starts a cluster on a free port of 127.0.0.1, with trust instead of passwords and without fsync. Undefined, and one
 * printed line, where no server binary is installed. Throws with the server's own words when it does not start.
 */
export async function startPostgres(): Promise<Postgres | undefined> {
  if (!postgresInstalled()) return undefined;
  const bin = binaries()!;
  const folder = mkdtempSync(join(tmpdir(), 'key4u-postgres-'));
  const user = unprivileged();
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid!);
  const initialised = spawnSync(
    join(bin, 'initdb'),
    ['-D', join(folder, 'data'), '-U', 'key4u', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...user, cwd: folder, encoding: 'utf8' },
  );
  if (initialised.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`initdb failed: ${initialised.error?.message ?? initialised.stderr}`);
  }
  const port = await freePort();
  const shell = spawn('/bin/sh', ['-c', guard], {
    ...user,
    cwd: folder,
    env: { PATH: process.env['PATH'], bin, folder, port: String(port) },
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
  });
  shell.unref();
  for (const stream of [shell.stdin, shell.stdout]) if (stream instanceof Socket) stream.unref();
  shell.stdin.on('error', () => {}); // the guard is gone already: there is nothing to tell it
  const url = `postgres://key4u@127.0.0.1:${port}/postgres`;
  const tell = async (word: string, answer: string) => {
    const heard = once(shell.stdout, 'data');
    shell.stdin.write(`${word}\n`);
    const [said] = await heard;
    if (String(said).trim() !== answer) throw new Error(`PostgreSQL's guard answered ${String(said)}`);
  };
  await ready(url, folder, shell);
  return {
    url,
    pause: () => tell('pause', 'paused'),
    async resume() {
      await tell('resume', 'resumed');
      await ready(url, folder, shell);
    },
    async stop() {
      if (shell.exitCode !== null) return;
      shell.ref();
      const ended = once(shell, 'exit');
      shell.stdin.end();
      await ended;
    },
  };
}

async function ready(url: string, folder: string, shell: ChildProcess): Promise<void> {
  const until = Date.now() + readyMs;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query('select 1');
      return;
    } catch (error) {
      const log = join(folder, 'log');
      const failed =
        existsSync(log) &&
        /FATAL:(?! +(?:the database system is|terminating connection))/.exec(readFileSync(log, 'utf8'));
      if (failed || Date.now() > until) {
        shell.stdin?.end();
        throw new Error(`PostgreSQL did not start: ${existsSync(log) ? readFileSync(log, 'utf8') : ''}`, {
          cause: error,
        });
      }
      await sleep(30);
    } finally {
      await client.end().catch(() => {});
    }
  }
}
