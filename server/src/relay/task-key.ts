import { hash } from 'node:crypto';
import type { WireAnswer } from '../spec/dialect.ts';
import { GatewayError } from '../spec/fault.ts';
import type { RelayDeps } from './ports.ts';
import type { Submission, Submitted } from './submission.ts';
import { taskView } from './task-view.ts';

/** A task that a request with the same key made is waited for so long, until its upstream has taken it. */
const sameKeyMs = 120_000;
const longestKey = 255;
const pollMs = 500;

/** What a request with an Idempotency-Key is known by. */
export type Idempotent = { readonly key: string; readonly hash: string };

/** By what was read and not by the bytes: a form is cut at other places each time it is sent. */
export function idempotencyOf({
  idempotencyKey: key,
  dialect,
  endpoint,
  call,
  same = call,
}: Submission): Idempotent | undefined {
  if (key === undefined) return undefined;
  if (key.length > longestKey || !/^[\x21-\x7e]+$/.test(key))
    throw new GatewayError(
      'field_invalid',
      `an Idempotency-Key is 1 to ${longestKey} printable ASCII characters`,
      {
        param: 'Idempotency-Key',
      },
    );
  return { key, hash: hash('sha256', JSON.stringify([dialect.id, endpoint.name, same]), 'hex') };
}

/** What is known of this key. Throws store_unavailable. */
export const asIsKnown = (deps: RelayDeps, { caller }: Submission, { key, hash: requestHash }: Idempotent) =>
  deps.taskRows.sameKey(caller.tokenId, key, requestHash).catch((cause: unknown) => {
    throw new GatewayError(
      'store_unavailable',
      'the gateway cannot look up Idempotency-Keys at the moment; nothing was sent, try again shortly',
      { retryAfter: 5, cause },
    );
  });

/** By gateway and key: the last of those who are beginning. */
const turns = new WeakMap<object, Map<string, Promise<void>>>();

/**
 * Requests with one Idempotency-Key begin one after another: those behind the first find its task before they hold money
 * of their own, so a balance that is enough for one is enough for all. `waited`: somebody was before.
 */
export async function inTurn<T>(
  { tasks }: RelayDeps,
  key: string,
  work: (waited: boolean) => Promise<T>,
): Promise<T> {
  const lasts = turns.get(tasks) ?? new Map<string, Promise<void>>();
  turns.set(tasks, lasts);
  const before = lasts.get(key);
  const mine = before ? before.then(() => work(true)) : work(false);
  const end = mine.then(
    () => {},
    () => {}, // whoever waits for it takes his own turn
  );
  lasts.set(key, end);
  try {
    return await mine;
  } finally {
    if (lasts.get(key) === end) lasts.delete(key);
  }
}

/** What the task of an earlier request with this key was answered. Undefined: there is none. */
export async function sameKey(
  deps: RelayDeps,
  asked: Submission,
  { key, hash: requestHash }: Idempotent,
): Promise<Submitted | undefined> {
  const until = deps.clock.now() + sameKeyMs;
  let waited: string | undefined;
  for (;;) {
    const found = await asIsKnown(deps, asked, { key, hash: requestHash });
    if (found.state === 'other-body')
      throw new GatewayError(
        'idempotency_conflict',
        'this Idempotency-Key was used with another request; use a new key for a new request',
      );
    if (found.state === 'begun') {
      // The one that was waited for came to nothing: whoever waited hears the same, and does not try again by himself.
      const ended = waited === undefined ? undefined : await deps.taskRows.byId(waited);
      if (ended?.fault) throw new GatewayError(ended.fault, ended.reason ?? 'the task could not be begun');
      return undefined;
    }
    const { task } = found;
    if (task.answer !== null) return { answer: JSON.parse(task.answer) as WireAnswer, row: task };
    if (task.status !== 'sending') {
      if (task.fault) throw new GatewayError(task.fault, task.reason ?? 'the task could not be begun');
      return { answer: asked.endpoint.written(taskView(deps, asked.dialect, task)), row: task };
    }
    if (deps.clock.now() >= until)
      throw new GatewayError(
        'idempotency_running',
        'the first request with this Idempotency-Key is still running; ask again in a moment',
        { retryAfter: 5 },
      );
    waited = task.id;
    await deps.tasks.changed(task.id, pollMs);
  }
}
