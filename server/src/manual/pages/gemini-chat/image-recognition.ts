import { page } from '../../page.ts';
import { createChat } from '../../samples/chat.ts';
import { convertedCompletion, textSignature } from '../../samples/converted-chat.ts';
import { said } from '../../samples/gemini.ts';
import { png } from '../../samples/media.ts';

const model = 'gemini-3.5-flash-lite';
const question = 'What is in this picture?';

export default page({
  section: 'gemini-chat',
  slug: 'image-recognition',
  rows: ['R070'],
  title: {
    en: 'Image recognition interface [chat-compatible format]',
    vi: 'Nhận diện hình ảnh [định dạng tương thích chat]',
  },
  intro: {
    en: 'A picture is an `image_url` part beside the text, as with OpenAI’s models: a data URL with base64, or an https address.',
    vi: 'Ảnh là phần `image_url` đứng cạnh văn bản, giống các model của OpenAI: data URL chứa base64, hoặc địa chỉ https.',
  },
  call: createChat,
  examples: [
    {
      title: { en: 'A picture as base64', vi: 'Ảnh dạng base64' },
      request: {
        model,
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: question },
              { type: 'image_url', image_url: { url: `data:image/png;base64,${png}` } },
            ],
          },
        ],
        reasoning_effort: 'none',
      },
      expect: {
        reply: convertedCompletion(
          model,
          { content: said(model, question, 'image/png of 70 bytes'), reasoning_details: textSignature },
          { input: 1145, output: 38, pictures: { given: 1120 } },
        ),
      },
    },
  ],
  notes: [
    {
      en: 'Gemini does not read every public address, so the gateway fetches the picture of an https address and sends it along. Addresses inside private networks are refused.',
      vi: 'Gemini không đọc được mọi địa chỉ công khai, nên với địa chỉ https, cổng sẽ tải ảnh về rồi gửi kèm. Địa chỉ trong mạng nội bộ bị từ chối.',
    },
    {
      en: 'PNG, JPEG, WebP, HEIC and HEIF are taken. A picture is 1,120 tokens, charged as input.',
      vi: 'Chấp nhận PNG, JPEG, WebP, HEIC và HEIF. Mỗi ảnh là 1.120 token, tính tiền như đầu vào.',
    },
  ],
  seeAlso: ['gemini-native/image-understanding', 'gemini-chat/chat-read-file'],
});
