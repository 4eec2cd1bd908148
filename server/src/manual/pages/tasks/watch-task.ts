import { many, once, page } from '../../page.ts';
import { anyTaskId, anything, songId, watchTask } from '../../samples/tasks.ts';
import { type Shape, text } from '../../shape.ts';

const fields = [
  'object',
  'progress',
  'kind',
  'action',
  'model',
  'dialect',
  'mode',
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
];

const eventOf = (status: Shape): Shape => ({
  id: anyTaskId,
  status,
  ...Object.fromEntries(fields.map((name) => [name, anything(null)])),
});

export default page({
  section: 'tasks',
  slug: 'watch-task',
  rows: [],
  title: { en: 'Watch a task', vi: 'Theo dõi một tác vụ' },
  intro: {
    en: 'The task as server-sent events: once at the beginning, again with each change, until it has ended. Every event holds the whole task, as `GET /v1/tasks/{id}` shows it.',
    vi: 'Tác vụ dưới dạng server-sent events: một lần lúc đầu, rồi mỗi khi có thay đổi, cho đến khi kết thúc. Mỗi sự kiện chứa toàn bộ tác vụ như `GET /v1/tasks/{id}`.',
  },
  call: watchTask,
  examples: [
    {
      title: { en: 'Until the song is ready', vi: 'Đến khi bài hát xong' },
      params: { task: songId },
      expect: {
        stream: [
          once(eventOf(text('queued', /^(queued|running|succeeded)$/)), {
            en: 'The task as it is now.',
            vi: 'Tác vụ ở thời điểm hiện tại.',
          }),
          many(eventOf(text('succeeded', /^(queued|running|succeeded)$/)), {
            en: 'The task after each change; the last one says how it ended.',
            vi: 'Tác vụ sau mỗi thay đổi; sự kiện cuối cho biết kết quả.',
          }),
        ],
      },
    },
  ],
  seeAlso: ['tasks/show-task', 'tasks/notifications'],
});
