import { randomText } from '../base/ids.ts';
import type { Visitors } from '../spec/visitors.ts';
import type { Context } from './context.ts';
import { addToken, toTokens } from './tokens.ts';
import { addUser, withAccounts } from './users.ts';

/** No mail reaches it: names below `invalid` are reserved for that (RFC 2606). */
const nowhere = () => `visitor-${randomText(16).toLowerCase()}@visitor.invalid`;
const mostAtOnce = 500;

export function visitorsOf({ db, engine, clock, vault, write }: Context): Visitors {
  const find: Visitors['find'] = async (id) => {
    const owner = await db
      .selectFrom('users')
      .selectAll()
      .where('id', '=', id)
      .where('visitor', '=', 1)
      .where('status', '=', 'enabled')
      .executeTakeFirst();
    const key = await db
      .selectFrom('tokens')
      .selectAll()
      .where('user_id', '=', id)
      .where('purpose', '=', 'visitor')
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    if (!owner || !key) return undefined;
    const [user] = await withAccounts(db, [owner]);
    const [token] = await toTokens(db, [key]);
    return { user: user!, token: token! };
  };
  return {
    find,
    async create({ key, group }) {
      const id = await write({ user: null }, async (tx, note) => {
        const user = await addUser(tx, clock.now(), {
          email: nowhere(),
          name: 'Visitor',
          password: null,
          role: 'user',
          group,
          limited: true,
          visitor: true,
        });
        const token = await addToken(tx, vault, clock.now(), {
          userId: user,
          name: 'Visitor',
          key,
          mode: 'test',
          group: null,
          models: null,
          allowIps: [],
          expiresAt: null,
          limit: null,
          purpose: 'visitor',
        });
        note('visitor.create', `user:${user}`, [`user:${user}`, `token:${token}`]);
        return user;
      });
      return (await find(id))!;
    },
    endBefore: (time, now) =>
      write({ user: null }, async (tx, note) => {
        let query = tx
          .selectFrom('users')
          .select('id')
          .where('visitor', '=', 1)
          .where('status', '=', 'enabled')
          .where('created_at', '<', time)
          .orderBy('id')
          .limit(mostAtOnce);
        if (engine.lockRows) query = query.forUpdate();
        const ids = (await query.execute()).map(({ id }) => id);
        if (ids.length === 0) return 0;
        await tx.updateTable('users').set({ status: 'disabled' }).where('id', 'in', ids).execute();
        const keys = await tx
          .updateTable('tokens')
          .set({ deleted_at: now })
          .where('user_id', 'in', ids)
          .where('deleted_at', 'is', null)
          .returning('id')
          .execute();
        await tx.updateTable('files').set({ expires_at: now }).where('owner', 'in', ids).execute();
        await tx.updateTable('kept_answers').set({ expires_at: now }).where('owner', 'in', ids).execute();
        await tx.updateTable('tasks').set({ expires_at: now }).where('owner', 'in', ids).execute();
        const topics = [...ids.map((id) => `user:${id}`), ...keys.map(({ id }) => `token:${id}`)];
        note('visitor.end', `visitors:${ids.length}`, topics, { users: ids });
        return ids.length;
      }),
  };
}
