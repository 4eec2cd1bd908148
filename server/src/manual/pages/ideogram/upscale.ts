import { page } from '../../page.ts';
import { ideogram, pictures, safetyNote, waitNote } from '../../samples/ideogram.ts';

export default page({
  section: 'ideogram',
  slug: 'upscale',
  rows: ['R098'],
  title: { en: 'Upscale (magnify HD)', vi: 'Upscale (phóng to ảnh)' },
  intro: {
    en: 'Makes a picture larger and adds detail. 0.06 USD for each picture that goes in.',
    vi: 'Phóng to ảnh và thêm chi tiết. Giá 0,06 USD cho mỗi ảnh gửi lên.',
  },
  call: ideogram('/ideogram/upscale'),
  examples: [
    {
      title: { en: 'Near to the picture, with much detail', vi: 'Bám sát ảnh gốc, nhiều chi tiết' },
      form: {
        image_file: { sample: 'photo.png' },
        image_request: '{"prompt":"A cat","resemblance":55,"detail":90}',
      },
      expect: { reply: pictures({ prompt: 'A cat', resolution: '2048x2048', upscaled: true }) },
    },
  ],
  notes: [
    {
      en: '`image_request` is JSON text and may be `{}`. The model’s name in lists and limits is `ideogram-upscale`.',
      vi: '`image_request` là chuỗi JSON, có thể là `{}`. Tên model trong danh sách và giới hạn là `ideogram-upscale`.',
    },
    waitNote,
    safetyNote,
  ],
  seeAlso: ['ideogram/describe', 'ideogram/remix'],
});
