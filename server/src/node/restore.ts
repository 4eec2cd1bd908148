import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { systemClock } from '../base/clock.ts';
import { openVault } from '../base/secret.ts';
import { readTar } from '../base/tar.ts';
import type { Verdict } from '../spec/store.ts';
import { openStore } from '../store/index.ts';
import { backupFormat } from './backup.ts';
import type { Config } from './config.ts';

const manifestSchema = z.looseObject({
  format: z.literal(backupFormat),
  version: z.string(),
  made_at: z.string(),
  node: z.string(),
  files_included: z.boolean(),
  files: z.array(z.looseObject({ id: z.string(), size: z.number() })),
});

export type Restored = {
  readonly madeAt: string;
  readonly version: string;
  readonly verdict: Verdict;
  /** `missing`: put it into the data folder, or into KEY4U_MASTER_KEY, before the start. */
  readonly masterKey: 'restored' | 'was-there' | 'missing';
  /** Whether the stored secrets open with it; undefined: there is no key, or nothing to try it on. */
  readonly keyFits: boolean | undefined;
  readonly files: { readonly listed: number; readonly restored: number };
};

const known = /^(manifest\.json|node-id|master\.key|key4u\.db|files\/[0-9a-z-]+)$/;

/**
 * Unpacks a backup into an empty data folder (a master key may lie there already) and proves the ledger. What was
 * unpacked gets its place at the end, the database last: a restore that dies leaves nothing that a start would take.
 */
export async function restoreBackup(
  config: Pick<Config, 'dataDir' | 'databaseUrl' | 'masterKey' | 'filesDir'>,
  archive: string,
): Promise<Restored> {
  if (config.databaseUrl !== undefined)
    throw new Error('DATABASE_URL is set: a PostgreSQL database is restored with pg_restore');
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  const there = (await readdir(config.dataDir)).filter((name) => name !== 'master.key');
  if (there.length > 0)
    throw new Error(`the data folder ${config.dataDir} is not empty: stop the server and name an empty one`);
  const work = join(config.dataDir, 'restoring');
  await mkdir(join(work, 'files'), { recursive: true, mode: 0o700 });
  try {
    await unpack(archive, work);
    return await takeOver(config, work);
  } catch (error) {
    await rm(work, { recursive: true, force: true });
    throw error;
  }
}

async function unpack(archive: string, work: string): Promise<void> {
  const opened = createGunzip();
  pipeline(createReadStream(archive), opened, () => {}); // its errors come out of the reading below
  await readTar(opened, async ({ name, bytes }) => {
    if (!known.test(name)) throw new Error(`the archive holds ${JSON.stringify(name)}, which no backup does`);
    const file = await open(join(work, name), 'wx', 0o600);
    try {
      for await (const chunk of bytes) await file.writeFile(chunk);
      await file.sync();
    } finally {
      await file.close();
    }
  });
}

async function takeOver(
  config: Pick<Config, 'dataDir' | 'masterKey' | 'filesDir'>,
  work: string,
): Promise<Restored> {
  const read = (path: string) => readFile(path, 'utf8').catch(() => undefined);
  const said = await read(join(work, 'manifest.json'));
  const parsed = manifestSchema.safeParse(said === undefined ? undefined : JSON.parse(said));
  if (!parsed.success) throw new Error('the archive has no manifest that this version reads');
  const manifest = parsed.data;
  const restored = await readdir(join(work, 'files'));

  const own = config.masterKey ?? (await read(join(config.dataDir, 'master.key')))?.trim();
  const packed = (await read(join(work, 'master.key')))?.trim();
  const masterKey = own ?? packed;

  // Proved before it gets its place.
  const store = await openStore({
    dataDir: work,
    vault: openVault(masterKey ?? 'no key: nothing that is sealed is opened here'),
    clock: systemClock,
    inThread: true,
  });
  let verdict: Verdict;
  let keyFits: boolean | undefined;
  try {
    verdict = await store.ledger.verify();
    if (masterKey !== undefined) keyFits = await opensSecrets(() => store.channels.list());
  } finally {
    await store.close();
  }

  const filesDir = config.filesDir ?? join(config.dataDir, 'files');
  await mkdir(filesDir, { recursive: true, mode: 0o700 });
  for (const name of restored) await rename(join(work, 'files', name), join(filesDir, name));
  if (own === undefined && packed !== undefined)
    await rename(join(work, 'master.key'), join(config.dataDir, 'master.key'));
  await rename(join(work, 'node-id'), join(config.dataDir, 'node-id'));
  await rename(join(work, 'key4u.db'), join(config.dataDir, 'key4u.db'));
  await rm(work, { recursive: true, force: true });
  return {
    madeAt: manifest.made_at,
    version: manifest.version,
    verdict,
    masterKey: own !== undefined ? 'was-there' : packed !== undefined ? 'restored' : 'missing',
    keyFits,
    files: { listed: manifest.files.length, restored: restored.length },
  };
}

/** Channels are stored with sealed keys; a wrong master key cannot list them. */
async function opensSecrets(list: () => Promise<readonly unknown[]>): Promise<boolean | undefined> {
  try {
    return (await list()).length > 0 ? true : undefined;
  } catch {
    return false;
  }
}
