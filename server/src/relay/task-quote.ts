import { type CompiledCard, priceOf } from '../ledger/price.ts';
import type { Dialect } from '../spec/dialect.ts';
import { GatewayError } from '../spec/fault.ts';
import type { TaskCall } from '../spec/task.ts';
import type { TaskRow } from '../spec/task-rows.ts';
import { type Meter, meterParents } from '../spec/usage.ts';
import { checkAllowed, groupOf, priceFor } from './admission.ts';
import type { RelayDeps } from './ports.ts';
import { retiredFault } from './retired.ts';
import { type Routed, routeBy } from './route.ts';
import type { Price } from './snapshot.ts';
import type { Submission } from './submission.ts';
import { type FoundParent, findParents, parentsFor, pinOf, withParentsModel } from './task-parents.ts';
import { TaskTranslation, taskWayOf } from './task-ways.ts';

export type TaskAsked = Pick<Submission, 'caller' | 'dialect' | 'call'>;

/** All that is known of a task before its money is held. */
export type TaskQuote = {
  readonly call: TaskCall;
  readonly parents: readonly FoundParent[];
  readonly routed: Routed;
  readonly translation: TaskTranslation;
  /** What is held, and what it is the price of. */
  readonly held: Pick<TaskRow, 'usage' | 'facts'> & { readonly amount: number };
  readonly price: Price;
  readonly ratio: string;
};

/** Who may make the task, and the most that it costs. Nobody is asked for it. Throws GatewayError. */
export async function quoteTask(
  deps: Pick<RelayDeps, 'snapshot' | 'taskRows' | 'egress' | 'clock'>,
  asked: TaskAsked,
): Promise<TaskQuote> {
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
  return { call, parents, routed, translation, held, price, ratio: group.group.ratio };
}

function routeTask(
  deps: Pick<RelayDeps, 'snapshot' | 'clock'>,
  { caller, dialect }: TaskAsked,
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
