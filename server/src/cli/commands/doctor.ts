import { constants } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { ask, type Connection, connect, dataDirOf } from '../client.ts';
import { type ServerOptions, type Session, serverCommand } from '../command.ts';
import { type Context, Failure } from '../context.ts';
import { masterKeyFile } from '../gateway.ts';
import { counted, listed, print, printable } from '../output.ts';
import { reasonOf } from '../parse.ts';
import { verdictSchema } from './ledger.ts';

/** One line of the report. A note is worth knowing and breaks nothing. */
type Check = {
  readonly name: string;
  readonly state: 'ok' | 'note' | 'problem';
  readonly detail: string;
  readonly advice?: string;
};

const leastNode = 26;
const leastMasterKey = 32;
/** How long the applier may take with the rest of the journal before that is a problem. */
const appliedWithinMs = 5000;
const lookEveryMs = 100;

const ok = (name: string, detail: string): Check => ({ name, state: 'ok', detail });
const problem = (name: string, detail: string, advice: string): Check => ({
  name,
  state: 'problem',
  detail,
  advice,
});

function checkNode(): Check {
  const { node } = process.versions;
  return Number.parseInt(node, 10) >= leastNode
    ? ok('node', node)
    : problem('node', node, `Key4U needs Node ${leastNode}: run "npm ci", or install it.`);
}

const nearestFolder = async (path: string): Promise<string> =>
  (await stat(path).catch(() => undefined)) || path === dirname(path) ? path : nearestFolder(dirname(path));

async function checkDataFolder(dataDir: string): Promise<Check> {
  const name = 'data folder';
  const folder = await nearestFolder(dataDir);
  try {
    if (!(await stat(folder)).isDirectory())
      return problem(name, `${folder} is not a folder`, 'Name another one with KEY4U_DATA_DIR.');
    await access(folder, constants.W_OK | constants.X_OK);
  } catch {
    return problem(
      name,
      `${folder} is not writable`,
      'Give this user the right to write there, or set KEY4U_DATA_DIR.',
    );
  }
  return ok(name, folder === dataDir ? dataDir : `${dataDir} will be made at the first start`);
}

async function checkMasterKey(context: Context, dataDir: string, fresh: boolean): Promise<Check> {
  const name = 'master key';
  const given = context.env['KEY4U_MASTER_KEY'];
  if (given)
    return given.length >= leastMasterKey
      ? ok(name, 'from KEY4U_MASTER_KEY')
      : problem(name, 'KEY4U_MASTER_KEY is too short', `Take ${leastMasterKey} random characters or more.`);
  if (fresh) return ok(name, 'will be made at the first start');
  const path = join(dataDir, masterKeyFile);
  try {
    await access(path, constants.R_OK);
  } catch (cause) {
    return problem(
      name,
      `${path} cannot be read: ${reasonOf(cause)}`,
      'Bring it back from your backup, or set KEY4U_MASTER_KEY: without it no stored key can be opened.',
    );
  }
  const { mode } = await stat(path);
  if (process.platform !== 'win32' && mode & 0o077)
    return problem(name, `${path} can be read by other users of this machine`, `chmod 600 ${path}`);
  return ok(name, path);
}

function checkPort(context: Context): Promise<Check> {
  const name = 'port';
  const port = Number(context.env['PORT'] || 3000);
  const host = context.env['HOST'] || '127.0.0.1';
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    return Promise.resolve(
      problem(name, `PORT is "${context.env['PORT']}"`, 'Set it to a number up to 65535.'),
    );
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) =>
      resolve(
        problem(
          name,
          `${host}:${port} cannot be used: ${error.message}`,
          'Stop the program that uses it, or set PORT and HOST.',
        ),
      ),
    );
    server.listen({ port, host, exclusive: true }, () =>
      server.close(() => resolve(ok(name, `${host}:${port} is free`))),
    );
  });
}

async function checkDatabase(connection: Connection): Promise<Check> {
  const { status, chunks } = await connection.download('/readyz');
  let said = '';
  for await (const chunk of chunks) if (said.length < 500) said += Buffer.from(chunk).toString('utf8');
  return status === 200
    ? ok('database', 'answers, and is of this version')
    : problem(
        'database',
        `not ready (status ${status}): ${said.slice(0, 500)}`,
        'Is DATABASE_URL right, and does the database run?',
      );
}

const healthSchema = z.looseObject({
  journal: z.looseObject({ lag_bytes: z.number(), lag_ms: z.number() }),
  breakers: z.array(z.looseObject({ channel: z.looseObject({ name: z.string() }), state: z.string() })),
});

async function checkJournal(connection: Connection, context: Context): Promise<Check> {
  for (const since = context.clock.now(); ; ) {
    const { journal } = await ask(connection, healthSchema, 'GET', '/api/admin/health');
    if (journal.lag_bytes === 0) return ok('journal', 'every record is in the database');
    if (context.clock.now() - since >= appliedWithinMs)
      return problem(
        'journal',
        `${journal.lag_bytes} bytes are not in the database yet, the oldest for ${Math.round(journal.lag_ms / 1000)} s`,
        'Nothing is lost. Look in the log why the database does not take them.',
      );
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

async function checkLedger(connection: Connection): Promise<Check> {
  const { accounts, differences } = await ask(connection, verdictSchema, 'GET', '/api/admin/ledger/verify');
  return differences.length === 0
    ? ok('ledger', `${counted(accounts, 'account')}: every balance is the sum of its entries`)
    : problem('ledger', counted(differences.length, 'difference'), '"key4u ledger verify" shows them.');
}

const channelsSchema = z.looseObject({
  items: z.array(z.looseObject({ name: z.string(), status: z.string() })),
});

async function checkChannels(connection: Connection): Promise<Check> {
  const name = 'channels';
  const { items } = await ask(connection, channelsSchema, 'GET', '/api/admin/channels');
  const enabled = items.filter((channel) => channel.status === 'enabled').length;
  if (enabled === 0)
    return {
      name,
      state: 'note',
      detail: items.length === 0 ? 'none yet: only test keys are answered' : 'all are disabled',
      advice: 'Add one with "key4u channel add --help".',
    };
  const { breakers } = await ask(connection, healthSchema, 'GET', '/api/admin/health');
  const open = [
    ...new Set(breakers.filter(({ state }) => state === 'open').map(({ channel }) => channel.name)),
  ];
  if (open.length > 0)
    return {
      name,
      state: 'note',
      detail: `not used just now after repeated faults: ${listed(open)}`,
      advice: '"key4u channel test NAME" shows what the upstream says.',
    };
  return ok(name, `${enabled} of ${items.length} enabled`);
}

/** The check, or the problem that kept it from being made. */
async function tried(name: string, check: () => Promise<Check>): Promise<Check> {
  try {
    return await check();
  } catch (error) {
    const advice = error instanceof Failure ? error.advice : undefined;
    return problem(name, reasonOf(error), advice ?? 'Mend this first, then run the command again.');
  }
}

async function throughConnection(connection: Connection, context: Context): Promise<readonly Check[]> {
  const checks: Check[] = [];
  checks.push(await tried('database', () => checkDatabase(connection)));
  checks.push(await tried('journal', () => checkJournal(connection, context)));
  checks.push(await tried('ledger', () => checkLedger(connection)));
  checks.push(await tried('channels', () => checkChannels(connection)));
  return checks;
}

async function examine(options: ServerOptions, context: Context): Promise<readonly Check[]> {
  const remote = options.url !== undefined || Boolean(context.env['KEY4U_URL']);
  const dataDir = dataDirOf(options, context.env);
  const fresh = ((await readdir(dataDir).catch(() => undefined)) ?? []).length === 0;
  const checks: Check[] = [checkNode()];
  if (!remote) {
    checks.push(await checkDataFolder(dataDir), await checkMasterKey(context, dataDir, fresh));
    if (fresh) {
      // Opening the folder would be the first start, whose keys are shown once: not ours to do.
      const later = 'will be made and checked at the first start';
      return [...checks, ok('database', later), await checkPort(context)];
    }
  }
  let connection: Connection;
  try {
    connection = await connect(options, context);
  } catch (error) {
    const advice =
      error instanceof Failure && error.advice !== 'Run "key4u doctor".' ? error.advice : undefined;
    const wrong = problem(
      remote ? 'server' : 'database',
      reasonOf(error),
      advice ?? 'Check DATABASE_URL, KEY4U_MASTER_KEY and the rights on the data folder.',
    );
    return [...checks, wrong, ...(remote ? [] : [await checkPort(context)])];
  }
  try {
    checks.push(
      connection.kind === 'server' ? ok('server', `answers at ${connection.name}`) : await checkPort(context),
    );
    checks.push(...(await throughConnection(connection, context)));
  } finally {
    await connection.close();
  }
  return checks;
}

function report(checks: readonly Check[]): string {
  const width = Math.max(...checks.map(({ name }) => name.length));
  const lines = checks.flatMap(({ name, state, detail, advice }) => [
    `${state.padEnd(7)}  ${name.padEnd(width)}  ${printable(detail.trim().replace(/\s*\n\s*/g, '; '))}`,
    ...(advice ? [`${' '.repeat(width + 11)}${printable(advice)}`] : []),
  ]);
  const problems = checks.filter(({ state }) => state === 'problem').length;
  return [...lines, '', problems === 0 ? 'All is well.' : `${counted(problems, 'problem')}.`].join('\n');
}

/** Checks all that the gateway needs, and says what to do about each problem. */
export function bindDoctorCommand(program: Command, session: Session): void {
  const { context, finish } = session;
  const doctor = serverCommand(
    program,
    'doctor',
    'Check all that the gateway needs; exit code 1 on any problem',
  );
  // Not through withServer: that the connection cannot be made is a finding here.
  doctor.action(async () => {
    const options = doctor.opts<ServerOptions>();
    const checks = await examine(options, context);
    const healthy = checks.every(({ state }) => state !== 'problem');
    await print(context, options, { ok: healthy, checks }, () => report(checks));
    if (!healthy) finish(1);
  });
}
