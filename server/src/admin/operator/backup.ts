import { z } from 'zod';
import { timeText } from '../fields.ts';
import { Refusal } from '../refusal.ts';
import { defineFile } from '../route.ts';

const yes = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');

export const backupRoutes = [
  defineFile({
    method: 'GET',
    path: '/api/admin/backup',
    auth: 'root',
    summary: {
      en: 'A consistent copy of the database and a list of the files, as one archive',
      vi: 'Bản sao nhất quán của cơ sở dữ liệu và danh sách tệp, trong một tệp nén',
    },
    produces: 'application/gzip',
    limit: { calls: 6, perMs: 10 * 60_000 },
    query: z.strictObject({
      files: yes.describe('With the bytes of uploaded files'),
      master_key: yes.describe('With the master key: the archive then opens every stored secret'),
    }),
    handler: async ({ caller, query }, { store, clock, backup }) => {
      const made = await backup({ files: query.files, masterKey: query.master_key });
      if ('refused' in made) throw new Refusal('refused', made.refused);
      await store.audit.add({ user: caller.user.id }, 'backup.make', 'backup', query);
      return {
        mediaType: 'application/gzip',
        name: `key4u-backup-${timeText(clock.now()).slice(0, 16).replace(/[^\d]/g, '')}.tar.gz`,
        body: made.archive,
      };
    },
  }),
];
