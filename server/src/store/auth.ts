import { type RawBuilder, type Selectable, sql } from 'kysely';
import { randomText } from '../base/ids.ts';
import type { AuthCondition, AuthRow, AuthRows, AuthTable, Session } from '../spec/auth.ts';
import { appendEntry } from './accounts.ts';
import { type Context, isDuplicate, type Note } from './context.ts';
import type { Db, Tx } from './engine.ts';
import type { Tables } from './schema.ts';
import { withAccounts } from './users.ts';

/** How seldom a session that is used says so. */
const seenEveryMs = 10 * 60_000;

/** What the account library may write of a user. Role, group, status and money are not its business. */
const ofUsers = new Set(['name', 'email', 'email_verified', 'image', 'updated_at', 'two_factor_enabled']);

/** What of these tables people should find again in the audit log, under which word; the columns whose change counts. */
const told: Partial<Record<AuthTable, { readonly word: string; readonly columns: readonly string[] }>> = {
  users: { word: 'user', columns: ['name', 'email', 'email_verified', 'two_factor_enabled'] },
  linked_accounts: { word: 'sign-in', columns: ['password'] },
  two_factors: { word: 'two-factor', columns: ['secret', 'backup_codes', 'verified'] },
  passkeys: { word: 'passkey', columns: ['name'] },
};

const operators = { eq: '=', ne: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

const escaped = (text: string) => text.replace(/[\\_%]/g, (character) => `\\${character}`);

function conditionSql({ column, operator, value }: AuthCondition): RawBuilder<unknown> {
  const name = sql.ref(column);
  switch (operator) {
    case 'in':
    case 'not_in': {
      const values = Array.isArray(value) ? value : [value];
      if (values.length === 0) return operator === 'in' ? sql`1 = 0` : sql`1 = 1`;
      return sql`${name} ${sql.raw(operator === 'in' ? 'in' : 'not in')} (${sql.join(values)})`;
    }
    case 'contains':
      return sql`${name} like ${`%${escaped(String(value))}%`} escape '\\'`;
    case 'starts_with':
      return sql`${name} like ${`${escaped(String(value))}%`} escape '\\'`;
    case 'ends_with':
      return sql`${name} like ${`%${escaped(String(value))}`} escape '\\'`;
    default:
      if (value === null && (operator === 'eq' || operator === 'ne'))
        return sql`${name} is ${sql.raw(operator === 'eq' ? '' : 'not ')}null`;
      return sql`${name} ${sql.raw(operators[operator])} ${value}`;
  }
}

function whereSql(conditions: readonly AuthCondition[]): RawBuilder<unknown> {
  const all = conditions.filter((one) => !one.or).map(conditionSql);
  const any = conditions.filter((one) => one.or).map(conditionSql);
  if (any.length > 0) all.push(sql`(${sql.join(any, sql` or `)})`);
  return all.length === 0 ? sql`1 = 1` : sql.join(all, sql` and `);
}

/** One row of those that fit; the conditions stand twice, so that of two who race for it the second finds nothing. */
const firstOf = (table: AuthTable, where: readonly AuthCondition[]) =>
  sql`${whereSql(where)} and id = (select id from ${sql.table(table)} where ${whereSql(where)} order by id limit 1)`;

const rowsOf = async (db: Db | Tx, query: RawBuilder<AuthRow>): Promise<AuthRow[]> =>
  (await query.execute(db)).rows.map((row) => ({ ...row })); // SQLite's have no prototype

const toSession = (row: Selectable<Tables['sessions']>): Session => ({
  id: row.id,
  createdAt: row.created_at,
  seenAt: row.updated_at,
  expiresAt: row.expires_at,
  address: row.ip_address,
  agent: row.user_agent,
  confirmedAt: row.confirmed_at ?? row.created_at,
});

export function authOf({ db, clock, write }: Context): AuthRows {
  /** Runs a change and tells of it. `columns`: those that an update writes; absent: a row comes or goes. */
  const changing = async (
    table: AuthTable,
    verb: 'add' | 'change' | 'remove',
    work: (tx: Db | Tx) => Promise<AuthRow[]>,
    columns?: readonly string[],
  ): Promise<AuthRow[]> => {
    const kind = told[table];
    const changed = columns?.filter((name) => kind?.columns.includes(name));
    if (kind === undefined || changed?.length === 0) return work(db);
    return write({ user: null }, async (tx, note) => {
      const rows = await work(tx);
      for (const row of rows) tell(note, `${kind.word}.${verb}`, table, row, changed);
      return rows;
    });
  };

  return {
    insert: async (table, row) => {
      const columns = Object.keys(row);
      const [added] = await changing(table, 'add', (tx) =>
        rowsOf(
          tx,
          sql`insert into ${sql.table(table)} (${sql.join(columns.map((name) => sql.ref(name)))})
            values (${sql.join(columns.map((name) => row[name]))}) returning *`,
        ),
      );
      if (!added) throw new Error(`nothing was added to ${table}`);
      return added;
    },
    select: (table, where, { limit = 100, offset = 0, sort } = {}) =>
      rowsOf(
        db,
        sql`select * from ${sql.table(table)} where ${whereSql(where)}
          order by ${sql.ref(sort?.column ?? 'id')} ${sql.raw(sort?.descending ? 'desc' : 'asc')}
          limit ${limit} offset ${offset}`,
      ),
    async update(table, where, set, { add = {}, first = false } = {}) {
      if (table === 'users')
        for (const column of [...Object.keys(set), ...Object.keys(add)])
          if (!ofUsers.has(column)) throw new Error(`the account library may not write users.${column}`);
      const parts = [
        ...Object.entries(set).map(([name, value]) => sql`${sql.ref(name)} = ${value}`),
        ...Object.entries(add).map(([name, by]) => sql`${sql.ref(name)} = ${sql.ref(name)} + ${by}`),
      ];
      if (parts.length === 0)
        return rowsOf(db, sql`select * from ${sql.table(table)} where ${whereSql(where)}`);
      const query = (tx: Db | Tx) =>
        rowsOf(
          tx,
          sql`update ${sql.table(table)} set ${sql.join(parts)}
            where ${first ? firstOf(table, where) : whereSql(where)} returning *`,
        );
      return changing(table, 'change', query, [...Object.keys(set), ...Object.keys(add)]);
    },
    remove: (table, where, { first = false } = {}) =>
      changing(table, 'remove', (tx) =>
        rowsOf(
          tx,
          sql`delete from ${sql.table(table)} where ${first ? firstOf(table, where) : whereSql(where)} returning *`,
        ),
      ),
    async count(table, where) {
      const { rows } = await sql<{ n: number }>`
        select count(*) as n from ${sql.table(table)} where ${whereSql(where)}`.execute(db);
      return Number(rows[0]?.n ?? 0);
    },

    async attempt(key, most, perMs) {
      const now = clock.now();
      const { rows } = await sql<{ count: number; ends_at: number }>`
        insert into auth_limits (key, count, ends_at) values (${key}, 1, ${now + perMs})
        on conflict (key) do update set
          count = case when auth_limits.ends_at <= ${now} then 1 else auth_limits.count + 1 end,
          ends_at = case when auth_limits.ends_at <= ${now} then excluded.ends_at else auth_limits.ends_at end
        returning count, ends_at`.execute(db);
      const [row] = rows;
      return row && row.count > most ? Math.max(1, row.ends_at - now) : 0;
    },
    async forgive(key) {
      await db.deleteFrom('auth_limits').where('key', '=', key).execute();
    },

    async session(token) {
      const now = clock.now();
      const row = await db
        .selectFrom('sessions')
        .selectAll()
        .where('token', '=', token)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      if (!row) return undefined;
      const other = row.acts_for !== null && (row.acts_until ?? 0) > now ? row.acts_for : undefined;
      const users = await withAccounts(
        db,
        await db
          .selectFrom('users')
          .selectAll()
          .where('id', 'in', other === undefined ? [row.user_id] : [row.user_id, other])
          .execute(),
      );
      const owner = users.find(({ id }) => id === row.user_id);
      const user = other === undefined ? owner : users.find(({ id }) => id === other);
      if (owner?.status !== 'enabled' || !user) return undefined;
      if (row.updated_at < now - seenEveryMs)
        await db.updateTable('sessions').set({ updated_at: now }).where('id', '=', row.id).execute();
      return { session: toSession(row), user, impersonator: other === undefined ? null : owner };
    },
    sessionsOf: async (user) =>
      (
        await db
          .selectFrom('sessions')
          .selectAll()
          .where('user_id', '=', user)
          .where('expires_at', '>', clock.now())
          .orderBy('updated_at', 'desc')
          .limit(100)
          .execute()
      ).map(toSession),
    endSession: (actor, user, session) =>
      write(actor, async (tx, note) => {
        const gone = await tx
          .deleteFrom('sessions')
          .where('id', '=', session)
          .where('user_id', '=', user)
          .executeTakeFirst();
        if (gone.numDeletedRows === 0n) return false;
        note('session.end', `user:${user}`, [], { session });
        return true;
      }),
    endOtherSessions: (actor, user, keep) =>
      write(actor, async (tx, note) => {
        const gone = await tx
          .deleteFrom('sessions')
          .where('id', '!=', keep)
          .where('user_id', '=', user)
          .executeTakeFirst();
        const ended = Number(gone.numDeletedRows);
        if (ended > 0) note('session.end-others', `user:${user}`, [], { ended });
        return ended;
      }),
    async confirm(session) {
      await db.updateTable('sessions').set({ confirmed_at: clock.now() }).where('id', '=', session).execute();
    },
    actFor: (actor, session, user, until) =>
      write(actor, async (tx, note) => {
        const set = await tx
          .updateTable('sessions')
          .set({ acts_for: user, acts_until: until })
          .where('id', '=', session)
          .executeTakeFirst();
        if (set.numUpdatedRows === 0n) return false;
        note('user.act-as', `user:${user}`, [], { until });
        return true;
      }),
    actForSelf: (actor, session) =>
      write(actor, async (tx, note) => {
        const row = await tx
          .selectFrom('sessions')
          .select('acts_for')
          .where('id', '=', session)
          .executeTakeFirst();
        if (!row || row.acts_for === null) return false;
        await tx
          .updateTable('sessions')
          .set({ acts_for: null, acts_until: null })
          .where('id', '=', session)
          .execute();
        note('user.act-as-end', `user:${row.acts_for}`, []);
        return true;
      }),

    resetLink: (actor, user, token, until) =>
      write(actor, async (tx, note) => {
        const at = clock.now();
        await tx
          .insertInto('verifications')
          .values({
            // As the account library names its own.
            identifier: `reset-password:${token}`,
            value: String(user),
            expires_at: until,
            created_at: at,
            updated_at: at,
          })
          .execute();
        note('user.reset-link', `user:${user}`, [], { until });
      }),

    async passwordOf(user) {
      const row = await db
        .selectFrom('linked_accounts')
        .select('password')
        .where('user_id', '=', user)
        .where('provider_id', '=', 'credential')
        .executeTakeFirst();
      return row?.password ?? undefined;
    },
    async profile(user) {
      const row = await db
        .selectFrom('users')
        .select(['email_verified', 'two_factor_enabled', 'access_token_hash', 'invited_by'])
        .select((eb) => [
          eb
            .selectFrom('linked_accounts')
            .select((inner) => inner.fn.countAll<number>().as('n'))
            .whereRef('linked_accounts.user_id', '=', 'users.id')
            .where('linked_accounts.password', 'is not', null)
            .as('passwords'),
          eb
            .selectFrom('tasks')
            .select(sql<number>`coalesce(sum(hold), 0)`.as('held'))
            .whereRef('tasks.owner', '=', 'users.id')
            .where('mode', '=', 'live')
            .where('finished_at', 'is', null)
            .as('held'),
        ])
        .where('id', '=', user)
        .executeTakeFirst();
      return (
        row && {
          emailVerified: row.email_verified === 1,
          twoFactor: row.two_factor_enabled === 1,
          accessTokenSet: row.access_token_hash !== null,
          hasPassword: Number(row.passwords ?? 0) > 0,
          held: Number(row.held ?? 0),
          invitedBy: row.invited_by,
        }
      );
    },
    async inviteCode(user) {
      const stored = async () =>
        (await db.selectFrom('users').select('invite_code').where('id', '=', user).executeTakeFirst())
          ?.invite_code;
      const code = await stored();
      if (code !== null) return code;
      try {
        await db
          .updateTable('users')
          .set({ invite_code: randomText(10) })
          .where('id', '=', user)
          .where('invite_code', 'is', null)
          .execute();
      } catch (error) {
        if (!isDuplicate(error)) throw error; // somebody has the same: the next who asks gets another
      }
      return (await stored()) ?? undefined;
    },
    byInviteCode: async (code) =>
      (
        await db
          .selectFrom('users')
          .select('id')
          .where('invite_code', '=', code)
          .where('status', '=', 'enabled')
          .executeTakeFirst()
      )?.id,
    welcome: (user, gifts) =>
      write({ user: null }, async (tx, note) => {
        const row = await tx
          .updateTable('users')
          .set({ gift_due: 0 })
          .where('id', '=', user)
          .where('gift_due', '=', 1)
          .returning(['live_account', 'invited_by'])
          .executeTakeFirst();
        if (!row) return false;
        const give = async (account: number, amount: number, cause: string) => {
          if (amount <= 0) return;
          const entry = { account, kind: 'gift', amount, cause, at: clock.now(), note: null };
          if (await appendEntry(tx, entry))
            note('ledger.gift', `account:${account}`, [`account:${account}`], entry);
        };
        await give(row.live_account, gifts.signup, `gift:signup:${user}`);
        if (row.invited_by === null) return true;
        await give(row.live_account, gifts.invited, `gift:invited:${user}`);
        const inviter = await tx
          .selectFrom('users')
          .select('live_account')
          .where('id', '=', row.invited_by)
          .executeTakeFirst();
        if (inviter) await give(inviter.live_account, gifts.inviter, `gift:inviter:${user}`);
        return true;
      }),
    async sweep(now) {
      await db.deleteFrom('sessions').where('expires_at', '<', now).execute();
      await db.deleteFrom('verifications').where('expires_at', '<', now).execute();
      await db.deleteFrom('auth_limits').where('ends_at', '<', now).execute();
    },
  };
}

/** No value is told: some are secrets. */
function tell(
  note: Note,
  action: string,
  table: AuthTable,
  row: AuthRow,
  changed: readonly string[] | undefined,
): void {
  const user = table === 'users' ? row['id'] : row['user_id'];
  note(action, `user:${user}`, table === 'users' ? [`user:${user}`] : [], {
    ...(typeof row['provider_id'] === 'string' ? { provider: row['provider_id'] } : {}),
    ...(changed ? { changed } : {}),
  });
}
