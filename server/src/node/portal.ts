import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * The portal as files: what `npm run build` wrote to portal/dist, each beside its compressed forms. Nothing of it is read
 * before somebody asks. Pages are one document; which page it is, its script knows from the address.
 */

const source = fileURLToPath(new URL('../../../portal/', import.meta.url));

/** Where the portal is built to. */
export const portalFolder = join(source, 'dist');

/**
 * Builds the portal beside the gateway, which answers meanwhile, where `npm ci` did not (it was told to run no scripts).
 * The build says itself how far it is.
 */
export function buildMissingPortal(): void {
  if (existsSync(join(portalFolder, 'build.json'))) return;
  const build = spawn(process.execPath, [join(source, 'build', 'build.ts')], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  build.on('error', () => {}); // a page that is not built says how to do it by hand
  build.unref();
}

/** First steps of addresses that are pages. Any other address that no file has is no page (404), but drawn as one. */
const pages: ReadonlySet<string> = new Set([
  '',
  'admin',
  'console',
  'docs',
  'forgot',
  'invite',
  'login',
  'models',
  'playground',
  'pricing',
  'register',
  'reset',
  'status',
  'verify',
]);

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
  '.pdf': 'application/pdf',
};

/** Compressed forms by how good they are, with the ending of their files. */
const encodings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/**
 * Scripts only from here and none inline. Styles may be inline: libraries of parts set widths and places so. Pictures and
 * sound may also be data that the page made itself.
 */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' data: blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const safety = {
  'content-security-policy': pagePolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(self), payment=()',
} as const;

const notBuilt =
  '<!doctype html><meta charset="utf-8"><title>Key4U</title><p>The gateway runs. Its portal is not built yet: run <code>npm run build</code> in its folder, then load this page again.</p>';

type Found = { readonly path: string; readonly forms: ReadonlySet<string>; readonly tag: string };

export type Portal = {
  /** Answers a GET or HEAD that no route takes, when a file or a page is there for it. False: it is not the portal's. */
  serve(request: FastifyRequest, reply: FastifyReply): Promise<boolean>;
};

/** `folder`: portal/dist. It may be missing; then a page says how to build it. */
export function openPortal(folder: string): Portal {
  let files: { readonly built: number; readonly all: Promise<ReadonlyMap<string, Found>> } | undefined;
  /** The files of the last build: a build that ends while the gateway runs is seen by the next page. */
  const listing = async (): Promise<ReadonlyMap<string, Found>> => {
    const built = await stat(join(folder, 'build.json')).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    );
    if (built === 0) return new Map();
    if (files?.built !== built) files = { built, all: list(folder) };
    return files.all;
  };

  async function sendFile(request: FastifyRequest, reply: FastifyReply, found: Found, page: boolean) {
    const accepted = String(request.headers['accept-encoding'] ?? '');
    const form = encodings.find(([name, ending]) => found.forms.has(ending) && accepted.includes(name));
    const extension = extname(found.path);
    const immutable = found.path.includes('/assets/');
    reply.headers({
      'content-type': types[extension] ?? 'application/octet-stream',
      'cache-control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
      etag: `"${found.tag}${form ? `-${form[0]}` : ''}"`,
      vary: 'accept-encoding',
      ...(extension === '.html' ? safety : { 'x-content-type-options': 'nosniff' }),
    });
    if (!page && request.headers['if-none-match'] === reply.getHeader('etag')) return reply.code(304).send();
    const path = join(folder, found.path) + (form ? form[1] : '');
    if (form) reply.header('content-encoding', form[0]);
    if (request.method === 'HEAD') return reply.header('content-length', (await stat(path)).size).send();
    // Small files, most of them: one read is cheaper than a stream.
    const { size } = await stat(path);
    return reply.send(size < 512 * 1024 ? await readFile(path) : createReadStream(path));
  }

  return {
    async serve(request, reply) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return false;
      const path = decoded(request.url.split('?')[0]!);
      if (path === undefined) return false;
      const all = await listing();
      const file = all.get(path);
      if (file && path !== '/index.html') {
        await sendFile(request, reply, file, false);
        return true;
      }
      const first = path.split('/')[1] ?? '';
      const isPage = pages.has(first) && extname(path.split('/').at(-1)!) === '';
      if (!isPage && !pages.has(first) && !String(request.headers.accept ?? '').includes('text/html'))
        return false;
      if (first === 'assets') return false;
      reply.code(pages.has(first) ? 200 : 404);
      const index = all.get('/index.html');
      if (index) await sendFile(request, reply, index, true);
      else await reply.code(503).headers(safety).type(types['.html']!).send(notBuilt);
      return true;
    },
  };
}

const decoded = (path: string): string | undefined => {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
};

/** Every file by its address. Addresses come from the folder and never the other way, so none can lead out of it. */
async function list(folder: string): Promise<ReadonlyMap<string, Found>> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).replaceAll('\\', '/'))
    .map((name) => (name.startsWith('/') ? name : `/${name}`));
  const present = new Set(names);
  const built = await readFile(join(folder, 'build.json'));
  const stamp = createHash('sha256').update(built).digest('base64url').slice(0, 12);
  return new Map(
    names
      .filter((name) => !/\.(br|gz)$/.test(name) && name !== '/build.json')
      .map((name) => [
        name,
        {
          path: name,
          forms: new Set(
            encodings.map(([, ending]) => ending).filter((ending) => present.has(name + ending)),
          ),
          tag: stamp,
        },
      ]),
  );
}
