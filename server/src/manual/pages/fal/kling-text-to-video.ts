import { modelPage } from '../../samples/fal.ts';

export default modelPage({
  section: 'fal',
  slug: 'kling-text-to-video',
  rows: ['R277', 'R282'],
  model: 'fal-ai/kling-video/v2.5-turbo/pro/text-to-video',
  intro: {
    en: 'A film of 5 or 10 seconds from words by Kling 2.5 Turbo Pro. The answer comes at once; the result is asked for by its `request_id`.',
    vi: 'Tạo video 5 hoặc 10 giây từ văn bản bằng Kling 2.5 Turbo Pro. Phản hồi trả về ngay; kết quả được hỏi bằng `request_id`.',
  },
  request: {
    prompt: 'A noble lord walks among his people, his presence a comforting reassurance.',
    duration: '5',
    aspect_ratio: '16:9',
    negative_prompt: 'blur, distort, and low quality',
    cfg_scale: 0.5,
  },
  form: 'video',
  price: {
    usd: '0.07',
    by: 'second',
    more: { en: '0.35 for 5 seconds, 0.70 for 10', vi: '0.35 cho 5 giây, 0.70 cho 10 giây' },
  },
});
