import { modelPage } from '../../samples/fal.ts';

export default modelPage({
  section: 'fal',
  slug: 'flux-pro-kontext-text-to-image',
  rows: ['R267'],
  model: 'fal-ai/flux-pro/kontext/text-to-image',
  intro: {
    en: 'A picture from words by FLUX.1 Kontext [pro]. The answer comes at once; the result is asked for by its `request_id`.',
    vi: 'Tạo ảnh từ văn bản bằng FLUX.1 Kontext [pro]. Phản hồi trả về ngay; kết quả được hỏi bằng `request_id`.',
  },
  request: {
    prompt: 'A cat reading a newspaper in a sunny café',
    guidance_scale: 3.5,
    num_images: 1,
    output_format: 'jpeg',
    safety_tolerance: '2',
    aspect_ratio: '1:1',
  },
  form: 'flux',
  price: { usd: '0.04', by: 'image' },
});
