import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { call, type Reply } from '@/api/client.ts';
import type { Mode } from '@/frame/mode.ts';
import { filtersOf, type LogSearch, type Scope } from './search.ts';

type Page = Reply<'GET /api/portal/logs'>;
export type LogRow = Page['items'][number];

const pageRows = 100;
const tailMs = 1000;
/** How often the newest rows are asked for whole: tasks change after they were written down. */
const wholeEvery = 10;

/** Rows that came, in place of what was known of them; newest first. */
function withNewest(pages: readonly Page[], fresh: readonly LogRow[]): Page[] {
  const news = new Map(fresh.map((row) => [row.request_id, row]));
  const known = new Set(pages.flatMap(({ items }) => items.map((row) => row.request_id)));
  return pages.map((page, index) => {
    const items = page.items.map((row) => news.get(row.request_id) ?? row);
    if (index > 0) return { ...page, items };
    const added = fresh.filter((row) => !known.has(row.request_id));
    return { ...page, items: [...added, ...items].sort((a, b) => b.at.localeCompare(a.at)) };
  });
}

/** The log, page by page; with `live` what is new stands on top within two seconds. */
export function useLog(scope: Scope, mode: Mode, search: LogSearch) {
  const client = useQueryClient();
  const filters = useMemo(() => ({ ...filtersOf(search, scope), mode }), [search, scope, mode]);
  const name = JSON.stringify(filters);
  const queryKey = useMemo(() => ['logs', name], [name]);
  const query = useInfiniteQuery({
    queryKey,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call('GET /api/portal/logs', {
        query: { ...filters, limit: pageRows, before: pageParam } as never,
        signal,
      }),
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 5000,
  });
  const [added, setAdded] = useState(0);
  const newest = useRef<string | undefined>(undefined);
  newest.current = query.data?.pages[0]?.newest ?? newest.current;
  const live = search.live === true && query.isSuccess;
  useEffect(() => {
    if (!live) return;
    let turn = 0;
    let busy = false;
    const timer = setInterval(async () => {
      if (busy || document.hidden) return;
      busy = true;
      turn++;
      const after = turn % wholeEvery === 0 ? undefined : newest.current;
      try {
        const { items, newest: last } = await call('GET /api/portal/logs', {
          query: { ...filters, limit: pageRows, after } as never,
        });
        client.setQueryData<typeof query.data>(queryKey, (data) => {
          const [first] = data?.pages ?? [];
          if (!data || !first) return data;
          const known = new Set(data.pages.flatMap((page) => page.items.map((row) => row.request_id)));
          const fresh = items.filter((row) => !known.has(row.request_id)).length;
          if (fresh > 0) setAdded((sum) => sum + fresh);
          const pages = withNewest(data.pages, items);
          return { ...data, pages: [{ ...pages[0]!, newest: last }, ...pages.slice(1)] };
        });
      } catch {
        // The next turn asks again; a lasting trouble is told by the list itself.
      }
      busy = false;
    }, tailMs);
    return () => clearInterval(timer);
  }, [live, filters, client, queryKey]);
  const rows = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? [], [query.data]);
  return { ...query, rows, filters, added };
}
