import { many, once, page } from '../../page.ts';
import {
  cancelFal,
  completedFal,
  falStatus,
  falStream,
  idFrom,
  logLines,
  queuedFal,
  runningFal,
} from '../../samples/fal.ts';

const from = 'fal-painting/nano-banana';
const params = { model: 'nano-banana', request_id: idFrom(from) };

export default page({
  section: 'fal-painting',
  slug: 'status-code',
  rows: ['R117'],
  title: { en: 'status code', vi: 'Mã trạng thái' },
  intro: {
    en: 'How far a request is. The answer comes with 202 while it is not done and with 200 when it is. There is no word for a failure: a request that failed is COMPLETED too, and its result answers with the error.',
    vi: 'Cho biết yêu cầu đang ở bước nào. Phản hồi có mã 202 khi chưa xong và 200 khi đã xong. Không có từ riêng cho thất bại: yêu cầu thất bại cũng là COMPLETED, và lỗi nằm ở kết quả.',
  },
  call: falStatus,
  tables: [
    {
      title: { en: 'States', vi: 'Các trạng thái' },
      columns: ['status', 'HTTP', { en: 'Meaning', vi: 'Ý nghĩa' }],
      rows: [
        [
          'IN_QUEUE',
          '202',
          {
            en: 'Waits; queue_position says how many are before it.',
            vi: 'Đang chờ; queue_position là số yêu cầu đứng trước.',
          },
        ],
        ['IN_PROGRESS', '202', { en: 'Is being made.', vi: 'Đang tạo.' }],
        [
          'COMPLETED',
          '200',
          {
            en: 'Has ended. With `error` and `error_type` it failed or was cancelled, and nothing is charged.',
            vi: 'Đã kết thúc. Nếu có `error` và `error_type` thì yêu cầu thất bại hoặc bị hủy và không bị tính tiền.',
          },
        ],
      ],
    },
    {
      title: { en: 'Errors of a result', vi: 'Các lỗi của kết quả' },
      columns: ['HTTP', 'type', { en: 'Meaning', vi: 'Ý nghĩa' }],
      rows: [
        ['400', '', { en: 'It is still in progress.', vi: 'Yêu cầu vẫn đang chạy.' }],
        [
          '422',
          'missing, literal_error, greater_than_equal, less_than_equal, image_too_small, file_download_error …',
          {
            en: 'The field in `loc` is not what the model takes.',
            vi: 'Trường ở `loc` không đúng với yêu cầu của model.',
          },
        ],
        [
          '422',
          'content_policy_violation',
          { en: 'The content rules refused it.', vi: 'Bị bộ lọc nội dung từ chối.' },
        ],
        ['499', 'client_cancelled', { en: 'You cancelled it.', vi: 'Bạn đã hủy.' }],
        ['500', 'internal_server_error', { en: 'The model failed.', vi: 'Model gặp lỗi.' }],
        [
          '503',
          'runner_scheduling_failure, runner_disconnected',
          { en: 'No machine for it; send it again.', vi: 'Không có máy xử lý; hãy gửi lại.' },
        ],
        [
          '504',
          'generation_timeout, request_timeout',
          { en: 'It took too long.', vi: 'Mất quá nhiều thời gian.' },
        ],
      ],
    },
  ],
  examples: [
    {
      title: { en: 'With log lines, once it is done', vi: 'Kèm log, khi đã xong' },
      params,
      query: { logs: '1' },
      expect: { reply: completedFal('nano-banana', logLines), comes: true },
    },
    {
      title: { en: 'Followed to its end', vi: 'Theo dõi đến khi kết thúc' },
      call: falStream,
      params,
      expect: {
        stream: [
          many(queuedFal('nano-banana'), { en: 'While it waits.', vi: 'Khi đang chờ.' }),
          many(runningFal('nano-banana'), {
            en: 'While it is made; lines that begin with a colon only keep the stream open.',
            vi: 'Khi đang tạo; dòng bắt đầu bằng dấu hai chấm chỉ để giữ kết nối.',
          }),
          once(completedFal('nano-banana', null), {
            en: 'Its end; the stream closes.',
            vi: 'Kết thúc; luồng đóng lại.',
          }),
        ],
      },
    },
    {
      title: { en: 'Cancelled', vi: 'Hủy yêu cầu' },
      call: cancelFal,
      params,
      expect: { status: 202, reply: { status: 'CANCELLATION_REQUESTED' } },
    },
  ],
  notes: [
    {
      en: 'A cancel answers 400 with ALREADY_COMPLETED where the request has ended, and 404 with NOT_FOUND where there is none. Cancelled requests are refunded in full.',
      vi: 'Hủy yêu cầu đã kết thúc trả về 400 với ALREADY_COMPLETED; không có yêu cầu đó thì trả về 404 với NOT_FOUND. Yêu cầu bị hủy được hoàn tiền toàn bộ.',
    },
    {
      en: 'Use the `status_url`, `response_url` and `cancel_url` of the submit’s answer: they lead to the gateway. What stands before `/requests/` does not matter, the id alone decides.',
      vi: 'Hãy dùng `status_url`, `response_url` và `cancel_url` trong phản hồi khi gửi: chúng trỏ về cổng. Phần trước `/requests/` không quan trọng, chỉ id là quyết định.',
    },
  ],
  seeAlso: ['fal-painting/get-request-result', 'fal/access-tutorial', 'help-center/http-status-codes'],
});
