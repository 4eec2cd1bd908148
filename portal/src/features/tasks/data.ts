import { type InfiniteData, infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call, type Reply } from '@/api/client.ts';
import { queries } from '@/api/queries.ts';
import type { Mode } from '@/frame/mode.ts';
import {
  type AdminTaskSearch,
  fits,
  isOpen,
  queryOf,
  type Task,
  type TaskDetail,
  type TaskSearch,
} from './types.ts';

type TaskPage = Reply<'GET /api/portal/tasks'>;
const pageSize = 60;

const filtersOf = ({ task: _task, view: _view, ...filters }: AdminTaskSearch) => filters;

export const tasksQuery = (search: TaskSearch, mode: Mode) =>
  infiniteQueryOptions({
    queryKey: ['tasks', mode, filtersOf(search)],
    queryFn: async ({ pageParam, signal }) => {
      const page = await call('GET /api/portal/tasks', {
        query: { ...queryOf(search), mode, size: pageSize, ...(pageParam ? { after: pageParam } : {}) },
        signal,
      });
      return { ...page, items: page.items.map((task) => newer(heard.get(task.id), task)) };
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  });

export const facetsQuery = queryOptions({
  queryKey: ['task-facets'],
  queryFn: ({ signal }) => call('GET /api/portal/tasks/facets', { signal }),
});

export const taskQuery = (id: string) =>
  queryOptions({
    queryKey: ['task', id],
    queryFn: ({ signal }) => call('GET /api/portal/tasks/{id}', { params: { id }, signal }),
  });

export const allTasksQuery = (search: AdminTaskSearch, mode: Mode) =>
  infiniteQueryOptions({
    queryKey: ['all-tasks', mode, filtersOf(search)],
    queryFn: ({ pageParam, signal }) =>
      call('GET /api/admin/tasks', {
        query: {
          ...queryOf(search),
          mode,
          size: pageSize,
          ...(search.user ? { user: search.user } : {}),
          ...(search.channel ? { channel: search.channel } : {}),
          ...(pageParam ? { after: pageParam } : {}),
        },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    refetchInterval: 10_000,
  });

export const allFacetsQuery = queryOptions({
  queryKey: ['all-task-facets'],
  queryFn: ({ signal }) => call('GET /api/admin/tasks/facets', { signal }),
});

export const anyTaskQuery = (id: string) =>
  queryOptions({
    queryKey: ['any-task', id],
    queryFn: ({ signal }) => call('GET /api/admin/tasks/{id}', { params: { id }, signal }),
    refetchInterval: (query) => (query.state.data && isOpen(query.state.data.state) ? 3000 : false),
  });

type Pages = InfiniteData<TaskPage, string>;

/** What was heard last of the newest tasks: a list that was asked for before may arrive after it. */
const heard = new Map<string, Task>();
const mostHeard = 500;

const newer = (one: Task | undefined, other: Task): Task =>
  one && one.version > other.version ? one : other;

/** The pages with a task among them, by its id, which is newer the larger it is; as they were, where it lies beyond. */
function withTask(pages: Pages, task: Task): Pages {
  const at = pages.pages.findIndex(({ items, next }) => next === null || (items.at(-1)?.id ?? '') < task.id);
  if (at < 0) return pages;
  return {
    ...pages,
    pages: pages.pages.map((page, index) =>
      index === at
        ? { ...page, items: [...page.items, task].sort((one, other) => (one.id < other.id ? 1 : -1)) }
        : page,
    ),
  };
}

/** Puts a task into every list that is on the page: where it stands already, or where it belongs. */
export function put(task: Task): void {
  heard.set(task.id, newer(heard.get(task.id), task));
  const [oldest] = heard.keys();
  if (heard.size > mostHeard && oldest !== undefined) heard.delete(oldest);
  for (const [key, pages] of queries.getQueriesData<Pages>({ queryKey: ['tasks'] })) {
    if (!pages) continue;
    const [, mode, search] = key as [string, Mode, TaskSearch];
    const known = pages.pages.some(({ items }) => items.some(({ id }) => id === task.id));
    if (known) {
      const replace = (one: Task) => (one.id === task.id && task.version >= one.version ? task : one);
      queries.setQueryData<Pages>(key, {
        ...pages,
        pages: pages.pages.map((page) => ({ ...page, items: page.items.map(replace) })),
      });
    } else if (fits(task, search, mode)) {
      queries.setQueryData<Pages>(key, withTask(pages, task));
      void queries.invalidateQueries({ queryKey: facetsQuery.queryKey });
    }
  }
  const opened = queries.getQueryData<TaskDetail>(['task', task.id]);
  if (!opened || opened.version >= task.version) return;
  queries.setQueryData<TaskDetail>(['task', task.id], { ...opened, ...task });
  if (opened.state !== task.state) void queries.invalidateQueries({ queryKey: ['task', task.id] });
}

/** Takes a task off every list. */
export function drop(id: string): void {
  queries.setQueriesData<Pages>({ queryKey: ['tasks'] }, (pages) =>
    pages
      ? {
          ...pages,
          pages: pages.pages.map((page) => ({ ...page, items: page.items.filter((one) => one.id !== id) })),
        }
      : pages,
  );
  queries.removeQueries({ queryKey: ['task', id] });
}
