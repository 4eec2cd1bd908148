import { page } from '../../page.ts';
import { fetchTask, finished, imagined } from '../../samples/midjourney.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'midjourney',
  slug: 'query-task',
  rows: ['R084'],
  title: { en: 'Query task status by task ID', vi: 'Truy vấn trạng thái tác vụ theo ID' },
  intro: {
    en: 'The task as it stands: how far it is, its picture, and in `buttons` what may be done with it next. Asking is free.',
    vi: 'Tác vụ ở thời điểm hiện tại: tiến độ, ảnh, và trong `buttons` là những việc có thể làm tiếp. Truy vấn không mất phí.',
  },
  call: fetchTask,
  examples: [
    {
      title: { en: 'A task that succeeded', vi: 'Tác vụ đã thành công' },
      params: { id: imagined },
      expect: { reply: finished, comes: true },
    },
    {
      title: { en: 'A task that does not exist', vi: 'Tác vụ không tồn tại' },
      params: { id: '1320098173412546' },
      expect: {
        status: 404,
        reply: {
          code: 3,
          description: text(
            'task_no_found: there is no task ‘1320098173412546’ for this account (request id: req_…)',
            /^task_no_found: .*\(request id: req_/,
          ),
          type: 'task_unknown',
          result: null,
          properties: {},
          error: {
            message: text('there is no task ‘1320098173412546’ for this account (request id: req_…)', /./),
            type: 'invalid_request_error',
            param: null,
            code: 'task_not_exist',
          },
        },
      },
    },
  ],
  tables: [
    {
      title: { en: 'Status', vi: 'Trạng thái' },
      columns: ['status', { en: 'Meaning', vi: 'Ý nghĩa' }],
      rows: [
        ['NOT_START', { en: 'Not begun yet', vi: 'Chưa bắt đầu' }],
        ['SUBMITTED', { en: 'Taken, waits for its turn', vi: 'Đã nhận, đang chờ đến lượt' }],
        [
          'MODAL',
          {
            en: 'Waits for you: send `POST /mj/submit/modal`',
            vi: 'Đang chờ bạn: gửi `POST /mj/submit/modal`',
          },
        ],
        [
          'IN_PROGRESS',
          {
            en: 'Runs; `imageUrl` may hold a preview',
            vi: 'Đang chạy; `imageUrl` có thể chứa ảnh xem trước',
          },
        ],
        ['SUCCESS', { en: 'Done', vi: 'Hoàn thành' }],
        [
          'FAILURE',
          {
            en: 'Failed, as `failReason` says; it costs nothing',
            vi: 'Thất bại, lý do ở `failReason`; không mất phí',
          },
        ],
        ['CANCEL', { en: 'Cancelled; it costs nothing', vi: 'Đã hủy; không mất phí' }],
      ],
    },
  ],
  notes: [
    {
      en: 'Times are in milliseconds, 0 where they are not known yet; `progress` is a text such as `46%`.',
      vi: 'Thời gian tính bằng mili giây, bằng 0 khi chưa biết; `progress` là chuỗi như `46%`.',
    },
    {
      en: 'Films stand in `videoUrls`, the first of them in `videoUrl`; the texts of a describe in `properties.finalPrompt`.',
      vi: 'Video nằm trong `videoUrls`, video đầu tiên ở `videoUrl`; các prompt của tác vụ describe nằm ở `properties.finalPrompt`.',
    },
    {
      en: 'A task that has not ended an hour after it was taken is given up as `FAILURE`.',
      vi: 'Tác vụ chưa kết thúc sau một giờ kể từ khi được nhận sẽ bị dừng với `FAILURE`.',
    },
  ],
  seeAlso: ['midjourney/query-tasks', 'midjourney/submit-action', 'midjourney/cancel-and-picture'],
});
