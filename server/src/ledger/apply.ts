import { join } from 'node:path';
import type { Store } from '../spec/store.ts';
import { journalFiles, linesBehind, readBatch, removeJournal, setAside } from './journal.ts';

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
    let broken = false;
    while (!passed) {
      const batch = await readBatch(join(folder, file), offset, batchBytes);
      broken = batch.damaged;
      if (batch.records.length === 0) break;
      await ledger.apply(batch.records, { node, file, offset: batch.end });
      offset = batch.end;
      total += batch.records.length;
      progress({ records: batch.records.length, file, offset });
    }
    if (file === current || (current !== undefined && file > current)) continue;
    // The torn last line of a killed process was never acknowledged; whole lines behind a damaged one were.
    if (broken && (await linesBehind(join(folder, file), offset)) > 1) {
      setAside(folder, file);
      damaged(file);
    } else removeJournal(folder, file);
  }
  return total;
}
