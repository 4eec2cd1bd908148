import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachDatabase } from '../../../test/support/databases.ts';
import { granted, newChannel, newToken, newUser, system } from '../../../test/support/rows.ts';
import type { RateCard } from '../spec/rate-card.ts';
import type { Group, ModelRow } from '../spec/records.ts';

const card = (usd: string): RateCard => ({
  rates: [
    { meter: 'input_tokens', usd, per: 1_000_000, when: [{ fact: 'context', above: 200_000 }] },
    { meter: 'output_tokens', usd: '0.000000001', per: 1 },
  ],
  source: 'https://example.com/giá',
  asOf: '2026-03-01',
});

const group = (some: Partial<Group> = {}): Group => ({
  name: 'default',
  ratio: '1',
  description: '',
  open: true,
  ...some,
});

forEachDatabase('prices, models and groups', (fresh) => {
  test('a new price is a new version; the old one stays what it was', async () => {
    const database = await fresh();
    const { prices, users } = await database.store();
    const admin = granted(await users.create(system, newUser()));
    const first = await prices.put(system, 'gpt-4o', card('2.5'));
    assert.deepEqual(first, {
      id: first.id,
      model: 'gpt-4o',
      card: card('2.5'),
      createdAt: database.clock.now(),
      createdBy: null,
    });
    database.clock.move(1000);
    const second = await prices.put({ user: admin.id }, 'gpt-4o', card('3'));
    const other = await prices.put(system, 'deepseek-chat', card('0.1'));
    assert.ok(second.id > first.id);
    assert.equal(second.createdBy, admin.id);
    assert.deepEqual(await prices.current(), [other, second]);
    assert.deepEqual(await prices.history('gpt-4o'), [second, first]);
    assert.deepEqual(await prices.byId(first.id), first);
    assert.equal(await prices.byId(424_242), undefined);
    assert.deepEqual(await prices.history('gpt-4'), []);
  });

  test('several prices come together, or none of them does', async () => {
    const database = await fresh();
    const { prices, audit } = await database.store();
    const a = await prices.put(system, 'a', card('1'));
    const before = [await prices.current(), (await audit.list({ page: 1, size: 50 })).total];
    const unchanged = async () =>
      assert.deepEqual([await prices.current(), (await audit.list({ page: 1, size: 50 })).total], before);

    // One of them has another version by now.
    const late = await prices.putAll(system, [
      { model: 'b', card: card('2'), expects: null },
      { model: 'a', card: card('2'), expects: a.id - 1 },
    ]);
    assert.ok('refused' in late);
    await unchanged();

    // The process dies in the middle: rows stand, the audit of the last one does not.
    let written = 0;
    const dying = Object.assign(card('2'), {
      toJSON() {
        if (written++ > 0) throw new Error('died');
        return {};
      },
    });
    await assert.rejects(
      prices.putAll(system, [
        { model: 'a', card: card('2'), expects: a.id },
        { model: 'b', card: dying, expects: null },
      ]),
      /died/,
    );
    assert.equal(written, 2);
    await unchanged();

    const many = Array.from({ length: 450 }, (_one, n) => ({
      model: `m${n}`,
      card: card(String(n)),
      expects: null,
    }));
    const made = await prices.putAll(system, [{ model: 'a', card: card('3'), expects: a.id }, ...many]);
    assert.ok(!('refused' in made));
    assert.equal(made.length, 451);
    assert.equal((await prices.current()).length, 451);
    assert.equal((await prices.history('a'))[0]!.card.rates[0]!.usd, '3');
  });

  test('of versions put at once, everybody sees the same one as current', async () => {
    const database = await fresh();
    const { prices } = await database.store();
    const again = await database.store();
    const put = await Promise.all(
      Array.from({ length: 8 }, (_one, n) =>
        (n % 2 ? prices : again.prices).put(system, 'm', card(String(n))),
      ),
    );
    const newest = put.reduce((a, b) => (a.id > b.id ? a : b));
    assert.deepEqual(await prices.current(), [newest]);
    assert.deepEqual(await again.prices.current(), [newest]);
    assert.equal((await prices.history('m')).length, 8);
  });

  test('a model is put, put again, listed by name and removed', async () => {
    const { models } = await (await fresh()).store();
    const one: ModelRow = { name: 'm/1', kinds: ['chat'], owner: 'x', context: 128_000, maxOutput: null };
    const two: ModelRow = { name: 'mô-hình', kinds: [], owner: '', context: null, maxOutput: 5 };
    await models.put(system, two);
    await models.put(system, { ...one, owner: 'y' });
    await models.put(system, one);
    assert.deepEqual(await models.list(), [one, two]);
    assert.equal(await models.remove(system, 'm/1'), true);
    assert.equal(await models.remove(system, 'm/1'), false);
    assert.deepEqual(await models.list(), [two]);
  });

  test('names sort the same in both databases', async () => {
    const { models } = await (await fresh()).store();
    const names = ['gpt-4', 'GPT-4', 'gpt4', 'gpt-4.1', 'gpt_4', 'ß', 'é', 'z', '🦊'];
    for (const name of names)
      await models.put(system, { name, kinds: ['chat'], owner: '', context: null, maxOutput: null });
    const inBytes = [...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    assert.deepEqual(
      (await models.list()).map((model) => model.name),
      inBytes,
    );
  });

  test('a group keeps its exact ratio and cannot be removed while it is used', async () => {
    const { groups, users, tokens, channels } = await (await fresh()).store();
    await groups.put(system, group({ ratio: '1' }));
    await groups.put(system, group({ ratio: '0.800000', description: 'Nhóm 🦊', open: false }));
    const free = group({ name: 'free' });
    await groups.put(system, free);
    assert.deepEqual(await groups.list(), [
      group({ ratio: '0.800000', description: 'Nhóm 🦊', open: false }),
      free,
    ]);
    assert.equal(await groups.remove(system, 'absent'), false);

    const user = granted(await users.create(system, newUser({ group: 'free' })));
    assert.equal(await groups.remove(system, 'free'), false);
    await users.update(system, user.id, { group: 'default' });
    const token = granted(await tokens.create(system, newToken(user.id, { group: 'free' })));
    assert.equal(await groups.remove(system, 'free'), false);
    await tokens.remove(system, [token.id]);
    const channel = granted(await channels.create(system, newChannel({ groups: ['x', 'free'] })));
    assert.equal(await groups.remove(system, 'free'), false);
    await channels.update(system, channel.id, { groups: ['freed'] });
    assert.equal(await groups.remove(system, 'free'), true);
    assert.equal((await groups.list()).length, 1);
  });

  test('settings are put and read back', async () => {
    const { settings } = await (await fresh()).store();
    assert.equal(await settings.get('a'), undefined);
    await settings.put(system, 'a', '');
    assert.equal(await settings.get('a'), '');
    await settings.put(system, 'a', 'hai\n🦊');
    assert.equal(await settings.get('a'), 'hai\n🦊');
  });
});
