import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { z } from 'zod';
import { page, type RequestShape } from './page.ts';
import { addressOf, curlOf, parametersOf, parameterTable } from './reference.ts';
import { taken } from './shape.ts';

const schema = z.looseObject({
  model: z.string().min(1).max(256).meta({ description: 'Only with stream.' }),
  n: z.int().min(1).max(128).nullish(),
  seed: z.int().nullish(),
  level: z.enum(['low', 'high']).default('low'),
  messages: z
    .array(
      z.looseObject({
        role: z.string(),
        content: z.union([
          z.string(),
          z.array(
            z.union([
              z.looseObject({ type: z.literal('text'), text: z.string() }),
              z.looseObject({ type: z.literal('image'), url: z.string() }),
            ]),
          ),
          z.null(),
        ]),
      }),
    )
    .min(1),
  bias: z.record(z.string(), z.looseObject({ weight: z.number() })).nullish(),
});

test('the schema becomes a table: names, types, bounds, nested fields', () => {
  const rows = parametersOf(schema, 'body');
  const short = rows.map(({ name, type, required, constraints }) => [name, type, required, constraints]);
  assert.deepEqual(short, [
    ['model', 'string', true, { leastLength: 1, mostLength: 256 }],
    ['n', 'integer | null', false, { least: 1, most: 128 }],
    ['seed', 'integer | null', false, {}],
    ['level', 'string', false, { oneOf: ['low', 'high'], default: 'low' }],
    ['messages', 'array of object', true, { leastItems: 1 }],
    ['messages[].role', 'string', true, {}],
    ['messages[].content', 'string | array of object | null', true, {}],
    ['messages[].content[].type', '"text" | "image"', true, {}],
    ['messages[].content[].text', 'string', false, {}],
    ['messages[].content[].url', 'string', false, {}],
    ['bias', 'object | null', false, {}],
    ['bias.*.weight', 'number', true, {}],
  ]);
  assert.deepEqual(rows[0]?.description, { en: 'Only with stream.', vi: 'Chỉ dùng cùng với stream.' });
  assert.equal(rows[1]?.description, undefined);
});

test('path and query are parameters too, and a path is always required', () => {
  const rows = parameterTable({
    dialect: 'x',
    method: 'GET',
    path: '/things/:id',
    params: z.object({ id: z.string().optional() }),
    query: z.object({ p: z.string().optional() }),
  });
  assert.deepEqual(
    rows.map(({ place, name, required }) => [place, name, required]),
    [
      ['path', 'id', true],
      ['query', 'p', false],
    ],
  );
});

const words = { en: 'x', vi: 'x' };
const sample = page({
  section: 'help-center',
  slug: 'x',
  rows: [],
  title: words,
  intro: words,
  call: { dialect: 'x', method: 'PUT', route: '/things/:id/*' },
  examples: [
    {
      title: words,
      params: { id: taken(12, 'help-center/y', ['id']), '*': 'a b/c' },
      query: { q: 'á&b' },
      headers: { 'x-thing': '1' },
      request: { text: 'it\'s €5, $HOME and "quotes"' },
      expect: { reply: {} },
    },
  ],
});

test('an address holds the values, encoded', () => {
  assert.equal(addressOf(sample, sample.examples[0]), '/things/12/a%20b%2Fc?q=%C3%A1%26b');
  const lacking = { ...sample.examples[0], params: {} };
  assert.throws(() => addressOf(sample, lacking), /no value for :id/);
});

test('a colon behind a placeholder belongs to the path', () => {
  const call = { dialect: 'x', method: 'POST', route: '/models/:model:predict' } as const;
  assert.equal(
    addressOf(sample, { ...sample.examples[0], call, params: { model: 'a-1' }, query: {} }),
    '/models/a-1:predict',
  );
});

test('a shell reads the curl command as it was meant', () => {
  const command = curlOf(sample, sample.examples[0], 'http://127.0.0.1:3000');
  const printer = 'curl() { printf "%s\\n" "$@"; }; ';
  const args = execFileSync('sh', ['-c', printer + command], {
    encoding: 'utf8',
    env: { ...process.env, KEY4U_API_KEY: 'sk-1' },
  }).trimEnd();
  assert.equal(
    args,
    [
      '-X',
      'PUT',
      'http://127.0.0.1:3000/things/12/a%20b%2Fc?q=%C3%A1%26b',
      '-H',
      'Authorization: Bearer sk-1',
      '-H',
      'x-thing: 1',
      '-H',
      'Content-Type: application/json',
      '-d',
      JSON.stringify({ text: 'it\'s €5, $HOME and "quotes"' }, null, 2),
    ].join('\n'),
  );
});

/** What a shell hands to a program. */
const argumentsOf = (command: string): string[] =>
  execFileSync(
    'sh',
    ['-c', `curl() { printf "%s\\n" "$@"; }; websocat() { cat; printf "%s\\n" "$@"; }; ${command}`],
    {
      encoding: 'utf8',
      env: { ...process.env, KEY4U_API_KEY: 'sk-1' },
    },
  )
    .trimEnd()
    .split('\n');

const post = { dialect: 'x', method: 'POST', route: '/files' } as const;
const [first] = sample.examples;
const bare = { title: words, call: post, expect: first.expect };

test('a form is a command that uploads its files, a part for each of a list', () => {
  const form = { file: { sample: 'speech.wav' }, model: "it's", 'of[]': ['a', 'b'], stream: true } as const;
  const expect = { bytes: { type: 'audio/mpeg', least: 1 } };
  assert.deepEqual(argumentsOf(curlOf(sample, { ...bare, form, expect }, 'http://h')), [
    'http://h/files',
    ...['-H', 'Authorization: Bearer sk-1'],
    ...['-F', 'file=@speech.wav', '-F', "model=it's", '-F', 'of[]=a', '-F', 'of[]=b', '-F', 'stream=true'],
    ...['-o', 'output.mp3'],
  ]);
});

test('a session is a command that says its events, a line each', () => {
  const call = { dialect: 'x', method: 'GET', route: '/talk' } as const;
  const events: readonly RequestShape[] = [{ type: 'a', text: "it's 100%" }, { type: 'b' }];
  const command = curlOf(sample, { ...bare, call, query: { model: 'm' }, events }, 'http://h');
  assert.deepEqual(argumentsOf(command), [
    ...events.map((event) => JSON.stringify(event)),
    ...['-n', '-H', 'Authorization: Bearer sk-1', 'ws://h/talk?model=m'],
  ]);
});
