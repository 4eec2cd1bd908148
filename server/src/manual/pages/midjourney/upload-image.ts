import { page } from '../../page.ts';
import { tinyPng } from '../../samples/chat.ts';
import { submit } from '../../samples/midjourney.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'midjourney',
  slug: 'upload-image',
  rows: ['R082'],
  title: { en: 'Upload image', vi: 'Tải ảnh lên' },
  intro: {
    en: 'Puts pictures where Midjourney can see them. The answer comes at once and holds their addresses, in the order of the pictures; an address stands at the beginning of a prompt, or behind `--sref`, `--cref` and the like.',
    vi: 'Đưa ảnh lên nơi Midjourney truy cập được. Phản hồi có ngay và chứa các địa chỉ theo đúng thứ tự ảnh; đặt địa chỉ ở đầu prompt, hoặc sau `--sref`, `--cref` và các cờ tương tự.',
  },
  call: submit('submit/upload-discord-images'),
  examples: [
    {
      title: { en: 'One picture', vi: 'Một ảnh' },
      request: { base64Array: [tinyPng] },
      expect: {
        reply: {
          code: 1,
          description: 'Submit success',
          result: [text('https://cdn.discordapp.com/attachments/1118/1119/kite.png', /^https?:\/\/.+\.png$/)],
          properties: {},
        },
      },
    },
  ],
  notes: [
    {
      en: 'The addresses are those of Midjourney’s side, so that it can read them; they do not last for ever. Upload again what is older than a day.',
      vi: 'Đây là địa chỉ phía Midjourney để chính nó đọc được, và không tồn tại mãi: ảnh đã quá một ngày thì hãy tải lên lại.',
    },
    {
      en: 'Charged by the call, however many pictures it holds.',
      vi: 'Tính tiền theo lượt gọi, không phụ thuộc số ảnh.',
    },
  ],
  seeAlso: ['midjourney/submit-imagine', 'midjourney/submit-blend'],
});
