import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';

/** No text of the interface stands outside the locale files; both languages are whole; no key is missing or left over. */

const source = fileURLToPath(new URL('../../portal/src/', import.meta.url));
const languages = ['en', 'vi'] as const;
type Language = (typeof languages)[number];

type Node = { readonly type: string; readonly start: number; readonly [field: string]: unknown };
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const value of Object.values(node)) {
    if (isNode(value)) walk(value, visit);
    else if (Array.isArray(value)) for (const one of value) if (isNode(one)) walk(one, visit);
  }
}

/** What people read: two letters in a row, in any script. Names of keys, units and code have none in such places. */
const isText = (value: unknown): value is string => typeof value === 'string' && /\p{L}{2}/u.test(value);

/** Attributes and fields whose strings are shown or read out. */
const shown = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'description',
  'empty',
  'help',
  'label',
  'placeholder',
  'title',
]);

type Found = {
  readonly literals: string[];
  /** Whole keys, and beginnings of keys that are put together: 'common:frame.places.'. */
  readonly keys: Set<string>;
  readonly prefixes: Set<string>;
};

function read(path: string, text: string): Found {
  const { program, errors } = parseSync(path, text);
  assert.deepEqual(errors, [], path);
  const found: Found = { literals: [], keys: new Set(), prefixes: new Set() };
  const tell = (node: Node, what: string) => {
    const line = text.slice(0, node.start).split('\n').length;
    found.literals.push(`${path}:${line}: ${what.trim().slice(0, 60)}`);
  };
  let namespace = 'common';
  walk(program as unknown as Node, (node) => {
    const { callee, arguments: args } = node;
    if (node.type !== 'CallExpression' || !isNode(callee) || !Array.isArray(args)) return;
    if (callee['name'] !== 'useTranslation' || !isNode(args[0])) return;
    const first =
      args[0].type === 'ArrayExpression' ? (args[0]['elements'] as (Node | undefined)[])[0] : args[0];
    if (typeof first?.['value'] === 'string') namespace = first['value'];
  });
  const full = (key: string) => (key.includes(':') ? key : `${namespace}:${key}`);
  walk(program as unknown as Node, (node) => {
    if (node.type === 'JSXText' && isText(node['value'])) tell(node, node['value']);
    if (node.type === 'JSXAttribute' || node.type === 'Property') {
      const name = node.type === 'Property' ? node['key'] : node['name'];
      const value = node['value'];
      if (isNode(name) && shown.has(String(name['name'] ?? name['value'])) && isNode(value))
        if (value.type === 'Literal' && isText(value['value'])) tell(node, value['value']);
    }
    if (node.type !== 'CallExpression' || !isNode(node['callee'])) return;
    const { callee } = node as { callee?: unknown } as { callee: Node };
    const name = String(callee['name'] ?? (isNode(callee['property']) ? callee['property']['name'] : ''));
    const [first] = node['arguments'] as Node[];
    if (!first) return;
    if (isNode(callee['object']) && callee['object']['name'] === 'toast' && isText(first['value']))
      tell(node, first['value']);
    if (name !== 't') return;
    const keys =
      first.type === 'ConditionalExpression'
        ? [first['consequent'] as Node, first['alternate'] as Node]
        : [first];
    for (const key of keys) {
      if (typeof key['value'] === 'string') found.keys.add(full(key['value']));
      if (key.type === 'TemplateLiteral') {
        const [head] = key['quasis'] as { value: { cooked: string } }[];
        found.prefixes.add(full(head?.value.cooked ?? ''));
      }
    }
  });
  return found;
}

type Texts = { readonly [key: string]: string | Texts };
const flat = (texts: Texts, prefix = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  );

const namespaces = readdirSync(`${source}locales/en`).map((name) => name.replace('.json', ''));
const textsOf = (language: Language, namespace: string): ReadonlyMap<string, string> =>
  new Map(flat(JSON.parse(readFileSync(`${source}locales/${language}/${namespace}.json`, 'utf8')) as Texts));

/** i18next's endings for numbers: Vietnamese has one form, English two. */
const withoutPlural = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '');

describe('texts of the portal', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.test.ts') && path !== 'api/types.ts');
  const found = files.map((path) => read(path, readFileSync(source + path, 'utf8')));

  test('no text stands in the code', () => {
    assert.ok(files.length > 30, 'the sources were found');
    assert.deepEqual(
      found.flatMap(({ literals }) => literals),
      [],
    );
  });

  for (const namespace of namespaces)
    test(`${namespace}: both languages are whole`, () => {
      const [en, vi] = languages.map((language) => textsOf(language, namespace)) as [
        ReadonlyMap<string, string>,
        ReadonlyMap<string, string>,
      ];
      const names = (texts: ReadonlyMap<string, string>) =>
        [...new Set([...texts.keys()].map(withoutPlural))].sort();
      assert.deepEqual(names(vi), names(en));
      const holes = (text: string | undefined) =>
        [...(text ?? '').matchAll(/\{\{(\w+)/g)].map(([, name]) => name).sort();
      for (const [key, text] of en) {
        const other = vi.get(key) ?? vi.get(`${withoutPlural(key)}_other`);
        assert.ok(text.trim() !== '' && other?.trim(), `${namespace}:${key} is empty`);
        if (!key.endsWith('_one')) assert.deepEqual(holes(other), holes(text), `${namespace}:${key}`);
        // A sentence that is the same in both was not written in one of them.
        if (text.split(' ').length > 4) assert.notEqual(other, text, `${namespace}:${key} is not translated`);
      }
    });

  test('every key that is asked for exists, and every text is asked for', () => {
    const all = namespaces.flatMap((namespace) =>
      [...textsOf('en', namespace).keys()].map((key) => `${namespace}:${withoutPlural(key)}`),
    );
    const known = new Set(all);
    const keys = new Set(found.flatMap((one) => [...one.keys]));
    const prefixes = [...new Set(found.flatMap((one) => [...one.prefixes]))];
    const branches = (key: string) => all.some((one) => one.startsWith(`${key}.`));
    assert.deepEqual(
      [...keys].filter((key) => !known.has(key) && !branches(key)),
      [],
      'asked for and not there',
    );
    assert.deepEqual(
      prefixes.filter((prefix) => !all.some((key) => key.startsWith(prefix))),
      [],
      'put together and not there',
    );
    const used = (key: string) =>
      keys.has(key) ||
      prefixes.some((prefix) => prefix.split(':')[1] !== '' && key.startsWith(prefix)) ||
      [...keys].some((one) => key.startsWith(`${one}.`));
    assert.deepEqual(
      [...known].filter((key) => !used(key)),
      [],
      'left over',
    );
  });

  test('the check finds a text, an attribute and a key that is not there', () => {
    const { literals, keys } = read(
      'a.tsx',
      `const a = () => { const { t } = useTranslation('x'); return <p title="Hello">Good day {t('y')}</p>; };`,
    );
    assert.deepEqual(literals, ['a.tsx:1: Hello', 'a.tsx:1: Good day']);
    assert.deepEqual([...keys], ['x:y']);
  });
});
