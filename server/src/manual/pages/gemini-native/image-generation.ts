import { page } from '../../page.ts';
import { answer, generate, said, thoughtSignature } from '../../samples/gemini.ts';
import { picture } from '../../samples/media.ts';

const model = 'gemini-3.1-flash-image';
const wish = 'A 3d rendered pig with wings over a green city of the future';

export default page({
  section: 'gemini-native',
  slug: 'image-generation',
  rows: ['R048'],
  title: { en: 'Image generation', vi: 'Tạo ảnh' },
  intro: {
    en: 'Gemini’s image models draw in the conversation: ask as in a chat, and a picture comes as an `inlineData` part with base64, with or without words beside it.',
    vi: 'Các model ảnh của Gemini vẽ ngay trong hội thoại: hỏi như trò chuyện bình thường, ảnh trả về là một phần `inlineData` dạng base64, có thể kèm lời hoặc không.',
  },
  call: generate,
  examples: [
    {
      title: { en: 'Words and a picture', vi: 'Vừa có lời vừa có ảnh' },
      params: { model },
      request: {
        contents: [{ role: 'user', parts: [{ text: wish }] }],
        generationConfig: { responseModalities: ['TEXT', 'IMAGE'] },
      },
      expect: {
        reply: answer(
          model,
          [
            { text: said(model, wish), thoughtSignature },
            { inlineData: { mimeType: 'image/png', data: picture('1:1') }, thoughtSignature },
          ],
          { prompt: { TEXT: 16 }, words: 36, pictures: 1120, thoughts: 160 },
        ),
      },
    },
  ],
  tables: [
    {
      title: { en: 'Models', vi: 'Các model' },
      columns: [
        { en: 'Model', vi: 'Model' },
        { en: 'Sizes', vi: 'Độ phân giải' },
        { en: 'Tokens of a picture', vi: 'Số token mỗi ảnh' },
      ],
      rows: [
        ['`gemini-2.5-flash-image`', { en: 'about 1 megapixel', vi: 'khoảng 1 megapixel' }, '1,290'],
        ['`gemini-3.1-flash-image`', '512, 1K, 2K, 4K', '747, 1,120, 1,680, 2,520'],
        ['`gemini-3-pro-image`', '1K, 2K, 4K', '1,120, 1,120, 2,000'],
      ],
    },
  ],
  notes: [
    {
      en: 'Pictures are charged by their tokens at the price of image output; words and thoughts at the price of text.',
      vi: 'Ảnh được tính tiền theo token với giá ảnh đầu ra; lời và phần suy luận tính theo giá văn bản.',
    },
    {
      en: 'With `["IMAGE"]` alone there are no words. A picture that Google’s filters hold back ends with a `finishReason` like `IMAGE_SAFETY` and no `inlineData`.',
      vi: 'Chỉ đặt `["IMAGE"]` thì không có lời kèm theo. Ảnh bị bộ lọc của Google giữ lại sẽ kết thúc với `finishReason` như `IMAGE_SAFETY` và không có `inlineData`.',
    },
    {
      en: 'Test keys get small pictures of the right shape.',
      vi: 'Với khóa thử nghiệm, ảnh nhận được nhỏ nhưng đúng tỷ lệ.',
    },
  ],
  seeAlso: [
    'gemini-native/image-editing',
    'gemini-native/image-generation-gemini-3-pro-image-preview',
    'gemini-chat/image-creation',
  ],
});
