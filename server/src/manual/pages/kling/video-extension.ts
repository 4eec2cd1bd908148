import { page } from '../../page.ts';
import { kling, submitted } from '../../samples/kling.ts';
import { taken } from '../../shape.ts';

export default page({
  section: 'kling',
  slug: 'video-extension',
  rows: ['R143'],
  title: { en: 'Video extension', vi: 'Kéo dài video' },
  intro: {
    en: 'Goes on from a video that a task of yours has made. The models whose videos Kling itself could lengthen ended on 2026-09-15; the request is now made by `kling-v3-omni`, which shows the next five seconds as a video of their own.',
    vi: 'Làm tiếp từ một video do tác vụ của bạn tạo ra. Các model mà Kling có thể tự kéo dài video đã ngừng ngày 2026-09-15; nay yêu cầu do `kling-v3-omni` thực hiện, kết quả là năm giây tiếp theo dưới dạng một video riêng.',
  },
  call: kling('POST', '/kling/v1/videos/video-extend'),
  examples: [
    {
      title: { en: 'The next shot', vi: 'Cảnh tiếp theo' },
      request: {
        video_id: taken('task_01k9w3x5s8q2m4n6p7r9t0v1ya', 'kling/text-to-video', ['data', 'task_id']),
        prompt: 'The cat closes the lid and bows.',
      },
      expect: { reply: submitted(), comes: true },
    },
  ],
  notes: [
    {
      en: '`video_id` is the id of a video in the result of a task, or the id of the task itself. A video may be gone on from again and again; put the parts together yourself.',
      vi: '`video_id` là id của video trong kết quả một tác vụ, hoặc chính id của tác vụ. Có thể làm tiếp nhiều lần; bạn tự ghép các phần lại.',
    },
    {
      en: '`mode`, `duration` and `aspect_ratio` of text-to-video are taken too. The price is that of `kling-v3-omni` with a video as input.',
      vi: 'Có thể gửi thêm `mode`, `duration` và `aspect_ratio` như ở trang văn bản thành video. Giá là giá của `kling-v3-omni` khi có video đầu vào.',
    },
  ],
  seeAlso: ['kling/text-to-video', 'kling/query-task', 'kling/lip-sync'],
});
