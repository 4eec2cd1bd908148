import { modelPage } from '../../samples/fal.ts';

export default modelPage({
  section: 'fal',
  slug: 'qwen-image-edit-lora',
  rows: ['R275', 'R283'],
  model: 'fal-ai/qwen-image-edit-lora',
  intro: {
    en: 'Changes a picture by Qwen Image Edit, with up to three LoRAs of your own. The answer comes at once; the result is asked for by its `request_id`.',
    vi: 'Chỉnh sửa ảnh bằng Qwen Image Edit, kèm tối đa ba LoRA của bạn. Phản hồi trả về ngay; kết quả được hỏi bằng `request_id`.',
  },
  request: {
    prompt: 'Change bag to apple macbook',
    num_inference_steps: 30,
    guidance_scale: 4,
    num_images: 1,
    enable_safety_checker: true,
    output_format: 'png',
    image_url: 'https://v3.fal.media/files/koala/oei_-iPIYFnhdB8SxojND_qwen-edit-res.png',
    negative_prompt: 'blurry, ugly',
    acceleration: 'regular',
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
