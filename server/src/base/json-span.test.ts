import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countTopLevel, editTopLevel, topLevelSpans } from './json-span.ts';

const edit = (text: string, edits: Record<string, string>): string =>
  editTopLevel(Buffer.from(text), edits).toString('utf8');

test('an edit changes one value and leaves every other byte', () => {
  const text = '{ "n" : 1.0e+00,\n\t"model":"a" , "big":12345678901234567890,"s":"\\u0041 é 👍"}';
  assert.equal(edit(text, { model: '"b"' }), text.replace('"a"', '"b"'));
  assert.equal(edit(text, { n: '2' }), text.replace('1.0e+00', '2'));
  assert.equal(
    edit(text, { s: 'null', n: '[]' }),
    '{ "n" : [],\n\t"model":"a" , "big":12345678901234567890,"s":null}',
  );
});

test('a field that is not there is added at the front', () => {
  assert.equal(edit('{"a":1}', { b: 'true' }), '{"b":true,"a":1}');
  assert.equal(edit(' {} ', { b: '1', c: '2' }), ' {"b":1,"c":2} ');
  assert.equal(edit('{"a":1}', { 'quo"te': '1' }), '{"quo\\"te":1,"a":1}');
});

test('without edits the same bytes come back', () => {
  const bytes = Buffer.from('{"a":1}');
  assert.equal(editTopLevel(bytes, {}), bytes);
});

test('names below the top level, and inside texts, are left alone', () => {
  const text = '{"deep":{"model":"x","list":[{"model":"y"},"]}"]},"say":"\\"model\\":\\\\","model":"z"}';
  assert.equal(edit(text, { model: '1' }), text.replace('"z"', '1'));
  assert.equal(countTopLevel(Buffer.from(text), 'model'), 1);
});

test('an escaped name is the name it spells', () => {
  const bytes = Buffer.from('{"\\u006dodel":"a","model":"b"}');
  assert.equal(countTopLevel(bytes, 'model'), 2);
  assert.equal(edit('{"\\u006dodel":"a"}', { model: '"c"' }), '{"\\u006dodel":"c"}');
});

test('of a doubled name the last place counts, as JSON.parse has it', () => {
  const text = '{"a":1,"b":0,"a":2}';
  const span = topLevelSpans(Buffer.from(text)).get('a')!;
  assert.equal(text.slice(span.start, span.end), '2');
  assert.deepEqual(JSON.parse(edit(text, { a: '3' })), { a: 3, b: 0 });
});

test('spans hold exactly the text of each value', () => {
  const values: unknown[] = [
    0,
    -1.5,
    true,
    false,
    null,
    '',
    'a"b\\',
    '\\\\"',
    'tiếng Việt 👩‍👩‍👧',
    [],
    [[1], '}'],
    {},
    { x: { y: [']'] } },
  ];
  for (const indent of [0, 2]) {
    const object = Object.fromEntries(values.map((value, i) => [`k${i}`, value]));
    const bytes = Buffer.from(JSON.stringify(object, null, indent));
    const spans = topLevelSpans(bytes);
    assert.equal(spans.size, values.length);
    for (const [name, { start, end }] of spans)
      assert.deepEqual(JSON.parse(bytes.toString('utf8', start, end)), object[name]);
  }
});

test('bytes that are no object have no fields', () => {
  for (const text of ['', '[]', '7', '"{"'.slice(0, 1)])
    assert.equal(topLevelSpans(Buffer.from(text)).size, 0);
});
