import assert from 'node:assert/strict';
import { test } from 'node:test';
import { replaceSpans, stringsWith } from './json-strings.ts';

const at = (json: string) =>
  stringsWith(Buffer.from(json), 'file-x').map(({ path, text, key }) => [path, text, key]);

test('string values are found wherever they stand, with their path', () => {
  assert.deepEqual(at('{"a":1}'), []);
  assert.deepEqual(at('{"a":"file-x1"}'), [['a', 'file-x1', 'a']]);
  assert.deepEqual(at('["b",["file-x1"]]'), [['[1][0]', 'file-x1', undefined]]);
  assert.deepEqual(
    at('{ "m" : [ { "c": "no" }, {"n":[1,2,{"f":{"id":"file-x1"}}], "t":"a file-x in a text \\"q\\" {"} ] }'),
    [
      ['m[1].n[2].f.id', 'file-x1', 'id'],
      ['m[1].t', 'a file-x in a text "q" {', 't'],
    ],
  );
});

test('a key that holds it is no value', () => {
  assert.deepEqual(at('{"file-x":"a","b":{"file-x":["file-x2"]}}'), [['b.file-x[0]', 'file-x2', undefined]]);
});

test('what stands around a value can be replaced, and nothing else changes', () => {
  const bytes = Buffer.from('{"a": 1.0, "f": {"id":"file-x1", "u":2}, "é":3}');
  const [one] = stringsWith(bytes, 'file-x');
  assert.ok(one);
  const [object, all] = one.around;
  assert.equal(bytes.toString('utf8', object!.keyStart, object!.end), '"f": {"id":"file-x1", "u":2}');
  assert.deepEqual([all!.start, all!.end], [0, bytes.length]);
  assert.equal(
    replaceSpans(bytes, [
      { start: object!.keyStart, end: object!.end, by: [Buffer.from('"g":0')] },
    ]).toString(),
    '{"a": 1.0, "g":0, "é":3}',
  );
  assert.equal(bytes.toString('utf8', one.keyStart, one.end), '"id":"file-x1"');
});
