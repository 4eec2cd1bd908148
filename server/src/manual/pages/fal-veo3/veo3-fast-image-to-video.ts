import { modelPage } from '../../samples/fal.ts';

export default modelPage({
  section: 'fal-veo3',
  slug: 'veo3-fast-image-to-video',
  rows: ['R257'],
  model: 'fal-ai/veo3.1/fast/image-to-video',
  intro: {
    en: 'The quicker and cheaper way from a picture to a film. The answer comes at once; the result is asked for by its `request_id`.',
    vi: 'Cách nhanh và rẻ hơn để tạo video từ ảnh. Phản hồi trả về ngay; kết quả được hỏi bằng `request_id`.',
  },
  request: {
    prompt: 'A woman looks into the camera, breathes in, then exclaims energetically',
    image_url: 'https://storage.googleapis.com/falserverless/example_inputs/veo3-i2v-input.png',
    aspect_ratio: '16:9',
    duration: '8s',
    generate_audio: true,
    resolution: '720p',
  },
  form: 'video',
  price: {
    usd: '0.15',
    by: 'second',
    more: {
      en: '0.10 without sound; in 4k 0.35, and 0.30 without sound',
      vi: '0.10 nếu không âm thanh; ở 4k là 0.35, và 0.30 nếu không âm thanh',
    },
  },
  ended: { model: 'fal-ai/veo3/fast/image-to-video', on: '2026-06-30' },
});
