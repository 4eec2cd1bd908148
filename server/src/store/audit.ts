import { sql } from 'kysely';
import type { Store } from '../spec/store.ts';
import { type Context, likePattern } from './context.ts';

/** Begins with these words, taken literally. */
const beginning = (text: string): string => `${likePattern(text).replaceAll('%', '\\%')}%`;

export function auditOf({ engine, write }: Context): Store['audit'] {
  return {
    add: (actor, action, object, detail) =>
      write(actor, async (_tx, note) => note(action, object, [], detail)),
    async list({ page, size }, { actor, action, object, from, to } = {}) {
      let query = engine.reader.selectFrom('audit');
      if (actor !== undefined) query = query.where('actor', '=', actor);
      if (action !== undefined)
        query = query.where(sql<boolean>`action like ${beginning(action)} escape '\\'`);
      if (object !== undefined)
        query = query.where(sql<boolean>`object like ${beginning(object)} escape '\\'`);
      if (from !== undefined) query = query.where('at', '>=', from);
      if (to !== undefined) query = query.where('at', '<=', to);
      const { total } = await query
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      const items = await query
        .selectAll()
        .orderBy('id', 'desc')
        .limit(size)
        .offset((page - 1) * size)
        .execute();
      return { items, total };
    },
  };
}
