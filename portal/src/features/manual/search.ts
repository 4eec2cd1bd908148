import type MiniSearch from 'minisearch';
import { send } from '@/api/client.ts';
import type { IndexedPage } from './search-index.ts';

/** Looks in the whole manual. Index and library come with the first search of a language. */

export type ManualHit = {
  readonly id: string;
  readonly title: string;
  readonly crumbs: string;
  readonly call: string;
};

const indexes = new Map<string, Promise<MiniSearch<IndexedPage>>>();

async function load(language: string): Promise<MiniSearch<IndexedPage>> {
  const [{ default: Search }, { indexOptions }, text] = await Promise.all([
    import('minisearch'),
    import('./search-index.ts'),
    send('GET', `/manual/${language}/search.json`).then((response) => response.text()),
  ]);
  return Search.loadJSONAsync(text, indexOptions);
}

export async function searchManual(
  text: string,
  language: string,
  most: number,
): Promise<{ readonly total: number; readonly hits: readonly ManualHit[] }> {
  let index = indexes.get(language);
  if (!index) {
    index = load(language);
    indexes.set(language, index);
    index.catch(() => indexes.delete(language)); // asked for again by the next search
  }
  const found = await index;
  const hits = found.search(text);
  // Words that stand on no page together may still stand on some alone.
  const all = hits.length > 0 ? hits : found.search(text, { combineWith: 'OR' });
  const shown = all.slice(0, most).map((hit) => ({
    id: String(hit.id),
    title: String(hit['title']),
    crumbs: String(hit['crumbs']),
    call: String(hit['call']),
  }));
  return { total: all.length, hits: shown };
}
