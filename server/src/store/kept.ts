import type { KeptRow } from '../spec/records.ts';
import type { Store } from '../spec/store.ts';
import type { Context } from './context.ts';
import type { Tx } from './engine.ts';

/** Answers that customers may come back to. They arrive with the journal, see `keepAnswers`. */
export const keptOf = ({ db }: Context): Store['kept'] => ({
  async find(id, owner) {
    const row = await db
      .selectFrom('kept_answers')
      .selectAll()
      .where('id', '=', id)
      .where('owner', '=', owner)
      .executeTakeFirst();
    return row && toKept(row);
  },
  async remove(id, owner) {
    const { numDeletedRows } = await db
      .deleteFrom('kept_answers')
      .where('id', '=', id)
      .where('owner', '=', owner)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  },
  async sweep(now) {
    await db.deleteFrom('kept_answers').where('expires_at', '<', now).execute();
  },
});

/** An id that is there already stays: it was written by the same record, or is another customer's. */
export async function keepAnswers(tx: Tx, rows: readonly KeptRow[]): Promise<void> {
  for (const row of rows)
    await tx
      .insertInto('kept_answers')
      .values({
        id: row.id,
        owner: row.owner,
        dialect: row.dialect,
        model: row.model,
        channel: row.channel,
        channel_key: row.channelKey,
        status: row.status,
        answer: row.answer,
        input: row.input,
        created_at: row.createdAt,
        expires_at: row.expiresAt,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
}

const toKept = (row: {
  id: string;
  owner: number;
  dialect: string;
  model: string;
  channel: number | null;
  channel_key: number | null;
  status: string;
  answer: string;
  input: string;
  created_at: number;
  expires_at: number;
}): KeptRow => ({
  id: row.id,
  owner: row.owner,
  dialect: row.dialect,
  model: row.model,
  channel: row.channel,
  channelKey: row.channel_key,
  status: row.status as KeptRow['status'],
  answer: row.answer,
  input: row.input,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
});
