import { page } from '../../page.ts';
import { deleteTask, songId } from '../../samples/tasks.ts';

export default page({
  section: 'tasks',
  slug: 'delete-task',
  rows: [],
  title: { en: 'Delete a task', vi: 'Xóa một tác vụ' },
  intro: {
    en: 'Forgets a task that has ended, with its results. Its row in the log stays, because it is about money.',
    vi: 'Xóa một tác vụ đã kết thúc cùng kết quả của nó. Dòng nhật ký vẫn còn vì liên quan đến tiền.',
  },
  call: deleteTask,
  examples: [
    {
      title: { en: 'When it has ended', vi: 'Khi đã kết thúc' },
      params: { task: songId },
      expect: { reply: { id: songId, object: 'task', deleted: true }, comes: true },
    },
  ],
  notes: [
    {
      en: 'A task that has not ended is answered with 409; cancel it first.',
      vi: 'Tác vụ chưa kết thúc sẽ nhận lỗi 409; hãy hủy trước.',
    },
  ],
  seeAlso: ['tasks/cancel-task'],
});
