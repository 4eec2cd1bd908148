import { EgressError } from '../base/egress.ts';
import { newId } from '../base/ids.ts';
import { formatUsd } from '../base/money.ts';
import type { Hold } from '../ledger/purses.ts';
import { GatewayError } from '../spec/fault.ts';
import type { CallRecord } from '../spec/records.ts';
import { isFinal, type TaskCall } from '../spec/task.ts';
import type { TaskRow } from '../spec/task-rows.ts';
import { lossHeaders } from './losses.ts';
import type { RelayDeps } from './ports.ts';
import type { Submission, Submitted } from './submission.ts';
import { asIsKnown, type Idempotent, idempotencyOf, inTurn, sameKey } from './task-key.ts';
import { quoteTask } from './task-quote.ts';
import { keptRequest } from './task-request.ts';
import { start } from './task-start.ts';

/** The longest that a start takes, with everything that is tried; after that nobody brings it to its end any more. */
const startMs = 15 * 60_000;
const longestPrompt = 4000;

/**
 * Makes a task: its row and its hold stand before an upstream is asked, and its upstream is asked once. Resolves when the
 * upstream has taken it. Throws GatewayError: then nobody has it and nothing is charged.
 */
export async function submit(deps: RelayDeps, asked: Submission): Promise<Submitted> {
  const idempotency = idempotencyOf(asked);
  if (idempotency) {
    const before = await sameKey(deps, asked, idempotency);
    if (before) return before;
  }
  await checkHook(deps, asked.call);
  const { call, parents, routed, translation, held, price, ratio } = await quoteTask(deps, asked);
  const { caller } = asked;
  const row = newRow(deps, asked, call, {
    parent: parents[0]?.row?.id ?? null,
    ratio,
    price: price.version,
    hold: held.amount,
    usage: held.usage,
    facts: held.facts,
  });
  const beginIt = async () =>
    begin(deps, asked, row, await deps.purses.hold(caller.accounts, held.amount), idempotency);
  const same = idempotency
    ? await inTurn(deps, `${caller.tokenId} ${idempotency.key}`, async (waited) => {
        const isTaken = waited && (await asIsKnown(deps, asked, idempotency)).state !== 'begun';
        return isTaken || beginIt();
      })
    : await beginIt();
  if (same) {
    const before = await sameKey(deps, asked, idempotency!);
    if (before) return before;
    throw new GatewayError(
      'idempotency_running',
      'the first request with this Idempotency-Key has just ended; send it again',
      {
        retryAfter: 1,
      },
    );
  }
  asked.begun?.();
  try {
    return await start(deps, { ...asked, call }, row, routed, translation, parents);
  } catch (error) {
    // Whatever has not ended the task is a fault of ours: it must not stay behind with its hold.
    if (!(error instanceof GatewayError)) {
      const fault = new GatewayError('gateway_fault', 'something went wrong inside the gateway', {
        cause: error,
      });
      await deps.tasks.neverBegan(row, fault).catch(() => {});
      throw fault;
    }
    throw error;
  }
}

/** An address that could never be told of the task is refused while its client can still mend it. */
async function checkHook(deps: RelayDeps, { hook }: TaskCall): Promise<void> {
  if (!hook) return;
  await deps.egress.check(hook.url).catch((error: unknown) => {
    if (!(error instanceof EgressError)) throw error;
    // Names come and go, and it is told hours from now perhaps.
    if (error.reason === 'host_unknown' || error.reason === 'timeout') return;
    throw new GatewayError('field_invalid', `the address for notifications cannot be used: ${error.message}`);
  });
}

function newRow(
  deps: RelayDeps,
  { requestId, startedAt, caller, dialect, origin }: Submission,
  call: TaskCall,
  rest: Pick<TaskRow, 'parent' | 'ratio' | 'price' | 'hold' | 'usage' | 'facts'>,
): TaskRow {
  return {
    id: newId('task', startedAt),
    requestId,
    owner: caller.userId,
    token: caller.tokenId,
    mode: caller.mode,
    dialect: dialect.id,
    kind: call.kind,
    action: call.action,
    model: call.model,
    prompt: call.prompt?.slice(0, longestPrompt) ?? null,
    memo: call.memo ?? {},
    status: 'sending',
    progress: 0,
    reason: null,
    fault: null,
    provider: null,
    channel: null,
    channelKey: null,
    wire: null,
    upstreamModel: null,
    upstreamAction: null,
    handle: null,
    native: null,
    outputs: [],
    group: caller.group,
    cost: 0,
    payers: caller.accounts.map(({ id, limited }) => ({ account: id, limited })),
    // The gateway sends nothing to addresses that somebody without an account names.
    hook: caller.isVisitor ? null : (call.hook ?? null),
    origin,
    createdAt: startedAt,
    startedAt: null,
    finishedAt: null,
    giveUpAt: startedAt + startMs,
    expiresAt: startedAt + deps.settings.tasksKeptMs,
    logAt: startedAt,
    version: 1,
    answer: null,
    ...rest,
  };
}

const logOf = (row: TaskRow, { endpoint, ip }: Submission): CallRecord => ({
  id: row.requestId,
  at: row.logAt,
  startedAt: row.createdAt,
  user: row.owner,
  token: row.token,
  mode: row.mode,
  dialect: row.dialect,
  endpoint: endpoint.name,
  model: row.model,
  channel: null,
  upstreamModel: null,
  upstreamId: null,
  group: row.group,
  ratio: row.ratio,
  stream: false,
  status: 200,
  fault: null,
  usage: {},
  facts: {},
  price: row.price,
  hold: row.hold,
  cost: 0,
  firstByteMs: null,
  ms: 0,
  attempts: [],
  notes: [`task: ${row.id} open`],
  ip,
  draws: [],
});

/** True where another request with the same key was first. */
async function begin(
  deps: RelayDeps,
  asked: Submission,
  row: TaskRow,
  hold: Hold,
  idempotency: Idempotent | undefined,
): Promise<boolean> {
  try {
    const begun = await deps.tasks.begin(row, logOf(row, asked), idempotency, keptRequest(asked));
    if (begun.state !== 'begun') {
      hold.release();
      return true;
    }
    hold.settle(row.hold); // it stands in the database now, and came out of the lease there as well
    return false;
  } catch (cause) {
    hold.forfeit(); // was it written, or not? The money is not used again before that is known
    throw new GatewayError(
      'store_unavailable',
      'the gateway cannot write the task down at the moment; nothing was sent, try again shortly',
      { retryAfter: 5, cause },
    );
  }
}

/** Headers beside those of the answer: which task it is, and what it costs or may cost. */
export const taskHeaders = (row: TaskRow, dropped: readonly string[] = []): Record<string, string> => ({
  ...lossHeaders(dropped),
  'x-key4u-task': row.id,
  ...(isFinal(row.status)
    ? { 'x-key4u-cost': formatUsd(row.cost) }
    : { 'x-key4u-hold': formatUsd(row.hold) }),
});
