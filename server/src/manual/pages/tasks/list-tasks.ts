import { page } from '../../page.ts';
import { anyTaskId, anything, listTasks } from '../../samples/tasks.ts';
import { each, text } from '../../shape.ts';

export default page({
  section: 'tasks',
  slug: 'list-tasks',
  rows: [],
  title: { en: 'List your tasks', vi: 'Liệt kê các tác vụ' },
  intro: {
    en: 'All tasks of your account, made by whatever API, newest first. A test key sees the tasks of test keys.',
    vi: 'Mọi tác vụ của tài khoản, dù được tạo qua API nào, mới nhất trước. Key thử nghiệm chỉ thấy tác vụ của các key thử nghiệm.',
  },
  call: listTasks,
  examples: [
    {
      title: { en: 'Tasks that ended well', vi: 'Các tác vụ thành công' },
      query: { status: 'succeeded', kind: 'music', limit: 2 },
      expect: {
        reply: {
          object: 'list',
          data: each(
            Object.fromEntries([
              ['id', anyTaskId],
              ['object', 'task'],
              ['status', 'succeeded'],
              ['progress', 100],
              ['kind', 'music'],
              ['action', anything('music')],
              ['model', anything('chirp-v4')],
              ['dialect', 'suno'],
              ['mode', 'test'],
              ...[
                'prompt',
                'parent',
                'outputs',
                'error',
                'usage',
                'cost_usd',
                'held_usd',
                'refunded',
                'request_id',
                'created_at',
                'started_at',
                'finished_at',
                'expires_at',
              ].map((name) => [name, anything(null)] as const),
            ]),
            0,
          ),
          first_id: anything('task_01kd2q8x7v5h3n9m1r4t6w8z0b'),
          last_id: anything('task_01kd2q8x7v5h3n9m1r4t6w8z0a'),
          has_more: anything(true),
        },
      },
    },
    {
      title: { en: 'A state that there is none', vi: 'Trạng thái không có' },
      query: { status: 'done' },
      expect: {
        status: 400,
        reply: {
          error: {
            message: text(
              "'done' is no state; there are: sending, queued, … (request id: req_…)",
              /^'done' is no state/,
            ),
            type: 'invalid_request_error',
            param: 'status',
            code: anything('invalid_value'),
          },
        },
      },
    },
  ],
  notes: [
    {
      en: 'For the next page send `after` with `last_id`, while `has_more` is true.',
      vi: 'Để lấy trang tiếp theo, gửi `after` bằng `last_id` khi `has_more` là true.',
    },
  ],
  seeAlso: ['tasks/show-task'],
});
