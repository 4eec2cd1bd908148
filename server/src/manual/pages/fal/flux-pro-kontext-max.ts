import { modelPage } from '../../samples/fal.ts';

export default modelPage({
  section: 'fal',
  slug: 'flux-pro-kontext-max',
  rows: ['R268'],
  model: 'fal-ai/flux-pro/kontext/max',
  intro: {
    en: 'The best Kontext: follows the prompt and writes text more exactly. The answer comes at once; the result is asked for by its `request_id`.',
    vi: 'Kontext tốt nhất: bám sát prompt và viết chữ chính xác hơn. Phản hồi trả về ngay; kết quả được hỏi bằng `request_id`.',
  },
  request: {
    prompt: 'Put a donut next to the flour.',
    seed: 0,
    guidance_scale: 3.5,
    sync_mode: false,
    num_images: 1,
    safety_tolerance: '2',
    output_format: 'jpeg',
    aspect_ratio: '1:1',
    image_url: 'https://v3.fal.media/files/rabbit/rmgBxhwGYb2d3pl3x9sKf_output.png',
  },
  form: 'flux',
  price: { usd: '0.08', by: 'image' },
});
