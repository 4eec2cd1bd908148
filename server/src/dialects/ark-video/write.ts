import { type Json, objectIn, objectOf } from '../../base/json.ts';
import type { WireAnswer } from '../../spec/dialect.ts';
import type { TaskStatus, TaskView } from '../../spec/task.ts';
import { words as faultWords } from './faults.ts';

/** Ark's words. `sending` and `waiting` have none of their own. Source: https://www.volcengine.com/docs/82379/1521309. */
export const words = {
  sending: 'queued',
  queued: 'queued',
  running: 'running',
  waiting: 'running',
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'cancelled',
  expired: 'expired',
} as const satisfies Record<TaskStatus, string>;

/** The states that a word of the filter stands for; undefined for an unknown word. */
export function statusesOf(word: string): readonly TaskStatus[] | undefined {
  const found = Object.entries(words).flatMap(([status, said]) =>
    said === word ? [status as TaskStatus] : [],
  );
  return found.length > 0 ? found : undefined;
}

const seconds = (ms: number): number => Math.floor(ms / 1000);

export const answer = (body: object): WireAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});

/** A task as Ark shows it: the upstream's own body where it is Ark's, with our names in it. */
export function taskOf(view: TaskView): Json {
  const native = view.native ?? {};
  return {
    ...(view.native ? {} : madeUp(view)),
    ...native,
    id: view.id,
    model: view.model,
    status: words[view.status],
    ...contentOf(view, native),
    ...errorOf(view, native),
    created_at: seconds(view.createdAt),
    updated_at: seconds(view.finishedAt ?? view.startedAt ?? view.createdAt),
  };
}

/** What Ark tells of a film that it did not make. */
function madeUp({ status, facts, usage }: TaskView): Json {
  if (status !== 'succeeded') return {};
  const tokens = usage.output_tokens;
  const { resolution, seconds: length } = facts;
  return {
    ...(tokens === undefined ? {} : { usage: { completion_tokens: tokens, total_tokens: tokens } }),
    ...(typeof resolution === 'string' ? { resolution } : {}),
    ...(typeof length === 'number' ? { duration: length } : {}),
  };
}

function contentOf({ status, outputs }: TaskView, native: Json): Json {
  if (status !== 'succeeded') return {};
  const film = outputs.find(({ kind, role }) => kind === 'video' && role === undefined);
  const last = outputs.find(({ role }) => role === 'last-frame');
  return {
    content: {
      ...objectOf(native['content']),
      ...(film?.url === undefined ? {} : { video_url: film.url }),
      ...(last?.url === undefined ? {} : { last_frame_url: last.url }),
    },
  };
}

function errorOf({ status, fault, reason }: TaskView, native: Json): Json {
  if (status !== 'failed') return {};
  const told = objectIn(native['error']);
  const [, code] = faultWords[fault ?? 'upstream_failed'];
  return { error: { code, ...told, message: reason ?? told?.['message'] ?? 'the task failed' } };
}
