import { ApiError, send } from '@/api/client.ts';
import { tryKey } from '@/api/try-key.ts';
import type { Mode } from '@/frame/mode.ts';
import type { TaskDetail } from './types.ts';

type Request = NonNullable<TaskDetail['request']>;

/** Sends a request that makes a task. The task itself is heard of by the stream of changes. */
async function submit(mode: Mode, { method, path, body }: Omit<Request, 'whole'>): Promise<void> {
  const { key } = await tryKey(mode);
  await send(method, path, {
    body: JSON.stringify(body),
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
  });
}

/** Makes what was made before once more, with the account's key for tries. Throws ApiError. */
export const repeat = (task: TaskDetail): Promise<void> => {
  if (!task.request?.whole) throw new ApiError('', { status: 0, code: 'not_whole' });
  return submit(task.mode, task.request);
};

/** A first picture by a simulator: nothing is spent. */
export const firstPicture = (prompt: string): Promise<void> =>
  submit('test', {
    method: 'POST',
    path: '/replicate/v1/models/black-forest-labs/flux-schnell/predictions',
    body: { input: { prompt } },
  });
