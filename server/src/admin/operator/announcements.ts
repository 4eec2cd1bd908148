import { z } from 'zod';
import { type Announcement, announcementLevels, type NewAnnouncement } from '../../spec/site.ts';
import { idParams, moment, time, timeOrNull, timeText } from '../fields.ts';
import { found, Refusal } from '../refusal.ts';
import { defineRoute } from '../route.ts';

const inBoth = (most: number) =>
  z.strictObject({ en: z.string().trim().max(most), vi: z.string().trim().max(most) });

const announcementBody = z.strictObject({
  level: z.enum(announcementLevels).default('info'),
  title: inBoth(200),
  text: inBoth(20_000).describe('Markdown').default({ en: '', vi: '' }),
  from: moment.optional().describe('Absent: from now on'),
  until: moment.nullable().default(null),
});

const announcementReply = z.object({
  id: z.number().int(),
  level: z.enum(announcementLevels),
  title: z.object({ en: z.string(), vi: z.string() }),
  text: z.object({ en: z.string(), vi: z.string() }),
  from: time,
  until: time.nullable(),
  created_at: time,
});

const view = ({
  id,
  level,
  title,
  text,
  from,
  until,
  createdAt,
}: Announcement): z.input<typeof announcementReply> => ({
  id,
  level,
  title,
  text,
  from: timeText(from),
  until: timeOrNull(until),
  created_at: timeText(createdAt),
});

/** One language stands for the other where only one was written. */
function complete(body: z.output<typeof announcementBody>, now: number): NewAnnouncement {
  const both = ({ en, vi }: { en: string; vi: string }) => ({ en: en || vi, vi: vi || en });
  const title = both(body.title);
  if (title.en === '') throw new Refusal('field_invalid', 'title: must be written in at least one language');
  const from = body.from ?? now;
  if (body.until !== null && body.until <= from)
    throw new Refusal('field_invalid', 'until: must be later than its beginning');
  return { level: body.level, title, text: both(body.text), from, until: body.until };
}

export const announcementRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/admin/announcements',
    auth: 'admin',
    summary: { en: 'Announcements, newest first', vi: 'Thông báo, mới nhất trước' },
    reply: z.object({ items: z.array(announcementReply) }),
    handler: async (_ask, { store }) => ({ items: (await store.announcements.list()).map(view) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/admin/announcements',
    auth: 'admin',
    summary: { en: 'Announce something to everybody', vi: 'Thông báo cho mọi người' },
    body: announcementBody,
    reply: announcementReply,
    handler: async ({ caller, body }, { store, clock }) =>
      view(await store.announcements.create({ user: caller.user.id }, complete(body, clock.now()))),
  }),
  defineRoute({
    method: 'PUT',
    path: '/api/admin/announcements/:id',
    auth: 'admin',
    summary: { en: 'Change an announcement', vi: 'Sửa thông báo' },
    params: idParams,
    body: announcementBody,
    reply: announcementReply,
    handler: async ({ caller, params, body }, { store, clock }) =>
      view(
        found(
          await store.announcements.update({ user: caller.user.id }, params.id, complete(body, clock.now())),
          'announcement',
        ),
      ),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/api/admin/announcements/:id',
    auth: 'admin',
    summary: { en: 'Take an announcement away', vi: 'Gỡ thông báo' },
    params: idParams,
    reply: z.null(),
    handler: async ({ caller, params }, { store }) => {
      const gone = await store.announcements.remove({ user: caller.user.id }, params.id);
      found(gone || undefined, 'announcement');
      return null;
    },
  }),
];
