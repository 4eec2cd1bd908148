import { page } from '../../page.ts';
import { extendLuma, freshLuma, taskId } from '../../samples/luma.ts';
import { taken, text } from '../../shape.ts';

const parent = taken('task_01kb2m3n4p5q6r7s8t9v0w1x2y', 'luma/submit-video-generation-task', ['id']);
const unknown =
  "there is no task 'task_00000000000000000000000000' for this account; GET /v1/tasks lists what there is (request id: req_01m82z82bj8x8aefgbh66wa9t4)";

export default page({
  section: 'luma',
  slug: 'extended-video',
  rows: ['R132'],
  title: { en: 'Extended video', vi: 'Kéo dài video' },
  intro: {
    en: 'Goes on from a completed film: the new one begins where it ends, and is made by the same model and the same account. It has an id of its own and costs what a new film of its length costs.',
    vi: 'Tạo tiếp từ một video đã hoàn tất: video mới bắt đầu ở chỗ video cũ kết thúc, dùng cùng model và cùng tài khoản. Video mới có id riêng và được tính giá như một video mới có cùng độ dài.',
  },
  call: extendLuma,
  examples: [
    {
      title: { en: 'What happens next', vi: 'Chuyện gì xảy ra tiếp theo' },
      params: { task_id: parent },
      request: { user_prompt: 'A second kite rises', expand_prompt: true },
      expect: { reply: { ...freshLuma('A second kite rises'), id: taskId }, comes: true },
    },
    {
      title: { en: 'Of a film that is not there', vi: 'Video không tồn tại' },
      params: { task_id: 'task_00000000000000000000000000' },
      request: { user_prompt: 'A second kite rises' },
      expect: {
        status: 400,
        reply: {
          detail: text(unknown, /no task/),
          code: 'task_unknown',
          message: text(unknown, /no task/),
          param: 'task_id',
          data: null,
        },
      },
    },
  ],
  notes: [
    {
      en: 'While the first film is still being made, the answer is an error with the code `field_invalid`: wait until its `state` is `completed`.',
      vi: 'Khi video gốc còn đang tạo, kết quả là lỗi có mã `field_invalid`: hãy đợi đến khi `state` là `completed`.',
    },
  ],
  seeAlso: ['luma/submit-video-generation-task', 'luma-query/query-a-single-task'],
});
