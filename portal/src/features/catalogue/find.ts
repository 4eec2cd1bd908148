import { queries } from '@/api/queries.ts';
import type { Found } from '@/frame/searchers.ts';
import { filterModels } from './catalogue.ts';
import { catalogueQuery } from './queries.ts';

const most = 6;

/** For the search of the frame. The list is the one that the pages share. */
export async function findModels(text: string): Promise<readonly Found[]> {
  const catalogue = await queries.ensureQueryData(catalogueQuery());
  return filterModels(catalogue, { q: text, all: true })
    .toSorted((a, b) => Number(b.available.live) - Number(a.available.live))
    .slice(0, most)
    .map(({ name, title }) => ({
      title: title ?? name,
      ...(title ? { detail: name } : {}),
      href: `/models/${name.split('/').map(encodeURIComponent).join('/')}`,
    }));
}
