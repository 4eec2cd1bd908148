import { page } from '../../page.ts';
import { deleteFilm } from '../../samples/ark-video.ts';
import { taken } from '../../shape.ts';

export default page({
  section: 'doubao-video',
  slug: 'cancel-task',
  rows: [],
  title: { en: 'Cancel or delete a task', vi: 'Hủy hoặc xóa tác vụ' },
  intro: {
    en: 'Cancels a task that waits, which is then free, or forgets one that has ended, with its results. The answer is an empty object.',
    vi: 'Hủy tác vụ đang chờ (không tính tiền), hoặc xóa tác vụ đã kết thúc cùng kết quả của nó. Kết quả trả về là một đối tượng rỗng.',
  },
  call: deleteFilm,
  examples: [
    {
      title: { en: 'A task that just came', vi: 'Tác vụ vừa gửi' },
      params: { id: taken('task_01k9zq3m7v8w2r4t6y1b5c9d0e', 'doubao-video/text-to-video', ['id']) },
      expect: { reply: {}, comes: true },
    },
  ],
  notes: [
    {
      en: 'A film that is being made cannot be cancelled: the answer is 409 with `InvalidAction.TaskStatus`.',
      vi: 'Không thể hủy video đang được tạo: kết quả là 409 với `InvalidAction.TaskStatus`.',
    },
  ],
  seeAlso: ['doubao-video/query-task', 'doubao-video/text-to-video'],
});
