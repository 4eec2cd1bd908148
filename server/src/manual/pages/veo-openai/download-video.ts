import { page } from '../../page.ts';
import { takenId, videoContent } from '../../samples/openai-video.ts';

export default page({
  section: 'veo-openai',
  slug: 'download-video',
  rows: ['R129'],
  title: { en: 'openai download video', vi: 'Tải video về (định dạng OpenAI)' },
  intro: {
    en: 'The bytes of a finished video, with your key. `video_url` of the query is the same video without one.',
    vi: 'Nội dung tệp của video đã hoàn thành, dùng khóa của bạn. `video_url` trong kết quả truy vấn là cùng video đó nhưng không cần khóa.',
  },
  call: videoContent,
  examples: [
    {
      title: { en: 'An MP4', vi: 'Tệp MP4' },
      params: { video_id: takenId('veo-openai/create-video-with-image') },
      expect: { bytes: { type: 'video/mp4', least: 1000 }, comes: true },
    },
  ],
  notes: [
    {
      en: 'While the video is not finished the answer is 409 with the code `task_running`; of a video that failed it is 404.',
      vi: 'Khi video chưa hoàn thành, câu trả lời là 409 với mã `task_running`; với video thất bại là 404.',
    },
    {
      en: 'Parts can be asked for with the header `Range`. `variant=thumbnail` and `variant=spritesheet` give pictures of the video, where the model’s maker has them; Veo has none.',
      vi: 'Có thể tải từng phần bằng header `Range`. `variant=thumbnail` và `variant=spritesheet` trả về ảnh của video nếu nhà cung cấp model có; Veo không có.',
    },
  ],
  seeAlso: ['veo-openai/query-task', 'veo-openai/create-video-with-image'],
});
