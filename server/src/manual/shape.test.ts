import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  each,
  flag,
  jsonText,
  mapped,
  mismatches,
  numbers,
  resolve,
  sampleOf,
  signed,
  taken,
  takenIn,
  text,
  unixSeconds,
  whole,
} from './shape.ts';

const shape = {
  id: text('a-1', /^a-\d+$/),
  at: unixSeconds(1741569952),
  list: each({ n: whole(1, 1) }),
  args: jsonText({ city: 'Hue' }),
  vector: numbers([0.5, -0.5]),
  named: mapped('1', each(whole(1, 1))),
  free: mapped('1', each(whole(1, 1), 0)),
  left: signed(-3),
  on: flag(false),
  fixed: ['x', null, 2],
};
const fits = {
  id: 'a-22',
  at: 1800000000,
  list: [{ n: 1 }, { n: 2 }],
  args: '{"city":"Hue"}',
  vector: [1, 2],
  named: { 7: [1], 8: [2] },
  free: { 7: [], 8: [2] },
  left: 0,
  on: true,
  fixed: ['x', null, 2],
};

test('a real reply fits, and so does the sample itself', () => {
  assert.deepEqual(mismatches(shape, fits), []);
  assert.deepEqual(mismatches(shape, sampleOf(shape)), []);
});

for (const [name, change] of Object.entries({
  'a missing field': { id: undefined },
  'a field too many': { more: 1 },
  'text that does not match': { id: 'b-1' },
  'milliseconds for seconds': { at: 1800000000000 },
  'an empty list': { list: [] },
  'a bad item of a list': { list: [{ n: 1 }, { n: 0 }] },
  'text that is not JSON': { args: '{"city"' },
  'JSON of another shape': { args: '{"city":"Hanoi"}' },
  'a vector of another length': { vector: [1, 2, 3] },
  'a vector of one number only': { vector: [0, 0] },
  'an empty map': { named: {} },
  'a map of empty lists': { free: { 7: [] } },
  'a bad value of a map': { named: { 7: [1], 8: [0] } },
  'a number with a fraction': { left: 0.5 },
  'text for a truth': { on: 'true' },
  'another literal': { fixed: ['x', null, 3] },
  'a shorter list': { fixed: ['x', null] },
}))
  test(`${name} does not fit`, () => {
    const reply: Record<string, unknown> = { ...fits, ...change };
    if ('id' in change && change.id === undefined) delete reply['id'];
    assert.equal(mismatches(shape, reply).length, 1);
  });

test('nothing fits in the place of an object', () => {
  for (const value of [undefined, null, 'x', [], 3]) assert.notDeepEqual(mismatches(shape, value), []);
});

test('taken values are found and replaced, and do not fit before', () => {
  const id = taken(12, 'section/page', ['data', 'id']);
  const asked = { ids: [id], name: 'x' };
  assert.deepEqual(takenIn(asked), [id]);
  assert.deepEqual(sampleOf(asked), { ids: [12], name: 'x' });
  assert.notDeepEqual(mismatches(asked, { ids: [7], name: 'x' }), []);
  const filled = resolve(asked, () => 7);
  assert.deepEqual(mismatches(filled, { ids: [7], name: 'x' }), []);
});
