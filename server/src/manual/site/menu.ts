import type { Text } from '../../spec/text.ts';
import { pages } from '../index.ts';
import { menuRows } from '../menu-rows.ts';
import type { Page } from '../page.ts';
import { type SectionId, sections } from '../sections.ts';

/** The menu: pages in the order of the rows that they answer, below the titles that lead to them. */

export type MenuPage = { readonly id: string; readonly title: Text; readonly method?: string };
export type MenuGroup = { readonly title: Text; readonly entries: readonly (MenuPage | MenuGroup)[] };

const rankOfRow = new Map(menuRows.map(([row], index) => [row, index]));
const sectionIds = Object.keys(sections) as readonly SectionId[];

/** The first of its rows; a page without any stands behind those of its section. */
const rankOf = (page: Page): number =>
  Math.min(
    Number.POSITIVE_INFINITY,
    ...page.rows.map((row) => rankOfRow.get(row) ?? Number.POSITIVE_INFINITY),
  );

/** A section without rows stands behind the one that it is listed after. */
function sectionRanks(): ReadonlyMap<SectionId, number> {
  const ranks = new Map<SectionId, number>();
  let before = 0;
  for (const section of sectionIds) {
    const own = Math.min(
      Number.POSITIVE_INFINITY,
      ...pages.filter((page) => page.section === section).map(rankOf),
    );
    ranks.set(section, own === Number.POSITIVE_INFINITY ? before + 0.5 : own);
    before = Math.floor(ranks.get(section) ?? 0);
  }
  return ranks;
}

type Building = { readonly title: Text; readonly entries: (MenuPage | Building)[] };

function build(): { readonly groups: readonly MenuGroup[]; readonly order: readonly Page[] } {
  const ranks = sectionRanks();
  const bySection = sectionIds.toSorted((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
  const root: Building[] = [];
  for (const section of bySection) {
    let entries: (MenuPage | Building)[] = root;
    for (const title of sections[section]) {
      let group = entries.find(
        (entry): entry is Building => 'entries' in entry && entry.title.en === title.en,
      );
      if (!group) {
        group = { title, entries: [] };
        entries.push(group);
      }
      entries = group.entries;
    }
    // The order of rank is that of the list for pages of one rank: sorting is stable.
    for (const page of pages
      .filter((one) => one.section === section)
      .toSorted((a, b) => compare(rankOf(a), rankOf(b))))
      entries.push({ id: page.id, title: page.title, ...(page.call ? { method: page.call.method } : {}) });
  }
  const byId = new Map(pages.map((page) => [page.id, page]));
  const order = root.flatMap(pagesIn).flatMap(({ id }) => byId.get(id) ?? []);
  return { groups: root, order };
}

const compare = (a: number, b: number): number => (a === b ? 0 : a - b);

const pagesIn = (entry: MenuPage | MenuGroup): readonly MenuPage[] =>
  'entries' in entry ? entry.entries.flatMap(pagesIn) : [entry];

export const menu = (): readonly MenuGroup[] => build().groups;

/** All pages as the menu has them from top to bottom. */
export const orderedPages = (): readonly Page[] => build().order;
