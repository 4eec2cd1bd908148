import { cat, modelPage, woman } from '../../samples/fal.ts';

export default modelPage({
  section: 'fal',
  slug: 'flux-pro-kontext-max-multi',
  rows: ['R269'],
  model: 'fal-ai/flux-pro/kontext/max/multi',
  intro: {
    en: 'One picture of several: who and what they show comes together. The answer comes at once; the result is asked for by its `request_id`.',
    vi: 'Kết hợp nhiều ảnh thành một. Phản hồi trả về ngay; kết quả được hỏi bằng `request_id`.',
  },
  request: {
    prompt: 'Put the cat on the woman’s shoulder.',
    guidance_scale: 3.5,
    num_images: 1,
    output_format: 'jpeg',
    safety_tolerance: '2',
    image_urls: [woman, cat],
  },
  form: 'flux',
  price: { usd: '0.08', by: 'image' },
});
