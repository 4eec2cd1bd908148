import { parentPort, workerData } from 'node:worker_threads';
import { openFile } from './statements.ts';

/** The thread that owns the database file, so that no query ever stops the event loop of the relay. */
type Ask = { id: number; text: string; parameters?: readonly unknown[]; close?: true };

const port = parentPort!;
const file = openFile((workerData as { path: string }).path);

port.on('message', (ask: Ask) => {
  try {
    if (ask.close) {
      file.close();
      port.postMessage({ id: ask.id, outcome: { rows: [], changes: 0, lastId: 0 } });
      port.close();
    } else {
      port.postMessage({ id: ask.id, outcome: file.execute(ask.text, ask.parameters ?? []) });
    }
  } catch (error) {
    port.postMessage({ id: ask.id, error: error instanceof Error ? error.message : String(error) });
  }
});
