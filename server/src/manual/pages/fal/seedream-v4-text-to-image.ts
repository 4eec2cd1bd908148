import { modelPage } from '../../samples/fal.ts';

export default modelPage({
  section: 'fal',
  slug: 'seedream-v4-text-to-image',
  rows: ['R271'],
  model: 'fal-ai/bytedance/seedream/v4/text-to-image',
  intro: {
    en: 'A picture of up to 4096 × 4096 from words by Seedream 4.0. The answer comes at once; the result is asked for by its `request_id`.',
    vi: 'Tạo ảnh tới 4096 × 4096 từ văn bản bằng Seedream 4.0. Phản hồi trả về ngay; kết quả được hỏi bằng `request_id`.',
  },
  request: {
    prompt: 'Draw a chart of the water cycle as a hand-painted poster',
    image_size: { height: 1280, width: 1280 },
    num_images: 1,
    enable_safety_checker: true,
  },
  form: 'seeded',
  price: { usd: '0.03', by: 'image' },
  notes: [
    {
      en: 'With `max_images` one request may become a series; num_images × max_images pictures are held.',
      vi: 'Với `max_images`, một yêu cầu có thể tạo cả loạt ảnh; số ảnh tạm giữ là num_images × max_images.',
    },
  ],
});
