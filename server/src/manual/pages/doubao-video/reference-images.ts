import { page } from '../../page.ts';
import { createFilm, taskId } from '../../samples/ark-video.ts';

export default page({
  section: 'doubao-video',
  slug: 'reference-images',
  rows: ['R160'],
  title: { en: 'seedance-lite-reference image', vi: 'seedance-lite ảnh tham chiếu' },
  intro: {
    en: 'People and things of your pictures in a new scene. Each picture has the role `reference_image`; the prompt names them by their order: `[图1]`, `[图2]`.',
    vi: 'Đưa người và vật trong ảnh của bạn vào một cảnh mới. Mỗi ảnh có vai trò `reference_image`; trong mô tả, gọi ảnh theo thứ tự: `[图1]`, `[图2]`.',
  },
  call: createFilm,
  examples: [
    {
      title: { en: 'A boy and his dog', vi: 'Cậu bé và chú chó' },
      request: {
        model: 'doubao-seedance-2-0-260128',
        content: [
          { type: 'text', text: '[图1] the boy walks beside [图2] the dog --rs 480p --rt 16:9 --dur 5' },
          { type: 'image_url', image_url: { url: 'https://example.com/boy.png' }, role: 'reference_image' },
          { type: 'image_url', image_url: { url: 'https://example.com/dog.png' }, role: 'reference_image' },
        ],
      },
      expect: { reply: { id: taskId } },
    },
  ],
  notes: [
    {
      en: 'Seedance 1.0 Lite, which took four references, has ended. 2.0 takes nine pictures, and films (`video_url` with the role `reference_video`) and sounds beside them; 2.5 takes thirty pictures.',
      vi: 'Seedance 1.0 Lite nhận bốn ảnh tham chiếu nay đã ngừng. Bản 2.0 nhận chín ảnh, kèm video (`video_url` với vai trò `reference_video`) và âm thanh; bản 2.5 nhận ba mươi ảnh.',
    },
    {
      en: 'References and frames exclude each other in one task. A film in the request has a lower price for each token, but its own seconds are counted too.',
      vi: 'Trong một tác vụ không dùng đồng thời ảnh tham chiếu và khung hình. Khi yêu cầu có video, đơn giá token thấp hơn nhưng số giây của video đó cũng được tính.',
    },
  ],
  seeAlso: ['doubao-video/first-and-last-frame', 'doubao-video/query-task'],
});
