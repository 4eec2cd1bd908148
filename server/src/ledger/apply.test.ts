import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, test } from 'node:test';
import { tempDir } from '../../../test/support/databases.ts';
import { callRecord } from '../../../test/support/rows.ts';
import type { CallRecord } from '../spec/records.ts';
import type { JournalPosition } from '../spec/store.ts';
import { type Applied, applyJournal } from './apply.ts';
import { journalLine } from './journal.ts';

const cleanUp: (() => void)[] = [];
afterEach(() => {
  for (const step of cleanUp.splice(0)) step();
});

const name = (number: number) => `${String(number).padStart(10, '0')}.jsonl`;

/** A folder with journal files of these texts, numbered from 1. */
function folderWith(...texts: string[]): string {
  const dir = tempDir();
  cleanUp.push(dir.remove);
  const folder = join(dir.path, 'journal');
  mkdirSync(folder);
  for (const [n, text] of texts.entries()) writeFileSync(join(folder, name(n + 1)), text);
  return folder;
}

/** A database that takes a batch whole or, while `away`, not at all. */
class Ledger {
  readonly applied: CallRecord[] = [];
  batches = 0;
  stand: JournalPosition | undefined;
  away = false;
  /** Dies before this batch. */
  diesAt = Number.POSITIVE_INFINITY;

  async apply(records: readonly CallRecord[], position: JournalPosition): Promise<void> {
    if (this.away || ++this.batches >= this.diesAt) throw new Error('connect ECONNREFUSED');
    this.applied.push(...records);
    this.stand = position;
  }

  async position(): Promise<JournalPosition | undefined> {
    if (this.away) throw new Error('connect ECONNREFUSED');
    return this.stand;
  }
}

const text = (records: readonly CallRecord[]) => records.map(journalLine).join('');
const records = (count: number, some: Partial<CallRecord> = {}) =>
  Array.from({ length: count }, () => callRecord(some));
const ids = (list: readonly CallRecord[]) => list.map(({ id }) => id);

test('everything that an earlier process left is applied in order, and its files are deleted', async () => {
  const all = records(5);
  const folder = folderWith(text(all.slice(0, 2)), '', text(all.slice(2)));
  const ledger = new Ledger();
  const seen: Applied[] = [];
  assert.equal(await applyJournal(ledger, folder, 'n1', undefined, (one) => seen.push(one)), 5);
  assert.deepEqual(ids(ledger.applied), ids(all));
  assert.deepEqual(readdirSync(folder), []);
  assert.deepEqual(
    seen.map(({ records: count, file }) => [count, file]),
    [
      [2, name(1)],
      [3, name(3)],
    ],
  );
  assert.equal(await applyJournal(ledger, folder, 'n1', undefined), 0);
});

test('the file that is being written stays, and is taken up where it was left', async () => {
  const all = records(5);
  const folder = folderWith(text(all.slice(0, 2)), text(all.slice(2, 3)));
  const ledger = new Ledger();
  assert.equal(await applyJournal(ledger, folder, 'n1', name(2)), 3);
  assert.deepEqual(readdirSync(folder), [name(2)]);
  writeFileSync(join(folder, name(2)), text(all.slice(2)));
  assert.equal(await applyJournal(ledger, folder, 'n1', name(2)), 2);
  assert.equal(await applyJournal(ledger, folder, 'n1', name(2)), 0);
  assert.deepEqual(ids(ledger.applied), ids(all));
});

test('a file that was begun meanwhile is not deleted before its time', async () => {
  const folder = folderWith('', '', text(records(1)));
  await applyJournal(new Ledger(), folder, 'n1', name(2));
  assert.deepEqual(readdirSync(folder), [name(2), name(3)]);
});

test('while the database is away nothing is lost, and nothing is deleted', async () => {
  const all = records(3);
  const folder = folderWith(text(all.slice(0, 2)), text(all.slice(2)));
  const ledger = new Ledger();
  ledger.away = true;
  for (let n = 0; n < 3; n++)
    await assert.rejects(applyJournal(ledger, folder, 'n1', undefined), /ECONNREFUSED/);
  assert.deepEqual(readdirSync(folder), [name(1), name(2)]);
  ledger.away = false;
  assert.equal(await applyJournal(ledger, folder, 'n1', undefined), 3);
  assert.deepEqual(ids(ledger.applied), ids(all));
});

test('an applier that dies between batches goes on behind the last one', async () => {
  const all = records(30, { notes: ['z'.repeat(100_000)] }); // about three batches of a megabyte
  const folder = folderWith(text(all));
  const ledger = new Ledger();
  ledger.diesAt = 2;
  await assert.rejects(applyJournal(ledger, folder, 'n1', undefined));
  assert.ok(ledger.applied.length > 0 && ledger.applied.length < 30);
  ledger.diesAt = Number.POSITIVE_INFINITY;
  await applyJournal(ledger, folder, 'n1', undefined);
  assert.deepEqual(ids(ledger.applied), ids(all));
});

test('files that the database has passed are deleted unread', async () => {
  const folder = folderWith(text(records(2)), text(records(1)));
  const ledger = new Ledger();
  ledger.stand = { node: 'n1', file: name(2), offset: 1_000_000 };
  assert.equal(await applyJournal(ledger, folder, 'n1', undefined), 0);
  assert.deepEqual(readdirSync(folder), []);
});

test('the torn end of a killed process is dropped with its file: nobody was told that it stood', async () => {
  const all = records(3);
  const torn = text(all).slice(0, -40);
  const folder = folderWith(torn);
  const ledger = new Ledger();
  const damaged: string[] = [];
  await applyJournal(ledger, folder, 'n1', undefined, undefined, (file) => damaged.push(file));
  assert.deepEqual(ids(ledger.applied), ids(all.slice(0, 2)));
  assert.deepEqual([readdirSync(folder), damaged], [[], []]);
});

test('half a line at the end of the file that is being written is waited for', async () => {
  const all = records(2);
  const whole = text(all);
  const folder = folderWith(whole.slice(0, -40));
  const ledger = new Ledger();
  assert.equal(await applyJournal(ledger, folder, 'n1', name(1)), 1);
  writeFileSync(join(folder, name(1)), whole);
  assert.equal(await applyJournal(ledger, folder, 'n1', name(1)), 1);
  assert.deepEqual(ids(ledger.applied), ids(all));
});

test('records behind a damaged one are charged, and it is kept for a look', async () => {
  const all = records(4);
  const lines = all.map(journalLine);
  lines[1] = lines[1]!.replace('gpt-4o', 'gpt-4p');
  const folder = folderWith(lines.join(''), text(records(1)));
  const ledger = new Ledger();
  const damaged: string[] = [];
  await applyJournal(ledger, folder, 'n1', undefined, undefined, (file) => damaged.push(file));
  assert.deepEqual(ids(ledger.applied.slice(0, 3)), ids([all[0]!, all[2]!, all[3]!]));
  assert.equal(ledger.applied.length, 4, 'the next file goes on');
  assert.deepEqual(damaged, [name(1)]);
  assert.deepEqual(readdirSync(folder), [`${name(1)}.damaged`]);
  assert.equal(readFileSync(join(folder, `${name(1)}.damaged`), 'utf8'), lines[1]);
  assert.equal(await applyJournal(ledger, folder, 'n1', undefined), 0, 'it is not read again');
});

test('a damaged record in the file that is being written does not stop the ones behind it', async () => {
  const all = records(3);
  const lines = all.map(journalLine);
  lines[0] = `${'\0'.repeat(50)}\n`;
  const folder = folderWith(lines.join(''));
  const ledger = new Ledger();
  const damaged: string[] = [];
  const apply = (current: string | undefined) =>
    applyJournal(ledger, folder, 'n1', current, undefined, (file) => damaged.push(file));
  await apply(name(1));
  assert.deepEqual(ids(ledger.applied), ids(all.slice(1)));
  assert.ok(existsSync(join(folder, name(1))));
  await apply(name(1));
  assert.equal(ledger.applied.length, 2);
  await apply(undefined);
  assert.deepEqual([readdirSync(folder), damaged], [[`${name(1)}.damaged`], [name(1)]]);
});
