import type { TaskReport } from '../../../spec/task.ts';

/** Every spelling of a state that gateways of this family have, in ours. A `*_completed` of Veo's list is a step, no end. */
export const words: Readonly<Record<string, NonNullable<TaskReport['status']>>> = {
  not_start: 'queued',
  pending: 'queued',
  queued: 'queued',
  submitted: 'queued',
  image_downloading: 'running',
  video_generating: 'running',
  video_generation_completed: 'running',
  video_upsampling: 'running',
  video_upsampling_completed: 'running',
  generating: 'running',
  processing: 'running',
  running: 'running',
  in_progress: 'running',
  completed: 'succeeded',
  success: 'succeeded',
  succeed: 'succeeded',
  succeeded: 'succeeded',
  video_generation_failed: 'failed',
  video_upsampling_failed: 'failed',
  failed: 'failed',
  failure: 'failed',
  error: 'failed',
  cancelled: 'cancelled',
  canceled: 'cancelled',
};
