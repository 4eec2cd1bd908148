import { cat, modelPage, woman } from '../../samples/fal.ts';

export default modelPage({
  section: 'fal',
  slug: 'seedream-v4-edit',
  rows: ['R272'],
  model: 'fal-ai/bytedance/seedream/v4/edit',
  intro: {
    en: 'Changes and combines up to ten pictures by Seedream 4.0. The answer comes at once; the result is asked for by its `request_id`.',
    vi: 'Chỉnh sửa và kết hợp tối đa mười ảnh bằng Seedream 4.0. Phản hồi trả về ngay; kết quả được hỏi bằng `request_id`.',
  },
  request: {
    prompt: 'Dress the model in the clothes and shoes.',
    image_size: { height: 1280, width: 1280 },
    num_images: 1,
    enable_safety_checker: true,
    image_urls: [woman, cat],
  },
  form: 'seeded',
  price: { usd: '0.03', by: 'image' },
  notes: [
    {
      en: 'Of more than ten pictures the last ten are used; inputs and outputs together are at most 15.',
      vi: 'Nếu gửi quá mười ảnh thì mười ảnh cuối được dùng; tổng ảnh vào và ra tối đa 15.',
    },
  ],
});
