import { page } from '../../page.ts';
import { cancelWan, requestId, wanTask } from '../../samples/qwen-video.ts';

export default page({
  section: 'qwen-video',
  slug: 'cancel-task',
  rows: [],
  title: { en: 'Cancel a task', vi: 'Hủy tác vụ' },
  intro: {
    en: 'Cancels a film that is still `PENDING`; what was held for it is given back in full.',
    vi: 'Hủy một video còn ở trạng thái `PENDING`; toàn bộ số tiền tạm giữ được hoàn lại.',
  },
  call: cancelWan,
  examples: [
    {
      title: { en: 'A task that waits', vi: 'Tác vụ đang chờ' },
      params: { id: wanTask },
      expect: { reply: { request_id: requestId } },
    },
  ],
  notes: [
    {
      en: 'A film that is being made, or is done, cannot be cancelled: the answer is 400 with `UnsupportedOperation`.',
      vi: 'Video đang tạo hoặc đã xong thì không hủy được: câu trả lời là 400 kèm `UnsupportedOperation`.',
    },
  ],
  seeAlso: ['qwen-video/generate-video', 'qwen-video/video-query'],
});
