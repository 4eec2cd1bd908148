import { page } from '../../page.ts';
import { doneRunway, queryRunway } from '../../samples/runway.ts';
import { taken } from '../../shape.ts';

export default page({
  section: 'runway',
  slug: 'status-code',
  rows: ['R145'],
  title: { en: 'status code', vi: 'Mã trạng thái' },
  intro: {
    en: 'The word in `status` says how far a task is. SUCCEEDED, FAILED and CANCELLED never change again.',
    vi: 'Từ trong `status` cho biết tác vụ đang ở bước nào. SUCCEEDED, FAILED và CANCELLED không thay đổi nữa.',
  },
  call: queryRunway,
  tables: [
    {
      title: { en: 'States', vi: 'Các trạng thái' },
      columns: ['status', { en: 'Meaning', vi: 'Ý nghĩa' }],
      rows: [
        ['PENDING', { en: 'Taken, not begun yet.', vi: 'Đã nhận, chưa bắt đầu.' }],
        [
          'THROTTLED',
          { en: 'Waits for its turn; do not send it again.', vi: 'Đang chờ đến lượt; không cần gửi lại.' },
        ],
        [
          'RUNNING',
          { en: 'Is being made; progress says how far.', vi: 'Đang tạo; progress cho biết tiến độ.' },
        ],
        [
          'SUCCEEDED',
          { en: 'The film is there, its address in output.', vi: 'Đã có video, địa chỉ ở output.' },
        ],
        [
          'FAILED',
          {
            en: 'It cannot be made; failure says why. Nothing is charged.',
            vi: 'Không tạo được; lý do ở failure. Không bị tính tiền.',
          },
        ],
        ['CANCELLED', { en: 'You cancelled it. Nothing is charged.', vi: 'Bạn đã hủy. Không bị tính tiền.' }],
      ],
    },
  ],
  examples: [
    {
      title: { en: 'A task that has succeeded', vi: 'Một tác vụ đã thành công' },
      params: { id: taken('task_01kb2m3n4p5q6r7s8t9v0w1x2y', 'runway/submit-video-generation-task', ['id']) },
      expect: { reply: doneRunway(25), comes: true },
    },
  ],
  seeAlso: [
    'runway/query-video-task',
    'runway/submit-video-generation-task',
    'help-center/http-status-codes',
  ],
});
