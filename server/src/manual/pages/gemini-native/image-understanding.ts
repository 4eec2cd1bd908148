import { page } from '../../page.ts';
import { answer, generate, says } from '../../samples/gemini.ts';
import { png } from '../../samples/media.ts';

const model = 'gemini-3.5-flash-lite';
const question = 'What is in this picture?';
const generationConfig = { thinkingConfig: { thinkingLevel: 'minimal' } };

export default page({
  section: 'gemini-native',
  slug: 'image-understanding',
  rows: ['R053'],
  title: { en: 'Image Understanding', vi: 'Hiểu hình ảnh' },
  intro: {
    en: 'A picture is a part beside the words: `inlineData` with base64, or `fileData` with its address. The model describes it, reads its text, compares several.',
    vi: 'Ảnh là một phần đứng cạnh lời hỏi: `inlineData` chứa base64, hoặc `fileData` chứa địa chỉ. Model có thể mô tả, đọc chữ trong ảnh hay so sánh nhiều ảnh.',
  },
  call: generate,
  examples: [
    {
      title: { en: 'A picture in the request', vi: 'Ảnh nằm trong yêu cầu' },
      params: { model },
      request: {
        contents: [
          { role: 'user', parts: [{ inlineData: { mimeType: 'image/png', data: png } }, { text: question }] },
        ],
        generationConfig,
      },
      expect: {
        reply: answer(model, [says(model, question, 'image/png of 70 bytes')], {
          prompt: { TEXT: 25, IMAGE: 1120 },
          words: 38,
        }),
      },
    },
    {
      title: { en: 'A picture by address', vi: 'Ảnh theo địa chỉ' },
      params: { model },
      request: {
        contents: [
          {
            role: 'user',
            parts: [
              { fileData: { mimeType: 'image/png', fileUri: 'https://example.com/photo.png' } },
              { text: question },
            ],
          },
        ],
        generationConfig,
      },
      expect: {
        reply: answer(model, [says(model, question, 'the file https://example.com/photo.png')], {
          prompt: { TEXT: 22, IMAGE: 1120 },
          words: 44,
        }),
      },
    },
  ],
  notes: [
    {
      en: 'From Gemini 3 on a picture is 1,120 tokens unless `mediaResolution` says less; before, 258, a large one 258 for each tile of 768 × 768.',
      vi: 'Từ Gemini 3, mỗi ảnh là 1.120 token trừ khi `mediaResolution` đặt thấp hơn; trước đó là 258 token, ảnh lớn tính 258 token cho mỗi ô 768 × 768.',
    },
    {
      en: 'With one picture, put it before the question: Google says that this works best.',
      vi: 'Nếu chỉ có một ảnh, hãy đặt ảnh trước câu hỏi: theo Google, cách này cho kết quả tốt nhất.',
    },
    {
      en: 'Public addresses are read by Google itself and not by every model; base64 always works.',
      vi: 'Địa chỉ công khai do chính Google tải về và không phải model nào cũng hỗ trợ; base64 thì luôn dùng được.',
    },
  ],
  seeAlso: ['gemini-native/document-understanding', 'gemini-chat/image-recognition'],
});
