import { cat, modelPage } from '../../samples/fal.ts';

export default modelPage({
  section: 'fal',
  slug: 'flux-1-schnell-redux',
  rows: ['R265'],
  model: 'fal-ai/flux-1/schnell/redux',
  intro: {
    en: 'Quick variations of a picture in 1 to 12 steps. The answer comes at once; the result is asked for by its `request_id`.',
    vi: 'Tạo nhanh biến thể của một ảnh trong 1 đến 12 bước. Phản hồi trả về ngay; kết quả được hỏi bằng `request_id`.',
  },
  request: {
    image_url: cat,
    num_inference_steps: 4,
    image_size: 'landscape_4_3',
    num_images: 1,
    enable_safety_checker: true,
    output_format: 'jpeg',
    acceleration: 'regular',
  },
  form: 'flux',
  price: { usd: '0.003', by: 'megapixel' },
});
