import { faults } from '../spec/fault.ts';
import type { Counted } from '../spec/insight.ts';
import type { TaskChange, TaskRow } from '../spec/task-rows.ts';
import { appendEntry } from './accounts.ts';
import { lockAccounts, spendLease } from './apply.ts';
import type { Engine, Tx } from './engine.ts';
import { monthOf } from './partitions.ts';

/**
 * The money of tasks. While one is open, its hold stands in the ledger as an entry of its own, taken out of the balance
 * and out of the lease of the node that began it; so it outlives every process. Its end releases the hold and charges
 * the cost, in the transaction that moves the task.
 */
export async function takeHold(engine: Engine, tx: Tx, row: TaskRow, node: string): Promise<void> {
  if (row.hold === 0) return;
  await lockAccounts(
    engine,
    tx,
    row.payers.map(({ account }) => account),
  );
  for (const { account, limited } of row.payers) {
    const added = await appendEntry(tx, {
      account,
      kind: 'hold',
      amount: -row.hold,
      cause: row.requestId,
      at: row.createdAt,
      note: null,
    });
    if (!added || !limited) continue;
    const leased = await spendLease(tx, node, account, row.hold);
    await tx
      .updateTable('accounts')
      .set((eb) => ({ leased: eb('leased', '-', leased) }))
      .where('id', '=', account)
      .execute();
  }
}

/** Gives what was charged: the cost, or what there is where the upstream consumed more than was held. */
export async function settle(
  engine: Engine,
  tx: Tx,
  row: TaskRow,
  cost: number,
  at: number,
): Promise<number> {
  const entry = (account: number, kind: string, amount: number) =>
    appendEntry(tx, { account, kind, amount, cause: row.requestId, at, note: null });
  const accounts = row.payers.map(({ account }) => account);
  await lockAccounts(engine, tx, accounts);
  if (row.hold > 0) for (const account of accounts) await entry(account, 'release', row.hold);
  let charge = cost;
  if (cost > row.hold)
    for (const { account, limited } of row.payers) {
      if (!limited) continue;
      const { balance, leased } = await tx
        .selectFrom('accounts')
        .select(['balance', 'leased'])
        .where('id', '=', account)
        .executeTakeFirstOrThrow();
      charge = Math.max(0, Math.min(charge, balance - leased));
    }
  if (charge > 0)
    for (const account of accounts) {
      await entry(account, 'charge', -charge);
      await tx
        .updateTable('accounts')
        .set((eb) => ({ calls: eb('calls', '+', 1) }))
        .where('id', '=', account)
        .execute();
    }
  await tx
    .updateTable('tokens')
    .set((eb) => ({
      spent: eb('spent', '+', charge),
      calls: eb('calls', '+', charge > 0 ? 1 : 0),
      last_used_at: eb.case().when('last_used_at', '>', at).then(eb.ref('last_used_at')).else(at).end(),
    }))
    .where('id', '=', row.token)
    .execute();
  return charge;
}

/** What the end of a task adds to the sums of its hour: an open one is not in them. */
export const countedEnd = (row: TaskRow, at: number): Counted => ({
  at: row.logAt,
  user: row.owner,
  token: row.token,
  mode: row.mode,
  model: row.model,
  channel: row.channel || null,
  fault: row.fault,
  cost: row.cost,
  usage: row.status === 'succeeded' ? row.usage : {},
  firstByteMs: null,
  ms: at - row.createdAt,
  attempts: [],
});

/** Its row in the log tells how it ended. A month that was dropped meanwhile has no row any more. */
export async function logEnd(
  engine: Engine,
  tx: Tx,
  row: TaskRow,
  change: TaskChange,
  charged: number,
): Promise<void> {
  const month = monthOf(row.logAt);
  if (!(await engine.listPartitions(tx)).includes(month)) return;
  const notes = [
    `task: ${row.id} ${row.status}`,
    ...(row.hold > 0 && charged === 0 ? [`refunded: all of the ${row.hold} nano-USD that were held`] : []),
    ...(charged < (change.cost ?? 0)
      ? [`charge_capped: ${(change.cost ?? 0) - charged} nano-USD over the balance were not charged`]
      : []),
    ...(change.notes ?? []),
  ];
  await tx
    .updateTable(`calls_${month}` as 'calls')
    .set({
      status: row.fault === null ? 200 : faults[row.fault].status,
      fault: row.fault,
      usage: row.status === 'succeeded' ? JSON.stringify(row.usage) : null,
      facts: JSON.stringify(row.facts),
      cost: charged,
      ms: change.at - row.createdAt,
      channel_id: row.channel || null,
      upstream_model: row.upstreamModel !== row.model ? row.upstreamModel : null,
      notes: JSON.stringify(notes),
    })
    .where('at', '=', row.logAt)
    .where('id', '=', row.requestId)
    .execute();
}
