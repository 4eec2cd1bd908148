import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError, call, type Reply } from '@/api/client.ts';
import { type TryMode, tryKey } from '@/api/try-key.ts';
import type { ApiRequest } from './wire/turns.ts';

export type Estimate = Reply<'POST /api/portal/estimate'>;
export type Charged = Reply<'GET /api/portal/tries/{id}'>;

/** The text, once it has been the same for a moment. */
function useSettled(text: string, ms: number): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), ms);
    return () => clearTimeout(timer);
  }, [text, ms]);
  return settled;
}

/** The gateway reads no larger body for an estimate. */
const mostCharacters = 900_000;

/** What the request would be held for; asked when nothing has changed for a moment. Undefined: not known. */
export function useEstimate(request: ApiRequest | undefined, mode: TryMode) {
  const json = request && !request.files ? JSON.stringify(request.body) : '';
  const path = request?.path.split('?')[0] ?? '';
  const settled = useSettled(`${path}\n${json}`, 600);
  const now = settled === `${path}\n${json}` && json !== '' && json.length < mostCharacters;
  return useQuery({
    queryKey: ['estimate', mode, settled],
    enabled: now,
    queryFn: async ({ signal }) => {
      await tryKey(mode); // makes a visitor of somebody without an account
      return call('POST /api/portal/estimate', {
        body: { path, body: JSON.parse(json) as Record<string, unknown>, mode },
        signal,
      });
    },
    retry: false,
    gcTime: 0,
    staleTime: 60_000,
  });
}

/** The receipt reaches the log a moment after the answer. */
export const chargedQuery = (requestId: string) =>
  queryOptions({
    queryKey: ['try', requestId],
    queryFn: ({ signal }) => call('GET /api/portal/tries/{id}', { params: { id: requestId }, signal }),
    retry: (failures, error) => failures < 8 && error instanceof ApiError && error.status === 404,
    retryDelay: 400,
    staleTime: Number.POSITIVE_INFINITY,
  });
