import { isFinal, type TaskReport, type TaskStatus } from '../spec/task.ts';
import type { TaskChange, TaskRow } from '../spec/task-rows.ts';

/** What one report changes. */

/** The ends that are refunded. */
export type Unhappy = Exclude<TaskStatus, 'sending' | 'queued' | 'running' | 'waiting' | 'succeeded'>;
export const isUnhappy = (status: TaskStatus): status is Unhappy => status in endFaults;

export const endFaults = {
  failed: 'upstream_failed',
  cancelled: 'task_cancelled',
  expired: 'task_expired',
} as const;
export const endReasons = {
  failed: 'the upstream could not do it, and did not say why',
  cancelled: 'the task was cancelled',
  expired: 'the upstream did not finish in its time',
} as const;

/** What a report changes, without results and money. */
export function changeOf(
  task: Pick<TaskRow, 'status' | 'progress'>,
  report: TaskReport,
  at: number,
): TaskChange {
  const to = report.status !== undefined && report.status !== task.status ? report.status : undefined;
  const refs = [
    ...(report.refs ?? []),
    ...(report.outputs ?? []).flatMap(({ ref }) => (ref === undefined ? [] : [ref])),
  ];
  return {
    at,
    ...(to === undefined ? {} : { to }),
    ...(report.progress === undefined ? {} : { progress: clamp(report.progress, task.progress) }),
    ...(report.native ? { native: report.native } : {}),
    ...(report.handle ? { handle: report.handle } : {}),
    ...(refs.length > 0 ? { refs } : {}),
  };
}

const clamp = (progress: number, least: number): number =>
  Math.round(Math.min(100, Math.max(least, progress)));

/** The row as it will stand after a step. */
export const merged = (row: TaskRow, change: TaskChange): TaskRow => ({
  ...row,
  status: change.to ?? row.status,
  progress: change.progress ?? row.progress,
  outputs: change.outputs ?? row.outputs,
  native: change.native ?? row.native,
  usage: change.usage ?? row.usage,
  facts: change.facts ?? row.facts,
  cost: change.cost ?? row.cost,
  finishedAt: change.to !== undefined && isFinal(change.to) ? change.at : row.finishedAt,
  startedAt: change.to === 'running' ? change.at : row.startedAt,
});
