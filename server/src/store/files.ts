import { type FileRows, resultPurpose, type StoredFile } from '../spec/files.ts';
import type { Context } from './context.ts';
import type { Db, Tx } from './engine.ts';

/** Parameters of one query. */
const mostAtOnce = 500;

/** Files that customers uploaded. Their bytes are elsewhere, see file-folder.ts. */
export function filesOf({ db, engine, clock }: Context): FileRows {
  const living = (on: Db | Tx, owner: number) =>
    on.selectFrom('files').where('owner', '=', owner).where('expires_at', '>', clock.now());

  async function bytesOf(on: Db | Tx, owner: number): Promise<number> {
    const { bytes } = await living(on, owner)
      .where('purpose', '!=', resultPurpose)
      .select((eb) => eb.fn.sum<number | string | null>('size').as('bytes'))
      .executeTakeFirstOrThrow();
    return Number(bytes ?? 0);
  }

  return {
    add: (file, most) =>
      db.transaction().execute(async (tx) => {
        // The owner's row is held, so that two uploads at once are not both told that there is room.
        const owner = tx.selectFrom('users').select('id').where('id', '=', file.owner);
        await (engine.lockRows ? owner.forUpdate() : owner).execute();
        if ((await bytesOf(tx, file.owner)) + file.size > most) return false;
        await tx.insertInto('files').values(toColumns(file)).execute();
        return true;
      }),
    async find(id, owner) {
      const row = await living(db, owner).selectAll().where('id', '=', id).executeTakeFirst();
      return row && toFile(row);
    },
    async byId(id) {
      const row = await db
        .selectFrom('files')
        .selectAll()
        .where('id', '=', id)
        .where('expires_at', '>', clock.now())
        .where('owner', 'in', (eb) =>
          eb.selectFrom('users').select('users.id').where('status', '=', 'enabled'),
        )
        .executeTakeFirst();
      return row && toFile(row);
    },
    async list(owner, { limit, newestFirst, after, purpose }) {
      let query = living(db, owner)
        .where('purpose', '!=', resultPurpose)
        .selectAll()
        .orderBy('id', newestFirst ? 'desc' : 'asc')
        .limit(limit);
      if (after !== undefined) query = query.where('id', newestFirst ? '<' : '>', after);
      if (purpose !== undefined) query = query.where('purpose', '=', purpose);
      return (await query.execute()).map(toFile);
    },
    async remove(id, owner) {
      const { numDeletedRows } = await db
        .deleteFrom('files')
        .where('id', '=', id)
        .where('owner', '=', owner)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    bytesOf: (owner) => bytesOf(db, owner),
    async sweep(now) {
      const gone = await db.deleteFrom('files').where('expires_at', '<=', now).returning('id').execute();
      return gone.map(({ id }) => id);
    },
    async known(ids) {
      const found = new Set<string>();
      for (let at = 0; at < ids.length; at += mostAtOnce) {
        const rows = await db
          .selectFrom('files')
          .select('id')
          .where('id', 'in', ids.slice(at, at + mostAtOnce))
          .execute();
        for (const { id } of rows) found.add(id);
      }
      return found;
    },
  };
}

const toColumns = (file: StoredFile) => ({
  id: file.id,
  owner: file.owner,
  name: file.name,
  media_type: file.mediaType,
  size: file.size,
  sha256: file.sha256,
  purpose: file.purpose,
  created_at: file.createdAt,
  expires_at: file.expiresAt,
});

const toFile = (row: ReturnType<typeof toColumns>): StoredFile => ({
  id: row.id,
  owner: row.owner,
  name: row.name,
  mediaType: row.media_type,
  size: row.size,
  sha256: row.sha256,
  purpose: row.purpose,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
});
