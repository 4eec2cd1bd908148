import type { Query, Reply } from '@/api/client.ts';

export type Task = Reply<'GET /api/portal/tasks'>['items'][number];
export type TaskDetail = Reply<'GET /api/portal/tasks/{id}'>;
export type OperatorTask = Reply<'GET /api/admin/tasks'>['items'][number];
export type OperatorDetail = Reply<'GET /api/admin/tasks/{id}'>;
export type Facets = Reply<'GET /api/portal/tasks/facets'>;
export type Output = Task['outputs'][number];
export type State = Task['state'];

/** What people look for, and the states of the machine that it means. */
export const stateGroups = {
  open: ['sending', 'queued', 'running', 'waiting'],
  succeeded: ['succeeded'],
  failed: ['failed', 'expired'],
  cancelled: ['cancelled'],
} as const satisfies Record<string, readonly State[]>;
export type StateGroup = keyof typeof stateGroups;

export const isOpen = (state: State): boolean => (stateGroups.open as readonly State[]).includes(state);

export const kinds = ['image', 'video', 'music', 'other'] as const;

/** Filters as they stand in the URL. */
export type TaskSearch = {
  readonly kind?: (typeof kinds)[number] | undefined;
  readonly state?: StateGroup | undefined;
  readonly maker?: string | undefined;
  readonly model?: string | undefined;
  readonly key?: number | undefined;
  readonly view?: 'list' | undefined;
  /** Opened. */
  readonly task?: string | undefined;
};
export type AdminTaskSearch = TaskSearch & {
  readonly user?: string | undefined;
  readonly channel?: string | undefined;
};

export const queryOf = (search: TaskSearch): Query<'GET /api/portal/tasks'> => ({
  ...(search.kind ? { kind: search.kind } : {}),
  ...(search.state ? { state: stateGroups[search.state].join(',') } : {}),
  ...(search.maker ? { maker: search.maker } : {}),
  ...(search.model ? { model: search.model } : {}),
  ...(search.key ? { key: String(search.key) } : {}),
});

/** Would the gateway put it on this list? */
export const fits = (task: Task, search: TaskSearch, mode: Task['mode']): boolean =>
  task.mode === mode &&
  (!search.kind || task.kind === search.kind) &&
  (!search.state || (stateGroups[search.state] as readonly State[]).includes(task.state)) &&
  (!search.maker || task.maker === search.maker) &&
  (!search.model || task.model === search.model) &&
  (!search.key || task.key.id === search.key);

/** The result that stands for the task, and the picture that stands for the result. */
export function faceOf(task: Task): { main: Output | undefined; cover: Output | undefined } {
  const own = task.outputs.filter(({ role }) => role === null);
  const main = own[0] ?? task.outputs[0];
  const cover = task.outputs.find(({ kind, role }) => kind === 'image' && role !== null);
  return { main, cover };
}
