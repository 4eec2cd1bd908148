import { createReadStream } from 'node:fs';
import { mkdtemp, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { createGzip } from 'node:zlib';
import { type TarEntry, writeTar } from '../base/tar.ts';
import type { Store } from '../spec/store.ts';
import type { DataFolder } from './data-folder.ts';

export const backupFormat = 'key4u-backup-1';

/** The first file of an archive: what is in it. */
export type Manifest = {
  readonly format: typeof backupFormat;
  readonly version: string;
  readonly made_at: string;
  /** The name under which a journal of this node is applied, and how far it was. */
  readonly node: string;
  readonly journal: { readonly file: string; readonly offset: number } | null;
  readonly master_key: boolean;
  /** Are the bytes of these files in the archive? */
  readonly files_included: boolean;
  readonly files: readonly { readonly id: string; readonly size: number }[];
};

export type BackupOptions = { readonly files: boolean; readonly masterKey: boolean };

export type BackupDeps = {
  readonly folder: DataFolder;
  readonly filesDir: string;
  readonly store: Store;
  readonly version: string;
  readonly now: () => number;
  /** Brings what was settled until now into the database. */
  readonly settled: () => Promise<void>;
};

const workFolder = 'backup-';

function copyDatabase(from: string, to: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./copy-thread.ts', import.meta.url), { workerData: { from, to } });
    thread.once('message', () => resolve());
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`the copy of the database ended with code ${code}`)));
  });
}

const text = (name: string, value: string, modifiedAt: number): TarEntry => {
  const bytes = Buffer.from(value);
  return { name, size: bytes.length, modifiedAt, bytes: [bytes] };
};

async function listFiles(folder: string): Promise<{ id: string; size: number }[]> {
  const names = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found = await Promise.all(
    names
      .filter((one) => one.isFile() && /^[0-9a-z-]+$/.test(one.name))
      .map(async ({ name }) => {
        const at = await stat(join(folder, name)).catch(() => undefined); // deleted meanwhile
        return at && { id: name, size: at.size };
      }),
  );
  return found.filter((one) => one !== undefined);
}

/**
 * One archive, made while the gateway goes on. Everything that was settled before it was asked for is in the copy of the
 * database, so no journal goes with it; the position says from where a journal that survived may still be applied.
 */
export async function makeBackup(
  deps: BackupDeps,
  options: BackupOptions,
): Promise<AsyncIterable<Uint8Array>> {
  const { folder, filesDir, store } = deps;
  await deps.settled();
  // Left by a process that died over it.
  for (const name of await readdir(folder.path))
    if (name.startsWith(workFolder)) await rm(join(folder.path, name), { recursive: true, force: true });
  const work = await mkdtemp(join(folder.path, workFolder));
  const copy = join(work, 'key4u.db');
  const position = await store.ledger.position(folder.node);
  try {
    await copyDatabase(join(folder.path, 'key4u.db'), copy);
  } catch (error) {
    await rm(work, { recursive: true, force: true });
    throw error;
  }
  const at = deps.now();
  async function* entries(): AsyncGenerator<TarEntry> {
    const files = await listFiles(filesDir);
    const manifest: Manifest = {
      format: backupFormat,
      version: deps.version,
      made_at: new Date(at).toISOString(),
      node: folder.node,
      journal: position ? { file: position.file, offset: position.offset } : null,
      master_key: options.masterKey,
      files_included: options.files,
      files,
    };
    yield text('manifest.json', `${JSON.stringify(manifest, null, 1)}\n`, at);
    yield text('node-id', `${folder.node}\n`, at);
    if (options.masterKey) yield text('master.key', `${folder.masterKey}\n`, at);
    const { size } = await stat(copy);
    yield { name: 'key4u.db', size, modifiedAt: at, bytes: createReadStream(copy) };
    if (!options.files) return;
    for (const { id } of files) {
      // Held open: a file that is deleted now is still read to its end.
      const file = await open(join(filesDir, id), 'r').catch(() => undefined);
      if (!file) continue;
      const { size: length } = await file.stat();
      yield { name: `files/${id}`, size: length, modifiedAt: at, bytes: file.createReadStream() };
    }
  }
  async function* archive() {
    try {
      const zipped = createGzip();
      pipeline(Readable.from(writeTar(entries())), zipped, () => {}); // its errors come out of the reading below
      yield* zipped;
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }
  return archive();
}
