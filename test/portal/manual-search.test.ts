import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import MiniSearch from 'minisearch';
import { searchIndex } from '../../portal/build/manual.ts';
import { indexOptions } from '../../portal/src/features/manual/search-index.ts';
import { writeManual } from '../../server/src/main.ts';

const folder = mkdtempSync(join(tmpdir(), 'key4u-manual-search-'));
const indexes = new Map<string, MiniSearch>();

before(async () => {
  await writeManual(folder);
  for (const language of ['en', 'vi'])
    indexes.set(language, MiniSearch.loadJSON(searchIndex(folder, language), indexOptions));
});
after(() => rmSync(folder, { recursive: true }));

const find = (language: string, words: string): readonly string[] =>
  indexes
    .get(language)!
    .search(words)
    .slice(0, 5)
    .map(({ id }) => String(id));

for (const [language, words, page] of [
  ['vi', 'bắt đầu nhanh', 'start/quick-start'],
  ['vi', 'bat dau nhanh', 'start/quick-start'],
  ['vi', 'BAT DAU', 'start/quick-start'],
  ['vi', 'khoa thu nghiem', 'help-center/test-keys'],
  ['vi', 'ma trang thai http', 'help-center/http-status-codes'],
  ['vi', 'so sanh nhom', 'start/group-comparison'],
  ['en', 'quick start', 'start/quick-start'],
  ['en', 'quik start', 'start/quick-start'],
  ['en', '/v1/chat/completions stream', 'chatgpt-chat/create-chat-completion-streaming'],
  ['en', 'midjourn imagine', 'midjourney/submit-imagine'],
  ['en', 'claude code', 'tools/claude-code'],
  ['en', 'timestamp_granularities', 'chatgpt-audio/audio-to-text-whisper-1'],
  ['en', 'R286', 'tools/codex'],
] as const)
  test(`“${words}” (${language}) leads to ${page}`, () => {
    const found = find(language, words);
    assert.ok(found.includes(page), found.join(', '));
  });

test('what stands nowhere is not found', () => {
  assert.deepEqual(find('en', 'xylophone'), []);
});

test('every group of the menu has its line on the start page', () => {
  type Entry = { readonly id?: string; readonly entries?: readonly Entry[] };
  const firstIn = (entry: Entry): string => entry.id ?? firstIn(entry.entries?.[0] ?? { id: '' });
  for (const language of ['en', 'vi']) {
    const { entries } = JSON.parse(readFileSync(join(folder, language, 'menu.json'), 'utf8')) as {
      entries: readonly Entry[];
    };
    const { sections } = JSON.parse(
      readFileSync(new URL(`../../portal/src/locales/${language}/manual.json`, import.meta.url), 'utf8'),
    ) as { sections: Readonly<Record<string, string>> };
    const needed = entries.map((entry) => firstIn(entry).split('/')[0] ?? '');
    assert.deepEqual(Object.keys(sections).toSorted(), [...new Set(needed)].toSorted());
  }
});
