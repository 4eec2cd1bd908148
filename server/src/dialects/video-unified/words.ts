import type { TaskStatus } from '../../spec/task.ts';

/**
 * Words of the two query endpoints for our states. The older endpoint has a long list for Veo and a short one for all
 * other models; the sources spell the short one in four ways, and this is the one that most samples have.
 */
export const veoWords: Readonly<Record<TaskStatus, string>> = {
  sending: 'pending',
  queued: 'pending',
  running: 'video_generating',
  waiting: 'video_generating',
  succeeded: 'completed',
  failed: 'failed',
  cancelled: 'failed',
  expired: 'error',
};

export const otherWords: Readonly<Record<TaskStatus, string>> = {
  sending: 'pending',
  queued: 'pending',
  running: 'processing',
  waiting: 'processing',
  succeeded: 'completed',
  failed: 'failed',
  cancelled: 'failed',
  expired: 'failed',
};

/** Words of Veo's list that another gateway may tell while a film is being made; they are shown as they come. */
export const veoSteps: ReadonlySet<string> = new Set([
  'image_downloading',
  'video_generating',
  'video_generation_completed',
  'video_upsampling',
  'video_upsampling_completed',
]);

/** Of the newer endpoint, outside and inside of `data`. */
export const flatWords: Readonly<Record<TaskStatus, string>> = {
  sending: 'queued',
  queued: 'queued',
  running: 'processing',
  waiting: 'processing',
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'failed',
  expired: 'failed',
};

export const innerWords: Readonly<Record<TaskStatus, string>> = {
  sending: 'SUBMITTED',
  queued: 'QUEUED',
  running: 'IN_PROGRESS',
  waiting: 'IN_PROGRESS',
  succeeded: 'SUCCESS',
  failed: 'FAILURE',
  cancelled: 'FAILURE',
  expired: 'FAILURE',
};
