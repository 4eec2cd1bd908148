import { modelPage } from '../../samples/fal.ts';

export default modelPage({
  section: 'fal-painting',
  slug: 'nano-banana',
  rows: ['R119'],
  model: 'fal-ai/nano-banana',
  title: { en: '/fal-ai/nano-banana Text-to-Image', vi: '/fal-ai/nano-banana tạo ảnh từ văn bản' },
  intro: {
    en: 'A picture from words by Google’s Nano Banana. The answer comes at once; the result is asked for by its `request_id`.',
    vi: 'Tạo ảnh từ văn bản bằng Nano Banana của Google. Phản hồi trả về ngay; kết quả được hỏi bằng `request_id`.',
  },
  request: { prompt: 'An action shot of a black lab swimming in a suburban swimming pool', num_images: 1 },
  form: 'described',
  price: { usd: '0.039', by: 'image' },
});
