import { type InfiniteData, infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { ApiError, call, portalHeader, type Reply } from '@/api/client.ts';
import { queries } from '@/api/queries.ts';

export type HostedFile = Reply<'GET /api/portal/files'>['items'][number];
export type Room = Reply<'GET /api/portal/files/room'>;
type Pages = InfiniteData<Reply<'GET /api/portal/files'>, string>;

const pageSize = 60;

export const filesQuery = (linked: boolean) =>
  infiniteQueryOptions({
    queryKey: ['files', linked],
    queryFn: ({ pageParam, signal }) =>
      call('GET /api/portal/files', {
        query: {
          size: pageSize,
          ...(linked ? { linked: 'true' as const } : {}),
          ...(pageParam ? { after: pageParam } : {}),
        },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  });

export const roomQuery = queryOptions({
  queryKey: ['file-room'],
  queryFn: ({ signal }) => call('GET /api/portal/files/room', { signal }),
});

/** A new file stands first, in every list where it belongs. */
export function add(file: HostedFile): void {
  queries.setQueriesData<Pages>({ queryKey: ['files'] }, (pages) => {
    if (!pages) return pages;
    const [first = { items: [], next: null }, ...rest] = pages.pages;
    return { ...pages, pages: [{ ...first, items: [file, ...first.items] }, ...rest] };
  });
}

export function drop(ids: readonly string[]): void {
  queries.setQueriesData<Pages>({ queryKey: ['files'] }, (pages) =>
    pages
      ? {
          ...pages,
          pages: pages.pages.map((page) => ({
            ...page,
            items: page.items.filter(({ id }) => !ids.includes(id)),
          })),
        }
      : pages,
  );
}

/** Uploads one picture and tells how far it is, from 0 to 1; only XMLHttpRequest knows. Rejects with ApiError. */
export function upload(file: Blob, name: string, onProgress: (part: number) => void): Promise<HostedFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/portal/files');
    for (const [header, value] of Object.entries(portalHeader)) request.setRequestHeader(header, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new ApiError('', { status: 0, code: 'network' }));
    request.onload = () => {
      let read: { success?: boolean; message?: string; code?: string; data?: HostedFile } = {};
      try {
        read = JSON.parse(request.responseText) as typeof read;
      } catch {}
      if (request.status === 200 && read.data) return resolve(read.data);
      reject(
        new ApiError(read.message ?? '', {
          status: request.status,
          code: read.code ?? String(request.status),
          requestId: request.getResponseHeader('x-request-id'),
          retryAfter: Number(request.getResponseHeader('retry-after')) || null,
        }),
      );
    };
    const form = new FormData();
    form.append('file', file, name);
    request.send(form);
  });
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Bytes as people say them: "3.2 MB". */
export function sizeText(bytes: number, language: string): string {
  const step = Math.min(units.length - 1, bytes > 0 ? Math.floor(Math.log(bytes) / Math.log(1024)) : 0);
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: units[step] as string,
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step > 1 ? 1 : 0,
  }).format(bytes / 1024 ** step);
}
