import { page } from '../../page.ts';
import { deleteVideo, takenId } from '../../samples/openai-video.ts';

const id = takenId('sora-openai/create-video-with-image');

export default page({
  section: 'sora-openai',
  slug: 'delete-video',
  rows: [],
  title: { en: 'openai delete video', vi: 'Xóa video (định dạng OpenAI)' },
  intro: {
    en: 'Forgets a video that has ended, with its file.',
    vi: 'Xóa một video đã kết thúc cùng với tệp của nó.',
  },
  call: deleteVideo,
  examples: [
    {
      title: { en: 'Delete', vi: 'Xóa' },
      params: { video_id: id },
      expect: { reply: { id, object: 'video.deleted', deleted: true }, comes: true },
    },
  ],
  notes: [
    {
      en: 'A video that is still being made cannot be deleted: the answer is 409 with the code `task_running`.',
      vi: 'Không xóa được video đang tạo: câu trả lời là 409 với mã `task_running`.',
    },
    {
      en: 'What was charged stays charged, and the log keeps the call.',
      vi: 'Số tiền đã tính không được hoàn lại, và nhật ký vẫn giữ lời gọi đó.',
    },
  ],
  seeAlso: ['sora-openai/list-videos', 'sora-openai/query-task'],
});
