import { type Selectable, sql } from 'kysely';
import type { Status } from '../spec/records.ts';
import type { Code, CodeBatch, Codes } from '../spec/wallet.ts';
import { appendEntry } from './accounts.ts';
import type { Context } from './context.ts';
import type { Db } from './engine.ts';
import type { Tables } from './schema.ts';

/** Letters and digits alone count, so that a code survives being copied from anywhere. */
const plain = (code: string): string => code.toUpperCase().replace(/[^A-Z\d]/g, '');

/** One answer for every reason that would tell somebody which codes exist. */
const notValid = 'this code is not valid: it is mistyped, used up, expired or taken back';

const codesPerStatement = 200;

type BatchRow = Selectable<Tables['code_batches']> & { codes: number; used: number };

const toBatch = (row: BatchRow): CodeBatch => ({
  id: row.id,
  name: row.name,
  amount: row.amount,
  uses: row.uses,
  perUser: row.per_user,
  expiresAt: row.expires_at,
  status: row.status as Status,
  createdAt: row.created_at,
  createdBy: row.created_by,
  codes: row.codes,
  used: row.used,
});

const batchesOf = (db: Db) =>
  db
    .selectFrom('code_batches')
    .selectAll()
    .select([
      sql<number>`(select count(*) from codes where codes.batch_id = code_batches.id)`.as('codes'),
      sql<number>`(select cast(coalesce(sum(used), 0) as bigint) from codes where codes.batch_id = code_batches.id)`.as(
        'used',
      ),
    ]);

export function codesOf({ engine, db, clock, vault, write }: Context): Codes {
  const hashOf = (code: string) => vault.lookup(`code:${plain(code)}`);

  async function withUses(rows: readonly Selectable<Tables['codes']>[]): Promise<Code[]> {
    const ids = rows.map(({ id }) => id);
    const uses = ids.length
      ? await db.selectFrom('code_uses').selectAll().where('code_id', 'in', ids).orderBy('at').execute()
      : [];
    return rows.map((row) => ({
      id: row.id,
      batchId: row.batch_id,
      hint: row.hint,
      status: row.status as Status,
      used: row.used,
      usedBy: uses
        .filter(({ code_id }) => code_id === row.id)
        .map(({ user_id, at }) => ({ user: user_id, at })),
    }));
  }
  const batch: Codes['batch'] = async (id) => {
    const row = await batchesOf(db).where('id', '=', id).executeTakeFirst();
    return row && toBatch(row);
  };
  const setStatus = (
    actor: { user: number | null },
    table: 'code_batches' | 'codes',
    id: number,
    status: Status,
  ) =>
    write(actor, async (tx, note) => {
      const done = await tx.updateTable(table).set({ status }).where('id', '=', id).executeTakeFirst();
      if (done.numUpdatedRows === 0n) return false;
      const [what, object] = table === 'codes' ? ['code', `code:${id}`] : ['code-batch', `code-batch:${id}`];
      note(`${what}.${status === 'enabled' ? 'enable' : 'disable'}`, object, []);
      return true;
    });

  return {
    batch,
    async createBatch(actor, made) {
      const id = await write(actor, async (tx, note) => {
        const row = await tx
          .insertInto('code_batches')
          .values({
            name: made.name,
            amount: made.amount,
            uses: made.uses,
            per_user: made.perUser,
            expires_at: made.expiresAt,
            status: 'enabled',
            created_at: clock.now(),
            created_by: actor.user,
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        const rows = made.codes.map((code) => ({
          batch_id: row.id,
          hash: hashOf(code),
          hint: code.slice(-4),
          status: 'enabled',
        }));
        for (let from = 0; from < rows.length; from += codesPerStatement)
          await tx
            .insertInto('codes')
            .values(rows.slice(from, from + codesPerStatement))
            .execute();
        note('code-batch.create', `code-batch:${row.id}`, [], {
          name: made.name,
          amount: made.amount,
          codes: made.codes.length,
          uses: made.uses,
        });
        return row.id;
      });
      return (await batch(id))!;
    },
    async batches({ page, size }) {
      const { total } = await db
        .selectFrom('code_batches')
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      const rows = await batchesOf(db)
        .orderBy('id', 'desc')
        .limit(size)
        .offset((page - 1) * size)
        .execute();
      return { items: rows.map(toBatch), total };
    },
    async codesOf(batchId, { page, size }) {
      const query = db.selectFrom('codes').where('batch_id', '=', batchId);
      const { total } = await query
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      const rows = await query
        .selectAll()
        .orderBy('id')
        .limit(size)
        .offset((page - 1) * size)
        .execute();
      return { items: await withUses(rows), total };
    },
    async find(code) {
      const row = await db
        .selectFrom('codes')
        .selectAll()
        .where('hash', '=', hashOf(code))
        .executeTakeFirst();
      if (!row) return undefined;
      return { code: (await withUses([row]))[0]!, batch: (await batch(row.batch_id))! };
    },
    async setBatchStatus(actor, id, status) {
      return (await setStatus(actor, 'code_batches', id, status)) ? batch(id) : undefined;
    },
    setCodeStatus: (actor, id, status) => setStatus(actor, 'codes', id, status),
    redeem: (user, text) =>
      write({ user }, async (tx, note) => {
        const now = clock.now();
        const query = tx
          .selectFrom('codes')
          .innerJoin('code_batches', 'code_batches.id', 'codes.batch_id')
          .select([
            'codes.id',
            'codes.used',
            'codes.status',
            'code_batches.id as batch',
            'code_batches.name',
            'code_batches.amount',
            'code_batches.uses',
            'code_batches.per_user as perUser',
            'code_batches.expires_at as expiresAt',
            'code_batches.status as batchStatus',
          ])
          .where('codes.hash', '=', hashOf(text));
        const code = await (engine.lockRows ? query.forUpdate() : query).executeTakeFirst();
        if (!code) return { refused: notValid };
        // Whoever redeemed it knows that it exists; a repeated click should not read as a failure.
        const mine = await tx
          .selectFrom('code_uses')
          .select('code_id')
          .where('user_id', '=', user)
          .where('batch_id', '=', code.batch)
          .execute();
        if (mine.some(({ code_id }) => code_id === code.id))
          return { refused: 'you have redeemed this code already: its amount is in your balance' };
        if (
          code.status !== 'enabled' ||
          code.batchStatus !== 'enabled' ||
          code.used >= code.uses ||
          (code.expiresAt !== null && code.expiresAt <= now)
        )
          return { refused: notValid };
        if (mine.length >= code.perUser)
          return { refused: 'you have redeemed as many codes of this offer as one account may' };
        // Guarded again by what it changes: of two who come at once, the second finds nothing to take.
        const taken = await tx
          .updateTable('codes')
          .set((eb) => ({ used: eb('used', '+', 1) }))
          .where('id', '=', code.id)
          .where('used', '<', code.uses)
          .executeTakeFirst();
        if (taken.numUpdatedRows === 0n) return { refused: notValid };
        await tx
          .insertInto('code_uses')
          .values({ code_id: code.id, user_id: user, batch_id: code.batch, at: now })
          .execute();
        const { live_account: account } = await tx
          .selectFrom('users')
          .select('live_account')
          .where('id', '=', user)
          .executeTakeFirstOrThrow();
        const added = await appendEntry(tx, {
          account,
          kind: 'topup',
          amount: code.amount,
          cause: `code:${code.id}`,
          at: now,
          note: code.name,
        });
        if (!added) throw new Error(`code ${code.id} has acted on account ${account} without a use of it`);
        note('code.redeem', `code:${code.id}`, [`account:${account}`], { amount: code.amount });
        return { amount: code.amount, batch: code.name };
      }),
  };
}
