import type { Call } from '../spec/call.ts';
import { GatewayError } from '../spec/fault.ts';
import type { Mode } from '../spec/records.ts';
import type { Outlet, OutletKey } from './outlet.ts';
import type { Model, Route, Snapshot, Tier } from './snapshot.ts';

/** One way a call can take: a channel, one of its keys, and the name of the model there. */
export type Candidate = { readonly outlet: Outlet; readonly key: OutletKey; readonly upstreamModel: string };

/**
 * Finds the model and the channels for it. Throws model_unknown, model_not_allowed (other groups have it) or
 * no_channel (nobody serves it now).
 */
export function route(
  snapshot: Snapshot,
  caller: { mode: Mode; group: string },
  name: string,
  wire: string,
  { endpoint, kind }: Pick<Call, 'endpoint' | 'kind'>,
): { model: Model; tiers: readonly Tier[] } {
  const model = snapshot.models.get(name);
  if (!model)
    throw new GatewayError(
      'model_unknown',
      `the model ${quoted(name)} does not exist here; GET /v1/models lists what this key may use`,
      { param: 'model' },
    );
  const all = snapshot.routes(caller.mode, caller.group, name);
  if (all.length === 0) {
    const elsewhere = [...snapshot.groups.keys()].some(
      (group) => snapshot.routes(caller.mode, group, name).length > 0,
    );
    throw elsewhere
      ? new GatewayError(
          'model_not_allowed',
          `the model ${quoted(name)} is not in the group ${quoted(caller.group)} of this key; GET /v1/models lists what it may use`,
          { param: 'model' },
        )
      : new GatewayError(
          'no_channel',
          `no channel serves the model ${quoted(name)} at present; the operator adds one with: key4u channel add`,
          { param: 'model' },
        );
  }
  const tiers = all.every((tier) => tier.every((one) => speaks(one, wire, endpoint)))
    ? all
    : all.map((tier) => tier.filter((one) => speaks(one, wire, endpoint))).filter((tier) => tier.length > 0);
  if (tiers.length === 0 || !model.listed.kinds.includes(kind))
    throw new GatewayError('field_invalid', `the model ${quoted(name)} does not answer on this endpoint`, {
      param: 'model',
    });
  return { model, tiers };
}

const quoted = (name: string) => `'${name.slice(0, 100)}'`;

const speaks = ({ outlet }: Route, wire: string, endpoint: string) =>
  outlet.provider.wires[wire]?.paths[endpoint] !== undefined;

/**
 * Candidates in the order in which they are tried: tier by tier, inside a tier by weight at random, each channel with
 * its next key whose breaker lets calls through. A channel comes again with another key after all others were tried.
 */
export function* candidates(
  tiers: readonly Tier[],
  random: () => number = Math.random,
): Generator<Candidate, undefined> {
  for (const tier of tiers) {
    const tried = new Set<OutletKey>();
    for (let round = 0; round < mostKeysOf(tier); round++) {
      const left = [...tier];
      while (left.length > 0) {
        const [chosen] = left.splice(pick(left, random), 1);
        const key = nextKey(chosen!.outlet, tried);
        if (!key) continue;
        tried.add(key);
        yield { outlet: chosen!.outlet, key, upstreamModel: chosen!.upstreamModel };
      }
    }
  }
  return undefined;
}

/** The one way there is, when there is but one and it is open. */
export function onlyCandidate(tiers: readonly Tier[]): Candidate | undefined {
  const route = tiers.length === 1 && tiers[0]!.length === 1 ? tiers[0]![0]! : undefined;
  const key = route?.outlet.keys.length === 1 ? route.outlet.keys[0]! : undefined;
  return route && key?.breaker.usable
    ? { outlet: route.outlet, key, upstreamModel: route.upstreamModel }
    : undefined;
}

const mostKeysOf = (tier: Tier): number =>
  tier.reduce((most, { outlet }) => Math.max(most, outlet.keys.length), 0);

/** Index chosen by weight; weights of 0 are chosen only among themselves. */
function pick(routes: readonly Route[], random: () => number): number {
  if (routes.length === 1) return 0;
  const sum = routes.reduce((total, { weight }) => total + weight, 0);
  if (sum <= 0) return Math.floor(random() * routes.length);
  let at = random() * sum;
  for (const [index, { weight }] of routes.entries()) {
    at -= weight;
    if (at < 0) return index;
  }
  return routes.length - 1;
}

function nextKey(outlet: Outlet, tried: ReadonlySet<OutletKey>): OutletKey | undefined {
  const { keys } = outlet;
  for (let step = 0; step < keys.length; step++) {
    const key = keys[(outlet.next + step) % keys.length]!;
    if (!key.breaker.usable || tried.has(key)) continue;
    outlet.next = (outlet.next + step + 1) % keys.length;
    return key;
  }
  return undefined;
}
