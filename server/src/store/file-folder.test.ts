import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { tempDir } from '../../../test/support/databases.ts';
import type { Staged } from '../spec/files.ts';
import { openFileFolder } from './file-folder.ts';

const dir = tempDir();
after(dir.remove);
let folders = 0;
const fresh = async () => {
  const path = join(dir.path, `files-${++folders}`);
  return { path, bytes: await openFileFolder(path) };
};
async function all(chunks: AsyncIterable<Buffer> | undefined): Promise<Buffer | undefined> {
  const found: Buffer[] = [];
  if (!chunks) return undefined;
  for await (const chunk of chunks) found.push(Buffer.from(chunk));
  return Buffer.concat(found);
}

test('bytes get their name only when they are whole', async () => {
  const { path, bytes } = await fresh();
  const content = randomBytes(700_001);
  const staged = await bytes.stage('7-a');
  await staged.write(content.subarray(0, 300_000));
  assert.equal(await bytes.read('k4ua'), undefined);
  await staged.write(content.subarray(300_000));
  assert.equal(staged.size, content.length);
  assert.equal(await staged.keep('k4ua'), createHash('sha256').update(content).digest('hex'));
  assert.deepEqual(await all(await bytes.read('k4ua')), content);
  assert.deepEqual(
    await all(await bytes.pass('k4ua', { from: 1, to: content.length - 2 })),
    content.subarray(1, -1),
  );
  assert.deepEqual(readdirSync(join(path, 'arriving')), []);
  await bytes.remove('k4ua');
  await bytes.remove('k4ua');
  assert.equal(await bytes.read('k4ua'), undefined);
});

test('what was put aside is gone on with, by one at a time, and after a restart too', async () => {
  const { path, bytes } = await fresh();
  const staged = await bytes.stage('7-a');
  await staged.write(Buffer.from('hello wor'));
  assert.equal(await bytes.resume('7-a'), 'held');
  await staged.close();
  assert.equal(await bytes.resume('7-b'), undefined);
  const again = (await (await openFileFolder(path)).resume('7-a')) as Staged;
  assert.equal(again.size, 9);
  await again.cut(5);
  await again.write(Buffer.from('!'));
  await again.keep('k4ub');
  assert.equal(String(await all(await bytes.read('k4ub'))), 'hello!');
});

test('what is on its way is listed by its owner, dropped, and swept when nobody goes on with it', async () => {
  const { bytes } = await fresh();
  const one = await bytes.stage('7-a');
  await one.write(Buffer.from('abc'));
  const other = await bytes.stage('77-b');
  assert.deepEqual(
    (await bytes.staged('7-')).map(({ name, size }) => ({ name, size })),
    [{ name: '7-a', size: 3 }],
  );
  await other.close();
  await bytes.sweepStaged(Date.now() - 60_000);
  assert.equal((await bytes.staged('77-')).length, 1);
  await bytes.sweepStaged(Date.now() + 60_000);
  assert.equal((await bytes.staged('77-')).length, 0);
  assert.equal((await bytes.staged('7-')).length, 1, 'one that is being written stays');
  await one.drop();
  assert.equal((await bytes.staged('7-')).length, 0);
});

test('no name leads out of the folder', async () => {
  const { bytes } = await fresh();
  await assert.rejects(async () => bytes.stage('../a'));
  await assert.rejects(async () => bytes.read('../../etc/passwd'));
  await assert.rejects(async () => bytes.remove('/tmp/x'));
});
