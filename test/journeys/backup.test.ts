import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { readConfig } from '../../server/src/node/config.ts';
import { createGateway, type Gateway } from '../../server/src/node/gateway.ts';
import { restoreBackup } from '../../server/src/node/restore.ts';

const folder = mkdtempSync(join(tmpdir(), 'key4u-backup-'));
const at = (name: string) => join(folder, name);
const accessToken = 'backup-access-token-0123456789';
const env = (name: string, more: Record<string, string> = {}) => ({
  KEY4U_DATA_DIR: at(name),
  LOG_LEVEL: 'silent',
  PORT: '0',
  ...more,
});

let gateway: Gateway;
const ask = (one: Gateway, method: 'GET' | 'POST', url: string, payload?: object) =>
  one.app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${accessToken}` },
    ...(payload ? { payload } : {}),
  });

before(async () => {
  gateway = await createGateway(
    readConfig(
      env('data', { KEY4U_ACCESS_TOKEN: accessToken, KEY4U_TEST_KEY: 'sk-test-backup-0123456789abcdef' }),
    ),
  );
  await gateway.app.ready();
  await ask(gateway, 'POST', '/api/admin/users/1/credit', { usd: '12.5' });
  await ask(gateway, 'POST', '/api/admin/channels', {
    name: 'one',
    provider: 'openai',
    keys: ['sk-upstream-0123456789abcdef'],
    models: ['gpt-4o-mini'],
  });
  writeFileSync(join(at('data'), 'files', 'k4u-a-file'), 'bytes of a file');
});
after(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true, force: true });
});

async function backup(name: string, query = ''): Promise<string> {
  const answer = await ask(gateway, 'GET', `/api/admin/backup${query}`);
  assert.equal(answer.statusCode, 200, answer.body.slice(0, 200));
  writeFileSync(at(name), answer.rawPayload);
  return at(name);
}
const namesIn = (archive: string) =>
  execFileSync('tar', ['-tzf', archive], { encoding: 'utf8' }).trim().split('\n');

describe('a backup', () => {
  test('is made while the gateway works, and holds no key and no bytes of files unless asked for', async () => {
    const call = gateway.app.inject({ method: 'GET', url: '/healthz' });
    assert.deepEqual(namesIn(await backup('plain.tar.gz')), ['manifest.json', 'node-id', 'key4u.db']);
    assert.equal((await call).statusCode, 200);
    assert.deepEqual(namesIn(await backup('whole.tar.gz', '?files=true&master_key=true')), [
      'manifest.json',
      'node-id',
      'master.key',
      'key4u.db',
      'files/k4u-a-file',
    ]);
    const { data } = (await ask(gateway, 'GET', '/api/admin/audit?action=backup')).json();
    assert.equal(data.total, 2);
  });

  test('is restored into an empty folder, proved, and started from with the same money, keys and name', async () => {
    const archive = await backup('r.tar.gz', '?files=true&master_key=true');
    // What comes after it is not in it.
    await ask(gateway, 'POST', '/api/admin/users/1/credit', { usd: '100' });
    const done = await restoreBackup(readConfig(env('again')), archive);
    assert.deepEqual(
      [done.verdict.differences, done.masterKey, done.keyFits, done.files],
      [[], 'restored', true, { listed: 1, restored: 1 }],
    );
    assert.equal(readFileSync(join(at('again'), 'files', 'k4u-a-file'), 'utf8'), 'bytes of a file');
    const second = await createGateway(readConfig(env('again')));
    try {
      assert.equal(second.firstStart, undefined);
      const user = (await ask(second, 'GET', '/api/admin/users/1')).json().data;
      assert.equal(user.balance_usd, '12.5');
      assert.ok((await ask(second, 'GET', '/api/admin/ledger/verify')).json().data.ok);
    } finally {
      await second.close();
    }
  });

  test('without the key a restore says what is missing, and tells a wrong one', async () => {
    const archive = await backup('nokey.tar.gz');
    const done = await restoreBackup(readConfig(env('nokey')), archive);
    assert.deepEqual([done.masterKey, done.keyFits], ['missing', undefined]);
    assert.deepEqual(done.files, { listed: 1, restored: 0 });
    mkdirSync(at('wrong'));
    writeFileSync(join(at('wrong'), 'master.key'), 'another master key of at least 32 letters\n');
    const wrong = await restoreBackup(readConfig(env('wrong')), archive);
    assert.deepEqual([wrong.masterKey, wrong.keyFits], ['was-there', false]);
  });

  test('nothing is put over data that is there, and a damaged archive leaves nothing behind', async () => {
    const archive = await backup('d.tar.gz');
    await assert.rejects(restoreBackup(readConfig(env('data')), archive), /not empty/);
    writeFileSync(at('cut.tar.gz'), readFileSync(archive).subarray(0, 3000));
    await assert.rejects(restoreBackup(readConfig(env('cut')), at('cut.tar.gz')));
    const whole = await restoreBackup(readConfig(env('cut')), archive); // the folder is empty again
    assert.deepEqual(whole.verdict.differences, []);
  });
});
