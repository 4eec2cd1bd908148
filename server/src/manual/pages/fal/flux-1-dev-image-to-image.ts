import { modelPage, woman } from '../../samples/fal.ts';

export default modelPage({
  section: 'fal',
  slug: 'flux-1-dev-image-to-image',
  rows: ['R263'],
  model: 'fal-ai/flux-1/dev/image-to-image',
  intro: {
    en: 'A picture from a picture and words by FLUX.1 [dev]. The answer comes at once; the result is asked for by its `request_id`.',
    vi: 'Tạo ảnh từ ảnh và văn bản bằng FLUX.1 [dev]. Phản hồi trả về ngay; kết quả được hỏi bằng `request_id`.',
  },
  request: {
    image_url: woman,
    strength: 0.95,
    num_inference_steps: 40,
    prompt: 'A cat dressed as a wizard with a background of a mystic forest',
    guidance_scale: 3.5,
    num_images: 1,
    enable_safety_checker: true,
    output_format: 'jpeg',
    acceleration: 'none',
  },
  form: 'flux',
  price: { usd: '0.025', by: 'megapixel' },
  notes: [
    {
      en: 'The result has the size of your picture: four megapixels are held until it is there, and only its own are charged.',
      vi: 'Kết quả có kích thước theo ảnh của bạn: bốn megapixel được tạm giữ đến khi có kết quả và chỉ tính theo kích thước thật.',
    },
  ],
});
