import { parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../base/clock.ts';
import { openVault } from '../base/secret.ts';
import { applyJournal } from '../ledger/apply.ts';
import { openStore } from '../store/index.ts';
import type { ApplierConfig, ApplierNews } from './applier.ts';
import { standBack } from './thread-priority.ts';

/**
 * The thread that moves the journal into the database. It has its own connection, and nothing the relay does waits
 * for it: while the database is away the journal grows, and this thread tries again.
 */
const config = workerData as ApplierConfig;
standBack();
const port = parentPort!;
const tell = (news: ApplierNews) => port.postMessage(news);

/** Rows are gathered this long, because one transaction of many is far cheaper than many of one. */
const gatherMs = 200;
const firstRetryMs = 250;
const longestRetryMs = 5000;

let current: string | undefined;
let awake: (() => void) | undefined;
let wanted = false;
let stopping = false;

port.on('message', (message: { current?: string; stop?: true }) => {
  if (message.stop) stopping = true;
  if (message.current) current = message.current;
  wanted = true;
  awake?.();
});

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const store = await openStore({
  dataDir: config.dataDir,
  databaseUrl: config.databaseUrl,
  vault: openVault(config.masterKey),
  clock: systemClock,
  inThread: true,
});

let retry = firstRetryMs;
let first = true;
for (;;) {
  try {
    wanted = false;
    const last = stopping;
    const applied = await applyJournal(
      store.ledger,
      config.folder,
      config.node,
      current,
      ({ file, offset, records }) => tell({ kind: 'applied', file, offset, records }),
      (file) => tell({ kind: 'damaged', file }),
    );
    if (first) tell({ kind: 'caught-up', records: applied });
    first = false;
    retry = firstRetryMs;
    if (last) break;
  } catch (error) {
    tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    if (stopping) break; // the records stay in the journal for the next start
    await sleep(retry);
    retry = Math.min(retry * 2, longestRetryMs);
    continue;
  }
  if (!stopping) await sleep(gatherMs);
  if (!wanted && !stopping)
    await new Promise<void>((resolve) => {
      awake = resolve;
    });
}
await store.close().catch(() => {});
tell({ kind: 'stopped' });
port.close();
