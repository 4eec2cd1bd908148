import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { fill } from '../../server/src/manual/clients/client.ts';
import { keyVariable } from '../../server/src/manual/clients/libraries.ts';
import type { ClientSheet } from '../../server/src/spec/client-sheet.ts';
import { startGateway, type TestGateway, testKey } from '../support/gateway.ts';

/** What the portal shows to a reader with a new key, run as it stands. */

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
let gateway: TestGateway;
before(async () => {
  gateway = await startGateway();
});
after(() => gateway.close());

async function sheets(): Promise<readonly ClientSheet[]> {
  const answer = await fetch(`${gateway.url}/api/portal/clients`);
  assert.equal(answer.status, 200);
  const { data } = (await answer.json()) as { data: { clients: ClientSheet[] } };
  return data.clients;
}

/** The program of a sheet, filled in as the page does it. The key is not in it: it comes from the environment. */
function programOf({ model, steps }: ClientSheet): string {
  const block = steps.flatMap(({ blocks }) => blocks).find(({ code }) => code.includes('{origin}'));
  assert.ok(block);
  assert.ok(!block.code.includes('{key}'));
  return fill(block.code, { origin: gateway.url, model });
}

const environment = {
  PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
  [keyVariable]: testKey,
};

/** Python's libraries are not part of this repository: what is there is run. */
const pythonHas = async (library: string): Promise<boolean> =>
  run('python3', ['-c', `import ${library}`]).then(
    () => true,
    () => false,
  );

describe('the first call of a sheet answers', () => {
  test('with every library for Node.js', async () => {
    const all = (await sheets()).filter(({ id }) => id.endsWith('-node'));
    assert.equal(all.length, 3);
    await Promise.all(
      all.map(async (sheet) => {
        // In the folder of the repository, where the libraries are found.
        const { stdout } = await run(process.execPath, ['--input-type=module', '-e', programOf(sheet)], {
          cwd: root,
          env: environment,
        });
        assert.match(stdout, /Say hello in one sentence/, sheet.id);
      }),
    );
  });

  test('with every library for Python that is installed', async (context) => {
    const all = (await sheets()).filter(({ id }) => id.endsWith('-python'));
    const ran: string[] = [];
    for (const sheet of all) {
      const text = programOf(sheet);
      const library = /^from (\S+) import/m.exec(text)?.[1];
      assert.ok(library);
      if (!(await pythonHas(library === 'google' ? 'google.genai' : library))) continue;
      const { stdout } = await run('python3', ['-c', text], { env: environment });
      assert.match(stdout, /Say hello in one sentence/, sheet.id);
      ran.push(sheet.id);
    }
    if (ran.length < all.length) context.diagnostic(`ran: ${ran.join(', ') || 'none'}`);
  });

  test('with curl', async (context) => {
    if (process.platform === 'win32') return context.skip('a shell of Unix');
    const sheet = (await sheets()).find(({ id }) => id === 'curl');
    assert.ok(sheet);
    const { stdout } = await run('sh', ['-c', programOf(sheet)], { env: environment });
    assert.match(stdout, /Say hello in one sentence/);
  });
});
