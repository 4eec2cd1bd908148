import { page } from '../../page.ts';
import { doneWan, listWan, queryWan, requestId, wanTask } from '../../samples/qwen-video.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'qwen-video',
  slug: 'video-query',
  rows: ['R180'],
  title: { en: 'Video Query', vi: 'Truy vấn video' },
  intro: {
    en: 'How far a film is and, when it is done, where it lies. Free. Ask again every few seconds until `task_status` is `SUCCEEDED`, `FAILED` or `CANCELED`.',
    vi: 'Cho biết video đang ở bước nào và khi xong thì nằm ở đâu. Miễn phí. Hãy hỏi lại sau mỗi vài giây cho đến khi `task_status` là `SUCCEEDED`, `FAILED` hoặc `CANCELED`.',
  },
  call: queryWan,
  tables: [
    {
      title: { en: 'Words of task_status', vi: 'Các giá trị của task_status' },
      columns: ['task_status', { en: 'Meaning', vi: 'Ý nghĩa' }],
      rows: [
        ['PENDING', { en: 'Waits for its turn; can be cancelled.', vi: 'Đang chờ đến lượt; có thể hủy.' }],
        ['RUNNING', { en: 'Is being made.', vi: 'Đang được tạo.' }],
        ['SUCCEEDED', { en: 'The film is there: output.video_url.', vi: 'Đã có video: output.video_url.' }],
        [
          'FAILED',
          {
            en: 'There will be no film: output.code and output.message say why. Nothing is charged.',
            vi: 'Không có video: lý do ở output.code và output.message. Không bị tính tiền.',
          },
        ],
        [
          'CANCELED',
          {
            en: 'Cancelled before it began. Nothing is charged.',
            vi: 'Đã hủy trước khi bắt đầu. Không bị tính tiền.',
          },
        ],
        [
          'UNKNOWN',
          {
            en: 'There is no such task; the answer’s HTTP status is 404.',
            vi: 'Không có tác vụ này; mã HTTP của câu trả lời là 404.',
          },
        ],
      ],
    },
  ],
  examples: [
    {
      title: { en: 'When the film is there', vi: 'Khi đã có video' },
      params: { id: wanTask },
      expect: { reply: doneWan, comes: true },
    },
    {
      title: { en: 'A task that does not exist', vi: 'Tác vụ không tồn tại' },
      params: { id: 'task_00000000000000000000000000' },
      expect: {
        status: 404,
        reply: {
          code: 'TaskNotFound',
          message: text('there is no task task_00000000000000000000000000', /./),
          request_id: requestId,
          output: { task_status: 'UNKNOWN' },
        },
      },
    },
    {
      title: {
        en: 'Several tasks: the newest of a model that you never used',
        vi: 'Nhiều tác vụ: mới nhất của một model chưa dùng',
      },
      call: listWan,
      query: { page_no: '1', page_size: '10', model_name: 'wan2.1-kf2v-plus' },
      expect: { reply: { request_id: '', data: [], page_no: 1, page_size: 10, total: 0, total_page: 0 } },
    },
  ],
  object: {
    at: [],
    fields: [
      {
        name: 'request_id',
        type: 'string',
        text: { en: 'The call that made the task.', vi: 'Mã của lời gọi đã tạo tác vụ.' },
      },
      { name: 'output', type: 'object', text: { en: 'The task.', vi: 'Thông tin tác vụ.' } },
      { name: 'output.task_id', type: 'string', text: { en: 'Its id.', vi: 'Mã tác vụ.' } },
      {
        name: 'output.task_status',
        type: 'string',
        text: { en: 'A word of the table.', vi: 'Một giá trị trong bảng trên.' },
      },
      {
        name: 'output.submit_time',
        type: 'string',
        text: { en: 'Beijing time, as are the others.', vi: 'Giờ Bắc Kinh, các mốc khác cũng vậy.' },
      },
      {
        name: 'output.scheduled_time',
        type: 'string, once it has begun',
        text: { en: 'When it began.', vi: 'Lúc bắt đầu.' },
      },
      {
        name: 'output.end_time',
        type: 'string, once it has ended',
        text: { en: 'When it ended.', vi: 'Lúc kết thúc.' },
      },
      { name: 'output.orig_prompt', type: 'string', text: { en: 'Your prompt.', vi: 'Lời mô tả của bạn.' } },
      {
        name: 'output.actual_prompt',
        type: 'string, with prompt_extend',
        text: { en: 'The prompt as it was written out.', vi: 'Lời mô tả sau khi được viết chi tiết.' },
      },
      {
        name: 'output.video_url',
        type: 'string, when SUCCEEDED',
        text: { en: 'The film. The link needs no key.', vi: 'Video. Liên kết này không cần khóa.' },
      },
      {
        name: 'output.code',
        type: 'string, when FAILED',
        text: {
          en: 'Why, in a word: DataInspectionFailed is about the content.',
          vi: 'Mã lỗi: DataInspectionFailed là lỗi về nội dung.',
        },
      },
      { name: 'output.message', type: 'string, when FAILED', text: { en: 'Why.', vi: 'Lý do.' } },
      {
        name: 'usage',
        type: 'object, when SUCCEEDED',
        text: { en: 'What is charged.', vi: 'Phần tính tiền.' },
      },
      {
        name: 'usage.duration',
        type: 'number',
        text: { en: 'Seconds that are charged.', vi: 'Số giây được tính tiền.' },
      },
      {
        name: 'usage.input_video_duration',
        type: 'number',
        text: { en: 'Of them, what was handed in.', vi: 'Trong đó, phần video đưa vào.' },
      },
      {
        name: 'usage.output_video_duration',
        type: 'number',
        text: { en: 'Of them, what was made.', vi: 'Trong đó, phần video tạo ra.' },
      },
      { name: 'usage.video_count', type: 'integer', text: { en: 'How many films.', vi: 'Số video.' } },
      {
        name: 'usage.SR',
        type: 'integer',
        text: { en: 'Lines of the picture.', vi: 'Số dòng của hình ảnh.' },
      },
    ],
  },
  notes: [
    {
      en: 'The list takes `page_no`, `page_size`, `status`, `model_name`, `start_time` and `end_time`, and shows the tasks that were made in this wire, the newest first.',
      vi: 'Danh sách nhận `page_no`, `page_size`, `status`, `model_name`, `start_time` và `end_time`, gồm các tác vụ tạo theo định dạng này, mới nhất đứng đầu.',
    },
    {
      en: 'Names in `usage` differ by model: older ones say `video_duration`.',
      vi: 'Tên trường trong `usage` khác nhau theo model: các model cũ dùng `video_duration`.',
    },
  ],
  seeAlso: ['qwen-video/generate-video', 'qwen-video/cancel-task'],
});
