import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

/**
 * A consistent copy of a database that goes on being written: one read transaction, in a thread and over a connection of
 * its own.
 */
const { from, to } = workerData as { from: string; to: string };
const database = new DatabaseSync(from);
try {
  database.exec('pragma busy_timeout = 15000;');
  database.prepare('vacuum into ?').run(to);
  parentPort!.postMessage('done');
} finally {
  database.close();
}
