import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * The manual for programs: its pages as Markdown behind their addresses, llms.txt, the sitemap, robots.txt. Read from the
 * files that `npm run build` wrote, with the address under which the reader asked in the place of `{{base_url}}`.
 */
export type ManualTexts = {
  /** portal/dist/manual. */
  readonly folder: string;
  readonly originOf: (request: IncomingMessage) => string;
};

/** Pages that are worth finding, beside those of the manual. */
const publicPages = ['/', '/models', '/pricing', '/status', '/docs'] as const;

const types = {
  md: 'text/markdown; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
} as const;

const notThere = 'There is no such page. /docs.md and /llms.txt list all of them.\n';

const compress = promisify(brotliCompress);

export function bindManualTexts(app: FastifyInstance, { folder, originOf }: ManualTexts): void {
  const read = async (path: string): Promise<string | undefined> =>
    readFile(join(folder, path), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });

  async function send(
    request: FastifyRequest,
    reply: FastifyReply,
    type: keyof typeof types,
    text: string | undefined,
  ) {
    if (text === undefined) return reply.code(404).type(types.txt).send(notThere);
    const origin = originOf(request.raw);
    const filled = text
      .replaceAll('{{base_url}}', origin)
      .replaceAll('{{ws_url}}', origin.replace(/^http/, 'ws'))
      .replaceAll('{{host}}', origin.replace(/^https?:\/\//, ''));
    const tag = `"${createHash('sha256').update(filled).digest('base64url').slice(0, 16)}"`;
    reply.headers({
      'content-type': types[type],
      'cache-control': 'public, max-age=300',
      vary: 'accept-encoding',
      etag: tag,
      'x-content-type-options': 'nosniff',
      'access-control-allow-origin': '*',
    });
    if (request.headers['if-none-match'] === tag) return reply.code(304).send();
    if (!/\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''))) return reply.send(filled);
    const small = await compress(filled, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
    return reply.header('content-encoding', 'br').send(small);
  }

  const text = (language: 'en' | 'vi', id: string) => read(`${language}/text/${id}.md`);
  for (const [ending, language] of [
    ['.md', 'en'],
    ['.vi.md', 'vi'],
  ] as const) {
    app.get(`/docs${ending}`, async (request, reply) =>
      send(request, reply, 'md', await text(language, 'index')),
    );
    // Names of one alphabet, so that none leads out of the folder.
    app.get(`/docs/:section(^[a-z0-9-]+)/:slug(^[a-z0-9-]+)${ending}`, async (request, reply) => {
      const { section, slug } = request.params as Readonly<Record<'section' | 'slug', string>>;
      return send(request, reply, 'md', await text(language, `${section}/${slug}`));
    });
  }
  for (const name of ['llms.txt', 'llms-full.txt'])
    app.get(`/${name}`, async (request, reply) => send(request, reply, 'txt', await read(name)));

  app.get('/sitemap.xml', async (request, reply) => {
    const pages = await read('pages.json');
    const ids: readonly string[] = pages === undefined ? [] : JSON.parse(pages);
    const urls = [...publicPages, ...ids.map((id) => `/docs/${id}`)].map(
      (path) => `<url><loc>{{base_url}}${path}</loc></url>`,
    );
    return send(
      request,
      reply,
      'xml',
      `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('\n')}\n</urlset>\n`,
    );
  });
  app.get('/robots.txt', async (request, reply) =>
    send(
      request,
      reply,
      'txt',
      'User-agent: *\nDisallow: /api/\nDisallow: /console\nDisallow: /admin\nDisallow: /results/\n\nSitemap: {{base_url}}/sitemap.xml\n',
    ),
  );
}
