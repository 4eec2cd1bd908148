import { page } from '../../page.ts';
import { showTask, songId, succeededTask } from '../../samples/tasks.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'tasks',
  slug: 'show-task',
  rows: [],
  title: { en: 'Show a task', vi: 'Xem một tác vụ' },
  intro: {
    en: 'Pictures, films and songs take a while, so a request for one is answered with a task. Whatever API made it, here it looks the same: its state, its results, and its money.',
    vi: 'Tạo ảnh, video và nhạc cần thời gian, nên yêu cầu được trả lời bằng một tác vụ. Dù được tạo qua API nào, tại đây tác vụ luôn có cùng một dạng: trạng thái, kết quả và chi phí.',
  },
  call: showTask,
  examples: [
    {
      title: { en: 'A song that is ready', vi: 'Một bài hát đã xong' },
      params: { task: songId },
      expect: { reply: succeededTask(), comes: true },
    },
    {
      title: { en: 'A task that is not there', vi: 'Tác vụ không tồn tại' },
      params: { task: 'task_00000000000000000000000000' },
      expect: {
        status: 404,
        reply: {
          error: {
            message: text(
              "there is no task 'task_00000000000000000000000000' for this account; GET /v1/tasks lists what there is (request id: req_…)",
              /^there is no task/,
            ),
            type: 'invalid_request_error',
            param: null,
            code: 'task_not_exist',
          },
        },
      },
    },
  ],
  tables: [
    {
      title: { en: 'States', vi: 'Trạng thái' },
      columns: [
        { en: 'State', vi: 'Trạng thái' },
        { en: 'What it means', vi: 'Ý nghĩa' },
        { en: 'Money', vi: 'Tiền' },
      ],
      rows: [
        [
          'sending',
          { en: 'The upstream is being asked.', vi: 'Đang gửi tới nhà cung cấp.' },
          { en: 'held', vi: 'tạm giữ' },
        ],
        [
          'queued',
          { en: 'The upstream has taken it and will begin.', vi: 'Nhà cung cấp đã nhận và sẽ bắt đầu.' },
          { en: 'held', vi: 'tạm giữ' },
        ],
        ['running', { en: 'It is being made.', vi: 'Đang được tạo.' }, { en: 'held', vi: 'tạm giữ' }],
        [
          'waiting',
          {
            en: 'The upstream waits for you: Midjourney asks for a region or a zoom.',
            vi: 'Nhà cung cấp đang chờ bạn: Midjourney cần vùng chọn hoặc mức thu phóng.',
          },
          { en: 'held', vi: 'tạm giữ' },
        ],
        [
          'succeeded',
          { en: 'The results are there.', vi: 'Đã có kết quả.' },
          { en: 'charged', vi: 'đã tính tiền' },
        ],
        [
          'failed',
          { en: 'It came to nothing; `error` says why.', vi: 'Không thành công; `error` cho biết lý do.' },
          { en: 'refunded in full', vi: 'hoàn lại toàn bộ' },
        ],
        [
          'cancelled',
          { en: 'You, or the upstream, stopped it.', vi: 'Bạn hoặc nhà cung cấp đã dừng tác vụ.' },
          { en: 'refunded in full', vi: 'hoàn lại toàn bộ' },
        ],
        [
          'expired',
          { en: 'It did not end in its time.', vi: 'Không kết thúc trong thời gian cho phép.' },
          { en: 'refunded in full', vi: 'hoàn lại toàn bộ' },
        ],
      ],
    },
  ],
  notes: [
    {
      en: 'The most that a task can cost is held when it begins (`held_usd`); what it costs is charged once, when it succeeds. An `Idempotency-Key` on the request that makes a task gives the same task again, however often it is sent.',
      vi: 'Số tiền tối đa được tạm giữ khi tác vụ bắt đầu (`held_usd`); chi phí thực chỉ bị trừ một lần, khi tác vụ thành công. Gửi `Idempotency-Key` cùng yêu cầu tạo tác vụ thì dù gửi lại bao nhiêu lần cũng chỉ có một tác vụ.',
    },
    {
      en: 'Links in `outputs` need no key, and work with ranges. They are kept until `expires_at`, unless the operator only passes on the links of the upstream.',
      vi: 'Liên kết trong `outputs` không cần key và hỗ trợ tải theo đoạn (range). Kết quả được giữ đến `expires_at`, trừ khi người vận hành chỉ chuyển tiếp liên kết của nhà cung cấp.',
    },
    {
      en: 'The id is the same in every API: a task of `/suno/submit/music` is shown here, and by `GET /suno/fetch/{task_id}`.',
      vi: 'Id giống nhau ở mọi API: tác vụ của `/suno/submit/music` xem được ở đây và qua `GET /suno/fetch/{task_id}`.',
    },
  ],
  seeAlso: ['tasks/list-tasks', 'tasks/watch-task', 'tasks/notifications'],
});
