import type { AdminDeps } from '../deps.ts';
import { type TaskReply, taskNames, taskView } from './task-view.ts';

/** Streams that one account may have open: a few windows. */
const mostOpen = 8;
/** A task that another node changes is seen so much later, milliseconds; and a client that left is noticed. */
const lookMs = 1000;
/** A line now and then, so that nothing between closes the stream. */
const quietMs = 15_000;
/** Of one user, open at once and shown as they move; the newest. */
const mostMoving = 200;

/** Streams by user, for each gateway in this process. */
const openBy = new WeakMap<AdminDeps, Map<number, number>>();

export type TaskEvent = { readonly task: TaskReply | null };

/**
 * Every change of the user's open tasks as it happens, for `forMs`; first how those stand that are open or have ended since
 * `since`. Null: nothing has happened. The stream ends by itself, so that whoever may no longer see it sees it no more.
 */
export async function* taskEvents(
  deps: AdminDeps,
  owner: number,
  since: number,
  forMs: number,
): AsyncGenerator<TaskEvent> {
  const open = openBy.get(deps) ?? new Map<number, number>();
  openBy.set(deps, open);
  const count = open.get(owner) ?? 0;
  yield { task: null }; // the head goes out at once
  if (count >= mostOpen) return; // the page looks again later
  open.set(owner, count + 1);
  try {
    yield* changes(deps, owner, since, forMs);
  } finally {
    const left = (open.get(owner) ?? 1) - 1;
    if (left === 0) open.delete(owner);
    else open.set(owner, left);
  }
}

async function* changes(
  deps: AdminDeps,
  owner: number,
  since: number,
  forMs: number,
): AsyncGenerator<TaskEvent> {
  const { clock, store } = deps;
  const until = clock.now() + forMs;
  const seen = new Map<string, number>();
  let saidAt = clock.now();
  for (let from = since; ; ) {
    const at = clock.now();
    const names = taskNames(deps);
    const moving = await store.taskGallery.moving(owner, from, mostMoving);
    for (const row of moving) {
      if (seen.get(row.id) === row.version) continue;
      seen.set(row.id, row.version);
      saidAt = clock.now();
      yield { task: await taskView(deps, names, row) };
    }
    const known = new Set(moving.map(({ id }) => id));
    for (const id of seen.keys()) if (!known.has(id)) seen.delete(id);
    // Ends are written with the clock of the node that writes them.
    from = Math.max(since, at - 10 * lookMs);
    const now = clock.now();
    if (now >= until) return;
    if (now - saidAt >= quietMs) {
      saidAt = now;
      yield { task: null };
    }
    await deps.tasks.changedOf(owner, Math.min(lookMs, until - now));
  }
}
