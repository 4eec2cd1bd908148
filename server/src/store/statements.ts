import { sql } from 'kysely';
import type { StatementLine, Statements } from '../spec/wallet.ts';
import type { Context } from './context.ts';

const dayMs = 86_400_000;
/** Days that one page spans at most; a page begins at the newest entry, so that a long silence is skipped. */
const daysPerPage = 31;

const single = ['topup', 'gift', 'refund', 'adjust', 'limit'] as const;
const taskKinds = ['hold', 'release'] as const;

export function statementsOf({ engine }: Context): Statements {
  return {
    async page(account, { filter, before, from, offsetMinutes }) {
      const db = engine.reader;
      const shift = offsetMinutes * 60_000;
      const kinds = {
        all: [...single, ...taskKinds, 'charge'],
        in: [...single],
        calls: [...taskKinds, 'charge'],
      }[filter];
      const newestBefore = async (at: number): Promise<number | undefined> =>
        (
          await db
            .selectFrom('entries')
            .select('at')
            .where('account_id', '=', account)
            .where('kind', 'in', kinds)
            .where('at', '<', at)
            .where('at', '>=', from)
            .orderBy('at', 'desc')
            .limit(1)
            .executeTakeFirst()
        )?.at;
      const newest = await newestBefore(before);
      if (newest === undefined) return { lines: [], next: null };
      const lastDay = Math.floor((newest + shift) / dayMs);
      const start = Math.max(from, (lastDay - daysPerPage + 1) * dayMs - shift);
      const window = db
        .selectFrom('entries')
        .where('account_id', '=', account)
        .where('at', '<', before)
        .where('at', '>=', start);
      const moves =
        filter === 'calls'
          ? []
          : await window
              .select(['id', 'at', 'kind', 'amount', 'cause', 'note'])
              .where('kind', 'in', [...single])
              .orderBy('at', 'desc')
              .orderBy('id', 'desc')
              .execute();
      const day = sql<number>`(at + ${shift}) / ${dayMs}`;
      const days =
        filter === 'in'
          ? []
          : await window
              .select([
                sql<string>`case when kind = 'charge' then 'calls' else 'holds' end`.as('line'),
                sql<number>`cast(sum(amount) as bigint)`.as('amount'),
                sql<number>`count(*)`.as('entries'),
                sql<number>`max(at)`.as('at'),
              ])
              .where('kind', 'in', [...taskKinds, 'charge'])
              .groupBy([sql`1`, day])
              .execute();
      const lines: StatementLine[] = [
        ...moves.map(({ at, kind, amount, cause, note }) => ({
          at,
          kind: kind as StatementLine['kind'],
          amount,
          entries: 1,
          cause,
          note,
        })),
        // What a day's tasks held and gave free again within the day says nothing.
        ...days
          .filter(({ line, amount }) => line === 'calls' || amount !== 0)
          .map(({ line, amount, entries, at }) => ({
            at,
            kind: line as StatementLine['kind'],
            amount,
            entries,
            cause: null,
            note: null,
          })),
      ].sort((a, b) => b.at - a.at);
      const more = start > from && (await newestBefore(start)) !== undefined;
      return { lines, next: more ? start : null };
    },
    async spentSince(account, from) {
      const { spent } = await engine.reader
        .selectFrom('entries')
        .select(sql<number>`cast(coalesce(-sum(amount), 0) as bigint)`.as('spent'))
        .where('account_id', '=', account)
        .where('kind', 'in', ['charge', 'refund'])
        .where('at', '>=', from)
        .executeTakeFirstOrThrow();
      return spent;
    },
    async heldByTasks(user, mode) {
      const row = await engine.reader
        .selectFrom('tasks')
        .select([
          sql<number>`cast(coalesce(sum(hold), 0) as bigint)`.as('amount'),
          sql<number>`count(*)`.as('tasks'),
        ])
        .where('owner', '=', user)
        .where('mode', '=', mode)
        .where('finished_at', 'is', null)
        .executeTakeFirstOrThrow();
      return { amount: row.amount, tasks: row.tasks };
    },
    async invitations(user, account) {
      const { invited } = await engine.reader
        .selectFrom('users')
        .select((eb) => eb.fn.countAll<number>().as('invited'))
        .where('invited_by', '=', user)
        .executeTakeFirstOrThrow();
      const { earned } = await engine.reader
        .selectFrom('entries')
        .select(sql<number>`cast(coalesce(sum(amount), 0) as bigint)`.as('earned'))
        .where('account_id', '=', account)
        .where('kind', '=', 'gift')
        .where('cause', 'like', 'gift:inviter:%')
        .executeTakeFirstOrThrow();
      return { invited, earned };
    },
    entries: (account, { from, to, after, limit }) =>
      engine.reader
        .selectFrom('entries')
        .select(['id', 'at', 'kind', 'amount', 'cause', 'note'])
        .where('account_id', '=', account)
        .where('at', '>=', Math.max(from, after.at))
        .where('at', '<=', to)
        .where((eb) =>
          eb.or([eb('at', '>', after.at), eb.and([eb('at', '=', after.at), eb('id', '>', after.id)])]),
        )
        .orderBy('at')
        .orderBy('id')
        .limit(limit)
        .execute(),
  };
}
