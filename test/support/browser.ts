import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** A Chromium of the machine: no browser is downloaded. */
const places = [
  process.env['KEY4U_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

export const chromiumPath: string | undefined = places.find((path) => path !== undefined && existsSync(path));

/** Why tests of pages are left out; false where they can run. */
export const noBrowser: string | false = chromiumPath
  ? false
  : 'no Chromium on this machine: install the package chromium, or name one in KEY4U_CHROMIUM';

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    ...(chromiumPath ? { executablePath: chromiumPath } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--autoplay-policy=no-user-gesture-required',
    ],
  });
}
