import assert from 'node:assert/strict';
import { test } from 'node:test';
import { amount, flag, oneOf, searchOf, text, whole, yes } from './search.ts';

const read = searchOf({
  q: text(5),
  kind: oneOf(['chat', '429']),
  page: whole(),
  most: amount(),
  all: flag,
  add: yes,
});

test('an address is read into types', () => {
  assert.deepEqual(read({ q: 'abc', kind: 'chat', page: 2, most: 0.5, all: false, add: true }), {
    q: 'abc',
    kind: 'chat',
    page: 2,
    most: 0.5,
    all: false,
    add: true,
  });
});

test('what the router took for a number is a text again where a text is wanted, and the reverse', () => {
  assert.deepEqual(read({ q: 123, kind: 429, page: '3', most: '0.25' }), {
    q: '123',
    kind: '429',
    page: 3,
    most: 0.25,
  });
});

test('what makes no sense is absent', () => {
  assert.deepEqual(
    read({ q: 'too long', kind: 'x', page: 1.5, most: -1, all: 'yes', add: false, other: 1 }),
    {},
  );
  assert.deepEqual(read({ q: '', kind: null, page: '', most: Number.NaN, all: {}, add: [] }), {});
});
