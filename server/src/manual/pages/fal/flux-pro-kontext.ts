import { modelPage } from '../../samples/fal.ts';

export default modelPage({
  section: 'fal',
  slug: 'flux-pro-kontext',
  rows: ['R266'],
  model: 'fal-ai/flux-pro/kontext',
  intro: {
    en: 'Changes a picture as the prompt says and leaves the rest alone. The answer comes at once; the result is asked for by its `request_id`.',
    vi: 'Chỉnh sửa ảnh theo prompt và giữ nguyên phần còn lại. Phản hồi trả về ngay; kết quả được hỏi bằng `request_id`.',
  },
  request: {
    prompt: 'Put a donut next to the flour.',
    guidance_scale: 3.5,
    num_images: 1,
    output_format: 'jpeg',
    safety_tolerance: '2',
    image_url: 'https://v3.fal.media/files/rabbit/rmgBxhwGYb2d3pl3x9sKf_output.png',
  },
  form: 'flux',
  price: { usd: '0.04', by: 'image' },
});
