/** What is measured. Each scenario gives, per subject, one row of figures per round. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  CallsResult,
  ImagesResult,
  Job,
  ReadersResult,
  StreamsResult,
  Target,
  TrainResult,
} from './load.ts';
import { findProgram, type Started, sleep, startOn, stop, until, untilQuiet, useOf } from './machine.ts';
import type { Running, Subject, SubjectName } from './subjects.ts';
import { type Stream, smallRequest } from './wire.ts';

export type Figures = Record<string, number>;
export type Series = { rounds: Figures[]; problems: string[] };
export type Outcome = Partial<Record<SubjectName, Series>>;

export type Setting = {
  subjects: Subject[];
  folder: string;
  loadCore: number | undefined;
  rounds: number;
  seconds: number;
  /** How much each slow reader takes, in MB (10⁶ bytes), at 1 MB/s. */
  downloadMb: number;
  starts: number;
  progress(text: string): void;
};

export type Scenario = { name: string; title: string; measure(setting: Setting): Promise<Outcome> };

const mb = 1e6;

async function finish(started: Started, ms: number): Promise<string> {
  try {
    await until('load generator', started, ms, () => (started.ended() !== undefined ? true : undefined));
  } finally {
    await stop(started);
  }
  return started.output();
}

async function load(setting: Setting, job: Job, ms: number): Promise<string> {
  const script = join(import.meta.dirname, 'load.ts');
  const started = startOn(setting.loadCore, [process.execPath, script, JSON.stringify(job)]);
  const output = await finish(started, ms);
  const line = /^result (.+)$/m.exec(output)?.[1];
  if (!line) throw new Error(`the load generator failed\n${output}`);
  return line;
}

/** Runs `once` in turn for every subject, `rounds` times: A B C D A B C D. A subject that fails twice is left out. */
async function inTurn(
  setting: Setting,
  name: string,
  rounds: number,
  once: (subject: Subject) => Promise<{ figures: Figures; problem?: string | null; say: string }>,
): Promise<Outcome> {
  const outcome: Outcome = {};
  for (let round = 1; round <= rounds; round++) {
    for (const subject of setting.subjects) {
      const series = outcome[subject.name] ?? { rounds: [], problems: [] };
      outcome[subject.name] = series;
      if (series.rounds.length === 0 && series.problems.length >= 2) continue;
      const place = `${name}  round ${round}/${rounds}  ${subject.name}`;
      setting.progress(`${place} …`);
      try {
        const { figures, problem, say } = await once(subject);
        series.rounds.push(figures);
        if (problem) series.problems.push(problem);
        setting.progress(`${place}  ${say}${problem ? `  PROBLEM: ${problem.slice(0, 160)}` : ''}\n`);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        series.problems.push(why);
        setting.progress(`${place}  FAILED: ${why}\n`);
      }
    }
  }
  return outcome;
}

/** A fresh process for one measurement. */
async function fresh<T>(
  subject: Subject,
  streaming: boolean,
  use: (running: Running) => Promise<T>,
): Promise<T> {
  const running = await subject.start(streaming);
  try {
    return await use(running);
  } finally {
    await stop(running.started);
  }
}

function luaFor(target: Target): string {
  const headers = Object.entries({ 'Content-Type': 'application/json', ...target.headers });
  // A fixed request, so wrk formats it once and Lua does not run per call.
  return `wrk.method = "POST"
wrk.body = ${JSON.stringify(smallRequest)}
${headers.map(([name, value]) => `wrk.headers[${JSON.stringify(name)}] = ${JSON.stringify(value)}`).join('\n')}
function done(summary, latency)
  local e = summary.errors
  io.write(string.format("result %d %d %d %d %d %d\\n", summary.requests, summary.duration, e.status,
    e.connect + e.read + e.write + e.timeout, latency:percentile(50), latency:percentile(99)))
end
`;
}

type Calls = CallsResult & { p50Ms?: number; p99Ms?: number };

const connections = 64;

/** As many small calls as the subject answers, by wrk where it is installed. */
async function callsFor(setting: Setting, target: Target, seconds: number): Promise<Calls> {
  const wrk = findProgram('wrk');
  const ms = seconds * 1000 + 20_000;
  if (!wrk) return JSON.parse(await load(setting, { kind: 'calls', target, connections, seconds }, ms));
  const script = join(setting.folder, `${target.port}.lua`);
  writeFileSync(script, luaFor(target));
  const url = `http://127.0.0.1:${target.port}${target.path}`;
  const flags = ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s', '-s', script, url];
  const output = await finish(startOn(setting.loadCore, [wrk, ...flags]), ms);
  const found = /^result (\d+) (\d+) (\d+) (\d+) (\d+) (\d+)$/m.exec(output);
  if (!found) throw new Error(`wrk failed\n${output}`);
  const [requests, micros, badStatus, broken, p50, p99] = found.slice(1).map(Number);
  const failed = badStatus! + broken!;
  return {
    answered: requests! - badStatus!,
    failed,
    seconds: micros! / 1e6,
    firstFault:
      failed > 0 ? `${badStatus} answers other than 2xx or 3xx, ${broken} broken connections` : null,
    p50Ms: p50! / 1000,
    p99Ms: p99! / 1000,
  };
}

const calls: Scenario = {
  name: 'calls',
  title: `small JSON chat calls, ${connections} connections`,
  async measure(setting) {
    const running = new Map<SubjectName, Running>();
    try {
      for (const subject of setting.subjects) {
        setting.progress(`calls  warming up  ${subject.name} …`);
        try {
          const one = await subject.start(false);
          running.set(subject.name, one);
          await callsFor(setting, one.target, 3);
          await untilQuiet(one.target.pid, 20_000);
        } catch (error) {
          setting.progress(
            `calls  ${subject.name}  FAILED: ${error instanceof Error ? error.message : error}\n`,
          );
        }
      }
      return await inTurn(setting, 'calls', setting.rounds, async (subject) => {
        const one = running.get(subject.name);
        if (!one) throw new Error('did not start');
        const { pid } = one.target;
        const before = useOf(pid);
        const result = await callsFor(setting, one.target, setting.seconds);
        const during = useOf(pid);
        // What was put off (a journal being moved into the database) is part of the price of these calls.
        await untilQuiet(pid, 20_000);
        const after = useOf(pid);
        const cpu = during.cpuSeconds - before.cpuSeconds;
        const figures: Figures = {
          perSecond: result.answered / result.seconds,
          perCpuSecond: result.answered / cpu,
          perCpuSecondWithAfterwork: result.answered / (after.cpuSeconds - before.cpuSeconds),
          busy: cpu / result.seconds,
          residentMb: during.residentBytes / mb,
          failed: result.failed,
          ...(result.p50Ms === undefined ? {} : { p50Ms: result.p50Ms }),
          ...(result.p99Ms === undefined ? {} : { p99Ms: result.p99Ms }),
        };
        return {
          figures,
          problem: result.firstFault,
          say: `${Math.round(figures['perSecond']!)}/s, ${Math.round(figures['perCpuSecond']!)} per CPU second`,
        };
      });
    } finally {
      for (const { started } of running.values()) await stop(started);
    }
  },
};

async function streamsOnce(setting: Setting, target: Target, stream: Stream) {
  const lasts = stream.chunks * stream.everyMs;
  // A subject that cannot keep the pace stretches its streams; four times the time is enough to measure it.
  const deadlineMs = lasts * 4 + 20_000;
  const job: Job = { kind: 'streams', target, streams: 1000, stream, rampMs: 1000, deadlineMs };
  const result: StreamsResult = JSON.parse(await load(setting, job, deadlineMs + 30_000));
  return result;
}

const streams: Scenario = {
  name: 'streams',
  title: '1,000 SSE streams at once, a chunk every 50 ms each',
  measure: (setting) =>
    inTurn(setting, 'streams', setting.rounds, (subject) =>
      fresh(subject, true, async ({ target }) => {
        await callsFor(setting, target, 1);
        await untilQuiet(target.pid, 20_000);
        const stream = { chunks: Math.max(20, setting.seconds * 20), everyMs: 50, contentBytes: 6 };
        const result = await streamsOnce(setting, target, stream);
        const figures: Figures = {
          perSecond: result.events / result.seconds,
          perCpuSecond: result.events / result.cpuSeconds,
          busy: result.cpuSeconds / result.seconds,
          residentMb: result.residentPeak / mb,
          whole: result.whole,
          failed: result.failed,
          ...(result.steady ? { steadyPerCpuSecond: result.steady.events / result.steady.cpuSeconds } : {}),
        };
        return {
          figures,
          problem: result.firstFault,
          say: `${Math.round(figures['perCpuSecond']!)} chunks per CPU second, ${result.whole} streams whole`,
        };
      }),
    ),
};

const memory: Scenario = {
  name: 'memory',
  title: 'resident memory of a fresh process with 1,000 streams open',
  measure: (setting) =>
    inTurn(setting, 'memory', 1, (subject) =>
      fresh(subject, true, async ({ target }) => {
        const result = await streamsOnce(setting, target, { chunks: 4, everyMs: 1000, contentBytes: 6 });
        const figures: Figures = {
          idleMb: result.residentBefore / mb,
          residentMb: result.residentPeak / mb,
          whole: result.whole,
          failed: result.failed,
        };
        return {
          figures,
          problem: result.firstFault,
          say: `${Math.round(figures['idleMb']!)} MB idle, ${Math.round(figures['residentMb']!)} MB with the streams`,
        };
      }),
    ),
};

const readerCount = 50;

/**
 * No endpoint for files is needed for this: a chat stream with large chunks, poured by the upstream as fast as it is
 * taken, shows the same thing, which is whether a relay reads ahead of its reader.
 */
const download: Scenario = {
  name: 'download',
  title: `${readerCount} readers that take a fast stream at 1 MB/s`,
  measure: (setting) =>
    inTurn(setting, 'download', 1, (subject) =>
      fresh(subject, true, async ({ target }) => {
        const stream = {
          chunks: Math.ceil((setting.downloadMb * mb) / 16_384),
          everyMs: 0,
          contentBytes: 16_384,
        };
        const deadlineMs = setting.downloadMb * 3000 + 10_000;
        const job: Job = {
          kind: 'readers',
          target,
          readers: readerCount,
          stream,
          bytesPerSecond: mb,
          deadlineMs,
        };
        const result: ReadersResult = JSON.parse(await load(setting, job, deadlineMs + 30_000));
        const figures: Figures = {
          idleMb: result.residentBefore / mb,
          residentMb: result.residentPeak / mb,
          mbPerSecond: result.bytes / mb / result.seconds,
          whole: result.whole,
          failed: result.failed,
        };
        return {
          figures,
          problem: result.firstFault,
          say: `${Math.round(figures['residentMb']!)} MB, ${result.whole} of ${readerCount} whole`,
        };
      }),
    ),
};

/**
 * Seen from outside: small calls every 5 ms while 10 MB bodies arrive. The longest wait bounds any stall of the
 * event loop from above; the same train without the bodies shows what the machine itself adds.
 */
const stall: Scenario = {
  name: 'stall',
  title: 'longest wait of a small call while bodies with 10 MB of base64 images arrive',
  measure: (setting) =>
    inTurn(setting, 'stall', Math.min(3, setting.rounds), (subject) =>
      fresh(subject, false, async ({ target }) => {
        await callsFor(setting, target, 1);
        await untilQuiet(target.pid, 20_000);
        const seconds = Math.max(3, setting.seconds);
        const train = (forSeconds: number) =>
          load(
            setting,
            { kind: 'train', target, everyMs: 5, seconds: forSeconds },
            forSeconds * 1000 + 30_000,
          );
        const alone: TrainResult = JSON.parse(await train(3));
        const images = load(
          setting,
          { kind: 'images', target, bytes: 10_000_000, seconds: seconds + 1 },
          seconds * 1000 + 60_000,
        );
        await sleep(500);
        const [trainLine, imagesLine] = await Promise.all([train(seconds), images]);
        const loaded: TrainResult = JSON.parse(trainLine);
        const sent: ImagesResult = JSON.parse(imagesLine);
        const figures: Figures = {
          aloneMaxMs: alone.maxMs,
          p99Ms: loaded.p99Ms,
          maxMs: loaded.maxMs,
          bodies: sent.answered,
          bodyMs: sent.meanMs,
          failed: loaded.failed + sent.failed,
        };
        const problem = sent.firstFault ?? loaded.firstFault;
        return {
          figures,
          problem,
          say: `longest wait ${loaded.maxMs.toFixed(1)} ms (${alone.maxMs.toFixed(1)} ms without), ${sent.answered} bodies`,
        };
      }),
    ),
};

const start: Scenario = {
  name: 'start',
  title: 'start of the process to its first answered call, files cached',
  measure: (setting) =>
    inTurn(setting, 'start', setting.starts, async (subject) => {
      const begin = performance.now();
      const running = await subject.start(false);
      const figures: Figures = { ms: performance.now() - begin };
      await stop(running.started);
      return { figures, say: `${Math.round(figures['ms']!)} ms` };
    }),
};

export const scenarios: readonly Scenario[] = [calls, streams, memory, download, stall, start];
