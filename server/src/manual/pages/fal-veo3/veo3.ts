import { modelPage } from '../../samples/fal.ts';

export default modelPage({
  section: 'fal-veo3',
  slug: 'veo3',
  rows: ['R256'],
  model: 'fal-ai/veo3.1',
  intro: {
    en: 'A film of 4, 6 or 8 seconds from words, with sound. The answer comes at once; the result is asked for by its `request_id`.',
    vi: 'Tạo video 4, 6 hoặc 8 giây từ văn bản, có âm thanh. Phản hồi trả về ngay; kết quả được hỏi bằng `request_id`.',
  },
  request: {
    prompt: 'A casual street interview on a busy New York City sidewalk in the afternoon',
    aspect_ratio: '16:9',
    duration: '8s',
    resolution: '720p',
    generate_audio: true,
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
  ended: { model: 'fal-ai/veo3', on: '2026-06-30' },
});
