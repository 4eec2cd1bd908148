import { page } from '../../page.ts';
import { answer, generate } from '../../samples/gemini.ts';
import { picture } from '../../samples/media.ts';

const model = 'gemini-2.5-flash-image';

export default page({
  section: 'gemini-native',
  slug: 'image-generation-gemini-2-5-flash-image',
  rows: ['R049'],
  title: { en: 'Image generation gemini-2.5-flash-image', vi: 'Tạo ảnh với gemini-2.5-flash-image' },
  intro: {
    en: 'The fast and cheap image model (“Nano Banana”). One call makes one picture of about one megapixel.',
    vi: 'Model ảnh nhanh và rẻ (“Nano Banana”). Mỗi lần gọi tạo một ảnh khoảng một megapixel.',
  },
  call: generate,
  examples: [
    {
      title: { en: 'A picture and nothing else', vi: 'Chỉ nhận ảnh' },
      params: { model },
      request: {
        contents: [{ role: 'user', parts: [{ text: 'A red lamp on an old table' }] }],
        generationConfig: { responseModalities: ['IMAGE'] },
      },
      expect: {
        reply: answer(model, [{ inlineData: { mimeType: 'image/png', data: picture('1:1') } }], {
          prompt: { TEXT: 9 },
          pictures: 1290,
        }),
      },
    },
  ],
  notes: [
    {
      en: 'Google may stop this model at any time since October 2026; `gemini-3.1-flash-image` takes the same fields in its place.',
      vi: 'Google có thể ngừng model này bất cứ lúc nào kể từ tháng 10/2026; khi đó dùng `gemini-3.1-flash-image` với các trường như cũ.',
    },
    {
      en: 'A picture is 1,290 output tokens whatever its shape: at Google’s list price of 30 USD a million about 0.039 USD.',
      vi: 'Mỗi ảnh là 1.290 token đầu ra bất kể tỷ lệ: theo giá niêm yết của Google 30 USD mỗi triệu token thì khoảng 0,039 USD.',
    },
    {
      en: 'It draws again and again in one conversation: send its picture back as a `model` turn and say what to change.',
      vi: 'Có thể vẽ tiếp nhiều lần trong một hội thoại: gửi lại ảnh dưới dạng lượt `model` rồi nói cần sửa gì.',
    },
  ],
  seeAlso: [
    'gemini-native/image-generation',
    'gemini-native/image-generation-gemini-2-5-flash-image-aspect-ratio',
    'gemini-native/image-editing',
  ],
});
