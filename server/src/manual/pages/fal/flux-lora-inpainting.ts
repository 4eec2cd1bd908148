import { modelPage } from '../../samples/fal.ts';

export default modelPage({
  section: 'fal',
  slug: 'flux-lora-inpainting',
  rows: ['R281'],
  model: 'fal-ai/flux-lora/inpainting',
  intro: {
    en: 'Makes a part of a picture anew, where the mask is white. The answer comes at once; the result is asked for by its `request_id`.',
    vi: 'Tạo lại một vùng của ảnh, nơi mặt nạ màu trắng. Phản hồi trả về ngay; kết quả được hỏi bằng `request_id`.',
  },
  request: {
    prompt: 'A photo of a lion sitting on a stone bench',
    num_inference_steps: 28,
    guidance_scale: 3.5,
    num_images: 1,
    enable_safety_checker: true,
    output_format: 'jpeg',
    image_url:
      'https://raw.githubusercontent.com/CompVis/latent-diffusion/main/data/inpainting_examples/overture-creations-5sI6fQgYIuo.png',
    strength: 0.85,
    mask_url:
      'https://raw.githubusercontent.com/CompVis/latent-diffusion/main/data/inpainting_examples/overture-creations-5sI6fQgYIuo_mask.png',
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
