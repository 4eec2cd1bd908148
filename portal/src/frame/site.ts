import { useQuery } from '@tanstack/react-query';
import { type SessionUser, type Site, sessionQuery, siteQuery } from '@/api/queries.ts';

/** What the operator calls this place, how one gets in, what is announced. Undefined while it is on its way. */
export const useSite = (): Site | undefined => useQuery(siteQuery).data;

/** Who is signed in; null: nobody; undefined: not known yet. */
export const useUser = (): SessionUser | null | undefined => useQuery(sessionQuery).data?.user;

export const isOperator = (user: SessionUser | null | undefined): boolean =>
  user?.role === 'admin' || user?.role === 'root';
