import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type Catalogue,
  filterModels,
  linesOf,
  type Model,
  shownPer,
  sortModels,
} from '../../portal/src/features/catalogue/catalogue.ts';
import { priceFor, shiftDecimal, shownPrice } from '../../portal/src/features/catalogue/price.ts';

describe('prices as text', () => {
  test('the point moves, nothing is lost', () => {
    for (const [text, places, moved] of [
      ['2.5', 3, '2500'],
      ['2.5', -6, '0.0000025'],
      ['0.000125', 3, '0.125'],
      ['10', -1, '1'],
      ['1234.5', -2, '12.345'],
      ['0', 6, '0'],
      ['0.30', 0, '0.3'],
    ] as const)
      assert.equal(shiftDecimal(text, places), moved, `${text} by ${places}`);
    for (let digits = 1; digits < 4000; digits += 7)
      for (const places of [1, 3, 6]) {
        const there = shiftDecimal(String(digits), -places);
        assert.equal(BigInt(shiftDecimal(there, places)), BigInt(digits));
      }
  });

  test('units that are no power of ten apart are left alone', () => {
    assert.equal(priceFor('0.006', 60, 1), undefined);
    assert.equal(priceFor('2.5', 1_000_000, 1000), '0.0025');
    assert.equal(shownPer({ meter: 'seconds', per: 60 }, 'million'), 60);
    assert.equal(shownPer({ meter: 'input_tokens', per: 1000 }, 'million'), 1_000_000);
    assert.equal(shownPer({ meter: 'images', per: 1 }, 'million'), 1);
  });

  test('a price is never shown as zero, and says when it is shortened', () => {
    assert.equal(shownPrice('2.5'), '$2.50');
    assert.equal(shownPrice('0.000214'), '$0.000214');
    assert.equal(shownPrice('1234567.8'), '$1,234,567.80');
    assert.equal(shownPrice('0.266666666666'), '≈$0.2666');
    assert.equal(shownPrice('0.0000000000001'), '$0.0000000000001');
    assert.equal(shownPrice('0'), '$0.00');
  });
});

const model = (name: string, more: Partial<Model> = {}): Model => ({
  name,
  title: null,
  maker: 'acme',
  kinds: ['chat'],
  takes: ['text'],
  gives: ['text'],
  native: ['talk'],
  converted: ['other'],
  abilities: [],
  context: null,
  max_output: null,
  retired: null,
  available: { live: false, test: true },
  groups: [],
  price: null,
  ...more,
});
const priced = (usd: string): Model['price'] => ({
  rates: [{ meter: 'input_tokens', per: 1_000_000, ours: usd, official: usd, when: null }],
  since: null,
  source: null,
  as_of: null,
});
const catalogue = (...models: Model[]): Catalogue => ({
  group: 'default',
  groups: [],
  makers: [{ id: 'acme', name: 'Acme Works', logo: null }],
  dialects: [],
  conditions: [],
  models,
});
const names = (models: readonly Model[]) => models.map(({ name }) => name);

describe('the list of models', () => {
  test('once something is live, what only test keys reach is shown when asked for', () => {
    const none = catalogue(model('a'), model('b'));
    assert.deepEqual(names(filterModels(none, {})), ['a', 'b']);
    const some = catalogue(model('a', { available: { live: true, test: true } }), model('b'));
    assert.deepEqual(names(filterModels(some, {})), ['a']);
    assert.deepEqual(names(filterModels(some, { all: true })), ['a', 'b']);
  });

  test('filters narrow, words are found in name, title and maker', () => {
    const all = catalogue(
      model('alpha-1', { title: 'Alpha One', context: 200_000, price: priced('1') }),
      model('beta', { kinds: ['image'], maker: null, native: [], converted: [] }),
      model('gamma', { abilities: ['vision'], price: priced('30') }),
    );
    for (const [filters, found] of [
      [{ q: 'works one' }, ['alpha-1']],
      [{ q: 'ALPHA' }, ['alpha-1']],
      [{ kind: 'image' }, ['beta']],
      [{ maker: 'acme' }, ['alpha-1', 'gamma']],
      [{ dialect: 'other' }, ['alpha-1', 'gamma']],
      [{ ability: 'vision' }, ['gamma']],
      [{ context: 128_000 }, ['alpha-1']],
      [{ most: 2 }, ['alpha-1']],
      [{ q: 'nothing at all' }, []],
    ] as const)
      assert.deepEqual(names(filterModels(all, filters)), found, JSON.stringify(filters));
  });

  test('sorted either way, models without the value stand last', () => {
    const models = [
      model('x'),
      model('dear', { price: priced('12') }),
      model('cheap', { price: priced('2') }),
    ];
    assert.deepEqual(names(sortModels(models, 'input', false)), ['cheap', 'dear', 'x']);
    assert.deepEqual(names(sortModels(models, 'input', true)), ['dear', 'cheap', 'x']);
    assert.deepEqual(names(sortModels(models, undefined, true)), ['x', 'dear', 'cheap']);
  });

  test('rates stand by condition, the plain ones first', () => {
    const lines = linesOf([
      { when: 3, n: 1 },
      { when: null, n: 2 },
      { when: 3, n: 3 },
    ]);
    assert.deepEqual(
      lines.map(({ when, rates }) => [when, rates.map(({ n }) => n)]),
      [
        [null, [2]],
        [3, [1, 3]],
      ],
    );
  });
});
