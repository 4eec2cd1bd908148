import type { Clock } from '../base/clock.ts';
import type { Call } from '../spec/call.ts';
import type { KeptEndpoint, KeptFront, WireAnswer } from '../spec/dialect.ts';
import { type FaultDetail, GatewayError } from '../spec/fault.ts';
import type { KeptRow } from '../spec/records.ts';
import type { Store } from '../spec/store.ts';

/** Records go to the database within moments; until they are there, this node knows them itself. */
const recentMs = 60_000;
const mostRecent = 200;

/** Answers that customers may ask for again and go on from. A customer sees his own only. */
export class KeptAnswers {
  readonly #store: Store['kept'];
  readonly #clock: Clock;
  readonly #recent = new Map<string, { row: KeptRow; at: number }>();

  constructor(store: Store['kept'], clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** To be called once the row is in the journal. */
  noted(row: KeptRow): void {
    this.#recent.set(row.id, { row, at: this.#clock.now() });
    for (const [id, { at }] of this.#recent) {
      if (this.#recent.size <= mostRecent && this.#clock.now() - at < recentMs) break;
      this.#recent.delete(id);
    }
  }

  async find(id: string, owner: number): Promise<KeptRow | undefined> {
    const recent = this.#recent.get(id)?.row;
    if (recent?.owner === owner) return recent;
    const row = await this.#store.find(id, owner);
    return row && row.expiresAt > this.#clock.now() ? row : undefined;
  }

  /** The row of an answer that begins to be made. Rejects when it cannot be written: then nothing has begun. */
  async begin(row: KeptRow, node: string): Promise<void> {
    await this.#store.begin(row, node);
  }

  /** The end of one that came to nothing. */
  async end(row: KeptRow): Promise<void> {
    if (await this.#store.end(row)) this.#recent.delete(row.id);
  }

  /** Answers one of the dialect's endpoints for kept answers. `cancel` stops one that is being made. Throws answer_unknown. */
  async serve(
    front: KeptFront,
    does: KeptEndpoint['does'],
    id: string,
    owner: number,
    query: URLSearchParams,
    cancel: (row: KeptRow) => Promise<KeptRow>,
  ): Promise<WireAnswer> {
    const row = await this.find(id, owner);
    if (!row) throw unknownAnswer(id);
    switch (does) {
      case 'show-kept':
        return front.show(row);
      case 'list-kept-input':
        return front.listInput(row, query);
      case 'delete-kept':
        if (row.status === 'running') await cancel(row);
        this.#recent.delete(id);
        await this.#store.remove(id, owner);
        return front.deleted(id);
      case 'cancel-kept':
        if (!front.isBackground(row.answer))
          throw new GatewayError(
            'field_invalid',
            'only an answer that is made in the background can be cancelled',
          );
        return front.show(row.status === 'running' ? await cancel(row) : row);
    }
  }

  /**
   * The call with the earlier turns written out, for upstreams that know nothing of them, and where the earlier answer
   * was made. Throws answer_unknown.
   */
  async continued(
    front: KeptFront,
    call: Call,
    owner: number,
    read: (body: Buffer) => Call | Promise<Call>,
  ): Promise<{ call: Call; earlier: Earlier }> {
    const row = await this.find(call.continues!, owner);
    if (!row) throw unknownAnswer(call.continues!, { param: 'previous_response_id', status: 400 });
    const expanded = await read(front.expand(call.body, row));
    return {
      call: {
        ...expanded,
        continues: row.id,
        affinity: call.affinity ?? row.id,
        ...(call.background ? { background: true } : {}),
      },
      earlier: { channel: row.channel, key: row.channelKey, body: call.body },
    };
  }
}

/** The channel and key that made the answer which a call goes on from, and the call's own body, which names it. */
export type Earlier = {
  readonly channel: number | null;
  readonly key: number | null;
  readonly body: Buffer;
};

/** Asked for by itself it is not found; named in a request it makes that a bad one. */
const unknownAnswer = (id: string, detail: FaultDetail = {}): GatewayError =>
  new GatewayError(
    'answer_unknown',
    `there is no stored answer '${id.slice(0, 100)}' for this account; it was not stored, was deleted, or is past its retention`,
    detail,
  );
