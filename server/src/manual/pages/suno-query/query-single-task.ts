import { page } from '../../page.ts';
import {
  fetchOne,
  finished,
  lyricsObject,
  lyricsTask,
  lyricsTaskId,
  songClips,
  songTask,
  songTaskId,
} from '../../samples/suno.ts';

export default page({
  section: 'suno-query',
  slug: 'query-single-task',
  rows: ['R201'],
  title: { en: 'Query a single task', vi: 'Truy vấn một tác vụ' },
  intro: {
    en: 'How far a task is and what it made. Free; ask every 3 to 5 seconds.',
    vi: 'Tiến độ và kết quả của một tác vụ. Miễn phí; nên truy vấn mỗi 3–5 giây.',
  },
  call: fetchOne,
  examples: [
    {
      title: { en: 'A song', vi: 'Bài hát' },
      params: { task_id: songTask },
      expect: {
        reply: { code: 'success', message: '', data: finished(songTaskId, 'MUSIC', songClips) },
        comes: true,
      },
    },
    {
      title: { en: 'Lyrics', vi: 'Lời bài hát' },
      params: { task_id: lyricsTask },
      expect: {
        reply: { code: 'success', message: '', data: finished(lyricsTaskId, 'LYRICS', lyricsObject) },
        comes: true,
      },
    },
  ],
  notes: [
    {
      en: 'Until there are clips, `data` is empty. While a song is made its clips are shown already; a clip that is `streaming` has an address at which it can be heard.',
      vi: 'Khi chưa có clip, `data` để trống. Trong lúc tạo, các clip đã được hiển thị; clip ở trạng thái `streaming` có địa chỉ để nghe ngay.',
    },
    {
      en: '`GET /suno/feed/{ids}` answers the clips alone, as a list without an envelope, for clients of older servers.',
      vi: '`GET /suno/feed/{ids}` chỉ trả về danh sách clip, không có lớp bọc, dành cho ứng dụng của máy chủ cũ.',
    },
    {
      en: 'An id that nobody knows is answered with 400 and `task_not_exist`.',
      vi: 'Id không tồn tại được trả lời bằng mã 400 và `task_not_exist`.',
    },
  ],
  seeAlso: ['suno/description', 'suno-query/batch-get-tasks', 'suno-query/get-wav'],
});
