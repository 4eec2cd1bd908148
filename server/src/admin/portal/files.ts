import { z } from 'zod';
import { resultPurpose, type StoredFile } from '../../spec/files.ts';
import type { AdminDeps } from '../deps.ts';
import { time, timeText } from '../fields.ts';
import { found } from '../refusal.ts';
import { defineRoute, defineUpload } from '../route.ts';

/** What a user has uploaded, here or with a key: pictures with links, and files that requests name. */

const fileReply = z.object({
  id: z.string(),
  name: z.string(),
  media_type: z.string(),
  size: z.number().int().describe('Bytes'),
  purpose: z.string(),
  created_at: time,
  expires_at: time,
  link: z.string().nullable().describe('Path that opens it without a key; null: it has none'),
  delete_link: z.string().nullable().describe('Path that deletes it without a key; keep it to yourself'),
});

const fileView = ({ files }: AdminDeps, file: StoredFile): z.input<typeof fileReply> => {
  const links = files.linksTo(file);
  return {
    id: file.id,
    name: file.name,
    media_type: file.mediaType,
    size: file.size,
    purpose: file.purpose,
    created_at: timeText(file.createdAt),
    expires_at: timeText(file.expiresAt),
    link: links?.url ?? null,
    delete_link: links?.deletes ?? null,
  };
};

const idField = z.string().min(1).max(64);
const mostAtOnce = 100;

/** What a task made is deleted with its task. */
async function remove({ store, files }: AdminDeps, owner: number, id: string): Promise<boolean> {
  const file = await store.files.find(id, owner);
  return file !== undefined && file.purpose !== resultPurpose && files.remove(id, owner);
}

export const fileRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/portal/files',
    auth: 'user',
    summary: { en: 'Your files, newest first', vi: 'Tệp của bạn, mới nhất trước' },
    query: z.strictObject({
      after: idField.optional().describe('Id of the last file of the page before'),
      size: z.coerce.number().int().min(1).max(200).default(50),
      linked: z.enum(['true', 'false']).optional().describe('"true": only pictures with links'),
    }),
    reply: z.object({
      items: z.array(fileReply),
      next: z.string().nullable().describe('`after` of the next page; null: there is none'),
    }),
    handler: async ({ caller, query: { after, size, linked } }, deps) => {
      const found = await deps.store.files.list(caller.user.id, {
        limit: size + 1,
        newestFirst: true,
        ...(after === undefined ? {} : { after }),
        ...(linked === 'true' ? { purpose: deps.files.purpose } : {}),
      });
      const items = found.slice(0, size);
      return {
        items: items.map((file) => fileView(deps, file)),
        next: found.length > size ? (items.at(-1)?.id ?? null) : null,
      };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/portal/files/room',
    auth: 'user',
    summary: { en: 'What your files use of what they may', vi: 'Dung lượng đã dùng và giới hạn' },
    reply: z.object({
      used: z.number().int().describe('Bytes of all your files'),
      limit: z.number().int().describe('Bytes that they may have together'),
      largest: z.number().int().describe('Bytes of one picture that is uploaded here'),
      types: z.array(z.string()).describe('What is taken, by its bytes and not by its name'),
      kept_days: z.number(),
    }),
    handler: async ({ caller }, { store, files }) => {
      const { perUser, longestMs } = await files.bounds(caller.user.id);
      return {
        used: await store.files.bytesOf(caller.user.id),
        limit: perUser,
        largest: files.largest,
        types: [...files.types],
        kept_days: longestMs / 86_400_000,
      };
    },
  }),
  defineUpload({
    method: 'POST',
    path: '/api/portal/files',
    auth: 'user',
    summary: { en: 'Upload a picture and get its link', vi: 'Tải ảnh lên và nhận liên kết' },
    limit: { calls: 120, perMs: 60_000 },
    reply: fileReply,
    handler: async ({ caller, arriving: { head, body } }, deps) =>
      fileView(deps, await deps.files.upload(caller.user.id, head, body)),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/api/portal/files/:id',
    auth: 'user',
    summary: { en: 'Delete a file; its link is dead at once', vi: 'Xóa tệp; liên kết mất hiệu lực ngay' },
    params: z.object({ id: idField }),
    reply: z.object({ removed: z.literal(true) }),
    handler: async ({ caller, params }, deps) => {
      found((await remove(deps, caller.user.id, params.id)) || undefined, 'file');
      return { removed: true as const };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/portal/files/delete',
    auth: 'user',
    summary: { en: 'Delete several files', vi: 'Xóa nhiều tệp' },
    body: z.strictObject({ ids: z.array(idField).min(1).max(mostAtOnce) }),
    reply: z.object({ removed: z.array(z.string()).describe('Ids of those that were there') }),
    handler: async ({ caller, body }, deps) => {
      const removed: string[] = [];
      for (const id of new Set(body.ids)) if (await remove(deps, caller.user.id, id)) removed.push(id);
      return { removed };
    },
  }),
];
