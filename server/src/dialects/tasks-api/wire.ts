import { z } from 'zod';
import { formatUsd } from '../../base/money.ts';
import { callKinds } from '../../spec/call.ts';
import { isFinal, type TaskView, taskStatuses } from '../../spec/task.ts';

/** The gateway's own view over all tasks, whatever dialect made them. */

export const taskParams = z.object({
  task: z.string().meta({ description: 'Id of the task.' }),
});

export const listQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20).meta({ description: 'So many tasks a page.' }),
  after: z.string().optional().meta({ description: 'Id of the task before the page.' }),
  order: z.enum(['asc', 'desc']).default('desc').meta({ description: 'By time; desc when absent.' }),
  status: z
    .string()
    .optional()
    .meta({ description: `Only tasks in these states, parted by commas: ${taskStatuses.join(', ')}.` }),
  kind: z.enum(callKinds).optional().meta({ description: 'Only tasks of this kind: image, video, music.' }),
  dialect: z
    .string()
    .optional()
    .meta({ description: 'Only tasks that this API made: kling, suno, midjourney.' }),
  model: z.string().optional().meta({ description: 'Only tasks of this model.' }),
  from: z.coerce.number().int().optional().meta({ description: 'Made at or after this time, Unix seconds.' }),
  to: z.coerce.number().int().optional().meta({ description: 'Made at or before this time, Unix seconds.' }),
});

const seconds = (ms: number): number => Math.floor(ms / 1000);

/** A task as this API shows it. Times in Unix seconds, money in USD as decimal text. */
export const taskBody = (task: TaskView) => ({
  id: task.id,
  object: 'task',
  status: task.status,
  progress: task.progress,
  kind: task.kind,
  action: task.action,
  model: task.model,
  dialect: task.dialect,
  mode: task.mode,
  prompt: task.prompt ?? null,
  parent: task.parent ?? null,
  outputs: task.outputs.map(
    ({ index, kind, role, url, text, mediaType, width, height, seconds: length }) => ({
      index,
      kind,
      role: role ?? null,
      ...(text === undefined ? { url: url ?? null } : { text }),
      media_type: mediaType ?? null,
      width: width ?? null,
      height: height ?? null,
      seconds: length ?? null,
    }),
  ),
  error: task.fault === undefined ? null : { code: task.fault, message: task.reason ?? '' },
  usage: task.usage,
  cost_usd: formatUsd(task.cost),
  held_usd: isFinal(task.status) ? '0' : formatUsd(task.hold),
  refunded: isFinal(task.status) && task.cost === 0 && task.hold > 0,
  request_id: task.requestId,
  created_at: seconds(task.createdAt),
  started_at: task.startedAt === undefined ? null : seconds(task.startedAt),
  finished_at: task.finishedAt === undefined ? null : seconds(task.finishedAt),
  expires_at: task.expiresAt === undefined ? null : seconds(task.expiresAt),
});
