import { page } from '../../page.ts';
import { anyVideo, listVideos } from '../../samples/openai-video.ts';
import { each, flag, text } from '../../shape.ts';

const id = text('task_01k9mzq2v8d4t6w1x3y5z7a9bc', /^task_[0-9a-z]{26}$/);

export default page({
  section: 'sora-openai',
  slug: 'list-videos',
  rows: [],
  title: { en: 'openai list videos', vi: 'Liệt kê video (định dạng OpenAI)' },
  intro: {
    en: 'The videos that you asked for in this format, the newest first.',
    vi: 'Các video bạn đã tạo bằng định dạng này, mới nhất trước.',
  },
  call: listVideos,
  examples: [
    {
      title: { en: 'The newest', vi: 'Video mới nhất' },
      query: { limit: 1 },
      expect: {
        reply: { object: 'list', data: each(anyVideo), first_id: id, last_id: id, has_more: flag(true) },
        comes: true,
      },
    },
  ],
  notes: [
    {
      en: 'The next page: `after` with the `last_id` of the one before, while `has_more` is true.',
      vi: 'Trang tiếp theo: đặt `after` bằng `last_id` của trang trước, chừng nào `has_more` còn là true.',
    },
    {
      en: 'What other formats asked for is listed by `GET /v1/tasks`.',
      vi: 'Tác vụ tạo bằng các định dạng khác được liệt kê ở `GET /v1/tasks`.',
    },
  ],
  seeAlso: ['sora-openai/query-task', 'sora-openai/delete-video'],
});
