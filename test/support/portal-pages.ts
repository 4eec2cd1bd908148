import type { BrowserContext } from 'playwright-core';
import { customer, operator } from './used-place.ts';

/** Who looks at a page. */
export type Reader = 'visitor' | 'customer' | 'operator';

export type PortalPage = { readonly path: string; readonly reader: Reader };

/** Every page of the portal, with the reader for whom it is made. */
export const portalPages: readonly PortalPage[] = [
  ...[
    '/',
    '/models',
    '/models/gpt-4o-mini',
    '/pricing',
    '/status',
    '/playground',
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
    '/console/playground',
    '/console/wallet',
    '/console/files',
    '/console/settings',
  ].map((path) => ({ path, reader: 'customer' as const })),
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
    '/admin/ledger',
    '/admin/system',
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
