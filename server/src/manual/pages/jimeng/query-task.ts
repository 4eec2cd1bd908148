import { page } from '../../page.ts';
import { fetchFilm, finishedFilm, sampleId } from '../../samples/jimeng.ts';
import { taken } from '../../shape.ts';

export default page({
  section: 'jimeng',
  slug: 'query-task',
  rows: ['R150'],
  title: { en: 'Query video task (free)', vi: 'Truy vấn tác vụ video (miễn phí)' },
  intro: {
    en: 'How far a task is, and its film. Free; ask every 5 seconds.',
    vi: 'Tiến độ của tác vụ và video kết quả. Miễn phí; nên truy vấn mỗi 5 giây.',
  },
  call: fetchFilm,
  examples: [
    {
      title: { en: 'A film that is finished', vi: 'Video đã hoàn thành' },
      params: { id: taken(sampleId, 'jimeng/submit-video', ['data']) },
      expect: { reply: finishedFilm, comes: true },
    },
  ],
  object: {
    at: ['data'],
    fields: [
      { name: 'task_id', type: 'string', text: { en: 'Id of the task.', vi: 'Id của tác vụ.' } },
      { name: 'action', type: 'string', text: { en: 'What it does.', vi: 'Loại tác vụ.' } },
      { name: 'status', type: 'string', text: { en: 'State of the task.', vi: 'Trạng thái của tác vụ.' } },
      {
        name: 'fail_reason',
        type: 'string',
        text: { en: 'Why it failed; empty otherwise.', vi: 'Lý do thất bại; để trống nếu không lỗi.' },
      },
      {
        name: 'submit_time',
        type: 'integer',
        text: { en: 'When it came, Unix seconds.', vi: 'Lúc nhận, giây Unix.' },
      },
      {
        name: 'start_time',
        type: 'integer',
        text: { en: 'When it began; 0 until then.', vi: 'Lúc bắt đầu; 0 nếu chưa.' },
      },
      {
        name: 'finish_time',
        type: 'integer',
        text: { en: 'When it ended; 0 until then.', vi: 'Lúc kết thúc; 0 nếu chưa.' },
      },
      { name: 'progress', type: 'string', text: { en: 'From `0%` to `100%`.', vi: 'Từ `0%` đến `100%`.' } },
      {
        name: 'data',
        type: 'object or null',
        text: { en: 'The result in the official form.', vi: 'Kết quả theo dạng chính thức.' },
      },
      {
        name: 'data.code',
        type: 'integer',
        text: { en: '10000, or the code of an error.', vi: '10000, hoặc mã lỗi.' },
      },
      {
        name: 'data.message',
        type: 'string',
        text: { en: 'Words for the code.', vi: 'Lời giải thích cho mã.' },
      },
      { name: 'data.status', type: 'integer', text: { en: 'The same as the code.', vi: 'Giống mã.' } },
      {
        name: 'data.request_id',
        type: 'string',
        text: { en: 'Id of the call that made the task.', vi: 'Id của lượt gọi đã tạo tác vụ.' },
      },
      {
        name: 'data.time_elapsed',
        type: 'string',
        text: {
          en: 'How long the maker took to answer the query.',
          vi: 'Thời gian nhà cung cấp trả lời truy vấn.',
        },
      },
      { name: 'data.data', type: 'object', text: { en: 'State and film.', vi: 'Trạng thái và video.' } },
      {
        name: 'data.data.status',
        type: 'string',
        text: {
          en: '`in_queue`, `generating`, `done` or `expired`.',
          vi: '`in_queue`, `generating`, `done` hoặc `expired`.',
        },
      },
      {
        name: 'data.data.video_url',
        type: 'string',
        text: { en: 'Address of the film, MP4.', vi: 'Địa chỉ video, định dạng MP4.' },
      },
      {
        name: 'data.data.image_urls',
        type: 'array or null',
        text: { en: 'Of models that make pictures.', vi: 'Dành cho model tạo ảnh.' },
      },
      {
        name: 'data.data.binary_data_base64',
        type: 'array or null',
        text: { en: 'Of models that make pictures.', vi: 'Dành cho model tạo ảnh.' },
      },
      {
        name: 'data.data.resp_data',
        type: 'string',
        text: {
          en: 'Details of the maker; mostly empty.',
          vi: 'Chi tiết của nhà cung cấp; thường để trống.',
        },
      },
      {
        name: 'data.data.aigc_meta_tagged',
        type: 'boolean',
        text: { en: 'Does the film carry a hidden mark?', vi: 'Video có mang dấu ẩn không.' },
      },
    ],
  },
  notes: [
    {
      en: 'The maker’s own link lives an hour. Where the operator has the results copied, the address is this gateway’s and lives longer.',
      vi: 'Liên kết gốc của nhà cung cấp chỉ tồn tại một giờ. Nếu người vận hành bật sao chép kết quả, địa chỉ là của cổng này và tồn tại lâu hơn.',
    },
  ],
  seeAlso: ['jimeng/submit-video', 'jimeng/status-code', 'jimeng/official-form'],
});
