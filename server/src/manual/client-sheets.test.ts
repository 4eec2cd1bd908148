import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientSheets } from './client-sheets.ts';
import { fill } from './clients/client.ts';
import { pages } from './index.ts';

const sheets = clientSheets();
const values = { origin: 'https://gateway.example', key: 'sk-reader', model: 'model-1' };

test('every client that the manual guides through has a sheet with the same steps', () => {
  for (const page of pages) {
    if (!page.guide) continue;
    const sheet = sheets.find(({ id }) => id === page.guide?.client);
    assert.ok(sheet, page.id);
    assert.equal(sheet.page, page.id);
    assert.deepEqual(
      sheet.steps.map(({ title, blocks }) => [title, blocks.map(({ code }) => code)]),
      page.guide.steps.map(({ title, blocks }) => [title, blocks.map(({ code }) => code)]),
    );
  }
});

test('each sheet names a page that is there, and once', () => {
  assert.equal(new Set(sheets.map(({ id }) => id)).size, sheets.length);
  for (const { page } of sheets)
    assert.ok(
      pages.some(({ id }) => id === page),
      page,
    );
});

test('filled with a reader’s values, a sheet holds his address and key, and no placeholder', () => {
  for (const { id, steps } of sheets) {
    const texts = steps.flatMap(({ blocks, settings }) => [
      ...blocks.map(({ code }) => code),
      ...settings.flatMap(({ value }) => [value.en, value.vi]),
    ]);
    const filled = texts.map((text) => fill(text, values)).join('\n');
    assert.doesNotMatch(filled, /\{(?:origin|key|model|prompt)\}/, id);
    assert.ok(filled.includes(values.origin), id);
    assert.ok(filled.includes(values.key), id);
    assert.ok(!filled.includes('127.0.0.1'), id);
  }
});

test('what is set by hand stands on the page with the page’s own values', () => {
  for (const id of ['aider', 'lobechat', 'dify']) {
    const sheet = sheets.find((one) => one.id === id)!;
    const cells = JSON.stringify(pages.find((page) => page.id === sheet.page)?.tables ?? []);
    const here = { origin: 'http://127.0.0.1:3000', key: 'sk-…', model: sheet.model };
    for (const { blocks, settings } of sheet.steps) {
      const lines = blocks.flatMap(({ code }) => code.split('\n'));
      for (const text of [...lines, ...settings.map(({ value }) => value.vi)])
        assert.ok(cells.includes(JSON.stringify(fill(text, here)).slice(1, -1)), `${id}: ${text}`);
    }
  }
});
