import type { KeyRows } from '../spec/keys.ts';
import { allotted, totalOf } from './accounts.ts';
import type { Context } from './context.ts';
import { toTokens } from './tokens.ts';

export function keysOf({ engine, db, clock, write }: Context): KeyRows {
  return {
    async list({ owner, part, mode }, { page, size }) {
      let query = db.selectFrom('tokens').where('deleted_at', 'is', null).where('user_id', '=', owner);
      if (mode !== undefined) query = query.where('mode', '=', mode);
      // Read here, because a database's idea of small letters ends at z.
      const named = await query.select(['id', 'name']).orderBy('id', 'desc').execute();
      const wanted = part?.toLowerCase();
      const ids = named
        .filter(({ name }) => wanted === undefined || name.toLowerCase().includes(wanted))
        .map(({ id }) => id);
      const shown = ids.slice((page - 1) * size, page * size);
      const rows =
        shown.length === 0
          ? []
          : await db
              .selectFrom('tokens')
              .selectAll()
              .where('id', 'in', shown)
              .orderBy('id', 'desc')
              .execute();
      return { items: await toTokens(db, rows), total: ids.length };
    },
    async totals(tokens) {
      const limited = tokens.filter(({ allowance }) => allowance !== null);
      const given = await allotted(
        db,
        limited.flatMap(({ allowance }) => allowance?.id ?? []),
      );
      return new Map(
        limited.map((token) => [token.id, totalOf(token, given.get(token.allowance?.id ?? 0) ?? 0)]),
      );
    },
    change: (actor, owner, ids, to) =>
      write(actor, async (tx, note) => {
        const wanted = [...new Set(ids)];
        const query = tx
          .selectFrom('tokens')
          .select('id')
          .where('deleted_at', 'is', null)
          .where('user_id', '=', owner)
          .where('id', 'in', wanted)
          .orderBy('id');
        const rows = await (engine.lockRows ? query.forUpdate() : query).execute();
        if (rows.length !== wanted.length) return false;
        await tx
          .updateTable('tokens')
          .set(to === 'removed' ? { deleted_at: clock.now() } : { status: to })
          .where('id', 'in', wanted)
          .execute();
        for (const { id } of rows)
          note(to === 'removed' ? 'token.remove' : 'token.update', `token:${id}`, [`token:${id}`], {
            ...(to === 'removed' ? {} : { status: to }),
          });
        return true;
      }),
  };
}
