import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachDatabase } from '../../../test/support/databases.ts';
import { callRecord } from '../../../test/support/rows.ts';
import type { KeptRow } from '../spec/records.ts';

const row = (some: Partial<KeptRow> = {}): KeptRow => ({
  id: 'resp_1',
  owner: 1,
  dialect: 'a-dialect',
  model: 'm',
  channel: 2,
  channelKey: null,
  status: 'done',
  answer: '{"id":"resp_1"}',
  input: '[]',
  createdAt: 1,
  expiresAt: 1000,
  ...some,
});
const at = (offset: number) => ({ node: 'n1', file: 'a', offset });

forEachDatabase('kept answers', (fresh) => {
  test('come with the journal, once, and only their owner finds them', async () => {
    const database = await fresh();
    const { ledger, kept } = await database.store();
    const record = callRecord({ cost: 0, kept: row() });
    await ledger.apply([record], at(1));
    await ledger.apply([record], at(1));
    assert.deepEqual(await kept.find('resp_1', 1), row());
    assert.equal(await kept.find('resp_1', 2), undefined);
    assert.equal(await kept.find('resp_2', 1), undefined);
  });

  test('an id that is there stays the first one’s', async () => {
    const database = await fresh();
    const { ledger, kept } = await database.store();
    await ledger.apply([callRecord({ cost: 0, kept: row() })], at(1));
    await ledger.apply([callRecord({ cost: 0, kept: row({ owner: 2, answer: '{}' }) })], at(2));
    assert.equal((await kept.find('resp_1', 1))?.answer, '{"id":"resp_1"}');
    assert.equal(await kept.find('resp_1', 2), undefined);
  });

  test('are deleted by their owner, and when their time is over', async () => {
    const database = await fresh();
    const { ledger, kept } = await database.store();
    await ledger.apply(
      [
        callRecord({ cost: 0, kept: row() }),
        callRecord({ cost: 0, kept: row({ id: 'resp_2', expiresAt: 5000 }) }),
      ],
      at(1),
    );
    assert.equal(await kept.remove('resp_1', 2), false);
    assert.equal(await kept.remove('resp_1', 1), true);
    assert.equal(await kept.find('resp_1', 1), undefined);
    await kept.sweep(4999);
    assert.ok(await kept.find('resp_2', 1));
    await kept.sweep(5001);
    assert.equal(await kept.find('resp_2', 1), undefined);
  });

  test('one that is made in the background is finished by its record, unless it was cancelled', async () => {
    const database = await fresh();
    const { ledger, kept } = await database.store();
    const running = row({ status: 'running', answer: '{"status":"queued"}' });
    await kept.begin(running, 'n1');
    await kept.begin({ ...running, id: 'resp_2' }, 'n1');
    await kept.begin({ ...running, id: 'resp_3' }, 'n2');
    assert.equal((await kept.find('resp_1', 1))?.status, 'running');
    await ledger.apply([callRecord({ cost: 0, kept: row() })], at(1));
    assert.deepEqual(await kept.find('resp_1', 1), row());
    assert.equal(await kept.end({ ...running, status: 'cancelled' }), false, 'it has ended already');
    assert.equal(await kept.end({ ...running, id: 'resp_2', status: 'cancelled' }), true);
    await ledger.apply([callRecord({ cost: 0, kept: row({ id: 'resp_2' }) })], at(2));
    assert.equal((await kept.find('resp_2', 1))?.status, 'cancelled');
    await kept.abandon('n2');
    assert.equal((await kept.find('resp_3', 1))?.status, 'failed');
  });
});
