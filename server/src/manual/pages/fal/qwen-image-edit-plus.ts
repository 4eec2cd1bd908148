import { cat, modelPage, woman } from '../../samples/fal.ts';

export default modelPage({
  section: 'fal',
  slug: 'qwen-image-edit-plus',
  rows: ['R276'],
  model: 'fal-ai/qwen-image-edit-plus',
  intro: {
    en: 'Changes and combines several pictures by Qwen Image Edit Plus. The answer comes at once; the result is asked for by its `request_id`.',
    vi: 'Chỉnh sửa và kết hợp nhiều ảnh bằng Qwen Image Edit Plus. Phản hồi trả về ngay; kết quả được hỏi bằng `request_id`.',
  },
  request: {
    prompt: 'Close shot portrait of a woman in front of this car on this highway',
    image_size: 'square_hd',
    num_inference_steps: 50,
    guidance_scale: 4,
    num_images: 1,
    enable_safety_checker: true,
    output_format: 'png',
    image_urls: [woman, cat],
    negative_prompt: 'blurry, ugly',
  },
  form: 'flux',
  price: { usd: '0.03', by: 'megapixel' },
});
