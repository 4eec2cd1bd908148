import { GatewayError } from '../../spec/fault.ts';
import type { TaskAnswer, TaskDesk, TaskQuestion, TaskView } from '../../spec/task.ts';
import { isFinal } from '../../spec/task.ts';
import { invalidValue } from '../_families/openai/body.ts';
import { variants } from './wire.ts';
import { answer, filmOf, videoObject, words, writeCharacter } from './write.ts';

type Serve = (question: TaskQuestion, desk: TaskDesk) => Promise<TaskAnswer>;

const helpers: readonly string[] = ['character', 'role'];
const makesVideo = ({ kind, action, dialect }: TaskView): boolean =>
  kind === 'video' && !(dialect === 'openai-video' && helpers.includes(action));

/** OpenAI's words for what is not there. */
const unknown = (what: string, id: string): GatewayError =>
  new GatewayError('task_unknown', `${what} with id '${id.slice(0, 80)}' not found`, {
    param: what === 'Video' ? 'video_id' : 'character_id',
  });

async function videoIn({ head }: TaskQuestion, desk: TaskDesk): Promise<TaskView> {
  const id = head.params['video_id'] ?? '';
  const task = await desk.find(id);
  if (!task || !makesVideo(task)) throw unknown('Video', id);
  return task;
}

/** GET /v1/videos/{id}: also of videos that another format asked for. */
export const show: Serve = async (question, desk) => answer(videoObject(await videoIn(question, desk)));

const roles: Readonly<Record<(typeof variants)[number], readonly string[]>> = {
  video: [],
  thumbnail: ['thumbnail', 'cover'],
  spritesheet: ['spritesheet'],
};

/** GET /v1/videos/{id}/content */
export const content: Serve = async (question, desk) => {
  const asked = new URLSearchParams(question.head.query).get('variant') ?? 'video';
  const variant = variants.find((one) => one === asked);
  if (variant === undefined) throw invalidValue('variant', asked, variants);
  const task = await videoIn(question, desk);
  if (!isFinal(task.status))
    throw new GatewayError(
      'task_running',
      `Video is not ready yet, its status is ${words[task.status]}; use GET /v1/videos/${task.id} to see when it is completed`,
      { param: 'video_id', retryAfter: 3 },
    );
  if (task.status !== 'succeeded')
    throw new GatewayError('task_unknown', 'this video has failed: there is nothing to download', {
      param: 'video_id',
      upstream: { code: 'video_failed' },
    });
  const found =
    variant === 'video'
      ? filmOf(task)
      : task.outputs.find(
          ({ kind, role }) => kind === 'image' && role !== undefined && roles[variant].includes(role),
        );
  if (!found)
    throw new GatewayError('task_unknown', `this video has no ${variant}: its maker gives none`, {
      param: 'variant',
    });
  return {
    content: {
      task: task.id,
      index: found.index,
      ...(variant === 'video' ? { name: `${task.id}.mp4` } : {}),
    },
  };
};

const defaultLimit = 20;
const mostListed = 100;

/** GET /v1/videos: what was asked for in this format. */
export const list: Serve = async ({ head }, desk) => {
  const query = new URLSearchParams(head.query);
  const text = query.get('limit') ?? '';
  const limit = text === '' ? defaultLimit : Number(text);
  if (!Number.isInteger(limit) || limit < 0 || limit > mostListed)
    throw new GatewayError('field_invalid', `limit must be a whole number from 1 to ${mostListed}`, {
      param: 'limit',
    });
  const order = query.get('order') ?? 'desc';
  if (order !== 'asc' && order !== 'desc') throw invalidValue('order', order, ['asc', 'desc']);
  const after = query.get('after');
  const { tasks, more } = await desk.list({
    limit: limit || 1,
    newestFirst: order === 'desc',
    dialect: 'openai-video',
    kind: ['video'],
    action: ['create', 'remix', 'edit', 'extend'],
    ...(after ? { after } : {}),
  });
  const shown = limit === 0 ? [] : tasks;
  return answer({
    object: 'list',
    data: shown.map(videoObject),
    first_id: shown[0]?.id ?? null,
    last_id: shown.at(-1)?.id ?? null,
    has_more: limit === 0 ? tasks.length > 0 : more,
  });
};

/** DELETE /v1/videos/{id}: of one that has ended. */
export const remove: Serve = async (question, desk) => {
  const { id } = await desk.remove((await videoIn(question, desk)).id);
  return answer({ id, object: 'video.deleted', deleted: true });
};

/** GET /v1/videos/characters/{id} */
export const showCharacter: Serve = async ({ head }, desk) => {
  const id = head.params['character_id'] ?? '';
  const task = await desk.find(id);
  if (!task || !helpers.includes(task.action)) throw unknown('Character', id);
  return writeCharacter(task);
};
