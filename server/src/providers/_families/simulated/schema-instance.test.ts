import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { sampleRegex } from './regex-sample.ts';
import { instanceOf, readHints } from './schema-instance.ts';

const hints = () => readHints('Compare 7 hotels in Ho Chi Minh City below 99.5 dollars');

describe('an instance of a schema', () => {
  type Tree = { name: string; children: Tree[]; parent: Tree | null };
  const tree: z.ZodType<Tree> = z.strictObject({
    name: z.string(),
    get children() {
      return z.array(tree);
    },
    get parent() {
      return tree.nullable();
    },
  });
  const table: Record<string, z.ZodType> = {
    'plain fields': z.strictObject({ city: z.string(), days: z.int(), price: z.number(), wet: z.boolean() }),
    'enum, literal and null': z.strictObject({
      unit: z.enum(['c', 'f']),
      kind: z.literal('x'),
      none: z.null(),
    }),
    'numeric bounds': z.strictObject({
      a: z.number().gt(3).lt(3.5),
      b: z.int().min(10).max(12),
      c: z.number().multipleOf(0.25).min(1.1),
      d: z.int().max(-5),
      e: z.int().positive().multipleOf(7),
    }),
    'text bounds': z.strictObject({
      short: z.string().max(3),
      long: z.string().min(300),
      both: z.string().length(12),
    }),
    formats: z.strictObject({
      mail: z.email(),
      link: z.url(),
      id: z.uuid(),
      day: z.iso.date(),
      moment: z.iso.datetime(),
      hour: z.iso.time(),
      v4: z.ipv4(),
      v6: z.ipv6(),
    }),
    patterns: z.strictObject({
      plate: z.string().regex(/^\d{2}[A-Z]-\d{3,5}(?:\.\d{2})?$/),
      word: z.string().regex(/^(?:red|green)_[^a-z]+\w*$/),
      long: z
        .string()
        .regex(/^[a-f0-9]+$/)
        .min(20),
    }),
    nested: z.strictObject({
      list: z.array(z.strictObject({ tags: z.array(z.string()).min(3).max(4) })).min(2),
    }),
    unions: z.strictObject({
      any: z.union([z.strictObject({ a: z.int() }), z.string()]),
      maybe: z.string().nullable(),
    }),
    tuples: z.tuple([z.string(), z.int(), z.boolean()]),
    records: z.strictObject({
      map: z.record(z.string(), z.int()),
      named: z.record(z.enum(['a', 'b']), z.boolean()),
    }),
    intersections: z.intersection(z.object({ a: z.string() }), z.object({ b: z.int() })),
    recursion: tree,
  };
  for (const [name, schema] of Object.entries(table)) {
    it(`passes the schema's own parse: ${name}`, () => {
      const json = z.toJSONSchema(schema, { target: 'draft-7' });
      const value: unknown = JSON.parse(JSON.stringify(instanceOf(json, hints())));
      assert.deepEqual(schema.parse(value), value);
      assert.deepEqual(instanceOf(json, hints()), value, 'the same schema gives the same instance');
    });
  }

  it('follows $ref, allOf and required names without a property', () => {
    const value = instanceOf(
      {
        $ref: '#/$defs/order~1line',
        $defs: {
          'order/line': {
            allOf: [{ $ref: '#/$defs/base' }, { properties: { count: { type: 'integer', minimum: 3 } } }],
          },
          base: { type: 'object', properties: { sku: { const: 'A-1' } }, required: ['sku', 'extra'] },
        },
      },
      readHints(''),
    );
    assert.deepEqual(value, { sku: 'A-1', count: 3, extra: 'example extra' });
  });

  it('takes numbers and names from the prompt', () => {
    const schema = {
      properties: { city: { type: 'string' }, a: { type: 'integer' }, b: { type: 'number' } },
    };
    assert.deepEqual(instanceOf(schema, hints()), { city: 'Ho Chi Minh City', a: 7, b: 99.5 });
  });

  it('stays small and ends, whatever the schema asks for', () => {
    const bush = {
      $ref: '#/$defs/node',
      $defs: {
        node: {
          type: 'object',
          required: ['a', 'b', 'c'],
          properties: {
            a: { $ref: '#/$defs/node' },
            b: { $ref: '#/$defs/node' },
            c: { $ref: '#/$defs/node' },
          },
        },
      },
    };
    const loop = { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } };
    const mutual = {
      $ref: '#/$defs/a',
      $defs: { a: { allOf: [{ $ref: '#/$defs/a' }, { $ref: '#/$defs/a' }] } },
    };
    const huge = { type: 'array', minItems: 1e12, items: { type: 'string', minLength: 1e12 } };
    const since = performance.now();
    for (const schema of [bush, loop, mutual, huge]) {
      assert.ok((JSON.stringify(instanceOf(schema, hints())) ?? '').length < 3_000_000);
    }
    assert.ok(performance.now() - since < 2000, 'it held the event loop');
  });
});

describe('a sample of a regular expression', () => {
  for (const source of [
    '^a+b?$',
    '(?:x|y){2,3}z',
    '[^\\s"]{4}',
    '\\d{4}-\\d{2}',
    '^(?<year>\\d{4})$',
    '[\\]a]',
    'a\\.b',
  ]) {
    it(`is accepted by ${source}`, () => {
      for (const extra of [0, 1, 3])
        assert.match(sampleRegex(source, extra) ?? 'nothing', new RegExp(source));
    });
  }

  it('is not made of what it does not understand, and never runs the expression', () => {
    for (const source of ['(?=a)b', '\\p{L}', '(a)\\1', '[a', '(((', 'a'.repeat(600), '('.repeat(100)]) {
      assert.equal(sampleRegex(source), undefined);
    }
    assert.equal(sampleRegex('a{99999}{99999}'), undefined);
    assert.equal(sampleRegex('^(((a+)+)+)+$', 1), 'a'.repeat(16));
  });
});
