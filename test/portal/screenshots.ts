/**
 * `npm run screenshots [-- words]`: every page of the portal (or those whose address holds a word), light and dark, on a
 * desk and on a phone, in Vietnamese and English, into screenshots/. For looking at, so that what is ugly is mended.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { noBrowser, openBrowser } from '../support/browser.ts';
import { logIn, open, portalPages } from '../support/portal-pages.ts';
import { openUsedPlace } from '../support/used-place.ts';

const folder = fileURLToPath(new URL('../../screenshots/', import.meta.url));
const words = process.argv.slice(2);
const looks = [
  { theme: 'light', language: 'en', width: 1280, height: 860 },
  { theme: 'dark', language: 'vi', width: 1280, height: 860 },
  { theme: 'light', language: 'vi', width: 390, height: 844 },
  { theme: 'dark', language: 'en', width: 390, height: 844 },
] as const;

if (noBrowser) {
  console.error(noBrowser);
  process.exit(1);
}
const wanted = portalPages.filter(
  ({ path }) => words.length === 0 || words.some((word) => path.includes(word)),
);
console.log('A place that has been used for a month is being made.');
const place = await openUsedPlace();
await place.tasksEnded();
const browser = await openBrowser();
try {
  if (words.length === 0) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { theme, language, width, height } of looks) {
    for (const reader of ['visitor', 'customer', 'operator'] as const) {
      const pages = wanted.filter((page) => page.reader === reader);
      if (pages.length === 0) continue;
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: theme,
        locale: language === 'vi' ? 'vi-VN' : 'en-US',
        reducedMotion: 'reduce',
      });
      await logIn(context, place.url, reader);
      const page = await context.newPage();
      for (const one of pages) {
        const { path } = one;
        await open(page, place.url, one);
        await page.waitForLoadState('networkidle', { timeout: 4000 }).catch(() => {});
        const name = `${path === '/' ? 'home' : path.slice(1).replaceAll(/[^\w.-]+/g, '_')}${one.side ? `-${one.side}` : ''}-${width < 500 ? 'phone' : 'desk'}-${theme}-${language}.png`;
        await page.screenshot({ path: join(folder, name) });
        console.log(`${page.url() === place.url + path ? ' ' : '→'} ${name}`);
      }
      await context.close();
    }
  }
  console.log(`They lie in ${folder}`);
} finally {
  await browser.close();
  await place.close();
}
