import type { CallRef } from '../page.ts';
import { type Shape, taken, text } from '../shape.ts';

/** What the pages of Wan films share. */

const tasks = '/alibailian/api/v1/tasks';
const services = '/alibailian/api/v1/services/aigc';
export const submitWan: CallRef = {
  dialect: 'qwen-video',
  method: 'POST',
  route: `${services}/video-generation/video-synthesis`,
};
export const submitFrames: CallRef = {
  dialect: 'qwen-video',
  method: 'POST',
  route: `${services}/image2video/video-synthesis`,
};
export const queryWan: CallRef = { dialect: 'qwen-video', method: 'GET', route: `${tasks}/:id` };
export const cancelWan: CallRef = { dialect: 'qwen-video', method: 'POST', route: `${tasks}/:id/cancel` };
export const listWan: CallRef = { dialect: 'qwen-video', method: 'GET', route: tasks };

const taskSample = 'task_01kb2m3n4p5q6r7s8t9v0w1x2y';
export const wanTaskId = text(taskSample, /^task_[0-9a-z]{26}$/);
/** A task of the page about submitting. */
export const wanTask = taken(taskSample, 'qwen-video/generate-video', ['output', 'task_id']);
export const requestId = text('req_01kb2m3n4p5q6r7s8t9v0w1x2z', /^req_[0-9a-z]{26}$/);

export const wanPrompt = 'The cat looks up at the falling snow';

export const submittedWan: Shape = {
  request_id: requestId,
  output: { task_id: wanTaskId, task_status: 'PENDING' },
};

const moment = (sample: string) => text(sample, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/);

/** A finished film of five seconds in 480P. */
export const doneWan: Shape = {
  request_id: requestId,
  output: {
    task_id: wanTaskId,
    task_status: 'SUCCEEDED',
    submit_time: moment('2026-11-23 14:37:21.666'),
    scheduled_time: moment('2026-11-23 14:37:22.116'),
    end_time: moment('2026-11-23 14:37:24.666'),
    orig_prompt: wanPrompt,
    actual_prompt: text(`${wanPrompt}, in soft evening light, filmed with a steady hand`, /The cat looks up/),
    video_url: text('http://127.0.0.1:3000/results/task_01kb2m3n/0/3f9c/video.mp4', /^http/),
  },
  usage: { duration: 5, input_video_duration: 0, output_video_duration: 5, video_count: 1, SR: 480 },
};
