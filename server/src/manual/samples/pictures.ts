import type { CallRef } from '../page.ts';
import { type Shape, text, unixSeconds } from '../shape.ts';

/** What the pages share whose models draw for the images endpoint and are no models of OpenAI. */

export const drawPictures: CallRef = {
  dialect: 'openai-images',
  method: 'POST',
  route: '/v1/images/generations',
};
export const editPictures: CallRef = { dialect: 'openai-images', method: 'POST', route: '/v1/images/edits' };

export const pictureAddress = text(
  'https://gateway.example/results/task_01kd2q8x7v5h3n9m1r4t6w8z0b/0',
  /^https?:\/\//,
);
const base64 = text('iVBORw0KGgoAAAANSUhEUgAA', /^[\w+/]{20,}=*$/);
const made = unixSeconds(1_767_323_045);

/** `tokens`: those that the maker counts; `size`: where it tells it. */
export const usageOf = (pictures: number, tokens = 0): Shape => ({
  input_tokens: 0,
  output_tokens: tokens,
  total_tokens: tokens,
  input_tokens_details: { text_tokens: 0, image_tokens: 0 },
  output_tokens_details: { text_tokens: 0, image_tokens: tokens },
  generated_images: pictures,
});

const item = (by: Shape, size: string | undefined): Shape => ({
  ...(typeof by === 'object' && by !== null ? (by as { readonly [name: string]: Shape }) : {}),
  ...(size === undefined ? {} : { size }),
});

const listOf = (by: Shape, count: number, size: string | undefined, tokens: number): Shape => ({
  created: made,
  data: Array.from({ length: count }, () => item(by, size)),
  usage: usageOf(count, tokens),
});

export const byAddress = (count = 1, size?: string, tokens = 0): Shape =>
  listOf({ url: pictureAddress }, count, size, tokens);
export const byBase64 = (count = 1, size?: string, tokens = 0): Shape =>
  listOf({ b64_json: base64 }, count, size, tokens);

/** One event of a stream. */
export const drawnEvent = (size: string, usage?: Shape): Shape => ({
  type: 'image_generation.completed',
  created_at: made,
  size,
  ...(usage === undefined ? {} : { usage }),
  url: pictureAddress,
});

export const goesOn = (model: string): Shape => ({
  id: text('task_01kd2q8x7v5h3n9m1r4t6w8z0b', /^task_[0-9a-z]{26}$/),
  object: 'task',
  status: text('queued', /^(?:queued|running)$/),
  progress: 0,
  model,
  created: made,
  task_url: text('https://gateway.example/v1/tasks/task_01kd2q8x7v5h3n9m1r4t6w8z0b', /\/v1\/tasks\/task_/),
  message: text('the picture is still being made: ask for the task until it has succeeded', /./),
});

/** What is said on each of these pages. */
export const waiting = {
  en: 'The request stays open until the picture is there, at most 120 seconds: the header `x-key4u-wait` sets other seconds, 0 to 600. When the time is over, the answer is 202 with a task, and `GET /v1/tasks/{id}` tells of it. Makers that answer only when they are done are waited for in any case.',
  vi: 'Yêu cầu được giữ mở cho đến khi có ảnh, tối đa 120 giây: header `x-key4u-wait` đặt số giây khác, từ 0 đến 600. Hết thời gian, câu trả lời là 202 kèm một tác vụ, tra cứu bằng `GET /v1/tasks/{id}`. Với nhà cung cấp chỉ trả lời khi đã vẽ xong, gateway luôn chờ đến lúc đó.',
} as const;
export const dropped = {
  en: 'A field that the model does not have is left out and named in the header `x-key4u-dropped`; so is a `size` that had to be brought to one that it draws.',
  vi: 'Trường mà model không có sẽ được bỏ qua và ghi tên trong header `x-key4u-dropped`; `size` phải đổi sang cỡ model vẽ được cũng vậy.',
} as const;
