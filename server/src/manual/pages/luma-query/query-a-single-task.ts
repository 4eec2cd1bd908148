import { type Field, page } from '../../page.ts';
import { doneLuma, lumaPrompt, queryLuma } from '../../samples/luma.ts';
import { taken } from '../../shape.ts';

const fields: readonly Field[] = [
  { name: 'id', type: 'string', text: { en: 'The task.', vi: 'Mã tác vụ.' } },
  { name: 'prompt', type: 'string', text: { en: 'What was asked for.', vi: 'Nội dung đã yêu cầu.' } },
  {
    name: 'state',
    type: 'string',
    text: {
      en: 'pending, processing, completed or failed.',
      vi: 'pending, processing, completed hoặc failed.',
    },
  },
  { name: 'queue_state', type: 'null', text: { en: 'Always null.', vi: 'Luôn là null.' } },
  { name: 'created_at', type: 'string', text: { en: 'When it was taken.', vi: 'Thời điểm tiếp nhận.' } },
  { name: 'batch_id', type: 'string', text: { en: 'Always empty.', vi: 'Luôn để trống.' } },
  {
    name: 'video',
    type: 'object, when completed',
    text: {
      en: 'The film: download_url is its address, width and height are pixels.',
      vi: 'Video: download_url là địa chỉ tải, width và height tính bằng điểm ảnh.',
    },
  },
  {
    name: 'video_raw',
    type: 'object, when completed',
    text: { en: 'The same with its length in seconds.', vi: 'Như trên, kèm độ dài tính bằng giây.' },
  },
  { name: 'liked', type: 'null', text: { en: 'Always null.', vi: 'Luôn là null.' } },
  { name: 'estimate_wait_seconds', type: 'null', text: { en: 'Always null.', vi: 'Luôn là null.' } },
  { name: 'thumbnail', type: 'object, when completed', text: { en: 'A still.', vi: 'Ảnh thu nhỏ.' } },
  {
    name: 'last_frame',
    type: 'object or null',
    text: {
      en: 'The last frame, where the upstream gives it.',
      vi: 'Khung hình cuối, nếu nguồn có cung cấp.',
    },
  },
  {
    name: 'request',
    type: 'object, when completed',
    text: { en: 'What was asked for, in Luma’s own words.', vi: 'Yêu cầu theo cách gọi của Luma.' },
  },
  {
    name: 'artifact',
    type: 'object, when completed',
    text: { en: 'Film and stills once more.', vi: 'Lặp lại video và các ảnh.' },
  },
  {
    name: 'failure_reason',
    type: 'string, when failed',
    text: { en: 'Why it failed.', vi: 'Lý do thất bại.' },
  },
];

export default page({
  section: 'luma-query',
  slug: 'query-a-single-task',
  rows: ['R133'],
  title: { en: 'Query a single task', vi: 'Truy vấn một tác vụ' },
  intro: {
    en: 'How far a generation is and, once it is completed, where its film is. Asking costs nothing. Every task of yours can be asked for here by its id, whatever interface made it.',
    vi: 'Cho biết tác vụ đang ở bước nào và khi hoàn tất thì video nằm ở đâu. Truy vấn không mất tiền. Mọi tác vụ của bạn đều hỏi được tại đây bằng id, bất kể được tạo qua giao diện nào.',
  },
  call: queryLuma,
  examples: [
    {
      title: { en: 'When the film is there', vi: 'Khi đã có video' },
      params: {
        task_id: taken('task_01kb2m3n4p5q6r7s8t9v0w1x2y', 'luma/submit-video-generation-task', ['id']),
      },
      expect: { reply: doneLuma(lumaPrompt), comes: true },
    },
  ],
  tables: [
    {
      title: { en: 'Fields of a generation', vi: 'Các trường của một tác vụ' },
      columns: [
        { en: 'Field', vi: 'Trường' },
        { en: 'Type', vi: 'Kiểu' },
        { en: 'What it holds', vi: 'Ý nghĩa' },
      ],
      rows: fields.map(({ name, type, text }) => [name, type, text]),
    },
  ],
  notes: [
    {
      en: 'The link to the film needs no key and works until the task is forgotten. Keep a copy of what you need for longer.',
      vi: 'Đường dẫn tới video không cần khóa và dùng được cho đến khi tác vụ bị xóa. Hãy tự lưu lại những gì bạn cần giữ lâu.',
    },
  ],
  seeAlso: ['luma-query/batch-get-tasks', 'luma/status-code'],
});
