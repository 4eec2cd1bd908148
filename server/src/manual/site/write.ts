import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Dialect } from '../../spec/dialect.ts';
import type { Text } from '../../spec/text.ts';
import { faultTexts } from '../fault-texts.ts';
import { type Endpoint, renderedFaults } from '../reference.ts';
import { sampleFiles } from '../samples/files.ts';
import { type Document, documentsOf, type Language } from './documents.ts';
import { indexOf, markdownOf } from './markdown.ts';
import { type MenuGroup, type MenuPage, menu } from './menu.ts';
import { sampleLanguages } from './sample-languages.ts';
import { type Samples, samplesOf } from './samples.ts';

/**
 * The whole manual as files, so that whoever serves it needs nothing of the manual's code:
 *
 *   <language>/menu.json             the menu with the titles of its pages
 *   <language>/pages/<id>.json       a page (documents.ts)
 *   <language>/errors/<dialect>.json how a dialect writes each fault, and what to do about it
 *   <language>/text/<id>.md          a page as Markdown; index.md the list of all
 *   samples/<id>.json                code of a page's examples, in every language of sample-languages.ts
 *   files/<name>                     files that examples upload
 *   llms.txt, llms-full.txt          for programs that read manuals
 *   pages.json                       ids of all pages in the order of the menu
 */
export type Site = {
  readonly dialects: readonly Dialect[];
  /** Of the dialects and of the management API. */
  readonly endpoints: readonly Endpoint[];
};

export const languages = ['en', 'vi'] as const satisfies readonly Language[];

export type Written = { readonly pages: number; readonly files: number; readonly bytes: number };

/** Path -> text, for every file of the manual. */
export function filesOf(site: Site): ReadonlyMap<string, string | Buffer> {
  const files = new Map<string, string | Buffer>();
  const groups = menu();
  let samples: ReadonlyMap<string, readonly Samples[]> | undefined;
  for (const language of languages) {
    const pages = documentsOf(site.endpoints, language);
    samples ??= new Map(pages.map((page) => [page.id, samplesOfPage(page)]));
    files.set(
      `${language}/menu.json`,
      JSON.stringify({
        languages: sampleLanguages.map(({ id, title }) => ({ id, title })),
        entries: menuIn(groups, language),
      }),
    );
    for (const [dialect, errors] of errorsIn(site.dialects, language))
      files.set(`${language}/errors/${dialect}.json`, JSON.stringify(errors));
    const texts = pages.map((page) => {
      const text = markdownOf(page, samples?.get(page.id) ?? [], language);
      files.set(`${language}/pages/${page.id}.json`, JSON.stringify(page));
      files.set(`${language}/text/${page.id}.md`, text);
      return text;
    });
    const index = indexOf(groups, new Map(pages.map((page) => [page.id, page])), language);
    files.set(`${language}/text/index.md`, index);
    if (language !== 'en') continue;
    files.set('llms.txt', index);
    files.set('llms-full.txt', texts.join('\n'));
    files.set('pages.json', JSON.stringify(pages.map(({ id }) => id)));
  }
  for (const [id, codes] of samples ?? [])
    if (codes.length > 0) files.set(`samples/${id}.json`, JSON.stringify(codes));
  for (const [name, { bytes }] of Object.entries(sampleFiles)) files.set(`files/${name}`, bytes());
  return files;
}

/** Writes all files into a folder, which holds nothing else afterwards. */
export async function writeManual(folder: string, site: Site): Promise<Written> {
  const files = filesOf(site);
  await rm(folder, { recursive: true, force: true });
  for (const name of new Set([...files.keys()].map((path) => dirname(path))))
    await mkdir(join(folder, name), { recursive: true });
  await Promise.all([...files].map(([path, text]) => writeFile(join(folder, path), text)));
  return {
    pages: [...files.keys()].filter((path) => path.startsWith('en/pages/')).length,
    files: files.size,
    bytes: [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0),
  };
}

const samplesOfPage = ({ examples }: Document): readonly Samples[] =>
  examples.map(({ request, answer }) =>
    samplesOf(request, { streams: answer.kind === 'stream', makesFile: answer.kind === 'file' }),
  );

type MenuIn =
  | { readonly title: string; readonly id: string; readonly method?: string }
  | { readonly title: string; readonly entries: readonly MenuIn[] };

const menuIn = (entries: readonly (MenuPage | MenuGroup)[], language: Language): readonly MenuIn[] =>
  entries.map((entry) =>
    'entries' in entry
      ? { title: entry.title[language], entries: menuIn(entry.entries, language) }
      : { ...entry, title: entry.title[language] },
  );

type ShownError = {
  readonly code: string;
  readonly status: number;
  readonly meaning: string;
  readonly remedy: string;
  readonly body: string;
};

function errorsIn(
  dialects: readonly Dialect[],
  language: Language,
): ReadonlyMap<string, readonly ShownError[]> {
  const rendered = renderedFaults(dialects);
  return new Map(
    dialects.map(({ id }) => [
      id,
      rendered
        .filter((one) => one.dialect === id)
        .map(({ code, status, body }) => {
          const { meaning, remedy }: { meaning: Text; remedy: Text } = faultTexts[code];
          return { code, status, meaning: meaning[language], remedy: remedy[language], body };
        })
        .toSorted((a, b) => a.status - b.status),
    ]),
  );
}
