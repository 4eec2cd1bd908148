import type { RequestHead } from '../spec/call.ts';
import type { Dialect, SubmitEndpoint } from '../spec/dialect.ts';
import { GatewayError } from '../spec/fault.ts';
import { isFinal, type ResultReader, type TaskAnswer, type TaskCall } from '../spec/task.ts';
import type { TaskRow } from '../spec/task-rows.ts';
import type { RelayDeps } from './ports.ts';
import { taskView } from './task-view.ts';

/** The longest that a client may wait in one request: what is between has its own patience. */
const longestMs = 10 * 60_000;
const lookMs = 1000;

/** The task when it has ended, or when the time is over or the client gone. */
export async function waitedFor(
  deps: Pick<RelayDeps, 'tasks' | 'taskRows' | 'clock'>,
  row: TaskRow,
  waitMs: number,
  gone: () => boolean,
): Promise<TaskRow> {
  const until = deps.clock.now() + Math.min(waitMs, longestMs);
  let now = row;
  while (!isFinal(now.status) && !gone()) {
    const left = until - deps.clock.now();
    if (left <= 0) break;
    await deps.tasks.changed(now.id, Math.min(left, lookMs));
    now = (await deps.taskRows.byId(now.id)) ?? now;
  }
  return now;
}

/** What a client that has waited is told. Throws the fault of a task that came to nothing. */
export function waitedAnswer(
  deps: RelayDeps,
  dialect: Dialect,
  endpoint: Pick<SubmitEndpoint, 'answer'> & Partial<Pick<SubmitEndpoint, 'written'>>,
  row: TaskRow,
  head: RequestHead,
  call: TaskCall,
): TaskAnswer {
  if (isFinal(row.status) && row.status !== 'succeeded' && !endpoint.written)
    throw new GatewayError(
      row.fault ?? 'upstream_failed',
      row.reason ?? 'the task came to nothing; nothing is charged',
    );
  const view = taskView(deps, dialect, row);
  return endpoint.answer ? endpoint.answer(view, readerOf(deps, row), head, call) : endpoint.written!(view);
}

const readerOf = (deps: RelayDeps, row: TaskRow): ResultReader => ({
  async *base64(index) {
    const { body } = await deps.tasks.results.open(row, index, undefined);
    // A piece is whole only in threes of bytes; what is left over waits for the next.
    let rest = Buffer.alloc(0);
    for await (const chunk of body ?? []) {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const whole = bytes.length - (bytes.length % 3);
      yield bytes.toString('base64', 0, whole);
      rest = Buffer.from(bytes.subarray(whole));
    }
    if (rest.length > 0) yield rest.toString('base64');
  },
});
