import { page } from '../../page.ts';
import { finished, imagined, listTasks } from '../../samples/midjourney.ts';

export default page({
  section: 'midjourney',
  slug: 'query-tasks',
  rows: ['R085'],
  title: { en: 'Query tasks by ID list', vi: 'Truy vấn tác vụ theo danh sách ID' },
  intro: {
    en: 'Several tasks by one call. The answer is a bare list, in the order of the ids.',
    vi: 'Xem nhiều tác vụ trong một lần gọi. Phản hồi là một mảng, theo thứ tự các id đã gửi.',
  },
  call: listTasks,
  examples: [
    {
      title: { en: 'Two ids, one of them unknown', vi: 'Hai id, một id không tồn tại' },
      request: { ids: [imagined, '1320098173412546'] },
      expect: { reply: [finished], comes: true },
    },
  ],
  notes: [
    {
      en: 'Ids that do not exist, or are another account’s, are left out. At most 500 ids; no ids give `[]`.',
      vi: 'Id không tồn tại hoặc thuộc tài khoản khác bị bỏ qua. Tối đa 500 id; không gửi id nào thì nhận `[]`.',
    },
    {
      en: '`POST /mj/task/list-by-ids` is the same.',
      vi: '`POST /mj/task/list-by-ids` hoạt động giống hệt.',
    },
  ],
  seeAlso: ['midjourney/query-task'],
});
