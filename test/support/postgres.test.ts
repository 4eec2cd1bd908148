import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { postgresInstalled } from './postgres.ts';

const clusters = () => readdirSync(tmpdir()).filter((name) => name.startsWith('key4u-postgres-'));

if (postgresInstalled())
  test('a cluster is gone with its folder when the process that started it is killed', async () => {
    const before = new Set(clusters());
    const code = `
      const { startPostgres } = await import(${JSON.stringify(new URL('./postgres.ts', import.meta.url).href)});
      console.log((await startPostgres()).url);
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [url] = await once(child.stdout, 'data');
    const client = new pg.Client({ connectionString: String(url).trim() });
    client.on('error', () => {});
    await client.connect();
    const { rows } = await client.query('show data_directory');
    const folder = join(rows[0].data_directory, '..');
    assert.ok(existsSync(folder) && !before.has(folder));
    child.kill('SIGKILL');
    for (let n = 0; n < 100 && existsSync(folder); n++) await sleep(50);
    assert.equal(existsSync(folder), false);
    await client.end().catch(() => {});
  });
