import type { IncomingHttpHeaders } from 'node:http';
import { fitsPassword } from '../base/password.ts';
import type { Vault } from '../base/secret.ts';
import type { SignedIn } from '../spec/auth.ts';
import type { Store } from '../spec/store.ts';
import type { openLibrary } from './library.ts';
import { sendMail, writeLetter } from './mail.ts';
import { sessionSecret, sessionToken } from './session-cookie.ts';
import type { AccountSettings } from './settings.ts';

export { sendMail } from './mail.ts';
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

const mostOpened = 8;
const wrongProofs = { most: 8, perMs: 10 * 60_000 };

export type AccountsDeps = {
  readonly store: Store;
  readonly vault: Vault;
  readonly now: () => number;
  readonly settings: () => Promise<AccountSettings>;
  readonly warn: (what: string, detail: Readonly<Record<string, unknown>>) => void;
};

export type Accounts = {
  /** Who calls with a session; a cookie without the portal's header is no session. */
  sessionOf(headers: IncomingHttpHeaders): Promise<SignedIn | undefined>;
  /** `true`: confirmed now. Milliseconds to wait after too many wrong ones. */
  confirm(
    who: SignedIn,
    proof: { password?: string | undefined; code?: string | undefined },
  ): Promise<boolean | number>;
  /** A call under /api/auth, with the client's address. */
  handle(request: Request, path: string, origin: string, address: string): Promise<Response>;
};

const answer = (status: number, code: string, message: string): Response =>
  Response.json({ code, message }, { status, headers: { 'cache-control': 'no-store' } });

export const isConfirmed = ({ session, impersonator }: SignedIn, now: number): boolean =>
  impersonator === null && session.confirmedAt > now - confirmedMs;

export function openAccounts({ store, vault, now, settings, warn }: AccountsDeps): Accounts {
  const secret = sessionSecret(vault);

  const sessionOf = async (headers: IncomingHttpHeaders): Promise<SignedIn | undefined> => {
    if (headers[portalHeader] !== '1') return undefined;
    const token = sessionToken(headers.cookie, secret);
    return token === undefined ? undefined : store.auth.session(token);
  };

  /** The last few that were asked for: opening one takes milliseconds, and settings and addresses seldom change. */
  const opened = new Map<string, ReturnType<typeof openLibrary>>();
  const library = async (origin: string) => {
    const [{ openLibrary }, said] = await Promise.all([import('./library.ts'), settings()]);
    const name = JSON.stringify([origin, said]);
    const known = opened.get(name);
    if (known) return known;
    const one = openLibrary({
      store,
      secret,
      settings: said,
      origin,
      warn,
      send(kind, to, language, path) {
        if (!said.mail) return;
        const letter = writeLetter(kind, language, to, said.siteName, path && origin + path);
        sendMail(said.mail, letter).catch((cause: unknown) =>
          warn('a letter could not be sent', { kind, cause: String(cause) }),
        );
      },
    });
    const [oldest] = opened.keys();
    if (opened.size >= mostOpened && oldest !== undefined) opened.delete(oldest);
    opened.set(name, one);
    return one;
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
          : code !== undefined && (await fitsCode(user.id, code));
      if (proved) await store.auth.confirm(session.id);
      return proved;
    },

    async handle(request, path, origin, address) {
      const rule = open.find((each) => each.path.test(path));
      if (!rule) return answer(404, 'NOT_FOUND', 'there is no such call');
      const headers = Object.fromEntries(request.headers);
      const isFromPortal = headers[portalHeader] === '1';
      if (request.method !== 'GET' && !isFromPortal)
        return answer(403, 'PORTAL_ONLY', `the header ${portalHeader}: 1 is missing`);
      if (isFromPortal) {
        const who = await sessionOf(headers);
        if (who?.impersonator) {
          if (path !== '/sign-out') return answer(403, 'IMPERSONATING', 'not while you act as another user');
          await store.auth.actForSelf({ user: who.impersonator.id }, who.session.id);
        }
        if (rule.confirmed && who && !isConfirmed(who, now()))
          return answer(403, 'confirmation_needed', 'confirm first that it is you');
      } else if (rule.confirmed)
        return answer(403, 'PORTAL_ONLY', `the header ${portalHeader}: 1 is missing`);
      const { addressHeader } = await import('./library.ts');
      const asked = new Request(request);
      asked.headers.set(addressHeader, address);
      const auth = await library(origin);
      return bare(await auth.handler(asked));
    },
  };

  async function fitsCode(user: number, code: string): Promise<boolean> {
    const { fitsTotp } = await import('./totp.ts');
    return fitsTotp(store.auth, secret, user, code);
  }
}

/** What the library tells of sessions and users stays here: the portal asks who is logged in by a call of its own. */
async function bare(response: Response): Promise<Response> {
  response.headers.set('cache-control', 'no-store');
  if (!response.headers.get('content-type')?.includes('json')) return response;
  const body: unknown = await response.json().catch(() => null);
  const kept =
    typeof body === 'object' && body !== null && !Array.isArray(body)
      ? Object.fromEntries(
          Object.entries(body).filter(([name]) => !['token', 'user', 'session'].includes(name)),
        )
      : body;
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  return new Response(JSON.stringify(kept), { status: response.status, headers });
}
