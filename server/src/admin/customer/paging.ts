import { z } from 'zod';
import type { Page, Paging } from '../../spec/store.ts';

const text = z.string().optional().catch(undefined);

/** Text that is no whole number counts as absent, as tools of this family expect. */
const whole = (value: string | undefined): number | undefined =>
  value !== undefined && /^-?\d{1,12}$/.test(value) ? Number(value) : undefined;

/** Page parameters of the system API: `p` from 1 (0 is 1 too), `page_size` or its aliases, at most 100. */
export const pageQuery = {
  p: text.describe('Page, from 1'),
  page_size: text.describe('Rows a page, 10 unless told, at most 100'),
  ps: text.describe('The same as page_size'),
  size: text.describe('The same as page_size'),
};

export function pagingOf(query: z.output<z.ZodObject<typeof pageQuery>>, usual = 10): Paging {
  const size = whole(query.page_size ?? query.ps ?? query.size) ?? usual;
  return {
    page: Math.min(Math.max(whole(query.p) ?? 1, 1), 1_000_000),
    size: size < 1 ? usual : Math.min(size, 100),
  };
}

export const pageReply = <T extends z.ZodType>(item: T) =>
  z.object({
    page: z.number().int(),
    page_size: z.number().int(),
    total: z.number().int(),
    items: z.array(item),
  });

export const pageAnswer = <T, V>(paging: Paging, page: Page<T>, view: (item: T) => V) => ({
  page: paging.page,
  page_size: paging.size,
  total: page.total,
  items: page.items.map(view),
});
