import type { Reply } from '@/api/client.ts';
import type { LogSearch } from '../logs/search.ts';

export type Usage = Reply<'GET /api/portal/usage'>;
export type Part = Usage['series'][number];

/** The rows of the log behind one bar: its time, and the part or the outcome. */
export function behind(usage: Usage, at: string | undefined, part?: Part, outcome?: string): LogSearch {
  const length = (usage.bucket === 'day' ? 24 : 1) * 3_600_000;
  const begin = at === undefined ? Date.parse(usage.from) : Math.max(Date.parse(at), Date.parse(usage.from));
  const end = at === undefined ? Date.parse(usage.to) : Date.parse(at) + length;
  const id = Number(part?.part);
  return {
    from: new Date(begin).toISOString(),
    to: new Date(end - 1).toISOString(),
    ...(outcome ? { outcome } : {}),
    ...(!part || part.part === null || part.part === ''
      ? {}
      : usage.by === 'model'
        ? { model: part.part }
        : usage.by === 'key'
          ? { key: id }
          : usage.by === 'channel'
            ? { channel: id }
            : { user: part.part }),
  };
}

/** How a bucket is called on an axis, and in full. */
export function bucketNames(usage: Usage, language: string) {
  const short = new Intl.DateTimeFormat(
    language,
    usage.bucket === 'hour' ? { hour: '2-digit', minute: '2-digit' } : { day: 'numeric', month: 'numeric' },
  );
  const full = new Intl.DateTimeFormat(
    language,
    usage.bucket === 'hour'
      ? { dateStyle: 'medium', timeStyle: 'short' }
      : { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' },
  );
  return {
    short: (at: string) => short.format(new Date(at)),
    full: (at: string) => full.format(new Date(at)),
  };
}

/** The change against the time before, as a share; null where there was nothing. */
export const changeOf = (now: number, before: number): number | null =>
  before === 0 ? null : (now - before) / before;
