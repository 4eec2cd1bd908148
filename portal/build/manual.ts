/**
 * The manual as files in dist/manual: the gateway writes pages, samples and Markdown (`key4u manual`), this adds the index
 * of the search for each language.
 */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { emptyIndex, type IndexedPage } from '../src/features/manual/search-index.ts';
import type { ManualPage } from '../src/features/manual/types.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);

/** What is looked for on a page; samples and answers are not. */
const indexed = (page: ManualPage): IndexedPage => ({
  id: page.id,
  title: page.title,
  crumbs: page.crumbs.join(' › '),
  call: page.call ? `${page.call.method} ${page.call.path}` : '',
  intro: page.intro,
  parameters: page.parameters.map(({ name }) => name).join(' '),
  text: [
    ...page.notes,
    ...page.rows,
    ...page.examples.flatMap(({ title, request }) => [title, request.address]),
    ...page.tables.flatMap(({ title, rows }) => (rows.length > 100 ? [title] : [title, ...rows.flat()])),
    ...page.steps.flatMap(({ title, text }) => [title, text ?? '']),
    ...(page.object?.fields.map(({ name }) => name) ?? []),
  ].join('\n'),
});

/** The text of search.json for one language of a written manual. */
export function searchIndex(folder: string, language: string): string {
  const ids = JSON.parse(readFileSync(join(folder, 'pages.json'), 'utf8')) as readonly string[];
  const index = emptyIndex();
  index.addAll(
    ids.map((id) =>
      indexed(JSON.parse(readFileSync(join(folder, language, 'pages', `${id}.json`), 'utf8')) as ManualPage),
    ),
  );
  return JSON.stringify(index);
}

export async function buildManual(folder: string): Promise<void> {
  await run(process.execPath, ['server/bin/key4u.mjs', 'manual', '--out', folder], { cwd: root });
  for (const language of ['en', 'vi'])
    writeFileSync(join(folder, language, 'search.json'), searchIndex(folder, language));
}
