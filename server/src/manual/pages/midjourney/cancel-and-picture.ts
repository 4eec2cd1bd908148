import { page } from '../../page.ts';
import { cancelled, cancelTask, imagined, showImage } from '../../samples/midjourney.ts';

export default page({
  section: 'midjourney',
  slug: 'cancel-and-picture',
  rows: [],
  title: { en: 'Cancel a task, show its picture', vi: 'Hủy tác vụ, xem ảnh của tác vụ' },
  intro: {
    en: 'A task that has not ended can be cancelled, where the upstream can; it then costs nothing. The picture of a task has an address that needs no key, for pages and chats.',
    vi: 'Có thể hủy tác vụ chưa kết thúc nếu phía thượng nguồn hỗ trợ; khi đó không mất phí. Ảnh của tác vụ có địa chỉ không cần khóa, dùng được trong trang web và khung chat.',
  },
  call: cancelTask,
  examples: [
    {
      title: { en: 'Cancel', vi: 'Hủy' },
      params: { id: imagined },
      expect: { reply: cancelled },
    },
    {
      title: { en: 'The picture', vi: 'Ảnh' },
      call: showImage,
      params: { id: imagined },
      expect: { bytes: { type: 'image/png', least: 5000 }, comes: true },
    },
  ],
  notes: [
    {
      en: 'Whoever knows the id of a task can see its picture; ids cannot be guessed.',
      vi: 'Ai biết id của tác vụ đều xem được ảnh; id không thể đoán được.',
    },
    {
      en: 'A task that has ended, or whose upstream cannot cancel, answers 409 and goes on.',
      vi: 'Tác vụ đã kết thúc, hoặc thượng nguồn không hỗ trợ hủy, sẽ trả về 409 và vẫn tiếp tục.',
    },
  ],
  seeAlso: ['midjourney/query-task'],
});
