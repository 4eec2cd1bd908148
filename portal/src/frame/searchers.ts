/** Something that the search can lead to. */
export type Found = { readonly title: string; readonly detail?: string; readonly href: string };

export type SearchAsk = {
  /** At least two characters. */
  readonly text: string;
  readonly language: string;
  readonly signedIn: boolean;
  readonly operator: boolean;
};

/** A feature that can find things. `name`: of the text `frame.searchers.<name>`; at most a handful of results. */
export type Searcher = {
  readonly name: string;
  readonly find: (ask: SearchAsk) => Promise<readonly Found[]>;
};

/** A call's id leads to its receipt. */
const requests: Searcher = {
  name: 'requests',
  find: async ({ text, signedIn }) =>
    signedIn && /^req[_-][\w-]{6,}$/.test(text)
      ? [{ title: text, href: `/console/logs?request=${text}` }]
      : [],
};

const models: Searcher = {
  name: 'models',
  find: async ({ text }) => (await import('@/features/catalogue/find.ts')).findModels(text),
};

const manual: Searcher = {
  name: 'manual',
  find: async ({ text, language }) => {
    const { searchManual } = await import('@/features/manual/search.ts');
    const { hits } = await searchManual(text, language, 6);
    return hits.map(({ id, title, crumbs }) => ({ title, detail: crumbs, href: `/docs/${id}` }));
  },
};

const keys: Searcher = {
  name: 'keys',
  find: async ({ text, signedIn }) => {
    if (!signedIn) return [];
    const { call } = await import('@/api/client.ts');
    const { items } = await call('GET /api/portal/keys', { query: { search: text, size: 5 } });
    return items.map(({ id, name, hint }) => ({
      title: name || hint,
      detail: hint,
      href: `/console/keys?key=${id}`,
    }));
  },
};

/** One line for each feature that can be searched; each loads what it needs when it is asked. */
export const searchers: readonly Searcher[] = [requests, models, keys, manual];
