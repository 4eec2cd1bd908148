import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { routes } from '../../admin/index.ts';
import { dialects } from '../../dialects/index.ts';
import { pages } from '../index.ts';
import { menuRows } from '../menu-rows.ts';
import { management } from '../page.ts';
import { endpointsOf } from '../reference.ts';
import type { Document } from './documents.ts';
import type { HttpRequest } from './http-request.ts';
import { orderedPages } from './menu.ts';
import { sampleLanguages } from './sample-languages.ts';
import { type Samples, samplesOf } from './samples.ts';
import { filesOf, languages } from './write.ts';

const site = {
  dialects,
  endpoints: [...endpointsOf(dialects), ...routes.map((route) => ({ ...route, dialect: management }))],
};

let files: ReadonlyMap<string, string | Buffer>;
let took = 0;

before(() => {
  const from = process.cpuUsage();
  files = filesOf(site);
  took = process.cpuUsage(from).user / 1e6;
});

const textOf = (path: string): string => {
  const text = files.get(path);
  assert.ok(typeof text === 'string', `${path} is there`);
  return text;
};
const pageOf = (language: string, id: string): Document => JSON.parse(textOf(`${language}/pages/${id}.json`));
const samplesOn = (id: string): readonly Samples[] => JSON.parse(textOf(`samples/${id}.json`));

test('every page stands in every language as JSON and as Markdown, made in less than 15 s of one core', () => {
  for (const language of languages)
    for (const { id } of pages) {
      assert.equal(pageOf(language, id).id, id);
      assert.match(textOf(`${language}/text/${id}.md`), /^# \S/);
    }
  assert.ok(took < 15, `${took} s`);
});

test('the menu has every page once, in the order of the rows, and previous and next are one chain over it', () => {
  const order = orderedPages().map(({ id }) => id);
  assert.deepEqual(order.toSorted(), pages.map(({ id }) => id).toSorted());
  assert.deepEqual(JSON.parse(textOf('pages.json')), order);
  for (const language of languages) {
    const walked: string[] = [];
    for (let id: string | undefined = order[0]; id !== undefined; id = pageOf(language, id).next?.id) {
      const { previous } = pageOf(language, id);
      assert.equal(previous?.id, walked.at(-1));
      walked.push(id);
    }
    assert.deepEqual(walked, order);
  }
  const rank = new Map(menuRows.map(([row], index) => [row, index]));
  const firstOf = (id: string): number | undefined => {
    const [row] = pages.find((page) => page.id === id)?.rows.toSorted() ?? [];
    return row === undefined ? undefined : rank.get(row);
  };
  const ids = (section: string) =>
    order.filter((id) => id.startsWith(`${section}/`)).flatMap((id) => firstOf(id) ?? []);
  for (const section of new Set(order.map((id) => id.split('/')[0] ?? '')))
    assert.deepEqual(
      ids(section),
      ids(section).toSorted((a, b) => a - b),
      section,
    );
});

test('a page tells its parameters from the schemas, headers first, and who may call', () => {
  const page = pageOf('vi', 'chatgpt-chat/create-chat-completion');
  assert.deepEqual(page.call, {
    method: 'POST',
    path: '/v1/chat/completions',
    dialect: 'openai-chat',
    credential: 'key',
  });
  assert.deepEqual(
    page.parameters.slice(0, 4).map(({ place, name, required }) => [place, name, required]),
    [
      ['header', 'Authorization', true],
      ['header', 'Content-Type', true],
      ['header', 'Idempotency-Key', false],
      ['body', 'model', true],
    ],
  );
  assert.equal(pageOf('en', 'system-api/add-token').call?.credential, 'access-token');
});

const eachExample = (check: (id: string, request: HttpRequest, samples: Samples) => void): void => {
  for (const { id } of pages) {
    const { examples } = pageOf('en', id);
    if (examples.length === 0) continue;
    const samples = samplesOn(id);
    assert.equal(samples.length, examples.length);
    for (const [index, { request }] of examples.entries()) check(id, request, samples[index]!);
  }
};

/** Texts inside a body that every language writes alike: letters, digits and what needs no escape anywhere. */
const plainTexts = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return /^[\w .,:/-]{1,80}$/.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(plainTexts) : [];
};

test('every example has a sample in 15 languages, which names its address, its body and no credential', () => {
  assert.equal(sampleLanguages.length, 15);
  eachExample((id, { address, body, form, events, method }, samples) => {
    for (const { id: language } of sampleLanguages) {
      const code = samples[language];
      const where = `${id} in ${language}`;
      assert.ok(code.includes(address), `${where} has no ${address}:\n${code}`);
      assert.ok(/\{\{(base_url|host|ws_url)\}\}/.test(code), `${where} has no place for the address`);
      assert.doesNotMatch(code, /K4U|invalid\b.*key4u|key4u-base-url|as-it-is/, where);
      const said = [
        ...plainTexts(body === undefined ? undefined : JSON.parse(body)),
        ...(events ?? []).flatMap((event) => plainTexts(JSON.parse(event))),
        ...(form ?? []).flatMap((part) => ('file' in part ? [part.file] : plainTexts(part.value))),
      ];
      for (const text of said) assert.ok(code.includes(text), `${where} has no ${text}:\n${code}`);
      if (method !== 'GET' && language !== 'javascript')
        assert.ok(
          code.toUpperCase().includes(method) || form || language === 'python',
          `${where}: ${method}`,
        );
    }
  });
});

test('samples in JavaScript are programs: every one of them parses', () => {
  eachExample((id, _request, { javascript }) => {
    // What stands in a module: imports, then statements that may wait.
    const statements = javascript.replace(/^import .* from '.*';$/gm, '');
    assert.doesNotThrow(
      () => new Function(`return async () => {\n${statements}\n};`),
      `${id}:\n${javascript}`,
    );
  });
});

describe('what the library would get wrong', () => {
  const tricky = {
    quote: `it's "so" and \\ back`,
    lines: 'one\ntwo',
    empty: {},
    none: null,
    list: [],
    deep: [{ yes: true, no: false, 'with-dash': 1.5 }],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: other languages would fill it in
    $schema: '${x} #{y} $z',
  };
  const request: HttpRequest = {
    method: 'POST',
    address: '/v1/x',
    credential: 'key',
    headers: {},
    body: JSON.stringify(tricky, null, 2),
  };

  test('a body with quotes, escapes, nothing and empty things reads as itself where it stands as text', () => {
    const { shell, dart, ruby, php, r, swift, csharp } = samplesOf(request);
    const between = (code: string, pattern: RegExp): string => pattern.exec(code)?.[1] ?? assert.fail(code);
    const unquoted = (text: string, by: RegExp = /\\(["\\'])/g) => text.replace(by, '$1');
    for (const text of [
      between(shell, /--data '(.*)'\n$/s).replaceAll("'\\''", "'"),
      between(dart, /r'(\{.*\})';/),
      between(ruby, /<<~'JSON'\n(.*)\nJSON\n/s),
      unquoted(between(php, /CURLOPT_POSTFIELDS, '(.*)'\);/s), /\\([\\'])/g),
      unquoted(between(r, /req_body_raw\("(.*)", type/s)),
      between(swift, /#"""\n(.*)\n"""#/s),
      between(csharp, /"""\n(.*)\n"""/s),
    ])
      assert.deepEqual(JSON.parse(text), tricky);
  });

  test('in Python it is the same value', (t) => {
    const { python } = samplesOf(request);
    const folder = mkdtempSync(join(tmpdir(), 'key4u-samples-'));
    try {
      writeFileSync(
        join(folder, 'requests.py'),
        'import json\nclass R:\n    text = ""\ndef post(url, headers, json):\n    print(__import__("json").dumps(json))\n    return R()\n',
      );
      writeFileSync(join(folder, 'sample.py'), python);
      const { error, stdout, stderr } = spawnSync('python3', ['sample.py'], {
        cwd: folder,
        env: { ...process.env, KEY4U_API_KEY: 'sk-x', PYTHONDONTWRITEBYTECODE: '1' },
        encoding: 'utf8',
      });
      if (error) return t.skip('there is no python3 here');
      assert.deepEqual(JSON.parse(stdout.trim() || stderr), tricky);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test('samples in Python compile, all of them', (t) => {
  const codes: string[] = [];
  eachExample((_id, _request, { python }) => codes.push(python));
  const check = 'import ast,json,sys\nfor code in json.load(sys.stdin):\n    ast.parse(code)\nprint("fine")';
  try {
    assert.equal(
      execFileSync('python3', ['-c', check], { input: JSON.stringify(codes), encoding: 'utf8' }).trim(),
      'fine',
    );
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return t.skip('no python3 here');
    throw error;
  }
});

test('in the Markdown nothing is left to fill in but the address, and links lead to pages', () => {
  const known = new Set(pages.map(({ id }) => id));
  for (const [path, text] of files) {
    if (typeof text !== 'string' || !/\.(md|txt)$/.test(path)) continue;
    const left = text.replaceAll('{{base_url}}', '').replaceAll('{{ws_url}}', '');
    // Braces of code are doubled too (Swift, C#); a placeholder of ours is a word between them.
    assert.doesNotMatch(left, /\{\{\s*[a-z_]+\s*\}\}|\{(?:origin|key)\}|127\.0\.0\.1:3000/, path);
    for (const [, id] of text.matchAll(/\{\{base_url\}\}\/docs\/([\w/-]+)(?:\.vi)?\.md/g))
      assert.ok(known.has(id ?? ''), `${path} leads to ${id}`);
  }
});

test('errors of a dialect are there for every page that shows a call', () => {
  for (const { id } of pages) {
    const { call } = pageOf('vi', id);
    if (!call || call.dialect === management) continue;
    const errors: { meaning: string }[] = JSON.parse(textOf(`vi/errors/${call.dialect}.json`));
    assert.ok(errors.length > 40 && errors.every(({ meaning }) => meaning !== ''));
  }
});
