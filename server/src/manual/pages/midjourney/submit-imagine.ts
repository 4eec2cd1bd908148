import { page } from '../../page.ts';
import { notes, prompt, submit, submitted } from '../../samples/midjourney.ts';
import { text } from '../../shape.ts';

const imagine = submit('submit/imagine');

export default page({
  section: 'midjourney',
  slug: 'submit-imagine',
  rows: ['R083'],
  title: { en: 'Submit Imagine task', vi: 'Gửi tác vụ Imagine' },
  intro: {
    en: 'Draws a grid of four pictures from a text. Midjourney’s flags stand in the prompt: `--ar 16:9`, `--v 7`, `--no text`. The answer holds the id of the task in `result`.',
    vi: 'Vẽ lưới bốn ảnh từ mô tả. Các cờ của Midjourney viết ngay trong prompt: `--ar 16:9`, `--v 7`, `--no text`. Phản hồi chứa id của tác vụ trong `result`.',
  },
  call: imagine,
  examples: [
    {
      title: { en: 'Four pictures', vi: 'Bốn ảnh' },
      request: { botType: 'MID_JOURNEY', prompt, base64Array: [], notifyHook: '', state: 'order-7' },
      expect: { reply: submitted },
    },
    {
      title: {
        en: 'In turbo mode: the speed stands in the path',
        vi: 'Chế độ turbo: tốc độ nằm trong đường dẫn',
      },
      call: { ...imagine, route: '/:mode/mj/submit/imagine' },
      params: { mode: 'mj-turbo' },
      request: { prompt },
      expect: { reply: submitted },
    },
    {
      title: { en: 'A banned word: HTTP 200 with code 24', vi: 'Từ bị cấm: HTTP 200 với mã 24' },
      request: { prompt: 'an nsfw kite' },
      expect: {
        reply: {
          code: 24,
          description: text(
            'The prompt may contain a banned word: nsfw (request id: req_01m8395t4z9nhtnkk4xdvnz5dv)',
            /banned word.* \(request id: req_\w+\)$/,
          ),
          type: 'upstream_error',
          result: null,
          properties: {},
        },
      },
    },
  ],
  tables: [
    {
      title: { en: 'Codes of the answer to a submit', vi: 'Mã trong phản hồi khi gửi tác vụ' },
      columns: [
        { en: 'Code', vi: 'Mã' },
        { en: 'Meaning', vi: 'Ý nghĩa' },
        { en: 'Taken', vi: 'Được nhận' },
      ],
      rows: [
        [
          '1',
          { en: 'Submitted, or waiting in the queue', vi: 'Đã gửi, hoặc đang xếp hàng' },
          { en: 'yes', vi: 'có' },
        ],
        [
          '21',
          {
            en: 'Waits in `MODAL` for a modal (Custom Zoom, Vary Region, remix)',
            vi: 'Chờ ở `MODAL` để được xác nhận (Custom Zoom, Vary Region, remix)',
          },
          { en: 'yes', vi: 'có' },
        ],
        [
          '3',
          { en: 'No such task, or no account is free', vi: 'Không có tác vụ này, hoặc không còn tài khoản' },
          { en: 'no', vi: 'không' },
        ],
        ['4', { en: 'The request is wrong', vi: 'Yêu cầu không hợp lệ' }, { en: 'no', vi: 'không' }],
        ['5, 9', { en: 'Something failed', vi: 'Có lỗi xảy ra' }, { en: 'no', vi: 'không' }],
        ['23', { en: 'The queue is full', vi: 'Hàng đợi đã đầy' }, { en: 'no', vi: 'không' }],
        ['24', { en: 'A banned word in the prompt', vi: 'Prompt chứa từ bị cấm' }, { en: 'no', vi: 'không' }],
        ['30', { en: 'Too many requests', vi: 'Quá nhiều yêu cầu' }, { en: 'no', vi: 'không' }],
      ],
    },
    {
      title: { en: 'Speeds', vi: 'Tốc độ' },
      columns: [
        { en: 'Path', vi: 'Đường dẫn' },
        { en: 'Speed', vi: 'Tốc độ' },
      ],
      rows: [
        [
          '/mj/…',
          {
            en: 'fast, or as `--relax`, `--turbo` in the prompt say',
            vi: 'fast, hoặc theo `--relax`, `--turbo` trong prompt',
          },
        ],
        ['/mj-fast/mj/…', 'fast'],
        ['/mj-relax/mj/…', 'relax'],
        ['/mj-turbo/mj/…', 'turbo'],
      ],
    },
  ],
  notes: [
    notes.ask,
    notes.price,
    {
      en: 'The path goes before a flag in the prompt; whatever says the speed, it is the one that is charged.',
      vi: 'Đường dẫn được ưu tiên hơn cờ trong prompt; tốc độ được chọn theo cách nào thì tính tiền theo tốc độ đó.',
    },
    {
      en: '`NIJI_JOURNEY` as `botType` is the model `niji-journey`, anything else `midjourney`: a key that is limited to models needs the right one.',
      vi: '`botType` là `NIJI_JOURNEY` ứng với model `niji-journey`, còn lại là `midjourney`: khóa bị giới hạn model cần được phép dùng đúng model.',
    },
    {
      en: 'With an `Idempotency-Key` header the same request sent twice makes one task. Clients of midjourney-proxy may send the key as `mj-api-secret`.',
      vi: 'Với header `Idempotency-Key`, gửi lại cùng một yêu cầu chỉ tạo một tác vụ. Client của midjourney-proxy có thể gửi khóa qua `mj-api-secret`.',
    },
  ],
  seeAlso: ['midjourney/query-task', 'midjourney/submit-action', 'midjourney/upload-image'],
});
