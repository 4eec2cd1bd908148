import { type Selectable, sql } from 'kysely';
import type { Role, Status, User } from '../spec/records.ts';
import type { NewUser, Store } from '../spec/store.ts';
import { accountsOf, createAccount } from './accounts.ts';
import { type Context, isDuplicate, likePattern } from './context.ts';
import type { Db, Tx } from './engine.ts';
import type { Tables } from './schema.ts';

type Row = Selectable<Tables['users']>;

export async function withAccounts(db: Db | Tx, rows: readonly Row[]): Promise<User[]> {
  const accounts = await accountsOf(
    db,
    rows.flatMap((row) => [row.live_account, row.test_account]),
  );
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role as Role,
    status: row.status as Status,
    group: row.group_name,
    createdAt: row.created_at,
    live: accounts.get(row.live_account)!,
    test: accounts.get(row.test_account)!,
  }));
}

/** Writes a user with both accounts. Returns the id. */
export async function addUser(tx: Tx, at: number, user: NewUser & { visitor?: boolean }): Promise<number> {
  const live = await createAccount(tx, { kind: 'user', mode: 'live', userId: 0, limited: user.limited });
  // Test money has no bottom: a test key must go on answering whatever was tried with it.
  const test = await createAccount(tx, { kind: 'user', mode: 'test', userId: 0, limited: false });
  const { id } = await tx
    .insertInto('users')
    .values({
      email: user.email,
      name: user.name,
      role: user.role,
      status: 'enabled',
      group_name: user.group,
      live_account: live,
      test_account: test,
      access_token_hash: null,
      created_at: at,
      updated_at: at,
      email_verified: user.emailVerified === false ? 0 : 1,
      invited_by: user.invitedBy ?? null,
      gift_due: user.giftDue ? 1 : 0,
      visitor: user.visitor ? 1 : 0,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx.updateTable('accounts').set({ user_id: id }).where('id', 'in', [live, test]).execute();
  if (user.password !== null)
    await tx
      .insertInto('linked_accounts')
      .values({
        user_id: id,
        provider_id: 'credential',
        account_id: String(id),
        password: user.password,
        created_at: at,
        updated_at: at,
      })
      .execute();
  return id;
}

export function usersOf({ db, clock, vault, write }: Context): Store['users'] {
  const one = async (rows: readonly Row[]) => (await withAccounts(db, rows))[0];
  const byId = async (id: number) =>
    one(await db.selectFrom('users').selectAll().where('id', '=', id).execute());
  return {
    byId,
    async create(actor, user) {
      const email = user.email.trim().toLowerCase();
      try {
        const id = await write(actor, async (tx, note) => {
          const id = await addUser(tx, clock.now(), { ...user, email });
          note('user.create', `user:${id}`, [`user:${id}`], { email, role: user.role, group: user.group });
          return id;
        });
        return (await byId(id))!;
      } catch (error) {
        if (isDuplicate(error))
          return { refused: `there is a user with the e-mail address ${email} already` };
        throw error;
      }
    },
    byEmail: async (email) =>
      one(await db.selectFrom('users').selectAll().where('email', '=', email.trim().toLowerCase()).execute()),
    byAccessToken: async (accessToken) =>
      one(
        await db
          .selectFrom('users')
          .selectAll()
          .where('access_token_hash', '=', vault.lookup(accessToken))
          .execute(),
      ),
    setAccessToken: (actor, id, accessToken) =>
      write(actor, async (tx, note) => {
        await tx
          .updateTable('users')
          .set({ access_token_hash: vault.lookup(accessToken) })
          .where('id', '=', id)
          .execute();
        note('user.access-token', `user:${id}`, [`user:${id}`]);
      }),
    async list({ page, size }, search) {
      let query = db.selectFrom('users').where('visitor', '=', 0);
      if (search)
        query = query.where(
          sql<boolean>`email like ${`${likePattern(search.toLowerCase()).replaceAll('%', '\\%')}%`} escape '\\'`,
        );
      const { total } = await query
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      const rows = await query
        .selectAll()
        .orderBy('id', 'desc')
        .limit(size)
        .offset((page - 1) * size)
        .execute();
      return { items: await withAccounts(db, rows), total };
    },
    async update(actor, id, patch) {
      const changed = await write(actor, async (tx, note) => {
        const set = {
          ...(patch.name !== undefined && { name: patch.name }),
          ...(patch.group !== undefined && { group_name: patch.group }),
          ...(patch.status !== undefined && { status: patch.status }),
          ...(patch.role !== undefined && { role: patch.role }),
        };
        if (Object.keys(set).length === 0) return true;
        const done = await tx.updateTable('users').set(set).where('id', '=', id).executeTakeFirst();
        if (done.numUpdatedRows === 0n) return false;
        if (patch.status === 'disabled') await tx.deleteFrom('sessions').where('user_id', '=', id).execute();
        note('user.update', `user:${id}`, [`user:${id}`], patch);
        return true;
      });
      return changed ? byId(id) : undefined;
    },
    async count() {
      const { total } = await db
        .selectFrom('users')
        .where('visitor', '=', 0)
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      return total;
    },
  };
}
