import type { Selectable } from 'kysely';
import type { CallKind } from '../spec/call.ts';
import type { PriceChange } from '../spec/prices.ts';
import type { RateCard } from '../spec/rate-card.ts';
import type { PriceVersion } from '../spec/records.ts';
import type { Actor, Refused, Store } from '../spec/store.ts';
import type { Context } from './context.ts';
import type { Tables } from './schema.ts';

const toVersion = (row: Selectable<Tables['prices']>): PriceVersion => ({
  id: row.id,
  model: row.model,
  card: JSON.parse(row.card) as RateCard,
  createdAt: row.created_at,
  createdBy: row.created_by,
});

export function pricesOf(context: Context): Store['prices'] {
  const { db, clock, write } = context;
  return {
    adopt: (cards) => adopt(context, cards),
    putAll: (actor, changes) => putAll(context, actor, changes),
    async current() {
      const newest = db
        .selectFrom('prices')
        .select((eb) => eb.fn.max('id').as('id'))
        .groupBy('model');
      return (
        await db.selectFrom('prices').selectAll().where('id', 'in', newest).orderBy('model').execute()
      ).map(toVersion);
    },
    history: async (model) =>
      (
        await db.selectFrom('prices').selectAll().where('model', '=', model).orderBy('id', 'desc').execute()
      ).map(toVersion),
    async byId(id) {
      const row = await db.selectFrom('prices').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toVersion(row);
    },
    put: (actor, model, card) =>
      write(actor, async (tx, note) => {
        const row = await tx
          .insertInto('prices')
          .values({ model, card: JSON.stringify(card), created_at: clock.now(), created_by: actor.user })
          .returningAll()
          .executeTakeFirstOrThrow();
        note('price.put', `model:${model}`, ['config'], card);
        return toVersion(row);
      }),
  };
}

const rowsAtOnce = 200;

async function putAll({ clock, write }: Context, actor: Actor, changes: readonly PriceChange[]) {
  return write(actor, async (tx, note): Promise<readonly PriceVersion[] | Refused> => {
    const newest = tx
      .selectFrom('prices')
      .select((eb) => eb.fn.max('id').as('id'))
      .groupBy('model');
    const rows = await tx.selectFrom('prices').select(['id', 'model']).where('id', 'in', newest).execute();
    const versions = new Map(rows.map(({ id, model }) => [model, id]));
    const moved = changes.find(({ model, expects }) => (versions.get(model) ?? null) !== expects);
    if (moved) return { refused: `the price of ${moved.model} has been changed in the meantime` };
    const made: PriceVersion[] = [];
    for (let from = 0; from < changes.length; from += rowsAtOnce) {
      const part = changes.slice(from, from + rowsAtOnce);
      const added = await tx
        .insertInto('prices')
        .values(
          part.map(({ model, card, follows }) => ({
            model,
            card: JSON.stringify(card),
            created_at: clock.now(),
            created_by: follows ? null : actor.user,
          })),
        )
        .returningAll()
        .execute();
      made.push(...added.map(toVersion));
    }
    for (const { model, card } of changes) note('price.put', `model:${model}`, ['config'], card);
    return made.sort((a, b) => (a.model < b.model ? -1 : 1));
  });
}

/** Versions that the system wrote, not a person: their author is null. */
async function adopt(
  { clock, write }: Context,
  cards: Parameters<Store['prices']['adopt']>[0],
): Promise<number> {
  return write({ user: null }, async (tx, note) => {
    const newest = tx
      .selectFrom('prices')
      .select((eb) => eb.fn.max('id').as('id'))
      .groupBy('model');
    const rows = await tx
      .selectFrom('prices')
      .select(['model', 'card', 'created_by'])
      .where('id', 'in', newest)
      .execute();
    const known = new Map(rows.map((row) => [row.model, row]));
    const created_at = clock.now();
    const fresh = cards
      .map(({ model, card }) => ({ model, card: JSON.stringify(card), created_at, created_by: null }))
      .filter(({ model, card }) => {
        const old = known.get(model);
        return !old || (old.created_by === null && old.card !== card);
      });
    for (let from = 0; from < fresh.length; from += rowsAtOnce)
      await tx
        .insertInto('prices')
        .values(fresh.slice(from, from + rowsAtOnce))
        .execute();
    if (fresh.length > 0) note('price.adopt', 'models', ['config'], { models: fresh.length });
    return fresh.length;
  });
}

export function modelsOf({ db, write }: Context): Store['models'] {
  return {
    list: async () =>
      (await db.selectFrom('models').selectAll().orderBy('name').execute()).map((row) => ({
        name: row.name,
        kinds: JSON.parse(row.kinds) as CallKind[],
        owner: row.owner,
        context: row.context,
        maxOutput: row.max_output,
      })),
    put: (actor, model) =>
      write(actor, async (tx, note) => {
        const set = {
          kinds: JSON.stringify(model.kinds),
          owner: model.owner,
          context: model.context,
          max_output: model.maxOutput,
        };
        await tx
          .insertInto('models')
          .values({ name: model.name, ...set })
          .onConflict((conflict) => conflict.column('name').doUpdateSet(set))
          .execute();
        note('model.put', `model:${model.name}`, ['config'], model);
      }),
    remove: (actor, name) =>
      write(actor, async (tx, note) => {
        const gone = await tx.deleteFrom('models').where('name', '=', name).executeTakeFirst();
        if (gone.numDeletedRows === 0n) return false;
        note('model.remove', `model:${name}`, ['config']);
        return true;
      }),
  };
}

export function groupsOf({ db, write }: Context): Store['groups'] {
  return {
    list: async () =>
      (await db.selectFrom('groups').selectAll().orderBy('name').execute()).map((row) => ({
        ...row,
        open: row.open === 1,
      })),
    async uses() {
      const [groups, users, tokens, channels] = await Promise.all([
        db.selectFrom('groups').select('name').orderBy('name').execute(),
        db
          .selectFrom('users')
          .select(['group_name as group', (eb) => eb.fn.countAll<number>().as('count')])
          .groupBy('group_name')
          .execute(),
        db
          .selectFrom('tokens')
          .select(['group_name as group', (eb) => eb.fn.countAll<number>().as('count')])
          .where('group_name', 'is not', null)
          .where('deleted_at', 'is', null)
          .groupBy('group_name')
          .execute(),
        db.selectFrom('channels').select('groups').execute(),
      ]);
      const counted = (rows: readonly { group: string | null; count: number }[], name: string) =>
        Number(rows.find(({ group }) => group === name)?.count ?? 0);
      const ofChannels = channels.map((channel) => JSON.parse(channel.groups) as string[]);
      return groups.map(({ name }) => ({
        group: name,
        users: counted(users, name),
        tokens: counted(tokens, name),
        channels: ofChannels.filter((names) => names.includes(name)).length,
      }));
    },
    put: (actor, group) =>
      write(actor, async (tx, note) => {
        const set = { ratio: group.ratio, description: group.description, open: group.open ? 1 : 0 };
        await tx
          .insertInto('groups')
          .values({ name: group.name, ...set })
          .onConflict((conflict) => conflict.column('name').doUpdateSet(set))
          .execute();
        note('group.put', `group:${group.name}`, ['config'], group);
      }),
    remove: (actor, name) =>
      write(actor, async (tx, note) => {
        const users = await tx
          .selectFrom('users')
          .select('id')
          .where('group_name', '=', name)
          .limit(1)
          .execute();
        const tokens = await tx
          .selectFrom('tokens')
          .select('id')
          .where('group_name', '=', name)
          .where('deleted_at', 'is', null)
          .limit(1)
          .execute();
        const channels = await tx.selectFrom('channels').select('groups').execute();
        const used = channels.some((channel) => (JSON.parse(channel.groups) as string[]).includes(name));
        if (users.length + tokens.length > 0 || used) return false;
        const gone = await tx.deleteFrom('groups').where('name', '=', name).executeTakeFirst();
        if (gone.numDeletedRows === 0n) return false;
        note('group.remove', `group:${name}`, ['config']);
        return true;
      }),
  };
}
