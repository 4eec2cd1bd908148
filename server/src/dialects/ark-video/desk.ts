import { GatewayError } from '../../spec/fault.ts';
import {
  isFinal,
  type TaskAnswer,
  type TaskDesk,
  type TaskQuestion,
  type TaskView,
} from '../../spec/task.ts';
import { answer, statusesOf, taskOf } from './write.ts';

const idIn = ({ head }: TaskQuestion): string => head.params['id'] ?? '';

export const show = async (question: TaskQuestion, desk: TaskDesk): Promise<TaskAnswer> =>
  answer(taskOf(await desk.get(idIn(question))));

/**
 * Cancels a task that waits, forgets one that has ended. Source: https://www.volcengine.com/docs/82379/1521720: what runs,
 * and what was cancelled, cannot be deleted.
 */
export async function remove(question: TaskQuestion, desk: TaskDesk): Promise<TaskAnswer> {
  const view = await desk.get(idIn(question));
  if (view.status === 'cancelled')
    throw new GatewayError('task_not_cancellable', 'the task was cancelled already');
  if (isFinal(view.status)) await desk.remove(view.id);
  else await desk.cancel(view.id);
  return answer({});
}

const wholeIn = (text: string | null, param: string, otherwise: number): number => {
  if (text === null || text === '') return otherwise;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 500) return value;
  throw new GatewayError('field_invalid', `${param}: a whole number from 1 to 500`, { param });
};

/** Tasks that are looked through for a tier: newest first. */
const mostLookedAt = 1000;

/** The customer's own tasks of this wire, newest first. */
export async function list({ head }: TaskQuestion, desk: TaskDesk): Promise<TaskAnswer> {
  const asked = new URLSearchParams(head.query);
  const page = wholeIn(asked.get('page_num'), 'page_num', 1);
  const limit = wholeIn(asked.get('page_size'), 'page_size', 10);
  const ids = asked
    .getAll('filter.task_ids')
    .flatMap((text) => text.split(','))
    .map((id) => id.trim())
    .filter((id) => id !== '');
  const word = asked.get('filter.status') || undefined;
  const status = word === undefined ? undefined : statusesOf(word);
  if (word !== undefined && status === undefined)
    throw new GatewayError(
      'field_invalid',
      'filter.status: one of queued, running, succeeded, failed, cancelled, expired',
      { param: 'filter.status' },
    );
  const model = asked.get('filter.model') || undefined;
  const query = {
    dialect: 'ark-video',
    newestFirst: true,
    ...(ids.length > 0 ? { ids } : {}),
    ...(status === undefined ? {} : { status }),
    ...(model === undefined ? {} : { model }),
  };
  const tier = asked.get('filter.service_tier') || undefined;
  if (tier === undefined) {
    const { tasks, total } = await desk.list({ ...query, page, limit });
    return answer({ total, items: tasks.map(taskOf) });
  }
  const { tasks } = await desk.list({ ...query, limit: mostLookedAt });
  const found = tasks.filter((task) => tierOf(task) === tier);
  return answer({ total: found.length, items: found.slice((page - 1) * limit, page * limit).map(taskOf) });
}

const tierOf = ({ facts }: TaskView): unknown => facts['service_tier'] ?? 'default';
