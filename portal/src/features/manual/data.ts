import { queryOptions } from '@tanstack/react-query';
import { send } from '@/api/client.ts';
import type { DialectError, ManualPage, Menu, Samples } from './types.ts';

/** Files of one build never change. */
const forever = { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false } as const;

const read = async <T>(path: string, signal: AbortSignal): Promise<T> =>
  JSON.parse(filled(await (await send('GET', `/manual/${path}`, { signal })).text())) as T;

export const menuQuery = (language: string) =>
  queryOptions({
    queryKey: ['manual', 'menu', language],
    queryFn: ({ signal }) => read<Menu>(`${language}/menu.json`, signal),
    ...forever,
  });

export const pageQuery = (language: string, id: string) =>
  queryOptions({
    queryKey: ['manual', 'page', language, id],
    queryFn: ({ signal }) => read<ManualPage>(`${language}/pages/${id}.json`, signal),
    ...forever,
  });

export const samplesQuery = (id: string) =>
  queryOptions({
    queryKey: ['manual', 'samples', id],
    queryFn: ({ signal }) => read<readonly Samples[]>(`samples/${id}.json`, signal),
    ...forever,
  });

export const errorsQuery = (language: string, dialect: string) =>
  queryOptions({
    queryKey: ['manual', 'errors', language, dialect],
    queryFn: ({ signal }) => read<readonly DialectError[]>(`${language}/errors/${dialect}.json`, signal),
    ...forever,
  });

/** The reader's own address in the place of the tokens. */
function filled(text: string, origin: string = location.origin): string {
  return text
    .replaceAll('{{base_url}}', origin)
    .replaceAll('{{ws_url}}', origin.replace(/^http/, 'ws'))
    .replaceAll('{{host}}', origin.replace(/^https?:\/\//, ''));
}
