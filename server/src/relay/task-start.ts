import type { WireAnswer } from '../spec/dialect.ts';
import { GatewayError } from '../spec/fault.ts';
import { isFinal, type TaskStart } from '../spec/task.ts';
import type { TaskRow, TaskUpstream } from '../spec/task-rows.ts';
import { simulateHeaders } from './admission.ts';
import { Attempts } from './attempts.ts';
import type { RelayDeps } from './ports.ts';
import type { Candidate, Routed } from './route.ts';
import type { Submission, Submitted } from './submission.ts';
import { type FoundParent, parentsFor, pinOf } from './task-parents.ts';
import { UnknownOutcome, upstreamFor } from './task-upstream.ts';
import { taskView } from './task-view.ts';
import { type TaskTranslation, taskWayOf } from './task-ways.ts';

/**
 * Gives the task to the first channel that takes it, and to no second one where the first perhaps has it. Throws
 * GatewayError: then the task has ended, and its hold is released.
 */
export async function start(
  deps: RelayDeps,
  asked: Submission,
  row: TaskRow,
  routed: Routed,
  translation: TaskTranslation,
  parents: readonly FoundParent[],
): Promise<Submitted> {
  const { call, caller, requestId } = asked;
  const pinned = pinOf(parents);
  const attempts = new Attempts(deps, {
    requestId,
    tiers: routed.tiers,
    caller,
    model: routed.model,
    call: { model: call.model },
    ...(pinned
      ? { earlier: { channel: pinned.channel, key: pinned.channelKey, body: Buffer.alloc(0) } }
      : {}),
  });
  for (;;) {
    let candidate: Candidate;
    try {
      candidate = attempts.next();
      if (pinned && candidate.key.key.id !== pinned.channelKey)
        throw new GatewayError(
          'no_channel',
          'the account of the upstream that made the earlier task cannot be used at the moment; try again later',
          { retryAfter: 30 },
        );
    } catch (error) {
      if (error instanceof GatewayError) await deps.tasks.neverBegan(row, error);
      throw error;
    }
    try {
      const submitted = await startAt(deps, asked, row, candidate, translation, parents);
      attempts.succeeded(candidate, 200);
      return submitted;
    } catch (error) {
      if (error instanceof UnknownOutcome) {
        // Not as the fault that it was: official SDKs send a cut or timed-out request again by themselves.
        const lost = new GatewayError(
          'task_lost',
          `${error.fault.message}; the task was not sent again, and nothing is charged`,
          { cause: error.fault },
        );
        await deps.tasks.unknownStart(row, lost);
        throw lost;
      }
      if (!(error instanceof GatewayError)) throw error;
      try {
        attempts.failed(candidate, error, null);
      } catch (final) {
        if (final instanceof GatewayError) await deps.tasks.neverBegan(row, final);
        throw final;
      }
    }
  }
}

async function startAt(
  deps: RelayDeps,
  { call, caller, dialect, endpoint, head }: Submission,
  row: TaskRow,
  { outlet, key, upstreamModel }: Candidate,
  translation: TaskTranslation,
  parents: readonly FoundParent[],
): Promise<Submitted> {
  const provider = outlet.provider.manifest.id;
  const way = taskWayOf(outlet.provider, dialect.wire, call, upstreamModel)!;
  const ready = await translation.ready(provider, way, upstreamModel);
  const upstream = upstreamFor(deps, outlet, key, way.wire, simulateHeaders(caller, head))!;
  const { timing } = upstream;
  const taken: TaskUpstream & { provider: string } = {
    provider,
    channel: outlet.channel.id,
    channelKey: key.key.id,
    wire: way.wire,
    upstreamModel,
    upstreamAction: ready.action,
  };
  // An upstream may call back before it answers, or be asked later whether it was started: then it must be known.
  if (way.port.find || (timing.callback && deps.publicUrl !== undefined))
    await deps.taskRows.move(row.id, { at: deps.clock.now(), upstream: taken });
  const asked: TaskStart = {
    action: ready.action,
    body: ready.body,
    upstreamModel,
    access: upstream.access,
    taskId: row.id,
    facts: ready.facts,
    parents: parentsFor(parents),
    ...(timing.callback && deps.publicUrl !== undefined && !upstream.simulated
      ? { callbackUrl: callbackUrl(deps.publicUrl, deps.sign, row.id) }
      : {}),
  };
  const started = await way.port.start(asked, upstream.send).catch(async (error: unknown) => {
    const found = error instanceof UnknownOutcome ? await deps.tasks.findStarted(asked, upstream) : undefined;
    if (found) return found;
    throw error;
  });
  const answerOf = (moved: TaskRow) => JSON.stringify(endpoint.written(taskView(deps, dialect, moved)));
  const moved = await deps.tasks.started(row, taken, ready, started, timing.giveUpMs, answerOf);
  const known = moved ?? (await deps.taskRows.byId(row.id)) ?? row;
  if (known.fault !== null && isFinal(known.status))
    throw new GatewayError(known.fault, known.reason ?? 'the upstream could not do it');
  return {
    answer:
      known.answer === null
        ? endpoint.written(taskView(deps, dialect, known))
        : (JSON.parse(known.answer) as WireAnswer),
    row: known,
    dropped: ready.dropped,
  };
}

/** The address that an upstream is given: it alone says that whoever calls it may. */
export const callbackUrl = (publicUrl: string, sign: RelayDeps['sign'], task: string): string =>
  `${publicUrl}/callbacks/${task}/${callbackProof(sign, task)}`;
export const callbackProof = (sign: RelayDeps['sign'], task: string): string =>
  sign(`callback ${task}`).slice(0, 32);
