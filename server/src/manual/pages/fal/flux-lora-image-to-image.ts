import { modelPage, woman } from '../../samples/fal.ts';

export default modelPage({
  section: 'fal',
  slug: 'flux-lora-image-to-image',
  rows: ['R280'],
  model: 'fal-ai/flux-lora/image-to-image',
  intro: {
    en: 'A picture from a picture and words by FLUX.1 [dev] with LoRAs of your own. The answer comes at once; the result is asked for by its `request_id`.',
    vi: 'Tạo ảnh từ ảnh và văn bản bằng FLUX.1 [dev] kèm LoRA của bạn. Phản hồi trả về ngay; kết quả được hỏi bằng `request_id`.',
  },
  request: {
    prompt: 'A photo of a lion sitting on a stone bench',
    num_inference_steps: 28,
    guidance_scale: 3.5,
    num_images: 1,
    enable_safety_checker: true,
    output_format: 'jpeg',
    image_url: woman,
    strength: 0.85,
  },
  form: 'flux',
  price: { usd: '0.035', by: 'megapixel' },
  notes: [
    {
      en: 'Where no `image_size` is sent, four megapixels are held until the result tells its size, and only that is charged.',
      vi: 'Khi không gửi `image_size`, bốn megapixel được tạm giữ cho đến khi kết quả cho biết kích thước và chỉ tính theo đó.',
    },
  ],
});
