import { page } from '../../page.ts';
import { completed, omni, pollNote, showVideo, states, takenId } from '../../samples/openai-video.ts';

const id = takenId('sora-openai/create-video-with-image');

export default page({
  section: 'sora-openai',
  slug: 'query-task',
  rows: ['R172'],
  title: { en: 'openai query task', vi: 'Truy vấn tác vụ (định dạng OpenAI)' },
  intro: {
    en: 'OpenAI’s Video object: how far a video is, what was asked for, and, when it is finished, `video_url`.',
    vi: 'Đối tượng Video của OpenAI: tiến độ, nội dung đã yêu cầu và, khi hoàn thành, `video_url`.',
  },
  call: showVideo,
  examples: [
    {
      title: { en: 'A finished video', vi: 'Video đã hoàn thành' },
      params: { video_id: id },
      expect: {
        reply: completed(
          { model: omni, prompt: 'A paper boat on a rainy street', seconds: '8', size: '1280x720' },
          id,
        ),
        comes: true,
      },
    },
  ],
  object: {
    at: [],
    fields: [
      { name: 'id', type: 'string', text: { en: 'Id of the video.', vi: 'Id của video.' } },
      { name: 'object', type: 'string', text: { en: 'Always `video`.', vi: 'Luôn là `video`.' } },
      { name: 'model', type: 'string', text: { en: 'As it was asked for.', vi: 'Model đã yêu cầu.' } },
      { name: 'prompt', type: 'string', text: { en: 'As it was asked for.', vi: 'Mô tả đã gửi.' } },
      {
        name: 'status',
        type: 'string',
        text: {
          en: '`queued`, `in_progress`, `completed` or `failed`.',
          vi: '`queued`, `in_progress`, `completed` hoặc `failed`.',
        },
      },
      { name: 'progress', type: 'integer', text: { en: '0 to 100.', vi: 'Từ 0 đến 100.' } },
      { name: 'created_at', type: 'integer', text: { en: 'Unix seconds.', vi: 'Unix tính bằng giây.' } },
      {
        name: 'completed_at',
        type: 'integer, null',
        text: { en: 'When it was finished.', vi: 'Thời điểm hoàn thành.' },
      },
      {
        name: 'expires_at',
        type: 'integer, null',
        text: { en: 'Until then it can be fetched.', vi: 'Tải được đến thời điểm này.' },
      },
      { name: 'seconds', type: 'string', text: { en: 'Length of the video.', vi: 'Thời lượng video.' } },
      {
        name: 'size',
        type: 'string',
        text: { en: 'Width x height, or a resolution.', vi: 'Rộng x cao, hoặc độ phân giải.' },
      },
      {
        name: 'remixed_from_video_id',
        type: 'string, null',
        text: { en: 'The video that it is a remix of.', vi: 'Video gốc của bản remix.' },
      },
      {
        name: 'error',
        type: 'object, null',
        text: { en: '`code` and `message` of a failure.', vi: '`code` và `message` khi thất bại.' },
      },
      {
        name: 'video_url',
        type: 'string, when completed',
        text: { en: 'The video; the link needs no key.', vi: 'Địa chỉ video; không cần khóa.' },
      },
    ],
  },
  tables: [states],
  notes: [pollNote],
  seeAlso: ['sora-openai/create-video-with-image', 'sora-openai/download-video'],
});
