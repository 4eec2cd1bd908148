import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachDatabase } from '../../../test/support/databases.ts';
import { channelOptions, granted, newChannel, system } from '../../../test/support/rows.ts';
import { openVault } from '../base/secret.ts';
import { openStore } from './index.ts';

forEachDatabase('channels', (fresh) => {
  test('a channel comes back as it was given, its keys opened and in order', async () => {
    const database = await fresh();
    const { channels } = await database.store();
    const wanted = newChannel({
      name: 'Kênh số 1 🦊',
      keys: ['sk-first-0123456789', 'sk-second-0123456789', 'sk-third-0123456789'],
      models: { 'gpt-4o': 'openai/gpt-4o', 'mô hình': 'a"b', '': 'empty' },
      groups: ['default', 'vip'],
      priority: -5,
      weight: 3,
      options: {
        ...channelOptions,
        headers: { 'x-title': 'Ünïcode' },
        proxyUrl: 'http://p:1',
        whenClientLeaves: 'drain',
        drainMs: 9,
        results: 'copy',
      },
    });
    const channel = granted(await channels.create(system, wanted));
    const { id, keys, createdAt, ...rest } = channel;
    const { keys: secrets, ...given } = wanted;
    assert.deepEqual(rest, given);
    assert.deepEqual(
      keys.map((key) => key.secret),
      secrets,
    );
    for (const key of keys) {
      assert.equal(key.status, 'enabled');
      assert.ok(!key.hint.includes(key.secret));
    }
    assert.equal(createdAt, database.clock.now());
    assert.deepEqual(await channels.byId(id), channel);
    assert.deepEqual(await channels.list(), [channel]);
    assert.equal(await channels.byId(id + 1), undefined);
  });

  test('no key is readable in the database, in the audit log, or under another master key', async () => {
    const database = await fresh();
    const { channels } = await database.store();
    const key = 'sk-never-to-be-seen-0123456789';
    const secretHeader = 'value-of-a-secret-header';
    const { id } = granted(await channels.create(system, newChannel({ keys: [key] })));
    await channels.update(system, id, {
      keys: [key, `${key}2`],
      options: { ...channelOptions, headers: { authorization: secretHeader } },
    });
    for (const table of ['channels', 'channel_keys', 'audit', 'changes'])
      assert.ok(!JSON.stringify(await database.raw(`select * from ${table}`)).includes('never-to-be-seen'));
    assert.ok(!JSON.stringify(await database.raw('select * from audit')).includes(secretHeader));
    const thief = await openStore({
      ...database.place,
      clock: database.clock,
      vault: openVault('another master key, which is just as long'),
    });
    await assert.rejects(thief.channels.list(), /KEY4U_MASTER_KEY/);
    await thief.close();
  });

  test('several changes happen together or not at all', async () => {
    const { channels, audit } = await (await fresh()).store();
    const one = granted(await channels.create(system, newChannel({ name: 'one', weight: 1 })));
    const two = granted(await channels.create(system, newChannel({ name: 'two', weight: 1 })));
    const gone = await channels.batch(system, [
      { id: one.id, patch: { weight: 5 } },
      { id: two.id + 1, patch: { weight: 5 } },
    ]);
    assert.ok('refused' in gone && /no channel/.test(gone.refused));
    const twice = await channels.batch(system, [
      { id: one.id, patch: { weight: 5 } },
      { create: newChannel({ name: 'two' }) },
    ]);
    assert.ok('refused' in twice && /named two/.test(twice.refused));
    assert.deepEqual(await channels.list(), [one, two]);
    const before = (await audit.list({ page: 1, size: 1 })).total;
    const done = await channels.batch(system, [
      { id: one.id, patch: { weight: 5 } },
      { id: two.id, remove: true },
      { create: newChannel({ name: 'two' }) },
    ]);
    assert.ok(Array.isArray(done) && done[0] === one.id && done[1] === two.id);
    assert.deepEqual(
      (await channels.list()).map(({ name, weight }) => [name, weight]),
      [
        ['one', 5],
        ['two', newChannel({}).weight],
      ],
    );
    assert.equal((await audit.list({ page: 1, size: 1 })).total, before + 3);
  });

  test('keys of a channel come, go and rest one by one', async () => {
    const { channels } = await (await fresh()).store();
    const other = granted(
      await channels.create(system, newChannel({ name: 'other', keys: ['sk-of-another-1'] })),
    );
    const { id, keys } = granted(
      await channels.create(system, newChannel({ keys: ['sk-aaaaaaaaaaaa', 'sk-bbbbbbbbbbbb'] })),
    );
    const changed = await channels.update(system, id, {
      keyChanges: {
        add: ['sk-cccccccccccc'],
        remove: [keys[0]!.id, other.keys[0]!.id],
        status: [
          { id: keys[1]!.id, status: 'disabled' },
          { id: other.keys[0]!.id, status: 'disabled' },
        ],
      },
    });
    assert.ok(changed && !('refused' in changed));
    assert.deepEqual(
      changed.keys.map(({ secret, status }) => [secret, status]),
      [
        ['sk-bbbbbbbbbbbb', 'disabled'],
        ['sk-cccccccccccc', 'enabled'],
      ],
    );
    assert.deepEqual(await channels.byId(other.id), other);
  });

  test('a second channel of the same name is refused', async () => {
    const { channels } = await (await fresh()).store();
    granted(await channels.create(system, newChannel({ name: 'one' })));
    const answer = await channels.create(system, newChannel({ name: 'one' }));
    assert.ok('refused' in answer && /one/.test(answer.refused));
    assert.equal((await channels.list()).length, 1);
  });

  test('an update changes what it names; keys are replaced as a whole', async () => {
    const { channels } = await (await fresh()).store();
    const before = granted(
      await channels.create(system, newChannel({ keys: ['sk-aaaaaaaaaaaa', 'sk-bbbbbbbbbbbb'] })),
    );
    const other = granted(await channels.create(system, newChannel()));
    assert.deepEqual(await channels.update(system, before.id, {}), before);
    assert.deepEqual(
      await channels.update(system, before.id, { status: 'disabled', priority: 7, weight: 0, models: {} }),
      { ...before, status: 'disabled', priority: 7, weight: 0, models: {} },
    );
    const renewed = granted(await channels.update(system, before.id, { keys: ['sk-cccccccccccc'] }));
    assert.deepEqual(
      renewed.keys.map((key) => key.secret),
      ['sk-cccccccccccc'],
    );
    assert.deepEqual(granted(await channels.update(system, before.id, { keys: [] })).keys, []);
    assert.deepEqual(await channels.byId(other.id), other);
    assert.equal(await channels.update(system, 424_242, { name: 'x' }), undefined);
  });

  test('a removed channel is gone with its keys', async () => {
    const database = await fresh();
    const { channels } = await database.store();
    const { id } = granted(await channels.create(system, newChannel()));
    const kept = granted(await channels.create(system, newChannel()));
    assert.equal(await channels.remove(system, id), true);
    assert.equal(await channels.remove(system, id), false);
    assert.deepEqual(await channels.list(), [kept]);
    assert.deepEqual(await database.raw('select channel_id from channel_keys'), [{ channel_id: kept.id }]);
  });
});
