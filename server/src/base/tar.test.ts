import { deepEqual, equal, rejects } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { readTar, type TarEntry, writeTar } from './tar.ts';

const entries: readonly [string, string][] = [
  ['manifest.json', '{}'],
  ['files/empty', ''],
  ['files/block', 'x'.repeat(512)],
  ['files/long', 'Tiền '.repeat(1000)],
];

async function* given(): AsyncGenerator<TarEntry> {
  for (const [name, text] of entries) {
    const bytes = Buffer.from(text);
    yield { name, size: bytes.length, modifiedAt: 1_700_000_000_000, bytes: [bytes] };
  }
}
async function all<T>(from: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of from) found.push(one);
  return found;
}
const archive = async (): Promise<Buffer> => Buffer.concat(await all(writeTar(given())));
/** In pieces that fit no block. */
async function* pieces(bytes: Buffer, size = 333) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

test('what was written is read again, however the bytes come', async () => {
  const read: [string, string][] = [];
  await readTar(pieces(await archive()), async ({ name, bytes }) => {
    read.push([name, Buffer.concat(await all(bytes)).toString()]);
  });
  deepEqual(read, entries);
});

test('a file that nobody reads is passed over', async () => {
  const names: string[] = [];
  await readTar(pieces(await archive()), async ({ name }) => void names.push(name));
  equal(names.length, entries.length);
});

test('the usual tar reads it', async () => {
  const listed = execFileSync('tar', ['-tf', '-'], { input: await archive(), encoding: 'utf8' });
  deepEqual(
    listed.trim().split('\n'),
    entries.map(([name]) => name),
  );
});

test('an archive that was cut, or is none, is refused', async () => {
  const whole = await archive();
  const take = async () => {};
  await rejects(readTar(pieces(whole.subarray(0, 3000)), take), /ends/);
  await rejects(readTar(pieces(Buffer.from('hello'.repeat(500))), take), /no tar archive/);
});

test('a file that is not as long as was said breaks the archive off', async () => {
  async function* wrong(): AsyncGenerator<TarEntry> {
    yield { name: 'a', size: 3, modifiedAt: 0, bytes: [Buffer.from('four')] };
  }
  await rejects(all(writeTar(wrong())), /longer/);
});
