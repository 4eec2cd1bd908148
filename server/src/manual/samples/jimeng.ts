import type { CallRef } from '../page.ts';
import { type Shape, text, unixSeconds } from '../shape.ts';

/** What the pages of Jimeng share. */

export const submitFilm: CallRef = { dialect: 'jimeng', method: 'POST', route: '/jimeng/submit/videos' };
export const fetchFilm: CallRef = { dialect: 'jimeng', method: 'GET', route: '/jimeng/fetch/:id' };
export const visualCall: CallRef = { dialect: 'jimeng', method: 'POST', route: '/jimeng/' };

export const sampleId = 'task_01k9zr5m7v8w2r4t6y1b5c9d0e';
export const taskId = text(sampleId, /^task_[0-9a-z]{26}$/);
const film = text('http://127.0.0.1:3000/results/task_01k9zr5m/0/3f9c/video.mp4', /^http/);
export const requestId = text('req_01k9zr5m7v8w2r4t6y1b5c9d0e', /^req_/);
const elapsed = text('57.104233ms', /ms$/);

/** An answer of the visual API. */
export const visual = (data: Shape): { readonly [name: string]: Shape } => ({
  code: 10000,
  data,
  message: 'Success',
  request_id: requestId,
  status: 10000,
  time_elapsed: elapsed,
});

/** The result of a film that is finished. */
export const visualFilm = visual({
  binary_data_base64: null,
  image_urls: null,
  resp_data: '',
  video_url: film,
  status: 'done',
  aigc_meta_tagged: false,
});

/** The same in the short form. */
export const finishedFilm: { readonly [name: string]: Shape } = {
  code: 'success',
  message: '',
  data: {
    task_id: taskId,
    action: 'generate',
    status: 'SUCCESS',
    fail_reason: '',
    submit_time: unixSeconds(1763800000),
    start_time: unixSeconds(1763800004),
    finish_time: unixSeconds(1763800062),
    progress: '100%',
    data: visualFilm,
  },
};
