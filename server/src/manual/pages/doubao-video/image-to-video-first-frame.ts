import { page } from '../../page.ts';
import { createFilm, fast, taskId } from '../../samples/ark-video.ts';

export default page({
  section: 'doubao-video',
  slug: 'image-to-video-first-frame',
  rows: ['R157'],
  title: { en: 'Image to Video - First Frame', vi: 'Ảnh thành video - khung hình đầu' },
  intro: {
    en: 'A film that begins with your picture. A single picture needs no role; `first_frame` says the same.',
    vi: 'Video bắt đầu bằng ảnh của bạn. Nếu chỉ có một ảnh thì không cần vai trò; `first_frame` có cùng ý nghĩa.',
  },
  call: createFilm,
  examples: [
    {
      title: { en: 'A picture by its address', vi: 'Ảnh theo địa chỉ' },
      request: {
        model: fast,
        content: [
          { type: 'text', text: 'The girl opens her eyes and looks into the camera --rs 480p --dur 5' },
          { type: 'image_url', image_url: { url: 'https://example.com/girl.png' } },
        ],
      },
      expect: { reply: { id: taskId } },
    },
  ],
  notes: [
    {
      en: 'The original of this page names `doubao-seedance-1-0-lite-i2v-250428`, which its maker has ended. `doubao-seedance-1-0-pro-fast-251015` takes the same fields.',
      vi: 'Trang gốc dùng `doubao-seedance-1-0-lite-i2v-250428`, model này đã ngừng. `doubao-seedance-1-0-pro-fast-251015` nhận cùng các trường.',
    },
    {
      en: 'Pictures: JPEG, PNG, WebP, BMP, TIFF, GIF; sides of 300 to 6000 pixels, ratio between 0.4 and 2.5, at most 30 MB. Without a ratio the film has the shape of the picture; with another ratio the picture is cropped around its centre.',
      vi: 'Ảnh: JPEG, PNG, WebP, BMP, TIFF, GIF; mỗi cạnh 300–6000 điểm ảnh, tỉ lệ từ 0,4 đến 2,5, tối đa 30 MB. Nếu không chọn tỉ lệ, video theo khuôn ảnh; nếu chọn tỉ lệ khác, ảnh bị cắt quanh tâm.',
    },
    {
      en: 'With `return_last_frame` the task also gives the last picture: it can be the first frame of the next film.',
      vi: 'Với `return_last_frame`, tác vụ trả thêm ảnh cuối, có thể dùng làm khung hình đầu của video tiếp theo.',
    },
  ],
  seeAlso: ['doubao-video/first-and-last-frame', 'doubao-video/base64', 'doubao-video/query-task'],
});
