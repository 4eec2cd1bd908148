import { GatewayError } from '../spec/fault.ts';
import type { ParentTask, TaskCall } from '../spec/task.ts';
import type { TaskRow } from '../spec/task-rows.ts';
import type { RelayDeps } from './ports.ts';
import type { Submission } from './submission.ts';

/** An earlier task that a request names; `row` absent: a name that only the upstream may know. */
export type FoundParent = { readonly ref: string; readonly row: TaskRow | undefined };

/** Throws task_unknown for one that must be known. */
export async function findParents(
  deps: Pick<RelayDeps, 'taskRows'>,
  { call, caller }: Pick<Submission, 'call' | 'caller'>,
): Promise<readonly FoundParent[]> {
  return Promise.all(
    (call.parents ?? []).map(async ({ ref, param, loose }) => {
      const row = await deps.taskRows.find(caller.userId, caller.mode, ref);
      if (!row && !loose)
        throw new GatewayError(
          'task_unknown',
          `there is no task '${ref.slice(0, 100)}' for this account; GET /v1/tasks lists what there is`,
          { param, status: 400 },
        );
      return { ref, row };
    }),
  );
}

/** The call with the model of its first parent. Throws field_invalid where there is none. */
export function withParentsModel(call: TaskCall, parents: readonly FoundParent[]): TaskCall {
  const model = parents.find(({ row }) => row)?.row?.model;
  if (model === undefined) throw new GatewayError('field_invalid', 'name a model', { param: 'model' });
  return { ...call, model };
}

/** As a port gets them, by the names in the request. */
export const parentsFor = (parents: readonly FoundParent[]): Record<string, ParentTask> =>
  Object.fromEntries(
    parents.flatMap(({ ref, row }) =>
      row
        ? [
            [
              ref,
              {
                handle: row.handle ?? {},
                action: row.action,
                upstreamModel: row.upstreamModel ?? row.model,
                status: row.status,
                outputs: row.outputs,
                byId: row.id === ref,
              },
            ] as const,
          ]
        : [],
    ),
  );

/** Whoever made the earlier task must make this one too: only there it is known. */
export function pinOf(parents: readonly FoundParent[]): TaskRow | undefined {
  const made = parents.flatMap(({ row }) => (row?.provider ? [row] : []));
  const [first] = made;
  const other = made.find(
    ({ channel, channelKey }) => channel !== first?.channel || channelKey !== first.channelKey,
  );
  if (other)
    throw new GatewayError(
      'field_invalid',
      'the tasks that this request goes on from were made by different accounts of the upstream and cannot be used together',
    );
  return first;
}
