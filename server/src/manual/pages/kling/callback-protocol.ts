import { page } from '../../page.ts';
import { createText, submitted } from '../../samples/kling.ts';

export default page({
  section: 'kling',
  slug: 'callback-protocol',
  rows: ['R135'],
  title: { en: 'Callback protocol', vi: 'Giao thức callback' },
  intro: {
    en: 'Any request that makes a task takes `callback_url`. At each change of the task the gateway POSTs the `data` object of a query to it, without `code` and `message` around it. The ids are those that you got from the gateway.',
    vi: 'Mọi yêu cầu tạo tác vụ đều nhận `callback_url`. Mỗi khi tác vụ thay đổi, cổng gửi POST đối tượng `data` của câu trả lời truy vấn đến địa chỉ này, không kèm `code` và `message` bên ngoài. Các id chính là id bạn nhận từ cổng.',
  },
  call: createText,
  examples: [
    {
      title: { en: 'A task that calls back', vi: 'Tác vụ có callback' },
      request: {
        model_name: 'kling-v2-6',
        prompt: 'Rain on a tin roof at night.',
        duration: '5',
        callback_url: 'https://example.com/kling-callback',
        external_task_id: 'order-9',
      },
      expect: { reply: submitted({ external_task_id: 'order-9' }) },
    },
  ],
  tables: [
    {
      title: { en: 'States of a task', vi: 'Trạng thái của tác vụ' },
      columns: ['task_status', { en: 'Meaning', vi: 'Ý nghĩa' }],
      rows: [
        ['submitted', { en: 'It waits for its turn.', vi: 'Đang chờ đến lượt.' }],
        ['processing', { en: 'It is being made.', vi: 'Đang được tạo.' }],
        [
          'succeed',
          { en: 'Done: `task_result` holds the results.', vi: 'Đã xong: `task_result` chứa kết quả.' },
        ],
        [
          'failed',
          {
            en: 'It has failed or taken too long: `task_status_msg` says why, and it is refunded.',
            vi: 'Thất bại hoặc quá thời gian: `task_status_msg` nêu lý do, và tiền được hoàn lại.',
          },
        ],
      ],
    },
    {
      title: { en: 'What your address is sent', vi: 'Nội dung gửi đến địa chỉ của bạn' },
      columns: [
        { en: 'Field', vi: 'Trường' },
        { en: 'Meaning', vi: 'Ý nghĩa' },
      ],
      rows: [
        ['task_id', { en: 'The task.', vi: 'Tác vụ.' }],
        ['task_status', { en: 'Its state.', vi: 'Trạng thái.' }],
        ['task_status_msg', { en: 'Why it failed.', vi: 'Lý do thất bại.' }],
        [
          'task_info',
          {
            en: 'Your `external_task_id`; `parent_video` where there is one.',
            vi: '`external_task_id` của bạn; `parent_video` nếu có.',
          },
        ],
        [
          'task_result',
          {
            en: '`videos` with `id`, `url`, `duration`, or `images` with `index`, `url`.',
            vi: '`videos` gồm `id`, `url`, `duration`, hoặc `images` gồm `index`, `url`.',
          },
        ],
        ['created_at, updated_at', { en: 'Milliseconds.', vi: 'Tính bằng mili giây.' }],
      ],
    },
  ],
  notes: [
    {
      en: 'A call may come twice, late or out of order: take it as a hint, and query the task before you act on it. Answer with any status of 2xx; else it is sent again, later and later.',
      vi: 'Một callback có thể đến hai lần, đến muộn hoặc sai thứ tự: hãy xem nó như lời nhắc và truy vấn lại tác vụ trước khi xử lý. Trả lời bằng mã 2xx bất kỳ; nếu không, cổng sẽ gửi lại với khoảng cách thưa dần.',
    },
    {
      en: 'The address must be public. `external_task_id` is your own name of the task; queries take it in place of the id. It does not keep a request from being made twice: for that send `Idempotency-Key`.',
      vi: 'Địa chỉ phải truy cập được công khai. `external_task_id` là tên do bạn đặt, dùng được thay cho id khi truy vấn. Nó không ngăn yêu cầu bị tạo hai lần: để tránh điều đó hãy gửi `Idempotency-Key`.',
    },
  ],
  seeAlso: ['kling/query-task', 'kling/text-to-video'],
});
