import { page } from '../../page.ts';
import { createFilm, picture, taskId } from '../../samples/ark-video.ts';

export default page({
  section: 'doubao-video',
  slug: 'base64',
  rows: ['R159'],
  title: { en: 'Image to video - base64 encoded', vi: 'Ảnh thành video - mã hóa base64' },
  intro: {
    en: 'A picture inside the request, as a data URL. The format is written in lower case: `data:image/png;base64,…`.',
    vi: 'Gửi ảnh ngay trong yêu cầu dưới dạng data URL. Định dạng ảnh phải viết thường: `data:image/png;base64,…`.',
  },
  call: createFilm,
  examples: [
    {
      title: { en: 'A picture as data', vi: 'Ảnh dưới dạng dữ liệu' },
      request: {
        model: 'doubao-seedance-2-0-fast-260128',
        content: [
          { type: 'text', text: 'The sky clears up' },
          { type: 'image_url', image_url: { url: picture }, role: 'first_frame' },
        ],
        resolution: '480p',
        duration: 5,
      },
      expect: { reply: { id: taskId } },
    },
  ],
  notes: [
    {
      en: 'Every role of a picture takes data URLs. Base64 makes a picture a third larger; large ones are better sent by address.',
      vi: 'Ảnh ở mọi vai trò đều nhận data URL. Base64 làm dữ liệu lớn thêm một phần ba; ảnh lớn nên gửi bằng địa chỉ.',
    },
  ],
  seeAlso: ['doubao-video/image-to-video-first-frame', 'doubao-video/query-task'],
});
