import {
  type Json,
  type JsonDraft,
  numberIn,
  objectOf,
  parseJson,
  textIn,
  textOf,
  wordOf,
} from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { TaskPort, TaskReport, TaskSend, TaskStart, TaskStarted } from '../../../spec/task.ts';
import { garbage } from '../fault-words.ts';
import { refusal, taken, waitsOrExists } from './faults.ts';
import { reportOf, shown, tasksIn } from './report.ts';

/** The submits of the wire, by their path behind `/mj/`. */
export const submits = [
  'submit/imagine',
  'submit/action',
  'submit/blend',
  'submit/describe',
  'submit/modal',
  'submit/upload-discord-images',
  'submit/change',
  'submit/simple-change',
  'submit/shorten',
  'submit/edits',
  'submit/video',
  'insight-face/swap',
] as const;

/** Buttons that open a window: Midjourney does nothing yet, the modal that follows is what is paid. */
const opening = new Set(['inpaint', 'custom_zoom']);

/** Actions and what they wait for; a modal goes on from a task that has not ended. */
const afterSuccess = new Set(['submit/action', 'submit/change', 'submit/simple-change', 'submit/video']);

/**
 * How a speed is said to the upstream, by the channel's setting `speed`. 'path' (where nothing is set):
 * `/mj-relax/mj/…`, and plain `/mj/…` for fast. 'flag': ` --relax` behind the prompt, for builds without such paths.
 * 'none': not at all; the account or the base URL has one.
 */
export const speedSetting = 'speed';

const speedFlag = /\s*--(?:fast|relax|turbo)(?![\w-])/gi;

/** The client's id in the upstream's place: our ids are unknown there. */
function upstreamName(ref: string, parents: TaskStart['parents']): string {
  const parent = parents[ref];
  return parent?.byId ? wordOf(parent.handle['id']) || ref : ref;
}

/**
 * The body for the upstream: as the client wrote it, but for ids, the speed (said in one way only, so that nobody pays
 * for one and gets another) and the choice among the upstream's accounts.
 */
function bodyOf({ body, parents, callbackUrl, access, facts, action }: TaskStart): Json {
  const { accountFilter: _account, mode: _mode, ...rest } = body;
  const draft: JsonDraft = rest;
  const taskId = textIn(draft['taskId']);
  if (taskId) draft['taskId'] = upstreamName(taskId, parents);
  if (action === 'submit/simple-change') {
    const [ref = '', ...more] = textOf(draft['content']).trim().split(/\s+/);
    draft['content'] = [upstreamName(ref, parents), ...more].join(' ');
  }
  const prompt = textIn(draft['prompt']);
  if (prompt) {
    const flag = access.settings[speedSetting] === 'flag' && facts['mode'] ? ` --${facts['mode']}` : '';
    const plain = prompt.replace(speedFlag, '');
    if (plain !== prompt || flag) draft['prompt'] = plain + flag;
  }
  if (callbackUrl) draft['notifyHook'] = callbackUrl;
  return draft;
}

/** Of those that a list leaves out, so many are asked for by themselves. */
const mostAlone = 3;

const idOf = (handle: Json): string => wordOf(handle['id']);

/** What opened a window has cost nothing, whatever becomes of it: the modal is charged. (Absent calls count as one.) */
const nothing = { calls: 0 };
const reportFor = (handle: Json, task: Json): TaskReport =>
  handle['window'] === true ? { ...reportOf(task), usage: nothing } : reportOf(task);

/** Does this code 21 mean that a window waits, and not that the same was asked before? */
function isWaiting(start: TaskStart, reply: Json): boolean {
  const properties = objectOf(reply['properties']);
  return (
    opening.has(String(start.facts['action'])) ||
    properties['remix'] === true ||
    /confirm|modal|窗口/i.test(textOf(reply['description']))
  );
}

/**
 * What the upstream took. A modal goes on under the upstream's id of the task that waited for it. Here it is a task of its
 * own, with its own hold and charge, and both have that id in their handles: a client may ask for either, as the wire
 * promises, and only the modal is paid.
 */
function startedOf(start: TaskStart, reply: Json): TaskStarted {
  const { code: _code, result, ...said } = reply;
  if (start.action === 'submit/upload-discord-images')
    return {
      handle: {},
      // The addresses are for prompts, so they stay the upstream's: nothing is kept of them as a result.
      report: { status: 'succeeded', progress: 100, native: { ...shown(said), result } },
    };
  const id = wordOf(result);
  if (id === '') throw new GatewayError(garbage.code, garbage.message);
  const waits = reply['code'] === waitsOrExists && isWaiting(start, reply);
  return {
    handle: waits ? { id, window: true } : { id },
    report: {
      status: waits ? 'waiting' : 'queued',
      ...(waits ? { usage: nothing } : {}),
      // Of the answer that part which a task has too.
      native: shown(said),
    },
  };
}

/** The protocol of midjourney-proxy at an upstream. `prefix` stands before its paths: '' at a proxy. */
export function midjourneyPort({ prefix }: { readonly prefix: string }): TaskPort {
  const plain = `${prefix}/mj`;
  const submitPath = ({ access, facts, action }: TaskStart): string => {
    const speed = facts['mode'];
    const isSaid =
      (access.settings[speedSetting] || 'path') === 'path' && (speed === 'relax' || speed === 'turbo');
    return `${isSaid ? `${prefix}/mj-${speed}/mj` : plain}/${action}`;
  };

  const list = async (handles: readonly Json[], send: TaskSend): Promise<ReadonlyMap<string, Json>> => {
    const reply = await send({
      method: 'POST',
      path: `${plain}/task/list-by-condition`,
      json: { ids: [...new Set(handles.map(idOf))] },
    });
    const parsed = parseJson(reply.body);
    if (typeof parsed !== 'object' || parsed === null) throw new GatewayError(garbage.code, garbage.message);
    // Not found is told by leaving out; an object without a list is a refusal.
    const code = numberIn(objectOf(parsed)['code']);
    if (!Array.isArray(parsed) && code !== undefined && !taken.includes(code))
      throw refusal(objectOf(parsed), true);
    return new Map(tasksIn(parsed).map((task) => [wordOf(task['id']), task]));
  };

  /**
   * A task that the list leaves out is asked for by itself: only what both do not know is lost. (A gateway may leave out
   * what it cannot read at the moment.)
   */
  const lookAlone = async (handle: Json, send: TaskSend): Promise<TaskReport> => {
    const path = `${plain}/task/${encodeURIComponent(idOf(handle))}/fetch`;
    const { json } = await send({ method: 'GET', path, allow: [400, 404] });
    return typeof json['status'] === 'string' && wordOf(json['id']) === idOf(handle)
      ? reportFor(handle, json)
      : { status: 'failed', fault: 'task_lost', reason: 'the upstream does not know this task any more' };
  };

  const look = async (handle: Json, send: TaskSend): Promise<TaskReport> => {
    const task = (await list([handle], send)).get(idOf(handle));
    return task ? reportFor(handle, task) : lookAlone(handle, send);
  };

  return {
    serves: (_model, action) => action === undefined || (submits as readonly string[]).includes(action),

    measure({ action, facts }) {
      const does = String(facts['action'] ?? action);
      return {
        usage: { calls: 1 },
        facts: { mode: facts['mode'] ?? 'fast', action: does },
      };
    },

    async start(start, send) {
      const parents = Object.values(start.parents);
      if (afterSuccess.has(start.action) && parents.some(({ status }) => status !== 'succeeded'))
        throw new GatewayError(
          'field_invalid',
          'task_status_not_success: the task to go on from has not succeeded (yet)',
          { param: start.action === 'submit/simple-change' ? 'content' : 'taskId' },
        );
      const reply = await send({
        method: 'POST',
        path: submitPath(start),
        json: bodyOf(start),
        starts: true,
      });
      const code = numberIn(reply.json['code']);
      if (code === undefined || !taken.includes(code)) throw refusal(reply.json, parents.length > 0);
      return startedOf(start, reply.json);
    },

    poll: look,

    pollMany: {
      most: 50,
      async poll(handles, send) {
        const tasks = await list(handles, send);
        let left = mostAlone;
        return Promise.all(
          handles.map((handle) => {
            const task = tasks.get(idOf(handle));
            if (task) return reportFor(handle, task);
            return left-- > 0 ? lookAlone(handle, send).catch(() => undefined) : undefined;
          }),
        );
      },
    },

    /** A proxy answers 200 with nothing, also where it is too late: the task says what became of it. */
    async cancel(handle, send) {
      // Behind a window that was confirmed runs another task, which is paid for.
      if (handle['window'] === true && (await look(handle, send)).status !== 'waiting')
        throw new GatewayError(
          'task_not_cancellable',
          'this task was confirmed by a modal; cancel the task that the modal made',
        );
      const path = `${plain}/task/${encodeURIComponent(idOf(handle))}/cancel`;
      await send({ method: 'POST', path, json: {} }).catch((error: unknown) => {
        // Builds without this path, and accounts that may not.
        const cannot: readonly string[] = ['upstream_refused', 'upstream_model_unknown'];
        throw error instanceof GatewayError && cannot.includes(error.code)
          ? new GatewayError('task_not_cancellable', 'the upstream does not cancel this task')
          : error;
      });
      const report = await look(handle, send);
      if (report.status === 'cancelled' || report.status === 'failed')
        return { status: 'cancelled', ...(report.native ? { native: report.native } : {}) };
      throw new GatewayError('task_not_cancellable', 'it is too late to cancel this task');
    },

    // Anybody could send one: what the proxy itself says counts.
    readCallback: () => ({}),

    async ask(question, handle, _params, send) {
      if (question !== 'seed') throw new GatewayError('field_invalid', `nothing is known of '${question}'`);
      const { json } = await send({
        method: 'GET',
        path: `${plain}/task/${encodeURIComponent(idOf(handle))}/image-seed`,
      });
      if (json['code'] !== 1) throw refusal(json, true);
      return { code: 1, description: textOf(json['description']), result: wordOf(json['result']) };
    },
  };
}
