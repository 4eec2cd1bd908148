import type { KeptFront } from '../spec/dialect.ts';
import { GatewayError } from '../spec/fault.ts';
import type { KeptRow } from '../spec/records.ts';
import type { KeptAnswers } from './kept.ts';
import type { Job, RelayDeps } from './ports.ts';
import { relayWhole, type WholeReply } from './whole.ts';

/** What an answer in the background has in place of a client's connection: it leaves when it is cancelled. */
class QuietReply implements WholeReply {
  gone = false;
  #leave: () => void = () => {};

  whenGone(leave: () => void): void {
    this.#leave = leave;
    if (this.gone) leave();
  }

  answer(): void {} // it is kept with its record

  leave(): void {
    this.gone = true;
    this.#leave();
  }
}

/**
 * Answers that are made while nobody waits: their row is in the database before the client hears of it, and is finished by
 * the journal together with the charge. A node that dies leaves its rows running; they are failed when it comes back,
 * or when others notice.
 */
export class Background {
  readonly #deps: RelayDeps;
  readonly #kept: KeptAnswers;
  readonly #running = new Map<string, QuietReply>();

  constructor(deps: RelayDeps) {
    this.#deps = deps;
    this.#kept = deps.kept;
  }

  /** Resolves with the first word for the client, once the row stands. `ended` is called when the answer is there. */
  async start(job: Job, front: KeptFront, ended: () => void): Promise<string> {
    const begun = front.begin(job.call, job.requestId.replace(/^req_/, ''), job.startedAt);
    const row: KeptRow = {
      ...begun,
      owner: job.caller.userId,
      dialect: job.dialect.id,
      model: job.call.model,
      channel: null,
      channelKey: null,
      status: 'running',
      input: front.inputOf(job.call.named ?? job.call.body),
      createdAt: job.startedAt,
      expiresAt: job.startedAt + this.#deps.settings.keptMs,
    };
    await this.#kept.begin(row, this.#deps.node);
    const reply = new QuietReply();
    this.#running.set(begun.id, reply);
    void relayWhole(this.#deps, { ...job, begun }, reply)
      .catch((error: unknown) => this.#broken(row, front, reply, error))
      .finally(() => {
        this.#running.delete(begun.id);
        job.hold.release(); // does nothing after a settlement
        ended();
      });
    return begun.answer;
  }

  async #broken(row: KeptRow, front: KeptFront, reply: QuietReply, error: unknown): Promise<void> {
    const fault =
      error instanceof GatewayError
        ? error
        : new GatewayError('gateway_fault', 'something went wrong inside the gateway', { cause: error });
    const status = reply.gone ? 'cancelled' : 'failed';
    const answer = reply.gone ? row.answer : front.broken(row.answer, fault);
    await this.#kept.end({ ...row, status, answer }).catch((cause: unknown) =>
      this.#deps.watch.warn('the end of an answer in the background could not be written', {
        requestId: row.id,
        cause,
      }),
    );
  }

  /** Stops the making of it, here or, where it is made on another node, its being kept. */
  async cancel(row: KeptRow): Promise<KeptRow> {
    const cancelled: KeptRow = { ...row, status: 'cancelled' };
    await this.#kept.end(cancelled);
    this.#running.get(row.id)?.leave();
    return cancelled;
  }

  /** The gateway stops: what is not ready is failed. */
  stop(): void {
    for (const reply of this.#running.values()) reply.leave();
  }
}
