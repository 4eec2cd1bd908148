import { page } from '../../page.ts';
import { fetchFilm, finishedFilm, sampleId } from '../../samples/jimeng.ts';
import { taken } from '../../shape.ts';

export default page({
  section: 'jimeng',
  slug: 'status-code',
  rows: ['R148'],
  title: { en: 'status code', vi: 'Mã trạng thái' },
  intro: {
    en: 'The words in `status` of a film task, and the codes of refusals.',
    vi: 'Các giá trị của `status` trong tác vụ video và các mã lỗi khi bị từ chối.',
  },
  call: fetchFilm,
  examples: [
    {
      title: { en: 'A task that has succeeded', vi: 'Tác vụ đã thành công' },
      params: { id: taken(sampleId, 'jimeng/submit-video', ['data']) },
      expect: { reply: finishedFilm, comes: true },
    },
  ],
  tables: [
    {
      title: { en: 'States, in the order in which they come', vi: 'Các trạng thái, theo thứ tự diễn ra' },
      columns: [
        { en: 'Status', vi: 'Trạng thái' },
        { en: 'Meaning', vi: 'Ý nghĩa' },
        { en: 'Official form', vi: 'Dạng chính thức' },
      ],
      rows: [
        ['`NOT_START`', { en: 'It is being handed over.', vi: 'Đang được chuyển đi.' }, '`in_queue`'],
        [
          '`SUBMITTED`',
          { en: 'As `QUEUED`; only other gateways say it.', vi: 'Như `QUEUED`; chỉ các cổng khác mới dùng.' },
          '`in_queue`',
        ],
        ['`QUEUED`', { en: 'It waits.', vi: 'Đang chờ.' }, '`in_queue`'],
        ['`IN_PROGRESS`', { en: 'The film is being made.', vi: 'Đang tạo video.' }, '`generating`'],
        [
          '`SUCCESS`',
          { en: 'The film is there; it is charged.', vi: 'Đã có video; tác vụ được tính tiền.' },
          '`done`',
        ],
        [
          '`FAILURE`',
          {
            en: 'It failed, was cancelled or expired; `fail_reason` says which. Free.',
            vi: 'Thất bại, bị hủy hoặc hết hạn; `fail_reason` cho biết lý do. Không tính tiền.',
          },
          { en: '`done` with another code, `expired`', vi: '`done` với mã khác, `expired`' },
        ],
      ],
    },
    {
      title: { en: 'Codes of errors', vi: 'Mã lỗi' },
      columns: [
        { en: 'Code', vi: 'Mã' },
        { en: 'Meaning', vi: 'Ý nghĩa' },
        { en: 'Try again?', vi: 'Thử lại?' },
      ],
      rows: [
        ['50215', { en: 'A field is wrong.', vi: 'Một trường không hợp lệ.' }, { en: 'no', vi: 'không' }],
        [
          '50400',
          { en: 'The key or the balance does not allow it.', vi: 'Khóa hoặc số dư không cho phép.' },
          { en: 'no', vi: 'không' },
        ],
        [
          '50411, 50412, 50413, 50512, 50513, 50514, 50518',
          {
            en: 'Picture, text, film or sound was refused.',
            vi: 'Ảnh, văn bản, video hoặc âm thanh bị từ chối.',
          },
          { en: 'no', vi: 'không' },
        ],
        [
          '50511, 50516, 50517, 50519',
          { en: 'What was made was refused.', vi: 'Kết quả tạo ra bị từ chối.' },
          { en: 'yes', vi: 'có' },
        ],
        [
          '50429, 50430',
          { en: 'Too many at once.', vi: 'Quá nhiều yêu cầu cùng lúc.' },
          { en: 'yes', vi: 'có' },
        ],
        ['50500, 50501', { en: 'The service failed.', vi: 'Dịch vụ gặp lỗi.' }, { en: 'yes', vi: 'có' }],
      ],
    },
  ],
  notes: [
    {
      en: 'An error is answered with its HTTP status and `code`, `message` and `request_id`; only `code` of `success` (official form: 10000) means that all went well.',
      vi: 'Khi có lỗi, câu trả lời gồm mã HTTP cùng `code`, `message` và `request_id`; chỉ khi `code` là `success` (dạng chính thức: 10000) thì yêu cầu mới thành công.',
    },
  ],
  seeAlso: ['jimeng/submit-video', 'jimeng/query-task'],
});
