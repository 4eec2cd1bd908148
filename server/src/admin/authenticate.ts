import type { IncomingHttpHeaders } from 'node:http';
import type { SignedIn } from '../spec/auth.ts';
import type { Role, User } from '../spec/records.ts';
import type { Store } from '../spec/store.ts';
import type { Sessions } from './deps.ts';
import { addressName, type Limiter } from './limiter.ts';
import { Refusal } from './refusal.ts';
import type { Authenticate } from './route.ts';

/** Names under which tools of this family send the user id beside the access token. */
export const userHeaders = [
  'new-api-user',
  'key4u-user',
  'veloera-user',
  'x-api-user',
  'rix-api-user',
] as const;

const rank: Readonly<Record<Role, number>> = { user: 1, admin: 10, root: 100 };

/** The number that stands for a role in the system API. */
export const roleNumber = (role: Role): number => rank[role];

/**
 * May `actor` change, credit or act for `target`? Root may everyone; an admin only plain users: not a peer, not root,
 * and not itself where money or rights are concerned.
 */
export const mayManage = (actor: User, target: User): boolean =>
  actor.role === 'root' || (actor.role === 'admin' && target.role === 'user');

/** Is the target's role a lower one? */
export const outranks = (actor: User, target: User): boolean => rank[actor.role] > rank[target.role];

type Presented = {
  readonly headers: IncomingHttpHeaders;
  readonly query: unknown;
  readonly address: string;
};

const longest = 256;

function authorization(headers: IncomingHttpHeaders): string | undefined {
  const text = headers.authorization?.replace(/^bearer +/i, '').trim();
  return text ? text : undefined;
}

/** The key of a call made with a key: Authorization, or `?key=` as the log call of this family has it. */
function presentedKey({ headers, query }: Presented): string | undefined {
  const sent = authorization(headers);
  if (sent) return sent;
  const key = typeof query === 'object' && query !== null && 'key' in query ? query.key : undefined;
  return typeof key === 'string' && key ? key : undefined;
}

/** Our own trouble while checking is never shown as a wrong credential. */
async function ask<T>(question: Promise<T>): Promise<T> {
  try {
    return await question;
  } catch (cause) {
    const refusal = new Refusal(
      'store_unavailable',
      'the credential could not be checked just now, try again',
    );
    refusal.cause = cause;
    throw refusal;
  }
}

/**
 * One place that tells who calls. `failures` counts wrong credentials per address; an address over its limit is not
 * looked up any more.
 */
export function authenticator(
  store: Store,
  failures: Limiter,
  presented: Presented,
  sessions?: Sessions,
): Authenticate {
  const address = addressName(presented.address);

  const look = async <T>(credential: string, find: (text: string) => Promise<T | undefined>): Promise<T> => {
    const wait = failures.wait(address);
    if (wait > 0)
      throw new Refusal('rate_limited', `too many wrong credentials, try again in ${wait} s`, wait);
    const owner = credential.length <= longest ? await ask(find(credential)) : undefined;
    if (owner !== undefined) return owner;
    failures.count(address);
    throw new Refusal('credential_invalid', 'the access token or key is invalid');
  };

  const checkUserHeaders = (user: User) => {
    for (const name of userHeaders) {
      const sent = presented.headers[name];
      if (sent === undefined) continue;
      if (typeof sent !== 'string' || !/^\d{1,15}$/.test(sent.trim()))
        throw new Refusal('user_header_wrong', `the header ${name} must be the number of your account`);
      if (Number(sent) !== user.id)
        throw new Refusal('user_header_wrong', `the header ${name} does not match the access token`);
    }
  };

  const enabled = (user: User): User => {
    if (user.status !== 'enabled') throw new Refusal('user_disabled', 'this account is disabled');
    return user;
  };

  /** A session counts only where no other credential is sent. */
  const bySession = async (): Promise<SignedIn | undefined> => {
    if (!sessions || presented.headers.cookie === undefined || authorization(presented.headers))
      return undefined;
    const who = await ask(sessions.of(presented.headers));
    // Whoever lost the rank for it acts for nobody any more.
    return who?.impersonator && !outranks(who.impersonator, who.user) ? undefined : who;
  };

  const atLeast = async (role: Role): Promise<{ user: User; session: SignedIn | undefined }> => {
    const session = await bySession();
    const sent = authorization(presented.headers);
    if (!session && !sent)
      throw new Refusal('credential_missing', 'not logged in: send your access token as "Authorization"');
    const user = session?.user ?? (await look(sent ?? '', (text) => store.users.byAccessToken(text)));
    checkUserHeaders(user);
    // Support looks at a disabled account as well.
    if (!session?.impersonator) enabled(user);
    if (rank[user.role] < rank[role]) throw new Refusal('role_too_low', 'your role does not allow this');
    return { user, session };
  };

  return {
    nobody: async () => ({
      viewer: async () => {
        if (!authorization(presented.headers)) return (await bySession())?.user;
        return (await atLeast('user')).user;
      },
      session: bySession,
    }),
    user: () => atLeast('user'),
    admin: () => atLeast('admin'),
    root: () => atLeast('root'),
    token: async () => {
      const sent = presentedKey(presented);
      if (!sent) throw new Refusal('credential_missing', 'send your key as "Authorization: Bearer sk-..."');
      const owner = await look(sent.startsWith('sk-') ? sent : `sk-${sent}`, (key) =>
        store.tokens.byKey(key),
      );
      enabled(owner.user);
      return owner;
    },
  };
}
