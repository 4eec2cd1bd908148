import { page } from '../../page.ts';
import { doneLuma, lumaPrompt, queryLumaMany } from '../../samples/luma.ts';
import { taken } from '../../shape.ts';

export default page({
  section: 'luma-query',
  slug: 'batch-get-tasks',
  rows: ['R134'],
  title: { en: 'Batch get tasks', vi: 'Truy vấn nhiều tác vụ' },
  intro: {
    en: 'Several generations in one free request, as a list in the order of the ids. Ids that are unknown, or belong to somebody else, are left out.',
    vi: 'Hỏi nhiều tác vụ trong một yêu cầu miễn phí; kết quả là danh sách theo thứ tự các id. Id không tồn tại hoặc của người khác sẽ bị bỏ qua.',
  },
  call: queryLumaMany,
  examples: [
    {
      title: { en: 'Two ids, one of them unknown', vi: 'Hai id, một id không tồn tại' },
      request: {
        ids: [
          taken('task_01kb2m3n4p5q6r7s8t9v0w1x2y', 'luma/submit-video-generation-task', ['id']),
          'task_00000000000000000000000000',
        ],
      },
      expect: { reply: [doneLuma(lumaPrompt)], comes: true },
    },
  ],
  notes: [{ en: 'Up to 100 ids in one request.', vi: 'Tối đa 100 id trong một yêu cầu.' }],
  seeAlso: ['luma-query/query-a-single-task', 'luma/status-code'],
});
