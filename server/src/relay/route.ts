import { createHash } from 'node:crypto';
import type { ThinkingWish } from '../spec/call.ts';
import type { RelayEndpoint } from '../spec/dialect.ts';
import { GatewayError } from '../spec/fault.ts';
import type { Mode } from '../spec/records.ts';
import { findModel, upstreamName } from './names.ts';
import type { Outlet, OutletKey } from './outlet.ts';
import type { Model, Route, Snapshot, Tier } from './snapshot.ts';
import { type Way, wayOf } from './way.ts';

/** One way a call can take: a channel, one of its keys, and the name of the model there. */
export type Candidate = { readonly outlet: Outlet; readonly key: OutletKey; readonly upstreamModel: string };

/** What routing asks of an endpoint. */
export type Wanted = Pick<RelayEndpoint, 'name' | 'kind' | 'chat' | 'embedding'>;

export type Routed = {
  readonly model: Model;
  readonly tiers: readonly Tier[];
  /** What the model's name said about thinking. */
  readonly thinking?: ThinkingWish;
};

/**
 * Finds the model and the channels for it. Throws model_unknown, model_not_allowed (other groups have it) or
 * no_channel (nobody serves it now).
 */
export function route(
  snapshot: Snapshot,
  caller: { mode: Mode; group: string },
  name: string,
  wire: string,
  endpoint: Wanted,
): Routed {
  return routeBy(snapshot, caller, name, (one, model) => routeWay(one, wire, endpoint, model) !== undefined);
}

/** The same, by what `serves` says of a channel and the model's name there. */
export function routeBy(
  snapshot: Snapshot,
  caller: { mode: Mode; group: string },
  name: string,
  serves: (one: Route, model: Model) => boolean,
): Routed {
  const named = findModel(snapshot, name);
  if (!named)
    throw new GatewayError(
      'model_unknown',
      `the model ${quoted(name)} does not exist here; GET /v1/models lists what this key may use`,
      { param: 'model' },
    );
  const { model, thinking } = named;
  const all = snapshot.routes(caller.mode, caller.group, model.name);
  if (all.length === 0) {
    const elsewhere = [...snapshot.groups.keys()].some(
      (group) => snapshot.routes(caller.mode, group, model.name).length > 0,
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
  const isOpen = (one: Route) => serves(one, model);
  const open = all.every((tier) => tier.every(isOpen))
    ? all
    : all.map((tier) => tier.filter(isOpen)).filter((tier) => tier.length > 0);
  if (open.length === 0)
    throw new GatewayError('field_invalid', `the model ${quoted(name)} does not answer on this endpoint`, {
      param: 'model',
    });
  const tiers = model.name.endsWith('*')
    ? open.map((tier) =>
        tier.map((one) => ({ ...one, upstreamModel: upstreamName(one.upstreamModel, name) })),
      )
    : open;
  return { model, tiers, ...(thinking === undefined ? {} : { thinking }) };
}

const quoted = (name: string) => `'${name.slice(0, 100)}'`;

/** How this route can serve the endpoint; undefined: it cannot. */
export const routeWay = (
  { outlet, upstreamModel }: Pick<Route, 'outlet' | 'upstreamModel'>,
  wire: string,
  endpoint: Wanted,
  { kinds }: Pick<Model, 'kinds'>,
): Way | undefined => wayOf(outlet.provider, wire, endpoint, upstreamModel, kinds);

/**
 * Candidates in the order in which they are tried: tier by tier, inside a tier by weight at random, each channel with
 * its next key whose breaker lets calls through. A channel comes again with another key after all others were tried.
 * Calls with the same `affinity` find the same order of channels and keys for as long as those are there: an upstream
 * keeps its prompt cache by account.
 */
export function* candidates(
  tiers: readonly Tier[],
  random: () => number = Math.random,
  affinity?: string,
): Generator<Candidate, undefined> {
  if (affinity !== undefined) return yield* steadyCandidates(tiers, affinity);
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

/**
 * Weighted rendezvous hashing: each channel draws a number from its id and the affinity, and the best draw wins. No node
 * has to remember anything, and a channel that comes or goes moves only the conversations that it had.
 */
function* steadyCandidates(tiers: readonly Tier[], affinity: string): Generator<Candidate, undefined> {
  for (const tier of tiers) {
    const routes = tier
      .map((one) => ({
        one,
        draw: -Math.log(drawOf(`${affinity}:${one.outlet.channel.id}`)) / (one.weight || 1e-9),
      }))
      .sort((a, b) => a.draw - b.draw);
    const keys = routes.map(({ one }) =>
      one.outlet.keys
        .map((key) => ({ key, draw: drawOf(`${affinity}:${one.outlet.channel.id}:${key.key.id}`) }))
        .sort((a, b) => a.draw - b.draw),
    );
    for (let round = 0; round < mostKeysOf(tier); round++) {
      for (const [index, { one }] of routes.entries()) {
        const key = keys[index]![round]?.key;
        if (key?.breaker.usable) yield { outlet: one.outlet, key, upstreamModel: one.upstreamModel };
      }
    }
  }
  return undefined;
}

/** A number between 0 and 1 that is always the same for a text. */
const drawOf = (text: string): number =>
  (createHash('sha256').update(text).digest().readUInt32BE(0) + 1) / (2 ** 32 + 2);

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
