import type { CallRef } from '../page.ts';
import { type Shape, text, Varying, whole } from '../shape.ts';

/** What the pages on Kling share. */
export const kling = (method: CallRef['method'], route: string): CallRef => ({
  dialect: 'kling',
  method,
  route,
});

export const createText = kling('POST', '/kling/v1/videos/text2video');
export const showTask = kling('GET', '/kling/v1/:group/:action/:task_id');

export const taskId = text('task_01k9w3x5s8q2m4n6p7r9t0v1ya', /^task_[0-9a-z]{26}$/);
export const requestId = text('req_01k9w3x5s7h5j6k8m9n0p2q3rs', /^req_\w+$/);
/** Milliseconds. */
export const time = whole(1764000000123, 1_000_000_000_000);
export const link = text('http://127.0.0.1:3000/results/task_01k9w3x5s8q2m4n6p7r9t0v1ya/0', /^https?:\/\//);
/** A video of Kling's, as later requests name it. */
export const videoId = text('831900000000000001', /^\d{18}$/);

type Fields = { readonly [name: string]: Shape };

export const envelope = (data: Shape): Fields => ({
  code: 0,
  message: 'SUCCEED',
  request_id: requestId,
  data,
});

/** A task that was just taken. */
export const submitted = (info: Fields = {}): Fields =>
  envelope({
    task_id: taskId,
    task_status: 'submitted',
    task_info: info,
    created_at: time,
    updated_at: time,
  });

/** One that is done. `units`: what Kling took of its pack. */
export const done = (
  result: Fields,
  units: string,
  { id = taskId, info = {} }: { id?: Shape; info?: Fields } = {},
): Fields =>
  envelope({
    task_id: id,
    task_status: 'succeed',
    task_status_msg: '',
    task_info: info,
    task_result: result,
    final_unit_deduction: units,
    created_at: time,
    updated_at: time,
  });

export const oneVideo = (duration: string): Fields => ({ videos: [{ id: videoId, url: link, duration }] });
export const onePicture: Fields = { images: [{ index: 0, url: link }] };

/** Tasks in any state. */
export const anyTasks = new Varying(
  [
    {
      task_id: 'task_01k9w3x5s8q2m4n6p7r9t0v1ya',
      task_status: 'processing',
      task_info: {},
      created_at: 1764000000123,
      updated_at: 1764000002123,
    },
  ],
  (value, where) =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((one) => /^task_/.test(String(Reflect.get(Object(one), 'task_id'))))
      ? []
      : [`${where} is not a list of tasks`],
);

/** An error: `code` is Kling's number. */
export const refusal = (code: number, message: Shape): Fields => ({ code, message, request_id: requestId });
