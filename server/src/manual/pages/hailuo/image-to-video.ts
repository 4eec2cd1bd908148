import { page } from '../../page.ts';
import { submitHailuo, submittedHailuo } from '../../samples/hailuo.ts';
import { png } from '../../samples/media.ts';

export default page({
  section: 'hailuo',
  slug: 'image-to-video',
  rows: ['R154'],
  title: { en: 'Image to Video', vi: 'Ảnh thành video' },
  intro: {
    en: 'The film begins with your picture and takes its shape. The same call as from text, with `first_frame_image`.',
    vi: 'Video bắt đầu từ ảnh của bạn và giữ tỉ lệ của ảnh. Vẫn là lời gọi như khi tạo từ văn bản, thêm `first_frame_image`.',
  },
  call: submitHailuo,
  examples: [
    {
      title: { en: 'A picture by its address', vi: 'Ảnh qua địa chỉ' },
      request: {
        model: 'MiniMax-Hailuo-2.3',
        prompt: 'She turns around and smiles',
        duration: 10,
        first_frame_image: 'https://example.com/portrait.jpg',
        resolution: '768P',
        prompt_optimizer: true,
      },
      expect: { reply: submittedHailuo },
    },
    {
      title: { en: 'A picture as data, with the fast model', vi: 'Ảnh dạng dữ liệu, với model nhanh' },
      request: {
        model: 'MiniMax-Hailuo-2.3-Fast',
        prompt: 'The lamp begins to glow',
        duration: 6,
        first_frame_image: `data:image/png;base64,${png}`,
        resolution: '1080P',
      },
      expect: { reply: submittedHailuo },
    },
  ],
  notes: [
    {
      en: 'JPG, PNG or WebP below 20 MB, the shorter side over 300 pixels, the shape between 2:5 and 5:2. Without a prompt the model decides what happens.',
      vi: 'Ảnh JPG, PNG hoặc WebP dưới 20 MB, cạnh ngắn trên 300 điểm ảnh, tỉ lệ từ 2:5 đến 5:2. Nếu không có lời mô tả, model tự quyết định diễn biến.',
    },
    {
      en: 'Examples of other gateways write `prompt_optimizer` with a space behind it; it is understood.',
      vi: 'Một số ví dụ trên các cổng khác viết `prompt_optimizer` kèm dấu cách ở cuối; vẫn được hiểu đúng.',
    },
  ],
  seeAlso: [
    'hailuo/submit-video-generation-task',
    'hailuo/first-and-last-frame-video',
    'hailuo/video-task-status-query',
  ],
});
