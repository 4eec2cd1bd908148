import type { FaultNames } from './faults.ts';

export type JobStage = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** A job and when (ms since 1970) it began, ends by itself and was cancelled. `endsAt` Infinity: never ends. */
export type JobEntry<Job> = {
  readonly id: string;
  readonly job: Job;
  readonly faults: FaultNames;
  readonly startedAt: number;
  readonly endsAt: number;
  readonly cancelledAt?: number;
};

/** `progress` 0 to 100, whole; what it was at the cancel for a cancelled job. `elapsedMs` stops at the end. */
export type JobState = { readonly stage: JobStage; readonly progress: number; readonly elapsedMs: number };

export type Jobs<Job> = {
  /** Keeps a new job. Its faults decide how it goes: `slow` takes a minute, `fail` fails, `stuck` never ends. */
  readonly start: (id: string, job: Job, faults: FaultNames) => JobEntry<Job>;
  readonly find: (id: string) => JobEntry<Job> | undefined;
  /** Cancels a job that has not ended and gives what it is then; undefined where it is unknown or has ended. */
  readonly cancel: (id: string) => JobEntry<Job> | undefined;
  /** All that are kept, oldest first. */
  readonly list: () => readonly JobEntry<Job>[];
  /** How far a job is now. */
  readonly stageOf: (entry: JobEntry<Job>) => JobState;
};

const slowMs = 60_000;
/** The part of its time that a job waits in the queue. */
const queuedPart = 0.15;

/**
 * The jobs of a simulated upstream that takes longer than a request. Nothing runs: where a job stands follows from
 * the clock, so a test moves the clock. `finishMs`: from the start to the end; `keep`: the oldest above so many are
 * forgotten.
 */
export function createJobs<Job>({ clock = Date.now, finishMs = 3000, keep = 5000 } = {}): Jobs<Job> {
  const entries = new Map<string, JobEntry<Job>>();

  const stageOf = (entry: JobEntry<Job>): JobState => {
    const until = Math.min(entry.cancelledAt ?? clock(), entry.endsAt);
    const elapsedMs = Math.max(0, until - entry.startedAt);
    const isEndless = entry.endsAt === Infinity;
    const part = elapsedMs / (isEndless ? finishMs : Math.max(1, entry.endsAt - entry.startedAt));
    if (entry.cancelledAt === undefined && clock() >= entry.endsAt) {
      return entry.faults.has('fail')
        ? { stage: 'failed', progress: 100, elapsedMs }
        : { stage: 'done', progress: 100, elapsedMs };
    }
    // What is not done never says so: a stuck job stays at 99.
    const progress =
      part < queuedPart
        ? 0
        : Math.min(99, Math.max(1, Math.floor(((part - queuedPart) / (1 - queuedPart)) * 100)));
    if (entry.cancelledAt !== undefined) return { stage: 'cancelled', progress, elapsedMs };
    return { stage: part < queuedPart ? 'queued' : 'running', progress, elapsedMs };
  };

  return {
    start(id, job, faults) {
      const startedAt = clock();
      const lasts = faults.has('stuck') ? Infinity : faults.has('slow') ? slowMs : finishMs;
      const entry = { id, job, faults, startedAt, endsAt: startedAt + lasts };
      entries.delete(id);
      entries.set(id, entry);
      for (const oldest of entries.keys()) {
        if (entries.size <= keep) break;
        entries.delete(oldest);
      }
      return entry;
    },
    find: (id) => entries.get(id),
    cancel(id) {
      const entry = entries.get(id);
      if (entry === undefined || entry.cancelledAt !== undefined || clock() >= entry.endsAt) return undefined;
      const cancelled = { ...entry, cancelledAt: clock() };
      entries.set(id, cancelled);
      return cancelled;
    },
    list: () => [...entries.values()],
    stageOf,
  };
}
