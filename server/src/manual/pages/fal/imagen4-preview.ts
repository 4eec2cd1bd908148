import { modelPage } from '../../samples/fal.ts';

export default modelPage({
  section: 'fal',
  slug: 'imagen4-preview',
  rows: ['R274'],
  model: 'fal-ai/nano-banana-2',
  intro: {
    en: 'A picture from words by Google’s picture model. The answer comes at once; the result is asked for by its `request_id`.',
    vi: 'Tạo ảnh từ văn bản bằng model ảnh của Google. Phản hồi trả về ngay; kết quả được hỏi bằng `request_id`.',
  },
  request: {
    prompt: 'A vintage package of flour on a sunny kitchen counter',
    aspect_ratio: '1:1',
    num_images: 1,
    resolution: '1K',
  },
  form: 'described',
  price: {
    usd: '0.08',
    by: 'image',
    more: {
      en: '0.06 in 0.5K, 0.12 in 2K, 0.16 in 4K; 0.015 more with web search, 0.002 more with high thinking',
      vi: '0.06 ở 0.5K, 0.12 ở 2K, 0.16 ở 4K; thêm 0.015 nếu tìm web, thêm 0.002 nếu suy luận high',
    },
  },
  ended: { model: 'fal-ai/imagen4/preview', on: '2026-08-17' },
});
