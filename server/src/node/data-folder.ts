import { randomBytes } from 'node:crypto';
import { accessSync, constants, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { randomText } from '../base/ids.ts';

/** The data folder: who holds it, its master key, the name of this node, and what the command line finds in it. */
export type DataFolder = {
  readonly path: string;
  readonly journal: string;
  readonly files: string;
  readonly node: string;
  readonly masterKey: string;
  /** Written while a server listens. */
  announce(server: { url: string; pid: number; operatorToken: string }): void;
  release(): void;
};

const secretFile = 0o600;

/**
 * Takes the folder for this process. Two processes on one folder would write one journal, so the second is refused:
 * the lock is one of the operating system (held through SQLite), which no crash leaves behind.
 */
export function openDataFolder(path: string, masterKey: string | undefined): DataFolder {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    accessSync(path, constants.R_OK | constants.W_OK);
  } catch (cause) {
    throw new Error(`the data folder ${path} cannot be written; set KEY4U_DATA_DIR to one that can`, {
      cause,
    });
  }
  const lock = new DatabaseSync(join(path, 'lock'));
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive;');
  } catch {
    lock.close();
    throw new Error(
      `another Key4U process uses the data folder ${path}; stop it, or set KEY4U_DATA_DIR to another folder`,
    );
  }
  const keep = (name: string, make: () => string): string => {
    const file = join(path, name);
    try {
      return readFileSync(file, 'utf8').trim();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      const value = make();
      writeFileSync(file, `${value}\n`, { mode: secretFile, flag: 'wx', flush: true });
      return value;
    }
  };
  const server = join(path, 'server.json');
  return {
    path,
    journal: join(path, 'journal'),
    files: join(path, 'files'),
    node: keep('node-id', () => `node-${randomText(12)}`),
    masterKey: masterKey ?? keep('master.key', () => randomBytes(32).toString('hex')),
    announce(content) {
      rmSync(server, { force: true });
      writeFileSync(server, JSON.stringify(content), { mode: secretFile, flag: 'wx' });
    },
    release() {
      rmSync(server, { force: true });
      lock.close();
    },
  };
}
