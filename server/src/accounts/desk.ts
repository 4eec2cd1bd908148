import type { Store } from '../spec/store.ts';
import { addressHeader, openLibrary } from './library.ts';
import { sendMail, writeLetter } from './mail.ts';
import type { AccountSettings } from './settings.ts';
import { fitsTotp } from './totp.ts';

/**
 * Where the account library works. It takes a second to load, in one piece, so it has a thread of its own
 * (node/accounts-thread.ts) and is spoken to in plain values.
 */

export type Asked = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Where this gateway is for whoever asks. */
  readonly origin: string;
  /** The client's address. */
  readonly address: string;
};

export type Answered = {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
};

export type Desk = {
  /** A call under /api/auth. */
  handle(asked: Asked): Promise<Answered>;
  /** Is it the code that the user's authenticator shows just now? */
  fitsCode(user: number, code: string): Promise<boolean>;
};

export type DeskDeps = {
  readonly store: Store;
  readonly secret: string;
  readonly settings: () => Promise<AccountSettings>;
  readonly warn: (what: string, detail: Readonly<Record<string, unknown>>) => void;
};

const mostOpened = 8;

export function openDesk({ store, secret, settings, warn }: DeskDeps): Desk {
  /** The last few that were asked for: opening one takes milliseconds, and settings and addresses seldom change. */
  const opened = new Map<string, ReturnType<typeof openLibrary>>();
  const library = async (origin: string) => {
    const said = await settings();
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
    async handle({ method, url, headers, body, origin, address }) {
      const auth = await library(origin);
      const request = new Request(url, {
        method,
        headers: { ...headers, [addressHeader]: address },
        ...(body ? { body } : {}),
      });
      // What a browser makes a passkey from names the user, and is no answer about a session.
      const isOptions = new URL(url).pathname.startsWith('/api/auth/passkey/generate-');
      return plain(await auth.handler(request), isOptions ? [] : secrets);
    },
    fitsCode: (user, code) => fitsTotp(store.auth, secret, user, code),
  };
}

const secrets = ['token', 'user', 'session'];

/** What the library tells of sessions and users stays here: the portal asks who is logged in by a call of its own. */
async function plain(response: Response, withheld: readonly string[]): Promise<Answered> {
  const text = await response.text();
  const headers = [...response.headers].filter(
    ([name]) => name !== 'content-length' && name !== 'cache-control',
  );
  const retry = response.headers.get('x-retry-after');
  if (retry !== null && !response.headers.has('retry-after')) headers.push(['retry-after', retry]);
  headers.push(['cache-control', 'no-store']);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { status: response.status, headers, body: text };
  }
  const kept =
    typeof body === 'object' && body !== null && !Array.isArray(body)
      ? Object.fromEntries(Object.entries(body).filter(([name]) => !withheld.includes(name)))
      : body;
  return { status: response.status, headers, body: JSON.stringify(kept) };
}
