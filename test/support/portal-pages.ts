import type { BrowserContext, Page } from 'playwright-core';
import { customer, operator } from './used-place.ts';

/** Who looks at a page. */
export type Reader = 'visitor' | 'customer' | 'operator';

/** `side`: which one is looked at; absent: the live one. */
export type PortalPage = { readonly path: string; readonly reader: Reader; readonly side?: 'test' };

/** Every page of the portal, with the reader for whom it is made. */
export const portalPages: readonly PortalPage[] = [
  ...[
    '/',
    '/models',
    '/models/gpt-4o-mini',
    '/pricing',
    '/status',
    '/playground?kind=chat',
    '/login',
    '/register',
    '/forgot',
    '/docs',
    '/docs/start/introduction',
    '/docs/start/quick-start',
    '/docs/chatgpt-chat/create-chat-completion',
    '/docs/tools/codex',
    '/docs/help-center/all-rows',
    '/nowhere',
  ].map((path) => ({ path, reader: 'visitor' as const })),
  ...[
    '/console',
    '/console/keys',
    '/console/logs',
    '/console/tasks',
    '/console/playground?kind=chat',
    '/console/wallet',
    '/console/files',
    '/console/settings',
  ].map((path) => ({ path, reader: 'customer' as const })),
  ...['/console/logs', '/console/tasks'].map((path) => ({
    path,
    reader: 'customer' as const,
    side: 'test' as const,
  })),
  ...[
    '/admin',
    '/admin/channels',
    '/admin/models',
    '/admin/groups',
    '/admin/users',
    '/admin/codes',
    '/admin/orders',
    '/admin/tasks',
    '/admin/logs',
    '/admin/health',
    '/admin/audit',
    '/admin/system',
    '/admin/system?tab=announcements',
    '/admin/system?tab=ledger',
    '/admin/system?tab=backup',
  ].map((path) => ({ path, reader: 'operator' as const })),
];

/** Logs a browser in, by the call that the page of log-in makes. */
export async function logIn(context: BrowserContext, url: string, reader: Reader): Promise<void> {
  if (reader === 'visitor') return;
  const response = await context.request.post(`${url}/api/auth/sign-in/email`, {
    data: reader === 'operator' ? operator : customer,
    headers: { origin: url, 'x-key4u-portal': '1' },
  });
  if (!response.ok()) throw new Error(`log in as ${reader}: ${response.status()} ${await response.text()}`);
}

/** Goes to a page on the side that it is to be seen on. */
export async function open(page: Page, url: string, { path, side }: PortalPage): Promise<void> {
  if (page.url().startsWith(url))
    await page.evaluate(`localStorage.setItem('key4u.mode', '${side ?? 'live'}')`);
  else if (side)
    await page.addInitScript(
      `localStorage.getItem('key4u.mode') ?? localStorage.setItem('key4u.mode', '${side}')`,
    );
  await page.goto(url + path);
}
