import { pages } from '../../index.ts';
import { menuRows } from '../../menu-rows.ts';
import { page, type Table } from '../../page.ts';
import { portalPages } from '../../portal-pages.ts';
import { modelList } from '../../samples/model.ts';

/** The pages by the rows that they answer. Asked for when the table is drawn: by then the list of pages is there. */
function pagesByRow(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const all = [...pages, ...portalPages.map(({ path, rows }) => ({ id: path, rows }))];
  for (const { id, rows } of all) for (const row of rows) found.set(row, [...(found.get(row) ?? []), id]);
  return found;
}

const table: Table = {
  title: { en: 'Rows of the menu and their pages', vi: 'Các mục của menu và trang tương ứng' },
  columns: [
    { en: 'Row', vi: 'Mục' },
    { en: 'Where', vi: 'Vị trí' },
    { en: 'Title', vi: 'Tiêu đề' },
    { en: 'Page', vi: 'Trang' },
  ],
  get rows() {
    const byRow = pagesByRow();
    return menuRows.map(([row, group, title]) => [
      row,
      group,
      title,
      byRow.get(row)?.join(', ') ?? { en: 'not yet', vi: 'chưa có' },
    ]);
  },
};

export default page({
  section: 'help-center',
  slug: 'all-rows',
  rows: [],
  title: { en: 'What is documented', vi: 'Những phần đã có tài liệu' },
  intro: {
    en: 'Every row of the menu of this API with the page that answers it, made from the pages themselves. What has no page yet says so.',
    vi: 'Mọi mục trong menu của API này cùng trang trả lời nó, được tạo từ chính các trang. Mục nào chưa có trang thì ghi rõ.',
  },
  tables: [table],
  examples: [
    {
      title: { en: 'The models that your key may use', vi: 'Các model mà key của bạn dùng được' },
      call: { dialect: 'openai-chat', method: 'GET', route: '/v1/models' },
      expect: { reply: modelList },
    },
  ],
  seeAlso: ['chatgpt-chat/list-models'],
});
