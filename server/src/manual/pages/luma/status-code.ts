import { page } from '../../page.ts';
import { doneLuma, lumaPrompt, queryLuma } from '../../samples/luma.ts';
import { taken } from '../../shape.ts';

export default page({
  section: 'luma',
  slug: 'status-code',
  rows: ['R130'],
  title: { en: 'status code', vi: 'Mã trạng thái' },
  intro: {
    en: 'The word in `state` says how far a generation is. Ask every few seconds until it is `completed` or `failed`: these two never change again.',
    vi: 'Từ trong `state` cho biết tác vụ đang ở bước nào. Hãy hỏi lại sau mỗi vài giây cho đến khi là `completed` hoặc `failed`: hai trạng thái này không thay đổi nữa.',
  },
  call: queryLuma,
  tables: [
    {
      title: { en: 'States', vi: 'Các trạng thái' },
      columns: [
        { en: 'state', vi: 'state' },
        { en: 'In the Luma SDK', vi: 'Trong Luma SDK' },
        { en: 'Meaning', vi: 'Ý nghĩa' },
      ],
      rows: [
        ['pending', 'queued', { en: 'Taken, not begun yet.', vi: 'Đã nhận, chưa bắt đầu.' }],
        ['processing', 'dreaming', { en: 'Is being made.', vi: 'Đang được tạo.' }],
        [
          'completed',
          'completed',
          {
            en: 'The film is there, its address in video.download_url.',
            vi: 'Đã có video, địa chỉ ở video.download_url.',
          },
        ],
        [
          'failed',
          'failed',
          {
            en: 'It cannot be made, or was cancelled; failure_reason says why. Nothing is charged.',
            vi: 'Không tạo được hoặc đã bị hủy; lý do ở failure_reason. Không bị tính tiền.',
          },
        ],
      ],
    },
  ],
  examples: [
    {
      title: { en: 'A completed generation', vi: 'Một tác vụ đã hoàn tất' },
      params: {
        task_id: taken('task_01kb2m3n4p5q6r7s8t9v0w1x2y', 'luma/submit-video-generation-task', ['id']),
      },
      expect: { reply: doneLuma(lumaPrompt), comes: true },
    },
  ],
  seeAlso: [
    'luma/submit-video-generation-task',
    'luma-query/query-a-single-task',
    'help-center/http-status-codes',
  ],
});
