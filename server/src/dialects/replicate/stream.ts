import { textIn } from '../../base/json.ts';
import { isFinal, type TaskAnswer, type TaskDesk, type TaskView } from '../../spec/task.ts';
import { prediction } from './write.ts';

/**
 * A prediction as server-sent events: `output` for each thing that it made, `error`, `done`. Source:
 * https://replicate.com/docs/topics/predictions/streaming.
 */

const event = (name: string, id: string, data: string): string =>
  `event: ${name}\nid: ${id}\n${data
    .split(/\r\n|\r|\n/)
    .map((line) => `data: ${line}\n`)
    .join('')}\n`;

/** A silent stream is given a comment so often. */
const quietMs = 10_000;

const outputsIn = (output: unknown): readonly unknown[] =>
  Array.isArray(output) ? output : output === null || output === undefined ? [] : [output];

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** What a task that has ended is followed by. */
function ending(task: TaskView, id: string): string {
  if (task.status === 'succeeded') return event('done', id, '{}');
  if (task.status === 'cancelled') return event('done', id, JSON.stringify({ reason: 'canceled' }));
  const detail = textIn(prediction(task)['error']) ?? 'the prediction failed';
  return (
    event('error', id, JSON.stringify({ detail })) + event('done', id, JSON.stringify({ reason: 'error' }))
  );
}

async function* events(first: TaskView, desk: TaskDesk): AsyncGenerator<string> {
  let task = first;
  let told = 0;
  // Whoever waits sees at once that he is heard.
  yield ': open\n\n';
  for (;;) {
    const output = prediction(task)['output'];
    // A list grows; a text or an object is whole only in the end.
    const isGrowing = Array.isArray(output) || isFinal(task.status);
    const all = isGrowing ? outputsIn(output) : [];
    for (; told < all.length; told++) yield event('output', `${task.version}:${told}`, textOf(all[told]));
    if (isFinal(task.status)) {
      yield ending(task, `${task.version}:${told}`);
      return;
    }
    const next = await desk.changed(task.id, task.version, quietMs);
    if (next.version === task.version) yield ': wait\n\n';
    task = next;
  }
}

/** Throws task_unknown. */
export async function streamOf(id: string, desk: TaskDesk): Promise<TaskAnswer> {
  const task = await desk.get(id);
  return {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' },
    stream: events(task, desk),
  };
}
