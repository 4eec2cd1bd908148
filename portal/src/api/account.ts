import { call, send } from './client.ts';
import { queries } from './queries.ts';

/** Ends the session and leaves nothing of it on the page. */
export async function signOut(): Promise<void> {
  await send('POST', '/api/auth/sign-out', { body: '{}', headers: { 'content-type': 'application/json' } });
  queries.clear();
  location.assign('/');
}

/** Ends looking at the portal as somebody else. */
export async function stopImpersonating(): Promise<void> {
  await call('POST /api/portal/stop-impersonating', {});
  queries.clear();
  location.assign('/admin/users');
}
