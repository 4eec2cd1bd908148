import { page } from '../../page.ts';
import {
  completed,
  pollNote,
  showVideo,
  states,
  takenId,
  unknownVideo,
  veo,
} from '../../samples/openai-video.ts';

const id = takenId('veo-openai/create-video-with-image');
const unknown = 'task_00000000000000000000000000';

export default page({
  section: 'veo-openai',
  slug: 'query-task',
  rows: ['R128'],
  title: { en: 'openai query task', vi: 'Truy vấn tác vụ (định dạng OpenAI)' },
  intro: {
    en: 'How far a video is. A finished one carries `video_url`, a link that needs no key.',
    vi: 'Cho biết tiến độ của video. Video đã hoàn thành có `video_url`, liên kết mở được không cần khóa.',
  },
  call: showVideo,
  examples: [
    {
      title: { en: 'A finished video', vi: 'Video đã hoàn thành' },
      params: { video_id: id },
      expect: {
        reply: completed(
          { model: veo, prompt: 'The kite rises above the lake', seconds: '8', size: '1280x720' },
          id,
        ),
        comes: true,
      },
    },
    {
      title: { en: 'A video that is not there', vi: 'Video không tồn tại' },
      params: { video_id: unknown },
      expect: { status: 404, reply: unknownVideo(unknown) },
    },
  ],
  tables: [states],
  notes: [
    pollNote,
    {
      en: 'Videos that another format of this gateway asked for can be shown here too, by their task id.',
      vi: 'Video tạo bằng định dạng khác của cổng cũng xem được ở đây, theo id tác vụ.',
    },
    {
      en: 'Until `expires_at` the video can be fetched; copy what you want to keep.',
      vi: 'Video tải được đến thời điểm `expires_at`; hãy tải về những gì bạn muốn giữ.',
    },
  ],
  seeAlso: ['veo-openai/create-video-with-image', 'veo-openai/download-video'],
});
