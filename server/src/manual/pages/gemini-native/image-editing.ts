import { page } from '../../page.ts';
import { answer, generate, says, thoughtSignature } from '../../samples/gemini.ts';
import { picture, png } from '../../samples/media.ts';

const model = 'gemini-3.1-flash-image';
const wish = 'Put a blue hat on the cat and keep everything else.';

export default page({
  section: 'gemini-native',
  slug: 'image-editing',
  rows: ['R052'],
  title: { en: 'Image editing', vi: 'Chỉnh sửa ảnh' },
  intro: {
    en: 'Send a picture beside the words, and the model gives back the changed one. Several pictures may be mixed: “the dress of the first on the person of the second”.',
    vi: 'Gửi ảnh kèm lời mô tả, model sẽ trả về ảnh đã sửa. Có thể kết hợp nhiều ảnh: “lấy chiếc váy ở ảnh đầu cho người ở ảnh thứ hai”.',
  },
  call: generate,
  examples: [
    {
      title: { en: 'Change one thing', vi: 'Sửa một chi tiết' },
      params: { model },
      request: {
        contents: [
          { role: 'user', parts: [{ text: wish }, { inlineData: { mimeType: 'image/png', data: png } }] },
        ],
        generationConfig: { responseModalities: ['TEXT', 'IMAGE'] },
      },
      expect: {
        reply: answer(
          model,
          [
            says(model, wish, 'image/png of 70 bytes'),
            { inlineData: { mimeType: 'image/png', data: picture('1:1') }, thoughtSignature },
          ],
          { prompt: { TEXT: 32, IMAGE: 1120 }, words: 45, pictures: 1120, thoughts: 160 },
        ),
      },
    },
  ],
  notes: [
    {
      en: 'PNG, JPEG, WebP and HEIC are taken, as base64 without the prefix `data:image/png;base64,`. The whole request may have 20 MB at Google.',
      vi: 'Chấp nhận PNG, JPEG, WebP và HEIC ở dạng base64, không kèm tiền tố `data:image/png;base64,`. Toàn bộ yêu cầu tối đa 20 MB theo giới hạn của Google.',
    },
    {
      en: 'The snake_case of older examples, `inline_data` and `mime_type`, works as well.',
      vi: 'Cách viết snake_case trong các ví dụ cũ, `inline_data` và `mime_type`, vẫn dùng được.',
    },
    {
      en: 'The picture that you send is charged as input (1,120 tokens here), the one that you get as image output.',
      vi: 'Ảnh gửi lên tính tiền như đầu vào (ở đây 1.120 token), ảnh nhận về tính theo giá ảnh đầu ra.',
    },
  ],
  seeAlso: ['gemini-native/image-generation', 'gemini-native/image-understanding'],
});
