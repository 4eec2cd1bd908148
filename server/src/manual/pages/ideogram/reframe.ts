import { page } from '../../page.ts';
import { pictures, priceV3, safetyNote, v3, waitNote } from '../../samples/ideogram.ts';

export default page({
  section: 'ideogram',
  slug: 'reframe',
  rows: ['R094'],
  title: { en: 'Generate 3.0 (Image Reconstruction) Reframe', vi: 'Generate 3.0 (Đổi khung hình) Reframe' },
  intro: {
    en: 'Gives a picture another shape and draws what was not in it.',
    vi: 'Đổi khung hình của ảnh và vẽ thêm phần trước đó không có.',
  },
  call: v3('reframe'),
  examples: [
    {
      title: { en: 'A square picture made wide', vi: 'Biến ảnh vuông thành ảnh ngang' },
      form: { image: { sample: 'photo.png' }, resolution: '1344x768' },
      expect: { reply: pictures({ prompt: 'reframed', resolution: '1344x768' }) },
    },
  ],
  tables: [priceV3],
  notes: [
    {
      en: '`resolution` is one of Ideogram’s 69 sizes, from 512x1536 to 1536x640; others are refused.',
      vi: '`resolution` là một trong 69 kích thước của Ideogram, từ 512x1536 đến 1536x640; kích thước khác bị từ chối.',
    },
    waitNote,
    safetyNote,
  ],
  seeAlso: ['ideogram/generate', 'ideogram/edit'],
});
