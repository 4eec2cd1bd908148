import { modelPage } from '../../samples/fal.ts';

export default modelPage({
  section: 'fal',
  slug: 'wan-image-to-image',
  rows: ['R270'],
  model: 'fal-ai/wan/v2.2-a14b/image-to-image',
  intro: {
    en: 'A picture from a picture and words by Wan 2.2. The answer comes at once; the result is asked for by its `request_id`.',
    vi: 'Tạo ảnh từ ảnh và văn bản bằng Wan 2.2. Phản hồi trả về ngay; kết quả được hỏi bằng `request_id`.',
  },
  request: {
    image_url: 'https://storage.googleapis.com/falserverless/example_inputs/wan-image-to-image-input.png',
    prompt: 'A cinematic shot of an ancient city at sunset, intricate stone buildings, warm golden light',
    strength: 0.5,
    aspect_ratio: 'auto',
    num_inference_steps: 27,
    enable_safety_checker: true,
    enable_prompt_expansion: false,
    acceleration: 'regular',
    guidance_scale: 3.5,
    guidance_scale_2: 4,
    shift: 2,
    image_format: 'jpeg',
  },
  form: 'image-seeded',
  price: {
    usd: '0.025',
    by: 'megapixel',
    more: {
      en: 'an estimate, because fal publishes no price of this model',
      vi: 'đây là ước tính vì fal không công bố giá của model này',
    },
  },
  notes: [
    {
      en: 'Where no `image_size` is sent, four megapixels are held until the result tells its size, and only that is charged.',
      vi: 'Khi không gửi `image_size`, bốn megapixel được tạm giữ cho đến khi kết quả cho biết kích thước và chỉ tính theo đó.',
    },
  ],
});
