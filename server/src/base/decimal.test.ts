import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  compare,
  type Decimal,
  decimalOf,
  decimalText,
  minus,
  parseDecimal,
  quotient,
  rounded,
  scaledExactly,
  times,
} from './decimal.ts';

/** The same numbers every time: a linear congruential generator. */
function numbers(seed: number) {
  let state = BigInt(seed);
  return (below: number): number => {
    state = (state * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
    return Number((state >> 33n) % BigInt(below));
  };
}

const made = (digits: bigint, places: number): Decimal => ({ digits, places });

describe('exact decimals', () => {
  test('text goes in and comes out without needless zeros', () => {
    for (const [text, shown] of [
      ['0', '0'],
      ['1.2500', '1.25'],
      ['0.000000000001', '0.000000000001'],
      ['10', '10'],
      ['100.0', '100'],
      ['007.5', '7.5'],
    ] as const)
      assert.equal(decimalText(decimalOf(text)), shown);
    for (const wrong of ['', '-1', '1e3', '1.', '.5', 'NaN', '1,5', ' 1', '9'.repeat(31)])
      assert.equal(parseDecimal(wrong), undefined, wrong);
  });

  test('products, differences and comparisons are those of integers, for thousands of numbers', () => {
    const next = numbers(7);
    for (let round = 0; round < 3000; round++) {
      const [a, b] = [BigInt(next(2 ** 30)), BigInt(next(2 ** 30))];
      const [p, q] = [next(13), next(7)];
      // Both at 20 places are integers that bigint alone can work with.
      const [wholeA, wholeB] = [a * 10n ** BigInt(20 - p), b * 10n ** BigInt(20 - q)];
      const product = times(made(a, p), made(b, q));
      assert.equal(product.digits * 10n ** BigInt(40 - product.places), wholeA * wholeB);
      assert.equal(
        Math.sign(compare(made(a, p), made(b, q))),
        wholeA < wholeB ? -1 : wholeA > wholeB ? 1 : 0,
      );
      const { negative, size } = minus(made(a, p), made(b, q));
      const difference = (negative ? -1n : 1n) * size.digits * 10n ** BigInt(20 - size.places);
      assert.equal(difference, wholeA - wholeB);
      const again = decimalOf(decimalText(made(a, p)));
      assert.equal(compare(again, made(a, p)), 0);
    }
  });

  test('rounding goes where it is told, and never further than one unit of the last place', () => {
    const next = numbers(11);
    for (let round = 0; round < 2000; round++) {
      const value = made(BigInt(next(2 ** 30)), next(12));
      const places = next(6);
      const [down, nearest, up] = (['down', 'nearest', 'up'] as const).map((how) =>
        rounded(value, places, how),
      ) as [Decimal, Decimal, Decimal];
      assert.ok(compare(down, value) <= 0 && compare(value, up) <= 0);
      assert.ok(compare(down, nearest) <= 0 && compare(nearest, up) <= 0);
      assert.ok(compare(minus(up, down).size, made(1n, places)) <= 0);
      assert.ok(compare(minus(nearest, value).size, made(5n, places + 1)) <= 0);
    }
    assert.equal(decimalText(rounded(decimalOf('0.125'), 2, 'nearest')), '0.13');
    assert.equal(decimalText(quotient(decimalOf('1'), decimalOf('3'), 4, 'up')), '0.3334');
    assert.throws(() => quotient(decimalOf('1'), decimalOf('0'), 4, 'up'), RangeError);
  });

  test('units change exactly or not at all', () => {
    assert.equal(decimalText(scaledExactly(decimalOf('0.006'), 1, 60, 24)!), '0.0001');
    assert.equal(decimalText(scaledExactly(decimalOf('2.5'), 1000, 1_000_000, 24)!), '0.0025');
    assert.equal(scaledExactly(decimalOf('1'), 1, 3, 24), undefined);
  });
});
