import { modelPage } from '../../samples/fal.ts';

export default modelPage({
  section: 'fal',
  slug: 'kling-image-to-video',
  rows: ['R278'],
  model: 'fal-ai/kling-video/v2.5-turbo/pro/image-to-video',
  intro: {
    en: 'A film of 5 or 10 seconds that begins with your picture, by Kling 2.5 Turbo Pro. The answer comes at once; the result is asked for by its `request_id`.',
    vi: 'Tạo video 5 hoặc 10 giây bắt đầu từ ảnh của bạn bằng Kling 2.5 Turbo Pro. Phản hồi trả về ngay; kết quả được hỏi bằng `request_id`.',
  },
  request: {
    prompt: 'A stark starting line divides two powerful cars, engines revving for the challenge ahead.',
    image_url: 'https://v3.fal.media/files/panda/HnY2yf-BbzlrVQxR-qP6m_9912d0932988453aadf3912fc1901f52.jpg',
    duration: '5',
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
