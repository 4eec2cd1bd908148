import { modelPage } from '../../samples/fal.ts';

export default modelPage({
  section: 'fal',
  slug: 'flux-1-dev',
  rows: ['R262'],
  model: 'fal-ai/flux-1/dev',
  intro: {
    en: 'A picture from words by FLUX.1 [dev]. The answer comes at once; the result is asked for by its `request_id`.',
    vi: 'Tạo ảnh từ văn bản bằng FLUX.1 [dev]. Phản hồi trả về ngay; kết quả được hỏi bằng `request_id`.',
  },
  request: {
    prompt: 'Extreme close-up of a single tiger eye, direct frontal view',
    image_size: 'landscape_4_3',
    num_inference_steps: 28,
    guidance_scale: 3.5,
    num_images: 1,
  },
  form: 'flux',
  price: { usd: '0.025', by: 'megapixel' },
});
