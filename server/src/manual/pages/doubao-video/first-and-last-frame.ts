import { page } from '../../page.ts';
import { createFilm, taskId } from '../../samples/ark-video.ts';

export default page({
  section: 'doubao-video',
  slug: 'first-and-last-frame',
  rows: ['R158'],
  title: { en: 'seedance-lite-first-and-last-frame', vi: 'seedance-lite khung hình đầu và cuối' },
  intro: {
    en: 'A film between two pictures. Both items carry their role: `first_frame` and `last_frame`.',
    vi: 'Video nối giữa hai ảnh. Cả hai mục đều phải ghi vai trò: `first_frame` và `last_frame`.',
  },
  call: createFilm,
  examples: [
    {
      title: { en: 'Around a statue', vi: 'Quay quanh một bức tượng' },
      request: {
        model: 'doubao-seedance-1-0-pro-250528',
        content: [
          { type: 'text', text: 'The camera goes around the statue --rs 480p --dur 5' },
          { type: 'image_url', image_url: { url: 'https://example.com/front.png' }, role: 'first_frame' },
          { type: 'image_url', image_url: { url: 'https://example.com/back.png' }, role: 'last_frame' },
        ],
      },
      expect: { reply: { id: taskId } },
    },
  ],
  notes: [
    {
      en: 'Seedance 1.0 Lite has ended; 1.0 Pro, 2.0 and 2.5 make films between two pictures. 1.0 Pro Fast takes the first one only.',
      vi: 'Seedance 1.0 Lite đã ngừng; 1.0 Pro, 2.0 và 2.5 tạo được video nối hai ảnh. 1.0 Pro Fast chỉ nhận ảnh đầu.',
    },
    {
      en: 'Both pictures may be the same. Where their shapes differ, the last one is cropped to the shape of the first.',
      vi: 'Hai ảnh có thể giống nhau. Nếu khác khuôn, ảnh cuối được cắt theo khuôn của ảnh đầu.',
    },
  ],
  seeAlso: ['doubao-video/image-to-video-first-frame', 'doubao-video/reference-images'],
});
