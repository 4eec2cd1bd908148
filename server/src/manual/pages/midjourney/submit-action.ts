import { page } from '../../page.ts';
import { grid, imagined, notes, submit, submitted } from '../../samples/midjourney.ts';
import { text } from '../../shape.ts';

const customId = `MJ::JOB::upsample::2::${grid}`;

export default page({
  section: 'midjourney',
  slug: 'submit-action',
  rows: ['R087'],
  title: { en: 'Execute Action', vi: 'Thực hiện hành động' },
  intro: {
    en: 'Presses one of the `buttons` of a task that succeeded: upscale, vary, zoom, pan, animate. It makes a new task with an id of its own.',
    vi: 'Bấm một trong các `buttons` của tác vụ đã thành công: phóng to, biến thể, thu phóng, mở rộng khung, tạo chuyển động. Kết quả là một tác vụ mới có id riêng.',
  },
  call: submit('submit/action'),
  examples: [
    {
      title: { en: 'Upscale the second picture', vi: 'Phóng to ảnh thứ hai' },
      request: { customId, taskId: imagined, chooseSameChannel: true, notifyHook: '', state: '' },
      expect: { reply: submitted, comes: true },
    },
    {
      title: { en: 'A text that is no button', vi: 'Chuỗi không phải là nút' },
      request: { customId: 'U2', taskId: 'task_01k9x3b6m2v4q8r0t5w7y1z3a5' },
      expect: {
        status: 400,
        reply: {
          code: 4,
          description: text(
            'unknown_action: customId is none of a task’s buttons (request id: req_…)',
            /^unknown_action: .*\(request id: req_/,
          ),
          type: 'field_invalid',
          result: null,
          properties: {},
          error: {
            message: text('unknown_action: customId is none of a task’s buttons (request id: req_…)', /./),
            type: 'invalid_request_error',
            param: 'customId',
            code: 'invalid_value',
          },
        },
      },
    },
  ],
  tables: [
    {
      title: { en: 'Buttons and what they are charged as', vi: 'Các nút và cách tính tiền' },
      columns: ['customId', { en: 'What it does', vi: 'Tác dụng' }, { en: 'Price of', vi: 'Tính giá như' }],
      rows: [
        ['MJ::JOB::upsample…', { en: 'Upscale', vi: 'Phóng to' }, 'upscale'],
        ['MJ::JOB::variation…', { en: 'Vary', vi: 'Tạo biến thể' }, 'variation'],
        ['MJ::JOB::low_variation…', { en: 'Vary (Subtle)', vi: 'Biến thể nhẹ' }, 'low_variation'],
        ['MJ::JOB::high_variation…', { en: 'Vary (Strong)', vi: 'Biến thể mạnh' }, 'high_variation'],
        ['MJ::JOB::reroll…', { en: 'Once more', vi: 'Vẽ lại' }, 'reroll'],
        ['MJ::JOB::pan_…', { en: 'Widen to a side', vi: 'Mở rộng về một phía' }, 'pan'],
        ['MJ::Outpaint…', { en: 'Zoom out', vi: 'Thu nhỏ khung hình' }, 'zoom'],
        [
          'MJ::CustomZoom…, MJ::Inpaint…',
          { en: 'Opens a window; a modal follows', vi: 'Mở cửa sổ; cần gửi modal tiếp theo' },
          { en: 'nothing; the modal is charged', vi: 'không tính; tính ở modal' },
        ],
        ['MJ::JOB::animate…', { en: 'Make films', vi: 'Tạo video' }, 'video'],
        ['MJ::Job::PicReader…', { en: 'Draw a described prompt', vi: 'Vẽ theo prompt đã mô tả' }, 'imagine'],
      ],
    },
  ],
  notes: [
    notes.ask,
    notes.price,
    {
      en: 'The new task goes to the account that made the first one. Until that has succeeded the answer is 400 with `task_status_not_success`.',
      vi: 'Tác vụ mới chạy trên tài khoản đã tạo tác vụ đầu. Khi tác vụ đầu chưa thành công, phản hồi là 400 với `task_status_not_success`.',
    },
    {
      en: 'Buttons that Midjourney adds later work too, at the general price.',
      vi: 'Các nút Midjourney bổ sung sau này cũng dùng được, với giá chung.',
    },
  ],
  seeAlso: [
    'midjourney/query-task',
    'midjourney/open-window',
    'midjourney/submit-modal',
    'midjourney/more-submits',
  ],
});
