import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileBytes, Staged } from '../spec/files.ts';

const pieceBytes = 1024 * 1024;
/** A multiple of three, so that pieces become base64 one by one. */
const readBytes = 255 * 1024;
const passBytes = 128 * 1024;
const allowedName = /^[0-9a-z-]+$/;

/** One piece of memory for the whole way: what is passed on at the speed of its reader should not wait for a collector. */
async function* piecesOf(file: FileHandle, from: number, to: number): AsyncGenerator<Buffer> {
  try {
    const piece = Buffer.allocUnsafeSlow(passBytes);
    for (let at = from; at <= to; ) {
      const { bytesRead } = await file.read(piece, 0, Math.min(passBytes, to - at + 1), at);
      if (bytesRead === 0) throw new Error('a file lost bytes on disk');
      yield piece.subarray(0, bytesRead);
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
}

/**
 * Bytes of uploaded files in a folder: `<id>` for a file, `arriving/<name>` for what is on its way. A file gets its name
 * only when all of it is on disk, so what has a name is whole.
 */
export async function openFileFolder(path: string): Promise<FileBytes> {
  const arriving = join(path, 'arriving');
  await mkdir(arriving, { recursive: true, mode: 0o700 });
  const held = new Set<string>();

  const checked = (name: string): string => {
    if (!allowedName.test(name)) throw new Error('not a name of a file');
    return name;
  };
  const fileOf = (id: string) => join(path, checked(id));
  const stagedAt = (name: string) => join(arriving, checked(name));

  /** Undefined where it is not there. */
  async function ifThere<T>(work: Promise<T>): Promise<T | undefined> {
    try {
      return await work;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** A folder of its own knows of its new names only once it is on disk itself. */
  async function syncFolder(): Promise<void> {
    if (process.platform === 'win32') return;
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }

  async function hold(name: string, flag: 'wx+' | 'r+'): Promise<Staged> {
    const at = stagedAt(name);
    held.add(name);
    let file: FileHandle;
    let size: number;
    try {
      file = await open(at, flag, 0o600);
      size = (await file.stat()).size;
    } catch (error) {
      held.delete(name);
      throw error;
    }
    const close = async () => {
      if (!held.delete(name)) return;
      await file.close();
    };
    return {
      get size() {
        return size;
      },
      async write(bytes) {
        for (let done = 0; done < bytes.length; ) {
          const { bytesWritten } = await file.write(bytes, done, bytes.length - done, size);
          done += bytesWritten;
          size += bytesWritten;
        }
      },
      async cut(to) {
        await file.truncate(to);
        size = to;
      },
      async keep(id) {
        const hash = createHash('sha256');
        const piece = Buffer.allocUnsafe(pieceBytes);
        for (let from = 0; from < size; ) {
          const { bytesRead } = await file.read(piece, 0, pieceBytes, from);
          if (bytesRead === 0) throw new Error('an upload lost bytes on disk');
          hash.update(piece.subarray(0, bytesRead));
          from += bytesRead;
        }
        await file.sync();
        await close();
        await rename(at, fileOf(id));
        await syncFolder();
        return hash.digest('hex');
      },
      close,
      async drop() {
        await close();
        await rm(at, { force: true });
      },
    };
  }

  async function entries(folder: string) {
    const found = await readdir(folder, { withFileTypes: true });
    const stats = await Promise.all(
      found
        .filter((entry) => entry.isFile() && allowedName.test(entry.name))
        .map(async ({ name }) => {
          const at = await ifThere(stat(join(folder, name)));
          return at && { name, size: at.size, changedAt: at.ctimeMs };
        }),
    );
    return stats.filter((one) => one !== undefined);
  }

  return {
    stage: (name) => hold(name, 'wx+'),
    resume: async (name) => (held.has(name) ? 'held' : ifThere(hold(name, 'r+'))),
    staged: async (prefix) => (await entries(arriving)).filter(({ name }) => name.startsWith(prefix)),
    async read(id) {
      const file = await ifThere(open(fileOf(id), 'r'));
      return file && createReadStream('', { fd: file, highWaterMark: readBytes });
    },
    async pass(id, { from, to }) {
      const file = await ifThere(open(fileOf(id), 'r'));
      return file && piecesOf(file, from, to);
    },
    remove: (id) => rm(fileOf(id), { force: true }),
    async idsBefore(time) {
      return (await entries(path)).filter(({ changedAt }) => changedAt < time).map(({ name }) => name);
    },
    async sweepStaged(before) {
      for (const { name, changedAt } of await entries(arriving))
        if (changedAt < before && !held.has(name)) await rm(stagedAt(name), { force: true });
    },
  };
}
