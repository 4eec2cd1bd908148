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
  async begin(row, node) {
    await db
      .insertInto('kept_answers')
      .values({ ...toColumns(row), node })
      .execute();
  },
  async end(row) {
    const { numUpdatedRows } = await db
      .updateTable('kept_answers')
      .set({ status: row.status, answer: row.answer, node: null })
      .where('id', '=', row.id)
      .where('status', '=', 'running')
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  },
  async abandon(node) {
    await db
      .updateTable('kept_answers')
      .set({ status: 'failed', node: null })
      .where('node', '=', node)
      .where('status', '=', 'running')
      .execute();
  },
  async sweep(now) {
    await db.deleteFrom('kept_answers').where('expires_at', '<', now).execute();
  },
});

/**
 * An answer that was begun in the background is finished by its record. Any other id that is there already stays: it was
 * written by the same record, was cancelled, or is another customer's.
 */
export async function keepAnswers(tx: Tx, rows: readonly KeptRow[]): Promise<void> {
  for (const row of rows)
    await tx
      .insertInto('kept_answers')
      .values({ ...toColumns(row), node: null })
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet({
            status: row.status,
            answer: row.answer,
            channel: row.channel,
            channel_key: row.channelKey,
            node: null,
          })
          .where('kept_answers.status', '=', 'running')
          .where('kept_answers.owner', '=', row.owner),
      )
      .execute();
}

const toColumns = (row: KeptRow) => ({
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
});

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
