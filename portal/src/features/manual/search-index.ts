import MiniSearch, { type Options } from 'minisearch';

/**
 * The index of the manual: written for each language when the portal is built (build/manual.ts), read by the search. Both
 * fold letters alike, so that Vietnamese is found with and without its accents.
 */

export type IndexedPage = {
  readonly id: string;
  readonly title: string;
  /** The way to it in the menu. */
  readonly crumbs: string;
  /** Of a call: 'POST /v1/chat/completions'. */
  readonly call: string;
  readonly intro: string;
  readonly parameters: string;
  readonly text: string;
};

export const fold = (term: string): string =>
  term.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');

export const indexOptions: Options<IndexedPage> = {
  fields: ['title', 'crumbs', 'call', 'intro', 'parameters', 'text'],
  storeFields: ['title', 'crumbs', 'call'],
  processTerm: (term) => fold(term) || null,
  searchOptions: {
    boost: { title: 5, call: 3, crumbs: 2, intro: 2 },
    prefix: (term) => term.length > 1,
    fuzzy: (term) => (term.length > 3 ? 0.25 : false),
    combineWith: 'AND',
  },
};

export const emptyIndex = (): MiniSearch<IndexedPage> => new MiniSearch(indexOptions);
