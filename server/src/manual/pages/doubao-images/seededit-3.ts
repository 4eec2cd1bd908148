import { page } from '../../page.ts';
import { byAddress, drawPictures, waiting } from '../../samples/pictures.ts';

export default page({
  section: 'doubao-images',
  slug: 'seededit-3',
  rows: ['R113'],
  title: { en: 'doubao-seededit-3-0-i2i-250628', vi: 'doubao-seededit-3-0-i2i-250628' },
  intro: {
    en: 'Changes one picture by words. The picture goes into `image`, as an address or as `data:image/png;base64,…`; its shape stays (`size` is `adaptive`).',
    vi: 'Sửa một ảnh theo lời mô tả. Ảnh đặt trong `image`, là địa chỉ hoặc `data:image/png;base64,…`; hình dạng được giữ nguyên (`size` là `adaptive`).',
  },
  call: drawPictures,
  examples: [
    {
      title: { en: 'A picture by its address', vi: 'Ảnh qua địa chỉ' },
      request: {
        model: 'doubao-seededit-3-0-i2i-250628',
        prompt: 'turn the bubbles into hearts',
        image: 'https://example.com/bubbles.jpeg',
        response_format: 'url',
        size: 'adaptive',
        seed: 21,
        guidance_scale: 5.5,
        watermark: true,
      },
      expect: { reply: byAddress(1, '1024x1024', 4096) },
    },
  ],
  notes: [
    {
      en: 'jpeg or png, at most 10 MB, 1:3 to 3:1. `guidance_scale` is 5.5 where it is absent.',
      vi: 'jpeg hoặc png, tối đa 10 MB, tỷ lệ từ 1:3 đến 3:1. `guidance_scale` mặc định 5.5.',
    },
    {
      en: 'The same works as an upload to `POST /v1/images/edits`. Several pictures need Seedream 4.0 or later.',
      vi: 'Cũng có thể tải ảnh lên qua `POST /v1/images/edits`. Muốn dùng nhiều ảnh thì cần Seedream 4.0 trở lên.',
    },
    waiting,
  ],
  seeAlso: ['doubao-images/seedream-4-image-to-image', 'doubao-images/seedream-3'],
});
