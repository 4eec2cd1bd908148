import { readSetting, settings } from '../admin/index.ts';
import type { Clock } from '../base/clock.ts';
import type { Vault } from '../base/secret.ts';
import { Files } from '../relay/files.ts';
import type { Store } from '../spec/store.ts';
import { openFileFolder } from '../store/file-folder.ts';

const megabyte = 1024 * 1024;
const dayMs = 24 * 3_600_000;

/** The files of customers: rows in the database, bytes in the folder. `mostBytes`: of one file. */
export const openFiles = async (
  store: Store,
  folder: string,
  vault: Vault,
  clock: Clock,
  mostBytes: number,
): Promise<Files> =>
  new Files({
    rows: store.files,
    bytes: await openFileFolder(folder),
    vault,
    clock,
    mostBytes,
    bounds: async () => ({
      perUser: (await readSetting(store, settings.filesMbPerUser)) * megabyte,
      longestMs: (await readSetting(store, settings.fileRetentionDays)) * dayMs,
    }),
  });
