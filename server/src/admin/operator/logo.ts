import { z } from 'zod';
import { found, Refusal } from '../refusal.ts';
import { defineRoute } from '../route.ts';

const mostLogoBytes = 256 * 1024;

/**
 * By content, never by what the sender says. Only pictures made of pixels: an SVG is a document that may hold script.
 */
function rasterType(bytes: Buffer): string | undefined {
  const at = (offset: number, text: string) =>
    bytes.subarray(offset, offset + text.length).toString('latin1') === text;
  if (at(0, '\x89PNG\r\n\x1a\n')) return 'image/png';
  if (at(0, '\xff\xd8\xff')) return 'image/jpeg';
  if (at(0, 'RIFF') && at(8, 'WEBP')) return 'image/webp';
  return undefined;
}

export const logoRoutes = [
  defineRoute({
    method: 'PUT',
    path: '/api/admin/site/logo',
    auth: 'root',
    summary: { en: 'Set the logo of the site', vi: 'Đặt logo của trang' },
    body: z.strictObject({
      base64: z.base64('must be base64').describe('PNG, JPEG or WebP of at most 256 kB'),
    }),
    reply: z.object({ media_type: z.string(), size: z.number().int() }),
    handler: async ({ caller, body }, { store }) => {
      const bytes = Buffer.from(body.base64, 'base64');
      if (bytes.length > mostLogoBytes)
        throw new Refusal('field_invalid', `base64: the picture is larger than ${mostLogoBytes / 1024} kB`);
      const mediaType = rasterType(bytes);
      if (!mediaType) throw new Refusal('field_invalid', 'base64: must be a PNG, JPEG or WebP picture');
      await store.siteFiles.put({ user: caller.user.id }, 'logo', { mediaType, bytes });
      return { media_type: mediaType, size: bytes.length };
    },
  }),
  defineRoute({
    method: 'DELETE',
    path: '/api/admin/site/logo',
    auth: 'root',
    summary: { en: 'Take the logo away', vi: 'Bỏ logo' },
    reply: z.null(),
    handler: async ({ caller }, { store }) => {
      found((await store.siteFiles.remove({ user: caller.user.id }, 'logo')) || undefined, 'logo');
      return null;
    },
  }),
];
