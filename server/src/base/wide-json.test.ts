import assert from 'node:assert/strict';
import { it } from 'node:test';
import { parseWide, wideObject } from './wide-json.ts';

it('keeps the digits of numbers that a double cannot hold, and nothing else', () => {
  assert.deepEqual(
    parseWide('{"id":829836802793406551,"small":12,"list":[ 9007199254740993, 0.5 ],"at":1752650000123}'),
    {
      id: '829836802793406551',
      small: 12,
      list: ['9007199254740993', 0.5],
      at: 1752650000123,
    },
  );
  assert.deepEqual(parseWide('{"text":"a: 829836802793406551","x":12345678901234567890.5}'), {
    text: 'a: 829836802793406551',
    // biome-ignore lint/correctness/noPrecisionLoss: that it is lost is the point
    x: 12345678901234567890.5,
  });
  assert.throws(() => parseWide('{'), SyntaxError);
});

it('gives objects only', () => {
  assert.deepEqual(wideObject(Buffer.from('{"a":1}')), { a: 1 });
  for (const text of ['[1]', 'null', '<html>', '']) assert.equal(wideObject(Buffer.from(text)), undefined);
});
