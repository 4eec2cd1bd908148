import { page } from '../../page.ts';
import { envelope, kling, link, time, videoId } from '../../samples/kling.ts';
import { taken } from '../../shape.ts';

const task = taken('task_01k9w3x5s8q2m4n6p7r9t0v1ya', 'kling/newer-form', ['data', 'id']);

export default page({
  section: 'kling',
  slug: 'newer-form-query',
  rows: [],
  title: { en: 'Query tasks of the newer form', vi: 'Truy vấn tác vụ dạng mới' },
  intro: {
    en: 'Several tasks in one query, by their ids or by your own names of them. Names that nobody knows are left out of the answer.',
    vi: 'Truy vấn nhiều tác vụ cùng lúc, theo id hoặc theo tên do bạn đặt. Tên không tồn tại sẽ vắng mặt trong câu trả lời.',
  },
  call: kling('GET', '/kling/tasks'),
  examples: [
    {
      title: { en: 'One task', vi: 'Một tác vụ' },
      query: { task_ids: task },
      expect: {
        reply: envelope([
          {
            id: task,
            status: 'succeeded',
            outputs: [{ type: 'video', id: videoId, url: link, duration: '3' }],
            billing: [{ charge_type: 'unit', amount: '2.4' }],
            create_time: time,
            update_time: time,
          },
        ]),
        comes: true,
      },
    },
  ],
  notes: [
    {
      en: '`task_ids` and `external_task_ids` take up to a hundred names, parted by commas. The states are `submitted`, `processing`, `succeeded` and `failed`; `message` says why one failed.',
      vi: '`task_ids` và `external_task_ids` nhận tối đa một trăm tên, cách nhau bằng dấu phẩy. Các trạng thái là `submitted`, `processing`, `succeeded` và `failed`; `message` nêu lý do thất bại.',
    },
  ],
  seeAlso: ['kling/newer-form', 'kling/query-task'],
});
