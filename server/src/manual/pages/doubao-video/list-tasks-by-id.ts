import { page } from '../../page.ts';
import { fast, finished, listFilms } from '../../samples/ark-video.ts';
import { taken } from '../../shape.ts';

export default page({
  section: 'doubao-video',
  slug: 'list-tasks-by-id',
  rows: ['R163'],
  title: {
    en: 'Query video generation task list - search multiple task IDs',
    vi: 'Danh sách tác vụ tạo video - tìm theo nhiều ID',
  },
  intro: {
    en: 'Several tasks by one call. `filter.task_ids` is repeated for each id, or holds them parted by commas.',
    vi: 'Truy vấn nhiều tác vụ bằng một lượt gọi. Lặp lại `filter.task_ids` cho từng id, hoặc ghi các id cách nhau bằng dấu phẩy.',
  },
  call: listFilms,
  examples: [
    {
      title: { en: 'Two tasks', vi: 'Hai tác vụ' },
      query: {
        'filter.task_ids': [
          taken('task_01k9zq3m7v8w2r4t6y1b5c9d0e', 'doubao-video/text-to-video', ['id']),
          taken('task_01k9zq3n2x4z6b8d0f2h4k6m8p', 'doubao-video/image-to-video-first-frame', ['id']),
        ],
      },
      expect: { reply: { total: 2, items: [finished(fast), finished(fast)] }, comes: true },
    },
  ],
  notes: [
    {
      en: 'Ids that are unknown, or belong to somebody else, are left out without a word.',
      vi: 'Id không tồn tại hoặc thuộc về người khác sẽ bị bỏ qua mà không báo lỗi.',
    },
    {
      en: 'A page holds 10 tasks unless `page_size` says otherwise, for ids too.',
      vi: 'Mỗi trang có 10 tác vụ nếu không đặt `page_size`, kể cả khi tìm theo id.',
    },
  ],
  seeAlso: ['doubao-video/list-tasks', 'doubao-video/query-task'],
});
