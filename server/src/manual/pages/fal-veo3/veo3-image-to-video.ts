import { modelPage } from '../../samples/fal.ts';

export default modelPage({
  section: 'fal-veo3',
  slug: 'veo3-image-to-video',
  rows: ['R260'],
  model: 'fal-ai/veo3.1/image-to-video',
  intro: {
    en: 'A film that begins with your picture (720p or larger; it is cropped to the shape). The answer comes at once; the result is asked for by its `request_id`.',
    vi: 'Tạo video bắt đầu từ ảnh của bạn (720p trở lên; ảnh được cắt theo tỉ lệ). Phản hồi trả về ngay; kết quả được hỏi bằng `request_id`.',
  },
  request: {
    prompt: 'A woman looks into the camera, breathes in, then exclaims energetically',
    image_url: 'https://storage.googleapis.com/falserverless/example_inputs/veo3-i2v-input.png',
    aspect_ratio: 'auto',
    duration: '8s',
    generate_audio: true,
    resolution: '720p',
  },
  form: 'video',
  price: {
    usd: '0.40',
    by: 'second',
    more: {
      en: '0.20 without sound; in 4k 0.60, and 0.40 without sound',
      vi: '0.20 nếu không âm thanh; ở 4k là 0.60, và 0.40 nếu không âm thanh',
    },
  },
  ended: { model: 'fal-ai/veo3/image-to-video', on: '2026-06-30' },
});
