import { sql } from 'kysely';
import { GatewayError } from '../spec/fault.ts';
import type { Entry, EntryKind } from '../spec/records.ts';
import type { Difference, Store } from '../spec/store.ts';
import { appendEntry, lockedAccount, toAccount } from './accounts.ts';
import { applyRecords } from './apply.ts';
import type { Context } from './context.ts';
import type { Tx } from './engine.ts';
import { boundsOf, type Partitions } from './partitions.ts';

/** A node that has not shown itself for this long does not count when shares are made. */
const nodeIsAliveMs = 60_000;
const mostDifferences = 100;

type EntryRow = {
  id: number;
  account_id: number;
  kind: string;
  amount: number;
  cause: string;
  at: number;
  note: string | null;
};
const toEntry = (row: EntryRow): Entry => ({
  id: row.id,
  account: row.account_id,
  kind: row.kind as EntryKind,
  amount: row.amount,
  cause: row.cause,
  at: row.at,
  note: row.note,
});

/** Of two who take from one balance at the same time, the second may find too little. */
async function refuseDebt(tx: Tx, account: number): Promise<void> {
  const row = await tx
    .selectFrom('accounts')
    .select(['balance', 'limited'])
    .where('id', '=', account)
    .executeTakeFirst();
  if (row && row.limited === 1 && row.balance < 0)
    throw new GatewayError('balance_too_low', 'the balance is smaller than what would be taken from it');
}

export function ledgerOf({ engine, db, clock, write }: Context, partitions: Partitions): Store['ledger'] {
  return {
    async account(id) {
      const row = await db.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toAccount(row);
    },
    append: (actor, entry) =>
      write(actor, async (tx, note) => {
        const added = await appendEntry(tx, { ...entry, at: clock.now(), note: entry.note ?? null });
        if (added && entry.kind === 'adjust' && entry.amount < 0) await refuseDebt(tx, entry.account);
        if (added)
          note(`ledger.${entry.kind}`, `account:${entry.account}`, [`account:${entry.account}`], entry);
        return added;
      }),
    async entries(account, { page, size }) {
      const query = engine.reader.selectFrom('entries').where('account_id', '=', account);
      const { total } = await query
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      const rows = await query
        .selectAll()
        .orderBy('id', 'desc')
        .limit(size)
        .offset((page - 1) * size)
        .execute();
      return { items: rows.map(toEntry), total };
    },
    export: async (after, limit) =>
      (
        await engine.reader
          .selectFrom('entries')
          .selectAll()
          .where('id', '>', after)
          .orderBy('id')
          .limit(limit)
          .execute()
      ).map(toEntry),
    apply: (records, position) => applyRecords(engine, partitions, records, position),
    async position(node) {
      const row = await db.selectFrom('journals').selectAll().where('node', '=', node).executeTakeFirst();
      return row && { node, file: row.file, offset: row.position };
    },
    lease: (node, account, atLeast) =>
      db.transaction().execute(async (tx) => {
        const row = await lockedAccount(engine, tx, account);
        const free = row ? row.balance - row.leased : 0;
        if (free < atLeast || free <= 0) return 0;
        const others = await tx
          .selectFrom('nodes')
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .where('name', '!=', node)
          .where('beat_at', '>', clock.now() - nodeIsAliveMs)
          .executeTakeFirstOrThrow();
        // Alone, a node takes all, so that a short absence of the database is not felt; else it leaves enough for the others.
        const share = others.count === 0 ? free : Math.floor(free / (2 * (others.count + 1)));
        const granted = Math.max(atLeast, share);
        await tx
          .updateTable('accounts')
          .set((eb) => ({ leased: eb('leased', '+', granted) }))
          .where('id', '=', account)
          .execute();
        // A lease of a node that nobody knows would never be taken back.
        await tx
          .insertInto('nodes')
          .values({ name: node, beat_at: clock.now() })
          .onConflict((conflict) => conflict.column('name').doNothing())
          .execute();
        await tx
          .insertInto('leases')
          .values({ node, account_id: account, amount: granted })
          .onConflict((conflict) =>
            conflict
              .columns(['node', 'account_id'])
              .doUpdateSet((eb) => ({ amount: eb('leases.amount', '+', granted) })),
          )
          .execute();
        return granted;
      }),
    giveBack: (node, account, amount) =>
      db.transaction().execute(async (tx) => {
        await lockedAccount(engine, tx, account);
        const lease = await tx
          .selectFrom('leases')
          .select('amount')
          .where('node', '=', node)
          .where('account_id', '=', account)
          .executeTakeFirst();
        const given = Math.min(lease?.amount ?? 0, amount);
        if (given <= 0) return;
        await tx
          .updateTable('leases')
          .set((eb) => ({ amount: eb('amount', '-', given) }))
          .where('node', '=', node)
          .where('account_id', '=', account)
          .execute();
        await tx
          .updateTable('accounts')
          .set((eb) => ({ leased: eb('leased', '-', given) }))
          .where('id', '=', account)
          .execute();
      }),
    async recall(node, account) {
      const others = await db
        .selectFrom('leases')
        .innerJoin('nodes', 'nodes.name', 'leases.node')
        .select('leases.node')
        .where('leases.account_id', '=', account)
        .where('leases.node', '!=', node)
        .where('leases.amount', '>', 0)
        .where('nodes.beat_at', '>', clock.now() - nodeIsAliveMs)
        .executeTakeFirst();
      if (!others) return false;
      // Not within `lease`: whoever publishes takes the lock of changes first, and only then rows.
      await db.transaction().execute(async (tx) => {
        await engine.orderChanges(tx);
        await tx
          .insertInto('changes')
          .values({ topic: `account:${account}`, at: clock.now() })
          .execute();
        await engine.announce(tx);
      });
      return true;
    },
    async verify() {
      const on = engine.reader;
      const differences: Difference[] = [];
      const differ = (rows: readonly { what: string; expected: number; found: number }[]) =>
        differences.push(...rows);
      const balances = await sql<{ what: string; expected: number; found: number }>`
        select 'balance of account ' || a.id as what, coalesce(e.amount, 0) as expected, a.balance as found
        from accounts a left join (select account_id, sum(amount) as amount from entries group by account_id) e on e.account_id = a.id
        where a.balance <> coalesce(e.amount, 0) order by a.id limit ${mostDifferences}`.execute(on);
      differ(balances.rows);
      const spent = await sql<{ what: string; expected: number; found: number }>`
        select 'spending of account ' || a.id as what, coalesce(e.amount, 0) as expected, a.spent as found
        from accounts a left join (select account_id, -sum(amount) as amount from entries where kind in ('charge', 'refund') group by account_id) e
        on e.account_id = a.id where a.spent <> coalesce(e.amount, 0) order by a.id limit ${mostDifferences}`.execute(
        on,
      );
      differ(spent.rows);
      const leased = await sql<{ what: string; expected: number; found: number }>`
        select 'leases of account ' || a.id as what, coalesce(l.amount, 0) as expected, a.leased as found
        from accounts a left join (select account_id, sum(amount) as amount from leases group by account_id) l on l.account_id = a.id
        where a.leased <> coalesce(l.amount, 0) order by a.id limit ${mostDifferences}`.execute(on);
      differ(leased.rows);
      // Charges outlive the log: of months that were dropped, nothing is left to compare them with.
      const months = (await engine.listPartitions(on)).map(boundsOf);
      const logged = sql.join(
        [sql`1 = 0`, ...months.map(({ from, to }) => sql`e.at >= ${from} and e.at < ${to}`)],
        sql` or `,
      );
      // Grouped, not joined: neither side has an index for it, and a database without fresh statistics joins by comparing
      // every call with every entry, which takes hours where this takes seconds.
      const pairs = sql`(
        select id as cause, cost, 1 as called, 0 as paid, 0 as allowance, 0 as allowances, 0 as entries from calls
        union all
        select e.cause, 0, 0, case when a.kind = 'user' then -e.amount else 0 end,
          case when a.kind = 'token' then -e.amount else 0 end, case when a.kind = 'token' then 1 else 0 end,
          case when ${logged} then 1 else 0 end
        from entries e join accounts a on a.id = e.account_id where e.kind = 'charge') pairs`;
      const calls = await sql<{ what: string; expected: number; found: number }>`
        select 'charge for call ' || cause as what, max(cost) as expected, sum(paid) as found
        from ${pairs} group by cause having max(called) = 1 and max(cost) <> sum(paid)
        order by cause limit ${mostDifferences}`.execute(on);
      differ(calls.rows);
      const allowances = await sql<{ what: string; expected: number; found: number }>`
        select 'charge of the allowance for call ' || cause as what, max(cost) as expected, sum(allowance) as found
        from ${pairs} group by cause having max(called) = 1 and sum(allowances) > 0 and max(cost) <> sum(allowance)
        order by cause limit ${mostDifferences}`.execute(on);
      differ(allowances.rows);
      const overdrawn = await sql<{ what: string; expected: number; found: number }>`
        select 'entries without a call, charge ' || cause as what, 0 as expected, sum(paid) + sum(allowance) as found
        from ${pairs} group by cause having max(called) = 0 and sum(entries) > 0
        order by cause limit ${mostDifferences}`.execute(on);
      differ(overdrawn.rows);
      const repeated = await sql<{ what: string; expected: number; found: number }>`
        select 'rows of the log for call ' || cause as what, 1 as expected, sum(called) as found
        from ${pairs} group by cause having sum(called) > 1 and max(cost) > 0 order by cause limit ${mostDifferences}`.execute(
        on,
      );
      differ(repeated.rows);
      const holds = await sql<{ what: string; expected: number; found: number }>`
        select 'hold for call ' || cause as what, sum(expected) as expected, sum(found) as found from (
          select request_id as cause, -hold as expected, 0 as found from tasks where finished_at is null
          union all
          select e.cause, 0, e.amount from entries e join accounts a on a.id = e.account_id
          where a.kind = 'user' and e.kind in ('hold', 'release')) holds
        group by cause having sum(expected) <> sum(found) order by cause limit ${mostDifferences}`.execute(
        on,
      );
      differ(holds.rows);
      const count = async (table: 'accounts' | 'entries') =>
        (
          await on
            .selectFrom(table)
            .select((eb) => eb.fn.countAll<number>().as('total'))
            .executeTakeFirstOrThrow()
        ).total;
      return { accounts: await count('accounts'), entries: await count('entries'), differences };
    },
  };
}
