import { page } from '../../page.ts';
import {
  createGeneration,
  queryGeneration,
  resultLink,
  takenId,
  taskId,
} from '../../samples/unified-video.ts';
import { unixSeconds, whole } from '../../shape.ts';

const prompt = 'Waves at a lighthouse';
const flat = {
  task_id: taskId,
  status: 'succeeded',
  url: resultLink,
  format: 'mp4',
  metadata: { duration: 8 },
  error: null,
};

export default page({
  section: 'veo-unified',
  slug: 'newer-endpoints',
  rows: [],
  title: { en: 'The newer pair of endpoints', vi: 'Cặp endpoint mới' },
  intro: {
    en: 'Newer programs of this family create with `POST /v1/video/generations` and ask with `GET /v1/video/generations/{id}`. The same models, other fields: whatever a model’s maker calls its fields may stand in `metadata`.',
    vi: 'Các chương trình mới hơn cùng họ tạo video bằng `POST /v1/video/generations` và truy vấn bằng `GET /v1/video/generations/{id}`. Cùng model nhưng khác trường: mọi trường riêng của nhà cung cấp model có thể đặt trong `metadata`.',
  },
  call: createGeneration,
  examples: [
    {
      title: { en: 'Create', vi: 'Tạo' },
      request: {
        model: 'veo3.1-fast',
        prompt,
        size: '1280x720',
        duration: 8,
        metadata: { negative_prompt: 'people' },
      },
      expect: {
        reply: {
          id: taskId,
          task_id: taskId,
          object: 'video',
          model: 'veo3.1-fast',
          status: 'queued',
          progress: whole(0),
          created_at: unixSeconds(1_780_000_000),
        },
      },
    },
    {
      title: { en: 'Query', vi: 'Truy vấn' },
      call: queryGeneration,
      params: { id: takenId('veo-unified/create-video') },
      expect: {
        reply: {
          ...flat,
          code: 'success',
          message: '',
          data: {
            id: taskId,
            task_id: taskId,
            action: 'textGenerate',
            status: 'SUCCESS',
            progress: '100%',
            fail_reason: '',
            result_url: resultLink,
            created_at: unixSeconds(1_780_000_000),
            updated_at: unixSeconds(1_780_000_048),
            submit_time: unixSeconds(1_780_000_000),
            start_time: unixSeconds(1_780_000_002),
            finish_time: unixSeconds(1_780_000_048),
            properties: { input: 'A paper boat on a rainy street', origin_model_name: 'veo3.1-fast' },
            data: flat,
          },
        },
        comes: true,
      },
    },
  ],
  tables: [
    {
      title: { en: 'States', vi: 'Trạng thái' },
      columns: ['status', 'data.status', { en: 'Meaning', vi: 'Ý nghĩa' }],
      rows: [
        ['`queued`', '`SUBMITTED`, `QUEUED`', { en: 'Waits for its turn', vi: 'Đang chờ đến lượt' }],
        ['`processing`', '`IN_PROGRESS`', { en: 'Is being made', vi: 'Đang tạo' }],
        [
          '`succeeded`',
          '`SUCCESS`',
          { en: 'Done: `url` holds the film', vi: 'Hoàn thành: `url` là địa chỉ video' },
        ],
        [
          '`failed`',
          '`FAILURE`',
          { en: 'Failed, and refunded in full', vi: 'Thất bại, đã hoàn tiền đầy đủ' },
        ],
      ],
    },
  ],
  notes: [
    {
      en: 'The body may be a form too: a file in `input_reference` is the first frame.',
      vi: 'Cũng có thể gửi dạng form: tệp trong `input_reference` là khung hình đầu.',
    },
  ],
  seeAlso: ['veo-unified/create-video', 'veo-unified/status-code'],
});
