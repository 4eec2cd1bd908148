import type { CallRef } from '../page.ts';
import { type Shape, taken, text, unixSeconds, whole } from '../shape.ts';

/** What the pages of Hailuo share. */

export const submitHailuo: CallRef = {
  dialect: 'hailuo',
  method: 'POST',
  route: '/minimax/v1/video_generation',
};
export const queryHailuo: CallRef = {
  dialect: 'hailuo',
  method: 'GET',
  route: '/minimax/v1/query/video_generation',
};
/** MiniMax's own path, which its clients use. */
export const queryMiniMax: CallRef = {
  dialect: 'hailuo',
  method: 'GET',
  route: '/v1/query/video_generation',
};
export const fileHailuo: CallRef = { dialect: 'hailuo', method: 'GET', route: '/minimax/v1/files/retrieve' };

const taskSample = 'task_01kb2m3n4p5q6r7s8t9v0w1x2y';
export const hailuoTaskId = text(taskSample, /^task_[0-9a-z]{26}$/);
/** A task of the page about submitting. */
export const hailuoTask = taken(taskSample, 'hailuo/submit-video-generation-task', ['task_id']);

export const hailuoOk = { status_code: 0, status_msg: 'success' };
export const submittedHailuo: Shape = { task_id: hailuoTaskId, base_resp: hailuoOk };

const link = text('http://127.0.0.1:3000/results/task_01kb2m3n/0/3f9c/video.mp4', /^http/);
const fileId = text('306793063383292', /^\d{15}$/);

const hailuoFile: Shape = {
  file_id: whole(306793063383292, 1e14),
  bytes: whole(0),
  created_at: unixSeconds(1795415049),
  filename: 'output.mp4',
  purpose: 'video_generation',
  download_url: link,
  backup_download_url: link,
};

/** MiniMax's answer about a finished film of 16:9 in 768P. */
export const doneMiniMax: { readonly [name: string]: Shape } = {
  task_id: hailuoTaskId,
  status: 'Success',
  file_id: fileId,
  video_width: 1366,
  video_height: 768,
  file: hailuoFile,
  base_resp: hailuoOk,
};

/** The same at the gateway's path. */
export const doneHailuo: { readonly [name: string]: Shape } = {
  code: 'success',
  message: '',
  data: {
    task_id: hailuoTaskId,
    action: 'video_generation',
    status: 'SUCCESS',
    fail_reason: fileId,
    submit_time: unixSeconds(1795415040),
    start_time: whole(1795415041),
    finish_time: unixSeconds(1795415049),
    progress: '100%',
    data: doneMiniMax,
  },
  ...doneMiniMax,
};

export const retrievedHailuo: Shape = { file: hailuoFile, base_resp: hailuoOk };
