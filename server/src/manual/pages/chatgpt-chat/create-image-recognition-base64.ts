import { page } from '../../page.ts';
import { createChat, tinyPng, wordsStream } from '../../samples/chat.ts';

export default page({
  section: 'chatgpt-chat',
  slug: 'create-image-recognition-base64',
  rows: ['R016'],
  title: {
    en: 'Create chat image recognition (streaming) base64',
    vi: 'Nhận diện hình ảnh base64 trong hội thoại (stream)',
  },
  intro: {
    en: 'The picture travels inside the request as a `data:` URL with base64, so it needs no address of its own.',
    vi: 'Ảnh được gửi ngay trong yêu cầu dưới dạng URL `data:` mã hóa base64, không cần đưa ảnh lên mạng trước.',
  },
  call: createChat,
  examples: [
    {
      title: { en: 'A picture as base64', vi: 'Ảnh dạng base64' },
      request: {
        model: 'gpt-4o-mini',
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'What colour is this picture?' },
              { type: 'image_url', image_url: { url: tinyPng, detail: 'low' } },
            ],
          },
        ],
        stream: true,
        stream_options: { include_usage: true },
      },
      expect: {
        stream: wordsStream('gpt-4o-mini', { input: 117, output: 30, media: { text: 32, image: 85 } }),
      },
    },
  ],
  notes: [
    {
      en: 'Write the type in front: `data:image/png;base64,…`, `image/jpeg`, `image/webp` or `image/gif`.',
      vi: 'Ghi rõ kiểu ảnh ở đầu: `data:image/png;base64,…`, `image/jpeg`, `image/webp` hoặc `image/gif`.',
    },
    {
      en: 'Base64 makes a file a third larger. A body over the limit of the gateway (64 MB unless the operator changed it) is answered with 413.',
      vi: 'Base64 làm dung lượng tăng thêm một phần ba. Yêu cầu vượt giới hạn của cổng (mặc định 64 MB, quản trị viên có thể đổi) sẽ nhận mã 413.',
    },
  ],
  seeAlso: ['chatgpt-chat/create-image-recognition-streaming'],
});
