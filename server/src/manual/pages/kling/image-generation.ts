import { page } from '../../page.ts';
import { kling, submitted } from '../../samples/kling.ts';

export default page({
  section: 'kling',
  slug: 'image-generation',
  rows: ['R136'],
  title: { en: 'Image generation', vi: 'Tạo ảnh' },
  intro: {
    en: 'Draws one to nine pictures from a text, or after a picture of yours. Pictures take about half a minute.',
    vi: 'Vẽ từ một đến chín ảnh theo văn bản, hoặc dựa trên ảnh của bạn. Mỗi lần mất khoảng nửa phút.',
  },
  call: kling('POST', '/kling/v1/images/generations'),
  examples: [
    {
      title: { en: 'From a text', vi: 'Từ văn bản' },
      request: {
        model_name: 'kling-v2-1',
        prompt: 'A paper boat on a green river, morning fog.',
        resolution: '1k',
        n: 1,
        aspect_ratio: '1:1',
      },
      expect: { reply: submitted() },
    },
    {
      title: { en: 'After a picture', vi: 'Dựa trên một ảnh' },
      request: {
        model_name: 'kling-v3',
        prompt: 'The same boat in winter.',
        image: 'https://example.com/boat.png',
        resolution: '2k',
        n: 2,
      },
      expect: { reply: submitted() },
    },
  ],
  notes: [
    {
      en: 'Each picture is charged, by model and by whether one of yours goes in. A task in which none could be drawn is refunded.',
      vi: 'Tính tiền theo từng ảnh, tùy model và có kèm ảnh của bạn hay không. Tác vụ không vẽ được ảnh nào sẽ được hoàn tiền.',
    },
    {
      en: '`kling-v1`, `kling-v1-5`, `kling-v2` and `kling-v2-new` ended on 2026-09-15. Without `model_name` the model is `kling-v2-1`.',
      vi: '`kling-v1`, `kling-v1-5`, `kling-v2` và `kling-v2-new` đã ngừng ngày 2026-09-15. Nếu thiếu `model_name`, model là `kling-v2-1`.',
    },
    {
      en: '`negative_prompt` cannot be used together with `image`.',
      vi: 'Không dùng đồng thời `negative_prompt` và `image`.',
    },
  ],
  seeAlso: ['kling/query-task', 'kling/virtual-try-on', 'kling/other-endpoints'],
});
