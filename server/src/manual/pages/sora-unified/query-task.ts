import { page } from '../../page.ts';
import {
  finishedOther,
  pollNote,
  queryVideo,
  soraNote,
  statesOfOthers,
  takenId,
} from '../../samples/unified-video.ts';

export default page({
  section: 'sora-unified',
  slug: 'query-task',
  rows: ['R164'],
  title: { en: 'Query task', vi: 'Truy vấn tác vụ' },
  intro: {
    en: 'How far a task is and, at its end, where the film is. Free. While it runs, `detail.pending_info.progress_pct` grows from 0 to 1.',
    vi: 'Cho biết tiến độ của tác vụ và, khi xong, địa chỉ video. Miễn phí. Trong lúc chạy, `detail.pending_info.progress_pct` tăng từ 0 đến 1.',
  },
  call: queryVideo,
  examples: [
    {
      title: { en: 'A finished film', vi: 'Video đã hoàn thành' },
      query: { id: takenId('sora-unified/create-video-sora-2') },
      expect: {
        reply: finishedOther('gemini-omni-1.1-flash', {
          prompt: 'A golden retriever in a spacesuit floats through a station',
          images: [],
          orientation: 'portrait',
          size: 'small',
          duration: 10,
        }),
        comes: true,
      },
    },
  ],
  tables: [statesOfOthers],
  notes: [pollNote, soraNote],
  seeAlso: ['sora-unified/create-video-sora-2', 'veo-unified/status-code'],
});
