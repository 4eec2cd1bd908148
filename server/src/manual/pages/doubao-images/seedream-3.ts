import { page } from '../../page.ts';
import { byAddress, drawPictures, waiting } from '../../samples/pictures.ts';

export default page({
  section: 'doubao-images',
  slug: 'seedream-3',
  rows: ['R112'],
  title: { en: 'doubao-seedream-3-0-t2i-250415', vi: 'doubao-seedream-3-0-t2i-250415' },
  intro: {
    en: 'Draws from words with Seedream 3.0 of ByteDance, in the fields of Volcengine Ark. For new work take Seedream 4.0 or later.',
    vi: 'Vẽ ảnh từ mô tả bằng Seedream 3.0 của ByteDance, theo các trường của Volcengine Ark. Với dự án mới nên dùng Seedream 4.0 trở lên.',
  },
  call: drawPictures,
  examples: [
    {
      title: { en: 'A picture by its address', vi: 'Nhận ảnh qua địa chỉ' },
      request: {
        model: 'doubao-seedream-3-0-t2i-250415',
        prompt: 'a fisheye view of a cat’s head, close up',
        response_format: 'url',
        size: '1024x1024',
        seed: 12,
        guidance_scale: 2.5,
        watermark: true,
      },
      expect: { reply: byAddress(1, '1024x1024', 4096) },
    },
  ],
  notes: [
    {
      en: '`size` is 512x512 to 2048x2048; recommended: 1024x1024, 864x1152, 1152x864, 1280x720, 720x1280, 832x1248, 1248x832, 1512x648.',
      vi: '`size` từ 512x512 đến 2048x2048; khuyến nghị: 1024x1024, 864x1152, 1152x864, 1280x720, 720x1280, 832x1248, 1248x832, 1512x648.',
    },
    {
      en: '`guidance_scale` is 1 to 10, 2.5 where it is absent; `seed` is -1 (any) to 2147483647; the mark in the corner is there unless `watermark` is false.',
      vi: '`guidance_scale` từ 1 đến 10, mặc định 2.5; `seed` từ -1 (ngẫu nhiên) đến 2147483647; ảnh có dấu ở góc trừ khi `watermark` là false.',
    },
    {
      en: '`n` up to 10 draws that many pictures side by side, each with the next seed. Each picture that comes is charged.',
      vi: '`n` tối đa 10, các ảnh được vẽ song song, mỗi ảnh dùng seed kế tiếp. Tính tiền theo từng ảnh nhận được.',
    },
    waiting,
  ],
  seeAlso: ['doubao-images/seedream-4-text-to-image', 'doubao-images/seededit-3'],
});
