import { type Selectable, sql } from 'kysely';
import { newId } from '../base/ids.ts';
import { hintOf } from '../base/secret.ts';
import type { Mode, Status, Token, TokenPurpose } from '../spec/records.ts';
import type { NewToken, Store } from '../spec/store.ts';
import {
  accountsOf,
  allotted,
  appendEntry,
  createAccount,
  lockedAccount,
  toAccount,
  totalOf,
} from './accounts.ts';
import { type Context, likePattern } from './context.ts';
import type { Db, Tx } from './engine.ts';
import type { Tables } from './schema.ts';
import { withAccounts } from './users.ts';

type Row = Selectable<Tables['tokens']>;

export async function toTokens(db: Db | Tx, rows: readonly Row[]): Promise<Token[]> {
  const accounts = await accountsOf(
    db,
    rows.flatMap((row) => row.allowance_account ?? []),
  );
  return rows.map((row) => ({
    id: row.id,
    userId: row.user_id,
    name: row.name,
    hint: row.hint,
    mode: row.mode as Mode,
    status: row.status as Status,
    group: row.group_name,
    models: row.models === null ? null : (JSON.parse(row.models) as string[]),
    allowIps: JSON.parse(row.allow_ips) as string[],
    expiresAt: row.expires_at,
    allowance: row.allowance_account === null ? null : (accounts.get(row.allowance_account) ?? null),
    spent: row.spent,
    calls: row.calls,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    ...(row.purpose === null ? {} : { purpose: row.purpose as TokenPurpose }),
  }));
}

/** Writes a key without its limit. Returns the id; undefined where such a key is there already. */
export async function addToken(
  tx: Tx,
  vault: Context['vault'],
  at: number,
  token: NewToken,
): Promise<number | undefined> {
  const row = await tx
    .insertInto('tokens')
    .values({
      user_id: token.userId,
      name: token.name,
      hash: vault.lookup(token.key),
      sealed: vault.seal(token.key),
      hint: hintOf(token.key),
      mode: token.mode,
      status: 'enabled',
      group_name: token.group,
      models: token.models === null ? null : JSON.stringify(token.models),
      allow_ips: JSON.stringify(token.allowIps),
      expires_at: token.expiresAt,
      allowance_account: null,
      created_at: at,
      last_used_at: null,
      deleted_at: null,
      purpose: token.purpose ?? null,
    })
    // The same key, or another of a purpose that has one: whoever was first stays.
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

export function tokensOf({ engine, db, clock, vault, write }: Context): Store['tokens'] {
  const alive = () => db.selectFrom('tokens').where('deleted_at', 'is', null);
  const byId: Store['tokens']['byId'] = async (id, owner) => {
    let query = alive().selectAll().where('id', '=', id);
    if (owner !== undefined) query = query.where('user_id', '=', owner);
    return (await toTokens(db, await query.execute()))[0];
  };
  return {
    byId,
    async create(actor, token) {
      const id = await write(actor, async (tx, note) => {
        const added = await addToken(tx, vault, clock.now(), token);
        if (added === undefined) return undefined;
        if (token.limit !== null)
          await setLimit(
            tx,
            { id: added, user_id: token.userId, mode: token.mode, allowance_account: null },
            token.limit,
          );
        note('token.create', `token:${added}`, [`token:${added}`], {
          name: token.name,
          mode: token.mode,
          limit: token.limit,
        });
        return added;
      });
      return id === undefined ? { refused: 'there is a token with this key already' } : (await byId(id))!;
    },
    async byKey(key) {
      const rows = await alive().selectAll().where('hash', '=', vault.lookup(key)).execute();
      const [token] = await toTokens(db, rows);
      if (!token) return undefined;
      const owners = await db.selectFrom('users').selectAll().where('id', '=', token.userId).execute();
      return { token, user: (await withAccounts(db, owners))[0]! };
    },
    reveal: (actor, id, owner) =>
      write(actor, async (tx, note) => {
        let query = tx
          .selectFrom('tokens')
          .select('sealed')
          .where('deleted_at', 'is', null)
          .where('id', '=', id);
        if (owner !== undefined) query = query.where('user_id', '=', owner);
        const row = await query.executeTakeFirst();
        if (!row) return undefined;
        note('token.reveal', `token:${id}`, []);
        return vault.open(row.sealed);
      }),
    async ofPurpose(owner, purpose, mode) {
      const rows = await alive()
        .selectAll()
        .where('user_id', '=', owner)
        .where('purpose', '=', purpose)
        .where('mode', '=', mode)
        .execute();
      return (await toTokens(db, rows))[0];
    },
    async keyOf(id, owner) {
      const row = await alive()
        .select('sealed')
        .where('id', '=', id)
        .where('user_id', '=', owner)
        .executeTakeFirst();
      return row && vault.open(row.sealed);
    },
    async list({ owner, search, key }, { page, size }) {
      let query = alive();
      if (owner !== undefined) query = query.where('user_id', '=', owner);
      else query = query.where((eb) => eb.or([eb('purpose', 'is', null), eb('purpose', '!=', 'visitor')]));
      if (key !== undefined) query = query.where('hash', '=', vault.lookup(key));
      if (search !== undefined)
        query = search.includes('%')
          ? query.where(sql<boolean>`name like ${likePattern(search)} escape '\\'`)
          : query.where('name', '=', search);
      const { total } = await query
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      const rows = await query
        .selectAll()
        .orderBy('id', 'desc')
        .limit(size)
        .offset((page - 1) * size)
        .execute();
      return { items: await toTokens(db, rows), total };
    },
    async update(actor, id, owner, patch) {
      const changed = await write(actor, async (tx, note) => {
        let find = tx.selectFrom('tokens').selectAll().where('deleted_at', 'is', null).where('id', '=', id);
        if (owner !== undefined) find = find.where('user_id', '=', owner);
        const row = await find.executeTakeFirst();
        if (!row) return false;
        const set = {
          ...(patch.name !== undefined && { name: patch.name }),
          ...(patch.status !== undefined && { status: patch.status }),
          ...(patch.group !== undefined && { group_name: patch.group }),
          ...(patch.models !== undefined && {
            models: patch.models === null ? null : JSON.stringify(patch.models),
          }),
          ...(patch.allowIps !== undefined && { allow_ips: JSON.stringify(patch.allowIps) }),
          ...(patch.expiresAt !== undefined && { expires_at: patch.expiresAt }),
        };
        // The account before the token, as in apply.ts: two writers that lock in different orders stop each other.
        if (patch.limit !== undefined) await setLimit(tx, row, patch.limit);
        else if (patch.total !== undefined) await setTotal(tx, row, patch.total);
        if (Object.keys(set).length > 0)
          await tx.updateTable('tokens').set(set).where('id', '=', id).execute();
        const topics = [
          `token:${id}`,
          ...(row.allowance_account === null ? [] : [`account:${row.allowance_account}`]),
        ];
        note('token.update', `token:${id}`, topics, patch);
        return true;
      });
      return changed ? byId(id, owner) : undefined;
    },
    remove: (actor, ids, owner) =>
      write(actor, async (tx, note) => {
        if (ids.length === 0) return 0;
        if (engine.lockRows)
          await tx
            .selectFrom('tokens')
            .select('id')
            .where('id', 'in', ids)
            .orderBy('id')
            .forUpdate()
            .execute();
        let query = tx
          .updateTable('tokens')
          .set({ deleted_at: clock.now() })
          .where('deleted_at', 'is', null)
          .where('id', 'in', ids);
        if (owner !== undefined) query = query.where('user_id', '=', owner);
        const gone = await query.returning('id').execute();
        for (const { id } of gone) note('token.remove', `token:${id}`, [`token:${id}`]);
        return gone.length;
      }),
    async countOf(owner) {
      const { total } = await alive()
        .where('user_id', '=', owner)
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      return total;
    },
  };

  /** Makes the allowance hold `limit` from now on. The difference is an entry, so the allowance stays a sum. */
  async function setLimit(
    tx: Tx,
    token: Pick<Row, 'id' | 'user_id' | 'mode' | 'allowance_account'>,
    limit: number | null,
  ): Promise<void> {
    if (limit === null) {
      await tx.updateTable('tokens').set({ allowance_account: null }).where('id', '=', token.id).execute();
      return;
    }
    let account = token.allowance_account;
    if (account === null) {
      account = await createAccount(tx, {
        kind: 'token',
        mode: token.mode as Mode,
        userId: token.user_id,
        limited: true,
      });
      await tx.updateTable('tokens').set({ allowance_account: account }).where('id', '=', token.id).execute();
    }
    const { balance } = (await lockedAccount(engine, tx, account))!;
    const at = clock.now();
    if (limit !== balance)
      await appendEntry(tx, {
        account,
        kind: 'limit',
        amount: limit - balance,
        cause: newId('limit', at),
        at,
        note: null,
      });
  }

  /** Moves the allowance by as much as the whole limit moves: what is spent or held meanwhile stays so. */
  async function setTotal(tx: Tx, token: Row, total: number | null): Promise<void> {
    const { allowance_account: id } = token;
    if (total === null) return setLimit(tx, token, null);
    const account = id === null ? undefined : await lockedAccount(engine, tx, id);
    // Read behind the lock: calls that are charged meanwhile have moved it.
    const { spent } = await tx
      .selectFrom('tokens')
      .select('spent')
      .where('id', '=', token.id)
      .executeTakeFirstOrThrow();
    if (!account) return setLimit(tx, token, Math.max(0, total - spent));
    const allowance = toAccount(account);
    const before = totalOf({ spent, allowance }, (await allotted(tx, [account.id])).get(account.id) ?? 0);
    await setLimit(tx, token, Math.max(0, allowance.balance + total - before));
  }
}
