import type { Json } from '../../base/json.ts';
import { GatewayError } from '../../spec/fault.ts';
import { checkFields } from '../../spec/json-body.ts';
import type { TaskAnswer, TaskDesk, TaskQuestion, TaskView } from '../../spec/task.ts';
import { isTaskId } from './ids.ts';
import { fetchBody } from './wire.ts';
import { answer, clipsOf, succeeded, writeTask, writeWav } from './write.ts';

type Serve = (question: TaskQuestion, desk: TaskDesk) => Promise<TaskAnswer>;

/** new-api answers 400 here, and its clients look for it. */
const unknown = (what: string): GatewayError =>
  new GatewayError('task_unknown', `there is no ${what} of this id; look for it in your list of tasks`, {
    status: 400,
  });

const param = ({ head }: TaskQuestion, name: string): string => head.params[name] ?? '';

/** GET /suno/fetch/{task_id} */
export const fetchOne: Serve = async (question, desk) => {
  const task = await desk.find(param(question, 'task_id'));
  if (!task) throw unknown('task');
  return succeeded(writeTask(task));
};

/** POST /suno/fetch: in the order of the ids; those that nobody knows are left out. */
export const fetchMany: Serve = async ({ body }, desk) => {
  checkFields(fetchBody, body);
  const { ids, action } = fetchBody.parse(body);
  const ours = ids.filter(isTaskId);
  const { tasks } = ours.length === 0 ? { tasks: [] } : await desk.list({ ids: ours, limit: ours.length });
  const found = new Map(tasks.map((task) => [task.id, task]));
  const shown = new Map<string, TaskView>();
  for (const id of ids) {
    const task = isTaskId(id) ? found.get(id) : await desk.find(id);
    if (task && (!action || task.action.toLowerCase() === action.toLowerCase())) shown.set(task.id, task);
  }
  return succeeded([...shown.values()].map(writeTask));
};

/** GET /suno/feed/{ids}: clips by their ids or their tasks', parted by commas, without an envelope. */
export const feed: Serve = async (question, desk) => {
  const clips: Json[] = [];
  for (const id of param(question, 'ids').split(',').slice(0, 50)) {
    const task = await desk.find(id.trim());
    if (task) clips.push(...clipsOf(task).filter((clip) => isTaskId(id) || clip['id'] === id.trim()));
  }
  if (clips.length === 0) throw unknown('clip');
  return answer(clips);
};

/** The clip that is meant: a task of ours stands for its first one. Undefined while it has none. */
async function clipOf(ref: string, desk: TaskDesk): Promise<string | undefined> {
  const task = await desk.find(ref);
  if (!task) throw unknown('clip');
  if (!isTaskId(ref)) return ref;
  return task.outputs.find(({ kind, ref: own }) => kind === 'audio' && own !== undefined)?.ref;
}

async function clipOfEnded(ref: string, desk: TaskDesk): Promise<string> {
  const clip = await clipOf(ref, desk);
  if (clip === undefined) throw new GatewayError('task_running', 'the task has no clip yet');
  return clip;
}

/** GET /suno/act/wav/{clip_id}: the first call starts the conversion. */
export const wav: Serve = async (question, desk) => {
  const ref = param(question, 'clip_id');
  const clip = await clipOf(ref, desk);
  return clip === undefined ? writeWav(ref, {}) : writeWav(clip, await desk.ask(ref, 'wav', { clip }));
};

/**
 * What may be asked of a clip or a task. Nothing else is: other questions of these servers (`my-musics`,
 * `account/integral`) are about the whole account, which many customers share.
 */
const questions = {
  clip: ['timing', 'mp4', 'midi', 'waveform'],
  query: ['midi', 'waveform', 'mp4-state'],
} as const;

function known(list: readonly string[], question: string): string {
  if (list.includes(question)) return question;
  throw new GatewayError('endpoint_unknown', `what can be asked here: ${list.join(', ')}`);
}

/** GET /suno/act/{question}/{clip_id}: the upstream's answer as it is. */
export const askOfClip: Serve = async (question, desk) => {
  const about = known(questions.clip, param(question, 'question'));
  const ref = param(question, 'clip_id');
  return answer(await desk.ask(ref, about, { clip: await clipOfEnded(ref, desk) }));
};

/** GET /suno/act/{question}?clipId=… or ?taskBatchId=…, as servers with an account pool want it. */
export const askByQuery: Serve = async (question, desk) => {
  const about = known(questions.query, param(question, 'question'));
  const sent = new URLSearchParams(question.head.query);
  const name = about === 'mp4-state' ? 'taskBatchId' : 'clipId';
  const ref = sent.get(name);
  if (!ref) throw new GatewayError('field_invalid', `you must provide ${name}`, { param: name });
  const query: Record<string, string> = { [name]: name === 'clipId' ? await clipOfEnded(ref, desk) : ref };
  const stem = sent.get('stemClipId');
  if (stem) query['stemClipId'] = stem;
  return answer(await desk.ask(ref, about, { query }));
};

/** POST /suno/uploads/audio/{id}/upload-finish */
export const finishUpload: Serve = async (question, desk) => {
  const id = param(question, 'id');
  return answer(await desk.ask(id, 'upload-finish', { id, body: question.body }));
};

/** GET /suno/uploads/audio/{id} */
export const showUpload: Serve = async (question, desk) => {
  const id = param(question, 'id');
  return answer(await desk.ask(id, 'upload', { id }));
};
