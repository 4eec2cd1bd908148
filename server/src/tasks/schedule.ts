/**
 * When which task is asked for: a wheel of ticks, and one lane for each upstream key. No key is asked more often than its
 * rate allows; what is due waits in its lane, the longest waiting first.
 */
export type Entry = {
  readonly id: string;
  readonly lane: string;
  /** Only what is of one group can be asked for together. */
  readonly group: string;
  /** Milliseconds since 1970. */
  nextAt: number;
  /** It was taken out while it was waiting. */
  gone?: boolean;
};

export type LanePace = {
  /** Questions a second. */
  readonly perSecond: number;
  /** Tasks that one question can ask for. */
  readonly atOnce: number;
};

type Lane<E> = { readonly waiting: E[]; allowance: number; at: number; running: number };

/** Width of a tick, milliseconds. */
export const tickMs = 100;
/** Questions that one key may be answering at a time. */
const mostRunning = 64;

export class Schedule<E extends Entry> {
  readonly #ticks = new Map<number, E[]>();
  readonly #lanes = new Map<string, Lane<E>>();
  #done: number;

  constructor(now: number) {
    this.#done = Math.floor(now / tickMs) - 1;
  }

  /** Puts it in, for its `nextAt`. */
  add(entry: E): void {
    const tick = Math.max(Math.floor(entry.nextAt / tickMs), this.#done + 1);
    const list = this.#ticks.get(tick);
    if (list) list.push(entry);
    else this.#ticks.set(tick, [entry]);
  }

  /**
   * Gives what is to be asked for now to `ask`, in groups of one lane; `ask` resolves when the answer is there. `pace`
   * tells the rate of a lane by one of its entries.
   */
  run(now: number, pace: (entry: E) => LanePace, ask: (group: readonly E[]) => Promise<void>): void {
    const last = Math.floor(now / tickMs);
    for (; this.#done < last; this.#done++) {
      const list = this.#ticks.get(this.#done + 1);
      if (!list) continue;
      this.#ticks.delete(this.#done + 1);
      for (const entry of list) if (!entry.gone) this.#lane(entry.lane, now).waiting.push(entry);
    }
    for (const [name, lane] of this.#lanes) {
      if (lane.waiting.length === 0) {
        if (lane.running === 0 && now - lane.at > 60_000) this.#lanes.delete(name);
        continue;
      }
      const { perSecond } = pace(lane.waiting[0]!);
      lane.allowance = Math.min(
        Math.max(1, perSecond),
        lane.allowance + ((now - lane.at) / 1000) * perSecond,
      );
      lane.at = now;
      let taken = 0;
      while (taken < lane.waiting.length && lane.allowance >= 1 && lane.running < mostRunning) {
        const first = lane.waiting[taken]!;
        const { group: kind } = first;
        const { atOnce } = pace(first);
        const group: E[] = [];
        for (; taken < lane.waiting.length && group.length < atOnce; taken++) {
          const entry = lane.waiting[taken]!;
          if (entry.group !== kind) break;
          if (!entry.gone) group.push(entry);
        }
        if (group.length === 0) continue;
        lane.allowance--;
        lane.running++;
        void ask(group).finally(() => lane.running--);
      }
      lane.waiting.splice(0, taken);
    }
  }

  #lane(name: string, now: number): Lane<E> {
    let lane = this.#lanes.get(name);
    if (!lane) {
      lane = { waiting: [], allowance: 1, at: now, running: 0 };
      this.#lanes.set(name, lane);
    }
    return lane;
  }
}
