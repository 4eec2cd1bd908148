import { textIn, wordOf } from '../../base/json.ts';
import type { TaskDeskEndpoint } from '../../spec/dialect.ts';
import { faults, GatewayError } from '../../spec/fault.ts';
import type { TaskAnswer, TaskDesk, TaskQuestion, TaskView } from '../../spec/task.ts';
import { actionOf, cancelAction, resultAction } from './read.ts';
import { answer, resultOf, taskOf, visual, wrapped } from './write.ts';

export const fetchTask: TaskDeskEndpoint['serve'] = async ({ head }, desk) =>
  wrapped(taskOf(await desk.get(head.params['id'] ?? '')));

/** The task that a body of the visual API means; undefined for one that is not there, or has another key. */
async function meant({ body }: TaskQuestion, desk: TaskDesk): Promise<TaskView | undefined> {
  const id = wordOf(body['task_id']);
  const key = textIn(body['req_key']);
  for (const [param, value] of [
    ['task_id', id],
    ['req_key', key],
  ] as const)
    if (!value) throw new GatewayError('field_invalid', `you must provide ${param}`, { param });
  if (body['req_json'] !== undefined && typeof body['req_json'] !== 'string')
    throw new GatewayError('field_invalid', 'req_json must be a string that holds JSON', {
      param: 'req_json',
    });
  const view = await desk.find(id);
  const own = textIn(view?.memo['req_key']);
  return own === undefined || own === key ? view : undefined;
}

/** A failed task is told with the status of its fault, as the visual API does. */
async function showResult(question: TaskQuestion, desk: TaskDesk): Promise<TaskAnswer> {
  const view = await meant(question, desk);
  if (view === undefined)
    return answer(
      visual(
        { binary_data_base64: null, image_urls: null, resp_data: '', status: 'not_found', video_url: '' },
        '',
      ),
    );
  const isRefused = view.status === 'failed' && faults[view.fault ?? 'upstream_failed'].blame === 'client';
  return answer(resultOf(view), view.status !== 'failed' ? 200 : isRefused ? 400 : 500);
}

async function cancel(question: TaskQuestion, desk: TaskDesk): Promise<TaskAnswer> {
  const view = await meant(question, desk);
  if (view === undefined) throw new GatewayError('task_unknown', 'there is no such task');
  await desk.cancel(view.id);
  return answer(visual({}, view.requestId));
}

/** What the visual API asks about tasks, by its action; undefined for a submit. */
export function asks(head: TaskQuestion['head']): TaskDeskEndpoint['serve'] | undefined {
  const action = actionOf(head);
  if (action === resultAction) return showResult;
  return action === cancelAction ? cancel : undefined;
}
