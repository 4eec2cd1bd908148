import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { ApiError, send } from '@/api/client.ts';
import { queries, sessionQuery } from '@/api/queries.ts';
import { useErrorText } from '@/components/states.tsx';
import { currentLanguage } from '@/i18n.ts';

/** Calls of the account library: JSON in and out. `accept-language`: the letters that it sends are in this language. */
export async function authCall(
  method: 'GET' | 'POST',
  path: string,
  body?: object,
): Promise<Readonly<Record<string, unknown>>> {
  const response = await send(method, `/api/auth${path}`, {
    headers: { 'accept-language': currentLanguage(), 'content-type': 'application/json' },
    ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
  });
  const text = await response.text();
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

/** The session has changed: everything that was asked for another is forgotten. */
export async function sessionChanged(): Promise<void> {
  queries.removeQueries({ predicate: ({ queryKey }) => !['session', 'site'].includes(String(queryKey[0])) });
  await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
}

/** Where to go after the log-in: a page of this portal, whatever the address says. */
export const safeNext = (next: string | undefined): string =>
  next && /^\/(?![/\\])/.test(next) ? next : '/console';

/** What went wrong, in the words of this feature where it has some. */
export function useAuthError(): (error: unknown) => string {
  const { t } = useTranslation('account');
  const plain = useErrorText();
  return (error) => {
    const code = error instanceof ApiError ? error.code : typeof error === 'string' ? error : undefined;
    if (code !== undefined && i18next.exists(`account:codes.${code}`)) return t(`codes.${code}`);
    return plain(error);
  };
}

/** The token of a link in a letter. It stands behind the #, so that no server and no log sees it. */
export const linkToken = (): string => new URLSearchParams(location.hash.slice(1)).get('token') ?? '';
