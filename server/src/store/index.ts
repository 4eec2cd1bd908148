import { join } from 'node:path';
import { sql } from 'kysely';
import type { Clock } from '../base/clock.ts';
import type { Vault } from '../base/secret.ts';
import type { Store } from '../spec/store.ts';
import { auditOf } from './audit.ts';
import { authOf } from './auth.ts';
import { callsOf } from './calls.ts';
import { channelsOf } from './channels.ts';
import { codesOf } from './codes.ts';
import { createContext } from './context.ts';
import type { Engine } from './engine.ts';
import { filesOf } from './files.ts';
import { insightOf } from './insight.ts';
import { keptOf } from './kept.ts';
import { keysOf } from './keys.ts';
import { ledgerOf } from './ledger.ts';
import { migrate } from './migrate.ts';
import { changesOf, idempotencyOf, nodesOf } from './nodes.ts';
import { ordersOf } from './orders.ts';
import { createPartitions, monthOf } from './partitions.ts';
import { openPostgres } from './postgres/engine.ts';
import { groupsOf, modelsOf, pricesOf } from './prices.ts';
import { announcementsOf, settingsOf, siteFilesOf } from './site.ts';
import { openSqlite } from './sqlite/engine.ts';
import { statementsOf } from './statements.ts';
import { taskGalleryOf } from './task-gallery.ts';
import { tasksOf } from './tasks.ts';
import { tokensOf } from './tokens.ts';
import { usersOf } from './users.ts';
import { visitorsOf } from './visitors.ts';

export type StoreConfig = {
  /** Where the embedded database lies when there is no `databaseUrl`. The folder exists. */
  readonly dataDir: string;
  /** postgres://… */
  readonly databaseUrl?: string | undefined;
  readonly vault: Vault;
  readonly clock: Clock;
  /** The calling thread may wait for the disk, so no threads are started for it (the applier). */
  readonly inThread?: boolean;
};

/** Opens the engine alone: for the store below and for tests of migrations. */
export function openEngine(config: Pick<StoreConfig, 'dataDir' | 'databaseUrl' | 'inThread'>): Engine {
  if (config.databaseUrl) return openPostgres(config.databaseUrl, config.inThread ? { connections: 1 } : {});
  return openSqlite(join(config.dataDir, 'key4u.db'), { inThread: config.inThread ?? false });
}

/** Opens the database and brings it to this version. Throws when it cannot be reached or is too new. */
export async function openStore(config: StoreConfig): Promise<Store> {
  const engine = openEngine(config);
  try {
    await migrate(engine, config.clock.now());
  } catch (error) {
    await engine.close().catch(() => {});
    throw error;
  }
  return storeOver(engine, config);
}

async function storeOver(engine: Engine, { clock, vault }: StoreConfig): Promise<Store> {
  const heard = new Set<() => unknown>();
  const context = createContext(engine, clock, vault, () =>
    Promise.all([...heard].map((notice) => notice())),
  );
  const { db } = context;
  const partitions = createPartitions(engine);
  // So that the log can be read before the first call is written.
  await db.transaction().execute((tx) => partitions.ensure(tx, new Set([monthOf(clock.now())])));
  return {
    users: usersOf(context),
    tokens: tokensOf(context),
    keys: keysOf(context),
    channels: channelsOf(context),
    groups: groupsOf(context),
    prices: pricesOf(context),
    models: modelsOf(context),
    ledger: ledgerOf(context, partitions),
    calls: callsOf(context, partitions),
    idempotency: idempotencyOf(context),
    kept: keptOf(context),
    auth: authOf(context),
    files: filesOf(context),
    tasks: tasksOf(context, partitions),
    insight: insightOf(context),
    visitors: visitorsOf(context),
    taskGallery: taskGalleryOf(context),
    nodes: nodesOf(context),
    changes: changesOf(context, heard),
    settings: settingsOf(context),
    announcements: announcementsOf(context),
    siteFiles: siteFilesOf(context),
    statements: statementsOf(context),
    codes: codesOf(context),
    orders: ordersOf(context),
    audit: auditOf(context),
    async ping() {
      const late = new Promise<never>((_resolve, reject) => {
        setTimeout(() => reject(new Error('the database did not answer within a second')), 1000).unref();
      });
      await Promise.race([sql`select 1`.execute(db), late]);
    },
    size: () => engine.size(engine.reader),
    close: () => engine.close(),
  };
}
