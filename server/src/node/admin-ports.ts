import type {
  BreakerState,
  Catalogue,
  ChannelTest,
  EndpointType,
  FilePort,
  TaskPort,
} from '../admin/index.ts';
import type { Clock } from '../base/clock.ts';
import type { Vault } from '../base/secret.ts';
import { linksFor } from '../relay/file-links.ts';
import type { Files } from '../relay/files.ts';
import type { RelayDeps } from '../relay/ports.ts';
import { probe } from '../relay/probe.ts';
import { reachOf } from '../relay/reach.ts';
import type { Snapshot } from '../relay/snapshot.ts';
import { removeTask } from '../relay/task-desk.ts';
import type { Dialect } from '../spec/dialect.ts';
import { viewOf } from '../tasks/view.ts';

/** What the management API asks of the running node. */

export const catalogueOf = (snapshot: Snapshot, dialects: readonly Dialect[]): Catalogue => ({
  groups: [...snapshot.groups.values()].map(({ group }) => group),
  modelsOf: (group, mode) => snapshot.usable(mode, group).map(({ listed }) => listed),
  cardOf: (model) => {
    const price = snapshot.models.get(model)?.price;
    return price && { card: price.card.card, version: price.version, since: price.since };
  },
  factOf: (model) => snapshot.models.get(model)?.fact,
  reachOf: (model, group) => reachOf(dialects, snapshot, group, model),
});

export const breakerStates = (snapshot: Snapshot): BreakerState[] =>
  [...snapshot.outlets.values()].flatMap(({ channel, keys }) =>
    keys.map(({ key, breaker }) => ({
      channel: channel.id,
      key: key.id,
      state: breaker.state === 'probing' ? ('half-open' as const) : breaker.state,
      faults: breaker.faults,
      reason: breaker.reason ?? null,
      since: breaker.changedAt || null,
      until: breaker.until || null,
    })),
  );

/** The words of `supported_endpoint_types`: chat is named after its maker in tools of this family. */
export const endpointTypes = (dialects: readonly Dialect[]): EndpointType[] =>
  dialects.flatMap((dialect) =>
    dialect.endpoints.flatMap((endpoint) =>
      endpoint.does === 'relay'
        ? [{ name: endpoint.typeName, kinds: [endpoint.kind], method: endpoint.method, path: endpoint.path }]
        : [],
    ),
  );

/** Whoever looks at tasks in the portal speaks no dialect. */
const noDialect = { id: '', wire: '' };

export const taskPort = (deps: Pick<RelayDeps, 'tasks' | 'taskRows' | 'files' | 'sign'>): TaskPort => ({
  cancel: (row, by) => deps.tasks.cancel(row, by),
  mayCancel: (row) => deps.tasks.mayCancel(row),
  giveUp: (row, by) => deps.tasks.giveUp(row, by),
  remove: (row) => removeTask(deps, row),
  // Always our own addresses, whatever the channel says of results: a page shows nothing from elsewhere.
  outputsOf: (row) => viewOf({ ...row, origin: '' }, noDialect, 'pass', deps.sign).outputs,
  changedOf: (owner, ms) => deps.tasks.changedOf(owner, ms),
});

/** Files over the dialect that links them: what it takes and refuses is the same here. */
export function filePort(files: Files, vault: Vault, dialects: readonly Dialect[]): FilePort {
  const front = dialects.find(({ linkedFiles }) => linkedFiles !== undefined)?.linkedFiles;
  if (!front) throw new Error('no dialect links files');
  const links = linksFor(vault, { does: 'file-content', open: true }, '');
  return {
    purpose: front.purpose,
    largest: front.largest,
    types: front.types,
    upload: (owner, head, body) => files.atDesk(owner, (desk) => front.take(head, body, desk)),
    linksTo: (file) => (file.purpose === front.purpose ? front.show(file, links) : undefined),
    bounds: (owner) => files.bounds(owner),
    remove: (id, owner) => files.drop(id, owner),
  };
}

/** One small request through a channel: the provider's free probe, or the smallest chat with a model. */
export async function testChannel(
  clock: Clock,
  snapshot: Snapshot,
  redact: (text: string) => string,
  id: number,
  model?: string,
): Promise<ChannelTest> {
  const outlet = snapshot.outlets.get(id);
  const key = outlet?.keys[0];
  if (!outlet || !key)
    return { ok: false, status: null, ms: 0, message: 'the channel is disabled or has no enabled key' };
  const request = smallest(outlet, model);
  if (!request)
    return {
      ok: false,
      status: null,
      ms: 0,
      message: 'the provider has no free probe: name a model to test with',
    };
  const { ok, status, ms, fault } = await probe(clock, outlet, key, request);
  if (ok) key.breaker.succeeded();
  return {
    ok,
    status,
    ms,
    message: ok ? `answered in ${ms} ms` : `${fault?.code}: ${redact(fault?.message ?? '')}`,
  };
}

function smallest(
  outlet: NonNullable<ReturnType<Snapshot['outlets']['get']>>,
  model?: string,
): { method: 'GET' | 'POST'; path: string; body?: string } | undefined {
  const { provider, channel } = outlet;
  if (model === undefined)
    return provider.probePath === undefined ? undefined : { method: 'GET', path: provider.probePath };
  const upstreamModel = channel.models[model] ?? model;
  const access = { key: outlet.keys[0]?.key.secret ?? '', settings: channel.options.settings };
  for (const wire of Object.values(provider.wires)) {
    const endpoints = Object.keys(wire.paths);
    const serves = !wire.serves || endpoints.some((endpoint) => wire.serves!(upstreamModel, endpoint));
    if (wire.smallest && serves) return { method: 'POST', ...wire.smallest(upstreamModel, access) };
  }
  return undefined;
}
