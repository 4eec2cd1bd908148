import { page } from '../../page.ts';
import {
  anyTasks,
  done,
  envelope,
  kling,
  onePicture,
  oneVideo,
  refusal,
  showTask,
} from '../../samples/kling.ts';
import { taken, text } from '../../shape.ts';

const sample = 'task_01k9w3x5s8q2m4n6p7r9t0v1ya';
const video = taken(sample, 'kling/text-to-video', ['data', 'task_id']);
const picture = taken(sample, 'kling/image-generation', ['data', 'task_id']);
const named = taken('order-9', 'kling/callback-protocol', ['data', 'task_info', 'external_task_id']);

export default page({
  section: 'kling',
  slug: 'query-task',
  rows: ['R139'],
  title: { en: 'Query task (free)', vi: 'Truy vấn tác vụ (miễn phí)' },
  intro: {
    en: 'The path is that of the request which made the task, with its id behind it: `images` or `videos`, then the action. In place of the id it takes the `external_task_id` that you gave. Asking is free; every five seconds is often enough.',
    vi: 'Đường dẫn giống yêu cầu đã tạo tác vụ, thêm id ở cuối: `images` hoặc `videos`, rồi đến hành động. Thay cho id có thể dùng `external_task_id` bạn đã đặt. Truy vấn miễn phí; mỗi năm giây một lần là đủ.',
  },
  call: showTask,
  examples: [
    {
      title: { en: 'A video', vi: 'Một video' },
      params: { group: 'videos', action: 'text2video', task_id: video },
      expect: { reply: done(oneVideo('5'), '1.5', { id: video }), comes: true },
    },
    {
      title: { en: 'A picture', vi: 'Một ảnh' },
      params: { group: 'images', action: 'generations', task_id: picture },
      expect: { reply: done(onePicture, '0.1', { id: picture }), comes: true },
    },
    {
      title: { en: 'By your own name of it', vi: 'Theo tên do bạn đặt' },
      params: { group: 'videos', action: 'text2video', task_id: named },
      expect: { reply: done(oneVideo('5'), '1.5', { info: { external_task_id: 'order-9' } }), comes: true },
    },
    {
      title: { en: 'Your tasks, newest first', vi: 'Các tác vụ của bạn, mới nhất trước' },
      call: kling('GET', '/kling/v1/:group/:action'),
      params: { group: 'videos', action: 'text2video' },
      query: { pageNum: 1, pageSize: 30 },
      expect: { reply: envelope(anyTasks) },
    },
    {
      title: { en: 'A task that is not there', vi: 'Tác vụ không tồn tại' },
      params: { group: 'videos', action: 'text2video', task_id: 'task_00000000000000000000000000' },
      expect: { status: 404, reply: refusal(1203, text('there is no such task', /./)) },
    },
  ],
  object: {
    at: ['data'],
    fields: [
      { name: 'task_id', type: 'string', text: { en: 'The task.', vi: 'Tác vụ.' } },
      {
        name: 'task_status',
        type: 'string',
        text: {
          en: '`submitted`, `processing`, `succeed` or `failed`.',
          vi: '`submitted`, `processing`, `succeed` hoặc `failed`.',
        },
      },
      {
        name: 'task_status_msg',
        type: 'string',
        text: { en: 'Why it failed; else empty.', vi: 'Lý do thất bại; nếu không thì rỗng.' },
      },
      {
        name: 'task_info',
        type: 'object',
        text: {
          en: 'Your `external_task_id`, and `parent_video` of what goes on from a video.',
          vi: 'Chứa `external_task_id` của bạn, và `parent_video` nếu làm tiếp từ một video.',
        },
      },
      {
        name: 'task_result',
        type: 'object, when it is done',
        text: { en: 'What was made: `videos` or `images`.', vi: 'Kết quả: `videos` hoặc `images`.' },
      },
      { name: 'task_result.videos', type: 'array of object', text: { en: 'The videos.', vi: 'Các video.' } },
      {
        name: 'task_result.videos[].id',
        type: 'string',
        text: {
          en: 'Name of the video for later requests.',
          vi: 'Tên của video để dùng trong các yêu cầu sau.',
        },
      },
      {
        name: 'task_result.videos[].url',
        type: 'string',
        text: { en: 'Where it is; copy what must last.', vi: 'Địa chỉ tải; hãy lưu lại nếu cần giữ lâu.' },
      },
      {
        name: 'task_result.videos[].duration',
        type: 'string',
        text: { en: 'Its length in seconds.', vi: 'Độ dài tính bằng giây.' },
      },
      {
        name: 'final_unit_deduction',
        type: 'string, when it is done',
        text: { en: 'What Kling took of its pack, in its units.', vi: 'Số đơn vị Kling đã trừ vào gói.' },
      },
      {
        name: 'created_at',
        type: 'integer',
        text: { en: 'When it was made, in milliseconds.', vi: 'Thời điểm tạo, tính bằng mili giây.' },
      },
      {
        name: 'updated_at',
        type: 'integer',
        text: {
          en: 'When it last changed, in milliseconds.',
          vi: 'Thời điểm thay đổi gần nhất, tính bằng mili giây.',
        },
      },
    ],
  },
  tables: [
    {
      title: { en: 'Last parts of the path', vi: 'Phần cuối của đường dẫn' },
      columns: ['group', 'action'],
      rows: [
        ['images', 'generations, kolors-virtual-try-on, omni-image, multi-image2image, editing/expand'],
        [
          'videos',
          'text2video, image2video, multi-image2video, omni-video, lip-sync, video-extend, effects, motion-control',
        ],
      ],
    },
  ],
  notes: [
    {
      en: 'Lists and answers come from the gateway’s own records: only tasks of your account are there. `pageNum` is 1 to 1000, `pageSize` 1 to 500.',
      vi: 'Danh sách và câu trả lời lấy từ dữ liệu của chính cổng: chỉ có tác vụ thuộc tài khoản của bạn. `pageNum` từ 1 đến 1000, `pageSize` từ 1 đến 500.',
    },
    {
      en: 'A failed task costs nothing: what was held for it is given back.',
      vi: 'Tác vụ thất bại không mất tiền: khoản tạm giữ được hoàn lại.',
    },
  ],
  seeAlso: ['kling/text-to-video', 'kling/callback-protocol'],
});
