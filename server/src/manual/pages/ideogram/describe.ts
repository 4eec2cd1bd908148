import { page } from '../../page.ts';
import { ideogram } from '../../samples/ideogram.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'ideogram',
  slug: 'describe',
  rows: ['R099'],
  title: { en: 'Describe', vi: 'Describe (mô tả ảnh)' },
  intro: {
    en: 'Writes a prompt that would make a picture like this one. 0.01 USD for each picture.',
    vi: 'Viết ra một prompt có thể tạo được bức ảnh tương tự. Giá 0,01 USD cho mỗi ảnh.',
  },
  call: ideogram('/ideogram/describe'),
  examples: [
    {
      title: { en: 'What a picture shows', vi: 'Ảnh có gì' },
      form: { image_file: { sample: 'photo.png' } },
      expect: {
        reply: {
          descriptions: [
            { text: text('A simulated description of a picture of 1 x 1 pixels.', /\d+ x \d+ pixels/) },
          ],
        },
      },
    },
  ],
  notes: [
    {
      en: 'The model’s name in lists and limits is `ideogram-describe`. Chat models describe pictures too, in answer to your own question.',
      vi: 'Tên model trong danh sách và giới hạn là `ideogram-describe`. Các model trò chuyện cũng mô tả được ảnh, theo câu hỏi của bạn.',
    },
  ],
  seeAlso: ['ideogram/upscale', 'ideogram/generate'],
});
