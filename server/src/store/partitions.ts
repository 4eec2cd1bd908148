import type { Engine, Tx } from './engine.ts';

/** The log is cut by calendar month (UTC), so that old months are dropped whole instead of row by row. */
export const monthOf = (time: number): string => {
  const date = new Date(time);
  return `${date.getUTCFullYear()}${String(date.getUTCMonth() + 1).padStart(2, '0')}`;
};

/** First millisecond of a month and of the next one. */
export function boundsOf(month: string): { from: number; to: number } {
  const year = Number(month.slice(0, 4));
  const index = Number(month.slice(4)) - 1;
  return { from: Date.UTC(year, index), to: Date.UTC(year, index + 1) };
}

/** Remembers which months are there, so that a batch of records costs no look-up. */
export function createPartitions(engine: Engine) {
  const known = new Set<string>();
  return {
    /** Makes sure that the partitions of these months stand; call `keep` when the transaction has committed. */
    async ensure(tx: Tx, months: ReadonlySet<string>): Promise<() => void> {
      const missing = [...months].filter((month) => !known.has(month));
      for (const month of missing) {
        const { from, to } = boundsOf(month);
        await engine.createPartition(tx, month, from, to);
      }
      return () => {
        for (const month of missing) known.add(month);
      };
    },
    forget: () => known.clear(),
    /** Drops partitions that end at or before the time. Returns their months. */
    async dropBefore(time: number): Promise<string[]> {
      const old = (await engine.listPartitions(engine.db)).filter((month) => boundsOf(month).to <= time);
      for (const month of old) {
        await engine.db.transaction().execute((tx) => engine.dropPartition(tx, month));
        known.delete(month);
      }
      return old;
    },
  };
}
export type Partitions = ReturnType<typeof createPartitions>;
