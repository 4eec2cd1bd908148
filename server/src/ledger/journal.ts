import {
  appendFileSync,
  close,
  closeSync,
  constants,
  createReadStream,
  existsSync,
  fsyncSync,
  ftruncate,
  mkdirSync,
  openSync,
  readdirSync,
  statSync,
  unlinkSync,
  write,
} from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { CallRecord } from '../spec/records.ts';

/**
 * The journal: one line a settled call, `crc32 json`, appended to a file of this process. Whoever waits for `append`
 * knows that the record is on disk (fdatasync), and all who wait at the same time share one sync (group commit). A
 * start always begins a new file, so a torn last line of a killed process stays the last line of its file.
 */
export type Durability = 'power' | 'process';

const rotateBytes = 64 * 1024 * 1024;
const gatherMs = 2;

export const journalFiles = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /^\d{10}\.jsonl$/.test(name))
        .sort()
    : [];

const nameOf = (number: number) => `${String(number).padStart(10, '0')}.jsonl`;

export function journalLine(record: CallRecord): string {
  const text = JSON.stringify(record);
  return `${crc32(text).toString(16).padStart(8, '0')} ${text}\n`;
}

/** A record, or undefined when the line is torn or damaged. */
export function readLine(line: string): CallRecord | undefined {
  const text = line.slice(9);
  if (text === '' || line[8] !== ' ' || crc32(text) !== Number.parseInt(line.slice(0, 8), 16))
    return undefined;
  return JSON.parse(text) as CallRecord;
}

type Waiter = { resolve: () => void; reject: (error: Error) => void };

export class Journal {
  readonly #folder: string;
  readonly #durability: Durability;
  readonly #committed: (file: string, bytes: number) => void;
  #file: number | undefined;
  #name = '';
  #number: number;
  #size = 0;
  #lines: string[] = [];
  #waiters: Waiter[] = [];
  #writing = false;
  #committedAt = 0;
  /** Why the last write failed; undefined while all is well. */
  failure: Error | undefined;

  /**
   * `folder` is this node's own. `committed` is told after every commit how far the current file reaches.
   * 'power': a record survives a power cut; 'process': it survives the death of the process. `after`: the last file
   * that the database knows of this node; new files are numbered behind it, or they would be taken for applied.
   */
  constructor(
    folder: string,
    durability: Durability,
    committed: (file: string, bytes: number) => void,
    after = '',
  ) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
    this.#durability = durability;
    this.#committed = committed;
    this.#number = Math.max(
      Number(journalFiles(folder).at(-1)?.slice(0, 10) ?? 0),
      Number(after.slice(0, 10)),
    );
  }

  get lag(): number {
    return this.#lines.length;
  }

  /** Resolves when the record is on disk. Rejects when it could not be written: then the call must not end well. */
  append(record: CallRecord): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#lines.push(journalLine(record));
      this.#waiters.push({ resolve, reject });
      this.#start();
    });
  }

  /** For records nobody waits for (faults without a charge). */
  appendLazily(record: CallRecord): void {
    this.#lines.push(journalLine(record));
    this.#start();
  }

  #start(): void {
    if (this.#writing) return;
    this.#writing = true;
    // A turn of the loop later, so that everything that settles in this turn shares the sync. Shortly after another
    // commit a moment later: under load one sync then serves many, and a lone record is not kept waiting.
    if (performance.now() - this.#committedAt < gatherMs) setTimeout(this.#commit, gatherMs);
    else setImmediate(this.#commit);
  }

  /** Plain callbacks: this runs thousands of times a second, and promises of `fs` cost several times as much. */
  readonly #commit = (): void => {
    if (this.#lines.length === 0) {
      this.#writing = false;
      for (const { resolve } of this.#waiters.splice(0)) resolve();
      return;
    }
    const batch = Buffer.from(this.#lines.join(''));
    const waiters = this.#waiters;
    this.#lines = [];
    this.#waiters = [];
    const finish = (error: Error | null) => {
      if (error) {
        // Whole lines may stand there, whose calls are now told that they failed: they are cut off again, as far as the
        // disk lets us. The next batch opens a new file, because this one may end in half a line.
        this.#closeFile(this.#size);
        this.failure = new Error('the journal cannot be written; is the disk full?', { cause: error });
        for (const waiter of waiters) waiter.reject(this.failure);
      } else {
        this.#size += batch.length;
        this.failure = undefined;
        this.#committed(this.#name, this.#size);
        for (const waiter of waiters) waiter.resolve();
        if (this.#size >= rotateBytes) this.#closeFile();
      }
      this.#committedAt = performance.now();
      if (this.#lines.length > 0) setTimeout(this.#commit, gatherMs);
      else setImmediate(this.#commit);
    };
    let file: number;
    try {
      file = this.#file ?? this.#openNext();
    } catch (error) {
      finish(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    writeAll(file, batch, 0, finish);
  };

  /** `O_DSYNC` makes each write what a write and an fdatasync are, in one trip to the thread pool. */
  #openNext(): number {
    this.#number++;
    this.#name = nameOf(this.#number);
    this.#size = 0;
    const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_EXCL;
    const file = openSync(
      join(this.#folder, this.#name),
      flags | (this.#durability === 'power' ? constants.O_DSYNC : 0),
      0o600,
    );
    if (this.#durability === 'power') syncFolder(this.#folder);
    this.#file = file;
    return file;
  }

  #closeFile(cutAt?: number): void {
    const file = this.#file;
    this.#file = undefined;
    if (file === undefined) return;
    if (cutAt === undefined) close(file, () => {});
    else ftruncate(file, cutAt, () => close(file, () => {}));
  }

  /** Resolves when everything appended so far is on disk or has failed. */
  async flush(): Promise<void> {
    // Goes with the next batch, or ends with the one that is being written: under load there is no moment of rest.
    if (this.#writing)
      await new Promise<void>((resolve) => this.#waiters.push({ resolve, reject: () => resolve() }));
  }

  async close(): Promise<void> {
    await this.flush();
    this.#closeFile();
  }
}

function writeAll(file: number, bytes: Buffer, from: number, done: (error: Error | null) => void): void {
  write(file, bytes, from, bytes.length - from, null, (error, written) => {
    if (error || from + written === bytes.length) done(error);
    else writeAll(file, bytes, from + written, done);
  });
}

/** The name of a new file is only safe when its folder is synced. Where folders cannot be synced, the system does it itself. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** `end`: where to go on. `damaged`: whole lines in between that cannot be read. */
export type Batch = { records: CallRecord[]; end: number; damaged: Buffer[] };

/**
 * Reads whole lines from `from` on, at most about `maxBytes`. Stops before a line that is not finished: in a file that
 * nobody writes any more that is the torn end.
 */
export async function readBatch(path: string, from: number, maxBytes: number): Promise<Batch> {
  const size = statSync(path).size;
  const records: CallRecord[] = [];
  const damaged: Buffer[] = [];
  if (size <= from) return { records, end: from, damaged };
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(path, { start: from, end: Math.min(size, from + maxBytes) - 1 }))
    chunks.push(chunk as Buffer);
  let bytes = Buffer.concat(chunks);
  if (bytes.indexOf(10) < 0 && from + bytes.length < size) {
    // One record longer than the batch (a large stored answer): read it whole.
    for await (const chunk of createReadStream(path, { start: from + bytes.length })) {
      bytes = Buffer.concat([bytes, chunk as Buffer]);
      if ((chunk as Buffer).includes(10)) break;
    }
  }
  let at = 0;
  for (;;) {
    const newline = bytes.indexOf(10, at);
    if (newline < 0) return { records, end: from + at, damaged };
    const record = readLine(bytes.toString('utf8', at, newline));
    if (record) records.push(record);
    else damaged.push(bytes.subarray(at, newline + 1));
    at = newline + 1;
  }
}

/** Deletes a file whose records are all in the database. */
export function removeJournal(folder: string, name: string): void {
  unlinkSync(join(folder, name));
}

/** Keeps lines that could not be read, in a file beside the journal's that is not read again. */
export function setAside(folder: string, name: string, lines: readonly Buffer[]): void {
  appendFileSync(join(folder, `${name}.damaged`), Buffer.concat(lines), { mode: 0o600, flush: true });
}
