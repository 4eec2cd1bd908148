import type { IncomingHttpHeaders } from 'node:http';
import { fitsPassword } from '../base/password.ts';
import type { Vault } from '../base/secret.ts';
import type { SignedIn } from '../spec/auth.ts';
import type { Store } from '../spec/store.ts';
import type { Answered, Asked, Desk } from './desk.ts';
import { sessionSecret, sessionToken } from './session-cookie.ts';

export type { Answered, Asked, Desk } from './desk.ts';
export type { AccountSettings } from './settings.ts';

/** What of the account library is reachable. Everything else of it (tokens of sessions, of providers) is not. */
const open: readonly { readonly path: RegExp; readonly confirmed?: true }[] = [
  { path: /^\/sign-in\/(email|social)$/ },
  { path: /^\/sign-up\/email$/ },
  { path: /^\/sign-out$/ },
  { path: /^\/callback\/\w+$/ },
  { path: /^\/error$/ },
  { path: /^\/(request-password-reset|reset-password|verify-email|send-verification-email)$/ },
  { path: /^\/change-password$/ },
  { path: /^\/change-email$/, confirmed: true },
  { path: /^\/update-user$/ },
  { path: /^\/list-accounts$/ },
  { path: /^\/(link-social|unlink-account)$/, confirmed: true },
  { path: /^\/two-factor\/(verify-totp|verify-backup-code)$/ },
  { path: /^\/two-factor\/(enable|disable|generate-backup-codes)$/, confirmed: true },
  { path: /^\/passkey\/(generate-authenticate-options|verify-authentication|list-user-passkeys)$/ },
  {
    path: /^\/passkey\/(generate-register-options|verify-registration|delete-passkey|update-passkey)$/,
    confirmed: true,
  },
];

/** For how long somebody who has proved to be there counts as being there. */
export const confirmedMs = 10 * 60_000;

/** Without this header a cookie counts for nothing: no page of another origin can send it. */
export const portalHeader = 'x-key4u-portal';

const wrongProofs = { most: 8, perMs: 10 * 60_000 };

export type AccountsDeps = {
  readonly store: Pick<Store, 'auth'>;
  readonly vault: Vault;
  readonly now: () => number;
  readonly desk: Desk;
};

export type Accounts = {
  /** Who calls with a session; a cookie without the portal's header is no session. */
  sessionOf(headers: IncomingHttpHeaders): Promise<SignedIn | undefined>;
  /** `true`: confirmed now. Milliseconds to wait after too many wrong ones. */
  confirm(
    who: SignedIn,
    proof: { password?: string | undefined; code?: string | undefined },
  ): Promise<boolean | number>;
  /** A call under /api/auth; `path` is what stands behind that. */
  handle(path: string, asked: Asked): Promise<Answered>;
};

const answer = (status: number, code: string, message: string): Answered => ({
  status,
  headers: [
    ['content-type', 'application/json'],
    ['cache-control', 'no-store'],
  ],
  body: JSON.stringify({ code, message }),
});

export const isConfirmed = ({ session, impersonator }: SignedIn, now: number): boolean =>
  impersonator === null && session.confirmedAt > now - confirmedMs;

export function openAccounts({ store, vault, now, desk }: AccountsDeps): Accounts {
  const secret = sessionSecret(vault);

  const sessionOf = async (headers: IncomingHttpHeaders): Promise<SignedIn | undefined> => {
    if (headers[portalHeader] !== '1') return undefined;
    const token = sessionToken(headers.cookie, secret);
    return token === undefined ? undefined : store.auth.session(token);
  };

  return {
    sessionOf,

    async confirm(who, { password, code }) {
      if (who.impersonator !== null) return false;
      const { user, session } = who;
      const wait = await store.auth.attempt(`confirm:${user.id}`, wrongProofs.most, wrongProofs.perMs);
      if (wait > 0) return wait;
      const proved =
        password !== undefined
          ? await fitsPassword(password, (await store.auth.passwordOf(user.id)) ?? '')
          : code !== undefined && (await desk.fitsCode(user.id, code));
      if (proved) await store.auth.confirm(session.id);
      return proved;
    },

    async handle(path, asked) {
      const rule = open.find((each) => each.path.test(path));
      if (!rule) return answer(404, 'NOT_FOUND', 'there is no such call');
      const isFromPortal = asked.headers[portalHeader] === '1';
      if (!isFromPortal && (asked.method !== 'GET' || rule.confirmed))
        return answer(403, 'PORTAL_ONLY', `the header ${portalHeader}: 1 is missing`);
      const who = isFromPortal ? await sessionOf(asked.headers) : undefined;
      if (who?.impersonator) {
        if (path !== '/sign-out')
          return answer(403, 'acting_as', 'only the owner of the account may do this, not support');
        await store.auth.actForSelf({ user: who.impersonator.id }, who.session.id);
      }
      if (rule.confirmed && who && !isConfirmed(who, now()))
        return answer(403, 'confirmation_needed', 'confirm first that it is you');
      return desk.handle(asked);
    },
  };
}
