import type { Selectable } from 'kysely';
import { hintOf } from '../base/secret.ts';
import type { Channel, ChannelOptions, Status } from '../spec/records.ts';
import type { ChannelPatch, KeyChanges, NewChannel, Refused, Store } from '../spec/store.ts';
import { type Context, isDuplicate, type Note } from './context.ts';
import type { Tx } from './engine.ts';
import type { Tables } from './schema.ts';

/** A name that is taken is an answer, not an exception. */
async function refusing<T>(name: string | (() => string), work: () => Promise<T>): Promise<T | Refused> {
  try {
    return await work();
  } catch (error) {
    if (isDuplicate(error))
      return { refused: `there is a channel named ${typeof name === 'string' ? name : name()} already` };
    throw error;
  }
}

/** Ends a transaction that met a channel which is not there. */
class Gone extends Error {}

/** Key secrets are opened here and nowhere else on their way to the relay. */
/** A channel that was stored before results were kept keeps them now. */
const readOptions = (text: string): ChannelOptions => {
  const stored = JSON.parse(text) as Omit<ChannelOptions, 'results'> & Partial<ChannelOptions>;
  return { ...stored, results: stored.results ?? 'copy' };
};

export function channelsOf({ db, clock, vault, write }: Context): Store['channels'] {
  const toChannel = (
    row: Selectable<Tables['channels']>,
    keys: readonly Selectable<Tables['channel_keys']>[],
  ): Channel => ({
    id: row.id,
    name: row.name,
    provider: row.provider,
    baseUrl: row.base_url,
    keys: keys
      .filter((key) => key.channel_id === row.id)
      .map((key) => ({
        id: key.id,
        secret: vault.open(key.sealed),
        hint: key.hint,
        status: key.status as Status,
      })),
    models: JSON.parse(row.models) as Record<string, string>,
    groups: JSON.parse(row.groups) as string[],
    priority: row.priority,
    weight: row.weight,
    status: row.status as Status,
    options: readOptions(vault.open(row.options)),
    createdAt: row.created_at,
  });
  const addKeys = async (tx: Tx, channel: number, keys: readonly string[]) => {
    for (const key of keys)
      await tx
        .insertInto('channel_keys')
        .values({ channel_id: channel, sealed: vault.seal(key), hint: hintOf(key), status: 'enabled' })
        .execute();
  };
  const byId: Store['channels']['byId'] = async (id) => {
    const row = await db.selectFrom('channels').selectAll().where('id', '=', id).executeTakeFirst();
    return (
      row &&
      toChannel(
        row,
        await db.selectFrom('channel_keys').selectAll().where('channel_id', '=', id).orderBy('id').execute(),
      )
    );
  };
  const insert = async (tx: Tx, note: Note, channel: NewChannel): Promise<number> => {
    const row = await tx
      .insertInto('channels')
      .values({
        name: channel.name,
        provider: channel.provider,
        base_url: channel.baseUrl,
        models: JSON.stringify(channel.models),
        groups: JSON.stringify(channel.groups),
        priority: channel.priority,
        weight: channel.weight,
        status: channel.status,
        options: vault.seal(JSON.stringify(channel.options)), // headers and a proxy's address may hold secrets
        created_at: clock.now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await addKeys(tx, row.id, channel.keys);
    note('channel.create', `channel:${row.id}`, ['config'], {
      name: channel.name,
      provider: channel.provider,
      keys: channel.keys.length,
    });
    return row.id;
  };
  const changeKeys = async (tx: Tx, channel: number, changes: KeyChanges) => {
    const own = <T extends { where: (column: 'channel_id', sign: '=', id: number) => T }>(query: T): T =>
      query.where('channel_id', '=', channel);
    if (changes.remove && changes.remove.length > 0)
      await own(tx.deleteFrom('channel_keys').where('id', 'in', changes.remove)).execute();
    for (const { id, status } of changes.status ?? [])
      await own(tx.updateTable('channel_keys').set({ status }).where('id', '=', id)).execute();
    await addKeys(tx, channel, changes.add ?? []);
  };
  /** False when there is no such channel. */
  const change = async (tx: Tx, note: Note, id: number, patch: ChannelPatch): Promise<boolean> => {
    const row = await tx.selectFrom('channels').select('id').where('id', '=', id).executeTakeFirst();
    if (!row) return false;
    const set = {
      ...(patch.name !== undefined && { name: patch.name }),
      ...(patch.provider !== undefined && { provider: patch.provider }),
      ...(patch.baseUrl !== undefined && { base_url: patch.baseUrl }),
      ...(patch.models !== undefined && { models: JSON.stringify(patch.models) }),
      ...(patch.groups !== undefined && { groups: JSON.stringify(patch.groups) }),
      ...(patch.priority !== undefined && { priority: patch.priority }),
      ...(patch.weight !== undefined && { weight: patch.weight }),
      ...(patch.status !== undefined && { status: patch.status }),
      ...(patch.options !== undefined && { options: vault.seal(JSON.stringify(patch.options)) }),
    };
    if (Object.keys(set).length > 0) await tx.updateTable('channels').set(set).where('id', '=', id).execute();
    if (patch.keys) {
      await tx.deleteFrom('channel_keys').where('channel_id', '=', id).execute();
      await addKeys(tx, id, patch.keys);
    }
    if (patch.keyChanges) await changeKeys(tx, id, patch.keyChanges);
    const { keys, keyChanges, options, ...shown } = patch; // headers may hold secrets
    note('channel.update', `channel:${id}`, ['config'], {
      ...shown,
      ...(keys && { keys: keys.length }),
      ...(keyChanges && {
        keyChanges: {
          ...(keyChanges.add && { add: keyChanges.add.length }),
          ...(keyChanges.remove && { remove: keyChanges.remove }),
          ...(keyChanges.status && { status: keyChanges.status }),
        },
      }),
      ...(options && { options: 'changed' }),
    });
    return true;
  };
  const erase = async (tx: Tx, note: Note, id: number): Promise<boolean> => {
    await tx.deleteFrom('channel_keys').where('channel_id', '=', id).execute();
    const gone = await tx.deleteFrom('channels').where('id', '=', id).executeTakeFirst();
    if (gone.numDeletedRows === 0n) return false;
    note('channel.remove', `channel:${id}`, ['config']);
    return true;
  };
  return {
    byId,
    async create(actor, channel) {
      const id = await refusing(channel.name, () => write(actor, (tx, note) => insert(tx, note, channel)));
      return typeof id === 'number' ? (await byId(id))! : id;
    },
    async list() {
      const rows = await db.selectFrom('channels').selectAll().orderBy('id').execute();
      const keys = await db.selectFrom('channel_keys').selectAll().orderBy('id').execute();
      return rows.map((row) => toChannel(row, keys));
    },
    async update(actor, id, patch) {
      const changed = await refusing(patch.name ?? '', () =>
        write(actor, (tx, note) => change(tx, note, id, patch)),
      );
      return changed === true ? byId(id) : changed || undefined;
    },
    remove: (actor, id) => write(actor, (tx, note) => erase(tx, note, id)),
    async batch(actor, changes) {
      let last = '';
      try {
        return await refusing(
          () => last,
          () =>
            write(actor, async (tx, note) => {
              const ids: number[] = [];
              for (const one of changes) {
                if ('create' in one) {
                  last = one.create.name;
                  ids.push(await insert(tx, note, one.create));
                  continue;
                }
                last = 'patch' in one ? (one.patch.name ?? '') : '';
                const there = await ('patch' in one
                  ? change(tx, note, one.id, one.patch)
                  : erase(tx, note, one.id));
                if (!there) throw new Gone(`there is no channel ${one.id} any more: nothing was changed`);
                ids.push(one.id);
              }
              return ids;
            }),
        );
      } catch (error) {
        if (error instanceof Gone) return { refused: error.message };
        throw error;
      }
    },
    closeBreaker: (actor, channel, key) =>
      write(actor, async (_tx, note) =>
        note('channel.close-breaker', `channel:${channel}`, [`breaker:${channel}:${key}`], { key }),
      ),
    exported: (actor, channels) =>
      write(actor, async (_tx, note) => {
        for (const id of channels) note('channel.export-keys', `channel:${id}`, []);
      }),
  };
}
