import type { TaskChange, TaskMove, TaskRow, TaskRows } from '../spec/task-rows.ts';

/** Steps that one transaction takes. */
const mostTogether = 200;

type Waiting = TaskMove & {
  readonly resolve: (row: TaskRow | undefined) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Writes steps of tasks. What comes while a transaction is under way goes together in the next one: a step waits as long as
 * the disk does, and ten thousand tasks that move at once do not make ten thousand transactions.
 */
export class Moves {
  readonly #rows: Pick<TaskRows, 'move' | 'moveAll'>;
  #waiting: Waiting[] = [];
  #running = false;

  constructor(rows: Pick<TaskRows, 'move' | 'moveAll'>) {
    this.#rows = rows;
  }

  /** See TaskRows.move. */
  move(id: string, change: TaskChange): Promise<TaskRow | undefined> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ id, change, resolve, reject });
      if (!this.#running) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#waiting.length > 0) {
      const batch = this.#take();
      try {
        const rows =
          batch.length === 1
            ? [await this.#rows.move(batch[0]!.id, batch[0]!.change)]
            : await this.#rows.moveAll(batch.map(({ id, change }) => ({ id, change })));
        for (const [at, { resolve }] of batch.entries()) resolve(rows[at]);
      } catch (error) {
        if (batch.length === 1) batch[0]!.reject(error);
        // One that cannot be written must not keep the others from it.
        else await Promise.all(batch.map((one) => this.#alone(one)));
      }
    }
    this.#running = false;
  }

  /** Each task once: of two steps of one task the second waits for its turn. */
  #take(): Waiting[] {
    const batch: Waiting[] = [];
    const later: Waiting[] = [];
    const ids = new Set<string>();
    for (const one of this.#waiting) {
      if (batch.length < mostTogether && !ids.has(one.id)) {
        ids.add(one.id);
        batch.push(one);
      } else later.push(one);
    }
    this.#waiting = later;
    return batch;
  }

  async #alone({ id, change, resolve, reject }: Waiting): Promise<void> {
    await this.#rows.move(id, change).then(resolve, reject);
  }
}
