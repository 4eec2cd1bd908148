import { cat, modelPage, woman } from '../../samples/fal.ts';

export default modelPage({
  section: 'fal',
  slug: 'vidu-reference-to-image',
  rows: ['R273'],
  model: 'fal-ai/vidu/reference-to-image',
  intro: {
    en: 'A picture of those whom the reference pictures show. The answer comes at once; the result is asked for by its `request_id`.',
    vi: 'Tạo ảnh với nhân vật, vật thể trong các ảnh tham chiếu. Phản hồi trả về ngay; kết quả được hỏi bằng `request_id`.',
  },
  request: {
    prompt: 'The little devil is looking at the apple on the beach and walking around it.',
    reference_image_urls: [woman, cat],
    aspect_ratio: '16:9',
  },
  form: 'image',
  price: { usd: '0.10', by: 'image' },
});
