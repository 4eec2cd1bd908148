import type { BreakerState, Catalogue, EndpointType, FilePort, TaskPort } from '../admin/index.ts';
import type { Vault } from '../base/secret.ts';
import { linksFor } from '../relay/file-links.ts';
import type { Files } from '../relay/files.ts';
import type { RelayDeps } from '../relay/ports.ts';
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
