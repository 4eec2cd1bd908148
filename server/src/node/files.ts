import { readSetting, settings } from '../admin/index.ts';
import type { Clock } from '../base/clock.ts';
import type { Vault } from '../base/secret.ts';
import { Files } from '../relay/files.ts';
import type { FileBytes } from '../spec/files.ts';
import type { Store } from '../spec/store.ts';

const megabyte = 1024 * 1024;
/** Files of somebody who tries the gateway without an account. */
const visitorsMb = 20;
const dayMs = 24 * 3_600_000;

/** The files of customers: rows in the database, bytes in the folder. `mostBytes`: of one file. */
export const openFiles = (
  store: Store,
  bytes: FileBytes,
  vault: Vault,
  clock: Clock,
  mostBytes: number,
): Files =>
  new Files({
    rows: store.files,
    bytes,
    vault,
    clock,
    mostBytes,
    async bounds(owner) {
      const perUser = await readSetting(store, settings.filesMbPerUser);
      const isVisitor = (await store.visitors.find(owner)) !== undefined;
      return {
        perUser: (isVisitor ? Math.min(perUser, visitorsMb) : perUser) * megabyte,
        longestMs: (await readSetting(store, settings.fileRetentionDays)) * dayMs,
      };
    },
  });
