import { page } from '../../page.ts';
import { imageSeed, imagined } from '../../samples/midjourney.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'midjourney',
  slug: 'image-seed',
  rows: ['R086'],
  title: { en: 'Get the seed of the task image', vi: 'Lấy seed của ảnh' },
  intro: {
    en: 'The number that a picture grew from: `--seed` with it in a prompt gives alike pictures again. Asked of the account that made the task, so it may take some seconds.',
    vi: 'Con số mà ảnh được sinh ra từ đó: dùng `--seed` kèm số này trong prompt để vẽ lại ảnh tương tự. Cổng hỏi chính tài khoản đã vẽ nên có thể mất vài giây.',
  },
  call: imageSeed,
  examples: [
    {
      title: { en: 'Of a task that succeeded', vi: 'Của tác vụ đã thành công' },
      params: { id: imagined },
      expect: {
        reply: { code: 1, description: 'success', result: text('2482304233', /^\d+$/) },
        comes: true,
      },
    },
  ],
  notes: [
    {
      en: 'Before the task has succeeded the answer is 400 with `task_status_not_success`. Asking is free.',
      vi: 'Khi tác vụ chưa thành công, phản hồi là 400 với `task_status_not_success`. Không mất phí.',
    },
  ],
  seeAlso: ['midjourney/query-task', 'midjourney/submit-imagine'],
});
