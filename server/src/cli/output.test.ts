import assert from 'node:assert/strict';
import { test } from 'node:test';
import { facts, readableSpan, readableTime, table } from './output.ts';

test('columns stand under each other, numbers at the right', () => {
  const columns = [
    { title: 'NAME', cell: (row: { name: string; cost: string }) => row.name },
    { title: 'COST', cell: (row: { name: string; cost: string }) => row.cost, right: true },
  ];
  const rows = [
    { name: 'a', cost: '0.000000001' },
    { name: 'longer', cost: '12' },
  ];
  assert.equal(table(columns, rows), 'NAME           COST\na       0.000000001\nlonger           12');
});

test('what other people named cannot steer the terminal', () => {
  const text = table([{ title: 'NAME', cell: (name: string) => name }], ['\u001b[2Jx\ny\u202e']);
  assert.equal(text, 'NAME\n\ufffd[2Jx\ufffdy\ufffd');
});

test('facts without a value are left out', () => {
  assert.equal(
    facts([
      ['id', '7'],
      ['name', ''],
      ['group', null],
      ['balance', '1.5 USD'],
    ]),
    'id       7\nbalance  1.5 USD',
  );
});

test('times and spans read well', () => {
  assert.equal(readableTime('2026-11-01T10:00:00.123Z'), '2026-11-01 10:00:00Z');
  assert.equal(readableTime(null), '-');
  assert.deepEqual([12.4, 3240, 250_000].map(readableSpan), ['12 ms', '3.2 s', '4 min 10 s']);
});
