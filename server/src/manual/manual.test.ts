import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { faults } from '../spec/fault.ts';
import type { Text } from '../spec/text.ts';
import { pages } from './index.ts';
import { callOf, type Example, type Expected } from './page.ts';
import httpStatusCodes from './pages/help-center/http-status-codes.ts';
import { addressOf } from './reference.ts';
import { sections } from './sections.ts';
import { isList, type Json, mismatches, type Shape, sampleOf, takenIn } from './shape.ts';

const folder = new URL('./pages/', import.meta.url);

test('the list of pages is the files, and each file is named like its page', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  assert.deepEqual(pages.map(({ id }) => `${id}.ts`).sort(), files.sort());
});

test('no menu entry is without pages', () => {
  for (const section of Object.keys(sections))
    assert.ok(
      pages.some((page) => page.section === section),
      section,
    );
});

const textsOf = (value: unknown): readonly Text[] => {
  if (typeof value !== 'object' || value === null) return [];
  if ('en' in value && 'vi' in value && typeof value.en === 'string' && typeof value.vi === 'string')
    return [{ en: value.en, vi: value.vi }];
  return Object.values(value).flatMap(textsOf);
};

/** Letters that only Vietnamese writes. */
const vietnamese = /[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/i;

function shapesOf(expect: Expected): readonly Shape[] {
  if ('reply' in expect) return [expect.reply];
  if ('plain' in expect) return [expect.plain];
  if ('bytes' in expect || 'empty' in expect) return [];
  return ('stream' in expect ? expect.stream : expect.session).map((step) => step.event);
}

for (const page of pages) {
  test(`page ${page.id}: every text is there in English and Vietnamese`, () => {
    for (const { en, vi } of textsOf({ ...page, examples: [] }).concat(
      textsOf((page.examples ?? []).map(({ title }) => title)),
    )) {
      assert.ok(en.trim() !== '' && vi.trim() !== '', en);
      // Names of things are the same in both; a sentence is not.
      if (en.includes(' ')) assert.notEqual(en, vi);
      assert.equal(en.split('`').length, vi.split('`').length, `code differs: ${en}`);
    }
    assert.match(page.intro.vi, vietnamese);
    assert.doesNotMatch(page.intro.en, vietnamese);
  });

  test(`page ${page.id}: its samples keep their own rules, and its links lead somewhere`, () => {
    for (const id of page.seeAlso ?? [])
      assert.ok(
        pages.some((other) => other.id === id && other !== page),
        id,
      );
    for (const example of page.examples ?? []) {
      assert.ok(callOf(page, example));
      assert.ok(addressOf(page, example).startsWith('/'));
      const shapes = shapesOf(example.expect);
      for (const shape of [...shapes, ...Object.values(example.expect.headers ?? {})]) {
        if (takenIn(shape).length === 0) assert.deepEqual(mismatches(shape, sampleOf(shape)), []);
      }
      for (const { from } of [example.params, example.query, example.request].flatMap((part) =>
        takenIn(part ?? {}),
      ))
        assert.ok(
          pages.some(({ id }) => id === from),
          from,
        );
    }
  });
}

/** Paths of all fields in a sample: `choices[].message.content`. */
function paths(value: Json, prefix = ''): readonly string[] {
  if (isList(value)) return value.flatMap((item) => paths(item, `${prefix}[]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    return [path, ...paths(inner, path)];
  });
}

const samplesOf = ({ expect }: Example): readonly Json[] => shapesOf(expect).map(sampleOf);

/** The value at a place; undefined where an event has none. */
const valueAt = (value: Json, at: readonly string[]): Json | undefined =>
  at.reduce<Json | undefined>(
    (inner, step) =>
      isList(inner)
        ? inner[Number(step)]
        : typeof inner === 'object' && inner !== null
          ? inner[step]
          : undefined,
    value,
  );

for (const { id, object, examples } of pages)
  if (object)
    test(`page ${id}: its table of fields and its first example have the same fields`, () => {
      const shown = new Set(
        samplesOf(examples[0])
          .map((sample) => valueAt(sample, object.at))
          .flatMap((value) => (value === undefined ? [] : paths(value))),
      );
      const told = object.fields.map(({ name }) => name);
      assert.equal(new Set(told).size, told.length, 'a field is told twice');
      assert.deepEqual(
        [...shown].filter((name) => !told.includes(name)),
        [],
      );
      assert.deepEqual(
        object.fields
          .filter(({ name, type }) => !shown.has(name) && !type.includes(','))
          .map(({ name }) => name),
        [],
        'fields that the example does not show say when they come: "array, when there are calls"',
      );
    });

test('the page of status codes lists every fault with its status, and no other', () => {
  const rows = httpStatusCodes.tables?.[0]?.rows ?? [];
  const listed = rows.map(([status, code, , , again]) => [
    code,
    status,
    typeof again === 'object' ? again.en : again,
  ]);
  const table = Object.entries(faults).map(([code, fault]) => [
    code,
    String(fault.status),
    fault.again ? 'yes' : 'no',
  ]);
  assert.deepEqual(listed.toSorted(), table.toSorted());
  assert.deepEqual(
    rows.map(([status]) => Number(status)),
    rows.map(([status]) => Number(status)).toSorted((a, b) => a - b),
  );
});
