import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decimalOf } from '../../base/decimal.ts';
import { compileCard, compileRatio, priceOf } from '../../ledger/price.ts';
import { providers } from '../../providers/index.ts';
import type { RateCard } from '../../spec/rate-card.ts';
import { changedCard, type PriceRule, percentOver } from './price-change.ts';

const card = (...rates: readonly (readonly [usd: string, per: number])[]): RateCard => ({
  rates: rates.map(([usd, per], index) => ({ meter: index ? 'output_tokens' : 'input_tokens', usd, per })),
  source: 'list',
  asOf: '2026-01-01',
});
const today = '2026-02-02';
const usdOf = (rule: PriceRule, ours: RateCard | undefined, list?: RateCard) => {
  const changed = changedCard(rule, ours, list, today);
  return 'card' in changed ? changed.card.rates.map(({ usd }) => usd) : changed.skipped;
};
const by = (factor: string): PriceRule => ({ how: { by: 'factor', factor } });
const margin = (percent: string, below = false): PriceRule => ({ how: { by: 'margin', percent, below } });

describe('prices changed by a rule', () => {
  test('a factor, a margin over and below the list, and the list itself', () => {
    const ours = card(['2.5', 1_000_000], ['10', 1_000_000]);
    const list = card(['2', 1_000_000], ['8', 1_000_000]);
    assert.deepEqual(usdOf(by('1.1'), ours), ['2.75', '11']);
    assert.deepEqual(usdOf(margin('15'), ours, list), ['2.3', '9.2']);
    assert.deepEqual(usdOf(margin('12.5', true), ours, list), ['1.75', '7']);
    assert.deepEqual(usdOf(margin('0.3'), ours, list), ['2.006', '8.024']);
    assert.deepEqual(changedCard({ how: { by: 'list' } }, ours, list, today), { card: list });
    assert.equal(usdOf(by('1'), ours), 'same');
    assert.equal(usdOf(by('2'), undefined, list), 'no-price');
    assert.equal(usdOf(margin('2'), ours), 'no-list');
  });

  test('rounding never gives a model away, and a price by the minute stays chargeable', () => {
    const ours = card(['0.004', 1_000_000], ['10', 1_000_000]);
    assert.equal(usdOf({ ...by('1.1'), round: { places: 2, to: 'down' } }, ours), 'free');
    assert.deepEqual(usdOf({ ...by('1.1'), round: { places: 2, to: 'up' } }, ours), ['0.01', '11']);
    const minute = card(['0.006', 60]);
    const changed = changedCard(by('1.0001'), minute, undefined, today);
    assert.ok('card' in changed);
    assert.doesNotThrow(() => compileCard(changed.card));
    assert.equal(usdOf(by('1000'), card(['99999', 1])), 'too-high');
  });

  test('what is charged after a whole factor is what integers say, for every list price and thousands of units', () => {
    let checked = 0;
    for (const { manifest } of providers)
      for (const { card: list } of manifest.models) {
        const twice = changedCard(by('2'), list, undefined, today);
        if (!('card' in twice)) continue;
        const [one, two] = [compileCard(list), compileCard(twice.card)];
        for (const { meter, when = [] } of list.rates) {
          const facts = Object.fromEntries(
            when.flatMap(({ fact, is, above }) =>
              is?.[0] !== undefined ? [[fact, is[0]]] : above === undefined ? [] : [[fact, above + 1]],
            ),
          );
          // So many units that each price is a whole number of nano-USD: nothing is rounded on either side.
          const usage = { [meter]: 6_000_000_000 };
          const [a, b] = [one, two].map((each) => {
            try {
              return priceOf(each, usage, facts, compileRatio('1'));
            } catch {
              return undefined; // more than money can be exact in
            }
          });
          if (a === undefined || b === undefined) continue;
          assert.equal(BigInt(b), 2n * BigInt(a), `${manifest.id} ${meter}`);
          checked++;
        }
      }
    assert.ok(checked > 1000, `${checked} rates`);
  });

  test('how far ours is from the list', () => {
    for (const [ours, list, percent] of [
      ['1.2', '1', '20'],
      ['0.5', '1', '-50'],
      ['1', '1', '0'],
      ['1', '3', '-66.67'],
      ['0.99999999', '1', '0'],
      ['1', '0', undefined],
    ] as const)
      assert.equal(percentOver(decimalOf(ours), decimalOf(list)), percent);
  });
});
