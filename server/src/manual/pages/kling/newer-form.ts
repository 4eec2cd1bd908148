import { page } from '../../page.ts';
import { envelope, kling, taskId, time } from '../../samples/kling.ts';

export default page({
  section: 'kling',
  slug: 'newer-form',
  rows: [],
  title: { en: 'The newer form', vi: 'Dạng API mới' },
  intro: {
    en: 'Since July 2026 Kling’s documentation shows a form in which the model stands in the path: `text-to-video`, `image-to-video`, `omni-video` and `motion-control`, each with a model behind it. `kling-3.0-turbo` is to be had in this form only.',
    vi: 'Từ tháng 7 năm 2026 tài liệu của Kling giới thiệu dạng API có tên model nằm trong đường dẫn: `text-to-video`, `image-to-video`, `omni-video` và `motion-control`, theo sau là model. `kling-3.0-turbo` chỉ có ở dạng này.',
  },
  call: kling('POST', '/kling/text-to-video/:model'),
  examples: [
    {
      title: { en: 'Make a video', vi: 'Tạo video' },
      params: { model: 'kling-3.0-turbo' },
      request: {
        prompt: 'A lantern festival by the river.',
        settings: { resolution: '720p', aspect_ratio: '9:16', duration: 3 },
      },
      expect: { reply: envelope({ id: taskId, status: 'submitted', create_time: time, update_time: time }) },
    },
    {
      title: { en: 'From a picture', vi: 'Từ một ảnh' },
      call: kling('POST', '/kling/image-to-video/:model'),
      params: { model: 'kling-3.0' },
      request: {
        contents: [
          { type: 'prompt', text: 'The balloon drifts over the valley.' },
          { type: 'first_frame', url: 'https://example.com/balloon.png' },
        ],
        settings: { resolution: '1080p', duration: 5, audio: 'native' },
        options: { external_task_id: 'order-10' },
      },
      expect: {
        reply: envelope({
          id: taskId,
          status: 'submitted',
          external_id: 'order-10',
          create_time: time,
          update_time: time,
        }),
      },
    },
  ],
  notes: [
    {
      en: 'Items of `contents` are `prompt`, `first_frame`, `last_frame`, `element`, `refer_image`, `feature_video`, `base_video`. What is not to be seen is said in the prompt.',
      vi: 'Các mục của `contents` gồm `prompt`, `first_frame`, `last_frame`, `element`, `refer_image`, `feature_video`, `base_video`. Những gì không muốn có thì nói ngay trong prompt.',
    },
  ],
  seeAlso: ['kling/newer-form-query', 'kling/text-to-video'],
});
