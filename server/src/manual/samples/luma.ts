import type { CallRef } from '../page.ts';
import { type Shape, text } from '../shape.ts';

/** What the pages of Luma share. */

export const submitLuma: CallRef = { dialect: 'luma', method: 'POST', route: '/luma/generations' };
export const extendLuma: CallRef = {
  dialect: 'luma',
  method: 'POST',
  route: '/luma/generations/:task_id/extend',
};
export const queryLuma: CallRef = { dialect: 'luma', method: 'GET', route: '/luma/generations/:task_id' };
export const queryLumaMany: CallRef = { dialect: 'luma', method: 'POST', route: '/luma/tasks' };

export const taskId = text('task_01kb2m3n4p5q6r7s8t9v0w1x2y', /^task_[0-9a-z]{26}$/);
export const moment = text('2026-11-23T06:30:00.000Z', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
export const filmLink = text('http://127.0.0.1:3000/results/task_01kb2m3n/0/3f9c/video.mp4', /^http/);
export const pictureLink = text('http://127.0.0.1:3000/results/task_01kb2m3n/1/8a1d/thumbnail.png', /^http/);

export const lumaPrompt = 'A paper kite over red dunes, wide shot';

/** A generation that was just taken. */
export const freshLuma = (prompt: string): { readonly [name: string]: Shape } => ({
  id: taskId,
  prompt,
  state: 'pending',
  queue_state: null,
  created_at: moment,
  batch_id: '',
  video: null,
  video_raw: null,
  liked: null,
  estimate_wait_seconds: null,
  thumbnail: null,
  last_frame: null,
});

const size = { width: 1280, height: 720 };
const parts: { readonly [name: string]: Shape } = {
  video: { url: filmLink, download_url: filmLink, ...size },
  video_raw: { url: filmLink, ...size, duration: 5, media_type: 'video' },
  thumbnail: { url: pictureLink, ...size, media_type: 'image', palette: null },
  last_frame: null,
};

/** The same when the film is there. */
export const doneLuma = (prompt: string): { readonly [name: string]: Shape } => ({
  ...freshLuma(prompt),
  state: 'completed',
  ...parts,
  request: { prompt, resolution: '720p', duration: '5s', generation_type: 'video', model: 'ray-2' },
  artifact: { ...parts, created_at: moment },
  failure_reason: null,
});
