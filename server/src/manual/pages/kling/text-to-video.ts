import { page } from '../../page.ts';
import { createText, refusal, submitted } from '../../samples/kling.ts';

export default page({
  section: 'kling',
  slug: 'text-to-video',
  rows: ['R137'],
  title: { en: 'Text-to-video', vi: 'Văn bản thành video' },
  intro: {
    en: 'Kling’s own API under `/kling`: bodies, answers and callbacks are those of Kling’s documentation, only host and key differ. A request makes a task and is answered at once; ask for the task until it is done.',
    vi: 'API gốc của Kling đặt dưới `/kling`: nội dung yêu cầu, câu trả lời và callback giữ đúng theo tài liệu của Kling, chỉ thay địa chỉ và khóa. Mỗi yêu cầu tạo một tác vụ và được trả lời ngay; hãy truy vấn tác vụ cho đến khi hoàn tất.',
  },
  call: createText,
  examples: [
    {
      title: { en: 'Five seconds', vi: 'Video năm giây' },
      request: {
        model_name: 'kling-v2-6',
        prompt: 'A cat plays the piano by candlelight, slow dolly in.',
        negative_prompt: 'text, watermark',
        mode: 'std',
        aspect_ratio: '16:9',
        duration: '5',
      },
      expect: { reply: submitted() },
    },
    {
      title: { en: 'Two shots with sound', vi: 'Hai cảnh, có âm thanh' },
      request: {
        model_name: 'kling-v3',
        multi_shot: true,
        shot_type: 'customize',
        multi_prompt: [
          { index: 1, prompt: 'A lighthouse in a storm.', duration: '3' },
          { index: 2, prompt: 'The keeper lights the lamp.', duration: '2' },
        ],
        mode: 'pro',
        sound: 'on',
        duration: '5',
      },
      expect: { reply: submitted() },
    },
    {
      title: { en: 'A length that the model does not have', vi: 'Độ dài mà model không hỗ trợ' },
      request: { model_name: 'kling-v2-6', prompt: 'A cat', duration: '7' },
      expect: {
        status: 400,
        reply: refusal(1201, 'duration: kling-v2-6 makes videos of 5 or 10 seconds'),
      },
    },
  ],
  tables: [
    {
      title: { en: 'Models', vi: 'Các model' },
      columns: [
        { en: 'Model', vi: 'Model' },
        { en: 'Seconds', vi: 'Số giây' },
        { en: 'Modes', vi: 'Chế độ' },
        { en: 'Sound', vi: 'Âm thanh' },
      ],
      rows: [
        ['kling-v3', '3–15', 'std, pro, 4k', { en: 'yes', vi: 'có' }],
        ['kling-v3-omni', '3–15', 'std, pro, 4k', { en: 'yes', vi: 'có' }],
        ['kling-video-o1', '3–10', 'std, pro', { en: 'no', vi: 'không' }],
        ['kling-v2-6', '5, 10', 'std, pro', { en: 'in mode pro', vi: 'ở chế độ pro' }],
        ['kling-v2-5-turbo', '5, 10', 'std, pro', { en: 'no', vi: 'không' }],
      ],
    },
  ],
  notes: [
    {
      en: '`std` is 720p, `pro` 1080p. The price is by the second and hangs on model, mode, `sound` and voices; a task that fails is refunded in full.',
      vi: '`std` là 720p, `pro` là 1080p. Giá tính theo giây, tùy model, chế độ, `sound` và giọng nói; tác vụ thất bại được hoàn tiền toàn bộ.',
    },
    {
      en: 'Kling took `kling-v1`, `kling-v1-5`, `kling-v1-6`, `kling-v2-master`, `kling-v2-1` (videos) and `kling-v2-1-master` out of service on 2026-09-15. They are answered with status 410, which names the model that follows.',
      vi: 'Ngày 2026-09-15 Kling đã ngừng `kling-v1`, `kling-v1-5`, `kling-v1-6`, `kling-v2-master`, `kling-v2-1` (video) và `kling-v2-1-master`. Gọi các model này sẽ nhận mã 410 kèm tên model thay thế.',
    },
    {
      en: 'Without `model_name` the model is `kling-v2-5-turbo`. `model` is taken for `model_name`, numbers for texts of digits, and `/klingai/v1/…` is the same as `/kling/v1/…`.',
      vi: 'Nếu thiếu `model_name`, model là `kling-v2-5-turbo`. Có thể dùng `model` thay cho `model_name`, dùng số thay cho chuỗi chữ số, và `/klingai/v1/…` tương đương `/kling/v1/…`.',
    },
  ],
  seeAlso: ['kling/query-task', 'kling/callback-protocol', 'kling/image-to-video', 'kling/newer-form'],
});
