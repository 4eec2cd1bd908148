import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { tempDir } from '../../../test/support/databases.ts';
import { callRecord } from '../../../test/support/rows.ts';
import type { CallRecord } from '../spec/records.ts';
import { type Durability, Journal, journalFiles, journalLine, readBatch, readLine } from './journal.ts';

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

type Commit = { file: string; bytes: number };

function opened(durability: Durability = 'power', folder = newFolder(), after?: string) {
  const commits: Commit[] = [];
  const journal = new Journal(folder, durability, (file, bytes) => commits.push({ file, bytes }), after);
  cleanUp.push(() => journal.close());
  return { journal, folder, commits };
}

function newFolder(): string {
  const dir = tempDir();
  cleanUp.push(dir.remove);
  return join(dir.path, 'journal');
}

async function idsIn(folder: string): Promise<string[]> {
  const ids: string[] = [];
  for (const file of journalFiles(folder))
    ids.push(...(await readBatch(join(folder, file), 0, 1e9)).records.map(({ id }) => id));
  return ids;
}

const records = (count: number, some: Partial<CallRecord> = {}): CallRecord[] =>
  Array.from({ length: count }, () => callRecord({ model: 'mô-hình 🦊\n"x"', ...some }));

test('a record that was awaited stands on disk, as it was, in the order of appending', async () => {
  const { journal, folder, commits } = opened();
  assert.deepEqual(journalFiles(folder), [], 'no file before the first record');
  const all = records(3);
  await journal.append(all[0]!);
  const [file] = journalFiles(folder);
  const read = () => readBatch(join(folder, file!), 0, 1e9);
  assert.deepEqual((await read()).records, [all[0]]);
  await journal.append(all[1]!);
  journal.appendLazily(all[2]!);
  await journal.flush();
  assert.deepEqual((await read()).records, all);
  const size = readFileSync(join(folder, file!)).length;
  assert.deepEqual(commits.at(-1), { file, bytes: size });
  assert.equal(journal.lag, 0);
});

test('all who append at the same time share one write', async () => {
  const { journal, folder, commits } = opened();
  const all = records(500);
  await Promise.all(all.map((record) => journal.append(record)));
  assert.equal(commits.length, 1);
  assert.deepEqual(
    await idsIn(folder),
    all.map(({ id }) => id),
  );
});

test('those who come while a write is under way share the next one', async () => {
  const { journal, folder, commits } = opened();
  const waiting: Promise<void>[] = [];
  for (let n = 0; n < 200; n++) {
    waiting.push(journal.append(callRecord()));
    if (n % 10 === 0) await turn();
  }
  await Promise.all(waiting);
  assert.ok(commits.length < 60, `${commits.length} writes`);
  assert.equal((await idsIn(folder)).length, 200);
});

test('a flush ends when what was appended before is on disk, though records keep coming', async () => {
  const { journal, folder } = opened('process');
  let going = true;
  const load = (async () => {
    while (going) {
      journal.appendLazily(callRecord());
      await turn();
    }
  })();
  await turn();
  const mine = callRecord();
  journal.appendLazily(mine);
  await journal.flush();
  assert.ok((await idsIn(folder)).includes(mine.id));
  going = false;
  await load;
  await journal.flush();
  await journal.flush();
});

test('each start begins a file of its own, numbered behind those on disk and behind what the database knows', async () => {
  const folder = newFolder();
  const first = opened('power', folder);
  await first.journal.append(callRecord());
  await first.journal.close();
  const second = opened('power', folder);
  await second.journal.append(callRecord());
  assert.deepEqual(journalFiles(folder), ['0000000001.jsonl', '0000000002.jsonl']);
  const third = opened('power', folder, '0000000041.jsonl');
  await third.journal.append(callRecord());
  assert.equal(journalFiles(folder).at(-1), '0000000042.jsonl');
  for (const file of journalFiles(folder)) rmSync(join(folder, file));
  const fourth = opened('power', folder, '0000000042.jsonl');
  await fourth.journal.append(callRecord());
  assert.deepEqual(journalFiles(folder), ['0000000043.jsonl'], 'an empty folder does not begin at 1 again');
});

test('other files in the folder are no journal', () => {
  const folder = newFolder();
  mkdirSync(folder, { recursive: true });
  for (const name of ['0000000001.jsonl.damaged', 'notes.txt', '1.jsonl', '0000000007.jsonl'])
    writeFileSync(join(folder, name), '');
  assert.deepEqual(journalFiles(folder), ['0000000007.jsonl']);
  assert.deepEqual(journalFiles(join(folder, 'absent')), []);
});

test('a full file is followed by another, and no record is torn by it', async () => {
  const { journal, folder, commits } = opened('process');
  const body = 'x'.repeat(16 * 1024 * 1024);
  const large = (): CallRecord =>
    callRecord({ stored: { owner: 1, key: 'k', status: 200, headers: {}, body } });
  const all = [large(), large(), large(), large(), callRecord()];
  for (const record of all) await journal.append(record);
  assert.equal(journalFiles(folder).length, 2);
  assert.equal(commits.at(-1)!.file, '0000000002.jsonl');
  assert.ok(commits.at(-1)!.bytes < 2000);
  assert.deepEqual(
    await idsIn(folder),
    all.map(({ id }) => id),
  );
});

test('whoever waits hears that the disk failed, and the next record finds it well again', async () => {
  const { journal, folder } = opened();
  rmSync(folder, { recursive: true });
  const lost = await Promise.allSettled(records(3).map((record) => journal.append(record)));
  assert.deepEqual(
    lost.map(({ status }) => status),
    ['rejected', 'rejected', 'rejected'],
  );
  assert.match(journal.failure?.message ?? '', /cannot be written/);
  await journal.flush();
  mkdirSync(folder);
  const kept = callRecord();
  await journal.append(kept);
  assert.equal(journal.failure, undefined);
  assert.deepEqual(await idsIn(folder), [kept.id]);
});

/** Runs against a limit on the size of files, at which the system takes a part of a write and refuses the rest. */
const writeUntilFull = `
  const { Journal } = await import(process.env.JOURNAL);
  const journal = new Journal(process.env.FOLDER, 'power', () => {});
  const { record } = JSON.parse(process.env.RECORD);
  const told = { kept: [], lost: [] };
  for (let batch = 0; batch < 30; batch++)
    await Promise.all(Array.from({ length: 7 }, (_one, n) => {
      const id = \`req-\${batch}-\${n}\`;
      return journal.append({ ...record, id }).then(() => told.kept.push(id), () => told.lost.push(id));
    }));
  await journal.close();
  console.log(JSON.stringify(told));
`;

test('what stands on a full disk is what was acknowledged: nothing is charged whose caller was told of a failure', async () => {
  const folder = newFolder();
  const child = spawnSync(
    '/bin/sh',
    ['-c', 'ulimit -f 40; exec "$0" --input-type=module -e "$SCRIPT"', process.execPath],
    {
      encoding: 'utf8',
      env: {
        SCRIPT: writeUntilFull,
        FOLDER: folder,
        JOURNAL: fileURLToPath(new URL('journal.ts', import.meta.url)),
        RECORD: JSON.stringify({ record: callRecord() }),
      },
    },
  );
  const told = JSON.parse(child.stdout) as { kept: string[]; lost: string[] };
  assert.ok(told.lost.length > 0, 'the limit was met');
  assert.ok(told.kept.length > told.lost.length, 'a new file was begun after it');
  assert.ok(journalFiles(folder).length > 1);
  assert.deepEqual(await idsIn(folder), told.kept);
});

test('a torn last line is left out, wherever it was torn', async () => {
  const folder = newFolder();
  const { journal } = opened('process', folder);
  const all = records(3);
  for (const record of all) await journal.append(record);
  const path = join(folder, journalFiles(folder)[0]!);
  const whole = readFileSync(path);
  const last = whole.lastIndexOf(10, whole.length - 2) + 1;
  for (let size = whole.length - 1; size > last; size -= 37) {
    truncateSync(path, size);
    const batch = await readBatch(path, 0, 1e9);
    assert.deepEqual([batch.records.length, batch.end, batch.damaged], [2, last, []], `cut at ${size}`);
  }
  truncateSync(path, last);
  const batch = await readBatch(path, 0, 1e9);
  assert.deepEqual([batch.records.length, batch.end, batch.damaged], [2, last, []]);
  assert.deepEqual(await readBatch(path, last, 1e9), { records: [], end: last, damaged: [] });
  assert.deepEqual(await readBatch(path, last + 99, 1e9), { records: [], end: last + 99, damaged: [] });
});

test('a damaged line is handed out as it stands, and reading goes on behind it', async () => {
  const folder = newFolder();
  mkdirSync(folder);
  const path = join(folder, '0000000001.jsonl');
  const all = records(3);
  const lines = all.map(journalLine);
  lines[1] = lines[1]!.replace('openai', 'openaj');
  writeFileSync(path, lines.join(''));
  const { records: found, end, damaged } = await readBatch(path, 0, 1e9);
  assert.deepEqual(found, [all[0], all[2]]);
  assert.deepEqual([end, String(damaged)], [Buffer.byteLength(lines.join('')), lines[1]]);
});

test('one changed byte anywhere in a line is noticed', () => {
  const line = journalLine(callRecord()).slice(0, -1);
  assert.notEqual(readLine(line), undefined);
  for (let at = 0; at < line.length; at++) {
    const changed = line.slice(0, at) + String.fromCharCode(line.charCodeAt(at) ^ 1) + line.slice(at + 1);
    assert.equal(readLine(changed), undefined, `byte ${at}`);
  }
  for (const text of ['', ' ', 'x', '00000000 ', '00000000 {}', 'zzzzzzzz {}'])
    assert.equal(readLine(text), undefined);
});

test('a file is read in batches, each of whole records, and one record larger than a batch comes alone', async () => {
  const folder = newFolder();
  mkdirSync(folder);
  const path = join(folder, '0000000001.jsonl');
  const all = [
    ...records(20),
    ...records(1, { notes: ['y'.repeat(300_000)] }),
    ...records(20, { notes: ['ộ'.repeat(50)] }),
  ];
  for (const record of all) appendFileSync(path, journalLine(record));
  const found: CallRecord[] = [];
  for (let at = 0; ; ) {
    const batch = await readBatch(path, at, 4000);
    if (batch.records.length === 0) break;
    assert.deepEqual(batch.damaged, []);
    found.push(...batch.records);
    at = batch.end;
  }
  assert.deepEqual(found, all);
});
