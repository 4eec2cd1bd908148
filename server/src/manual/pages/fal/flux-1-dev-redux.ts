import { cat, modelPage } from '../../samples/fal.ts';

export default modelPage({
  section: 'fal',
  slug: 'flux-1-dev-redux',
  rows: ['R264'],
  model: 'fal-ai/flux-1/dev/redux',
  intro: {
    en: 'Variations of a picture, without words. The answer comes at once; the result is asked for by its `request_id`.',
    vi: 'Tạo biến thể của một ảnh, không cần văn bản. Phản hồi trả về ngay; kết quả được hỏi bằng `request_id`.',
  },
  request: {
    image_url: cat,
    image_size: 'landscape_4_3',
    num_inference_steps: 28,
    guidance_scale: 3.5,
    num_images: 1,
  },
  form: 'flux',
  price: { usd: '0.025', by: 'megapixel' },
});
