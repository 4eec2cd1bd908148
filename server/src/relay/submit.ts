import { hash } from 'node:crypto';
import { EgressError } from '../base/egress.ts';
import { newId } from '../base/ids.ts';
import { formatUsd } from '../base/money.ts';
import { type CompiledCard, priceOf } from '../ledger/price.ts';
import type { Hold } from '../ledger/purses.ts';
import type { RequestHead } from '../spec/call.ts';
import type { Dialect, SubmitEndpoint, WireAnswer } from '../spec/dialect.ts';
import { GatewayError } from '../spec/fault.ts';
import type { CallRecord } from '../spec/records.ts';
import { isFinal, type ParentTask, type TaskCall, type TaskStart } from '../spec/task.ts';
import type { TaskRow, TaskUpstream } from '../spec/task-rows.ts';
import { type Meter, meterParents } from '../spec/usage.ts';
import { checkAllowed, groupOf, priceFor, simulateHeaders } from './admission.ts';
import { Attempts } from './attempts.ts';
import type { Caller } from './callers.ts';
import { lossHeaders } from './losses.ts';
import type { RelayDeps } from './ports.ts';
import { retiredFault } from './retired.ts';
import { type Candidate, type Routed, routeBy } from './route.ts';
import { UnknownOutcome, upstreamFor } from './task-upstream.ts';
import { taskView } from './task-view.ts';
import { TaskTranslation, taskWayOf } from './task-ways.ts';

/** A request that makes a task, as soon as it was read. */
export type Submission = {
  readonly requestId: string;
  readonly startedAt: number;
  readonly ip: string;
  readonly caller: Caller;
  readonly dialect: Dialect;
  readonly endpoint: Pick<SubmitEndpoint, 'name' | 'written'>;
  readonly call: TaskCall;
  readonly head: Pick<RequestHead, 'headers'>;
  readonly idempotencyKey: string | undefined;
  readonly origin: string;
  /** What a request with the same Idempotency-Key must have in common with it; absent: the call. */
  readonly same?: unknown;
  /** Called as soon as row and hold stand: whatever is thrown then has ended them. */
  readonly begun?: () => void;
};

export type Submitted = {
  readonly answer: WireAnswer;
  readonly row: TaskRow;
  /** Fields that the upstream had no place for. */
  readonly dropped?: readonly string[];
};

/** A task that a request with the same key made is waited for so long, until its upstream has taken it. */
const sameKeyMs = 120_000;
/** The longest that a start takes, with everything that is tried; after that nobody brings it to its end any more. */
const startMs = 15 * 60_000;
const longestKey = 255;
const longestPrompt = 4000;
const pollMs = 500;

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
  const parents = await findParents(deps, asked);
  const call = asked.call.model === '' ? withParentsModel(asked.call, parents) : asked.call;
  const snapshot = deps.snapshot();
  const { caller, dialect } = asked;
  checkAllowed(snapshot, caller, call.model);
  const group = groupOf(snapshot, caller);
  const pinned = pinOf(parents);
  const routed = routeTask(deps, asked, call, pinned);
  const price = priceFor(routed.model, call.model);
  const translation = new TaskTranslation(deps.egress, call, parentsFor(parents));
  const held = await dearest(routed, dialect, call, translation, price.card, (usage, facts) =>
    priceOf(price.card, usage, facts, group.ratio),
  );
  const row = newRow(deps, asked, call, {
    parent: parents[0]?.row?.id ?? null,
    ratio: group.group.ratio,
    price: price.version,
    hold: held.amount,
    usage: held.usage,
    facts: held.facts,
  });
  const beginIt = async () =>
    begin(deps, row, logOf(row, asked), await deps.purses.hold(caller.accounts, held.amount), idempotency);
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

type Idempotent = { readonly key: string; readonly hash: string };

/** By what was read and not by the bytes: a form is cut at other places each time it is sent. */
function idempotencyOf({
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
const asIsKnown = (deps: RelayDeps, { caller }: Submission, { key, hash: requestHash }: Idempotent) =>
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
async function inTurn<T>(
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
async function sameKey(
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

type FoundParent = { readonly ref: string; readonly row: TaskRow | undefined };

async function findParents(deps: RelayDeps, { call, caller }: Submission): Promise<readonly FoundParent[]> {
  return Promise.all(
    (call.parents ?? []).map(async ({ ref, param, loose }) => {
      const row = await deps.taskRows.find(caller.userId, caller.mode, ref);
      if (!row && !loose)
        throw new GatewayError(
          'task_unknown',
          `there is no task '${ref.slice(0, 100)}' for this account; GET /v1/tasks lists what there is`,
          { param, status: 400 },
        );
      return { ref, row };
    }),
  );
}

function withParentsModel(call: TaskCall, parents: readonly FoundParent[]): TaskCall {
  const model = parents.find(({ row }) => row)?.row?.model;
  if (model === undefined) throw new GatewayError('field_invalid', 'name a model', { param: 'model' });
  return { ...call, model };
}

const parentsFor = (parents: readonly FoundParent[]): Record<string, ParentTask> =>
  Object.fromEntries(
    parents.flatMap(({ ref, row }) =>
      row
        ? [
            [
              ref,
              {
                handle: row.handle ?? {},
                action: row.action,
                upstreamModel: row.upstreamModel ?? row.model,
                status: row.status,
                outputs: row.outputs,
                byId: row.id === ref,
              },
            ] as const,
          ]
        : [],
    ),
  );

/** Whoever made the earlier task must make this one too: only there it is known. */
function pinOf(parents: readonly FoundParent[]): TaskRow | undefined {
  const made = parents.flatMap(({ row }) => (row?.provider ? [row] : []));
  const [first] = made;
  const other = made.find(
    ({ channel, channelKey }) => channel !== first?.channel || channelKey !== first.channelKey,
  );
  if (other)
    throw new GatewayError(
      'field_invalid',
      'the tasks that this request goes on from were made by different accounts of the upstream and cannot be used together',
    );
  return first;
}

function routeTask(
  deps: RelayDeps,
  { caller, dialect }: Submission,
  call: TaskCall,
  pinned: TaskRow | undefined,
): Routed {
  const snapshot = deps.snapshot();
  const retired = retiredFault(snapshot, call.model, deps.clock.now());
  if (retired) throw retired;
  const routed = routeBy(
    snapshot,
    caller,
    call.model,
    ({ outlet, upstreamModel }, { kinds }) =>
      (kinds === undefined || kinds.includes(call.kind)) &&
      taskWayOf(outlet.provider, dialect.wire, call, upstreamModel) !== undefined,
  );
  if (!pinned) return routed;
  const tiers = routed.tiers
    .map((tier) =>
      tier.filter(
        ({ outlet }) =>
          (outlet.channel.id || 0) === pinned.channel && outlet.provider.manifest.id === pinned.provider,
      ),
    )
    .filter((tier) => tier.length > 0);
  if (tiers.length === 0)
    throw new GatewayError(
      'no_channel',
      'the channel that made the earlier task does not serve this model (any more), and no other knows that task',
    );
  return { ...routed, tiers };
}

/** What no rate of the model prices would be given away: a channel of another maker may count in other units. */
function checkPriced({ rates }: CompiledCard, usage: TaskRow['usage'], model: string): void {
  const counted = Object.entries(usage).filter(([, units]) => (units ?? 0) > 0);
  const isPriced = (meter: string | undefined): boolean =>
    meter !== undefined && (rates.has(meter as Meter) || isPriced(meterParents[meter as Meter]));
  if (counted.length === 0 || counted.some(([meter]) => isPriced(meter))) return;
  throw new GatewayError(
    'model_unpriced',
    `the price of '${model}' has no rate for ${counted.map(([meter]) => meter).join(', ')}, which its channel counts; the operator sets one with: key4u model price`,
    { param: 'model' },
  );
}

/** The dearest way that may be gone. Ways that cannot be asked this are found out here; when none can, says why. */
async function dearest(
  { tiers }: Routed,
  dialect: Dialect,
  call: TaskCall,
  translation: TaskTranslation,
  card: CompiledCard,
  cost: (usage: TaskRow['usage'], facts: TaskRow['facts']) => number,
): Promise<Pick<TaskRow, 'usage' | 'facts'> & { amount: number }> {
  let most: (Pick<TaskRow, 'usage' | 'facts'> & { amount: number }) | undefined;
  let refused: unknown;
  for (const { outlet, upstreamModel } of tiers.flat()) {
    const way = taskWayOf(outlet.provider, dialect.wire, call, upstreamModel)!;
    try {
      const { usage, facts } = await translation.ready(outlet.provider.manifest.id, way, upstreamModel);
      const amount = cost(usage, facts);
      if (amount === 0) checkPriced(card, usage, call.model);
      if (!most || amount > most.amount) most = { amount, usage, facts };
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      refused ??= error;
    }
  }
  if (!most) throw refused;
  return most;
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
    hook: call.hook ?? null,
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
  row: TaskRow,
  log: CallRecord,
  hold: Hold,
  idempotency: Idempotent | undefined,
): Promise<boolean> {
  try {
    const begun = await deps.tasks.begin(row, log, idempotency);
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

async function start(
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
      return await startAt(deps, asked, row, candidate, translation, parents);
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

/** Headers beside those of the answer: which task it is, and what it costs or may cost. */
export const taskHeaders = (row: TaskRow, dropped: readonly string[] = []): Record<string, string> => ({
  ...lossHeaders(dropped),
  'x-key4u-task': row.id,
  ...(isFinal(row.status)
    ? { 'x-key4u-cost': formatUsd(row.cost) }
    : { 'x-key4u-hold': formatUsd(row.hold) }),
});
