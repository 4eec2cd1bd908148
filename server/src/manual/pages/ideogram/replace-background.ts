import { page } from '../../page.ts';
import { formNote, pictures, priceV3, safetyNote, v3, waitNote } from '../../samples/ideogram.ts';

export default page({
  section: 'ideogram',
  slug: 'replace-background',
  rows: ['R095'],
  title: {
    en: 'Generate 3.0 (Replace Background) Replace Background',
    vi: 'Generate 3.0 (Thay nền ảnh) Replace Background',
  },
  intro: {
    en: 'Keeps the subject of a picture and draws another background.',
    vi: 'Giữ nguyên chủ thể của ảnh và vẽ nền khác.',
  },
  call: v3('replace-background'),
  examples: [
    {
      title: { en: 'A beach behind it', vi: 'Thay bằng nền bãi biển' },
      form: { image: { sample: 'photo.png' }, prompt: 'A quiet beach at dawn', magic_prompt: 'OFF' },
      expect: { reply: pictures({ prompt: 'A quiet beach at dawn', resolution: '1024x1024' }) },
    },
  ],
  tables: [priceV3],
  notes: [formNote, waitNote, safetyNote],
  seeAlso: ['ideogram/edit', 'ideogram/remix-v3'],
});
