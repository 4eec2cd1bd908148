import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatUsd, nano, nanoPerQuotaUnit, parseUsd } from './money.ts';

test('decimal texts are read exactly', () => {
  const table: [string, number][] = [
    ['0', 0],
    ['1.25', 1_250_000_000],
    ['0.1', 100_000_000],
    ['-0.000000001', -1],
    ['0.000000001', 1],
    [' 7 ', 7_000_000_000],
    ['007.50', 7_500_000_000],
    ['9007199.254740991', Number.MAX_SAFE_INTEGER],
    ['-9007199.254740991', -Number.MAX_SAFE_INTEGER],
  ];
  for (const [text, amount] of table) assert.equal(parseUsd(text), amount, text);
});

test('a text that is no exact amount is undefined, never an error', () => {
  for (const text of [
    '',
    '.',
    '1.',
    '.5',
    '+1',
    '1e3',
    '1,5',
    '$1',
    '0x10',
    '--1',
    '1 000',
    '0.0000000001',
    '12345678',
    'NaN',
    'Infinity',
    '9007199.254740992',
    '9999999',
    '-9999999.999999999',
  ])
    assert.equal(parseUsd(text), undefined, text);
});

test('zero has no sign', () => {
  assert.ok(Object.is(parseUsd('-0'), 0));
  assert.ok(Object.is(parseUsd('-0.0'), 0));
  assert.equal(formatUsd(0), '0');
  assert.equal(formatUsd(-0), '0');
});

test('what is written is read back as the same amount', () => {
  for (const amount of [0, 1, -1, 10, 999_999_999, 1_000_000_000, -1_250_000_000, Number.MAX_SAFE_INTEGER])
    assert.equal(parseUsd(formatUsd(amount)), amount);
});

test('amounts are written without trailing zeros', () => {
  assert.equal(formatUsd(1_250_000_000), '1.25');
  assert.equal(formatUsd(-1), '-0.000000001');
  assert.equal(formatUsd(20_000_000_000), '20');
});

test('only exact integers become money', () => {
  assert.equal(nano(5), 5);
  for (const value of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
    assert.throws(() => nano(value), RangeError);
});

test('500,000 quota units are one dollar', () => {
  assert.equal(formatUsd(500_000 * nanoPerQuotaUnit), '1');
});
