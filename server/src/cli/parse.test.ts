import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InvalidArgumentError } from 'commander';
import {
  foldNumberedKeys,
  parseAmount,
  parseExpiry,
  parseHeader,
  parseLimit,
  parseModels,
  parseNames,
  parsePrice,
  parseSetting,
  parseSpan,
  parseWhole,
} from './parse.ts';

const wrong = (act: () => unknown) => assert.throws(act, InvalidArgumentError);

test('models are names, or names with the one at the upstream', () => {
  const read = (text: string) => ({ ...parseModels(text) });
  assert.deepEqual(read('a, b=name-at-upstream'), { a: 'a', b: 'name-at-upstream' });
  assert.deepEqual(read('gpt=org/model:tag=v1'), { gpt: 'org/model:tag=v1' });
  assert.deepEqual(read('a,,a=a'), { a: 'a' });
  assert.equal(JSON.stringify(parseModels('__proto__=x')), '{"__proto__":"x"}');
  assert.deepEqual({ ...parseModels('b', parseModels('a=1')) }, { a: '1', b: 'b' });
  for (const text of ['', ' , ', '=x', 'x=', 'a=1,a=2']) wrong(() => parseModels(text));
});

test('several keys may be numbered', () => {
  assert.deepEqual(foldNumberedKeys(['--key', 'k1', '--key2', 'k2', '--key10=k10', '--keys', 'x']), [
    '--key',
    'k1',
    '--key',
    'k2',
    '--key=k10',
    '--keys',
    'x',
  ]);
});

test('a header is a name and a value that cannot break out of its line', () => {
  assert.deepEqual(parseHeader('X-Team: a:b', { 'X-A': '1' }), { 'X-A': '1', 'X-Team': 'a:b' });
  for (const text of ['no colon', ': x', 'A B: x', 'X: a\r\nY: b']) wrong(() => parseHeader(text));
});

test('a setting is a name and a value', () => {
  assert.deepEqual(parseSetting('project=p=1'), { project: 'p=1' });
  wrong(() => parseSetting('=1'));
});

test('names are split and never empty', () => {
  assert.deepEqual(parseNames('a, b,', ['z']), ['z', 'a', 'b']);
  wrong(() => parseNames(' ,'));
});

test('money is exact or refused', () => {
  assert.equal(parseAmount(' -1.000000001 '), '-1.000000001');
  assert.equal(parseLimit('0.5'), '0.5');
  assert.equal(parsePrice('0.000000000001'), '0.000000000001');
  for (const text of ['1e3', '1,5', '$1', '', '0.0000000001']) wrong(() => parseAmount(text));
  for (const text of ['0', '-1']) wrong(() => parseLimit(text));
  for (const text of ['-1', '1e-3', '.5']) wrong(() => parsePrice(text));
});

test('whole numbers keep to their range', () => {
  const read = parseWhole(-5, 10);
  assert.deepEqual(['-5', '10'].map(read), [-5, 10]);
  for (const text of ['-6', '11', '1.5', '', '0x1']) wrong(() => read(text));
});

test('spans carry their unit', () => {
  assert.deepEqual(['500ms', '5', '1.5s', '2m', '1h'].map(parseSpan), [500, 5000, 1500, 120_000, 3_600_000]);
  for (const text of ['0', '-1s', '5 weeks', '5toString']) wrong(() => parseSpan(text));
});

test('an expiry is a moment to come', () => {
  const now = Date.parse('2026-11-01T10:00:00Z');
  const read = (text: string) => parseExpiry(text, now);
  assert.equal(read('2026-11-01'), '2026-11-01T23:59:59.999Z');
  assert.equal(read('2027-01-31T12:00:00+07:00'), '2027-01-31T05:00:00.000Z');
  assert.equal(read('30d'), '2026-12-01T10:00:00.000Z');
  assert.equal(read('12h'), '2026-11-01T22:00:00.000Z');
  for (const text of ['2026-10-31', '2027-02-30', '2027-01-31T12:00:00', 'tomorrow', '0d'])
    wrong(() => read(text));
});
