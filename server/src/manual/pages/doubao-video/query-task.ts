import { page } from '../../page.ts';
import { fast, finished, showFilm } from '../../samples/ark-video.ts';
import { taken, text } from '../../shape.ts';

export default page({
  section: 'doubao-video',
  slug: 'query-task',
  rows: ['R161'],
  title: { en: 'Query a single task', vi: 'Truy vấn một tác vụ' },
  intro: {
    en: 'How far a task is, and its film. Free; ask every 5 to 10 seconds.',
    vi: 'Tiến độ của tác vụ và video kết quả. Miễn phí; nên truy vấn mỗi 5–10 giây.',
  },
  call: showFilm,
  examples: [
    {
      title: { en: 'A film that is finished', vi: 'Video đã hoàn thành' },
      params: { id: taken('task_01k9zq3m7v8w2r4t6y1b5c9d0e', 'doubao-video/text-to-video', ['id']) },
      expect: { reply: finished(fast), comes: true },
    },
    {
      title: { en: 'A task that is not there', vi: 'Tác vụ không tồn tại' },
      params: { id: 'task_00000000000000000000000000' },
      expect: {
        status: 404,
        reply: {
          error: {
            code: 'ResourceNotFound',
            message: text(
              'there is no such task Request id: req_01k9zq3m7v8w2r4t6y1b5c9d0e',
              /Request id: req_/,
            ),
            param: text('', /^/),
            type: 'NotFound',
          },
        },
      },
    },
  ],
  tables: [
    {
      title: { en: 'States', vi: 'Các trạng thái' },
      columns: [
        { en: 'Status', vi: 'Trạng thái' },
        { en: 'Meaning', vi: 'Ý nghĩa' },
      ],
      rows: [
        ['`queued`', { en: 'It waits; now it can be cancelled.', vi: 'Đang chờ; lúc này có thể hủy.' }],
        ['`running`', { en: 'The film is being made.', vi: 'Đang tạo video.' }],
        [
          '`succeeded`',
          { en: 'The film is there; it is charged.', vi: 'Đã có video; tác vụ được tính tiền.' },
        ],
        ['`failed`', { en: '`error` says why; free.', vi: '`error` cho biết lý do; không tính tiền.' }],
        ['`cancelled`', { en: 'You cancelled it; free.', vi: 'Bạn đã hủy; không tính tiền.' }],
        [
          '`expired`',
          {
            en: 'It did not end within `execution_expires_after`; free.',
            vi: 'Không xong trong thời hạn `execution_expires_after`; không tính tiền.',
          },
        ],
      ],
    },
  ],
  object: {
    at: [],
    fields: [
      { name: 'id', type: 'string', text: { en: 'Id of the task.', vi: 'Id của tác vụ.' } },
      {
        name: 'model',
        type: 'string',
        text: { en: 'The model, as you named it.', vi: 'Model, đúng như tên bạn gửi.' },
      },
      {
        name: 'status',
        type: 'string',
        text: { en: 'State of the task, see below.', vi: 'Trạng thái, xem bảng bên dưới.' },
      },
      {
        name: 'content',
        type: 'object, once it has succeeded',
        text: { en: 'What was made.', vi: 'Kết quả.' },
      },
      {
        name: 'content.video_url',
        type: 'string',
        text: { en: 'Address of the film, MP4.', vi: 'Địa chỉ video, định dạng MP4.' },
      },
      {
        name: 'content.last_frame_url',
        type: 'string, with return_last_frame',
        text: { en: 'Address of its last picture, PNG.', vi: 'Địa chỉ ảnh cuối, định dạng PNG.' },
      },
      { name: 'usage', type: 'object', text: { en: 'What is charged.', vi: 'Phần tính tiền.' } },
      {
        name: 'usage.completion_tokens',
        type: 'integer',
        text: { en: 'Tokens of the film.', vi: 'Số token của video.' },
      },
      {
        name: 'usage.total_tokens',
        type: 'integer',
        text: { en: 'The same number: input is free.', vi: 'Cùng con số: đầu vào miễn phí.' },
      },
      { name: 'seed', type: 'integer', text: { en: 'The seed that was used.', vi: 'Seed đã dùng.' } },
      {
        name: 'resolution',
        type: 'string',
        text: { en: 'Resolution of the film.', vi: 'Độ phân giải của video.' },
      },
      { name: 'ratio', type: 'string', text: { en: 'Its aspect ratio.', vi: 'Tỉ lệ khung hình.' } },
      {
        name: 'duration',
        type: 'integer',
        text: { en: 'Its length in seconds.', vi: 'Thời lượng, tính bằng giây.' },
      },
      {
        name: 'frames',
        type: 'integer, in place of duration',
        text: {
          en: 'Its length in frames, if that was asked for.',
          vi: 'Thời lượng theo số khung hình, nếu yêu cầu như vậy.',
        },
      },
      {
        name: 'framespersecond',
        type: 'integer',
        text: { en: 'Frames in a second.', vi: 'Số khung hình mỗi giây.' },
      },
      {
        name: 'service_tier',
        type: 'string',
        text: { en: 'The tier that made it.', vi: 'Hạng dịch vụ đã xử lý.' },
      },
      {
        name: 'execution_expires_after',
        type: 'integer',
        text: { en: 'Seconds after which it would have expired.', vi: 'Số giây trước khi tác vụ hết hạn.' },
      },
      {
        name: 'error',
        type: 'object, of a failed task',
        text: { en: 'Code and message: why it failed.', vi: 'Mã và thông báo lý do thất bại.' },
      },
      {
        name: 'created_at',
        type: 'integer',
        text: { en: 'When it was created, Unix seconds.', vi: 'Lúc tạo, giây Unix.' },
      },
      {
        name: 'updated_at',
        type: 'integer',
        text: {
          en: 'When it last changed its state, Unix seconds.',
          vi: 'Lúc đổi trạng thái gần nhất, giây Unix.',
        },
      },
    ],
  },
  notes: [
    {
      en: 'A task that another maker serves for you has the same form; fields that only Ark knows are left out then.',
      vi: 'Tác vụ do nhà cung cấp khác thực hiện vẫn có cùng định dạng; khi đó các trường chỉ Ark mới có sẽ không xuất hiện.',
    },
  ],
  seeAlso: ['doubao-video/text-to-video', 'doubao-video/list-tasks', 'doubao-video/cancel-task'],
});
