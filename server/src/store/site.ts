import type { Selectable } from 'kysely';
import type { Announcement, AnnouncementLevel, Announcements, SiteFiles } from '../spec/site.ts';
import type { Store } from '../spec/store.ts';
import type { Context } from './context.ts';
import type { Tables } from './schema.ts';

/** What the operator says about the site: settings, announcements, its logo. */

export function settingsOf({ db, vault, write }: Context): Store['settings'] {
  const get: Store['settings']['get'] = async (name) =>
    (await db.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst())?.value;
  const put = (actor: { user: number | null }, name: string, value: string, shown: object) =>
    write(actor, async (tx, note) => {
      await tx
        .insertInto('settings')
        .values({ name, value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute();
      note('setting.put', `setting:${name}`, ['config'], shown);
    });
  return {
    get,
    all: async () =>
      new Map(
        (await db.selectFrom('settings').selectAll().execute()).map(({ name, value }) => [name, value]),
      ),
    put: (actor, name, value) => put(actor, name, value, { value }),
    putSecret: (actor, name, value) => put(actor, name, vault.seal(value), { secret: true }),
    async secret(name) {
      const sealed = await get(name);
      return sealed === undefined ? undefined : vault.open(sealed);
    },
    remove: (actor, name) =>
      write(actor, async (tx, note) => {
        const gone = await tx.deleteFrom('settings').where('name', '=', name).executeTakeFirst();
        if (gone.numDeletedRows > 0n) note('setting.remove', `setting:${name}`, ['config']);
      }),
  };
}

const toAnnouncement = (row: Selectable<Tables['announcements']>): Announcement => ({
  id: row.id,
  level: row.level as AnnouncementLevel,
  title: JSON.parse(row.title),
  text: JSON.parse(row.text),
  from: row.from_at,
  until: row.until_at,
  createdAt: row.created_at,
});

export function announcementsOf({ db, clock, write }: Context): Announcements {
  const columns = ({ level, title, text, from, until }: Parameters<Announcements['create']>[1]) => ({
    level,
    title: JSON.stringify(title),
    text: JSON.stringify(text),
    from_at: from,
    until_at: until,
  });
  return {
    async list(at) {
      let query = db.selectFrom('announcements').selectAll().orderBy('id', 'desc').limit(200);
      if (at !== undefined)
        query = query
          .where('from_at', '<=', at)
          .where((eb) => eb.or([eb('until_at', 'is', null), eb('until_at', '>', at)]));
      return (await query.execute()).map(toAnnouncement);
    },
    create: (actor, announcement) =>
      write(actor, async (tx, note) => {
        const row = await tx
          .insertInto('announcements')
          .values({ ...columns(announcement), created_at: clock.now() })
          .returningAll()
          .executeTakeFirstOrThrow();
        note('announcement.create', `announcement:${row.id}`, [], { title: announcement.title });
        return toAnnouncement(row);
      }),
    update: (actor, id, announcement) =>
      write(actor, async (tx, note) => {
        const row = await tx
          .updateTable('announcements')
          .set(columns(announcement))
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirst();
        if (!row) return undefined;
        note('announcement.update', `announcement:${id}`, [], { title: announcement.title });
        return toAnnouncement(row);
      }),
    remove: (actor, id) =>
      write(actor, async (tx, note) => {
        const gone = await tx.deleteFrom('announcements').where('id', '=', id).executeTakeFirst();
        if (gone.numDeletedRows === 0n) return false;
        note('announcement.remove', `announcement:${id}`, []);
        return true;
      }),
  };
}

export function siteFilesOf({ db, clock, write }: Context): SiteFiles {
  return {
    async get(name) {
      const row = await db.selectFrom('site_files').selectAll().where('name', '=', name).executeTakeFirst();
      return (
        row && {
          mediaType: row.media_type,
          bytes: Buffer.from(row.bytes, 'base64'),
          changedAt: row.changed_at,
        }
      );
    },
    changedAt: async (name) =>
      (await db.selectFrom('site_files').select('changed_at').where('name', '=', name).executeTakeFirst())
        ?.changed_at,
    put: (actor, name, { mediaType, bytes }) =>
      write(actor, async (tx, note) => {
        const row = { media_type: mediaType, bytes: bytes.toString('base64'), changed_at: clock.now() };
        await tx
          .insertInto('site_files')
          .values({ name, ...row })
          .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
          .execute();
        note('site-file.put', `site-file:${name}`, [], { mediaType, size: bytes.length });
      }),
    remove: (actor, name) =>
      write(actor, async (tx, note) => {
        const gone = await tx.deleteFrom('site_files').where('name', '=', name).executeTakeFirst();
        if (gone.numDeletedRows === 0n) return false;
        note('site-file.remove', `site-file:${name}`, []);
        return true;
      }),
  };
}
