import { page } from '../../page.ts';
import { doneHailuo, hailuoTask, queryHailuo } from '../../samples/hailuo.ts';

export default page({
  section: 'hailuo',
  slug: 'status-code',
  rows: ['R151'],
  title: { en: 'status code', vi: 'Mã trạng thái' },
  intro: {
    en: 'How far a film is stands in two places of the answer: `data.status` in the words of gateways, `status` in MiniMax’s own. Ask again every few seconds until it is `SUCCESS` or `FAILURE`.',
    vi: 'Tiến độ của video nằm ở hai chỗ trong câu trả lời: `data.status` theo cách gọi của cổng, `status` theo cách gọi của MiniMax. Hãy hỏi lại sau mỗi vài giây cho đến khi là `SUCCESS` hoặc `FAILURE`.',
  },
  call: queryHailuo,
  tables: [
    {
      title: { en: 'States', vi: 'Các trạng thái' },
      columns: ['data.status', 'status', { en: 'Meaning', vi: 'Ý nghĩa' }],
      rows: [
        ['NOT_START', 'Preparing', { en: 'Just taken.', vi: 'Vừa được tiếp nhận.' }],
        ['QUEUED', 'Preparing, Queueing', { en: 'Waits for its turn.', vi: 'Đang chờ đến lượt.' }],
        ['IN_PROGRESS', 'Processing', { en: 'Is being made.', vi: 'Đang được tạo.' }],
        [
          'SUCCESS',
          'Success',
          { en: 'The film is there: file.download_url.', vi: 'Đã có video: file.download_url.' },
        ],
        [
          'FAILURE',
          'Fail',
          {
            en: 'There will be no film; data.fail_reason says why. Nothing is charged.',
            vi: 'Không có video; lý do ở data.fail_reason. Không bị tính tiền.',
          },
        ],
      ],
    },
    {
      title: { en: 'Numbers in base_resp.status_code', vi: 'Các số trong base_resp.status_code' },
      columns: ['status_code', { en: 'Meaning', vi: 'Ý nghĩa' }, { en: 'What to do', vi: 'Cách xử lý' }],
      rows: [
        ['0', { en: 'All is well.', vi: 'Bình thường.' }, '—'],
        [
          '1000',
          { en: 'A fault on the way.', vi: 'Lỗi trên đường xử lý.' },
          { en: 'Try again later.', vi: 'Thử lại sau.' },
        ],
        ['1001', { en: 'It took too long.', vi: 'Quá thời gian.' }, { en: 'Try again.', vi: 'Thử lại.' }],
        [
          '1002',
          { en: 'Too many requests.', vi: 'Quá nhiều yêu cầu.' },
          { en: 'Wait, then try again.', vi: 'Chờ một lúc rồi thử lại.' },
        ],
        [
          '1004, 2049',
          { en: 'No key, or a wrong one.', vi: 'Thiếu khóa hoặc khóa sai.' },
          { en: 'Check the key.', vi: 'Kiểm tra khóa.' },
        ],
        [
          '1008',
          { en: 'The balance is too low.', vi: 'Số dư không đủ.' },
          { en: 'Top up.', vi: 'Nạp thêm tiền.' },
        ],
        [
          '1026',
          {
            en: 'The prompt or a picture breaks the content rules.',
            vi: 'Lời mô tả hoặc ảnh vi phạm quy định nội dung.',
          },
          { en: 'Change it.', vi: 'Sửa lại nội dung.' },
        ],
        [
          '1027',
          { en: 'The film that came out breaks them.', vi: 'Video tạo ra vi phạm quy định nội dung.' },
          { en: 'Change the prompt.', vi: 'Sửa lời mô tả.' },
        ],
        [
          '2013',
          {
            en: 'A field is wrong, or the task or file is unknown.',
            vi: 'Một trường sai, hoặc tác vụ hay tệp không tồn tại.',
          },
          { en: 'Read the message.', vi: 'Đọc thông báo lỗi.' },
        ],
        [
          '2056',
          { en: 'The limit of a plan is reached.', vi: 'Đã đạt giới hạn của gói.' },
          { en: 'Wait, then try again.', vi: 'Chờ một lúc rồi thử lại.' },
        ],
      ],
    },
  ],
  examples: [
    {
      title: { en: 'A finished film', vi: 'Một video đã tạo xong' },
      query: { task_id: hailuoTask },
      expect: { reply: doneHailuo, comes: true },
    },
  ],
  notes: [
    {
      en: 'MiniMax answers faults with HTTP 200; this gateway gives them an HTTP status too (400, 401, 402, 429, …), so that clients which look at nothing else notice them.',
      vi: 'MiniMax trả lỗi với HTTP 200; cổng này kèm thêm mã HTTP tương ứng (400, 401, 402, 429, …) để ứng dụng chỉ xem mã HTTP vẫn nhận ra lỗi.',
    },
  ],
  seeAlso: ['hailuo/video-task-status-query', 'help-center/http-status-codes'],
});
