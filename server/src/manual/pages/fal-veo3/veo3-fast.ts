import { modelPage } from '../../samples/fal.ts';

export default modelPage({
  section: 'fal-veo3',
  slug: 'veo3-fast',
  rows: ['R258'],
  model: 'fal-ai/veo3.1/fast',
  intro: {
    en: 'The quicker and cheaper Veo: a film from words. The answer comes at once; the result is asked for by its `request_id`.',
    vi: 'Veo nhanh và rẻ hơn: tạo video từ văn bản. Phản hồi trả về ngay; kết quả được hỏi bằng `request_id`.',
  },
  request: {
    prompt: 'A casual street interview on a busy New York City sidewalk',
    aspect_ratio: '16:9',
    duration: '4s',
    auto_fix: true,
    resolution: '720p',
    generate_audio: false,
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
  ended: { model: 'fal-ai/veo3/fast', on: '2026-06-30' },
  notes: [
    {
      en: '`enhance_prompt` of older examples is passed on, and the model no longer looks at it.',
      vi: '`enhance_prompt` trong các ví dụ cũ vẫn được chuyển đi nhưng model không còn dùng.',
    },
  ],
});
