import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId, randomText, timeOfId } from './ids.ts';

test('an id tells when it was made', () => {
  for (const time of [0, 1, 1_767_225_600_000, 2 ** 48 - 1]) assert.equal(timeOfId(newId('req', time)), time);
});

test('ids sort by the time they were made', () => {
  const times = [0, 31, 32, 1023, 1024, 1_767_225_600_000, 1_767_225_600_001];
  const ids = times.map((time) => newId('req', time));
  assert.deepEqual([...ids].reverse().sort(), ids);
});

test('ids of the same millisecond differ', () => {
  const ids = new Set(Array.from({ length: 20_000 }, () => newId('x', 5)));
  assert.equal(ids.size, 20_000);
  for (const id of ids) assert.match(id, /^x_[0-9a-hjkmnp-tv-z]{26}$/);
});

test('a text that is no id has no time', () => {
  for (const text of ['', 'req_', 'req_123', `req_${'u'.repeat(26)}`, `req_${'A'.repeat(26)}`])
    assert.equal(timeOfId(text), undefined);
});

test('random text has the length asked for and uses every letter about equally', () => {
  assert.equal(randomText(0), '');
  const text = randomText(62_000);
  assert.match(text, /^[0-9A-Za-z]{62000}$/);
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  assert.equal(counts.size, 62);
  // Expected 1000 each, deviation about 31: eight deviations leave no room for chance.
  for (const [letter, count] of counts) assert.ok(Math.abs(count - 1000) < 250, `${letter}: ${count}`);
});
