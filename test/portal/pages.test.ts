import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { noBrowser, openBrowser } from '../support/browser.ts';
import { until } from '../support/gateway.ts';
import { logIn, open, portalPages, type Reader } from '../support/portal-pages.ts';
import { openUsedPlace, type UsedPlace } from '../support/used-place.ts';

/**
 * Every page as people meet it: light on a desk in English, dark on a phone in Vietnamese. No serious fault that axe-core
 * knows, one h1, nothing wider than the screen, nothing in the browser's own list of errors.
 */

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** In the page: bytes of scripts as they came over the wire, and when the largest part was painted. */
const measured = `(async () => ({
  paint: await new Promise((resolve) =>
    new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime)).observe({
      type: 'largest-contentful-paint',
      buffered: true,
    }),
  ),
  scripts: performance
    .getEntriesByType('resource')
    .filter(({ name }) => name.endsWith('.js'))
    .reduce((sum, { transferSize }) => sum + transferSize, 0),
}))()`;

type Finding = {
  id: string;
  impact: string | null;
  help: string;
  nodes: { html: string; failureSummary?: string }[];
};

/** Serious and critical faults, with the place of the first of each. */
async function faultsOf(page: Page): Promise<string[]> {
  // Given to the page by the tool and not by a script element, which the page's own policy would refuse.
  await page.evaluate(axe);
  const found = (await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }).then(({ violations }) => violations)`,
  )) as Finding[];
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id} ×${nodes.length}: ${nodes[0]?.html.slice(0, 160)} ${nodes[0]?.failureSummary?.split('\n')[1]?.trim() ?? ''}`,
    );
}

describe('pages of the portal', { skip: noBrowser }, () => {
  let place: UsedPlace;
  let browser: Browser;
  before(async () => {
    [place, browser] = await Promise.all([openUsedPlace({ days: 10 }), openBrowser()]);
    await place.tasksEnded();
  });
  after(async () => {
    await browser?.close();
    await place?.close();
  });

  for (const look of [
    { name: 'desk, light, English', width: 1280, scheme: 'light', locale: 'en-US' },
    { name: 'phone, dark, Vietnamese', width: 390, scheme: 'dark', locale: 'vi-VN' },
  ] as const)
    for (const reader of ['visitor', 'customer', 'operator'] as const satisfies readonly Reader[])
      describe(`${reader}: ${look.name}`, () => {
        let context: BrowserContext;
        let page: Page;
        const errors: string[] = [];
        before(async () => {
          context = await browser.newContext({
            viewport: { width: look.width, height: 900 },
            colorScheme: look.scheme,
            locale: look.locale,
            reducedMotion: 'reduce',
          });
          await logIn(context, place.url, reader);
          page = await context.newPage();
          page.on('pageerror', (error) => errors.push(String(error)));
          page.on('console', (line) => {
            if (line.type() === 'error') errors.push(`${line.text()} ${line.location().url}`);
          });
        });
        after(() => context?.close());

        for (const one of portalPages.filter((each) => each.reader === reader))
          test(`${one.path}${one.side ? `, ${one.side} side` : ''}`, async () => {
            const { path } = one;
            errors.length = 0;
            await open(page, place.url, one);
            await page.locator('h1').first().waitFor({ timeout: 10_000 });
            // What comes has come when nothing stands in its place any more; parts far below come when they are near.
            const whole = () =>
              page.evaluate<boolean>("document.querySelector('.animate-pulse-soft') === null");
            await until('the page to be whole', whole, 1500).catch(() => {});
            assert.equal(page.url(), place.url + path, 'nobody was sent elsewhere');
            assert.equal(await page.locator('h1').count(), 1, 'one h1');
            assert.notEqual(await page.title(), '');
            const wider = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
            assert.ok(wider <= 0, `wider than the screen by ${wider} px`);
            assert.deepEqual(await faultsOf(page), []);
            const expected = path === '/nowhere' ? / 404 / : /^$/;
            assert.deepEqual(
              errors.filter((error) => !expected.test(error)),
              [],
            );
          });
      });

  test('the first page loads within its budget', async () => {
    // Other tests run beside it: the quickest of three loads says what the page takes.
    const loads: { scripts: number; paint: number }[] = [];
    for (let load = 0; load < 3; load++) {
      const page = await browser.newPage();
      await page.goto(place.url, { waitUntil: 'networkidle' });
      loads.push(await page.evaluate<{ scripts: number; paint: number }>(measured));
      await page.close();
    }
    const scripts = Math.max(...loads.map((one) => one.scripts));
    const paint = Math.min(...loads.map((one) => one.paint));
    console.log(
      `scripts of the first page: ${Math.round(scripts / 1000)} kB; largest paint after ${Math.round(paint)} ms`,
    );
    assert.ok(scripts < 300_000, `${scripts} bytes of script`);
    assert.ok(paint < 1500, `largest paint after ${paint} ms`);
  });
});
