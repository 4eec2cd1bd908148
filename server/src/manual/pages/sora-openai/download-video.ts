import { page } from '../../page.ts';
import { takenId, videoContent } from '../../samples/openai-video.ts';

export default page({
  section: 'sora-openai',
  slug: 'download-video',
  rows: ['R173'],
  title: { en: 'openai download video', vi: 'Tải video về (định dạng OpenAI)' },
  intro: {
    en: 'The bytes of a finished video. OpenAI’s SDKs call it with `download_content`.',
    vi: 'Nội dung tệp của video đã hoàn thành. SDK của OpenAI gọi bằng `download_content`.',
  },
  call: videoContent,
  examples: [
    {
      title: { en: 'An MP4', vi: 'Tệp MP4' },
      params: { video_id: takenId('sora-openai/create-video-with-image') },
      query: { variant: 'video' },
      expect: { bytes: { type: 'video/mp4', least: 1000 }, comes: true },
    },
  ],
  notes: [
    {
      en: '`variant` is `video` when absent. Sora also gave a `thumbnail` (WebP) and a `spritesheet` (JPEG); of models that give none the answer is 404.',
      vi: 'Không có `variant` thì hiểu là `video`. Sora còn có `thumbnail` (WebP) và `spritesheet` (JPEG); với model không có thì câu trả lời là 404.',
    },
    {
      en: 'While the video is not finished the answer is 409 with the code `task_running`. Parts can be asked for with the header `Range`.',
      vi: 'Khi video chưa hoàn thành, câu trả lời là 409 với mã `task_running`. Có thể tải từng phần bằng header `Range`.',
    },
  ],
  seeAlso: ['sora-openai/query-task', 'sora-openai/create-video-with-image'],
});
