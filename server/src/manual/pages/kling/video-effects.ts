import { page } from '../../page.ts';
import { kling, submitted } from '../../samples/kling.ts';

export default page({
  section: 'kling',
  slug: 'video-effects',
  rows: ['R144'],
  title: { en: 'Video Effects', vi: 'Hiệu ứng video' },
  intro: {
    en: 'Puts a picture into a ready-made scene, or two persons into one. Kling has some hundred effects and changes them often; the name is passed on, and a name that Kling does not know is refused by it.',
    vi: 'Đưa một ảnh vào cảnh dựng sẵn, hoặc đưa hai người vào cùng một cảnh. Kling có hàng trăm hiệu ứng và thay đổi thường xuyên; tên hiệu ứng được chuyển nguyên, tên nào Kling không biết sẽ bị Kling từ chối.',
  },
  call: kling('POST', '/kling/v1/videos/effects'),
  examples: [
    {
      title: { en: 'One picture', vi: 'Một ảnh' },
      request: { effect_scene: 'pet_lion', input: { image: 'https://example.com/dog.png' } },
      expect: { reply: submitted() },
    },
    {
      title: { en: 'Two persons', vi: 'Hai người' },
      request: {
        effect_scene: 'hug_pro',
        input: { images: ['https://example.com/left.png', 'https://example.com/right.png'] },
      },
      expect: { reply: submitted() },
    },
  ],
  notes: [
    {
      en: 'Charged by the effect, as the model `kling-effects`. `input.model_name`, `input.mode` and `input.duration` belong to the first effects, most of which have ended with their models.',
      vi: 'Tính tiền theo mỗi lần tạo, dưới tên model `kling-effects`. `input.model_name`, `input.mode` và `input.duration` thuộc về các hiệu ứng đời đầu, phần lớn đã ngừng cùng model của chúng.',
    },
    {
      en: 'Pictures are addresses or base64: JPG or PNG, up to 10 MB, at least 300 pixels a side.',
      vi: 'Ảnh là địa chỉ hoặc base64: JPG hoặc PNG, tối đa 10 MB, mỗi cạnh ít nhất 300 điểm ảnh.',
    },
  ],
  seeAlso: ['kling/query-task', 'kling/image-to-video'],
});
