import { type Json, objectOf, textIn, textOf } from '../../../base/json.ts';
import { wideObject } from '../../../base/wide-json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { TaskPort, TaskReply, TaskReport, TaskStart, TaskStarted } from '../../../spec/task.ts';
import { garbage } from '../fault-words.ts';
import { faultIn } from './faults.ts';
import { lengthsOf, measure } from './measure.ts';
import { isPathAction } from './models.ts';
import { answerOf, idIn, type Lengths, reportOf, taskIn } from './report.ts';
import { writeStart } from './write-start.ts';
import { writeVideo } from './write-video.ts';

/** The object in an answer. Throws what it says went wrong, and upstream_garbage for what is no answer of Kling's. */
function bodyOf(reply: TaskReply): Json {
  const body = wideObject(reply.body);
  const fault = body ? faultIn(body) : garbage;
  if (fault) throw new GatewayError(fault.code, fault.message, fault.detail ?? {});
  if (!body || body['data'] === undefined) throw new GatewayError(garbage.code, garbage.message);
  return body;
}

const lengthsIn = (handle: Json): Lengths | undefined => {
  const lengths = textOf(handle['lengths']);
  return lengths === 'each' || lengths === 'fives' ? lengths : undefined;
};

/** The customer's own name of the task, by which he may ask for it. */
function nameOf({ body }: TaskStart): string | undefined {
  return textIn(body['external_task_id']) ?? textIn(objectOf(body['options'])['external_task_id']);
}

const withRef = (report: TaskReport, ref: string | undefined): TaskReport =>
  ref === undefined ? report : { ...report, refs: [ref, ...(report.refs ?? [])] };

/**
 * Kling's wire. `prefix`: what stands before its paths, for gateways that have them under another root.
 * Sources: kling.ai/document-api, with its "legacy" pages for the paths behind /v1.
 */
export function klingPort({ prefix }: { readonly prefix: string }): TaskPort {
  const handleOf = (start: TaskStart, does: string, id: string): Json => {
    const lengths = lengthsOf(does, start.body);
    return { id, action: does, ...(lengths === undefined ? {} : { lengths }) };
  };

  const queryPath = (action: string, id: string): string =>
    isPathAction(action)
      ? `${prefix}/tasks?task_ids=${encodeURIComponent(id)}`
      : `${prefix}/v1/${action}/${encodeURIComponent(id)}`;

  return {
    serves: (model) => /^(?:kling|kolors)/i.test(model),
    measure,
    writeVideo,

    async start(start, send): Promise<TaskStarted> {
      const { action, path, body } = writeStart(start, prefix);
      const answer = bodyOf(await send({ method: 'POST', path, json: body, starts: true }));
      const task = taskIn(answer);
      const id = idIn(task);
      if (id === undefined)
        // Helpers such as the finding of faces answer at once.
        return { handle: {}, report: withRef(answerOf(task, answer), nameOf(start)) };
      return {
        handle: handleOf(start, action, id),
        report: withRef(reportOf(task, answer, lengthsOf(action, start.body)), nameOf(start)),
      };
    },

    async poll(handle, send): Promise<TaskReport> {
      const answer = bodyOf(
        await send({ method: 'GET', path: queryPath(textOf(handle['action']), textOf(handle['id'])) }),
      );
      return reportOf(taskIn(answer), answer, lengthsIn(handle));
    },

    async find(start, send): Promise<TaskStarted | undefined> {
      const { action } = writeStart(start, prefix);
      const path = isPathAction(action)
        ? `${prefix}/tasks?external_task_ids=${start.taskId}`
        : queryPath(action, start.taskId);
      // An unknown name is 404 or 400 here, as the older pages tell, and an empty list on the newer path.
      const reply = await send({ method: 'GET', path, allow: [400, 404] });
      if (reply.status >= 400) return undefined;
      const answer = bodyOf(reply);
      const task = taskIn(answer);
      const id = idIn(task);
      if (id === undefined) return undefined;
      return {
        handle: handleOf(start, action, id),
        report: withRef(reportOf(task, answer, lengthsOf(action, start.body)), nameOf(start)),
      };
    },

    /**
     * The body is the `data` object of a query. How a task goes on is taken from it; its end, where money moves, is
     * asked for, because the older callbacks bear no signature.
     */
    readCallback(body) {
      const { native: _callback, ...report } = reportOf(body, body);
      const isEnd =
        report.status === 'succeeded' || report.status === 'failed' || report.status === undefined;
      return isEnd ? {} : { report: { ...report, native: { code: 0, message: 'SUCCEED', data: body } } };
    },
  };
}
