import { isObject, type Json, listOf, numberIn, objectOf, textIn, textOf } from '../../base/json.ts';
import type { WireAnswer } from '../../spec/dialect.ts';
import type { HookBody, TaskStatus, TaskView } from '../../spec/task.ts';

const json = { 'content-type': 'application/json; charset=utf-8' } as const;
export const answer = (body: unknown, status = 200): WireAnswer => ({
  status,
  headers: json,
  body: JSON.stringify(body),
});

/** This wire's words for our states. */
export const words = {
  sending: 'NOT_START',
  queued: 'SUBMITTED',
  running: 'IN_PROGRESS',
  waiting: 'MODAL',
  succeeded: 'SUCCESS',
  failed: 'FAILURE',
  cancelled: 'CANCEL',
  expired: 'FAILURE',
} as const satisfies Record<TaskStatus, string>;

/** Submit codes of midjourney-proxy: 1 taken, 21 waits for a modal. A queued one (22) is told as taken, as gateways do. */
const codes = { taken: 1, waiting: 21 } as const;

/** The first answer to a submit. */
export function writeSubmitted(task: TaskView): WireAnswer {
  const native = task.native ?? {};
  const isWaiting = task.status === 'waiting';
  return answer({
    code: isWaiting ? codes.waiting : codes.taken,
    description:
      textIn(native['description']) ?? (isWaiting ? 'Waiting for window confirm' : 'Submit success'),
    result: task.id,
    properties: objectOf(native['properties']),
  });
}

/** The answer to an upload holds its result: addresses in the order of the pictures. */
export function writeUploaded(task: TaskView): WireAnswer {
  const native = task.native ?? {};
  return answer({
    code: codes.taken,
    description: textIn(native['description']) ?? 'Submit success',
    result: listOf(native['result']),
    properties: objectOf(native['properties']),
  });
}

const isPicture = ({ kind }: { readonly kind: string }): boolean => kind === 'image';

/** The output that `/mj/image/{id}` shows: the grid or the picture; undefined where there is none. */
export const pictureOf = (task: TaskView): TaskView['outputs'][number] | undefined =>
  task.outputs.find((output) => isPicture(output) && output.role === undefined) ??
  task.outputs.find(isPicture);

/** Progress is a text of this wire; a failed task keeps what its upstream said. */
function progressOf({ status, progress }: TaskView, native: Json): string {
  if (status === 'succeeded') return '100%';
  const said = native['progress'];
  return (status === 'failed' || status === 'cancelled') && typeof said === 'string' ? said : `${progress}%`;
}

/**
 * A task as this wire has it. What the upstream said stays, but for names and times that only it knows. A task of another
 * wire has all fields too, as far as they can be told.
 */
export function taskObject(task: TaskView): Json {
  const native = task.native ?? {};
  const { memo, status } = task;
  const films = task.outputs
    .filter(({ kind }) => kind === 'video')
    .flatMap(({ url }) => (url ? [{ url }] : []));
  const texts = task.outputs.flatMap(({ kind, text }) => (kind === 'text' && text ? [text] : []));
  const prompt = textIn(native['prompt']) ?? task.prompt ?? '';
  const isFinal = status === 'succeeded';
  const properties = isObject(native['properties'])
    ? native['properties']
    : { finalPrompt: texts[0] ?? prompt, finalZhPrompt: '' };
  return {
    ...native,
    id: task.id,
    // Where the upstream names a parent, it is by its own id.
    ...('parentId' in native ? { parentId: task.parent ?? null } : {}),
    action: textIn(native['action']) ?? textIn(memo['action']) ?? task.action.toUpperCase(),
    customId: textIn(memo['customId']) ?? textOf(native['customId']),
    botType: textIn(native['botType']) ?? textIn(memo['botType']) ?? botOf(task.model),
    mode: textIn(native['mode']) ?? String(task.facts['mode'] ?? '').toUpperCase(),
    prompt,
    promptEn: textIn(native['promptEn']) ?? prompt,
    description: textIn(native['description']) ?? 'Submit success',
    state: textIn(memo['state']) ?? textOf(native['state']),
    submitTime: task.createdAt,
    startTime: task.startedAt ?? 0,
    finishTime: task.finishedAt ?? 0,
    imageUrl: (isFinal ? pictureOf(task)?.url : undefined) ?? textOf(native['imageUrl']),
    videoUrl: films[0]?.url ?? textOf(native['videoUrl']),
    videoUrls: films.length > 0 ? films : (native['videoUrls'] ?? null),
    status: statusOf(status, native),
    progress: progressOf(task, native),
    failReason:
      status === 'failed' || status === 'expired' || status === 'cancelled' ? (task.reason ?? '') : '',
    buttons: isFinal ? listOf(native['buttons']) : [],
    maskBase64: textOf(native['maskBase64']),
    properties,
  };
}

/** A proxy tells NOT_START from SUBMITTED; we do not, so its word stays while it means the same. */
const statusOf = (status: TaskStatus, native: Json): string =>
  status === 'queued' && native['status'] === 'NOT_START' ? 'NOT_START' : words[status];

const botOf = (model: string): string =>
  model === 'midjourney' ? 'MID_JOURNEY' : model === 'niji-journey' ? 'NIJI_JOURNEY' : '';

export const writeHook = (task: TaskView): HookBody => ({
  headers: json,
  body: JSON.stringify(taskObject(task)),
});

/** The seed as the wire answers it, whatever else the upstream put beside it. */
export const writeSeed = (said: Json): WireAnswer =>
  answer({
    code: numberIn(said['code']) ?? codes.taken,
    description: textIn(said['description']) ?? 'success',
    result: String(said['result'] ?? ''),
  });
