import type { Clock } from '../base/clock.ts';
import type { Egress } from '../base/egress.ts';
import { type CompiledCard, compileCard } from '../ledger/price.ts';
import type { Snapshot } from '../relay/snapshot.ts';
import { upstreamOf } from '../relay/task-upstream.ts';
import type { Dialect } from '../spec/dialect.ts';
import type { FileBytes } from '../spec/files.ts';
import type { Store } from '../spec/store.ts';
import { Tasks } from '../tasks/engine.ts';
import type { TaskDeps } from '../tasks/ports.ts';
import { viewOf } from '../tasks/view.ts';

const mostCards = 1000;

export type TaskParts = {
  readonly store: Store;
  readonly clock: Clock;
  readonly node: string;
  readonly dialects: readonly Dialect[];
  readonly egress: Egress;
  readonly bytes: FileBytes;
  readonly sign: (text: string) => string;
  readonly redact: (text: string) => string;
  readonly snapshot: () => Snapshot;
  readonly largestResult: number;
  readonly watch: TaskDeps['watch'];
};

/** The task engine over this node's store, channels and dialects. */
export function openTasks(parts: TaskParts): Tasks {
  const { store, clock, egress, redact, sign } = parts;
  const cards = new Map<number, CompiledCard>();
  const upstream: TaskDeps['upstream'] = (of) => upstreamOf({ clock, redact, egress }, parts.snapshot(), of);
  return new Tasks({
    clock,
    node: parts.node,
    rows: store.tasks,
    upstream,
    async card(version) {
      const known = cards.get(version);
      if (known) return known;
      const price = await store.prices.byId(version);
      if (!price) throw new Error(`there is no price version ${version}`);
      const card = compileCard(price.card);
      if (cards.size >= mostCards) cards.clear();
      cards.set(version, card);
      return card;
    },
    writeHook(row) {
      const dialect = parts.dialects.find(({ id }) => id === row.dialect);
      const keep = upstream(row)?.keep ?? 'link';
      return dialect?.writeHook?.(viewOf(row, dialect, keep, sign));
    },
    egress,
    files: { rows: store.files, bytes: parts.bytes },
    sign,
    redact,
    largestResult: parts.largestResult,
    watch: parts.watch,
  });
}
