import { page } from '../../page.ts';
import { createChat, tinyPng } from '../../samples/chat.ts';
import { convertedCompletion } from '../../samples/converted-chat.ts';
import { claude } from '../../samples/messages.ts';

export default page({
  section: 'claude',
  slug: 'image-recognition',
  rows: ['R042'],
  title: {
    en: 'Create chat image recognition (non-stream)',
    vi: 'Nhận diện hình ảnh trong hội thoại (không stream)',
  },
  intro: {
    en: 'The same with the answer in one piece, here with a picture of your own machine as base64 in a `data:` URL.',
    vi: 'Tương tự nhưng nhận câu trả lời một lần; ở đây ảnh trên máy của bạn được gửi dạng base64 trong URL `data:`.',
  },
  call: createChat,
  examples: [
    {
      title: { en: 'A picture as base64', vi: 'Ảnh dạng base64' },
      request: {
        model: claude,
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'What is in this picture?' },
              { type: 'image_url', image_url: { url: tinyPng } },
            ],
          },
        ],
      },
      expect: {
        reply: convertedCompletion(
          claude,
          {
            content:
              'You said: “What is in this picture?”. I see a PNG image of 1 × 1 pixels. This is a simulated answer of claude-sonnet-4-5.',
          },
          { input: 16, output: 38 },
        ),
      },
    },
  ],
  notes: [
    {
      en: 'Anthropic takes at most 5 MB of base64 for one picture, and 32 MB for the whole request.',
      vi: 'Anthropic nhận tối đa 5 MB base64 cho mỗi ảnh và 32 MB cho toàn bộ yêu cầu.',
    },
  ],
  seeAlso: ['claude/image-recognition-streaming'],
});
