import { Worker } from 'node:worker_threads';

export type ApplierConfig = {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly masterKey: string;
  /** The journal of this node. */
  readonly folder: string;
  readonly node: string;
};

export type ApplierNews =
  | { kind: 'applied'; file: string; offset: number; records: number }
  | { kind: 'caught-up'; records: number }
  | { kind: 'damaged'; file: string }
  | { kind: 'failed'; message: string }
  | { kind: 'stopped' };

export type Applier = {
  /** Resolves with the number of records when what an earlier process left behind is in the database. */
  readonly caughtUp: Promise<number>;
  /** The journal has grown. */
  kick(file: string, bytes: number): void;
  /** Bytes of the current file that are not in the database yet, and for how long the oldest has waited. */
  lag(now: number): { lagBytes: number; lagMs: number };
  /** Resolves when all that the journal was said to hold by now is in the database. */
  through(): Promise<void>;
  /** Applies what is there and ends the thread. */
  stop(): Promise<void>;
};

/** Starts the applier's thread. `warn` is told when the database does not take records, and when it does again. */
export function startApplier(
  config: ApplierConfig,
  now: () => number,
  warn: (what: string, detail: Record<string, unknown>) => void,
): Applier {
  const worker = new Worker(new URL('./applier-thread.ts', import.meta.url), {
    workerData: config,
    name: 'key4u-applier',
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  });
  let written = { file: '', bytes: 0 };
  let applied = { file: '', offset: 0 };
  let waitingSince: number | undefined;
  let failing = false;
  let caughtUp: (records: number) => void = () => {};
  let lost: (error: Error) => void = () => {};
  let stopped: () => void = () => {};
  const ended = new Promise<void>((resolve) => {
    stopped = resolve;
  });
  const ready = new Promise<number>((resolve, reject) => {
    caughtUp = resolve;
    lost = reject;
  });
  ready.catch(() => {});
  const isBehind = ({ file, bytes }: { file: string; bytes: number }) =>
    file > applied.file || (file === applied.file && bytes > applied.offset);
  const behind = () => isBehind(written);
  let waiters: { mark: { file: string; bytes: number }; resolve: () => void }[] = [];
  worker.on('message', (news: ApplierNews) => {
    if (news.kind === 'caught-up') caughtUp(news.records);
    if (news.kind === 'damaged')
      warn('a record of the journal is damaged; it is kept in a file beside the journal for a look', {
        file: news.file,
      });
    if (news.kind === 'stopped') stopped();
    if (news.kind === 'applied') {
      applied = { file: news.file, offset: news.offset };
      waitingSince = behind() ? now() : undefined;
      for (const { mark, resolve } of waiters) if (!isBehind(mark)) resolve();
      waiters = waiters.filter(({ mark }) => isBehind(mark));
      if (behind()) worker.postMessage({ current: written.file }); // what came meanwhile was not announced
      if (failing) warn('the database takes records again', {});
      failing = false;
    }
    if (news.kind === 'failed' && !failing) {
      failing = true;
      warn('the database does not take the journal; calls go on, their records wait on disk', {
        cause: news.message,
      });
    }
  });
  worker.on('error', (error) => {
    lost(error instanceof Error ? error : new Error(String(error)));
    warn('the applier has died; records wait on disk until a restart', { cause: String(error) });
  });
  worker.on('exit', () => stopped());
  return {
    caughtUp: ready,
    kick(file, bytes) {
      const wasBehind = behind();
      written = { file, bytes };
      if (wasBehind) return; // it is at work, and looks again before it sleeps
      waitingSince = now();
      worker.postMessage({ current: file });
    },
    lag(at) {
      if (!behind()) return { lagBytes: 0, lagMs: 0 };
      const lagBytes = written.file === applied.file ? written.bytes - applied.offset : written.bytes;
      return { lagBytes, lagMs: waitingSince === undefined ? 0 : at - waitingSince };
    },
    through() {
      const mark = written;
      if (!isBehind(mark)) return Promise.resolve();
      return new Promise((resolve) => waiters.push({ mark, resolve }));
    },
    async stop() {
      worker.postMessage({ stop: true });
      await ended;
    },
  };
}
