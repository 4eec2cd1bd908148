import { join } from 'node:path';
import type { Store } from '../spec/store.ts';
import { journalFiles, readBatch, removeJournal, setAside } from './journal.ts';

/**
 * Moves the journal of one node into the database, batch by batch. A batch and the position behind it go in one
 * transaction, so whatever dies in between, every record is applied once.
 */
const batchBytes = 1024 * 1024;

export type Applied = { readonly records: number; readonly file: string; readonly offset: number };

/**
 * Applies everything that stands in the journal now. `current`: the file that is still being written; older ones are
 * deleted when they are through. Throws when the database does not take it: call again later, nothing is lost.
 */
export async function applyJournal(
  ledger: Pick<Store['ledger'], 'apply' | 'position'>,
  folder: string,
  node: string,
  current: string | undefined,
  progress: (applied: Applied) => void = () => {},
  damaged: (file: string) => void = () => {},
): Promise<number> {
  const stand = await ledger.position(node);
  let total = 0;
  for (const file of journalFiles(folder)) {
    const passed = stand !== undefined && file < stand.file;
    let offset = stand?.file === file ? stand.offset : 0;
    while (!passed) {
      const batch = await readBatch(join(folder, file), offset, batchBytes);
      if (batch.end === offset) break;
      if (batch.damaged.length > 0) {
        setAside(folder, file, batch.damaged);
        damaged(file);
      }
      await ledger.apply(batch.records, { node, file, offset: batch.end });
      offset = batch.end;
      total += batch.records.length;
      progress({ records: batch.records.length, file, offset });
    }
    // What is left behind the last whole line is the torn end of a killed process: nobody was told that it stood.
    if (current === undefined || file < current) removeJournal(folder, file);
  }
  return total;
}
