import { page } from '../../page.ts';
import { fast, finished, listFilms } from '../../samples/ark-video.ts';
import { each, whole } from '../../shape.ts';

export default page({
  section: 'doubao-video',
  slug: 'list-tasks',
  rows: ['R162'],
  title: { en: 'Query video generation task list - default', vi: 'Danh sách tác vụ tạo video - mặc định' },
  intro: {
    en: 'Your tasks of this API, newest first, in pages; `filter.status` and `filter.model` choose among them. Free.',
    vi: 'Các tác vụ của bạn qua API này, mới nhất trước, chia theo trang; `filter.status` và `filter.model` dùng để lọc. Miễn phí.',
  },
  call: listFilms,
  examples: [
    {
      title: { en: 'The latest films of a model', vi: 'Các video mới nhất của một model' },
      query: { page_num: '1', page_size: '3', 'filter.status': 'succeeded', 'filter.model': fast },
      expect: { reply: { total: whole(1), items: each(finished(fast), 0) } },
    },
  ],
  object: {
    at: [],
    fields: [
      {
        name: 'total',
        type: 'integer',
        text: { en: 'How many tasks fit, on all pages.', vi: 'Tổng số tác vụ khớp, tính trên mọi trang.' },
      },
      {
        name: 'items',
        type: 'array of object',
        text: {
          en: 'The tasks of this page, as a query shows them.',
          vi: 'Các tác vụ của trang này, như khi truy vấn từng tác vụ.',
        },
      },
      ...[
        ['id', 'string'],
        ['model', 'string'],
        ['status', 'string'],
        ['content', 'object'],
        ['content.video_url', 'string'],
        ['usage', 'object'],
        ['usage.completion_tokens', 'integer'],
        ['usage.total_tokens', 'integer'],
        ['seed', 'integer'],
        ['resolution', 'string'],
        ['ratio', 'string'],
        ['duration', 'integer'],
        ['framespersecond', 'integer'],
        ['service_tier', 'string'],
        ['execution_expires_after', 'integer'],
        ['created_at', 'integer'],
        ['updated_at', 'integer'],
      ].map(([name = '', type = '']) => ({
        name: `items[].${name}`,
        type,
        text: { en: 'As on the page of a single task.', vi: 'Như ở trang truy vấn một tác vụ.' },
      })),
    ],
  },
  notes: [
    {
      en: 'Only your own tasks are listed, from the records of this gateway; `filter.model` takes the name under which you called.',
      vi: 'Chỉ liệt kê tác vụ của chính bạn, lấy từ dữ liệu của cổng này; `filter.model` nhận tên model mà bạn đã gọi.',
    },
  ],
  seeAlso: ['doubao-video/list-tasks-by-id', 'doubao-video/query-task'],
});
