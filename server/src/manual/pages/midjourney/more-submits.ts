import { page } from '../../page.ts';
import { tinyPng } from '../../samples/chat.ts';
import { facePng, imagined, notes, submit, submitted } from '../../samples/midjourney.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'midjourney',
  slug: 'more-submits',
  rows: [],
  title: {
    en: 'More tasks: change, shorten, edit, film, face',
    vi: 'Tác vụ khác: biến đổi, rút gọn, sửa, video, ghép mặt',
  },
  intro: {
    en: 'What clients of midjourney-proxy and of other gateways call beside the tasks of this menu. All answer like Imagine.',
    vi: 'Những lời gọi khác mà client của midjourney-proxy và các cổng khác hay dùng. Tất cả trả về giống Imagine.',
  },
  call: submit('submit/video'),
  examples: [
    {
      title: { en: 'Films of a picture', vi: 'Tạo video từ ảnh' },
      request: { prompt: 'the kite climbs', image: tinyPng, motion: 'low', batchSize: 1 },
      expect: { reply: submitted },
    },
    {
      title: { en: 'Edit a picture', vi: 'Sửa một bức ảnh' },
      call: submit('submit/edits'),
      request: { prompt: 'the kite is blue', image: tinyPng },
      expect: { reply: submitted },
    },
    {
      title: { en: 'Shorten a prompt', vi: 'Rút gọn một prompt' },
      call: submit('submit/shorten'),
      request: { prompt: 'a very long text about a red kite over a green hill in the evening' },
      expect: { reply: submitted },
    },
    {
      title: { en: 'Upscale by number', vi: 'Phóng to theo số thứ tự' },
      call: submit('submit/change'),
      request: { taskId: imagined, action: 'UPSCALE', index: 3 },
      expect: { reply: submitted, comes: true },
    },
    {
      title: { en: 'A wrong line of change', vi: 'Dòng lệnh biến đổi sai' },
      call: submit('submit/simple-change'),
      request: { content: 'task_01k9x3b6m2v4q8r0t5w7y1z3a5 U9' },
      expect: {
        status: 400,
        reply: {
          code: 4,
          description: text(
            'content_parse_failed: content must be a task id, a space, and U1 to U4, V1 to V4 or R (request id: req_…)',
            /^content_parse_failed/,
          ),
          type: 'field_invalid',
          result: null,
          properties: {},
          error: {
            message: text('content_parse_failed: … (request id: req_…)', /^content_parse_failed/),
            type: 'invalid_request_error',
            param: 'content',
            code: 'invalid_value',
          },
        },
      },
    },
    {
      title: { en: 'Swap a face', vi: 'Ghép khuôn mặt' },
      call: submit('insight-face/swap'),
      request: { sourceBase64: facePng, targetBase64: tinyPng },
      expect: { reply: submitted },
    },
  ],
  notes: [
    {
      en: 'Films are four unless `batchSize` says less, and are charged together. `action`: `extend` with `taskId` and `index` goes on from one of them.',
      vi: 'Mỗi lần tạo bốn video trừ khi `batchSize` nhỏ hơn, và tính tiền một lần cho cả bộ. Dùng `action`: `extend` cùng `taskId` và `index` để kéo dài một video.',
    },
    {
      en: '`simple-change` takes the change as one line: `task_… U2`, `task_… V3`, `task_… R`.',
      vi: '`simple-change` nhận lệnh trong một dòng: `task_… U2`, `task_… V3`, `task_… R`.',
    },
    notes.price,
  ],
  seeAlso: ['midjourney/submit-imagine', 'midjourney/submit-action', 'midjourney/query-task'],
});
