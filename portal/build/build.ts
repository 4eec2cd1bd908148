/**
 * `npm run build`: the portal to portal/dist, every text file beside its compressed forms. Runs at the end of `npm ci`, and
 * before the first start where that was left out. Says how far it is; exit code 1 when it cannot be built.
 */
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'vite';
import { buildManual } from './manual.ts';

const portal = fileURLToPath(new URL('../', import.meta.url));
const dist = join(portal, 'dist');
const began = performance.now();
const say = (what: string) =>
  console.log(`portal: ${what} (${((performance.now() - began) / 1000).toFixed(1)} s)`);

const squeeze = promisify(brotliCompress);
const zip = promisify(gzip);

/** Fonts and pictures are compressed already; Markdown is when it is asked for, with the reader's address in it. */
const text = /\.(html|js|css|json|xml|svg)$/;

async function compress(): Promise<number> {
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((path) => text.test(path));
  const queue = [...files];
  const worker = async () => {
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      const bytes = readFileSync(join(dist, path));
      if (bytes.length < 1024) continue;
      const [br, gz] = await Promise.all([
        squeeze(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 8 } }),
        zip(bytes, { level: 7 }),
      ]);
      writeFileSync(join(dist, `${path}.br`), br);
      writeFileSync(join(dist, `${path}.gz`), gz);
    }
  };
  await Promise.all(Array.from({ length: 4 }, worker));
  return files.length;
}

say('building');
// The manual beside the pages: a process of its own, in a folder of its own, because Vite empties dist.
const manual = join(portal, '.vite', 'manual');
await Promise.all([
  build({ configFile: join(portal, 'vite.config.ts'), logLevel: 'warn' }).then(() => say('pages are built')),
  buildManual(manual).then(() => say('the manual is written')),
]);
rmSync(join(dist, 'manual'), { recursive: true, force: true });
renameSync(manual, join(dist, 'manual'));
const count = await compress();
writeFileSync(
  join(dist, 'build.json'),
  `${JSON.stringify({ at: new Date().toISOString(), files: count })}\n`,
);
say(`ready, ${count} files`);
