import { page } from '../../page.ts';
import { anyTaskId, anything, cancelTask, songId } from '../../samples/tasks.ts';
import { taken, text } from '../../shape.ts';

const filmId = taken('task_01kd2q8x7v5h3n9m1r4t6w8z0b', 'qwen-video/generate-video', ['output', 'task_id']);
const rest = [
  'progress',
  'kind',
  'action',
  'model',
  'dialect',
  'mode',
  'prompt',
  'parent',
  'outputs',
  'usage',
  'held_usd',
  'refunded',
  'request_id',
  'created_at',
  'started_at',
  'finished_at',
  'expires_at',
];

export default page({
  section: 'tasks',
  slug: 'cancel-task',
  rows: [],
  title: { en: 'Cancel a task', vi: 'Hủy một tác vụ' },
  intro: {
    en: 'Stops a task at its upstream and gives all that was held back. Not every upstream can: then the answer says so, and the task goes on.',
    vi: 'Dừng tác vụ ở nhà cung cấp và hoàn lại toàn bộ tiền tạm giữ. Không phải nhà cung cấp nào cũng hỗ trợ: khi đó câu trả lời sẽ nói rõ và tác vụ vẫn tiếp tục.',
  },
  call: cancelTask,
  examples: [
    {
      title: { en: 'A film that waits', vi: 'Một video đang chờ' },
      params: { task: filmId },
      expect: {
        reply: {
          id: anyTaskId,
          object: 'task',
          status: 'cancelled',
          error: { code: 'task_cancelled', message: text('the task was cancelled', /cancel/i) },
          cost_usd: '0',
          ...Object.fromEntries(rest.map((name) => [name, anything(null)])),
        },
      },
    },
    {
      title: { en: 'A song, whose upstream cannot stop it', vi: 'Bài hát, nhà cung cấp không dừng được' },
      params: { task: songId },
      expect: {
        status: 409,
        reply: {
          error: {
            message: text(
              'the upstream of this task cannot stop what it has begun; … (request id: req_…)',
              /upstream|ended/,
            ),
            type: 'invalid_request_error',
            param: null,
            code: 'task_not_cancellable',
          },
        },
      },
    },
  ],
  seeAlso: ['tasks/show-task', 'tasks/delete-task'],
});
