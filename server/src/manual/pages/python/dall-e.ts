import { page } from '../../page.ts';
import { program } from '../../program.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'python',
  slug: 'dall-e',
  rows: ['R206'],
  title: { en: 'Python calls DALL·E', vi: 'Python: gọi DALL·E' },
  intro: {
    en: 'Draws one picture and writes it to a file. OpenAI withdrew its DALL·E models in May 2026 and `gpt-image-1` in October; the same call now draws with `gpt-image-2`.',
    vi: 'Vẽ một bức ảnh rồi ghi vào tệp. OpenAI đã ngừng các model DALL·E vào tháng 5/2026 và `gpt-image-1` vào tháng 10; cùng lời gọi này nay vẽ bằng `gpt-image-2`.',
  },
  program: program('python', {
    file: 'draw_image.py',
    needs: ['openai'],
    prints: [text('dusk.png: 733 bytes', /^dusk\.png: [1-9]\d{2,} bytes$/)],
  }),
  notes: [
    {
      en: 'Programs written for DALL·E read `data[0].url` and send `response_format`; newer models refuse that field and always send `b64_json`.',
      vi: 'Chương trình viết cho DALL·E đọc `data[0].url` và gửi `response_format`; các model mới từ chối trường này và luôn trả về `b64_json`.',
    },
    {
      en: '`quality` is `low`, `medium`, `high` or `auto`; it decides most of the price.',
      vi: '`quality` là `low`, `medium`, `high` hoặc `auto`; trường này quyết định phần lớn giá tiền.',
    },
  ],
  seeAlso: ['dall-e/create-dall-e-3', 'gpt-image/create-image', 'python/gpt-image'],
});
