import { page } from '../../page.ts';
import { created } from '../../samples/drawn.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'dall-e',
  slug: 'image-variations',
  rows: [],
  title: { en: 'Variations of an image', vi: 'Biến thể của một ảnh' },
  intro: {
    en: 'Draws pictures that resemble one, without a text. Only dall-e-2 does this, which OpenAI withdrew on 2026-05-12; it is served for channels that still have it.',
    vi: 'Vẽ các ảnh giống một ảnh cho trước, không cần mô tả. Chỉ dall-e-2 làm được việc này và OpenAI đã ngừng từ 2026-05-12; endpoint vẫn phục vụ các kênh còn hỗ trợ.',
  },
  call: { dialect: 'openai-images', method: 'POST', route: '/v1/images/variations' },
  examples: [
    {
      title: { en: 'One variation', vi: 'Một biến thể' },
      form: { image: { sample: 'photo.png' }, model: 'dall-e-2', n: 1, size: '256x256' },
      expect: {
        reply: { created, data: [{ url: text('https://example.com/img-variation.png', /^https?:\/\//) }] },
      },
    },
  ],
  notes: [
    {
      en: 'With a GPT image model send the picture as an edit and ask for a variation in words.',
      vi: 'Với model GPT Image, hãy gửi ảnh dưới dạng yêu cầu sửa và mô tả biến thể mong muốn bằng lời.',
    },
  ],
  seeAlso: ['gpt-image/edit-image'],
});
