import type { Dialect } from '../spec/dialect.ts';
import type { TaskView } from '../spec/task.ts';
import type { TaskRow } from '../spec/task-rows.ts';
import { viewOf } from '../tasks/view.ts';
import type { RelayDeps } from './ports.ts';

/** A task as this dialect shows it. Where its channel is gone, what was copied and what anybody may fetch is still there. */
export const taskView = (
  deps: Pick<RelayDeps, 'tasks' | 'sign'>,
  dialect: Pick<Dialect, 'id' | 'wire'>,
  row: TaskRow,
): TaskView => viewOf(row, dialect, deps.tasks.upstreamOf(row)?.keep ?? 'link', deps.sign);
