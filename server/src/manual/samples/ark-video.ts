import type { CallRef } from '../page.ts';
import { type Shape, text, unixSeconds, whole } from '../shape.ts';

/** What the pages of Ark's film tasks share. */

const tasks = '/volc/v1/contents/generations/tasks';
export const createFilm: CallRef = { dialect: 'ark-video', method: 'POST', route: tasks };
export const listFilms: CallRef = { dialect: 'ark-video', method: 'GET', route: tasks };
export const showFilm: CallRef = { dialect: 'ark-video', method: 'GET', route: `${tasks}/:id` };
export const deleteFilm: CallRef = { dialect: 'ark-video', method: 'DELETE', route: `${tasks}/:id` };

export const fast = 'doubao-seedance-1-0-pro-fast-251015';

export const taskId = text('task_01k9zq3m7v8w2r4t6y1b5c9d0e', /^task_[0-9a-z]{26}$/);
export const film = text('http://127.0.0.1:3000/results/task_01k9zq3m/0/3f9c/video.mp4', /^http/);

/** A film of Seedance 1.0 that is finished, of 480p in 16:9 and 5 seconds. */
export const finished = (model: string, id: Shape = taskId): Shape => ({
  id,
  model,
  status: 'succeeded',
  content: { video_url: film },
  usage: { completion_tokens: whole(49005, 1), total_tokens: whole(49005, 1) },
  seed: whole(10),
  resolution: '480p',
  ratio: '16:9',
  duration: 5,
  framespersecond: 24,
  service_tier: 'default',
  execution_expires_after: 172800,
  created_at: unixSeconds(1763800000),
  updated_at: unixSeconds(1763800062),
});

/** A picture of 64 x 36 points. */
export const picture =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAEAAAAAkCAIAAAC2bqvFAAAAOklEQVR42u3PQQkAAAgEsItjJtMZ1Qw+hcEKLNXzWgQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEbhaCpjKXyR7XyAAAAABJRU5ErkJggg==';
