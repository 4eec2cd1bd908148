/**
 * The side-by-side benchmark: the gateway, nginx `proxy_pass`, a bare node:http + undici relay and Portkey's gateway,
 * in turn on one core, against the same upstream, which shares the other core with the load generator.
 *
 * The figure to compare is work per CPU second of the measured server: it stays true when the load side is the
 * bottleneck (`busy` then stays under 100 %) and when other programs disturb the machine. One bias remains: a server
 * that waits for its load wakes up for fewer events at a time, which costs it more per call.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chooseCores, findProgram, killAll, listeningPort, machineFacts, startOn } from './machine.ts';
import { budgets, budgetTable, ratios, scenarioTable, summarise } from './report.ts';
import { type Outcome, scenarios } from './scenarios.ts';
import { type Place, prepare, type Subject, subjectNames } from './subjects.ts';

const help = `usage: npm run bench -- [flags]
  --rounds N        rounds of the two main scenarios (5)
  --seconds N       length of one measurement (5)
  --before FOLDER   another checkout, installed, is measured beside this one: did a change make it slower
  --only A,B        subjects: ${subjectNames.join(',')}
  --scenarios A,B   scenarios: ${scenarios.map((scenario) => scenario.name).join(',')}
  --download-mb N   what each slow reader downloads (20; 100 takes 100 s a subject)
  --quick           one short round of everything: shows that it runs, its figures are rough
Results: a table here, all figures in bench-results/latest.json.`;

function among<T extends string>(flag: string, text: string | undefined, known: readonly T[]): T[] {
  if (text === undefined) return [...known];
  const wanted = text.split(',');
  const unknown = wanted.filter((name) => !known.some((one) => one === name));
  if (unknown.length > 0)
    throw new Error(`--${flag}: unknown ${unknown.join(', ')}; known: ${known.join(', ')}`);
  return known.filter((name) => wanted.includes(name));
}

function positive(flag: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`--${flag}: a whole number from 1 on, not ${text}`);
  return value;
}

function readFlags() {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      before: { type: 'string' },
      only: { type: 'string' },
      scenarios: { type: 'string' },
      'download-mb': { type: 'string' },
      quick: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  return {
    help: values.help,
    quick: values.quick,
    rounds: positive('rounds', values.rounds, values.quick ? 1 : 5),
    seconds: positive('seconds', values.seconds, values.quick ? 2 : 5),
    downloadMb: positive('download-mb', values['download-mb'], values.quick ? 5 : 20),
    starts: values.quick ? 2 : 5,
    before: values.before,
    only: among('only', values.only, subjectNames),
    scenarios: among(
      'scenarios',
      values.scenarios,
      scenarios.map((scenario) => scenario.name),
    ),
  };
}

/** One line that is overwritten on a terminal, whole lines elsewhere. */
function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
  else if (text.endsWith('\n')) process.stderr.write(text);
}

async function main(flags: ReturnType<typeof readFlags>, folder: string, root: string): Promise<void> {
  const cores = chooseCores();
  const facts = machineFacts();
  const say = (text: string) => process.stdout.write(`${text}\n`);
  say(
    `${facts.cpu}, ${facts.cores} cores; Node ${facts.node}; ${facts.nginx ?? 'no nginx'}; ${facts.wrk ?? 'no wrk'}`,
  );
  if (cores.note) say(cores.note);
  else say(`measured server on core ${cores.server}; upstream and load generator on core ${cores.load}`);
  if (!facts.wrk)
    say('small calls come from load.ts, which is slower than wrk: expect a server that is less busy');
  const busyBefore = loadavg()[0]!;
  if (busyBefore > 0.5) say(`the machine is not idle (load ${busyBefore.toFixed(2)}): expect noise`);

  const pin = (core: number) => (cores.pinned ? core : undefined);
  // This process only waits, but where it does wake up it must not disturb the measured core.
  if (cores.pinned) spawnSync('taskset', ['-a', '-cp', String(cores.load), String(process.pid)]);
  const upstream = startOn(pin(cores.load), [process.execPath, join(import.meta.dirname, 'upstream.ts')]);
  const results = join(root, 'bench-results');
  const place: Place = {
    root,
    folder,
    cache: results,
    upstreamPort: await listeningPort(upstream),
    serverCore: pin(cores.server),
    before: flags.before && resolve(flags.before),
  };
  mkdirSync(results, { recursive: true });

  const subjects: Subject[] = [];
  const left: Record<string, string> = {};
  for (const name of flags.only) {
    progress(`preparing ${name} …`);
    const ready = await prepare(name, place);
    if (typeof ready === 'string') {
      left[name] = ready;
      progress('');
      say(`${name}: left out: ${ready}`);
    } else subjects.push(ready);
  }
  if (subjects.length === 0) throw new Error('nothing to measure');

  const startedAt = new Date().toISOString();
  const outcomes: Record<string, Outcome> = {};
  const setting = {
    subjects,
    folder,
    loadCore: pin(cores.load),
    rounds: flags.rounds,
    seconds: flags.seconds,
    downloadMb: flags.downloadMb,
    starts: flags.starts,
    progress,
  };
  for (const scenario of scenarios) {
    if (!flags.scenarios.includes(scenario.name)) continue;
    const outcome = await scenario.measure(setting);
    outcomes[scenario.name] = outcome;
    progress('');
    say(`\n${scenarioTable(scenario.name, scenario.title, outcome, summarise(outcomes))}`);
  }
  const summary = summarise(outcomes);
  const found = budgets(summary);
  if (found.length > 0) say(`\n${budgetTable(found)}`);
  const path = join(results, 'latest.json');
  const { help: _, ...options } = flags;
  const all = {
    startedAt,
    machine: facts,
    cores,
    options,
    left,
    medians: summary,
    ratios: ratios(summary),
    budgets: found,
    outcomes,
  };
  writeFileSync(path, `${JSON.stringify(all, null, 2)}\n`);
  say(`\nall figures: ${path}`);
}

let flags: ReturnType<typeof readFlags> | undefined;
try {
  flags = readFlags();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(help);
  process.exitCode = 2;
}
if (flags?.help) console.log(help);
else if (flags) {
  if (process.platform !== 'linux' || !findProgram('getconf')) {
    console.error('the benchmark reads CPU time from /proc and needs Linux');
    process.exit(2);
  }
  const root = join(import.meta.dirname, '../..');
  const folder = mkdtempSync(join(tmpdir(), 'key4u-bench-'));
  process.on('exit', () => {
    killAll();
    rmSync(folder, { recursive: true, force: true });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));
  try {
    await main(flags, folder, root);
    process.exit(0);
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : error}`);
    process.exit(1);
  }
}
