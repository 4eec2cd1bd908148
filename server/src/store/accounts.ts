import type { Selectable } from 'kysely';
import type { Account, Mode, Token } from '../spec/records.ts';
import type { Db, Engine, Tx } from './engine.ts';
import type { Tables } from './schema.ts';

export const toAccount = (row: Selectable<Tables['accounts']>): Account => ({
  id: row.id,
  kind: row.kind as Account['kind'],
  mode: row.mode as Mode,
  userId: row.user_id,
  limited: row.limited === 1,
  balance: row.balance,
  leased: row.leased,
  spent: row.spent,
  calls: row.calls,
});

export async function createAccount(
  tx: Tx,
  account: { kind: Account['kind']; mode: Mode; userId: number; limited: boolean },
): Promise<number> {
  const row = await tx
    .insertInto('accounts')
    .values({
      kind: account.kind,
      mode: account.mode,
      user_id: account.userId,
      limited: account.limited ? 1 : 0,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function accountsOf(db: Db | Tx, ids: readonly number[]): Promise<Map<number, Account>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('accounts').selectAll().where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, toAccount(row)]));
}

/** Appends an entry and moves the balance by it. False when this cause has acted on this account already. */
export async function appendEntry(
  tx: Tx,
  entry: { account: number; kind: string; amount: number; cause: string; at: number; note: string | null },
): Promise<boolean> {
  const added = await tx
    .insertInto('entries')
    .values({
      account_id: entry.account,
      kind: entry.kind,
      amount: entry.amount,
      cause: entry.cause,
      at: entry.at,
      note: entry.note,
    })
    .onConflict((conflict) => conflict.columns(['account_id', 'kind', 'cause']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) return false;
  const spent = entry.kind === 'charge' || entry.kind === 'refund' ? -entry.amount : 0;
  await tx
    .updateTable('accounts')
    .set((eb) => ({ balance: eb('balance', '+', entry.amount), spent: eb('spent', '+', spent) }))
    .where('id', '=', entry.account)
    .returning('balance') // read, so that a sum which is no safe integer fails here and not at every later reader
    .execute();
  return true;
}

/** The row of an account that this transaction is about to change. */
export function lockedAccount(engine: Engine, tx: Tx, id: number) {
  const query = tx.selectFrom('accounts').selectAll().where('id', '=', id);
  return (engine.lockRows ? query.forUpdate() : query).executeTakeFirst();
}

/** What was allotted to accounts of keys in all, by account. */
export async function allotted(
  db: Db | Tx,
  accounts: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (accounts.length === 0) return new Map();
  const rows = await db
    .selectFrom('entries')
    .select((eb) => ['account_id', eb.fn.sum<number>('amount').as('amount')])
    .where('account_id', 'in', accounts)
    .where('kind', '=', 'limit')
    .groupBy('account_id')
    .execute();
  return new Map(rows.map((row) => [row.account_id, Number(row.amount)]));
}

/** A limit that was set late counts what the key had spent before as well. */
export const totalOf = (token: Pick<Token, 'spent' | 'allowance'>, given: number): number =>
  given + token.spent - (token.allowance?.spent ?? 0);
