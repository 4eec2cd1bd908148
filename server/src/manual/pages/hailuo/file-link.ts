import { page } from '../../page.ts';
import { fileHailuo, hailuoTask, retrievedHailuo } from '../../samples/hailuo.ts';

export default page({
  section: 'hailuo',
  slug: 'file-link',
  rows: [],
  title: { en: 'Link of a finished film', vi: 'Liên kết của video đã tạo xong' },
  intro: {
    en: 'MiniMax’s third call: the link of a film by its `file_id`. The status query gives it already; this call is for clients that were written for MiniMax.',
    vi: 'Lời gọi thứ ba của MiniMax: lấy liên kết video qua `file_id`. Truy vấn trạng thái đã trả sẵn liên kết; lời gọi này dành cho ứng dụng viết cho MiniMax.',
  },
  call: fileHailuo,
  examples: [
    {
      title: { en: 'By the task’s id', vi: 'Theo mã tác vụ' },
      query: { file_id: hailuoTask },
      expect: { reply: retrievedHailuo, comes: true },
    },
  ],
  notes: [
    {
      en: 'Before the film is there the answer is 404. Clients of MiniMax find the call at `/v1/files/retrieve`.',
      vi: 'Khi video chưa xong, câu trả lời là 404. Ứng dụng viết cho MiniMax gọi tại `/v1/files/retrieve`.',
    },
  ],
  seeAlso: ['hailuo/video-task-status-query'],
});
