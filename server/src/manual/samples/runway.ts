import type { CallRef } from '../page.ts';
import { type Shape, text, Varying } from '../shape.ts';

/** What the pages of Runway share. */

export const submitRunway: CallRef = {
  dialect: 'runway',
  method: 'POST',
  route: '/runwayml/v1/image_to_video',
};
export const queryRunway: CallRef = { dialect: 'runway', method: 'GET', route: '/runwayml/v1/tasks/:id' };

export const taskId = text('task_01kb2m3n4p5q6r7s8t9v0w1x2y', /^task_[0-9a-z]{26}$/);
const moment = text('2026-11-23T06:30:00.000Z', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const link = text('http://127.0.0.1:3000/results/task_01kb2m3n/0/3f9c/video.mp4', /^http/);

/** Credits: hundredths of a dollar. */
export const credits = (sample: number): Shape => ({
  credits: new Varying(sample, (value, where) =>
    typeof value === 'number' && value >= 0 ? [] : [`${where} is no number of credits`],
  ),
});

export const createdRunway = (most: number): Shape => ({ id: taskId, estimatedCost: credits(most) });

export const doneRunway = (cost: number): Shape => ({
  id: taskId,
  createdAt: moment,
  status: 'SUCCEEDED',
  cost: credits(cost),
  output: [link],
});
