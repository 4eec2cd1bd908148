import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openStore } from '../../store/index.ts';
import { type House, officialCard, openHouse, secrets } from '../test-house.ts';

type Item = {
  model: string;
  skipped: string | null;
  rates: { meter: string; before: string | null; after: string | null }[];
};
type Bulk = { tag: string; applied: boolean; changed: number; items: Item[] };

describe('many prices at once', () => {
  let house: House;
  const names = ['acme-1', 'own-a', 'own-b', 'never-priced'];
  const card = (usd: string) => ({
    ...officialCard,
    rates: [{ meter: 'input_tokens' as const, usd, per: 1_000_000 }],
  });

  before(async () => {
    house = await openHouse(openStore);
    await house.store.prices.adopt([{ model: 'acme-1', card: officialCard }]);
    await house.store.prices.put({ user: null }, 'own-a', card('0.1'));
    await house.store.prices.put({ user: null }, 'own-b', card('7'));
  });
  after(() => house.close());

  const bulk = (rule: object, tag?: string, who: Parameters<House['call']>[0] = 'ada') =>
    house.call(who, 'POST', '/api/admin/prices/bulk', { models: names, rule, ...(tag ? { tag } : {}) });
  const asked = async (rule: object, tag?: string): Promise<Bulk> => {
    const answer = await bulk(rule, tag);
    assert.equal(answer.status, 200, answer.text);
    return answer.json().data;
  };

  test('a preview changes nothing, and what is applied is what it showed', async () => {
    const old = await house.store.prices.current();
    const rule = { by: 'factor', factor: '1.15' };
    const preview = await asked(rule);
    assert.equal(preview.applied, false);
    assert.deepEqual(await house.store.prices.current(), old);
    assert.deepEqual(
      preview.items.map(({ model, skipped }) => [model, skipped]),
      [
        ['acme-1', null],
        ['never-priced', 'no-price'],
        ['own-a', null],
        ['own-b', null],
      ],
    );
    assert.deepEqual(
      preview.items[0]!.rates.map(({ before, after }) => [before, after]),
      [
        ['2.5', '2.875'],
        ['1.25', '1.4375'],
        ['10', '11.5'],
      ],
    );

    const applied = await asked(rule, preview.tag);
    assert.equal(applied.applied, true);
    assert.deepEqual(applied.items, preview.items);
    const now = new Map((await house.store.prices.current()).map((one) => [one.model, one]));
    for (const { model, skipped, rates } of preview.items.filter((item) => item.skipped === null)) {
      assert.equal(skipped, null);
      assert.deepEqual(
        now.get(model)!.card.rates.map(({ usd }) => usd),
        rates.map((rate) => rate.after),
      );
      assert.equal(now.get(model)!.createdBy, house.staff.ada.user.id);
    }
    const audit = (await house.store.audit.list({ page: 1, size: 10 })).items;
    assert.deepEqual(
      audit
        .filter(({ action, actor }) => action === 'price.put' && actor === house.staff.ada.user.id)
        .map(({ object }) => object)
        .sort(),
      ['model:acme-1', 'model:own-a', 'model:own-b'],
    );
  });

  test('a preview that is no longer true is not applied, in whole or in part', async () => {
    const rule = { by: 'factor', factor: '2' };
    const preview = await asked(rule);
    await house.store.prices.put({ user: null }, 'own-b', card('8'));
    const old = await house.store.prices.current();
    assert.equal((await bulk(rule, preview.tag)).status, 409);
    assert.equal((await bulk({ by: 'factor', factor: '3' }, preview.tag)).status, 409);
    assert.deepEqual(await house.store.prices.current(), old);
  });

  test('back to the list means to follow it when it changes', async () => {
    const preview = await asked({ by: 'list' });
    assert.deepEqual(
      preview.items.map(({ skipped }) => skipped),
      [null, 'no-list', 'no-list', 'no-list'],
    );
    await asked({ by: 'list' }, preview.tag);
    const [acme] = await house.store.prices.current();
    assert.equal(acme!.createdBy, null);
    assert.deepEqual(acme!.card, officialCard);
    assert.equal((await asked({ by: 'list' })).items[0]!.skipped, 'same');
    assert.equal(await house.store.prices.adopt([{ model: 'acme-1', card: card('3') }]), 1);
  });

  test('rules that mean nothing are refused by name; customers may not ask', async () => {
    for (const rule of [
      { by: 'factor', factor: '-1' },
      { by: 'factor', factor: '1e3' },
      { by: 'margin', percent: '12.55555' },
      { by: 'factor', factor: '1', extra: 1 },
      { by: 'discount' },
    ])
      assert.equal((await bulk(rule)).status, 400, JSON.stringify(rule));
    assert.equal((await bulk({ by: 'list' }, undefined, 'ana')).status, 403);
  });

  test('the table shows who set each price, the margin, and what is served without one', async () => {
    await house.store.channels.update({ user: null }, house.channel.id, {
      models: { 'acme-1': 'x', unpriced: 'y' },
    });
    await house.call('ada', 'PUT', '/api/admin/prices', { model: 'acme-1', input: '2', output: '12.5' });
    const answer = await house.call('ada', 'GET', '/api/admin/price-table');
    const { models } = answer.json().data;
    const row = (name: string) => models.find((one: { name: string }) => one.name === name);
    assert.equal(row('acme-1').price, 'own');
    assert.equal(row('acme-1').author, 'ada@example.com');
    assert.deepEqual(row('acme-1').margin, { least: '-20', most: '25' });
    assert.equal(row('unpriced').price, 'none');
    assert.deepEqual(row('unpriced').channels, [{ id: house.channel.id, name: 'acme main', enabled: true }]);
    for (const secret of Object.values(secrets)) assert.ok(!answer.text.includes(secret));
    const history = (await house.call('ada', 'GET', '/api/admin/prices/history?model=acme-1')).json().data
      .items;
    assert.equal(history[0].author, 'ada@example.com');
    assert.equal(history.at(-1).author, null);
  });

  test('groups say who uses them', async () => {
    const groups = (await house.call('ada', 'GET', '/api/admin/groups')).json().data.items;
    await house.token('ana', { group: 'vip' });
    const vip = (await house.call('ada', 'GET', '/api/admin/groups'))
      .json()
      .data.items.find((one: { name: string }) => one.name === 'vip');
    assert.deepEqual([vip.users, vip.tokens, vip.channels], [0, 1, 1]);
    assert.equal(groups.find((one: { name: string }) => one.name === 'default').users, 5);
  });
});
