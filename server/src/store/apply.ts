import { CompiledQuery } from 'kysely';
import type { CallRecord } from '../spec/records.ts';
import type { JournalPosition } from '../spec/store.ts';
import { type Engine, storable, type Tx } from './engine.ts';
import { keepAnswers } from './kept.ts';
import { monthOf, type Partitions } from './partitions.ts';
import { addToSums } from './rollup.ts';

/**
 * Moves settled calls from the journal into the database: log rows, charges, balances, spent leases, stored answers
 * and the journal position, all in one transaction. Applying a batch again changes nothing: the position is checked,
 * and beneath it every insert gives way to the row that stands.
 *
 * Written as plain multi-row statements because a busy node applies thousands of rows a second on the same core that
 * relays; the builder's cost per row would be the larger part.
 */
const rowsPerStatement = 200;

async function insertRows(
  engine: Engine,
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
  returning = '',
): Promise<Record<string, unknown>[]> {
  const answers: Record<string, unknown>[] = [];
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    const part = rows.slice(from, from + rowsPerStatement);
    let n = 0;
    const tuples = part.map((row) => `(${row.map(() => engine.mark(++n)).join(',')})`).join(',');
    const text = `insert into ${table} (${columns.join(',')}) values ${tuples} on conflict do nothing ${returning}`;
    const result = await tx.executeQuery<Record<string, unknown>>(
      CompiledQuery.raw(text, part.flat().map(storable)),
    );
    answers.push(...result.rows);
  }
  return answers;
}

const callColumns = [
  'id',
  'at',
  'started_at',
  'user_id',
  'token_id',
  'mode',
  'dialect',
  'endpoint',
  'model',
  'channel_id',
  'upstream_model',
  'upstream_id',
  'group_name',
  'ratio',
  'stream',
  'status',
  'fault',
  'usage',
  'facts',
  'price_id',
  'hold',
  'cost',
  'first_byte_ms',
  'ms',
  'attempts',
  'notes',
  'ip',
] as const;

const orNull = (value: object): string | null => {
  const text = JSON.stringify(value);
  return text === '{}' || text === '[]' ? null : text;
};

const callRow = (call: CallRecord): unknown[] => [
  call.id,
  call.at,
  call.startedAt,
  call.user,
  call.token,
  call.mode,
  call.dialect,
  call.endpoint,
  call.model,
  call.channel,
  call.upstreamModel,
  call.upstreamId,
  call.group,
  call.ratio,
  call.stream ? 1 : 0,
  call.status,
  call.fault,
  orNull(call.usage),
  orNull(call.facts),
  call.price,
  call.hold,
  call.cost,
  call.firstByteMs,
  call.ms,
  orNull(call.attempts),
  orNull(call.notes),
  call.ip,
];

export async function applyRecords(
  engine: Engine,
  partitions: Partitions,
  records: readonly CallRecord[],
  position: JournalPosition,
): Promise<void> {
  const work = engine.db.transaction().execute(async (tx) => {
    // First, so that of two who apply for one node the second waits here and then sees that there is nothing to do.
    const ahead = await tx
      .insertInto('journals')
      .values({ node: position.node, file: position.file, position: position.offset })
      .onConflict((conflict) =>
        conflict
          .column('node')
          .doUpdateSet({ file: position.file, position: position.offset })
          .where((eb) =>
            eb.or([
              eb('journals.file', '<', position.file),
              eb.and([
                eb('journals.file', '=', position.file),
                eb('journals.position', '<', position.offset),
              ]),
            ]),
          ),
      )
      .returning('node')
      .executeTakeFirst();
    if (!ahead) return () => {};
    const kept = await partitions.ensure(tx, new Set(records.map((call) => monthOf(call.at))));
    const charged = await charge(engine, tx, records, position.node);
    // The log has no key of its own (migrations/), so what was charged before was logged before.
    const fresh = records.filter((call) => call.draws.length === 0 || charged.has(call.id));
    await insertCalls(engine, tx, new Map(fresh.map((call) => [call.id, call])).values());
    await storeAnswers(tx, records);
    await keepAnswers(
      tx,
      records.flatMap(({ kept }) => (kept ? [kept] : [])),
    );
    await addToSums(engine, tx, fresh);
    return kept;
  });
  const keep = await work.catch((error: unknown) => {
    partitions.forget(); // another node may have dropped one; the next try looks
    throw error;
  });
  keep();
}

/** Rows of the log, each in the partition of its month, which stands. */
export async function insertCalls(engine: Engine, tx: Tx, records: Iterable<CallRecord>): Promise<void> {
  const byMonth = new Map<string, unknown[][]>();
  for (const call of records) {
    const month = monthOf(call.at);
    const rows = byMonth.get(month) ?? [];
    rows.push(callRow(call));
    byMonth.set(month, rows);
  }
  for (const [month, rows] of byMonth) await insertRows(engine, tx, `calls_${month}`, callColumns, rows);
}

type Sum = { amount: number; calls: number };

function add(sums: Map<number, Sum>, key: number, amount: number): void {
  const sum = sums.get(key);
  if (sum) {
    sum.amount += amount;
    sum.calls++;
  } else sums.set(key, { amount, calls: 1 });
}

/**
 * Only entries that were really added move a balance: that is what makes a second application harmless. Returns the
 * calls that were charged now, with their cost.
 */
async function charge(
  engine: Engine,
  tx: Tx,
  records: readonly CallRecord[],
  node: string,
): Promise<ReadonlyMap<string, number>> {
  const rows: unknown[][] = [];
  const tokenOf = new Map<string, number>();
  const limited = new Set<number>();
  const lastUse = new Map<number, number>();
  for (const call of records) {
    if (call.token !== null) {
      tokenOf.set(call.id, call.token);
      lastUse.set(call.token, Math.max(lastUse.get(call.token) ?? 0, call.at));
    }
    for (const draw of call.draws) {
      if (draw.limited) limited.add(draw.account);
      rows.push([draw.account, 'charge', -draw.amount, call.id, call.at, null]);
    }
  }
  await lockAccounts(engine, tx, [...new Set(rows.map(([account]) => Number(account)))]);
  const added = await insertRows(
    engine,
    tx,
    'entries',
    ['account_id', 'kind', 'amount', 'cause', 'at', 'note'],
    rows,
    'returning account_id, amount, cause',
  );
  const accounts = new Map<number, Sum>();
  const charged = new Map<string, number>();
  for (const row of added) {
    const amount = -Number(row.amount);
    add(accounts, Number(row.account_id), amount);
    charged.set(String(row.cause), amount); // every account of a call pays the whole cost
  }
  for (const [account, { amount, calls }] of accounts) {
    const leased = limited.has(account) ? await spendLease(tx, node, account, amount) : 0;
    await tx
      .updateTable('accounts')
      .set((eb) => ({
        balance: eb('balance', '-', amount),
        leased: eb('leased', '-', leased),
        spent: eb('spent', '+', amount),
        calls: eb('calls', '+', calls),
      }))
      .where('id', '=', account)
      .execute();
  }
  const tokens = new Map<number, Sum>();
  for (const [cause, amount] of charged) {
    const token = tokenOf.get(cause);
    if (token !== undefined) add(tokens, token, amount);
  }
  for (const [token, at] of [...lastUse].sort(([a], [b]) => a - b)) {
    const sum = tokens.get(token) ?? { amount: 0, calls: 0 };
    await tx
      .updateTable('tokens')
      .set((eb) => ({
        spent: eb('spent', '+', sum.amount),
        calls: eb('calls', '+', sum.calls),
        last_used_at: eb.case().when('last_used_at', '>', at).then(eb.ref('last_used_at')).else(at).end(),
      }))
      .where('id', '=', token)
      .execute();
  }
  return charged;
}

/**
 * Before anything else is locked, and in order of id: so that whoever leases, gives back or applies at the same time
 * waits instead of locking crosswise.
 */
export async function lockAccounts(engine: Engine, tx: Tx, ids: readonly number[]): Promise<void> {
  if (engine.lockRows && ids.length > 0)
    await tx.selectFrom('accounts').select('id').where('id', 'in', ids).orderBy('id').forUpdate().execute();
}

/** Takes the amount out of the node's lease. 0 where the lease is gone (the node was taken for dead): then only the balance pays. */
export async function spendLease(tx: Tx, node: string, account: number, amount: number): Promise<number> {
  const lease = await tx
    .selectFrom('leases')
    .select('amount')
    .where('node', '=', node)
    .where('account_id', '=', account)
    .executeTakeFirst();
  const spent = Math.min(lease?.amount ?? 0, amount);
  if (spent > 0)
    await tx
      .updateTable('leases')
      .set((eb) => ({ amount: eb('amount', '-', spent) }))
      .where('node', '=', node)
      .where('account_id', '=', account)
      .execute();
  return spent;
}

async function storeAnswers(tx: Tx, records: readonly CallRecord[]): Promise<void> {
  for (const { stored } of records)
    if (stored)
      await tx
        .updateTable('idempotency')
        .set({
          node: null,
          status: stored.status,
          headers: JSON.stringify(stored.headers),
          body: stored.body,
        })
        .where('owner', '=', stored.owner)
        .where('key', '=', stored.key)
        .where('status', 'is', null)
        .execute();
}
