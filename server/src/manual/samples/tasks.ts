import type { CallRef } from '../page.ts';
import { each, type Shape, taken, text, unixSeconds, Varying, whole } from '../shape.ts';

const call = (method: CallRef['method'], route: string): CallRef => ({ dialect: 'tasks-api', method, route });
export const listTasks = call('GET', '/v1/tasks');
export const showTask = call('GET', '/v1/tasks/:task');
export const cancelTask = call('POST', '/v1/tasks/:task/cancel');
export const deleteTask = call('DELETE', '/v1/tasks/:task');
export const watchTask = call('GET', '/v1/tasks/:task/events');
export const webhookSecret = call('GET', '/v1/tasks/webhook-secret');

/** A song that another page submits. */
export const songId = taken('task_01kd2q8x7v5h3n9m1r4t6w8z0b', 'suno-submit/inspiration-mode', ['data']);
export const anyTaskId = text('task_01kd2q8x7v5h3n9m1r4t6w8z0b', /^task_[0-9a-z]{26}$/);

/** Whatever is there. */
export const anything = (sample: Varying['sample']): Varying => new Varying(sample, () => []);

const usd = (sample: string): Varying => text(sample, /^-?\d+(\.\d+)?$/);

/** A task that has succeeded. `some`: what the page knows better. */
export const succeededTask = (some: { readonly [name: string]: Shape } = {}): Shape => ({
  id: anyTaskId,
  object: 'task',
  status: 'succeeded',
  progress: 100,
  kind: 'music',
  action: 'music',
  model: 'chirp-v4',
  dialect: 'suno',
  mode: 'test',
  prompt: 'a bright song about the weekend',
  parent: null,
  outputs: each(
    {
      index: whole(0),
      kind: text('audio', /^(audio|image|video)$/),
      role: anything(null),
      url: text('http://127.0.0.1:3000/results/task_01kd…/0/2c4f…/audio.mp3', /^http/),
      media_type: anything('audio/mpeg'),
      width: anything(null),
      height: anything(null),
      seconds: anything(171.1),
    },
    1,
  ),
  error: null,
  usage: { calls: 1 },
  cost_usd: usd('0.1'),
  held_usd: '0',
  refunded: false,
  request_id: text('req_01kd2q8x7v5h3n9m1r4t6w8z0b', /^req_/),
  created_at: unixSeconds(1_764_000_000),
  started_at: anything(1_764_000_002),
  finished_at: unixSeconds(1_764_000_095),
  expires_at: unixSeconds(1_766_592_000),
  ...some,
});
