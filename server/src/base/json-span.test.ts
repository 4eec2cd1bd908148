import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countTopLevel, type Edits, editTopLevel, topLevelSpans } from './json-span.ts';

const edit = (text: string, edits: Edits): string => editTopLevel(Buffer.from(text), edits).toString('utf8');

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

test('null takes a field out, wherever it stands, and leaves every other byte', () => {
  const table: readonly (readonly [before: string, edits: Edits, after: string])[] = [
    ['{"a":1,"b":2,"c":3}', { a: null }, '{"b":2,"c":3}'],
    ['{"a":1,"b":2,"c":3}', { b: null }, '{"a":1,"c":3}'],
    ['{"a":1,"b":2,"c":3}', { c: null }, '{"a":1,"b":2}'],
    ['{"a":1,"b":2,"c":3}', { a: null, b: null }, '{"c":3}'],
    ['{"a":1,"b":2,"c":3}', { b: null, c: null }, '{"a":1}'],
    ['{"a":1,"b":2,"c":3}', { a: null, c: null }, '{"b":2}'],
    [' { "a" : 1 } ', { a: null }, ' {  } '],
    ['{ "a" : [1, 2] ,\n\t"b":{"a":3}\n}', { a: null }, '{ "b":{"a":3}\n}'],
    ['{ "a" : 1 ,\n\t"b" : "," \n}', { b: null }, '{ "a" : 1 \n}'],
    ['{"a":1}', { b: null }, '{"a":1}'],
    ['{"a":1,"b":2,"a":3}', { a: null }, '{"b":2}'],
    ['{"\\u0061":1,"b":2}', { a: null }, '{"b":2}'],
    ['{"a":1}', { a: null, b: '2' }, '{"b":2}'],
    ['{"a":1,"c":3}', { a: null, b: '2' }, '{"b":2,"c":3}'],
    ['{ "a":1, "c":3}', { c: null, a: '9', b: '2' }, '{"b":2, "a":9}'],
  ];
  for (const [before, edits, after] of table) assert.equal(edit(before, edits), after, before);
});

test('random objects with odd spacing stay valid and mean what the edits say', () => {
  let state = 20261123;
  /** A whole number from 0 to most - 1; always the same row of them. */
  const draw = (most: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
  const pick = <T>(from: readonly T[]): T => from[draw(from.length)]!;
  const space = () => pick(['', '', ' ', '\n', '\t ', '\r\n  ']);
  // None ends with a backslash: JSON.parse of Node 26.10 takes a name that goes on with an escaped quote for it.
  const names = ['a', 'b', 'max_tokens', '"', 'b\\c', 'é👍', ''];
  const values = [
    '0',
    '-1.50e+2',
    'true',
    'null',
    '"a\\"b,}"',
    '[ 1,[ ] ,"]"]',
    '{"a" : {"b":2}}',
    '""',
    '"\\\\"',
  ];
  for (let round = 0; round < 3000; round++) {
    const fields = Array.from({ length: draw(6) }, () => [pick(names), pick(values)] as const);
    const written = fields.map(
      ([name, value]) => `${space()}${JSON.stringify(name)}${space()}:${space()}${value}${space()}`,
    );
    const text = `${space()}{${written.join(',') || space()}}${space()}`;
    const edits: Record<string, string | null> = {};
    for (const name of names) if (draw(2) === 0) edits[name] = draw(2) === 0 ? null : pick(values);
    const expected = new Map(Object.entries(JSON.parse(text)));
    for (const [name, value] of Object.entries(edits))
      if (value === null) expected.delete(name);
      else expected.set(name, JSON.parse(value));
    const edited = edit(text, edits);
    assert.deepEqual(JSON.parse(edited), Object.fromEntries(expected), `${text} ${JSON.stringify(edits)}`);
    // What is not edited keeps its spelling and the white space in it.
    const kept = fields.flatMap(([name], at) => (edits[name] === undefined ? [written[at]!.trim()] : []));
    for (const one of kept) assert.ok(edited.includes(one), `${text} ${JSON.stringify(edits)}`);
  }
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
