import { page } from '../../page.ts';
import { tinyPng } from '../../samples/chat.ts';
import { notes, submit, submitted } from '../../samples/midjourney.ts';

export default page({
  section: 'midjourney',
  slug: 'submit-blend',
  rows: ['R088'],
  title: { en: 'Submit Blend Task', vi: 'Gửi tác vụ Blend' },
  intro: {
    en: 'Blends two to five pictures into a grid of four new ones, without a prompt.',
    vi: 'Hòa trộn hai đến năm ảnh thành lưới bốn ảnh mới, không cần prompt.',
  },
  call: submit('submit/blend'),
  examples: [
    {
      title: { en: 'Two pictures, as a square', vi: 'Hai ảnh, khung vuông' },
      request: {
        botType: 'MID_JOURNEY',
        base64Array: [tinyPng, tinyPng],
        dimensions: 'SQUARE',
        notifyHook: '',
        state: '',
      },
      expect: { reply: submitted },
    },
  ],
  notes: [notes.data, notes.ask, notes.price],
  seeAlso: ['midjourney/query-task', 'midjourney/submit-imagine', 'midjourney/submit-describe'],
});
