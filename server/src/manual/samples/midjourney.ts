import type { CallRef } from '../page.ts';
import { each, type Shape, taken, text, whole } from '../shape.ts';

/** Calls and answers of the midjourney-proxy protocol. */

const call = (method: CallRef['method'], path: string): CallRef => ({
  dialect: 'midjourney',
  method,
  route: `/mj/${path}`,
});
export const submit = (name: string): CallRef => call('POST', name);
export const fetchTask = call('GET', 'task/:id/fetch');
export const listTasks = call('POST', 'task/list-by-condition');
export const imageSeed = call('GET', 'task/:id/image-seed');
export const cancelTask = call('POST', 'task/:id/cancel');
export const showImage = call('GET', 'image/:id');

/** The simulated Midjourney names a job after its request: these are the names of this prompt's grid and its second picture. */
export const prompt = 'a red kite over a green hill --ar 16:9 --v 7';
export const grid = '93f4c4e9-86c5-458d-ae0a-dd722247917c';
export const second = 'd55fce27-4e1c-4c2f-a978-a29bdeec679b';

/** Another picture of one pixel. */
export const facePng =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=';

const anyTask = /^task_[0-9a-z]{26}$/;
const sample = 'task_01k9x3b6m2v4q8r0t5w7y1z3a5';

/** The task that the page of Imagine makes; the upscaled picture; the window over it. */
export const imagined = taken(sample, 'midjourney/submit-imagine', ['result']);
export const upscaled = taken('task_01k9x3c8p4s6v8x0z2b4d6f8h0', 'midjourney/submit-action', ['result']);
export const opened = taken('task_01k9x3d0q5t7w9y1a3c5e7g9j1', 'midjourney/open-window', ['result']);

export const submitted: Shape = {
  code: 1,
  description: 'Submit success',
  result: text(sample, anyTask),
  properties: {},
};

const button = {
  customId: text(`MJ::JOB::upsample::1::${grid}`, /^MJ::/),
  emoji: text('', /^/),
  label: text('U1', /^/),
  type: 2,
  style: 2,
};

export const link = text(
  'http://127.0.0.1:3000/results/task_01k9x3b6m2v4q8r0t5w7y1z3a5/0/5d1c…/image.png',
  /^https?:\/\//,
);

/** The finished grid of the page of Imagine. */
export const finished: Shape = {
  id: imagined,
  action: 'IMAGINE',
  customId: '',
  botType: 'MID_JOURNEY',
  mode: 'FAST',
  prompt,
  promptEn: prompt,
  description: 'Submit success',
  state: 'order-7',
  submitTime: whole(1_763_900_000_123, 1),
  startTime: whole(1_763_900_002_010, 1),
  finishTime: whole(1_763_900_031_888, 1),
  imageUrl: link,
  videoUrl: '',
  videoUrls: null,
  status: 'SUCCESS',
  progress: '100%',
  failReason: '',
  buttons: each(button, 9),
  maskBase64: '',
  properties: { finalPrompt: prompt, finalZhPrompt: '' },
};

export const cancelled: Shape = {
  ...finished,
  startTime: whole(0),
  imageUrl: text('', /^/),
  status: 'CANCEL',
  progress: '',
  failReason: text('the task was cancelled', /./),
  buttons: [],
};

export const notes = {
  ask: {
    en: 'The answer only says that the task was taken: ask `GET /mj/task/{id}/fetch` every few seconds until `status` is `SUCCESS`, `FAILURE` or `CANCEL`, or let `notifyHook` tell you.',
    vi: 'Phản hồi chỉ cho biết tác vụ đã được nhận: hãy hỏi `GET /mj/task/{id}/fetch` vài giây một lần cho đến khi `status` là `SUCCESS`, `FAILURE` hoặc `CANCEL`, hoặc dùng `notifyHook` để được báo.',
  },
  price: {
    en: 'Charged by the call, by action and speed, when the task succeeds; a task that fails or is cancelled costs nothing.',
    vi: 'Tính tiền theo lượt gọi, tùy hành động và tốc độ, khi tác vụ thành công; tác vụ thất bại hoặc bị hủy không mất tiền.',
  },
  data: {
    en: 'Pictures are data URLs: `data:image/png;base64,…`.',
    vi: 'Ảnh gửi dưới dạng URL dữ liệu: `data:image/png;base64,…`.',
  },
};
