import { type Json, textIn } from '../../base/json.ts';
import type { Dialect, WireAnswer } from '../../spec/dialect.ts';
import type { FaultCode } from '../../spec/fault.ts';
import type { TaskStatus, TaskView } from '../../spec/task.ts';

const headers = { 'content-type': 'application/json; charset=utf-8' };
export const answer = (body: unknown, status = 200): WireAnswer => ({
  status,
  headers,
  body: JSON.stringify(body),
});

export const words: Readonly<Record<TaskStatus, string>> = {
  sending: 'PENDING',
  queued: 'PENDING',
  waiting: 'PENDING',
  running: 'RUNNING',
  succeeded: 'SUCCEEDED',
  failed: 'FAILED',
  cancelled: 'CANCELLED',
  expired: 'FAILED',
};

/** A credit of Runway's is a cent. */
export const nanoPerCredit = 10_000_000;
/** What the customer pays here, in credits. */
const credits = (nano: number): Json => ({ credits: Math.ceil(nano / (nanoPerCredit / 1000)) / 1000 });

/** Codes of Runway's (https://docs.dev.runwayml.com/errors/task-failures) for tasks that another wire served. */
function failureCode(fault: FaultCode | undefined): string {
  if (fault === 'upstream_refused') return 'SAFETY.INPUT.TEXT';
  return fault === 'upstream_busy' ? 'THIRD_PARTY.UNAVAILABLE' : 'INTERNAL';
}

/** What the upstream's body says of a state that is over, or that is the gateway's to say. */
const ownFields = ['status', 'estimatedCost', 'cost', 'progress', 'output', 'failure', 'failureCode'];

/** The task object. */
export function taskObject(task: TaskView): Json {
  const native = Object.fromEntries(
    Object.entries(task.native ?? {}).filter(([name]) => !ownFields.includes(name)),
  );
  const base = { ...native, id: task.id, createdAt: new Date(task.createdAt).toISOString() };
  const status = words[task.status];
  if (status === 'SUCCEEDED')
    return {
      ...base,
      status,
      cost: credits(task.cost),
      output: task.outputs
        .filter(({ role, url }) => role === undefined && url !== undefined)
        .map(({ url }) => url),
    };
  if (status === 'FAILED')
    return {
      ...base,
      status,
      cost: credits(task.cost),
      failure: task.reason ?? (task.status === 'expired' ? 'The task took too long.' : 'The task failed.'),
      failureCode: textIn(task.native?.['failureCode']) ?? failureCode(task.fault),
    };
  if (status === 'CANCELLED') return { ...base, status, cost: credits(task.cost) };
  const estimatedCost = credits(task.hold);
  if (status === 'RUNNING') return { ...base, status, estimatedCost, progress: task.progress / 100 };
  const isThrottled = task.native?.['status'] === 'THROTTLED';
  return { ...base, status: isThrottled ? 'THROTTLED' : status, estimatedCost };
}

/** The first answer: the id, and what it costs at most. */
export const created = (task: TaskView): WireAnswer =>
  answer({ id: task.id, estimatedCost: credits(Math.max(task.hold, task.cost)) });

/** Runway's `{"error":"…"}`, with `issues` where a field is wrong, and the gateway's code beside it. */
export const writeFault: Dialect['writeFault'] = (error, requestId) => {
  const { retryAfter, param } = error.detail;
  return {
    status: error.status,
    headers: {
      ...headers,
      // The SDK sends 408, 409, 429 and 5xx again unless this header says otherwise.
      'x-should-retry': String(error.fault.again),
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    },
    body: JSON.stringify({
      error: `${error.message} (request id: ${requestId})`,
      code: error.code,
      ...(param === undefined
        ? {}
        : { issues: [{ code: 'custom', message: error.message, path: param.split('.') }] }),
    }),
  };
};
